// What a noise audit found: how far people who judge the same cases differ, and where the standard leaves them to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "statistics/agreement.h"
#include "statistics/proportion.h"

namespace konsequenz::consistency {

/// A figure with its bootstrap interval over the cases; nothing where it cannot be known.
struct Figure {
    std::optional<double> value;
    std::optional<statistics::Interval> interval;
};

/// Whether a principle is fixed so clearly that people carry it out alike: alpha against `alpha_least`.
enum class Clarity : std::uint8_t {
    clear,          ///< the interval lies above
    not_known_yet,  ///< the interval holds it, there is none, or there are too few cases
    not_clear,      ///< the interval lies below
};
/// "clear", "not known yet", "not clear".
[[nodiscard]] std::string_view to_string(Clarity clarity);
/// Below it K. Krippendorff ("Content analysis", 2004, p. 241) advises to discard data.
inline constexpr double alpha_least = 0.667;
/// With fewer cases nothing is said of a principle: drawn again and again, a handful looks surer than it is.
inline constexpr std::size_t clarity_cases_min = 10;

/// The agreement on the cases of one principle, or on all.
struct AgreementOf {
    std::string principle;  ///< empty: all cases
    std::size_t cases = 0;
    std::size_t judgements = 0;
    Figure alpha;                     ///< Krippendorff's, ordinal: the measures stand in an order
    Figure ac1;                       ///< Gwet's
    Figure pairs_alike;               ///< share of pairs of judgements that are the same
    statistics::Proportion as_ruled;  ///< judgements that are what the standard rules

    [[nodiscard]] Clarity clarity() const;
};

struct NoiseAudit {
    std::vector<std::string> measures;
    std::vector<std::string> reviewers;
    AgreementOf all;
    std::vector<AgreementOf> principles;     ///< the least clear first
    std::size_t complete_cases = 0;          ///< that everybody judged: the basis of what follows
    std::optional<statistics::Noise> noise;  ///< as variances, in steps of the ladder
    std::optional<statistics::Interval> level_interval;
    std::optional<statistics::Interval> pattern_interval;
    std::optional<statistics::Interval> system_interval;
    std::optional<statistics::Interval> occasion_interval;
    Figure intraclass;  ///< ICC(2,1)
    std::size_t repeats = 0;
    /// Without a name: the figures of one person are for that person.
    struct Severity {
        std::size_t judgements = 0;
        double mean = 0;  ///< place on the ladder, 0 the mildest
    };
    std::vector<Severity> severities;  ///< mildest first
};

/// The key of a plan and the answers to it.
class NoiseAnswers {
  public:
    /// Errors: consistency.noise-key.
    [[nodiscard]] static Result<NoiseAnswers> of_key(const JsonValue& key);
    /// A line of a sheet; one whose `measure` is null is left out.
    /// Errors: consistency.noise-answer, naming what is wrong with it.
    [[nodiscard]] Result<void> add(const JsonValue& answer);
    [[nodiscard]] std::size_t answered() const { return answered_; }
    [[nodiscard]] std::size_t left_open() const { return tasks_.size() - answered_; }
    [[nodiscard]] NoiseAudit audit(std::uint64_t seed, std::size_t draws = 2000) const;

  private:
    struct Case {
        std::string id;
        std::string principle;
        std::int32_t ruled = 0;
    };
    struct Task {
        std::string id;
        std::size_t which = 0;
        std::size_t reviewer = 0;
        bool is_second = false;
        std::int32_t answer = statistics::Ratings::none;
    };
    [[nodiscard]] Result<std::int32_t> place_of(std::string_view measure, std::string_view code) const;
    [[nodiscard]] Result<void> add_tasks(const JsonValue& tasks);
    [[nodiscard]] statistics::Ratings ratings() const;

    std::vector<std::string> measures_;
    std::vector<std::string> reviewers_;
    std::vector<Case> cases_;
    std::vector<Task> tasks_;
    std::size_t answered_ = 0;
};

/// One JSON object on one line; docs/noise.md says what stands in it.
[[nodiscard]] std::string to_json(const NoiseAudit& audit);

}  // namespace konsequenz::consistency
