// The law "index = linear scan": a table gives, whatever its index and its shortcuts do, what one gets by trying each
// rule's cells in turn and applying the hit policy as DMN 1.5, 8.2.11 says. And an evaluation is a function: the same
// again, with a trace as without, from any thread.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <thread>

#include "dmn/table_index.h"
#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

using namespace testing_models;
using feel::Value;
using rc::gen::elementOf;

// --- tables made at random ---

struct ColumnWords {
    std::string type;
    std::vector<std::string> constants;  ///< ascending where they have an order
    bool is_ordered = true;
};

const std::vector<ColumnWords>& columns() {
    static const std::vector<ColumnWords> all = {
        {"number",
         {"-1000000000000000000000", "-2.5", "-1", "0", "0.30", "1", "1.0", "2", "3", "3.00001", "10", "64", "65",
          "1e3", "9007199254740993", "12345678901234567890.5", "1e33"}},
        {"number", {"0", "1", "2", "3", "4", "5"}},
        {"string",
         {"\"\"", "\"a\"", "\"ab\"", "\"abc\"", "\"abcd\"", "\"b\"", "\"criticism\"",
          "\"a text of more than sixteen bytes\"", "\"a text of more than sixteen byteS\"", "\"ä\"", "\"𝄞\""}},
        {"boolean", {"true", "false"}, false},
        {"date",
         {"@\"-0044-03-15\"", "@\"1999-12-31\"", "@\"2000-02-29\"", "@\"2026-01-01\"", "@\"2026-01-02\"",
          "@\"9999-12-31\""}},
        {"days and time duration", {"@\"-PT1S\"", "@\"PT0S\"", "@\"PT0.5S\"", "@\"PT1H\"", "@\"P1D\"", "@\"P400D\""}},
        {"years and months duration", {"@\"-P1Y\"", "@\"P0M\"", "@\"P11M\"", "@\"P1Y\"", "@\"P1Y1M\""}},
        {"time", {"@\"00:00:00\"", "@\"09:30:00\"", "@\"09:30:00+02:00\"", "@\"23:59:59.5\""}},
        {"date and time", {"@\"2026-01-01T00:00:00Z\"", "@\"2026-01-01T01:00:00+01:00\"", "@\"2026-06-01T12:00:00\""}},
        {"",
         {"1", "\"a\"", "true", "@\"2026-01-01\"", "@\"2026-01-01T00:00:00Z\"", "@\"P1D\"", "[1]", "[1, 2]", "{a: 1}"},
         false},
    };
    return all;
}

std::string interval(const ColumnWords& words) {
    const std::size_t low = *rc::gen::inRange<std::size_t>(0, words.constants.size());
    const std::size_t high = *rc::gen::inRange<std::size_t>(low, words.constants.size());
    return *elementOf(std::vector<std::string>{"[", "(", "]"}) + words.constants[low] + ".." + words.constants[high] +
           *elementOf(std::vector<std::string>{"]", ")", "["});
}

/// `other` is a variable of the same type as the one tested.
std::string one_test(const ColumnWords& words, const std::string& other) {
    const std::string constant = *elementOf(words.constants);
    const int form = *rc::gen::inRange(0, 20);
    if (form < 8) return constant;
    if (form == 8) return "null";
    if (form == 9) return "!= " + constant;
    if (form == 10) return "= " + constant;
    if (form == 11) return other;
    if (form == 12) return "? = " + other;
    if (form == 13) return "? in (" + constant + ", " + *elementOf(words.constants) + ")";
    if (!words.is_ordered) return constant;
    if (form < 16) return interval(words);
    if (form == 16) return "> " + other;
    return *elementOf(std::vector<std::string>{"< ", "<= ", "> ", ">= "}) + constant;
}

