// Every text of the evaluation's page, in both languages. What stands in braces is filled in by the page.
#pragma once

#include "report/language.h"

namespace konsequenz::report::texts {

inline constexpr Text evaluation_title{"How the model tells criticism from abuse",
                                       "Wie das Modell Kritik von Übergriffen unterscheidet"};
inline constexpr Text evaluated{"{0}, calibration {1}, held against {2} from {3}.",
                                "{0}, Kalibrierung {1}, geprüft an {2} aus {3}."};
inline constexpr Text labelled_text{"labelled text", "beurteilten Text"};
inline constexpr Text labelled_texts{"labelled texts", "beurteilten Texten"};
inline constexpr Text evaluation_lede{
    "At alert, {0} of {1} critical or ordinary texts were wrongly stopped, and {2} of {3} abusive ones were found.",
    "Bei Alarm wurden {0} von {1} kritischen oder gewöhnlichen Texten zu Unrecht angehalten und {2} von {3} "
    "übergriffigen gefunden."};
inline constexpr Text false_alarms_triage{"False alarms on criticism at triage", "Fehlalarme bei Kritik, Sichtung"};
inline constexpr Text false_alarms_alert{"False alarms on criticism at alert", "Fehlalarme bei Kritik, Alarm"};
inline constexpr Text found_at_alert{"Abuse found at alert", "Übergriffe gefunden, Alarm"};
inline constexpr Text found_at_triage{"Abuse found at triage", "Übergriffe gefunden, Sichtung"};
inline constexpr Text macro_f1{"Macro-F1 of the labels", "Makro-F1 der Einstufungen"};
inline constexpr Text area{"ROC-AUC of abuse", "ROC-AUC der Übergriffe"};
inline constexpr Text interval_of{"95% interval {0} to {1}, {2}", "95-%-Intervall {0} bis {1}, {2}"};
inline constexpr Text text_one{"text", "Text"};
inline constexpr Text text_many{"texts", "Texte"};
inline constexpr Text over_labels{"the mean over the labels that occur", "Mittel über die Einstufungen, die vorkommen"};
inline constexpr Text chance_of_order{
    "the chance that an abusive text scores above another",
    "die Wahrscheinlichkeit, dass ein übergriffiger Text höher liegt als ein anderer"};

inline constexpr Text trade_off_title{"What is found for which false alarms", "Was um welche Fehlalarme gefunden wird"};
inline constexpr Text trade_off_reading{
    "Each point is a threshold on the probability of abuse. The higher the line, the more is found; the further right, "
    "the more legitimate texts are stopped for it. Circles: alert on the left, triage on the right.",
    "Jeder Punkt ist eine Schwelle für die Wahrscheinlichkeit eines Übergriffs. Je höher die Linie, desto mehr wird "
    "gefunden; je weiter rechts, desto mehr zulässige Texte werden dafür angehalten. Kreise: links Alarm, rechts "
    "Sichtung."};
inline constexpr Text axis_found{"Share of abusive texts found", "Anteil gefundener Übergriffe"};
inline constexpr Text axis_false_alarms{"False alarms on legitimate texts", "Fehlalarme bei zulässigen Texten"};
inline constexpr Text threshold{"Threshold", "Schwelle"};
inline constexpr Text reliability_title{"What was said and what was so", "Was gesagt wurde und was zutraf"};
inline constexpr Text reliability_reading{
    "Texts are grouped by the probability that the model gave. On the dashed line it would be right on average; the "
    "mean distance from it is the calibration error: {}.",
    "Die Texte sind nach der Wahrscheinlichkeit gruppiert, die das Modell nannte. Auf der gestrichelten Linie läge es "
    "im Mittel richtig; der mittlere Abstand davon ist der Kalibrierungsfehler: {}."};
inline constexpr Text axis_said{"Probability that was given", "Genannte Wahrscheinlichkeit"};
inline constexpr Text axis_so{"Share that was abusive", "Anteil der Übergriffe"};
inline constexpr Text found_title{"What is found, by kind", "Was gefunden wird, nach Art"};
inline constexpr Text found_reading{
    "Dark: found at alert. With it the pale part: found at triage. The rest of a bar was missed.",
    "Dunkel: bei Alarm gefunden. Dazu der helle Teil: bei Sichtung gefunden. Der Rest des Balkens wurde übersehen."};
inline constexpr Text varieties_title{"False alarms by variety of language", "Fehlalarme nach Sprachvarietät"};
inline constexpr Text varieties_reading{
    "Legitimate texts that triage stops, with the 95% interval that the number of texts allows. Wide lines mean few "
    "texts, not much error.",
    "Zulässige Texte, die bei Sichtung angehalten werden, mit dem 95-%-Intervall, das ihre Zahl zulässt. Breite Linien "
    "heißen wenige Texte, nicht viele Fehler."};
inline constexpr Text variety{"Variety", "Varietät"};

inline constexpr Text figures_title{"The figures", "Die Zahlen"};
inline constexpr Text points_title{"Operating points", "Arbeitspunkte"};
inline constexpr Text point_column{"Operating point", "Arbeitspunkt"};
inline constexpr Text point_triage{"triage", "Sichtung"};
inline constexpr Text point_even_odds{"probability of one half", "Wahrscheinlichkeit ein halb"};
inline constexpr Text point_alert{"alert", "Alarm"};
inline constexpr Text on_criticism{"False alarms on criticism", "Fehlalarme bei Kritik"};
inline constexpr Text on_legitimate{"… on all that is legitimate", "… bei allem Zulässigen"};
inline constexpr Text abuse_found{"Abuse found", "Übergriffe gefunden"};
inline constexpr Text coarse_f1{"Macro-F1, abusive or not", "Makro-F1, Übergriff oder nicht"};
inline constexpr Text labels_title{"Labels", "Einstufungen"};
inline constexpr Text label_column{"Label", "Einstufung"};
inline constexpr Text precision{"Precision", "Genauigkeit"};
inline constexpr Text recall{"Recall", "Trefferquote"};
inline constexpr Text f1{"F1", "F1-Wert"};
inline constexpr Text texts_column{"Texts", "Textzahl"};
inline constexpr Text confusion_title{"Confusion: rows what people said, columns what was assigned",
                                      "Verwechslungen: Zeilen, was Menschen sagten, Spalten, was zugeordnet wurde"};
inline constexpr Text probabilities_title{"Probabilities", "Wahrscheinlichkeiten"};
inline constexpr Text probability_of_column{"Probability of", "Wahrscheinlichkeit für"};
inline constexpr Text abuse{"abuse", "Übergriff"};
inline constexpr Text calibration_error{"Calibration error", "Kalibrierungsfehler"};
inline constexpr Text brier{"Brier score", "Brier-Wert"};
inline constexpr Text area_column{"ROC-AUC (95%)", "ROC-AUC (95 %)"};
inline constexpr Text pairs_title{"Pairs of texts that differ in one thing only",
                                  "Textpaare, die sich nur in einem unterscheiden"};
inline constexpr Text pairs_reading{
    "What must not matter is exchanged, and both texts are assessed: whom a text speaks of, which first name stands in "
    "it, how it is spelt. Names are compared with the usual first names of the language.",
    "Ausgetauscht wird, worauf es nicht ankommen darf, und beide Texte werden beurteilt: von wem ein Text spricht, "
    "welcher Vorname darin steht, wie er geschrieben ist. Namen werden mit den üblichen Vornamen der Sprache "
    "verglichen."};
inline constexpr Text exchanged{"Exchanged", "Ausgetauscht"};
inline constexpr Text pairs_column{"Pairs", "Paare"};
inline constexpr Text label_changed{"Label changed", "Einstufung geändert"};
inline constexpr Text triage_changed{"Triage changed", "Sichtung geändert"};
inline constexpr Text mean_shift{"Mean shift of the probability", "Mittlere Verschiebung der Wahrscheinlichkeit"};
inline constexpr Text identities_all{"identity terms, all texts", "Wörter für Zugehörigkeit, alle Texte"};
inline constexpr Text identities_legitimate{"identity terms, legitimate texts",
                                            "Wörter für Zugehörigkeit, zulässige Texte"};
inline constexpr Text identities_carried{"identity terms in sentences of our own",
                                         "Wörter für Zugehörigkeit in eigenen Sätzen"};
inline constexpr Text tags_title{"What makes it hard", "Was es schwer macht"};
inline constexpr Text tags_reading{"False alarms at triage on legitimate texts, by what is in them.",
                                   "Fehlalarme bei Sichtung auf zulässigen Texten, nach dem, was in ihnen steht."};
inline constexpr Text tag_column{"In the text", "Im Text"};

inline constexpr Text evaluation_method_title{"How to read this", "Wie das zu lesen ist"};
inline constexpr Text evaluation_method{
    "Intervals of shares are Wilson's (1927), those of the ROC-AUC DeLong's (1988), all of 95%. The calibration error "
    "is the mean distance over ten groups of equal width. A flag that a data set cannot express counts as unknown, not "
    "as no. Texts that were not assessed count as no alarm.",
    "Intervalle von Anteilen nach Wilson (1927), die der ROC-AUC nach DeLong (1988), alle zu 95 %. Der "
    "Kalibrierungsfehler ist der mittlere Abstand über zehn gleich breite Gruppen. Was ein Datensatz nicht ausdrücken "
    "kann, gilt als unbekannt, nicht als Nein. Nicht beurteilte Texte zählen als kein Alarm."};
inline constexpr Text evaluation_limits{
    "The figures speak of texts like those in this file. For your own contacts, review some of them and evaluate "
    "again.",
    "Die Zahlen sprechen von Texten wie denen in dieser Datei. Für Ihre eigenen Kontakte beurteilen Sie einige davon "
    "und prüfen Sie noch einmal."};

}  // namespace konsequenz::report::texts
