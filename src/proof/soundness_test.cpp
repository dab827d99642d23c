// The law of `prove`: over small models made at random, every verdict is what trying all inputs gives, and no
// counterexample fails on the evaluator. KONSEQUENZ_SEED and KONSEQUENZ_MODELS change the seed and how many models.
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>

#include "dmn/test_models.h"
#include "proof/order.h"
#include "proof/prove.h"

namespace konsequenz::proof {
namespace {

using namespace dmn::testing_models;
using feel::Value;
using standard::Guarantee;
using standard::GuaranteeKind;

std::uint32_t number_from(const char* name, std::uint32_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

// --- models made at random ---

struct MadeInput {
    std::string name;
    std::string type;
    std::string kind;  ///< number, string, boolean, date, list
    std::vector<std::string> constants;
    std::string definition;
};

std::string listed_type(const std::string& name, const std::string& type, const std::string& values,
                        bool is_collection = false) {
    return fmt::format(
        "<itemDefinition name=\"{}\"{}><typeRef>{}</typeRef><allowedValues><text>{}</text></allowedValues>"
        "</itemDefinition>\n",
        name, is_collection ? " isCollection=\"true\"" : "", type, escaped(values));
}

const std::vector<MadeInput>& all_inputs() {
    static const std::vector<MadeInput> all = {
        {"n", "tN", "number", {"0", "1", "2", "3"}, listed_type("tN", "number", "0, 1, 2, 3")},
        {"m", "tM", "number", {"-1", "0.5", "2"}, listed_type("tM", "number", "-1, 0.5, 2")},
        {"s", "tS", "string", {"\"x\"", "\"y\"", "\"z\""}, listed_type("tS", "string", "\"x\", \"y\", \"z\"")},
        {"b", "boolean", "boolean", {"true", "false"}, ""},
        {"d",
         "tD",
         "date",
         {"@\"2026-01-01\"", "@\"2026-06-01\""},
         listed_type("tD", "date", "@\"2026-01-01\", @\"2026-06-01\"")},
        {"l", "tL", "list", {"\"p\"", "\"q\""}, listed_type("tL", "string", "\"p\", \"q\"", true)},
    };
    return all;
}

class Maker {
  public:
    explicit Maker(std::uint32_t seed) : random_(seed) {}

    standard::Standard make();
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::size_t below(std::size_t bound) { return random_() % bound; }
    template <class Items>
    auto one_of(const Items& items) {
        return items[below(items.size())];
    }
    std::string pick(std::vector<std::string> items) { return one_of(items); }

    std::string number(int depth);
    std::string truth(int depth);
    std::string cell(const std::string& kind, const std::vector<std::string>& constants);
    TableText made_table(std::size_t columns, bool is_measure);
    std::string literal_decision();
    Guarantee guarantee();

    std::vector<const MadeInput*> of(const std::string& kind) {
        std::vector<const MadeInput*> found;
        for (const MadeInput& input : inputs_) {
            if (input.kind == kind) found.push_back(&input);
        }
        return found;
    }

    std::mt19937 random_;
    std::vector<MadeInput> inputs_;
    std::vector<std::string> numbers_;  ///< names of what is a number
    std::string text_;
};

std::string Maker::number(int depth) {
    const std::size_t form = depth == 0 ? below(4) : below(12);
    if (form < 2 && !numbers_.empty()) return one_of(numbers_);
    if (form < 4) return pick({"0", "1", "2", "0.5", "-1"});
    const std::string left = number(depth - 1);
    const std::string right = number(depth - 1);
    switch (form) {
        case 4: return fmt::format("({} + {})", left, right);
        case 5: return fmt::format("({} - {})", left, right);
        case 6: return fmt::format("({} * {})", left, right);
        case 7: return fmt::format("(if {} then {} else {})", truth(depth - 1), left, right);
        case 8: return fmt::format("{}({}, {})", pick({"min", "max", "sum"}), left, right);
        case 9: return fmt::format("{}({})", pick({"abs", "floor", "ceiling"}), left);
        case 10: return fmt::format("({} / 2)", left);
        default: return fmt::format("({} / {})", left, right);
    }
}

std::string Maker::truth(int depth) {
    const std::size_t form = depth == 0 ? below(7) : below(14);
    const auto texts = of("string");
    const auto truths = of("boolean");
    const auto dates = of("date");
    const auto lists = of("list");
    if (form == 0 && !truths.empty()) return one_of(truths)->name;
    if (form == 1 && !texts.empty())
        return fmt::format("{} {} {}", one_of(texts)->name, pick({"=", "!="}), one_of(texts[0]->constants));
    if (form == 2 && !texts.empty()) return fmt::format("{} in (\"x\", \"z\")", one_of(texts)->name);
    if (form == 3 && !dates.empty())
        return fmt::format("{} {} {}", dates[0]->name, pick({"<", "=", ">="}), one_of(dates[0]->constants));
    if (form == 4 && !lists.empty())
        return fmt::format("list contains({}, {})", lists[0]->name, pick({"\"p\"", "\"q\"", "\"r\""}));
    if (form < 7) return fmt::format("{} {} {}", number(0), pick({"<", "<=", "=", "!=", ">", ">="}), number(0));
    switch (form) {
        case 7: return fmt::format("({} and {})", truth(depth - 1), truth(depth - 1));
        case 8: return fmt::format("({} or {})", truth(depth - 1), truth(depth - 1));
        case 9: return fmt::format("not({})", truth(depth - 1));
        case 10:
            return fmt::format("({} in {})", number(depth - 1),
                               pick({"[0..2]", "(0..1]", "[1..3)", "(1, 2)", "(< 1, > 2)"}));
        case 11: return fmt::format("({} = null)", number(0));
        case 12: return fmt::format("({} between {} and {})", number(0), number(0), number(0));
        default:
            return fmt::format("({} e in [{}, {}] satisfies e {} {})", pick({"some", "every"}), number(0), number(0),
                               pick({"<", ">="}), number(0));
    }
}

std::string Maker::cell(const std::string& kind, const std::vector<std::string>& constants) {
    const std::string one = one_of(constants);
    const std::string other = one_of(constants);
    const std::size_t form = below(10);
    if (form < 3 || kind == "list") return "-";
    if (form == 3) return fmt::format("not({})", one);
    if (form == 4) return fmt::format("{}, {}", one, other);
    if (form == 5 && kind != "boolean") return "null";
    if (kind == "number" && form == 6) return fmt::format("[{}..2]", pick({"-1", "0", "1"}));
    if (kind == "number" && form == 7) return fmt::format("{} {}", pick({"<", "<=", ">", ">="}), number(0));
    if (kind == "number" && form == 8) return fmt::format("not([0..{}], {})", pick({"1", "2"}), one);
    if (kind == "date" && form == 6) return "> " + one;
    return one;
}

TableText Maker::made_table(std::size_t columns, bool is_measure) {
    TableText table;
    table.hit_policy = pick({"UNIQUE", "ANY", "PRIORITY", "FIRST", "FIRST", "FIRST"});
    if (!is_measure && below(3) == 0) {
        table.hit_policy = "COLLECT";
        table.aggregation = pick({"SUM", "COUNT", "MIN", "MAX"});
    }
    std::vector<std::pair<std::string, std::vector<std::string>>> kinds;
    for (std::size_t column = 0; column < columns; ++column) {
        if (below(4) == 0) {
            table.inputs.push_back({truth(1), "boolean", ""});
            kinds.emplace_back("boolean", std::vector<std::string>{"true", "false"});
        } else if (below(3) == 0 && !numbers_.empty()) {
            table.inputs.push_back({one_of(numbers_), "number", ""});
            kinds.emplace_back("number", std::vector<std::string>{"0", "1", "2"});
        } else {
            const MadeInput& input = inputs_[below(inputs_.size())];
            if (input.kind == "list") {
                table.inputs.push_back({truth(0), "boolean", ""});
                kinds.emplace_back("boolean", std::vector<std::string>{"true", "false"});
            } else {
                table.inputs.push_back({input.name, input.type, ""});
                kinds.emplace_back(input.kind, input.constants);
            }
        }
    }
    const std::string values = is_measure ? "\"end\", \"notice\", \"none\"" : "2, 1, 0";
    table.outputs = {{"", is_measure ? "tMeasure" : "number", table.hit_policy == "PRIORITY" ? values : "", ""}};
    if (table.hit_policy != "COLLECT" && below(4) == 0) table.outputs[0].default_value = is_measure ? "\"none\"" : "0";
    const std::size_t rules = 1 + below(5);
    for (std::size_t rule = 0; rule < rules; ++rule) {
        std::vector<std::string> cells;
        for (const auto& [kind, constants] : kinds) cells.push_back(cell(kind, constants));
        const bool is_computed = !is_measure && table.hit_policy != "PRIORITY" && below(4) == 0;
        cells.push_back(is_measure    ? pick({"\"none\"", "\"notice\"", "\"end\""})
                        : is_computed ? number(1)
                                      : pick({"0", "1", "2"}));
        table.rules.push_back(std::move(cells));
    }
    return table;
}

Guarantee Maker::guarantee() {
    Guarantee made;
    made.kind = one_of(std::vector<GuaranteeKind>{GuaranteeKind::always, GuaranteeKind::never, GuaranteeKind::monotone,
                                                  GuaranteeKind::independent, GuaranteeKind::complete_and_unique,
                                                  GuaranteeKind::reachable});
    made.outputs = {pick({"measure", "measure", "first"})};
    const std::string outcome = pick({"measure = \"none\"", "measure != \"end\"", "measure in (\"none\", \"notice\")",
                                      "first >= 1", "measure = null", "first < 2"});
    made.condition = pick({fmt::format("if {} then {} else true", truth(1), outcome), outcome,
                           fmt::format("{} and {}", outcome, truth(1)), fmt::format("{} or {}", outcome, truth(1))});
    const std::size_t count = 1 + below(2);
    for (std::size_t at = 0; at < count; ++at) {
        const MadeInput& input = inputs_[below(inputs_.size())];
        if (made.kind == GuaranteeKind::monotone && (input.kind == "list" || input.kind == "date")) continue;
        made.inputs.push_back(input.name);
    }
    if (made.inputs.empty()) made.kind = GuaranteeKind::always;
    return made;
}

standard::Standard Maker::make() {
    standard::Standard standard;
    std::vector<MadeInput> pool = all_inputs();
    while (inputs_.size() < 3) {
        const std::size_t at = below(pool.size());
        inputs_.push_back(pool[at]);
        pool.erase(pool.begin() + static_cast<std::ptrdiff_t>(at));
    }
    std::string content = listed_type("tMeasure", "string", "\"none\", \"notice\", \"end\"");
    std::vector<std::string> required;
    for (const MadeInput& made : inputs_) {
        content += made.definition + input(made.name, made.type);
        required.push_back(made.name);
        if (made.kind == "number") numbers_.push_back(made.name);
    }
    const std::string logic = below(4) == 0 ? literal(number(2)) : table(made_table(1 + below(2), false));
    content += decision("first", required, logic, "number");
    numbers_.emplace_back("first");
    required.emplace_back("#first");
    content += decision("measure", required, table(made_table(1 + below(3), true)), "tMeasure");
    text_ = definitions(content);
    auto engine = compile(content, dmn::Faults::tolerate);
    if (!engine) throw std::runtime_error(to_string(engine.error()) + "\n" + text_);
    standard.engine = *engine;
    for (const char* id : {"none", "notice", "end"}) {
        standard.measures.emplace_back();
        standard.measures.back().id = id;
    }
    for (int at = 0; at < 4; ++at) {
        standard.guarantees.push_back(guarantee());
        standard.guarantees.back().id = fmt::format("g{}", at);
    }
    numbers_.pop_back();  // assumptions speak of inputs alone
    if (below(3) == 0) standard.assumptions.push_back({truth(1), {}});
    return standard;
}

// --- all inputs, one after the other ---

struct Tried {
    Case all;
    dmn::Trace trace;
};

class BruteForce {
  public:
    explicit BruteForce(const standard::Standard& standard)
        : standard_(standard), search_(standard, {}), space_(search_.space()) {
        Assignment assignment(space_.paths.size());
        fill(assignment, 0);
    }
    [[nodiscard]] bool is_possible() const { return !tried_.empty(); }
    [[nodiscard]] std::optional<bool> holds(const Guarantee& guarantee) const;

  private:
    void fill(Assignment& assignment, std::size_t at);
    [[nodiscard]] bool holds_condition(const Guarantee& guarantee) const;
    [[nodiscard]] bool holds_pairs(const Guarantee& guarantee) const;
    [[nodiscard]] bool violates(const Guarantee& guarantee, const Tried& one, const Tried& other) const;
    [[nodiscard]] bool is_complete(const Guarantee& guarantee) const;
    [[nodiscard]] bool reaches_all(const Guarantee& guarantee) const;
    [[nodiscard]] std::size_t decision(const Guarantee& guarantee) const {
        return standard_.engine->find_decision(guarantee.outputs.front()).value();
    }

    const standard::Standard& standard_;
    Search search_;
    const Space& space_;
    std::vector<Tried> tried_;
};

std::vector<Value> values_of(const InputPath& path) {
    std::vector<Value> values = {Value()};
    if (path.type.kind() == feel::TypeKind::boolean) {
        values.push_back(Value::boolean(true));
        values.push_back(Value::boolean(false));
    } else if (path.type.kind() == feel::TypeKind::list) {
        for (std::size_t set = 0; set < std::size_t{1} << path.values.size(); ++set) {
            std::vector<Value> items;
            for (std::size_t at = 0; at < path.values.size(); ++at) {
                if ((set >> at & 1U) != 0) items.push_back(path.values[at]);
            }
            values.push_back(Value::list(std::move(items)));
        }
    } else {
        values.insert(values.end(), path.values.begin(), path.values.end());
    }
    return values;
}

void BruteForce::fill(Assignment& assignment, std::size_t at) {
    if (at < space_.paths.size()) {
        for (const Value& value : values_of(space_.paths[at])) {
            assignment[at] = value;
            fill(assignment, at + 1);
        }
        return;
    }
    Tried tried{search_.replay(assignment), {}};
    for (const standard::Assumption& assumption : standard_.assumptions) {
        if (!search_.is_true(*search_.compile(assumption.that), tried.all)) return;
    }
    std::vector<std::size_t> all(standard_.engine->decisions().size());
    for (std::size_t index = 0; index < all.size(); ++index) all[index] = index;
    std::vector<Value> values(all.size());
    standard_.engine->evaluate(all, inputs_of(space_, *standard_.engine, assignment), values, tried.trace);
    tried_.push_back(std::move(tried));
}

bool BruteForce::holds_condition(const Guarantee& guarantee) const {
    const auto condition = search_.compile(guarantee.condition);
    const bool wanted = guarantee.kind == GuaranteeKind::always;
    return std::ranges::all_of(tried_,
                               [&](const Tried& tried) { return search_.is_true(*condition, tried.all) == wanted; });
}

bool BruteForce::violates(const Guarantee& guarantee, const Tried& one, const Tried& other) const {
    for (std::size_t at = 0; at < space_.paths.size(); ++at) {
        const InputPath& path = space_.paths[at];
        const bool is_own = std::ranges::find(guarantee.inputs, path.path) != guarantee.inputs.end();
        if (!is_own && !feel::identical(one.all.inputs[at], other.all.inputs[at])) return false;
        if (!is_own || guarantee.kind == GuaranteeKind::independent) continue;
        const auto milder = Order::of(path).rank(one.all.inputs[at]);
        const auto worse = Order::of(path).rank(other.all.inputs[at]);
        if (!milder || !worse || *worse < *milder) return false;
    }
    const Value& before = one.all.decisions[decision(guarantee)];
    const Value& after = other.all.decisions[decision(guarantee)];
    if (guarantee.kind == GuaranteeKind::independent) return !feel::identical(before, after);
    const Order order = Order::of(standard_, decision(guarantee));
    const auto first = order.rank(before);
    const auto second = order.rank(after);
    return first && second && *second < *first;
}

bool BruteForce::holds_pairs(const Guarantee& guarantee) const {
    for (const Tried& one : tried_) {
        for (const Tried& other : tried_) {
            if (violates(guarantee, one, other)) return false;
        }
    }
    return true;
}

bool BruteForce::is_complete(const Guarantee& guarantee) const {
    const std::size_t index = decision(guarantee);
    const auto table = standard_.engine->decisions()[index].table;
    const bool is_unique = table && standard_.engine->tables()[*table].hit_policy == dmn::HitPolicy::unique;
    return std::ranges::none_of(tried_, [&](const Tried& tried) {
        const bool overlaps = std::ranges::any_of(
            tried.trace.tables, [&](const dmn::TableTrace& ran) { return ran.table == table && ran.rules.size() > 1; });
        return tried.all.decisions[index].is_null() || (is_unique && overlaps);
    });
}

bool BruteForce::reaches_all(const Guarantee& guarantee) const {
    const std::size_t index = decision(guarantee);
    const auto table = standard_.engine->decisions()[index].table;
    std::set<std::uint32_t> rules;
    for (const Tried& tried : tried_) {
        for (const dmn::TableTrace& ran : tried.trace.tables) {
            if (ran.table == table) rules.insert(ran.chosen.begin(), ran.chosen.end());
        }
    }
    if (table && rules.size() < standard_.engine->tables()[*table].rules.size()) return false;
    const Order order = Order::of(standard_, index);
    return std::ranges::all_of(order.values(), [&](const Value& value) {
        return std::ranges::any_of(
            tried_, [&](const Tried& tried) { return feel::identical(tried.all.decisions[index], value); });
    });
}

std::optional<bool> BruteForce::holds(const Guarantee& guarantee) const {
    switch (guarantee.kind) {
        case GuaranteeKind::always:
        case GuaranteeKind::never: return holds_condition(guarantee);
        case GuaranteeKind::monotone:
        case GuaranteeKind::independent: return holds_pairs(guarantee);
        case GuaranteeKind::complete_and_unique: return is_complete(guarantee);
        case GuaranteeKind::reachable: return reaches_all(guarantee);
    }
    return std::nullopt;
}

std::string shown(const Verdict& verdict) {
    std::string text = fmt::format("{} {}", to_string(verdict.state), verdict.why);
    for (const Case& each : verdict.cases) {
        text += "\n  case:";
        for (const Value& value : each.inputs) text += " " + feel::to_string(value);
    }
    return text;
}

TEST(Soundness, EveryVerdictIsWhatTryingAllInputsGives) {
    const std::uint32_t seed = number_from("KONSEQUENZ_SEED", 1);
    const std::uint32_t models = number_from("KONSEQUENZ_MODELS", 2'000);
    std::size_t verdicts = 0;
    std::size_t undecided = 0;
    std::size_t refuted = 0;
    for (std::uint32_t model = 0; model < models; ++model) {
        Maker maker(seed * 1'000'003U + model);
        const standard::Standard standard = maker.make();
        const BruteForce brute(standard);
        // Tables as trees of cuts, which large ones are, and rule by rule.
        const std::vector<Verdict> proved = prove(standard, {.tree_rules_min = model % 2 == 0 ? 0U : 64U});
        for (std::size_t at = 0; at < proved.size(); ++at) {
            const Verdict& verdict = proved[at];
            const Guarantee& guarantee = standard.guarantees[at];
            if (!brute.is_possible()) {
                ASSERT_EQ(verdict.state, State::not_decided) << maker.text();
                continue;
            }
            ++verdicts;
            if (verdict.state == State::not_decided) {
                ++undecided;
                // A counterexample that fails on the evaluator would show here, and assumptions that can hold.
                ASSERT_TRUE(verdict.why.find("on the evaluator") == std::string::npos &&
                            verdict.why.find("contradict") == std::string::npos)
                    << maker.text() << to_string(guarantee.kind) << " " << guarantee.condition;
                continue;
            }
            refuted += verdict.state == State::refuted ? 1 : 0;
            const std::string inputs = fmt::format("{}", fmt::join(guarantee.inputs, ", "));
            const std::string assumed = standard.assumptions.empty() ? "" : standard.assumptions[0].that;
            ASSERT_EQ(verdict.state == State::proved, brute.holds(guarantee))
                << "model " << model << " of seed " << seed << "\n"
                << maker.text() << to_string(guarantee.kind) << " `" << guarantee.condition << "` of "
                << guarantee.outputs[0] << " in " << inputs << " assuming `" << assumed << "`\n"
                << shown(verdict);
        }
    }
    RecordProperty("verdicts", static_cast<int>(verdicts));
    RecordProperty("refuted", static_cast<int>(refuted));
    RecordProperty("undecided", static_cast<int>(undecided));
    std::printf("%zu verdicts, %zu refuted, %zu not decided\n", verdicts, refuted, undecided);
    EXPECT_LT(undecided * 50, verdicts) << "the formulas say too little";
    EXPECT_GT(refuted * 10, verdicts);
}

}  // namespace
}  // namespace konsequenz::proof
