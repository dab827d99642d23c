// Plots with time from left to right.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "report/html.h"
#include "report/plots.h"
#include "report/svg.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

constexpr double left = 7;  // percent
constexpr double right = 100;
constexpr double top = 22;  // pixels
constexpr double bottom = 232;
constexpr double height = 276;
constexpr std::size_t periods_max = 60;
constexpr std::size_t ticks_max = 6;
/// Percent; a name that began further right would leave a phone's screen.
constexpr double tick_start_max = 90;

struct Period {
    std::int64_t monday = 0;
    std::uint64_t messages = 0;
    std::uint64_t people = 0;
    Counts by_measure;
};

struct Periods {
    std::size_t weeks_each = 1;
    std::vector<Period> all;

    [[nodiscard]] double x(std::size_t index) const {
        return left + (right - left) * static_cast<double>(index) / static_cast<double>(all.size());
    }
    [[nodiscard]] double slot() const { return (right - left) / static_cast<double>(all.size()); }
    [[nodiscard]] std::uint64_t most() const {
        return all.empty() ? 0 : std::ranges::max_element(all, {}, &Period::messages)->messages;
    }
};

std::size_t weeks_for(std::size_t weeks) {
    for (const auto each : std::array<std::size_t, 4>{1, 4, 13, 52}) {
        if (weeks <= each * periods_max) return each;
    }
    return 52 * (weeks / (52 * periods_max) + 1);
}

Periods periods_of(const Tally& tally) {
    Periods periods;
    if (tally.weeks().empty()) return periods;
    const auto first = tally.weeks().begin()->first;
    const auto weeks = static_cast<std::size_t>((tally.weeks().rbegin()->first - first) / 7 + 1);
    periods.weeks_each = weeks_for(weeks);
    const auto count = (weeks + periods.weeks_each - 1) / periods.weeks_each;
    periods.all.resize(count);
    const auto people = tally.people_by_period(first, periods.weeks_each, count);
    for (std::size_t index = 0; index < count; ++index) {
        periods.all[index].monday = first + static_cast<std::int64_t>(index * periods.weeks_each * 7);
        periods.all[index].people = people[index];
        periods.all[index].by_measure.resize(tally.measures().size());
    }
    for (const auto& [monday, week] : tally.weeks()) {
        auto& period = periods.all[static_cast<std::size_t>((monday - first) / 7) / periods.weeks_each];
        period.messages += week.messages;
        for (std::size_t measure = 0; measure < week.by_measure.size(); ++measure)
            period.by_measure[measure] += week.by_measure[measure];
    }
    return periods;
}

double y_of(std::uint64_t count, std::uint64_t scale) {
    return bottom - (bottom - top) * static_cast<double>(count) / static_cast<double>(scale);
}

std::string horizontal_grid(const std::vector<std::uint64_t>& steps, Language language) {
    std::string svg = label("axis", 0, 10, Anchor::start, texts::axis_messages.in(language));
    for (const auto step : steps) {
        const auto y = coordinate(y_of(step, steps.back()));
        svg += fmt::format(R"(<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>)", step == 0 ? "base" : "grid", y, y);
        if (step > 0) svg += label("tick", 0, y_of(step, steps.back()) + 12, Anchor::start, number(step, language));
    }
    return svg;
}

struct Tick {
    std::size_t period;
    std::string text;
    std::string year;
};

/// Every how many ticks are shown: of months a part of the year, so that each year has the same ones.
std::size_t every_for(std::size_t ticks, bool by_year) {
    const auto least = (ticks + ticks_max - 1) / ticks_max;
    if (by_year) return least;
    for (const auto every : std::array<std::size_t, 6>{1, 2, 3, 4, 6, 12}) {
        if (least <= every) return every;
    }
    return least;
}

/// Months as they begin, or years in a long history; thinned so that they do not touch on a phone.
std::string time_ticks(const Periods& periods, Language language) {
    const bool by_year = periods.all.size() * periods.weeks_each > 110;
    std::vector<Tick> ticks;
    auto before = civil_from_days(periods.all.front().monday - 7);
    for (std::size_t index = 0; index < periods.all.size(); ++index) {
        const auto day = civil_from_days(periods.all[index].monday + 6);
        const bool is_new = by_year ? day.year != before.year : day.month != before.month || day.year != before.year;
        if (is_new || index == 0) {
            ticks.push_back({index,
                             by_year ? fmt::format("{}", day.year) : std::string(short_month(day.month, language)),
                             by_year ? "" : fmt::format("{}", day.year)});
        }
        before = day;
    }
    const auto every = every_for(ticks.size(), by_year);
    std::string svg;
    std::string year;
    for (std::size_t at = 0; at < ticks.size(); at += every) {
        const auto x = periods.x(ticks[at].period);
        svg += fmt::format(R"(<line class="base" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>)", coordinate(x), bottom,
                           bottom + 5);
        const bool is_last = x > tick_start_max;
        const auto anchor = is_last ? Anchor::end : Anchor::start;
        svg += label("tick", is_last ? right : x, bottom + 18, anchor, ticks[at].text);
        if (ticks[at].year != year) svg += label("tick", is_last ? right : x, bottom + 34, anchor, ticks[at].year);
        year = ticks[at].year;
    }
    return svg;
}

/// "4 weeks from 5 January 2026", for one period in words.
std::string period_name(const Periods& periods, const Period& period, Language language) {
    const auto from = date(civil_from_days(period.monday), language);
    if (periods.weeks_each == 1) return fmt::format(fmt::runtime(texts::week_from.in(language)), from);
    return fmt::format(fmt::runtime(texts::weeks_from.in(language)), periods.weeks_each, from);
}

