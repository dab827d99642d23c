// Every text of the page, in both languages, in one table. What stands in braces is filled in by the page.
#pragma once

#include <string_view>

#include "conduct/assessment.h"
#include "record/record.h"
#include "report/language.h"

namespace konsequenz::report {

/// Words for ids that records and rulings use; an unknown id stands for itself, and must outlive the Text.
[[nodiscard]] Text word(std::string_view id);
[[nodiscard]] Text measure_word(std::string_view id);
[[nodiscard]] Text remedy_word(std::string_view id);
[[nodiscard]] Text label_word(conduct::Label label);
[[nodiscard]] Text merits_word(record::Merits merits);
[[nodiscard]] Text needs_word(std::string_view needs);

namespace texts {

// The head of the page.
inline constexpr Text report_title{"Report", "Bericht"};
inline constexpr Text skip{"Skip to the content", "Zum Inhalt springen"};
inline constexpr Text language_choice{"Language", "Sprache"};
inline constexpr Text theme_choice{"Appearance", "Darstellung"};
inline constexpr Text theme_system{"Auto", "Auto"};
inline constexpr Text theme_light{"Light", "Hell"};
inline constexpr Text theme_dark{"Dark", "Dunkel"};
inline constexpr Text from_to{"{} to {}", "{} bis {}"};
inline constexpr Text nothing_yet{
    "No message has been ruled on yet. Run “konsequenz decide” with this log, then write the report again.",
    "Noch wurde über keine Nachricht entschieden. Bitte führen Sie „konsequenz decide“ mit diesem Protokoll aus und "
    "erstellen Sie den Bericht dann neu."};
inline constexpr Text lede_voices{"{} came from {}.", "{} kamen von {}."};
inline constexpr Text lede_voices_one{"{} came from {}.", "{} kam von {}."};
inline constexpr Text lede_all_free{"No message had a consequence for the person who wrote it.",
                                    "Keine Nachricht hatte Folgen für die Person, die sie schrieb."};
inline constexpr Text lede_measure{"{} called for a measure", "{} führte zu einer Maßnahme"};
inline constexpr Text lede_measures{"{} called for a measure", "{} führten zu einer Maßnahme"};
inline constexpr Text lede_other{"; the other one cost nobody anything.", "; die andere blieb ohne Folgen."};
inline constexpr Text lede_others{"; the other {} cost nobody anything.", "; die übrigen {} blieben ohne Folgen."};
inline constexpr Text message{"message", "Nachricht"};
inline constexpr Text messages{"messages", "Nachrichten"};
inline constexpr Text person{"person", "Person"};
inline constexpr Text people{"people", "Personen"};

// The figures.
inline constexpr Text at_a_glance{"At a glance", "Auf einen Blick"};
inline constexpr Text messages_title{"Messages", "Nachrichten"};
inline constexpr Text people_title{"People", "Personen"};
inline constexpr Text per_person{"Messages per person", "Nachrichten je Person"};
inline constexpr Text without_measure{"Without a measure", "Ohne Maßnahme"};
inline constexpr Text confirmed{"Judged by a person", "Von Menschen beurteilt"};
inline constexpr Text deviations_title{"Deviations", "Abweichungen"};
inline constexpr Text and_outgoing{"and {} written by the company", "dazu {} vom Unternehmen selbst"};
inline constexpr Text known_by_key{"told apart by customer id", "unterschieden nach Kundenkennung"};
inline constexpr Text on_average{"on average", "im Mittel"};
inline constexpr Text of_messages{"{} of {} messages", "{} von {} Nachrichten"};
inline constexpr Text of_unacceptable{"{} of {} messages with conduct worse than criticism",
                                      "{} von {} Nachrichten, deren Ton über Kritik hinausging"};
inline constexpr Text no_unacceptable{"no conduct went beyond criticism", "kein Verhalten ging über Kritik hinaus"};
inline constexpr Text deviations_note{"a person decided otherwise, and wrote down why",
                                      "ein Mensch entschied anders und schrieb den Grund auf"};
inline constexpr Text no_deviations_note{"nobody departed from the standard", "niemand wich vom Standard ab"};
inline constexpr Text measures_title{"Measures", "Maßnahmen"};
inline constexpr Text measures_note{"What followed from the conduct", "Was aus dem Verhalten folgte"};
inline constexpr Text remedies_title{"Remedies", "Abhilfe"};
inline constexpr Text remedies_note{"What was owed on the merits", "Was in der Sache geschuldet war"};

// The plots.
inline constexpr Text pictures{"In pictures", "In Bildern"};
inline constexpr Text show_figures{"The figures as a table", "Die Zahlen als Tabelle"};
inline constexpr Text period{"Period", "Zeitraum"};
inline constexpr Text week_from{"Week from {}", "Woche ab {}"};
inline constexpr Text weeks_from{"{} weeks from {}", "{} Wochen ab {}"};
inline constexpr Text in_week_from{"the week from {}", "der Woche ab {}"};
inline constexpr Text in_weeks_from{"the {} weeks from {}", "den {} Wochen ab {}"};
inline constexpr Text axis_messages{"Messages", "Nachrichten"};
inline constexpr Text over_time{"Rulings over time", "Entscheidungen im Zeitverlauf"};
inline constexpr Text over_time_reading{
    "Each bar stands for {3} weeks, the last one perhaps for fewer; its height is the number of messages. Most came in "
    "{0}: {1}.",
    "Jeder Balken steht für {3} Wochen, der letzte vielleicht für weniger; seine Höhe ist die Zahl der Nachrichten. "
    "Die "
    "meisten kamen in {0}: {1}."};
inline constexpr Text over_weeks_reading{
    "Each bar is a week, its height the number of messages. Most came in {}: {}.",
    "Jeder Balken steht für eine Woche, seine Höhe für die Zahl der Nachrichten. Die meisten kamen in {}: {}."};
inline constexpr Text people_plot{"People against messages", "Personen und Nachrichten"};
inline constexpr Text people_reading{
    "The wide bar counts messages, the narrow one inside it the people who wrote them. Where the two part, few people "
    "write a lot.",
    "Der breite Balken zählt Nachrichten, der schmale darin die Personen, die sie schrieben. Wo beide "
    "auseinandergehen, schreiben wenige viel."};
inline constexpr Text people_description{"Most messages came in {}: {} from {}.",
                                         "Die meisten Nachrichten kamen in {}: {} von {}."};
inline constexpr Text touchpoint{"Touchpoint", "Kontaktpunkt"};
inline constexpr Text touchpoint_plot{"By touchpoint", "Nach Kontaktpunkt"};
inline constexpr Text touchpoint_reading{"Most often: {}, with {} of {} messages.",
                                         "Am häufigsten: {}, mit {} von {} Nachrichten."};
inline constexpr Text other_touchpoints{"all other touchpoints", "alle übrigen Kontaktpunkte"};
inline constexpr Text concentration{"Who writes how much", "Wer wie viel schreibt"};
inline constexpr Text half_by_one{"{} ({} of {}) wrote half of all messages or more.",
                                  "{} ({} von {}) schrieb die Hälfte aller Nachrichten oder mehr."};
inline constexpr Text half_by_many{"{} ({} of {}) wrote half of all messages.",
                                   "{} ({} von {}) schrieben die Hälfte aller Nachrichten."};
inline constexpr Text half_point{"half of it: {}", "die Hälfte: {}"};
inline constexpr Text even_line{"if all wrote alike", "wenn alle gleich viel schrieben"};
inline constexpr Text axis_share_messages{"Share of the messages", "Anteil der Nachrichten"};
inline constexpr Text axis_share_people{"Share of the people, most frequent first",
                                        "Anteil der Personen, häufigste zuerst"};
inline constexpr Text people_first{"People, most frequent first", "Personen, häufigste zuerst"};
inline constexpr Text share_people{"Share of people", "Anteil der Personen"};
inline constexpr Text share_messages{"Share of messages", "Anteil der Nachrichten"};
inline constexpr Text conduct_plot{"Conduct", "Verhalten"};
inline constexpr Text conduct{"Conduct", "Verhalten"};
inline constexpr Text free{"free", "frei"};
inline constexpr Text with_measure{"{} with a measure", "{} mit Maßnahme"};
inline constexpr Text no_criticism{"Criticism is free; in this period nobody criticised.",
                                   "Kritik ist frei; in diesem Zeitraum gab es keine."};
inline constexpr Text criticism_was_free{"Criticism was free: {} criticised, and none had a consequence.",
                                         "Kritik war frei: {} mit Kritik, keine davon hatte Folgen."};
inline constexpr Text criticism_was_not_free{
    "Criticism was not free: of {} that criticised, {} had a consequence. Please review the standard.",
    "Kritik war nicht frei: {} mit Kritik, davon {} mit Folgen. Bitte prüfen Sie den Standard."};
inline constexpr Text said_by_person{"judged by a person", "von einem Menschen beurteilt"};
inline constexpr Text said_by_model{"sorted by the model", "vom Modell sortiert"};
inline constexpr Text remedies_plot{"Remedies by finding", "Abhilfe nach Prüfung"};
inline constexpr Text remedies_reading{
    "What is owed depends on what was found on the merits before the ruling. Each bar shows all messages with the "
    "same finding as 100%.",
    "Was geschuldet ist, richtet sich danach, was vor der Entscheidung in der Sache festgestellt war. Jeder Balken "
    "zeigt alle Nachrichten mit demselben Ergebnis als 100\u00A0%."};
inline constexpr Text merits{"Merits", "In der Sache"};

// The cases.
inline constexpr Text cases_title{"The latest cases", "Die jüngsten Fälle"};
inline constexpr Text cases_shown{"The latest {} of {} messages, newest first.",
                                  "Die jüngsten {} von {} Nachrichten, neueste zuerst."};
inline constexpr Text cases_all{"All {}, newest first.", "Alle {}, neueste zuerst."};
inline constexpr Text evidence_adds{"adds {0} to the log-odds of {1}", "erhöht die Log-Odds für {1} um {0}"};
inline constexpr Text evidence_takes{"takes {0} from the log-odds of {1}", "senkt die Log-Odds für {1} um {0}"};
inline constexpr Text likely_abusive{"{} likely to be abusive", "mit {} Wahrscheinlichkeit übergriffig"};
inline constexpr Text left_out{"… and {} more characters", "… und {} weitere Zeichen"};
inline constexpr Text filter{"Filter the cases", "Fälle filtern"};
inline constexpr Text measure{"Measure", "Maßnahme"};
inline constexpr Text remedy{"Remedy", "Abhilfe"};
inline constexpr Text search{"Words in the text", "Wörter im Text"};
inline constexpr Text any{"all", "alle"};
inline constexpr Text matching{"{} shown", "{} angezeigt"};
inline constexpr Text none_matching{"No case matches. Please choose fewer conditions.",
                                    "Kein Fall passt. Bitte wählen Sie weniger Bedingungen."};
inline constexpr Text no_text{"(no text)", "(kein Text)"};
inline constexpr Text customer{"Customer", "Kundin oder Kunde"};
inline constexpr Text contact_id{"Contact", "Kontakt"};
inline constexpr Text severity{"severity {} of 4", "Schwere {} von 4"};
inline constexpr Text aimed_at{"aimed at: {}", "gerichtet gegen: {}"};
inline constexpr Text why{"Why", "Warum"};
inline constexpr Text principles{"Principles", "Grundsätze"};
inline constexpr Text grounds{"Facts and rules behind it", "Tatsachen und Regeln dahinter"};
inline constexpr Text facts{"Facts known at the contact", "Beim Kontakt bekannte Tatsachen"};
inline constexpr Text decisions{"What the tables said", "Was die Tabellen ergaben"};
inline constexpr Text safeguards{"Safeguards", "Sicherungen"};
inline constexpr Text rules{"Rules that applied", "Regeln, die griffen"};
inline constexpr Text rule_row{"{}, row {}", "{}, Zeile {}"};
inline constexpr Text milder_if{"Milder if …", "Milder, wenn …"};
inline constexpr Text harsher_if{"Harsher if …", "Strenger, wenn …"};
inline constexpr Text otherwise{"{}: {}", "{}: {}"};
inline constexpr Text instead_of{"{} {} instead of {}", "{} {} statt {}"};
inline constexpr Text needs{"Needs", "Erfordert"};
inline constexpr Text lapses{"Lapses", "Läuft ab"};
inline constexpr Text appeal_until{"Appeal until", "Widerspruch bis"};
inline constexpr Text not_in_force{"Came before the standard was in force, and is not judged by it.",
                                   "Kam, bevor der Standard galt, und wird nicht nach ihm beurteilt."};
inline constexpr Text not_assessed{"Not assessed: {}", "Nicht beurteilt: {}"};
inline constexpr Text later{"Found later", "Später festgestellt"};
inline constexpr Text later_finding{"{}: merits {}", "{}: in der Sache {}"};
inline constexpr Text later_conduct{"conduct {}, severity {} of 4", "Verhalten {}, Schwere {} von 4"};
inline constexpr Text is_public{"public", "öffentlich"};

// The deviations.
inline constexpr Text deviations_lede{
    "A person may decide otherwise than the standard, and then says why. That holds for everyone, whatever the rank.",
    "Ein Mensch darf anders entscheiden als der Standard und sagt dann, warum. Das gilt für alle, gleich in welcher "
    "Position."};
inline constexpr Text no_deviations{"Nobody departed from the standard.", "Niemand wich vom Standard ab."};
inline constexpr Text standard_said{"The standard", "Der Standard"};
inline constexpr Text person_did{"What was done", "Was getan wurde"};
inline constexpr Text not_ruled{"no ruling on this contact", "keine Entscheidung zu diesem Kontakt"};
inline constexpr Text remedy_as_ruled{"remedy as ruled", "Abhilfe wie entschieden"};
inline constexpr Text deviations_latest{"The latest {} of {}.", "Die jüngsten {} von {}."};

// The foot.
inline constexpr Text check_title{"Check it yourself", "Selbst nachprüfen"};
inline constexpr Text made_from{
    "Made from {}. The page does not carry the date of its making: the same log always gives the same page.",
    "Erstellt aus {}. Die Seite trägt kein Erstellungsdatum: Dasselbe Protokoll ergibt immer dieselbe Seite."};
inline constexpr Text the_log{"the log", "dem Protokoll"};
inline constexpr Text verify{"That nobody has changed the log since it was written, this command shows:",
                             "Dass niemand das Protokoll seither verändert hat, zeigt dieser Befehl:"};
inline constexpr Text replay{"The same records and the same standard give the same rulings again:",
                             "Dieselben Datensätze und derselbe Standard ergeben wieder dieselben Entscheidungen:"};
inline constexpr Text standards_used{"Standards behind these rulings", "Standards hinter diesen Entscheidungen"};
inline constexpr Text standard_column{"Standard", "Standard"};
inline constexpr Text version{"Version", "Version"};
inline constexpr Text rulings_column{"Rulings", "Entscheidungen"};
inline constexpr Text method{
    "A message is a contact that came in. People are told apart by the customer id of the records; their names in "
    "the records are not shown. Weeks begin on Monday, in the time zone each message was written in. "
    "The model sorts messages; it is no verdict on a person, and without a person's word nothing goes beyond a notice.",
    "Eine Nachricht ist ein eingegangener Kontakt. Personen werden nach der Kundenkennung der Datensätze "
    "unterschieden; ihre Namen aus den Datensätzen stehen hier nicht. Wochen beginnen am Montag, in der Zeitzone der "
    "jeweiligen Nachricht. "
    "Das Modell sortiert Nachrichten; es ist kein Urteil über einen Menschen, und ohne das Wort eines Menschen geht "
    "nichts über einen Hinweis hinaus."};

}  // namespace texts
}  // namespace konsequenz::report
