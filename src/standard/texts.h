// The texts of a standard: reasons, letters, guides, with placeholders that a ruling fills.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/toml.h"
#include "standard/standard.h"

namespace konsequenz::standard {

/// Reads one texts/xx.toml: [reasons], [words], [measures.x], [remedies.x], [protections.x], [safeguards.x].
void read_texts(const TomlNode& root, std::string_view language, Standard& standard, std::vector<Error>& errors);

/// Every reason and outcome has its text in every language, with the same placeholders, all of them known.
/// Errors: standard.missing-text, standard.unknown-placeholder, standard.placeholders-differ.
void check_texts(const Standard& standard, std::vector<Error>& errors);

/// The names between braces, in order, each once: "{notices_180d} notices" → notices_180d.
[[nodiscard]] std::vector<std::string> placeholders(std::string_view text);

/// The text with each placeholder replaced; one that the function does not know stays as it is.
[[nodiscard]] std::string fill(std::string_view text,
                               const std::function<std::optional<std::string>(std::string_view)>& value_of);

/// The word of the vocabulary in a language's [words] ("insult" → "Beleidigung"), else the word itself.
[[nodiscard]] std::string_view localized(const Texts& texts, std::string_view word);

}  // namespace konsequenz::standard
