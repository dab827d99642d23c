// The log in a PostgreSQL database: one transaction a batch, entries by COPY, one writer a partition by advisory lock.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "store/chain.h"
#include "store/postgres_attachments.h"
#include "store/postgres_connection.h"
#include "store/store.h"

namespace konsequenz::store {
namespace {

constexpr std::string_view default_schema = "konsequenz";
constexpr int page_entries = 2000;
constexpr int reconnect_attempts = 120;
constexpr auto reconnect_pause = std::chrono::milliseconds(500);

/// Migration n leads from version n to n + 1. Only ever append.
/// Ids and keys are bytes, since a text of PostgreSQL's holds no NUL. The triggers stop an honest mistake; verify finds
/// the other kind.
constexpr std::array<const char*, 1> migrations{R"sql(
CREATE TABLE entries (
    partition integer NOT NULL,
    sequence bigint NOT NULL,
    kind text NOT NULL,
    id bytea NOT NULL,
    key bytea NOT NULL,
    body bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT entries_by_place PRIMARY KEY (partition, sequence),
    CONSTRAINT entries_by_name UNIQUE (id, kind)
);
CREATE INDEX records_by_key ON entries USING hash (key) WHERE kind = 'record';
CREATE TABLE heads (
    partition integer PRIMARY KEY,
    count bigint NOT NULL CHECK (count > 0),
    hash bytea NOT NULL CHECK (length(hash) = 32)
);
CREATE TABLE attachments (
    space text NOT NULL,
    name text NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (space, name)
);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
CREATE TRIGGER entries_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON entries EXECUTE FUNCTION refuse();
CREATE TRIGGER heads_stay BEFORE DELETE OR TRUNCATE ON heads EXECUTE FUNCTION refuse();
CREATE TRIGGER heads_grow BEFORE UPDATE ON heads FOR EACH ROW
    WHEN (new.count <= old.count OR new.partition <> old.partition) EXECUTE FUNCTION refuse();
)sql"};

struct Address {
    std::string url;
    std::string schema;
    std::string shown;  ///< without a password
};

Address parse_address(const std::string& location) {
    const auto mark = location.find('#');
    Address address{location.substr(0, mark), std::string(default_schema), location};
    if (mark != std::string::npos) address.schema = location.substr(mark + 1);
    const auto user = location.find("://") + 3;
    const auto host = location.find('@', user);
    const auto password = location.find(':', user);
    if (host != std::string::npos && password < host) address.shown.erase(password, host - password);
    return address;
}

Digest digest_of(std::string_view bytes) {
    Digest digest{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
    return digest;
}

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

bool is_lost(const Error& error) { return error.code == "store.lost"; }

class PostgresStore final : public Store {
  public:
    PostgresStore(Address address, OpenMode mode, Connection connection)
        : address_(std::move(address)), mode_(mode), connection_(std::move(connection)) {}

    static Result<std::unique_ptr<Store>> open(Address address, OpenMode mode) {
        auto connection = TRY(Connection::open(address.url, address.shown));
        auto store = std::make_unique<PostgresStore>(std::move(address), mode, std::move(connection));
        const auto started = store->start();
        if (!started && is_lost(started.error()))
            TRY_VOID(store->reconnect(started.error()));  // it was there a moment ago
        else
            TRY_VOID(started);
        return store;
    }

    using Store::append;

    Result<void> claim(std::uint32_t partition) override {
        TRY_VOID(check_writable());
        if (claimed_.contains(partition)) return {};
        TRY_VOID(retried([&] { return lock(partition); }));
        claimed_.insert(partition);
        return {};
    }

    Result<std::uint64_t> append(std::span<const Entry> batch, std::span<const Attachment> attachments) override {
        TRY_VOID(check_writable());
        for (const auto& entry : batch) {
            TRY_VOID(check_entry(entry));
            TRY_VOID(claim(entry.partition));
        }
        if (batch.empty() && attachments.empty()) return 0;
        auto heads = TRY(retried([&] { return heads_before(batch); }));
        const auto before = heads;
        const auto sequence = lay_out(batch, heads);
        auto done = write(heads, attachments);
        while (!done && is_lost(done.error())) {
            // The commit may have reached the server or not: its heads tell.
            TRY_VOID(reconnect(done.error()));
            const auto found = heads_after(heads);
            if (!found)
                done = std::unexpected(found.error());
            else if (*found == heads && !heads.empty())
                done = {};
            else if (*found == before)
                done = write(heads, attachments);
            else
                return fail("store.corrupt", fmt::format("the log `{}`: another program has written to a partition of "
                                                         "this one: verify the log",
                                                         address_.shown));
        }
        if (!done) return refused(batch, done.error());
        for (const auto& [partition, head] : heads) heads_[partition] = head;
        return sequence;
    }

    Result<void> scan(std::uint32_t partition, std::uint64_t from_sequence, const Visitor& visitor) override {
        // What stood there when the scan began; entries beyond the head are read too, for verify to find.
        const auto last = TRY(retried([&] {
            return connection_.query("SELECT coalesce(max(sequence), 0) FROM entries WHERE partition = $1",
                                     {partition});
        }));
        const auto end = last.long_integer_at(0, 0);
        StoredEntry entry;
        for (auto next = std::max<std::uint64_t>(from_sequence, 1); next <= end;) {
            const auto rows = TRY(retried([&] {
                return connection_.query(fmt::format("SELECT partition, sequence, kind, id, key, body, hash FROM "
                                                     "entries WHERE partition = $1 AND sequence >= $2 AND sequence <= "
                                                     "$3 ORDER BY sequence LIMIT {}",
                                                     page_entries),
                                         {partition, next, end});
            }));
            if (rows.count() == 0) break;
            for (int row = 0; row < rows.count(); ++row) {
                copy_row(rows, row, entry);
                if (TRY(visitor(entry)) == Step::stop) return {};
            }
            next = entry.sequence + 1;
        }
        return {};
    }

    Result<void> scan_records(std::string_view key, const Visitor& visitor) override {
        const auto rows = TRY(retried([&] {
            return connection_.query(
                "SELECT partition, sequence, kind, id, key, body, hash FROM entries WHERE kind = 'record' AND key = $1 "
                "ORDER BY partition, sequence",
                {key});
        }));
        StoredEntry entry;
        for (int row = 0; row < rows.count(); ++row) {
            copy_row(rows, row, entry);
            if (TRY(visitor(entry)) == Step::stop) break;
        }
        return {};
    }

    Result<std::optional<StoredEntry>> find(std::string_view kind, std::string_view id) override {
        const auto rows = TRY(retried([&] {
            return connection_.query(
                "SELECT partition, sequence, kind, id, key, body, hash FROM entries WHERE kind = $1 AND id = $2",
                {kind, id});
        }));
        if (rows.count() == 0) return std::nullopt;
        StoredEntry entry;
        copy_row(rows, 0, entry);
        return entry;
    }

    Result<std::optional<std::string>> attachment(std::string_view space, std::string_view name) override {
        const auto rows = TRY(retried([&] {
            return connection_.query("SELECT value FROM attachments WHERE space = $1 AND name = $2", {space, name});
        }));
        if (rows.count() == 0) return std::nullopt;
        return std::string(rows.bytes_at(0, 0));
    }

    Result<void> scan_attachments(std::string_view space, const AttachmentVisitor& visitor) override {
        const auto rows = TRY(retried([&] {
            return connection_.query("SELECT name, value FROM attachments WHERE space = $1 ORDER BY name COLLATE \"C\"",
                                     {space});
        }));
        for (int row = 0; row < rows.count(); ++row) {
            if (TRY(visitor(rows.bytes_at(row, 0), rows.bytes_at(row, 1))) == Step::stop) break;
        }
        return {};
    }

    Result<std::vector<std::uint32_t>> partitions() override {
        const auto rows = TRY(retried([&] {
            return connection_.query(
                "WITH RECURSIVE found AS (SELECT min(partition) AS partition FROM entries UNION ALL SELECT (SELECT "
                "min(entries.partition) FROM entries WHERE entries.partition > found.partition) FROM found WHERE "
                "found.partition IS NOT NULL) SELECT partition FROM found WHERE partition IS NOT NULL UNION SELECT "
                "partition FROM heads ORDER BY 1");
        }));
        std::vector<std::uint32_t> partitions;
        partitions.reserve(static_cast<std::size_t>(rows.count()));
        for (int row = 0; row < rows.count(); ++row) partitions.push_back(rows.integer_at(row, 0));
        return partitions;
    }

    Result<std::optional<Head>> stored_head(std::uint32_t partition) override {
        return retried([&] { return read_head(partition); });
    }

    Result<std::optional<std::string>> find_damage() override { return std::nullopt; }
    /// The server keeps them; how they are checked stands in docs/operations.md.
    Result<std::optional<IndexSum>> index_sum(const IndexHasher&, const Counts&) override { return std::nullopt; }

  private:
    Result<void> check_writable() const {
        if (mode_ == OpenMode::read_write) return {};
        return fail("store.read-only",
                    fmt::format("the log `{}` was opened to read: open it to write", address_.shown));
    }

    /// What every new connection needs. The tables are made where they are missing.
    Result<void> start() {
        const auto schema = Connection::quoted_name(address_.schema);
        TRY_VOID(connection_.run(
            fmt::format("SET search_path TO {}; SET synchronous_commit TO on; SET client_encoding TO 'UTF8'", schema)));
        // Every query has its index. Without statistics, as after a load, the planner would sort all that is left of a
        // partition for each page of it.
        TRY_VOID(connection_.run("SET enable_seqscan TO off; SET enable_bitmapscan TO off; SET enable_sort TO off"));
        const auto has_tables = TRY(connection_.query("SELECT to_regclass('log_version') IS NOT NULL"));
        const bool is_there = has_tables.bytes_at(0, 0) == std::string_view("\1", 1);
        if (mode_ == OpenMode::read_only) {
            if (!is_there)
                return fail("store.not-a-log", fmt::format("the database `{}` holds no log: name one that konsequenz "
                                                           "wrote",
                                                           address_.shown));
            TRY_VOID(connection_.run("SET default_transaction_read_only TO on"));
            return check_version(TRY(version()));
        }
        if (is_there && TRY(version()) == migrations.size()) return {};
        const auto migrated = migrate(schema);
        if (!migrated) connection_.roll_back();
        return migrated;
    }

    Result<void> migrate(const std::string& schema) {
        // The lock lets one of several processes that start together make the tables.
        TRY_VOID(
            connection_.run(fmt::format("BEGIN; SELECT pg_advisory_xact_lock(hashtext('konsequenz')); CREATE "
                                        "SCHEMA IF NOT EXISTS {}; CREATE TABLE IF NOT EXISTS log_version "
                                        "(version integer NOT NULL)",
                                        schema)));
        const auto from = TRY(version());
        TRY_VOID(check_version(from));
        for (auto next = from; next < migrations.size(); ++next) TRY_VOID(connection_.run(migrations[next]));
        return connection_.run(
            fmt::format("DELETE FROM log_version; INSERT INTO log_version VALUES ({}); COMMIT", migrations.size()));
    }

    Result<std::size_t> version() {
        const auto rows = TRY(connection_.query("SELECT coalesce(max(version), 0) FROM log_version"));
        return rows.integer_at(0, 0);
    }

    Result<void> check_version(std::size_t version) const {
        if (version <= migrations.size()) return {};
        return fail("store.newer-schema",
                    fmt::format("the log `{}` has schema version {}, this program knows {}: take a newer konsequenz",
                                address_.shown, version, migrations.size()));
    }

    /// Session locks: they end with the connection, whatever becomes of this process.
    Result<void> lock(std::uint32_t partition) {
        const auto rows =
            TRY(connection_.query("SELECT pg_try_advisory_lock(hashtext(current_schema()), $1::int4)", {partition}));
        if (rows.bytes_at(0, 0) == std::string_view("\1", 1)) return {};
        return fail("store.locked", fmt::format("another process writes to partition {} of the log `{}`: wait until it "
                                                "is done, or take another partition",
                                                partition, address_.shown));
    }

    /// Takes up a lost connection again, with its locks.
    Result<void> reconnect(const Error& why) {
        for (int attempt = 0; attempt < reconnect_attempts; ++attempt) {
            std::this_thread::sleep_for(reconnect_pause * std::min(attempt, 1));
            auto connection = Connection::open(address_.url, address_.shown);
            if (!connection) {
                if (!is_lost(connection.error())) return std::unexpected(connection.error());
                continue;
            }
            connection_ = std::move(*connection);
            const auto started = restart();
            if (started || !is_lost(started.error())) return started;
        }
        return std::unexpected(why);
    }

    Result<void> restart() {
        TRY_VOID(start());
        for (const auto partition : claimed_) TRY_VOID(lock_again(partition));
        return {};
    }

    /// The server may not have noticed yet that the old connection is gone.
    Result<void> lock_again(std::uint32_t partition) {
        auto locked = lock(partition);
        for (int attempt = 0; !locked && locked.error().code == "store.locked" && attempt < 20; ++attempt) {
            std::this_thread::sleep_for(reconnect_pause);
            locked = lock(partition);
        }
        return locked;
    }

    /// What only reads, or may be done twice: again on a new connection where the old one is lost.
    template <class Action>
    auto retried(Action action) -> decltype(action()) {
        auto result = action();
        while (!result && is_lost(result.error())) {
            TRY_VOID(reconnect(result.error()));
            result = action();
        }
        return result;
    }

    Result<std::optional<Head>> read_head(std::uint32_t partition) {
        const auto rows = TRY(connection_.query("SELECT count, hash FROM heads WHERE partition = $1", {partition}));
        if (rows.count() == 0) return std::nullopt;
        return Head{rows.long_integer_at(0, 0), digest_of(rows.bytes_at(0, 1))};
    }

    using Heads = std::map<std::uint32_t, Head>;

    /// The heads to go on from; a log whose end was tampered with is not continued.
    Result<Heads> heads_before(std::span<const Entry> batch) {
        Heads heads;
        for (const auto& entry : batch) {
            const auto known = heads_.find(entry.partition);
            if (heads.contains(entry.partition)) continue;
            heads[entry.partition] = known != heads_.end() ? known->second : TRY(writable_head(entry.partition));
        }
        return heads;
    }

    Result<Head> writable_head(std::uint32_t partition) {
        const auto head = TRY(read_head(partition)).value_or(Head{});
        const auto rows = TRY(connection_.query(
            "SELECT sequence, hash FROM entries WHERE partition = $1 ORDER BY sequence DESC LIMIT 1", {partition}));
        const auto last = rows.count() == 0 ? Head{} : Head{rows.long_integer_at(0, 0), digest_of(rows.bytes_at(0, 1))};
        if (head == last) return head;
        return fail("store.corrupt", fmt::format("the log `{}`: the end of partition {} is not what its head says: "
                                                 "verify the log and restore it from a backup",
                                                 address_.shown, partition));
    }

    Result<Heads> heads_after(const Heads& written) {
        Heads heads;
        for (const auto& [partition, head] : written) heads[partition] = TRY(read_head(partition)).value_or(Head{});
        return heads;
    }

    /// Chains the batch and writes it as COPY wants it.
    std::uint64_t lay_out(std::span<const Entry> batch, Heads& heads) {
        tuples_.clear();
        std::uint64_t sequence = 0;
        for (const auto& entry : batch) {
            auto& head = heads[entry.partition];
            head = hasher_.next(head, entry);
            sequence = head.count;
            begin_tuple(tuples_, 7);
            put_field(tuples_, entry.partition);
            put_field(tuples_, sequence);
            for (const auto part : {entry.kind, entry.id, entry.key, entry.body, bytes_of(head.hash)})
                put_field(tuples_, part);
        }
        return sequence;
    }

    Result<void> write(const Heads& heads, std::span<const Attachment> attachments) {
        auto written = write_transaction(heads, attachments);
        if (!written) connection_.roll_back();
        return written;
    }

    Result<void> write_transaction(const Heads& heads, std::span<const Attachment> attachments) {
        TRY_VOID(connection_.run("BEGIN"));
        if (!tuples_.empty()) TRY_VOID(connection_.copy("COPY entries FROM STDIN (FORMAT binary)", tuples_));
        for (const auto& [partition, head] : heads) {
            TRY(
                connection_.query("INSERT INTO heads VALUES ($1, $2, $3) ON CONFLICT (partition) DO UPDATE SET count = "
                                  "excluded.count, hash = excluded.hash",
                                  {partition, head.count, bytes_of(head.hash)}));
        }
        TRY_VOID(attach_all(connection_, attachments));
        TRY_VOID(connection_.run("COMMIT"));
        // Removed rows stay in the table's file until they are cleaned up.
        const bool is_any_removed = std::ranges::any_of(attachments, [](const auto& one) { return !one.value; });
        return is_any_removed ? connection_.run("VACUUM attachments") : Result<void>();
    }

    /// Which entry it was that the unique index refused.
    std::unexpected<Error> refused(std::span<const Entry> batch, const Error& error) {
        if (error.code != "store.duplicate") return std::unexpected(error);
        if (error.where.field != "entries_by_name")
            return fail("store.corrupt", fmt::format("the log `{}`: another program has written to a partition of this "
                                                     "one: verify the log",
                                                     address_.shown));
        std::set<std::pair<std::string_view, std::string_view>> names;
        for (const auto& entry : batch) {
            const auto found = find(entry.kind, entry.id);
            if (!names.emplace(entry.kind, entry.id).second || (found && *found)) return duplicate(entry);
        }
        return std::unexpected(error);
    }

    static void copy_row(const Rows& rows, int row, StoredEntry& into) {
        into.partition = rows.integer_at(row, 0);
        into.sequence = rows.long_integer_at(row, 1);
        into.kind = rows.bytes_at(row, 2);
        into.id = rows.bytes_at(row, 3);
        into.key = rows.bytes_at(row, 4);
        into.body = rows.bytes_at(row, 5);
        into.hash = digest_of(rows.bytes_at(row, 6));
    }

    Address address_;
    OpenMode mode_;
    Connection connection_;
    std::set<std::uint32_t> claimed_;
    Heads heads_;  ///< of the partitions written to
    std::string tuples_;
    ChainHasher hasher_;
};

}  // namespace

bool is_postgres_url(std::string_view location) {
    return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

Result<std::unique_ptr<Store>> open_postgres(const std::string& url, OpenMode mode) {
    auto opened = PostgresStore::open(parse_address(url), mode);
    if (!opened && opened.error().code == "store.lost") opened.error().code = "store.cannot-open";
    return opened;
}

Result<std::unique_ptr<Store>> open(const std::string& location, OpenMode mode) {
    return is_postgres_url(location) ? open_postgres(location, mode) : open_sqlite(location, mode);
}

}  // namespace konsequenz::store
