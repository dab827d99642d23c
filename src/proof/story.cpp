#include "proof/story.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "proof/diff.h"
#include "standard/texts.h"

namespace konsequenz::proof {

using feel::Value;
using standard::Fact;
using standard::FactKind;
using standard::Standard;

namespace {

bool is_german(std::string_view language) { return language == "de"; }

/// A value of an input in the words of a sentence.
struct Phrase {
    std::string_view path;
    std::string_view value;
    std::string_view english;
    std::string_view german;
};

constexpr std::array<Phrase, 38> phrases = {{
    {"conduct.label", "none", "an ordinary contact", "ein gewöhnlicher Kontakt"},
    {"conduct.label", "criticism", "criticism", "Kritik"},
    {"conduct.label", "disrespect", "disrespect", "eine Respektlosigkeit"},
    {"conduct.label", "insult", "an insult", "eine Beleidigung"},
    {"conduct.label", "discrimination", "discriminating abuse", "eine diskriminierende Beschimpfung"},
    {"conduct.label", "threat", "a threat", "eine Drohung"},
    {"conduct.target", "none", "aimed at nobody", "an niemanden gerichtet"},
    {"conduct.target", "product", "aimed at the product", "gegen das Produkt gerichtet"},
    {"conduct.target", "company", "aimed at the company", "gegen das Unternehmen gerichtet"},
    {"conduct.target", "employee", "aimed at an employee", "gegen eine Person aus dem Team gerichtet"},
    {"conduct.target", "other", "aimed at somebody else", "gegen andere gerichtet"},
    {"conduct.confirmed", "true", "confirmed by a person", "von einem Menschen bestätigt"},
    {"conduct.confirmed", "false", "confirmed by nobody", "von niemandem bestätigt"},
    {"conduct.source", "employee", "as an employee said", "wie eine Person aus dem Team angab"},
    {"conduct.source", "reviewer", "as a reviewer said", "wie eine prüfende Person angab"},
    {"conduct.source", "model", "as the model takes it", "wie das Modell annimmt"},
    {"conduct.source", "none", "as nobody has judged yet", "was noch niemand beurteilt hat"},
    {"conduct.intention", "deliberate", "meant", "mit Absicht"},
    {"conduct.intention", "heat of the moment", "in the heat of the moment", "im Affekt"},
    {"conduct.intention", "unknown", "whether meant is not known", "ob mit Absicht, ist unbekannt"},
    {"contact.public", "true", "in public", "öffentlich"},
    {"contact.public", "false", "in private", "nicht öffentlich"},
    {"contact.direction", "out", "written by us", "von uns geschrieben"},
    {"circumstances.asked", "true", "somebody asked for circumstances", "nach den Umständen wurde gefragt"},
    {"circumstances.asked", "false", "nobody asked for circumstances", "nach den Umständen hat niemand gefragt"},
    {"circumstances.kind", "none", "no special circumstances are known", "besondere Umstände sind nicht bekannt"},
    {"circumstances.kind", "distress", "the customer is in distress", "die Person ist in einer Notlage"},
    {"circumstances.kind", "disability", "the customer has a disability", "die Person hat eine Behinderung"},
    {"circumstances.kind", "language", "the language is a hurdle", "es gibt sprachliche Hürden"},
    {"circumstances.kind", "mix-up", "there was a mix-up on our side", "es gab bei uns eine Verwechslung"},
    {"circumstances.kind", "other", "there are other circumstances", "es gibt andere Umstände"},
    {"finding.result", "open", "whether the complaint is right is open", "ob die Beschwerde zutrifft, ist offen"},
    {"finding.result", "founded", "the complaint is right", "die Beschwerde trifft zu"},
    {"finding.result", "partly", "the complaint is partly right", "die Beschwerde trifft teilweise zu"},
    {"finding.result", "unfounded", "the complaint is not right", "die Beschwerde trifft nicht zu"},
    {"finding.manifestly_unfounded", "true", "and manifestly so", "und das offensichtlich"},
    {"customer.vip", "true", "the customer is a VIP", "die Person gilt als besonders wichtig"},
    {"customer.vip", "false", "the customer is no VIP", "die Person gilt nicht als besonders wichtig"},
}};

std::string plain(const Value& value) {
    return value.is_string() ? std::string(value.as_string()) : feel::to_string(value);
}

std::string record_name(record::Type type, bool is_many, bool is_german) {
    const auto pick = [&](std::string_view one, std::string_view many, std::string_view eines, std::string_view viele) {
        return std::string(is_german ? (is_many ? viele : eines) : (is_many ? many : one));
    };
    switch (type) {
        case record::Type::contact: return pick("contact", "contacts", "Kontakt", "Kontakte");
        case record::Type::order: return pick("order", "orders", "Auftrag", "Aufträge");
        case record::Type::finding: return pick("finding", "findings", "Feststellung", "Feststellungen");
        case record::Type::notice: return pick("notice", "notices", "Hinweis", "Hinweise");
        case record::Type::deviation: return pick("deviation", "deviations", "Abweichung", "Abweichungen");
        case record::Type::survey: return pick("survey", "surveys", "Befragung", "Befragungen");
        case record::Type::customer: return pick("record", "records", "Eintrag", "Einträge");
    }
    return {};
}

std::string window_of(const Fact& fact, bool is_german) {
    if (!fact.window_ns) return is_german ? "davor" : "before";
    const std::int64_t days = *fact.window_ns / (86'400 * feel::nanoseconds_per_second);
    return is_german ? fmt::format("in den {} Tagen davor", days) : fmt::format("in the {} days before", days);
}

std::string fact_in_words(const Fact& fact, const Value& value, std::string_view language) {
    const bool german = is_german(language);
    const std::string window = window_of(fact, german);
    if (fact.kind == FactKind::count && value.is_number()) {
        const bool is_one = value.as_number() == feel::Number::from(1);
        const bool is_none = value.as_number().is_zero();
        const std::string what = record_name(fact.of_type, !is_one, german);
        const std::string number = is_none ? (german ? "keine" : "no") : feel::to_string(value);
        return fmt::format("{} {} {} (`{}`)", number, what, window, fact.name);
    }
    return fmt::format("`{}` {} {} ({})", fact.name, german ? "ist" : "is", feel::to_string(value), window);
}

std::string first_letter_up(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    if (text.starts_with("ö")) text.replace(0, 2, "Ö");
    return text;
}

const Value& value_at(const Space& space, const Case& of, std::string_view path) {
    static const Value nothing;
    const auto at = space.find(path);
    return at ? of.inputs[*at] : nothing;
}

/// The paths of a case in the order they are told: the conduct, the contact, everything else.
std::vector<std::size_t> told_paths(const Standard& standard, const Space& space, const Case& of,
                                    const Verdict& verdict) {
    const auto guarantee = std::ranges::find(standard.guarantees, verdict.guarantee, &standard::Guarantee::id);
    const auto is_named = [&](const std::string& path) {
        return guarantee != standard.guarantees.end() && guarantee->condition.find(path) != std::string::npos;
    };
    std::vector<std::size_t> told;
    for (std::size_t at = 0; at < space.paths.size(); ++at) {
        const InputPath& path = space.paths[at];
        const bool is_usual = feel::identical(of.inputs[at], path.usual);
        const bool is_said_by_another = path.path == "conduct.source";
        if ((!is_usual || is_named(path.path)) && !is_said_by_another) told.push_back(at);
    }
    return told;
}

std::string text_in(const standard::LocalText& texts, std::string_view language, std::string_view otherwise) {
    const auto found = texts.find(is_german(language) ? "de" : "en");
    if (found != texts.end()) return found->second;
    return texts.empty() ? std::string(otherwise) : texts.begin()->second;
}

std::string outcome_title(const Standard& standard, std::string_view decision, std::string_view id,
                          std::string_view language) {
    const auto find = [&](const auto& outcomes) {
        for (const auto& outcome : outcomes) {
            if (outcome.id == id) return text_in(outcome.title, language, id);
        }
        return std::string(id);
    };
    return decision == "measure" ? find(standard.measures) : find(standard.remedies);
}

std::string decided(const Standard& standard, const Case& of, std::string_view language) {
    const bool german = is_german(language);
    std::vector<std::string> parts;
    for (const std::string_view name : {"measure", "remedy"}) {
        const auto decision = standard.engine->find_decision(name);
        if (!decision) continue;
        const Value& value = of.decisions[*decision];
        const std::string_view german_name = name == "measure" ? "Maßnahme" : "Abhilfe";
        const std::string_view word = german ? german_name : name;
        const std::string_view open_quote = german ? "„" : "“";
        const std::string_view close_quote = german ? "“" : "”";
        parts.push_back(value.is_null()
                            ? fmt::format("{} {}", german ? "keine" : "no", word)
                            : fmt::format("{} {}{}{}", word, open_quote,
                                          outcome_title(standard, name, plain(value), language), close_quote));
    }
    return fmt::format("{} {}", german ? "Der Standard entscheidet:" : "The standard decides:", fmt::join(parts, ", "));
}

std::string title_of(const Verdict& verdict, std::string_view language) {
    return text_in(verdict.title, language, verdict.guarantee);
}

std::string case_in_words(const Standard& standard, const Space& space, const Case& of, const Verdict& verdict,
                          std::string_view language) {
    std::vector<std::string> conduct;
    std::vector<std::string> others;
    for (const std::size_t at : told_paths(standard, space, of, verdict)) {
        const std::string& path = space.paths[at].path;
        (path.starts_with("conduct.") ? conduct : others).push_back(in_words(standard, path, of.inputs[at], language));
    }
    if (!conduct.empty() && value_at(space, of, "conduct.label").is_string() &&
        std::ranges::none_of(told_paths(standard, space, of, verdict),
                             [&](std::size_t at) { return space.paths[at].path == "conduct.label"; }))
        conduct.insert(conduct.begin(),
                       in_words(standard, "conduct.label", value_at(space, of, "conduct.label"), language));
    if (conduct.empty()) conduct.emplace_back(is_german(language) ? "ein gewöhnlicher Kontakt" : "an ordinary contact");
    std::string text = first_letter_up(fmt::format("{}.", fmt::join(conduct, ", ")));
    if (!others.empty()) text += " " + first_letter_up(fmt::format("{}.", fmt::join(others, "; ")));
    return text;
}

}  // namespace

std::string in_words(const Standard& standard, std::string_view path, const Value& value, std::string_view language) {
    const std::string text = plain(value);
    for (const Phrase& phrase : phrases) {
        if (phrase.path == path && phrase.value == text)
            return std::string(is_german(language) ? phrase.german : phrase.english);
    }
    if (path == "conduct.severity")
        return is_german(language) ? fmt::format("Schwere {} von 4", text) : fmt::format("severity {} of 4", text);
    const auto fact = std::ranges::find(standard.facts, path, &Fact::name);
    if (fact != standard.facts.end()) return fact_in_words(*fact, value, language);
    if (value.is_null())
        return is_german(language) ? fmt::format("`{}` ist unbekannt", path) : fmt::format("`{}` is not known", path);
    return fmt::format("`{}` {} {}", path, is_german(language) ? "ist" : "is", feel::to_string(value));
}

std::vector<std::pair<std::string, Value>> told_inputs(const Standard& standard, const Space& space, const Case& of,
                                                       const Verdict& verdict) {
    std::vector<std::pair<std::string, Value>> told;
    for (std::size_t at = 0; at < space.paths.size(); ++at) {
        const std::vector<std::size_t> paths = told_paths(standard, space, of, verdict);
        const bool is_told = std::ranges::find(paths, at) != paths.end();
        const bool is_usual = feel::identical(of.inputs[at], space.paths[at].usual);
        if (is_told || !is_usual) told.emplace_back(space.paths[at].path, of.inputs[at]);
    }
    return told;
}

std::string tell(const Standard& standard, const Space& space, const Verdict& verdict, std::string_view language) {
    const bool german = is_german(language);
    if (verdict.cases.empty())
        return verdict.why == read_by_nothing && german ? "nichts auf dem Weg dorthin liest es" : verdict.why;
    const Case& first = verdict.cases.front();
    std::string text = case_in_words(standard, space, first, verdict, language);
    text += fmt::format(" {}.", decided(standard, first, language));
    if (verdict.cases.size() > 1) {
        const Case& second = verdict.cases[1];
        std::vector<std::string> differences;
        for (std::size_t at = 0; at < space.paths.size(); ++at) {
            if (feel::identical(first.inputs[at], second.inputs[at])) continue;
            differences.push_back(in_words(standard, space.paths[at].path, second.inputs[at], language));
        }
        text += fmt::format(" {} {}. {}.", german ? "Dasselbe, aber" : "The same, but", fmt::join(differences, ", "),
                            decided(standard, second, language));
    }
    if (!verdict.why.empty()) text += fmt::format(" ({})", verdict.why);
    text +=
        fmt::format(" {} {}.", german ? "Zugesagt ist aber:" : "But it is guaranteed:", title_of(verdict, language));
    return text;
}

std::string tell(const Standard& before, const Standard& after, const Change& change, std::string_view language) {
    const bool german = is_german(language);
    const std::string text = case_in_words(before, Space::of(before), change.old_case, {}, language);
    const auto value_of = [&](const Standard& standard, const Value& value) {
        if (change.decision != "measure" && change.decision != "remedy") return feel::to_string(value);
        return value.is_null() ? std::string("-") : outcome_title(standard, change.decision, plain(value), language);
    };
    return fmt::format("{} {}: {} → {}.", text,
                       german && change.decision == "measure"  ? "Maßnahme"
                       : german && change.decision == "remedy" ? "Abhilfe"
                                                               : change.decision,
                       value_of(before, change.before.value), value_of(after, change.after.value));
}

std::vector<Finding> findings_of(const Standard& standard, std::span<const Verdict> verdicts,
                                 std::string_view language) {
    const Space space = Space::of(standard);
    std::vector<Finding> findings;
    for (const Verdict& verdict : verdicts) {
        if (verdict.state == State::proved) continue;
        const bool is_refuted = verdict.state == State::refuted;
        Finding finding{.code = is_refuted ? "prove.refuted" : "prove.not-decided",
                        .level = is_refuted ? Level::error : Level::warning,
                        .message = {},
                        .details = {},
                        .where = verdict.where};
        finding.message = is_refuted
                              ? fmt::format("the guarantee `{}` does not hold", verdict.guarantee)
                              : fmt::format("the guarantee `{}` is not decided: {}", verdict.guarantee, verdict.why);
        if (is_refuted) finding.details.push_back(tell(standard, space, verdict, language));
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace konsequenz::proof
