// Records and rulings, one JSON object a line, read for voices: only what is counted is looked at.
//
// A contact needs a customer, a touchpoint and a time that begins with a date. That the rest of the line is a right
// record is for `konsequenz decide` to say; here it is passed over.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "voices/counter.h"
#include "voices/json_members.h"
#include "voices/survey.h"

namespace konsequenz::voices {

enum class Campaigns : std::uint8_t { looked_for, not_looked_for };
enum class Which : std::uint8_t {
    every_message,
    complaints,  ///< contacts whose acts have a complaint; rulings, which do not say so, are passed over
};

/// How many lines there were of what.
struct LineCounts {
    std::uint64_t messages = 0;  ///< counted
    std::uint64_t outgoing = 0;  ///< written by the organisation itself
    std::uint64_t left_out = 0;  ///< no complaints, where only those count
    std::uint64_t rulings = 0;
    std::uint64_t surveys = 0;
    std::uint64_t customers = 0;
    std::uint64_t others = 0;  ///< orders, findings and the like

    void add(const LineCounts& other);
};

/// Of one thread. What was read lies in the counter after flush(), the surveys and counts stay here.
class LineFeeder {
  public:
    LineFeeder(Counter& counter, Which which, Campaigns campaigns)
        : feeder_(counter), which_(which), campaigns_(campaigns) {}

    /// One line with `json_padding` readable bytes behind it. `place` says where it begins.
    /// Errors: json.syntax, json.encoding; voices.bad-line, with the field in where.field.
    [[nodiscard]] Result<void> add(std::string_view padded_line, std::uint64_t place);
    /// A ruling of the log whose outcome stands elsewhere.
    [[nodiscard]] Result<void> add_ruling(std::string_view padded_line, std::string_view standard);
    void flush() { feeder_.flush(); }

    [[nodiscard]] const Surveys& surveys() const { return surveys_; }
    [[nodiscard]] const LineCounts& counts() const { return counts_; }

  private:
    Result<std::int64_t> day_of(const JsonMember& time);
    Result<void> add_survey(std::string_view line);
    Result<void> add_customer(std::string_view line);

    Counter::Feeder feeder_;
    Which which_;
    Campaigns campaigns_;
    Surveys surveys_;
    LineCounts counts_;
    /// The date that was read last, with the letter behind it: lines of one day mostly follow one another.
    std::array<char, 11> last_date_{};
    std::int64_t last_day_ = 0;
};

/// "id version" of the standard that members of a ruling name, as they stand in an outcome; empty where they do not.
[[nodiscard]] std::string standard_named_by(std::string_view padded_outcome);

/// The text of a contact; empty where the line is none.
[[nodiscard]] std::string text_of_line(std::string_view padded_line);

}  // namespace konsequenz::voices
