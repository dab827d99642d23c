// The texts of the pages on consistency, continued: deviations, the team, and the noise audit.
#pragma once

#include "report/language.h"

namespace konsequenz::report::texts {

// Deviations.
inline constexpr Text rates_title{"Where rulings are departed from", "Wo von Entscheidungen abgewichen wird"};
inline constexpr Text funnel_touchpoints{"By touchpoint, and what chance allows",
                                         "Nach Kontaktpunkt, und was Zufall zulässt"};
inline constexpr Text funnel_employees{"By the employee who took the contact",
                                       "Nach der Person, die den Kontakt annahm"};
inline constexpr Text funnel_reading{
    "Each circle is one of them. Inside the inner lines lie 95% by chance alone, inside the outer ones 99.8%; only "
    "outside "
    "of these there is something to explain.",
    "Jeder Kreis ist einer davon. Innerhalb der inneren Linien liegen durch bloßen Zufall 95 %, innerhalb der äußeren "
    "99,8 %; "
    "erst außerhalb davon gibt es etwas zu erklären."};
inline constexpr Text funnel_unnamed{"Nobody is named: a person may ask for their own point.",
                                     "Niemand ist genannt: Wer möchte, kann nach dem eigenen Punkt fragen."};
inline constexpr Text funnel_how{
    "Exact binomial limits around the common rate, interpolated (Spiegelhalter, Statistics in Medicine 24, 2005, "
    "appendix A.1.1).",
    "Exakte Binomialgrenzen um die gemeinsame Rate, interpoliert (Spiegelhalter, Statistics in Medicine 24, 2005, "
    "Anhang A.1.1)."};
inline constexpr Text axis_rate{"Share departed from", "Anteil der Abweichungen"};
inline constexpr Text axis_rulings{"Rulings", "Entscheidungen"};
inline constexpr Text point_column{"Point", "Punkt"};
inline constexpr Text limits_column{"99.8% limits", "99,8-%-Grenzen"};
inline constexpr Text outside_column{"Outside", "Außerhalb"};
inline constexpr Text yes{"yes", "ja"};
inline constexpr Text no{"no", "nein"};
inline constexpr Text rate_column{"Departed from (95%)", "Davon abgewichen (95 %)"};
inline constexpr Text by_measure_title{"By the measure ruled", "Nach der entschiedenen Maßnahme"};
inline constexpr Text by_month_title{"By month", "Nach Monat"};
inline constexpr Text by_role_title{"By role", "Nach Rolle"};
inline constexpr Text by_role_reading{"Executives stand here under the name of their role.",
                                      "Die Geschäftsleitung steht hier unter dem Namen ihrer Rolle."};
inline constexpr Text by_person_title{"By person", "Nach Person"};
inline constexpr Text role_column{"Role", "Rolle"};
inline constexpr Text person_column{"Person", "Person"};
inline constexpr Text deviations_column{"Deviations", "Abweichungen"};
inline constexpr Text milder_column{"Milder", "Milder"};
inline constexpr Text harsher_column{"Harsher", "Härter"};
inline constexpr Text own_cause_column{"Own cause", "Eigene Sache"};
inline constexpr Text of_all_rulings_column{"Of all rulings (95%)", "Von allen Entscheidungen (95 %)"};
inline constexpr Text month_column{"Month", "Monat"};
inline constexpr Text measure_column{"Measure", "Maßnahme"};
inline constexpr Text cause_addressed{"In their own cause: the conduct went against the person who decided.",
                                      "In eigener Sache: Das Verhalten richtete sich gegen die Person, die entschied."};
inline constexpr Text cause_criticised{"In their own cause: the criticism was of the company that this person leads.",
                                       "In eigener Sache: Die Kritik galt dem Unternehmen, das diese Person führt."};
inline constexpr Text cause_took_it{"Decided by the person who took the contact.",
                                    "Entschieden von der Person, die den Kontakt annahm."};
inline constexpr Text own_findings{"{0} findings were made by the person who took the contact.",
                                   "{0} Feststellungen traf die Person, die den Kontakt annahm."};

// The team.
inline constexpr Text team_heading{"What employees bear, and whether they are backed",
                                   "Was Beschäftigte tragen, und ob sie Rückhalt haben"};
inline constexpr Text team_too_few{
    "Fewer than {0} people took contacts: nothing is told of so few, so that nobody can be made out.",
    "Weniger als {0} Personen nahmen Kontakte an: Von so wenigen wird nichts gesagt, damit niemand zu erkennen ist."};
inline constexpr Text team_reading{"{0} people took contacts. Groups below {1} people are not shown.",
                                   "{0} Personen nahmen Kontakte an. Gruppen unter {1} Personen werden nicht gezeigt."};
inline constexpr Text team_title{"The team as a whole", "Das Team als Ganzes"};
inline constexpr Text team_figure{"Figure", "Kennzahl"};
inline constexpr Text team_value{"Value (95%)", "Wert (95 %)"};
inline constexpr Text team_abusive{"Contacts with abuse of the employee", "Kontakte mit Übergriff gegen die Person"};
inline constexpr Text team_exposure{"Mean exposure", "Mittlere Belastung"};
inline constexpr Text team_gini{"How unequally it is borne (Gini)", "Wie ungleich sie getragen wird (Gini)"};
inline constexpr Text team_relieved{"Grave contacts followed by a pause of 30 minutes",
                                    "Schwere Kontakte, auf die 30 Minuten Pause folgten"};
inline constexpr Text team_upheld{"Employees' acts upheld by a reviewer", "Von Prüfenden bestätigte Einschätzungen"};
inline constexpr Text team_not_reviewed{"Acts nobody else reviewed", "Von niemandem sonst geprüft"};
inline constexpr Text team_backing{"Hours to backing, median", "Stunden bis zum Rückhalt, Median"};
inline constexpr Text team_groups{"By touchpoint and shift", "Nach Kontaktpunkt und Schicht"};
inline constexpr Text team_group_column{"Group", "Gruppe"};
inline constexpr Text team_people_column{"People", "Personen"};
inline constexpr Text shift_early{"early, 6 to 14", "früh, 6 bis 14"};
inline constexpr Text shift_late{"late, 14 to 22", "spät, 14 bis 22"};
inline constexpr Text shift_night{"night, 22 to 6", "nachts, 22 bis 6"};
inline constexpr Text team_own{"Your own figures", "Ihre eigenen Zahlen"};
inline constexpr Text team_how{
    "Exposure: Σ severity × 2^(−age ÷ {0} days) over contacts with abuse of the employee. Gini coefficient with a "
    "bootstrap "
    "interval (BCa, Efron, JASA 82, 1987; seeded). Shares with Wilson's interval. The median's interval by order "
    "statistics.",
    "Belastung: Σ Schwere × 2^(−Alter ÷ {0} Tage) über Kontakte mit Übergriff gegen die Person. Gini-Koeffizient mit "
    "Bootstrap-Intervall (BCa, Efron, JASA 82, 1987; mit festem Startwert). Anteile mit Wilson-Intervall. Das "
    "Intervall des "
    "Medians aus Ranggrößen."};

inline constexpr Text consistency_method_title{"How to read this", "Wie das zu lesen ist"};
inline constexpr Text consistency_method{
    "Every figure stands with its interval and its number of cases; formula and source are one click away. Who is not "
    "known "
    "to have a trait counts as without it. A difference is a question to those who decided, not an answer.",
    "Jede Zahl steht mit ihrem Intervall und der Zahl der Fälle; Formel und Quelle sind einen Klick entfernt. Wer ein "
    "Merkmal "
    "nicht erkennbar hat, zählt als ohne. Ein Unterschied ist eine Frage an die, die entschieden haben, keine "
    "Antwort."};
inline constexpr Text consistency_limits{
    "What nobody wrote down cannot be seen here: a quiet favour without a deviation looks like a kept ruling.",
    "Was niemand aufschrieb, ist hier nicht zu sehen: Ein stiller Gefallen ohne Abweichung sieht aus wie eine "
    "eingehaltene "
    "Entscheidung."};

// The noise audit.
inline constexpr Text noise_title{"Do we judge the same case the same?", "Beurteilen wir denselben Fall gleich?"};
inline constexpr Text noise_about{"{0} reviewers, {1} cases, {2} judgements.", "{0} Prüfende, {1} Fälle, {2} Urteile."};
inline constexpr Text noise_lede_clear{"No principle was found to be unclear.",
                                       "Kein Grundsatz erwies sich als unklar."};
inline constexpr Text noise_lede_unclear{"These principles are not fixed clearly: {0}.",
                                         "Diese Grundsätze sind nicht eindeutig fixiert: {0}."};
inline constexpr Text noise_lede_unknown{" For {0} it is not known yet: more cases would settle it.",
                                         " Für {0} ist es noch nicht bekannt: Mehr Fälle würden es klären."};
inline constexpr Text alpha_title{"Krippendorff's alpha", "Krippendorffs Alpha"};
inline constexpr Text alpha_note{"{0} to {1} at 95%; 0 is chance, 1 is full agreement",
                                 "{0} bis {1} bei 95 %; 0 ist Zufall, 1 völlige Übereinstimmung"};
inline constexpr Text alike_title{"Pairs that agree", "Paare, die übereinstimmen"};
inline constexpr Text alike_note{"of two judgements of one case", "von zwei Urteilen über einen Fall"};
inline constexpr Text as_ruled_title{"As the standard rules", "Wie der Standard entscheidet"};
inline constexpr Text icc_title{"ICC(2,1)", "ICC(2,1)"};
inline constexpr Text unknown_interval{"the interval is not known", "das Intervall ist nicht bekannt"};
inline constexpr Text interval_only{"{0} to {1} at 95%", "{0} bis {1} bei 95 %"};
inline constexpr Text clarity_title{"Agreement by principle", "Übereinstimmung nach Grundsatz"};
inline constexpr Text clarity_reading{
    "Alpha with its 95% interval. Left of the dashed line at 0.667 people do not carry the principle out alike: it is "
    "not fixed "
    "clearly. Where the line crosses it, it is not known yet.",
    "Alpha mit seinem 95-%-Intervall. Links der gestrichelten Linie bei 0,667 führen Menschen den Grundsatz nicht "
    "gleich aus: "
    "Er ist nicht eindeutig fixiert. Wo der Strich sie kreuzt, ist es noch nicht bekannt."};
inline constexpr Text clarity_how{
    "Krippendorff's alpha for ordered categories (\"Computing Krippendorff's alpha-reliability\", 2011), Gwet's AC1 "
    "(British "
    "Journal of Mathematical and Statistical Psychology 61, 2008), bootstrap over the cases (BCa, Efron, JASA 82, "
    "1987; "
    "seeded).",
    "Krippendorffs Alpha für geordnete Kategorien („Computing Krippendorff’s alpha-reliability“, 2011), Gwets AC1 "
    "(British "
    "Journal of Mathematical and Statistical Psychology 61, 2008), Bootstrap über die Fälle (BCa, Efron, JASA 82, "
    "1987; mit "
    "festem Startwert)."};
inline constexpr Text alpha_column{"Alpha (95%)", "Alpha (95 %)"};
inline constexpr Text ac1_column{"AC1 (95%)", "AC1 (95 %)"};
inline constexpr Text cases_column{"Cases", "Fälle"};
inline constexpr Text judgements_column{"Judgements", "Urteile"};
inline constexpr Text clear_word{"fixed clearly", "eindeutig fixiert"};
inline constexpr Text not_clear_word{"not fixed clearly", "nicht eindeutig fixiert"};
inline constexpr Text components_title{"Where the noise comes from", "Woher das Rauschen kommt"};
inline constexpr Text components_reading{
    "In steps of the ladder, as standard deviations. Level: some are harsher throughout. Pattern: people disagree on "
    "which case "
    "is worse. Occasion, a part of pattern: the same person judges the same case otherwise another time.",
    "In Stufen der Maßnahmen, als Standardabweichung. Niveau: Manche sind durchweg strenger. Muster: Menschen halten "
    "verschiedene Fälle für schlimmer. Gelegenheit, ein Teil des Musters: Dieselbe Person urteilt über denselben Fall "
    "ein "
    "andermal anders."};
inline constexpr Text components_how{
    "Two-way analysis of variance of cases by reviewers: level² = (MS reviewers − MS rest) ÷ cases, pattern² = MS "
    "rest, system² "
    "= level² + pattern²; occasion² = mean of (first − second)² ÷ 2 over cases given twice (Kahneman, Sibony, "
    "Sunstein, "
    "\"Noise\", 2021). ICC(2,1): Shrout and Fleiss, Psychological Bulletin 86, 1979. Intervals: bootstrap over the "
    "cases, "
    "for these reviewers.",
    "Zweifache Varianzanalyse der Fälle nach Prüfenden: Niveau² = (MQ Prüfende − MQ Rest) ÷ Fälle, Muster² = MQ Rest, "
    "System² = "
    "Niveau² + Muster²; Gelegenheit² = Mittel von (erstes − zweites)² ÷ 2 über doppelt vorgelegte Fälle (Kahneman, "
    "Sibony, "
    "Sunstein, „Noise“, 2021). ICC(2,1): Shrout und Fleiss, Psychological Bulletin 86, 1979. Intervalle: Bootstrap "
    "über die "
    "Fälle, für diese Prüfenden."};
inline constexpr Text level_noise{"level noise", "Niveaurauschen"};
inline constexpr Text pattern_noise{"pattern noise", "Musterrauschen"};
inline constexpr Text occasion_noise{"occasion noise", "Gelegenheitsrauschen"};
inline constexpr Text system_noise{"system noise", "Systemrauschen"};
inline constexpr Text case_spread{"differences of the cases themselves", "Unterschiede der Fälle selbst"};
inline constexpr Text component_column{"Component", "Anteil"};
inline constexpr Text deviation_column{"Standard deviation (95%)", "Standardabweichung (95 %)"};
inline constexpr Text severity_title{"Average severity", "Mittlere Strenge"};
inline constexpr Text severity_reading{
    "The average place on the ladder, 0 being the mildest measure. Nobody is named.",
    "Der mittlere Platz auf der Leiter, 0 ist die mildeste Maßnahme. Niemand ist genannt."};
inline constexpr Text reviewer_column{"Reviewer", "Prüfende"};
inline constexpr Text mean_column{"Mean", "Mittel"};
inline constexpr Text noise_limits{
    "The figures speak of these reviewers and of cases like these. Few cases leave wide intervals, and a wide interval "
    "says "
    "that it is not known yet.",
    "Die Zahlen sprechen von diesen Prüfenden und von Fällen wie diesen. Wenige Fälle lassen weite Intervalle, und ein "
    "weites "
    "Intervall heißt, dass es noch nicht bekannt ist."};

}  // namespace konsequenz::report::texts
