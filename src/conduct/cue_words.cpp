// Single words as cues, many to a line: what Entry says one by one, for words of one kind and one severity.
#include <array>

#include "conduct/cue_table.h"

namespace konsequenz::conduct {
namespace {

using enum Kind;

constexpr std::array german_words{
    CueWords{
        insult_noun, 2,
        "trottl* dodel* dodl* wappler* wabbler* gscherter* hirnederl* kasperl kasperln kasper hanswurst* "
        "lappen pappnase* lusche luschen schnarchnase* schlafmütze* penner* pennerin* "
        "armleuchter* hornochse* rindvieh* rindviech* blödian* knallkopf knallköpfe hohlbirne* dumpfbirne* "
        "matschbirne* spatzenhirn* erbsenhirn* holzkopf holzköpfe strohkopf strohköpfe dummbatz* dummbeutel* "
        "dummschwätzer* schwätzer* klugscheißer* klugscheisser* besserwisser* wichtigtuer* wichtigmacher* angeber* "
        "fatzke* lackaffe* schleimer* schmierlappen schleimbeutel* arschkriecher* speichellecker* waschlappen "
        "jammerlappen weichei* memme* feigling* flegel* rüpel* grobian* prolet* proleten proll* bauerntrampel* "
        "trampel trampeltier* tölpel* tollpatsch* nichtskönner* stümper* pfuscher* amateur* clown clowns "
        "witzbold* wicht lump* schuft* schurke* halunke* ganove* gesindel gsindel pack saupack lumpenpack "
        "mistkerl* scheißkerl* scheisskerl* drecksack drecksäcke dreckskerl* saubär* dreckschleuder* giftzwerg* "
        "giftnudel* hexe hexen schreckschraube* schrapnell* vettel* kratzbürste* krätzn kröte krot krampen "
        "ziege ziegen kuh gans schnepfe* pute puten tussi* tussn tusse dirne* nutte* hure* huso* beidl* beidln "
        "oaschloch* oasch orsch* arschgesicht* vollhorst* vollhonk* honk* vollspast* vollpfost* obertrottel* "
        "obermacker* macker bazi tachinierer* sandler* falott* gfrast* grattler* lackl* hallodri* "
        "zipfelklatscher* totsch* tschumpel* glünggi* tubel* löli* laueri* seckel* sauhund* köter* "
        "sau säue schwein schweine ratte ratten parasit* zecke zecken ungeziefer viech* viecher aasgeier* geier "
        "blutsauger* hyäne* abzockerin* raffzahn* wegelagerer* kotzbrocken* ekelpaket* stinkstiefel* stinktier* "
        "zausel* tattergreis* mumie fettsack fettsäcke fettwanst* dickerchen spargeltarzan* zwerg gnom* "
        "bubi milchbubi* rotzlöffel* rotzbengel* rotznase* lausbub* göre* tyrann* sadist* psychopath* psycho* irre "
        "irrer geisteskranke* spinner* spinnerin* narr narren affe affen esel eseln ochse* hammel* hornisse "
        "schießbudenfigur* nullnummer* nulpe* niete* nieten taugenichts* faulpelz* faulenzer* drückeberger* "
        "schnösel* snob* blender* heuchler* schleicher* hundesohn* bratze* alman* kek spacko* spacken"},
    CueWords{
        strong_word, 2,
        "doof doofe doofer doofen saudoof* strunzdoof* stinkdoof* strohdumm* saublöd* sublöd* stinkfaul* "
        "arbeitsscheu* deppad* deppat* depperte* bekloppt* plemplem meschugge* gaga hirntot* hohl hohle hohler "
        "unterbelichtet* minderbemittelt* beschränkt* grenzdebil* debil* schwachsinnig* gestört gestörte* "
        "verlogen* versoffen* besoffen* bsoffen* verkommen* hinterfotzig* hinterhältig* niederträchtig* widerlich* "
        "widerwärtig* ekelhaft* abstoßend* charakterlos* ehrlos* skrupellos* herzlos* schamlos* feige feiger feigen "
        "korrupt* selbstgefällig* eingebildet* aufgeblasen* hochnäsig* schmierig* schleimig* ungehobelt* "
        "ungewaschen* stinkend* hässlich* schiach* grauslig* giftig* boshaft* bösartig* "
        "begriffsstutzig* verblödet* verpeilt* talentlos* geistlos* hirnverbrannt* saudeppert* bled blede bleder "
        "teppert* dumms dummi gstört* wahnsinnig* größenwahnsinnig* minderwertig* nutzlos* wertlos* überflüssig* "
        "ehrenlos* frech freche frecher unverschämt* dreist dreiste dreister rotzfrech* arrogant*"},
    CueWords{attack, 3, "kys verrecken abkratzen"},
    CueWords{
        slur, 3,
        "kümmeltürk* kanack* tschusch* tschuschen tschuschn piefke* jugo jugos katzelmacher* spaghettifresser* "
        "fidschi fidschis schlitzaugen mohr mohren bimbo bimbos negersau* zigeuner* zigan* russenpack "
        "asylant* asylantenpack wirtschaftsflüchtling* sozialschmarotzer* kopftuchtante* kopftuchfrau* burkaträger* "
        "schwuchtl* schwuli* tunte tunten lesbenpack kampflesbe* mannsweib* krüppel* behindi* spasten vollspasti* "
        "mongoloid* mongos downie* emanze* quotenfrau* quotentürk* quotenneger* weiber weibsbild* weibsstück* "
        "schlampenpack judenpack judenbande türkenpack polenpack polackenpack ostler* ossi ossis untermenschen "
        "affenmensch* kameltreiber* teppichhändler* bergtürke* scheißtürk* drecksjude* drecksausländer*"},
    CueWords{
        profanity, 1,
        "scheiss* scheiße* schaiß* kack* verkackt* verschissen* arschkalt drecksding drecksteil mistding "
        "mistteil miststück mistkarre scheißdreck sch***e sch*** scheixxe verfickt* fick* ficken gefickt* wtf lmaa "
        "himmelherrgott* kruzifix* kruzitürken herrgottsakra* sakrament* zefix oida leck fuck*"},
    CueWords{
        accusation, 1,
        "betrügerin* lügnerin* lügenpack* gaunerin* diebin* räuber* erpresser* hochstapler* scharlatan* kurpfuscher* "
        "miethai* abzockbude* verbrecherpack mafia mafiosi bande bandit* banditen ausbeuter* hehler* heuchlerin*"},
    CueWords{
        distress, 0,
        "schlaflos* tränen weinend* verzweiflung depression* depressiv* panikattacke* notaufnahme* intensivstation "
        "trauerfall* witwe witwer alleinerziehend* obdachlos* existenzangst existenzängste hilflos* schmerzen"},
    CueWords{
        complaint, 0,
        "inakzeptabel* fassungslos* entsetzt* empört* sauer wütend* stinksauer enttäuschung* mahnung* ausgefallen* "
        "gekündigt* verloren* fehlt fehlen fehlerhaft* undicht* beschädigt* verdorben* verschimmelt* überteuert* "
        "unleserlich* schlampig* lieblos* langsam* vergessen* vertröstet* hingehalten* abgewimmelt*"},
    CueWords{
        insult_noun, 2,
        "schaf schafskopf schafsköpfe schafseckel* sumper* gscheithaferl* gscheidhaferl* dösbaddel* dösbattel* "
        "tünnes dubbel* dubel dussel* dusseltier* simpel einfaltspinsel* bauernlackel* bauernschädel* kanaille* "
        "kreatur canaille schabracke* quadratschädel* quadratlatsche* rindskopf ochsenkopf büffel* mondkalb* "
        "suppenhuhn dumpfhuhn blindschleiche* blindgänger* torfkopf* torfnase* pappkopf* pappaufsteller* "
        "sonderposten* auslaufmodell* fehlbesetzung* fehlkonstruktion* fehlgriff witzbude* wichtelmann* zwetschge* "
        "zwiderwurzn* bißgurn bissgurn* britschn* urschel* trutschn* trutsche* transuse* trantüte* tranfunzel* "
        "schlafwandler* schlafhaube* schnarchsack* schnarcher* lahmarsch* lahmenten pfeifenkopf* flachpfeife* "
        "flitzpiepe* flachzange* vollkoffer* sautrottel* volldepp* dorfdepp* dorftrottel* oberdepp* kretin* "
        "vollidiot* fachidiot* halbaffe* halbwilde* halbstarke* halbgebildete* dilettantenhaufen sauhaufen "
        "hühnerhaufen deppenhaufen trottelverein deppenverein chaotentruppe gurkentruppe* knalltüte* knallcharge* "
        "pflaume* vollpfosten* hackfresse* fresse ohrfeigengesicht* backpfeifengesicht* watschengesicht* fratze* "
        "schweinepriester* saukerl* hundling hundskrüppel* hundsfott* haderlump* strolch* strizzi* strawanzer* "
        "pülcher* tagedieb* falschspieler* rotzlöffel* rotzlöffl* ruach* giftkröte* giftspritze* schlangengrube "
        "natter* otter hyänen schmeißfliege* wanze läuse filzlaus* blutegel* schmarotzer* blutsauger* kopfgeldjäger "
        "leichenfledderer* aasfresser* scheusal* bestie* dreckstück* drecksweib* drecksau* drecksäue* dreckspatz* "
        "dreckschwein* dräckschwein* dräcksau* dräcksack* saubeutel* sausack* sauluder* luder* mistvieh* mistviech* "
        "mistbock* miststück* mistkäfer arschkrampe* arschnase* arschloecher arschlock arschlöcher* ärsche "
        "arschbacke* arschgesicht* arschkopf* pisser* pissflitsche* kackbratze* kackvogel* scheißhaufen* scheißer* "
        "hosenscheißer* korinthenkacker* erbsenzähler* paragraphenreiter* bürohengst* sesselfurzer* "
        "schreibtischtäter* schreibtischhengst* sesselpupser* hampelmann* hampelmänner* marionette* papagei* "
        "plappermaul* quasselstrippe* labertasche* schwafler* sprechpuppe* aufziehpuppe* stück vogel* spaßvogel* "
        "galgenvogel* pechvogel witzblattfigur* karikatur* nullchecker* vollnull* blindfischin dünnbrettbohrer* "
        "warmduscher* schattenparker* klugschwätzer* klugscheisserin* gscheitmeier* obergescheit* neunmalklug* "
        "naseweis* oberlehrer* gernegroß* möchtegern* pseudoexpert* schaumschläger* gschaftlhuber* wadlbeißer* "
        "hirni* hirnakrobat* hirnzwerg* gehirnzwerg* gehirnamputiert* gehirnakrobat* primitivling* prolo* asozialen* "
        "assipack* abschaum* bodensatz* menschenmüll gockel* pfau* platzhirsch* gorilla* pavian* orang-utan* "
        "schimpans* makak* dinosaurier* fossil* grufti* mumien bohnenstange* fettklops* fettkloß* speckrolle* "
        "walross* nilpferd* spitzbub* ganev gonif schlawiner* schlitzohr* hochstaplerin* winkeladvokat* "
        "rosstäuscher* rattenfänger* kinderschänder* perversling* lüstling* grapscher* spanner* sittenstrolch* "
        "schleimschnecke* kriecher* lakai* handlanger* büttel* scherge* blockwart* folterknecht* sklaventreiber* "
        "menschenschinder* zuchtbulle* rüppel* lümmel* bengel* früchtchen* bangert* bankert* balg gschroppn saubua "
        "saubuam lausmensch* gschwerl gschleader gwaaf* seggl* seggel* seckl* grasdackel* halbdackel* "
        "allmachtsdackel* bachel* lällebebbel* lappeduddel* bruddler* schofseckel* hannebambel* dabbes dabbischer* "
        "dollbohrer* dollbrägen schietbüdel* klookschieter* döspaddel* pottsau* pottsäue drömel* dussel döskopp "
        "döösbaddel* dämelack* dummerjan* dämlack* kniesbüggel* aapefott* drecksnas* knallkopp* lackmeier* jeck* "
        "fottschnüffler* saujong* lappi löffli tschumpel* gwaggli* gaggalaari* pajass* schafsecku* chuebueb* "
        "chotzbrocke* sürmel* siech souhund* sauchaib* schofsecku* dubel* dubbeli* totsch totschn* pfiifechopf* "
        "pfiife pfeiff* täubeler* rüebli glöggli huereseich huerebueb* grüsel* gruusel* plagööri* bünzli"},
    CueWords{
        strong_word, 2,
        "bleed* bleeds saubleed* bläd* blääd* saublöd* dooof strohdoof* stockdumm* dummdreist* verblendet* "
        "umnachtet* bekifft* zugedröhnt* hackedicht* unzurechnungsfähig* irrsinnig* geisteskrank* abartig* "
        "gefühllos* seelenlos* gewissenlos* mitleidslos* rückgratlos* charakterschwach* würdelos* ungebildet* "
        "ungelernt* primitiv* ordinär* vulgär* bräsig* behäbig* stinkert* verfressen* versifft* verlaust* verdreckt* "
        "verschlagen* heuchlerisch* scheinheilig* hinterlistig* heimtückisch* gehässig* missgünstig* bitterböse* "
        "zickig* hysterisch* dreister saufrech* rotzig* schnippisch* aufgeplustert* überheblich* herablassend* "
        "schnöselig* borniert* engstirnig* begriffsstützig* schwerfällig* talentfrei* ahnungsbefreit* hirnbefreit* "
        "merkbefreit* schmerzbefreit* lernresistent* beratungsresistent* denkfaul* stinkfaul* saufaul* arschfaul* "
        "stinkbesoffen* sternhagelvoll* ausgekocht* abgebrüht* verkorkst* vertrottelt* verkalkt* senil* gruusig* "
        "gruusige* grüsig* dubelig* deppig* spinnert* damisch* damischer* zruckblieben* hinterfotzig* ausgschamt* "
        "gschissen* gschissene* gschert* gscherte* bsuffa* bsoffn* varruckt* verruckt* varrückt*"},
    CueWords{attack, 3, "fresse"},
    CueWords{
        sexual, 0,
        "porno* pornografi* sex sexy sexuell* penis* vagina* schwanz schwänze muschi* möpse titten busen brüste nackt "
        "nackte nackter nacktbild* nacktfoto* nackig notgeil* spitz orgasm* erektion* onanier* masturbier* wichsen "
        "bumsen bumst vögeln vögelst höschen tanga dessous vergewaltig* begrapsch* begrabsch* grapsch* grabsch* "
        "betatsch* fummeln befummel* dildo* domina bordell* puff"},
};

constexpr std::array english_words{
    CueWords{
        insult_noun, 2,
        "donkey donkeys donut doughnut plonker* pillock* prat prats git gits berk* pleb plebs "
        "divvy div dopes dunce* buffoon* bozo bozos goof goofball* dork* dweeb* nitwit* nincompoop* numbskull* "
        "numskull* blockhead* bonehead* meathead* knucklehead* knuckledragger* birdbrain* peabrain* dullard* "
        "simpleton* ignoramus* lunkhead* doofus dipstick* dipshit* dumbfuck* dumbo dummy dummies fuckwit* fuckwad* "
        "fucktard* fuckface* shithead* shitbag* shitstain* douche* douchebag* arsewipe* asswipe* asshat* ass-hat "
        "arse bellend* bell-end knob knobs knobhead* knobber* dick dicks cocksucker* dickwad* dickweed* "
        "prick* twerp* weasel* worm worms snake snakes rat rats toad toads pig pigs mutt* sow "
        "hyena* vulture* leech leeches parasite* cockroach* roach roaches vermin slug slugs troll trolls gnome "
        "goblin* gremlin* ogre* hag hags crone witch witches harpy shrew dragon karen karens floozy tramp hussy "
        "skank* thot hoe hoes bimbo* psycho* psychopath* sociopath* lunatic* nutter* nutjob* nutcase* weirdo* creep "
        "creeps perv perverts pervert sleazebag* sleaze sleazeball* scrote* chav* lout louts yob yobs oaf oafs boor "
        "boors slob slobs layabout* loafer* skiver* slacker* shirker* waster* wastrel* deadbeat* bum bums lowlife* "
        "degenerate* reprobate* scoundrel* rogue rogues rascal* crook villain* thug thugs bully bullies tyrant* "
        "dictator* nazi nazis coward* wimp* bootlicker* toady suckup brown-noser lackey* minion* zombie* "
        "zombi* snob snobs windbag* blowhard* gasbag* gobshite* eejit* bollix bollocks* amadan gombeen muppets "
        "drongo* dropkick* galah* bogan* ratbag* mongrel* bludger* dingbat* gadha gadhe ullu "
        "bewakoof bevakoof kutta kutte kamina kamine harami haramkhor chutiya* nalayak* loser* failure* disgrace "
        "reject rejects incel* neckbeard* simp clowns joker jokers trash filth dregs scumbags "
        "halfwits wombat* jerk jerks jerkoff* twit twits dimwits imbeciles punk punks brat brats sod sods "
        "wretch* swine pimp* bandit* drunkard* fraudster* charlatan* quack quacks neanderthal* caveman "
        "cavemen ape apes monkey monkeys gorilla*"},
    CueWords{
        strong_word, 2,
        "dumbest stupidest thick thickest braindead idiotic imbecilic cretinous gormless witless mindless "
        "clueless spineless gutless heartless soulless shameless brainless talentless classless worthless filthy "
        "smelly slimy sleazy greasy oily creepy vile loathsome repulsive repugnant nasty poisonous venomous vicious "
        "evil wicked cruel rotten crooked corrupt lying two-faced sneaky scheming arrogant smug pompous stuckup "
        "conceited snotty bloated obese ugly bald pasty mental deranged unhinged demented cracked nuts insane "
        "moron-level inbred illiterate uneducated retarded subhuman useless-as incompetent daft barmy bonkers "
        "shitfaced bone-idle workshy lazyass lazy-ass dumb-ass stupid-ass asinine pathetic contemptible despicable"},
    CueWords{attack, 3, "kys stfu gtfo"},
    CueWords{
        slur, 3,
        "gook gooks spic spics beaner* coon coons darkie* darky negro* nigga* niggas jigaboo* porch-monkey sandnigger* "
        "camel-jockey cameljockey* curry-muncher currymuncher* slant-eye slanteye* jap japs kraut krauts polack* "
        "gyppo* gypo* gypsy pikey* paddy-wagon taig* wog wogs abo abos boong* dago dagos wop wops yid yids hymie* "
        "goyim infidel* jihadi* terrorist* fag fags faggy poofter* poof poofs poove* homo homos lesbo* lezzie* "
        "shemale* ladyboy* trannie* cripple* spaz spastic* mong mongs mongoloid* midget* window-licker tard tards "
        "libtard* boomer boomers feminazi* squaw* redskin* chinaman chinamen oriental orientals towel-head "
        "illegals wetbacks anchor-baby"},
    CueWords{profanity, 1,
             "fucking fuckin fecking feckin frigging friggin freaking freakin shitshow clusterfuck bullcrap bs arsed "
             "pissing bugger* sodding blasted dammit goddammit godforsaken darn darned effing wtaf fubar shite crapola "
             "bastarding motherfucking f***ing f**king f*cking sh*t sh**"},
    CueWords{accusation, 1,
             "cheat cheats swindler* conman conmen con-artist robber* extortionist* racketeer* bandits shark sharks "
             "bloodsucker* profiteer* gangster* mafia cowboys cowboy hypocrite* dacoit* loot looters"},
    CueWords{
        distress, 0,
        "grieving bereaved widow* widower* terrified scared helpless sobbing shaking insomnia depressed depression "
        "anxiety suicidal homeless evicted starving diagnosis oncology icu dialysis miscarriage stroke"},
    CueWords{complaint, 0,
             "inacceptable furious livid angry fuming gutted upset disappointed damaged leaking mouldy moldy "
             "spoiled expired overpriced misleading sloppy careless forgotten stranded cancelled canceled denied "
             "bounced bounces charged double-charged unusable unreadable wrong"},
    CueWords{
        insult_noun, 2,
        "imbecile* cretin* halfwit* dimwit* nitwits numpty numpties wazzock* pranny wetwipe* wet-wipe wasteman* "
        "wastemen bellends dullards dunderhead* fathead* pinhead* airhead* egghead* chucklehead* hothead* dunderpate "
        "clod clods clodhopper* sap saps sucker* schlub* schmo putzes klutz* shmuck* nudnik* meshuggener* ganef "
        "jellyfish invertebrate* amoeba* pondlife pond-life flunkey* flunky flunkies pencil-pusher* penpusher* "
        "pen-pusher jobsworth* bureaucrat* clockwatcher* seat-warmer* nonentity nonentities heifer* hippo* walrus* "
        "blob blobs lardarse* lardass* fatso* fatty fatties pork-chop beanpole* pipsqueak* runt runts squirt* dwarf "
        "midgets ogres gargoyle* succubus banshee* battleaxe* battle-axe oldbag windbags crone* biddy biddies "
        "stuffed-shirt ass-kisser* asskisser* arselicker* arse-licker asshole* ahole* a-hole assclown* assface* "
        "dickhead* dickheads dickface* dickbag* dickless shitweasel* shithouse* shitgibbon* shitheel* "
        "shit-for-brains shit-stirrer* pisstaker* piss-artist* pissant* tosser* wanker* wankstain* knobjockey* "
        "cockwomble* twunt* twat* twatwaffle* thundercunt* cunt* cuntbag* bawbag* bampot* bampots bamstick* dafty "
        "dafties eejits gobdaw* gobshites roaster* walloper* fuds scunner* numptie* glaikit* clatty sleveen* "
        "cute-hoor gurrier* scanger* langer* gowl* tool-bag bollocks-head dryshite* gee-bag geebag* drongos galahs "
        "bogans mongrels dipsticks ratbags bludgers boofhead* deadshit* shitkicker* whinger* wowser* dobber* "
        "cockhead* derro* drop-kick nong nongs ningnong* larrikin* chutiye ch*tiya gandu* bhosdike* saala saale sala "
        "bewakoofs ullu* pagal* gawar* gavaar* kutte* suar suvar haramzada* haramzade* badtameez* besharam* nikamma* "
        "nikamme* dhokebaaz* donkey* goonda* goondas rowdy sicko* perv* creepo* creeper* letch* lecher* sleazebag* "
        "slimeball* scuzzball* scumbucket* dirtbag* sleazoid* weasels vipers jackal* jackals buzzard* bottomfeeder* "
        "bottom-feeder* barnacle* maggot* tapeworm* cockroaches scourge abomination* wasteoid* oxygen-thief* "
        "dumpster-fire trainwreck* shitstain clownshow* crackhead* methhead* meth-head* junkie* junky junkies "
        "stoner* alkie* wino* boozer* pisshead* degenerate* hoodlum* hooligan* ruffian* barbarian* neanderthals "
        "troglodyte* cave-dweller* cro-magnon bigot* nincompoops ninny ninnies noob* newb scrubs dunces smartass* "
        "smartarse* smart-ass* smart-aleck* knowitall* know-it-all* wiseguy* wiseacre* show-off* poser* poseur* "
        "wannabe* phony phonies hypocrites fibber* bungler* botcher* bodger* dabbler* featherweight* dead-weight "
        "deadweight* freeloader* scrounger* moocher*"},
    CueWords{
        strong_word, 2,
        "dimmest dimwitted dim-witted slow-witted slowwitted half-witted halfwitted harebrained hare-brained "
        "scatterbrained birdbrained bird-brained pea-brained peabrained feeble-minded feebleminded simpleminded "
        "simple-minded empty-headed emptyheaded boneheaded pigheaded pig-headed dopey dozy doolally doltish denser "
        "densest thickheaded thick-headed stupid-looking ignorant braindamaged brain-damaged lobotomised lobotomized "
        "imbecile slack-jawed mouth-breathing knuckle-dragging toothless greasy-haired pig-ignorant pig-faced "
        "rat-faced snot-nosed smarmy oleaginous supercilious sanctimonious hoity-toity toffee-nosed stuck-up stuckup "
        "jumped-up puffed-up self-important self-satisfied bigheaded big-headed two-bit tinpot tin-pot jobsworthy "
        "lily-livered yellow-bellied cowardly craven backstabbing back-stabbing two-faced twofaced double-dealing "
        "conniving treacherous duplicitous amoral heartless cold-hearted coldhearted black-hearted stone-hearted "
        "sadistic depraved vomit-inducing foul-smelling foulmouthed foul-mouthed unwashed pox-ridden flea-bitten "
        "fleabitten mangy scabby scruffy scraggy wizened decrepit senile geriatric brainwashed deluded delusional "
        "cuckoo loony loopy psychotic schizo rabid shrill whiny whining sniveling grovelling groveling spoilt "
        "pampered"},
    CueWords{
        sexual, 0,
        "porn porno porns pornhub pornstar* pornograph* sex sexy sexier sexiest sexual* sexting blowjob* handjob* "
        "footjob* penis* vagina* vulva* clit clits clitoris cock cocks boner* erection* erect horny cum cums cumming "
        "cumshot* orgasm* masturbat* wank wanks wanking naked nude nudes nudity boobs boobies boobie tits titties "
        "titty nipple* breasts anal anus dildo* vibrator* kinky kink threesome* foreplay strip stripper* stripping "
        "undress* moan moaning seduce* seducing rape raped rapes raping rapist* molest* grope* groping fondle* "
        "fondling genital* testicle* scrotum spank* spanking bdsm fetish* panties lingerie booty hump humping "
        "lick licking virgin virginity sperm semen ejaculat* hentai milf fingering queef bondage brothel*"},
};

}  // namespace

std::span<const CueWords> german_cue_words() { return german_words; }
std::span<const CueWords> english_cue_words() { return english_words; }

}  // namespace konsequenz::conduct
