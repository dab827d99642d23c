#include "standard/texts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

#include "standard/record_view.h"

namespace konsequenz::standard {
namespace {

constexpr std::array<std::string_view, 4> sections = {"measures", "remedies", "protections", "safeguards"};
/// What only a letter or a call may say, filled when it is written.
constexpr std::array<std::string_view, 8> letter_names = {"customer.name", "reviewer",    "review_date",
                                                          "appeal_until",  "company",     "behaviour",
                                                          "wished_change", "contact.time"};

void read_section(const TomlNode& node, std::string_view section, Texts& texts, std::vector<Error>& errors) {
    for (const auto& [id, entry] : node.members) {
        const auto name = fmt::format("{}.{}", section, id);
        if (entry.kind != TomlKind::table) {
            errors.push_back({"toml.wrong-type",
                              fmt::format("`{}` is {}: expected a table of texts", name, to_string(entry.kind)),
                              entry.where});
            continue;
        }
        TomlTable table(entry, fmt::format("`{}`", name), errors);
        auto& out = texts.sections[name];
        out["title"] = table.text("title");
        for (const auto* key : {"summary", "letter", "call_guide", "step"}) {
            if (auto text = table.optional_text(key)) out[key] = std::move(*text);
        }
        table.finish();
    }
}

void check_placeholders(const Standard& standard, std::string_view where, std::string_view text, bool is_letter,
                        std::vector<Error>& errors) {
    for (const auto& name : placeholders(text)) {
        const bool is_letter_name = std::find(letter_names.begin(), letter_names.end(), name) != letter_names.end();
        if (is_known_input(standard, name) || name == "contact.time" || (is_letter && is_letter_name)) continue;
        errors.push_back({"standard.unknown-placeholder",
                          fmt::format("{} uses `{{{}}}`, which is no fact or input: correct the name", where, name),
                          {}});
    }
}

/// Compares one language's keys and placeholders with the first language's.
void compare(const std::map<std::string, std::string, std::less<>>& first,
             const std::map<std::string, std::string, std::less<>>& other, std::string_view where,
             std::string_view first_language, std::string_view language, std::vector<Error>& errors) {
    for (const auto& [key, text] : first) {
        const auto twin = other.find(key);
        if (twin == other.end()) {
            errors.push_back({"standard.missing-text",
                              fmt::format("`{}.{}` is there in `{}` but not in `{}`: write it", where, key,
                                          first_language, language),
                              {}});
            continue;
        }
        auto one = placeholders(text);
        auto two = placeholders(twin->second);
        std::sort(one.begin(), one.end());
        std::sort(two.begin(), two.end());
        if (one != two) {
            errors.push_back(
                {"standard.placeholders-differ",
                 fmt::format("`{}.{}` has other placeholders in `{}` ({}) than in `{}` ({}): make them say the same",
                             where, key, first_language, fmt::join(one, ", "), language, fmt::join(two, ", ")),
                 {}});
        }
    }
}

void require(const Standard& standard, std::string_view section, std::string_view id, std::vector<Error>& errors) {
    for (const auto& [language, texts] : standard.texts) {
        if (texts.sections.contains(fmt::format("{}.{}", section, id))) continue;
        errors.push_back({"standard.missing-text",
                          fmt::format("texts/{}.toml has no [{}.\"{}\"]: write it", language, section, id),
                          {}});
    }
}

}  // namespace

void read_texts(const TomlNode& root, std::string_view language, Standard& standard, std::vector<Error>& errors) {
    auto& texts = standard.texts[std::string(language)];
    TomlTable table(root, fmt::format("texts/{}.toml", language), errors);
    for (const auto* section : {"reasons", "words"}) {
        const auto* node = table.optional_table(section);
        if (node == nullptr) continue;
        auto& out = std::string_view(section) == "reasons" ? texts.reasons : texts.words;
        for (const auto& [key, value] : node->members) {
            if (value.kind == TomlKind::string)
                out[key] = value.text;
            else
                errors.push_back({"toml.wrong-type",
                                  fmt::format("`{}.{}` is {}: expected a string", section, key, to_string(value.kind)),
                                  value.where});
        }
    }
    for (const auto section : sections) {
        if (const auto* node = table.optional_table(section)) read_section(*node, section, texts, errors);
    }
    table.finish();
}

void check_texts(const Standard& standard, std::vector<Error>& errors) {
    for (const auto& remedy : standard.remedies) require(standard, "remedies", remedy.id, errors);
    for (const auto& measure : standard.measures) require(standard, "measures", measure.id, errors);
    for (const auto& safeguard : standard.safeguards) require(standard, "safeguards", safeguard.id, errors);
    for (const auto& [language, texts] : standard.texts) {
        for (const auto& [key, text] : texts.reasons) {
            check_placeholders(standard, fmt::format("`reasons.{}` in `{}`", key, language), text, false, errors);
        }
        for (const auto& [section, entries] : texts.sections) {
            for (const auto& [key, text] : entries) {
                check_placeholders(standard, fmt::format("`{}.{}` in `{}`", section, key, language), text, true,
                                   errors);
            }
        }
    }
    for (const auto& [first_language, first] : standard.texts) {
        for (const auto& [language, other] : standard.texts) {
            if (first_language == language) continue;
            compare(first.reasons, other.reasons, "reasons", first_language, language, errors);
            for (const auto& [section, entries] : first.sections) {
                const auto twin = other.sections.find(section);
                if (twin == other.sections.end()) {
                    errors.push_back({"standard.missing-text",
                                      fmt::format("`{}` is there in `{}` but not in `{}`: write it", section,
                                                  first_language, language),
                                      {}});
                } else {
                    compare(entries, twin->second, section, first_language, language, errors);
                }
            }
        }
    }
}

std::vector<std::string> placeholders(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        std::string name(text.substr(open + 1, close - open - 1));
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        open = close;
    }
    return names;
}

std::string fill(std::string_view text, const std::function<std::optional<std::string>(std::string_view)>& value_of) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        filled += text.substr(0, open);
        const auto name = text.substr(open + 1, close - open - 1);
        const auto value = value_of(name);
        filled += value ? *value : std::string(text.substr(open, close - open + 1));
        text.remove_prefix(close + 1);
    }
    return filled += text;
}

std::string_view localized(const Texts& texts, std::string_view word) {
    const auto found = texts.words.find(word);
    return found == texts.words.end() ? word : std::string_view(found->second);
}

}  // namespace konsequenz::standard
