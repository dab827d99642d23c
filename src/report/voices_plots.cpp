// The drawings of the page of voices.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "report/evaluation_parts.h"
#include "report/evaluation_texts.h"
#include "report/plots.h"
#include "report/svg.h"
#include "report/texts.h"
#include "report/voices_parts.h"
#include "report/voices_texts.h"

namespace konsequenz::report {
namespace {

using statistics::ChartPoint;
using statistics::Interval;
using voices::PeriodFigures;
using voices::Voices;

constexpr double left = 9;
constexpr double right = 99;

std::string html_in_each(const std::function<std::string(Language)>& text) {
    return in_each_language([&](Language language) { return escaped(text(language)); });
}

/// One of the two charts over time: bars or a line of counts, the band of what is usual, points outside it filled.
struct Panel {
    Text axis;
    double top;
    double bottom;
    const ChartPoint PeriodFigures::* point;
    std::uint64_t voices::Spread::* count;
};

std::uint64_t scale_of(const std::vector<PeriodFigures>& periods, const Panel& panel) {
    std::uint64_t greatest = 1;
    for (const auto& period : periods) greatest = std::max(greatest, period.spread.*panel.count);
    return greatest;
}

std::string panel_drawing(const std::vector<PeriodFigures>& periods, const Panel& panel, Language language) {
    const auto steps = scale_steps(scale_of(periods, panel));
    const auto scale = static_cast<double>(steps.back());
    const auto at_y = [&](double count) {
        return panel.bottom - (panel.bottom - panel.top) * std::clamp(count / scale, 0.0, 1.0);
    };
    const auto slot = (right - left) / static_cast<double>(periods.size());
    const auto at_x = [&](std::size_t index) { return left + slot * (static_cast<double>(index) + 0.5); };
    std::string svg = label("axis", 0, panel.top - 12, Anchor::start, panel.axis.in(language));
    std::string upper;
    std::string lower;
    std::string line;
    for (std::size_t at = 0; at < periods.size(); ++at) {
        const auto& period = periods[at];
        const auto& limits = (period.*panel.point).limits;
        const auto x = coordinate(100 * (static_cast<double>(at) + 0.5) / static_cast<double>(periods.size()));
        const auto inside_y = [&](double count) {
            return coordinate(100 * (at_y(count) - panel.top) / (panel.bottom - panel.top));
        };
        upper += fmt::format("{},{} ", x, inside_y(limits.high * period.exposure));
        lower = fmt::format("{},{} ", x, inside_y(limits.low * period.exposure)) + lower;
        line += fmt::format("{},{} ", x, inside_y(static_cast<double>(period.spread.*panel.count)));
    }
    svg += fmt::format(
        R"(<svg x="{}%" y="{}" width="{}%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none"><polygon class="area" points="{}{}"/><polyline class="curve" points="{}"/></svg>)",
        left, coordinate(panel.top), right - left, coordinate(panel.bottom - panel.top), upper, lower, line);
    for (const auto step : steps) {
        const auto y = at_y(static_cast<double>(step));
        svg += fmt::format(R"(<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>)", step == 0 ? "base" : "grid",
                           left, right, coordinate(y));
        svg += label("tick", 0, y + 4, Anchor::start, number(step, language));
    }
    for (std::size_t at = 0; at < periods.size(); ++at) {
        if ((periods[at].*panel.point).side == ChartPoint::Side::inside) continue;
        svg += fmt::format(R"(<circle class="ink" cx="{}%" cy="{}" r="3.5"/>)", coordinate(at_x(at)),
                           coordinate(at_y(static_cast<double>(periods[at].spread.*panel.count))));
    }
    return svg;
}

std::string time_drawing(const Voices& voices, const std::string& reading, Language language) {
    const auto& periods = voices.all().periods;
    const std::array<Panel, 2> panels{
        {{texts::axis_messages_each, 26, 166, &PeriodFigures::messages, &voices::Spread::messages},
         {texts::axis_people_each, 212, 352, &PeriodFigures::people, &voices::Spread::people}}};
    std::string svg;
    for (const auto& panel : panels) svg += panel_drawing(periods, panel, language);
    // Names as wide as a fifth of a phone, so that they do not touch.
    constexpr double apart = 22;
    double before = -apart;
    for (std::size_t at = 0; at < periods.size(); ++at) {
        const auto x = left + (right - left) * (static_cast<double>(at) + 0.5) / static_cast<double>(periods.size());
        if (x - before < apart || x > 92) continue;
        before = x;
        svg += label("tick", x, panels[1].bottom + 20, Anchor::middle,
                     period_name(voices.period_kind, periods[at].period));
    }
    return drawing("voices-time", language, texts::time_title.in(language), reading, panels[1].bottom + 30, svg);
}

/// Up to 120 corners of the curve, the last among them.
std::vector<statistics::LorenzPoint> thinned(const std::vector<statistics::LorenzPoint>& curve) {
    const auto every = curve.size() / 120 + 1;
    std::vector<statistics::LorenzPoint> points;
    for (std::size_t at = 0; at < curve.size(); ++at) {
        if (at % every == 0 || at + 1 == curve.size()) points.push_back(curve[at]);
    }
    return points;
}

double share(std::uint64_t part, std::uint64_t whole) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::uint64_t>(1, whole));
}

