// A place in FEEL text, and the lexical rules: white space, comments, names, numbers, strings. DMN 1.5, 10.3.1.2.
//
// FEEL cannot be cut into tokens without its scope, since names may hold spaces and operators; so the parser asks the
// cursor for what it expects. The text is valid UTF-8 (the parser checks that first).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "feel/function.h"

namespace konsequenz::feel {

/// The code point at an offset and its length in bytes; length 0 at the end.
struct CodePoint {
    char32_t code = 0;
    std::uint32_t length = 0;
};
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset);
[[nodiscard]] bool is_valid_utf8(std::string_view text);
void append_utf8(std::string& out, char32_t code);

[[nodiscard]] bool is_white_space(char32_t code);
[[nodiscard]] bool is_name_start(char32_t code);
[[nodiscard]] bool is_name_part(char32_t code);

/// Runs of white space as one space, none at the ends.
[[nodiscard]] std::string normalized_name(std::string_view name);

enum class StringFault : std::uint8_t { none, unterminated, bad_escape };

class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(text) {}

    [[nodiscard]] std::uint32_t offset() const { return offset_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    void go_to(std::uint32_t offset) { offset_ = offset; }
    /// Past white space and comments; a comment that does not end runs to the end of the text.
    void skip_space() {
        if (offset_ < text_.size() && begins_token(text_[offset_])) return;
        skip_space_slowly();
    }
    /// After white space: whether nothing is left.
    [[nodiscard]] bool at_end() {
        skip_space();
        return offset_ >= text_.size();
    }
    /// After white space: the next byte, 0 at the end.
    [[nodiscard]] char peek() { return at_end() ? '\0' : text_[offset_]; }
    /// The rest of the text after white space.
    [[nodiscard]] std::string_view rest() {
        skip_space();
        return text_.substr(offset_);
    }
    /// After white space: passes the symbol if it stands here.
    [[nodiscard]] bool take(std::string_view symbol);
    [[nodiscard]] bool looking_at(std::string_view symbol) { return rest().starts_with(symbol); }
    /// As take, but a whole word: no name character follows.
    [[nodiscard]] bool take_word(std::string_view word);
    [[nodiscard]] bool looking_at_word(std::string_view word);
    /// After white space: the offset behind `name` if it stands here, where each space of the name matches any white
    /// space and no name character follows a name character.
    [[nodiscard]] std::optional<std::uint32_t> match_name(std::string_view name) {
        // Most names that are tried do not even begin so.
        const char here = peek();
        if (here == '\0' || (!name.empty() && name.front() != ' ' && name.front() != here)) return std::nullopt;
        return match_whole_name(name);
    }
    /// After white space: the offset behind the identifier here.
    [[nodiscard]] std::optional<std::uint32_t> match_identifier();
    /// A number literal, without sign; empty where none stands here.
    [[nodiscard]] std::string_view take_number();
    /// The content of a string literal whose opening quote stands here.
    [[nodiscard]] StringFault take_string(std::string& content);

  private:
    /// Of a byte, whether it is certainly neither white space nor the start of a comment.
    [[nodiscard]] static bool begins_token(char byte) { return byte > ' ' && byte < '\x7f' && byte != '/'; }
    void skip_space_slowly();
    [[nodiscard]] std::optional<std::uint32_t> match_whole_name(std::string_view name);
    [[nodiscard]] bool take_escape(std::string& content);
    [[nodiscard]] std::optional<char32_t> take_hex(std::uint32_t digits);

    std::string_view text_;
    std::uint32_t offset_ = 0;
};

/// Words that are no part of a name made up of several unknown identifiers.
[[nodiscard]] bool is_keyword(std::string_view word);

}  // namespace konsequenz::feel
