#include <fmt/format.h>

#include <cmath>

#include "base/calendar.h"
#include "base/json_writer.h"
#include "voices/voices.h"

namespace konsequenz::voices {
namespace {

using statistics::Interval;

/// Six significant digits, so that the last bits of a library's logarithm do not show.
void write_number(JsonWriter& writer, std::string_view key, double value) {
    writer.key(key);
    if (std::isfinite(value))
        writer.raw(fmt::format("{:.6g}", value));
    else
        writer.null();
}

void write_count(JsonWriter& writer, std::string_view key, std::uint64_t count) {
    writer.member(key, static_cast<std::int64_t>(count));
}

void write_interval(JsonWriter& writer, const Interval& interval) {
    write_number(writer, "low", interval.low);
    write_number(writer, "high", interval.high);
}

enum class Limits : std::uint8_t { with_interval, exact };

void write_proportion(JsonWriter& writer, std::string_view key, const statistics::Proportion& proportion,
                      Limits limits) {
    writer.key(key).begin_object();
    write_count(writer, "count", proportion.count);
    write_count(writer, "of", proportion.total);
    if (proportion.total > 0) {
        write_number(writer, "share", proportion.share());
        if (limits == Limits::with_interval) write_interval(writer, proportion.interval());
    }
    writer.end_object();
}

std::string day_text(std::int64_t day) {
    const auto date = civil_from_days(day);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

void write_spread(JsonWriter& writer, const Spread& spread) {
    write_count(writer, "messages", spread.messages);
    write_count(writer, "people", spread.people);
    write_number(writer, "messages_per_person", spread.per_person());
    write_number(writer, "effective_voices_1", spread.effective_1);
    write_number(writer, "effective_voices_2", spread.effective_2);
    write_proportion(writer, "top_1_percent", spread.top_1_percent, Limits::exact);
    write_proportion(writer, "top_10_percent", spread.top_10_percent, Limits::exact);
    write_count(writer, "people_of_half", spread.people_of_half);
    write_number(writer, "gini", spread.gini);
}

void write_heard(JsonWriter& writer, const Group& group) {
    if (group.base) write_count(writer, "base", *group.base);
    if (!group.heard) return;
    write_proportion(writer, "heard", group.heard->people, Limits::with_interval);
    write_number(writer, "perceived", group.heard->perceived);
    write_number(writer, "loudness_factor", group.spread.per_person());
}

void write_unheard(JsonWriter& writer, const Unheard& unheard) {
    writer.key("unheard").begin_object();
    write_number(writer, "at_least", unheard.chao.unseen);
    writer.key("people_at_least").begin_object();
    write_number(writer, "value", unheard.chao.total);
    write_interval(writer, unheard.chao.interval);
    writer.end_object();
    write_number(writer, "at_least_without_ones", unheard.without_ones);
    if (unheard.one_inflation) {
        writer.key("one_inflation").begin_object();
        write_number(writer, "expected_ones", unheard.one_inflation->expected_ones);
        write_number(writer, "z", unheard.one_inflation->z);
        writer.member("likely", unheard.one_inflation->is_likely).end_object();
    }
    writer.end_object();
}

void write_survey(JsonWriter& writer, const SurveyFigures& survey) {
    writer.begin_object().member("kind", to_string(survey.kind));
    const auto& answers = survey.answers.dissatisfied;
    write_count(writer, "asked", answers.asked);
    write_count(writer, "answered", answers.answered);
    write_count(writer, "dissatisfied", answers.yes);
    writer.member("weighted_by_base", survey.is_weighted);
    writer.key("share").begin_object();
    write_number(writer, "value", survey.share.share);
    write_interval(writer, survey.share.interval);
    writer.end_object();
    writer.key("no_assumptions").begin_object();
    write_number(writer, "from", survey.bounds.low);
    write_number(writer, "to", survey.bounds.high);
    write_interval(writer, survey.bounds.interval);
    writer.end_object();
    writer.key("strata").begin_array();
    for (std::size_t at = 0; at < survey.strata.size(); ++at) {
        const auto& stratum = survey.strata[at];
        writer.begin_object().member("stratum", stratum.name);
        write_number(writer, "size", stratum.size);
        write_proportion(writer, "sample", stratum.sample, Limits::with_interval);
        write_number(writer, "share", survey.share.strata[at].share);
        write_number(writer, "own_weight", survey.share.strata[at].weight);
        writer.end_object();
    }
    writer.end_array().end_object();
}

void write_behind(JsonWriter& writer, const Behind& behind) {
    writer.key("dissatisfied_behind").begin_object();
    write_number(writer, "value", behind.people.value);
    write_interval(writer, behind.people.interval);
    write_proportion(writer, "spoke_up", behind.spoke_up, Limits::with_interval);
    if (behind.share_of_all) {
        writer.key("share_of_all").begin_object();
        write_number(writer, "value", behind.share_of_all->value);
        write_interval(writer, behind.share_of_all->interval());
        writer.end_object();
    }
    writer.end_object();
}

void write_verdict(JsonWriter& writer, const Verdict& verdict) {
    writer.key("verdict").begin_object();
    writer.member("word", to_string(verdict.word)).member("evidence", to_string(verdict.evidence));
    write_number(writer, "many_from", verdict.many);
    if (verdict.share) {
        writer.key("dissatisfied").begin_object();
        write_interval(writer, *verdict.share);
        writer.end_object();
    }
    if (verdict.perceived) write_number(writer, "perceived", *verdict.perceived);
    if (verdict.word == Word::not_known) {
        write_count(writer, "answers_more", verdict.answers_more);
        write_count(writer, "ask_more", verdict.ask_more);
    } else {
        writer.member("holds_without_assumptions", verdict.holds_without_assumptions);
    }
    writer.end_object();
}

void write_chart_point(JsonWriter& writer, std::string_view key, const statistics::ChartPoint& point) {
    static constexpr std::array<std::string_view, 3> sides{"inside", "above", "below"};
    writer.key(key).begin_object();
    write_number(writer, "value", point.value);
    write_interval(writer, point.limits);
    writer.member("side", sides.at(static_cast<std::size_t>(point.side))).end_object();
}

void write_periods(JsonWriter& writer, const Group& group, PeriodKind kind) {
    writer.key("chart").begin_object();
    writer.member("exposure", group.exposure == Exposure::customers ? "customers" : "days");
    write_number(writer, "messages_sigma_z", group.messages_spread);
    write_number(writer, "people_sigma_z", group.people_spread);
    writer.end_object().key("periods").begin_array();
    for (const auto& period : group.periods) {
        writer.begin_object().member("period", period_name(kind, period.period));
        write_spread(writer, period.spread);
        write_number(writer, "exposure", period.exposure);
        write_chart_point(writer, "messages_rate", period.messages);
        write_chart_point(writer, "people_rate", period.people);
        writer.end_object();
    }
    writer.end_array().key("bursts").begin_array();
    for (const auto& burst : group.bursts) {
        writer.begin_object().member("from", day_text(burst.first_day)).member("to", day_text(burst.last_day));
        write_count(writer, "messages", burst.messages);
        write_number(writer, "expected", burst.expected);
        writer.end_object();
    }
    writer.end_array();
}

/// Up to `points_max` corners of the curve, the first and the last among them.
void write_curve(JsonWriter& writer, const Group& group) {
    constexpr std::size_t points_max = 200;
    const auto every = group.curve.size() / points_max + 1;
    writer.key("curve").begin_array();
    for (std::size_t at = 0; at < group.curve.size(); ++at) {
        if (at % every != 0 && at + 1 != group.curve.size()) continue;
        writer.begin_array().integer(static_cast<std::int64_t>(group.curve[at].units));
        writer.integer(static_cast<std::int64_t>(group.curve[at].total)).end_array();
    }
    writer.end_array();
}

void write_group(JsonWriter& writer, const Group& group, PeriodKind kind) {
    writer.begin_object().member("dimension", to_string(group.key.dimension)).member("name", group.key.name);
    write_spread(writer, group.spread);
    write_heard(writer, group);
    if (group.unheard) write_unheard(writer, *group.unheard);
    writer.key("surveys").begin_array();
    for (const auto& survey : group.surveys) write_survey(writer, survey);
    writer.end_array();
    if (group.behind) write_behind(writer, *group.behind);
    if (group.key.dimension != Dimension::standard) write_verdict(writer, group.verdict);
    write_curve(writer, group);
    write_periods(writer, group, kind);
    writer.end_object();
}

void write_lines(JsonWriter& writer, const LineCounts& lines) {
    writer.key("lines").begin_object();
    write_count(writer, "messages", lines.messages);
    write_count(writer, "outgoing", lines.outgoing);
    write_count(writer, "left_out", lines.left_out);
    write_count(writer, "rulings", lines.rulings);
    write_count(writer, "surveys", lines.surveys);
    write_count(writer, "customers", lines.customers);
    write_count(writer, "others", lines.others);
    writer.end_object();
}

}  // namespace

std::string to_json(const Voices& voices) {
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("source", voices.source).member("period", to_string(voices.period_kind));
    writer.member("people", voices.people == People::followed ? "followed" : "in each cell");
    writer.member("messages", voices.which == Which::complaints ? "complaints" : "all");
    write_lines(writer, voices.lines);
    writer.key("groups").begin_array();
    for (const auto& group : voices.groups) write_group(writer, group, voices.period_kind);
    writer.end_array().key("campaigns").begin_array();
    for (const auto& campaign : voices.campaigns) {
        writer.begin_object();
        write_count(writer, "people_at_least", campaign.people);
        writer.member("from", day_text(campaign.first_day)).member("to", day_text(campaign.last_day));
        write_count(writer, "people_within_three_days", campaign.people_at_once);
        writer.member("at_once", campaign.is_at_once()).member("example", campaign.example);
        writer.end_object();
    }
    writer.end_array().end_object();
    return json;
}

}  // namespace konsequenz::voices
