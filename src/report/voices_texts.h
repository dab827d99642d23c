// The texts of the page of voices. What stands in braces is filled in by the page.
#pragma once

#include "report/language.h"

namespace konsequenz::report::texts {

inline constexpr Text voices_title{"Voices", "Stimmen"};
inline constexpr Text voices_source{"How many stand behind how much · {}", "Wie viele hinter wie viel stehen · {}"};
inline constexpr Text voices_headline{"{}, {}, {} effective voices.", "{}, {}, {} wirksame Stimmen."};
inline constexpr Text cells_headline{
    "{}, {} counted in each topic and period, as effective as {} voices at most.",
    "{}, {}, in jedem Thema und Zeitraum gezählt, so wirksam wie höchstens {} Stimmen."};
inline constexpr Text complaint{"complaint", "Beschwerde"};
inline constexpr Text complaints{"complaints", "Beschwerden"};
inline constexpr Text verdict_loud_few{
    "Loud, few: {} of the customers are dissatisfied, counting messages one would say {}.",
    "Laut, wenige: {} der Kundschaft sind unzufrieden, nach Nachrichten gezählt wären es {}."};
inline constexpr Text verdict_quiet_many{
    "Quiet, many: {} of the customers are dissatisfied, counting messages one would say {}.",
    "Leise, viele: {} der Kundschaft sind unzufrieden, nach Nachrichten gezählt wären es {}."};
inline constexpr Text verdict_loud_many{
    "Loud and many: {} of the customers are dissatisfied, counting messages one would say {}.",
    "Laut und viele: {} der Kundschaft sind unzufrieden, nach Nachrichten gezählt wären es {}."};
inline constexpr Text verdict_few{"Few: {} of the customers are dissatisfied, counting messages one would say {}.",
                                  "Wenige: {} der Kundschaft sind unzufrieden, nach Nachrichten gezählt wären es {}."};
inline constexpr Text verdict_not_known{
    "How many are dissatisfied is not known yet. To settle it, ask {} more at random.",
    "Wie viele unzufrieden sind, ist noch nicht bekannt. Um es zu klären, fragen Sie bitte zufällig noch {}."};
inline constexpr Text verdict_no_base{
    "How many are dissatisfied is not known yet: say with --base how many customers there were, and ask some at "
    "random.",
    "Wie viele unzufrieden sind, ist noch nicht bekannt: Geben Sie mit --base an, wie groß die Kundschaft war, und "
    "fragen "
    "Sie einige zufällig."};
inline constexpr Text exposed_one{"customer", "Kundin oder Kunde"};
inline constexpr Text exposed_many{"customers", "Kundinnen und Kunden"};
inline constexpr Text word_loud_few{"loud, few", "laut, wenige"};
inline constexpr Text word_quiet_many{"quiet, many", "leise, viele"};
inline constexpr Text word_loud_many{"loud and many", "laut und viele"};
inline constexpr Text word_few{"few", "wenige"};
inline constexpr Text word_not_known{"not known yet", "noch nicht bekannt"};

// At a glance.
inline constexpr Text effective_title{"Effective voices", "Wirksame Stimmen"};
inline constexpr Text effective_note{"as many people writing alike would make this spread",
                                     "so viele gleich oft Schreibende ergäben diese Verteilung"};
inline constexpr Text loudness_title{"Loudness factor", "Lautstärkefaktor"};
inline constexpr Text loudness_note{"messages per person: perceived over heard",
                                    "Nachrichten je Person: wahrgenommen durch gehört"};
inline constexpr Text half_title{"Wrote half of it", "Schrieben die Hälfte"};
inline constexpr Text half_note{"of {}, the loudest tenth wrote {}", "von {}, das lauteste Zehntel schrieb {}"};
inline constexpr Text heard_title{"Customers heard", "Gehörte Kundschaft"};
inline constexpr Text heard_note{"95% interval {} to {}, {}", "95-%-Intervall {} bis {}, {}"};
inline constexpr Text unheard_title{"Never heard, at least", "Nie gehört, mindestens"};
inline constexpr Text unheard_note{"people in all: {}, 95% interval {} to {}",
                                   "Personen insgesamt: {}, 95-%-Intervall {} bis {}"};
inline constexpr Text unheard_warning{
    "perhaps too high: {} wrote just once where {} were to be expected; without them at least {}",
    "vielleicht zu hoch: {} schrieben nur einmal, wo {} zu erwarten waren; ohne sie mindestens {}"};
inline constexpr Text dissatisfied_title{"Dissatisfied customers", "Unzufriedene Kundschaft"};
inline constexpr Text dissatisfied_note{"95% interval {} to {}, {} of {} asked answered",
                                        "95-%-Intervall {} bis {}, {} von {} Gefragten antworteten"};

// The plots.
inline constexpr Text time_title{"Volume against people", "Menge gegen Menschen"};
inline constexpr Text time_reading{
    "Messages above, people below, each on its own scale. The shaded band is what each usually varies by; filled "
    "points "
    "lie outside it. Louder without more people is volume, not dissatisfaction. Most messages: {}, {} from {}.",
    "Oben Nachrichten, unten Personen, jeweils im eigenen Maßstab. Das Band zeigt die übliche Schwankung; gefüllte "
    "Punkte "
    "liegen außerhalb. Lauter, ohne dass es mehr Menschen sind, ist Menge, nicht Unzufriedenheit. Am meisten: {}, {} "
    "von "
    "{}."};
inline constexpr Text axis_messages_each{"Messages", "Nachrichten"};
inline constexpr Text axis_people_each{"People", "Personen"};
inline constexpr Text spread_title{"Who writes how much", "Wer wie viel schreibt"};
inline constexpr Text spread_reading{
    "{} wrote half of the {}, the loudest tenth of the people wrote {}. Gini coefficient {}.",
    "{} schrieben die Hälfte der {}, das lauteste Zehntel der Personen schrieb {}. "
    "Gini-Koeffizient {}."};
inline constexpr Text axis_voices_messages{"Share of messages", "Anteil der Nachrichten"};
inline constexpr Text axis_voices_people{"Share of people, loudest first", "Anteil der Personen, lauteste zuerst"};
inline constexpr Text groups_title{"Share of messages, share of people", "Anteil der Nachrichten, Anteil der Personen"};
inline constexpr Text groups_reading{
    "Pale: the topic’s share of all messages. Dark: the share of all people who wrote about it. A pale bar that is "
    "much "
    "longer than the dark one looks bigger than it is.",
    "Hell: der Anteil des Themas an allen Nachrichten. Dunkel: der Anteil der Personen, die dazu schrieben. Ist der "
    "helle "
    "Balken viel länger als der dunkle, wirkt das Thema größer, als es ist."};
inline constexpr Text estimates_title{"What is known of all customers", "Was über die ganze Kundschaft bekannt ist"};
inline constexpr Text estimates_reading{
    "Each line is a 95% interval of the share of customers, the point its best guess. The dashed line is where many "
    "begin: "
    "{}.",
    "Jede Linie ist ein 95-%-Intervall des Anteils der Kundschaft, der Punkt die beste Schätzung. Die gestrichelte "
    "Linie "
    "ist die Grenze zu vielen: {}."};
inline constexpr Text row_perceived{"Perceived: messages over customers", "Wahrgenommen: Nachrichten durch Kundschaft"};
inline constexpr Text row_heard{"Heard", "Gehört"};
inline constexpr Text row_chao{"Heard and never heard, at least", "Gehört und nie gehört, mindestens"};
inline constexpr Text row_behind{"Dissatisfied behind those heard", "Unzufriedene hinter den Gehörten"};
inline constexpr Text row_calibration{"Dissatisfied, random survey", "Unzufriedene, Zufallsbefragung"};
inline constexpr Text row_pulse{"Dissatisfied, asked after a contact", "Unzufriedene, nach Kontakt gefragt"};
inline constexpr Text row_bounds{"… whatever the silent think", "… was immer die Schweigenden denken"};

// The tables.
inline constexpr Text verdicts_title{"The word for each", "Das Wort für jedes"};
inline constexpr Text verdicts_reading{
    "Loud: by messages one would think that {} or more of the customers are dissatisfied. Many: the interval of the "
    "share "
    "lies above that, few: below it. Where the interval does not say, neither does the word.",
    "Laut: Nach Nachrichten hielte man {} der Kundschaft oder mehr für unzufrieden. Viele: Das Intervall des Anteils "
    "liegt "
    "darüber, wenige: darunter. Wo das Intervall nichts sagt, sagt auch das Wort nichts."};
inline constexpr Text what{"What", "Was"};
inline constexpr Text everything{"everything", "alles"};
inline constexpr Text no_topic{"no topic", "ohne Thema"};
inline constexpr Text word_column{"Word", "Wort"};
inline constexpr Text dissatisfied_column{"Dissatisfied (95%)", "Unzufrieden (95 %)"};
inline constexpr Text perceived_column{"Perceived", "Wahrgenommen"};
inline constexpr Text certain_column{"Whatever the silent think", "Was immer die Schweigenden denken"};
inline constexpr Text still_holds{"holds", "gilt"};
inline constexpr Text rests_on_answers{"rests on the answers", "beruht auf den Antworten"};
inline constexpr Text settle_column{"Would settle it", "Würde es klären"};
inline constexpr Text ask_more{"ask {}", "{} fragen"};
inline constexpr Text topics_title{"Topics", "Themen"};
inline constexpr Text topic_column{"Topic", "Thema"};
inline constexpr Text voices_touchpoints{"Touchpoints", "Kontaktpunkte"};
inline constexpr Text standards_title{"Standards", "Standards"};
inline constexpr Text periods_title{"Periods", "Zeiträume"};
inline constexpr Text effective_1_column{"Effective, order 1", "Wirksam, Ordnung 1"};
inline constexpr Text effective_2_column{"Effective, order 2", "Wirksam, Ordnung 2"};
inline constexpr Text top_column{"Loudest tenth wrote", "Lautestes Zehntel schrieb"};
inline constexpr Text gini_column{"Gini", "Gini"};
inline constexpr Text heard_column{"Heard (95%)", "Gehört (95 %)"};
inline constexpr Text unheard_column{"Never heard, at least (95%)", "Nie gehört, mindestens (95 %)"};
inline constexpr Text limits_messages{"Usual messages", "Übliche Nachrichten"};
inline constexpr Text limits_people{"Usual people", "Übliche Personen"};
inline constexpr Text more_rows{"{} more stand in the JSON.", "{} weitere stehen im JSON."};
inline constexpr Text surveys_title{"Surveys", "Befragungen"};
inline constexpr Text stratum_column{"Stratum", "Schicht"};
inline constexpr Text asked_answered{"Dissatisfied of answered", "Unzufrieden von Antwortenden"};
inline constexpr Text own_share{"By its own answers (95%)", "Nach eigenen Antworten (95 %)"};
inline constexpr Text pooled_share{"Leaning on the others", "Angelehnt an die anderen"};
inline constexpr Text size_column{"Customers", "Kundschaft"};
inline constexpr Text whole_layer{"(no stratum)", "(ohne Schicht)"};
inline constexpr Text evidence_title{"Bursts and like texts", "Schübe und gleiche Texte"};
inline constexpr Text evidence_reading{
    "Evidence of how voices came about, and never a ground against anybody: people may agree to write.",
    "Hinweise darauf, wie Stimmen zustande kamen, und nie ein Grund gegen jemanden: Menschen dürfen sich verabreden."};
inline constexpr Text bursts_title{"Days that stand out", "Tage, die herausragen"};
inline constexpr Text from_column{"From", "Von"};
inline constexpr Text to_column{"To", "Bis"};
inline constexpr Text expected_column{"Usually", "Üblich"};
inline constexpr Text campaigns_title{"Nearly the same text from several people",
                                      "Fast gleicher Text von mehreren Personen"};
inline constexpr Text text_column{"Text", "Text"};
inline constexpr Text people_at_least{"People, at least", "Personen, mindestens"};
inline constexpr Text at_once_column{"Within three days", "Binnen drei Tagen"};
inline constexpr Text no_example{"(not read again)", "(nicht noch einmal gelesen)"};

// How each figure is computed.
inline constexpr Text how_title{"How each figure is computed", "Wie jede Zahl berechnet ist"};
inline constexpr Text how_link{"formula and source", "Formel und Quelle"};
inline constexpr Text how_effective{
    "Effective voices: Hill’s numbers (1973). Order 1 is exp(−Σ p ln p), order 2 is 1/Σ p², with p each person’s share "
    "of "
    "the messages. They are counts and have no interval. Gini: Σ(2i − n − 1)x / (nΣx), 0 where all write alike.",
    "Wirksame Stimmen: Hill-Zahlen (1973). Ordnung 1 ist exp(−Σ p ln p), Ordnung 2 ist 1/Σ p², p der Anteil jeder "
    "Person "
    "an den Nachrichten. Sie sind gezählt und haben kein Intervall. Gini: Σ(2i − n − 1)x / (nΣx), 0 bei gleich "
    "vielen."};
inline constexpr Text how_heard{
    "Heard: people over customers, with Wilson’s interval (1927). Perceived: messages over customers. Their quotient, "
    "the "
    "loudness factor, is messages per person.",
    "Gehört: Personen durch Kundschaft, mit dem Intervall nach Wilson (1927). Wahrgenommen: Nachrichten durch "
    "Kundschaft. "
    "Der Quotient, der Lautstärkefaktor, ist Nachrichten je Person."};
inline constexpr Text how_unheard{
    "Never heard: Chao’s lower bound (1987), corrected for bias: f₁(f₁ − 1)/(2(f₂ + 1)), f₁ and f₂ the people who "
    "wrote "
    "once and twice, with his log-normal interval. Where more wrote once than the straight line through the other "
    "ratios "
    "lets expect (Rocchetti and others 2011), the bound without them is given, too (Böhning and others 2019).",
    "Nie gehört: untere Schranke nach Chao (1987), verzerrungskorrigiert: f₁(f₁ − 1)/(2(f₂ + 1)), f₁ und f₂ die "
    "Personen, "
    "die einmal und zweimal schrieben, mit seinem lognormalen Intervall. Schrieben mehr nur einmal, als die Gerade "
    "durch "
    "die übrigen Quotienten erwarten lässt (Rocchetti u. a. 2011), steht auch die Schranke ohne sie da (Böhning u. a. "
    "2019)."};
inline constexpr Text how_behind{
    "Behind those heard: Horvitz and Thompson (1952), each person heard standing for 1/π, π the share of the "
    "dissatisfied "
    "in the random survey who had complained. The interval adds both uncertainties (Zou and Donner 2008).",
    "Hinter den Gehörten: Horvitz und Thompson (1952), jede gehörte Person steht für 1/π, π der Anteil der "
    "Unzufriedenen in "
    "der Zufallsbefragung, die sich beschwert hatten. Das Intervall enthält beide Unsicherheiten (Zou und Donner "
    "2008)."};
inline constexpr Text how_survey{
    "Surveys: post-stratified by the strata’s sizes; with three strata or more, small ones lean on the others by a "
    "beta-binomial model (Gelman and others, Bayesian Data Analysis, 5.3). Whatever the silent think: Manski’s bounds "
    "(1989) with the interval of Imbens and Manski (2004).",
    "Befragungen: nach den Größen der Schichten gewichtet; bei drei oder mehr Schichten lehnen sich kleine in einem "
    "Beta-Binomial-Modell an die anderen an (Gelman u. a., Bayesian Data Analysis, 5.3). Was immer die Schweigenden "
    "denken: Schranken nach Manski (1989) mit dem Intervall von Imbens und Manski (2004)."};
inline constexpr Text how_chart{
    "Usual variation: u- and p-charts with three standard errors, widened by Laney’s σ_z (2002) for what periods "
    "differ by "
    "more than chance. Days that stand out lie above the limit of such a chart of days.",
    "Übliche Schwankung: u- und p-Karten mit drei Standardfehlern, nach Laney (2002) um σ_z erweitert, soweit "
    "Zeiträume sich "
    "mehr als zufällig unterscheiden. Tage, die herausragen, liegen über der Grenze einer solchen Karte der Tage."};
inline constexpr Text how_like{
    "Nearly the same text: seven of eight least hashes of the words agree (Broder 1997). Of each person four texts are "
    "kept, "
    "so the number of people is a lower bound.",
    "Fast gleicher Text: Sieben von acht kleinsten Hashwerten der Wörter stimmen überein (Broder 1997). Von jeder "
    "Person "
    "werden vier Texte behalten, die Zahl der Personen ist daher eine untere Schranke."};
inline constexpr Text how_people{
    "People are told apart by customer id: one person with two ids counts twice, two people with one id once.",
    "Personen werden nach Kundenkennung unterschieden: Eine Person mit zwei Kennungen zählt doppelt, zwei mit einer "
    "einfach."};
inline constexpr Text how_cells{
    "Only numbers were given: whoever wrote in two periods counts twice, and in each row all are taken to have written "
    "alike, so that the spread is understated and effective voices are at most so many.",
    "Gegeben waren nur Zahlen: Wer in zwei Zeiträumen schrieb, zählt doppelt, und in jeder Zeile gelten alle als "
    "gleich "
    "laut; die Ungleichheit ist daher unterschätzt, wirksame Stimmen sind es höchstens so viele."};

}  // namespace konsequenz::report::texts
