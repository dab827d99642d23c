#include "voices/voices.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace konsequenz::voices {
namespace {

using statistics::Observed;

/// Fewer answers in a stratum say too little of how many there speak up.
constexpr std::uint64_t spoke_up_min = 30;
/// A burst needs a month to stand out from.
constexpr std::size_t burst_days_min = 28;
/// Where nobody wrote for longer, a date is wrong or nothing could be written: that stretch is no quiet time.
constexpr std::int64_t empty_periods_max = 24;
constexpr std::int64_t empty_days_max = 366;

/// What is known of all groups.
struct Known {
    const Counts& counts;
    const Surveys& surveys;
    const Question& question;
    Base base;
    /// How the dissatisfied of all topics speak up, by stratum, and all strata together.
    std::map<std::string, SurveyAnswers> calibration;
    std::vector<std::int64_t> periods;  ///< of which something is told, ascending
    std::vector<std::int64_t> days;
};

/// The keys and the numbers between them, but for long stretches without any.
template <class Value>
std::vector<std::int64_t> without_gaps(const std::map<std::int64_t, Value>& counted, std::int64_t empty_max) {
    std::vector<std::int64_t> numbers;
    for (const auto& [number, value] : counted) {
        const bool is_near = !numbers.empty() && number - numbers.back() - 1 <= empty_max;
        for (auto next = is_near ? numbers.back() + 1 : number; next <= number; ++next) numbers.push_back(next);
    }
    return numbers;
}

/// The base that was given; where it says only how large the strata are, all of them together. How many customers the
/// records know is none: most records begin with a first message.
Base base_of(const Question& question) {
    auto base = question.base;
    if (!base.all && !base.strata.empty()) base.all = base.strata_total();
    return base;
}

std::optional<SurveyFigures> survey_figures(const Known& known, record::SurveyKind kind, const GroupKey& key) {
    const auto by_stratum = known.surveys.about(kind, key);
    SurveyFigures figures;
    figures.kind = kind;
    figures.answers = sum_of(by_stratum);
    if (figures.answers.dissatisfied.answered == 0) return std::nullopt;
    const auto& sizes = known.base.strata;
    figures.is_weighted = !sizes.empty() && std::ranges::all_of(by_stratum, [&](const auto& stratum) {
        const auto size = sizes.find(stratum.first);
        return size != sizes.end() && size->second > 0;
    });
    const auto add = [&](const std::string& name, double size, const SurveyAnswers& answers) {
        figures.strata.push_back({name, size, {answers.dissatisfied.yes, answers.dissatisfied.answered}});
    };
    if (figures.is_weighted) {
        for (const auto& [name, size] : sizes) {
            const auto found = by_stratum.find(name);
            add(name, static_cast<double>(size), found == by_stratum.end() ? SurveyAnswers() : found->second);
        }
    } else {
        for (const auto& [name, answers] : by_stratum)
            add(name, static_cast<double>(answers.dissatisfied.asked), answers);
    }
    figures.share = statistics::post_stratified(figures.strata);
    figures.bounds = statistics::no_assumption_bounds(figures.answers.dissatisfied);
    return figures;
}

/// Those heard, by how likely people like them speak up: a stratum's own rate where enough were asked, else that of all
/// who were asked, as one layer.
std::vector<statistics::HeardLayer> layers_of(const GroupCounts& group, std::uint64_t people,
                                              const std::map<std::string, SurveyAnswers>& calibration) {
    statistics::HeardLayer rest{people, sum_of(calibration).spoke_up};
    std::vector<statistics::HeardLayer> layers;
    for (const auto& [stratum, heard] : group.heard_by_stratum) {
        const auto answers = calibration.find(stratum);
        if (stratum.empty() || answers == calibration.end()) continue;
        const auto& spoke_up = answers->second.spoke_up;
        if (spoke_up.total < spoke_up_min || spoke_up.count == 0) continue;
        layers.push_back({heard, spoke_up});
        rest.heard -= heard;
    }
    layers.push_back(rest);
    return layers;
}

std::optional<Behind> behind_of(const Known& known, const Group& group, const GroupCounts& counts) {
    if (known.question.which != Which::complaints || group.key.dimension == Dimension::standard) return std::nullopt;
    auto calibration = known.surveys.about(record::SurveyKind::calibration, group.key);
    if (sum_of(calibration).spoke_up.total == 0) calibration = known.calibration;
    const auto layers = layers_of(counts, group.spread.people, calibration);
    const auto total = statistics::total_behind(layers);
    if (!total || group.spread.people == 0) return std::nullopt;
    Behind behind{*total, sum_of(calibration).spoke_up, std::nullopt};

    const auto& all = known.counts.groups.at({});
    const auto all_layers = layers_of(all, statistics::unit_count(all.people), known.calibration);
    const auto own_layers = layers_of(counts, group.spread.people, known.calibration);
    std::vector<statistics::SeenUnit> units;
    for (std::size_t at = 0; at < all_layers.size(); ++at) {
        const auto& layer = all_layers[at];
        const auto own = std::ranges::find(own_layers, layer.spoke_up, &statistics::HeardLayer::spoke_up);
        const auto heard = own == own_layers.end() ? 0 : std::min(own->heard, layer.heard);
        if (layer.heard == 0) continue;
        if (layer.spoke_up.count == 0) return behind;
        units.push_back({1, layer.spoke_up.share(), static_cast<double>(heard)});
        units.push_back({0, layer.spoke_up.share(), static_cast<double>(layer.heard - heard)});
    }
    if (!units.empty()) behind.share_of_all = statistics::hajek_mean(units);
    return behind;
}

Verdict verdict_for(const Known& known, const Group& group) {
    VerdictInput input;
    input.messages = group.spread.messages;
    input.base = group.heard ? *group.base : 0;
    input.many = known.question.many;
    if (group.heard && known.question.which == Which::complaints) input.heard_share = group.heard->people.share();
    // Whoever was asked after a contact says nothing of those who had none, so only a random sample of all counts here.
    if (!group.surveys.empty() && group.surveys.front().kind == record::SurveyKind::calibration) {
        const auto& survey = group.surveys.front();
        input.evidence = Evidence::calibration;
        input.share = survey.share.interval;
        input.survey = survey.answers.dissatisfied;
    } else if (group.behind && input.base > 0) {
        const auto base = static_cast<double>(input.base);
        input.evidence = Evidence::behind;
        input.share = statistics::Interval{std::min(1.0, group.behind->people.interval.low / base),
                                           std::min(1.0, group.behind->people.interval.high / base)};
    }
    return verdict_of(input);
}

/// How long or how broad a period was open to messages.
double exposure_of(const Known& known, const Group& group, std::int64_t period, const GroupCounts& all) {
    const auto kind = known.counts.period_kind;
    if (group.exposure == Exposure::customers) {
        const auto own = known.base.periods.find(period);
        const bool is_all = !known.base.groups.contains(group.key);
        return static_cast<double>(is_all && own != known.base.periods.end() ? own->second : *group.base);
    }
    auto from = first_day(kind, period);
    auto to = first_day(kind, period + 1);
    if (!all.messages_by_day.empty()) {
        from = std::max(from, all.messages_by_day.begin()->first);
        to = std::min(to, all.messages_by_day.rbegin()->first + 1);
    }
    return static_cast<double>(std::max<std::int64_t>(1, to - from));
}

void add_periods(const Known& known, Group& group, const GroupCounts& counts) {
    const auto& all = known.counts.groups.at({});
    if (known.periods.empty()) return;
    group.exposure = group.base ? Exposure::customers : Exposure::days;
    std::vector<Observed> messages;
    std::vector<Observed> people;
    for (const auto period : known.periods) {
        const auto found = counts.by_period.find(period);
        PeriodFigures figures;
        figures.period = period;
        if (found != counts.by_period.end()) figures.spread = spread_of(found->second);
        figures.exposure = exposure_of(known, group, period, all);
        messages.push_back({static_cast<double>(figures.spread.messages), figures.exposure});
        people.push_back({static_cast<double>(figures.spread.people), figures.exposure});
        group.periods.push_back(figures);
    }
    const auto fits = std::ranges::all_of(people, [](const Observed& each) { return each.events <= each.exposure; });
    const bool is_share = group.exposure == Exposure::customers && fits;
    const auto of_messages = statistics::control_chart(messages, statistics::Chart::rate);
    const auto of_people =
        statistics::control_chart(people, is_share ? statistics::Chart::share : statistics::Chart::rate);
    group.messages_spread = of_messages.spread;
    group.people_spread = of_people.spread;
    for (std::size_t at = 0; at < group.periods.size(); ++at) {
        group.periods[at].messages = of_messages.points[at];
        group.periods[at].people = of_people.points[at];
    }
}

void add_bursts(const Known& known, Group& group, const GroupCounts& counts) {
    if (known.days.size() < burst_days_min || counts.messages_by_day.empty()) return;
    std::vector<Observed> days;
    days.reserve(known.days.size());
    for (const auto day : known.days) {
        const auto found = counts.messages_by_day.find(day);
        days.push_back({found == counts.messages_by_day.end() ? 0 : static_cast<double>(found->second), 1});
    }
    const auto chart = statistics::control_chart(days, statistics::Chart::rate);
    for (std::size_t at = 0; at < days.size(); ++at) {
        if (chart.points[at].side != statistics::ChartPoint::Side::above) continue;
        const auto day = known.days[at];
        if (group.bursts.empty() || group.bursts.back().last_day != day - 1) group.bursts.push_back({day, day, 0, 0});
        auto& burst = group.bursts.back();
        burst.last_day = day;
        burst.messages += static_cast<std::uint64_t>(days[at].events);
        burst.expected += chart.centre;
    }
}

Group group_of(const Known& known, const GroupKey& key, const GroupCounts& counts) {
    Group group;
    group.key = key;
    group.spread = spread_of(counts.people);
    group.curve = statistics::concentration_curve(counts.people);
    group.base = known.base.of(key);
    if (group.base && *group.base >= group.spread.people) {
        group.heard = Heard{{group.spread.people, *group.base},
                            static_cast<double>(group.spread.messages) / static_cast<double>(*group.base)};
    }
    if (known.counts.people == People::followed) {
        group.unheard = Unheard{statistics::chao(counts.people), statistics::unseen_without_ones(counts.people),
                                statistics::one_inflation(counts.people)};
    }
    if (key.dimension != Dimension::standard) {
        for (const auto kind : {record::SurveyKind::calibration, record::SurveyKind::pulse}) {
            if (auto figures = survey_figures(known, kind, key)) group.surveys.push_back(std::move(*figures));
        }
    }
    group.behind = behind_of(known, group, counts);
    group.verdict = verdict_for(known, group);
    add_periods(known, group, counts);
    add_bursts(known, group, counts);
    return group;
}

}  // namespace

