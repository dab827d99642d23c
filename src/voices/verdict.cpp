#include "voices/verdict.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace konsequenz::voices {
namespace {

using statistics::Interval;

Word word_for(bool is_loud, const std::optional<Interval>& share, double many) {
    if (!share) return Word::not_known;
    if (share->low > many) return is_loud ? Word::loud_many : Word::quiet_many;
    if (share->high < many) return is_loud ? Word::loud_few : Word::few;
    return Word::not_known;
}

/// How many answers in all make an interval that leaves the threshold out: z² p(1 − p)/d², d the distance of the share
/// from it. A share that cannot be told from the threshold is held apart from it by a quarter of the threshold, one of
/// which nothing is known by half of it.
double answers_needed(const VerdictInput& input) {
    const auto answered = static_cast<double>(input.survey.answered);
    const bool is_asked = answered > 0;
    const auto share = is_asked ? (static_cast<double>(input.survey.yes) + 0.5) / (answered + 1) : input.many;
    const auto distance = is_asked ? std::max(std::abs(share - input.many), input.many / 4) : input.many / 2;
    const auto quotient = statistics::normal_quantile_975 / distance;
    return quotient * quotient * share * (1 - share);
}

}  // namespace

std::string_view to_string(Word word) {
    static constexpr std::array<std::string_view, 5> words{"loud, few", "quiet, many", "loud and many", "few",
                                                           "not known yet"};
    return words.at(static_cast<std::size_t>(word));
}

std::string_view to_string(Evidence evidence) {
    static constexpr std::array<std::string_view, 4> words{"calibration", "behind", "heard", "none"};
    return words.at(static_cast<std::size_t>(evidence));
}

Verdict verdict_of(const VerdictInput& input) {
    Verdict verdict;
    verdict.many = input.many;
    verdict.evidence = input.evidence;
    verdict.share = input.share;
    if (input.heard_share > 0) {
        if (!verdict.share) {
            verdict.share = Interval{input.heard_share, 1};
            verdict.evidence = Evidence::heard;
        }
        verdict.share->low = std::min(1.0, std::max(verdict.share->low, input.heard_share));
        verdict.share->high = std::max(verdict.share->high, verdict.share->low);
    }
    bool is_loud = false;
    if (input.base > 0) {
        verdict.perceived = static_cast<double>(input.messages) / static_cast<double>(input.base);
        is_loud = *verdict.perceived >= input.many;
        verdict.word = word_for(is_loud, verdict.share, input.many);
    }
    if (verdict.word != Word::not_known) {
        auto certain = Interval{input.heard_share, 1};
        if (verdict.evidence == Evidence::calibration)
            certain = statistics::no_assumption_bounds(input.survey).interval;
        certain.low = std::max(certain.low, input.heard_share);
        verdict.holds_without_assumptions = word_for(is_loud, certain, input.many) == verdict.word;
        return verdict;
    }
    const auto more = std::max(1.0, std::ceil(answers_needed(input)) - static_cast<double>(input.survey.answered));
    const auto response = input.survey.answered > 0
                              ? static_cast<double>(input.survey.answered) / static_cast<double>(input.survey.asked)
                              : 1.0;
    verdict.answers_more = static_cast<std::uint64_t>(more);
    verdict.ask_more = static_cast<std::uint64_t>(std::ceil(more / response));
    // Nobody can be asked who is not there; then all of them.
    if (input.base > 0) {
        const auto left = input.base > input.survey.asked ? input.base - input.survey.asked : 0;
        verdict.ask_more = std::min(verdict.ask_more, left);
        verdict.answers_more = std::min(verdict.answers_more, verdict.ask_more);
    }
    return verdict;
}

}  // namespace konsequenz::voices
