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
        watch, 3,
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
    CuePhrases{blackmail, 3,
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
    CuePhrases{
        menace, 4,
        "ich stich di|ich stech* _ ab|stech* _ ab|stich* _ ab|hau* _ eine rein|hau* _ aufs|hau* _ auf die|"
        "polier* _ fresse|fresse polier*|schlag* _ zähne|schlag* _ ein|schlag* _ zusammen|brech* _ finger|"
        "brech* _ beine|brech* _ arme|brech* _ nase|brech* _ hals|brech* _ haxn|brich* _ finger|finger einzeln|"
        "alle knochen|sämtliche knochen|die haxn|erschieß*|schieß* _ ab|schieß* _ über|abknall*|abstech*|aufschlitz*|"
        "umleg*|mach* _ kalt|kalt mach*|auf die intensiv|lass* den hund|lass* _ hund los|lass* _ hund raus|"
        "hund auf _ hetz*|hunde auf|kriegt die axt|mit der axt|mit dem messer|mit dem hammer|mit der heckenschere|"
        "mit der flinte|benzinkanister*|kanister benzin|liter benzin|mit benzin|streichhölzer|lichterloh|"
        "niederbrenn*|fackel* _ ab|zünd* _ an|steck* _ in brand|in brand steck*|durch die glasfront|"
        "fahr* _ über den haufen|über den haufen|vor den zug|vom balkon|die treppe runter|die treppe hinunter|"
        "stoß* _ runter|stoss* _ runter|im sarg|mit den füßen voran|nicht mehr aufsteh*|nie wieder aufsteh*|"
        "nicht mehr laufen|nie wieder laufen|wieder gehen können|nicht mehr heim|nicht lebend|lebend raus|"
        "lebend nach hause|überlebst du nicht|überleben sie nicht|überlebt der nicht|bist du tot|sind sie tot|"
        "bist dran|sind sie dran|ist er dran|du bist dran|seid ihr dran|kriegt er a packung|kriegst du _ packung|"
        "setzt es was|gibts auf die|gibt es auf die|knallt es|dann knallts|kracht es|rumst es|passiert ein unglück|"
        "gibt es tote|gibt tote|zum krüppel|mit dem karabiner|büchse geladen|patronen"},
    CuePhrases{
        watch, 3,
        "hab dein kennzeichen|habe ihr kennzeichen|hab ihr kennzeichen|kennzeichen notiert|weiß wie sie aussehen|"
        "weiß wie du aussiehst|waß jetzt wie|weiß jetzt wie|weiß wer sie sind|weiß wer du bist|weiß wie du heißt|"
        "merke _ name|merke _ namen|merk _ namen|merk _ gesicht|gesicht gemerkt|namen gemerkt|deinen nachnamen|"
        "ihren nachnamen|kenne deine straße|kenne ihre straße|wohnt in der|wohnen sie _ noch|wohnst du _ noch|"
        "wo die wohnt|deine adresse|ihre privatadresse|ihre kinder gehen|dein kind geht|ihr sohn geht|"
        "ihre tochter geht|du hast auch kinder|sie haben auch kinder|kinder haben sie|denk an sie|denken sie an ihre|"
        "denk an deine|gehen _ gern laufen|gehen sie laufen|jeden morgen laufen|joggen sie|joggn*|"
        "essen immer alleine|immer allein|ganz allein|sehr allein|allein unterwegs|allein auf dem land|"
        "alleine draußen|allein ist manchmal|manchmal gefährlich|sehr dunkel da|ist es dunkel|da ist keiner|"
        "da ist niemand|da hört _ keiner|niemand hört|keiner hört|find* _ keiner|findet _ niemand|findt* koana|"
        "fahr vorsichtig|kommen sie gut nach|komm gut nach|schlaf gut|schlafen sie gut|nur so ein rat|"
        "gut gemeinter rat|ein gut gemeinter|wird schon sehen|wirds schon sehen|werds scho sehn|warten auf dich|"
        "warten vor der tür|bin gleich um die ecke|besuchen komm*|komm dir besuch*|klingel bei|klingele bei|"
        "klingle bei|schicke ihnen jemanden|schick* _ wen|der klingelt nicht|hab zwei söhne|habe zwei söhne|"
        "hab zwei brüder|habe zwei brüder|mei bua|meine kumpels|meine leute|zwölf jahre bei|fremdenlegion|"
        "nichts zu verlieren|nix zu verlieren|nichts mehr zu verlieren|mir ist alles gleich|mir ist inzwischen alles|"
        "sprechen anders|reden wir anders|reden wir ohne|nach dem dienst|feierabend macht|feierabend haben|"
        "brennt schnell|schnell brennen|so ein feuer|ein funke"},
    CuePhrases{
        blackmail, 3,
        "fake-bewertung*|fakebewertung*|falsche bewertungen|bewertungen heut nacht|hundert bewertungen|"
        "fünfzig bewertungen|oder ich poste|sonst stell ich|sonst stelle ich|oder ich lad*|sonst lad* ich|"
        "landet _ im postfach|landet bei ihrem chef|landet bei ihrer frau|geht an ihre frau|geht an deine frau|"
        "ihre frau erfährt|deine frau erfährt|ihr mann erfährt|erfährt ihre|erfährt deine|weiß ihre frau|"
        "weiß deine frau|bekommt ihre frau|heimlich aufgenommen|heimlich gefilmt|hab dich gefilmt|"
        "kundendaten veröffentlich*|kundendaten _ netz|lücke in ihrem|lücken in ihrem|ddos*|lahmleg*|leg* _ lahm|"
        "hack* ich|hacke ich|verschlüssel*|überweisen sie _ sonst|löschgeld|schweigegeld|schmiergeld angenommen|"
        "umschlag genommen|sage einfach|sag einfach|behaupte einfach|fragt keiner nach|glaubt mir jeder|"
        "stimmt zwar nicht|muss nicht stimmen|nicht mal stimmen|hängen bleibt immer|bleibt immer etwas hängen|"
        "aussage gegen aussage"},
    CuePhrases{
        put_down, 2,
        "hellste kerze|hellste leuchte|hellste birne|kerze auf der torte|die hellere kraft|wie ein parkautomat|"
        "wie ein unfall|wie ein toastbrot|wie ein stück brot|wie ein meter feldweg|meter feldweg|drei meter feldweg|"
        "dumm wie|blöd wie|dümmer als|blöder als|intelligenz einer|intelligenz eines|iq einer|iq eines|iq von|"
        "iq ausschank|verstand wie|verstand einer|hirn wie|hirn einer|hirn eines|auffassungsgabe*|hirn vom himmel|"
        "hirn regnet|regen nicht in hals|kopf nur damit|leuchte sind sie|leuchte bist du|tomaten auf den augen|"
        "tomaten auf die augen|klammerbeutel*|mit dem klammersack|gepudert|zu heiß gebadet|zu heiss gebadet|"
        "zu lange in der sonne|nicht alle nadeln|nicht alle beisammen|nicht alle am zaun|ned alle|schraube locker|"
        "ein rad ab|einen an der|einen sprung|sprung in der schüssel|dachschaden|hirnschaden|vogel haben|"
        "haben sie einen vogel|hast du einen vogel|hast an vogl|hast du lack|lack gesoffen|bist deppert|bist wo ang*|"
        "habts es|seids ihr deppert|habt ihr sie noch|hast du sie noch|haben sie sie noch|noch alle tassen|"
        "wo haben sie _ gelernt|im lotto gewonnen|diplom im lotto|führerschein im lotto|vom basar|"
        "aus dem kaugummiautomaten|kaugummiautomat*|überraschungsei*|beilagscheib*|man sollte sie ausstopfen|"
        "zoo gehör*|in den stall|zurück in die schule|baumschul*|hilfsschule*|waldorf*|vom baum gefallen|"
        "nicht bis drei|nicht bis fünf|könnt nicht mal|kannst nicht mal|können sie nicht einmal|kriegst nicht mal|"
        "kriegen sie nicht mal|zu blöd um|zu dumm um|zu dumm zum|zum scheißen zu|jeder zehnjährige|jeder dackel|"
        "ein grundschüler|nutzlos wie|überflüssig wie|brauchbar wie|nützlich wie|taugt ihr|taugst du|gesichtskirmes|"
        "visage wie|atem wie|stinken sie|geburt us|von geburt|wein doch|mimimi|geh heulen|such dir ein hobby"},
    CuePhrases{sexual, 0,
               "mit dir schlafen|mit ihnen schlafen|schlaf mit mir|schläfst du mit|mit mir schlafen|mit mir ins bett|"
               "zieh dich aus|ziehen sie sich aus|was hast du an|was haben sie an|dein körper|deinen körper|"
               "dein hintern|deinen hintern|ihr hintern|deine brüste|ihre brüste|auf meinen schoß|auf meinem schoß|"
               "küss mich|küssen sie mich|heirate mich|bist du single|sind sie single|hast du einen freund|"
               "haben sie einen freund|lust auf mich|nacht mit mir|nacht mit dir|nacht mit ihnen|dich anfassen|"
               "sie anfassen|dich lecken|blas mir|mir einen blasen"},
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
        watch, 3,
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
        blackmail, 3,
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
    CuePhrases{
        menace, 4,
        "break both|break every|break all|break his|break her|break their|break your fingers|break your legs|"
        "break your arm*|break your neck|break your jaw|snap your|snap his|rip your|rip his|rip her|tear your|"
        "cut off your|cut your|cut him|slit your|slit his|gut you|gut him|skin you|smack your|smack the|slap you|"
        "slap him|slap her|deck you|deck him|lay you out|lay him out|knock him|knock you|knock her|put you through|"
        "put him through|put my fist|my fist|my boot|through that window|out that window|down the stairs|push him|"
        "push her|throw you|throw him|drag you|drag him|kick you|kick him|kick down|drown you|drown him|poison you|"
        "poison your|feed it to you|feed you to|feed him to|start on your|nail you|nail him|tie you|lock you in|"
        "ill kill|im gonna kill|k1ll|unalive|murder you|murder him|murder your|shoot you|shoot him|shoot her|"
        "shoot your|shoot them|gonna shoot|somebody ought to shoot|a twelve gauge|12 gauge|my rifle|my shotgun|"
        "loaded gun|got a gun|got a knife|my knife|a knife|an axe|my axe|a hatchet|a cleaver|tyre iron|tire iron|"
        "cricket bat|a sledgehammer|a brick through|brick through|can of gas|gas can|got the matches|goes up in|"
        "go up in|went up in|light it up|light you up|set light to|set alight|homes burn|houses burn|be on fire|"
        "on fire tonight|burn with|reduce it to|set the dog|set my dog|let the dog|let my dog|the dogs on|dogs loose|"
        "run over|mow you|mow him|drive into|drive through your|drive my truck|ram your|youre dead|your dead|"
        "you are dead|dead meat|dead woman|be the death|last thing you|never see your|not see morning|see morning|"
        "see tomorrow|see christmas|not come home|never come home|wont be coming home|not be leaving|wont be leaving|"
        "leave in a|leave on a stretcher|on a stretcher|in a bag|in an ambulance|in intensive care|in a ditch|"
        "in the river|in the canal|in the harbour|harbour is deep|river is deep|lake is deep|swim with|"
        "sleep with the fishes|six feet|dig your|dig a hole|got a shovel|buy a coffin|order a coffin|pick a coffin|"
        "wear black|your widow|eat through a straw|drink through a straw|soup through|cant walk|walk again|"
        "walk straight|straight legs|lose a finger|lose an eye|lose your teeth|swallow your teeth|"
        "picking up your teeth|bleed|draw blood|hurt you|hurt him|hurt her|a kicking|a hiding|a good hiding|"
        "batter you|batter him|clatter you|clatter him|leather you|belt you|thump you|thump him|do time for|"
        "do you in|do him in|finish him|take you out|take him out|put you down|put him down|"
        "cant be responsible for what"},
    CuePhrases{
        watch, 3,
        "remember your voice|remember your name|remember your face|remember you|noted your name|got your name|"
        "have your name|looked you up|look you up|found you on|found your|googled you|very good googler|"
        "your linkedin|your facebook|your insta|your instagram|your kid|your kids|you got kids|studies in|school run|"
        "school gate|not a big place|isnt a big place|in your street|on your street|come to your house|"
        "come to your home|came to your house|come round to|come round your|been to your|drive past your|"
        "drove past your|passed your house|saw your house|seen your house|your house number|your front door|"
        "your back door|your truck|gray altima|your number plate|your license plate|your licence plate|"
        "park in the garage|park on the street|walk home|walking home|walk the dog|you run along|you jog|you cycle|"
        "you finish|end of your shift|shift change|on your shift|you eat lunch|lunch alone|eat alone|sleep well|"
        "sleep tight|sleep good|get home safe*|home safely|get home okay|look after yourself|mind yourself|"
        "watch your step|watch your back|look over your shoulder|over your shoulder|looking over|eyes in the back|"
        "times up|time is up|times nearly up|clock is ticking|running out of time|counting down|be seeing you|"
        "be seeing him|be round|be there to|ill be there|be in the hallway|waiting for him|waiting behind|"
        "wait behind|standing right|stood right|right behind you|one of these days|one of these nights|dark night|"
        "quiet road|dark road|lonely road|dark lane|dark alley|dark driveway|nobody around|nobody about|"
        "nobody will hear|no one will hear|nobody would hear|nobodyd hear|nobody would find|never find|"
        "nobody gonna be|nobody saw|no cameras|no witnesses|know some people|know a few|know a fella|know a guy|"
        "bikies|the boys will|send the boys|pay you a visit|pay him a visit|paying you a visit|little visit|"
        "drop in on|for your welfare|for your own good|for your own safety|if i was you|if i were you|id be careful|"
        "be very careful|i would be careful|be wise|it would be wise|would be a pity|be such a pity|such a pity|"
        "a pity if|a shame if|unfortunate if|tragic if|terrible if|awful if|hate to think|hate for your|"
        "hate for anything|pull up on the wrong|wrong day|wrong door|wrong man|wrong house|wrong family|"
        "nothing to lose|nothing left to lose|not a patient man|not so patient|lose my temper|lost my temper|"
        "bad temper|temper like|no peace|no safety|wont be safe"},
    CuePhrases{
        blackmail, 3,
        "or ill post|or i will post|or i share|or ill share|or ill send|or i will send|or i say|or i will say|"
        "or ill put|or i will put|or your wife|or your husband|or the whole|or it goes|or they go|or this goes|"
        "otherwise i put|otherwise i post|otherwise i write|otherwise i tell|else i post|else i tell|else i write|"
        "unless you want your|if you dont want your|wife finds out|husband finds out|boss finds out|wife might|"
        "wife know about|your little secret|your secret|filmed you|video of you|customer list|names and bank|"
        "ransomware|backdoor|2 btc|btc|in crypto|took an envelope|black money|bribe|whether its true|maybe true|"
        "maybe not|true doesnt matter|doesnt matter if its|doesnt need to be true|need it to be|need to be so|"
        "only need to type|who will they believe|who they believe|want to believe|your word against|my word against|"
        "mud sticks|stick to you|fake reviews|fifty reviews|hundred reviews|one star reviews from|bad reviews from|"
        "bugs i buy|put a hair|plant a|planted a|say you touched|say he touched|touching the|touched the|touched a|"
        "say i saw|say i found|say there were|80k followers|armed police|swat*"},
    CuePhrases{
        put_down, 2,
        "about as useful|about as much use|as much use as|as useful as|useful as a|use as a|as sharp as|sharp as a|"
        "as bright as|bright as a|as thick as|thick as|as dumb as|as dense as|dense as|as smart as|smarter than you|"
        "brighter than you|sharper than you|more sense than|more sense out|more brains|more useful conversation*|"
        "brains of a|brain of a|brain the size|sense of a|memory of a|iq of a|intelligence of a|wit of a|charm of a|"
        "types like|couldnt pour|couldnt organize|couldnt count|couldnt spell|couldnt boil|couldnt hit|couldnt blow|"
        "cant spell|cant even spell|cant even read|could not organise|full shilling|full quid|a few sandwiches|"
        "sandwich* short|short of a|kangaroos loose|top paddock|roos loose|elevator doesnt|lift doesnt|"
        "driveway doesnt|not the sharpest|not the brightest|brightest bulb|bulb in|sharpest knife|"
        "knife in the drawer|crayon in|crayons|packing peanuts|in that skull|between your ears|between the ears|"
        "between his ears|what passes for|hat and no cattle|no cattle|empty vessel|waste of oxygen|waste of skin|"
        "waste of space|waste of air|waste of breath|wasted on you|full offense|full offence|no offense but you|"
        "no offence but you|junior problem|failed upwards|nepotism|closely related|married his|cousins marry|"
        "gene pool|dropped on|on your head as|drop you on|born stupid|born yesterday|how do you tie|dress yourself|"
        "work velcro|wipe your|who hired you|who trained you|who let you|paid by the|your carer|your mummy|"
        "mummy know|does your mother|learn to read|learn to spell|learn to count|read it slowly|read it again slowly|"
        "smaller words|speak slowly|shall i speak slower|shall i use|hello anybody|anybody in there|anyone in there|"
        "is anyone home|are you soft|are you slow|are you daft|are you stup*|bot or idiot|claims spectator|"
        "a child did|a grown up|grown-up|put me through to somebody|someone who can read|have no soul|no soul|"
        "cold like|like frog|dont bother breeding|please dont breed|missing link|hush you|oh hush|nothing but a"},
    CuePhrases{sexual, 0,
               "suck me|suck my|suck it for|sleep with me|sleep with you|slept with|make love|kiss me|kiss you|"
               "are you single|your body|take off your|take your clothes|clothes off|what are you wearing|touch you|"
               "touch yourself|touch me|touch my|in bed with|go to bed with|turn me on|turns me on|turning me on|"
               "date me|go out with me|marry me|be my girlfriend|be my boyfriend|you are hot|youre hot|you so hot|"
               "youre so hot|you are sexy|get laid|send nudes|picture of you|pics of you|in your pants|"
               "into your pants|my pants|give me head|giving head|jerk off|jerking off|get off on|go down on me|"
               "do me|ride me|eat you out|put it in|stick it in|in your mouth|on your knees|bend over|sit on my"},
};

}  // namespace

std::span<const CuePhrases> german_cue_phrases() { return german; }
std::span<const CuePhrases> english_cue_phrases() { return english; }

}  // namespace konsequenz::conduct
