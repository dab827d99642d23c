// The rows that the model is trained and measured on, in one form: those of the public data sets, and our own contacts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "conduct/assessment.h"

namespace konsequenz::train {

/// Bits of what a row is, and of what its data set can say.
enum Flag : std::uint8_t {
    disrespect = 1,
    insult = 2,
    discrimination = 4,
    threat = 8,
    unspecified = 16,  ///< abusive, of a kind that the data set does not name; sexual harassment as well
    criticism = 32,
};
inline constexpr std::uint8_t any_abuse = disrespect | insult | discrimination | threat | unspecified;

enum class Part : std::uint8_t { train, dev, test };

struct Row {
    std::string id;
    std::string text;
    std::string source;
    std::string group;  ///< of our own: rows of one group stay in one part
    std::string tags;   ///< of our own
    std::uint8_t flags = 0;
    std::uint8_t annotated = 0;
    bool is_own = false;
    bool is_german = false;
    bool is_weak = false;                            ///< its label follows from a rule of thumb
    Part part = Part::train;                         ///< of our own
    conduct::Label label = conduct::Label::none;     ///< of our own
    conduct::Target target = conduct::Target::none;  ///< of our own
    int severity = 0;                                ///< of our own

    [[nodiscard]] bool is_abusive() const { return (flags & any_abuse) != 0; }
};

/// The part of a group: FNV-1a of 64 bits over its bytes, modulo 10; 0 and 1 test, 2 and 3 dev, the others train.
[[nodiscard]] Part part_of(std::string_view group);

/// The JSON Lines of every file in a tar.xz archive, in the archive's order; rows whose licence forbids training are
/// left out where `only_permitted`. Reads through tar and xz. Errors: train.archive, train.row.
enum class Licence : std::uint8_t { permitted, any };
[[nodiscard]] Result<std::vector<Row>> read_archive(const std::string& path, Licence licence);

/// Our own contacts, of every *.tsv in a folder in the order of their names: group, variety, touchpoint, label,
/// severity, target, tags, text. Errors: train.archive, train.row.
[[nodiscard]] Result<std::vector<Row>> read_contacts(const std::string& folder);

}  // namespace konsequenz::train
