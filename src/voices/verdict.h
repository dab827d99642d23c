// The word for a group: how loud against how many. It comes from intervals only; where they do not say, neither does
// the word.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "statistics/bounds.h"
#include "statistics/proportion.h"

namespace konsequenz::voices {

enum class Word : std::uint8_t { loud_few, quiet_many, loud_many, few, not_known };
/// "loud, few", "quiet, many", "loud and many", "few", "not known yet".
[[nodiscard]] std::string_view to_string(Word word);

/// Where the interval of the share of dissatisfied customers comes from, the best first.
enum class Evidence : std::uint8_t {
    calibration,  ///< a random sample of all customers
    behind,       ///< those heard, weighted by how likely the dissatisfied speak up
    heard,        ///< nothing but those heard: no fewer than these
    none,
};
[[nodiscard]] std::string_view to_string(Evidence evidence);

struct VerdictInput {
    std::uint64_t messages = 0;
    std::uint64_t base = 0;  ///< customers; 0 = not known
    double many = 0.05;      ///< the share of customers from which on they are many, in (0, 1)
    Evidence evidence = Evidence::none;
    std::optional<statistics::Interval> share;  ///< of the dissatisfied among the customers
    double heard_share = 0;                     ///< at least so many are, as they said so themselves
    /// What the survey has so far, for how many more to ask.
    statistics::Answers survey;
};

struct Verdict {
    Word word = Word::not_known;
    Evidence evidence = Evidence::none;
    double many = 0.05;
    std::optional<statistics::Interval> share;
    /// What whoever counts messages would take for the share: messages over customers.
    std::optional<double> perceived;
    /// Where the word is not known: so many more answers would settle it if the share is what it looks like now.
    std::uint64_t answers_more = 0;
    std::uint64_t ask_more = 0;  ///< and so many more customers to ask for them, at the response there was so far
    /// Whether the word holds whatever those think who did not answer.
    bool holds_without_assumptions = false;
};

/// Loud: counting messages one would think that they are many. Many: the interval of the share lies above `many`, few:
/// below it. Without a base nothing is known.
[[nodiscard]] Verdict verdict_of(const VerdictInput& input);

}  // namespace konsequenz::voices
