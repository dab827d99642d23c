// The drawings of the evaluation's page.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/evaluation_parts.h"
#include "report/evaluation_texts.h"
#include "report/html.h"
#include "report/plots.h"
#include "report/svg.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

using evaluation::Evaluation;
using evaluation::Head;
using evaluation::Point;
using statistics::Proportion;

constexpr double left = 9;
constexpr double right = 99;
constexpr double top = 24;
constexpr double bottom = 284;

double at_y(double share) { return bottom - (bottom - top) * share; }

std::string share_tick(double share, Language language) {
    return fixed_text(share * 100, 0, language) + (language == Language::english ? "%" : "\u00A0%");
}

/// Lines and words of a square from 0 to 1 upwards and from 0 to `width` to the right.
std::string axes(Language language, Text above, Text below, double width) {
    std::string svg = label("axis", 0, 10, Anchor::start, above.in(language));
    for (const auto quarter : {0, 1, 2, 3, 4}) {
        const double share = quarter / 4.0;
        svg += fmt::format(R"(<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>)",
                           quarter == 0 ? "base" : "grid", left, right, coordinate(at_y(share)));
        svg += label("tick", 0, at_y(share) + 4, Anchor::start, share_tick(share, language));
        const auto anchor = quarter == 0 ? Anchor::start : quarter == 4 ? Anchor::end : Anchor::middle;
        const auto decimals = width < 0.5 ? 1 : 0;
        const auto text =
            fixed_text(share * width * 100, decimals, language) + (language == Language::english ? "%" : "\u00A0%");
        svg += label("tick", left + (right - left) * share, bottom + 18, anchor, text);
    }
    return svg + label("axis", right, bottom + 38, Anchor::end, below.in(language));
}

/// A drawing inside the axes, in hundredths of each side.
std::string inside(std::string_view content) {
    return fmt::format(
        R"(<svg x="{}%" y="{}" width="{}%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none">{}</svg>)",
        left, top, right - left, bottom - top, content);
}

/// The trade-off is shown up to this share of false alarms: beyond it nobody would run a service.
constexpr double alarms_shown = 0.2;

double alarms_x(double share) { return left + (right - left) * std::min(1.0, share / alarms_shown); }

std::string point_mark(const evaluation::AlarmFigures& figures) {
    const auto found = figures.coarse.abusive().recall;
    const auto alarms = figures.coarse.other().recall;
    if (found.total == 0 || alarms.total == 0) return {};
    return fmt::format(R"(<circle class="point" cx="{}%" cy="{}" r="5"/>)", coordinate(alarms_x(1 - alarms.share())),
                       coordinate(at_y(found.share())));
}

std::string trade_off_drawing(const std::vector<evaluation::TradeOffPoint>& curve, const Evaluation& evaluation,
                              Language language) {
    auto svg = axes(language, texts::axis_found, texts::axis_false_alarms, alarms_shown);
    std::string points;
    for (const auto& point : curve) {
        const auto x = 100 * point.false_alarms.share() / alarms_shown;
        if (x > 100) break;
        points += fmt::format("{},{} ", coordinate(x), coordinate(100 - 100 * point.found.share()));
    }
    svg += inside(fmt::format(R"(<polyline class="curve" points="{}"/>)", points));
    svg += point_mark(evaluation.of(Point::alert)) + point_mark(evaluation.of(Point::triage));
    return drawing("trade-off", language, texts::trade_off_title.in(language), texts::trade_off_reading.in(language),
                   bottom + 48, svg);
}

