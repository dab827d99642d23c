// What only a log in a file must stand: other files, other writers, other hands.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "base/files.h"
#include "store/sqlite_wal_sync.h"
#include "store/test_log.h"

namespace konsequenz::store {
namespace {

namespace fs = std::filesystem;

/// Runs SQL as someone with the file and a shell would.
void run_sql(const fs::path& path, const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message << "\n" << sql;
    sqlite3_free(message);
    sqlite3_close(database);
}

constexpr const char* without_triggers =
    "DROP TRIGGER entries_stay; DROP TRIGGER entries_keep; DROP TRIGGER heads_stay; DROP TRIGGER heads_grow;";

/// A log of two partitions: 0 with 12 entries, at the places 1 to 12, and 9 with 5, at 9895604649985 to …989.
void write_log(const fs::path& path, int entries = 12) {
    const auto store = must(open_sqlite(path, OpenMode::read_write));
    append_records(*store, 0, 0, entries);
    append_records(*store, 9, 1000, 5);
}

/// More than verify hashes together, so that a fault may stand at the beginning, the middle and the end of such a
/// batch.
constexpr int long_log_entries = 150;

/// The first fault; also when the file cannot even be opened any more.
std::string verdict(const fs::path& path) {
    auto store = open_sqlite(path, OpenMode::read_only);
    if (!store) return store.error().code;
    const auto verification = must((*store)->verify());
    return verification.fault
               ? std::to_string(verification.fault->partition) + "/" + std::to_string(verification.fault->sequence)
               : "sound";
}

std::string verdict_after(const std::string& sql) {
    const TestFolder folder;
    write_log(folder.file());
    EXPECT_EQ(verdict(folder.file()), "sound");
    run_sql(folder.file(), without_triggers + sql);
    return verdict(folder.file());
}

TEST(Sqlite, KeepsTheLogFromRunToRun) {
    const TestFolder folder;
    write_log(folder.file());
    const auto store = must(open_sqlite(folder.file(), OpenMode::read_write));
    append_records(*store, 0, 12, 1);
    EXPECT_EQ(must(store->head(0)).count, 13U);
    EXPECT_EQ(must(store->verify()).entries, 18U);
    EXPECT_EQ(must(store->find("record", "r-1004"))->sequence, 5U);
}

TEST(Sqlite, HasOneWriterAndReadersBesideIt) {
    const TestFolder folder;
    auto writer = must(open_sqlite(folder.file(), OpenMode::read_write));
    EXPECT_EQ(code_of(open_sqlite(folder.file(), OpenMode::read_write)), "store.locked");
    append_records(*writer, 0, 0, 3);
    const auto reader = must(open_sqlite(folder.file(), OpenMode::read_only));
    EXPECT_EQ(must(reader->head(0)).count, 3U);
    int seen = 0;
    must(reader->scan(0, 1, [&](const StoredEntry&) -> Result<Step> {
        if (seen++ == 0) append_records(*writer, 0, 3, 2);
        return Step::go_on;
    }));
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(must(reader->head(0)).count, 5U);
    EXPECT_EQ(code_of(reader->append(std::array{Entry{0, "record", "x", "", ""}})), "store.read-only");
    writer.reset();
    EXPECT_TRUE(open_sqlite(folder.file(), OpenMode::read_write).has_value());
}

TEST(Sqlite, KeepsWhatItAcknowledgedWhenKilled) {
    const TestFolder folder;
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        auto store = open_sqlite(folder.file(), OpenMode::read_write);
        if (!store) ::_exit(1);
        append_records(**store, 0, 0, 5);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    const auto store = must(open_sqlite(folder.file(), OpenMode::read_write));
    append_records(*store, 0, 5, 1);
    EXPECT_EQ(must(store->verify()).entries, 6U);
}

TEST(Sqlite, SaysWhatIsWrongWithAFile) {
    const TestFolder folder;
    EXPECT_EQ(code_of(open_sqlite(folder.file("missing.db"), OpenMode::read_only)), "store.cannot-open");
    EXPECT_EQ(code_of(open_sqlite(folder.file("no/folder/log.db"), OpenMode::read_write)), "store.cannot-open");
    EXPECT_EQ(code_of(open_sqlite("", OpenMode::read_write)), "store.cannot-open");
    must(write_file(folder.file("text.db"), std::string(5000, 'x')));
    EXPECT_EQ(code_of(open_sqlite(folder.file("text.db"), OpenMode::read_write)), "store.not-a-log");
    EXPECT_EQ(code_of(open_sqlite(folder.file("text.db"), OpenMode::read_only)), "store.not-a-log");
    must(write_file(folder.file("empty.db"), ""));
    EXPECT_EQ(code_of(open_sqlite(folder.file("empty.db"), OpenMode::read_only)), "store.not-a-log");
    run_sql(folder.file("other.db"), "CREATE TABLE t (x)");
    EXPECT_EQ(code_of(open_sqlite(folder.file("other.db"), OpenMode::read_write)), "store.not-a-log");
    fs::create_directory(folder.file("folder.db"));
    EXPECT_EQ(code_of(open_sqlite(folder.file("folder.db"), OpenMode::read_write)), "store.cannot-open");
    write_log(folder.file());
    run_sql(folder.file(), "PRAGMA user_version = 3");
    EXPECT_EQ(code_of(open_sqlite(folder.file(), OpenMode::read_write)), "store.newer-schema");
    EXPECT_EQ(code_of(open_sqlite(folder.file(), OpenMode::read_only)), "store.newer-schema");
}

// Written by the program of the first schema: 148 entries, of which 88 are records.
TEST(Sqlite, ReadsAndContinuesTheFilesOfEarlierSchemas) {
    constexpr std::string_view head = "e08f3073c2273ce10641f6a648993c62fcc77f5b12c489c9e04934db01e478a3";
    const TestFolder folder;
    fs::copy_file(fs::path(KONSEQUENZ_SOURCE_DIR) / "tests/logs/schema-1.db", folder.file());
    fs::permissions(folder.file(), fs::perms::owner_all);
    const auto records_of_one = [](Store& store) {
        std::size_t count = 0;
        must(store.scan_records("k-7", [&](const StoredEntry& entry) -> Result<Step> {
            EXPECT_EQ(entry.key, "k-7");
            ++count;
            return Step::go_on;
        }));
        return count;
    };
    std::size_t before = 0;
    {
        const auto reader = must(open_sqlite(folder.file(), OpenMode::read_only));
        EXPECT_EQ(must(reader->verify()).entries, 148U);
        EXPECT_EQ(to_hex(must(reader->head(0)).hash), head);
        EXPECT_EQ(must(reader->attachment("seal", "check")), std::nullopt);
        before = records_of_one(*reader);
        EXPECT_EQ(before, 15U);
    }
    const auto writer = must(open_sqlite(folder.file(), OpenMode::read_write));
    EXPECT_EQ(to_hex(must(writer->head(0)).hash), head);
    EXPECT_EQ(records_of_one(*writer), before);
    must(writer->append(std::array{Entry{0, "record", "new", "k-7", "{}"}},
                        std::array{Attachment{"seal", "check", "value"}}));
    EXPECT_EQ(records_of_one(*writer), before + 1);
    EXPECT_EQ(must(writer->attachment("seal", "check")), "value");
    EXPECT_EQ(must(writer->verify()).entries, 149U);
}

/// More records than a run of the index holds, more runs than a level holds; a reader stands beside the writer.
TEST(Sqlite, FindsRecordsByKeyInAllRunsOfTheIndex) {
    const TestFolder folder;
    auto writer = must(open_sqlite(folder.file(), OpenMode::read_write));
    const auto reader = must(open_sqlite(folder.file(), OpenMode::read_only));
    std::map<std::string, std::vector<std::uint64_t>> expected;
    std::uint64_t next = 0;
    for (int batch = 0; batch < 28; ++batch) {
        std::vector<std::string> texts;
        std::vector<Entry> entries;
        texts.reserve(20'000);
        for (int at = 0; at < 10'000; ++at) {
            texts.push_back("r-" + std::to_string(++next));
            texts.push_back("k-" + std::to_string(next * 7919 % 997));
            const std::string_view kind = next % 5 == 0 ? "ruling" : "record";
            entries.push_back({0, kind, texts[texts.size() - 2], texts.back(), "{}"});
            if (kind == "record") expected[texts.back()].push_back(next);
        }
        must(writer->append(entries));
        for (const auto* key : {"k-1", "k-500", "k-996", "nobody"}) {
            for (auto* store : {writer.get(), reader.get()}) {
                std::vector<std::uint64_t> found;
                must(store->scan_records(key, [&](const StoredEntry& entry) -> Result<Step> {
                    found.push_back(entry.sequence);
                    return Step::go_on;
                }));
                ASSERT_EQ(found, expected[key]) << key << " after " << next;
            }
        }
    }
    EXPECT_TRUE(must(writer->verify()).is_sound());
    writer.reset();
    for (const auto* change :
         {"DELETE FROM run_parts WHERE part = 7", "UPDATE run_parts SET places = substr(places, 17) WHERE part = 7",
          "UPDATE run_parts SET run = run + 1 WHERE run = 9 AND part = 0", "DELETE FROM runs WHERE level = 1",
          "UPDATE indexed SET sequence = sequence - 2"}) {
        const TestFolder copy;
        fs::copy_file(folder.file(), copy.file());
        run_sql(copy.file(), change);
        const auto found = must(must(open_sqlite(copy.file(), OpenMode::read_only))->verify());
        EXPECT_THAT(found.fault.value_or(Fault{}).what, ::testing::HasSubstr("index by key")) << change;
    }
}

TEST(Sqlite, ReadsWhereItMayNotWrite) {
    if (::geteuid() == 0)
        GTEST_SKIP() << "SKIPPED: root may write everywhere; run as another user to test a read-only folder";
    const TestFolder folder;
    write_log(folder.file());
    fs::permissions(folder.file().parent_path(), fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_EQ(verdict(folder.file()), "sound");
    EXPECT_EQ(code_of(open_sqlite(folder.file(), OpenMode::read_write)), "store.read-only");
    fs::permissions(folder.file().parent_path(), fs::perms::owner_all);
}

TEST(Sqlite, RefusesToChangeOrDelete) {
    const TestFolder folder;
    write_log(folder.file());
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(folder.file().c_str(), &database), SQLITE_OK);
    for (const auto* sql : {"UPDATE entries SET body = x'00'", "DELETE FROM entries", "DELETE FROM heads",
                            "UPDATE heads SET count = 1"}) {
        EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << sql;
    }
    sqlite3_close(database);
    EXPECT_EQ(verdict(folder.file()), "sound");
}

TEST(Sqlite, VerifyNamesTheFirstFault) {
    EXPECT_EQ(verdict_after("UPDATE entries SET body = x'7b7d' WHERE place = 4"), "0/4");
    EXPECT_EQ(verdict_after("UPDATE entries SET key = 'k-8' WHERE place = 9895604649989"), "9/5");
    EXPECT_EQ(verdict_after("UPDATE entries SET hash = zeroblob(32) WHERE place = 1"), "0/1");
    EXPECT_EQ(verdict_after("DELETE FROM entries WHERE place = 7"), "0/7");
    EXPECT_EQ(verdict_after("DELETE FROM entries WHERE place = 12"), "0/12");
    EXPECT_EQ(verdict_after("DELETE FROM entries WHERE place < (1 << 40)"), "0/1");
    EXPECT_EQ(verdict_after("DELETE FROM entries"), "0/1");
    EXPECT_EQ(verdict_after("DELETE FROM heads WHERE partition = 9"), "9/0");
    EXPECT_EQ(verdict_after("UPDATE heads SET hash = zeroblob(32) WHERE partition = 0"), "0/0");
    EXPECT_EQ(verdict_after("UPDATE heads SET count = 11 WHERE partition = 0"), "0/12");
    EXPECT_EQ(verdict_after("INSERT INTO heads VALUES (4, 1, zeroblob(32))"), "4/1");
    EXPECT_EQ(verdict_after("INSERT INTO entries SELECT 9895604649990, kind, 'new', key, body, hash FROM entries WHERE "
                            "place = 9895604649989"),
              "9/6");
    EXPECT_EQ(verdict_after("INSERT INTO entries SELECT 4398046511105, kind, 'new', key, body, hash FROM entries WHERE "
                            "place = 9895604649985"),
              "4/0");
    EXPECT_EQ(verdict_after("UPDATE entries SET place = 99 WHERE place = 2;"
                            "UPDATE entries SET place = 2 WHERE place = 3;"
                            "UPDATE entries SET place = 3 WHERE place = 99"),
              "0/2");
    EXPECT_EQ(verdict_after("INSERT INTO entries SELECT -7, kind, 'new', key, body, hash FROM entries WHERE "
                            "place = 9895604649985"),
              "0/0");
}

TEST(Sqlite, OnceTheDiskRefusedNothingCountsAsDurable) {
    const TestFolder folder;
    const auto changes = folder.file().string() + "-wal";
    fs::create_symlink("/dev/null", changes);  // which cannot be synced
    WalSync wal(folder.file().string());
    EXPECT_EQ(code_of(wal.sync()), "store.failed");
    fs::remove(changes);
    std::ofstream(changes) << "changes";
    EXPECT_EQ(code_of(wal.sync()), "store.failed");
    EXPECT_TRUE(WalSync(folder.file().string()).sync());
}

TEST(Sqlite, VerifyNamesTheFirstFaultWhereverItStandsAmongMany) {
    const TestFolder original;
    write_log(original.file(), long_log_entries);
    EXPECT_EQ(verdict(original.file()), "sound");
    // What is wrong behind the first fault must not be named in its stead.
    const auto verdict_with = [&](std::string_view change, int at) {
        const TestFolder folder;
        fs::copy_file(original.file(), folder.file());
        run_sql(folder.file(), fmt::format("{}UPDATE entries SET body = x'7b7d' WHERE place = {}; {} WHERE place = {}",
                                           without_triggers, long_log_entries, change, at));
        return verdict(folder.file());
    };
    for (const int at : {1, 2, 63, 64, 65, 66, 127, 128, 129, 149, 150}) {
        EXPECT_EQ(verdict_with("UPDATE entries SET body = x'5b5d'", at), fmt::format("0/{}", at));
        EXPECT_EQ(verdict_with("DELETE FROM entries", at), fmt::format("0/{}", at));
    }
}

TEST(Sqlite, DoesNotGoOnFromATamperedEnd) {
    const TestFolder folder;
    write_log(folder.file());
    run_sql(folder.file(), std::string(without_triggers) + "DELETE FROM entries WHERE place = 12");
    const auto store = must(open_sqlite(folder.file(), OpenMode::read_write));
    EXPECT_EQ(code_of(store->append(std::array{Entry{0, "record", "x", "", ""}})), "store.corrupt");
    append_records(*store, 9, 500, 1);
    EXPECT_EQ(must(store->head(9)).count, 6U);
}

// Any byte of any cell, any row's removal, any exchange of two rows' content, any row between.
/// All content of the log, as its readers see it; or the error's code.
std::string content(const fs::path& path) {
    auto store = open_sqlite(path, OpenMode::read_only);
    if (!store) return store.error().code;
    std::string all;
    for (const auto partition : {0U, 9U}) {
        const auto read = (*store)->scan(partition, 1, [&](const StoredEntry& entry) -> Result<Step> {
            all += std::to_string(entry.sequence) + entry.kind + entry.id + entry.key + entry.body +
                   to_hex(entry.hash) + "\n";
            return Step::go_on;
        });
        if (!read) return read.error().code;
        for (const auto& id : {"r-0", "r-11", "r-1002"}) {
            const auto found = (*store)->find("record", id);
            if (!found) return found.error().code;
            all += *found ? (*found)->body : "not found";
        }
        const auto head = (*store)->head(partition);
        if (!head) return head.error().code;
        all += to_hex(head->hash) + std::to_string(head->count);
    }
    return all;
}

RC_GTEST_PROP(SqliteProperty, EveryChangeOfARowIsFound, ()) {
    static const TestFolder original;
    static const bool is_written = (write_log(original.file(), long_log_entries), true);
    RC_ASSERT(is_written);
    const TestFolder folder;
    fs::copy_file(original.file(), folder.file());
    const auto row = *rc::gen::inRange(1, long_log_entries + 1);
    const auto other =
        *rc::gen::suchThat(rc::gen::inRange(1, long_log_entries + 1), [&](int value) { return value != row; });
    const auto here = " WHERE place = " + std::to_string(row);
    std::string sql = without_triggers;
    switch (*rc::gen::inRange(0, 4)) {
        case 0: {
            const auto column = *rc::gen::elementOf(std::vector<std::string>{"kind", "id", "key", "body", "hash"});
            const auto at = std::to_string(*rc::gen::inRange(1, 3));
            const auto byte = *rc::gen::elementOf(std::vector<std::string>{"00", "07", "21", "7F", "FF"});
            const auto as = column == "body" || column == "hash" ? "BLOB" : "TEXT";
            sql += "UPDATE entries SET " + column + " = CAST(CAST(substr(" + column + ", 1, " + at +
                   " - 1) AS BLOB) || x'" + byte + "' || CAST(substr(" + column + ", " + at + " + 1) AS BLOB) AS " +
                   as + ")" + here;
            break;
        }
        case 1: sql += "DELETE FROM entries" + here; break;
        case 2:
            sql += "CREATE TEMP TABLE t AS SELECT * FROM entries WHERE place IN (" + std::to_string(row) + ", " +
                   std::to_string(other) + "); DELETE FROM entries WHERE place IN (" + std::to_string(row) + ", " +
                   std::to_string(other) + "); INSERT INTO entries SELECT " + std::to_string(row + other) +
                   " - place, kind, id, key, body, hash FROM t";
            break;
        default:
            sql +=
                "UPDATE entries SET place = place + 1000 WHERE place < (1 << 40) AND place >= " + std::to_string(row) +
                "; UPDATE entries SET place = place - 999 WHERE place < (1 << 40) AND place >= 1000;"
                "INSERT INTO entries SELECT " +
                std::to_string(row) +
                ", kind, 'added', key, body, hash FROM entries WHERE place = 9895604649985;"
                "UPDATE heads SET count = count + 1 WHERE partition = 0";
    }
    run_sql(folder.file(), sql);
    RC_PRE(content(folder.file()) != content(original.file()));  // the byte may have been the same before
    RC_ASSERT(verdict(folder.file()) != "sound");
}

// Bytes of a page that hold nothing may change unseen; what a reader sees may not.
RC_GTEST_PROP(SqliteProperty, NoByteOfTheFileChangesWhatIsReadUnseen, ()) {
    static const TestFolder original;
    static const bool is_written = (write_log(original.file()), true);
    RC_ASSERT(is_written);
    static const std::string sound = content(original.file());
    static const std::string bytes = must(read_file(original.file()));
    auto changed = bytes;
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    switch (*rc::gen::inRange(0, 4)) {
        case 0: changed.erase(at, 1); break;
        case 1: changed.insert(at, 1, static_cast<char>(*rc::gen::inRange(0, 256))); break;
        case 2: std::swap(changed[at], changed[*rc::gen::inRange<std::size_t>(0, bytes.size())]); break;
        default: changed[at] = static_cast<char>(changed[at] ^ *rc::gen::inRange(1, 256));
    }
    const TestFolder folder;
    must(write_file(folder.file(), changed));
    const auto found = verdict(folder.file());
    if (found == "sound") RC_ASSERT(content(folder.file()) == sound);
}

}  // namespace
}  // namespace konsequenz::store
