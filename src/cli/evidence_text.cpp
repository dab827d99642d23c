#include "cli/evidence_text.h"

#include <fmt/format.h>

#include <cstdlib>

#include "service/line_writer.h"

namespace konsequenz::cli {
namespace {

using conduct::Label;

/// ANSI styles: abuse red, threats in reverse, disrespect yellow, criticism green.
std::string_view style_of(Label label) {
    switch (label) {
        case Label::none: return "0";
        case Label::criticism: return "4;32";
        case Label::disrespect: return "4;33";
        case Label::insult: return "4;31";
        case Label::discrimination: return "1;4;31";
        case Label::threat: return "1;7;31";
    }
    return "0";
}

bool is_control(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) return true;
    return byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

/// Line breaks are indented with the text; other control characters and what is no UTF-8 become U+FFFD.
void append_shown(std::string& out, std::string_view given) {
    const auto text = service::with_replacements(given);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_control(text, at)) {
            out += text[at];
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte == '\n')
            out += "\n    ";
        else if (byte == '\t')
            out += ' ';
        else if (byte != '\r')
            out += "\xEF\xBF\xBD";
        if (byte == 0xC2) ++at;
    }
}

void append_span(std::string& out, std::string_view stretch, const conduct::EvidenceSpan& span, Marks marks) {
    const auto note = fmt::format("{} {}", to_string(span.label), weight_text(span.weight_hundredths));
    if (marks == Marks::colour) {
        out += fmt::format("\x1b[{}m", style_of(span.label));
        append_shown(out, stretch);
        out += fmt::format("\x1b[0m\x1b[2m[{}]\x1b[0m", note);
        return;
    }
    out += "«";
    append_shown(out, stretch);
    out += fmt::format("»[{}]", note);
}

std::string verdict(const conduct::Assessment& assessment) {
    if (!assessment.not_assessed.empty()) return fmt::format("not assessed: {}", assessment.not_assessed);
    auto text = std::string(to_string(assessment.label));
    if (assessment.label != Label::none) text += fmt::format(", severity {} of 4", assessment.severity);
    if (assessment.target != conduct::Target::none) text += fmt::format(", at {}", to_string(assessment.target));
    const auto& probability = assessment.probability;
    text += fmt::format(" · abusive {}.{} %", probability.abusive / 100, probability.abusive / 10 % 10);
    if (assessment.alert)
        text += " · alert";
    else if (assessment.triage)
        text += " · triage";
    return text;
}

}  // namespace

std::string weight_text(std::int32_t weight_hundredths) {
    const auto size = std::abs(std::int64_t{weight_hundredths});
    return fmt::format("{}{}.{:02}", weight_hundredths < 0 ? '-' : '+', size / 100, size % 100);
}

void render_for_people(std::string& out, const service::AssessedText& text, Marks marks) {
    const auto& assessment = text.assessment;
    const auto head = verdict(assessment);
    append_shown(out, text.id);
    if (marks == Marks::colour) {
        const bool is_abusive = assessment.label > Label::criticism;
        out += fmt::format("  \x1b[{}m{}\x1b[0m\n    ", is_abusive ? "1" : "2", head);
    } else {
        out += fmt::format("  {}\n    ", head);
    }
    std::size_t done = 0;
    for (const auto& span : assessment.evidence) {
        if (span.start < done || span.end > text.text.size() || span.start >= span.end) continue;
        append_shown(out, text.text.substr(done, span.start - done));
        append_span(out, text.text.substr(span.start, span.end - span.start), span, marks);
        done = span.end;
    }
    append_shown(out, text.text.substr(done));
}

}  // namespace konsequenz::cli
