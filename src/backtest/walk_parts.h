// What the ways of walking over a block share.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "backtest/rows.h"
#include "backtest/walk.h"

namespace konsequenz::backtest {

/// In place of a row: there is none.
inline constexpr std::uint32_t no_row = UINT32_MAX;

/// What is known at a contact beside the facts.
struct Seen {
    std::uint32_t contact = 0;  ///< its row among the contacts
    std::uint32_t conduct = 0;
    std::uint32_t circumstances = 0;
    std::uint32_t merits = 0;
    std::uint32_t order = no_row;     ///< the row of the order's state
    std::uint32_t customer = no_row;  ///< the row of what is known of the customer
};

/// Puts the codes of what is known side by side.
class Situating {
  public:
    Situating(Codebook& codebook, const Rows& rows);

    /// `facts`: a code each, in the order of Reading::facts().
    std::uint32_t number_of(const Seen& seen, std::span<const std::uint32_t> facts);

  private:
    struct Known {
        Input input;
        CodePlace place;
    };
    std::uint32_t code_of(Input input, const Seen& seen);
    /// The code of a number that stands for what is known; learnt when it first comes.
    std::uint32_t looked_up(Input input, std::uint32_t number);

    Codebook& codebook_;
    const Rows& rows_;
    std::vector<Known> inputs_;
    std::array<std::vector<std::uint32_t>, input_count> codes_;  ///< by number, of what has few of them
    std::vector<std::uint64_t> words_;
};

/// A customer's rows in a block: of each type, which of its rows are the customer's.
struct CustomerRows {
    std::uint32_t begin = 0;  ///< among the block's rows
    std::uint32_t end = 0;
    std::array<std::uint32_t, type_count> type_begin{};
    std::array<std::uint32_t, type_count> type_end{};
};

/// The records of a block as one walks over it, customer by customer.
struct WalkedBlock {
    const CountPlan& plan;
    Codebook& codebook;
    const Block& block;
    const Rows& rows;
    Contributions& contributions;
    Values& values;
    Situating& situating;
    std::vector<std::uint32_t>& situation;  ///< of each contact
};

/// Whether a contact came before the standard was in force.
[[nodiscard]] bool is_too_early(const Block& block, std::size_t row, const standard::Standard& standard);

/// The code of a fact from what its counters counted; not of one that takes values.
[[nodiscard]] inline std::uint32_t counted_code(const FactPlan& plan, FactCodes& codes,
                                                std::span<const std::uint32_t> counts) {
    return plan.kind == standard::FactKind::count ? codes.of_count(counts[plan.matching])
                                                  : codes.of_share(counts[plan.matching], counts[plan.all]);
}

/// Walks over customers whose records arrived in the order of their times.
class OrderedWalk {
  public:
    explicit OrderedWalk(WalkedBlock& walked);
    void walk(const CustomerRows& customer);

  private:
    /// A window over the records of a type: those before `left` have left it.
    struct Lane {
        record::Type type;
        std::optional<std::int64_t> window_ns;
        std::uint64_t counters = 0;
        std::uint32_t left = 0;
    };

    void start(const CustomerRows& customer);
    void meet_contact(std::uint32_t row, std::uint32_t contact);
    void meet_finding(std::uint32_t finding);
    void add(record::Type type, std::uint32_t row);
    void correct(std::uint32_t contact, std::uint32_t conduct);
    void move_windows(std::int64_t until_ns);
    void file(std::uint32_t finding, const std::array<std::uint32_t, 3>& subject);
    std::uint32_t take(const FactPlan& plan, std::size_t fact, std::int64_t until_ns);
    [[nodiscard]] std::uint32_t& contribution(record::Type type, std::uint32_t row) {
        return contributions_[static_cast<std::size_t>(type)][row];
    }

    WalkedBlock& walked_;
    bool reads_findings_;
    bool reads_orders_;
    std::vector<Lane> lanes_;
    std::array<std::vector<std::uint32_t>, type_count> contributions_;  ///< as they are known by now
    std::vector<std::uint32_t> counts_;                                 ///< by counter
    std::vector<std::uint32_t> facts_;                                  ///< codes
    std::array<std::uint32_t, type_count> begin_{};
    std::array<std::uint32_t, type_count> end_{};  ///< of what has arrived
    std::uint32_t circumstances_ = 0;
    std::uint32_t early_findings_ = 0;  ///< that name a contact which has not come yet
    // The latest finding or state about an order, event or topic, by its code, plus 1. What stands there of another
    // customer lies before this one's rows, and so counts as none.
    std::array<std::vector<std::uint32_t>, 3> finding_about_;
    std::vector<std::uint32_t> state_of_order_;
};

/// Walks over customers with late records.
class LateWalk {
  public:
    explicit LateWalk(WalkedBlock& walked) : walked_(walked) {}
    /// Customers with more rows are for the books.
    static constexpr std::uint32_t rows_max = 4'096;
    void walk(const CustomerRows& customer);

  private:
    struct Arrived {
        std::int64_t time_ns;
        std::uint32_t row;           ///< of its type
        std::uint32_t contribution;  ///< as first known
        record::Type type;
    };
    struct Correction {
        std::uint32_t contact;
        std::int64_t from_ns;
        std::uint32_t contribution;
    };

    void meet_contact(std::uint32_t row, std::uint32_t contact);
    void remember_contact(std::uint32_t contact, std::int64_t time_ns);
    void remember_finding(std::uint32_t finding, std::int64_t time_ns);
    void count(std::int64_t until_ns);
    void see(Seen& seen, std::int64_t until_ns) const;
    [[nodiscard]] bool concerns(std::uint32_t finding, std::uint32_t contact) const;
    [[nodiscard]] std::uint32_t known_contribution(const Arrived& record, std::int64_t until_ns) const;
    [[nodiscard]] std::uint32_t take(const FactPlan& plan, std::size_t fact, std::int64_t until_ns);

    WalkedBlock& walked_;
    CustomerRows customer_;
    std::vector<Arrived> arrived_;
    std::vector<Correction> corrections_;
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint32_t> facts_;
};

/// The customer's contacts by src/facts; their situations go where the walked block keeps them.
void walk_by_book(Codebook& codebook, const Block& block, const CustomerRows& customer, std::size_t number,
                  std::vector<std::uint32_t>& situation);

}  // namespace konsequenz::backtest
