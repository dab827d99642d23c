#include "report/noise_page.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "report/consistency_parts.h"
#include "report/consistency_texts.h"
#include "report/consistency_texts_more.h"
#include "report/evaluation_parts.h"
#include "report/frame.h"
#include "report/html.h"
#include "report/page_files.h"
#include "report/plots.h"
#include "report/svg.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

using consistency::AgreementOf;
using consistency::Clarity;
using consistency::NoiseAudit;

template <class... Values>
std::string filled(Text pattern, Language language, Values&&... values) {
    return escaped(fmt::format(fmt::runtime(pattern.in(language)), std::forward<Values>(values)...));
}

Text clarity_word(Clarity clarity) {
    switch (clarity) {
        case Clarity::clear: return texts::clear_word;
        case Clarity::not_known_yet: return texts::verdict_unknown;
        case Clarity::not_clear: return texts::not_clear_word;
    }
    return texts::verdict_unknown;
}

std::string masthead(const NoiseAudit& audit) {
    const auto about = [&](Language language) {
        return filled(texts::noise_about, language, number(audit.reviewers.size(), language),
                      number(audit.all.cases, language), number(audit.all.judgements, language));
    };
    return fmt::format(
        R"(<header class="masthead"><div class="bar"><p class="mark">Konsequenz</p>{}</div><h1>{}</h1><p class="span">{}</p></header>)",
        page_choices(), in_each_language(texts::noise_title), in_each_language(about));
}

std::string named(const NoiseAudit& audit, Clarity clarity) {
    std::string names;
    for (const auto& principle : audit.principles) {
        if (principle.clarity() == clarity) names += (names.empty() ? "" : ", ") + principle.principle;
    }
    return names;
}

std::string lede(const NoiseAudit& audit) {
    const auto unclear = named(audit, Clarity::not_clear);
    const auto unknown = named(audit, Clarity::not_known_yet);
    return fmt::format(R"(<p class="lede">{}</p>)", in_each_language([&](Language language) {
                           auto text = unclear.empty() ? filled(texts::noise_lede_clear, language)
                                                       : filled(texts::noise_lede_unclear, language, unclear);
                           if (!unknown.empty()) text += filled(texts::noise_lede_unknown, language, unknown);
                           return text;
                       }));
}

using InLanguage = std::function<std::string(Language)>;

std::string headline(Text title, const InLanguage& big, const InLanguage& small) {
    return fmt::format(
        R"(<div class="headline"><dt>{}</dt><dd><span class="big">{}</span><span class="small">{}</span></dd></div>)",
        in_each_language(title), in_each_language(big), in_each_language(small));
}

std::string figure_headline(Text title, const consistency::Figure& figure, Text note) {
    if (!figure.value) return {};
    return headline(
        title, [&](Language language) { return fixed_text(*figure.value, 2, language); },
        [&](Language language) {
            if (!figure.interval) return escaped(texts::unknown_interval.in(language));
            return filled(note, language, fixed_text(figure.interval->low, 2, language),
                          fixed_text(figure.interval->high, 2, language));
        });
}

std::string headlines(const NoiseAudit& audit) {
    auto html = fmt::format(
        R"(<section aria-labelledby="glance-heading"><h2 id="glance-heading">{}</h2><dl class="headlines">)",
        in_each_language(texts::at_a_glance));
    html += figure_headline(texts::alpha_title, audit.all.alpha, texts::alpha_note) +
            figure_headline(texts::alike_title, audit.all.pairs_alike, texts::interval_only) +
            figure_headline(texts::icc_title, audit.intraclass, texts::interval_only);
    const auto& ruled = audit.all.as_ruled;
    if (ruled.total > 0) {
        html += headline(
            texts::as_ruled_title, [&](Language language) { return escaped(share_text(ruled, language)); },
            [&](Language language) {
                return filled(texts::interval_only, language, fixed_text(ruled.interval().low * 100, 1, language),
                              fixed_text(ruled.interval().high * 100, 1, language));
            });
    }
    return html + "</dl></section>";
}

/// Alpha from 0 to 1; below 0 stands at the edge.
std::string clarity_drawing(const NoiseAudit& audit, Language language) {
    std::vector<IntervalRow> rows;
    for (const auto& principle : audit.principles) {
        if (!principle.alpha.value || !principle.alpha.interval) continue;
        const auto& interval = *principle.alpha.interval;
        rows.push_back(
            {principle.principle,
             fmt::format("{} ({})", fixed_text(*principle.alpha.value, 2, language), range_text(interval, 2, language)),
             100 * *principle.alpha.value, 100 * interval.low, 100 * interval.high});
    }
    if (rows.empty()) return {};
    std::vector<std::pair<double, std::string>> ticks;
    for (const auto place : {0, 25, 50, 75, 100}) ticks.emplace_back(place, fixed_text(place / 100.0, 2, language));
    return interval_drawing("clarity", language, texts::clarity_title.in(language), texts::clarity_reading.in(language),
                            rows, 100 * consistency::alpha_least, ticks);
}

