// One contract for every store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "store/chain.h"
#include "store/test_log.h"

namespace konsequenz::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Kind {
    std::string name;
    std::function<std::unique_ptr<Store>(const TestFolder&)> make;
};

class StoreContract : public ::testing::TestWithParam<Kind> {
  protected:
    TestFolder folder_;
    std::unique_ptr<Store> store_ = GetParam().make(folder_);
};

INSTANTIATE_TEST_SUITE_P(All, StoreContract,
                         ::testing::Values(Kind{"memory", [](const TestFolder&) { return make_memory_store(); }},
                                           Kind{"sqlite",
                                                [](const TestFolder& folder) {
                                                    return must(open_sqlite(folder.file(), OpenMode::read_write));
                                                }}),
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

TEST_P(StoreContract, ChainsEachPartitionByItself) {
    const std::array batch{Entry{7, "record", "a", "k", "one"}, Entry{0, "record", "b", "k", "two"},
                           Entry{7, "record", "c", "k", "three"}};
    EXPECT_EQ(must(store_->append(batch)), 2U);
    append_records(*store_, partition_max, 0, 3);
    EXPECT_THAT(must(store_->partitions()), ElementsAre(0U, 7U, partition_max));
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

}  // namespace
}  // namespace konsequenz::store
