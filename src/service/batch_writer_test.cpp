#include "service/batch_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/store.h"

namespace konsequenz::service {
namespace {

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
