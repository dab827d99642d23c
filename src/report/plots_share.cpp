// Plots that compare parts of a whole.
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

constexpr double row_height = 46;
constexpr double bar_height = 16;
constexpr double line_height = 16;
/// Of a line below a bar, so that it fits a phone.
constexpr std::size_t line_bytes_max = 46;
constexpr std::size_t rows_max = 16;

/// One line of a bar plot; the texts are plain, in one language.
struct Row {
    std::string name;
    std::string figures;                                       ///< at the right end
    std::vector<std::string> details;                          ///< below the bar
    std::vector<std::pair<std::string, std::uint64_t>> parts;  ///< CSS class and count
};

std::string head_of_line(Text text) {
    return in_each_language([&](Language language) { return escaped(capitalised(text.in(language))); });
}

std::uint64_t total(const Row& row) {
    std::uint64_t all = 0;
    for (const auto& [css_class, count] : row.parts) all += count;
    return all;
}

/// The details with dots between them, on as many lines as they need.
std::vector<std::string> lines_of(const std::vector<std::string>& details) {
    std::vector<std::string> lines;
    for (const auto& detail : details) {
        if (lines.empty() || lines.back().size() + detail.size() > line_bytes_max)
            lines.push_back(detail);
        else
            lines.back() += " · " + detail;
    }
    return lines;
}

enum class Scale { shared, each_row_whole };

/// Names stand above their bars, so that long ones fit a phone.
std::string bars_of(std::string_view id, Language language, Text title, std::string_view description,
                    const std::vector<Row>& rows, Scale scale = Scale::shared) {
    std::uint64_t greatest = 1;
    for (const auto& row : rows) greatest = std::max(greatest, total(row));
    std::string content;
    double y = 0;
    for (const auto& row : rows) {
        content +=
            label("name", 0, y + 14, Anchor::start, row.name) + label("value", 100, y + 14, Anchor::end, row.figures);
        content += bar("track", 0, y + 20, 100, bar_height);
        double x = 0;
        for (const auto& [css_class, count] : row.parts) {
            if (count == 0) continue;
            const auto whole = scale == Scale::shared ? greatest : total(row);
            const auto width = 100.0 * static_cast<double>(count) / static_cast<double>(whole);
            content += bar(css_class, x, y + 20, width, bar_height);
            x += width;
        }
        y += row_height;
        for (const auto& line : lines_of(row.details)) {
            content += label("detail", 0, y + 4, Anchor::start, line);
            y += line_height;
        }
    }
    return drawing(id, language, title.in(language), description, y, content);
}

/// "Notice 2", "End 1": every part but the first that is there.
std::vector<std::string> details_of(const Counts& counts, const std::vector<std::string>& titles, Language language) {
    std::vector<std::string> details;
    for (std::size_t index = 1; index < counts.size(); ++index) {
        if (counts[index] > 0)
            details.push_back(fmt::format("{}\u00A0{}", titles[index], number(counts[index], language)));
    }
    return details;
}

std::vector<std::pair<std::string, std::uint64_t>> series_parts(const Counts& counts) {
    std::vector<std::pair<std::string, std::uint64_t>> parts;
    for (auto index = counts.size(); index-- > 0;) parts.emplace_back(series_class(index), counts[index]);
    return parts;
}

struct TouchpointCount {
    std::string id;
    Counts by_measure;
};

/// Most messages first.
std::vector<TouchpointCount> sorted_touchpoints(const Tally& tally) {
    std::vector<TouchpointCount> all;
    for (const auto& [id, counts] : tally.by_touchpoint()) all.push_back({id, counts});
    std::ranges::stable_sort(all, std::greater{},
                             [](const TouchpointCount& touchpoint) { return sum(touchpoint.by_measure); });
    for (auto& touchpoint : all) touchpoint.by_measure.resize(tally.measures().size());
    return all;
}

std::vector<std::string> short_measures(const Tally& tally, Language language) {
    std::vector<std::string> titles;
    for (const auto& id : tally.measures().ids()) titles.push_back(capitalised(measure_word(id).in(language)));
    return titles;
}

