#include "report/backtest_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "report/backtest_parts.h"
#include "report/backtest_texts.h"
#include "report/frame.h"
#include "report/html.h"
#include "report/page_files.h"
#include "report/svg.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

namespace own = backtest_texts;

/// Contacts of one customer that are shown in full.
constexpr std::size_t contacts_max = 6;

template <class... Values>
std::string filled(Text pattern, Language language, Values&&... values) {
    return escaped(fmt::format(fmt::runtime(pattern.in(language)), std::forward<Values>(values)...));
}

std::string name_of(const standard::Standard& standard) { return fmt::format("{} {}", standard.id, standard.version); }

std::string masthead(const BacktestView& view) {
    const auto about = [&](Language language) {
        if (view.before == nullptr) return filled(own::about_log, language, view.source, name_of(*view.after));
        return filled(own::about_two, language, view.source, name_of(*view.before), name_of(*view.after));
    };
    return fmt::format(
        R"(<header class="masthead"><div class="bar"><p class="mark">Konsequenz</p>{}</div><h1>{}</h1><p class="span">{}</p></header>)",
        page_choices(), in_each_language(own::title), in_each_language(about));
}

std::string lede(const backtest::Comparison& comparison) {
    return fmt::format(R"(<p class="lede">{}</p>)", in_each_language([&](Language language) {
                           const auto all = counted(comparison.contacts, own::contact, own::contacts, language);
                           if (comparison.changed_measures == 0) return filled(own::lede_same, language, all);
                           return filled(own::lede, language, number(comparison.changed_measures, language), all,
                                         number(comparison.milder, language), number(comparison.harsher, language));
                       }));
}

std::string headline(Text title, std::uint64_t count, const std::function<std::string(Language)>& small) {
    return fmt::format(
        R"(<div class="headline"><dt>{}</dt><dd><span class="big">{}</span><span class="small">{}</span></dd></div>)",
        in_each_language(title), in_each_language([&](Language language) { return number(count, language); }),
        in_each_language(small));
}

std::string headlines(const backtest::Comparison& comparison) {
    const auto of_contacts = [&](std::uint64_t part) {
        return [&comparison, part](Language language) {
            return filled(own::share_of, language, percent(part, comparison.contacts, language));
        };
    };
    return fmt::format(
        R"(<section aria-labelledby="glance-heading"><h2 id="glance-heading">{}</h2><dl class="headlines">{}{}{}{}{}</dl></section>)",
        in_each_language(texts::at_a_glance),
        headline(own::changed_measures, comparison.changed_measures, of_contacts(comparison.changed_measures)),
        headline(own::milder, comparison.milder, of_contacts(comparison.milder)),
        headline(own::harsher, comparison.harsher, of_contacts(comparison.harsher)),
        headline(own::changed_remedies, comparison.changed_remedies, of_contacts(comparison.changed_remedies)),
        headline(own::customers_changed, comparison.customers_changed, [&](Language language) {
            return filled(own::of_customers, language, number(comparison.customers, language));
        }));
}

/// The reasons in the page's language, or in the one that there is.
std::string reasons_list(const ReasonTexts& reasons, Text without, Language language) {
    auto found = reasons.find(tag(language));
    if (found == reasons.end()) found = reasons.begin();
    if (found == reasons.end() || found->second.empty()) return fmt::format("<p>{}</p>", escaped(without.in(language)));
    std::string items;
    for (const auto& reason : found->second) items += fmt::format("<li>{}</li>", escaped(reason));
    return fmt::format("<ul>{}</ul>", items);
}

std::string side(Text heading, const std::string& measure, const std::string& remedy, const ReasonTexts& reasons,
                 Text without, const BothNames& names) {
    return fmt::format(
        R"(<div><dt>{}</dt><dd><strong>{}</strong><br>{}{}</dd></div>)", in_each_language(heading),
        in_each_language([&](Language language) { return escaped(names.measure(measure, language)); }),
        in_each_language([&](Language language) { return escaped(names.remedy(remedy, language)); }),
        in_each_language([&](Language language) { return reasons_list(reasons, without, language); }, "div"));
}

