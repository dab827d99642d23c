#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/evaluation_parts.h"
#include "report/evaluation_texts.h"
#include "report/html.h"
#include "report/table.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

using evaluation::Evaluation;
using evaluation::Head;
using evaluation::Point;

std::string titled(std::string_view id, Text title, std::string_view reading, const Table& table) {
    if (table.rows.empty()) return {};
    return fmt::format(R"(<h3 id="{0}-heading">{1}</h3>{2}{3})", id, in_each_language(title), reading,
                       table.to_html(fmt::format("{}-heading", id)));
}

std::string reading_of(Text text) { return fmt::format(R"(<p class="reading">{}</p>)", in_each_language(text)); }

std::string interval_cell(const statistics::Proportion& proportion) {
    return in_each_language([&](Language language) { return escaped(interval_text(proportion, language)); });
}

std::string fixed_cell(double value, int decimals) {
    return in_each_language([&](Language language) { return fixed_text(value, decimals, language); });
}

std::string head_cell(Text text) {
    return in_each_language([&](Language language) { return escaped(capitalised(text.in(language))); });
}

std::string label_cell(std::size_t label) { return head_cell(label_word(static_cast<conduct::Label>(label))); }

Text point_name(Point point) {
    switch (point) {
        case Point::triage: return texts::point_triage;
        case Point::even_odds: return texts::point_even_odds;
        case Point::alert: return texts::point_alert;
    }
    return texts::point_alert;
}

Text head_name(Head head) {
    return head == Head::abusive ? texts::abuse : label_word(*conduct::parse_label(evaluation::to_string(head)));
}

/// What was exchanged, as the bias table names it.
constexpr std::array<Text, 17> exchanges{{
    {"lower case", "Kleinschreibung"},
    {"umlauts as ae, oe, ue", "Umlaute als ae, oe, ue"},
    {"Swiss ss", "ss statt ß"},
    {"no punctuation", "ohne Satzzeichen"},
    {"no articles", "ohne Artikel"},
    {"Turkish names in German", "türkische Namen, deutsch"},
    {"Arabic names in German", "arabische Namen, deutsch"},
    {"Polish names in German", "polnische Namen, deutsch"},
    {"West African names in German", "westafrikanische Namen, deutsch"},
    {"Vietnamese names in German", "vietnamesische Namen, deutsch"},
    {"Ukrainian names in German", "ukrainische Namen, deutsch"},
    {"African-American names in English", "afroamerikanische Namen, englisch"},
    {"Latino names in English", "lateinamerikanische Namen, englisch"},
    {"Arabic names in English", "arabische Namen, englisch"},
    {"Indian names in English", "indische Namen, englisch"},
    {"Chinese names in English", "chinesische Namen, englisch"},
    {"Nigerian names in English", "nigerianische Namen, englisch"},
}};

Text exchange(std::string_view name) {
    const auto* found = std::ranges::find(exchanges, name, &Text::english);
    return found == exchanges.end() ? Text{name, name} : *found;
}

void add_pairs(Table& table, std::string name, const evaluation::PairFigures& pairs) {
    if (pairs.pairs() == 0) return;
    table.rows.push_back({std::move(name), number_cell(pairs.pairs()), interval_cell(pairs.label_changed),
                          interval_cell(pairs.triage_changed), fixed_cell(pairs.mean_shift(), 4)});
}

}  // namespace

std::string fixed_text(double value, int decimals, Language language) {
    auto text = fmt::format("{:.{}f}", value, decimals);
    // A tiny negative number is no more than nothing.
    if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
    if (text.starts_with('-')) text.replace(0, 1, "\u2212");
    if (language == Language::german) std::ranges::replace(text, '.', ',');
    return text;
}

std::string range_text(const statistics::Interval& interval, int decimals, Language language) {
    const auto low = fixed_text(interval.low, decimals, language);
    const auto high = fixed_text(interval.high, decimals, language);
    // A dash would be taken for one more minus.
    return interval.low < 0 ? fmt::format(fmt::runtime(texts::from_to.in(language)), low, high)
                            : fmt::format("{}–{}", low, high);
}

std::string share_text(const statistics::Proportion& proportion, Language language) {
    if (proportion.total == 0) return "–";
    return fixed_text(proportion.share() * 100, 1, language) + (language == Language::english ? "%" : "\u00A0%");
}

std::string interval_text(const statistics::Proportion& proportion, Language language) {
    if (proportion.total == 0) return "–";
    const auto interval = proportion.interval();
    return fmt::format("{} ({}–{})", share_text(proportion, language), fixed_text(interval.low * 100, 1, language),
                       fixed_text(interval.high * 100, 1, language));
}

