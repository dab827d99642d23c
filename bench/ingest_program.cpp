// Durable ingest beside what the bare database does with the same rows in the same run, and verification:
//   konsequenz-ingest-bench <sqlite folder | postgresql://…> [records] [customers]
// Records of 500 bytes of JSON (notices), 1,000 a transaction. Prints one JSON line, medians of rounds in turns:
//   bare       the rows into a table with the same columns and a primary key, nothing else
//   bare_named the same with the unique index by kind and id
//   ours       parsed, added to the facts, sealed, chained, with the indexes by name and by customer
//   verify     every chain and tree recomputed
#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "base/files.h"
#include "record/parse.h"
#include "service/decider.h"
#include "service/log.h"
#include "service/open_log.h"
#include "standard/standard.h"
#include "store/postgres_connection.h"

namespace konsequenz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t batch = 1000;
constexpr std::size_t record_bytes = 500;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

[[noreturn]] void stop(const std::string& why) {
    fmt::print(stderr, "ingest: {}\n", why);
    std::exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) stop(to_string(result.error()));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

struct Row {
    std::string id;
    std::string customer;
    std::string json;
};

std::vector<Row> made_rows(std::size_t count, std::size_t customers) {
    std::vector<Row> rows;
    rows.reserve(count);
    for (std::size_t at = 0; at < count; ++at) {
        Row row{fmt::format("n-{:08}", at), fmt::format("k-{}", at * 2654435761 % customers), {}};
        const auto minute = at / 10;
        row.json = fmt::format(
            R"({{"type":"notice","id":"{}","time":"2026-{:02}-{:02}T{:02}:{:02}:00Z","customer":"{}",)"
            R"("behaviour":"insult","wished_change":"another tone","announced":true,"by":"e-7","text":")",
            row.id, 1 + minute / 40320 % 12, 1 + minute / 1440 % 28, minute / 60 % 24, minute % 60, row.customer);
        for (std::size_t word = at; row.json.size() < record_bytes - 10; ++word)
            row.json += fmt::format("word{} ", word * 40503 % 9973);
        row.json.resize(record_bytes - 2, 'x');
        row.json += "\"}";
        rows.push_back(std::move(row));
    }
    return rows;
}

// ---- the bare databases ----

void check(sqlite3* database, int result) {
    if (result != SQLITE_OK && result != SQLITE_DONE) stop(sqlite3_errmsg(database));
}

double bare_sqlite(const std::string& path, const std::vector<Row>& rows, bool is_named) {
    sqlite3* database = nullptr;
    check(database, sqlite3_open(path.c_str(), &database));
    const auto run = [&](const char* sql) { check(database, sqlite3_exec(database, sql, nullptr, nullptr, nullptr)); };
    run("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000");
    run("CREATE TABLE rows (place INTEGER PRIMARY KEY, kind TEXT, id TEXT, key TEXT, body BLOB) STRICT");
    if (is_named) run("CREATE UNIQUE INDEX by_name ON rows (id, kind)");
    sqlite3_stmt* insert = nullptr;
    check(database, sqlite3_prepare_v2(database, "INSERT INTO rows VALUES (?, ?, ?, ?, ?)", -1, &insert, nullptr));
    const auto started = Clock::now();
    for (std::size_t at = 0; at < rows.size();) {
        run("BEGIN IMMEDIATE");
        for (const auto end = std::min(rows.size(), at + batch); at < end; ++at) {
            const auto& row = rows[at];
            sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(at + 1));
            sqlite3_bind_text(insert, 2, "record", 6, SQLITE_STATIC);
            sqlite3_bind_text(insert, 3, row.id.data(), static_cast<int>(row.id.size()), SQLITE_STATIC);
            sqlite3_bind_text(insert, 4, row.customer.data(), static_cast<int>(row.customer.size()), SQLITE_STATIC);
            sqlite3_bind_blob(insert, 5, row.json.data(), static_cast<int>(row.json.size()), SQLITE_STATIC);
            check(database, sqlite3_step(insert));
            sqlite3_reset(insert);
        }
        run("COMMIT");
    }
    const auto seconds = seconds_since(started);
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return seconds;
}

double bare_postgres(const std::string& url, const std::vector<Row>& rows, bool is_named) {
    auto connection = must(store::Connection::open(url.substr(0, url.find('#')), "bare"));
    must(
        connection.run("DROP SCHEMA IF EXISTS konsequenz_bare CASCADE; CREATE SCHEMA konsequenz_bare; SET search_path "
                       "TO konsequenz_bare"));
    must(connection.run("CREATE TABLE rows (place bigint PRIMARY KEY, kind text, id bytea, key bytea, body bytea)"));
    if (is_named) must(connection.run("CREATE UNIQUE INDEX by_name ON rows (id, kind)"));
    std::string tuples;
    const auto started = Clock::now();
    for (std::size_t at = 0; at < rows.size();) {
        tuples.clear();
        for (const auto end = std::min(rows.size(), at + batch); at < end; ++at) {
            const auto& row = rows[at];
            store::begin_tuple(tuples, 5);
            store::put_field(tuples, std::uint64_t{at + 1});
            for (const auto part : {std::string_view("record"), std::string_view(row.id),
                                    std::string_view(row.customer), std::string_view(row.json)})
                store::put_field(tuples, part);
        }
        must(connection.copy("COPY rows FROM STDIN (FORMAT binary)", tuples));
    }
    return seconds_since(started);
}

