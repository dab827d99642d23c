#include "conduct/assessment.h"

#include <array>
#include <cassert>
#include <cstddef>

namespace konsequenz::conduct {
namespace {

constexpr std::array<std::string_view, 6> label_words{"none",   "criticism",      "disrespect",
                                                      "insult", "discrimination", "threat"};
constexpr std::array<std::string_view, 5> target_words{"none", "product", "company", "employee", "other"};
constexpr std::array<std::string_view, 4> source_words{"none", "model", "employee", "reviewer"};
constexpr std::array<std::string_view, 3> language_words{"unknown", "german", "english"};
constexpr std::array<std::string_view, 3> intention_words{"unknown", "deliberate", "heat of the moment"};

template <std::size_t count, class Enum>
std::string_view word_of(const std::array<std::string_view, count>& words, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    assert(index < count);
    return words[index];
}

template <class Enum, std::size_t count>
std::optional<Enum> value_of(const std::array<std::string_view, count>& words, std::string_view word) {
    for (std::size_t index = 0; index < count; ++index) {
        if (words[index] == word) return static_cast<Enum>(index);
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(Label label) { return word_of(label_words, label); }
std::string_view to_string(Target target) { return word_of(target_words, target); }
std::string_view to_string(Source source) { return word_of(source_words, source); }
std::string_view to_string(Language language) { return word_of(language_words, language); }
std::string_view to_string(Intention intention) { return word_of(intention_words, intention); }

std::optional<Label> parse_label(std::string_view word) { return value_of<Label>(label_words, word); }
std::optional<Target> parse_target(std::string_view word) { return value_of<Target>(target_words, word); }
std::optional<Source> parse_source(std::string_view word) { return value_of<Source>(source_words, word); }
std::optional<Language> parse_language(std::string_view word) { return value_of<Language>(language_words, word); }
std::optional<Intention> parse_intention(std::string_view word) { return value_of<Intention>(intention_words, word); }

}  // namespace konsequenz::conduct
