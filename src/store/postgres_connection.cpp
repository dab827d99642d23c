#include "store/postgres_connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/shared_library.h"

namespace konsequenz::store {
namespace {

/// The functions of libpq that we use. The library is loaded when the first log on PostgreSQL is opened: linked, it
/// brings 21 more libraries (GnuTLS, LDAP, Kerberos, …) into every start of the program. Every libpq since PostgreSQL
/// 8.1 has this name.
// clang-format off
#define KONSEQUENZ_LIBPQ(DO)                                                                                     \
    DO(PQconnectdb) DO(PQfinish) DO(PQstatus) DO(PQtransactionStatus) DO(PQerrorMessage) DO(PQsetNoticeProcessor) \
    DO(PQexec) DO(PQexecParams) DO(PQgetResult) DO(PQresultStatus) DO(PQresultErrorField) DO(PQntuples)          \
    DO(PQgetvalue) DO(PQgetlength) DO(PQclear) DO(PQputCopyData) DO(PQputCopyEnd)
// clang-format on
KONSEQUENZ_SHARED_LIBRARY(Libpq, "libpq.so.5", "libpq5", KONSEQUENZ_LIBPQ);

/// Only called once a connection was asked for, so that it is known to be there.
const Libpq& libpq() { return *Libpq::loaded(); }

void put_big_endian(std::string& out, std::uint64_t value, std::size_t size) {
    for (std::size_t byte = 0; byte < size; ++byte) out += static_cast<char>((value >> (8 * (size - 1 - byte))) & 0xFF);
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

/// By SQLSTATE (PostgreSQL manual, appendix A).
std::string_view code_of(std::string_view state) {
    if (state == "23505") return "store.duplicate";
    if (state == "53100") return "store.full";
    if (state == "25006" || state == "42501") return "store.read-only";
    if (state == "XX001" || state == "XX002") return "store.corrupt";
    if (state == "54000") return "store.too-big";
    // Connection exceptions; the server is stopping, stopped, or not ready yet.
    if (state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03") return "store.lost";
    return "store.failed";
}

std::string_view mend_of(std::string_view code) {
    if (code == "store.full") return "free some space on the server";
    if (code == "store.read-only") return "give the user the right to write, or name the primary server";
    if (code == "store.corrupt") return "the database is damaged; restore it from a backup";
    if (code == "store.too-big") return "split the entry";
    if (code == "store.lost") return "check that the server runs; nothing acknowledged is lost, start again";
    if (code == "store.duplicate") return "append each only once";
    if (code == "store.cannot-open") return "check the address, the name of the database and the user";
    return "see the reason given";
}

std::string one_line(std::string_view text) {
    std::string line;
    for (const char byte : text) {
        if (byte != '\n' && byte != '\t')
            line += byte;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

constexpr std::string_view copy_header("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view copy_trailer("\377\377", 2);
constexpr std::size_t copy_piece_bytes = std::size_t{1} << 20;

}  // namespace

Parameter::Parameter(std::uint32_t value) : size_(4) {
    for (std::size_t byte = 0; byte < 4; ++byte) number_[byte] = static_cast<char>((value >> (24 - 8 * byte)) & 0xFF);
}

Parameter::Parameter(std::uint64_t value) : size_(8) {
    for (std::size_t byte = 0; byte < 8; ++byte) number_[byte] = static_cast<char>((value >> (56 - 8 * byte)) & 0xFF);
}

// A null pointer would be a NULL rather than empty bytes.
Parameter::Parameter(std::string_view value)
    : view_(value.data() == nullptr ? std::string_view("") : value), is_view_(true) {}

void begin_tuple(std::string& out, std::uint16_t fields) { put_big_endian(out, fields, 2); }

void put_field(std::string& out, const Parameter& value) {
    put_big_endian(out, value.bytes().size(), 4);
    out += value.bytes();
}

void Rows::Clear::operator()(pg_result* result) const { libpq().PQclear(result); }

int Rows::count() const { return libpq().PQntuples(result_.get()); }

std::string_view Rows::bytes_at(int row, int column) const {
    return {libpq().PQgetvalue(result_.get(), row, column),
            static_cast<std::size_t>(libpq().PQgetlength(result_.get(), row, column))};
}

std::uint32_t Rows::integer_at(int row, int column) const {
    return static_cast<std::uint32_t>(big_endian(bytes_at(row, column)));
}

std::uint64_t Rows::long_integer_at(int row, int column) const { return big_endian(bytes_at(row, column)); }

void Connection::Close::operator()(pg_conn* connection) const { libpq().PQfinish(connection); }

std::unexpected<Error> Connection::failure(const pg_result* result) const {
    const char* state = result == nullptr ? nullptr : libpq().PQresultErrorField(result, PG_DIAG_SQLSTATE);
    // An error without a state is not the server's but of the way to it.
    const bool is_gone = libpq().PQstatus(handle_.get()) == CONNECTION_BAD || state == nullptr;
    const std::string_view code = is_gone ? "store.lost" : code_of(state);
    const char* message = result == nullptr ? nullptr : libpq().PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const auto reason = one_line(message == nullptr ? libpq().PQerrorMessage(handle_.get()) : message);
    const char* constraint = result == nullptr ? nullptr : libpq().PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    Error error{std::string(code), fmt::format("the log `{}`: {}: {}", shown_, reason, mend_of(code)), {}};
    if (constraint != nullptr) error.where.field = constraint;
    return std::unexpected(std::move(error));
}

Result<Connection> Connection::open(const std::string& url, const std::string& shown) {
    if (!Libpq::loaded()) return std::unexpected(Libpq::loaded().error());
    Connection connection;
    connection.shown_ = shown;
    connection.handle_.reset(libpq().PQconnectdb(url.c_str()));
    auto* handle = connection.handle_.get();
    if (handle == nullptr || libpq().PQstatus(handle) == CONNECTION_OK) {
        if (handle == nullptr) return fail("store.failed", fmt::format("the log `{}`: no memory is left", shown));
        libpq().PQsetNoticeProcessor(handle, [](void*, const char*) {}, nullptr);
        return connection;
    }
    const auto reason = one_line(libpq().PQerrorMessage(handle));
    // libpq gives no SQLSTATE here. These are the states that pass by themselves.
    constexpr std::array<std::string_view, 7> passing{"starting up",          "shutting down",
                                                      "recovery mode",        "not yet accepting connections",
                                                      "onnection refused",    "No such file or directory",
                                                      "closed the connection"};
    const bool passes =
        std::ranges::any_of(passing, [&](auto state) { return reason.find(state) != std::string::npos; });
    return fail(passes ? "store.lost" : "store.cannot-open",
                fmt::format("the log `{}`: {}: {}", shown, reason, mend_of("store.cannot-open")));
}

Result<void> Connection::run(const std::string& sql) {
    auto* result = libpq().PQexec(handle_.get(), sql.c_str());
    const Rows rows(result);
    const auto status = libpq().PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return failure(result);
    return {};
}

Result<Rows> Connection::query(const std::string& sql, std::span<const Parameter> parameters) {
    std::vector<const char*> values;
    std::vector<int> lengths;
    values.reserve(parameters.size());
    lengths.reserve(parameters.size());
    for (const auto& parameter : parameters) {
        values.push_back(parameter.bytes().data());
        lengths.push_back(static_cast<int>(parameter.bytes().size()));
    }
    const std::vector<int> formats(values.size(), 1);
    auto* result = libpq().PQexecParams(handle_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                                        values.data(), lengths.data(), formats.data(), 1);
    Rows rows(result);
    const auto status = libpq().PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return failure(result);
    return rows;
}

Result<void> Connection::copy(const std::string& sql, std::string_view tuples) {
    auto* handle = handle_.get();
    {
        auto* result = libpq().PQexec(handle, sql.c_str());
        const Rows started(result);
        if (libpq().PQresultStatus(result) != PGRES_COPY_IN) return failure(result);
    }
    bool is_sent = libpq().PQputCopyData(handle, copy_header.data(), static_cast<int>(copy_header.size())) == 1;
    for (std::size_t at = 0; is_sent && at < tuples.size(); at += copy_piece_bytes) {
        const auto piece = tuples.substr(at, copy_piece_bytes);
        is_sent = libpq().PQputCopyData(handle, piece.data(), static_cast<int>(piece.size())) == 1;
    }
    is_sent = is_sent && libpq().PQputCopyData(handle, copy_trailer.data(), static_cast<int>(copy_trailer.size())) == 1;
    if (!is_sent || libpq().PQputCopyEnd(handle, nullptr) != 1) return failure(nullptr);
    Result<void> outcome;
    while (auto* result = libpq().PQgetResult(handle)) {
        const Rows ended(result);
        if (libpq().PQresultStatus(result) != PGRES_COMMAND_OK && outcome) outcome = failure(result);
    }
    if (outcome && libpq().PQstatus(handle) == CONNECTION_BAD) return failure(nullptr);
    return outcome;
}

void Connection::roll_back() {
    if (libpq().PQtransactionStatus(handle_.get()) != PQTRANS_IDLE && libpq().PQstatus(handle_.get()) == CONNECTION_OK)
        libpq().PQclear(libpq().PQexec(handle_.get(), "ROLLBACK"));
}

std::string Connection::quoted_name(std::string_view name) {
    std::string quoted = "\"";
    for (const char byte : name) {
        if (byte == '"') quoted += '"';
        quoted += byte;
    }
    return quoted + '"';
}

}  // namespace konsequenz::store
