// One contract for every store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "store/chain.h"
#include "store/sealed.h"
#include "store/test_log.h"
#include "store/test_postgres.h"
#include "store/verify.h"

namespace konsequenz::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Kind {
    std::string name;
    std::function<std::unique_ptr<Store>(const TestFolder&)> make;
    bool is_sealed = false;
};

class StoreContract : public ::testing::TestWithParam<Kind> {
  protected:
    void SetUp() override {
        store_ = GetParam().make(folder_);
        if (!store_) GTEST_SKIP() << "SKIPPED: there is no PostgreSQL 15; install postgresql-15 to test that store";
    }
    TestFolder folder_;
    std::unique_ptr<Store> store_;
};

std::unique_ptr<Store> make_sqlite(const TestFolder& folder) {
    return must(open_sqlite(folder.file(), OpenMode::read_write));
}

std::unique_ptr<Store> make_postgres(const TestFolder&) {
    auto* server = TestPostgres::shared();
    return server == nullptr ? nullptr : must(open_postgres(server->fresh_log(), OpenMode::read_write));
}

seal::Key master_key() {
    seal::Key key{};
    key.fill(7);
    return key;
}

std::unique_ptr<Store> make_sealed(const TestFolder& folder) {
    return must(open_sealed(make_sqlite(folder), master_key()));
}

std::unique_ptr<Store> make_sealed_postgres(const TestFolder& folder) {
    auto log = make_postgres(folder);
    return log == nullptr ? nullptr : must(open_sealed(std::move(log), master_key()));
}

