// What a standard reads: of records for its facts, and of what is known at a contact for its measure and its remedy.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backtest/block.h"
#include "ruling/inputs.h"
#include "standard/standard.h"

namespace konsequenz::backtest {

/// The inputs that a ruling's tables have beside facts.
enum class Input : std::uint8_t { conduct, contact, circumstances, finding, order, customer };
inline constexpr std::size_t input_count = 6;
[[nodiscard]] std::string_view to_string(Input input);

/// How much of a field can be seen: the value, or only whether there is one.
struct ReadField {
    ruling::Field field = 0;
    bool is_value = false;
};

struct ReadInput {
    bool is_read = false;
    std::size_t slot = 0;  ///< of the engine's inputs
    std::vector<ReadField> fields;
};

struct ReadFact {
    std::size_t fact = 0;  ///< in the standard's facts
    std::size_t slot = 0;  ///< of the engine's inputs
};

/// What a type's facts read of a record.
struct ReadType {
    bool is_read = false;
    bool reads_conduct = false;  ///< a contact's, which findings correct
    bool is_unlike = false;      ///< reads what differs in each row: id, time or customer
    FieldSet fields;             ///< the conduct of a contact left out
};

class Reading {
  public:
    /// The standard must outlive it.
    explicit Reading(const standard::Standard& standard);

    [[nodiscard]] const standard::Standard& standard() const { return standard_; }
    /// The decisions `measure` and `remedy`; nothing where the tables have none of this name.
    [[nodiscard]] std::optional<std::size_t> measure() const { return measure_; }
    [[nodiscard]] std::optional<std::size_t> remedy() const { return remedy_; }
    /// These two and all that they require, what is required first.
    [[nodiscard]] const std::vector<std::size_t>& decisions() const { return decisions_; }
    [[nodiscard]] const ReadInput& input(Input input) const { return inputs_[static_cast<std::size_t>(input)]; }
    /// The facts that are read, in the standard's order.
    [[nodiscard]] const std::vector<ReadFact>& facts() const { return facts_; }
    [[nodiscard]] const ReadType& type(record::Type type) const { return types_[static_cast<std::size_t>(type)]; }
    /// The columns that deciding needs.
    [[nodiscard]] const Wanted& wanted() const { return wanted_; }

  private:
    void find_decisions();
    void find_inputs();
    void find_types();
    void find_columns();

    const standard::Standard& standard_;
    std::optional<std::size_t> measure_;
    std::optional<std::size_t> remedy_;
    std::vector<std::size_t> decisions_;
    std::array<ReadInput, input_count> inputs_;
    std::vector<ReadFact> facts_;
    std::array<ReadType, type_count> types_;
    Wanted wanted_;
};

/// The columns that a field of an input is made from.
[[nodiscard]] FieldSet columns_of(Input input, std::string_view field);

}  // namespace konsequenz::backtest
