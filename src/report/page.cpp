#include "report/page.h"

#include <fmt/format.h>

#include <set>
#include <span>

#include "report/frame.h"
#include "report/html.h"
#include "report/page_files.h"
#include "report/plots.h"
#include "report/svg.h"
#include "report/table.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

/// A page above two megabytes opens slowly on a phone and is cut off by some mail programs.
constexpr std::size_t cases_bytes_max = 1'500'000;

template <class... Values>
std::string filled(Text pattern, Language language, Values&&... values) {
    return fmt::format(fmt::runtime(pattern.in(language)), std::forward<Values>(values)...);
}

std::string masthead(const PageContent& content) {
    const auto& tally = content.tally;
    const auto title = [&](Language language) {
        const auto standard = content.names.standard_title(language);
        return escaped(standard.empty() ? std::string(texts::report_title.in(language)) : standard);
    };
    auto html =
        fmt::format(R"(<header class="masthead"><div class="bar"><p class="mark">Konsequenz</p>{}</div><h1>{}</h1>)",
                    page_choices(), in_each_language(title));
    if (tally.first()) {
        const auto span = [&](Language language) {
            return escaped(filled(texts::from_to, language, date(civil_from_days(local_day(*tally.first())), language),
                                  date(civil_from_days(local_day(*tally.last())), language)));
        };
        const bool is_titled = !content.names.standard_title(Language::english).empty();
        html += fmt::format(R"(<p class="span">{}{}</p>)",
                            is_titled ? in_each_language(texts::report_title) + " · " : std::string(),
                            in_each_language(span));
    }
    return html + "</header>";
}

std::string plots(const PageContent& content) {
    auto html = fmt::format(
        R"(<section id="pictures" aria-labelledby="pictures-heading"><h2 id="pictures-heading">{}</h2><div class="plots">)",
        in_each_language(texts::pictures));
    html += rulings_over_time(content.tally, content.names) + people_against_messages(content.tally) +
            rulings_by_touchpoint(content.tally, content.names);
    return html + concentration(content.tally) + conduct_labels(content.tally) +
           remedies_by_merits(content.tally, content.names) + "</div></section>";
}

/// An option's text cannot hold elements, so the script swaps it with the language.
std::string option(std::string_view value, std::string_view english, std::string_view german) {
    return fmt::format(R"(<option value="{}" data-en="{}" data-de="{}">{}</option>)", escaped(value), escaped(english),
                       escaped(german), escaped(english));
}

template <class Name>
std::string choice(std::string_view id, Text title, const std::set<std::string>& values, Name name) {
    auto html = fmt::format(R"(<label for="filter-{0}">{1}<select id="filter-{0}" data-filter="{0}">{2})", id,
                            in_each_language(title), option("", texts::any.english, texts::any.german));
    for (const auto& value : values)
        html += option(value, name(value, Language::english), name(value, Language::german));
    return html + "</select></label>";
}

/// Hidden until the script shows it: without a script the full list stands there.
std::string filter(const PageContent& content, std::span<const Case* const> cases) {
    std::set<std::string> measures, labels, touchpoints;
    for (const auto* shown : cases) {
        measures.insert(shown->ruling.measure);
        labels.emplace(conduct::to_string(shown->ruling.label));
        touchpoints.insert(std::get<record::Contact>(shown->contact.body).touchpoint);
    }
    auto html = fmt::format(R"(<form class="filter" id="filter" hidden aria-label="{} / {}">)", texts::filter.english,
                            texts::filter.german);
    html += choice("measure", texts::measure, measures,
                   [&](const std::string& id, Language language) { return content.names.measure(id, language); });
    html += choice("label", texts::conduct, labels, [](const std::string& id, Language language) {
        return capitalised(label_word(*conduct::parse_label(id)).in(language));
    });
    html += choice("touchpoint", texts::touchpoint, touchpoints, [&](const std::string& id, Language language) {
        return capitalised(content.names.vocabulary(id, language));
    });
    html +=
        fmt::format(R"(<label for="filter-text">{}<input type="search" id="filter-text" autocomplete="off"></label>)",
                    in_each_language(texts::search));
    const auto shown = [](Language language) {
        return filled(texts::matching, language, R"(<span class="matching"></span>)");
    };
    return html + fmt::format(R"(<p class="count" role="status">{}</p></form><p class="none-matching" hidden>{}</p>)",
                              in_each_language(shown), in_each_language(texts::none_matching));
}

