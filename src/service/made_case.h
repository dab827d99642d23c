// A contact and a history that make given inputs of a ruling: the way back from values to records.
//
// What was made is verified: it went through the facts, and every value asked for came out.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "facts/book.h"
#include "feel/value.h"
#include "record/record.h"
#include "service/assessor.h"
#include "standard/standard.h"

namespace konsequenz::service {

/// An input by its path, as `conduct.severity` or the name of a fact, and its value.
using InputValue = std::pair<std::string, feel::Value>;

struct MadeCase {
    std::vector<record::Record> history;  ///< by time, which is the order of arrival
    record::Record contact;
};

/// What is known at the contact after the history, assessed as `decide` would.
[[nodiscard]] facts::Known known_of(const standard::Standard& standard, const Assessor& assessor, const MadeCase& made);
/// The value of an input or fact; null where there is none of this path.
[[nodiscard]] feel::Value value_at(const standard::Standard& standard, std::string_view path, const MadeCase& made,
                                   const facts::Known& known);

/// Makes cases for one standard, which must outlive it. Thread-safe.
class CaseMaker {
  public:
    explicit CaseMaker(const standard::Standard& standard);
    ~CaseMaker();

    /// The shortest history found, and the contact. Inputs that are not named may become anything.
    /// Errors: service.no-case where a value cannot be made, or no history is found that makes the facts: the message
    /// names it. Facts that count or take a share are searched through histories of `history_records_max`; of those
    /// that add up or take the latest only single records are tried.
    [[nodiscard]] Result<MadeCase> make(std::span<const InputValue> inputs) const;

    static constexpr std::int64_t history_records_max = 200;

  private:
    struct State;
    std::unique_ptr<const State> state_;
};

}  // namespace konsequenz::service
