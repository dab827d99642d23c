#include "report/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "report/html.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

std::string in_both(const std::function<std::string(Language)>& plain) {
    return in_each_language([&](Language language) { return escaped(plain(language)); });
}

template <class... Values>
std::string filled(Text pattern, Language language, Values&&... values) {
    return fmt::format(fmt::runtime(pattern.in(language)), std::forward<Values>(values)...);
}

/// "<dt>…</dt><dd>…</dd>"; both parts are HTML.
std::string entry(Text term, std::string_view description) {
    return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", in_each_language(term), description);
}

std::string moment(const Instant& instant) {
    return fmt::format(R"(<time datetime="{}">{}</time>)", to_string(instant),
                       in_both([&](Language language) { return date_time(instant, language); }));
}

std::string day(const Instant& instant) {
    return fmt::format(R"(<time datetime="{}">{}</time>)", to_string(instant),
                       in_both([&](Language language) { return date(civil_from_days(local_day(instant)), language); }));
}

std::string head(const Case& shown, const Names& names) {
    const auto& contact = std::get<record::Contact>(shown.contact.body);
    auto html = fmt::format(
        R"(<header><h3>{} · {}</h3><p class="who">{}&nbsp;<code>{}</code> · {}&nbsp;<code>{}</code>)",
        moment(shown.contact.time),
        in_both([&](Language language) { return capitalised(names.vocabulary(contact.touchpoint, language)); }),
        in_each_language(texts::customer), escaped(shown.contact.customer), in_each_language(texts::contact_id),
        escaped(shown.contact.id));
    if (contact.publicity == record::Publicity::is_public) html += " · " + in_each_language(texts::is_public);
    return html + "</p></header>";
}

/// The language in which a reading voice should say the text, where it is known.
std::string language_attribute(const conduct::Assessment& assessment) {
    switch (assessment.language) {
        case conduct::Language::german: return R"( lang="de")";
        case conduct::Language::english: return R"( lang="en")";
        case conduct::Language::unknown: return "";
    }
    return "";
}

std::string letter(const Case& shown) {
    const auto& contact = std::get<record::Contact>(shown.contact.body);
    if (contact.text.empty()) return fmt::format(R"(<p class="letter empty">{}</p>)", in_each_language(texts::no_text));
    return fmt::format(R"(<blockquote class="letter" dir="auto"{}>{}</blockquote>)",
                       language_attribute(shown.ruling.assessment),
                       highlighted(contact.text, shown.ruling.assessment.evidence, text_bytes_max));
}

