#include "voices/plain_line.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "voices/short_text.h"

namespace konsequenz::voices {
namespace {

/// Which of sixteen bytes end a plain string or forbid it, a bit each from the lowest on, and whether any is beyond
/// ASCII.
struct Ends {
    std::uint32_t bits = 0;
    bool is_beyond_ascii = false;
};

Ends ends_in(const char* bytes) {
#if defined(__SSE2__)
    // The compiler's built-in for what it finds no way to by itself: to gather one bit of each byte.
    using Bytes = char __attribute__((vector_size(16)));
    using Codes = unsigned char __attribute__((vector_size(16)));
    Bytes text;
    std::memcpy(&text, bytes, sizeof text);
    Codes codes;
    std::memcpy(&codes, bytes, sizeof codes);
    const auto is_end = (codes == '"') | (codes == '\\') | (codes < ' ');
    Bytes marks;
    std::memcpy(&marks, &is_end, sizeof marks);
    return {static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(marks)), __builtin_ia32_pmovmskb128(text) != 0};
#else
    Ends ends;
    for (std::uint32_t at = 0; at < 16; ++at) {
        const auto code = static_cast<unsigned char>(bytes[at]);
        if (code == '"' || code == '\\' || code < ' ') ends.bits |= std::uint32_t{1} << at;
        if (code >= 0x80) ends.is_beyond_ascii = true;
    }
    return ends;
#endif
}

/// How long the character that begins there is, beyond ASCII; 0 where it is not UTF-8. Three bytes more may be read.
std::size_t utf8_size(const unsigned char* bytes) {
    const auto goes_on = [&](std::size_t at) { return (bytes[at] & 0xC0U) == 0x80; };
    const auto first = bytes[0];
    if (first >= 0xC2 && first <= 0xDF) return goes_on(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        // Neither what two bytes could say nor the halves of pairs.
        const bool is_right = (first != 0xE0 || bytes[1] >= 0xA0) && (first != 0xED || bytes[1] <= 0x9F);
        return is_right && goes_on(1) && goes_on(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool is_right = (first != 0xF0 || bytes[1] >= 0x90) && (first != 0xF4 || bytes[1] <= 0x8F);
        return is_right && goes_on(1) && goes_on(2) && goes_on(3) ? 4 : 0;
    }
    return 0;
}

/// Of a text with so many readable bytes behind it that eight can be looked at from any place in it.
bool is_utf8(std::string_view padded_text) {
    const auto* at = reinterpret_cast<const unsigned char*>(padded_text.data());
    const auto* end = at + padded_text.size();
    while (at < end) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        const auto beyond = word & 0x8080808080808080;
        if constexpr (std::endian::native == std::endian::little) {
            at += beyond == 0 ? 8 : std::countr_zero(beyond) / 8;
            if (beyond == 0) continue;
        } else if (beyond == 0 || *at < 0x80) {
            at += beyond == 0 ? 8 : 1;
            continue;
        }
        if (at >= end) return true;
        const auto size = utf8_size(at);
        if (size == 0) return false;
        at += size;
    }
    return true;
}

class PlainReader {
  public:
    PlainReader(std::string_view padded_line, std::span<JsonMember> wanted)
        : at_(padded_line.data()), end_(at_ + padded_line.size()), wanted_(wanted) {
        for (const auto& asked : wanted) marks_ |= mark_of(asked.name) | mark_of(asked.parent);
    }

    bool read() { return at_ < end_ && read_object({}) && at_ == end_; }

  private:
    static constexpr unsigned depth_max = 16;

    /// One bit of many, by which most keys that are not asked for are told at once.
    static std::uint64_t mark_of(std::string_view key) {
        if (key.empty()) return 0;
        return std::uint64_t{1} << ((static_cast<unsigned char>(key.front()) + 8 * key.size()) % 64);
    }

