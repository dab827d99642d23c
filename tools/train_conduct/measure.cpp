#include "measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "heads.h"

namespace konsequenz::train {
namespace {

double f1(double hit, double wrong, double missed) { return hit == 0 ? 0.0 : 2 * hit / (2 * hit + wrong + missed); }

/// In every data set a row without abuse counts as one here: that is how the sets are scored by others.
std::vector<Scored> score(const conduct::Model& model, const std::vector<const Row*>& rows) {
    std::vector<Scored> scored;
    for (const auto* row : rows) scored.push_back({model.assess(row->text).probability.abusive, row->is_abusive()});
    return scored;
}

constexpr std::array label_words{"none", "criticism", "disrespect", "insult", "discrimination", "threat"};

struct Own {
    std::array<std::array<int, 6>, 6> confusion{};  ///< said for each truth
    int same_severity = 0;
    int same_target = 0;
    int same_label = 0;
    int same_language = 0;
    int all = 0;
    std::vector<std::uint16_t> legitimate;
    int legitimate_triage = 0;
    int legitimate_alert = 0;
    int grave = 0;
    int grave_alert = 0;
    int grave_triage = 0;
    int profanity = 0;
    int profanity_insult = 0;
};

void take(Own& own, const Row& row, const conduct::Assessment& said) {
    ++own.all;
    ++own.confusion[static_cast<std::size_t>(row.label)][static_cast<std::size_t>(said.label)];
    own.same_label += row.label == said.label;
    own.same_severity += row.label == said.label && row.severity == said.severity;
    own.same_target += row.label == said.label && row.target == said.target;
    own.same_language += (said.language == conduct::Language::german) == row.is_german && said.not_assessed.empty();
    if (row.label == conduct::Label::criticism) {
        own.legitimate.push_back(said.probability.abusive);
        own.legitimate_triage += said.triage;
        own.legitimate_alert += said.alert;
    }
    if (row.label == conduct::Label::insult || row.label == conduct::Label::threat) {
        ++own.grave;
        own.grave_triage += said.triage;
        own.grave_alert += said.alert;
    }
    if (row.tags.find("profanity-at-product") != std::string::npos) {
        ++own.profanity;
        own.profanity_insult += said.label == conduct::Label::insult;
    }
}

}  // namespace

double area_under_curve(std::vector<Scored> scored) {
    std::ranges::sort(scored, {}, &Scored::score);
    double below = 0;
    double pairs = 0;
    double positives = 0;
    for (std::size_t first = 0; first < scored.size();) {
        double yes = 0;
        double no = 0;
        for (const auto score = scored[first].score; first < scored.size() && scored[first].score == score; ++first)
            (scored[first].is_positive ? yes : no) += 1;
        pairs += yes * (below + no / 2);
        below += no;
        positives += yes;
    }
    return positives * below == 0 ? 0.5 : pairs / (positives * below);
}

double macro_f1(const std::vector<Scored>& scored, std::uint16_t threshold) {
    double hit = 0;
    double wrong = 0;
    double missed = 0;
    double right = 0;
    for (const auto& [score, is_positive] : scored) {
        const bool says = score >= threshold;
        (is_positive ? (says ? hit : missed) : (says ? wrong : right)) += 1;
    }
    return (f1(hit, wrong, missed) + f1(right, missed, wrong)) / 2;
}

std::uint16_t threshold_for(std::vector<std::uint16_t> scores, double share) {
    std::ranges::sort(scores, std::ranges::greater{});
    const auto allowed = static_cast<std::size_t>(static_cast<double>(scores.size()) * share);
    if (allowed >= scores.size()) return 1;
    return static_cast<std::uint16_t>(std::min(scores[allowed] + 1, 10'000));
}

std::string report_sources(const conduct::Model& model, const std::vector<Row>& rows) {
    std::map<std::string, std::vector<const Row*>> by_source;
    for (const auto& row : rows) {
        if (!row.is_own) by_source[row.source].push_back(&row);
    }
    std::string out = fmt::format("{:<20}{:>7}{:>7}{:>8}{:>8}{:>8}{:>8}\n", "data set", "rows", "yes", "AUC", "F1@.5",
                                  "F1best", "at");
    for (const auto& [source, of] : by_source) {
        const auto scored = score(model, of);
        double best = 0;
        int best_at = 0;
        for (int at = 200; at < 10'000; at += 200) {
            const auto f = macro_f1(scored, static_cast<std::uint16_t>(at));
            if (f > best) best = f, best_at = at;
        }
        const auto positives = std::ranges::count(scored, true, &Scored::is_positive);
        out += fmt::format("{:<20}{:>7}{:>7}{:>8.4f}{:>8.4f}{:>8.4f}{:>8}\n", source, of.size(), positives,
                           area_under_curve(scored), macro_f1(scored, 5000), best, best_at);
    }
    return out;
}

std::string report_own(const conduct::Model& model, const std::vector<Row>& rows, conduct::Register from) {
    Own own;
    std::vector<Scored> scored;
    for (const auto& row : rows) {
        const auto said = model.assess(row.text, model.default_calibration(), from);
        take(own, row, said);
        scored.push_back({said.probability.abusive, row.is_abusive()});
    }
    std::string out = fmt::format("{:<16}", "");
    for (const auto* word : label_words) out += fmt::format("{:>15}", word);
    out += "\n";
    double f1_sum = 0;
    for (std::size_t truth = 0; truth < 6; ++truth) {
        out += fmt::format("{:<16}", label_words[truth]);
        int missed = 0;
        int wrong = 0;
        for (std::size_t said = 0; said < 6; ++said) {
            out += fmt::format("{:>15}", own.confusion[truth][said]);
            if (said != truth) missed += own.confusion[truth][said], wrong += own.confusion[said][truth];
        }
        const auto f = f1(own.confusion[truth][truth], wrong, missed);
        f1_sum += f;
        out += fmt::format("   F1 {:.3f}\n", f);
    }
    out += fmt::format(
        "rows {}  macro-F1 {:.4f}  label {}  severity {}  target {}  language {}  AUC {:.4f}  abusive F1@.5 {:.4f}\n",
        own.all, f1_sum / 6, own.same_label, own.same_severity, own.same_target, own.same_language,
        area_under_curve(scored), macro_f1(scored, 5000));
    out += fmt::format(
        "criticism {}: triage {} alert {};  insult and threat {}: triage {} alert {};  profanity at product {}: insult "
        "{}\n",
        own.legitimate.size(), own.legitimate_triage, own.legitimate_alert, own.grave, own.grave_triage,
        own.grave_alert, own.profanity, own.profanity_insult);
    return out;
}

}  // namespace konsequenz::train
