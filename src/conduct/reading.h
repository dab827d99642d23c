// A text read for the model: its words, their features, the named features and the language.
//
// The trainer and the model read in the same way. A reading keeps its memory from text to text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "conduct/context.h"
#include "conduct/cues.h"
#include "conduct/named_features.h"
#include "conduct/ngrams.h"
#include "conduct/words.h"

namespace konsequenz::conduct {

/// How many words speak for a language.
struct LanguageCount {
    std::size_t letter_words = 0;  ///< words that are neither numbers nor signs
    std::size_t german = 0;
    std::size_t english = 0;
    std::size_t foreign = 0;  ///< of languages that are not read, other scripts included
};

class TextReading {
  public:
    /// Forgets the text before. The text has to outlive what is read from it.
    void read(std::string_view text);

    [[nodiscard]] const Context& context() const { return context_; }
    [[nodiscard]] std::size_t size() const { return context_.size(); }
    /// What the n-grams of a word are made of.
    [[nodiscard]] const WordForm& form(std::size_t at) const { return forms_[at]; }
    [[nodiscard]] const std::vector<NamedFeature>& named() const { return named_; }
    [[nodiscard]] const std::vector<Cue>& cues() const { return cues_; }
    [[nodiscard]] const LanguageCount& languages() const { return languages_; }

  private:
    void count_languages();
    void make_forms();
    void mark_unmeant();

    Words words_;
    std::string unmasked_;
    Context context_;
    std::vector<Cue> cues_;
    std::vector<NamedFeature> named_;
    std::vector<WordForm> forms_;
    LanguageCount languages_;
};

}  // namespace konsequenz::conduct
