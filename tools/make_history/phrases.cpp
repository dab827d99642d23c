#include "phrases.h"

#include <array>

namespace konsequenz::make_history {
namespace {

using Words = std::array<std::string_view, 8>;

constexpr Words german_greetings{"Guten Tag, ",   "Hallo, ",         "Sehr geehrte Damen und Herren, ",
                                 "Moin, ",        "Grüß Gott, ",     "",
                                 "Liebes Team, ", "Hallo zusammen, "};
constexpr Words english_greetings{
    "Hello, ", "Hi there, ", "Dear team, ",   "Good morning, ", "To whom it may concern, ",
    "",        "Hey, ",      "Good evening, "};
constexpr Words german_endings{
    " Danke.",     " Mit freundlichen Grüßen", " Bitte um Antwort.",       "", " Viele Grüße",
    " Ich warte.", " Besten Dank im Voraus!",  " Rufen Sie mich bitte an."};
constexpr Words english_endings{" Thanks.",     " Kind regards",  " Please reply.",         "",
                                " Best wishes", " I am waiting.", " Thank you in advance!", " Please call me."};

constexpr Words german_questions{"wann kommt meine Bestellung an?",
                                 "wie lange gilt die Garantie auf die Batterie?",
                                 "kann ich die Farbe noch ändern?",
                                 "wo finde ich meine Rechnung?",
                                 "welche Werkstatt ist für mich zuständig?",
                                 "wie melde ich mein Fahrzeug um?",
                                 "ist das Ladekabel dabei?",
                                 "haben Sie am Samstag geöffnet?"};
constexpr Words english_questions{"when will my order arrive?",          "how long is the battery under warranty?",
                                  "can I still change the colour?",      "where do I find my invoice?",
                                  "which workshop looks after me?",      "how do I register the car in my name?",
                                  "does it come with a charging cable?", "are you open on Saturday?"};
constexpr Words german_praise{
    "die Übergabe war wunderbar vorbereitet.", "Ihre Kollegin hat mir in zwei Minuten geholfen.",
    "das Auto fährt sich großartig.",          "so schnell hat mir noch niemand geantwortet.",
    "danke für die ehrliche Auskunft.",        "die Werkstatt hat sauber gearbeitet.",
    "ich empfehle Sie gern weiter.",           "die Probefahrt war ein Erlebnis."};
constexpr Words english_praise{"the handover was wonderfully prepared.",
                               "your colleague helped me within two minutes.",
                               "the car is a joy to drive.",
                               "nobody has ever answered me this fast.",
                               "thank you for the honest advice.",
                               "the workshop did a clean job.",
                               "I will gladly recommend you.",
                               "the test drive was a delight."};
constexpr Words german_complaints{"die Lieferung ist seit drei Wochen überfällig.",
                                  "die Tür klappert seit dem ersten Tag.",
                                  "die Rechnung stimmt nicht mit dem Angebot überein.",
                                  "seit vier Tagen antwortet mir niemand.",
                                  "der zugesagte Rückruf kam nie.",
                                  "das Ladekabel fehlte bei der Übergabe.",
                                  "die Veranstaltung begann zwei Stunden zu spät.",
                                  "die Anzahlung wurde doppelt abgebucht."};
constexpr Words english_complaints{
    "the delivery is three weeks overdue.",  "the door has rattled since day one.",
    "the invoice does not match the offer.", "nobody has answered me for four days.",
    "the promised call never came.",         "the charging cable was missing at the handover.",
    "the event began two hours late.",       "the deposit was taken twice."};
constexpr Words german_harsh{"das ist der schlechteste Service, den ich je erlebt habe.",
                             "eine Frechheit, was Sie hier abliefern.",
                             "Ihr Unternehmen sollte sich schämen.",
                             "das Produkt ist Schrott.",
                             "ich gehe damit zum Anwalt.",
                             "ich werde das überall bewerten.",
                             "so ein Saftladen.",
                             "nie wieder kaufe ich hier."};
constexpr Words english_harsh{"this is the worst service I have ever had.",
                              "what you deliver here is a disgrace.",
                              "your company should be ashamed.",
                              "the product is junk.",
                              "my lawyer will write to you.",
                              "I will review this everywhere.",
                              "what a shambles.",
                              "I will never buy here again."};
constexpr Words german_insults{"Sie sind doch zu blöd zum Lesen.",
                               "Sie Vollpfosten.",
                               "was für ein unfähiger Trottel sitzt da bei Ihnen am Telefon?",
                               "Sie Idiot haben es wieder nicht verstanden.",
                               "du bist wohl nicht ganz dicht.",
                               "halten Sie endlich die Klappe.",
                               "Sie sind eine Witzfigur.",
                               "solche Nieten wie Sie gehören entlassen."};
constexpr Words english_insults{"are you too stupid to read?",
                                "you absolute muppet.",
                                "what kind of useless fool did you put on the phone?",
                                "you idiot got it wrong again.",
                                "you must be out of your mind.",
                                "just shut up and listen.",
                                "you are a clown.",
                                "losers like you should be fired."};
constexpr Words german_threats{"ich komme vorbei, und dann können Sie was erleben.",
                               "ich weiß, wo Sie parken.",
                               "Ihnen gehört eine verpasst.",
                               "warten Sie nur, bis ich Sie erwische.",
                               "ich schlage Ihnen die Scheiben ein.",
                               "passen Sie auf, wenn Sie heute nach Hause gehen.",
                               "Sie werden es bereuen, wenn ich vor Ihnen stehe.",
                               "ich mache Sie fertig, wenn ich Sie sehe."};
constexpr Words english_threats{"I am coming over and you will get what you deserve.",
                                "I know where you park your car.",
                                "somebody should punch you.",
                                "just wait until I get hold of you.",
                                "I will smash your windows.",
                                "watch your back on your way home tonight.",
                                "you will be sorry when I stand in front of you.",
                                "I will hurt you when I see you."};
constexpr Words items{"Estate car, blue", "Compact car, white", "Wallbox 11 kW", "Roof rack",
                      "Winter tyres",     "Charging cable",     "City car, red", "Battery service"};
constexpr Words first_names{"Jo", "Alex", "Kim", "Sam", "Toni", "Robin", "Charlie", "Luca"};
constexpr Words family_names{"Muster", "Beispiel", "Probst", "Example", "Sample", "Vorlage", "Entwurf", "Draft"};

struct Moods {
    const Words& german;
    const Words& english;
};

Moods sentences(Mood mood) {
    switch (mood) {
        case Mood::question: return {german_questions, english_questions};
        case Mood::praise: return {german_praise, english_praise};
        case Mood::complaint: return {german_complaints, english_complaints};
        case Mood::harsh_criticism: return {german_harsh, english_harsh};
        case Mood::insult: return {german_insults, english_insults};
        case Mood::threat: return {german_threats, english_threats};
    }
    return {german_questions, english_questions};
}

std::string_view pick(Random& random, const Words& words) {
    return random.pick(std::span<const std::string_view>(words));
}

}  // namespace

std::string compose(Random& random, Tongue tongue, Mood mood) {
    const bool is_german = tongue == Tongue::german;
    const auto moods = sentences(mood);
    std::string text(pick(random, is_german ? german_greetings : english_greetings));
    // What people are angry about comes first; most abuse has a complaint in it.
    const bool has_ground = mood >= Mood::harsh_criticism && random.percent(60);
    if (has_ground) text.append(pick(random, is_german ? german_complaints : english_complaints)).append(" ");
    text.append(pick(random, is_german ? moods.german : moods.english));
    text.append(pick(random, is_german ? german_endings : english_endings));
    return text;
}

std::string_view item_name(Random& random) { return pick(random, items); }

std::string person_name(Random& random) {
    std::string name(pick(random, first_names));
    return name.append(" ").append(pick(random, family_names));
}

}  // namespace konsequenz::make_history
