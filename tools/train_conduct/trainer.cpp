#include "trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <vector>

#include "base/files.h"
#include "base/sha256.h"
#include "choose.h"
#include "conduct/model.h"
#include "fit.h"
#include "heads.h"
#include "matrix.h"
#include "measure.h"
#include "pack.h"
#include "rows.h"

namespace konsequenz::train {
namespace {

using conduct::head_count;

struct Data {
    std::vector<Row> train;  ///< public, and the parts train and dev of our own
    std::vector<Row> test;   ///< our own: only reported on
    std::vector<Row> dev_public;
};

Result<Data> read_data(const Options& options) {
    Data data;
    if (!options.archive.empty()) {
        auto rows = TRY(read_archive(options.archive, Licence::permitted));
        for (std::size_t at = 0; at < rows.size(); at += options.every) data.train.push_back(std::move(rows[at]));
    }
    if (!options.dev_archive.empty()) data.dev_public = TRY(read_archive(options.dev_archive, Licence::any));
    for (auto& row : TRY(read_contacts(options.contacts))) {
        auto& part = row.part == Part::test ? data.test : data.train;
        part.push_back(std::move(row));
    }
    // A row that no head can learn from only slows down.
    std::erase_if(data.train, [](const Row& row) {
        for (std::size_t head = 0; head + 1 < head_count; ++head) {
            if (wanted(static_cast<conduct::Head>(head), row)) return false;
        }
        return true;
    });
    return data;
}

Digest digest_of(const std::vector<Row>& rows) {
    Sha256 hash;
    for (const auto& row : rows)
        hash.update(row.source).update("\t").update(row.id).update("\t").update(row.text).update("\n");
    return hash.finish();
}

/// Aligned as a model's bytes have to be.
struct Held {
    explicit Held(const std::string& bytes) : words((bytes.size() + 63) / 64) {
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(words.data()));
        view = {reinterpret_cast<const char*>(words.data()), bytes.size()};
    }
    struct alignas(64) Line {
        std::array<char, 64> bytes;
    };
    std::vector<Line> words;
    std::string_view view;
};

std::array<Fitted, head_count> fit_heads(const Data& data, const std::vector<Sample>& samples, FeatureSpace& space) {
    std::array<Fitted, head_count> heads;
    // Abuse in public takes longest: it has one core to itself, and the other heads follow each other on the other.
    constexpr auto longest = conduct::Head::abusive_public;
    auto waiting = std::async(std::launch::async, [&] { return fit(longest, data.train, samples, space); });
    for (std::size_t head = 0; head < head_count; ++head) {
        const auto which = static_cast<conduct::Head>(head);
        if (which != longest) heads[head] = fit(which, data.train, samples, space);
    }
    heads[static_cast<std::size_t>(longest)] = waiting.get();
    return heads;
}

/// The files that came first, those that were written for what the model had missed, those for the breadth of the
/// ordinary, and those for the artless.
std::string_view family_of(const Row& row) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> by_prefixes{
        {{"g5 e4", "hard files"}, {"g6 g7 g8 e5 e6 e7", "broad files"}, {"g9 ga gb gc e8 e9 ea eb", "plain files"}}};
    for (const auto& [prefixes, family] : by_prefixes) {
        const auto prefix = row.group.substr(0, row.group.find('-'));
        if (prefix.size() == 2 && prefixes.find(prefix) != std::string_view::npos) return family;
    }
    return "first files";
}

/// Each family of files read in both ways.
std::string report_test(const conduct::Model& model, const std::vector<Row>& test) {
    std::string report;
    for (const std::string_view family : {"first files", "hard files", "broad files", "plain files"}) {
        std::vector<Row> rows;
        std::ranges::copy_if(test, std::back_inserter(rows), [&](const Row& row) { return family_of(row) == family; });
        report +=
            fmt::format("\ntest, {}, read as any text\n", family) + report_own(model, rows, conduct::Register::any);
        report += "read as contacts\n" + report_own(model, rows, conduct::Register::contact);
    }
    return report;
}

}  // namespace

Result<std::string> train_model(const Options& options) {
    const auto data = TRY(read_data(options));
    FeatureSpace space(data.train, options.bucket_bits);
    std::vector<Sample> samples;
    samples.reserve(data.train.size());
    for (const auto& row : data.train) samples.push_back(space.sample(row));
    const auto heads = fit_heads(data, samples, space);
    ToPack to_pack{.space = space, .heads = heads, .training_data = digest_of(data.train)};
    to_pack.bucket_bits = options.bucket_bits;
    const auto chosen = choose(to_pack, data.train, samples, space);
    const auto bytes = pack(to_pack);
    TRY_VOID(write_file(options.out, bytes));
    const Held held(bytes);
    const auto model = TRY(conduct::Model::of_bytes(held.view));
    std::string report = fmt::format("{}: {} rows, triage {} alert {}\n", model.id(), data.train.size(),
                                     to_pack.triage_per_10000, to_pack.alert_per_10000);
    for (std::size_t head = 0; head < head_count; ++head)
        report += fmt::format("head {:>2}: {:>6} rows {:>6} yes, bias {:.2f}\n", head, heads[head].rows,
                              heads[head].positives, heads[head].bias);
    report +=
        fmt::format("lines: service {:.3f} {:+.3f}, public German {:+.2f}, English {:+.2f}\n", to_pack.service.slope,
                    to_pack.service.offset, to_pack.public_german.offset, to_pack.public_english.offset);
    report += "\nservice contacts, each scored by heads that have not seen its group: read as any text\n";
    report += report_curve(chosen, &Unseen::as_any);
    report += "read as contacts\n" + report_curve(chosen, &Unseen::as_contact);
    report += "\ndev, public\n" + report_sources(model, data.dev_public);
    if (options.reports_test) report += report_test(model, data.test);
    return report;
}

}  // namespace konsequenz::train
