// What each record adds to the facts: expressions are asked once for all rows of a block that they cannot tell apart.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "backtest/block.h"
#include "backtest/reading.h"
#include "backtest/values.h"
#include "standard/record_view.h"
#include "standard/standard.h"

namespace konsequenz::backtest {

/// Records of one type that an expression lets through, in a window; facts that ask the same share one.
struct Counter {
    record::Type type = record::Type::contact;
    std::optional<std::int64_t> window_ns;
    const feel::Expression* where = nullptr;  ///< nullptr: all
    const feel::Expression* of = nullptr;     ///< both must hold
};

/// Values of records of one type, for a fact that takes the latest or the sum.
struct Taken {
    std::size_t fact = 0;  ///< in the standard's facts
};

/// How a fact that is read is made: in the order of Reading::facts().
struct FactPlan {
    standard::FactKind kind = standard::FactKind::count;
    std::uint32_t matching = 0;  ///< the counter; share: of the part
    std::uint32_t all = 0;       ///< share: the counter of the whole
    std::uint32_t taken = 0;     ///< latest, sum
};

/// What the facts of a standard count and take.
class CountPlan {
  public:
    static constexpr std::size_t counters_max = 64;  ///< a bit each

    explicit CountPlan(const Reading& reading);
    [[nodiscard]] bool is_possible() const { return counters_.size() <= counters_max; }
    [[nodiscard]] const Reading& reading() const { return reading_; }
    [[nodiscard]] const std::vector<Counter>& counters() const { return counters_; }
    [[nodiscard]] const std::vector<Taken>& taken() const { return taken_; }
    [[nodiscard]] const std::vector<FactPlan>& facts() const { return facts_; }

  private:
    std::uint32_t counter_of(const Counter& counter);

    const Reading& reading_;
    std::vector<Counter> counters_;
    std::vector<Taken> taken_;
    std::vector<FactPlan> facts_;
};

/// The contributions of one block's rows, by numbers; number 0 adds nothing.
class Contributions {
  public:
    Contributions(const CountPlan& plan, const Block& block, Values& values);

    /// Of each row of the type; all 0 where the facts read no such record.
    [[nodiscard]] const std::vector<std::uint32_t>& rows(record::Type type) const {
        return rows_[static_cast<std::size_t>(type)];
    }
    /// One bit a counter.
    [[nodiscard]] std::uint64_t mask(std::uint32_t contribution) const { return masks_[contribution]; }
    /// The number of the value in the Values given; 0 is null.
    [[nodiscard]] std::uint32_t value(std::uint32_t contribution, std::size_t taken) const {
        return values_of_[contribution * plan_.taken().size() + taken];
    }
    /// What a contact contributes once its conduct is known to be this.
    [[nodiscard]] std::uint32_t corrected(std::size_t contact_row, std::uint32_t conduct);

  private:
    void read_type(record::Type type);
    void read_contacts();
    std::uint32_t ask(record::Type type, std::size_t type_row, const standard::KnownConduct& known);
    std::uint32_t number_of(std::uint64_t mask, const std::vector<std::uint32_t>& values);
    [[nodiscard]] std::vector<std::uint32_t> alike(record::Type type, std::vector<std::uint32_t>& first) const;

    const CountPlan& plan_;
    const Block& block_;
    Values& values_;
    std::array<std::vector<std::uint32_t>, type_count> rows_;
    std::array<std::vector<std::uint32_t>, type_count> main_rows_;  ///< of the rows of a type that is read
    std::array<std::vector<std::uint32_t>, type_count> customers_;
    std::vector<std::uint64_t> masks_;
    std::vector<std::uint32_t> values_of_;
    std::unordered_map<std::string, std::uint32_t> numbers_;  // never iterated
    // Contacts by what their facts read beside the conduct, and what each makes with a conduct.
    std::vector<std::uint32_t> contact_kind_;
    std::vector<std::uint32_t> kind_first_;
    std::unordered_map<std::uint64_t, std::uint32_t> by_kind_and_conduct_;  // never iterated
};

/// The numbers of the conducts that contacts came with.
[[nodiscard]] std::vector<std::uint32_t> assessed_conducts(const Block& block);

}  // namespace konsequenz::backtest