std::string cell(const ColumnWords& words, const std::string& other) {
    const int form = *rc::gen::inRange(0, 12);
    if (form < 3) return "-";
    if (form == 3) return "";
    std::string tests = one_test(words, other);
    if (form >= 9) tests += ", " + one_test(words, other);
    if (form == 11) tests += ", " + one_test(words, other);
    return *rc::gen::inRange(0, 6) == 0 ? "not(" + tests + ")" : tests;
}

struct MadeTable {
    TableText text;
    std::vector<std::size_t> words;  ///< of each input, in columns()
};

std::string output_cell() {
    return *elementOf(
        std::vector<std::string>{"1", "2", "2.0", "3", "\"a\"", "\"b\"", "null", "a0", "if a0 = null then 1 else 2"});
}

MadeTable made_table() {
    MadeTable made;
    TableText& text = made.text;
    text.hit_policy = *elementOf(
        std::vector<std::string>{"UNIQUE", "ANY", "PRIORITY", "FIRST", "COLLECT", "RULE ORDER", "OUTPUT ORDER"});
    if (text.hit_policy == "COLLECT")
        text.aggregation = *elementOf(std::vector<std::string>{"", "", "SUM", "COUNT", "MIN", "MAX"});
    const std::size_t inputs = *rc::gen::inRange<std::size_t>(1, 5);
    for (std::size_t at = 0; at < inputs; ++at) {
        made.words.push_back(*rc::gen::inRange<std::size_t>(0, columns().size()));
        const ColumnWords& words = columns()[made.words.back()];
        const std::string values = *rc::gen::inRange(0, 10) == 0 ? words.constants[0] + ", " + words.constants[1] : "";
        text.inputs.push_back({fmt::format("a{}", at), words.type, values});
    }
    const bool ranks = text.hit_policy == "PRIORITY" || text.hit_policy == "OUTPUT ORDER";
    const int outputs = text.aggregation.empty() ? *rc::gen::inRange(1, 3) : 1;
    text.outputs.clear();
    for (int at = 0; at < outputs; ++at) {
        const bool is_listed = ranks || *rc::gen::inRange(0, 4) == 0;
        text.outputs.push_back({.name = outputs > 1 ? fmt::format("o{}", at) : "",
                                .values = is_listed ? "3, \"b\", 1, 2" : "",
                                .default_value = *rc::gen::inRange(0, 4) == 0 ? "1" : ""});
    }
    // From none to more than the words of the bit rows hold.
    const int rules = *rc::gen::inRange(0, 3) == 0 ? *rc::gen::inRange(0, 200) : *rc::gen::inRange(0, 9);
    for (int rule = 0; rule < rules; ++rule) {
        std::vector<std::string> cells;
        for (std::size_t at = 0; at < inputs; ++at)
            cells.push_back(cell(columns()[made.words[at]], fmt::format("b{}", at)));
        for (int at = 0; at < outputs; ++at) cells.push_back(output_cell());
        text.rules.push_back(std::move(cells));
    }
    return made;
}

/// A value of the column or near it, null, or of another kind.
std::string input_text(const ColumnWords& words) {
    const int form = *rc::gen::inRange(0, 12);
    if (form == 0) return "null";
    if (form == 1) return *elementOf(columns().back().constants);
    std::string constant = *elementOf(words.constants);
    if (words.type == "number" && form == 2) return constant + " + 0.5";
    if (words.type == "number" && form == 3) return constant + " - 1";
    if (words.type == "string" && form == 2) return constant + " + \"x\"";
    if (words.type == "date" && form == 2) return constant + " + @\"P1D\"";
    if (words.type == "days and time duration" && form == 2) return constant + " + @\"PT1S\"";
    return constant;
}

std::string model_of(const MadeTable& made) {
    std::string content;
    std::vector<std::string> required;
    for (const char* prefix : {"a", "b"}) {
        for (std::size_t at = 0; at < made.words.size(); ++at) {
            required.push_back(fmt::format("{}{}", prefix, at));
            content += input(required.back(), columns()[made.words[at]].type);
        }
    }
    return content + decision("d", required, table(made.text));
}

