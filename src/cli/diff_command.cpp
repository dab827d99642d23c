#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

std::string painted(proof::Direction direction) {
    switch (direction) {
        case proof::Direction::milder: return styled("milder ", Style::green, Stream::output);
        case proof::Direction::harsher: return styled("harsher", Style::red, Stream::output);
        case proof::Direction::other: return styled("other  ", Style::yellow, Stream::output);
    }
    return {};
}

std::string row_in_words(std::string_view which, const proof::DecidingRow& row) {
    if (row.row == 0) return fmt::format("{}: {}", which, feel::to_string(row.value));
    const std::string when = row.when.empty() ? "always" : fmt::format("{}", fmt::join(row.when, ", "));
    return fmt::format("{}, row {}: {} where {}", which, row.row, feel::to_string(row.value), when);
}

void print_changes(const service::Diffed& diffed, std::string_view language) {
    std::vector<const proof::Change*> ordered;
    ordered.reserve(diffed.comparison.changes.size());
    for (const proof::Change& change : diffed.comparison.changes) ordered.push_back(&change);
    std::ranges::stable_sort(ordered, {}, [](const proof::Change* change) { return change->direction; });
    for (const proof::Change* change : ordered) {
        fmt::print("  {}  {}\n", painted(change->direction), service::story(diffed, *change, language));
        fmt::print("           {}\n", row_in_words("before", change->before));
        fmt::print("           {}\n", row_in_words("after", change->after));
    }
}

void print_text(const service::Diffed& diffed, std::string_view language) {
    fmt::print("{}\n", styled(fmt::format("{} {} → {} {}", diffed.before.id, diffed.before.version, diffed.after.id,
                                          diffed.after.version),
                              Style::bold, Stream::output));
    print_changes(diffed, language);
    const proof::Comparison& comparison = diffed.comparison;
    for (const auto& [decision, why] : comparison.not_decided) fmt::print("  not decided  `{}`: {}\n", decision, why);
    if (!comparison.changed_facts.empty())
        fmt::print("  counted differently, taken to be equal here: {}\n", fmt::join(comparison.changed_facts, ", "));
    if (!comparison.dropped_guarantees.empty())
        fmt::print("  guarantees dropped or changed: {}\n", fmt::join(comparison.dropped_guarantees, ", "));
    if (!comparison.added_guarantees.empty())
        fmt::print("  guarantees added or changed: {}\n", fmt::join(comparison.added_guarantees, ", "));
    if (!comparison.equivalent.empty())
        fmt::print("  the same for all inputs, proved: {}\n", fmt::join(comparison.equivalent, ", "));
    if (diffed.is_equivalent()) {
        fmt::print("equivalent, proved\n");
        return;
    }
    const auto count = [&](proof::Direction direction) {
        return std::ranges::count(comparison.changes, direction, &proof::Change::direction);
    };
    fmt::print("{} milder, {} harsher, {} other, {} not decided\n", count(proof::Direction::milder),
               count(proof::Direction::harsher), count(proof::Direction::other), comparison.not_decided.size());
}

}  // namespace

ExitCode diff_command(const service::DiffRequest& request, Format format) {
    const auto diffed = service::diff(request);
    if (!diffed) {
        print_errors(diffed.error());
        return exit_code_of(diffed.error().front());
    }
    if (format == Format::text) {
        print_text(*diffed, request.language);
    } else {
        std::string json;
        JsonWriter writer(json);
        service::write_json(writer, *diffed);
        fmt::print("{}\n", json);
    }
    return diffed->is_equivalent() ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace konsequenz::cli
