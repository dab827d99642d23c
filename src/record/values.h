// Single values out of JSON, each checked against what a field may hold. Inside record only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "base/json.h"
#include "record/record.h"

namespace konsequenz::record {

/// Where a value stands in a record; rendered only when an error needs it.
struct Path {
    const Path* parent = nullptr;
    std::string_view name;
    std::int64_t index = -1;  ///< of an item of an array

    [[nodiscard]] std::string render() const;
};

/// User text for a message: in backticks, shortened, control characters made visible.
[[nodiscard]] std::string quoted(std::string_view text);

/// What the text of a string field may be.
enum class Shape : std::uint8_t { line, lines, identifier, touchpoint, language, currency, amount };
struct Limits {
    Shape shape = Shape::line;
    std::size_t characters_min = 1;
    std::size_t characters_max = 1;
};

[[nodiscard]] std::unexpected<Error> failure_at(const Path& path, std::string_view code, std::string message);

[[nodiscard]] Result<void> expect_kind(JsonValue value, const Path& path, JsonKind expected);
[[nodiscard]] Result<std::string> read_text(JsonValue value, const Path& path, const Limits& limits);
[[nodiscard]] Result<bool> read_boolean(JsonValue value, const Path& path);
/// A whole number that loses nothing: `3`, `3.0` and `3e0` are the same.
[[nodiscard]] Result<std::int64_t> read_integer(JsonValue value, const Path& path, std::int64_t min, std::int64_t max);
[[nodiscard]] Result<Instant> read_time(JsonValue value, const Path& path);

/// `expected one of …`, naming the nearest word where the given one looks misspelt.
[[nodiscard]] std::unexpected<Error> no_such_word(const Path& path, std::string_view code, std::string_view given,
                                                  const std::vector<std::string_view>& words);

/// One of the values of an enum by its word.
template <class Enum, std::size_t count>
[[nodiscard]] Result<Enum> read_word(JsonValue value, const Path& path, const std::array<Enum, count>& values) {
    TRY_VOID(expect_kind(value, path, JsonKind::string));
    for (const auto candidate : values) {
        if (to_string(candidate) == value.text()) return candidate;
    }
    std::vector<std::string_view> words;
    for (const auto candidate : values) words.push_back(to_string(candidate));
    return no_such_word(path, "record.bad-value", value.text(), words);
}

}  // namespace konsequenz::record
