#include <fmt/format.h>

#include "report/html.h"
#include "report/page.h"
#include "report/table.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

template <class... Values>
std::string filled(Text pattern, Language language, Values&&... values) {
    return fmt::format(fmt::runtime(pattern.in(language)), std::forward<Values>(values)...);
}

std::uint64_t with_measure(const Tally& tally) { return tally.messages() - count_at(tally.by_measure(), 0); }

std::string lede(const Tally& tally, Language language) {
    const auto messages = counted(tally.messages(), texts::message, texts::messages, language);
    const auto people = counted(tally.people(), texts::person, texts::people, language);
    auto text =
        filled(tally.messages() == 1 ? texts::lede_voices_one : texts::lede_voices, language, messages, people) + " ";
    const auto measures = with_measure(tally);
    if (measures == 0) return text.append(texts::lede_all_free.in(language));
    text += filled(measures == 1 ? texts::lede_measure : texts::lede_measures, language,
                   counted(measures, texts::message, texts::messages, language));
    const auto others = tally.messages() - measures;
    if (others == 0) return text + ".";
    if (others == 1) return text.append(texts::lede_other.in(language));
    return text + filled(texts::lede_others, language, number(others, language));
}

/// `value` and `note` are HTML.
std::string figure(Text name, std::string_view value, std::string_view note) {
    return fmt::format(
        R"(<div class="headline"><dt>{}</dt><dd><span class="big">{}</span> <span class="small">{}</span></dd></div>)",
        in_each_language(name), value, note);
}

std::string headline_figures(const Tally& tally) {
    const auto confirmed = tally.confirmed_of_unacceptable();
    const auto without = count_at(tally.by_measure(), 0);
    std::string html = R"(<dl class="headlines">)";
    html += figure(texts::messages_title, number_cell(tally.messages()),
                   tally.outgoing() == 0 ? std::string() : in_each_language([&](Language language) {
                       return filled(texts::and_outgoing, language, number(tally.outgoing(), language));
                   }));
    html += figure(texts::people_title, number_cell(tally.people()), in_each_language(texts::known_by_key));
    html += figure(texts::per_person, in_each_language([&](Language language) {
                       return decimal(static_cast<double>(tally.messages()) / static_cast<double>(tally.people()),
                                      language);
                   }),
                   in_each_language(texts::on_average));
    html += figure(
        texts::without_measure, percent_cell(without, tally.messages()), in_each_language([&](Language language) {
            return filled(texts::of_messages, language, number(without, language), number(tally.messages(), language));
        }));
    html += figure(
        texts::confirmed, percent_cell(confirmed.first, confirmed.second),
        confirmed.second == 0 ? in_each_language(texts::no_unacceptable) : in_each_language([&](Language language) {
            return filled(texts::of_unacceptable, language, number(confirmed.first, language),
                          number(confirmed.second, language));
        }));
    html += figure(texts::deviations_title, number_cell(tally.deviation_count()),
                   in_each_language(tally.deviation_count() == 0 ? texts::no_deviations_note : texts::deviations_note));
    return html + "</dl>";
}

template <class Title>
std::string ledger(std::string_view id, Text heading, Text note, const Outcomes& outcomes, const Counts& counts,
                   std::uint64_t whole, Title title) {
    Table table;
    table.header = {in_each_language(note), in_each_language(texts::messages_title), "%"};
    for (std::size_t index = 0; index < outcomes.size(); ++index) {
        const auto name =
            in_each_language([&](Language language) { return escaped(title(outcomes.ids()[index], language)); });
        table.rows.push_back(
            {name, number_cell(count_at(counts, index)), percent_cell(count_at(counts, index), whole)});
    }
    return fmt::format(R"(<section class="ledger"><h3 id="{0}-heading">{1}</h3>{2}</section>)", id,
                       in_each_language(heading), table.to_html(fmt::format("{}-heading", id)));
}

std::string outcome_cell(const std::string& measure, const std::string& remedy) {
    return fmt::format("<strong>{}</strong><br>{}", measure, remedy);
}

}  // namespace

std::string summary_html(const PageContent& content) {
    const auto& tally = content.tally;
    auto html = in_each_language([&](Language language) { return escaped(lede(tally, language)); });
    html = fmt::format(
        R"(<p class="lede">{}</p><section id="glance" aria-labelledby="glance-heading"><h2 id="glance-heading">{}</h2>)",
        html, in_each_language(texts::at_a_glance));
    html += headline_figures(tally) + R"(<div class="ledgers">)";
    html += ledger("measures", texts::measures_title, texts::measures_note, tally.measures(), tally.by_measure(),
                   tally.messages(),
                   [&](std::string_view id, Language language) { return content.names.measure(id, language); });
    html += ledger("owed", texts::remedies_title, texts::remedies_note, tally.remedies(), tally.by_remedy(),
                   tally.messages(),
                   [&](std::string_view id, Language language) { return content.names.remedy(id, language); });
    return html + "</div></section>";
}

std::string deviations_html(const PageContent& content) {
    const auto& tally = content.tally;
    auto html = fmt::format(
        R"(<section id="deviations" aria-labelledby="deviations-heading"><h2 id="deviations-heading">{}</h2>)",
        in_each_language(texts::deviations_title));
    if (tally.deviation_count() == 0)
        return html + fmt::format("<p>{}</p></section>", in_each_language(texts::no_deviations));
    html += fmt::format(R"(<p class="intro">{}</p><ol class="deviations">)", in_each_language(texts::deviations_lede));
    const auto ruled = tally.ruled_before_deviations();
    for (auto index = tally.deviations().size(); index-- > 0;) {
        const auto& [id, customer, time, deviation] = tally.deviations()[index];
        const auto measure = [&](std::string_view measure_id) {
            return in_each_language(
                [&](Language language) { return escaped(content.names.measure(measure_id, language)); });
        };
        const auto remedy = [&](std::string_view remedy_id) {
            return in_each_language(
                [&](Language language) { return escaped(content.names.remedy(remedy_id, language)); });
        };
        std::string said = in_each_language(texts::not_ruled);
        if (ruled[index] && ruled[index]->measure < tally.measures().size() &&
            ruled[index]->remedy < tally.remedies().size()) {
            said = outcome_cell(measure(tally.measures().ids()[ruled[index]->measure]),
                                remedy(tally.remedies().ids()[ruled[index]->remedy]));
        }
        const auto done =
            outcome_cell(measure(deviation.measure),
                         deviation.remedy ? remedy(*deviation.remedy) : in_each_language(texts::remedy_as_ruled));
        html += fmt::format(
            R"(<li><div><p class="who"><strong>{}</strong> <code>{}</code> · <time datetime="{}">{}</time> · {}&nbsp;<code>{}</code></p><blockquote dir="auto">{}</blockquote></div>)"
            R"(<dl class="beside"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div></dl></li>)",
            escaped(deviation.role), escaped(deviation.by), to_string(time),
            in_each_language([&](Language language) { return escaped(date_time(time, language)); }),
            in_each_language(texts::contact_id), escaped(deviation.contact), escaped(deviation.reason),
            in_each_language(texts::standard_said), said, in_each_language(texts::person_did), done);
    }
    html += "</ol>";
    if (tally.deviations().size() < tally.deviation_count()) {
        html += "<p>" + in_each_language([&](Language language) {
                    return filled(texts::deviations_latest, language, number(tally.deviations().size(), language),
                                  number(tally.deviation_count(), language));
                }) +
                "</p>";
    }
    return html + "</section>";
}

}  // namespace konsequenz::report
