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

/// Contacts are another matter: how customers insult a service, and how they do not, costs more on every public set
/// than it gives.
std::optional<bool> in_public(const Row& row) { return row.is_own ? std::nullopt : is_abusive(row); }

std::optional<bool> kind(const Row& row, std::uint8_t flag) {
    if (!row.is_abusive() || (row.annotated & flag) == 0) return std::nullopt;
    return (row.flags & flag) != 0;
}

std::optional<bool> aims_at(const Row& row, conduct::Target target) {
    if (!row.is_own || row.label == conduct::Label::none) return std::nullopt;
    return row.target == target;
}

/// The higher of a label's two severities.
int upper_severity(conduct::Label label) {
    switch (label) {
        case conduct::Label::disrespect: return 2;
        case conduct::Label::insult: return 3;
        default: return 4;
    }
}

std::optional<bool> is_grave(const Row& row) {
    if (!row.is_own || !row.is_abusive()) return std::nullopt;
    return row.severity >= upper_severity(row.label);
}

/// Told from everything else that a contact may be.
std::optional<bool> is_of_label(const Row& row, conduct::Label label) {
    if (!is_service(row)) return std::nullopt;
    return row.is_own && row.label == label;
}

std::optional<bool> is_criticism(const Row& row) {
    if (!row.is_own || row.is_abusive()) return std::nullopt;
    return row.label == conduct::Label::criticism;
}

}  // namespace

bool is_service(const Row& row) { return row.is_own || row.source == "cfpb"; }

std::optional<bool> wanted(Head head, const Row& row) {
    switch (head) {
        case Head::abusive_service: return is_service(row) ? is_abusive(row) : std::nullopt;
        case Head::abusive_public: return in_public(row);
        case Head::service: return is_service(row);
        case Head::disrespect: return kind(row, disrespect);
        case Head::insult: return kind(row, insult);
        case Head::discrimination: return kind(row, discrimination);
        case Head::threat: return kind(row, threat);
        case Head::criticism: return is_criticism(row);
        case Head::product: return aims_at(row, conduct::Target::product);
        case Head::company: return aims_at(row, conduct::Target::company);
        case Head::employee: return aims_at(row, conduct::Target::employee);
        case Head::other: return aims_at(row, conduct::Target::other);
        case Head::grave: return is_grave(row);
        case Head::grave_criticism:
            return row.is_own && row.label == conduct::Label::criticism ? std::optional(row.severity > 0)
                                                                        : std::nullopt;
        case Head::service_disrespect: return is_of_label(row, conduct::Label::disrespect);
        case Head::service_insult: return is_of_label(row, conduct::Label::insult);
        case Head::service_discrimination: return is_of_label(row, conduct::Label::discrimination);
        case Head::service_threat: return is_of_label(row, conduct::Label::threat);
        case Head::german: break;
    }
    return row.is_german;
}

int times(Head head, const Row& row) {
    if (!row.is_own) {
        // Small sets whose labels were made with care, beside large ones.
        if (head == Head::abusive_public) return row.source == "convabuse" ? 4 : row.source == "germeval2018" ? 2 : 1;
        // Talk to a machine looks most like talk to a service.
        if (head == Head::service) return row.source == "convabuse" ? 10 : row.source == "germeval2018" ? 4 : 1;
        return 1;
    }
    switch (head) {
        case Head::disrespect:
        case Head::insult:
        case Head::discrimination:
        case Head::threat: return 6;
        case Head::criticism: return 2;
        case Head::service: return 10;
        default: return 1;
    }
}

double strength(Head head) {
    switch (head) {
        case Head::abusive_service:
        case Head::service_disrespect:
        case Head::service_insult:
        case Head::service_discrimination:
        case Head::service_threat: return 40.0;
        case Head::abusive_public: return 4.0;
        case Head::service: return 5.0;
        case Head::german: return 0.1;
        case Head::disrespect:
        case Head::insult:
        case Head::discrimination:
        case Head::threat: return 1.0;
        default: return 4.0;
    }
}

}  // namespace konsequenz::train
