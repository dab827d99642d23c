// How often assessments are right, how sure they rightly are, whom they wrong: everything about a model that its users
// must know before they trust it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conduct/assessment.h"
#include "evaluation/bias.h"
#include "evaluation/labelled.h"
#include "evaluation/scores.h"
#include "statistics/proportion.h"

namespace konsequenz::evaluation {

/// Precision: of the texts given the label, how many had it. Recall: of those that had it, how many were given it.
/// F1: their harmonic mean, 2·tp/(2·tp + fp + fn) (C. J. van Rijsbergen, "Information retrieval", 1979).
struct LabelFigures {
    statistics::Proportion precision;
    statistics::Proportion recall;

    [[nodiscard]] double f1() const;
};
[[nodiscard]] LabelFigures figures(std::uint64_t hits, std::uint64_t given, std::uint64_t had);

/// Rows: what people said. Columns: what was assigned, in the words of the text's scheme.
class Confusion {
  public:
    void add(conduct::Label said, conduct::Label assigned) {
        ++counts_[static_cast<std::size_t>(said)][static_cast<std::size_t>(assigned)];
    }
    [[nodiscard]] std::uint64_t at(conduct::Label said, conduct::Label assigned) const {
        return counts_[static_cast<std::size_t>(said)][static_cast<std::size_t>(assigned)];
    }
    [[nodiscard]] std::uint64_t total() const;
    [[nodiscard]] LabelFigures of(conduct::Label label) const;
    /// The mean of F1 over the labels that people gave at least once; nothing where there is none.
    [[nodiscard]] std::optional<double> macro_f1() const;

  private:
    std::array<std::array<std::uint64_t, label_count>, label_count> counts_{};
};

/// Abusive or not, by what one operating point says; both sides of it, as public tasks count them ("coarse").
struct Coarse {
    std::uint64_t true_alarms = 0, false_alarms = 0, missed = 0, rightly_quiet = 0;

    void add(bool is_abusive, bool alarms);
    [[nodiscard]] LabelFigures abusive() const;
    [[nodiscard]] LabelFigures other() const;
    [[nodiscard]] std::uint64_t total() const { return true_alarms + false_alarms + missed + rightly_quiet; }
    /// The mean of the two F1.
    [[nodiscard]] double macro_f1() const;
};

/// What an operating point does to those who did nothing wrong, and what it finds.
struct AlarmFigures {
    Coarse coarse;
    statistics::Proportion on_criticism;                            ///< false alarms on criticism
    statistics::Proportion on_legitimate;                           ///< false alarms on all that is not abusive
    std::array<statistics::Proportion, label_count> found;          ///< by the label that people gave
    std::map<std::string, statistics::Proportion> on_tags;          ///< false alarms on legitimate texts of a tag
    std::map<std::string, statistics::Proportion> on_varieties;     ///< false alarms on legitimate texts of a variety
    std::map<std::string, statistics::Proportion> found_varieties;  ///< abusive texts found, by variety

    void add(const LabelledText& text, bool alarms);
};

/// `even_odds` is a probability of at least one half, whatever the model's thresholds are.
enum class Point : std::uint8_t { triage, even_odds, alert };
inline constexpr std::array points{Point::triage, Point::even_odds, Point::alert};
[[nodiscard]] std::string_view to_string(Point point);
[[nodiscard]] bool alarms(const conduct::Assessment& assessment, Point point);

struct Evaluation {
    std::string model_id;
    std::string calibration_id;
    std::string source;          ///< the file's name
    std::uint64_t texts = 0;     ///< read
    std::uint64_t assessed = 0;  ///< of them; the others were too short or of no known language
    std::map<std::string, std::uint64_t> languages;
    Confusion confusion;
    std::array<Scores, head_count> scores;
    std::array<AlarmFigures, points.size()> at;  ///< by Point
    BiasTable bias;

    [[nodiscard]] const Scores& of(Head head) const { return scores[static_cast<std::size_t>(head)]; }
    [[nodiscard]] const AlarmFigures& of(Point point) const { return at[static_cast<std::size_t>(point)]; }
};

using Assess = std::function<conduct::Assessment(std::string_view text)>;

/// Takes texts one by one; what is not assessed counts as not alarmed and as `none`, for so a service would see it.
class Evaluator {
  public:
    explicit Evaluator(Assess assess);

    void add(const LabelledText& text);
    /// With the part of the bias table that needs no texts of others.
    [[nodiscard]] Evaluation finish();

  private:
    Assess assess_;
    Evaluation evaluation_;
};

/// Everything as one JSON object: shares with four decimals, counts whole, fields in a fixed order.
[[nodiscard]] std::string to_json(const Evaluation& evaluation);

}  // namespace konsequenz::evaluation
