// Small standards made at random: three inputs, two decisions over them, guarantees of every kind. For the laws of
// `prove` and `diff`.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "dmn/test_models.h"
#include "proof/space.h"
#include "standard/standard.h"

namespace konsequenz::proof::testing_standards {

using namespace dmn::testing_models;
using standard::Guarantee;
using standard::GuaranteeKind;

inline std::uint32_t number_from(const char* name, std::uint32_t otherwise) {
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

inline std::string listed_type(const std::string& name, const std::string& type, const std::string& values,
                               bool is_collection = false) {
    return fmt::format(
        "<itemDefinition name=\"{}\"{}><typeRef>{}</typeRef><allowedValues><text>{}</text></allowedValues>"
        "</itemDefinition>\n",
        name, is_collection ? " isCollection=\"true\"" : "", type, escaped(values));
}

inline const std::vector<MadeInput>& all_inputs() {
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
    /// Another standard over the same inputs.
    standard::Standard make_other() {
        numbers_.clear();
        return make_of_inputs();
    }
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
    standard::Standard make_of_inputs();

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

inline std::string Maker::number(int depth) {
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

inline std::string Maker::truth(int depth) {
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

inline std::string Maker::cell(const std::string& kind, const std::vector<std::string>& constants) {
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

inline TableText Maker::made_table(std::size_t columns, bool is_measure) {
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

inline Guarantee Maker::guarantee() {
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

inline standard::Standard Maker::make() {
    std::vector<MadeInput> pool = all_inputs();
    while (inputs_.size() < 3) {
        const std::size_t at = below(pool.size());
        inputs_.push_back(pool[at]);
        pool.erase(pool.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return make_of_inputs();
}

inline standard::Standard Maker::make_of_inputs() {
    standard::Standard standard;
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

/// All values of a path that the brute force tries: null and what is listed, of a list every set of its items.
inline std::vector<feel::Value> values_of(const InputPath& path) {
    std::vector<feel::Value> values = {feel::Value()};
    if (path.type.kind() == feel::TypeKind::boolean) {
        values.push_back(feel::Value::boolean(true));
        values.push_back(feel::Value::boolean(false));
    } else if (path.type.kind() == feel::TypeKind::list) {
        for (std::size_t set = 0; set < std::size_t{1} << path.values.size(); ++set) {
            std::vector<feel::Value> items;
            for (std::size_t at = 0; at < path.values.size(); ++at) {
                if ((set >> at & 1U) != 0) items.push_back(path.values[at]);
            }
            values.push_back(feel::Value::list(std::move(items)));
        }
    } else {
        values.insert(values.end(), path.values.begin(), path.values.end());
    }
    return values;
}

}  // namespace konsequenz::proof::testing_standards
