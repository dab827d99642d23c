// What only a log on a server must stand: other hands, other writers, lost connections.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "store/test_log.h"
#include "store/test_postgres.h"

namespace konsequenz::store {
namespace {

class Postgres : public ::testing::Test {
  protected:
    void SetUp() override {
        server_ = TestPostgres::shared();
        if (server_ == nullptr) GTEST_SKIP() << "SKIPPED: there is no PostgreSQL 15; install postgresql-15 to test it";
        name_ = "fault_" + std::to_string(++logs);
        log_ = server_->log(name_);
    }
    std::unique_ptr<Store> open(OpenMode mode = OpenMode::read_write) { return must(open_postgres(log_, mode)); }
    void sql(const std::string& statements) {
        EXPECT_TRUE(server_->sql("SET search_path TO " + name_ + "; " + statements));
    }
    /// The first fault after somebody with the superuser's rights did this to a log of two partitions.
    std::string verdict_after(const std::string& statements) {
        SetUp();
        auto log = open();
        append_records(*log, 0, 0, 12);
        append_records(*log, 9, 100, 5);
        log.reset();
        sql("SET session_replication_role TO replica; " + statements);
        const auto verification = must(open(OpenMode::read_only)->verify());
        if (!verification.fault) return "sound";
        return std::to_string(verification.fault->partition) + "/" + std::to_string(verification.fault->sequence);
    }

