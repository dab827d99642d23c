// The log in an SQLite file: WAL, one transaction a batch, synced before it counts.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <set>
#include <utility>

#include "store/chain.h"
#include "store/sqlite_checkpointer.h"
#include "store/sqlite_database.h"
#include "store/sqlite_keys.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_wal_sync.h"
#include "store/store.h"
#include "store/writer_lock.h"

namespace konsequenz::store {
namespace {

/// "KNSQ": tells the file from other people's SQLite files.
constexpr int application_id = 0x4B4E5351;

/// Migration n leads from schema version n to n + 1. Only ever append.
/// The place is the partition in the upper 23 bits and the sequence in the lower 40, and the table's rowid: an entry is
/// appended to its partition's end, and no index is needed to read a partition in order.
/// The id stands first in the index: it differs sooner than the kind, and a contact lies beside its ruling.
/// The triggers stop an honest mistake; verify finds the other kind.
constexpr std::array<const char*, 2> migrations{R"sql(
CREATE TABLE entries (
    place INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    body BLOB NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE UNIQUE INDEX entries_by_name ON entries (id, kind);
CREATE TABLE heads (
    partition INTEGER PRIMARY KEY,
    count INTEGER NOT NULL CHECK (count > 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entries_keep BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER heads_stay BEFORE DELETE ON heads BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER heads_grow BEFORE UPDATE ON heads WHEN new.count <= old.count OR new.partition <> old.partition
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
)sql",
                                                R"sql(
CREATE TABLE runs (run INTEGER PRIMARY KEY, level INTEGER NOT NULL) STRICT;
CREATE TABLE run_parts (
    run INTEGER NOT NULL,
    last INTEGER NOT NULL,
    part INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (run, last, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE indexed (partition INTEGER PRIMARY KEY, sequence INTEGER NOT NULL) STRICT;
CREATE TABLE attachments (
    space TEXT NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (space, name)
) STRICT, WITHOUT ROWID;
)sql"};

/// The entries of a customer stand far apart, and many are written in one transaction.
constexpr const char* cache_size = "PRAGMA cache_size = -32000";

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// ---- the file ----

Result<std::int64_t> checked_version(Database& database) {
    const auto version = TRY(database.integer("PRAGMA user_version"));
    const auto owner = TRY(database.integer("PRAGMA application_id"));
    const auto objects = TRY(database.integer("SELECT count(*) FROM sqlite_schema"));
    const bool is_new = version == 0 && owner == 0 && objects == 0;
    if (!is_new && (owner != application_id || version < 1)) {
        return fail(
            "store.not-a-log",
            fmt::format("`{}` is an SQLite file, but no log: name a file that konsequenz wrote", database.shown()));
    }
    if (version > static_cast<std::int64_t>(migrations.size())) {
        return fail("store.newer-schema",
                    fmt::format("the log `{}` has schema version {}, this program knows {}: take a newer konsequenz",
                                database.shown(), version, migrations.size()));
    }
    return version;
}

Result<Database> open_to_write(const std::string& path) {
    auto database = TRY(Database::open(path, Access::write));
    const auto version = TRY(checked_version(database));
    // Many rulings share a page, and none spills to pages of its own.
    TRY_VOID(
        database.run("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;"
                     // What is committed is synced by WalSync.
                     "PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF;"
                     // Only keys that were destroyed are overwritten (attach_all): Debian's SQLite would do it for all.
                     "PRAGMA secure_delete = OFF"));
    // After the size of a page: SQLite counts the pages when it is told.
    TRY_VOID(database.run(cache_size));
    if (version == static_cast<std::int64_t>(migrations.size())) {
        // What was removed while somebody read the log as it was before may still stand in the log of changes.
        TRY(database.empty_wal(std::chrono::milliseconds(0)));
        return database;
    }
    auto transaction = TRY(Transaction::begin(database, "BEGIN IMMEDIATE"));
    for (auto next = static_cast<std::size_t>(version); next < migrations.size(); ++next)
        TRY_VOID(database.run(migrations[next]));
    TRY_VOID(database.run(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, migrations.size())));
    TRY_VOID(transaction.commit());
    return database;
}

Result<Database> open_to_read(const std::string& path) {
    auto database = TRY(Database::open(path, Access::read));
    auto version = checked_version(database);
    std::error_code ignored;
    const bool has_wal = std::filesystem::exists(path + "-wal", ignored);
    const bool lacks_memory =
        !version && (version.error().code == "store.cannot-open" || version.error().code == "store.read-only");
    if (lacks_memory && !has_wal) {
        // On a read-only disk SQLite cannot share memory with a writer; where no writer left a log, none is needed.
        database = TRY(Database::open(path, Access::read_unshared));
        version = checked_version(database);
    }
    if (TRY(std::move(version)) == 0)
        return fail("store.not-a-log", fmt::format("`{}` is empty: name a file that konsequenz wrote", path));
    TRY_VOID(database.run(cache_size));
    return database;
}

// ---- the store ----

constexpr std::string_view hash_only = "hash";
constexpr std::string_view whole = "hash, kind, id, key, body";

/// A query whose first column is the place.
std::string entries_where(std::string_view columns, std::string_view condition) {
    return fmt::format("SELECT place, {} FROM entries WHERE {}", columns, condition);
}

struct Statements {
    Statement insert, set_head, head, last, scan, entry, find, next_partition, heads, names, integrity;
    Statement attach, detach, attachment, attachments;

    /// A file of an earlier schema that is opened to be read has no attachments.
    static Result<Statements> prepare(Database& database) {
        const bool has_attachments = TRY(database.integer("PRAGMA user_version")) >= 2;
        Statements s;
        s.insert = TRY(database.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)"));
        s.set_head =
            TRY(database.prepare("INSERT INTO heads VALUES (?, ?, ?) ON CONFLICT (partition) DO UPDATE SET count = "
                                 "excluded.count, hash = excluded.hash"));
        s.head = TRY(database.prepare("SELECT partition, count, hash FROM heads WHERE partition = ?"));
        s.last = TRY(database.prepare(entries_where(hash_only, "place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1")));
        s.scan = TRY(database.prepare(entries_where(whole, "place BETWEEN ? AND ? ORDER BY place")));
        s.entry = TRY(database.prepare(entries_where(whole, "place = ?")));
        s.find = TRY(database.prepare(entries_where(whole, "kind = ? AND id = ?")));
        s.next_partition = TRY(database.prepare(entries_where(hash_only, "place >= ? ORDER BY place LIMIT 1")));
        s.heads = TRY(database.prepare("SELECT partition, count, hash FROM heads ORDER BY partition"));
        s.names =
            TRY(database.prepare("SELECT place, kind, id FROM entries INDEXED BY entries_by_name ORDER BY id, kind"));
        s.integrity = TRY(database.prepare("PRAGMA quick_check(1)"));
        const std::string from = has_attachments ? "FROM attachments" : "FROM (SELECT '' space, '' name, x'' value) ";
        const std::string where = has_attachments ? " WHERE space = ?" : " WHERE false AND space = ?";
        s.attachment = TRY(database.prepare("SELECT value " + from + where + " AND name = ?"));
        s.attachments = TRY(database.prepare("SELECT name, value " + from + where + " ORDER BY name"));
        if (has_attachments) {
            s.attach = TRY(database.prepare("INSERT OR REPLACE INTO attachments VALUES (?, ?, ?)"));
            s.detach = TRY(database.prepare("DELETE FROM attachments WHERE space = ? AND name = ?"));
        }
        return s;
    }
};

/// What is read once, from end to end, is best read through few pages, which stay in the processor's cache.
class ReadingThrough {
  public:
    explicit ReadingThrough(Database& database) : database_(database) {
        (void)database_.run("PRAGMA cache_size = -500");
    }
    ~ReadingThrough() { (void)database_.run(cache_size); }
    ReadingThrough(const ReadingThrough&) = delete;
    ReadingThrough& operator=(const ReadingThrough&) = delete;

  private:
    Database& database_;
};

class SqliteStore final : public Store {
  public:
    SqliteStore(WriterLock lock, Database database, Statements statements, KeyIndex keys, OpenMode mode)
        : lock_(std::move(lock)),
          database_(std::move(database)),
          statements_(std::move(statements)),
          keys_(std::move(keys)),
          mode_(mode),
          wal_sync_(database_.shown()),
          checkpointer_(database_.shown()) {
        if (mode == OpenMode::read_write) database_.checkpoint_by_hand();
    }

    using Store::append;

    Result<void> claim(std::uint32_t) override {  // the lock is of the file
        if (mode_ == OpenMode::read_write) return {};
        return fail("store.read-only",
                    fmt::format("the log `{}` was opened to read: open it to write", database_.shown()));
    }

    Result<std::uint64_t> append(std::span<const Entry> batch, std::span<const Attachment> attachments) override {
        const auto sequence = TRY(append_unsynced(batch, attachments));
        TRY_VOID(sync());
        return sequence;
    }

    Result<std::uint64_t> append_unsynced(std::span<const Entry> batch,
                                          std::span<const Attachment> attachments) override {
        TRY_VOID(claim(0));
        if (batch.empty() && attachments.empty()) return 0;
        auto sequence = append_all(batch, attachments);
        if (!sequence) keys_.forget_unwritten();
        return sequence;
    }

    Result<void> sync() override { return wal_sync_.sync(); }

    std::optional<std::string> removed_lives_on_in() const override {
        if (!is_removed_readable_) return std::nullopt;
        return database_.shown() + "-wal";
    }

    Result<void> scan(std::uint32_t partition, std::uint64_t from_sequence, const Visitor& visitor) override {
        if (partition > partition_max) return {};
        auto& rows = statements_.scan.reset()
                         .integer(place_of(partition, std::min(from_sequence, sequence_max)))
                         .integer(place_of(partition, sequence_max));
        return visit(rows, visitor);
    }

    Result<void> scan_records(std::string_view key, const Visitor& visitor) override {
        StoredEntry entry;
        auto view = TRY(Transaction::begin_view(database_));
        for (const auto place : TRY(keys_.places(key))) {
            {
                auto& row = statements_.entry.reset().integer(place);
                const ResetAtEnd at_end(row);
                if (TRY(row.step()) == Row::none || !copy_entry(row, entry)) return database_.damaged();
            }
            if (entry.key != key) continue;  // another with the same hash
            if (TRY(visitor(entry)) == Step::stop) break;
        }
        return view.commit();
    }

    Result<std::optional<StoredEntry>> find(std::string_view kind, std::string_view id) override {
        auto& row = statements_.find.reset().text(kind).text(id);
        const ResetAtEnd at_end(row);
        if (TRY(row.step()) == Row::none) return std::nullopt;
        StoredEntry entry;
        if (!copy_entry(row, entry)) return database_.damaged();
        return entry;
    }

    Result<std::optional<std::string>> attachment(std::string_view space, std::string_view name) override {
        auto& row = statements_.attachment.reset().text(space).text(name);
        const ResetAtEnd at_end(row);
        if (TRY(row.step()) == Row::none) return std::nullopt;
        return std::string(row.bytes_at(0));
    }

    Result<void> scan_attachments(std::string_view space, const AttachmentVisitor& visitor) override {
        auto& rows = statements_.attachments.reset().text(space);
        const ResetAtEnd at_end(rows);
        while (TRY(rows.step()) == Row::here) {
            if (TRY(visitor(rows.bytes_at(0), rows.bytes_at(1))) == Step::stop) break;
        }
        return {};
    }

    Result<std::vector<std::uint32_t>> partitions() override {
        std::set<std::uint32_t> partitions;
        auto& heads = statements_.heads.reset();
        const ResetAtEnd at_end(heads);
        while (TRY(heads.step()) == Row::here) {
            const auto partition = heads.integer_at(0);
            if (heads.cell_at(0) != Cell::integer || partition < 0 || partition > partition_max)
                return database_.damaged();
            partitions.insert(static_cast<std::uint32_t>(partition));
        }
        // From the lowest number on, so that no entry stands where no partition is.
        std::uint64_t next_place = std::uint64_t{1} << 63;
        for (std::uint64_t next = 0; next <= partition_max; next_place = next << sequence_bits) {
            auto& row = statements_.next_partition.reset().integer(next_place);
            const ResetAtEnd at_end_of_row(row);
            if (TRY(row.step()) == Row::none) break;
            const auto place = place_at(row);
            if (!place) return database_.damaged();
            partitions.insert(place->partition);
            next = std::uint64_t{place->partition} + 1;
        }
        return std::vector<std::uint32_t>(partitions.begin(), partitions.end());
    }

    Result<std::optional<Head>> stored_head(std::uint32_t partition) override {
        auto& row = statements_.head.reset().integer(partition);
        const ResetAtEnd at_end(row);
        if (TRY(row.step()) == Row::none) return std::nullopt;
        Head head{.count = static_cast<std::uint64_t>(row.integer_at(1)), .hash = {}};
        if (row.cell_at(1) != Cell::integer || row.integer_at(1) <= 0 || !copy_hash(row, 2, head.hash))
            return database_.damaged();
        return head;
    }

    /// Reads the index by name alone, on which find and the check for twins rest, and the one by key.
    Result<std::optional<IndexSum>> index_sum(const IndexHasher& hasher, const Counts& counts) override {
        const ReadingThrough reading(database_);
        IndexSum sum;
        sum.keys = TRY(keys_.sum(database_, hasher, counts));
        auto& rows = statements_.names.reset();
        const ResetAtEnd at_end(rows);
        while (TRY(rows.step()) == Row::here) {
            const auto place = place_at(rows);
            if (!place) return database_.damaged();
            if (is_within(counts, place->partition, place->sequence))
                sum.names += hasher.name(rows.bytes_at(1), rows.bytes_at(2), place->partition, place->sequence);
        }
        return sum;
    }

    /// The pages of the file and the order within its trees.
    Result<std::optional<std::string>> find_damage() override {
        const ReadingThrough reading(database_);
        // What the tables say of their values, the reading of the entries and heads says, too.
        TRY_VOID(database_.run("PRAGMA ignore_check_constraints = ON"));
        auto damage = checked_pages();
        TRY_VOID(database_.run("PRAGMA ignore_check_constraints = OFF"));
        return damage;
    }

  private:
    Result<std::optional<std::string>> checked_pages() {
        auto& rows = statements_.integrity.reset();
        const ResetAtEnd at_end(rows);
        const auto row = rows.step();
        if (!row) return row.error().message;
        if (*row == Row::here && rows.bytes_at(0) == "ok") return std::nullopt;
        return std::string(rows.bytes_at(0));
    }

    Result<std::uint64_t> append_all(std::span<const Entry> batch, std::span<const Attachment> attachments) {
        auto transaction = TRY(Transaction::begin(database_, "BEGIN IMMEDIATE"));
        std::map<std::uint32_t, Head> heads;
        std::uint64_t sequence = 0;
        for (const auto& entry : batch) {
            TRY_VOID(check_entry(entry));
            auto head = heads.find(entry.partition);
            if (head == heads.end()) head = heads.emplace(entry.partition, TRY(writable_head(entry.partition))).first;
            head->second = hasher_.next(head->second, entry);
            sequence = head->second.count;
            assert(sequence <= sequence_max);
            TRY_VOID(insert(entry, head->second));
            keys_.add(entry.kind == record_kind ? entry.key : std::string_view(), place_of(entry.partition, sequence));
        }
        for (const auto& [partition, head] : heads) TRY_VOID(set_head(partition, head));
        const bool is_any_removed = std::ranges::any_of(attachments, [](const auto& one) { return !one.value; });
        TRY_VOID(attach_all(attachments));
        TRY_VOID(keys_.write_if_full(database_));
        TRY_VOID(transaction.commit());
        for (const auto& [partition, head] : heads) heads_[partition] = head;
        // What was removed must not live on in the log of changes.
        if (is_any_removed)
            is_removed_readable_ = !TRY(checkpointer_.empty(database_));
        else
            checkpointer_.after_commit(database_);
        return sequence;
    }

    Result<void> visit(Statement& rows, const Visitor& visitor) {
        const ReadingThrough reading(database_);
        const ResetAtEnd at_end(rows);
        StoredEntry entry;
        while (TRY(rows.step()) == Row::here) {
            if (!copy_entry(rows, entry)) return database_.damaged();
            if (TRY(visitor(entry)) == Step::stop) break;
        }
        return {};
    }

    /// A key that is destroyed is overwritten, not only forgotten, and so is what a page leaves behind that is divided.
    Result<void> attach_all(std::span<const Attachment> attachments) {
        if (attachments.empty()) return {};
        TRY_VOID(database_.run("PRAGMA secure_delete = ON"));
        for (const auto& attachment : attachments) TRY_VOID(attach(attachment));
        return database_.run("PRAGMA secure_delete = OFF");
    }

    Result<void> attach(const Attachment& attachment) {
        auto& row = attachment.value ? statements_.attach : statements_.detach;
        row.reset().text(attachment.space).text(attachment.name);
        if (attachment.value) row.blob(*attachment.value);
        const ResetAtEnd at_end(row);
        TRY(row.step());
        return {};
    }

    /// As the last entry of a partition has it.
    Result<Head> last_head(std::uint32_t partition) {
        auto& row = statements_.last.reset().integer(place_of(partition, 0)).integer(place_of(partition, sequence_max));
        const ResetAtEnd at_end(row);
        if (TRY(row.step()) == Row::none) return Head{};
        Digest hash{};
        const auto place = place_at(row);
        if (!place || !copy_hash(row, 1, hash)) return database_.damaged();
        return Head{.count = place->sequence, .hash = hash};
    }

    /// The head to go on from; a log whose end was tampered with is not continued.
    Result<Head> writable_head(std::uint32_t partition) {
        const auto known = heads_.find(partition);
        if (known != heads_.end()) return known->second;
        const auto head = TRY(this->head(partition));
        if (head == TRY(last_head(partition))) return head;
        return fail("store.corrupt", fmt::format("the log `{}`: the end of partition {} is not what its head says: "
                                                 "verify the log and restore it from a backup",
                                                 database_.shown(), partition));
    }

    // Each statement is reset at once: left as it is, it would stand in the way of the commit and point at borrowed
    // bytes.
    Result<void> insert(const Entry& entry, const Head& head) {
        auto& row =
            statements_.insert.reset().integer(place_of(entry.partition, head.count)).text(entry.kind).text(entry.id);
        const ResetAtEnd at_end(row);
        const auto done = row.text(entry.key).blob(entry.body).blob(bytes_of(head.hash)).step();
        if (done) return {};
        if (done.error().code == "store.duplicate") return duplicate(entry);
        return std::unexpected(done.error());
    }

    Result<void> set_head(std::uint32_t partition, const Head& head) {
        auto& row = statements_.set_head.reset().integer(partition).integer(head.count).blob(bytes_of(head.hash));
        const ResetAtEnd at_end(row);
        TRY(row.step());
        return {};
    }

    WriterLock lock_;
    Database database_;
    Statements statements_;
    KeyIndex keys_;
    OpenMode mode_;
    std::map<std::uint32_t, Head> heads_;  ///< of the partitions written to
    ChainHasher hasher_;
    bool is_removed_readable_ = false;  ///< in the log of changes
    WalSync wal_sync_;
    Checkpointer checkpointer_;  ///< last: it is done before the file is closed
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& path, OpenMode mode) {
    const auto name = path.string();
    if (name.empty()) return fail("store.cannot-open", "a log needs a path: name a file");
    WriterLock lock;
    if (mode == OpenMode::read_write) lock = TRY(WriterLock::acquire(name));
    auto database = TRY(mode == OpenMode::read_write ? open_to_write(name) : open_to_read(name));
    auto statements = TRY(Statements::prepare(database));
    auto keys = TRY(KeyIndex::open(database));
    if (mode == OpenMode::read_write) TRY_VOID(keys.catch_up(database));
    return std::make_unique<SqliteStore>(std::move(lock), std::move(database), std::move(statements), std::move(keys),
                                         mode);
}

}  // namespace konsequenz::store
