#include "base/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <iterator>
#include <utility>

namespace konsequenz {

namespace {

bool needs_escape(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == '"' || byte == '\\';
}

/// Whether one of eight letters needs an escape: the exact zero-byte test of Mycroft, for each of the three kinds.
bool needs_escape(std::uint64_t letters) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    const auto has_zero = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
    const auto control = (letters - ones * 0x20U) & ~letters & highs;
    return (control | has_zero(letters ^ (ones * '"')) | has_zero(letters ^ (ones * '\\'))) != 0;
}

bool needs_any_escape(std::string_view text) {
    std::uint64_t letters = 0;
    if (text.size() < sizeof letters)
        return std::any_of(text.begin(), text.end(), [](char letter) { return needs_escape(letter); });
    for (std::size_t at = 0; at + sizeof letters <= text.size(); at += sizeof letters) {
        std::memcpy(&letters, text.data() + at, sizeof letters);
        if (needs_escape(letters)) return true;
    }
    // The last eight, some of them for the second time.
    std::memcpy(&letters, text.data() + text.size() - sizeof letters, sizeof letters);
    return needs_escape(letters);
}

/// Appends what `write` puts at the place it is given, of which it returns the end; `size_max` is the most it may
/// write.
template <class Write>
void append_in_place(std::string& out, std::size_t size_max, Write write) {
    const auto before = out.size();
    // Grown by half at least, so that many small pieces do not copy the whole each time.
    if (out.capacity() < before + size_max)
        out.reserve(std::max(before + size_max, out.capacity() + out.capacity() / 2));
    out.resize_and_overwrite(before + size_max, [&](char* data, std::size_t) {
        return static_cast<std::size_t>(write(data + before) - data);
    });
}

char* copied(char* to, std::string_view text) {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
}

void append_escaped(std::string& out, std::string_view text);

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    if (needs_any_escape(text)) return append_escaped(out, text);
    append_in_place(out, text.size() + 2, [&](char* to) {
        *to++ = '"';
        to = copied(to, text);
        *to++ = '"';
        return to;
    });
}

namespace {

void append_escaped(std::string& out, std::string_view text) {
    out += '"';
    std::size_t clean_from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!needs_escape(text[at])) continue;
        const auto byte = static_cast<unsigned char>(text[at]);
        out.append(text, clean_from, at - clean_from);
        clean_from = at + 1;
        switch (byte) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
        }
    }
    out.append(text, clean_from);
    out += '"';
}

}  // namespace

void JsonWriter::separate() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (has_item_.empty()) return;
    if (has_item_.back() != 0) out_ += ',';
    has_item_.back() = '\1';
}

JsonWriter& JsonWriter::begin_object() {
    separate();
    out_ += '{';
    has_item_.push_back('\0');
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    assert(!has_item_.empty() && !after_key_);
    has_item_.pop_back();
    out_ += '}';
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    separate();
    out_ += '[';
    has_item_.push_back('\0');
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    assert(!has_item_.empty() && !after_key_);
    has_item_.pop_back();
    out_ += ']';
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view key) {
    assert(!has_item_.empty() && !after_key_);
    after_key_ = true;
    const bool has_item = std::exchange(has_item_.back(), '\1') != 0;
    if (needs_any_escape(key)) [[unlikely]] {
        if (has_item) out_ += ',';
        append_escaped(out_, key);
        out_ += ':';
        return *this;
    }
    append_in_place(out_, key.size() + 4, [&](char* to) {
        if (has_item) *to++ = ',';
        *to++ = '"';
        to = copied(to, key);
        *to++ = '"';
        *to++ = ':';
        return to;
    });
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    separate();
    append_json_string(out_, text);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool truth) { return raw(truth ? "true" : "false"); }

JsonWriter& JsonWriter::integer(std::int64_t number) {
    separate();
    const fmt::format_int digits(number);
    out_.append(digits.data(), digits.size());
    return *this;
}

JsonWriter& JsonWriter::real(double number) {
    if (!std::isfinite(number)) return null();
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", number);
    return *this;
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

}  // namespace konsequenz
