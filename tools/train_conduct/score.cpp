// score-conduct: what bench/conduct/compare asks for.
//
//   score-conduct rows DATA CONTACTS   the rows of the heads of abuse as JSON Lines: part, source, abusive, text
//   score-conduct score FILE KIND      for each line, an object with a `text`, the probability of abuse in
//                                      ten-thousandths; the texts are read as any, contact or talk
#include <fmt/format.h>

#include <cstdio>
#include <sstream>
#include <string>
#include <string_view>

#include "base/files.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "conduct/model.h"
#include "heads.h"
#include "rows.h"

namespace {

using namespace konsequenz;

void print(std::string_view part, const train::Row& row, bool is_abusive) {
    std::string line;
    JsonWriter writer(line);
    writer.begin_object().member("part", part).member("source", std::string_view(row.source));
    writer.member("abusive", is_abusive).member("text", std::string_view(row.text)).end_object();
    fmt::print("{}\n", line);
}

Result<void> print_rows(const std::string& data, const std::string& contacts) {
    const auto is_trained_on = [](const train::Row& row) {
        return train::wanted(conduct::Head::abusive_public, row).has_value() ||
               train::wanted(conduct::Head::abusive_service, row).has_value();
    };
    for (const auto& row : TRY(train::read_archive(data + "/train.tar.xz", train::Licence::permitted))) {
        if (is_trained_on(row)) print("train", row, row.is_abusive());
    }
    for (const auto& row : TRY(train::read_archive(data + "/dev.tar.xz", train::Licence::any)))
        print("dev", row, row.is_abusive());
    for (const auto& row : TRY(train::read_contacts(contacts)))
        print(row.part == train::Part::test ? "test" : "train", row, row.is_abusive());
    return {};
}

Result<void> print_scores(const std::string& path, std::string_view kind) {
    const auto from = kind == "contact" ? conduct::Register::contact
                      : kind == "talk"  ? conduct::Register::talk
                                        : conduct::Register::any;
    const auto text = TRY(read_file(path));
    const auto& model = conduct::Model::embedded();
    JsonParser parser;
    std::istringstream lines(text);
    std::string out;
    for (std::string line; std::getline(lines, line);) {
        const auto text_of = TRY(parser.parse(line)).find("text");
        if (!text_of) return fail("score.no-text", "a line has no `text`");
        out +=
            fmt::format("{}\n", model.assess(text_of->text(), model.default_calibration(), from).probability.abusive);
    }
    fmt::print("{}", out);
    return {};
}

}  // namespace

int main(int count, char** words) {
    const std::string_view command = count > 1 ? words[1] : "";
    const bool is_rows = command == "rows" && count == 4;
    if (!is_rows && !(command == "score" && count == 4)) {
        fmt::print(stderr, "score-conduct rows DATA CONTACTS | score FILE any|contact|talk\n");
        return 2;
    }
    const auto done = is_rows ? print_rows(words[2], words[3]) : print_scores(words[2], words[3]);
    if (done) return 0;
    fmt::print(stderr, "score-conduct: {}\n", to_string(done.error()));
    return 4;
}
