#include "evaluation/evaluation.h"

#include <utility>

namespace konsequenz::evaluation {

using conduct::Label;

double LabelFigures::f1() const {
    const auto both = precision.total + recall.total;
    return both == 0 ? 0.0 : 2.0 * static_cast<double>(recall.count) / static_cast<double>(both);
}

LabelFigures figures(std::uint64_t hits, std::uint64_t given, std::uint64_t had) {
    return {{hits, given}, {hits, had}};
}

std::uint64_t Confusion::total() const {
    std::uint64_t sum = 0;
    for (const auto& row : counts_) {
        for (const auto count : row) sum += count;
    }
    return sum;
}

LabelFigures Confusion::of(Label label) const {
    const auto index = static_cast<std::size_t>(label);
    std::uint64_t given = 0;
    std::uint64_t had = 0;
    for (std::size_t other = 0; other < label_count; ++other) {
        given += counts_[other][index];
        had += counts_[index][other];
    }
    return figures(counts_[index][index], given, had);
}

std::optional<double> Confusion::macro_f1() const {
    double sum = 0;
    std::uint64_t labels = 0;
    for (std::size_t label = 0; label < label_count; ++label) {
        const auto of_label = of(static_cast<Label>(label));
        if (of_label.recall.total == 0) continue;
        sum += of_label.f1();
        ++labels;
    }
    if (labels == 0) return std::nullopt;
    return sum / static_cast<double>(labels);
}

void Coarse::add(bool is_abusive, bool alarms) {
    ++(is_abusive ? (alarms ? true_alarms : missed) : (alarms ? false_alarms : rightly_quiet));
}

LabelFigures Coarse::abusive() const { return figures(true_alarms, true_alarms + false_alarms, true_alarms + missed); }

LabelFigures Coarse::other() const {
    return figures(rightly_quiet, rightly_quiet + missed, rightly_quiet + false_alarms);
}

double Coarse::macro_f1() const { return (abusive().f1() + other().f1()) / 2; }

void AlarmFigures::add(const LabelledText& text, bool alarms) {
    const auto truth = text.of(Head::abusive);
    if (truth != Truth::unknown) coarse.add(truth == Truth::yes, alarms);
    if (text.is_criticism()) on_criticism.add(alarms);
    if (text.is_legitimate()) {
        on_legitimate.add(alarms);
        for (const auto& tag : text.tags) on_tags[tag].add(alarms);
        if (!text.variety.empty()) on_varieties[text.variety].add(alarms);
    } else if (truth == Truth::yes && !text.variety.empty()) {
        found_varieties[text.variety].add(alarms);
    }
    if (text.label) found[static_cast<std::size_t>(*text.label)].add(alarms);
}

std::string_view to_string(Point point) {
    static constexpr std::array<std::string_view, points.size()> words{"triage", "even odds", "alert"};
    return words[static_cast<std::size_t>(point)];
}

bool alarms(const conduct::Assessment& assessment, Point point) {
    switch (point) {
        case Point::triage: return assessment.triage;
        case Point::even_odds: return assessment.probability.abusive >= score_max / 2;
        case Point::alert: return assessment.alert;
    }
    return false;
}

Evaluator::Evaluator(Assess assess) : assess_(std::move(assess)) {}

void Evaluator::add(const LabelledText& text) {
    const auto assessment = assess_(text.text);
    ++evaluation_.texts;
    evaluation_.assessed += assessment.not_assessed.empty() ? 1U : 0U;
    ++evaluation_.languages[std::string(conduct::to_string(assessment.language))];
    if (evaluation_.model_id.empty()) evaluation_.model_id = assessment.model_id;
    if (evaluation_.calibration_id.empty()) evaluation_.calibration_id = assessment.calibration_id;
    if (text.label) evaluation_.confusion.add(*text.label, in_scheme(text, assessment.label));
    for (const auto head : heads) {
        const auto truth = text.of(head);
        if (truth == Truth::unknown) continue;
        evaluation_.scores[static_cast<std::size_t>(head)].add(probability_of(assessment, head), truth == Truth::yes);
    }
    for (const auto point : points)
        evaluation_.at[static_cast<std::size_t>(point)].add(text, alarms(assessment, point));
    add_variants(evaluation_.bias, text, assessment, assess_);
}

Evaluation Evaluator::finish() {
    add_carriers(evaluation_.bias, assess_);
    return std::move(evaluation_);
}

}  // namespace konsequenz::evaluation
