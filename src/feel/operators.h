// What FEEL's operators do with values. A null that was not one of the operands has a note.
#pragma once

#include "feel/function.h"
#include "feel/syntax.h"
#include "feel/value.h"

namespace konsequenz::feel {

/// `+ - * / **`. DMN 1.5, tables 45 to 53.
[[nodiscard]] Value arithmetic(Operator sign, const Value& left, const Value& right, Run& run, SourceRange range);
[[nodiscard]] Value negated(const Value& operand, Run& run, SourceRange range);
/// `base.member`: a context's entry, a property of a temporal value or a range, or the list of them over a list.
[[nodiscard]] Value member_of(const Value& base, std::string_view member, Run& run, SourceRange range);
/// The n-th item, from the end where negative; null with a note where there is none.
[[nodiscard]] Value item_at(std::span<const Value> items, const Number& index, Run& run, SourceRange range);
/// Whether the input passes the test: lies in a range, is in a list (or in a range of the list), or equals the value.
[[nodiscard]] std::optional<bool> passes(const Value& input, const Value& test);
/// An interval's value; null with a note where the ends are of different kinds, not ordered, or the wrong way round.
[[nodiscard]] Value make_interval(const Value& low, const Value& high, Bound low_bound, Bound high_bound, Run& run,
                                  SourceRange range);
/// The range that stands for `< operand`.
[[nodiscard]] Value make_comparison(Operator sign, const Value& operand, Run& run, SourceRange range);
/// `left sign right` for the six comparisons; nullopt is null.
[[nodiscard]] std::optional<bool> compared(Operator sign, const Value& left, const Value& right);

}  // namespace konsequenz::feel
