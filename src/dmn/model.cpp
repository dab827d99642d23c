#include "dmn/model.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace konsequenz::dmn {

namespace {

bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }

constexpr std::array<std::string_view, 6> entities = {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#"};

/// Bytes of the entity, or of the letter, that begins here. What is no entity stays in the text as it is written.
std::size_t unit_size(std::string_view written, std::size_t at) {
    const std::string_view rest = written.substr(at);
    if (std::ranges::any_of(entities, [&](std::string_view entity) { return rest.starts_with(entity); }))
        return std::min(rest.find(';'), rest.size() - 1) + 1;
    std::size_t size = 1;
    while (at + size < written.size() && !begins_letter(written[at + size])) ++size;
    return size;
}

}  // namespace

// Walks over both at once: an entity is one letter of the text and several of the file.
Place Text::in_file(Place in_text) const {
    if (in_text.line == place.line) in_text.column = std::max(in_text.column, place.column + added) - added;
    Place read = place;
    Place found = in_text;
    found.line = place.line;
    found.column = place.column;
    for (std::size_t at = 0; at < written.size();) {
        if (read.line > in_text.line || (read.line == in_text.line && read.column >= in_text.column)) return found;
        const std::size_t size = unit_size(written, at);
        const std::string_view unit = std::string_view(written).substr(at, size);
        const bool ends_line = unit == "\n" || unit == "&#10;" || unit == "&#xA;" || unit == "&#xa;";
        read.line += ends_line ? 1U : 0U;
        read.column = ends_line ? 1U : read.column + 1;
        found.line += unit == "\n" ? 1U : 0U;
        const std::size_t letters = unit.front() == '&' ? unit.size() : 1;
        found.column = unit == "\n" ? 1U : found.column + static_cast<std::uint32_t>(letters);
        at += size;
    }
    return written.empty() ? in_text : found;
}

}  // namespace konsequenz::dmn
