// TOML in: one strict reader for every file that people write by hand (TOML 1.0), over toml++, which no one else
// includes.
//
// A TomlTable reads the keys of one table, collects every error instead of stopping at the first,
// and refuses keys that nobody asked for, naming the nearest known one.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace konsequenz {

enum class TomlKind : std::uint8_t { string, integer, real, boolean, date, time, array, table };

/// The kind's name with its article, for messages: "a string".
[[nodiscard]] std::string_view to_string(TomlKind kind);

struct TomlMember;

/// One value of a document, with the place where it was written.
struct TomlNode {
    TomlKind kind = TomlKind::table;
    std::string text;  ///< of a string: itself; of any other scalar: its canonical text (dates as 2026-01-31)
    std::int64_t integer = 0;
    bool boolean = false;
    std::vector<TomlNode> items;      ///< of an array
    std::vector<TomlMember> members;  ///< of a table, in the order written
    Place where;

    [[nodiscard]] const TomlNode* find(std::string_view key) const;
};

/// A key and its value; a type of its own, because clang takes no std::pair of a type that is not complete yet.
struct TomlMember {
    std::string first;
    TomlNode second;
};

/// The root table of a document. `file` is named in every place.
/// Errors: toml.syntax.
[[nodiscard]] Result<TomlNode> parse_toml(std::string_view document, std::string_view file);

/// Reads one table; each wrong, missing or unknown key adds an error (toml.missing-key, toml.wrong-type,
/// toml.unknown-key) and yields an empty value, so that one run reports all there is to mend.
class TomlTable {
  public:
    /// `name` says what the table is, for messages: "principle `P2`".
    TomlTable(const TomlNode& node, std::string name, std::vector<Error>& errors);

    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::optional<std::string> optional_text(std::string_view key);
    [[nodiscard]] bool boolean(std::string_view key, bool otherwise);
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view key);
    /// A date written as TOML's own kind, as 2026-01-31.
    [[nodiscard]] std::string date(std::string_view key);
    /// A list of strings; empty where the key is absent.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    /// A string out of a fixed list.
    [[nodiscard]] std::string one_of(std::string_view key, std::initializer_list<std::string_view> allowed);
    /// A nested table; nullptr where it is absent.
    [[nodiscard]] const TomlNode* optional_table(std::string_view key);
    /// The tables of an array of tables; empty where it is absent.
    [[nodiscard]] std::vector<const TomlNode*> tables(std::string_view key);
    /// Any node, counted as known; nullptr where it is absent.
    [[nodiscard]] const TomlNode* optional_node(std::string_view key);

    /// Refuses the keys that were not asked for. Call it last.
    void finish();

    [[nodiscard]] const Place& where() const { return node_.where; }
    void add_error(std::string code, std::string message, const Place& place);

  private:
    const TomlNode* typed(std::string_view key, TomlKind kind);
    const TomlNode* required(std::string_view key, TomlKind kind);

    const TomlNode& node_;
    std::string name_;
    std::vector<Error>& errors_;
    std::set<std::string, std::less<>> asked_;
};

/// The candidate that differs least from a misspelt word, where it differs by a third of its letters at most; else
/// empty.
[[nodiscard]] std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace konsequenz
