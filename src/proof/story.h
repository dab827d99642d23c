// A counterexample as a short story that everybody can follow, in German and English.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "proof/prove.h"
#include "standard/standard.h"

namespace konsequenz::proof {

/// Who did what, what was known, what the standard decides, and what the guarantee asks for. Of two cases the first
/// whole and then what differs. `language` is "de"; anything else is told in English.
[[nodiscard]] std::string tell(const standard::Standard& standard, const Space& space, const Verdict& verdict,
                               std::string_view language);

/// What is not as usual, as `path = value`, with what the guarantee itself names.
[[nodiscard]] std::vector<std::pair<std::string, feel::Value>> told_inputs(const standard::Standard& standard,
                                                                           const Space& space, const Case& of,
                                                                           const Verdict& verdict);

/// One input in words, as "in public" or "2 contacts counted as `abusive_contacts_90d`".
[[nodiscard]] std::string in_words(const standard::Standard& standard, std::string_view path, const feel::Value& value,
                                   std::string_view language);

}  // namespace konsequenz::proof