double Spread::per_person() const {
    return people == 0 ? 0.0 : static_cast<double>(messages) / static_cast<double>(people);
}

Spread spread_of(const statistics::Frequencies& frequencies) {
    Spread spread;
    spread.messages = statistics::total_count(frequencies);
    spread.people = statistics::unit_count(frequencies);
    spread.effective_1 = statistics::effective_number(frequencies, 1);
    spread.effective_2 = statistics::effective_number(frequencies, 2);
    spread.top_1_percent = statistics::top_share(frequencies, 0.01);
    spread.top_10_percent = statistics::top_share(frequencies, 0.1);
    spread.people_of_half = statistics::units_of_half(frequencies);
    spread.gini = statistics::gini(frequencies);
    return spread;
}

std::vector<const Group*> Voices::of(Dimension dimension) const {
    std::vector<const Group*> found;
    for (const auto& group : groups) {
        if (group.key.dimension == dimension) found.push_back(&group);
    }
    return found;
}

Voices voices_of(const Counts& counts, const Surveys& surveys, const Question& question, unsigned jobs) {
    assert(counts.groups.contains({}));
    const auto& all = counts.groups.at({});
    const Known known{counts,
                      surveys,
                      question,
                      base_of(question),
                      surveys.about(record::SurveyKind::calibration, {}),
                      without_gaps(all.by_period, empty_periods_max),
                      without_gaps(all.messages_by_day, empty_days_max)};
    Voices voices;
    voices.period_kind = counts.period_kind;
    voices.people = counts.people;
    voices.which = question.which;
    voices.many = question.many;
    for (const auto& [key, group] : counts.groups) voices.groups.push_back(group_of(known, key, group));
    std::ranges::sort(voices.groups, [](const Group& one, const Group& other) {
        return std::tie(one.key.dimension, other.spread.people, other.spread.messages, one.key.name) <
               std::tie(other.key.dimension, one.spread.people, one.spread.messages, other.key.name);
    });
    voices.campaigns = campaigns_in(counts.sketches, jobs);
    return voices;
}

}  // namespace konsequenz::voices