std::string cases(const PageContent& content) {
    std::string articles;
    std::size_t count = 0;
    for (const auto* shown : content.cases) {
        const auto article = case_html(*shown, content.names);
        if (articles.size() + article.size() > cases_bytes_max) break;
        articles += article;
        ++count;
    }
    const auto intro = [&](Language language) {
        if (count == content.tally.messages())
            return escaped(
                filled(texts::cases_all, language, counted(count, texts::message, texts::messages, language)));
        return escaped(
            filled(texts::cases_shown, language, number(count, language), number(content.tally.messages(), language)));
    };
    auto html = fmt::format(
        R"(<section id="cases" aria-labelledby="cases-heading"><h2 id="cases-heading">{}</h2><p class="intro">{}</p>{})",
        in_each_language(texts::cases_title), in_each_language(intro),
        filter(content, std::span(content.cases).first(count)));
    return html + articles + "</section>";
}

/// A command to run, with the sentence that says what it shows; `command` is plain.
std::string command(Text sentence, std::string_view command_line) {
    return fmt::format(R"(<p>{}</p><pre><code>{}</code></pre>)", in_each_language(sentence), escaped(command_line));
}

std::string standards_used(const Tally& tally) {
    Table table;
    table.header = {in_each_language(texts::standard_column), in_each_language(texts::version), "SHA-256",
                    in_each_language(texts::rulings_column)};
    for (const auto& use : tally.standards()) {
        table.rows.push_back({escaped(use.id), escaped(use.version),
                              fmt::format(R"(<code class="hash">{}</code>)", escaped(use.sha256)),
                              number_cell(use.rulings)});
    }
    return fmt::format(R"(<h3 id="standards-heading">{}</h3>{})", in_each_language(texts::standards_used),
                       table.to_html("standards-heading"));
}

std::string foot(const PageContent& content) {
    const auto source =
        content.source.empty() ? std::string() : fmt::format("<code>{}</code>", escaped(content.source));
    const auto made = [&](Language language) {
        return filled(texts::made_from, language, source.empty() ? escaped(texts::the_log.in(language)) : source);
    };
    const auto& standards = content.tally.standards();
    auto html =
        fmt::format(R"(<footer><h2 id="check">{}</h2><div class="notes"><div><p>{}</p><p>{}</p></div><div>)",
                    in_each_language(texts::check_title), in_each_language(made), in_each_language(texts::method));
    if (content.source_kind == Source::log)
        html += command(texts::verify,
                        fmt::format("konsequenz log verify {}", content.source.empty() ? "LOG" : content.source));
    if (!standards.empty())
        html +=
            command(texts::replay, fmt::format("konsequenz decide {} --in RECORDS --out RULINGS", standards.back().id));
    html += "</div></div>";
    if (!standards.empty()) html += standards_used(content.tally);
    return html + "</footer>";
}

}  // namespace

std::string page_html(const PageContent& content) {
    auto html = page_head(texts::report_title) +
                fmt::format(R"(<body><a class="skip" href="#content">{}</a>{}{}<main id="content">)",
                            in_each_language(texts::skip), pattern_definitions(), masthead(content));
    if (content.tally.messages() == 0)
        html += fmt::format(R"(<p class="lede">{}</p>)", in_each_language(texts::nothing_yet));
    else
        html += summary_html(content) + plots(content) + cases(content);
    html += deviations_html(content);
    return html + "</main>" + foot(content) + fmt::format("<script>{}</script></body></html>\n", page_script());
}

}  // namespace konsequenz::report
