#include <fmt/format.h>

#include "consistency/consistency.h"
#include "consistency/json_parts.h"

namespace konsequenz::consistency {
namespace {

void write_count(JsonWriter& writer, std::string_view key, std::uint64_t count) {
    writer.member(key, static_cast<std::int64_t>(count));
}

/// A case as one side of a pair: what may matter of it is told once, for both.
void write_side(JsonWriter& writer, std::string_view key, const History& history, Index at) {
    const auto& each = history.cases[at];
    const auto& outcome = history.outcome_of(each);
    writer.key(key).begin_object().member("contact", each.contact).member("customer", history.customers[each.customer]);
    writer.member("time", to_string(each.time)).member("touchpoint", history.touchpoints[each.touchpoint]);
    writer.member("standard", history.standards[outcome.standard]);
    writer.key("ruled").begin_object().member("measure", history.measures[outcome.measure]);
    writer.member("remedy", history.remedies[outcome.remedy]).end_object();
    writer.key("given").begin_object().member("measure", history.measures[each.given_measure]);
    writer.member("remedy", history.remedies[each.given_remedy]).end_object();
    writer.key("traits").begin_array();
    for (std::size_t trait = 0; trait < trait_count; ++trait) {
        if (each.traits.test(trait)) writer.string(to_string(static_cast<Trait>(trait)));
    }
    writer.end_array();
    if (each.deviation != no_index) {
        const auto& departure = history.departures[each.deviation];
        writer.key("deviation").begin_object().member("role", history.roles[departure.role]);
        if (!is_executive(history.roles[departure.role])) writer.member("by", history.people[departure.by]);
        writer.member("reason", departure.reason).end_object();
    }
    writer.end_object();
}

void write_pairs(JsonWriter& writer, std::string_view key, const History& history, const std::vector<Pair>& pairs) {
    writer.key(key).begin_array();
    for (const auto& pair : pairs) {
        writer.begin_object().member("cause", to_string(pair.cause));
        write_figure(writer, "distance", pair.distance);
        writer.key("facts").begin_object();
        const auto one = history.situations[history.cases[pair.one].situation].values();
        const auto other = history.situations[history.cases[pair.other].situation].values();
        for (std::size_t at = 0; at < one.size(); ++at) {
            writer.key(one[at].first);
            if (at < other.size() && other[at].second != one[at].second)
                writer.begin_array().string(one[at].second).string(other[at].second).end_array();
            else
                writer.string(one[at].second);
        }
        writer.end_object();
        write_side(writer, "one", history, pair.one);
        write_side(writer, "other", history, pair.other);
        writer.end_object();
    }
    writer.end_array();
}

void write_twins(JsonWriter& writer, const Consistency& consistency) {
    const auto& twins = consistency.twins;
    writer.key("twins").begin_object();
    write_count(writer, "situations", twins.situations);
    write_count(writer, "pairs", twins.pairs);
    write_count(writer, "unequal_pairs", twins.unequal_pairs);
    write_proportion(writer, "cases_with_unequal_twin", twins.with_unequal);
    write_pairs(writer, "shown", consistency.history, twins.shown);
    write_pairs(writer, "near", consistency.history, consistency.near_twins);
    writer.end_object();
}

void write_favoured(JsonWriter& writer, const Consistency& consistency) {
    writer.key("situation_tests").begin_array();
    for (const auto& favoured : consistency.favoured) {
        writer.begin_object().member("trait", to_string(favoured.trait));
        writer.member("treatment", to_string(favoured.treatment));
        write_proportion(writer, "standing_out", {favoured.standing_out.size(), favoured.tested});
        write_count(writer, "too_few_neighbours", favoured.lonely);
        write_figure(writer, "mean_difference", favoured.mean_difference);
        writer.key("contacts").begin_array();
        for (const auto at : favoured.standing_out) {
            if (&at - favoured.standing_out.data() >= static_cast<std::ptrdiff_t>(consistency.options.pairs_max)) break;
            writer.string(consistency.history.cases[at].contact);
        }
        writer.end_array().end_object();
    }
    writer.end_array();
}

void write_premiums(JsonWriter& writer, const std::vector<Premium>& premiums) {
    writer.key("premiums").begin_array();
    for (const auto& premium : premiums) {
        writer.begin_object().member("trait", to_string(premium.trait));
        writer.member("treatment", to_string(premium.treatment));
        write_proportion(writer, "with", {premium.treated_with, premium.with});
        write_proportion(writer, "without", {premium.treated_without, premium.without});
        if (premium.ratio) {
            write_figure(writer, "odds_ratio", premium.ratio->value);
            write_interval(writer, "interval", premium.ratio->interval);
            write_count(writer, "strata", premium.ratio->strata);
            write_figure(writer, "p_value", premium.ratio->p_value);
            write_figure(writer, "adjusted", premium.adjusted);
        } else {
            writer.key("odds_ratio").null();
        }
        writer.member("found", premium.is_found()).end_object();
    }
    writer.end_array();
}

void write_differences(JsonWriter& writer, const std::vector<GroupDifference>& differences) {
    writer.key("differences").begin_array();
    for (const auto& difference : differences) {
        writer.begin_object().member("attribute", to_string(difference.attribute));
        writer.member("value", difference.value).member("treatment", to_string(difference.treatment));
        const auto exact = [&](std::string_view key, const statistics::Proportion& proportion,
                               const statistics::Interval& interval) {
            writer.key(key).begin_object();
            write_count(writer, "count", proportion.count);
            write_count(writer, "of", proportion.total);
            write_figure(writer, "share", proportion.share());
            write_figure(writer, "low", interval.low);
            write_figure(writer, "high", interval.high);
            writer.end_object();
        };
        exact("with", difference.with, difference.with_interval);
        exact("without", difference.without, difference.without_interval);
        write_figure(writer, "difference", difference.difference.value);
        write_interval(writer, "interval", difference.difference.interval);
        writer.member("method", statistics::to_string(difference.difference.method));
        write_figure(writer, "p_value", difference.p_value);
        write_figure(writer, "adjusted", difference.adjusted);
        writer.member("found", difference.is_found()).end_object();
    }
    writer.end_array();
}

void write_deviators(JsonWriter& writer, std::string_view key, const std::vector<Deviator>& deviators) {
    writer.key(key).begin_array();
    for (const auto& deviator : deviators) {
        writer.begin_object().member("name", deviator.name);
        if (!deviator.role.empty()) writer.member("role", deviator.role);
        writer.member("executive", deviator.is_executive);
        write_count(writer, "deviations", deviator.deviations);
        write_count(writer, "milder", deviator.milder);
        write_count(writer, "harsher", deviator.harsher);
        write_count(writer, "own_cause", deviator.own_cause);
        write_proportion(writer, "rate", deviator.rate);
        writer.end_object();
    }
    writer.end_array();
}

void write_rates(JsonWriter& writer, std::string_view key, const std::vector<Rate>& rates) {
    writer.key(key).begin_object();
    for (const auto& rate : rates) write_proportion(writer, rate.name, rate.rate);
    writer.end_object();
}

void write_funnel(JsonWriter& writer, std::string_view key, const std::vector<FunnelPoint>& funnel,
                  std::string_view named) {
    writer.key(key).begin_array();
    for (const auto& point : funnel) {
        writer.begin_object();
        if (named == "*" || named == point.name) writer.member("name", point.name);
        write_count(writer, "count", point.rate.count);
        write_count(writer, "of", point.rate.total);
        write_interval(writer, "warning", point.warning);
        write_interval(writer, "alarm", point.alarm);
        writer.member("outside", point.is_outside()).end_object();
    }
    writer.end_array();
}

void write_deviations(JsonWriter& writer, const Consistency& consistency) {
    const auto& deviations = consistency.deviations;
    const auto& history = consistency.history;
    writer.key("deviations").begin_object();
    write_proportion(writer, "all", deviations.all);
    write_count(writer, "without_ruling", deviations.without_ruling);
    write_deviators(writer, "by_role", deviations.by_role);
    write_deviators(writer, "by_person", deviations.by_person);
    write_rates(writer, "by_touchpoint", deviations.by_touchpoint);
    write_rates(writer, "by_measure", deviations.by_measure);
    write_rates(writer, "by_month", deviations.by_month);
    write_funnel(writer, "touchpoint_funnel", deviations.touchpoint_funnel, "*");
    write_funnel(writer, "employee_funnel", deviations.employee_funnel, consistency.options.team.person);
    writer.key("list").begin_array();
    for (const auto& listed : deviations.list) {
        const auto& departure = history.departures[listed.departure];
        writer.begin_object().member("id", departure.id).member("contact", departure.contact);
        writer.member("time", to_string(departure.time));
        if (departure.subject != no_index) {
            const auto& outcome = history.outcome_of(history.cases[departure.subject]);
            writer.member("ruled", history.measures[outcome.measure]);
        }
        writer.member("given", history.measures[departure.measure]).member("role", history.roles[departure.role]);
        if (!is_executive(history.roles[departure.role])) writer.member("by", history.people[departure.by]);
        writer.member("own_cause", to_string(listed.own_cause)).member("reason", departure.reason).end_object();
    }
    writer.end_array();
    write_count(writer, "findings_on_own_contacts", deviations.own_reviews.size());
    writer.end_object();
}

void write_kept(JsonWriter& writer, const Kept& kept) {
    writer.begin_object();
    if (!kept.principle.empty()) writer.member("principle", kept.principle);
    write_proportion(writer, "in_time", kept.in_time());
    for (std::size_t fate = 0; fate < fate_count; ++fate) {
        const auto each = static_cast<Fate>(fate);
        write_count(writer, each == Fate::not_shown ? "not_shown" : to_string(each), kept.fates[fate]);
    }
    if (!kept.principle.empty()) {
        write_count(writer, "elsewhere", kept.elsewhere);
        writer.member("life", to_string(life_of(kept)));
        writer.member("statement_only", kept.is_statement_only);
    }
    writer.end_object();
}

void write_groups(JsonWriter& writer, std::string_view key, const std::vector<GroupExposure>& groups) {
    writer.key(key).begin_array();
    for (const auto& group : groups) {
        writer.begin_object().member("name", group.name);
        write_count(writer, "people", group.people);
        write_proportion(writer, "abusive", group.abusive);
        write_figure(writer, "mean_exposure", group.mean_exposure);
        writer.end_object();
    }
    writer.end_array();
}

void write_team(JsonWriter& writer, const Consistency& consistency) {
    const auto& team = consistency.team;
    writer.key("team").begin_object();
    write_count(writer, "people", team.people);
    writer.member("shown", team.is_large_enough);
    if (team.is_large_enough) {
        write_proportion(writer, "abusive", team.abusive);
        write_figure(writer, "mean_exposure", team.mean_exposure);
        write_interval(writer, "mean_exposure_interval", team.mean_exposure_interval);
        write_figure(writer, "gini", team.gini);
        write_interval(writer, "gini_interval", team.gini_interval);
        write_groups(writer, "by_touchpoint", team.by_touchpoint);
        write_groups(writer, "by_shift", team.by_shift);
        write_proportion(writer, "relieved", team.relieved);
        write_proportion(writer, "upheld", team.upheld);
        write_count(writer, "not_reviewed", team.not_reviewed);
        write_figure(writer, "hours_to_backing", team.hours_to_backing);
        write_interval(writer, "hours_to_backing_interval", team.hours_to_backing_interval);
    }
    if (team.own) {
        writer.key("own").begin_object().member("employee", consistency.options.team.person);
        write_count(writer, "contacts", team.own->contacts);
        write_count(writer, "abusive", team.own->abusive);
        write_figure(writer, "exposure", team.own->exposure);
        write_proportion(writer, "relieved", team.own->relieved);
        write_proportion(writer, "upheld", team.own->upheld);
        writer.end_object();
    }
    writer.end_object();
}

}  // namespace

std::string to_json(const Consistency& consistency) {
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("type", "consistency").member("source", consistency.source);
    write_count(writer, "cases", consistency.history.cases.size());
    write_count(writer, "not_in_force", consistency.history.not_in_force);
    writer.key("index").begin_object();
    writer.member("days", consistency.options.kept.days);
    write_kept(writer.key("all"), consistency.kept.all);
    writer.key("principles").begin_array();
    for (const auto& kept : consistency.kept.principles) write_kept(writer, kept);
    writer.end_array().end_object();
    write_twins(writer, consistency);
    write_premiums(writer, consistency.premiums);
    write_favoured(writer, consistency);
    write_differences(writer, consistency.differences);
    write_deviations(writer, consistency);
    write_team(writer, consistency);
    writer.end_object();
    return json;
}

}  // namespace konsequenz::consistency
