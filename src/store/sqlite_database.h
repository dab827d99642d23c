// SQLite, tamed for the store: results instead of codes, statements that are bound and stepped safely.
//
// Only sqlite_database.cpp sees sqlite3.h. Every error names the file and the mend.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace konsequenz::store {

enum class Access : std::uint8_t {
    read,
    read_unshared,  ///< promises that nobody writes the file meanwhile; needs no shared memory beside it
    write,          ///< creates the file where it is missing
};
enum class Row : std::uint8_t { here, none };
enum class Cell : std::uint8_t { integer, text, blob, other };

/// One prepared statement: reset, bind from left to right, step, read the columns.
class Statement {
  public:
    Statement() = default;

    Statement& reset();
    Statement& integer(std::uint64_t value);
    /// The bytes must stay until the statement was stepped; they are not copied.
    Statement& text(std::string_view value);
    Statement& blob(std::string_view value);
    /// Errors: store.duplicate where a unique index refuses; store.corrupt, store.full, store.too-big, …
    [[nodiscard]] Result<Row> step();

    [[nodiscard]] Cell cell_at(int column) const;
    [[nodiscard]] std::int64_t integer_at(int column) const;
    /// Valid until the next step or reset.
    [[nodiscard]] std::string_view bytes_at(int column) const;

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit Statement(sqlite3_stmt* statement, std::string shown) : statement_(statement), shown_(std::move(shown)) {}
    Statement& bound(int result);

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    std::string shown_;
    int next_ = 1;
    int binding_ = 0;
};

/// Leaves a statement reset, so that it holds no read snapshot open.
class ResetAtEnd {
  public:
    explicit ResetAtEnd(Statement& statement) : statement_(statement) {}
    ~ResetAtEnd() { statement_.reset(); }
    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;

  private:
    Statement& statement_;
};

class Database {
  public:
    /// Errors: store.cannot-open, store.read-only where it was to be written, store.failed.
    [[nodiscard]] static Result<Database> open(const std::string& path, Access access);

    [[nodiscard]] Result<void> run(const std::string& sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// The first column of the first row.
    [[nodiscard]] Result<std::int64_t> integer(std::string_view sql);
    [[nodiscard]] bool is_in_transaction() const;
    /// Undoes the open transaction, if there is one.
    void roll_back();
    /// From now on the log of changes is taken over into the file only when a checkpoint is asked for.
    void checkpoint_by_hand();
    /// Takes all changes over into the file and empties their log, unless another program reads it as it was before for
    /// longer than this. Yields whether it is empty.
    [[nodiscard]] Result<bool> empty_wal(std::chrono::milliseconds wait_max);
    /// How long the log of changes was after the last commit of this connection; 0 without checkpoint_by_hand().
    [[nodiscard]] std::uint64_t wal_pages() const { return *wal_pages_; }
    /// What messages call the file.
    [[nodiscard]] const std::string& shown() const { return shown_; }
    /// The error for content that no healthy file holds.
    [[nodiscard]] std::unexpected<Error> damaged() const;

  private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<std::uint64_t> wal_pages_ = std::make_unique<std::uint64_t>(0);  ///< stays where it is
    std::unique_ptr<sqlite3, Close> handle_;
    std::string shown_;
};

/// Rolls back at the end of its life unless committed.
class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Database& database, const char* sql);
    /// One view of the file for several statements, which then lock it once; that of the open transaction, where there
    /// is one.
    [[nodiscard]] static Result<Transaction> begin_view(Database& database);
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction() {
        if (database_ != nullptr) database_->roll_back();
    }
    [[nodiscard]] Result<void> commit();

  private:
    explicit Transaction(Database* database) : database_(database) {}
    Database* database_;
};

}  // namespace konsequenz::store
