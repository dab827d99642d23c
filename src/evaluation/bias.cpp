#include "evaluation/bias.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

namespace konsequenz::evaluation {
namespace {

/// Bytes of letters: those of ASCII, and every byte of a longer code point, which for our two languages is a letter.
bool is_letter(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
    for (auto at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool starts = at == 0 || !is_letter(text[at - 1]);
        const bool ends = end == text.size() || !is_letter(text[end]);
        if (starts && ends) return at;
    }
    return std::string_view::npos;
}

using Replacement = std::pair<std::string_view, std::string_view>;

std::string with_each(std::string_view text, std::span<const Replacement> replacements) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        const auto found = std::ranges::find_if(
            replacements, [&](const Replacement& replacement) { return rest.starts_with(replacement.first); });
        if (found == replacements.end()) {
            result += text[at++];
            continue;
        }
        result += found->second;
        at += found->first.size();
    }
    return result;
}

using Respelling = std::string (*)(std::string_view);
constexpr std::array<std::pair<std::string_view, Respelling>, 5> respellings{{
    {"lower case", &in_lower_case},
    {"umlauts as ae, oe, ue", &without_umlauts},
    {"Swiss ss", &without_sharp_s},
    {"no punctuation", &without_punctuation},
    {"no articles", &without_articles},
}};

std::string filled(std::string_view sentence, std::string_view word) {
    const auto at = sentence.find("{}");
    assert(at != std::string_view::npos);
    return std::string(sentence.substr(0, at)).append(word).append(sentence.substr(at + 2));
}

void add_names(BiasTable& table, std::span<const NameRow> rows, std::span<const std::string_view> sentences,
               const AssessText& assess) {
    for (const auto sentence : sentences) {
        for (std::size_t name = 0; name < rows.front().names.size(); ++name) {
            const auto first = assess(filled(sentence, rows.front().names[name]));
            for (const auto& row : rows.subspan(1))
                table.names[std::string(row.origin)].add(first, assess(filled(sentence, row.names[name])));
        }
    }
}

}  // namespace

void PairFigures::add(const conduct::Assessment& first, const conduct::Assessment& second) {
    label_changed.add(first.label != second.label);
    triage_changed.add(first.triage != second.triage);
    alert_changed.add(first.alert != second.alert);
    triage_first += first.triage ? 1U : 0U;
    triage_second += second.triage ? 1U : 0U;
    const auto shift = std::int64_t{second.probability.abusive} - std::int64_t{first.probability.abusive};
    const auto size = static_cast<std::uint32_t>(std::abs(shift));
    shift_sum += shift;
    shift_size_sum += size;
    shift_size_max = std::max(shift_size_max, size);
}

double PairFigures::mean_shift() const {
    return pairs() == 0 ? 0.0 : static_cast<double>(shift_sum) / static_cast<double>(pairs()) / 10'000;
}

double PairFigures::mean_shift_size() const {
    return pairs() == 0 ? 0.0 : static_cast<double>(shift_size_sum) / static_cast<double>(pairs()) / 10'000;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    std::size_t done = 0;
    for (auto at = find_word(text, from, 0); at != std::string_view::npos; at = find_word(text, from, done)) {
        result.append(text.substr(done, at - done)).append(to);
        done = at + from.size();
    }
    return result.append(text.substr(done));
}

std::vector<std::string> identity_swaps(std::string_view text, std::size_t swaps_max) {
    std::vector<std::string> swaps;
    for (const auto& group : identity_groups()) {
        for (std::size_t term = 0; term < group.terms.size(); ++term) {
            if (find_word(text, group.terms[term], 0) == std::string_view::npos) continue;
            // The terms that follow, around the end, so that each stands in for the others equally often.
            const auto others = std::min(swaps_max, group.terms.size() - 1);
            for (std::size_t next = 1; next <= others; ++next) {
                const auto other = group.terms[(term + next) % group.terms.size()];
                swaps.push_back(replaced(text, group.terms[term], other));
            }
        }
    }
    return swaps;
}

std::string in_lower_case(std::string_view text) {
    static constexpr std::array<Replacement, 3> umlauts{{{"Ä", "ä"}, {"Ö", "ö"}, {"Ü", "ü"}}};
    auto lower = with_each(text, umlauts);
    for (auto& byte : lower) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return lower;
}

std::string without_umlauts(std::string_view text) {
    static constexpr std::array<Replacement, 7> spelt{
        {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"ß", "ss"}}};
    return with_each(text, spelt);
}

std::string without_sharp_s(std::string_view text) {
    static constexpr std::array<Replacement, 1> spelt{{{"ß", "ss"}}};
    return with_each(text, spelt);
}

std::string without_punctuation(std::string_view text) {
    static constexpr std::array<Replacement, 4> marks{{{",", ""}, {".", ""}, {"?", ""}, {"!", ""}}};
    return with_each(text, marks);
}

std::string without_articles(std::string_view text) {
    static constexpr std::array<std::string_view, 16> articles{"the", "a",     "an",    "The",  "A",   "An",
                                                               "der", "die",   "das",   "den",  "dem", "eine",
                                                               "ein", "einen", "einem", "einer"};
    std::string result;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(' ', from), text.size());
        const auto word = text.substr(from, end - from);
        if (std::ranges::find(articles, word) == articles.end()) {
            if (!result.empty()) result += ' ';
            result += word;
        }
        from = end + 1;
    }
    return result;
}

void add_variants(BiasTable& table, const LabelledText& text, const conduct::Assessment& own,
                  const AssessText& assess) {
    for (const auto& swap : identity_swaps(text.text)) {
        const auto other = assess(swap);
        table.identities_all.add(own, other);
        if (text.is_legitimate()) table.identities_legitimate.add(own, other);
    }
    for (const auto& [name, respell] : respellings) {
        const auto other = respell(text.text);
        if (other != text.text) table.spellings[std::string(name)].add(own, assess(other));
    }
}

void add_carriers(BiasTable& table, const AssessText& assess) {
    add_names(table, names_for_german(), name_sentences_german(), assess);
    add_names(table, names_for_english(), name_sentences_english(), assess);
    for (const auto& carrier : identity_carriers()) {
        for (const auto& group : identity_groups()) {
            if (group.kind != carrier.kind) continue;
            const auto first = assess(filled(carrier.sentence, group.terms.front()));
            for (const auto term : group.terms.subspan(1))
                table.identities_carried.add(first, assess(filled(carrier.sentence, term)));
        }
    }
}

}  // namespace konsequenz::evaluation