// --- the plain way ---

class LinearScan {
  public:
    explicit LinearScan(const MadeTable& made) : made_(made) {
        for (const char* prefix : {"a", "b"}) {
            for (std::size_t at = 0; at < made.words.size(); ++at)
                scope_.add(fmt::format("{}{}", prefix, at), type_of_column(at));
        }
        for (const auto& rule : made.text.rules) {
            for (std::size_t at = 0; at < rule.size(); ++at) {
                const std::string text = at < made.words.size() && rule[at].empty() ? "-" : rule[at];
                expressions_.push_back(at < made.words.size()
                                           ? *feel::Expression::compile_unary_tests(text, type_of_column(at), scope_)
                                           : *feel::Expression::compile(text, scope_));
            }
        }
    }

    struct Outcome {
        Value value;
        std::vector<std::uint32_t> rules;
        std::vector<std::uint32_t> chosen;
        bool is_refused = false;  ///< by the input values
    };

    Outcome evaluate(std::span<const Value> given) const {
        std::vector<Value> slots;
        for (std::size_t at = 0; at < given.size(); ++at)
            slots.push_back(feel::convert(given[at], scope_.variables()[at].type).value_or(Value()));
        Outcome outcome;
        for (std::size_t at = 0; at < made_.words.size(); ++at) {
            const std::string& values = made_.text.inputs[at].values;
            if (values.empty() || slots[at].is_null()) continue;
            const auto allowed = feel::Expression::compile_unary_tests(values, type_of_column(at), scope_);
            if (!passes(*allowed, slots, slots[at])) outcome.is_refused = true;
        }
        if (outcome.is_refused) return outcome;
        const std::size_t width = made_.words.size() + made_.text.outputs.size();
        for (std::uint32_t rule = 0; rule < made_.text.rules.size(); ++rule) {
            bool matches = true;
            for (std::size_t at = 0; at < made_.words.size(); ++at)
                matches = matches && passes(expressions_[rule * width + at], slots, slots[at]);
            if (matches) outcome.rules.push_back(rule);
        }
        apply_policy(outcome, slots);
        return outcome;
    }

