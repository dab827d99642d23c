// The page's sections on twins and on the index.
#include <fmt/format.h>

#include <algorithm>

#include "report/consistency_parts.h"
#include "report/consistency_texts.h"
#include "report/evaluation_parts.h"
#include "report/html.h"
#include "report/plots.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

using consistency::Consistency;
using consistency::Fate;
using consistency::Index;

constexpr std::size_t pairs_max = 20;

Text cause_text(consistency::Cause cause) {
    switch (cause) {
        case consistency::Cause::deviation: return texts::cause_deviation;
        case consistency::Cause::standard: return texts::cause_standard;
        case consistency::Cause::tables: return texts::cause_tables;
    }
    return texts::cause_deviation;
}

std::string end_html(const consistency::History& history, const Names& names, std::uint8_t measure,
                     std::uint8_t remedy) {
    return in_each_language([&](Language language) {
        return fmt::format("<strong>{}</strong> · {}", escaped(names.measure(history.measures[measure], language)),
                           escaped(names.remedy(history.remedies[remedy], language)));
    });
}

std::string side_html(const Consistency& found, const Names& names, Index at) {
    const auto& history = found.history;
    const auto& each = history.cases[at];
    const auto& outcome = history.outcome_of(each);
    std::string traits;
    for (std::size_t trait = 0; trait < consistency::trait_count; ++trait) {
        if (each.traits.test(trait))
            traits += " · " + in_each_language(trait_word(static_cast<consistency::Trait>(trait)));
    }
    auto html = fmt::format(
        R"(<div class="side"><p class="who"><code>{}</code> · <time datetime="{}">{}</time> · {}{}</p><p class="end">{}</p>)",
        escaped(each.contact), to_string(each.time),
        in_each_language([&](Language language) { return escaped(date_time(each.time, language)); }),
        in_each_language([&](Language language) {
            return escaped(names.vocabulary(history.touchpoints[each.touchpoint], language));
        }),
        traits, end_html(history, names, each.given_measure, each.given_remedy));
    if (each.deviation != consistency::no_index) {
        const auto& departure = history.departures[each.deviation];
        html +=
            fmt::format(R"(<p class="reading">{}: {}</p><blockquote dir="auto">{}</blockquote><p class="who">{}</p>)",
                        in_each_language(texts::ruled_as), end_html(history, names, outcome.measure, outcome.remedy),
                        escaped(departure.reason), escaped(history.roles[departure.role]));
    }
    return html + "</div>";
}

std::string pair_html(const Consistency& found, const Names& names, const consistency::Pair& pair) {
    std::string facts;
    const auto one = found.history.situations[found.history.cases[pair.one].situation].values();
    const auto other = found.history.situations[found.history.cases[pair.other].situation].values();
    for (std::size_t at = 0; at < one.size(); ++at) {
        const bool is_same = at < other.size() && other[at].second == one[at].second;
        facts +=
            fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", escaped(one[at].first),
                        is_same ? escaped(one[at].second)
                                : fmt::format("<strong>{} | {}</strong>", escaped(one[at].second),
                                              escaped(at < other.size() ? other[at].second : std::string_view("–"))));
    }
    return fmt::format(
        R"(<article class="twin"><p class="aside">{}</p><div class="pair">{}{}</div><details class="grounds"><summary>{}</summary><dl class="values">{}</dl></details></article>)",
        in_each_language(cause_text(pair.cause)), side_html(found, names, pair.one),
        side_html(found, names, pair.other), in_each_language(texts::facts_of_both), facts);
}

std::string pairs_html(const Consistency& found, const Names& names, const std::vector<consistency::Pair>& pairs) {
    std::string html;
    for (std::size_t at = 0; at < std::min(pairs.size(), pairs_max); ++at) html += pair_html(found, names, pairs[at]);
    return html;
}

std::string principle_name(const Names& names, const std::string& id, Language language) {
    const auto title = names.principle(id, language);
    return title.empty() ? id : fmt::format("{} {}", id, title);
}

