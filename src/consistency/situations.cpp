#include "consistency/situations.h"

#include <charconv>

#include "conduct/assessment.h"

namespace konsequenz::consistency {
namespace {

std::string_view yes_or_no(bool truth) { return truth ? "true" : "false"; }

void append_line(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append("=");
    // A value with a line break in it would look like two lines.
    for (const char byte : value) text += byte == '\n' ? ' ' : byte;
    text += '\n';
}

std::string_view word_of(const JsonValue& value) {
    switch (value.kind()) {
        case JsonKind::null: return "null";
        case JsonKind::array: return "[list]";
        case JsonKind::object: return "{context}";
        case JsonKind::boolean:
        case JsonKind::number:
        case JsonKind::string: break;
    }
    return value.text();
}

}  // namespace

void Situations::add_line(std::string_view name, std::string_view value) {
    append_line(key_, name, value);
    append_line(kind_, name, value);
}

void Situations::add_number(std::string_view name, std::string_view value) {
    double number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    if (read.ec != std::errc()) {
        add_line(name, value);
        return;
    }
    append_line(key_, name, value);
    append_line(kind_, name, "#");
    numbers_.push_back(number);
}

Index Situations::index(const RulingText& ruling, const Known& known) {
    key_.clear();
    kind_.clear();
    numbers_.clear();
    add_line("conduct.label", to_string(ruling.label));
    add_number("conduct.severity", ruling.severity);
    add_line("conduct.target", to_string(ruling.target));
    add_line("conduct.confirmed", yes_or_no(ruling.is_confirmed));
    add_line("conduct.intention", ruling.intention);
    add_line("contact.acts", known.acts);
    add_line("finding.result", to_string(known.merits));
    add_line("finding.fault", to_string(known.fault));
    add_line("finding.manifestly_unfounded", yes_or_no(known.is_manifestly_unfounded));
    add_line("circumstances.asked", yes_or_no(known.is_asked));
    add_line("circumstances.kind", to_string(known.circumstances));
    for (const auto& [name, value] : ruling.facts) {
        if (value.kind() == JsonKind::number)
            add_number(name, value.text());
        else
            add_line(name, word_of(value));
    }
    const auto found = keys_.index(key_);
    if (found == list_.size()) list_.push_back({key_, kinds_.index(kind_), numbers_});
    return found;
}

}  // namespace konsequenz::consistency
