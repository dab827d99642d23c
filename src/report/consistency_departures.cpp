// The page's sections on deviations and on the team.
#include <fmt/format.h>

#include <algorithm>

#include "report/consistency_parts.h"
#include "report/consistency_texts.h"
#include "report/consistency_texts_more.h"
#include "report/evaluation_parts.h"
#include "report/html.h"
#include "report/plots.h"
#include "report/svg.h"
#include "report/texts.h"
#include "statistics/funnel.h"

namespace konsequenz::report {
namespace {

using consistency::Consistency;
using consistency::FunnelPoint;
using consistency::OwnCause;

constexpr double left = 9;
constexpr double right = 99;
constexpr double top = 24;
constexpr double bottom = 264;
constexpr std::size_t deviations_max = 100;

std::string percent_tick(double share, Language language) {
    return fixed_text(share * 100, 0, language) + (language == Language::english ? "%" : "\u00A0%");
}

/// The scale that holds every point and the funnel where the points are.
double scale_of(const std::vector<FunnelPoint>& points) {
    double high = 0.05;
    for (const auto& point : points) high = std::max({high, point.rate.share(), point.warning.high});
    for (const double scale : {0.1, 0.2, 0.5}) {
        if (high <= scale) return scale;
    }
    return 1;
}

class FunnelDrawing {
  public:
    FunnelDrawing(const std::vector<FunnelPoint>& points, Language language)
        : points_(points), language_(language), scale_(scale_of(points)) {
        for (const auto& point : points) {
            target_.count += point.rate.count;
            target_.total += point.rate.total;
            most_ = std::max(most_, point.rate.total);
        }
    }

    [[nodiscard]] std::string content() const {
        auto svg = axes();
        for (const auto funnel : {statistics::Funnel::warning, statistics::Funnel::alarm}) svg += limits(funnel);
        svg += line("base", left, right, at_y(target_.share()));
        for (const auto& point : points_) {
            svg +=
                fmt::format(R"(<circle class="point{}" cx="{}%" cy="{}" r="5"/>)", point.is_outside() ? " outside" : "",
                            coordinate(at_x(point.rate.total)), coordinate(at_y(point.rate.share())));
        }
        return svg;
    }

  private:
    [[nodiscard]] double at_y(double share) const { return bottom - (bottom - top) * std::min(1.0, share / scale_); }
    [[nodiscard]] double at_x(std::uint64_t total) const {
        return left + (right - left) * static_cast<double>(total) / static_cast<double>(most_);
    }
    static std::string line(std::string_view css_class, double from, double to, double y) {
        return fmt::format(R"(<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>)", css_class, coordinate(from),
                           coordinate(to), coordinate(y));
    }
    [[nodiscard]] std::string axes() const {
        auto svg = label("axis", 0, 10, Anchor::start, texts::axis_rate.in(language_));
        for (const auto quarter : {0, 1, 2, 3, 4}) {
            const double share = scale_ * quarter / 4;
            svg += line("grid", left, right, at_y(share));
            svg += label("tick", 0, at_y(share) + 4, Anchor::start, percent_tick(share, language_));
        }
        for (const auto total : scale_steps(most_)) {
            if (total > most_) continue;
            const auto place = at_x(total);
            svg += label("tick", place, bottom + 18,
                         total == 0   ? Anchor::start
                         : place > 96 ? Anchor::end
                                      : Anchor::middle,
                         number(total, language_));
        }
        return svg + label("axis", right, bottom + 38, Anchor::end, texts::axis_rulings.in(language_));
    }
    /// Both lines of a pair, over forty numbers of cases.
    [[nodiscard]] std::string limits(statistics::Funnel funnel) const {
        std::string high;
        std::string low;
        for (std::uint64_t step = 1; step <= 40; ++step) {
            const auto total = std::max<std::uint64_t>(1, most_ * step / 40);
            const auto pair = statistics::funnel_limits(target_.share(), total, funnel);
            const double x = 100.0 * static_cast<double>(total) / static_cast<double>(most_);
            const auto y = [&](double share) { return 100 - 100 * std::min(1.0, share / scale_); };
            high += fmt::format("{},{} ", coordinate(x), coordinate(y(pair.high)));
            low += fmt::format("{},{} ", coordinate(x), coordinate(y(pair.low)));
        }
        const auto* css_class = funnel == statistics::Funnel::warning ? "even" : "limit";
        return fmt::format(
            R"(<svg x="{0}%" y="{1}" width="{2}%" height="{3}" viewBox="0 0 100 100" preserveAspectRatio="none"><polyline class="{4}" fill="none" points="{5}"/><polyline class="{4}" fill="none" points="{6}"/></svg>)",
            left, top, right - left, bottom - top, css_class, high, low);
    }

