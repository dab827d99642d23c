// konsequenz-backtest-bench: makes the history that the backtest and DuckDB are measured with, and measures the former.
//
//   make CONTACTS CUSTOMERS SEED FOLDER      history.columns, and contacts.csv, findings.csv, notices.csv
//   measure STANDARD FILE [THREADS]          the split of a whole run, as one JSON object
//   dump STANDARD FILE OUT                   a byte a contact, by the number in its id: its measure's place
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "backtest/backtest.h"
#include "backtest/collector.h"
#include "backtest/history_file.h"
#include "backtest/judging.h"
#include "history.h"
#include "record/parse.h"
#include "standard/standard.h"

namespace {

using namespace konsequenz;
using Clock = std::chrono::steady_clock;

std::uint64_t number_in(std::string_view id) {
    std::uint64_t number = 0;
    const auto dash = id.find('-');
    std::from_chars(id.data() + dash + 1, id.data() + id.size(), number);
    return number;
}

int fail_with(const Error& error) {
    fmt::print(stderr, "konsequenz-backtest-bench: {}\n", to_string(error));
    return 4;
}

/// Writes each record into the columns and into the tables that DuckDB reads.
class Tables {
  public:
    explicit Tables(const std::string& folder)
        : contacts_(folder + "/contacts.csv"), findings_(folder + "/findings.csv"), notices_(folder + "/notices.csv") {
        contacts_ << "number,customer,time,direction,label,severity,target,source,intention\n";
        findings_ << "customer,contact,time,manifestly_unfounded,result,label,severity,target,source,intention\n";
        notices_ << "customer,time,announced\n";
    }

    void add(const record::Record& record) {
        backtest::Ruled ruled;
        if (const auto* contact = std::get_if<record::Contact>(&record.body)) {
            if (contact->conduct) ruled.assessed = standard::known_conduct(*contact->conduct);
            // What it came to before stands for a log's rulings; any will do.
            ruled.measure = ruled.assessed.severity >= 3   ? "restrict"
                            : ruled.assessed.severity >= 1 ? "notice"
                                                           : "none";
            ruled.remedy = contact->acts.empty() ? "none" : "answer";
            contacts_ << fmt::format("{},{},{},{},{}\n", number_in(record.id), number_in(record.customer),
                                     record.time.utc_ns / 1'000'000'000, to_string(contact->direction),
                                     text(ruled.assessed));
        } else if (const auto* finding = std::get_if<record::Finding>(&record.body)) {
            findings_ << fmt::format("{},{},{},{},{},{}\n", number_in(record.customer),
                                     number_in(finding->contact.value_or("c-0")), record.time.utc_ns / 1'000'000'000,
                                     finding->manifestly_unfounded, to_string(finding->result),
                                     finding->conduct ? text(standard::known_conduct(*finding->conduct)) : ",,,,");
        } else if (const auto* notice = std::get_if<record::Notice>(&record.body)) {
            notices_ << fmt::format("{},{},{}\n", number_in(record.customer), record.time.utc_ns / 1'000'000'000,
                                    notice->announced);
        }
        collector_.add(record, ruled);
        ++records_;
    }
    [[nodiscard]] backtest::Collector& collector() { return collector_; }
    [[nodiscard]] std::uint64_t records() const { return records_; }

  private:
    static std::string text(const standard::KnownConduct& known) {
        return fmt::format("{},{},{},{},{}", to_string(known.label), known.severity, to_string(known.target),
                           to_string(known.source), to_string(known.intention));
    }
    std::ofstream contacts_;
    std::ofstream findings_;
    std::ofstream notices_;
    backtest::Collector collector_;
    std::uint64_t records_ = 0;
};

int make(const make_history::Plan& plan, const std::string& folder) {
    Tables tables(folder);
    record::Parser parser;
    std::optional<Error> error;
    make_history::write_history(plan, [&](std::string_view piece) {
        while (!piece.empty()) {
            const auto end = piece.find('\n');
            const auto record = parser.parse(piece.substr(0, end));
            if (!record) {
                error = record.error();
                return make_history::Flow::stop;
            }
            tables.add(*record);
            piece.remove_prefix(end + 1);
        }
        return make_history::Flow::go_on;
    });
    if (error) return fail_with(*error);
    tables.collector().finish();
    const auto written = write_history_file(folder + "/history.columns", tables.collector(), "made");
    if (!written) return fail_with(written.error());
    fmt::print("{} records\n", tables.records());
    return 0;
}

/// Seconds that all threads together spent in each stage.
class Split {
  public:
    void begin(backtest::Stage stage) {
        thread_local Clock::time_point since;
        thread_local auto current = backtest::Stage::done;
        const auto now = Clock::now();
        if (current != backtest::Stage::done) {
            const std::lock_guard lock(mutex_);
            seconds_[static_cast<std::size_t>(current)] += std::chrono::duration<double>(now - since).count();
        }
        current = stage;
        since = now;
    }
    [[nodiscard]] double seconds(backtest::Stage stage) const { return seconds_[static_cast<std::size_t>(stage)]; }

