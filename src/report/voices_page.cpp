#include "report/voices_page.h"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "report/evaluation_texts.h"
#include "report/frame.h"
#include "report/texts.h"
#include "report/voices_parts.h"
#include "report/voices_texts.h"

namespace konsequenz::report {
namespace {

using voices::Voices;
using voices::Word;

std::string messages_text(const Voices& voices, std::uint64_t count, Language language) {
    return voices.which == voices::Which::complaints ? counted(count, texts::complaint, texts::complaints, language)
                                                     : counted(count, texts::message, texts::messages, language);
}

std::string masthead(const Voices& voices) {
    const auto about = [&](Language language) {
        return escaped(filled_text(texts::voices_source, language, {voices.source}));
    };
    return fmt::format(
        R"(<header class="masthead"><div class="bar"><p class="mark">Konsequenz</p>{}</div><h1>{}</h1><p class="span">{}</p></header>)",
        page_choices(), in_each_language(texts::voices_title), in_each_language(about));
}

/// What the word says, in a sentence.
std::string verdict_sentence(const voices::Verdict& verdict, Language language) {
    if (verdict.word == Word::not_known) {
        if (!verdict.perceived) return std::string(texts::verdict_no_base.in(language));
        return filled_text(texts::verdict_not_known, language,
                           {counted(verdict.ask_more, texts::exposed_one, texts::exposed_many, language)});
    }
    static constexpr std::array sentences{texts::verdict_loud_few, texts::verdict_quiet_many, texts::verdict_loud_many,
                                          texts::verdict_few};
    const auto share = fmt::format("{}–{}", share_of_customers(verdict.share->low, language),
                                   share_of_customers(verdict.share->high, language));
    return filled_text(sentences.at(static_cast<std::size_t>(verdict.word)), language,
                       {share, share_of_customers(*verdict.perceived, language)});
}

std::string lede(const Voices& voices) {
    const auto& spread = voices.all().spread;
    return fmt::format(R"(<p class="lede">{}</p>)", in_each_language([&](Language language) {
                           const auto pattern = voices.people == voices::People::followed ? texts::voices_headline
                                                                                          : texts::cells_headline;
                           const auto headline =
                               filled_text(pattern, language,
                                           {messages_text(voices, spread.messages, language),
                                            counted(spread.people, texts::person, texts::people, language),
                                            amount(spread.effective_2, language)});
                           return escaped(headline + " " + verdict_sentence(voices.all().verdict, language));
                       }));
}

/// `how` is the id of the formula below.
std::string headline(Text title, std::string_view how, const std::function<std::string(Language)>& big,
                     const std::function<std::string(Language)>& small) {
    return fmt::format(
        R"(<div class="headline"><dt>{}</dt><dd><span class="big">{}</span><span class="small">{} · <a href="#{}">{}</a></span></dd></div>)",
        in_each_language(title), in_each_language([&](Language language) { return escaped(big(language)); }),
        in_each_language([&](Language language) { return escaped(small(language)); }), how,
        in_each_language(texts::how_link));
}

std::string spread_headlines(const voices::Spread& spread) {
    auto html = headline(
        texts::effective_title, "how-effective",
        [&](Language language) { return amount(spread.effective_2, language); },
        [&](Language language) { return std::string(texts::effective_note.in(language)); });
    html += headline(
        texts::loudness_title, "how-heard", [&](Language language) { return amount(spread.per_person(), language); },
        [&](Language language) { return std::string(texts::loudness_note.in(language)); });
    html += headline(
        texts::half_title, "how-effective", [&](Language language) { return number(spread.people_of_half, language); },
        [&](Language language) {
            return filled_text(texts::half_note, language,
                               {counted(spread.people, texts::person, texts::people, language),
                                share_of_customers(spread.top_10_percent.share(), language)});
        });
    return html;
}

std::string unheard_headline(const voices::Unheard& unheard) {
    const auto& chao = unheard.chao;
    return headline(
        texts::unheard_title, "how-unheard", [&](Language language) { return amount(chao.unseen, language); },
        [&](Language language) {
            auto note = filled_text(texts::unheard_note, language,
                                    {amount(chao.total, language), amount(chao.interval.low, language),
                                     amount(chao.interval.high, language)});
            if (unheard.one_inflation && unheard.one_inflation->is_likely) {
                const auto& inflation = *unheard.one_inflation;
                note += "; " + filled_text(texts::unheard_warning, language,
                                           {amount(inflation.ones, language), amount(inflation.expected_ones, language),
                                            amount(unheard.without_ones, language)});
            }
            return note;
        });
}

std::string headlines(const Voices& voices) {
    const auto& all = voices.all();
    auto html = fmt::format(
        R"(<section aria-labelledby="glance-heading"><h2 id="glance-heading">{}</h2><dl class="headlines">)",
        in_each_language(texts::at_a_glance));
    html += spread_headlines(all.spread);
    if (all.heard) {
        const auto& people = all.heard->people;
        html += headline(
            texts::heard_title, "how-heard",
            [&](Language language) { return share_of_customers(people.share(), language); },
            [&](Language language) {
                const auto interval = people.interval();
                return filled_text(
                    texts::heard_note, language,
                    {share_of_customers(interval.low, language), share_of_customers(interval.high, language),
                     counted(people.total, texts::exposed_one, texts::exposed_many, language)});
            });
    }
    if (all.unheard) html += unheard_headline(*all.unheard);
    if (!all.surveys.empty()) {
        const auto& survey = all.surveys.front();
        html += headline(
            texts::dissatisfied_title, "how-survey",
            [&](Language language) { return share_of_customers(survey.share.share, language); },
            [&](Language language) {
                const auto& answers = survey.answers.dissatisfied;
                return filled_text(texts::dissatisfied_note, language,
                                   {share_of_customers(survey.share.interval.low, language),
                                    share_of_customers(survey.share.interval.high, language),
                                    number(answers.answered, language), number(answers.asked, language)});
            });
    }
    return html + "</dl></section>";
}

std::string foot(const Voices& voices) {
    const std::array<std::pair<std::string_view, Text>, 8> notes{
        {{"how-effective", texts::how_effective},
         {"how-heard", texts::how_heard},
         {"how-unheard", texts::how_unheard},
         {"how-behind", texts::how_behind},
         {"how-survey", texts::how_survey},
         {"how-chart", texts::how_chart},
         {"how-like", texts::how_like},
         {"how-people", voices.people == voices::People::followed ? texts::how_people : texts::how_cells}}};
    auto html = fmt::format(R"(<footer><h2>{}</h2><div class="notes">)", in_each_language(texts::how_title));
    for (const auto& [id, text] : notes)
        html += fmt::format(R"(<div><p id="{}">{}</p></div>)", id, in_each_language(text));
    return html + "</div></footer>";
}

}  // namespace

std::string voices_html(const Voices& voices) {
    auto html = page_start(texts::voices_title, masthead(voices)) + lede(voices) + headlines(voices);
    html += pictures_section(voices_time_plot(voices) + voices_spread_plot(voices) + voices_groups_plot(voices) +
                             voices_estimates_plot(voices));
    html +=
        fmt::format(R"(<section class="evaluation" aria-labelledby="figures-heading"><h2 id="figures-heading">{}</h2>)",
                    in_each_language(texts::figures_title));
    html += verdicts_table(voices) + voices_groups_tables(voices) + voices_periods_table(voices) +
            voices_surveys_tables(voices) + "</section>" + voices_evidence_tables(voices);
    return html + "</main>" + foot(voices) + page_end();
}

}  // namespace konsequenz::report