  private:
    feel::Type type_of_column(std::size_t at) const {
        const std::string& name = columns()[made_.words[at]].type;
        return name.empty() ? feel::Type() : *feel::find_built_in_type(name);
    }
    static bool passes(const feel::Expression& test, std::vector<Value> slots, const Value& input) {
        slots.push_back(input);
        return test.evaluate(slots).is_true();
    }
    Value held_to_list(const Value& value, std::size_t output) const {
        const bool is_listed = !made_.text.outputs[output].values.empty();
        return is_listed && rank_of(value) == order().size() ? Value() : value;
    }
    static const std::vector<Value>& order() {
        static const std::vector<Value> all = {Value::number(3), Value::string("b"), Value::number(1),
                                               Value::number(2)};
        return all;
    }
    static std::size_t rank_of(const Value& value) {
        return static_cast<std::size_t>(
            std::ranges::find_if(order(), [&](const Value& known) { return feel::identical(known, value); }) -
            order().begin());
    }
    std::vector<Value> outputs_of(std::uint32_t rule, std::span<const Value> slots) const {
        std::vector<Value> values;
        const std::size_t width = made_.words.size() + made_.text.outputs.size();
        for (std::size_t at = 0; at < made_.text.outputs.size(); ++at)
            values.push_back(held_to_list(expressions_[rule * width + made_.words.size() + at].evaluate(slots), at));
        return values;
    }
    Value whole(std::vector<Value> values) const {
        if (values.size() == 1) return values.front();
        std::vector<feel::ContextEntry> entries;
        for (std::size_t at = 0; at < values.size(); ++at) entries.push_back({made_.text.outputs[at].name, values[at]});
        return Value::context(std::move(entries));
    }
    bool gives_list() const {
        const std::string& policy = made_.text.hit_policy;
        return made_.text.aggregation.empty() &&
               (policy == "COLLECT" || policy == "RULE ORDER" || policy == "OUTPUT ORDER");
    }
    Value without_match() const {
        const auto has_default = [](const TableText::Output& output) { return !output.default_value.empty(); };
        if (std::ranges::none_of(made_.text.outputs, has_default)) {
            if (gives_list()) return Value::list({});
            return made_.text.aggregation == "COUNT" ? Value::number(0) : Value();
        }
        std::vector<Value> values;
        for (const TableText::Output& output : made_.text.outputs)
            values.push_back(has_default(output) ? Value::number(1) : Value());
        const Value value = whole(values);
        return gives_list() ? Value::list({value}) : value;
    }
    void apply_policy(Outcome& outcome, std::span<const Value> slots) const {
        const std::string& policy = made_.text.hit_policy;
        if (outcome.rules.empty()) {
            outcome.value = without_match();
            return;
        }
        outcome.chosen = outcome.rules;
        if (policy == "PRIORITY" || policy == "OUTPUT ORDER") {
            const auto ranks = [&](std::uint32_t rule) {
                std::vector<std::size_t> all;
                for (const Value& value : outputs_of(rule, slots)) all.push_back(rank_of(value));
                return all;
            };
            std::ranges::stable_sort(outcome.chosen, {}, ranks);
        }
        std::vector<Value> values;
        for (const std::uint32_t rule : outcome.chosen) values.push_back(whole(outputs_of(rule, slots)));
        const auto same = [&](const Value& value) { return feel::identical(value, values.front()); };
        if ((policy == "UNIQUE" && values.size() > 1) || (policy == "ANY" && !std::ranges::all_of(values, same))) {
            outcome.chosen.clear();
        } else if (gives_list()) {
            outcome.value = Value::list(values);
        } else if (made_.text.aggregation.empty()) {
            outcome.chosen.resize(1);
            outcome.value = values.front();
        } else {
            outcome.value = aggregate(values);
        }
    }
    Value aggregate(const std::vector<Value>& values) const {
        const std::string& aggregation = made_.text.aggregation;
        if (aggregation == "COUNT") return Value::number(static_cast<std::int64_t>(values.size()));
        Value best = values.front();
        if (aggregation == "SUM" && !best.is_number()) return {};
        for (std::size_t at = 1; at < values.size(); ++at) {
            const auto order = feel::compare(values[at], best);
            if (!order || (aggregation == "SUM" && !values[at].is_number())) return {};
            if (aggregation == "SUM") best = Value::number(feel::add(best.as_number(), values[at].as_number()));
            if (aggregation == "MIN" && *order < 0) best = values[at];
            if (aggregation == "MAX" && *order > 0) best = values[at];
        }
        return best;
    }

    const MadeTable& made_;
    feel::Scope scope_;
    std::vector<feel::Expression> expressions_;  ///< rule by rule
};

// --- the laws ---

std::vector<Value> made_inputs(const MadeTable& made) {
    std::vector<Value> inputs;
    for (int half = 0; half < 2; ++half) {
        for (const std::size_t words : made.words) inputs.push_back(value(input_text(columns()[words])));
    }
    return inputs;
}

std::string shown(std::span<const Value> values) {
    std::string text;
    for (const Value& value : values) text += to_string(value) + " ";
    return text;
}

void hold_law(const Engine& engine, const LinearScan& plain, std::span<const Value> inputs) {
    const LinearScan::Outcome expected = plain.evaluate(inputs);
    RC_LOG() << "inputs: " << shown(inputs) << "\n";
    const Value actual = engine.evaluate(0, inputs);
    RC_ASSERT(to_string(actual) == to_string(expected.value));
    Trace trace;
    Value traced;
    const std::size_t decision = 0;
    engine.evaluate(std::span(&decision, 1), inputs, std::span(&traced, 1), trace);
    RC_ASSERT(to_string(traced) == to_string(expected.value));
    if (expected.is_refused) return;
    RC_ASSERT(trace.tables.size() == 1U);
    RC_ASSERT(trace.tables[0].rules == expected.rules);
    RC_ASSERT(trace.tables[0].chosen == expected.chosen);
    // A null by the table's doing has its reason.
    const bool is_overlap = expected.chosen.empty() && !expected.rules.empty();
    if (is_overlap) RC_ASSERT(trace.decisions.at(0).notes.back().code == "dmn.overlap");
}

