#include "service/batch_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "store/store.h"

namespace konsequenz::service {
namespace {

/// A log whose disk takes what is written only when it is told to.
class SlowDisk final : public store::Store {
  public:
    void let_sync(bool is_good) {
        const std::lock_guard lock(mutex_);
        syncs_.push_back(is_good);
        changed_.notify_all();
    }
    void wait_until_written(std::uint64_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return written_ >= count; });
    }

    Result<std::uint64_t> append_unsynced(std::span<const store::Entry> batch,
                                          std::span<const store::Attachment> attachments) override {
        auto appended = log_->append(batch, attachments);
        const std::lock_guard lock(mutex_);
        if (appended) written_ += batch.size();
        changed_.notify_all();
        return appended;
    }
    Result<void> sync() override {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !syncs_.empty(); });
        const bool is_good = syncs_.front();
        if (is_good) syncs_.erase(syncs_.begin());
        return is_good ? Result<void>() : fail("store.failed", "the disk is gone");
    }

    Result<std::uint64_t> append(std::span<const store::Entry> batch,
                                 std::span<const store::Attachment> attachments) override {
        return log_->append(batch, attachments);
    }
    Result<void> claim(std::uint32_t partition) override { return log_->claim(partition); }
    Result<void> scan(std::uint32_t partition, std::uint64_t from, const store::Visitor& visitor) override {
        return log_->scan(partition, from, visitor);
    }
    Result<void> scan_records(std::string_view key, const store::Visitor& visitor) override {
        return log_->scan_records(key, visitor);
    }
    Result<std::optional<store::StoredEntry>> find(std::string_view kind, std::string_view id) override {
        return log_->find(kind, id);
    }
    Result<std::optional<std::string>> attachment(std::string_view space, std::string_view name) override {
        return log_->attachment(space, name);
    }
    Result<void> scan_attachments(std::string_view space, const store::AttachmentVisitor& visitor) override {
        return log_->scan_attachments(space, visitor);
    }
    Result<std::vector<std::uint32_t>> partitions() override { return log_->partitions(); }
    Result<std::optional<store::Head>> stored_head(std::uint32_t partition) override {
        return log_->stored_head(partition);
    }
    Result<std::optional<std::string>> find_damage() override { return log_->find_damage(); }
    Result<std::optional<store::IndexSum>> index_sum(const store::IndexHasher& hasher,
                                                     const store::Counts& counts) override {
        return log_->index_sum(hasher, counts);
    }

  private:
    std::unique_ptr<store::Store> log_ = store::make_memory_store();
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<bool> syncs_;
    std::uint64_t written_ = 0;
};

std::unique_ptr<Batch> batch_of(int number, const std::string& id) {
    auto batch = std::make_unique<Batch>();
    const auto body = "body " + std::to_string(number);
    batch->text = id + "k-1" + body;
    batch->entries.push_back({"record", 0, id.size(), 3, body.size()});
    batch->entries.push_back({"ruling", 0, id.size(), 3, body.size(), 0, false});
    return batch;
}

TEST(BatchWriter, GivesBackEachBatchInOrderOnceItIsDurable) {
    const auto log = store::make_memory_store();
    BatchWriter writer(*log, 3);
    for (int number = 1; number <= 200; ++number) {
        writer.put(batch_of(number, "r-" + std::to_string(number)));
        if (number % 7 != 0) continue;
        while (writer.size() > 2) {
            const auto batch = writer.take();
            ASSERT_TRUE(batch);
            EXPECT_THAT((*batch)->text, ::testing::HasSubstr("body "));
        }
    }
    int last = 0;
    while (writer.size() > 0) {
        const auto batch = writer.take();
        ASSERT_TRUE(batch);
        last = std::stoi((*batch)->text.substr((*batch)->text.rfind(' ')));
    }
    EXPECT_EQ(last, 200);
    EXPECT_EQ(log->head(3)->count, 200U);  // what came from the log is not written again
    EXPECT_EQ((*log->find("record", "r-17"))->body, "body 17");
    EXPECT_TRUE(log->verify()->is_sound());
}

TEST(BatchWriter, WritesNothingBehindABatchThatFails) {
    const auto log = store::make_memory_store();
    BatchWriter writer(*log, 0);
    writer.put(batch_of(1, "r-1"));
    ASSERT_TRUE(writer.take());
    writer.put(batch_of(2, "r-1"));
    const auto refused = writer.take();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "store.duplicate");
    EXPECT_EQ(writer.size(), 0U);
    EXPECT_EQ(log->head(0)->count, 1U);
}

TEST(BatchWriter, GivesNothingBackBeforeTheDiskHasIt) {
    SlowDisk log;
    BatchWriter writer(log, 0);
    writer.put(batch_of(1, "r-1"));
    log.wait_until_written(1);
    EXPECT_FALSE(writer.is_first_done());
    log.let_sync(true);
    EXPECT_TRUE(writer.take());
    writer.put(batch_of(2, "r-2"));
    log.wait_until_written(2);
    EXPECT_FALSE(writer.is_first_done());  // the sync before it was another's
    log.let_sync(true);
    EXPECT_TRUE(writer.take());
}

TEST(BatchWriter, GivesNothingBackThatTheDiskRefused) {
    SlowDisk log;
    BatchWriter writer(log, 0);
    for (int number = 1; number <= 3; ++number) writer.put(batch_of(number, "r-" + std::to_string(number)));
    log.let_sync(false);
    const auto refused = writer.take();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "store.failed");
    EXPECT_EQ(writer.size(), 0U);
}

TEST(BatchWriter, EndsWithWhatWasPutWritten) {
    const auto log = store::make_memory_store();
    {
        BatchWriter writer(*log, 0);
        for (int number = 0; number < 20; ++number) writer.put(batch_of(number, "r-" + std::to_string(number)));
    }
    EXPECT_EQ(log->head(0)->count, 20U);
}

}  // namespace
}  // namespace konsequenz::service
