// The words around the entries: who is spoken of, what links, what denies, and which language it is.
#include <array>

#include "conduct/cue_table.h"

namespace konsequenz::conduct {
namespace {

using enum Role;

constexpr std::uint32_t only(Role role) { return static_cast<std::uint32_t>(role); }

constexpr std::array german_words{
    RoleWords{only(identity), "schwarz schwarze schwarzer schwarzen"},
    RoleWords{first_person | german, "ich wir"},
    RoleWords{first_person | german | object_form, "mich mir uns"},
    RoleWords{first_person | german, "mein meine meinen meinem meiner unser unsere unseren unserem"},
    RoleWords{second_person | german, "du dich dir euch"},
    RoleWords{second_person | possessive | german,
              "dein deine deinen deinem deiner deines euer eure euren eurem eurer"},
    RoleWords{only(formal), "sie ihnen"},
    RoleWords{formal | possessive, "ihre ihren ihrem ihrer ihres"},
    RoleWords{formal | informal, "ihr"},
    RoleWords{only(third_person), "er ihn ihm jemand wer niemand nachbar nachbarin mann frau typ leute"},
    RoleWords{only(future), "werde werd wird werden wird's wirst gleich bald morgen"},
    RoleWords{
        only(knowing),
        "weiß kenne kenn sehe gesehen sah beobachte beobachtet gemerkt warte wartet stehe steh komme komm finde find "
        "fotografiert adresse kennzeichen wohnt wohnst wohnen parkt parkst parken läuft joggt"},
    RoleWords{only(ability),
              "kannst könntest könnten könnte kann können konnte schafft schaffst schaffen kriegt kriegst reicht würde "
              "würdest "
              "würden nichtmal mal"},
    RoleWords{negation | german, "nicht nie niemals kein keine keinen keinem keiner keineswegs ohne nichts"},
    RoleWords{copula | german | plural_verb, "sind seid"},
    RoleWords{copula | german, "bist seien waren wart"},
    RoleWords{copula | german | singular_verb, "ist"},
    RoleWords{only(singular_verb), "hat wird kann funktioniert kostet geht kam kommt hatte wurde fährt macht soll"},
    RoleWords{german | plural_verb, "habt könnt wollt müsst werdet macht kriegt haben können"},
    RoleWords{filler | german,
              "ein eine einen einem einer so doch ja auch nur wirklich echt total völlig ganz einfach zu alle "
              "allesamt halt eben noch wohl ziemlich absolut sehr alter alte alten lauter haufen voller richtig"},
    RoleWords{
        only(employee),
        "mitarbeiter* berater* verkäufer* kollege* kollegin* fahrer* techniker* kassierer* kassiererin* chef* "
        "filialleiter* hotline servicekraft personal angestellte* sachbearbeiter* monteur* bedienung "
        "kundenberater* kundenbetreuer* zusteller* dame herr frau herrn zugbegleiter* schaffner* kontrolleur* "
        "kontrollör* "
        "busfahrer* taxler* taxifahrer* lokführer* kellner* koch köchin ober wirt wirtin makler* vermieter* "
        "hausmeister* hausverwalter* installateur* elektriker* handwerker* geselle* meister azubi* lehrling* "
        "trainer* arzt ärztin ärzte pfleger* schwester* sprechstundenhilfe* apotheker* lehrer* lehrerin* erzieher* "
        "beamter beamte beamtin amtsleiter* amtsrat bürgermeister* gemeindeschreiber* referent* direktor* "
        "direktorin* abteilungsleiter* schichtleiter* teamleiter* geschäftsführer* inhaber* besitzer* makler* "
        "gutachter* sachverständige* anrufer* telefonist* agent* mod mods admin* moderator* entwickler* developer* "
        "support rezeptionist* portier* tankwart* lagerist* packer* möbelpacker* postbote* briefträger* paketbote* "
        "bote boten parksheriff* politesse* security türsteher* verkäuferin* kassenkraft kassierin* filialchef*"},
    RoleWords{only(company),
              "firma firmen unternehmen laden geschäft service kundenservice kundendienst support abteilung verein "
              "filiale anbieter händler konzern werkstatt betrieb"},
    RoleWords{
        only(product),
        "auto autos wagen gerät geräte produkt* app software webseite website bestellung* lieferung* paket* "
        "rechnung* kabel akku batterie ladestation* handy telefon system update qualität ware vertrag* termin* "
        "antwort* idee frage ausrede* automat formular bildschirm sitz* motor kiste karre warteschleife regelung*"},
    RoleWords{only(group),
              "ausländer* türke* türken türkin* araber* jude juden jüdin* moslem* muslim* polen russe* russen "
              "afrikaner* flüchtling* schwule* schwuler lesbe* lesben behinderte* "
              "weib weiber asylant* rumäne* sinti inder chinese*"},
    RoleWords{
        group | identity,
        "jude juden jüdin jüdinnen jüdisch* türke türken türkin* türkisch* araber* arabisch* moslem* muslim* "
        "islam islamisch* christ christen christin christlich* katholi* evangelisch* protestant* buddhist* hindu* "
        "atheist* ausländer* ausländisch* migrant* flüchtling* geflüchtete* zuwanderer* einwanderer* syrer* "
        "syrisch* afghane* afghanin* afghanisch* iraker* irakisch* iraner* iranisch* kurde* kurdin* kurdisch* "
        "pole polin polnisch* russe russin* russisch* ukrainer* ukrainisch* rumäne* rumänin* rumänisch* "
        "bulgare* bulgarisch* serbe* serbin* serbisch* kroate* kroatisch* albaner* albanisch* bosnier* "
        "bosnisch* italiener* italienisch* spanier* spanisch* grieche* griechin* griechisch* franzose* "
        "französin* französisch* inder* indisch* pakistaner* pakistanisch* chinese* chinesin* chinesisch* "
        "vietnamese* vietnamesisch* japaner* japanisch* afrikaner* afrikanisch* nigerianer* nigerianisch* "
        "somalier* somalisch* eritreer* äthiopier* marokkaner* marokkanisch* tunesier* algerier* ägypter* "
        "amerikaner* amerikanisch* schweizer* österreicher* österreichisch* deutsche deutscher deutschen "
        "schwul schwule* schwuler lesbe lesben lesbisch* bisexuell* homosexuell* heterosexuell* queer* "
        "transgender transsexuell* transfrau* transmann* nonbinär* behindert behinderte* blind blinde* blinder "
        "gehörlos* taubstumm* rollstuhlfahrer* autist* autistisch* sinti roma "
        "schwede schwedin schwedinnen schwedisch* däne dänin dänisch* norweger* norwegisch* finnin finnisch* isländ* "
        "niederländ* holländ* belgier* belgisch* luxemburger* engländer* britin britisch* schottisch* irisch* "
        "portugiese* portugiesin* portugiesisch* tscheche* tschechin* tschechisch* slowak* slowen* ungar ungarn "
        "ungarin* ungarisch* litauer* litauisch* lettisch* estnisch* georgier* georgisch* armenier* armenisch* "
        "moldauer* belarus* mazedon* montenegrin* kosovar* israelisch* palästinens* libanes* jordan* jemenit* "
        "saudi saudisch* libyer* libysch* ägyptisch* algerisch* tunesisch* äthiopisch* eritreisch* ghanaer* "
        "ghanaisch* kameruner* senegales* kongoles* angolan* kenianer* kenianisch* südafrikan* brasilian* "
        "mexikan* kolumbian* argentin* chilen* peruan* kubaner* kubanisch* thailänd* koreaner* koreanisch* "
        "philippin* indones* bangladesch* nepales* mongol* usbek* kasach* kanadier* kanadisch* australier* "
        "australisch* schwerhörig* gehbehindert* querschnittsgelähmt* bisexuelle*"},
    RoleWords{imperative | german,
              "schick gib gebt halt haltet hör hört lern lernt such geh geht lass lasst nimm nehmt lies lest "
              "verschwinde verschwindet pass passt mach macht schau tu tut komm kommt bring schreib"},
    RoleWords{condition | german, "wenn falls sonst ansonsten andernfalls sofern solange"},
    RoleWords{only(kin),
              "familie kinder kind frau tochter sohn mutter daheim zuhause wohnung haustür adresse gesicht kopf zähne "
              "knochen beine finger parkplatz feierabend heimweg schicht nachts dunkeln auto nachname"},
    RoleWords{polite | german, "bitte danke dank dankeschön gruß grüße freundlichen liebe lieber herzlichen"},
    RoleWords{only(qualifier),
              "scheiß scheiss* dreckige* drecks* verdammte* stinkende* verfluchte* faule* dumme* blöde* kriminelle*"},
    RoleWords{reporting | german,
              "sagte meinte nannte genannt beschimpfte beschimpft schrie gesagt bezeichnet bezeichnete geschrien"},
    RoleWords{likeness | german, "wie als"},
    RoleWords{only(article), "ein eine einen einem einer"},
    RoleWords{only(preposition), "am an im in auf bei beim von vom aus"},
    RoleWords{
        only(german),
        "der die das und den dem des von mit für auf bei nach aus über unter zum zur im vom seit weil wenn dass "
        "aber oder bitte danke hallo guten nun jetzt schon immer wieder mehr hier heute gestern keine was warum "
        "wo wann muss soll hatte habe hast hatten wurde wurden würde könnte sehr gut geld euro es dieser diese dieses"},
};

constexpr std::array english_words{
    RoleWords{only(identity), "black blacks white whites brown"},
    RoleWords{first_person | english, "i we my our im ive ill id weve mine ours"},
    RoleWords{first_person | english | object_form, "me us myself"},
    RoleWords{second_person | english, "you ya yourself yourselves yall"},
    RoleWords{second_person | copula | english, "youre youve"},
    RoleWords{only(second_person), "u ur"},
    RoleWords{second_person | possessive | english, "your yours"},
    RoleWords{third_person | english,
              "he she they him them someone somebody nobody neighbour neighbor man guy woman people"},
    RoleWords{negation | english,
              "not never dont doesnt didnt isnt arent wasnt werent wont cant couldnt wouldnt without neither nor"},
    RoleWords{only(negation), "no"},
    RoleWords{copula | english, "are being been were be"},
    RoleWords{only(copula), "is was war"},
    RoleWords{only(copula), "r am"},
    RoleWords{only(filler), "an so all even real total fucking bloody damn goddamn"},
    RoleWords{filler | english,
              "a the such really just completely totally utterly very absolutely too "
              "old little big bunch of lot complete utter pretty quite both stupid "
              "dumb useless lazy lying pathetic worthless rude incompetent ignorant miserable"},
    RoleWords{only(employee),
              "employee* agent agents staff clerk clerks rep reps representative* colleague* manager* driver* "
              "technician* salesman salesmen salesperson cashier* advisor* adviser* supervisor* receptionist* "
              "team crew worker* waiter* waitress* operator* lady gentleman mechanic*"},
    RoleWords{only(company),
              "company companies firm store shop service support business department dealer dealership outfit "
              "corporation branch organisation organization helpdesk hotline"},
    RoleWords{only(product),
              "product* car cars phone app website site order orders delivery package parcel software update battery "
              "charger device machine invoice bill seat screen engine policy policies system form contract booking "
              "event launch answer answers idea question excuse excuses rule rules thing item cable quality process "
              "menu bot chatbot queue fee fees price prices email emails letter music"},
    RoleWords{only(group),
              "foreigner* immigrant* muslim* jew jews jewish blacks asian asians indian indians mexican* "
              "african* arab arabs turk turks gay gays lesbian* women cripple* refugee* "
              "chinese hispanic* latino* gypsy gypsies"},
    RoleWords{group | identity,
              "jew jews jewish muslim* moslem* islam islamic christian* catholic* protestant* buddhist* hindu hindus "
              "sikh sikhs atheist* mormon* evangelical* foreigner* immigrant* migrant* refugee* mexican mexicans "
              "hispanic hispanics latino latinos latina latinas african africans asian asians arab arabs arabic "
              "turk turks turkish kurd kurds kurdish indian indians pakistani pakistanis bangladeshi* chinese japanese "
              "korean koreans vietnamese filipino filipina filipinos polish romanian* bulgarian* albanian* russian "
              "russians ukrainian* german germans french italian italians spanish spaniard* portuguese greek greeks "
              "irish scottish welsh british american americans canadian* australian* nigerian* somali somalis "
              "ethiopian* jamaican* syrian* afghan afghans iraqi* iranian* israeli* palestinian* egyptian* moroccan* "
              "gay gays lesbian* bisexual* homosexual* heterosexual* queer queers transgender transsexual* "
              "trans nonbinary disabled deaf blind autistic autism wheelchair paraplegic* "
              "swedish swede swedes danish dane danes norwegian* finnish icelandic dutch dutchman belgian* austrian* "
              "swiss english englishman englishwoman brit brits scots czech czechs slovak* slovenian* hungarian* serb "
              "serbs serbian* croatian* bosnian* kosovar* lithuanian* latvian* estonian* belarusian* moldovan* "
              "georgian* armenian* lebanese jordanian* yemeni* saudi saudis libyan* algerian* tunisian* sudanese "
              "eritrean* ghanaian* cameroonian* senegalese congolese angolan* kenyan* ugandan* rwandan* "
              "zimbabwean* brazilian* colombian* argentin* chilean* peruvian* venezuelan* cuban* haitian* thai thais "
              "indonesian* malaysian* singaporean* nepali nepalese mongolian* uzbek* kazakh* "
              "european europeans caribbean"},
    RoleWords{
        imperative | english,
        "get go stop send fix give do try listen read find learn stay keep tell ask put take call look shut come"},
    RoleWords{only(future), "will ill gonna going wont shall youll hell theyll well might soon tomorrow next"},
    RoleWords{only(knowing),
              "know knows seen saw see watch watched watching wait waiting found followed remember live lives parks "
              "parked drive "
              "drives walks walk rides ride plate works finishes"},
    RoleWords{only(ability), "can cant cannot could couldnt couldve wouldnt would able struggle manage even"},
    RoleWords{condition | english, "if unless otherwise else"},
    RoleWords{only(kin),
              "family kids children child wife daughter son mother house home address face teeth bones legs head neck "
              "fingers parking driveway night tonight shift doorstep"},
    RoleWords{polite | english, "please thanks thank thankyou regards sincerely kindly cheers"},
    RoleWords{
        only(foreign),
        "het een niet ik je jij wij zijn naar voor maar ook heel wordt deze van les est que qui pas ne pour avec "
        "vous nous votre notre une mais tous los las para una pero como muy esta este usted gli di che non della "
        "delle sono questo questa molto mai servizio bir ve bu icin degil cok ama nasil yok jest przez dla jak czy "
        "nao uma voce foi och att inte jag ikke quelle honte entreprise"},
    RoleWords{only(qualifier), "dirty filthy fucking stupid bloody goddamn damn stinking lazy disgusting smelly"},
    RoleWords{reporting | english, "said told called says calls saying yelled shouted screamed named labelled labeled"},
    RoleWords{likeness | english, "like as"},
    RoleWords{only(article), "a an the"},
    RoleWords{only(preposition), "at on from of behind"},
    RoleWords{
        only(english),
        "and this that it to for with on at by from have has had do does did will would could should can what why "
        "when where which who how there here after before again please thanks thank hello because about if or "
        "but out up more than been its thats of money get got want need hope these those"},
};

}  // namespace

std::span<const RoleWords> german_roles() { return german_words; }
std::span<const RoleWords> english_roles() { return english_words; }

}  // namespace konsequenz::conduct
