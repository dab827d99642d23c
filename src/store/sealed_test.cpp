#include "store/sealed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/files.h"
#include "store/test_log.h"

namespace konsequenz::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

seal::Key key_of(std::uint8_t byte) {
    seal::Key key{};
    key.fill(byte);
    return key;
}

class SealedLog : public ::testing::Test {
  protected:
    std::unique_ptr<SealedStore> open(std::uint8_t master = 7) {
        return must(SealedStore::open(must(open_sqlite(folder_.file(), OpenMode::read_write)), key_of(master),
                                      OpenMode::read_write));
    }
    static void add(Store& log, std::string_view id, std::string_view key, std::string_view body,
                    std::string_view retention = {}, std::string_view kind = "record") {
        must(log.append(std::array{Entry{0, kind, id, key, body, retention}}));
    }
    static std::vector<std::string> bodies(Store& log) {
        std::vector<std::string> all;
        for (const auto& entry : entries_of(log, 0)) all.push_back(entry.is_erased ? "erased" : entry.body);
        return all;
    }
    std::string bytes() {
        std::string all;
        for (const auto* ending : {"", "-wal"}) {
            const auto read = read_file(folder_.file().string() + ending);
            if (read) all += *read;
        }
        return all;
    }
    TestFolder folder_;
};

TEST_F(SealedLog, HoldsNoWordOfACustomerInItsFile) {
    auto log = open();
    add(*log, "r-1", "customer-anna", "you never called back", "contact 2026-11");
    add(*log, "o-1", "", "an outcome that names nobody", {}, "outcome");
    EXPECT_THAT(bytes(), Not(HasSubstr("called back")));
    EXPECT_THAT(bytes(), Not(HasSubstr("customer-anna")));
    EXPECT_THAT(bytes(), HasSubstr("an outcome that names nobody"));
    EXPECT_THAT(bodies(*log), ElementsAre("you never called back", "an outcome that names nobody"));
    EXPECT_EQ(must(log->find("record", "r-1"))->key, "customer-anna");
    EXPECT_TRUE(must(log->verify()).is_sound());
}

TEST_F(SealedLog, OpensWithItsMasterKeyOnly) {
    auto log = open();
    add(*log, "r-1", "k-1", "text");
    log.reset();
    auto other =
        SealedStore::open(must(open_sqlite(folder_.file(), OpenMode::read_write)), key_of(8), OpenMode::read_write);
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, "store.wrong-key");
    EXPECT_THAT(bodies(*open()), ElementsAre("text"));
}

TEST_F(SealedLog, ForgetsACustomerAndStillVerifies) {
    auto log = open();
    add(*log, "r-1", "k-1", "first of one");
    add(*log, "r-2", "k-2", "first of two");
    add(*log, "r-3", "k-1", "second of one");
    const std::array note{Entry{0, "erasure", "e-1", "", "asked for by letter"}};
    EXPECT_TRUE(must(log->erase("k-1", note)));
    EXPECT_FALSE(must(log->erase("k-1", {})));
    EXPECT_FALSE(must(log->erase("k-9", {})));
    EXPECT_THAT(bodies(*log), ElementsAre("erased", "first of two", "erased", "asked for by letter"));
    EXPECT_TRUE(must(log->verify()).is_sound());
    std::vector<std::string> ids;
    must(log->scan_records("k-1", [&](const StoredEntry& entry) -> Result<Step> {
        EXPECT_TRUE(entry.is_erased);
        ids.push_back(entry.id);
        return Step::go_on;
    }));
    EXPECT_THAT(ids, ElementsAre("r-1", "r-3"));
    // Who comes again starts anew.
    add(*log, "r-4", "k-1", "third of one");
    log.reset();
    log = open();
    EXPECT_THAT(bodies(*log), ElementsAre("erased", "first of two", "erased", "asked for by letter", "third of one"));
    EXPECT_TRUE(must(log->verify()).is_sound());
}

TEST_F(SealedLog, LeavesNoDestroyedKeyBehindInItsFile) {
    auto log = open();
    add(*log, "r-1", "k-1", "text");
    const auto wrapped = must(log->attachment("key", "0/0000000000001")).value();
    ASSERT_THAT(bytes(), HasSubstr(wrapped.substr(4)));
    EXPECT_TRUE(must(log->erase("k-1", {})));
    EXPECT_THAT(bytes(), Not(HasSubstr(wrapped.substr(4))));
}

