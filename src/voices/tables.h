// Two small tables that people write or export: how many customers there were (the base), and messages that somebody
// else has counted already.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/error.h"
#include "record/input.h"
#include "record/reader.h"
#include "voices/counts.h"

namespace konsequenz::voices {

/// How many customers could have written: the customers exposed.
struct Base {
    std::optional<std::uint64_t> all;
    std::map<GroupKey, std::uint64_t> groups;
    std::map<std::int64_t, std::uint64_t> periods;
    std::map<std::string, std::uint64_t> strata;

    /// Of a group its own, or else that of all.
    [[nodiscard]] std::optional<std::uint64_t> of(const GroupKey& group) const;
    [[nodiscard]] std::uint64_t strata_total() const;
};

/// A CSV with the column `customers` and at most one filled cell a row of `topic`, `touchpoint`, `standard`, `period`
/// and `stratum`, which says whose base it is; none: that of all. Any row that cannot be read is an error, since a base
/// that lacks a part is none. Errors: voices.base with its line, and those of reading.
[[nodiscard]] Result<Base> read_base(record::Input& input, PeriodKind kind);

/// Where the cells of a counted row stand: templates with columns in braces, as `{Year}-{Month}`.
struct CountColumns {
    std::string period = "{period}";
    std::string topic = "{topic}";  ///< may be empty: none
    std::string touchpoint;
    std::string messages = "{messages}";
    std::string people = "{people}";
};

/// `period={Year}-{Month},topic={Community}`: the parts that are named take the place of the usual ones.
/// Errors: voices.columns.
[[nodiscard]] Result<CountColumns> parse_columns(std::string_view text);

struct CountedRows {
    Counts counts;
    std::uint64_t rows = 0;
    std::uint64_t refused = 0;
};

/// Rows of already counted messages and people. The period is a date, a month (`2014-3`) or a year. In a row all are
/// taken to have written alike, the remainder one more each. A row with more people than messages is refused.
/// Errors: voices.columns where a template names no column, those of reading, and what `on_refused` returns.
[[nodiscard]] Result<CountedRows> read_counted(record::Input& input, const CountColumns& columns, PeriodKind kind,
                                               const record::OnRefused& on_refused);

}  // namespace konsequenz::voices
