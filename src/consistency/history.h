// A history of rulings and of what people did with them, laid out to be compared.
//
// A case is an incoming contact with its ruling. What may matter for it stands in its situation; what must not matter
// (who somebody is, how loud, how rich) stands beside it as traits and names, never inside.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "conduct/assessment.h"
#include "record/record.h"

namespace konsequenz::consistency {

using Index = std::uint32_t;
inline constexpr Index no_index = 0xffffffffU;

/// Each text once, by a number that counts from 0 in the order of first sight.
class Names {
  public:
    Index index(std::string_view text);
    /// no_index where the text never came.
    [[nodiscard]] Index find(std::string_view text) const;
    [[nodiscard]] const std::string& operator[](Index at) const { return texts_[at]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

  private:
    std::vector<std::string> texts_;
    std::unordered_map<std::string, Index> indices_;  // never iterated
};

/// What is loud, famous or big, and must not matter.
enum class Trait : std::uint8_t {
    in_public,    ///< others could read the contact
    wide_reach,   ///< the contact could reach many people
    famous,       ///< the customer is marked as important, or could reach many people
    big_spender,  ///< the customer's spend is among the greatest tenth
    frequent,     ///< the customer wrote often lately
};
inline constexpr std::size_t trait_count = 5;
/// "public", "wide reach", "famous", "big spender", "frequent".
[[nodiscard]] std::string_view to_string(Trait trait);

/// All that may matter for a contact, as known when it was ruled on: conduct, merits, circumstances, and the facts of
/// the standard.
struct Situation {
    std::string key;              ///< a line `name=value` for each; equal situations have equal keys
    Index kind = 0;               ///< equal where everything but the numbers is equal
    std::vector<double> numbers;  ///< severity and the facts that are numbers; those of one kind stand side by side
    /// The lines of the key.
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> values() const;
};

/// What the standard's tables said, shared by all rulings to which it applies.
struct Outcome {
    Index standard = no_index;  ///< id and version
    bool is_in_force = true;
    std::uint8_t measure = 0;  ///< place on the ladder
    std::uint8_t remedy = 0;
    std::vector<Index> measure_principles;  ///< of the rules that gave the measure, in their order
    std::vector<Index> remedy_principles;
    std::vector<Index> other_principles;  ///< of the rules of other tables
};

struct Case {
    std::string contact;
    Instant time;
    Index customer = no_index;
    Index situation = no_index;
    Index outcome = no_index;
    Index touchpoint = no_index;
    Index employee = no_index;  ///< who took the contact
    Index group = no_index;     ///< of the customer, as known at the contact
    Index language = no_index;
    Index deviation = no_index;      ///< the latest that departs from its ruling
    std::uint8_t given_measure = 0;  ///< what it came to: the deviation's, else the ruling's
    std::uint8_t given_remedy = 0;
    conduct::Label label = conduct::Label::none;
    conduct::Target target = conduct::Target::none;
    std::uint8_t severity = 0;
    bool is_complaint = false;
    std::bitset<trait_count> traits;
};

/// A deviation, and where it belongs.
struct Departure {
    std::string id;
    Instant time;
    Index subject = no_index;  ///< its case; no_index where no ruling on its contact came by
    std::string contact;
    std::uint8_t measure = 0;
    std::optional<std::uint8_t> remedy;
    Index by = no_index;
    Index role = no_index;
    std::string reason;
};

/// What shows that a consequence was carried out: something that went to the customer.
enum class Sign : std::uint8_t { notice, reply, cancelled };
struct Evidence {
    Instant time;
    Sign sign = Sign::notice;
    Index subject = no_index;  ///< the case that a notice names
};

/// A reviewer's word on a contact's conduct or merits.
struct Review {
    Instant time;
    Index subject = no_index;
    Index by = no_index;
    record::Fault fault = record::Fault::unknown;
    std::optional<conduct::Label> label;  ///< where it speaks of the conduct
};

/// What an employee said or did about a contact on their own.
struct Act {
    Instant time;
    Index subject = no_index;
    Index by = no_index;
    conduct::Label label = conduct::Label::none;
};

struct History {
    std::vector<std::string> measures;  ///< the ladder, mildest first
    std::vector<std::string> remedies;
    Names customers, touchpoints, people, groups, languages, principles, standards, roles, kinds;
    std::vector<Situation> situations;
    std::vector<Outcome> outcomes;
    std::vector<Case> cases;  ///< in the order of their rulings
    std::vector<Departure> departures;
    std::vector<std::vector<Evidence>> evidence;  ///< by customer, in the order of arrival
    std::vector<Review> reviews;
    std::vector<Act> acts;
    std::uint64_t notices = 0;
    std::uint64_t replies = 0;       ///< outgoing contacts
    std::uint64_t not_in_force = 0;  ///< rulings on contacts from before their standard: no cases
    std::optional<Instant> last;     ///< the latest time of any record

    [[nodiscard]] const Outcome& outcome_of(const Case& which) const { return outcomes[which.outcome]; }
    [[nodiscard]] bool is_milder(const Case& which) const { return which.given_measure < outcome_of(which).measure; }
    [[nodiscard]] bool is_harsher(const Case& which) const { return which.given_measure > outcome_of(which).measure; }
    [[nodiscard]] bool is_more_generous(const Case& which) const {
        return which.given_remedy > outcome_of(which).remedy;
    }
};

}  // namespace konsequenz::consistency
