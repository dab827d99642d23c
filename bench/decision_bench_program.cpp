// Decides the rows that decision-table engines are compared on and prints one JSON line, as the comparison wants it:
//   konsequenz-decision-bench <small|large> <warm_s> <measure_s> [mode] [rows]
// Read from `data/` of the current folder: table.dmn, rows.json, expected.json. All answers are checked before the
// clock runs.
//   slots    decoded rows; a decision writes its seven inputs to their slots and evaluates
//   json     a decision parses the text of one JSON object, binds and evaluates it
//   values   rows whose slots are written already: evaluation alone
//   columns  dictionary-coded columns of 32-bit codes, as many rows as asked for (1,000,000); columns8: of 8-bit codes
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/json.h"
#include "dmn/columns.h"
#include "dmn/engine.h"
#include "dmn/load.h"

namespace konsequenz {
namespace {

using feel::Value;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// One row as a caller has it: numbers, texts and truths, not yet values of FEEL.
struct Row {
    std::int64_t severity = 0;
    std::string conduct;
    std::string target;
    std::int64_t warnings = 0;
    std::int64_t abusive = 0;
    bool has_complaint = false;
    std::int64_t orders = 0;
};

struct Workload {
    std::vector<Row> rows;
    std::vector<std::string> texts;  ///< the rows as JSON
    std::vector<std::string> expected;
    std::shared_ptr<const dmn::Engine> engine;
    std::size_t decision = 0;
    double setup_ms = 0;
};

[[noreturn]] void stop(const std::string& message) {
    fmt::print(stderr, "konsequenz-decision-bench: {}\n", message);
    std::exit(2);
}

template <class T>
T must(Result<T> result) {
    if (!result) stop(to_string(result.error()));
    return std::move(*result);
}

std::int64_t integer(const JsonValue& row, std::string_view key) {
    const std::optional<JsonValue> member = row.find(key);
    if (!member || member->kind() != JsonKind::number) stop(fmt::format("a row has no number `{}`", key));
    return std::stoll(std::string(member->text()));
}

std::string text(const JsonValue& row, std::string_view key) {
    const std::optional<JsonValue> member = row.find(key);
    if (!member || member->kind() != JsonKind::string) stop(fmt::format("a row has no text `{}`", key));
    return std::string(member->text());
}

Row read_row(const JsonValue& row) {
    const std::optional<JsonValue> complaint = row.find("openJustifiedComplaint");
    return {.severity = integer(row, "severity"),
            .conduct = text(row, "conduct"),
            .target = text(row, "target"),
            .warnings = integer(row, "warningsLast90Days"),
            .abusive = integer(row, "abusiveContactsLast365Days"),
            .has_complaint = complaint && complaint->kind() == JsonKind::boolean && complaint->as_boolean(),
            .orders = integer(row, "openOrders")};
}

std::string json_text(const Row& row) {
    return fmt::format(
        R"({{"severity":{},"conduct":"{}","target":"{}","warningsLast90Days":{},"abusiveContactsLast365Days":{},)"
        R"("openJustifiedComplaint":{},"openOrders":{}}})",
        row.severity, row.conduct, row.target, row.warnings, row.abusive, row.has_complaint, row.orders);
}

Workload load(const std::string& table) {
    const std::filesystem::path folder = std::filesystem::path("data") / table;
    Workload work;
    JsonParser parser;
    const std::string rows = must(read_file(folder / "rows.json"));
    for (const JsonValue row : must(parser.parse(rows))) work.rows.push_back(read_row(row));
    const std::string expected = must(read_file(folder / "expected.json"));
    for (const JsonValue answer : must(parser.parse(expected))) work.expected.emplace_back(answer.text());
    if (work.rows.empty() || work.rows.size() != work.expected.size()) stop("there is not one expected answer a row");
    for (const Row& row : work.rows) work.texts.push_back(json_text(row));

    const std::string xml = must(read_file(folder / "table.dmn"));
    const Clock::time_point start = Clock::now();
    const auto definitions = dmn::load_model(xml, "table.dmn", {});
    if (!definitions) stop(to_string(definitions.error()));
    dmn::EngineResult engine = dmn::Engine::compile(*definitions);
    if (!engine) stop(to_string(engine.error()));
    work.setup_ms = seconds_since(start) * 1000;
    work.engine = std::move(*engine);
    const std::optional<std::size_t> decision = work.engine->find_decision("measure");
    if (!decision) stop("the model has no decision `measure`");
    work.decision = *decision;
    return work;
}

/// A way to decide a row by its number.
using Decide = std::function<Value(std::size_t)>;

Decide decide_slots(const Workload& work) {
    std::array<std::size_t, 7> slot_of{};
    const std::array<std::string_view, 7> names = {
        "severity",  "conduct", "target", "warningsLast90Days", "abusiveContactsLast365Days", "openJustifiedComplaint",
        "openOrders"};
    for (std::size_t at = 0; at < names.size(); ++at) {
        const std::optional<std::size_t> slot = work.engine->find_input(names[at]);
        if (!slot) stop(fmt::format("the model has no input `{}`", names[at]));
        slot_of[at] = *slot;
    }
    return [&work, slot_of, slots = std::vector<Value>(work.engine->inputs().size())](std::size_t at) mutable {
        const Row& row = work.rows[at];
        slots[slot_of[0]] = Value::number(row.severity);
        slots[slot_of[1]] = Value::borrowed(row.conduct);
        slots[slot_of[2]] = Value::borrowed(row.target);
        slots[slot_of[3]] = Value::number(row.warnings);
        slots[slot_of[4]] = Value::number(row.abusive);
        slots[slot_of[5]] = Value::boolean(row.has_complaint);
        slots[slot_of[6]] = Value::number(row.orders);
        return work.engine->evaluate(work.decision, slots);
    };
}

Decide decide_json(const Workload& work) {
    auto parser = std::make_shared<JsonParser>();
    return [&work, parser, slots = std::vector<Value>(work.engine->inputs().size())](std::size_t at) mutable {
        const Result<JsonValue> object = parser->parse(work.texts[at]);
        if (!object || !work.engine->bind(*object, slots)) return Value();
        return work.engine->evaluate(work.decision, slots);
    };
}

Decide decide_values(const Workload& work) {
    std::vector<std::vector<Value>> rows;
    JsonParser parser;
    for (const std::string& text : work.texts) {
        std::vector<Value>& slots = rows.emplace_back(work.engine->inputs().size());
        const auto bound = work.engine->bind(must(parser.parse(text)), slots);
        if (!bound) stop(to_string(bound.error()));
        for (Value& value : slots) value = value.owned();
    }
    return [&work, rows = std::move(rows)](std::size_t at) { return work.engine->evaluate(work.decision, rows[at]); };
}

struct Measured {
    double rate = 0;      ///< by the clock on the wall, as the other engines are measured
    double cpu_rate = 0;  ///< by processor time: the same, however busy the machine is
    std::size_t bad = 0;
    double plan_ms = 0;  ///< columns: dictionaries to classes
};

/// Runs `pass`, which does `count` decisions, until so many seconds have gone by.
void measure_passes(Measured& measured, const std::function<void()>& pass, std::size_t count, double warm_s,
                    double measure_s) {
    Clock::time_point start = Clock::now();
    while (seconds_since(start) < warm_s) pass();
    std::size_t done = 0;
    double elapsed = 0;
    const std::clock_t processor = std::clock();
    start = Clock::now();
    do {
        pass();
        done += count;
        elapsed = seconds_since(start);
    } while (elapsed < measure_s);
    measured.rate = static_cast<double>(done) / elapsed;
    measured.cpu_rate = static_cast<double>(done) * CLOCKS_PER_SEC / static_cast<double>(std::clock() - processor);
}

template <class Decider>
Measured measure_rows(const Workload& work, Decider decide, double warm_s, double measure_s) {
    Measured measured;
    for (std::size_t at = 0; at < work.rows.size(); ++at) {
        const Value answer = decide(at);
        if (!answer.is_string() || answer.as_string() != work.expected[at]) ++measured.bad;
    }
    std::size_t letters = 0;  // each answer is looked at, so that none can be left out
    const auto pass = [&] {
        for (std::size_t at = 0; at < work.rows.size(); ++at) {
            const Value answer = decide(at);
            letters += answer.is_string() ? answer.as_string().size() : 0;
        }
    };
    measure_passes(measured, pass, work.rows.size(), warm_s, measure_s);
    if (letters == 0) stop("no decision gave a text");
    return measured;
}

/// The rows over and over, each column as its distinct values and a code a row.
struct CodedRows {
    std::array<std::vector<Value>, 7> dictionaries;
    std::array<std::vector<std::uint32_t>, 7> codes;

