// Phrases that threaten, blackmail, put down or shut out, in both languages; cues_german.cpp and cues_english.cpp have
// the others.
#include <array>

#include "conduct/cue_table.h"

namespace konsequenz::conduct {
namespace {

using enum Kind;

constexpr std::array german{
    CuePhrases{
        menace, 4,
        "krieg* ich dich|krieg* dich noch|find* dich|find* euch|find* ihn|wenn ich dich erwisch*|wenn ich den "
        "erwisch*|wenn ich euch erwisch*|wenn ich die finde|dann gnade|gnade dir gott|gnade euch gott|gnade ihnen "
        "gott|kannst dich warm anziehen|können sie sich warm anziehen|zieh dich warm an|ich komm* vorbei|komm* "
        "_ persönlich vorbei|komm* zu dir|komm* zu ihnen nach hause|komm* zu euch|steh* vor deiner tür|steh* vor "
        "ihrer tür|vor ihrer haustür|vor deiner haustür|auf die fresse|aufs maul|auf den kopf|eine aufs "
        "maul|eins auf die|zähne einschlagen|zähne aus|schädel ein*|knochen brech*|beine brech*|finger brech*|arme "
        "brech*|nase brech*|hals umdreh*|kehle|krankenhausreif*|zusammenschlag*|verhau*|vermöbel*|watschen*|"
        "hau* _ um|mach* _ platt|mach* _ kaputt|schlag* _ kaputt|abfackel*|anzünd*|brennt _ laden|laden _ "
        "brennt|brennt die|in flammen|molotow*|sprengstoff*|bombe*|in die luft _ jag*|knarre*|pistole*|"
        "gewehr*|karabiner*|schrotflinte*|kugel im kopf|machete*|baseballschläger*|baseballkeule*|schlagring*|"
        "rattengift|bremsen _ durch|bremsleitung*|reifen _ stech*|auge um auge|blut wird*|blut fließ*|"
        "letzter tag|letzte schicht|friedhof|grab schaufel*|unter die erde|rächen|rache"},
    CuePhrases{
        menace, 3,
        "weiß wo|weiss wo|weiß genau wo|weiß wann sie|weiß wann du|weiß welches auto|kenne ihr kennzeichen|kenne "
        "dein kennzeichen|kenn* _ ihr auto|kenn* _ dein auto|nettes haus|schönes haus|schöne familie|nette "
        "familie|süße tochter|wo ihre kinder|wo deine kinder|in welche schule|in welchen kindergarten|wäre doch "
        "schade|wäre schade wenn|schade wenn _ etwas passiert|etwas zustößt|etwas zustoßen|was zustößt|passieren "
        "kann viel|passiert schnell was|unfälle passieren|pass auf dich auf|passen sie _ auf sich auf|passt auf "
        "euch auf|pass auf deine|dreh dich _ um|drehen sie sich _ um|man sieht sich|wir sehen uns _ nach "
        "feierabend|nach feierabend|nach dienstschluss|nach der schicht|auf dem heimweg|auf dem nachhauseweg|wenn es "
        "dunkel|allein zum auto|allein nach hause|wirst schon sehen|werden schon sehen|wirst _ bereuen|werden _ "
        "bereuen|wird _ leid tun|wird ihnen leid|wird dir leid|das wirst du büßen|das werden sie büßen|meine "
        "brüder|meine cousins|meine jungs|meine söhne|schicke _ leute|ein paar leute|ein paar freunde|bekannte "
        "die|beobachte sie|beobachte dich|beobachte euch|im auge|folge ihnen|folge dir"},
    CuePhrases{menace, 3,
               "sonst erzähle ich|oder ich erzähle|sonst behaupte ich|oder ich behaupte|oder ich leake|oder ich "
               "veröffentliche _ privat*|bitcoin*|in btc|auch wenn es nicht stimmt|obwohl es nicht stimmt|ob es stimmt "
               "_ egal|stimmt zwar nicht|erfinde ich|denke ich mir aus|sage ich _ begrapscht|begrapscht|belästigt hat|"
               "deine nacktbilder|nacktfotos|deine adresse _ posten|adresse _ öffentlich|adresse _ ins netz|name und "
               "adresse"},
    CuePhrases{
        put_down, 1,
        "kannst du lesen|können sie lesen|können sie nicht lesen|kannst du nicht lesen|zu blöd|zu dumm|zu doof|zu "
        "deppert|zu bled|zu faul|nichts in der birne|nix im hirn|nix in der birn|kein hirn|ohne hirn|stroh im "
        "kopf|luft im kopf|nicht alle tassen|nicht alle latten|nicht die hellste*|vom wickeltisch|auf den kopf "
        "gefallen|gehirn abgegeben|hirn abgegeben|hirn eingeschaltet|haben sie überhaupt|hast du überhaupt|sind sie "
        "überhaupt|wie kann man nur so|haben sie den schuss|schon mal gearbeitet|such dir _ job|suchen sie sich _ "
        "job|geh putzen|gehen sie putzen|klos putzen|setzen sechs|mein hund|mein goldfisch|mein toaster|jeder "
        "affe|jeder trottel|dressierter affe|schimpanse*|ein sack|dreijährige*|kindergartenkind|baumschule|"
        "sonderschule*|klippschule|hörn sie mal zu|jetzt hörst du|jetzt hören sie mir|maul halten|mund halten|"
        "schnauze|klappe|fresse|goschn|pappn|ihr sauhaufen|armes würstchen|arme wurst|kleines licht|kleine lichter|"
        "kleiner angestellter|kleine angestellte|fürs atmen bezahlt|für so was bezahlt|schäm* dich|deine eltern|"
        "ihre eltern|deine mutter|deine mudda|ihre mutter"},
    CuePhrases{
        exclusion, 3,
        "geh heim|geht heim|gehen sie heim|geh dahin zurück|gehen sie dahin zurück|gehen sie zurück|geh zurück|"
        "zurück in die türkei|zurück nach*|wo sie hergekommen|wo du hergekommen|wo sie herkommen|wo ihr "
        "herkommt|bei euch zu hause|bei euch daheim|bei euch da unten|in ihrem land|in deinem land|deutsch lernen|"
        "lern deutsch|lernen sie deutsch|kein deutsch|richtiges deutsch|einen deutschen|einem deutschen|"
        "einer deutschen|einen richtigen deutschen|echten österreicher|einen österreicher|einen schweizer|richtigen "
        "schweizer|eine deutsche|keine ausländer*|keinen ausländer*|leute wie sie|leute wie ihr|leuten wie "
        "ihnen|menschen wie sie|solche wie|solche leute wie|euresgleichen|ihresgleichen|deinesgleichen|ihre "
        "sorte|deine sorte|von einer frau|einen mann|einem mann|ein mann ans|mädchen|mädel|fräulein|schätzchen|"
        "püppchen|mäuschen|typisch frau|typisch weib|frau am steuer|frauen können|frauen und technik|kopftuch*|zu "
        "alt für|ins heim|altersheim|so ein alter|opa|oma am|vergast*|ins gas|unter adolf|"
        "früher hätte man"},
};

constexpr std::array english{
    CuePhrases{
        menace, 4,
        "find you|find him|find her|come for you|coming for you|come find you|get my hands on|hunt you|hunt him|"
        "catch you outside|see you outside|meet me outside|break your|break his|break her|knock your teeth|knock "
        "your|teeth out|teeth in|punch your|punch him|punch her|slap the|smack you|smack him|beat you|beat him|beat "
        "the living|beat your|kick your head|kick your teeth|smash your|smash his|smash up|bash your|bash his|stab*|"
        "shoot up|bullet*|a gun|my gun|shotgun|rifle|pistol|glock|machete|baseball bat|a bat|crowbar|"
        "hammer to|lighter fluid|set fire|set it on fire|burn it down|burn the place|burn down|burn "
        "your|torch the|torch your|wood is burning|bomb|blow up|blow it up|brake lines|cut your|throat|"
        "strangle|choke you|choke him|run you over|run him over|bury you|bury him|in a box|body bag|"
        "hang you|lynch|dead by|end you|end him|kill him|kill her|kill them|put you in hospital|put you in the "
        "ground|bring a medic|need a medic|need an ambulance|call an ambulance|wont walk|never walk|limp home|pay "
        "in blood|eye for an eye"},
    CuePhrases{
        menace, 3,
        "know where|know your car|know your cars|know what car|know what you drive|know your name and|know which "
        "school|know what time|know when you|nice house|lovely house|lovely family|nice family|pretty daughter|"
        "your little girl|your little boy|your boys|your kids|your wife|be a shame if|shame if something|accidents "
        "happen|things happen|something might happen|something could happen|anything could happen|can happen to|"
        "would hate for|hate to see something|be careful walking|be careful tonight|walk to your car|walks to her "
        "car|walks to his car|after your shift|after work|get off at|finish at|closing time|parking garage|dark "
        "parking|alone at night|all alone|watch yourself|watching you|watching your|been watching|follow you|"
        "following you|follow him home|followed him|follow her home|outside your|parked outside|waiting for you|"
        "waiting outside|regret it|regret this|be sorry|youll see|you will see|youll pay|you will pay for|pay for "
        "this|see what happens|see what happen|try me|dont test me|my brothers|my cousins|my boys|my uncle|some "
        "friends of mine|send somebody|send someone|send people"},
    CuePhrases{
        menace, 3,
        "or i say|or i tell|or i will tell|or ill tell|or i leak|or ill leak|bitcoin|in btc|cashapp|dont care if "
        "its true|not true but|isnt true but|make something up|make it up|groped|touched me|touched my|flashed my|"
        "your nudes|your private photos|post your address|your home address|your address online|dox*|you steal "
        "the passwords"},
    CuePhrases{
        put_down, 1,
        "can you read|do you read|are you stupid|are you dumb|are you thick|are you mental|are you high|are you "
        "drunk|are you blind|you deaf|use your brain|use your head|use your eyes|got a brain|have a brain|half a "
        "brain|a brain cell|brain cells|brain cell|iq of|room temperature|sharpest tool|lights are on|two short "
        "planks|as a plank|as mince|a potato|a toaster|a doorknob|a houseplant|a goldfish|my dog|my cat|my toddler|"
        "trained monkey|a monkey could|a child could|a five year old|real job|proper job|minimum wage|flipping "
        "burgers|burger flipper|paid to breathe|oxygen thief|waste of|wasting oxygen|shut it|zip it|shut your|hold "
        "your tongue|listen here|listen to me|let me finish|dont interrupt|do as youre told|do what youre told|know "
        "your place|who do you think|sweetheart|sweetie|darling|love listen|little girl|little man|young man|missy|"
        "your mother|your parents|raised in a barn|who raised you|shame on your|up your arse|up your ass|stick it|"
        "shove it|kiss my|suck my|bite me|get stuffed|get lost|go away|rot in|burn in hell|hope you rot|hope you "
        "lose|hope you choke|hope you never|hope your|die in a|choke on"},
    CuePhrases{
        exclusion, 3,
        "go back to|go home|get back to|back where you came|where you came from|where youre from|your country|your "
        "own country|this country|our country|our language|speak english|real english|proper english|your accent|"
        "that accent|an american|a real american|an english person|someone english|somebody english|an englishman|a "
        "white|white person|white man|white guy|one of us|one of your kind|your kind|your lot|you lot|you people|"
        "people like you|people like her|people like him|those people|that lot|a man please|a real man|speak to a "
        "man|talk to a man|get me a man|put a man|man on the phone|not a woman|a woman|woman driver|women drivers|"
        "girls like you|in the kitchen|make me a sandwich|that time of the month|too old|old people|nursing home|"
        "retirement home|diversity hire|affirmative action|quota|deport*|immigration on you|call immigration|"
        "bloody foreigners|taking our jobs|barefoot|caste|low caste|lower caste"},
};

}  // namespace

std::span<const CuePhrases> german_cue_phrases() { return german; }
std::span<const CuePhrases> english_cue_phrases() { return english; }

}  // namespace konsequenz::conduct