    bool take(char byte) {
        if (*at_ != byte || at_ >= end_) return false;
        ++at_;
        return true;
    }
    void pass_blank() { at_ += *at_ == ' ' ? 1 : 0; }

    bool read_string(std::string_view& text) {
        if (!take('"')) return false;
        const auto* first = at_;
        bool is_beyond_ascii = false;
        while (at_ < end_) {
            const auto ends = ends_in(at_);
            is_beyond_ascii |= ends.is_beyond_ascii;
            at_ += ends.bits == 0 ? 16 : std::countr_zero(ends.bits);
            if (ends.bits == 0) continue;
            text = {first, static_cast<std::size_t>(at_ - first)};
            return take('"') && (!is_beyond_ascii || is_utf8(text));
        }
        return false;
    }

    /// A number or a literal, of what may stand in one: only simdjson says which of them are right, where it looks.
    bool pass_scalar() {
        const auto* first = at_;
        while ((*at_ >= '0' && *at_ <= '9') || (*at_ >= 'a' && *at_ <= 'z') || *at_ == '-' || *at_ == '+' ||
               *at_ == '.' || *at_ == 'E')
            ++at_;
        return at_ != first && at_ < end_ && (*at_ == ',' || *at_ == '}' || *at_ == ']');
    }

    bool pass_value(unsigned depth) {
        std::string_view ignored;
        if (*at_ == '"') return read_string(ignored);
        if (*at_ != '{' && *at_ != '[') return pass_scalar();
        if (depth == depth_max) return false;
        const bool is_object = *at_ == '{';
        const char closing = is_object ? '}' : ']';
        ++at_;
        if (take(closing)) return true;
        do {
            pass_blank();
            if (is_object && !read_key(ignored)) return false;
            if (!pass_value(depth + 1)) return false;
        } while (take(','));
        return take(closing);
    }

    bool read_key(std::string_view& key) {
        if (!read_string(key) || !take(':')) return false;
        pass_blank();
        return true;
    }

    bool fill(JsonMember& member) {
        if (*at_ == '"') {
            member.kind = JsonKind::string;
            return read_string(member.text);
        }
        const auto* first = at_;
        if (!pass_value(1)) return false;
        const std::string_view text(first, static_cast<std::size_t>(at_ - first));
        if (text == "null") {
            member.kind = JsonKind::null;
            return true;
        }
        if (text.front() == '[')
            member.kind = JsonKind::array;
        else if (text == "true" || text == "false")
            member.kind = JsonKind::boolean;
        else
            return false;
        member.text = text;
        return *at_ == ',' || *at_ == '}';  // what simdjson gives goes on to here
    }

    bool read_object(std::string_view parent) {
        if (!take('{')) return false;
        if (take('}')) return true;
        do {
            pass_blank();
            std::string_view key;
            if (!read_key(key) || !read_value(parent, key)) return false;
        } while (take(','));
        return take('}');
    }

    bool read_value(std::string_view parent, std::string_view key) {
        if ((marks_ & mark_of(key)) == 0) return pass_value(1);
        for (auto& asked : wanted_) {
            if (is_same(parent, asked.parent)) {
                if (is_same(key, asked.name)) return fill(asked);
            } else if (parent.empty() && is_same(key, asked.parent)) {
                return *at_ == '{' ? read_object(asked.parent) : pass_value(1);
            }
        }
        return pass_value(1);
    }

    const char* at_;
    const char* end_;
    std::span<JsonMember> wanted_;
    std::uint64_t marks_ = 0;  ///< of what is wanted
};

}  // namespace

bool read_plain_members(std::string_view padded_line, std::span<JsonMember> wanted) {
    for (auto& member : wanted) member = {member.parent, member.name};
    return PlainReader(padded_line, wanted).read();
}

Result<void> members_of(std::string_view padded_line, std::span<JsonMember> wanted) {
    if (read_plain_members(padded_line, wanted)) return {};
    return read_members(padded_line, wanted);
}

}  // namespace konsequenz::voices