  private:
    std::mutex mutex_;
    std::array<double, 5> seconds_{};
};

int measure(const standard::Standard& standard, const std::string& path, unsigned threads) {
    const auto start = Clock::now();
    auto history = backtest::HistoryFile::open(path);
    if (!history) return fail_with(history.error());
    Split split;
    backtest::Options options{.threads = threads};
    options.observer = [&](backtest::Stage stage) { split.begin(stage); };
    const auto result = run(**history, nullptr, standard, options);
    if (!result) return fail_with(result.error());
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    std::map<std::string, std::uint64_t> by_measure;
    for (const auto& [pair, count] : result->comparison.measures) by_measure[pair.second] += count;
    std::string measures;
    for (const auto& [measure, count] : by_measure)
        measures += fmt::format("{}\"{}\":{}", measures.empty() ? "" : ",", measure, count);
    using backtest::Stage;
    fmt::print(
        "{{\"contacts\":{},\"threads\":{},\"seconds\":{:.3f},\"thread_seconds\":{{\"read\":{:.3f},\"facts\":{:.3f},"
        "\"decide\":{:.3f},\"compare\":{:.3f}}},\"measures\":{{{}}}}}\n",
        result->comparison.contacts, threads, seconds, split.seconds(Stage::read), split.seconds(Stage::facts),
        split.seconds(Stage::decide), split.seconds(Stage::compare), measures);
    return 0;
}

int dump(const standard::Standard& standard, const std::string& path, const std::string& out) {
    auto history = backtest::HistoryFile::open(path);
    if (!history) return fail_with(history.error());
    const backtest::Prepared prepared(standard);
    backtest::Judging judging(prepared);
    auto wanted = prepared.reading.wanted();
    wanted.with_ids = true;
    std::string measures;
    for (std::size_t at = 0; at < (*history)->block_count(); ++at) {
        const auto block = (*history)->read(at, wanted);
        if (!block) return fail_with(block.error());
        const auto decided = judging.decide(*block);
        std::size_t contact = 0;
        for (std::uint32_t row = 0; row < block->rows(); ++row) {
            if (block->type[row] != 0) continue;
            const auto number = number_in(block->ids.at(row + 1));
            if (measures.size() <= number) measures.resize(number + 1, '\xff');
            measures[number] = static_cast<char>(decided[contact++].measure);
        }
    }
    std::ofstream(out, std::ios::binary) << measures;
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> given(arguments + 1, arguments + count);
    if (given.size() == 5 && given[0] == "make")
        return make({std::stoull(given[1]), std::stoull(given[2]), std::stoull(given[3])}, given[4]);
    if (given.size() >= 3 && (given[0] == "measure" || given[0] == "dump")) {
        const auto standard = standard::load(given[1]);
        if (!standard) return fail_with(standard.error().front());
        if (given[0] == "dump" && given.size() == 4) return dump(*standard, given[2], given[3]);
        const auto threads = given.size() > 3 ? static_cast<unsigned>(std::stoul(given[3]))
                                              : std::max(std::thread::hardware_concurrency(), 1U);
        return measure(*standard, given[2], threads);
    }
    fmt::print(stderr,
               "konsequenz-backtest-bench make CONTACTS CUSTOMERS SEED FOLDER | measure STANDARD FILE "
               "[THREADS] | dump STANDARD FILE OUT\n");
    return 2;
}