std::string conduct_line(const Case& shown, const Names& names) {
    const auto& ruling = shown.ruling;
    const auto told = [&](Language language) {
        auto text = capitalised(label_word(ruling.label).in(language));
        if (ruling.label != conduct::Label::none) {
            text += ", " + filled(texts::severity, language, ruling.severity);
            if (ruling.target != "none")
                text += ", " + filled(texts::aimed_at, language, names.vocabulary(ruling.target, language));
        }
        if (ruling.is_confirmed)
            text += fmt::format(" ({})", texts::said_by_person.in(language));
        else if (ruling.source == "model")
            text += fmt::format(" ({}, {})", texts::said_by_model.in(language),
                                filled(texts::likely_abusive, language,
                                       percent(ruling.assessment.probability.abusive, 10'000, language)));
        return text;
    };
    auto html = in_both(told);
    if (!ruling.assessment.not_assessed.empty()) {
        html += "<br>" + in_both([&](Language language) {
                    return filled(texts::not_assessed, language, ruling.assessment.not_assessed);
                });
    }
    return html;
}

std::string outcome(const Case& shown, const Names& names) {
    const auto& ruling = shown.ruling;
    auto html = fmt::format(R"(<dl class="outcome{}">{})", ruling.measure == names.mildest_measure() ? "" : " measured",
                            entry(texts::conduct, conduct_line(shown, names)));
    html += entry(texts::measure, fmt::format("<strong>{}</strong>", in_both([&](Language language) {
                                                  return names.measure(ruling.measure, language);
                                              })));
    html += entry(texts::remedy, in_both([&](Language language) { return names.remedy(ruling.remedy, language); }));
    if (ruling.needs != "nobody")
        html += entry(texts::needs,
                      in_both([&](Language language) { return capitalised(needs_word(ruling.needs).in(language)); }));
    if (ruling.lapses_at) html += entry(texts::lapses, day(*ruling.lapses_at));
    if (ruling.appeal_until) html += entry(texts::appeal_until, day(*ruling.appeal_until));
    return html + "</dl>";
}

std::string list_of(const std::vector<std::string>& items) {
    std::string html = "<ul>";
    for (const auto& item : items) html += fmt::format("<li>{}</li>", escaped(item));
    return html + "</ul>";
}

/// The reasons in each language; where a standard does not speak the page's language, those that it has, under their
/// own tag.
std::string reasons(const RulingView& ruling) {
    if (std::ranges::all_of(ruling.reasons, [](const auto& in_language) { return in_language.second.empty(); }))
        return {};
    const auto in_language = [&](Language language) {
        const auto found = ruling.reasons.find(tag(language));
        if (found != ruling.reasons.end()) return list_of(found->second);
        std::string html;
        for (const auto& [own_tag, texts] : ruling.reasons)
            html += fmt::format(R"(<div lang="{}">{}</div>)", escaped(own_tag), list_of(texts));
        return html;
    };
    return fmt::format(R"(<div class="reasons"><h4>{}</h4>{}</div>)", in_each_language(texts::why),
                       in_each_language(in_language, "div"));
}

std::string principles(const RulingView& ruling, const Names& names) {
    if (ruling.principles.empty()) return {};
    std::string html =
        fmt::format(R"(<p class="principles"><span class="key">{}</span> )", in_each_language(texts::principles));
    for (std::size_t index = 0; index < ruling.principles.size(); ++index) {
        const auto& id = ruling.principles[index];
        if (index > 0) html += " · ";
        html += in_both([&](Language language) {
            const auto title = names.principle(id, language);
            return title.empty() ? id : fmt::format("{}\u00A0{}", id, title);
        });
    }
    return html + "</p>";
}

/// A name or value that the page has no word for, or the same in both languages, is said once.
bool is_translated(Text text) { return text.english != text.german; }

std::string value_list(Text title, const std::vector<std::pair<std::string, std::string>>& values) {
    if (values.empty()) return {};
    std::string html = fmt::format("<h4>{}</h4><dl class=\"values\">", in_each_language(title));
    for (const auto& [name, value] : values) {
        const auto name_word = word(name);
        const auto value_word = word(value);
        html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>",
                            is_translated(name_word)
                                ? in_both([&](Language language) { return capitalised(name_word.in(language)); })
                                : escaped(name),
                            is_translated(value_word) ? in_each_language(value_word) : escaped(value));
    }
    return html + "</dl>";
}

std::string otherwise_list(Text title, const std::vector<OtherwiseView>& ways, const Names& names) {
    if (ways.empty()) return {};
    std::string html = fmt::format("<h4>{}</h4><ul>", in_each_language(title));
    for (const auto& way : ways) {
        html += fmt::format(
            "<li>{}</li>", in_both([&](Language language) {
                std::string changes;
                for (const auto& [fact, from, to] : way.changes) {
                    if (!changes.empty()) changes += ", ";
                    changes +=
                        filled(texts::instead_of, language, fact, word(to).in(language), word(from).in(language));
                }
                return filled(texts::otherwise, language, capitalised(names.measure(way.measure, language)), changes);
            }));
    }
    return html + "</ul>";
}

std::string grounds(const RulingView& ruling, const Names& names) {
    std::string html =
        fmt::format(R"(<details class="grounds"><summary>{}</summary>)", in_each_language(texts::grounds));
    html += value_list(texts::facts, ruling.facts) + value_list(texts::decisions, ruling.decisions);
    html += otherwise_list(texts::milder_if, ruling.milder, names);
    html += otherwise_list(texts::harsher_if, ruling.harsher, names);
    if (!ruling.safeguards.empty()) {
        html += fmt::format("<h4>{}</h4><ul>", in_each_language(texts::safeguards));
        for (const auto& id : ruling.safeguards) {
            html +=
                fmt::format("<li>{}</li>", in_both([&](Language language) { return names.safeguard(id, language); }));
        }
        html += "</ul>";
    }
    if (!ruling.rules.empty()) {
        html += fmt::format("<h4>{}</h4><ul>", in_each_language(texts::rules));
        for (const auto& rule : ruling.rules) {
            html += fmt::format("<li>{}{}</li>", in_both([&](Language language) {
                                    return filled(texts::rule_row, language,
                                                  capitalised(names.vocabulary(rule.decision, language)), rule.row);
                                }),
                                rule.principle.empty() ? "" : fmt::format(" ({})", escaped(rule.principle)));
        }
        html += "</ul>";
    }
    return html + "</details>";
}

std::string later(const Case& shown) {
    if (shown.later.empty()) return {};
    std::string html = fmt::format(R"(<div class="later"><h4>{}</h4><ul>)", in_each_language(texts::later));
    for (const auto& finding : shown.later) {
        const auto told = [&](Language language) {
            auto text = filled(texts::later_finding, language, finding.by, merits_word(finding.result).in(language));
            if (finding.conduct)
                text += "; " + filled(texts::later_conduct, language, label_word(finding.conduct->label).in(language),
                                      finding.conduct->severity);
            return text;
        };
        html += fmt::format("<li>{}{}</li>", in_both(told),
                            finding.reason ? fmt::format(R"(<br><q dir="auto">{}</q>)", escaped(*finding.reason)) : "");
    }
    return html + "</ul></div>";
}

}  // namespace

std::string case_html(const Case& shown, const Names& names) {
    const auto& contact = std::get<record::Contact>(shown.contact.body);
    auto html =
        fmt::format(R"(<article class="case" data-touchpoint="{}" data-measure="{}" data-label="{}">)",
                    escaped(contact.touchpoint), escaped(shown.ruling.measure), conduct::to_string(shown.ruling.label));
    html += head(shown, names);
    if (!shown.ruling.is_in_force)
        html += fmt::format(R"(<p class="aside">{}</p>)", in_each_language(texts::not_in_force));
    // What follows stands right after the text, where a phone shows it before the reasons; a desk shows it beside both.
    html += fmt::format(R"(<div class="sides">{}{}<div class="why">{}{}</div></div>)", letter(shown),
                        outcome(shown, names), reasons(shown.ruling), later(shown));
    return html + principles(shown.ruling, names) + grounds(shown.ruling, names) + "</article>";
}

}  // namespace konsequenz::report
