// How loud against how many: what the counts, the base and the surveys say together of each group of messages.
//
// What came in is counted and has no interval; what is inferred about people who were not seen has one, with its n.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "statistics/bounds.h"
#include "statistics/control_chart.h"
#include "statistics/diversity.h"
#include "statistics/strata.h"
#include "statistics/unseen.h"
#include "statistics/weighting.h"
#include "voices/campaigns.h"
#include "voices/counts.h"
#include "voices/lines.h"
#include "voices/survey.h"
#include "voices/tables.h"
#include "voices/verdict.h"

namespace konsequenz::voices {

/// How a number of messages is spread over people.
struct Spread {
    std::uint64_t messages = 0;
    std::uint64_t people = 0;
    double effective_1 = 0;  ///< Hill numbers of order 1 and 2: as many people writing alike would make this spread
    double effective_2 = 0;
    statistics::Proportion top_1_percent;  ///< messages of the most frequent writers
    statistics::Proportion top_10_percent;
    std::uint64_t people_of_half = 0;  ///< so few wrote half of the messages
    double gini = 0;

    /// Also the loudness factor: what is perceived (messages over customers) over what is heard (people over
    /// customers).
    [[nodiscard]] double per_person() const;
};
[[nodiscard]] Spread spread_of(const statistics::Frequencies& frequencies);

/// Of the customers who could have written.
struct Heard {
    statistics::Proportion people;  ///< of the customers
    double perceived = 0;           ///< messages over customers: may be above 1
};

struct Unheard {
    statistics::Unseen chao;
    double without_ones = 0;  ///< unseen, by the bound that does without those who wrote once
    std::optional<statistics::OneInflation> one_inflation;
};

struct SurveyFigures {
    record::SurveyKind kind = record::SurveyKind::pulse;
    SurveyAnswers answers;
    std::vector<statistics::Stratum> strata;
    statistics::PostStratified share;
    statistics::Bounds bounds;
    /// Whether the strata have their sizes among the customers; else each counts by how many were asked in it.
    bool is_weighted = false;
};

/// How many dissatisfied stand behind those heard.
struct Behind {
    statistics::Total people;
    statistics::Proportion spoke_up;  ///< of the dissatisfied who were asked
    /// Of all dissatisfied behind all groups, those of this one (Hájek), at the speaking rates as they are.
    std::optional<statistics::Estimate> share_of_all;
};

struct PeriodFigures {
    std::int64_t period = 0;
    Spread spread;
    double exposure = 0;  ///< customers, or days where no base is known
    statistics::ChartPoint messages;
    statistics::ChartPoint people;
};

/// Days in a row with more messages than the group's own variation lets expect.
struct Burst {
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
    std::uint64_t messages = 0;
    double expected = 0;
};

enum class Exposure : std::uint8_t { customers, days };

struct Group {
    GroupKey key;
    Spread spread;
    std::vector<statistics::LorenzPoint> curve;  ///< from the most frequent writer on
    std::optional<std::uint64_t> base;
    std::optional<Heard> heard;      ///< where the base holds all who wrote
    std::optional<Unheard> unheard;  ///< where people can be followed
    std::vector<SurveyFigures> surveys;
    std::optional<Behind> behind;
    Verdict verdict;
    Exposure exposure = Exposure::days;
    double messages_spread = 1;  ///< σ_z of the charts
    double people_spread = 1;
    std::vector<PeriodFigures> periods;
    std::vector<Burst> bursts;
};

struct Voices {
    std::string source;
    PeriodKind period_kind = PeriodKind::month;
    People people = People::followed;
    Which which = Which::every_message;
    double many = 0.05;
    LineCounts lines;
    std::vector<Group> groups;  ///< all, then topics, touchpoints and standards, each with the most people first
    std::vector<Campaign> campaigns;

    [[nodiscard]] const Group& all() const { return groups.front(); }
    [[nodiscard]] std::vector<const Group*> of(Dimension dimension) const;
};

struct Question {
    Which which = Which::every_message;
    double many = 0.05;
    Base base;
};

/// The answer. `counts` holds at least the group of all. `jobs` threads share the work and change nothing.
[[nodiscard]] Voices voices_of(const Counts& counts, const Surveys& surveys, const Question& question,
                               unsigned jobs = 1);

/// The document that docs/voices.md describes, on one line without a newline.
[[nodiscard]] std::string to_json(const Voices& voices);

}  // namespace konsequenz::voices