std::string points_table(const Evaluation& evaluation) {
    Table table;
    table.header = {in_each_language(texts::point_column), in_each_language(texts::on_criticism),
                    in_each_language(texts::on_legitimate), in_each_language(texts::abuse_found),
                    in_each_language(texts::coarse_f1)};
    for (const auto point : evaluation::points) {
        const auto& figures = evaluation.of(point);
        table.rows.push_back({head_cell(point_name(point)), interval_cell(figures.on_criticism),
                              interval_cell(figures.on_legitimate), interval_cell(figures.coarse.abusive().recall),
                              figures.coarse.total() == 0 ? "–" : fixed_cell(figures.coarse.macro_f1(), 3)});
    }
    return titled("points", texts::points_title, "", table);
}

std::string labels_table(const Evaluation& evaluation) {
    Table table;
    table.header = {in_each_language(texts::label_column), in_each_language(texts::texts_column),
                    in_each_language(texts::precision), in_each_language(texts::recall), in_each_language(texts::f1)};
    for (std::size_t label = 0; label < evaluation::label_count; ++label) {
        const auto figures = evaluation.confusion.of(static_cast<conduct::Label>(label));
        if (figures.precision.total + figures.recall.total == 0) continue;
        table.rows.push_back({label_cell(label), number_cell(figures.recall.total), interval_cell(figures.precision),
                              interval_cell(figures.recall), fixed_cell(figures.f1(), 3)});
    }
    return titled("labels", texts::labels_title, "", table);
}

std::string confusion_table(const Evaluation& evaluation) {
    Table table;
    table.header = {in_each_language(texts::label_column)};
    for (std::size_t label = 0; label < evaluation::label_count; ++label) table.header.push_back(label_cell(label));
    for (std::size_t said = 0; said < evaluation::label_count; ++said) {
        std::vector<std::string> row{label_cell(said)};
        std::uint64_t all = 0;
        for (std::size_t assigned = 0; assigned < evaluation::label_count; ++assigned) {
            const auto count =
                evaluation.confusion.at(static_cast<conduct::Label>(said), static_cast<conduct::Label>(assigned));
            all += count;
            row.push_back(said == assigned ? fmt::format("<strong>{}</strong>", number_cell(count))
                                           : number_cell(count));
        }
        if (all > 0) table.rows.push_back(std::move(row));
    }
    return titled("confusion", texts::confusion_title, "", table);
}

std::string probabilities_table(const Evaluation& evaluation) {
    Table table;
    table.header = {in_each_language(texts::probability_of_column), in_each_language(texts::texts_column),
                    in_each_language(texts::area_column), in_each_language(texts::calibration_error),
                    in_each_language(texts::brier)};
    for (const auto head : evaluation::heads) {
        const auto& scores = evaluation.of(head);
        const auto texts_counted = scores.positives() + scores.negatives();
        if (texts_counted == 0) continue;
        const auto area = evaluation::area_under_curve(scores);
        const auto area_cell = in_each_language([&](Language language) {
            if (!area) return std::string("–");
            return fmt::format("{} ({}–{})", fixed_text(area->value, 3, language),
                               fixed_text(area->interval.low, 3, language),
                               fixed_text(area->interval.high, 3, language));
        });
        table.rows.push_back({head_cell(head_name(head)), number_cell(texts_counted), area_cell,
                              fixed_cell(*evaluation::calibration_error(scores), 4),
                              fixed_cell(*evaluation::brier(scores), 4)});
    }
    return titled("probabilities", texts::probabilities_title, "", table);
}

std::string pairs_table(const Evaluation& evaluation) {
    const auto& bias = evaluation.bias;
    Table table;
    table.header = {in_each_language(texts::exchanged), in_each_language(texts::pairs_column),
                    in_each_language(texts::label_changed), in_each_language(texts::triage_changed),
                    in_each_language(texts::mean_shift)};
    add_pairs(table, head_cell(texts::identities_all), bias.identities_all);
    add_pairs(table, head_cell(texts::identities_legitimate), bias.identities_legitimate);
    add_pairs(table, head_cell(texts::identities_carried), bias.identities_carried);
    for (const auto& [name, pairs] : bias.spellings) add_pairs(table, head_cell(exchange(name)), pairs);
    for (const auto& [name, pairs] : bias.names) add_pairs(table, head_cell(exchange(name)), pairs);
    return titled("pairs", texts::pairs_title, reading_of(texts::pairs_reading), table);
}

std::string tags_table(const Evaluation& evaluation) {
    const auto& tags = evaluation.of(Point::triage).on_tags;
    Table table;
    table.header = {in_each_language(texts::tag_column), in_each_language(texts::texts_column),
                    in_each_language(texts::false_alarms_triage)};
    for (const auto& [name, alarms] : tags)
        table.rows.push_back({escaped(name), number_cell(alarms.total), interval_cell(alarms)});
    return titled("tags", texts::tags_title, reading_of(texts::tags_reading), table);
}

}  // namespace konsequenz::report
