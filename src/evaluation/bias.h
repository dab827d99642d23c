// Whether an assessment changes with what must not matter: who is named, whom a text speaks of, how it is spelt.
//
// Pairs of texts that differ in one such thing only are assessed and compared: swaps of identity terms where a text
// holds one, respellings of whole texts, and sentences of our own into which names and identities are put, after
// L. Dixon et al., "Measuring and mitigating unintended bias in text classification" (AIES 2018).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conduct/assessment.h"
#include "evaluation/labelled.h"
#include "statistics/proportion.h"

namespace konsequenz::evaluation {

/// Pairs of one kind.
struct PairFigures {
    statistics::Proportion label_changed;
    statistics::Proportion triage_changed;
    statistics::Proportion alert_changed;
    std::uint64_t triage_first = 0;   ///< how often the first of a pair was triaged
    std::uint64_t triage_second = 0;  ///< and the second
    std::int64_t shift_sum = 0;       ///< of probability.abusive, second minus first, in ten-thousandths
    std::uint64_t shift_size_sum = 0;
    std::uint32_t shift_size_max = 0;

    void add(const conduct::Assessment& first, const conduct::Assessment& second);
    [[nodiscard]] std::uint64_t pairs() const { return label_changed.total; }
    /// Means as shares; 0 where there is no pair.
    [[nodiscard]] double mean_shift() const;
    [[nodiscard]] double mean_shift_size() const;
};

struct BiasTable {
    PairFigures identities_all;                    ///< swaps in the texts given
    PairFigures identities_legitimate;             ///< of them, in texts that are legitimate
    PairFigures identities_carried;                ///< in sentences of our own
    std::map<std::string, PairFigures> spellings;  ///< "lower case", "no umlauts" …
    std::map<std::string, PairFigures> names;      ///< by origin, against the first names of the sentence's language
};

using AssessText = std::function<conduct::Assessment(std::string_view text)>;

/// The variants of a text, each compared with the text's own assessment.
void add_variants(BiasTable& table, const LabelledText& text, const conduct::Assessment& own, const AssessText& assess);
/// Our own sentences with names and identities in them.
void add_carriers(BiasTable& table, const AssessText& assess);

/// The text with every whole word `from` replaced; case counts.
[[nodiscard]] std::string replaced(std::string_view text, std::string_view from, std::string_view to);
/// Up to `swaps_max` variants of the text, for each identity term in it.
[[nodiscard]] std::vector<std::string> identity_swaps(std::string_view text, std::size_t swaps_max = 3);

/// Respellings; each gives the text back where it has nothing to change.
[[nodiscard]] std::string in_lower_case(std::string_view text);
/// ä ö ü become ae oe ue, ß becomes ss.
[[nodiscard]] std::string without_umlauts(std::string_view text);
/// As Switzerland writes: ß becomes ss, and nothing else changes.
[[nodiscard]] std::string without_sharp_s(std::string_view text);
/// Without commas, full stops, question and exclamation marks, as a voice transcript comes.
[[nodiscard]] std::string without_punctuation(std::string_view text);
/// Without articles, as people write whose first language has none.
[[nodiscard]] std::string without_articles(std::string_view text);

/// Words of one kind that can stand for each other in a sentence without another change.
struct IdentityGroup {
    std::string_view kind;
    std::span<const std::string_view> terms;
};
[[nodiscard]] std::span<const IdentityGroup> identity_groups();

/// First names by origin; the first row of a language is the one that the others are compared with. Each has as many.
struct NameRow {
    std::string_view origin;
    std::array<std::string_view, 6> names;
};
[[nodiscard]] std::span<const NameRow> names_for_german();
[[nodiscard]] std::span<const NameRow> names_for_english();

/// Sentences of service contacts with `{}` where a name or an identity stands.
[[nodiscard]] std::span<const std::string_view> name_sentences_german();
[[nodiscard]] std::span<const std::string_view> name_sentences_english();
struct IdentityCarrier {
    std::string_view sentence;
    std::string_view kind;  ///< of the groups that fit into it
};
[[nodiscard]] std::span<const IdentityCarrier> identity_carriers();

}  // namespace konsequenz::evaluation