RC_GTEST_PROP(TableLaw, IndexGivesWhatALinearScanGives, ()) {
    const MadeTable made = made_table();
    const std::string model = model_of(made);
    RC_LOG() << model;
    // What never fits is an error in a model of one's own, and null here.
    const EngineResult engine = compile(model, Faults::tolerate);
    RC_ASSERT(engine.has_value());
    for (const Error& error : (*engine)->faults()) RC_ASSERT(error.code == "feel.type");
    const LinearScan plain(made);
    for (int round = 0; round < 12; ++round) hold_law(**engine, plain, made_inputs(made));
}

RC_GTEST_PROP(TableLaw, EvaluationIsAFunctionInEveryThread, ()) {
    const MadeTable made = made_table();
    const EngineResult engine = compile(model_of(made), Faults::tolerate);
    RC_ASSERT(engine.has_value());
    std::vector<std::vector<Value>> rows;
    std::vector<std::string> expected;
    for (int row = 0; row < 8; ++row) {
        rows.push_back(made_inputs(made));
        expected.push_back(to_string((*engine)->evaluate(0, rows.back())));
    }
    std::vector<std::vector<std::string>> found(2);
    {
        std::vector<std::jthread> threads;
        for (std::vector<std::string>& own : found) {
            threads.emplace_back([&] {
                for (const std::vector<Value>& row : rows) own.push_back(to_string((*engine)->evaluate(0, row)));
            });
        }
    }
    for (const std::vector<std::string>& own : found) RC_ASSERT(own == expected);
}

// --- tables whose rules have bounds of their own ---

