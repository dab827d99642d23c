// A few members out of millions of JSON objects, fast: what is not asked for is passed over and not checked.
#pragma once

#include <span>

#include "base/json.h"

namespace konsequenz::voices {

/// A member that is asked for, of the object itself or, where `parent` names one, of an object inside it.
struct JsonMember {
    std::string_view parent;
    std::string_view name;
    JsonKind kind = JsonKind::null;  ///< null where it is missing, too
    std::string_view text = {};      ///< as JsonValue::text(), of an array its JSON; valid until the next read
};

inline constexpr std::size_t json_padding = 64;  ///< so many bytes behind a line are read, whatever they hold

/// Fills what is wanted from one object; of a key that stands twice the last counts. Each thread keeps its memory.
/// Errors: json.syntax, json.encoding, as far as they are met.
[[nodiscard]] Result<void> read_members(std::string_view padded_line, std::span<JsonMember> wanted);

}  // namespace konsequenz::voices
