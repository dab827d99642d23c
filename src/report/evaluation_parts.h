// The parts of the evaluation's page that are drawn or laid out as tables. Inside report only.
#pragma once

#include <string>

#include "evaluation/evaluation.h"
#include "report/language.h"

namespace konsequenz::report {

/// What each threshold on the probability of abuse finds for its false alarms, with the two operating points.
[[nodiscard]] std::string trade_off_plot(const evaluation::Evaluation& evaluation);
/// What was said against what was so, for the probability of abuse.
[[nodiscard]] std::string reliability_plot(const evaluation::Evaluation& evaluation);
/// How much of each kind of conduct is found at triage, and of that at alert.
[[nodiscard]] std::string found_plot(const evaluation::Evaluation& evaluation);
/// False alarms at triage on legitimate texts of each variety, with their intervals.
[[nodiscard]] std::string varieties_plot(const evaluation::Evaluation& evaluation);

/// Each a heading of the third level with a sentence and a table; empty where there is nothing to say.
[[nodiscard]] std::string points_table(const evaluation::Evaluation& evaluation);
[[nodiscard]] std::string labels_table(const evaluation::Evaluation& evaluation);
[[nodiscard]] std::string confusion_table(const evaluation::Evaluation& evaluation);
[[nodiscard]] std::string probabilities_table(const evaluation::Evaluation& evaluation);
[[nodiscard]] std::string pairs_table(const evaluation::Evaluation& evaluation);
[[nodiscard]] std::string tags_table(const evaluation::Evaluation& evaluation);

/// A share with one decimal, "93.1%" or "93,1 %", and its interval: "0.8% (0.3–1.9)"; a dash where there was none.
[[nodiscard]] std::string share_text(const statistics::Proportion& proportion, Language language);
[[nodiscard]] std::string interval_text(const statistics::Proportion& proportion, Language language);
/// With so many decimals, a real minus and a comma in German.
[[nodiscard]] std::string fixed_text(double value, int decimals, Language language);
/// "0.3–1.9", "−0.4 to 0.2".
[[nodiscard]] std::string range_text(const statistics::Interval& interval, int decimals, Language language);

}  // namespace konsequenz::report
