#include "rows.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <memory>
#include <sstream>

#include "base/files.h"
#include "base/json.h"

namespace konsequenz::train {
namespace {

std::uint8_t flag_of(std::string_view word) {
    if (word == "disrespect") return disrespect;
    if (word == "insult") return insult;
    if (word == "discrimination") return discrimination;
    if (word == "threat") return threat;
    if (word == "toxic_unspec" || word == "sexual_harassment") return unspecified;
    if (word == "criticism") return criticism;
    return 0;  // "none", and what no head is trained on
}

std::uint8_t flags_of(const JsonValue& labels, std::string_view key) {
    std::uint8_t flags = 0;
    const auto words = labels.find(key);
    if (!words) return 0;
    for (const auto word : *words) flags |= flag_of(word.text());
    return flags;
}

std::string text_of(const JsonValue& row, std::string_view key) {
    const auto value = row.find(key);
    return value && value->kind() == JsonKind::string ? std::string(value->text()) : std::string();
}

Result<Row> parse_row(JsonParser& parser, std::string_view line) {
    const auto json = TRY(parser.parse(line));
    const auto labels = json.find("labels");
    if (!labels) return fail("train.row", "the row has no `labels`");
    Row row;
    row.id = text_of(json, "id");
    row.text = text_of(json, "text");
    row.source = text_of(json, "source");
    row.is_german = text_of(json, "lang") == "de";
    row.is_weak = text_of(json, "map") == "weak";
    row.flags = flags_of(*labels, "flags");
    row.annotated = flags_of(*labels, "annotated");
    return row;
}

/// Standard output of a command; the path is given to it as an argument of its own.
Result<std::string> unpack(const std::string& path) {
    std::string quoted;
    for (const char letter : path) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    const auto command = fmt::format("tar --extract --xz --to-stdout --file '{}'", quoted);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    if (!pipe) return fail("train.archive", "tar cannot be started");
    std::string bytes;
    std::array<char, 65'536> buffer;
    for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;)
        bytes.append(buffer.data(), size);
    if (bytes.empty()) return fail("train.archive", fmt::format("`{}` cannot be unpacked, or is empty", path));
    return bytes;
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
    return fields;
}

std::uint8_t flag_of(conduct::Label label) {
    switch (label) {
        case conduct::Label::none: return 0;
        case conduct::Label::criticism: return criticism;
        case conduct::Label::disrespect: return disrespect;
        case conduct::Label::insult: return insult;
        case conduct::Label::discrimination: return discrimination;
        case conduct::Label::threat: break;
    }
    return threat;
}

Result<Row> parse_contact(const std::string& line) {
    const auto fields = split(line);
    if (fields.size() != 8) return fail("train.row", fmt::format("the row has {} fields of 8", fields.size()));
    const auto label = conduct::parse_label(fields[3]);
    const auto target = conduct::parse_target(fields[5]);
    const bool is_severity = fields[4].size() == 1 && fields[4][0] >= '0' && fields[4][0] <= '4';
    if (!label || !target || !is_severity) return fail("train.row", "label, severity or target is unknown");
    Row row;
    row.is_own = true;
    row.source = "service-contacts";
    row.group = fields[0];
    row.is_german = fields[1].starts_with("de");
    row.label = *label;
    row.severity = fields[4][0] - '0';
    row.target = *target;
    row.tags = fields[6];
    row.text = fields[7];
    row.flags = flag_of(*label);
    row.annotated = any_abuse | criticism;
    row.part = part_of(row.group);
    return row;
}

}  // namespace

Part part_of(std::string_view group) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char byte : group) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3ULL;
    const auto share = hash % 10;
    return share < 2 ? Part::test : share < 4 ? Part::dev : Part::train;
}

Result<std::vector<Row>> read_archive(const std::string& path, Licence licence) {
    const auto bytes = TRY(unpack(path));
    std::vector<Row> rows;
    JsonParser parser;
    std::istringstream lines(bytes);
    std::uint32_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        // Share-alike texts are left out as well, so that nobody has to ask whether a model adapts them.
        const bool is_permitted = line.find(R"("train_ok": "yes")") != std::string::npos ||
                                  line.find(R"("train_ok":"yes")") != std::string::npos;
        if (licence == Licence::permitted && !is_permitted) continue;
        auto row = parse_row(parser, line);
        if (!row) return std::unexpected(at(std::move(row).error(), path, number));
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<std::vector<Row>> read_contacts(const std::string& folder) {
    std::vector<Row> rows;
    const auto paths = TRY(list_files(folder, ".tsv"));
    for (const auto& path : paths) {
        std::istringstream lines(TRY(read_file(path)));
        std::uint32_t number = 0;
        for (std::string line; std::getline(lines, line);) {
            ++number;
            auto row = parse_contact(line);
            if (!row) return std::unexpected(at(std::move(row).error(), path.string(), number));
            row->id = fmt::format("{}:{}", path.stem().string(), number);
            rows.push_back(std::move(*row));
        }
    }
    return rows;
}

}  // namespace konsequenz::train
