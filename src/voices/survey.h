// What people answered who were asked, of each survey kind, topic, touchpoint and stratum.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "record/record.h"
#include "statistics/bounds.h"
#include "voices/counts.h"

namespace konsequenz::voices {

struct SurveyCell {
    record::SurveyKind kind = record::SurveyKind::pulse;
    std::string topic;  ///< empty: none
    std::string touchpoint;
    std::string stratum;

    auto operator<=>(const SurveyCell&) const = default;
};

struct SurveyAnswers {
    statistics::Answers dissatisfied;  ///< asked; said whether they are dissatisfied; said yes
    statistics::Proportion spoke_up;   ///< of the dissatisfied who said whether they complained
    bool operator==(const SurveyAnswers&) const = default;

    void add(const SurveyAnswers& other);
};

/// One person's answer. A question that was not answered is nothing.
struct Answer {
    std::optional<bool> dissatisfied;
    std::optional<bool> complained;
};

class Surveys {
  public:
    void add(const SurveyCell& cell, const Answer& answer);
    void add(const Surveys& other);

    /// The answers about a group, by stratum: of a topic or touchpoint those that were asked about it; of all, all.
    /// Nobody is asked about a standard.
    [[nodiscard]] std::map<std::string, SurveyAnswers> about(record::SurveyKind kind, const GroupKey& group) const;
    [[nodiscard]] bool is_empty() const { return cells_.empty(); }

  private:
    std::map<SurveyCell, SurveyAnswers> cells_;
};

[[nodiscard]] SurveyAnswers sum_of(const std::map<std::string, SurveyAnswers>& strata);

}  // namespace konsequenz::voices
