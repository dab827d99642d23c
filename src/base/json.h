// JSON in: one strict reader for the whole project (RFC 8259), over simdjson, which no one else includes.
//
// A JsonParser keeps its memory between documents, so that parsing many records allocates nothing once warm.
// Refused: invalid UTF-8, duplicate keys, nesting deeper than 64, anything after the document.
// Numbers stay text: what they mean exactly is their reader's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/error.h"

namespace konsequenz {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// The kind's name with its article, for messages: "a number".
[[nodiscard]] std::string_view to_string(JsonKind kind);

namespace detail {
struct JsonNode {
    std::string_view key;     ///< unescaped; of a member of an object
    std::string_view text;    ///< unescaped string, or the number or boolean as written
    std::uint32_t next = 0;   ///< index of the next sibling; 0 = none (the root is nobody's sibling)
    std::uint32_t count = 0;  ///< children of an array or object
    JsonKind kind = JsonKind::null;
};
}  // namespace detail

/// A handle on one value of a parsed document; valid until its parser parses again.
class JsonValue {
  public:
    class Iterator;

    [[nodiscard]] JsonKind kind() const { return node().kind; }
    [[nodiscard]] bool is_null() const { return kind() == JsonKind::null; }
    /// Of a string: its unescaped text. Of a number: as written. Of a boolean: `true` or `false`.
    [[nodiscard]] std::string_view text() const { return node().text; }
    [[nodiscard]] bool as_boolean() const { return node().text.starts_with('t'); }
    /// Of a member of an object: its unescaped key.
    [[nodiscard]] std::string_view key() const { return node().key; }
    /// Number of members or items.
    [[nodiscard]] std::size_t size() const { return node().count; }
    /// The member of an object by key.
    [[nodiscard]] std::optional<JsonValue> find(std::string_view key) const;

    /// Members or items in the order written.
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

  private:
    friend class JsonParser;
    JsonValue(const detail::JsonNode* nodes, std::uint32_t index) : nodes_(nodes), index_(index) {}
    [[nodiscard]] const detail::JsonNode& node() const { return nodes_[index_]; }

    const detail::JsonNode* nodes_;
    std::uint32_t index_;
};

class JsonValue::Iterator {
  public:
    Iterator(const detail::JsonNode* nodes, std::uint32_t index) : nodes_(nodes), index_(index) {}
    JsonValue operator*() const { return {nodes_, index_}; }
    Iterator& operator++() {
        index_ = nodes_[index_].next;
        return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

  private:
    const detail::JsonNode* nodes_;
    std::uint32_t index_;
};

inline JsonValue::Iterator JsonValue::begin() const { return {nodes_, node().count == 0 ? 0U : index_ + 1}; }
inline JsonValue::Iterator JsonValue::end() const { return {nodes_, 0}; }

class JsonParser {
  public:
    JsonParser();
    ~JsonParser();
    JsonParser(JsonParser&&) noexcept;
    JsonParser& operator=(JsonParser&&) noexcept;

    /// Errors: json.syntax, json.encoding, json.duplicate-key, json.too-deep; each with its column where known.
    [[nodiscard]] Result<JsonValue> parse(std::string_view document);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz
