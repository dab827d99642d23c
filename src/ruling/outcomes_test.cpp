// What is remembered changes no byte: a judge that has seen everything says what one says that has seen nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "record/parse.h"
#include "ruling/inputs.h"
#include "ruling/ruling.h"
#include "standard/record_view.h"

namespace konsequenz::ruling {
namespace {

namespace fs = std::filesystem;
using feel::Value;

const fs::path standards = fs::path(KONSEQUENZ_SOURCE_DIR) / "standards";

/// A contact and what is known at it, from a small space, so that the same values come again and again.
struct Situation {
    record::Record contact;
    facts::Known known;
};

Situation some_situation(const standard::Standard& standard) {
    using rc::gen::element;
    using rc::gen::inRange;
    Situation made;
    made.contact.id = fmt::format("c-{}", *inRange(0, 1000));
    made.contact.time = {.utc_ns = 1'780'000'000'000'000'000, .offset_minutes = 60};
    made.contact.customer = "k-1";
    record::Contact body;
    body.touchpoint = *element<std::string>("email", "phone");
    body.publicity = *element(record::Publicity::is_public, record::Publicity::not_public);
    if (*rc::gen::arbitrary<bool>()) body.reach = *inRange(0, 3);
    if (*rc::gen::arbitrary<bool>()) body.acts = {record::Act::complaint};
    made.contact.body = body;
    made.known.conduct = {*element(conduct::Label::none, conduct::Label::criticism, conduct::Label::insult,
                                   conduct::Label::threat, conduct::Label::discrimination),
                          *inRange(0, 5), *element(conduct::Target::employee, conduct::Target::company),
                          *element(conduct::Source::employee, conduct::Source::none), conduct::Intention::unknown};
    if (*rc::gen::arbitrary<bool>()) {
        made.known.finding.emplace();
        made.known.finding->result = *element(record::Merits::partly, record::Merits::unfounded);
        made.known.finding->fault = *element(record::Fault::unknown, record::Fault::company);
    }
    if (*rc::gen::arbitrary<bool>())
        made.known.circumstances = record::Circumstances{.asked = *rc::gen::arbitrary<bool>()};
    for (std::size_t at = 0; at < standard.facts.size(); ++at)
        made.known.facts.push_back(Value::number(std::int64_t{*inRange(0, 3)}));
    return made;
}

RC_GTEST_PROP(Outcomes, RememberingChangesNoByte, ()) {
    for (const auto* name : {"fair-and-firm", "executive"}) {
        static std::map<std::string, standard::Standard> loaded;
        if (!loaded.contains(name)) loaded.emplace(name, standard::load(standards / name).value());
        const auto& standard = loaded.at(name);
        static std::map<std::string, std::unique_ptr<Judge>> judges;
        if (!judges.contains(name)) judges.emplace(name, std::make_unique<Judge>(standard));
        const auto situation = some_situation(standard);
        const auto remembered = judges.at(name)->rule(situation.contact, {}, situation.known);
        const auto anew = Judge(standard).rule(situation.contact, {}, situation.known);
        RC_ASSERT(remembered.has_value() == anew.has_value());
        if (!anew) continue;
        RC_ASSERT(to_json(*remembered) == to_json(*anew));
        RC_ASSERT(remembered->outcome->id == anew->outcome->id);
    }
}

RC_GTEST_PROP(Outcomes, ARulingByReferenceIsMadeWholeToTheByte, ()) {
    static const auto standard = standard::load(standards / "fair-and-firm").value();
    static const Judge judge(standard);
    auto situation = some_situation(standard);
    // Text that looks like the reference itself must not be taken for it.
    situation.contact.customer = *rc::gen::element<std::string>("k-1", R"(,"outcome":"0")", "\\\",\"outcome\":\"");
    const auto ruling = judge.rule(situation.contact, {}, situation.known);
    if (!ruling) return;
    std::string stored;
    append_json_by_reference(stored, *ruling);
    RC_ASSERT(outcome_reference(stored) == std::optional<std::string_view>(ruling->outcome->id));
    RC_ASSERT(outcome_reference(to_json(*ruling)) == std::nullopt);
    std::string whole;
    append_resolved(whole, stored, ruling->outcome->json);
    RC_ASSERT(whole == to_json(*ruling));
}

TEST(Inputs, AreThoseThatTheStandardIsCheckedAgainst) {
    const record::Record nothing{.id = {}, .time = {}, .customer = {}, .body = record::Contact{}};
    for (const auto& [input, field, is_always_known] : standard::input_fields()) {
        const auto found = find_field(fmt::format("{}.{}", input, field));
        ASSERT_TRUE(found) << input << "." << field;
        if (is_always_known) {
            EXPECT_FALSE(field_value(*found, nothing, {}).is_null()) << input << "." << field;
        }
    }
    EXPECT_FALSE(find_field("contact"));
    EXPECT_FALSE(find_field("contact.text"));
    const auto last = find_field("customer.group");
    EXPECT_EQ(last, standard::input_fields().size() - 1) << "the same fields in the same order";
}

}  // namespace
}  // namespace konsequenz::ruling
