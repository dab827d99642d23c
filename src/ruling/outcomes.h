// The outcomes of a standard's tables, remembered by the values that the tables read.
//
// Most contacts of a company differ in nothing that a table reads; what was concluded for one holds for the others.
// Remembering changes no byte: an outcome is a pure function of its key.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "facts/book.h"
#include "record/record.h"
#include "ruling/inputs.h"
#include "ruling/ruling.h"
#include "ruling/would_change.h"
#include "standard/standard.h"

namespace konsequenz::ruling {

class Outcomes {
  public:
    /// The standard must outlive it.
    explicit Outcomes(const standard::Standard& standard);

    /// Thread-safe. Errors: ruling.no-outcome.
    [[nodiscard]] Result<std::shared_ptr<const Outcome>> find(const record::Record& contact, const facts::Known& known);

  private:
    struct Slot {
        std::size_t slot;        ///< in the engine's inputs
        std::string_view input;  ///< "conduct", or empty for a fact
        std::size_t fact = 0;    ///< index in the standard's facts
    };
    /// How much of a field the tables can see.
    enum class Part : std::uint8_t { value, kind };
    struct KeyField {
        Field field;
        Part part;
    };
    struct KeyFact {
        std::size_t fact;  ///< index in the standard's facts
        Part part;
    };

    void choose_key();
    /// The key of what the tables read; false where a value has no key.
    [[nodiscard]] bool write_key(const record::Record& contact, const facts::Known& known, std::string& key) const;
    [[nodiscard]] Result<std::shared_ptr<const Outcome>> conclude(const record::Record& contact,
                                                                  const facts::Known& known) const;

    /// What swapping changes, tried out once for all that came out the same: unless a table reads what it must not,
    /// what came out does not depend on it.
    [[nodiscard]] bool is_same_when_swapped(const std::vector<feel::Value>& inputs,
                                            const std::vector<feel::Value>& values) const;

    const standard::Standard& standard_;
    ChangeFinder changes_;
    bool is_blind_;  ///< no table reads what the standard is blind to
    std::vector<Slot> slots_;
    std::vector<std::size_t> decisions_;  ///< all of them
    std::vector<KeyField> key_fields_;
    std::vector<KeyFact> key_facts_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const Outcome>> known_;     // by key; never iterated
    std::unordered_map<std::string, std::shared_ptr<const Outcome>> distinct_;  // by id; never iterated
    mutable std::mutex swapped_mutex_;
    mutable std::unordered_map<std::string, bool> swapped_;  // by the decisions' values; never iterated
};

}  // namespace konsequenz::ruling
