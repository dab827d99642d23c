#include "heads.h"

namespace konsequenz::train {
namespace {

using conduct::Head;

/// Whether a row without a flag of abuse is known to be none: its data set has to know insults or abuse at large.
std::optional<bool> is_abusive(const Row& row) {
    if (row.is_weak) return std::nullopt;
    const bool can_tell = (row.annotated & (insult | unspecified)) != 0 || row.source == "davidson2017";
    // Narratives that an authority publishes are complaints, and were read before.
    if (row.source == "cfpb") return false;
    if (!can_tell) return std::nullopt;
    return row.is_abusive();
}

std::optional<bool> kind(const Row& row, std::uint8_t flag) {
    if (!row.is_abusive() || (row.annotated & flag) == 0) return std::nullopt;
    return (row.flags & flag) != 0;
}

std::optional<bool> aims_at(const Row& row, conduct::Target target) {
    if (!row.is_own || row.label == conduct::Label::none) return std::nullopt;
    return row.target == target;
}

std::optional<bool> is_grave(const Row& row, int severity) {
    if (!row.is_own || !row.is_abusive()) return std::nullopt;
    return row.severity >= severity;
}

std::optional<bool> is_criticism(const Row& row) {
    if (row.source == "cfpb") return true;
    if (!row.is_own || row.is_abusive()) return std::nullopt;
    return row.label == conduct::Label::criticism;
}

}  // namespace

std::optional<bool> wanted(Head head, const Row& row) {
    switch (head) {
        case Head::abusive: return is_abusive(row);
        case Head::disrespect: return kind(row, disrespect);
        case Head::insult: return kind(row, insult);
        case Head::discrimination: return kind(row, discrimination);
        case Head::threat: return kind(row, threat);
        case Head::criticism: return is_criticism(row);
        case Head::product: return aims_at(row, conduct::Target::product);
        case Head::company: return aims_at(row, conduct::Target::company);
        case Head::employee: return aims_at(row, conduct::Target::employee);
        case Head::other: return aims_at(row, conduct::Target::other);
        case Head::severity_2: return is_grave(row, 2);
        case Head::severity_3: return is_grave(row, 3);
        case Head::severity_4: return is_grave(row, 4);
        case Head::severity_criticism:
            return row.is_own && row.label == conduct::Label::criticism ? std::optional(row.severity > 0)
                                                                         : std::nullopt;
        case Head::german: break;
    }
    return row.is_german;
}

int times(Head head, const Row& row) {
    if (!row.is_own) return 1;
    switch (head) {
        case Head::abusive: return 4;
        case Head::disrespect:
        case Head::insult:
        case Head::discrimination:
        case Head::threat: return 6;
        case Head::criticism: return 2;
        default: return 1;
    }
}

double strength(Head head) {
    switch (head) {
        case Head::abusive: return 2.0;
        case Head::german: return 0.1;
        case Head::disrespect:
        case Head::insult:
        case Head::discrimination:
        case Head::threat: return 1.0;
        default: return 4.0;
    }
}

}  // namespace konsequenz::train
