#include "ruling/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ruling/inputs.h"
#include "standard/texts.h"

namespace konsequenz::ruling {
namespace {

using feel::Value;

void add_once(std::vector<std::string>& list, std::string item) {
    if (std::ranges::find(list, item) == list.end()) list.push_back(std::move(item));
}

/// What placeholders stand for in a reason, in one language.
class Filler {
  public:
    Filler(const standard::Standard& standard, const record::Record& contact, const facts::Known& known,
           const standard::Texts& texts)
        : standard_(standard), contact_(contact), known_(known), texts_(texts) {}

    std::optional<std::string> operator()(std::string_view name) const {
        if (name == "contact.time") return to_string(contact_.time).substr(0, 10);
        for (std::size_t at = 0; at < standard_.facts.size(); ++at) {
            if (standard_.facts[at].name == name) return shown(known_.facts[at]);
        }
        const auto field = find_field(name);
        if (!field) return std::nullopt;
        return shown(field_value(*field, contact_, known_));
    }

  private:
    [[nodiscard]] std::string shown(const Value& value) const {
        if (value.is_null()) return "–";
        if (value.is_string()) return std::string(standard::localized(texts_, value.as_string()));
        if (value.is_boolean()) return std::string(standard::localized(texts_, value.as_boolean() ? "true" : "false"));
        return feel::to_string(value);
    }

    const standard::Standard& standard_;
    const record::Record& contact_;
    const facts::Known& known_;
    const standard::Texts& texts_;
};

}  // namespace

void give_reasons(const standard::Standard& standard, Outcome& outcome) {
    for (const auto& [language, texts] : standard.texts) {
        auto& reasons = outcome.reasons.emplace_back(language, std::vector<std::string>()).second;
        for (const auto* decision : {"measure", "remedy", "protection"}) {
            for (const auto& rule : outcome.rules) {
                const auto text = rule.decision == decision ? texts.reasons.find(rule.reason) : texts.reasons.end();
                if (text == texts.reasons.end() || text->second.empty()) continue;
                add_once(reasons, text->second);
                if (!standard::placeholders(text->second).empty()) outcome.has_placeholders = true;
            }
        }
    }
}

Reasons filled(const standard::Standard& standard, const Outcome& outcome, const record::Record& contact,
               const facts::Known& known) {
    Reasons filled;
    for (const auto& [language, texts] : outcome.reasons) {
        auto& reasons = filled.emplace_back(language, std::vector<std::string>()).second;
        const Filler filler(standard, contact, known, standard.texts.find(language)->second);
        for (const auto& text : texts) add_once(reasons, standard::fill(text, filler));
    }
    return filled;
}

Reasons reasons_for_no_judgement(const standard::Standard& standard) {
    Reasons reasons;
    const auto& from = standard.in_force_from;
    const auto date = fmt::format("{:04}-{:02}-{:02}", from.year, from.month, from.day);
    for (const auto& language : standard.languages) {
        auto reason = language == "de"
                          ? fmt::format("Der Standard gilt erst seit {}; frühere Kontakte beurteilt er nicht.", date)
                          : fmt::format("The standard is in force from {}; it does not judge earlier contacts.", date);
        reasons.emplace_back(language, std::vector{std::move(reason)});
    }
    return reasons;
}

}  // namespace konsequenz::ruling
