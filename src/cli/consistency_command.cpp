#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

using consistency::Consistency;
using statistics::Proportion;

/// "12.5 % [3.1, 36.0] of 16".
std::string with_interval(const Proportion& share) {
    if (share.total == 0) return "– (none)";
    const auto interval = share.interval();
    return fmt::format("{:.1f} % [{:.1f}, {:.1f}] of {}", share.share() * 100, interval.low * 100, interval.high * 100,
                       grouped(share.total));
}

void heading(std::string_view text) { fmt::print("\n{}\n", styled(text, Style::bold, Stream::output)); }

void print_index(const Consistency& found) {
    heading(fmt::format("Done in time, within {} days", found.options.kept.days));
    fmt::print("  all         {}\n", with_interval(found.kept.all.in_time()));
    for (const auto& kept : found.kept.principles) {
        if (kept.called() == 0) continue;
        fmt::print("  {:<10}  {} · {}\n", kept.principle, with_interval(kept.in_time()),
                   consistency::to_string(consistency::life_of(kept)));
    }
}

void print_twins(const Consistency& found) {
    heading("Twins: equal facts, unequal ends");
    fmt::print("  {} pairs of {} with equal facts, in {} situations\n", grouped(found.twins.unequal_pairs),
               grouped(found.twins.pairs), grouped(found.twins.situations));
    const auto& history = found.history;
    const auto shown = std::min<std::size_t>(found.twins.shown.size(), 5);
    for (std::size_t at = 0; at < shown; ++at) {
        const auto& pair = found.twins.shown[at];
        const auto& one = history.cases[pair.one];
        const auto& other = history.cases[pair.other];
        fmt::print("  {} {} · {}   {} {} · {}   ({})\n", one.contact, history.measures[one.given_measure],
                   history.remedies[one.given_remedy], other.contact, history.measures[other.given_measure],
                   history.remedies[other.given_remedy], consistency::to_string(pair.cause));
    }
}

std::string ratio_text(const consistency::Premium& premium) {
    const auto& ratio = *premium.ratio;
    if (!std::isfinite(ratio.interval.high))
        return fmt::format("odds ratio {}, no interval", std::isfinite(ratio.value) ? "0" : "without bound");
    return fmt::format("odds ratio {:.2f} [{:.2f}, {:.2f}]", ratio.value, ratio.interval.low, ratio.interval.high);
}

void print_premiums(const Consistency& found) {
    heading("Premiums: treated otherwise than ruled, at equal facts");
    bool is_any = false;
    for (const auto& premium : found.premiums) {
        if (!premium.ratio) continue;
        is_any = true;
        fmt::print("  {:<12} {:<14} {} · {} of {} against {} of {}{}\n", consistency::to_string(premium.trait),
                   consistency::to_string(premium.treatment), ratio_text(premium), grouped(premium.treated_with),
                   grouped(premium.with), grouped(premium.treated_without), grouped(premium.without),
                   premium.is_found() ? styled(" · found", Style::red, Stream::output) : "");
    }
    if (!is_any) fmt::print("  nothing can be compared yet\n");
    for (const auto& difference : found.differences) {
        if (!difference.is_found()) continue;
        fmt::print("  {} {}: {} {} against {}\n", consistency::to_string(difference.attribute), difference.value,
                   consistency::to_string(difference.treatment), with_interval(difference.with),
                   with_interval(difference.without));
    }
}

void print_deviations(const Consistency& found) {
    heading("Deviations");
    fmt::print("  all         {}\n", with_interval(found.deviations.all));
    for (const auto& role : found.deviations.by_role) {
        fmt::print("  {}: {}, {} milder, {} harsher{}\n", role.name, role.deviations, role.milder, role.harsher,
                   role.own_cause > 0
                       ? styled(fmt::format(", {} in their own cause", role.own_cause), Style::red, Stream::output)
                       : "");
    }
    for (const auto& point : found.deviations.touchpoint_funnel) {
        if (point.is_outside())
            fmt::print("  {} lies outside what chance allows: {}\n", point.name, with_interval(point.rate));
    }
}

void print_team(const Consistency& found) {
    const auto& team = found.team;
    heading("Team");
    if (!team.is_large_enough)
        fmt::print("  fewer than {} people took contacts: nothing is told of so few\n", consistency::group_min);
    else {
        fmt::print("  contacts with abuse of the employee  {}\n", with_interval(team.abusive));
        if (team.gini) fmt::print("  exposure is borne with a Gini of {:.2f} by {} people\n", *team.gini, team.people);
        fmt::print("  relieved after a grave contact       {}\n", with_interval(team.relieved));
        fmt::print("  acts upheld by a reviewer            {}\n", with_interval(team.upheld));
    }
    if (team.own)
        fmt::print("  {}: {} contacts, {} with abuse, exposure {:.2f}, relieved {}, upheld {}\n",
                   found.options.team.person, team.own->contacts, team.own->abusive, team.own->exposure,
                   with_interval(team.own->relieved), with_interval(team.own->upheld));
}

void print_text(const Consistency& found) {
    fmt::print("{} rulings of {}\n", grouped(found.history.cases.size()), found.source);
    print_index(found);
    print_twins(found);
    print_premiums(found);
    print_deviations(found);
    print_team(found);
}

}  // namespace

ExitCode consistency_command(const service::ConsistencyRequest& request, Format format) {
    if (request.source.log.empty() && request.source.inputs.empty()) {
        print_error({"cli.usage", "nothing to compare: give --log FILE, or --in FILE with records and rulings", {}});
        return ExitCode::usage;
    }
    std::vector<Error> details;
    const auto found = service::consistency_of(request, details);
    if (!found) return failed(found.error(), details);
    if (format == Format::json)
        fmt::print("{}\n", consistency::to_json(*found));
    else if (request.html != "-")
        print_text(*found);
    return ExitCode::done;
}

}  // namespace konsequenz::cli