/// One row for each touchpoint; what is beyond the rows of the plot is summed up in the last.
std::vector<Row> touchpoint_rows(const Tally& tally, const Names& names,
                                 const std::vector<TouchpointCount>& touchpoints, Language language) {
    const auto titles = short_measures(tally, language);
    const auto row = [&](std::string_view name, const Counts& counts) {
        return Row{capitalised(name), number(sum(counts), language), details_of(counts, titles, language),
                   series_parts(counts)};
    };
    const bool is_summed_up = touchpoints.size() > rows_max;
    const auto alone = is_summed_up ? rows_max - 1 : touchpoints.size();
    std::vector<Row> rows;
    for (std::size_t index = 0; index < alone; ++index)
        rows.push_back(row(names.vocabulary(touchpoints[index].id, language), touchpoints[index].by_measure));
    if (!is_summed_up) return rows;
    Counts others(tally.measures().size());
    for (auto index = alone; index < touchpoints.size(); ++index) {
        for (std::size_t measure = 0; measure < others.size(); ++measure)
            others[measure] += touchpoints[index].by_measure[measure];
    }
    rows.push_back(row(texts::other_touchpoints.in(language), others));
    return rows;
}

Text label_name(std::size_t index) { return label_word(static_cast<conduct::Label>(index)); }

std::string conduct_reading(const Tally& tally, Language language) {
    const auto& criticism = tally.by_label()[static_cast<std::size_t>(conduct::Label::criticism)];
    const auto count = criticism.by_person + criticism.by_model;
    if (count == 0) return std::string(texts::no_criticism.in(language));
    const auto messages = counted(count, texts::message, texts::messages, language);
    if (criticism.with_measure == 0) return fmt::format(fmt::runtime(texts::criticism_was_free.in(language)), messages);
    return fmt::format(fmt::runtime(texts::criticism_was_not_free.in(language)), messages,
                       number(criticism.with_measure, language));
}

Row conduct_row(const LabelCount& count, std::size_t index, Language language) {
    const auto all = count.by_person + count.by_model;
    Row row{capitalised(label_name(index).in(language)),
            number(all, language),
            {},
            {{"s3", count.by_person}, {"s0", count.by_model}}};
    if (count.with_measure > 0)
        row.figures += fmt::format(
            " · {}", fmt::format(fmt::runtime(texts::with_measure.in(language)), number(count.with_measure, language)));
    else if (all > 0 && index <= static_cast<std::size_t>(conduct::Label::criticism))
        row.figures += fmt::format(" · {}", texts::free.in(language));
    return row;
}

/// How many people, most frequent writers first, wrote at least half of the messages.
std::size_t writers_of_half(const Counts& by_person, std::uint64_t messages) {
    std::uint64_t written = 0;
    for (std::size_t person = 0; person < by_person.size(); ++person) {
        written += by_person[person];
        if (2 * written >= messages) return person + 1;
    }
    return by_person.size();
}

struct CurvePoint {
    std::size_t people;
    std::uint64_t messages;
};

/// Up to 120 points of the curve; every person where there are fewer.
std::vector<CurvePoint> curve_of(const Counts& by_person) {
    constexpr std::size_t points_max = 120;
    const auto every = by_person.size() / points_max + 1;
    std::vector<CurvePoint> points{{0, 0}};
    std::uint64_t written = 0;
    for (std::size_t person = 0; person < by_person.size(); ++person) {
        written += by_person[person];
        if ((person + 1) % every == 0 || person + 1 == by_person.size()) points.push_back({person + 1, written});
    }
    return points;
}

double share(std::uint64_t part, std::uint64_t whole) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string half_sentence(std::size_t half, const Counts& by_person, Language language) {
    return fmt::format(fmt::runtime((half == 1 ? texts::half_by_one : texts::half_by_many).in(language)),
                       counted(half, texts::person, texts::people, language), percent(half, by_person.size(), language),
                       counted(by_person.size(), texts::person, texts::people, language));
}

