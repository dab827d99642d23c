// The tables of built-in functions, one for each kind of argument; builtins.cpp puts them together. Inside feel only.
//
// Sections are those of DMN 1.5. A function gives null, with a note, where the standard gives it no result.
#pragma once

#include <span>

#include "feel/function.h"

namespace konsequenz::feel::builtins {

[[nodiscard]] std::span<const Builtin> conversion_table();
[[nodiscard]] std::span<const Builtin> boolean_table();
[[nodiscard]] std::span<const Builtin> string_table();
[[nodiscard]] std::span<const Builtin> list_table();
[[nodiscard]] std::span<const Builtin> aggregation_table();
[[nodiscard]] std::span<const Builtin> number_table();
[[nodiscard]] std::span<const Builtin> temporal_table();
[[nodiscard]] std::span<const Builtin> range_table();
[[nodiscard]] std::span<const Builtin> context_table();

// What several tables say of parameters.
inline constexpr Presence optional = Presence::optional;
inline constexpr Presence variadic = Presence::variadic;

/// Kinds that have an order.
inline constexpr Kinds comparable = kinds::number | kinds::string | kinds::date | kinds::time | kinds::date_time |
                                    kinds::day_time_duration | kinds::year_month_duration;

/// A position or length given as a number: its whole part; nullopt where that does not fit 64 bits.
[[nodiscard]] inline std::optional<std::int64_t> whole(const Value& number) {
    const std::optional<Number> cut = round_to_scale(number.as_number(), 0, Rounding::down);
    return cut ? cut->to_int64() : std::nullopt;
}

/// The index a FEEL position stands for in a list of this size: 1 is the first, -1 the last; nullopt outside.
[[nodiscard]] inline std::optional<std::size_t> index_of_position(const Value& position, std::size_t size) {
    const std::optional<std::int64_t> place = whole(position);
    const auto count = static_cast<std::int64_t>(size);
    if (!place || *place == 0 || *place > count || *place < -count) return std::nullopt;
    return static_cast<std::size_t>(*place > 0 ? *place - 1 : count + *place);
}

[[nodiscard]] inline Value out_of_range(Call& call, const char* what) {
    return call.null("feel.out-of-range", std::string(what) + " is out of range");
}

/// Null with its reason where a result did not come about.
template <class T, class Make>
[[nodiscard]] Value value_or_null(Call& call, const std::optional<T>& result, const char* reason, Make make) {
    if (result) return make(*result);
    return call.null("feel.out-of-range", reason);
}

}  // namespace konsequenz::feel::builtins
