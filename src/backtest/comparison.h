// What came out before beside what comes out now: counts, months, and the customers for whom it matters most.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backtest/block.h"
#include "backtest/decisions.h"
#include "standard/standard.h"

namespace konsequenz::backtest {

/// How a contact's measure changed, by the order of the new standard's measures; `other` where the one before is none
/// of these, or where there is none now.
enum class Direction : std::uint8_t { same, milder, harsher, other };
[[nodiscard]] std::string_view to_string(Direction direction);

/// Contacts by what came out before and what comes out now; an empty id stands for nothing: no ruling in the log, or
/// tables that give none.
using Crossed = std::map<std::pair<std::string, std::string>, std::uint64_t>;

struct Month {
    std::uint64_t contacts = 0;
    std::uint64_t milder = 0;
    std::uint64_t harsher = 0;
    std::uint64_t other = 0;
    std::uint64_t remedies = 0;  ///< that changed

    bool operator==(const Month&) const = default;
};

/// A contact that comes out otherwise, in the block of its customer.
struct ChangedContact {
    std::uint32_t number = 0;  ///< among the customer's contacts, from 0
    std::string measure_before;
    std::string measure_after;
    std::string remedy_before;
    std::string remedy_after;
    Direction direction = Direction::same;

    bool operator==(const ChangedContact&) const = default;
};

/// A customer for whom it matters, and how much: first by the greatest step on the ladder, then by the number of
/// changed measures, then of changed remedies, then who came first.
struct ChangedCustomer {
    std::uint64_t step = 0;
    std::uint64_t measures = 0;
    std::uint64_t remedies = 0;
    std::uint64_t block = 0;
    std::uint64_t customer = 0;  ///< in its block
    std::vector<ChangedContact> contacts;

    [[nodiscard]] bool matters_more_than(const ChangedCustomer& other) const;
};

struct Comparison {
    std::uint64_t records = 0;
    std::uint64_t contacts = 0;
    std::uint64_t customers = 0;  ///< with a contact
    std::uint64_t changed_measures = 0;
    std::uint64_t changed_remedies = 0;
    std::uint64_t milder = 0;
    std::uint64_t harsher = 0;
    std::uint64_t customers_changed = 0;          ///< in a measure or a remedy
    std::uint64_t customers_changed_measure = 0;  ///< in a measure
    Crossed measures;
    Crossed remedies;
    std::map<std::int32_t, Month> months;            ///< by year * 12 + month - 1, in UTC
    std::vector<ChangedCustomer> changed_customers;  ///< those for whom it matters most, these first

    /// Adds what another thread compared; at most `customers_max` customers stay.
    void add(Comparison&& other, std::size_t customers_max);
};

/// Compares block by block; one thread's.
class Comparing {
  public:
    /// `before` is nullptr where the history's own rulings are compared with. Both must outlive it.
    Comparing(const standard::Standard* before, const standard::Standard& after, std::size_t customers_max);

    /// `before` is empty where the block's own rulings are compared with. `changed`, where it is given, gets every
    /// customer with a change.
    void add(const Block& block, std::size_t number, const std::vector<Decided>& before,
             const std::vector<Decided>& after, std::vector<ChangedCustomer>* changed = nullptr);
    [[nodiscard]] Comparison finish() &&;

  private:
    /// Ids by numbers.
    struct Names {
        std::vector<std::string> ids;
        std::uint16_t number_of(std::string_view id);
    };
    /// Counts by the numbers of both.
    struct Counts {
        std::vector<std::vector<std::uint64_t>> by_before;
        void add(std::uint16_t before, std::uint16_t after);
        void name(const Names& before, const Names& after, Crossed& crossed) const;
    };
    struct Outcome {
        std::uint16_t measure;
        std::uint16_t remedy;
    };

    /// What a pair of measures or remedies means.
    struct Relation {
        bool is_changed = false;
        Direction direction = Direction::same;
        std::uint64_t step = 0;
    };
    using Relations = std::vector<std::vector<Relation>>;  ///< by before, then after

    void read_rulings(const Block& block);
    [[nodiscard]] static Relations relate(const Names& before, const Names& after);
    [[nodiscard]] Outcome before_of(std::size_t contact, const std::vector<Decided>& before) const;
    void add_contact(std::int64_t time_ns, Outcome was, Outcome is, ChangedCustomer& changed);
    [[nodiscard]] Month& month_of(std::int64_t time_ns);
    void keep(ChangedCustomer&& customer, const std::vector<std::pair<Outcome, Outcome>>& outcomes);
    void list_contacts(ChangedCustomer& customer, const std::vector<std::pair<Outcome, Outcome>>& outcomes) const;

    const standard::Standard* standard_before_;
    std::size_t customers_max_;
    Names measures_before_;
    Names measures_after_;
    Names remedies_before_;
    Names remedies_after_;
    std::vector<std::uint16_t> log_measures_;  ///< of the block's contacts
    std::vector<std::uint16_t> log_remedies_;
    Relations measure_relations_;
    Relations remedy_relations_;
    Counts measures_;
    Counts remedies_;
    std::int64_t month_from_ns_ = 0;  ///< of the month that was asked for last
    std::int64_t month_to_ns_ = 0;
    Month* month_ = nullptr;
    Comparison comparison_;
};

}  // namespace konsequenz::backtest
