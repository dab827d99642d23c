// JSON out: compact, keys in the order given, the same bytes for the same calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace konsequenz {

/// Appends one JSON document to a string. Calls must nest as JSON does (asserted).
class JsonWriter {
  public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view key);

    JsonWriter& string(std::string_view text);
    JsonWriter& boolean(bool truth);
    JsonWriter& integer(std::int64_t number);
    /// The shortest decimal that reads back as the same double; null where it is not finite.
    JsonWriter& real(double number);
    JsonWriter& null();
    /// A value that is JSON already, as a number kept as text.
    JsonWriter& raw(std::string_view json);
    /// Members of the current object that are JSON already, comma between them, at least one: `"a":1,"b":[]`.
    JsonWriter& raw_members(std::string_view json) { return raw(json); }

    /// key() and value in one.
    JsonWriter& member(std::string_view name, std::string_view text) { return key(name).string(text); }
    JsonWriter& member(std::string_view name, const char* text) { return key(name).string(text); }
    JsonWriter& member(std::string_view name, bool truth) { return key(name).boolean(truth); }
    JsonWriter& member(std::string_view name, std::int64_t number) { return key(name).integer(number); }

  private:
    void separate();

    std::string& out_;
    std::string has_item_;  ///< one letter a level: whether a comma is due; a string, since few levels need no heap
    bool after_key_ = false;
};

/// Appends text as a JSON string with its quotes: only `"`, `\` and control characters are escaped.
void append_json_string(std::string& out, std::string_view text);

}  // namespace konsequenz