std::string spread_drawing(const voices::Group& group, const std::string& reading, Language language) {
    constexpr double top = 24, bottom = 284;
    const auto at_y = [&](double part) { return bottom - (bottom - top) * part; };
    std::string svg = label("axis", 0, 10, Anchor::start, texts::axis_voices_messages.in(language));
    for (const auto quarter : {0U, 1U, 2U, 3U, 4U}) {
        const double part = quarter / 4.0;
        svg += fmt::format(R"(<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>)",
                           quarter == 0 ? "base" : "grid", left, right, coordinate(at_y(part)));
        svg += label("tick", 0, at_y(part) + 4, Anchor::start, percent(quarter, 4, language));
        const auto anchor = quarter == 0 ? Anchor::start : quarter == 4 ? Anchor::end : Anchor::middle;
        svg += label("tick", left + (right - left) * part, bottom + 18, anchor, percent(quarter, 4, language));
    }
    svg += label("axis", right, bottom + 38, Anchor::end, texts::axis_voices_people.in(language));
    std::string points;
    for (const auto& point : thinned(group.curve))
        points += fmt::format("{},{} ", coordinate(100 * share(point.units, group.spread.people)),
                              coordinate(100 - 100 * share(point.total, group.spread.messages)));
    svg += fmt::format(
        R"(<svg x="{}%" y="{}" width="{}%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none"><polygon class="area" points="{}100,100"/><line class="even" x1="0" y1="100" x2="100" y2="0"/><polyline class="curve" points="{}"/></svg>)",
        left, top, right - left, bottom - top, points, points);
    svg += label("on-area", left + (right - left) * 0.97, at_y(0.08), Anchor::end, texts::even_line.in(language));
    return drawing("voices-spread", language, texts::spread_title.in(language), reading, bottom + 48, svg);
}

constexpr double row_height = 52;
constexpr std::size_t rows_max = 12;

std::string groups_drawing(const Voices& voices, const std::vector<const voices::Group*>& groups, Language language) {
    const auto& all = voices.all().spread;
    std::string svg;
    double y = 0;
    for (std::size_t at = 0; at < std::min(rows_max, groups.size()); ++at) {
        const auto& spread = groups[at]->spread;
        const auto of_messages = share(spread.messages, all.messages);
        const auto of_people = share(spread.people, all.people);
        svg += label("name", 0, y + 14, Anchor::start, group_name(groups[at]->key, language));
        svg += label("value", 100, y + 14, Anchor::end,
                     fmt::format("{} · {}", percent(spread.messages, all.messages, language),
                                 percent(spread.people, all.people, language)));
        svg += bar("track", 0, y + 20, 100, 22);
        svg += bar("outer", 0, y + 20, 100 * of_messages, 11) + bar("inner", 0, y + 31, 100 * of_people, 11);
        y += row_height;
    }
    return drawing("voices-groups", language, texts::groups_title.in(language), texts::groups_reading.in(language), y,
                   svg);
}