INSTANTIATE_TEST_SUITE_P(All, StoreContract,
                         ::testing::Values(Kind{"memory", [](const TestFolder&) { return make_memory_store(); }},
                                           Kind{"sqlite", make_sqlite}, Kind{"postgres", make_postgres},
                                           Kind{"sealed", make_sealed, true},
                                           Kind{"sealed_postgres", make_sealed_postgres, true}),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(StoreContract, IsEmptyAtFirst) {
    EXPECT_THAT(must(store_->partitions()), IsEmpty());
    EXPECT_EQ(must(store_->head(0)), Head{});
    EXPECT_EQ(must(store_->find("record", "r-1")), std::nullopt);
    EXPECT_THAT(entries_of(*store_, 0), IsEmpty());
    const auto verification = must(store_->verify());
    EXPECT_TRUE(verification.is_sound());
    EXPECT_EQ(verification.entries, 0U);
    EXPECT_EQ(must(store_->append({})), 0U);
    EXPECT_THAT(must(store_->partitions()), IsEmpty());
}

TEST_P(StoreContract, GivesBackEveryByte) {
    const std::string body("a\0b\xFF\n", 5);
    const std::string key = "k-\xC3\xA4";
    const std::array batch{Entry{3, "record", "r-1", key, body}, Entry{3, "ruling", "r-1", "", ""}};
    EXPECT_EQ(must(store_->append(batch)), 2U);
    const auto entries = entries_of(*store_, 3);
    ASSERT_THAT(entries, SizeIs(2));
    EXPECT_EQ(entries[0].partition, 3U);
    EXPECT_EQ(entries[0].sequence, 1U);
    EXPECT_EQ(entries[0].kind, "record");
    EXPECT_EQ(entries[0].id, "r-1");
    EXPECT_EQ(entries[0].key, key);
    EXPECT_EQ(entries[0].body, body);
    EXPECT_EQ(entries[1].kind, "ruling");
    EXPECT_EQ(entries[1].key, "");
    EXPECT_EQ(entries[1].body, "");
    EXPECT_EQ(must(store_->find("record", "r-1")), entries[0]);
    EXPECT_EQ(must(store_->find("ruling", "r-1")), entries[1]);
    EXPECT_EQ(must(store_->find("standard", "r-1")), std::nullopt);
}

std::vector<std::unique_ptr<Prepared>> one(Result<std::unique_ptr<Prepared>> prepared) {
    std::vector<std::unique_ptr<Prepared>> batches;
    batches.push_back(must(std::move(prepared)));
    return batches;
}

TEST_P(StoreContract, WritesWhatWasPreparedBefore) {
    const std::array first{Entry{0, "record", "r-1", "k-1", "one"}, Entry{4, "record", "r-2", "k-2", "two"}};
    const std::array second{Entry{0, "record", "r-3", "k-2", "three"}, Entry{0, "record", "r-4", "k-3", "four"}};
    const std::array third{Entry{0, "record", "r-5", "k-3", "five"}};
    auto batches = one(store_->prepare(first, std::array{Attachment{"space", "name", "value"}}));
    batches.push_back(must(store_->prepare(second, {})));
    auto last = one(store_->prepare(third, {}));
    EXPECT_THAT(must(store_->partitions()), IsEmpty());
    EXPECT_EQ(must(store_->append_prepared(std::move(batches))), 3U);
    EXPECT_EQ(must(store_->attachment("space", "name")), "value");
    EXPECT_EQ(must(store_->append_prepared(std::move(last))), 4U);
    std::string found;
    for (const auto& entry : entries_of(*store_, 0)) found += entry.key + ":" + entry.body + " ";
    EXPECT_EQ(found, "k-1:one k-2:three k-3:four k-3:five ");
    EXPECT_EQ(must(store_->find("record", "r-2"))->body, "two");
    EXPECT_TRUE(must(store_->verify()).is_sound());
}

TEST_P(StoreContract, WritesAheadOfTheDisk) {
    const std::array first{Entry{0, "record", "r-1", "k-1", "one"}, Entry{4, "record", "r-2", "k-2", "two"}};
    const std::array second{Entry{0, "record", "r-3", "k-2", "three"}};
    EXPECT_EQ(must(store_->append_prepared_unsynced(one(store_->prepare(first, {})))), 1U);
    auto prepared = one(store_->prepare(second, {}));
    std::thread writer([&] { EXPECT_EQ(must(store_->append_prepared_unsynced(std::move(prepared))), 2U); });
    EXPECT_TRUE(store_->sync());
    writer.join();
    EXPECT_TRUE(store_->sync());
    EXPECT_EQ(must(store_->find("record", "r-3"))->body, "three");
    append_records(*store_, 0, 100, 3);
    EXPECT_TRUE(must(store_->verify()).is_sound());
}

TEST_P(StoreContract, ChainsEachPartitionByItself) {
    const std::array batch{Entry{7, "record", "a", "k", "one"}, Entry{0, "record", "b", "k", "two"},
                           Entry{7, "record", "c", "k", "three"}};
    EXPECT_EQ(must(store_->append(batch)), 2U);
    append_records(*store_, partition_max, 0, 3);
    EXPECT_THAT(must(store_->partitions()), ElementsAre(0U, 7U, partition_max));
    if (GetParam().is_sealed) return;  // its chain is over the sealed bytes
    ChainHasher hasher;
    const auto first = hasher.link(Digest{}, 1, batch[0]);
    const auto second = hasher.link(first, 2, batch[2]);
    EXPECT_EQ(must(store_->head(7)), (Head{2, second}));
    EXPECT_EQ(must(store_->head(0)), (Head{1, hasher.link(Digest{}, 1, batch[1])}));
    EXPECT_EQ(entries_of(*store_, 7).at(0).hash, first);
    const auto verification = must(store_->verify());
    EXPECT_EQ(verification.fault, std::nullopt);
    EXPECT_EQ(verification.entries, 6U);
    EXPECT_EQ(verification.bytes, 3 * (6 + 1 + 1) + 3 + 3 + 5 + 3 * (6 + 3 + 3) + 19U + 19U + 19U);
}

TEST_P(StoreContract, RefusesATwinAndKeepsNothingOfItsBatch) {
    append_records(*store_, 0, 0, 2);
    const auto before = must(store_->head(0));
    const std::array with_old{Entry{0, "record", "new", "k", "x"}, Entry{1, "record", "r-1", "k", "other"}};
    EXPECT_EQ(code_of(store_->append(with_old)), "store.duplicate");
    const std::array with_itself{Entry{2, "record", "twice", "k", "x"}, Entry{2, "record", "twice", "k", "x"}};
    EXPECT_EQ(code_of(store_->append(with_itself)), "store.duplicate");
    EXPECT_EQ(must(store_->head(0)), before);
    EXPECT_THAT(must(store_->partitions()), ElementsAre(0U));
    EXPECT_EQ(must(store_->find("record", "new")), std::nullopt);
    const std::array again{Entry{0, "record", "new", "k", "x"}};
    EXPECT_EQ(must(store_->append(again)), 3U);
    EXPECT_TRUE(must(store_->verify()).is_sound());
}

TEST_P(StoreContract, RefusesAnEntryWithoutName) {
    const std::array no_kind{Entry{0, "record", "good", "k", "x"}, Entry{0, "", "id", "k", "x"}};
    EXPECT_EQ(code_of(store_->append(no_kind)), "store.bad-entry");
    const std::array no_id{Entry{0, "record", "", "k", "x"}};
    EXPECT_EQ(code_of(store_->append(no_id)), "store.bad-entry");
    EXPECT_THAT(must(store_->partitions()), IsEmpty());
    EXPECT_EQ(must(store_->find("record", "good")), std::nullopt);
}

TEST_P(StoreContract, TakesPartitionsUpToTheHighest) {
    EXPECT_EQ(code_of(store_->append(std::array{Entry{partition_max + 1, "record", "r", "k", "x"}})),
              "store.bad-entry");
    append_records(*store_, partition_max, 0, 3);
    append_records(*store_, partition_max - 1, 10, 2);
    EXPECT_THAT(must(store_->partitions()), ElementsAre(partition_max - 1, partition_max));
    EXPECT_EQ(entries_of(*store_, partition_max).size(), 3U);
    EXPECT_EQ(entries_of(*store_, partition_max, 3).size(), 1U);
    EXPECT_EQ(entries_of(*store_, partition_max, UINT64_MAX).size(), 0U);
    EXPECT_EQ(entries_of(*store_, partition_max - 1).size(), 2U);
    EXPECT_TRUE(must(store_->verify()).is_sound());
}

TEST_P(StoreContract, ScansFromASequenceAndStopsWhenAsked) {
    append_records(*store_, 5, 0, 10);
    EXPECT_THAT(entries_of(*store_, 5, 0), SizeIs(10));
    const auto tail = entries_of(*store_, 5, 8);
    ASSERT_THAT(tail, SizeIs(3));
    EXPECT_EQ(tail[0].id, "r-7");
    EXPECT_THAT(entries_of(*store_, 5, 11), IsEmpty());
    EXPECT_THAT(entries_of(*store_, 5, UINT64_MAX), IsEmpty());
    int visits = 0;
    must(store_->scan(5, 1,
                      [&](const StoredEntry&) -> Result<Step> { return ++visits == 4 ? Step::stop : Step::go_on; }));
    EXPECT_EQ(visits, 4);
}

TEST_P(StoreContract, HandsOnTheVisitorsError) {
    append_records(*store_, 0, 0, 3);
    const auto result =
        store_->scan(0, 1, [](const StoredEntry&) -> Result<Step> { return fail("test.enough", "enough"); });
    EXPECT_EQ(code_of(result), "test.enough");
    EXPECT_THAT(entries_of(*store_, 0), SizeIs(3));
    append_records(*store_, 0, 3, 1);
}

TEST_P(StoreContract, FindsRecordsByTheirKey) {
    const std::array batch{Entry{1, "record", "a", "k-1", "one"}, Entry{1, "ruling", "a", "k-1", "its ruling"},
                           Entry{1, "record", "b", "k-2", "two"}, Entry{1, "record", "c", "k-1", "three"}};
    must(store_->append(batch));
    must(store_->append(std::array{Entry{0, "record", "d", "k-1", "four"}}));
    const auto ids_of = [&](std::string_view key, std::size_t most = 9) {
        std::vector<std::string> ids;
        must(store_->scan_records(key, [&](const StoredEntry& entry) -> Result<Step> {
            EXPECT_EQ(entry.key, key);
            ids.push_back(entry.id);
            return ids.size() == most ? Step::stop : Step::go_on;
        }));
        return ids;
    };
    EXPECT_THAT(ids_of("k-1"), ElementsAre("d", "a", "c"));
    EXPECT_THAT(ids_of("k-1", 2), ElementsAre("d", "a"));
    EXPECT_THAT(ids_of("k-2"), ElementsAre("b"));
    EXPECT_THAT(ids_of("k-3"), IsEmpty());
    EXPECT_EQ(code_of(store_->scan_records(
                  "k-1", [](const StoredEntry&) -> Result<Step> { return fail("test.enough", "enough"); })),
              "test.enough");
}

TEST_P(StoreContract, AttachesAllOfABatchOrNothing) {
    const std::string value("a\0b", 3);
    const std::array three{Attachment{"s", "b", value}, Attachment{"s", "a", ""}, Attachment{"t", "c", "other space"}};
    must(store_->append({}, three));
    EXPECT_EQ(must(store_->attachment("s", "b")), value);
    EXPECT_EQ(must(store_->attachment("s", "a")), "");
    EXPECT_EQ(must(store_->attachment("s", "c")), std::nullopt);
    append_records(*store_, 0, 0, 1);
    const std::array change{Attachment{"s", "b", "new"}, Attachment{"s", "a", std::nullopt}};
    EXPECT_EQ(code_of(store_->append(std::array{Entry{0, "record", "r-0", "k", "twin"}}, change)), "store.duplicate");
    EXPECT_EQ(must(store_->attachment("s", "b")), value);
    must(store_->append(std::array{Entry{0, "record", "r-1", "k", "x"}}, change));
    std::vector<std::string> names;
    must(store_->scan_attachments("s", [&](std::string_view name, std::string_view found) -> Result<Step> {
        names.push_back(std::string(name) + "=" + std::string(found));
        return Step::go_on;
    }));
    EXPECT_THAT(names, ElementsAre("b=new"));
    EXPECT_TRUE(must(store_->verify()).is_sound());
}

/// Verified by several threads, from where an earlier verification ended, against trees written down before.
TEST_P(StoreContract, VerifiesInPartsAndAgainstWhatWasWrittenDown) {
    if (GetParam().name == "memory") return;  // no other thread can open it
    append_records(*store_, 0, 0, 300);
    append_records(*store_, 4, 300, 7);
    const auto first = must(verify(store_->stored(), {}, {}));
    ASSERT_EQ(first.verification.fault, std::nullopt);
    MerkleHasher hasher;
    const TreeHead earlier{0, 300, first.reached.at(0).frontier.root(hasher)};
    append_records(*store_, 0, 400, 200);
    VerifyRequest request;
    request.tree_heads = {earlier};
    EXPECT_EQ(must(verify(store_->stored(), {}, request)).verification.entries, 507U);
    request.starts[0] = first.reached.at(0);
    const auto rest = must(verify(store_->stored(), {}, request));
    EXPECT_EQ(rest.verification.fault, std::nullopt);
    EXPECT_EQ(rest.verification.entries, 207U);
    const auto whole = must(verify(store_->stored(), {}, {}));
    EXPECT_EQ(rest.reached.at(0).frontier.root(hasher), whole.reached.at(0).frontier.root(hasher));
    request.tree_heads = {{0, 300, whole.reached.at(0).frontier.root(hasher)}, {0, 501, Digest{}}};
    request.starts.clear();
    EXPECT_EQ(must(verify(store_->stored(), {}, request)).verification.fault->sequence, 300U);
    request.tree_heads = {{0, 501, Digest{}}};
    EXPECT_EQ(must(verify(store_->stored(), {}, request)).verification.fault->sequence, 501U);
    request.tree_heads = {{9, 1, Digest{}}};
    EXPECT_EQ(must(verify(store_->stored(), {}, request)).verification.fault->partition, 9U);
}

TEST(Chain, HasAFixedForm) {
    // Computed outside this program, by Python from the documented form.
    ChainHasher hasher;
    const auto first = hasher.link(Digest{}, 1, {1, "record", "r-1", "k-7", "{}"});
    EXPECT_EQ(to_hex(first), "7038097a261e3c08883446b2eed1895345822639082fc4467d216e169d1b32e0");
    EXPECT_EQ(to_hex(hasher.link(first, 2, {1, "ruling", "", "", "x"})),
              "31c756dae573a46d2f76d6b1e0896abf4d4e2c7d2b302afe12f002a7f892ddc6");
}

TEST(Chain, TellsWhereOnePartEndsAndTheNextBegins) {
    ChainHasher hasher;
    EXPECT_NE(hasher.link(Digest{}, 1, {0, "ab", "c", "", ""}), hasher.link(Digest{}, 1, {0, "a", "bc", "", ""}));
    EXPECT_NE(hasher.link(Digest{}, 1, {0, "a", "b", "c", ""}), hasher.link(Digest{}, 1, {0, "a", "b", "", "c"}));
}

TEST_P(StoreContract, ForgetsCustomersAndClassesWhereItIsSealed) {
    auto* sealed = dynamic_cast<SealedStore*>(store_.get());
    EXPECT_EQ(sealed != nullptr, GetParam().is_sealed);
    if (sealed == nullptr) return;
    const std::array batch{Entry{0, "record", "r-1", "k-1", "old", "contact 2025-01"},
                           Entry{0, "record", "r-2", "k-2", "old too", "contact 2025-01"},
                           Entry{0, "record", "r-3", "k-1", "new", "contact 2026-01"},
                           Entry{0, "record", "r-4", "k-2", "kept"}};
    must(sealed->append(batch));
    const auto bodies = [&] {
        std::string all;
        for (const auto& entry : entries_of(*sealed, 0)) all += (entry.is_erased ? "erased" : entry.body) + ", ";
        return all;
    };
    const auto slots = [&] {  // of each key: whether it is still there
        std::string all;
        must(sealed->scan_attachments("key", [&](std::string_view, std::string_view value) -> Result<Step> {
            all += value.size() == 4 ? "destroyed " : "there ";
            return Step::go_on;
        }));
        return all;
    };
    must(sealed->expire(0, std::array<std::string, 1>{"contact 2025-01"},
                        std::array{Entry{0, "expiry", "x", "", "{}"}}));
    EXPECT_EQ(bodies(), "erased, erased, new, kept, {}, ");
    EXPECT_THAT(must(sealed->classes(0)), ElementsAre("contact 2026-01"));
    must(sealed->append(std::array{Entry{0, "record", "r-5", "k-1", "late", "contact 2025-01"}}));
    EXPECT_EQ(slots(), "there there ");
    EXPECT_TRUE(must(sealed->erase("k-1", {})));
    EXPECT_EQ(slots(), "destroyed there ");
    EXPECT_EQ(bodies(), "erased, erased, erased, kept, {}, erased, ");
    EXPECT_EQ(sealed->removed_lives_on_in(), std::nullopt);
    EXPECT_TRUE(must(sealed->verify()).is_sound());
}

}  // namespace
}  // namespace konsequenz::store
