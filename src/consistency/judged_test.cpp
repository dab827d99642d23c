// Deviations, what was kept, and the team, on small histories whose answers can be counted by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "consistency/deviations.h"
#include "consistency/kept.h"
#include "consistency/team.h"
#include "consistency/test_history.h"

namespace konsequenz::consistency {
namespace {

using statistics::Proportion;
using testing::IsEmpty;
using testing::SizeIs;

struct Book {
    Collector collector{CollectOptions{}};
    void rule(const record::Record& contact, const Ruled& ruled = {}) {
        collector.add(contact);
        const auto added = collector.add_ruling(ruling_json(contact, ruled));
        ASSERT_TRUE(added) << to_string(added.error());
    }
};

record::Record notice(std::string id, const record::Record& of, double days_later, bool names_it = true) {
    record::Notice body;
    if (names_it) body.contact = of.id;
    body.behaviour = "an insult";
    body.wished_change = "none of it";
    body.announced = true;
    body.by = "r-1";
    return {std::move(id),
            {of.time.utc_ns + static_cast<std::int64_t>(days_later * static_cast<double>(test_day_ns)), 0},
            of.customer,
            body};
}

record::Record reply(std::string id, const record::Record& to, double days_later) {
    record::Contact body;
    body.touchpoint = "email";
    body.direction = record::Direction::out;
    return {std::move(id),
            {to.time.utc_ns + static_cast<std::int64_t>(days_later * static_cast<double>(test_day_ns)), 0},
            to.customer,
            body};
}

TEST(Kept, CountsEachFateOnceWithItsPrinciple) {
    Book book;
    const auto in_time = contact("c-1", "k-1", 1);
    const auto late = contact("c-2", "k-2", 1);
    const auto missing = contact("c-3", "k-3", 1);
    const auto departed = contact("c-4", "k-4", 1);
    const auto pending = contact("c-5", "k-5", 95);
    const auto free = contact("c-6", "k-6", 1);
    const auto noticed = contact("c-7", "k-7", 1);
    for (const auto& each : {in_time, late, missing, departed, pending}) book.rule(each);
    for (const auto& each : {free, noticed}) book.rule(each, {.measure = "none", .measure_principle = "P2"});
    book.collector.add(notice("n-1", in_time, 3));
    book.collector.add(notice("n-2", late, 20, false));
    book.collector.add(notice("n-3", noticed, 2));
    book.collector.add(deviation("d-1", departed, "none", "e-1", "agent"));
    book.collector.add(contact("c-last", "k-9", 100));
    const auto index = find_kept(book.collector.finish());
    ASSERT_THAT(index.principles, SizeIs(3));
    const auto& p2 = index.principles[0];
    const auto& p4 = index.principles[2];
    EXPECT_EQ(p2.principle, "P2");
    EXPECT_EQ(p2.in_time(), (Proportion{1, 2})) << "a notice where none was ruled departs";
    EXPECT_EQ(p4.in_time(), (Proportion{1, 4}));
    EXPECT_EQ(p4.count(Fate::late), 1U);
    EXPECT_EQ(p4.count(Fate::missing), 1U);
    EXPECT_EQ(p4.count(Fate::departed), 1U);
    EXPECT_EQ(p4.count(Fate::pending), 1U);
    EXPECT_EQ(index.all.in_time(), (Proportion{2, 6}));
    EXPECT_EQ(life_of(p4), Life::not_known_yet) << "1 of 4 may still be most";
}

TEST(Kept, DoesNotJudgeWhatTheHistoryCannotShow) {
    Book book;
    book.rule(contact("c-1", "k-1", 1), {.measure = "none", .remedy = "apologise"});
    book.rule(contact("c-2", "k-2", 1));
    book.collector.add(contact("c-last", "k-9", 100));
    const auto index = find_kept(book.collector.finish());
    EXPECT_EQ(index.all.in_time(), (Proportion{0, 0})) << "neither notices nor replies are kept here";
    EXPECT_EQ(index.all.count(Fate::not_shown), 2U);
}

TEST(Kept, TakesAReplyForTheRemedyAndFindsADeadLetter) {
    Book book;
    for (int at = 0; at < 12; ++at) {
        const auto each = contact(fmt::format("c-{}", at), fmt::format("k-{}", at), 1);
        book.rule(each, {.measure = "none", .remedy = "apologise", .measure_principle = "P2"});
        if (at == 0) book.collector.add(reply("o-1", each, 1));
    }
    book.collector.add(contact("c-last", "k-99", 100));
    const auto index = find_kept(book.collector.finish());
    ASSERT_THAT(index.principles, SizeIs(2));
    EXPECT_EQ(index.principles[1].in_time(), (Proportion{1, 12}));
    EXPECT_EQ(life_of(index.principles[1]), Life::dead_letter);
    EXPECT_EQ(life_of(index.principles[0]), Life::alive);
}

TEST(Deviations, NameExecutivesByTheirRoleAndFlagThoseInTheirOwnCause) {
    Book book;
    const auto of_company = contact("c-1", "k-1", 1);
    const auto of_agent = contact("c-2", "k-2", 2, "e-5");
    const auto taken = contact("c-3", "k-3", 3, "e-5");
    book.rule(of_company, {.label = "criticism", .severity = 1, .target = "company", .measure = "none"});
    book.rule(of_agent, {.measure = "notice"});
    book.rule(taken, {.target = "product", .measure = "notice"});
    book.rule(contact("c-4", "k-4", 4), {});
    book.collector.add(deviation("d-1", of_company, "end", "e-1", "Chief Executive"));
    book.collector.add(deviation("d-2", of_agent, "restrict", "e-5", "agent"));
    book.collector.add(deviation("d-3", taken, "none", "e-5", "agent"));
    const auto found = find_deviations(book.collector.finish());
    EXPECT_EQ(found.all, (Proportion{3, 4}));
    ASSERT_THAT(found.by_role, SizeIs(2));
    EXPECT_EQ(found.by_role[0].name, "agent");
    EXPECT_EQ(found.by_role[0].milder, 1U);
    EXPECT_EQ(found.by_role[0].harsher, 1U);
    EXPECT_EQ(found.by_role[0].own_cause, 1U);
    EXPECT_EQ(found.by_role[0].rate.count, 2U);
    EXPECT_EQ(found.by_role[0].rate.total, found.all.total);
    EXPECT_TRUE(found.by_role[1].is_executive);
    EXPECT_EQ(found.by_role[1].own_cause, 1U);
    ASSERT_THAT(found.by_person, SizeIs(1));
    EXPECT_EQ(found.by_person[0].name, "e-5");
    ASSERT_THAT(found.list, SizeIs(3));
    EXPECT_EQ(found.list[0].own_cause, OwnCause::took_it);
    EXPECT_EQ(found.list[1].own_cause, OwnCause::addressed);
    EXPECT_EQ(found.list[2].own_cause, OwnCause::criticised);
    EXPECT_THAT(found.employee_funnel, IsEmpty()) << "one employee is no group";
    ASSERT_THAT(found.by_month, SizeIs(1));
    EXPECT_EQ(found.by_month[0].name, "2026-01");
}

TEST(Deviations, KnowWhoSpeaksForTheCompany) {
    for (const auto* role : {"chief executive", "CEO", "Managing Director", "Geschäftsführerin", "GESCHÄFTSFÜHRER",
                             "Vorstand", "board member"})
        EXPECT_TRUE(is_executive(role)) << role;
    for (const auto* role : {"agent", "service lead", "reviewer", "team lead", "Teamleitung"})
        EXPECT_FALSE(is_executive(role)) << role;
}

TEST(Team, TellsNothingOfFewerThanFiveAndHidesSmallGroups) {
    Book book;
    for (int at = 0; at < 4; ++at)
        book.rule(contact(fmt::format("c-{}", at), fmt::format("k-{}", at), at, fmt::format("e-{}", at)));
    const auto few = find_team(book.collector.finish());
    EXPECT_EQ(few.people, 4U);
    EXPECT_FALSE(few.is_large_enough);
    EXPECT_EQ(few.abusive, Proportion());
    EXPECT_THAT(few.exposures, IsEmpty());
    // Seven by phone, of whom one also chats: neither the one nor the rest of the chat may be worked out.
    for (int at = 0; at < 7; ++at) {
        auto each = contact(fmt::format("c-{}", at), fmt::format("k-{}", at), at, fmt::format("e-{}", at));
        book.rule(each);
        if (at > 1) continue;
        each.id += "-chat";
        std::get<record::Contact>(each.body).touchpoint = "chat";
        book.rule(each);
    }
    const auto enough = find_team(book.collector.finish());
    EXPECT_TRUE(enough.is_large_enough);
    ASSERT_THAT(enough.by_touchpoint, SizeIs(1));
    EXPECT_EQ(enough.by_touchpoint[0].name, "phone");
}

TEST(Team, CountsExposureReliefAndBackingAsTheySay) {
    Book book;
    for (int at = 0; at < 5; ++at)
        book.rule(contact(fmt::format("c-{}", at), fmt::format("k-{}", at), 0, fmt::format("e-{}", at)),
                  {.label = "none", .severity = 0, .target = "none", .measure = "none"});
    const auto grave = contact("c-grave", "k-1", 60, "e-0");
    const auto soon = contact("c-soon", "k-2", 60 + 10.0 / 1440, "e-0");
    auto said = contact("c-said", "k-3", 90, "e-1");
    record::GivenConduct given;
    given.label = conduct::Label::insult;
    given.severity = 4;
    given.target = conduct::Target::employee;
    given.source = conduct::Source::employee;
    given.by = "e-1";
    std::get<record::Contact>(said.body).conduct = given;
    book.rule(grave, {.severity = 3});
    book.rule(soon, {.label = "none", .severity = 0, .target = "none", .measure = "none"});
    book.rule(said, {.severity = 4});
    record::Finding finding;
    finding.contact = said.id;
    finding.by = "r-1";
    given.source = conduct::Source::reviewer;
    given.by = "r-1";
    finding.conduct = given;
    book.collector.add({"f-1", {said.time.utc_ns + 6 * 3'600'000'000'000, 0}, "k-3", finding});
    book.collector.add(contact("c-last", "k-9", 120));
    const auto team = find_team(book.collector.finish(), {.person = "e-0"});
    EXPECT_EQ(team.abusive, (Proportion{2, 8}));
    const double first = 3 * std::exp2(-2);
    const double second = 4 * std::exp2(-1);
    EXPECT_NEAR(team.mean_exposure, (first + second) / 5, 1e-9);
    ASSERT_TRUE(team.mean_exposure_interval);
    EXPECT_LT(team.mean_exposure_interval->low, team.mean_exposure);
    EXPECT_GT(team.mean_exposure_interval->high, team.mean_exposure);
    EXPECT_NEAR(team.gini.value(), (2 * (4 * first + 5 * second) / (first + second) - 6) / 5, 1e-9);
    EXPECT_EQ(team.relieved, (Proportion{1, 2})) << "e-0 had the next call after ten minutes";
    EXPECT_EQ(team.upheld, (Proportion{1, 1}));
    EXPECT_NEAR(team.hours_to_backing.value(), 6, 1e-9);
    ASSERT_TRUE(team.own);
    EXPECT_EQ(team.own->contacts, 3U);
    EXPECT_NEAR(team.own->exposure, first, 1e-9);
    EXPECT_EQ(team.own->relieved, (Proportion{0, 1}));
}

}  // namespace
}  // namespace konsequenz::consistency