    const std::vector<FunnelPoint>& points_;
    Language language_;
    double scale_;
    statistics::Proportion target_;
    std::uint64_t most_ = 1;
};

std::string limits_cell(const statistics::Interval& limits) {
    return in_each_language([&](Language language) {
        return fmt::format(
            "{}–{}", fixed_text(limits.low * 100, 1, language),
            escaped(fixed_text(limits.high * 100, 1, language) + (language == Language::english ? "%" : "\u00A0%")));
    });
}

/// `person` is who may see their own point by name; "*" names all.
std::string funnel_html(std::string_view id, Text title, std::string_view person,
                        const std::vector<FunnelPoint>& points, const Names& names) {
    if (points.size() < 2) return {};
    Figure figure{id, title, in_each_language(texts::funnel_reading), {}, {}, {}};
    if (person != "*") figure.reading += " " + in_each_language(texts::funnel_unnamed);
    for (const auto language : languages) {
        figure.drawings += drawing(id, language, title.in(language), texts::funnel_reading.in(language), bottom + 48,
                                   FunnelDrawing(points, language).content());
    }
    figure.table.header = {in_each_language(person == "*" ? texts::touchpoint : texts::point_column),
                           in_each_language(texts::axis_rulings), in_each_language(texts::rate_column),
                           in_each_language(texts::limits_column), in_each_language(texts::outside_column)};
    for (const auto& point : points) {
        std::string name = "·";
        if (person == "*")
            name = in_each_language(
                [&](Language language) { return escaped(capitalised(names.vocabulary(point.name, language))); });
        else if (person == point.name)
            name = escaped(point.name);
        figure.table.rows.push_back({name, number_cell(point.rate.total), share_cell(point.rate),
                                     limits_cell(point.alarm),
                                     in_each_language(point.is_outside() ? texts::yes : texts::no)});
    }
    return figure.to_html() + how_html(texts::funnel_how);
}

std::string rates_html(std::string_view id, Text title, Text column, const std::vector<consistency::Rate>& rates,
                       const std::function<std::string(const std::string&)>& name) {
    Table table;
    table.header = {in_each_language(column), in_each_language(texts::axis_rulings),
                    in_each_language(texts::rate_column)};
    for (const auto& rate : rates)
        table.rows.push_back({name(rate.name), number_cell(rate.rate.total), share_cell(rate.rate)});
    return table_section(id, title, "", table, "");
}

std::string deviators_html(std::string_view id, Text title, Text column, Text reading,
                           const std::vector<consistency::Deviator>& deviators) {
    Table table;
    table.header = {in_each_language(column),
                    in_each_language(texts::deviations_column),
                    in_each_language(texts::milder_column),
                    in_each_language(texts::harsher_column),
                    in_each_language(texts::own_cause_column),
                    in_each_language(texts::of_all_rulings_column)};
    for (const auto& each : deviators) {
        auto name = escaped(each.name);
        if (!each.role.empty()) name += " · " + escaped(each.role);
        table.rows.push_back({name, number_cell(each.deviations), number_cell(each.milder), number_cell(each.harsher),
                              number_cell(each.own_cause), share_cell(each.rate)});
    }
    return table_section(id, title, reading.english.empty() ? "" : reading_html(reading), table, "");
}

std::string own_cause_html(OwnCause cause) {
    switch (cause) {
        case OwnCause::no: return {};
        case OwnCause::addressed:
            return fmt::format(R"(<p class="aside">{}</p>)", in_each_language(texts::cause_addressed));
        case OwnCause::criticised:
            return fmt::format(R"(<p class="aside">{}</p>)", in_each_language(texts::cause_criticised));
        case OwnCause::took_it:
            return fmt::format(R"(<p class="aside">{}</p>)", in_each_language(texts::cause_took_it));
    }
    return {};
}

std::string list_html(const Consistency& found, const Names& names) {
    const auto& history = found.history;
    std::string items;
    for (std::size_t at = 0; at < std::min(found.deviations.list.size(), deviations_max); ++at) {
        const auto& listed = found.deviations.list[at];
        const auto& departure = history.departures[listed.departure];
        const auto& role = history.roles[departure.role];
        const auto measure = [&](std::uint8_t place) {
            return in_each_language(
                [&](Language language) { return escaped(names.measure(history.measures[place], language)); });
        };
        const auto ruled = departure.subject == consistency::no_index
                               ? in_each_language(texts::not_ruled)
                               : measure(history.outcome_of(history.cases[departure.subject]).measure);
        const auto who = consistency::is_executive(role)
                             ? std::string()
                             : fmt::format(" <code>{}</code>", escaped(history.people[departure.by]));
        items += fmt::format(
            R"(<li><div><p class="who"><strong>{}</strong>{} · <time datetime="{}">{}</time> · <code>{}</code></p><blockquote dir="auto">{}</blockquote>{}</div>)"
            R"(<dl class="beside"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div></dl></li>)",
            escaped(role), who, to_string(departure.time),
            in_each_language([&](Language language) { return escaped(date_time(departure.time, language)); }),
            escaped(departure.contact), escaped(departure.reason), own_cause_html(listed.own_cause),
            in_each_language(texts::standard_said), ruled, in_each_language(texts::person_did),
            measure(departure.measure));
    }
    return items.empty() ? items : fmt::format(R"(<ol class="deviations">{}</ol>)", items);
}

}  // namespace

std::string departures_html(const Consistency& found, const Names& names) {
    const auto& deviations = found.deviations;
    auto html = fmt::format(R"(<section aria-labelledby="departed-section"><h2 id="departed-section">{}</h2>)",
                            in_each_language(texts::rates_title));
    html += funnel_html("funnel-touchpoints", texts::funnel_touchpoints, "*", deviations.touchpoint_funnel, names) +
            funnel_html("funnel-employees", texts::funnel_employees, found.options.team.person,
                        deviations.employee_funnel, names);
    html +=
        deviators_html("by-role", texts::by_role_title, texts::role_column, texts::by_role_reading,
                       deviations.by_role) +
        deviators_html("by-person", texts::by_person_title, texts::person_column, Text{"", ""}, deviations.by_person);
    html +=
        rates_html("by-measure", texts::by_measure_title, texts::measure_column, deviations.by_measure,
                   [&](const std::string& id) {
                       return in_each_language([&](Language language) { return escaped(names.measure(id, language)); });
                   });
    html += rates_html("by-month", texts::by_month_title, texts::month_column, deviations.by_month,
                       [](const std::string& month) { return escaped(month); });
    if (!deviations.own_reviews.empty()) {
        html += "<p>" + in_each_language([&](Language language) {
                    return escaped(fmt::format(fmt::runtime(texts::own_findings.in(language)),
                                               number(deviations.own_reviews.size(), language)));
                }) +
                "</p>";
    }
    return html + list_html(found, names) + "</section>";
}

namespace {

std::string groups_html(const consistency::Team& team) {
    Table table;
    table.header = {in_each_language(texts::team_group_column), in_each_language(texts::team_people_column),
                    in_each_language(texts::team_abusive), in_each_language(texts::team_exposure)};
    const auto add = [&](const consistency::GroupExposure& group, const std::string& name) {
        table.rows.push_back(
            {name, number_cell(group.people), share_cell(group.abusive), figure_cell(group.mean_exposure, {}, 2)});
    };
    for (const auto& group : team.by_touchpoint) {
        add(group, in_each_language([&](Language language) {
                return escaped(capitalised(Names(nullptr).vocabulary(group.name, language)));
            }));
    }
    for (const auto& group : team.by_shift) {
        const auto word = group.name == "early"  ? texts::shift_early
                          : group.name == "late" ? texts::shift_late
                                                 : texts::shift_night;
        add(group, head_of(word));
    }
    return table_section("team-groups", texts::team_groups, "", table, "");
}

std::string own_html(const consistency::PersonalFigures& own) {
    Table table;
    table.header = {in_each_language(texts::team_figure), in_each_language(texts::team_value)};
    table.rows.push_back({in_each_language(texts::team_abusive), share_cell({own.abusive, own.contacts})});
    table.rows.push_back({in_each_language(texts::team_exposure), figure_cell(own.exposure, {}, 2)});
    table.rows.push_back({in_each_language(texts::team_relieved), share_cell(own.relieved)});
    table.rows.push_back({in_each_language(texts::team_upheld), share_cell(own.upheld)});
    return table_section("team-own", texts::team_own, "", table, "");
}

std::string team_table(const Consistency& found) {
    const auto& team = found.team;
    Table table;
    table.header = {in_each_language(texts::team_figure), in_each_language(texts::team_value)};
    table.rows.push_back({in_each_language(texts::team_abusive), share_cell(team.abusive)});
    table.rows.push_back(
        {in_each_language(texts::team_exposure), figure_cell(team.mean_exposure, team.mean_exposure_interval, 2)});
    table.rows.push_back({in_each_language(texts::team_gini), figure_cell(team.gini, team.gini_interval, 3)});
    table.rows.push_back({in_each_language(texts::team_relieved), share_cell(team.relieved)});
    table.rows.push_back({in_each_language(texts::team_upheld), share_cell(team.upheld)});
    table.rows.push_back({in_each_language(texts::team_not_reviewed), number_cell(team.not_reviewed)});
    table.rows.push_back(
        {in_each_language(texts::team_backing), figure_cell(team.hours_to_backing, team.hours_to_backing_interval, 1)});
    const auto reading = in_each_language([&](Language language) {
        return escaped(
            fmt::format(fmt::runtime(texts::team_reading.in(language)), team.people, consistency::group_min));
    });
    const auto how = in_each_language([&](Language language) {
        return escaped(fmt::format(fmt::runtime(texts::team_how.in(language)),
                                   fixed_text(found.options.team.half_life_days, 0, language)));
    });
    return table_section("team-figures", texts::team_title, fmt::format(R"(<p class="reading">{}</p>)", reading), table,
                         fmt::format(R"(<details class="how"><summary>{}</summary><p>{}</p></details>)",
                                     in_each_language(texts::how_computed), how));
}

}  // namespace

std::string team_html(const Consistency& found) {
    auto html = fmt::format(R"(<section aria-labelledby="team-section"><h2 id="team-section">{}</h2>)",
                            in_each_language(texts::team_heading));
    if (found.team.is_large_enough)
        html += team_table(found) + groups_html(found.team);
    else
        html += "<p>" + in_each_language([](Language language) {
                    return escaped(fmt::format(fmt::runtime(texts::team_too_few.in(language)), consistency::group_min));
                }) +
                "</p>";
    if (found.team.own) html += own_html(*found.team.own);
    return html + "</section>";
}

}  // namespace konsequenz::report
