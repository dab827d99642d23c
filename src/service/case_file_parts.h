// The lines of a case file, as they are written and read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json.h"
#include "seal/keys.h"
#include "store/merkle.h"
#include "store/store.h"

namespace konsequenz::service {

struct CaseEntry {
    store::StoredEntry stored;
    Digest before{};                     ///< the hash of the entry before it in its partition
    std::optional<seal::Key> key;        ///< opens the body; nothing where it is not sealed or was erased
    std::optional<std::string> content;  ///< what it says; nothing where it was erased
    store::Proof proof;                  ///< its inclusion in the tree of the checkpoint
};

/// One line with its line break.
[[nodiscard]] std::string to_line(const CaseEntry& entry);
/// Nothing where it is no line of that kind, or not written as to_line writes it.
[[nodiscard]] std::optional<CaseEntry> read_entry_line(std::string_view line, JsonParser& parser);

/// The last line, with the SHA-256 of all before it.
[[nodiscard]] std::string end_line(std::string_view before, std::size_t entries);

/// The SHA-256 of the standard that an outcome's members name, in hexadecimal.
[[nodiscard]] std::optional<std::string> standard_of_outcome(std::string_view outcome);

}  // namespace konsequenz::service
