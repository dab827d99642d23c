// Code points: reading them from UTF-8, and the Latin letters that each is folded to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace konsequenz::conduct {

struct Decoded {
    char32_t code = 0;
    std::uint32_t size = 1;  ///< bytes
    bool is_valid = false;
};

/// One code point; a byte that begins none is one invalid byte. `at` is inside the text.
[[nodiscard]] Decoded decode(std::string_view text, std::size_t at);

/// Appends the folded letters of a code point, never more bytes than it has; false where it is no part of a word.
/// `bytes` are its UTF-8 bytes.
bool fold_into(std::string& out, char32_t code, std::string_view bytes);

[[nodiscard]] bool is_invisible(char32_t code);
[[nodiscard]] bool is_combining(char32_t code);
[[nodiscard]] bool is_apostrophe(char32_t code);
[[nodiscard]] bool is_double_quote(char32_t code);
[[nodiscard]] bool is_pictograph(char32_t code);
[[nodiscard]] bool is_sentence_end(char32_t code);
[[nodiscard]] bool is_clause_end(char32_t code);
[[nodiscard]] bool is_upper_case(char32_t code);
/// The Latin letter that a Greek, Cyrillic, full-width or mathematical one looks like; 0 where there is none.
[[nodiscard]] char look_alike(char32_t code);

}  // namespace konsequenz::conduct