    static inline int logs = 0;
    TestPostgres* server_ = nullptr;
    std::string name_;
    std::string log_;
};

TEST_F(Postgres, SaysWhatIsWrongWithALog) {
    EXPECT_EQ(code_of(open_postgres(log_, OpenMode::read_only)), "store.not-a-log");
    EXPECT_EQ(code_of(open_postgres("postgresql://konsequenz@/nowhere?host=" + server_->folder().string(),
                                    OpenMode::read_write)),
              "store.cannot-open");
    EXPECT_EQ(code_of(open_postgres("postgresql://konsequenz@/postgres?host=/nowhere", OpenMode::read_write)),
              "store.cannot-open");
    const auto hidden = open_postgres("postgresql://me:secret@/postgres?host=/nowhere", OpenMode::read_write);
    EXPECT_THAT(hidden.error().message, ::testing::Not(::testing::HasSubstr("secret")));
    open();
    sql("UPDATE log_version SET version = 99");
    EXPECT_EQ(code_of(open_postgres(log_, OpenMode::read_write)), "store.newer-schema");
    EXPECT_EQ(code_of(open_postgres(log_, OpenMode::read_only)), "store.newer-schema");
}

TEST_F(Postgres, HasOneWriterAPartitionAndSeveralPartitions) {
    const auto one = open();
    const auto other = open();
    append_records(*one, 0, 0, 3);
    EXPECT_EQ(code_of(other->claim(0)), "store.locked");
    EXPECT_EQ(code_of(other->append(std::array{Entry{0, "record", "x", "k", ""}})), "store.locked");
    append_records(*other, 1, 10, 3);
    EXPECT_EQ(code_of(one->claim(1)), "store.locked");
    EXPECT_EQ(code_of(other->append(std::array{Entry{1, "record", "r-0", "k", ""}})), "store.duplicate");
    const auto reader = open(OpenMode::read_only);
    EXPECT_EQ(must(reader->verify()).entries, 6U);
    EXPECT_EQ(code_of(reader->append(std::array{Entry{0, "record", "x", "k", ""}})), "store.read-only");
}

TEST_F(Postgres, RefusesToChangeOrDelete) {
    const auto log = open();
    append_records(*log, 0, 0, 3);
    for (const auto* statement : {"UPDATE entries SET body = ''", "DELETE FROM entries", "TRUNCATE entries",
                                  "DELETE FROM heads", "UPDATE heads SET count = 1"}) {
        EXPECT_FALSE(server_->sql("SET search_path TO " + name_ + "; " + statement)) << statement;
    }
    EXPECT_TRUE(must(log->verify()).is_sound());
}

TEST_F(Postgres, VerifyNamesTheFirstFault) {
    EXPECT_EQ(verdict_after("SELECT 1"), "sound");
    EXPECT_EQ(verdict_after("UPDATE entries SET body = '{}' WHERE sequence = 4 AND partition = 0"), "0/4");
    EXPECT_EQ(verdict_after("UPDATE entries SET key = 'k-8' WHERE sequence = 5 AND partition = 9"), "9/5");
    EXPECT_EQ(verdict_after("DELETE FROM entries WHERE sequence = 7"), "0/7");
    EXPECT_EQ(verdict_after("DELETE FROM entries WHERE sequence = 12"), "0/12");
    EXPECT_EQ(verdict_after("DELETE FROM entries WHERE partition = 0; DELETE FROM heads WHERE partition = 9"), "0/1");
    EXPECT_EQ(verdict_after("DELETE FROM heads WHERE partition = 9"), "9/0");
    EXPECT_EQ(verdict_after("UPDATE heads SET count = 11 WHERE partition = 0"), "0/12");
    EXPECT_EQ(verdict_after("INSERT INTO entries SELECT 0, 13, kind, 'new', key, body, hash FROM entries WHERE "
                            "partition = 0 AND sequence = 12"),
              "0/13");
    EXPECT_EQ(verdict_after("UPDATE entries SET sequence = 99 WHERE sequence = 2 AND partition = 0; UPDATE entries SET "
                            "sequence = 2 WHERE sequence = 3 AND partition = 0; UPDATE entries SET sequence = 3 WHERE "
                            "sequence = 99"),
              "0/2");
}

TEST_F(Postgres, DoesNotGoOnFromAnEndThatWasTamperedWith) {
    auto log = open();
    append_records(*log, 0, 0, 3);
    log.reset();
    sql("SET session_replication_role TO replica; DELETE FROM entries WHERE sequence = 3");
    EXPECT_EQ(code_of(open()->append(std::array{Entry{0, "record", "x", "k", ""}})), "store.corrupt");
}

TEST_F(Postgres, IsWholeAfterADumpAndARestore) {
    auto log = open();
    append_records(*log, 0, 0, 12);
    must(log->append({}, std::array{Attachment{"seal", "check", "value"}}));
    const auto head = must(log->head(0));
    log.reset();
    const auto file = (server_->folder() / (name_ + ".sql")).string();
    ASSERT_TRUE(server_->dump(name_, file));
    sql("SET client_min_messages TO warning; DROP SCHEMA " + name_ + " CASCADE");
    ASSERT_TRUE(server_->restore(file));
    log = open();
    EXPECT_EQ(must(log->head(0)), head);
    EXPECT_EQ(must(log->verify()).entries, 12U);
    EXPECT_EQ(must(log->attachment("seal", "check")), "value");
    append_records(*log, 0, 12, 1);
}

TEST_F(Postgres, TakesUpALostConnectionAgain) {
    const auto log = open();
    append_records(*log, 3, 0, 3);
    const std::string kill =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = "
        "'client backend'";
    sql(kill);
    append_records(*log, 3, 3, 3);
    sql(kill);
    EXPECT_EQ(must(log->head(3)).count, 6U);
    sql(kill);
    EXPECT_EQ(entries_of(*log, 3).size(), 6U);
    const auto other = open();
    EXPECT_EQ(code_of(other->claim(3)), "store.locked");  // the lock came along
    EXPECT_TRUE(must(log->verify()).is_sound());
}

TEST_F(Postgres, GoesOnWhenTheServerComesBack) {
    const auto log = open();
    append_records(*log, 0, 0, 3);
    for (const auto* how : {"immediate", "fast"}) {
        ASSERT_TRUE(server_->stop(how));
        std::jthread restart([&] { EXPECT_TRUE(server_->start()); });
        append_records(*log, 0, static_cast<int>(must(log->head(0)).count), 3);
        restart.join();
    }
    EXPECT_EQ(must(log->verify()).entries, 9U);
}

}  // namespace
}  // namespace konsequenz::store