std::string shown_contact(const BacktestCase& shown, const BothNames& names) {
    const auto& record = shown.contact->contact;
    const auto& changed = shown.contact->changed;
    const auto line = in_each_language([&](Language language) {
        return filled(own::contact_line, language, date_time(record.time, language),
                      std::get<record::Contact>(record.body).touchpoint, record.id);
    });
    return fmt::format(
        R"(<div class="reasons"><p class="who">{}</p><dl class="beside">{}{}</dl></div>)", line,
        side(own::before, changed.measure_before, changed.remedy_before, shown.before, own::no_reasons, names),
        side(own::after, changed.measure_after, changed.remedy_after, shown.after, own::no_outcome, names));
}

std::string shown_customer(const BacktestCustomer& customer, const BothNames& names) {
    std::string contacts;
    const auto shown = std::min(customer.changed.size(), contacts_max);
    for (std::size_t at = 0; at < shown; ++at) contacts += shown_contact(customer.changed[at], names);
    if (customer.changes > shown) {
        contacts +=
            fmt::format(R"(<p class="aside">{}</p>)", in_each_language([&](Language language) {
                            return filled(own::more_contacts, language, number(customer.changes - shown, language));
                        }));
    }
    return fmt::format(
        R"(<article class="case"><h3>{}</h3><p class="who">{}</p>{}</article>)",
        in_each_language([&](Language language) { return filled(own::customer_line, language, customer.customer); }),
        in_each_language([&](Language language) {
            return filled(own::customer_changes, language, number(customer.changes, language),
                          counted(customer.contacts, own::contact, own::contacts, language));
        }),
        contacts);
}

std::string foot() {
    return fmt::format(
        R"(<footer><h2>{}</h2><div class="notes"><div><p>{}</p></div><div><p>{}</p></div></div></footer>)",
        in_each_language(own::how_title), in_each_language(own::how), in_each_language(own::limits));
}

}  // namespace

std::string BothNames::measure(std::string_view id, Language language) const {
    if (id.empty()) return std::string(backtest_texts::nothing.in(language));
    const auto title = after_.measure(id, language);
    return title == id ? before_.measure(id, language) : title;
}

std::string BothNames::remedy(std::string_view id, Language language) const {
    if (id.empty()) return std::string(backtest_texts::nothing.in(language));
    const auto title = after_.remedy(id, language);
    return title == id ? before_.remedy(id, language) : title;
}

std::string changed_customers(const BacktestView& view, const BothNames& names) {
    if (view.customers.empty()) return {};
    std::string html = fmt::format(
        R"(<section aria-labelledby="customers-heading"><h2 id="customers-heading">{}</h2><p class="intro">{}</p>)",
        in_each_language(own::customers_title), in_each_language(own::customers_note));
    for (const auto& customer : view.customers) html += shown_customer(customer, names);
    return html + "</section>";
}

std::string backtest_html(const BacktestView& view) {
    const BothNames names(view);
    const auto& comparison = view.backtest->comparison;
    auto html =
        page_head(own::title) + fmt::format(R"(<body><a class="skip" href="#content">{}</a>{}{}<main id="content">)",
                                            in_each_language(texts::skip), pattern_definitions(), masthead(view));
    html += lede(comparison) + headlines(comparison);
    const auto plots =
        changed_measures_plot(view, names) + changes_over_time(view) + changed_remedies_plot(view, names);
    if (!plots.empty()) {
        html += fmt::format(
            R"(<section aria-labelledby="pictures-heading"><h2 id="pictures-heading">{}</h2><div class="plots">{}</div></section>)",
            in_each_language(texts::pictures), plots);
    }
    html += changed_customers(view, names) + "</main>" + foot();
    return html + fmt::format("<script>{}</script></body></html>\n", page_script());
}

}  // namespace konsequenz::report
