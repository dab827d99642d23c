// The counts behind the figures and plots, kept while a log streams by.
//
// Memory grows with the people, the weeks in which they wrote and their findings with a subject; not with the messages,
// of which ten bytes stay, so that a deviation finds the ruling it departs from.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "record/record.h"
#include "report/ruling_view.h"
#include "standard/standard.h"

namespace konsequenz::report {

using Counts = std::vector<std::uint64_t>;  ///< one for each outcome of an Outcomes list

/// Ids of measures or of remedies in the order in which they are shown: the standard's, mildest first, where it is
/// known; else the usual ones; then those that only the rulings name, as they come.
class Outcomes {
  public:
    explicit Outcomes(std::vector<std::string> ids) : ids_(std::move(ids)) {}
    /// Where the outcome stands; added at the end where it is new.
    std::size_t index(std::string_view id);
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
    [[nodiscard]] std::size_t size() const { return ids_.size(); }

  private:
    std::vector<std::string> ids_;
};

[[nodiscard]] Outcomes measures_of(const standard::Standard* standard);
[[nodiscard]] Outcomes remedies_of(const standard::Standard* standard);

struct Week {
    std::uint64_t messages = 0;
    Counts by_measure;
};

struct LabelCount {
    std::uint64_t by_person = 0;
    std::uint64_t by_model = 0;
    std::uint64_t with_measure = 0;  ///< had another measure than the mildest
};

struct StandardUse {
    std::string id;
    std::string version;
    std::string sha256;
    std::uint64_t rulings = 0;
};

/// A deviation beside the ruling that it departs from.
struct DeviationCase {
    std::string id;
    std::string customer;
    Instant time;
    record::Deviation deviation;
};
struct RuledOutcome {
    std::size_t measure = 0;
    std::size_t remedy = 0;
};

inline constexpr std::size_t label_count = 6;
inline constexpr std::size_t merits_count = 4;
/// Deviations are kept whole up to here, the earliest of them dropped first; all are counted.
inline constexpr std::size_t deviations_max = 500;

class Tally {
  public:
    explicit Tally(const standard::Standard* standard);

    void add_message(const record::Record& contact, const RulingView& ruling);
    void add_outgoing() { ++outgoing_; }
    void add_finding(const record::Record& finding);
    void add_deviation(const record::Record& deviation);

    [[nodiscard]] std::uint64_t messages() const { return messages_; }
    [[nodiscard]] std::uint64_t outgoing() const { return outgoing_; }
    [[nodiscard]] std::uint64_t people() const { return people_writing_; }
    [[nodiscard]] std::uint64_t deviation_count() const { return deviation_count_; }
    [[nodiscard]] const Outcomes& measures() const { return measures_; }
    [[nodiscard]] const Outcomes& remedies() const { return remedies_; }
    [[nodiscard]] const Counts& by_measure() const { return by_measure_; }
    [[nodiscard]] const Counts& by_remedy() const { return by_remedy_; }
    /// By the Monday of the week, in days since 1970-01-01.
    [[nodiscard]] const std::map<std::int64_t, Week>& weeks() const { return weeks_; }
    [[nodiscard]] const std::map<std::string, Counts, std::less<>>& by_touchpoint() const { return by_touchpoint_; }
    [[nodiscard]] const std::array<LabelCount, label_count>& by_label() const { return by_label_; }
    /// Remedies by what was known of the merits when the contact was ruled on.
    [[nodiscard]] const std::array<Counts, merits_count>& by_merits() const { return by_merits_; }
    [[nodiscard]] const std::vector<StandardUse>& standards() const { return standards_; }
    [[nodiscard]] const std::vector<DeviationCase>& deviations() const { return deviations_; }
    [[nodiscard]] std::optional<Instant> first() const { return first_; }
    [[nodiscard]] std::optional<Instant> last() const { return last_; }

    /// Messages of each person, most first.
    [[nodiscard]] Counts messages_by_person() const;
    /// For consecutive periods of so many weeks from the first week on: people who wrote in each.
    [[nodiscard]] Counts people_by_period(std::int64_t first_monday, std::size_t weeks_each, std::size_t periods) const;
    /// Of contacts with conduct worse than criticism: how many a person judged so, and how many there are.
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> confirmed_of_unacceptable() const;
    /// For each of deviations(): what was ruled on its contact; nothing where no ruling came by.
    [[nodiscard]] std::vector<std::optional<RuledOutcome>> ruled_before_deviations() const;

  private:
    struct KnownMerits {
        record::Subject subject;
        std::string contact;  ///< empty where the finding names none
        record::Merits merits;
        Instant time;
    };
    struct Person {
        std::uint64_t messages = 0;
        std::vector<std::int32_t> weeks;  ///< Mondays in which the person wrote, each once, ascending
        std::vector<KnownMerits> findings;
    };

    void count_week(Person& person, std::int64_t monday, std::size_t measure);
    void remember_outcome(std::string_view contact_id, std::size_t measure, std::size_t remedy);
    void count_standard(const RulingView& ruling);
    [[nodiscard]] static record::Merits merits_known(const Person& person, const record::Record& contact);

    Outcomes measures_;
    Outcomes remedies_;
    std::uint64_t messages_ = 0;
    std::uint64_t outgoing_ = 0;
    std::uint64_t people_writing_ = 0;
    std::uint64_t deviation_count_ = 0;
    Counts by_measure_;
    Counts by_remedy_;
    std::map<std::int64_t, Week> weeks_;
    std::map<std::string, Counts, std::less<>> by_touchpoint_;
    std::array<LabelCount, label_count> by_label_{};
    std::array<Counts, merits_count> by_merits_;
    std::vector<StandardUse> standards_;
    std::vector<DeviationCase> deviations_;
    std::optional<Instant> first_;
    std::optional<Instant> last_;
    std::unordered_map<std::string, Person> people_;  // read out sorted or summed, so that its order never shows
    std::vector<std::uint64_t> ruled_contacts_;       ///< hash of the contact's id
    std::vector<std::array<std::uint8_t, 2>> ruled_outcomes_;  ///< measure and remedy, beside ruled_contacts_
};

/// The count at an index, 0 beyond the end: outcomes can join after a count was begun.
[[nodiscard]] inline std::uint64_t count_at(const Counts& counts, std::size_t index) {
    return index < counts.size() ? counts[index] : 0;
}
[[nodiscard]] std::uint64_t sum(const Counts& counts);

}  // namespace konsequenz::report
