// A history in columns, written and read back: the same records; and whatever is done to the file, no crash.
#include "backtest/history_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "backtest/record_words.h"
#include "backtest/test_histories.h"
#include "base/files.h"

namespace konsequenz::backtest {
namespace {

using namespace testing_histories;

class HistoryFileTest : public testing::Test {
  protected:
    void SetUp() override {
        path_ = std::filesystem::path(testing::TempDir()) /
                fmt::format("{}.columns", testing::UnitTest::GetInstance()->current_test_info()->name());
    }
    void TearDown() override { std::filesystem::remove(path_); }

    std::filesystem::path path_;
};

/// All records with their assessed conduct, as they come back, by customer.
std::vector<std::pair<record::Record, standard::KnownConduct>> all_of(const History& history) {
    std::vector<std::pair<record::Record, standard::KnownConduct>> all;
    for (std::size_t at = 0; at < history.block_count(); ++at) {
        const auto block = history.read(at, Wanted::everything()).value();
        std::array<std::size_t, type_count> next{};
        for (std::size_t customer = 0; customer < block.customer_count(); ++customer) {
            for (auto row = block.customer_begin[customer]; row < block.customer_begin[customer + 1]; ++row) {
                const auto own = next[block.type[row]]++;
                const bool is_contact = block.type[row] == 0;
                all.emplace_back(record_at(block, customer, row, own),
                                 is_contact ? assessed_at(block, own) : standard::KnownConduct{});
            }
        }
    }
    return all;
}

/// What is not kept: the text of a contact, who assessed it; and texts that no standard reads.
record::Record as_kept(record::Record record) {
    if (auto* contact = std::get_if<record::Contact>(&record.body)) {
        contact->text.clear();
        contact->conduct.reset();
    }
    if (auto* finding = std::get_if<record::Finding>(&record.body)) {
        finding->reason.reset();
        if (finding->conduct) finding->conduct->by.clear();
    }
    if (auto* deviation = std::get_if<record::Deviation>(&record.body)) deviation->reason.clear();
    return record;
}

TEST_F(HistoryFileTest, GivesEveryRecordBack) {
    HistoryMaker maker(number_from("KONSEQUENZ_SEED", 1));
    auto history = maker.make(500, 9, Order::late);
    for (std::size_t at = 0; at < history.size(); ++at) {
        if (at % 3 == 0) history[at].ruled.measure = at % 2 == 0 ? "none" : "end";
    }
    Collector collector;
    collect(history, collector, 70);
    ASSERT_TRUE(write_history_file(path_, collector, "a source"));
    const auto file = HistoryFile::open(path_);
    ASSERT_TRUE(file) << to_string(file.error());
    EXPECT_EQ((*file)->source(), "a source");
    EXPECT_GT((*file)->block_count(), 3U);
    std::ranges::stable_sort(history, {}, [](const Arrived& each) { return each.record.customer; });
    auto found = all_of(**file);
    std::ranges::stable_sort(found, {}, [](const auto& each) { return each.first.customer; });
    ASSERT_EQ(found.size(), history.size());
    for (std::size_t at = 0; at < found.size(); ++at) {
        EXPECT_EQ(found[at].first, as_kept(history[at].record)) << to_json(history[at].record);
        EXPECT_EQ(found[at].first.time.offset_minutes, history[at].record.time.offset_minutes);
        if (found[at].first.type() == record::Type::contact) {
            EXPECT_EQ(found[at].second, history[at].ruled.assessed);
        }
    }
}

TEST_F(HistoryFileTest, SaysWhatItCannotRead) {
    EXPECT_EQ(HistoryFile::open(path_).error().code, "backtest.cannot-read");
    std::ofstream(path_) << "{}";
    EXPECT_EQ(HistoryFile::open(path_).error().code, "backtest.not-a-history");
}

TEST_F(HistoryFileTest, SurvivesEveryDamage) {
    HistoryMaker maker(3);
    Collector collector;
    collect(maker.make(60, 3, Order::of_time), collector, 30);
    ASSERT_TRUE(write_history_file(path_, collector, ""));
    const auto whole = read_file(path_).value();
    const auto wanted = all_of(**HistoryFile::open(path_));
    std::mt19937 random(number_from("KONSEQUENZ_SEED", 1));
    int noticed = 0;
    for (int trial = 0; trial < 2'000; ++trial) {
        auto bytes = whole;
        if (trial % 10 == 0)
            bytes.resize(random() % bytes.size());
        else
            bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
        std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
        const auto file = HistoryFile::open(path_);
        if (!file) {
            EXPECT_EQ(file.error().code, "backtest.not-a-history");
            ++noticed;
            continue;
        }
        for (std::size_t at = 0; at < (*file)->block_count(); ++at) {
            const auto block = (*file)->read(at, Wanted::everything());
            if (block) continue;
            EXPECT_EQ(block.error().code, "backtest.not-a-history") << to_string(block.error());
            ++noticed;
            break;
        }
    }
    EXPECT_EQ(noticed, 2'000);
}

}  // namespace
}  // namespace konsequenz::backtest
