#include <fmt/format.h>

#include "proof/findings_out.h"

namespace konsequenz::proof {
namespace {

std::string counted(std::size_t number, std::string_view what) {
    return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

std::string place_text(const Place& where) {
    std::string text = where.file;
    if (where.line > 0) text += fmt::format(":{}", where.line);
    if (where.line > 0 && where.column > 0) text += fmt::format(":{}", where.column);
    if (!text.empty()) text += ": ";
    return text;
}

}  // namespace

FindingCount& FindingCount::operator+=(const FindingCount& other) {
    errors += other.errors;
    warnings += other.warnings;
    notes += other.notes;
    return *this;
}

FindingCount count(const std::vector<Finding>& findings) {
    FindingCount counted;
    for (const Finding& finding : findings) {
        switch (finding.level) {
            case Level::error: ++counted.errors; break;
            case Level::warning: ++counted.warnings; break;
            case Level::note: ++counted.notes; break;
        }
    }
    return counted;
}

std::string to_string(const FindingCount& count) {
    return fmt::format("{}, {}, {}", counted(count.errors, "error"), counted(count.warnings, "warning"),
                       counted(count.notes, "note"));
}

std::string to_text(const std::vector<Finding>& findings, const Paint& paint) {
    std::string text;
    for (const Finding& finding : findings) {
        const std::string field = finding.where.field.empty() ? "" : finding.where.field + ": ";
        text += fmt::format("{}{} {}{} [{}]\n", place_text(finding.where),
                            paint(fmt::format("{}:", to_string(finding.level)), finding.level), field, finding.message,
                            finding.code);
        for (const std::string& detail : finding.details) text += fmt::format("    {}\n", detail);
    }
    return text;
}

}  // namespace konsequenz::proof