std::string drawn_over_time(
    std::string_view id, Text title, const Periods& periods,
    const std::function<std::string(const Period&, double x, double width, std::uint64_t scale, Language)>& draw,
    const std::function<std::string(Language)>& description) {
    std::string drawings;
    const auto steps = scale_steps(periods.most());
    for (const auto language : languages) {
        auto content = horizontal_grid(steps, language);
        for (std::size_t index = 0; index < periods.all.size(); ++index) {
            if (periods.all[index].messages == 0) continue;
            content += "<g>" +
                       draw(periods.all[index], periods.x(index) + periods.slot() * 0.1, periods.slot() * 0.8,
                            steps.back(), language) +
                       "</g>";
        }
        content += time_ticks(periods, language);
        drawings += drawing(id, language, title.in(language), description(language), height, content);
    }
    return drawings;
}

/// `sentence` takes the period, its messages, its people and how many weeks a period has.
std::string busiest(const Periods& periods, Text sentence, Language language) {
    const auto& most = *std::ranges::max_element(periods.all, {}, &Period::messages);
    const auto from = date(civil_from_days(most.monday), language);
    const auto when = periods.weeks_each == 1
                          ? fmt::format(fmt::runtime(texts::in_week_from.in(language)), from)
                          : fmt::format(fmt::runtime(texts::in_weeks_from.in(language)), periods.weeks_each, from);
    return fmt::format(fmt::runtime(sentence.in(language)), when,
                       counted(most.messages, texts::message, texts::messages, language),
                       counted(most.people, texts::person, texts::people, language), periods.weeks_each);
}

}  // namespace

std::string rulings_over_time(const Tally& tally, const Names& names) {
    const auto periods = periods_of(tally);
    if (periods.all.empty()) return {};
    const auto& ids = tally.measures().ids();
    const auto draw = [&](const Period& period, double x, double width, std::uint64_t scale, Language language) {
        auto told = fmt::format("{}: {}", period_name(periods, period, language),
                                counted(period.messages, texts::message, texts::messages, language));
        std::string bars;
        std::uint64_t below = 0;
        for (auto measure = ids.size(); measure-- > 0;) {
            const auto count = period.by_measure[measure];
            if (count == 0) continue;
            const auto y = y_of(below + count, scale);
            bars += bar(series_class(measure), x, y, width, y_of(below, scale) - y);
            told += fmt::format("; {} {}", names.measure(ids[measure], language), number(count, language));
            below += count;
        }
        return fmt::format("<title>{}</title>{}", escaped(told), bars);
    };
    Figure figure{"over-time", texts::over_time, {}, {}, {}, {}};
    const auto sentence = periods.weeks_each == 1 ? texts::over_weeks_reading : texts::over_time_reading;
    const auto reading = [&](Language language) { return busiest(periods, sentence, language); };
    figure.reading = in_each_language([&](Language language) { return escaped(reading(language)); });
    std::vector<std::string> titles;
    figure.table.header = {in_each_language(texts::period), in_each_language(texts::messages_title)};
    for (const auto& id : ids) {
        titles.push_back(in_each_language([&](Language language) { return escaped(names.measure(id, language)); }));
        figure.table.header.push_back(titles.back());
    }
    figure.legend = legend_of(titles);
    figure.drawings = drawn_over_time("over-time", texts::over_time, periods, draw, reading);
    for (const auto& period : periods.all) {
        figure.table.rows.push_back(
            {in_each_language([&](Language language) { return escaped(period_name(periods, period, language)); }),
             number_cell(period.messages)});
        for (const auto count : period.by_measure) figure.table.rows.back().push_back(number_cell(count));
    }
    return figure.to_html();
}

std::string people_against_messages(const Tally& tally) {
    const auto periods = periods_of(tally);
    if (periods.all.empty()) return {};
    const auto draw = [&](const Period& period, double x, double width, std::uint64_t scale, Language language) {
        const auto told = fmt::format("{}: {}, {}", period_name(periods, period, language),
                                      counted(period.messages, texts::message, texts::messages, language),
                                      counted(period.people, texts::person, texts::people, language));
        const auto outer = y_of(period.messages, scale);
        const auto inner = y_of(period.people, scale);
        return fmt::format("<title>{}</title>{}{}", escaped(told), bar("outer", x, outer, width, bottom - outer),
                           bar("inner", x + width * 0.2, inner, width * 0.6, bottom - inner));
    };
    Figure figure{"people", texts::people_plot, {}, {}, {}, {}};
    figure.reading = in_each_language(texts::people_reading);
    figure.legend =
        fmt::format(R"(<ul class="legend"><li>{}{}</li><li>{}{}</li></ul>)", swatch("outer"),
                    in_each_language(texts::messages_title), swatch("inner"), in_each_language(texts::people_title));
    figure.drawings = drawn_over_time("people", texts::people_plot, periods, draw, [&](Language language) {
        return busiest(periods, texts::people_description, language);
    });
    figure.table.header = {in_each_language(texts::period), in_each_language(texts::messages_title),
                           in_each_language(texts::people_title), in_each_language(texts::per_person)};
    for (const auto& period : periods.all) {
        const auto per_person = in_each_language([&](Language language) {
            return period.people == 0
                       ? std::string("–")
                       : decimal(static_cast<double>(period.messages) / static_cast<double>(period.people), language);
        });
        figure.table.rows.push_back(
            {in_each_language([&](Language language) { return escaped(period_name(periods, period, language)); }),
             number_cell(period.messages), number_cell(period.people), per_person});
    }
    return figure.to_html();
}

}  // namespace konsequenz::report