    void add(std::size_t column, Value value) {
        std::vector<Value>& dictionary = dictionaries[column];
        const auto known =
            std::ranges::find_if(dictionary, [&](const Value& other) { return feel::identical(other, value); });
        codes[column].push_back(static_cast<std::uint32_t>(known - dictionary.begin()));
        if (known == dictionary.end()) dictionary.push_back(std::move(value));
    }
    CodedRows(const Workload& work, std::size_t count) {
        for (const Row& row : work.rows) {
            add(0, Value::number(row.severity));
            add(1, Value::string(row.conduct));
            add(2, Value::string(row.target));
            add(3, Value::number(row.warnings));
            add(4, Value::number(row.abusive));
            add(5, Value::boolean(row.has_complaint));
            add(6, Value::number(row.orders));
        }
        for (std::vector<std::uint32_t>& column : codes) {
            column.reserve(count);
            for (std::size_t at = 0; column.size() < count; ++at) column.push_back(column[at]);
        }
    }
};

template <class Code>
Measured measure_columns(const Workload& work, std::size_t count, double warm_s, double measure_s) {
    const CodedRows coded(work, std::max(count, work.rows.size()));
    std::vector<dmn::TableColumns::Dictionary> dictionaries(coded.dictionaries.begin(), coded.dictionaries.end());
    const Clock::time_point start = Clock::now();
    const dmn::TableColumns table = must(dmn::TableColumns::create(work.engine, work.decision, dictionaries));
    Measured measured;
    measured.plan_ms = seconds_since(start) * 1000;
    std::array<std::vector<Code>, 7> codes;
    std::vector<dmn::Column> columns;
    for (std::size_t at = 0; at < codes.size(); ++at) {
        for (const std::uint32_t code : coded.codes[at]) codes[at].push_back(static_cast<Code>(code));
        columns.emplace_back(std::span<const Code>(codes[at]));
    }
    std::vector<std::uint32_t> outcomes(codes[0].size());
    const auto pass = [&] {
        const Result<void> done = table.evaluate(columns, outcomes);
        if (!done) stop(to_string(done.error()));
    };
    pass();
    for (std::size_t at = 0; at < outcomes.size(); ++at) {
        const Value& answer = table.outcomes()[outcomes[at]].value;
        if (!answer.is_string() || answer.as_string() != work.expected[at % work.expected.size()]) ++measured.bad;
    }
    measure_passes(measured, pass, outcomes.size(), warm_s, measure_s);
    return measured;
}

Measured measure(const Workload& work, const std::string& mode, std::size_t rows, double warm_s, double measure_s) {
    if (mode == "slots") return measure_rows(work, decide_slots(work), warm_s, measure_s);
    if (mode == "json") return measure_rows(work, decide_json(work), warm_s, measure_s);
    if (mode == "values") return measure_rows(work, decide_values(work), warm_s, measure_s);
    if (mode == "columns") return measure_columns<std::uint32_t>(work, rows, warm_s, measure_s);
    if (mode == "columns8") return measure_columns<std::uint8_t>(work, rows, warm_s, measure_s);
    stop(fmt::format("the mode is `{}`: expected slots, json, values, columns or columns8", mode));
}

int run(int count, char** arguments) {
    if (count < 4) stop("usage: konsequenz-decision-bench <small|large> <warm_s> <measure_s> [mode] [rows]");
    const Workload work = load(arguments[1]);
    const std::string mode = count > 4 ? arguments[4] : "slots";
    const std::size_t rows = count > 5 ? std::strtoull(arguments[5], nullptr, 10) : 1'000'000;
    const Measured measured = measure(work, mode, rows, std::atof(arguments[2]), std::atof(arguments[3]));
    fmt::print("{{\"rate\":{:.1f},\"bad\":{},\"setup_ms\":{:.2f},\"cpu_rate\":{:.1f},\"plan_ms\":{:.2f}}}\n",
               measured.rate, measured.bad, work.setup_ms, measured.cpu_rate, measured.plan_ms);
    return measured.bad == 0 ? 0 : 1;
}

}  // namespace
}  // namespace konsequenz

int main(int count, char** arguments) { return konsequenz::run(count, arguments); }
