#include "report/consistency_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "report/consistency_parts.h"
#include "report/consistency_texts.h"
#include "report/consistency_texts_more.h"
#include "report/evaluation_parts.h"
#include "report/frame.h"
#include "report/html.h"
#include "report/page_files.h"
#include "report/svg.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

using consistency::Consistency;

template <class... Values>
std::string filled(Text pattern, Language language, Values&&... values) {
    return escaped(fmt::format(fmt::runtime(pattern.in(language)), std::forward<Values>(values)...));
}

std::string masthead(const Consistency& found) {
    const auto about = [&](Language language) {
        return filled(texts::compared, language,
                      counted(found.history.cases.size(), texts::ruling_one, texts::ruling_many, language),
                      found.source);
    };
    return fmt::format(
        R"(<header class="masthead"><div class="bar"><p class="mark">Konsequenz</p>{}</div><h1>{}</h1><p class="span">{}</p></header>)",
        page_choices(), in_each_language(texts::consistency_title), in_each_language(about));
}

std::string lede(const Consistency& found) {
    return fmt::format(
        R"(<p class="lede">{}</p>)", in_each_language([&](Language language) {
            std::string names;
            for (const auto& premium : found.premiums) {
                if (!premium.is_found()) continue;
                if (!names.empty()) names += ", ";
                names += fmt::format("{} ({})", trait_word(premium.trait).in(language),
                                     treatment_word(premium.treatment).in(language));
            }
            const auto premium = names.empty() ? std::string(texts::lede_no_premium.in(language))
                                               : fmt::format(fmt::runtime(texts::lede_premium.in(language)), names);
            const auto kept = found.kept.all.in_time();
            return filled(texts::consistency_lede, language, number(kept.count, language), number(kept.total, language),
                          number(found.twins.unequal_pairs, language), premium);
        }));
}

using InLanguage = std::function<std::string(Language)>;

std::string headline(Text title, const InLanguage& big, const InLanguage& small) {
    return fmt::format(
        R"(<div class="headline"><dt>{}</dt><dd><span class="big">{}</span><span class="small">{}</span></dd></div>)",
        in_each_language(title), in_each_language(big), in_each_language(small));
}

InLanguage whole(std::uint64_t count) {
    return [count](Language language) { return number(count, language); };
}

InLanguage plain(Text text) {
    return [text](Language language) { return escaped(text.in(language)); };
}

std::string headlines(const Consistency& found) {
    const auto kept = found.kept.all.in_time();
    const auto& departed = found.deviations.all;
    const auto ends = [](const statistics::Proportion& share, Language language) {
        const auto interval = share.interval();
        return std::pair(fixed_text(interval.low * 100, 1, language), fixed_text(interval.high * 100, 1, language));
    };
    std::uint64_t own_cause = 0;
    for (const auto& role : found.deviations.by_role) own_cause += role.own_cause;
    const auto dead = static_cast<std::uint64_t>(std::ranges::count_if(found.kept.principles, [](const auto& each) {
        return consistency::life_of(each) == consistency::Life::dead_letter;
    }));
    const auto different = static_cast<std::uint64_t>(
        std::ranges::count_if(found.differences, [](const auto& each) { return each.is_found(); }));
    auto html = fmt::format(
        R"(<section aria-labelledby="glance-heading"><h2 id="glance-heading">{}</h2><dl class="headlines">)",
        in_each_language(texts::at_a_glance));
    html += headline(
        texts::index_title, [&](Language language) { return escaped(share_text(kept, language)); },
        [&](Language language) {
            const auto [low, high] = ends(kept, language);
            return filled(texts::index_note, language, low, high, number(kept.total, language));
        });
    html += headline(texts::twins_title, whole(found.twins.unequal_pairs), [&](Language language) {
        return filled(texts::twins_note, language, number(found.twins.pairs, language));
    });
    html += headline(
        texts::departed_title, [&](Language language) { return escaped(share_text(departed, language)); },
        [&](Language language) {
            const auto [low, high] = ends(departed, language);
            return filled(texts::departed_note, language, number(departed.count, language),
                          number(departed.total, language), low, high);
        });
    html += headline(texts::own_cause_title, whole(own_cause), plain(texts::own_cause_note));
    html += headline(texts::dead_title, whole(dead), plain(texts::dead_note));
    html += headline(texts::found_note_title, whole(different), [&](Language language) {
        return filled(texts::found_note, language, number(found.differences.size(), language));
    });
    return html + "</dl></section>";
}

std::string foot() {
    return fmt::format(
        R"(<footer><h2>{}</h2><div class="notes"><div><p>{}</p></div><div><p>{}</p></div></div></footer>)",
        in_each_language(texts::consistency_method_title), in_each_language(texts::consistency_method),
        in_each_language(texts::consistency_limits));
}

}  // namespace

std::string consistency_html(const Consistency& found, const standard::Standard* standard) {
    const Names names(standard);
    auto html =
        page_head(texts::consistency_title) +
        fmt::format(R"(<body><a class="skip" href="#content">{}</a>{}{}<main id="content" class="consistency">)",
                    in_each_language(texts::skip), pattern_definitions(), masthead(found));
    html += lede(found) + headlines(found) + kept_html(found, names) + premiums_html(found) + twins_html(found, names) +
            departures_html(found, names) + team_html(found);
    return html + "</main>" + foot() + fmt::format("<script>{}</script></body></html>\n", page_script());
}

}  // namespace konsequenz::report
