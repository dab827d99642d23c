// The one error type of the project, and TRY to pass it on.
//
// An error names the thing and the mend in lower case, without a full stop, user text in backticks:
//   contacts.jsonl:41: `time` is `yesterday`: expected an RFC 3339 time with offset
// Each folder owns its codes ("record.unknown-field"); tests match codes, never wording.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konsequenz {

/// Where something stands: every part is optional. Lines and columns count from 1; 0 means unknown.
struct Place {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string field;  ///< path inside a record or document, as `subject.order`

    bool operator==(const Place&) const = default;
};

struct [[nodiscard]] Error {
    std::string code;     ///< "folder.kind"
    std::string message;  ///< names the thing and the mend
    Place where;

    bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

/// An error as the value of a failed Result.
[[nodiscard]] inline std::unexpected<Error> fail(std::string code, std::string message, Place where = {}) {
    return std::unexpected(Error{std::move(code), std::move(message), std::move(where)});
}

/// `file:line:column: field: message`, each part only where it is known.
[[nodiscard]] std::string to_string(const Error& error);
/// One error a line.
[[nodiscard]] std::string to_string(const std::vector<Error>& errors);

/// The same error with the place's file (and line, where the error has none) filled in.
[[nodiscard]] Error at(Error error, std::string_view file, std::uint32_t line = 0);

}  // namespace konsequenz

#define KONSEQUENZ_JOIN_(left, right) left##right
#define KONSEQUENZ_JOIN(left, right) KONSEQUENZ_JOIN_(left, right)
// Each use names its variable by its own number, so that one TRY may stand inside another.
#define KONSEQUENZ_TRY(result, ...)                            \
    __extension__({                                            \
        auto result = (__VA_ARGS__);                           \
        if (!result.has_value()) [[unlikely]]                  \
            return std::unexpected(std::move(result).error()); \
        std::move(result).value();                             \
    })
#define KONSEQUENZ_TRY_VOID(result, ...)                       \
    do {                                                       \
        auto result = (__VA_ARGS__);                           \
        if (!result.has_value()) [[unlikely]]                  \
            return std::unexpected(std::move(result).error()); \
    } while (false)

/// Yields the value of an expected, or returns its error from the enclosing function.
#define TRY(...) KONSEQUENZ_TRY(KONSEQUENZ_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
/// As TRY, for an expected<void, E>.
#define TRY_VOID(...) KONSEQUENZ_TRY_VOID(KONSEQUENZ_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
