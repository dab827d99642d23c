#include "store/sqlite_database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstddef>

namespace konsequenz::store {
namespace {

constexpr int busy_timeout_ms = 10'000;

std::string_view code_of(int result) {
    if (result == SQLITE_CONSTRAINT_UNIQUE || result == SQLITE_CONSTRAINT_PRIMARYKEY) return "store.duplicate";
    switch (result & 0xFF) {
        case SQLITE_CORRUPT: return "store.corrupt";
        case SQLITE_NOTADB: return "store.not-a-log";
        case SQLITE_CANTOPEN: return "store.cannot-open";
        case SQLITE_READONLY:
        case SQLITE_PERM: return "store.read-only";
        case SQLITE_FULL: return "store.full";
        case SQLITE_TOOBIG: return "store.too-big";
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return "store.locked";
        default: return "store.failed";
    }
}

std::string_view mend_of(std::string_view code) {
    if (code == "store.corrupt") return "the file is damaged; restore it from a backup";
    if (code == "store.not-a-log") return "name a file that konsequenz wrote";
    if (code == "store.cannot-open") return "check that the folder is there and may be read";
    if (code == "store.read-only") return "make the file and its folder writable";
    if (code == "store.full") return "free some space";
    if (code == "store.too-big") return "split the entry";
    if (code == "store.locked") return "wait until the other program is done";
    if (code == "store.duplicate") return "append each only once";
    return "see the reason given";
}

std::unexpected<Error> failure(sqlite3* database, int result, std::string_view shown) {
    const auto code = code_of(result);
    const bool is_latest = database != nullptr && sqlite3_extended_errcode(database) == result;
    const auto* reason = is_latest ? sqlite3_errmsg(database) : sqlite3_errstr(result);
    return fail(std::string(code), fmt::format("the log `{}`: {}: {}", shown, reason, mend_of(code)));
}

/// A null pointer would bind NULL rather than an empty text.
const char* data_of(std::string_view value) { return value.data() == nullptr ? "" : value.data(); }

/// The path as a file: URI that promises SQLite that nobody writes the file.
std::string unshared_uri(const std::string& path) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string uri = "file:";
    for (const char byte : path) {
        if (plain.find(byte) != std::string_view::npos) {
            uri += byte;
        } else {
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
        }
    }
    return uri + "?immutable=1";
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Statement& Statement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
    next_ = 1;
    return *this;
}

Statement& Statement::bound(int result) {
    if (result != SQLITE_OK) binding_ = result;
    return *this;
}

Statement& Statement::integer(std::uint64_t value) {
    return bound(sqlite3_bind_int64(statement_.get(), next_++, static_cast<sqlite3_int64>(value)));
}

Statement& Statement::text(std::string_view value) {
    return bound(
        sqlite3_bind_text64(statement_.get(), next_++, data_of(value), value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement& Statement::blob(std::string_view value) {
    return bound(sqlite3_bind_blob64(statement_.get(), next_++, data_of(value), value.size(), SQLITE_STATIC));
}

Result<Row> Statement::step() {
    auto result = std::exchange(binding_, SQLITE_OK);
    if (result == SQLITE_OK) result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) return Row::here;
    if (result == SQLITE_DONE) return Row::none;
    return failure(sqlite3_db_handle(statement_.get()), result, shown_);
}

Cell Statement::cell_at(int column) const {
    switch (sqlite3_column_type(statement_.get(), column)) {
        case SQLITE_INTEGER: return Cell::integer;
        case SQLITE_TEXT: return Cell::text;
        case SQLITE_BLOB: return Cell::blob;
        default: return Cell::other;
    }
}

std::int64_t Statement::integer_at(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::bytes_at(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

Result<Database> Database::open(const std::string& path, Access access) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    if (access == Access::read_unshared) flags |= SQLITE_OPEN_URI;
    const auto name = access == Access::read_unshared ? unshared_uri(path) : path;
    sqlite3* handle = nullptr;
    const auto result = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
    Database database;
    database.handle_.reset(handle);
    database.shown_ = path;
    if (result != SQLITE_OK) return failure(handle, result, path);
    sqlite3_busy_timeout(handle, busy_timeout_ms);
    // SQLite opens a file that it may not write to be read, and says nothing.
    if (access == Access::write && sqlite3_db_readonly(handle, nullptr) == 1)
        return failure(nullptr, SQLITE_READONLY, path);
    return database;
}

Result<void> Database::run(const std::string& sql) {
    const auto result = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) return failure(handle_.get(), result, shown_);
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const auto size = static_cast<int>(sql.size());
    const auto result =
        sqlite3_prepare_v3(handle_.get(), sql.data(), size,  // NOLINT(bugprone-suspicious-stringview-data-usage)
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (result != SQLITE_OK) return failure(handle_.get(), result, shown_);
    return Statement(statement, shown_);
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    auto statement = TRY(prepare(sql));
    if (TRY(statement.step()) == Row::none) return damaged();
    return statement.integer_at(0);
}

void Database::checkpoint_by_hand() {
    const auto keep = [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<std::uint64_t*>(pages) = static_cast<std::uint64_t>(count);
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle_.get(), keep, wal_pages_.get());
}

Result<bool> Database::empty_wal(std::chrono::milliseconds wait_max) {
    sqlite3_busy_timeout(handle_.get(), static_cast<int>(wait_max.count()));
    const auto is_busy = integer("PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3_busy_timeout(handle_.get(), busy_timeout_ms);
    if (!is_busy) return std::unexpected(is_busy.error());
    return *is_busy == 0;
}

void Database::roll_back() {
    // SQLite rolls back by itself on some errors; where rolling back fails, what was durable before stays.
    if (is_in_transaction()) (void)run("ROLLBACK");
}

bool Database::is_in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

std::unexpected<Error> Database::damaged() const { return failure(nullptr, SQLITE_CORRUPT, shown_); }

Result<Transaction> Transaction::begin(Database& database, const char* sql) {
    TRY_VOID(database.run(sql));
    return Transaction(&database);
}

Result<Transaction> Transaction::begin_view(Database& database) {
    if (database.is_in_transaction()) return Transaction(nullptr);
    return begin(database, "BEGIN");
}

Result<void> Transaction::commit() {
    if (database_ != nullptr) TRY_VOID(database_->run("COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace konsequenz::store
