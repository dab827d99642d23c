#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "service/backtest.h"

namespace konsequenz::cli {
namespace {

std::string id_or(std::string_view id) { return id.empty() ? "no ruling" : std::string(id); }

std::string painted(backtest::Direction direction) {
    switch (direction) {
        case backtest::Direction::milder: return styled("milder ", Style::green, Stream::output);
        case backtest::Direction::harsher: return styled("harsher", Style::red, Stream::output);
        case backtest::Direction::other: return styled("other  ", Style::yellow, Stream::output);
        case backtest::Direction::same: break;
    }
    return "remedy ";
}

void print_crossed(std::string_view what, const backtest::Crossed& crossed) {
    std::vector<std::pair<std::pair<std::string, std::string>, std::uint64_t>> pairs(crossed.begin(), crossed.end());
    std::ranges::stable_sort(pairs, std::greater<>(), [](const auto& pair) { return pair.second; });
    for (const auto& [ids, count] : pairs) {
        if (ids.first == ids.second) continue;
        fmt::print("  {}  {:>12}  {} → {}\n", what, grouped(count), id_or(ids.first), id_or(ids.second));
    }
}

/// The first reason in English, or in whatever language there is.
std::string first_reason(const service::ReasonTexts& reasons) {
    auto found = reasons.find("en");
    if (found == reasons.end()) found = reasons.begin();
    return found == reasons.end() || found->second.empty() ? "" : found->second.front();
}

void print_contact(const service::BacktestReport& report, const backtest::ContactCase& contact) {
    const auto& changed = contact.changed;
    const auto reasons = service::reasons_of(report, contact);
    fmt::print("    {}  {}  {}\n", contact.contact.id, to_string(contact.contact.time), painted(changed.direction));
    const auto side = [](std::string_view which, const std::string& measure, const std::string& remedy,
                         const service::ReasonTexts& texts) {
        fmt::print("      {}  {}, {}\n", which, id_or(measure), id_or(remedy));
        const auto reason = first_reason(texts);
        if (!reason.empty()) fmt::print("              {}\n", styled(reason, Style::dim, Stream::output));
    };
    side("before", changed.measure_before, changed.remedy_before, reasons.before);
    side("after ", changed.measure_after, changed.remedy_after, reasons.after);
}

void print_customers(const service::BacktestReport& report) {
    constexpr std::size_t contacts_max = 3;
    for (const auto& customer : report.cases) {
        fmt::print("  {}: {} of {} contacts\n", styled(customer.customer, Style::bold, Stream::output),
                   grouped(customer.changes), grouped(customer.contacts));
        // Where a measure changes, the remedies alone are left to the page.
        const auto has_other_measure = [](const backtest::ContactCase& contact) {
            return contact.changed.measure_before != contact.changed.measure_after;
        };
        const bool only_measures = std::ranges::any_of(customer.changed, has_other_measure);
        std::size_t shown = 0;
        for (const auto& contact : customer.changed) {
            if (shown == contacts_max || (only_measures && !has_other_measure(contact))) continue;
            print_contact(report, contact);
            ++shown;
        }
        if (customer.changes > shown) fmt::print("    and {} more\n", grouped(customer.changes - shown));
    }
}

void print_fallbacks(const standard::Standard& standard, const backtest::Fallbacks& fallbacks) {
    for (const auto& [decision, why] : fallbacks.decisions)
        fmt::print("  `{}` of {} ran once for each combination of what it reads: {}\n", decision, standard.id, why);
    if (fallbacks.contacts > 0)
        fmt::print("  the facts of {} contacts were counted record by record\n", grouped(fallbacks.contacts));
}

void print_text(const service::BacktestReport& report) {
    const auto& compared = report.result.comparison;
    const auto name = [](const standard::Standard& standard) {
        return fmt::format("{} {}", standard.id, standard.version);
    };
    fmt::print(
        "{}\n",
        styled(fmt::format("{} → {}", report.before == nullptr ? "the rulings of the history" : name(*report.before),
                           name(*report.after)),
               Style::bold, Stream::output));
    fmt::print("{} contacts of {} customers, {} records\n", grouped(compared.contacts), grouped(compared.customers),
               grouped(compared.records));
    if (report.source.erased > 0)
        fmt::print("{} entries were erased and are not looked at\n", grouped(report.source.erased));
    if (report.source.assessed > 0)
        fmt::print("{} contacts had no assessment; the model assessed them now\n", grouped(report.source.assessed));
    fmt::print("measure: {} come out otherwise, {} milder, {} harsher; remedy: {}; customers concerned: {}\n",
               grouped(compared.changed_measures), grouped(compared.milder), grouped(compared.harsher),
               grouped(compared.changed_remedies), grouped(compared.customers_changed));
    print_crossed("measure", compared.measures);
    print_crossed("remedy ", compared.remedies);
    print_customers(report);
    print_fallbacks(*report.after, report.result.after);
    if (report.before != nullptr) print_fallbacks(*report.before, report.result.before);
}

}  // namespace

ExitCode backtest_command(const service::BacktestRequest& request, Format format) {
    if (request.standards.size() > 2) {
        print_error({"cli.usage", "too many standards: name the new one, or the old and the new one", {}});
        return ExitCode::usage;
    }
    if (request.log.empty() && request.inputs.empty() && request.columns.empty()) {
        print_error({"cli.usage", "no history: give --log LOG, --in FILE or --columns FILE", {}});
        return ExitCode::usage;
    }
    std::vector<Error> details;
    ProgressBar bar;
    const auto report = service::backtest(
        request, [&](std::string_view, std::uint64_t done, std::uint64_t total) { bar.show(done, total, done); },
        details);
    bar.clear();
    if (!report) return failed(report.error(), details);
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        service::write_json(writer, *report);
        fmt::print("{}\n", json);
    } else {
        print_text(*report);
    }
    print_refusals(report->source.refused, report->source.first_refusals, "");
    return report->source.refused > 0 ? ExitCode::bad_input : ExitCode::done;
}

}  // namespace konsequenz::cli