TEST_F(SealedLog, SaysWhereADestroyedKeyLivesOnWhileSomebodyReads) {
    auto log = open();
    add(*log, "r-1", "k-1", "text");
    const auto key = must(log->attachment("key", "0/0000000000001")).value().substr(4);
    sqlite3* reader = nullptr;
    ASSERT_EQ(sqlite3_open(folder_.file().c_str(), &reader), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM entries", nullptr, nullptr, nullptr), SQLITE_OK);
    EXPECT_TRUE(must(log->erase("k-1", {})));
    EXPECT_EQ(log->removed_lives_on_in(), folder_.file().string() + "-wal");
    EXPECT_THAT(bytes(), HasSubstr(key));
    add(*log, "r-2", "k-2", "the log goes on");
    ASSERT_EQ(sqlite3_exec(reader, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    log.reset();  // the reader still has the file open, so that SQLite leaves the log of changes
    log = open();
    EXPECT_EQ(log->removed_lives_on_in(), std::nullopt);
    EXPECT_THAT(bytes(), Not(HasSubstr(key)));
    sqlite3_close(reader);
    EXPECT_THAT(bodies(*log), ElementsAre("erased", "the log goes on"));
    EXPECT_TRUE(must(log->verify()).is_sound());
}

// Pages are divided as keys come in, and must not keep a copy of one that is destroyed.
TEST_F(SealedLog, LeavesNoDestroyedKeyBehindAmongMany) {
    auto log = open();
    const auto customer = [](int at) { return "k-" + std::to_string(at); };
    for (int batch = 0; batch < 40; ++batch) {
        std::vector<std::string> texts;
        std::vector<Entry> entries;
        texts.reserve(400);
        for (int at = 0; at < 100; ++at) {
            texts.push_back("r-" + std::to_string(batch) + "-" + std::to_string(at));
            texts.push_back(customer(batch * 100 + at));
            const auto partition = static_cast<std::uint32_t>(at % 7);
            entries.push_back({partition, "record", texts[texts.size() - 2], texts.back(), "text", "contact 2026-11"});
        }
        must(log->append(entries));
    }
    const std::array<std::string, 4> slots{"0/0000000000001", "0/0000000000300", "3/0000000000200", "6/0000000000011"};
    std::vector<std::string> wrapped;
    wrapped.reserve(slots.size());
    for (const auto& slot : slots) wrapped.push_back(must(log->attachment("key", slot)).value().substr(4));
    for (const auto& key : wrapped) ASSERT_THAT(bytes(), HasSubstr(key));
    for (int at = 0; at < 2400; at = at == 300 ? 1900 : at + 1) {
        const bool stays = at % 10 == 9;
        EXPECT_TRUE(stays || must(log->erase(customer(at), {}))) << at;
    }
    const auto left = bytes();
    std::size_t destroyed = 0;
    for (std::size_t at = 0; at < slots.size(); ++at) {
        const bool is_destroyed = must(log->attachment("key", slots[at])).value().size() == 4;
        EXPECT_EQ(left.find(wrapped[at]) == std::string::npos, is_destroyed) << slots[at];
        destroyed += is_destroyed ? 1 : 0;
    }
    EXPECT_GE(destroyed, 2U);
}

TEST_F(SealedLog, RefusesWhatWasPreparedBehindABatchThatIsLost) {
    auto log = open();
    add(*log, "r-1", "k-1", "text");
    const auto prepared = [&](const Entry& entry) {
        std::vector<std::unique_ptr<Prepared>> batches;
        batches.push_back(must(log->prepare(std::array{entry}, {})));
        return batches;
    };
    const Entry twice{0, "record", "r-1", "k-2", "a"};
    const Entry after{0, "record", "r-2", "k-2", "b", "contact 2026-01"};
    auto refused = prepared(twice);
    auto behind = prepared(after);
    EXPECT_EQ(code_of(log->append_prepared(std::move(refused))), "store.duplicate");
    EXPECT_EQ(code_of(log->append_prepared(std::move(behind))), "store.failed");
    {
        auto dropped = prepared(after);
    }
    auto second = prepared(after);
    auto third = prepared({0, "record", "r-3", "k-2", "c"});
    EXPECT_EQ(code_of(log->append_prepared(std::move(third))), "store.failed");  // before its turn
    EXPECT_EQ(code_of(log->append_prepared(std::move(second))), "store.failed");
    add(*log, "r-2", "k-2", "b", "contact 2026-01");
    add(*log, "r-3", "k-2", "c");
    EXPECT_TRUE(must(log->erase("k-1", {})));
    log.reset();
    EXPECT_THAT(bodies(*open()), ElementsAre("erased", "b", "c"));
}

TEST_F(SealedLog, ForgetsAClassOfRetention) {
    auto log = open();
    add(*log, "r-1", "k-1", "old", "contact 2025-01");
    add(*log, "r-2", "k-2", "old too", "contact 2025-01");
    add(*log, "r-3", "k-1", "new", "contact 2026-01");
    add(*log, "r-4", "k-1", "kept");
    EXPECT_THAT(must(log->classes(0)), ElementsAre("contact 2025-01", "contact 2026-01"));
    must(log->expire(0, std::array<std::string, 1>{"contact 2025-01"}, {}));
    EXPECT_THAT(must(log->classes(0)), ElementsAre("contact 2026-01"));
    EXPECT_THAT(bodies(*log), ElementsAre("erased", "erased", "new", "kept"));
    // What comes late is kept until the class expires again.
    add(*log, "r-5", "k-1", "late", "contact 2025-01");
    add(*log, "r-6", "k-1", "newest", "contact 2027-01");
    log.reset();
    log = open();
    EXPECT_THAT(bodies(*log), ElementsAre("erased", "erased", "new", "kept", "late", "newest"));
    EXPECT_TRUE(must(log->verify()).is_sound());
}

TEST_F(SealedLog, GoesOnInALogThatWasPlain) {
    {
        auto plain = must(open_sqlite(folder_.file(), OpenMode::read_write));
        add(*plain, "r-1", "k-1", "plain");
        EXPECT_FALSE(must(SealedStore::is_sealed(*plain)));
    }
    auto log = open();
    add(*log, "r-2", "k-1", "sealed");
    EXPECT_THAT(bodies(*log), ElementsAre("plain", "sealed"));
    std::vector<std::string> found;
    must(log->scan_records("k-1", [&](const StoredEntry& entry) -> Result<Step> {
        found.push_back(entry.body);
        return Step::go_on;
    }));
    EXPECT_THAT(found, ElementsAre("plain", "sealed"));
}

TEST_F(SealedLog, GoesOnWithTheKeyOfACustomer) {
    for (int round = 0; round < 3; ++round) {
        auto log = open();
        add(*log, "a" + std::to_string(round), "k-1", "of one");
        add(*log, "b" + std::to_string(round), "k-2", "of two");
    }
    std::size_t keys = 0;
    auto log = open();
    must(log->scan_attachments("key", [&](std::string_view, std::string_view) -> Result<Step> {
        ++keys;
        return Step::go_on;
    }));
    EXPECT_EQ(keys, 2U);
    EXPECT_TRUE(must(log->erase("k-2", {})));
    EXPECT_THAT(bodies(*log), ElementsAre("of one", "erased", "of one", "erased", "of one", "erased"));
}

TEST_F(SealedLog, ForgetsTheKeysOfABatchThatWasRefused) {
    auto log = open();
    add(*log, "r-1", "k-1", "text");
    EXPECT_EQ(code_of(log->append(std::array{Entry{0, "record", "r-2", "k-2", "a", "contact 2026-01"},
                                             Entry{0, "record", "r-1", "k-2", "b"}})),
              "store.duplicate");
    EXPECT_THAT(must(log->classes(0)), IsEmpty());
    add(*log, "r-2", "k-2", "again", "contact 2026-01");
    log.reset();
    EXPECT_THAT(bodies(*open()), ElementsAre("text", "again"));
}

}  // namespace
}  // namespace konsequenz::store
