// Undoes what hides a word from a filter: digits and signs for letters, letters stretched or spaced out.
#pragma once

#include <string>
#include <vector>

#include "conduct/vocabulary.h"
#include "conduct/words.h"

namespace konsequenz::conduct {

/// Rewrites the words that hide an abusive word of the vocabulary, and no other: `1d1ot`, `idiooot`, `i d i o t`.
/// Yields how many there were. The rewritten words point into `letters`, which has to live as long as they.
std::size_t unmask(std::vector<Word>& words, const Vocabulary& vocabulary, std::string& letters);

}  // namespace konsequenz::conduct
