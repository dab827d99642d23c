#include "report/frame.h"

#include <fmt/format.h>

#include "base/sha256.h"
#include "report/html.h"
#include "report/page_files.h"
#include "report/svg.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

/// Base 64 (RFC 4648) of a digest, as a content security policy writes it. 32 bytes leave two over: one padding sign.
std::string base64(const Digest& digest) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < digest.size(); at += 3) {
        const auto byte = [&](std::size_t index) { return index < digest.size() ? std::uint32_t{digest[index]} : 0U; };
        const auto bits = byte(at) << 16U | byte(at + 1) << 8U | byte(at + 2);
        for (const auto shift : {18U, 12U, 6U, 0U}) text += alphabet[bits >> shift & 63U];
    }
    text.back() = '=';
    return text;
}

std::string radio(std::string_view group, std::string_view value, std::string_view title, std::string_view checked) {
    return fmt::format(R"(<label><input type="radio" name="{0}" id="{0}-{1}" value="{1}"{2}><span>{3}</span></label>)",
                       group, value, checked, title);
}

}  // namespace

/// Only this style and this script run, whatever else might come to stand in the page; nothing is fetched.
std::string page_head(Text title) {
    return fmt::format(
        R"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">)"
        R"(<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'">)"
        R"(<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">)"
        R"(<title>Konsequenz · {} / {}</title><style>{}</style></head>)",
        base64(sha256(page_css())), base64(sha256(page_script())), escaped(title.english), escaped(title.german),
        page_css());
}

std::string page_start(Text title, std::string_view masthead) {
    return page_head(title) + fmt::format(R"(<body><a class="skip" href="#content">{}</a>{}{}<main id="content">)",
                                          in_each_language(texts::skip), pattern_definitions(), masthead);
}

std::string pictures_section(std::string_view plots) {
    return fmt::format(
        R"(<section aria-labelledby="pictures-heading"><h2 id="pictures-heading">{}</h2><div class="plots">{}</div></section>)",
        in_each_language(texts::pictures), plots);
}

std::string page_end() { return fmt::format("<script>{}</script></body></html>\n", page_script()); }

std::string page_choices() {
    auto html =
        fmt::format(R"(<div class="choices"><fieldset><legend>{}</legend>)", in_each_language(texts::language_choice));
    html += radio("language", "en", R"(<span lang="en">English</span>)", " checked") +
            radio("language", "de", R"(<span lang="de">Deutsch</span>)", "");
    html += fmt::format(R"(</fieldset><fieldset><legend>{}</legend>)", in_each_language(texts::theme_choice));
    html += radio("theme", "auto", in_each_language(texts::theme_system), " checked") +
            radio("theme", "light", in_each_language(texts::theme_light), "");
    return html + radio("theme", "dark", in_each_language(texts::theme_dark), "") + "</fieldset></div>";
}

}  // namespace konsequenz::report
