#include "voices/plain_line.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "voices/short_text.h"

namespace konsequenz::voices {
namespace {

constexpr std::size_t chunk_bytes = 64;
static_assert(chunk_bytes <= json_padding);

/// What 64 bytes are, a bit each from the lowest on.
struct Chunk {
    std::uint64_t quotes = 0;
    std::uint64_t not_plain = 0;  ///< they escape or control
    std::uint64_t beyond_ascii = 0;
};

#if defined(__SSE2__)
Chunk chunk_of(const char* bytes) {
    // The compiler's built-in for what it finds no way to by itself: to gather one bit of each byte.
    using Bytes = char __attribute__((vector_size(16)));
    using Codes = unsigned char __attribute__((vector_size(16)));
    const auto bits = [](auto lanes, unsigned from) {
        Bytes marks;
        std::memcpy(&marks, &lanes, sizeof marks);
        return std::uint64_t{static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(marks))} << from;
    };
    Chunk chunk;
    for (unsigned from = 0; from < chunk_bytes; from += sizeof(Codes)) {
        Codes codes;
        std::memcpy(&codes, bytes + from, sizeof codes);
        chunk.quotes |= bits(codes == '"', from);
        chunk.not_plain |= bits((codes == '\\') | (codes < ' '), from);
        chunk.beyond_ascii |= bits(codes, from);
    }
    return chunk;
}
#else
Chunk chunk_of(const char* bytes) {
    Chunk chunk;
    for (unsigned at = 0; at < chunk_bytes; ++at) {
        const auto code = static_cast<unsigned char>(bytes[at]);
        chunk.quotes |= std::uint64_t{code == '"' ? 1U : 0U} << at;
        chunk.not_plain |= std::uint64_t{code == '\\' || code < ' ' ? 1U : 0U} << at;
        chunk.beyond_ascii |= std::uint64_t{code >= 0x80 ? 1U : 0U} << at;
    }
    return chunk;
}
#endif

/// How many bits are set; the library's own way is a call where the processor may lack the instruction.
std::size_t count_of(std::uint64_t bits) {
    bits -= bits >> 1U & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2U & 0x3333333333333333);
    return (((bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101) >> 56U;
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

/// Where a line's quotes are. As none is escaped, they open and close in turn.
class Quotes {
  public:
    /// False where the line has something that is not plain, or too many quotes.
    bool find(std::string_view padded_line) {
        bool is_beyond_ascii = false;
        for (std::size_t from = 0; from < padded_line.size(); from += chunk_bytes) {
            auto chunk = chunk_of(padded_line.data() + from);
            if (const auto rest = padded_line.size() - from; rest < chunk_bytes) {
                const auto own = (std::uint64_t{1} << rest) - 1;
                chunk = {chunk.quotes & own, chunk.not_plain & own, chunk.beyond_ascii & own};
            }
            if (chunk.not_plain != 0 || count_ > quotes_max) return false;
            is_beyond_ascii |= chunk.beyond_ascii != 0;
            add(chunk.quotes, from);
        }
        return !is_beyond_ascii || is_utf8(padded_line);
    }

    /// From one quote to the next, where the next one opens there.
    bool take(std::size_t opening, std::size_t& closing) {
        if (next_ + 1 >= count_ || at_[next_] != opening) return false;
        closing = at_[next_ + 1];
        next_ += 2;
        return true;
    }

  private:
    static constexpr std::size_t quotes_max = 256;

    void add(std::uint64_t bits, std::size_t from) {
        // As many at a time as are usual: how many there are would be guessed wrong more often than not.
        const auto count = count_ + count_of(bits);
        do {
            for (std::size_t step = 0; step < 8; ++step) {
                at_[count_ + step] =
                    static_cast<std::uint32_t>(from) + static_cast<std::uint32_t>(std::countr_zero(bits));
                bits &= bits - 1;
            }
            count_ += 8;
        } while (bits != 0);
        count_ = count;
    }

    std::array<std::uint32_t, quotes_max + chunk_bytes + 8> at_;  // NOLINT: filled as far as it is looked at
    std::size_t count_ = 0;
    std::size_t next_ = 0;
};

class PlainReader {
  public:
    PlainReader(std::string_view padded_line, std::span<JsonMember> wanted)
        : line_(padded_line), at_(line_.data()), end_(at_ + line_.size()), wanted_(wanted) {
        for (const auto& asked : wanted) marks_ |= mark_of(asked.name) | mark_of(asked.parent);
    }

    bool read() { return quotes_.find(line_) && at_ < end_ && read_object({}) && at_ == end_; }

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
        const auto opening = static_cast<std::size_t>(at_ - line_.data());
        std::size_t closing = 0;
        if (!quotes_.take(opening, closing)) return false;
        text = {at_ + 1, closing - opening - 1};
        at_ = line_.data() + closing + 1;
        return true;
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

    std::string_view line_;
    const char* at_;
    const char* end_;
    Quotes quotes_;
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
