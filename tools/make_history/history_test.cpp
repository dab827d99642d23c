#include "history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/sha256.h"
#include "record/reader.h"

namespace konsequenz::make_history {
namespace {

std::string history_of(const Plan& plan) {
    std::string history;
    write_history(plan, [&](std::string_view piece) {
        history += piece;
        return Flow::go_on;
    });
    return history;
}

TEST(MakeHistory, WritesValidRecordsInTheOrderOfTimeWithDistinctIds) {
    auto input = record::Input::of_text(history_of({.contacts = 20000, .customers = 2000, .seed = 7}), "history");
    std::set<std::string> ids;
    std::map<std::string, std::uint64_t> contacts_by_customer;
    std::map<record::Type, std::uint64_t> by_type;
    Instant latest{INT64_MIN, 0};
    const auto summary = record::for_each_record(
        input,
        [&](record::Record&& record, std::uint32_t line) -> Result<void> {
            EXPECT_TRUE(ids.insert(record.id).second) << record.id;
            if (record.time < latest) return fail("test.order", "earlier than the line before", Place{.line = line});
            latest = record.time;
            ++by_type[record.type()];
            if (record.type() == record::Type::contact) ++contacts_by_customer[record.customer];
            return {};
        },
        [](const record::Refusal& refusal) -> Result<void> { return std::unexpected(refusal.error); });
    ASSERT_TRUE(summary) << to_string(summary.error());
    EXPECT_EQ(by_type[record::Type::contact], 20000U);
    for (const auto type : {record::Type::customer, record::Type::order, record::Type::finding, record::Type::notice})
        EXPECT_GT(by_type[type], 20U);
    std::vector<std::uint64_t> counts;
    for (const auto& [customer, count] : contacts_by_customer) counts.push_back(count);
    std::ranges::sort(counts, std::greater{});
    std::uint64_t of_the_loudest = 0;
    for (std::size_t at = 0; at < 20; ++at) of_the_loudest += counts[at];
    EXPECT_GT(of_the_loudest, 5000U) << "one customer in a hundred writes a quarter of all messages or more";
}

TEST(MakeHistory, GivesTheSameBytesForTheSameSeedEverywhere) {
    const auto history = history_of({.contacts = 500, .customers = 50, .seed = 1});
    EXPECT_EQ(history, history_of({.contacts = 500, .customers = 50, .seed = 1}));
    EXPECT_NE(history, history_of({.contacts = 500, .customers = 50, .seed = 2}));
    EXPECT_EQ(to_hex(sha256(history)), "35aa0b495b54a116728e6b57af6dc9f5732279383d7fef484c49ffb56cf60ff4");
}

TEST(MakeHistory, StopsWhereItsWriterDoes) {
    int pieces = 0;
    write_history({.contacts = 50000, .customers = 100, .seed = 1}, [&](std::string_view) {
        ++pieces;
        return Flow::stop;
    });
    EXPECT_EQ(pieces, 1);
}

}  // namespace
}  // namespace konsequenz::make_history