std::string reliability_drawing(const evaluation::Scores& scores, std::string_view reading, Language language) {
    auto svg = axes(language, texts::axis_so, texts::axis_said, 1);
    std::string line;
    std::string marks;
    for (const auto& bin : evaluation::reliability(scores)) {
        if (bin.count == 0) continue;
        const auto found = bin.found.share();
        line += fmt::format("{},{} ", coordinate(100 * bin.mean_score), coordinate(100 - 100 * found));
        const auto x = coordinate(left + (right - left) * bin.mean_score);
        const auto interval = bin.found.interval();
        marks += fmt::format(R"(<line class="base" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>)", x,
                             coordinate(at_y(interval.low)), coordinate(at_y(interval.high)));
        marks += fmt::format(R"(<circle class="point" cx="{}%" cy="{}" r="4"/>)", x, coordinate(at_y(found)));
    }
    svg += inside(fmt::format(
        R"(<line class="even" x1="0" y1="100" x2="100" y2="0"/><polyline class="curve" points="{}"/>)", line));
    return drawing("reliability", language, texts::reliability_title.in(language), reading, bottom + 48, svg + marks);
}

constexpr double row_height = 46;
constexpr double bar_height = 16;

std::string found_drawing(const Evaluation& evaluation, Language language) {
    std::string svg;
    double y = 0;
    for (std::size_t index = 2; index < evaluation::label_count; ++index) {
        const auto& triage = evaluation.of(Point::triage).found[index];
        const auto& alert = evaluation.of(Point::alert).found[index];
        if (triage.total == 0) continue;
        const auto name = capitalised(label_word(static_cast<conduct::Label>(index)).in(language));
        svg += label("name", 0, y + 14, Anchor::start, name);
        const auto figures = fmt::format("{} · {} · {}", share_text(alert, language), share_text(triage, language),
                                         counted(triage.total, texts::text_one, texts::text_many, language));
        svg += label("value", 100, y + 14, Anchor::end, figures);
        svg += bar("track", 0, y + 20, 100, bar_height);
        svg += bar("s0", 0, y + 20, 100 * triage.share(), bar_height);
        svg += bar("s3", 0, y + 20, 100 * alert.share(), bar_height);
        y += row_height;
    }
    return y == 0
               ? std::string()
               : drawing("found", language, texts::found_title.in(language), texts::found_reading.in(language), y, svg);
}

/// The scale of the varieties' plot: the least of these that holds every interval.
double scale_of(const std::map<std::string, statistics::Proportion>& varieties) {
    double high = 0;
    for (const auto& [name, alarms] : varieties) high = std::max(high, alarms.interval().high);
    for (const double scale : {0.05, 0.1, 0.2, 0.5}) {
        if (high <= scale) return scale;
    }
    return 1;
}

std::string varieties_drawing(const std::map<std::string, statistics::Proportion>& varieties, Language language) {
    const double scale = scale_of(varieties);
    std::string svg;
    double y = 0;
    for (const auto& [name, alarms] : varieties) {
        const auto at_x = [&](double share) { return coordinate(100 * share / scale); };
        const auto interval = alarms.interval();
        svg += label("name", 0, y + 14, Anchor::start, name);
        svg += label("value", 100, y + 14, Anchor::end,
                     fmt::format("{} · {}", interval_text(alarms, language),
                                 counted(alarms.total, texts::text_one, texts::text_many, language)));
        svg += bar("track", 0, y + 26, 100, 4);
        svg += fmt::format(R"(<rect class="inner" x="{}%" y="{}" width="{}%" height="4"/>)", at_x(interval.low),
                           coordinate(y + 26), at_x(interval.high - interval.low));
        svg +=
            fmt::format(R"(<circle class="point" cx="{}%" cy="{}" r="5"/>)", at_x(alarms.share()), coordinate(y + 28));
        y += row_height;
    }
    return drawing("varieties", language, texts::varieties_title.in(language), texts::varieties_reading.in(language), y,
                   svg);
}

}  // namespace

