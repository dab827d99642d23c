// The members of lines as nearly all programs write them, at less cost than those of any JSON. Inside voices only.
#pragma once

#include <span>
#include <string_view>

#include "voices/json_members.h"

namespace konsequenz::voices {

/// Fills what is wanted as read_members() does from a line of one object with no blank but one after `:` and `,` and
/// no escaped character. False where the line is not so, or not right: then nothing is said, and read_members() knows.
[[nodiscard]] bool read_plain_members(std::string_view padded_line, std::span<JsonMember> wanted);

/// The one or the other, without a difference but the time it takes.
/// Errors: json.syntax, json.encoding, as far as they are met.
[[nodiscard]] Result<void> members_of(std::string_view padded_line, std::span<JsonMember> wanted);

}  // namespace konsequenz::voices
