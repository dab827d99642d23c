#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "report/backtest_parts.h"
#include "report/backtest_texts.h"
#include "report/html.h"
#include "report/plots.h"
#include "report/svg.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

namespace own = backtest_texts;

constexpr std::size_t pairs_max = 10;
constexpr double row_height = 46;
constexpr double left = 7;  // percent
constexpr double top = 22;  // pixels
constexpr double bottom = 212;
constexpr double plot_height = 256;
constexpr std::size_t ticks_max = 6;

using NameOf = std::string (BothNames::*)(std::string_view, Language) const;

struct Pair {
    std::string before;
    std::string after;
    std::uint64_t count = 0;
};

std::vector<Pair> changed_pairs(const backtest::Crossed& crossed) {
    std::vector<Pair> pairs;
    for (const auto& [ids, count] : crossed) {
        if (ids.first != ids.second) pairs.push_back({ids.first, ids.second, count});
    }
    std::ranges::stable_sort(pairs, std::greater<>(), &Pair::count);
    return pairs;
}

std::string pair_name(const Pair& pair, const BothNames& names, NameOf name, Language language) {
    return fmt::format(fmt::runtime(own::pair.in(language)), (names.*name)(pair.before, language),
                       (names.*name)(pair.after, language));
}

std::string bars_of(const std::vector<Pair>& pairs, const BothNames& names, NameOf name, Language language) {
    std::string content;
    double y = 0;
    for (const auto& pair : pairs) {
        const auto share = static_cast<double>(pair.count) / static_cast<double>(pairs.front().count);
        content += label("name", 0, y + 14, Anchor::start, pair_name(pair, names, name, language)) +
                   label("value", 100, y + 14, Anchor::end, number(pair.count, language)) +
                   bar("track", 0, y + 22, 100, 10) + bar("ink", 0, y + 22, std::max(share * 100, 0.4), 10);
        y += row_height;
    }
    return content;
}

std::string pairs_plot(std::string_view id, Text title, const backtest::Crossed& crossed, const BothNames& names,
                       NameOf name) {
    auto pairs = changed_pairs(crossed);
    if (pairs.empty()) return {};
    Figure figure{id, title, in_each_language(own::pairs_reading), {}, {}, {}};
    figure.table.header = {in_each_language(own::before), in_each_language(own::after),
                           in_each_language(own::contacts_plain)};
    for (const auto& [ids, count] : crossed) {
        const auto cell = [&](const std::string& measure) {
            return in_each_language([&](Language language) { return escaped((names.*name)(measure, language)); });
        };
        figure.table.rows.push_back({cell(ids.first), cell(ids.second), number_cell(count)});
    }
    if (pairs.size() > pairs_max) pairs.resize(pairs_max);
    for (const auto language : languages) {
        const auto description = fmt::format("{}: {}", pair_name(pairs.front(), names, name, language),
                                             number(pairs.front().count, language));
        figure.drawings +=
            drawing(id, language, title.in(language), description, row_height * static_cast<double>(pairs.size()),
                    bars_of(pairs, names, name, language));
    }
    return figure.to_html();
}

struct Column {
    std::int32_t month = 0;  ///< year * 12 + month - 1
    backtest::Month counts;

    [[nodiscard]] std::uint64_t changed() const { return counts.milder + counts.harsher + counts.other; }
};

/// Every month from the first to the last, those without a contact as well.
std::vector<Column> columns_of(const std::map<std::int32_t, backtest::Month>& months) {
    std::vector<Column> columns;
    for (auto month = months.begin()->first; month <= months.rbegin()->first; ++month) {
        const auto found = months.find(month);
        columns.push_back({month, found == months.end() ? backtest::Month{} : found->second});
    }
    return columns;
}

std::string month_name(std::int32_t month, Language language) {
    return fmt::format(fmt::runtime(own::month_name.in(language)), short_month(month % 12 + 1, language), month / 12);
}

double y_of(std::uint64_t count, std::uint64_t scale) {
    return bottom - (bottom - top) * static_cast<double>(count) / static_cast<double>(scale);
}