std::string trade_off_plot(const Evaluation& evaluation) {
    const auto curve = evaluation::trade_off(evaluation.of(Head::abusive));
    if (curve.empty()) return {};
    Figure figure{"trade-off", texts::trade_off_title, in_each_language(texts::trade_off_reading), {}, {}, {}};
    for (const auto language : languages) figure.drawings += trade_off_drawing(curve, evaluation, language);
    figure.table.header = {in_each_language(texts::threshold), in_each_language(texts::axis_false_alarms),
                           in_each_language(texts::axis_found)};
    for (const auto& point : curve) {
        const auto cell = [](const statistics::Proportion& proportion) {
            return in_each_language([&](Language language) { return escaped(interval_text(proportion, language)); });
        };
        figure.table.rows.push_back(
            {in_each_language([&](Language language) { return fixed_text(point.threshold / 10'000.0, 4, language); }),
             cell(point.false_alarms), cell(point.found)});
    }
    return figure.to_html();
}

std::string reliability_plot(const Evaluation& evaluation) {
    const auto& scores = evaluation.of(Head::abusive);
    const auto error = evaluation::calibration_error(scores);
    if (!error) return {};
    const auto reading = [&](Language language) {
        return fmt::format(fmt::runtime(texts::reliability_reading.in(language)), fixed_text(*error, 4, language));
    };
    Figure figure{"reliability", texts::reliability_title, {}, {}, {}, {}};
    figure.reading = in_each_language([&](Language language) { return escaped(reading(language)); });
    for (const auto language : languages) figure.drawings += reliability_drawing(scores, reading(language), language);
    figure.table.header = {in_each_language(texts::axis_said), in_each_language(texts::axis_so),
                           in_each_language(texts::texts_column)};
    for (const auto& bin : evaluation::reliability(scores)) {
        if (bin.count == 0) continue;
        figure.table.rows.push_back(
            {in_each_language([&](Language language) { return fixed_text(bin.mean_score, 3, language); }),
             in_each_language([&](Language language) { return escaped(interval_text(bin.found, language)); }),
             number_cell(bin.count)});
    }
    return figure.to_html();
}

std::string found_plot(const Evaluation& evaluation) {
    Figure figure{"found", texts::found_title, in_each_language(texts::found_reading), {}, {}, {}};
    for (const auto language : languages) figure.drawings += found_drawing(evaluation, language);
    if (figure.drawings.empty()) return {};
    figure.legend =
        fmt::format(R"(<ul class="legend"><li>{}{}</li><li>{}{}</li></ul>)", swatch("s3"),
                    in_each_language(texts::point_alert), swatch("s0"), in_each_language(texts::point_triage));
    figure.table.header = {in_each_language(texts::label_column), in_each_language(texts::texts_column),
                           in_each_language(texts::point_triage), in_each_language(texts::point_alert)};
    for (std::size_t index = 2; index < evaluation::label_count; ++index) {
        const auto& triage = evaluation.of(Point::triage).found[index];
        if (triage.total == 0) continue;
        const auto cell = [](const statistics::Proportion& proportion) {
            return in_each_language([&](Language language) { return escaped(interval_text(proportion, language)); });
        };
        figure.table.rows.push_back({in_each_language(label_word(static_cast<conduct::Label>(index))),
                                     number_cell(triage.total), cell(triage),
                                     cell(evaluation.of(Point::alert).found[index])});
    }
    return figure.to_html();
}

std::string varieties_plot(const Evaluation& evaluation) {
    const auto& varieties = evaluation.of(Point::triage).on_varieties;
    if (varieties.empty()) return {};
    Figure figure{"varieties", texts::varieties_title, in_each_language(texts::varieties_reading), {}, {}, {}};
    for (const auto language : languages) figure.drawings += varieties_drawing(varieties, language);
    figure.table.header = {in_each_language(texts::variety), in_each_language(texts::texts_column),
                           in_each_language(texts::false_alarms_triage), in_each_language(texts::found_at_triage)};
    const auto& found = evaluation.of(Point::triage).found_varieties;
    for (const auto& [name, alarms] : varieties) {
        const auto abuse = found.find(name);
        const auto abuse_found = abuse == found.end() ? statistics::Proportion() : abuse->second;
        const auto cell = [](const statistics::Proportion& proportion) {
            return in_each_language([&](Language language) { return escaped(interval_text(proportion, language)); });
        };
        figure.table.rows.push_back({escaped(name), number_cell(alarms.total), cell(alarms), cell(abuse_found)});
    }
    return figure.to_html();
}

}  // namespace konsequenz::report
