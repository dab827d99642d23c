// Text into HTML, so that nothing a customer writes can become markup.
#pragma once

#include <concepts>
#include <span>
#include <string>
#include <string_view>

#include "conduct/assessment.h"
#include "report/language.h"

namespace konsequenz::report {

/// Safe as the content of an element and inside a quoted attribute. Control characters other than tab and line feed,
/// which HTML forbids, become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// The same content in each language, each in an element of its own that is shown in that language only.
/// `content` gives HTML.
template <std::invocable<Language> Content>
[[nodiscard]] std::string in_each_language(Content content, std::string_view element = "span") {
    std::string html;
    for (const auto language : languages) {
        html.append("<")
            .append(element)
            .append(" class=\"")
            .append(tag(language))
            .append("\" lang=\"")
            .append(tag(language))
            .append("\">");
        html.append(content(language)).append("</").append(element).append(">");
    }
    return html;
}
[[nodiscard]] std::string in_each_language(Text text);

/// The text with its evidence marked: each stretch underlined in its label's manner, with a note that names label and
/// weight. Only the first `bytes_max` bytes are shown (to a code point's border), with a word on how much is left out.
/// A stretch that lies outside the text, overlaps the one before or cuts a code point is not marked: it can only come
/// from an assessment of another text.
[[nodiscard]] std::string highlighted(std::string_view text, std::span<const conduct::EvidenceSpan> evidence,
                                      std::size_t bytes_max);

/// The greatest length up to `bytes_max` that ends on a code point's border of UTF-8.
[[nodiscard]] std::size_t whole_code_points(std::string_view text, std::size_t bytes_max);

}  // namespace konsequenz::report