/// Cells of three kinds of columns whose constants hardly repeat, so that the columns have blocks of places.
MadeTable table_of_own_bounds(std::size_t rules, const std::string& hit_policy) {
    std::mt19937 random(17);
    const auto below = [&](std::uint32_t bound) { return static_cast<std::uint32_t>(random() % bound); };
    const auto number = [&] { return fmt::format("{}.{:02}", below(90'000), below(100)); };
    const auto cell_of_numbers = [&]() -> std::string {
        const std::uint32_t low = below(90'000);
        switch (below(6)) {
            case 0: return "< " + number();
            case 1: return fmt::format("not({}, > {})", number(), number());
            case 2: return fmt::format("({}..{}]", low, low + 30'000);
            case 3: return "-";
            case 4: return fmt::format("[{}..{}], {}", low, low + 9'000, number());
            default: return below(50) == 0 ? "> b0" : ">= " + number();
        }
    };
    const auto cell_of_texts = [&]() -> std::string {
        switch (below(5)) {
            case 0: return fmt::format("not(\"t{}\")", below(20'000));
            case 1:
                return fmt::format("\"t{}\", \"u{}\", \"a longer text {}\"", below(9), below(20'000), below(20'000));
            case 2: return "null, \"t1\"";
            default: return "-";
        }
    };
    const auto cell_of_durations = [&]() -> std::string {
        const std::uint32_t low = below(900'000);
        return below(4) == 0 ? "-" : fmt::format("[@\"PT{}S\"..@\"PT{}S\"]", low, low + 400'000);
    };
    MadeTable made{.text = {}, .words = {1, 2, 5}};
    made.text.hit_policy = hit_policy;
    made.text.inputs = {{"a0", "number", ""}, {"a1", "string", ""}, {"a2", "days and time duration", ""}};
    for (std::size_t rule = 0; rule < rules; ++rule)
        made.text.rules.push_back({cell_of_numbers(), cell_of_texts(), cell_of_durations(), "1"});
    return made;
}

/// At the constants of the cells, beside them and far from them.
std::vector<std::vector<Value>> inputs_of_own_bounds(std::size_t count) {
    std::mt19937 random(23);
    std::vector<std::vector<Value>> rows;
    for (std::size_t row = 0; row < count; ++row) {
        const std::uint64_t part = random() % 10;
        const std::string number = fmt::format("{}{}", random() % 130'000, part < 5 ? "" : fmt::format(".{:02}", part));
        const std::string text = fmt::format("\"{}{}\"", part == 0 ? "a longer text " : "t", random() % 12);
        const std::string duration = fmt::format("@\"PT{}S\"", random() % 1'200'000);
        rows.push_back({value(part == 1 ? "null" : number), value(part == 2 ? "null" : text),
                        value(part == 3 ? "null" : duration), value("45000"), Value(), Value()});
    }
    return rows;
}

TEST(TableLaw, ColumnsWithBlocksGiveWhatALinearScanGives) {
    for (const char* policy : {"FIRST", "COLLECT"}) {
        const MadeTable made = table_of_own_bounds(2'500, policy);
        const EngineResult engine = compile(model_of(made));
        ASSERT_TRUE(engine.has_value()) << to_string(engine.error().front());
        const LinearScan plain(made);
        for (const std::vector<Value>& inputs : inputs_of_own_bounds(120)) {
            const LinearScan::Outcome expected = plain.evaluate(inputs);
            EXPECT_EQ(to_string((*engine)->evaluate(0, inputs)), to_string(expected.value)) << shown(inputs);
            Trace trace;
            Value traced;
            const std::size_t decision = 0;
            (*engine)->evaluate(std::span(&decision, 1), inputs, std::span(&traced, 1), trace);
            EXPECT_EQ(trace.tables.at(0).rules, expected.rules) << shown(inputs);
        }
    }
}

TEST(TableLaw, AColumnOfManyPlacesHasFewRows) {
    ColumnCells cells;
    feel::Scope scope;
    for (std::uint32_t rule = 0; rule < 5'000; ++rule) {
        const std::string text = fmt::format("[{}..{}]", 7 * rule, 7 * rule + 20'000);
        cells.tests.push_back(*feel::Expression::compile_unary_tests(text, *feel::find_built_in_type("number"), scope));
        cells.of_rule.push_back(rule);
        cells.passes_null.push_back(0);
    }
    const RowLayout layout(cells.of_rule.size());
    const ColumnIndex blocks(cells, layout, ColumnIndex::Rows::a_block);
    const ColumnIndex places(cells, layout, ColumnIndex::Rows::a_place);
    EXPECT_FALSE(places.has_blocks());
    EXPECT_GT(places.place_count(), 2 * ColumnIndex::rows_max);
    EXPECT_TRUE(blocks.has_blocks());
    const auto has = [&](const ColumnIndex& index, std::uint32_t place, std::uint32_t rule) {
        return (index.row(place)[layout.summary_words + rule / 64] >> rule % 64 & 1U) != 0;
    };
    const auto row_of = [&](std::uint32_t place) {
        return static_cast<std::size_t>(blocks.row(place) - blocks.row(0)) / layout.stride();
    };
    EXPECT_LE(row_of(blocks.null_place()), ColumnIndex::rows_max);
    for (std::uint32_t key = 0; key < 60'000; key += 997) {
        const std::uint32_t place = blocks.find(Value::number(key));
        ASSERT_EQ(place, places.find(Value::number(key)));
        for (std::uint32_t rule = 0; rule < 5'000; rule += 3) {
            const bool passes = has(blocks, place, rule) && blocks.passes(rule, place);
            ASSERT_EQ(passes, has(places, place, rule)) << key << " " << rule;
        }
    }
}

}  // namespace
}  // namespace konsequenz::dmn