Text life_word(consistency::Life life) {
    switch (life) {
        case consistency::Life::never_called: return texts::life_never;
        case consistency::Life::elsewhere: return texts::life_elsewhere;
        case consistency::Life::dead_letter: return texts::life_dead;
        case consistency::Life::not_known_yet: return texts::life_unknown;
        case consistency::Life::alive: return texts::life_alive;
    }
    return texts::life_unknown;
}

std::vector<std::string> kept_row(const consistency::Kept& kept, const std::string& name) {
    std::vector<std::string> row{name, share_cell(kept.in_time())};
    for (std::size_t fate = 0; fate < consistency::fate_count; ++fate) row.push_back(number_cell(kept.fates[fate]));
    row.push_back(kept.principle.empty() ? "" : in_each_language(life_word(consistency::life_of(kept))));
    return row;
}

Table kept_table(const Consistency& found, const Names& names) {
    Table table;
    table.header = {in_each_language(texts::principle_column), in_each_language(texts::in_time_column)};
    for (const auto& word : {texts::fate_kept, texts::fate_late, texts::fate_departed, texts::fate_missing,
                             texts::fate_pending, texts::fate_not_shown})
        table.header.push_back(in_each_language(word));
    table.header.push_back(in_each_language(texts::verdict_column));
    table.rows.push_back(kept_row(found.kept.all, in_each_language(texts::all_rulings)));
    for (const auto& kept : found.kept.principles) {
        table.rows.push_back(kept_row(kept, in_each_language([&](Language language) {
                                          return escaped(principle_name(names, kept.principle, language));
                                      })));
    }
    return table;
}

std::string kept_drawing(const Consistency& found, const Names& names, Language language, std::string_view reading) {
    std::vector<IntervalRow> rows;
    const auto add = [&](std::string name, const consistency::Kept& kept) {
        const auto share = kept.in_time();
        if (share.total == 0) return;
        const auto interval = share.interval();
        rows.push_back({std::move(name),
                        fmt::format("{} · {}", interval_text(share, language), number(share.total, language)),
                        share.share() * 100, interval.low * 100, interval.high * 100});
    };
    add(std::string(texts::all_rulings.in(language)), found.kept.all);
    for (const auto& kept : found.kept.principles) add(principle_name(names, kept.principle, language), kept);
    if (rows.empty()) return {};
    const auto* sign = language == Language::english ? "%" : "\u00A0%";
    std::vector<std::pair<double, std::string>> ticks;
    for (const auto share : {0, 25, 50, 75, 100}) ticks.emplace_back(share, fmt::format("{}{}", share, sign));
    return interval_drawing("kept", language, texts::kept_title.in(language), reading, rows, 50, ticks);
}

}  // namespace

std::string twins_html(const Consistency& found, const Names& names) {
    auto html = fmt::format(R"(<section aria-labelledby="twins-section"><h2 id="twins-section">{}</h2>)",
                            in_each_language(texts::twins_heading));
    if (found.twins.shown.empty())
        html += fmt::format("<p>{}</p>", in_each_language(texts::no_twins));
    else
        html += fmt::format(R"(<p class="intro">{}</p>)", in_each_language(texts::twins_intro)) +
                pairs_html(found, names, found.twins.shown);
    if (!found.near_twins.empty())
        html += fmt::format(R"(<p class="intro">{}</p>)", in_each_language(texts::near_intro)) +
                pairs_html(found, names, found.near_twins);
    return html + how_html(texts::twins_how) + "</section>";
}

std::string kept_html(const Consistency& found, const Names& names) {
    const auto reading = [&](Language language) {
        return fmt::format(fmt::runtime(texts::kept_reading.in(language)), found.options.kept.days);
    };
    Figure figure{"kept", texts::kept_title, {}, {}, {}, kept_table(found, names)};
    figure.reading = in_each_language([&](Language language) { return escaped(reading(language)); });
    for (const auto language : languages) figure.drawings += kept_drawing(found, names, language, reading(language));
    return fmt::format(R"(<section aria-labelledby="kept-section"><h2 id="kept-section">{}</h2>{}{}</section>)",
                       in_each_language(texts::kept_heading), figure.to_html(), how_html(texts::kept_how));
}

}  // namespace konsequenz::report
