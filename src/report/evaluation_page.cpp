#include "report/evaluation_page.h"

#include <fmt/format.h>

#include <functional>

#include "report/evaluation_parts.h"
#include "report/evaluation_texts.h"
#include "report/frame.h"
#include "report/html.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

using evaluation::Evaluation;
using evaluation::Head;
using evaluation::Point;

template <class... Values>
std::string filled(Text pattern, Language language, Values&&... values) {
    return escaped(fmt::format(fmt::runtime(pattern.in(language)), std::forward<Values>(values)...));
}

std::string masthead(const Evaluation& evaluation) {
    const auto about = [&](Language language) {
        return filled(texts::evaluated, language, evaluation.model_id, evaluation.calibration_id,
                      counted(evaluation.texts, texts::labelled_text, texts::labelled_texts, language),
                      evaluation.source);
    };
    return fmt::format(
        R"(<header class="masthead"><div class="bar"><p class="mark">Konsequenz</p>{}</div><h1>{}</h1><p class="span">{}</p></header>)",
        page_choices(), in_each_language(texts::evaluation_title), in_each_language(about));
}

std::string lede(const Evaluation& evaluation) {
    const auto& alert = evaluation.of(Point::alert);
    const auto found = alert.coarse.abusive().recall;
    if (alert.on_legitimate.total == 0 || found.total == 0) return {};
    return fmt::format(R"(<p class="lede">{}</p>)", in_each_language([&](Language language) {
                           return filled(texts::evaluation_lede, language, number(alert.on_legitimate.count, language),
                                         number(alert.on_legitimate.total, language), number(found.count, language),
                                         number(found.total, language));
                       }));
}

std::string headline(Text title, const std::function<std::string(Language)>& big,
                     const std::function<std::string(Language)>& small) {
    return fmt::format(
        R"(<div class="headline"><dt>{}</dt><dd><span class="big">{}</span><span class="small">{}</span></dd></div>)",
        in_each_language(title), in_each_language(big), in_each_language(small));
}

std::string share_headline(Text title, const statistics::Proportion& proportion) {
    const auto interval = proportion.interval();
    return headline(
        title, [&](Language language) { return escaped(share_text(proportion, language)); },
        [&](Language language) {
            return filled(texts::interval_of, language, fixed_text(interval.low * 100, 1, language),
                          fixed_text(interval.high * 100, 1, language),
                          counted(proportion.total, texts::text_one, texts::text_many, language));
        });
}

std::string headlines(const Evaluation& evaluation) {
    auto html = fmt::format(
        R"(<section aria-labelledby="glance-heading"><h2 id="glance-heading">{}</h2><dl class="headlines">)",
        in_each_language(texts::at_a_glance));
    const auto& triage = evaluation.of(Point::triage);
    const auto& alert = evaluation.of(Point::alert);
    html += share_headline(texts::false_alarms_alert, alert.on_criticism) +
            share_headline(texts::false_alarms_triage, triage.on_criticism) +
            share_headline(texts::found_at_alert, alert.coarse.abusive().recall) +
            share_headline(texts::found_at_triage, triage.coarse.abusive().recall);
    if (const auto macro = evaluation.confusion.macro_f1()) {
        html += headline(
            texts::macro_f1, [&](Language language) { return fixed_text(*macro, 3, language); },
            [&](Language language) { return escaped(texts::over_labels.in(language)); });
    }
    if (const auto area = evaluation::area_under_curve(evaluation.of(Head::abusive))) {
        html += headline(
            texts::area, [&](Language language) { return fixed_text(area->value, 3, language); },
            [&](Language language) { return escaped(texts::chance_of_order.in(language)); });
    }
    return html + "</dl></section>";
}

std::string foot() {
    return fmt::format(
        R"(<footer><h2>{}</h2><div class="notes"><div><p>{}</p></div><div><p>{}</p></div></div></footer>)",
        in_each_language(texts::evaluation_method_title), in_each_language(texts::evaluation_method),
        in_each_language(texts::evaluation_limits));
}

}  // namespace

std::string evaluation_html(const Evaluation& evaluation) {
    auto html = page_start(texts::evaluation_title, masthead(evaluation)) + lede(evaluation) + headlines(evaluation);
    html += pictures_section(trade_off_plot(evaluation) + reliability_plot(evaluation) + found_plot(evaluation) +
                             varieties_plot(evaluation));
    html +=
        fmt::format(R"(<section class="evaluation" aria-labelledby="figures-heading"><h2 id="figures-heading">{}</h2>)",
                    in_each_language(texts::figures_title));
    html += points_table(evaluation) + labels_table(evaluation) + confusion_table(evaluation) +
            probabilities_table(evaluation) + pairs_table(evaluation) + tags_table(evaluation);
    return html + "</section></main>" + foot() + page_end();
}

}  // namespace konsequenz::report
