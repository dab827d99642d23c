// What is counted is what brute force counts, whatever the order and however many feed at once.
#include "voices/counter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>
#include <tuple>

namespace konsequenz::voices {
namespace {

struct Written {
    std::string customer;
    std::string topic;
    std::string touchpoint;
    std::int64_t day = 0;

    [[nodiscard]] Message message() const { return {customer, topic, touchpoint, day, 0, std::nullopt}; }
};

rc::Gen<Written> any_message() {
    const auto name = [](const char* prefix, int count) {
        return rc::gen::map(rc::gen::inRange(0, count), [=](int number) { return prefix + std::to_string(number); });
    };
    // Days before and after 1970, in a dozen months.
    return rc::gen::build<Written>(
        rc::gen::set(&Written::customer, name("customer-", 9)),
        rc::gen::set(&Written::topic, rc::gen::oneOf(name("t", 3), rc::gen::just(std::string()))),
        rc::gen::set(&Written::touchpoint, name("p", 2)),
        rc::gen::set(&Written::day, rc::gen::inRange<std::int64_t>(-200, 200)));
}

using PerPerson = std::map<std::string, std::uint64_t>;

statistics::Frequencies frequencies_of(const PerPerson& people) {
    std::map<std::uint64_t, std::uint64_t> units;
    for (const auto& [person, messages] : people) ++units[messages];
    statistics::Frequencies frequencies;
    for (const auto& [messages, number] : units) frequencies.push_back({messages, number});
    return frequencies;
}

void feed(Counter& counter, const std::vector<Written>& messages, std::size_t from, std::size_t step) {
    Counter::Feeder feeder(counter);
    for (auto at = from; at < messages.size(); at += step) {
        feeder.add(messages[at].message());
        if (at % 7 == 0) feeder.flush();
    }
}

RC_GTEST_PROP(Counter, CountsAsBruteForceDoes, ()) {
    const auto messages = *rc::gen::container<std::vector<Written>>(any_message());
    Counter counter(PeriodKind::month);
    feed(counter, messages, 0, 1);
    const auto counts = counter.finish(2).value();

    std::map<GroupKey, PerPerson> whole;
    std::map<std::pair<GroupKey, std::int64_t>, PerPerson> by_period;
    std::map<GroupKey, std::map<std::int64_t, std::uint64_t>> days;
    for (const auto& message : messages) {
        for (const auto& key : {GroupKey{}, GroupKey{Dimension::topic, message.topic},
                                GroupKey{Dimension::touchpoint, message.touchpoint}}) {
            ++whole[key][message.customer];
            ++by_period[{key, period_of(PeriodKind::month, message.day)}][message.customer];
            if (key.dimension != Dimension::touchpoint) ++days[key][message.day];
        }
    }
    for (const auto& [key, people] : whole) {
        RC_ASSERT(counts.groups.at(key).people == frequencies_of(people));
        if (key.dimension != Dimension::touchpoint) RC_ASSERT(counts.groups.at(key).messages_by_day == days[key]);
    }
    for (const auto& [key, people] : by_period)
        RC_ASSERT(counts.groups.at(key.first).by_period.at(key.second) == frequencies_of(people));
    std::size_t periods = 0;
    for (const auto& [key, group] : counts.groups) periods += group.by_period.size();
    RC_ASSERT(periods == by_period.size());
    RC_ASSERT(counts.groups.size() == std::max<std::size_t>(1, whole.size()));
}

TEST(Counter, GivesTheSameForAnyOrderAndSeveralThreads) {
    std::vector<Written> messages;
    for (int at = 0; at < 20'000; ++at)
        messages.push_back({"c" + std::to_string(at * at % 977), "t" + std::to_string(at % 5),
                            "p" + std::to_string(at % 3), at % 700});
    Counter one(PeriodKind::week);
    feed(one, messages, 0, 1);
    const auto expected = one.finish(1).value();

    std::ranges::reverse(messages);
    Counter two(PeriodKind::week);
    {
        std::vector<std::jthread> threads;
        for (std::size_t job = 0; job < 3; ++job) threads.emplace_back([&, job] { feed(two, messages, job, 3); });
    }
    const auto counts = two.finish(3).value();
    ASSERT_EQ(counts.groups.size(), expected.groups.size());
    for (const auto& [key, group] : expected.groups) {
        EXPECT_EQ(counts.groups.at(key).people, group.people);
        EXPECT_EQ(counts.groups.at(key).by_period, group.by_period);
        EXPECT_EQ(counts.groups.at(key).messages_by_day, group.messages_by_day);
    }
}

TEST(Counter, KeepsTheSameTextsForAnyOrder) {
    struct Kept {
        std::string customer;
        std::int64_t day;
        std::uint64_t place;
        Signature signature;
    };
    std::vector<Kept> messages;
    for (int at = 0; at < 20'000; ++at) {
        // Ids of twelve bytes and of more are kept in two ways; each text comes from several people and several times.
        const auto customer = std::string(at % 3 == 0 ? "customer" : "a-longer-customer-") + std::to_string(at % 1'001);
        Signature signature{};
        signature[static_cast<std::size_t>(at % 8)] = static_cast<std::uint16_t>(at * 31 % 97);
        messages.push_back({customer, at % 50, static_cast<std::uint64_t>(at), signature});
    }
    const auto kept_of = [&](std::size_t jobs) {
        Counter counter(PeriodKind::month);
        {
            std::vector<std::jthread> threads;
            for (std::size_t job = 0; job < jobs; ++job) {
                threads.emplace_back([&, job] {
                    Counter::Feeder feeder(counter);
                    for (auto at = job; at < messages.size(); at += jobs) {
                        const auto& [customer, day, place, signature] = messages[at];
                        feeder.add({customer, "topic", "email", day, place, signature});
                    }
                });
            }
        }
        std::vector<std::tuple<std::int32_t, std::uint64_t, Signature>> kept;
        const auto counts = counter.finish(static_cast<unsigned>(jobs)).value();
        EXPECT_EQ(statistics::unit_count(counts.groups.at({}).people), 2 * 1'001U);
        for (const auto& sketch : counts.sketches) kept.emplace_back(sketch.day, sketch.place, sketch.signature);
        return kept;
    };
    const auto expected = kept_of(1);
    EXPECT_EQ(expected.size(), 4 * 2 * 1'001U);
    EXPECT_TRUE(std::ranges::is_sorted(expected));
    std::ranges::reverse(messages);
    EXPECT_EQ(kept_of(3), expected);
}

TEST(Counter, HoldsMemoryForPeopleAndNotForMessages) {
    const auto bytes_after = [](int messages) {
        Counter counter(PeriodKind::year);
        Counter::Feeder feeder(counter);
        for (int at = 0; at < messages; ++at) {
            const auto customer = "customer-" + std::to_string(at % 1'000);
            Signature signature{};
            for (std::size_t place = 0; place < signature.size(); ++place)
                signature[place] = static_cast<std::uint16_t>(at * 7 + static_cast<int>(place));
            feeder.add({customer, "topic", "email", at % 300, static_cast<std::uint64_t>(at), signature});
            if (at % 1'000 == 0) feeder.flush();
        }
        feeder.flush();
        return counter.bytes();
    };
    // Once everybody has written four different texts nothing grows any more.
    EXPECT_EQ(bytes_after(200'000), bytes_after(20'000));
}

TEST(Counter, CountsRuledContactsForTheirStandardOnly) {
    Counter counter(PeriodKind::month);
    {
        Counter::Feeder feeder(counter);
        feeder.add({"a", "t", "email", 10, 0, std::nullopt});
        feeder.add_ruled("a", "fair 1.0.0", 10);
        feeder.add_ruled("b", "fair 1.0.0", 40);
    }
    const auto counts = counter.finish(1).value();
    EXPECT_EQ(statistics::unit_count(counts.groups.at({}).people), 1U);
    const auto& standard = counts.groups.at({Dimension::standard, "fair 1.0.0"});
    EXPECT_EQ(standard.people, (statistics::Frequencies{{1, 2}}));
    EXPECT_EQ(standard.by_period.size(), 2U);
}

TEST(Counter, KnowsTheLatestStratum) {
    Counter counter(PeriodKind::month);
    {
        Counter::Feeder feeder(counter);
        feeder.add_customer("a", "new", "2026-02-01T00:00:00Z");
        feeder.add_customer("a", "old", "2026-01-01T00:00:00Z");
        feeder.add_customer("silent", "old", "2026-01-01T00:00:00Z");
        feeder.add_customer("plain", "", "2026-01-01T00:00:00Z");
        feeder.add({"a", "", "email", 10, 0, std::nullopt});
        feeder.add({"unknown", "", "email", 10, 0, std::nullopt});
    }
    const auto counts = counter.finish(2).value();
    EXPECT_EQ(counts.groups.at({}).heard_by_stratum, (std::map<std::string, std::uint64_t>{{"", 1}, {"new", 1}}));
}

TEST(Counter, RefusesMoreNamesThanCanBeLookedAt) {
    Counter counter(PeriodKind::month);
    {
        Counter::Feeder feeder(counter);
        for (std::size_t at = 0; at <= names_max; ++at)
            feeder.add({"a", std::to_string(at), "email", 1, 0, std::nullopt});
    }
    EXPECT_EQ(counter.finish(1).error().code, "voices.too-many-names");
}

TEST(Period, IsNamedAndBeginsWhereItDoes) {
    const auto day = day_of_time("2026-01-01T00:30:00+14:00").value();
    EXPECT_EQ(period_name(PeriodKind::month, period_of(PeriodKind::month, day)), "2026-01");
    EXPECT_EQ(period_name(PeriodKind::quarter, period_of(PeriodKind::quarter, day)), "2026-Q1");
    EXPECT_EQ(period_name(PeriodKind::year, period_of(PeriodKind::year, day)), "2026");
    EXPECT_EQ(period_name(PeriodKind::week, period_of(PeriodKind::week, day)), "2026-W01");
    // 2024-12-30 is a Monday of the first week of 2025 (ISO 8601).
    EXPECT_EQ(period_name(PeriodKind::week, period_of(PeriodKind::week, day_of_date("2024-12-30").value())),
              "2025-W01");
    EXPECT_EQ(day_of_date("2014-3"), day_of_date("2014-03-01"));
    EXPECT_EQ(day_of_date("2014"), day_of_date("2014-01-01"));
    for (const auto* wrong : {"", "14", "2014-", "2014-13", "2014-02-30", "2014-01-01x"})
        EXPECT_FALSE(day_of_date(wrong)) << wrong;
    for (const auto* wrong : {"2026-02-30T00:00:00Z", "2026-2-3T00:00:00Z", "2026-02-03", "yesterday"})
        EXPECT_FALSE(day_of_time(wrong)) << wrong;
}

RC_GTEST_PROP(Period, HoldsItsDays, ()) {
    const auto day = *rc::gen::inRange<std::int64_t>(-100'000, 100'000);
    for (const auto kind : {PeriodKind::week, PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
        const auto period = period_of(kind, day);
        RC_ASSERT(first_day(kind, period) <= day && day < first_day(kind, period + 1));
        RC_ASSERT(period_of(kind, first_day(kind, period)) == period);
        RC_ASSERT(parse_period_kind(to_string(kind)) == kind);
    }
}

}  // namespace
}  // namespace konsequenz::voices