std::string curve_drawing(const Counts& by_person, std::size_t half, Language language) {
    constexpr double left = 9, right = 99, top = 24, bottom = 284;
    const auto messages = sum(by_person);
    const auto at_x = [&](double percent_of_people) { return left + (right - left) * percent_of_people / 100; };
    const auto at_y = [&](double percent_of_messages) { return bottom - (bottom - top) * percent_of_messages / 100; };
    std::string svg = label("axis", 0, 10, Anchor::start, texts::axis_share_messages.in(language));
    for (const auto step : {0U, 25U, 50U, 75U, 100U}) {
        svg += fmt::format(R"(<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>)", step == 0 ? "base" : "grid",
                           left, right, coordinate(at_y(step)));
        svg += label("tick", 0, at_y(step) + 4, Anchor::start, percent(step, 100, language));
        const auto anchor = step == 0 ? Anchor::start : step == 100 ? Anchor::end : Anchor::middle;
        svg += label("tick", at_x(step), bottom + 18, anchor, percent(step, 100, language));
    }
    svg += label("axis", right, bottom + 38, Anchor::end, texts::axis_share_people.in(language));
    std::string points;
    for (const auto& point : curve_of(by_person)) {
        points += fmt::format("{},{} ", coordinate(share(point.people, by_person.size())),
                              coordinate(100 - share(point.messages, messages)));
    }
    svg += fmt::format(
        R"(<svg x="{}%" y="{}" width="{}%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none"><polygon class="area" points="{}100,100"/><line class="even" x1="0" y1="100" x2="100" y2="0"/><polyline class="curve" points="{}"/></svg>)",
        left, top, right - left, bottom - top, points, points);
    std::uint64_t written = 0;
    for (std::size_t person = 0; person < half; ++person) written += by_person[person];
    const auto x = at_x(share(half, by_person.size()));
    const auto y = at_y(share(written, messages));
    svg += fmt::format(R"(<circle class="point" cx="{}%" cy="{}" r="5"/>)", coordinate(x), coordinate(y));
    const auto half_text = fmt::format(fmt::runtime(texts::half_point.in(language)),
                                       counted(half, texts::person, texts::people, language));
    svg += label("note", std::min(x + 3, 60.0), y + 22, Anchor::start, half_text);
    svg += label("on-area", at_x(97), at_y(8), Anchor::end, texts::even_line.in(language));
    return drawing("concentration", language, texts::concentration.in(language),
                   half_sentence(half, by_person, language), bottom + 48, svg);
}

}  // namespace

std::string Figure::to_html() const {
    return fmt::format(
        R"(<section class="figure" id="{0}"><h3 id="{0}-heading">{1}</h3><p class="reading">{2}</p>{3}<div class="drawing">{4}</div>)"
        R"(<details class="figures"><summary>{5}</summary>{6}</details></section>)",
        id, in_each_language(title), reading, legend, drawings, in_each_language(texts::show_figures),
        table.to_html(fmt::format("{}-heading", id)));
}

std::string legend_of(const std::vector<std::string>& titles) {
    std::string html = R"(<ul class="legend">)";
    for (std::size_t index = 0; index < titles.size(); ++index)
        html += fmt::format("<li>{}{}</li>", swatch(series_class(index)), titles[index]);
    return html + "</ul>";
}

std::string rulings_by_touchpoint(const Tally& tally, const Names& names) {
    const auto touchpoints = sorted_touchpoints(tally);
    if (touchpoints.empty()) return {};
    Figure figure{"touchpoints", texts::touchpoint_plot, {}, {}, {}, {}};
    const auto reading = [&](Language language) {
        return fmt::format(fmt::runtime(texts::touchpoint_reading.in(language)),
                           names.vocabulary(touchpoints.front().id, language),
                           number(sum(touchpoints.front().by_measure), language), number(tally.messages(), language));
    };
    figure.reading = in_each_language([&](Language language) { return escaped(reading(language)); });
    std::vector<std::string> titles;
    figure.table.header = {in_each_language(texts::touchpoint), in_each_language(texts::messages_title)};
    for (const auto& id : tally.measures().ids()) {
        titles.push_back(in_each_language([&](Language language) { return escaped(names.measure(id, language)); }));
        figure.table.header.push_back(titles.back());
    }
    figure.legend = legend_of(titles);
    for (const auto language : languages) {
        figure.drawings += bars_of("touchpoints", language, texts::touchpoint_plot, reading(language),
                                   touchpoint_rows(tally, names, touchpoints, language));
    }
    for (const auto& [id, counts] : touchpoints) {
        figure.table.rows.push_back(
            {in_each_language([&](Language language) { return escaped(capitalised(names.vocabulary(id, language))); }),
             number_cell(sum(counts))});
        for (const auto count : counts) figure.table.rows.back().push_back(number_cell(count));
    }
    return figure.to_html();
}

