#include "report/html.h"

#include <fmt/format.h>

#include <cstdlib>

#include "report/texts.h"

namespace konsequenz::report {
namespace {

bool is_border(std::string_view text, std::size_t at) {
    return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) count += is_border(text, at) ? 1U : 0U;
    return count;
}

std::string marked(std::string_view stretch, const conduct::EvidenceSpan& span) {
    const auto label = to_string(span.label);
    const auto weight = std::abs(std::int64_t{span.weight_hundredths});
    const auto& pattern = span.weight_hundredths < 0 ? texts::evidence_takes : texts::evidence_adds;
    const auto note = in_each_language([&](Language language) {
        const auto* point = language == Language::english ? "." : ",";
        return escaped(fmt::format(fmt::runtime(pattern.in(language)),
                                   fmt::format("{}{}{:02}", weight / 100, point, weight % 100),
                                   word(label).in(language)));
    });
    return fmt::format(R"(<mark class="evidence {}" tabindex="0">{}<span class="note"> {}</span></mark>)", label,
                       escaped(stretch), note);
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string html;
    html.reserve(text.size() + text.size() / 16);
    for (const char character : text) {
        switch (character) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: {
                const auto byte = static_cast<unsigned char>(character);
                const bool is_control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
                if (is_control)
                    html += "\uFFFD";
                else
                    html += character;
            }
        }
    }
    return html;
}

std::string in_each_language(Text text) {
    return in_each_language([&](Language language) { return escaped(text.in(language)); });
}

std::size_t whole_code_points(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text.size();
    auto end = bytes_max;
    while (end > 0 && !is_border(text, end)) --end;
    return end;
}

std::string highlighted(std::string_view text, std::span<const conduct::EvidenceSpan> evidence, std::size_t bytes_max) {
    const auto shown = whole_code_points(text, bytes_max);
    std::string html;
    std::size_t done = 0;
    for (const auto& span : evidence) {
        const bool fits = span.start >= done && span.start < span.end && span.end <= shown;
        if (!fits || !is_border(text, span.start) || !is_border(text, span.end)) continue;
        html += escaped(text.substr(done, span.start - done));
        html += marked(text.substr(span.start, span.end - span.start), span);
        done = span.end;
    }
    html += escaped(text.substr(done, shown - done));
    if (shown == text.size()) return html;
    const auto left_out = code_points(text.substr(shown));
    return html + fmt::format(R"( <span class="left-out">{}</span>)", in_each_language([&](Language language) {
                                  return escaped(fmt::format(fmt::runtime(texts::left_out.in(language)),
                                                             number(left_out, language)));
                              }));
}

}  // namespace konsequenz::report
