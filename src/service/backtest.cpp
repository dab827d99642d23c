#include "service/backtest.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "base/files.h"
#include "report/backtest_page.h"
#include "service/backtest_history.h"
#include "service/line_writer.h"

namespace konsequenz::service {
namespace {

Result<std::unique_ptr<const standard::Standard>> load(const std::string& folder, std::vector<Error>& details) {
    auto loaded = standard::load(folder);
    if (loaded) return std::make_unique<const standard::Standard>(std::move(*loaded));
    details = std::move(loaded).error();
    return std::unexpected(details.front());
}

void write_side(JsonWriter& writer, std::string_view key, std::string_view measure, std::string_view remedy) {
    writer.key(key).begin_object();
    if (measure.empty())
        writer.key("measure").null();
    else
        writer.member("measure", measure);
    if (remedy.empty())
        writer.key("remedy").null();
    else
        writer.member("remedy", remedy);
    writer.end_object();
}

Result<void> write_change(LineWriter& out, std::string& line, const backtest::Change& change) {
    line.clear();
    JsonWriter writer(line);
    writer.begin_object()
        .member("contact", change.contact)
        .member("customer", change.customer)
        .member("time", to_string(change.time));
    write_side(writer, "before", change.measure_before, change.remedy_before);
    write_side(writer, "after", change.measure_after, change.remedy_after);
    writer.member("measure", to_string(change.direction)).end_object();
    return out.write(line);
}

Result<backtest::Backtest> decide(const BacktestRequest& request, const backtest::History& history,
                                  const BacktestReport& report, const BacktestProgress& progress) {
    backtest::Options options{.threads = request.jobs, .customers_max = request.customers};
    LineWriter out;
    std::string line;
    if (!request.out.empty()) {
        out = TRY(LineWriter::open(request.out));
        options.sink = [&](const backtest::Change& change) { return write_change(out, line, change); };
    }
    if (progress) options.progress = [&](std::size_t done, std::size_t total) { progress("deciding", done, total); };
    auto result = TRY(backtest::run(history, report.before.get(), *report.after, options));
    TRY_VOID(out.close());
    return result;
}

ReasonTexts texts_of(const std::optional<ruling::Ruling>& ruling) {
    ReasonTexts texts;
    if (!ruling) return texts;
    for (const auto& [language, reasons] : ruling->reasons()) texts[std::string(language)] = reasons;
    return texts;
}

Result<void> write_page(const BacktestRequest& request, const BacktestReport& report) {
    report::BacktestView view{.before = report.before.get(),
                              .after = report.after.get(),
                              .source = report.source.name,
                              .backtest = &report.result,
                              .customers = {}};
    for (const auto& customer : report.cases) {
        auto& shown = view.customers.emplace_back();
        shown.customer = customer.customer;
        shown.contacts = customer.contacts;
        shown.changes = customer.changes;
        for (const auto& contact : customer.changed) {
            auto reasons = reasons_of(report, contact);
            shown.changed.push_back({&contact, std::move(reasons.before), std::move(reasons.after)});
        }
    }
    return write_file(request.html, report::backtest_html(view));
}

}  // namespace

ReasonPair reasons_of(const BacktestReport& report, const backtest::ContactCase& contact) {
    ReasonPair pair{texts_of(contact.before), texts_of(contact.after)};
    const auto logged = report.logged_reasons.find(contact.contact.id);
    if (!contact.before && logged != report.logged_reasons.end()) pair.before = logged->second;
    return pair;
}

Result<BacktestReport> backtest(const BacktestRequest& request, const BacktestProgress& progress,
                                std::vector<Error>& details) {
    BacktestReport report;
    if (request.standards.size() > 1) report.before = TRY(load(request.standards.front(), details));
    report.after = TRY(load(request.standards.back(), details));
    const auto history = TRY(open_history(request, progress, report.source));
    report.result = TRY(decide(request, *history, report, progress));
    report.cases = TRY(
        backtest::examine(*history, report.before.get(), *report.after, report.result.comparison.changed_customers));
    if (report.before == nullptr) {
        std::set<std::string, std::less<>> contacts;
        for (const auto& customer : report.cases) {
            for (const auto& contact : customer.changed) contacts.insert(contact.contact.id);
        }
        report.logged_reasons = TRY(read_reasons(request, contacts));
    }
    if (!request.html.empty()) TRY_VOID(write_page(request, report));
    return report;
}

}  // namespace konsequenz::service