std::string conduct_labels(const Tally& tally) {
    Figure figure{"conduct", texts::conduct_plot, {}, {}, {}, {}};
    figure.reading = in_each_language([&](Language language) { return escaped(conduct_reading(tally, language)); });
    figure.legend = fmt::format(R"(<ul class="legend"><li>{}{}</li><li>{}{}</li></ul>)", swatch("s3"),
                                head_of_line(texts::said_by_person), swatch("s0"), head_of_line(texts::said_by_model));
    for (const auto language : languages) {
        std::vector<Row> rows;
        for (std::size_t index = 0; index < label_count; ++index)
            rows.push_back(conduct_row(tally.by_label()[index], index, language));
        figure.drawings += bars_of("conduct", language, texts::conduct_plot, conduct_reading(tally, language), rows);
    }
    figure.table.header = {in_each_language(texts::conduct), in_each_language(texts::messages_title),
                           head_of_line(texts::said_by_person), head_of_line(texts::said_by_model),
                           in_each_language(texts::measures_title)};
    for (std::size_t index = 0; index < label_count; ++index) {
        const auto& count = tally.by_label()[index];
        figure.table.rows.push_back({head_of_line(label_name(index)), number_cell(count.by_person + count.by_model),
                                     number_cell(count.by_person), number_cell(count.by_model),
                                     number_cell(count.with_measure)});
    }
    return figure.to_html();
}

std::string remedies_by_merits(const Tally& tally, const Names& names) {
    Figure figure{"remedies", texts::remedies_plot, {}, {}, {}, {}};
    figure.reading = in_each_language(texts::remedies_reading);
    const auto& ids = tally.remedies().ids();
    std::vector<std::string> titles;
    figure.table.header = {in_each_language(texts::merits), in_each_language(texts::messages_title)};
    for (const auto& id : ids) {
        titles.push_back(in_each_language([&](Language language) { return escaped(names.remedy(id, language)); }));
        figure.table.header.push_back(titles.back());
    }
    figure.legend = legend_of(titles);
    for (const auto language : languages) {
        std::vector<std::string> short_titles;
        for (const auto& id : ids) short_titles.push_back(capitalised(remedy_word(id).in(language)));
        std::vector<Row> rows;
        for (std::size_t merits = 0; merits < merits_count; ++merits) {
            const auto& counts = tally.by_merits()[merits];
            rows.push_back({capitalised(merits_word(static_cast<record::Merits>(merits)).in(language)),
                            number(sum(counts), language), details_of(counts, short_titles, language),
                            series_parts(counts)});
        }
        figure.drawings += bars_of("remedies", language, texts::remedies_plot, texts::remedies_reading.in(language),
                                   rows, Scale::each_row_whole);
    }
    for (std::size_t merits = 0; merits < merits_count; ++merits) {
        const auto& counts = tally.by_merits()[merits];
        figure.table.rows.push_back(
            {head_of_line(merits_word(static_cast<record::Merits>(merits))), number_cell(sum(counts))});
        for (std::size_t remedy = 0; remedy < ids.size(); ++remedy)
            figure.table.rows.back().push_back(number_cell(count_at(counts, remedy)));
    }
    return figure.to_html();
}

std::string concentration(const Tally& tally) {
    const auto by_person = tally.messages_by_person();
    if (by_person.empty()) return {};
    const auto messages = sum(by_person);
    const auto half = writers_of_half(by_person, messages);
    Figure figure{"concentration", texts::concentration, {}, {}, {}, {}};
    figure.reading =
        in_each_language([&](Language language) { return escaped(half_sentence(half, by_person, language)); });
    for (const auto language : languages) figure.drawings += curve_drawing(by_person, half, language);
    figure.table.header = {in_each_language(texts::people_first), in_each_language(texts::share_people),
                           in_each_language(texts::messages_title), in_each_language(texts::share_messages)};
    std::size_t shown = 0;
    for (const auto percent_of_people : std::array<std::size_t, 8>{1, 5, 10, 20, 25, 50, 75, 100}) {
        const auto people = std::max<std::size_t>(1, by_person.size() * percent_of_people / 100);
        if (people == shown) continue;
        shown = people;
        std::uint64_t written = 0;
        for (std::size_t person = 0; person < people; ++person) written += by_person[person];
        figure.table.rows.push_back({number_cell(people), percent_cell(people, by_person.size()), number_cell(written),
                                     percent_cell(written, messages)});
    }
    return figure.to_html();
}

}  // namespace konsequenz::report
