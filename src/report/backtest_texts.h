// The texts of the backtest's page, in both languages.
#pragma once

#include "report/language.h"

namespace konsequenz::report::backtest_texts {

inline constexpr Text title{"Backtest", "Rückrechnung"};
inline constexpr Text about_log{"The rulings of {0} beside those that {1} would have given.",
                                "Die Entscheidungen aus {0} neben denen, die {1} getroffen hätte."};
inline constexpr Text about_two{"What {2} gives for {0}, beside what {1} gives.",
                                "Was {2} für {0} ergibt, neben dem, was {1} ergibt."};
inline constexpr Text lede_same{"Not one of {} would have come out otherwise.",
                                "Keiner von {} wäre anders ausgegangen."};
inline constexpr Text lede{"{0} of {1} would have had another measure: {2} milder, {3} harsher.",
                           "{0} von {1} hätten eine andere Maßnahme gehabt: {2} milder, {3} strenger."};
inline constexpr Text contact{"contact", "Kontakt"};
inline constexpr Text contacts{"contacts", "Kontakten"};
inline constexpr Text contacts_plain{"Contacts", "Kontakte"};
inline constexpr Text changed_measures{"Other measure", "Andere Maßnahme"};
inline constexpr Text changed_remedies{"Other remedy", "Andere Abhilfe"};
inline constexpr Text milder{"Milder", "Milder"};
inline constexpr Text harsher{"Harsher", "Strenger"};
inline constexpr Text other{"Not comparable", "Nicht vergleichbar"};
inline constexpr Text customers_changed{"Customers concerned", "Betroffene Personen"};
inline constexpr Text of_contacts{"of {}", "von {}"};
inline constexpr Text of_customers{"of {} with a contact", "von {} mit einem Kontakt"};
inline constexpr Text share_of{"{} of all contacts", "{} aller Kontakte"};

inline constexpr Text measures_plot{"Which measures change", "Welche Maßnahmen sich ändern"};
inline constexpr Text remedies_plot{"Which remedies change", "Welche Abhilfe sich ändert"};
inline constexpr Text pairs_reading{"Each bar counts the contacts that came to the one and would come to the other.",
                                    "Jeder Balken zählt die Kontakte, die zum einen führten und zum anderen führen "
                                    "würden."};
inline constexpr Text pair{"{} → {}", "{} → {}"};
inline constexpr Text before{"Before", "Bisher"};
inline constexpr Text after{"After", "Künftig"};
inline constexpr Text nothing{"no ruling", "keine Entscheidung"};
inline constexpr Text over_time{"When it would have mattered", "Wann es eine Rolle gespielt hätte"};
inline constexpr Text over_time_reading{
    "Contacts with another measure in each month; at most {0} of {1} in {2}.",
    "Kontakte mit anderer Maßnahme in jedem Monat; am meisten, {0} von {1}, im {2}."};
inline constexpr Text month{"Month", "Monat"};
inline constexpr Text month_name{"{0} {1}", "{0} {1}"};

inline constexpr Text customers_title{"For whom it matters most", "Für wen es am meisten ausmacht"};
inline constexpr Text customers_note{
    "First those with the greatest step between the measures, then those with the most changes. Each was decided once "
    "more by itself, with the same result. What a measure would have changed in how people behave afterwards, no "
    "backtest can say.",
    "Zuerst die mit dem größten Schritt zwischen den Maßnahmen, dann die mit den meisten Änderungen. Jeder Fall wurde "
    "noch einmal einzeln entschieden, mit demselben Ergebnis. Wie sich jemand nach einer anderen Maßnahme verhalten "
    "hätte, kann keine Rückrechnung sagen."};
inline constexpr Text customer_line{"Customer {}", "Person {}"};
inline constexpr Text customer_changes{"{0} of {1} come out otherwise", "{0} von {1} gehen anders aus"};
inline constexpr Text more_contacts{"and {} more", "und {} weitere"};
inline constexpr Text no_reasons{"The reasons are not held any more.", "Die Gründe sind nicht mehr gespeichert."};
inline constexpr Text no_outcome{"The tables give no outcome for this contact.",
                                 "Die Tabellen ergeben für diesen Kontakt nichts."};
inline constexpr Text contact_line{"{0}, {1}, {2}", "{0}, {1}, {2}"};

inline constexpr Text how_title{"How this was worked out", "Wie das berechnet wurde"};
inline constexpr Text how{
    "Every contact was decided anew from what was known at it, with the assessment that was recorded for it; no model "
    "took part. Notices and findings are those that the history holds, as they happened.",
    "Jeder Kontakt wurde aus dem, was dabei bekannt war, neu entschieden, mit der Einschätzung, die für ihn "
    "gespeichert ist; kein Modell wirkte mit. Hinweise und Feststellungen sind die der Geschichte, wie sie geschahen."};
inline constexpr Text limits{
    "Under another standard other notices would have been given, and people would have behaved otherwise. Read the "
    "figures as a comparison of two standards on the same history, not as a forecast.",
    "Mit einem anderen Standard wären andere Hinweise gegeben worden, und Menschen hätten sich anders verhalten. "
    "Lesen Sie die Zahlen als Vergleich zweier Standards an derselben Geschichte, nicht als Vorhersage."};

}  // namespace konsequenz::report::backtest_texts
