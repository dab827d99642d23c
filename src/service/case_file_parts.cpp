#include "service/case_file_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json_writer.h"
#include "base/sha256.h"

namespace konsequenz::service {
namespace {

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::optional<std::string> text_of(const JsonValue& object, std::string_view name) {
    const auto found = object.find(name);
    if (!found || found->kind() != JsonKind::string) return std::nullopt;
    return std::string(found->text());
}

template <class Bytes>
bool read_base64(const JsonValue& value, Bytes& into) {
    if (value.kind() != JsonKind::string) return false;
    const auto bytes = seal::from_base64(value.text());
    if (!bytes || bytes->size() != into.size()) return false;
    std::ranges::copy(*bytes, into.begin());
    return true;
}

template <class Number>
bool read_number(const JsonValue& object, std::string_view name, Number& into) {
    const auto found = object.find(name);
    if (!found || found->kind() != JsonKind::number) return false;
    const auto text = found->text();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
}

bool read_place(const JsonValue& object, store::StoredEntry& stored) {
    const auto kind = text_of(object, "kind");
    const auto id = text_of(object, "id");
    const auto key = text_of(object, "key");
    const auto body = text_of(object, "body");
    const auto bytes = body ? seal::from_base64(*body) : std::nullopt;
    if (!kind || !id || !key || !bytes) return false;
    stored.kind = *kind;
    stored.id = *id;
    stored.key = *key;
    stored.body = *bytes;
    return read_number(object, "partition", stored.partition) && read_number(object, "sequence", stored.sequence) &&
           stored.sequence > 0;
}

}  // namespace

std::string to_line(const CaseEntry& entry) {
    std::string line;
    JsonWriter writer(line);
    const auto& stored = entry.stored;
    writer.begin_object().member("type", "entry").member("partition", std::int64_t{stored.partition});
    writer.member("sequence", static_cast<std::int64_t>(stored.sequence)).member("kind", stored.kind);
    writer.member("id", stored.id).member("key", stored.key);
    if (entry.content)
        writer.member("content", *entry.content);
    else
        writer.member("erased", true);
    writer.member("body", seal::to_base64(stored.body));
    if (entry.key)
        writer.member("opens", seal::to_base64({reinterpret_cast<const char*>(entry.key->data()), entry.key->size()}));
    writer.member("before", seal::to_base64(bytes_of(entry.before))).key("proof").begin_array();
    for (const auto& hash : entry.proof) writer.string(seal::to_base64(bytes_of(hash)));
    writer.end_array().end_object();
    return line + "\n";
}

std::optional<CaseEntry> read_entry_line(std::string_view line, JsonParser& parser) {
    const auto object = parser.parse(line);
    if (!object || object->kind() != JsonKind::object) return std::nullopt;
    CaseEntry entry;
    const auto before = object->find("before");
    const auto proof = object->find("proof");
    if (!read_place(*object, entry.stored) || !before || !read_base64(*before, entry.before) || !proof ||
        proof->kind() != JsonKind::array)
        return std::nullopt;
    for (const auto hash : *proof) {
        if (!read_base64(hash, entry.proof.emplace_back())) return std::nullopt;
    }
    if (const auto opens = object->find("opens")) {
        if (!read_base64(*opens, entry.key.emplace())) return std::nullopt;
    }
    entry.content = text_of(*object, "content");
    if (to_line(entry) != fmt::format("{}\n", line)) return std::nullopt;
    return entry;
}

std::string end_line(std::string_view before, std::size_t entries) {
    std::string line;
    JsonWriter writer(line);
    writer.begin_object().member("type", "end").member("entries", static_cast<std::int64_t>(entries));
    writer.member("sha256", to_hex(sha256(before))).end_object();
    return line + "\n";
}

std::optional<std::string> standard_of_outcome(std::string_view outcome) {
    JsonParser parser;
    const auto text = fmt::format("{{{}}}", outcome);
    const auto object = parser.parse(text);
    const auto standard = object && object->kind() == JsonKind::object ? object->find("standard") : std::nullopt;
    if (!standard || standard->kind() != JsonKind::object) return std::nullopt;
    return text_of(*standard, "sha256");
}

}  // namespace konsequenz::service