// ---- ours ----

double ours(const standard::Standard& standard, const service::LogAddress& address, const std::vector<Row>& rows) {
    const auto writer = must(service::open_log(address, store::OpenMode::read_write));
    const auto reader = must(service::open_log(address, store::OpenMode::read_only));
    const auto started = Clock::now();
    auto decider = must(service::Decider::create(
        standard, service::Assessor(), {writer.get(), reader.get(), 0, batch},
        [](std::string_view, bool) { return Result<void>(); }, nullptr));
    record::Parser parser;
    for (const auto& row : rows) must(decider.accept(must(parser.parse(row.json))));
    must(decider.flush());
    return seconds_since(started);
}

struct Seconds {
    double bare = 0;
    double bare_named = 0;
    double ours = 0;
    double verify = 0;
};

/// A place for a log that nobody has written to.
std::string fresh_location(const std::string& where, bool is_postgres, int round) {
    if (!is_postgres) return fmt::format("{}/ours-{}.db", where, round);
    const auto database = where.substr(0, where.find('#'));
    auto connection = must(store::Connection::open(database, "ingest"));
    must(connection.run("DROP SCHEMA IF EXISTS konsequenz_ingest CASCADE"));
    return database + "#konsequenz_ingest";
}

Seconds one_round(const standard::Standard& standard, const std::string& where, const std::vector<Row>& rows, int round,
                  std::uint64_t& bytes) {
    const bool is_postgres = store::is_postgres_url(where);
    const auto bare = [&](bool is_named) {
        if (is_postgres) return bare_postgres(where, rows, is_named);
        const auto path = fmt::format("{}/{}-{}.db", where, is_named ? "named" : "bare", round);
        const auto seconds = bare_sqlite(path, rows, is_named);
        std::filesystem::remove(path);
        return seconds;
    };
    const service::LogAddress address{fresh_location(where, is_postgres, round)};
    Seconds seconds;
    seconds.bare = bare(false);
    seconds.ours = ours(standard, address, rows);
    seconds.bare_named = bare(true);
    const auto started = Clock::now();
    const auto verified =
        must(service::verify_log({address.location, "", {}, false, std::thread::hardware_concurrency()}));
    seconds.verify = seconds_since(started);
    if (verified.fault || verified.entries != rows.size() + 1) stop(verified.fault.value_or("entries are missing"));
    bytes = verified.bytes;
    if (!is_postgres) std::filesystem::remove(address.location);
    return seconds;
}

double median(const std::vector<Seconds>& rounds, double Seconds::* of) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(round.*of);
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

int run(const std::string& where, std::size_t count, std::size_t customers) {
    constexpr int rounds_count = 5;  // in turns, so that all meet the same minutes of the machine
    const auto rows = made_rows(count, customers);
    const auto standard = standard::load("standards/fair-and-firm");
    if (!standard) stop(to_string(standard.error().front()));
    std::vector<Seconds> rounds;
    std::uint64_t bytes = 0;
    for (int round = 1; round <= rounds_count; ++round)
        rounds.push_back(one_round(*standard, where, rows, round, bytes));
    const auto rate = [&](double seconds) { return static_cast<double>(count) / seconds; };
    const auto ours = median(rounds, &Seconds::ours);
    const auto bare = median(rounds, &Seconds::bare);
    const auto named = median(rounds, &Seconds::bare_named);
    fmt::print(
        "{{\"store\":\"{}\",\"records\":{},\"rounds\":{},\"bare_per_second\":{:.0f},\"bare_named_per_second\":{:.0f},"
        "\"ours_per_second\":{:.0f},\"of_bare_percent\":{:.1f},\"of_bare_named_percent\":{:.1f},"
        "\"verify_megabytes_per_second\":{:.0f}}}\n",
        store::is_postgres_url(where) ? "postgresql" : "sqlite", count, rounds_count, rate(bare), rate(named),
        rate(ours), 100 * bare / ours, 100 * named / ours,
        static_cast<double>(bytes) / 1e6 / median(rounds, &Seconds::verify));
    return 0;
}

}  // namespace
}  // namespace konsequenz

int main(int argument_count, char** arguments) {
    if (argument_count < 2) {
        fmt::print(stderr, "konsequenz-ingest-bench <folder | postgresql://…> [records] [customers]\n");
        return 2;
    }
    const auto number = [&](int at, std::size_t otherwise) {
        return argument_count > at ? static_cast<std::size_t>(std::strtoull(arguments[at], nullptr, 10)) : otherwise;
    };
    return konsequenz::run(arguments[1], number(2, 500'000), number(3, 50'000));
}