/// A line of the plot of what is known of all customers.
struct EstimateRow {
    Text name;
    Interval interval;
    std::optional<double> best;
};

std::vector<EstimateRow> estimate_rows(const voices::Group& group) {
    std::vector<EstimateRow> rows;
    if (!group.heard) return rows;
    const auto base = static_cast<double>(*group.base);
    const auto of_base = [&](double people) { return std::clamp(people / base, 0.0, 1.0); };
    const auto perceived = std::min(1.0, group.heard->perceived);
    rows.push_back({texts::row_perceived, {perceived, perceived}, perceived});
    rows.push_back({texts::row_heard, group.heard->people.interval(), group.heard->people.share()});
    if (group.unheard) {
        const auto& chao = group.unheard->chao;
        rows.push_back(
            {texts::row_chao, {of_base(chao.interval.low), of_base(chao.interval.high)}, of_base(chao.total)});
    }
    if (group.behind) {
        const auto& people = group.behind->people;
        rows.push_back(
            {texts::row_behind, {of_base(people.interval.low), of_base(people.interval.high)}, of_base(people.value)});
    }
    for (const auto& survey : group.surveys) {
        const bool is_random = survey.kind == record::SurveyKind::calibration;
        rows.push_back(
            {is_random ? texts::row_calibration : texts::row_pulse, survey.share.interval, survey.share.share});
        rows.push_back({texts::row_bounds, survey.bounds.interval, std::nullopt});
    }
    return rows;
}

std::string estimates_drawing(const std::vector<EstimateRow>& rows, double many, const std::string& reading,
                              Language language) {
    double greatest = many;
    for (const auto& row : rows) greatest = std::max(greatest, row.interval.high);
    double scale = 1;
    for (const double step : {0.5, 0.25, 0.1, 0.05, 0.02, 0.01}) {
        if (greatest <= step) scale = step;
    }
    const auto at_x = [&](double value) { return 1 + 98 * std::min(1.0, value / scale); };
    std::string svg;
    double y = 0;
    const auto height = static_cast<double>(rows.size()) * 44;
    for (const auto& row : rows) {
        svg += label("name", 0, y + 14, Anchor::start, row.name.in(language));
        const bool is_exact = row.interval.low == row.interval.high;
        svg += label("value", 100, y + 14, Anchor::end,
                     is_exact ? share_of_customers(row.interval.low, language)
                              : fmt::format("{}–{}", share_of_customers(row.interval.low, language),
                                            share_of_customers(row.interval.high, language)));
        svg += bar("track", 1, y + 24, 98, 8);
        if (!is_exact)
            svg += bar("ink", at_x(row.interval.low), y + 25.5, at_x(row.interval.high) - at_x(row.interval.low), 5);
        if (row.best)
            svg += fmt::format(R"(<circle class="point" cx="{}%" cy="{}" r="5"/>)", coordinate(at_x(*row.best)),
                               coordinate(y + 28));
        y += 44;
    }
    svg += fmt::format(R"(<line class="even" x1="{0}%" x2="{0}%" y1="18" y2="{1}"/>)", coordinate(at_x(many)),
                       coordinate(height));
    svg += label("tick", 1, height + 14, Anchor::start, percent(0, 1, language));
    svg += label("tick", 99, height + 14, Anchor::end, share_of_customers(scale, language));
    return drawing("voices-estimates", language, texts::estimates_title.in(language), reading, height + 22, svg);
}

}  // namespace

