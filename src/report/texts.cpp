#include "report/texts.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace konsequenz::report {
namespace {

using Word = std::pair<std::string_view, Text>;

constexpr std::array<Word, 4> measures{{{"none", {"none", "keine"}},
                                        {"notice", {"notice", "Hinweis"}},
                                        {"restrict", {"restriction", "Einschränkung"}},
                                        {"end", {"end", "Ende"}}}};

constexpr std::array<Word, 4> remedies{{{"none", {"nothing owed", "nichts geschuldet"}},
                                        {"answer", {"answer", "Antwort"}},
                                        {"apologise", {"apology", "Entschuldigung"}},
                                        {"make good", {"make good", "Wiedergutmachung"}}}};

constexpr std::array<Word, 4> needs{{{"nobody", {"nobody’s agreement", "niemandes Zustimmung"}},
                                     {"finding", {"a person’s finding", "die Feststellung eines Menschen"}},
                                     {"reviewer", {"a reviewer", "eine prüfende Person"}},
                                     {"two reviewers", {"two reviewers", "zwei prüfende Personen"}}}};

constexpr std::array<Word, 53> words{{
    {"email", {"email", "E-Mail"}},
    {"phone", {"phone", "Telefon"}},
    {"chat", {"chat", "Chat"}},
    {"store", {"store", "Geschäft"}},
    {"social", {"social media", "soziale Medien"}},
    {"review", {"review", "Bewertung"}},
    {"event", {"event", "Veranstaltung"}},
    {"blog", {"blog", "Blog"}},
    {"letter", {"letter", "Brief"}},
    {"none", {"none", "keine"}},
    {"criticism", {"criticism", "Kritik"}},
    {"disrespect", {"disrespect", "Respektlosigkeit"}},
    {"insult", {"insult", "Beleidigung"}},
    {"discrimination", {"discrimination", "Diskriminierung"}},
    {"threat", {"threat", "Drohung"}},
    {"product", {"product", "Produkt"}},
    {"company", {"company", "Unternehmen"}},
    {"employee", {"an employee", "eine Person aus dem Team"}},
    {"other", {"somebody else", "andere"}},
    {"model", {"model", "Modell"}},
    {"reviewer", {"a reviewer", "eine prüfende Person"}},
    {"deliberate", {"deliberate", "absichtlich"}},
    {"heat of the moment", {"in the heat of the moment", "im Affekt"}},
    {"unknown", {"unknown", "unbekannt"}},
    {"open", {"open", "offen"}},
    {"founded", {"founded", "berechtigt"}},
    {"partly", {"partly founded", "teilweise berechtigt"}},
    {"unfounded", {"unfounded", "unbegründet"}},
    {"enquiry", {"enquiry", "Anfrage"}},
    {"offer", {"offer", "Angebot"}},
    {"accepted", {"accepted", "angenommen"}},
    {"part performed", {"part performed", "teilweise geleistet"}},
    {"performed", {"performed", "geleistet"}},
    {"continuing", {"continuing", "laufend"}},
    {"cancelled", {"cancelled", "storniert"}},
    {"gravity", {"gravity", "Gewicht"}},
    {"persistence", {"persistence", "Beharrlichkeit"}},
    {"protection", {"protection", "Schutz"}},
    {"remedy", {"remedy", "Abhilfe"}},
    {"measure", {"measure", "Maßnahme"}},
    {"safeguards", {"safeguards", "Sicherungen"}},
    {"complaint", {"complaint", "Beschwerde"}},
    {"chargeback", {"chargeback", "Rückbuchung"}},
    {"data request", {"data request", "Datenauskunft"}},
    {"regulator", {"regulator", "Behörde"}},
    {"legal action", {"legal action", "rechtliche Schritte"}},
    {"true", {"yes", "ja"}},
    {"false", {"no", "nein"}},
    {"notice", {"notice", "Hinweis"}},
    {"restrict", {"restriction", "Einschränkung"}},
    {"end", {"end", "Ende"}},
    {"apologise", {"apology", "Entschuldigung"}},
    {"make good", {"make good", "Wiedergutmachung"}},
}};

Text look_up(std::span<const Word> table, std::string_view id) {
    const auto found = std::ranges::find(table, id, &Word::first);
    return found == table.end() ? Text{id, id} : found->second;
}

}  // namespace

Text word(std::string_view id) { return look_up(words, id); }
Text measure_word(std::string_view id) { return look_up(measures, id); }
Text remedy_word(std::string_view id) { return look_up(remedies, id); }
Text label_word(conduct::Label label) {
    if (label == conduct::Label::none) return {"nothing to object to", "nichts zu beanstanden"};
    return word(conduct::to_string(label));
}
Text merits_word(record::Merits merits) { return word(record::to_string(merits)); }
Text needs_word(std::string_view id) { return look_up(needs, id); }

}  // namespace konsequenz::report
