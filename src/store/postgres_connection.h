// PostgreSQL, tamed for the store: results instead of codes, values in and out in the binary format.
//
// Only postgres_connection.cpp sees libpq-fe.h. Every error names the log and the mend. A connection that is gone is
// the error store.lost, whatever was asked.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

struct pg_conn;
struct pg_result;

namespace konsequenz::store {

/// A parameter of a query: an int4, an int8, or bytes (for text and bytea).
class Parameter {
  public:
    Parameter(std::uint32_t value);     // NOLINT(google-explicit-constructor): written as {1, id, body}
    Parameter(std::uint64_t value);     // NOLINT(google-explicit-constructor)
    Parameter(std::string_view value);  // NOLINT(google-explicit-constructor)
    [[nodiscard]] std::string_view bytes() const { return is_view_ ? view_ : std::string_view(number_, size_); }

  private:
    std::string_view view_;
    char number_[8] = {};
    std::size_t size_ = 0;
    bool is_view_ = false;
};

/// The rows of an answer. Views are valid as long as it lives.
class Rows {
  public:
    explicit Rows(pg_result* result) : result_(result) {}
    [[nodiscard]] int count() const;
    [[nodiscard]] std::string_view bytes_at(int row, int column) const;
    [[nodiscard]] std::uint32_t integer_at(int row, int column) const;       ///< of an int4
    [[nodiscard]] std::uint64_t long_integer_at(int row, int column) const;  ///< of an int8

  private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

class Connection {
  public:
    /// `shown` is what messages call the log. Errors: store.cannot-open, store.lost where the server is not ready.
    [[nodiscard]] static Result<Connection> open(const std::string& url, const std::string& shown);

    /// One or more statements without parameters.
    [[nodiscard]] Result<void> run(const std::string& sql);
    /// One statement; $1, $2, … are the parameters.
    [[nodiscard]] Result<Rows> query(const std::string& sql, std::initializer_list<Parameter> parameters = {}) {
        return query(sql, std::span(parameters.begin(), parameters.size()));
    }
    [[nodiscard]] Result<Rows> query(const std::string& sql, std::span<const Parameter> parameters);
    /// COPY … FROM STDIN (FORMAT binary); `tuples` as put_field and begin_tuple made them.
    [[nodiscard]] Result<void> copy(const std::string& sql, std::string_view tuples);
    /// Undoes the open transaction, if there is one and the server is there.
    void roll_back();

    [[nodiscard]] static std::string quoted_name(std::string_view name);

  private:
    struct Close {
        void operator()(pg_conn* connection) const;
    };
    std::unexpected<Error> failure(const pg_result* result) const;

    std::unique_ptr<pg_conn, Close> handle_;
    std::string shown_;
};

/// A tuple of binary COPY: its number of fields, then the fields.
void begin_tuple(std::string& out, std::uint16_t fields);
void put_field(std::string& out, const Parameter& value);

}  // namespace konsequenz::store