std::string voices_time_plot(const Voices& voices) {
    const auto& periods = voices.all().periods;
    if (periods.size() < 2) return {};
    const auto most =
        std::ranges::max_element(periods, {}, [](const PeriodFigures& period) { return period.spread.messages; });
    const auto reading = [&](Language language) {
        return filled_text(texts::time_reading, language,
                           {period_name(voices.period_kind, most->period),
                            counted(most->spread.messages, texts::message, texts::messages, language),
                            counted(most->spread.people, texts::person, texts::people, language)});
    };
    Figure figure{"voices-time", texts::time_title, html_in_each(reading), {}, {}, {}};
    figure.table.header = {in_each_language(texts::period), in_each_language(texts::messages_title),
                           in_each_language(texts::people_title), in_each_language(texts::per_person)};
    for (const auto language : languages) figure.drawings += time_drawing(voices, reading(language), language);
    for (const auto& period : periods) {
        figure.table.rows.push_back(
            {escaped(period_name(voices.period_kind, period.period)), number_cell(period.spread.messages),
             number_cell(period.spread.people),
             html_in_each([&](Language language) { return amount(period.spread.per_person(), language); })});
    }
    return figure.to_html();
}

std::string voices_spread_plot(const Voices& voices) {
    const auto& group = voices.all();
    if (group.spread.people < 2) return {};
    const auto reading = [&](Language language) {
        return filled_text(texts::spread_reading, language,
                           {counted(group.spread.people_of_half, texts::person, texts::people, language),
                            counted(group.spread.messages, texts::message, texts::messages, language),
                            share_of_customers(group.spread.top_10_percent.share(), language),
                            fixed_text(group.spread.gini, 2, language)});
    };
    Figure figure{"voices-spread", texts::spread_title, html_in_each(reading), {}, {}, {}};
    figure.table.header = {in_each_language(texts::people_title), in_each_language(texts::messages_title)};
    for (const auto language : languages) figure.drawings += spread_drawing(group, reading(language), language);
    for (const auto& point : thinned(group.curve))
        figure.table.rows.push_back({number_cell(point.units), number_cell(point.total)});
    return figure.to_html();
}

std::string voices_groups_plot(const Voices& voices) {
    const auto groups = voices.of(voices::Dimension::topic);
    if (groups.size() < 2) return {};
    Figure figure{"voices-groups", texts::groups_title, in_each_language(texts::groups_reading), {}, {}, {}};
    figure.legend =
        fmt::format(R"(<ul class="legend"><li>{}{}</li><li>{}{}</li></ul>)", swatch("outer"),
                    in_each_language(texts::messages_title), swatch("inner"), in_each_language(texts::people_title));
    figure.table.header = {in_each_language(texts::topic_column), in_each_language(texts::messages_title),
                           in_each_language(texts::people_title)};
    for (const auto language : languages) figure.drawings += groups_drawing(voices, groups, language);
    for (const auto* group : groups) {
        if (figure.table.rows.size() == 4 * rows_max) break;
        figure.table.rows.push_back({html_in_each([&](Language language) { return group_name(group->key, language); }),
                                     number_cell(group->spread.messages), number_cell(group->spread.people)});
    }
    return figure.to_html();
}

std::string voices_estimates_plot(const Voices& voices) {
    const auto rows = estimate_rows(voices.all());
    if (rows.empty()) return {};
    const auto reading = [&](Language language) {
        return filled_text(texts::estimates_reading, language, {share_of_customers(voices.many, language)});
    };
    Figure figure{"voices-estimates", texts::estimates_title, html_in_each(reading), {}, {}, {}};
    figure.table.header = {in_each_language(texts::what), "%", "95\u00A0%"};
    for (const auto language : languages)
        figure.drawings += estimates_drawing(rows, voices.many, reading(language), language);
    for (const auto& row : rows) {
        figure.table.rows.push_back({in_each_language(row.name), html_in_each([&](Language language) {
                                         return row.best ? share_of_customers(*row.best, language) : std::string("–");
                                     }),
                                     html_in_each([&](Language language) {
                                         return fmt::format("{}–{}", share_of_customers(row.interval.low, language),
                                                            share_of_customers(row.interval.high, language));
                                     })});
    }
    return figure.to_html();
}

}  // namespace konsequenz::report