std::vector<std::string> agreement_row(const AgreementOf& agreement, const std::string& name) {
    return {name,
            number_cell(agreement.cases),
            number_cell(agreement.judgements),
            figure_cell(agreement.alpha.value, agreement.alpha.interval, 3),
            figure_cell(agreement.ac1.value, agreement.ac1.interval, 3),
            share_cell(agreement.as_ruled),
            in_each_language(clarity_word(agreement.clarity()))};
}

std::string clarity_html(const NoiseAudit& audit) {
    Figure figure{"clarity", texts::clarity_title, in_each_language(texts::clarity_reading), {}, {}, {}};
    for (const auto language : languages) figure.drawings += clarity_drawing(audit, language);
    for (const auto& word : {texts::principle_column, texts::cases_column, texts::judgements_column,
                             texts::alpha_column, texts::ac1_column, texts::as_ruled_title, texts::verdict_column})
        figure.table.header.push_back(in_each_language(word));
    figure.table.rows.push_back(agreement_row(audit.all, in_each_language(texts::all_rulings)));
    for (const auto& principle : audit.principles)
        figure.table.rows.push_back(agreement_row(principle, escaped(principle.principle)));
    const auto how = how_html(texts::clarity_how);
    if (figure.drawings.empty())
        return table_section("clarity", texts::clarity_title, reading_html(texts::clarity_reading), figure.table, how);
    return figure.to_html() + how;
}

/// Variances become standard deviations, which are steps of the ladder.
std::string deviation_cell(std::optional<double> variance, const std::optional<statistics::Interval>& interval) {
    if (!variance) return "–";
    std::optional<statistics::Interval> root;
    if (interval)
        root = statistics::Interval{std::sqrt(std::max(0.0, interval->low)), std::sqrt(std::max(0.0, interval->high))};
    return figure_cell(std::sqrt(*variance), root, 2);
}

std::string components_html(const NoiseAudit& audit) {
    if (!audit.noise) return {};
    Table table;
    table.header = {in_each_language(texts::component_column), in_each_language(texts::deviation_column)};
    table.rows.push_back({head_of(texts::system_noise), deviation_cell(audit.noise->system, audit.system_interval)});
    table.rows.push_back({head_of(texts::level_noise), deviation_cell(audit.noise->level, audit.level_interval)});
    table.rows.push_back({head_of(texts::pattern_noise), deviation_cell(audit.noise->pattern, audit.pattern_interval)});
    table.rows.push_back(
        {head_of(texts::occasion_noise), deviation_cell(audit.noise->occasion, audit.occasion_interval)});
    table.rows.push_back({head_of(texts::case_spread), deviation_cell(audit.noise->cases, {})});
    return table_section("components", texts::components_title, reading_html(texts::components_reading), table,
                         how_html(texts::components_how));
}

std::string severity_html(const NoiseAudit& audit) {
    Table table;
    table.header = {in_each_language(texts::reviewer_column), in_each_language(texts::judgements_column),
                    in_each_language(texts::mean_column)};
    for (const auto& reviewer : audit.severities)
        table.rows.push_back(
            {number_cell(table.rows.size() + 1), number_cell(reviewer.judgements), figure_cell(reviewer.mean, {}, 2)});
    return table_section("severity", texts::severity_title, reading_html(texts::severity_reading), table, "");
}

}  // namespace

std::string noise_html(const NoiseAudit& audit) {
    auto html =
        page_head(texts::noise_title) +
        fmt::format(R"(<body><a class="skip" href="#content">{}</a>{}{}<main id="content" class="consistency">)",
                    in_each_language(texts::skip), pattern_definitions(), masthead(audit));
    html += lede(audit) + headlines(audit);
    html += fmt::format(R"(<section aria-labelledby="figures-heading"><h2 id="figures-heading">{}</h2>)",
                        in_each_language(texts::pictures));
    html += clarity_html(audit) + components_html(audit) + severity_html(audit) + "</section></main>";
    html += fmt::format(R"(<footer><h2>{}</h2><div class="notes"><div><p>{}</p></div></div></footer>)",
                        in_each_language(texts::consistency_method_title), in_each_language(texts::noise_limits));
    return html + fmt::format("<script>{}</script></body></html>\n", page_script());
}

}  // namespace konsequenz::report
