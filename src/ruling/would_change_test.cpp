// What is said to lead to another measure does, with all of it and not with less; and swapping shows what it is to
// show.
#include "ruling/would_change.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <map>

#include "base/files.h"
#include "ruling/classes.h"
#include "ruling/inputs.h"
#include "ruling/ruling.h"
#include "ruling/swap_check.h"
#include "standard/record_view.h"

namespace konsequenz::ruling {
namespace {

namespace fs = std::filesystem;
using feel::Value;
using ::testing::ElementsAre;

const fs::path standards = fs::path(KONSEQUENZ_SOURCE_DIR) / "standards";

const standard::Standard& fair_and_firm() {
    static const auto loaded = standard::load(standards / "fair-and-firm").value();
    return loaded;
}
const standard::Standard& executive() {
    static const auto loaded = standard::load(standards / "executive").value();
    return loaded;
}

struct Situation {
    record::Record contact;
    facts::Known known;
};

/// Facts by name; all others are 0.
Situation situation(const standard::Standard& standard, standard::KnownConduct conduct,
                    const std::map<std::string, std::string>& facts = {}) {
    Situation made;
    made.contact.id = "c-1";
    made.contact.customer = "k-1";
    made.contact.time = {.utc_ns = 1'780'000'000'000'000'000, .offset_minutes = 0};
    record::Contact body;
    body.touchpoint = "phone";
    body.circumstances = record::Circumstances{.asked = true, .kind = record::CircumstanceKind::none};
    made.contact.body = body;
    made.known.circumstances = body.circumstances;
    made.known.conduct = conduct;
    for (const auto& fact : standard.facts) {
        const auto found = facts.find(fact.name);
        made.known.facts.push_back(Value::number(feel::Number::parse(found == facts.end() ? "0" : found->second)));
    }
    return made;
}

/// As "restrict: notices_180d 0→1".
std::vector<std::string> told(const std::vector<ChangeSet>& sets) {
    std::vector<std::string> lines;
    for (const auto& set : sets) {
        auto line = fmt::format("{}:", set.measure);
        for (const auto& [path, from, to] : set.changes)
            line += fmt::format(" {} {}→{}", path, feel::to_string(from), feel::to_string(to));
        lines.push_back(std::move(line));
    }
    return lines;
}

WouldChange would_change(const standard::Standard& standard, const Situation& of) {
    return Judge(standard).rule(of.contact, {}, of.known).value().outcome->would_change;
}

constexpr standard::KnownConduct insult{conduct::Label::insult, 2, conduct::Target::employee, conduct::Source::employee,
                                        conduct::Intention::deliberate};

TEST(WouldChange, NamesTheNoticeThatWasMissingAndTheOneThatWasThere) {
    const auto without = would_change(fair_and_firm(), situation(fair_and_firm(), insult));
    EXPECT_THAT(told(without.milder),
                ElementsAre(R"(none: conduct.label "insult"→"criticism")", "none: conduct.severity 2→1",
                            R"(none: conduct.target "employee"→"company")"));
    const auto with = would_change(fair_and_firm(), situation(fair_and_firm(), insult, {{"notices_180d", "1"}}));
    EXPECT_THAT(told(with.milder), ElementsAre("notice: notices_180d 1→0", "notice: circumstances.asked true→false",
                                               R"(notice: circumstances.kind "none"→"distress")"));
    EXPECT_EQ(told(with.harsher).front(),
              "end: abusive_contacts_90d 0→5 abusive_contacts_365d 0→5 abusive_share_365d 0→0.05");
}

TEST(WouldChange, ChangesWhatAnAssumptionTiesTogetherAndCountsItOnce) {
    auto conduct = insult;
    conduct.severity = 1;
    const auto would = would_change(fair_and_firm(), situation(fair_and_firm(), conduct));
    EXPECT_EQ(told(would.harsher).front(),
              "notice: abusive_contacts_90d 0→1 abusive_contacts_365d 0→1 abusive_share_365d 0→0.05");
}

TEST(WouldChange, NothingIsMilderThanTheMildestNorHarsherThanTheHarshest) {
    standard::KnownConduct threat{conduct::Label::threat, 4, conduct::Target::employee, conduct::Source::employee, {}};
    EXPECT_TRUE(would_change(fair_and_firm(), situation(fair_and_firm(), threat)).harsher.empty());
    EXPECT_TRUE(would_change(fair_and_firm(), situation(fair_and_firm(), {})).milder.empty());
    EXPECT_FALSE(would_change(fair_and_firm(), situation(fair_and_firm(), {})).harsher.empty());
}

TEST(WouldChange, LeavesAloneWhatTheStandardIsBlindTo) {
    auto blind = executive();
    blind.blind_to.emplace_back("contact.public");
    standard::KnownConduct rude{conduct::Label::criticism, 1, conduct::Target::company, conduct::Source::employee, {}};
    const auto of = situation(executive(), rude);
    const auto open = ChangeFinder(executive()).find(of.contact, of.known, "none");
    EXPECT_THAT(told(open.harsher), ElementsAre("end: contact.public false→true"));
    const auto closed = ChangeFinder(blind).find(of.contact, of.known, "none");
    for (const auto& line : told(closed.harsher)) EXPECT_EQ(line.find("contact.public"), std::string::npos) << line;
}

/// The engine's inputs of a situation, in which some values are replaced.
std::vector<Value> slots_of(const standard::Standard& standard, const Situation& of,
                            const std::map<std::string, Value, std::less<>>& replaced) {
    std::vector<Value> slots;
    const auto value_of = [&](const std::string& path, const Value& otherwise) {
        const auto found = replaced.find(path);
        return found == replaced.end() ? otherwise : found->second;
    };
    for (const auto& input : standard.engine->inputs()) {
        const auto fact = std::ranges::find(standard.facts, input.name, &standard::Fact::name);
        if (fact != standard.facts.end()) {
            slots.push_back(
                value_of(input.name, of.known.facts[static_cast<std::size_t>(fact - standard.facts.begin())]));
            continue;
        }
        const auto whole = input_value(input.name, of.contact, of.known);
        std::vector<feel::ContextEntry> entries;
        for (std::size_t at = 0; at < whole.context_keys().size(); ++at) {
            const auto& key = whole.context_keys()[at];
            entries.push_back({key, value_of(input.name + "." + key, whole.context_values()[at])});
        }
        slots.push_back(Value::context(std::move(entries)));
    }
    return slots;
}

std::size_t rank_of(const standard::Standard& standard, std::string_view measure) {
    const auto found = std::ranges::find(standard.measures, measure, &standard::Measure::id);
    return static_cast<std::size_t>(found - standard.measures.begin());
}

std::size_t rank_after(const standard::Standard& standard, const Situation& of, const std::vector<Change>& changes) {
    std::map<std::string, Value, std::less<>> replaced;
    for (const auto& change : changes) replaced.emplace(change.path, change.to);
    const auto slots = slots_of(standard, of, replaced);
    const auto measure = standard.engine->evaluate(*standard.engine->find_decision("measure"), slots);
    return rank_of(standard, measure.as_string());
}

/// Whether the facts can be so, as far as fair-and-firm says of those that the measure reads.
bool is_possible(const standard::Standard& standard, const Situation& of, const std::vector<Change>& changes) {
    std::map<std::string, double, std::less<>> facts;
    for (std::size_t at = 0; at < standard.facts.size(); ++at)
        facts[standard.facts[at].name] = of.known.facts[at].as_number().to_double();
    for (const auto& change : changes)
        if (change.to.is_number()) facts[change.path] = change.to.as_number().to_double();
    return facts["abusive_contacts_90d"] <= facts["abusive_contacts_365d"] &&
           (facts["abusive_contacts_365d"] == 0) == (facts["abusive_share_365d"] == 0) &&
           (facts["unfounded_complaints_365d"] == 0) == (facts["unfounded_share_365d"] == 0) &&
           facts["abusive_share_365d"] <= 1 && facts["notices_180d"] >= 0;
}

Situation some_situation(const standard::Standard& standard) {
    using rc::gen::element;
    using rc::gen::inRange;
    standard::KnownConduct conduct{
        *element(conduct::Label::none, conduct::Label::criticism, conduct::Label::disrespect, conduct::Label::insult,
                 conduct::Label::discrimination, conduct::Label::threat),
        *inRange(0, 5),
        *element(conduct::Target::none, conduct::Target::product, conduct::Target::company, conduct::Target::employee),
        *element(conduct::Source::employee, conduct::Source::model),
        *element(conduct::Intention::unknown, conduct::Intention::heat_of_the_moment)};
    const auto lately = *inRange(0, 6);
    const auto in_a_year = lately + *inRange(0, 4);
    auto made =
        situation(standard, conduct,
                  {{"abusive_contacts_90d", std::to_string(lately)},
                   {"abusive_contacts_365d", std::to_string(in_a_year)},
                   {"contacts_365d", std::to_string(in_a_year + 3)},
                   {"abusive_share_365d", in_a_year == 0 ? "0" : *element<std::string>("0.03", "0.1", "0.2", "0.7")},
                   {"notices_180d", std::to_string(*inRange(0, 3))},
                   {"unfounded_complaints_365d", *element<std::string>("2", "3", "5")},
                   {"unfounded_share_365d", *element<std::string>("0.3", "0.5", "1")}});
    made.known.circumstances->asked = *rc::gen::arbitrary<bool>();
    made.known.circumstances->kind =
        *element(record::CircumstanceKind::none, record::CircumstanceKind::distress, record::CircumstanceKind::other);
    return made;
}

RC_GTEST_PROP(WouldChange, AllOfASetLeadsThereAndLessOfItDoesNot, ()) {
    for (const auto* standard : {&fair_and_firm(), &executive()}) {
        const auto of = some_situation(*standard);
        static std::map<const standard::Standard*, std::unique_ptr<Judge>> judges;
        auto& judge = judges[standard];
        if (judge == nullptr) judge = std::make_unique<Judge>(*standard);
        const auto ruling = judge->rule(of.contact, {}, of.known).value();
        const auto present = rank_of(*standard, ruling.outcome->measure);
        const auto& [milder, harsher] = ruling.outcome->would_change;
        RC_ASSERT(milder.empty() || present > 0);
        RC_ASSERT(milder.size() <= WouldChange::sets_max && harsher.size() <= WouldChange::sets_max);
        for (const auto* sets : {&milder, &harsher}) {
            const auto is_wished = [&](std::size_t rank) { return sets == &milder ? rank < present : rank > present; };
            for (const auto& set : *sets) {
                RC_ASSERT(rank_after(*standard, of, set.changes) == rank_of(*standard, set.measure));
                RC_ASSERT(is_wished(rank_of(*standard, set.measure)));
                RC_ASSERT(is_possible(*standard, of, set.changes));
                for (std::size_t left_out = 0; left_out < set.changes.size(); ++left_out) {
                    RC_ASSERT(!feel::identical(set.changes[left_out].from, set.changes[left_out].to));
                    auto rest = set.changes;
                    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
                    RC_ASSERT(!is_possible(*standard, of, rest) || !is_wished(rank_after(*standard, of, rest)));
                }
            }
        }
    }
}

TEST(SwapCheck, IsTrueForWhatIsShippedAndFalseForATableThatLooks) {
    const auto of = situation(fair_and_firm(), insult);
    EXPECT_TRUE(Judge(fair_and_firm()).rule(of.contact, {}, of.known).value().outcome->is_same_when_swapped);
    EXPECT_FALSE(reads_what_it_is_blind_to(fair_and_firm()));
    // No such standard can be loaded, so that blindness is claimed of one that was.
    auto looking = fair_and_firm();
    looking.blind_to = {"customer.vip", "conduct.intention", "notices_180d"};
    EXPECT_TRUE(reads_what_it_is_blind_to(looking));
    const auto ruling = Judge(looking).rule(of.contact, {}, of.known).value();
    EXPECT_FALSE(ruling.outcome->is_same_when_swapped);
    EXPECT_NE(to_json(ruling).find(
                  R"("swap_check":{"blind_to":["customer.vip","conduct.intention","notices_180d"],"same":false})"),
              std::string::npos);
}

// Found by the backtest's author: 1 and 7 notices were one class, though the table refused 7.
TEST(Classes, PartWhatATableRefusesFromWhatItTakes) {
    const fs::path folder = fs::path(::testing::TempDir()) / "konsequenz-limited-input";
    fs::remove_all(folder);
    fs::copy(standards / "fair-and-firm", folder, fs::copy_options::recursive);
    auto model = read_file(folder / "conduct.dmn").value();
    constexpr std::string_view input = "<text>notices_180d</text></inputExpression>";
    model.insert(model.find(input) + input.size(), "<inputValues><text>[0..5]</text></inputValues>");
    ASSERT_TRUE(write_file(folder / "conduct.dmn", model));
    const auto standard = standard::load(folder);
    ASSERT_TRUE(standard) << to_string(standard.error().front());
    const auto assumptions = compile_assumptions(*standard, assumption_scope(*standard));
    auto classes = input_classes(*standard, standard->engine->find_decision("measure").value(), assumptions);
    auto& notices = *std::ranges::find(classes, "notices_180d", &InputClasses::path);
    const auto number = [](std::string_view text) { return Value::number(feel::Number::parse(text)); };
    EXPECT_NE(notices.class_of(number("1")), notices.class_of(number("7")));
    fs::remove_all(folder);
}

TEST(Classes, PartWhatTheTablesTellApart) {
    const auto& standard = fair_and_firm();
    const auto assumptions = compile_assumptions(standard, assumption_scope(standard));
    EXPECT_EQ(assumptions.size(), standard.assumptions.size());
    auto classes = input_classes(standard, standard.engine->find_decision("measure").value(), assumptions);
    const auto find = [&](std::string_view path) -> InputClasses& {
        return *std::ranges::find(classes, path, &InputClasses::path);
    };
    EXPECT_EQ(classes.front().path(), "abusive_contacts_90d");
    EXPECT_TRUE(classes.back().path().starts_with("conduct."));
    const auto number = [](std::string_view text) { return Value::number(feel::Number::parse(text)); };
    auto& share = find("abusive_share_365d");
    EXPECT_EQ(share.class_of(number("0.1")), share.class_of(number("0.17")));
    EXPECT_NE(share.class_of(number("0.1")), share.class_of(number("0.0999")));
    EXPECT_NE(share.class_of(number("0")), share.class_of(number("0.0001"))) << "an assumption tells them apart";
    EXPECT_EQ(share.class_of(number("0.25")), share.class_of(number("0.9")));
    auto& notices = find("notices_180d");
    EXPECT_EQ(notices.class_of(number("1")), notices.class_of(number("7")));
    EXPECT_EQ(find("conduct.label").known().size(), 6U);
    EXPECT_TRUE(find("abusive_contacts_90d").is_exact()) << "it is compared with another input";
}

}  // namespace
}  // namespace konsequenz::ruling
