// Every text of the pages on consistency, in both languages. What stands in braces is filled in by the page.
#pragma once

#include "report/language.h"

namespace konsequenz::report::texts {

inline constexpr Text consistency_title{"Is like treated alike?", "Wird Gleiches gleich behandelt?"};
inline constexpr Text compared{"{0} of {1}.", "{0} aus {1}."};
inline constexpr Text ruling_one{"ruling", "Entscheidung"};
inline constexpr Text ruling_many{"rulings", "Entscheidungen"};
inline constexpr Text consistency_lede{
    "What the principles in force prescribe was done in time in {0} of {1} cases. {2} pairs of contacts had equal "
    "facts "
    "and ended differently. {3}",
    "Was die geltenden Grundsätze vorschreiben, geschah in {0} von {1} Fällen rechtzeitig. {2} Paare von Kontakten "
    "hatten gleiche Tatsachen und gingen verschieden aus. {3}"};
inline constexpr Text lede_premium{
    "At equal facts it made a difference who somebody is or how loud: {0}.",
    "Bei gleichen Tatsachen machte es einen Unterschied, wer jemand ist oder wie laut: {0}."};
inline constexpr Text lede_no_premium{
    "No sign was found that the loud, the famous or the big spenders are treated otherwise.",
    "Es fand sich kein Anzeichen, dass Laute, Bekannte oder umsatzstarke Kunden anders "
    "behandelt werden."};

inline constexpr Text index_title{"Consistency index", "Konsequenz-Index"};
inline constexpr Text index_note{"done in time, {0} to {1} at 95%, of {2} whose fate is known",
                                 "rechtzeitig getan, {0} bis {1} bei 95 %, von {2}, deren Ausgang bekannt ist"};
inline constexpr Text twins_title{"Unequal twins", "Ungleiche Zwillinge"};
inline constexpr Text twins_note{"pairs of {0} with equal facts", "Paare von {0} mit gleichen Tatsachen"};
inline constexpr Text departed_title{"Departed from", "Davon abgewichen"};
inline constexpr Text departed_note{"{0} of {1} rulings, {2} to {3} at 95%",
                                    "{0} von {1} Entscheidungen, {2} bis {3} bei 95 %"};
inline constexpr Text own_cause_title{"In their own cause", "In eigener Sache"};
inline constexpr Text own_cause_note{"deviations by somebody whom the criticism or the abuse was aimed at",
                                     "Abweichungen durch jemanden, gegen den sich Kritik oder Übergriff richtete"};
inline constexpr Text dead_title{"Dead letters", "Tote Buchstaben"};
inline constexpr Text dead_note{"principles that are surely carried out in less than half of the cases",
                                "Grundsätze, die sicher in weniger als der Hälfte der Fälle ausgeführt werden"};
inline constexpr Text found_note_title{"Differences found", "Gefundene Unterschiede"};
inline constexpr Text found_note{"of {0} comparisons by trait, group, language and touchpoint",
                                 "von {0} Vergleichen nach Merkmal, Gruppe, Sprache und Kontaktpunkt"};

inline constexpr Text how_computed{"Formula and source", "Formel und Quelle"};
inline constexpr Text table_comparison{"Comparison", "Vergleich"};
inline constexpr Text with_column{"With", "Mit"};
inline constexpr Text without_column{"Without", "Ohne"};
inline constexpr Text odds_ratio{"Odds ratio (95%)", "Chancenverhältnis (95 %)"};
inline constexpr Text adjusted_column{"Adjusted p-value", "Korrigierter p-Wert"};
inline constexpr Text verdict_column{"Verdict", "Befund"};
inline constexpr Text verdict_found{"found", "gefunden"};
inline constexpr Text verdict_none{"no sign of it", "kein Anzeichen"};
inline constexpr Text verdict_unknown{"not known yet", "noch nicht bekannt"};

// Premiums.
inline constexpr Text premium_heading{"Do the loud, the famous and the rich get more?",
                                      "Bekommen Laute, Bekannte und Reiche mehr?"};
inline constexpr Text premium_title{"The loudness premium", "Der Lautstärkebonus"};
inline constexpr Text premium_reading{
    "Cases with equal facts and the same ruling are compared with one another. Right of the line: those with the trait "
    "were treated so more often; left of it: less often. A line that touches 1 says that chance may have done it.",
    "Verglichen werden Fälle mit gleichen Tatsachen und gleicher Entscheidung. Rechts der Linie: Wer das Merkmal hat, "
    "wurde häufiger so behandelt; links davon: seltener. Berührt ein Strich die 1, kann es Zufall sein."};
inline constexpr Text premium_how{
    "Mantel–Haenszel odds ratio over strata of equal facts, ruled measure and remedy, with the interval of Robins, "
    "Breslow "
    "and Greenland (Biometrics 42, 1986); p-value of the Mantel–Haenszel test (JNCI 22, 1959) with continuity "
    "correction, corrected for all comparisons here by Benjamini and Hochberg (JRSS B 57, 1995). Found: at most 0.025.",
    "Chancenverhältnis nach Mantel und Haenszel über Schichten gleicher Tatsachen, Maßnahme und Abhilfe, mit dem "
    "Intervall "
    "von Robins, Breslow und Greenland (Biometrics 42, 1986); p-Wert des Mantel-Haenszel-Tests (JNCI 22, 1959) mit "
    "Stetigkeitskorrektur, für alle Vergleiche hier korrigiert nach Benjamini und Hochberg (JRSS B 57, 1995). "
    "Gefunden: "
    "höchstens 0,025."};
inline constexpr Text no_premium_yet{
    "No case with such a trait was treated otherwise than ruled, or none can be compared.",
    "Kein Fall mit einem solchen Merkmal wurde anders behandelt als entschieden, oder "
    "keiner ist vergleichbar."};
inline constexpr Text situation_title{"Beside their nearest neighbours", "Neben ihren nächsten Nachbarn"};
inline constexpr Text situation_reading{
    "Each case with a trait that was treated otherwise than ruled, beside the cases nearest to it: it stands out where "
    "its "
    "neighbours with the trait were treated so far more often than those without.",
    "Jeder Fall mit einem Merkmal, der anders behandelt wurde als entschieden, neben den ihm nächsten Fällen: Er fällt "
    "auf, "
    "wo Nachbarn mit dem Merkmal weit häufiger so behandelt wurden als solche ohne."};
inline constexpr Text situation_how{
    "Situation testing by k nearest neighbours (Luong, Ruggieri, Turini, KDD 2011): k = {0} of each side and all as "
    "near as "
    "the last, distance: sum over the numbers of |a − b| divided by their mean absolute deviation, at most {1}; stands "
    "out: a difference of shares of at least {2}.",
    "Situationstest mit k nächsten Nachbarn (Luong, Ruggieri, Turini, KDD 2011): k = {0} je Seite und alle, die so nah "
    "sind "
    "wie der letzte; Abstand: Summe über die Zahlen von |a − b| durch ihre mittlere absolute Abweichung, höchstens "
    "{1}; "
    "auffällig: ein Unterschied der Anteile von mindestens {2}."};
inline constexpr Text standing_out{"Stand out", "Auffällig"};
inline constexpr Text too_lonely{"Too few neighbours", "Zu wenige Nachbarn"};
inline constexpr Text mean_difference{"Mean difference", "Mittlerer Unterschied"};

inline constexpr Text trait_public{"in public", "öffentlich"};
inline constexpr Text trait_reach{"wide reach", "große Reichweite"};
inline constexpr Text trait_famous{"famous or marked important", "bekannt oder als wichtig vermerkt"};
inline constexpr Text trait_spender{"big spenders", "hoher Umsatz"};
inline constexpr Text trait_frequent{"frequent writers", "schreibt häufig"};
inline constexpr Text treated_milder{"milder than ruled", "milder als entschieden"};
inline constexpr Text treated_harsher{"harsher than ruled", "härter als entschieden"};
inline constexpr Text treated_generous{"more than owed", "mehr als geschuldet"};

// Groups.
inline constexpr Text differences_title{"By trait, group, language and touchpoint",
                                        "Nach Merkmal, Gruppe, Sprache und Kontaktpunkt"};
inline constexpr Text differences_reading{
    "How often cases of a group were treated otherwise than ruled, beside all others. The ruling holds the facts "
    "equal.",
    "Wie oft Fälle einer Gruppe anders behandelt wurden als entschieden, neben allen übrigen. Die Entscheidung hält "
    "die "
    "Tatsachen gleich."};
inline constexpr Text differences_how{
    "Intervals of shares by Clopper and Pearson (Biometrika 26, 1934). Differences: exact and unconditional by Chan "
    "and Zhang "
    "(Biometrics 55, 1999) while groups are small, else the score interval of Miettinen and Nurminen (Statistics in "
    "Medicine 4, 1985), marked *. Fisher's exact test, corrected by Benjamini and Hochberg (1995).",
    "Intervalle der Anteile nach Clopper und Pearson (Biometrika 26, 1934). Unterschiede: exakt und unbedingt nach "
    "Chan und "
    "Zhang (Biometrics 55, 1999), solange die Gruppen klein sind, sonst das Score-Intervall von Miettinen und Nurminen "
    "(Statistics in Medicine 4, 1985), mit * bezeichnet. Exakter Test nach Fisher, korrigiert nach Benjamini und "
    "Hochberg "
    "(1995)."};
inline constexpr Text difference_column{"Difference (95%)", "Unterschied (95 %)"};

// Twins.
inline constexpr Text twins_heading{"Equal facts, unequal ends", "Gleiche Tatsachen, ungleicher Ausgang"};
inline constexpr Text twins_intro{
    "Each pair had the same conduct, merits, circumstances and facts. Who wrote it, how loud and to how many is no "
    "fact.",
    "Jedes Paar hatte dasselbe Verhalten, dieselbe Berechtigung, dieselben Umstände und Tatsachen. Wer schrieb, wie "
    "laut und "
    "vor wie vielen, ist keine Tatsache."};
inline constexpr Text no_twins{"No two contacts with equal facts ended differently.",
                               "Keine zwei Kontakte mit gleichen Tatsachen gingen verschieden aus."};
inline constexpr Text near_intro{"These had nobody with quite their facts; the nearest case ended differently.",
                                 "Diese hatten niemanden mit genau ihren Tatsachen; der nächste Fall ging anders aus."};
inline constexpr Text twins_how{
    "Two cases are twins where every value that may matter is equal: label, severity, target, confirmation and "
    "intention of "
    "the conduct, the finding as known at the contact, circumstances, and every fact of the standard. What it came to "
    "is "
    "the latest deviation, else the ruling. All pairs are counted; of each situation and two ends one pair is shown.",
    "Zwei Fälle sind Zwillinge, wenn jeder Wert gleich ist, auf den es ankommen darf: Art, Schwere, Ziel, Bestätigung "
    "und "
    "Absicht des Verhaltens, die Feststellung, wie sie beim Kontakt bekannt war, die Umstände und jede Tatsache des "
    "Standards. Was daraus wurde, ist die letzte Abweichung, sonst die Entscheidung. Gezählt sind alle Paare; je Lage "
    "und "
    "zwei Ausgängen ist eines gezeigt."};
inline constexpr Text cause_deviation{"A person departed from the ruling.", "Jemand wich von der Entscheidung ab."};
inline constexpr Text cause_standard{"They were ruled on by different versions of the standard.",
                                     "Über sie entschieden verschiedene Fassungen des Standards."};
inline constexpr Text cause_tables{
    "The standard itself tells them apart, by something that should not matter.",
    "Der Standard selbst unterscheidet sie, nach etwas, worauf es nicht ankommen sollte."};
inline constexpr Text facts_of_both{"What both have in common", "Was beide gemeinsam haben"};
inline constexpr Text came_to{"came to", "wurde daraus"};
inline constexpr Text ruled_as{"ruled", "entschieden"};

// The index.
inline constexpr Text kept_heading{"Is done what was promised?", "Geschieht, was versprochen ist?"};
inline constexpr Text kept_title{"What each principle prescribes, and whether it was done",
                                 "Was jeder Grundsatz vorschreibt, und ob es geschah"};
inline constexpr Text kept_reading{
    "The share of cases in which the consequence that the principle prescribes was done within {0} days, with its 95% "
    "interval. Where nothing is prescribed, nothing done is right.",
    "Der Anteil der Fälle, in denen die vorgeschriebene Folge innerhalb von {0} Tagen eintrat, mit seinem "
    "95-%-Intervall. Wo "
    "nichts vorgeschrieben ist, ist nichts zu tun richtig."};
inline constexpr Text kept_how{
    "Kept ÷ (kept + late + departed + missing), interval by Wilson (JASA 22, 1927). A notice is shown by a notice "
    "record, "
    "another measure by a notice, an outgoing contact or a cancelled order after the contact, a remedy by an outgoing "
    "contact; a deviation departs, and so does a notice where none was ruled. What is not yet due, or cannot be seen "
    "from the "
    "records, does not count. Dead letter: the interval ends below one half.",
    "Eingehalten ÷ (eingehalten + verspätet + abgewichen + ausgeblieben), Intervall nach Wilson (JASA 22, 1927). Einen "
    "Hinweis zeigt ein Hinweis, eine andere Maßnahme ein Hinweis, ein ausgehender Kontakt oder ein stornierter Auftrag "
    "nach "
    "dem Kontakt, eine Abhilfe ein ausgehender Kontakt; eine Abweichung weicht ab, und ebenso ein Hinweis, wo keiner "
    "entschieden war. Was noch nicht fällig ist oder aus den Daten nicht hervorgeht, zählt nicht. Toter Buchstabe: Das "
    "Intervall endet unter der Hälfte."};
inline constexpr Text principle_column{"Principle", "Grundsatz"};
inline constexpr Text in_time_column{"In time (95%)", "Rechtzeitig (95 %)"};
inline constexpr Text fate_kept{"Kept", "Eingehalten"};
inline constexpr Text fate_late{"Late", "Verspätet"};
inline constexpr Text fate_departed{"Departed", "Abgewichen"};
inline constexpr Text fate_missing{"Missing", "Ausgeblieben"};
inline constexpr Text fate_pending{"Not yet due", "Noch nicht fällig"};
inline constexpr Text fate_not_shown{"Cannot be seen", "Nicht zu sehen"};
inline constexpr Text life_never{"never called upon", "nie gefragt"};
inline constexpr Text life_elsewhere{"in other tables", "in anderen Tabellen"};
inline constexpr Text life_dead{"dead letter", "toter Buchstabe"};
inline constexpr Text life_unknown{"not known yet", "noch nicht bekannt"};
inline constexpr Text life_alive{"alive", "lebt"};
inline constexpr Text all_rulings{"All rulings", "Alle Entscheidungen"};

}  // namespace konsequenz::report::texts