std::string month_bars(const Column& column, double x, double width, std::uint64_t scale, Language language) {
    const auto told =
        fmt::format("{}: {} {}, {} {}", month_name(column.month, language), number(column.counts.milder, language),
                    own::milder.in(language), number(column.counts.harsher, language), own::harsher.in(language));
    std::string bars;
    std::uint64_t below = 0;
    for (const auto& [count, css] :
         {std::pair(column.counts.harsher, 3), std::pair(column.counts.milder, 0), std::pair(column.counts.other, 1)}) {
        if (count == 0) continue;
        const auto y = y_of(below + count, scale);
        bars += bar(series_class(static_cast<std::size_t>(css)), x, y, width, y_of(below, scale) - y);
        below += count;
    }
    return fmt::format("<g><title>{}</title>{}</g>", escaped(told), bars);
}

std::string drawn_months(const std::vector<Column>& columns, Language language) {
    const auto most = std::ranges::max(columns, {}, &Column::changed).changed();
    const auto steps = scale_steps(most);
    std::string content = label("axis", 0, 10, Anchor::start, own::contacts_plain.in(language));
    for (const auto step : steps) {
        const auto y = coordinate(y_of(step, steps.back()));
        content +=
            fmt::format(R"(<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>)", step == 0 ? "base" : "grid", y, y);
        if (step > 0) content += label("tick", 0, y_of(step, steps.back()) + 12, Anchor::start, number(step, language));
    }
    const auto slot = (100 - left) / static_cast<double>(columns.size());
    const auto every = (columns.size() + ticks_max - 1) / ticks_max;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const auto x = left + slot * static_cast<double>(at);
        if (columns[at].changed() > 0)
            content += month_bars(columns[at], x + slot * 0.1, slot * 0.8, steps.back(), language);
        if (at % every == 0)
            content +=
                label("tick", x + slot / 2, bottom + 18, Anchor::middle, month_name(columns[at].month, language));
    }
    return content;
}

}  // namespace

std::string changed_measures_plot(const BacktestView& view, const BothNames& names) {
    return pairs_plot("changed-measures", own::measures_plot, view.backtest->comparison.measures, names,
                      &BothNames::measure);
}

std::string changed_remedies_plot(const BacktestView& view, const BothNames& names) {
    return pairs_plot("changed-remedies", own::remedies_plot, view.backtest->comparison.remedies, names,
                      &BothNames::remedy);
}

std::string changes_over_time(const BacktestView& view) {
    if (view.backtest->comparison.changed_measures == 0) return {};
    const auto columns = columns_of(view.backtest->comparison.months);
    const auto most = std::ranges::max(columns, {}, &Column::changed);
    const auto reading = [&](Language language) {
        return fmt::format(fmt::runtime(own::over_time_reading.in(language)), number(most.changed(), language),
                           number(most.counts.contacts, language), month_name(most.month, language));
    };
    Figure figure{"changes-over-time", own::over_time, {}, {}, {}, {}};
    figure.reading = in_each_language([&](Language language) { return escaped(reading(language)); });
    const auto entry = [](std::size_t series, Text name) {
        return fmt::format("<li>{}{}</li>", swatch(series_class(series)), in_each_language(name));
    };
    figure.legend = fmt::format(R"(<ul class="legend">{}{}{}</ul>)", entry(0, own::milder), entry(3, own::harsher),
                                view.backtest->comparison.milder + view.backtest->comparison.harsher ==
                                        view.backtest->comparison.changed_measures
                                    ? ""
                                    : entry(1, own::other));
    for (const auto language : languages)
        figure.drawings += drawing("changes-over-time", language, own::over_time.in(language), reading(language),
                                   plot_height, drawn_months(columns, language));
    figure.table.header = {in_each_language(own::month),  in_each_language(own::contacts_plain),
                           in_each_language(own::milder), in_each_language(own::harsher),
                           in_each_language(own::other),  in_each_language(own::changed_remedies)};
    for (const auto& [month, counts] : columns)
        figure.table.rows.push_back(
            {in_each_language([&](Language language) { return escaped(month_name(month, language)); }),
             number_cell(counts.contacts), number_cell(counts.milder), number_cell(counts.harsher),
             number_cell(counts.other), number_cell(counts.remedies)});
    return figure.to_html();
}

}  // namespace konsequenz::report
