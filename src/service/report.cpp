#include "service/report.h"

#include <fmt/format.h>

#include <optional>

#include "base/files.h"
#include "record/input.h"
#include "record/parse.h"
#include "record/reader.h"
#include "report/report.h"
#include "service/open_log.h"
#include "service/outcome_table.h"
#include "standard/standard.h"
#include "store/store.h"

namespace konsequenz::service {
namespace {

class Page {
  public:
    explicit Page(report::ReportOptions options) : builder_(std::move(options)) {}

    Result<void> add_log(const LogAddress& address);
    Result<void> add_file(const std::string& path);
    Result<ReportSummary> write(const std::string& out);

  private:
    Result<void> add(std::string_view kind, std::string_view body);

    report::ReportBuilder builder_;
    record::Parser parser_;
    OutcomeTable outcomes_;
    std::string whole_;
    ReportSummary summary_;
};

Result<void> Page::add(std::string_view kind, std::string_view body) {
    if (kind == "record") {
        builder_.add(TRY(parser_.parse(body)));
        ++summary_.records;
    } else if (kind == "ruling") {
        TRY_VOID(builder_.add_ruling(TRY(outcomes_.resolved(body, whole_))));
        ++summary_.rulings;
    }
    return {};
}

Result<void> Page::add_log(const LogAddress& address) {
    const auto log = TRY(open_log(address, store::OpenMode::read_only));
    for (const auto partition : TRY(log->partitions())) {
        TRY_VOID(log->scan(partition, 1, [this](const store::StoredEntry& entry) -> Result<store::Step> {
            if (entry.is_erased) return store::Step::go_on;
            if (entry.kind == "outcome") outcomes_.add(entry.id, entry.body);
            const auto added = add(entry.kind, entry.body);
            if (added) return store::Step::go_on;
            return fail("service.log-content",
                        fmt::format("entry {} of the log (`{}` {}) cannot be read: {}", entry.sequence, entry.id,
                                    entry.kind, to_string(added.error())));
        }));
    }
    return {};
}

Result<void> Page::add_file(const std::string& path) {
    auto input = TRY(record::Input::open(path));
    record::LineReader lines(input);
    for (;;) {
        const auto line = TRY(lines.next());
        if (!line) return {};
        if (line->text.empty()) continue;
        // `type` stands first in both, as konsequenz writes them; anything else is left to the record's own reader.
        const auto kind = line->text.starts_with(R"({"type":"ruling")") ? "ruling" : "record";
        const auto added = add(kind, line->text);
        if (!added) return std::unexpected(at(added.error(), path, line->number));
    }
}

Result<ReportSummary> Page::write(const std::string& out) {
    const auto html = builder_.to_html();
    summary_.bytes = html.size();
    TRY_VOID(write_file(out, html));
    return summary_;
}

}  // namespace

Result<ReportSummary> write_report(const ReportRequest& request, std::vector<Error>& details) {
    report::ReportOptions options;
    std::optional<standard::Standard> standard;
    if (!request.standard.empty()) {
        auto loaded = standard::load(request.standard);
        if (!loaded) {
            details = std::move(loaded).error();
            return std::unexpected(details.front());
        }
        standard = std::move(*loaded);
        options.standard = &*standard;
    }
    if (!request.log.empty())
        options.source = request.log;
    else if (!request.inputs.empty()) {
        options.source = request.inputs.front();
        options.source_kind = report::Source::files;
    }
    Page page(std::move(options));
    if (!request.log.empty()) TRY_VOID(page.add_log({request.log, request.master_key}));
    for (const auto& path : request.inputs) TRY_VOID(page.add_file(path));
    return page.write(request.out);
}

}  // namespace konsequenz::service
