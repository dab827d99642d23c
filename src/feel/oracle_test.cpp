// The law "compiled = plain": every expression gives by its compiled code what a plain walk over its tree gives.
// The walk shares the operators on values with the code, but nothing of scopes, order of evaluation and control.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <random>

#include "feel/builtin_index.h"
#include "feel/expression.h"
#include "feel/operators.h"
#include "feel/syntax.h"

namespace konsequenz::feel {
namespace {

using Locals = std::map<LocalId, Value>;

class Oracle {
  public:
    Oracle(const Tree& tree, std::span<const Value> slots) : tree_(tree), slots_(slots) {}
    Value evaluate() { return at(tree_.root(), {}); }

  private:
    // Tells closures of the oracle apart from other functions: it is only called by the oracle and by sort().
    class Lambda final : public Function {
      public:
        Lambda(Oracle& owner, const FunctionLiteral& literal, Locals locals, Type signature)
            : owner_(owner), literal_(literal), locals_(std::move(locals)), signature_(std::move(signature)) {}
        const Type& signature() const override { return signature_; }
        Value call(std::span<const Value> arguments, Run&) const override {
            Locals locals = locals_;
            for (std::size_t i = 0; i < arguments.size(); ++i) locals[literal_.parameters[i].id] = arguments[i];
            return owner_.at(literal_.body, locals);
        }

      private:
        Oracle& owner_;
        const FunctionLiteral& literal_;
        Locals locals_;
        Type signature_;
    };

    Value at(NodeId id, const Locals& locals) {
        return std::visit([&](const auto& node) { return of(node, locals, tree_[id]); }, tree_[id].content);
    }
    static Value truth(std::optional<bool> value) { return value ? Value::boolean(*value) : Value(); }

    Value of(const Literal& n, const Locals&, const Node&) { return n.value; }
    Value of(const AtLiteral& n, const Locals&, const Node&) { return n.value; }
    Value of(const Input&, const Locals&, const Node&) { return slots_.back(); }
    Value of(const Name& n, const Locals& locals, const Node&) {
        for (const LocalId item : n.binding.items) {
            const Value& value = locals.at(item);
            if (!value.is_context()) continue;
            if (const Value* found = value.find(n.name)) return *found;
        }
        switch (n.binding.kind) {
            case Binding::Kind::slot: return slots_[n.binding.index];
            case Binding::Kind::local: return locals.at(n.binding.index);
            case Binding::Kind::builtin: return *find_builtin(n.name);
            case Binding::Kind::nothing: return {};
        }
        return {};
    }
    Value of(const Negation& n, const Locals& locals, const Node&) { return negated(at(n.operand, locals), run_, {}); }
    Value of(const Binary& n, const Locals& locals, const Node&) {
        const Value left = at(n.left, locals);
        const Value right = at(n.right, locals);
        if (n.sign == Operator::conjunction) {
            if (left.is_false() || right.is_false()) return Value::boolean(false);
            return left.is_true() && right.is_true() ? left : Value();
        }
        if (n.sign == Operator::disjunction) {
            if (left.is_true() || right.is_true()) return Value::boolean(true);
            return left.is_false() && right.is_false() ? left : Value();
        }
        if (n.sign >= Operator::add) return arithmetic(n.sign, left, right, run_, {});
        return truth(compared(n.sign, left, right));
    }
    Value of(const Between& n, const Locals& locals, const Node&) {
        const Value value = at(n.value, locals);
        const std::optional<bool> above = compared(Operator::greater_equal, value, at(n.low, locals));
        const std::optional<bool> below = compared(Operator::less_equal, value, at(n.high, locals));
        return above && below ? Value::boolean(*above && *below) : Value();
    }
    Value of(const Comparison& n, const Locals& locals, const Node&) {
        return make_comparison(n.sign, at(n.operand, locals), run_, {});
    }
    Value of(const Interval& n, const Locals& locals, const Node&) {
        return make_interval(at(n.low, locals), at(n.high, locals), n.low_bound, n.high_bound, run_, {});
    }
    Value of(const In& n, const Locals& locals, const Node&) {
        const Value value = at(n.value, locals);
        bool unknown = false;
        for (const NodeId id : n.tests) {
            const auto* comparison = std::get_if<Comparison>(&tree_[id].content);
            const std::optional<bool> passed = comparison != nullptr
                                                   ? compared(comparison->sign, value, at(comparison->operand, locals))
                                                   : passes(value, at(id, locals));
            if (passed == true) return Value::boolean(true);
            unknown = unknown || !passed;
        }
        return unknown ? Value() : Value::boolean(false);
    }
    Value of(const InstanceOf& n, const Locals& locals, const Node&) {
        return Value::boolean(is_instance(at(n.value, locals), n.type));
    }
    Value of(const Path& n, const Locals& locals, const Node&) {
        return member_of(at(n.base, locals), n.member, run_, {});
    }
    Value of(const If& n, const Locals& locals, const Node&) {
        return at(at(n.condition, locals).is_true() ? n.then : n.otherwise, locals);
    }
    Value of(const ListLiteral& n, const Locals& locals, const Node&) {
        std::vector<Value> items;
        for (const NodeId item : n.items) items.push_back(at(item, locals));
        return Value::list(std::move(items));
    }
    Value of(const ContextLiteral& n, const Locals& outer, const Node&) {
        Locals locals = outer;
        std::vector<ContextEntry> entries;
        for (const Entry& entry : n.entries) {
            entries.push_back({entry.variable.name, at(entry.value, locals)});
            locals[entry.variable.id] = entries.back().value;
        }
        return Value::context(std::move(entries));
    }
    Value of(const FunctionLiteral& n, const Locals& locals, const Node& node) {
        return Value::function(std::make_unique<Lambda>(*this, n, locals, node.type));
    }
    Value of(const Invocation& n, const Locals& locals, const Node&) {
        const Value function = at(n.function, locals);
        std::vector<Value> arguments;
        for (const NodeId argument : n.arguments) arguments.push_back(at(argument, locals));
        if (!function.is_function()) return {};
        if (n.names.empty()) return function.as_function().invoke(arguments, run_);
        return function.as_function().invoke_named(n.names, arguments, run_);
    }
    Value of(const Filter& n, const Locals& outer, const Node&) {
        const Value base = at(n.base, outer);
        if (base.is_null()) return {};
        const std::vector<Value> items = base.is_list()
                                             ? std::vector<Value>(base.as_list().begin(), base.as_list().end())
                                             : std::vector<Value>{base};
        std::vector<Value> kept;
        for (const Value& item : items) {
            Locals locals = outer;
            locals[n.item.id] = item;
            const Value condition = at(n.condition, locals);
            if (condition.is_number()) return item_at(items, condition.as_number(), run_, {});
            if (condition.is_true()) kept.push_back(item);
        }
        if (items.empty() && tree_[n.condition].type.kind() == TypeKind::number) return {};
        return Value::list(std::move(kept));
    }
    // All values of an iterator; nullopt where it has no domain.
    std::optional<std::vector<Value>> values(const Iterator& iterator, const Locals& locals) {
        Value domain = at(iterator.domain, locals);
        std::vector<Value> found;
        if (!iterator.is_range && domain.is_list())
            return std::vector<Value>(domain.as_list().begin(), domain.as_list().end());
        if (!iterator.is_range && domain.is_null()) return std::nullopt;
        if (!iterator.is_range && !domain.is_range()) return std::vector<Value>{domain};
        Value first = domain;
        Value last = iterator.is_range ? at(iterator.end, locals) : Value();
        bool skip_first = false;
        bool skip_last = false;
        if (!iterator.is_range) {
            const RangeEnds& ends = domain.as_range();
            if (ends.form != RangeForm::interval) return std::nullopt;
            first = ends.low;
            last = ends.high;
            skip_first = ends.low_bound == Bound::open;
            skip_last = ends.high_bound == Bound::open;
        }
        if (!first.is_number() || !last.is_number() || !first.as_number().is_integer() ||
            !last.as_number().is_integer())
            return std::nullopt;
        const bool down = last.as_number() < first.as_number();
        for (Number at_number = first.as_number();; at_number = *add(at_number, Number::from(down ? -1 : 1))) {
            found.push_back(Value::number(at_number));
            if (at_number == last.as_number()) break;
        }
        if (skip_first) found.erase(found.begin());
        if (skip_last && !found.empty()) found.pop_back();
        return found;
    }
    // Every combination of the iterators' values; false where a domain is missing.
    bool combine(std::span<const Iterator> iterators, const Locals& locals, std::vector<Locals>& found) {
        if (iterators.empty()) {
            found.push_back(locals);
            return true;
        }
        const std::optional<std::vector<Value>> all = values(iterators.front(), locals);
        if (!all) return false;
        for (const Value& value : *all) {
            Locals inner = locals;
            inner[iterators.front().variable.id] = value;
            if (!combine(iterators.subspan(1), inner, found)) return false;
        }
        return true;
    }
    Value of(const For& n, const Locals& outer, const Node&) {
        std::vector<Locals> all;
        if (!combine(n.iterators, outer, all)) return {};
        std::vector<Value> results;
        for (Locals& locals : all) {
            locals[n.partial.id] = Value::list(results);
            results.push_back(at(n.result, locals));
        }
        return Value::list(std::move(results));
    }
    Value of(const Quantified& n, const Locals& outer, const Node&) {
        std::vector<Locals> all;
        const bool some = n.quantifier == Quantifier::some;
        // A decision may fall before a later domain turns out to be missing, so the order matters: take it one by one.
        const bool complete = combine(n.iterators, outer, all);
        bool unknown = false;
        for (const Locals& locals : all) {
            const Value condition = at(n.condition, locals);
            if (some ? condition.is_true() : condition.is_false()) return Value::boolean(some);
            unknown = unknown || !condition.is_boolean();
        }
        return unknown || !complete ? Value() : Value::boolean(!some);
    }
    Value of(const UnaryTests&, const Locals&, const Node&) { return {}; }

    const Tree& tree_;
    std::span<const Value> slots_;
    Run run_;
};

// Writes random FEEL that is mostly well typed, over the scope below.
class Writer {
  public:
    explicit Writer(std::uint32_t seed) : random_(seed) {}

    std::string any(int depth) {
        switch (pick(7)) {
            case 0: return number(depth);
            case 1: return boolean(depth);
            case 2: return text(depth);
            case 3: return list(depth);
            case 4: return context(depth);
            case 5:
                return one_of(
                    {"null", "u", "@\"2024-02-29\"", "@\"P1D\"", "@\"12:00:00\"", "[1..3]", "(< 5)", "function(x) x"});
            default: return number(depth);
        }
    }

  private:
    std::uint32_t pick(std::uint32_t count) { return static_cast<std::uint32_t>(random_() % count); }
    std::string one_of(std::vector<std::string> all) { return all[pick(static_cast<std::uint32_t>(all.size()))]; }
    // Now and then an operand of any kind.
    std::string number_or(int depth) { return pick(10) == 0 ? "(" + any(depth) + ")" : number(depth); }

    std::string number(int depth) {
        if (depth <= 0) return one_of({"0", "1", "2", "3.50", "1e2", "n", "my number", "c.a", "xs[1]", "-7"});
        const int d = depth - 1;
        switch (pick(10)) {
            case 0: return number_or(d) + " " + one_of({"+", "-", "*", "/"}) + " " + number_or(d);
            case 1: return "(" + number(d) + one_of({" + ", " - ", " * "}) + number(d) + ")";
            case 2: return "-" + one_of({"n", "(" + number(d) + ")", "xs[2]"});
            case 3: return "(if " + boolean(d) + " then " + number(d) + " else " + number(d) + ")";
            case 4: return list(d) + "[" + number(0) + "]";
            case 5: return one_of({"count", "sum", "max", "min"}) + "(" + list(d) + ")";
            case 6: return "{a: " + number(d) + ", b: a + 1}.b";
            case 7: return "(function(x, y: number) x * y + n)(" + number(d) + ", " + number(d) + ")";
            case 8: return "(function(x, y) x - y)(y: " + number(d) + ", x: " + number(d) + ")";
            default: return number(0);
        }
    }
    std::string boolean(int depth) {
        if (depth <= 0) return one_of({"true", "false", "b", "null", "n > 1", "s = \"a\""});
        const int d = depth - 1;
        switch (pick(9)) {
            case 0: return "(" + boolean(d) + one_of({" and ", " or "}) + boolean(d) + ")";
            case 1: return number_or(d) + one_of({" < ", " <= ", " > ", " >= ", " = ", " != "}) + number_or(d);
            case 2: return "(" + number(d) + " between " + number_or(d) + " and " + number(d) + ")";
            case 3:
                return "(" + number(d) + " in (" + one_of({"< ", ">= ", "!= ", ""}) + number(d) + ", [1.." + number(0) +
                       "]))";
            case 4: return "(" + one_of({"some", "every"}) + " q in " + list(d) + " satisfies " + boolean(d) + ")";
            case 5:
                return "(" + one_of({"some", "every"}) + " q in " + list(d) + ", r in 1..3 satisfies q " +
                       one_of({"<", "="}) + " r)";
            case 6:
                return "((" + any(d) + ") instance of " +
                       one_of({"number", "list<number>", "string", "context<a: Any>"}) + ")";
            case 7: return "not(" + boolean(d) + ")";
            default: return boolean(0);
        }
    }
    std::string text(int depth) {
        if (depth <= 0) return one_of({"\"\"", "\"a\"", "s", "\"\\u00e4\\\"\"", "c.b b"});
        const int d = depth - 1;
        return one_of(
            {text(d) + " + " + text(d), "upper case(" + text(d) + ")", "string(" + any(d) + ")", "people[1].name"});
    }
    std::string list(int depth) {
        if (depth <= 0) return one_of({"[]", "xs", "[1, 2, 3]", "people.age", "people.name"});
        const int d = depth - 1;
        switch (pick(8)) {
            case 0: return "[" + any(d) + ", " + any(d) + "]";
            case 1: return "(for i in " + list(d) + " return " + any(d) + ")";
            case 2:
                return "(for i in 1.." + one_of({"3", "-2", "n"}) + ", j in " + list(d) + " return i + count(partial))";
            case 3: return list(d) + "[item > " + number(0) + "]";
            case 4: return "people[age " + one_of({">", "<", "="}) + " " + number(0) + "].name";
            case 5: return "[{a: " + number(d) + "}, {a: " + number(d) + ", k: 1}][a > n or k = 1]";
            case 6: return list(d) + "[" + boolean(0) + "]";
            default: return "sort(xs, function(p, q) p > q + " + one_of({"0", "n"}) + ")";
        }
    }
    std::string context(int depth) {
        if (depth <= 0) return one_of({"{}", "c", "people[1]", "{a: 1}"});
        return "{a: " + any(depth - 1) + ", \"b b\": " + any(depth - 1) + ", d: a}";
    }

    std::mt19937 random_;
};

struct World {
    Scope scope;
    std::vector<Value> slots;

    World() {
        const Type person = Type::context({{"name", TypeKind::string}, {"age", TypeKind::number}});
        add("n", TypeKind::number, "2");
        add("my number", TypeKind::number, "10.5");
        add("s", TypeKind::string, "\"a\"");
        add("b", TypeKind::boolean, "true");
        add("xs", Type::list(TypeKind::number), "[3, 1, 2]");
        add("c", Type::context({{"a", TypeKind::number}, {"b b", TypeKind::string}}), "{a: 4, \"b b\": \"x\"}");
        add("people", Type::list(person), "[{name: \"Ann\", age: 3}, {name: \"Bo\", age: null}]");
        add("u", Type(), "[1, \"x\", null]");
    }
    void add(std::string name, Type type, std::string_view value) {
        scope.add(std::move(name), std::move(type));
        slots.push_back(Expression::compile(value, Scope{})->evaluate({}));
    }
};

// Functions are made anew by each evaluation, so that their values are compared by their text.
bool agree(const Value& left, const Value& right) { return to_string(left) == to_string(right); }

RC_GTEST_PROP(FeelLaws, CompiledIsPlainAndPrintIsParsed, (std::uint32_t seed)) {
    static const World world;
    const std::string text = Writer(seed).any(4);
    const Result<Expression> expression = Expression::compile(text, world.scope);
    if (!expression) RC_FAIL(text + ": " + to_string(expression.error()));
    const std::string printed = print(expression->tree());
    const Result<Expression> again = Expression::compile(printed, world.scope);
    if (!again) RC_FAIL(text + " printed as " + printed + ": " + to_string(again.error()));
    if (!same(expression->tree(), again->tree())) RC_FAIL(text + " printed as " + printed);
    RC_ASSERT(print(again->tree()) == printed);
    const Value compiled = expression->evaluate(world.slots);
    const Value plain = Oracle(expression->tree(), world.slots).evaluate();
    if (!agree(compiled, plain)) RC_FAIL(text + ": compiled " + to_string(compiled) + ", plain " + to_string(plain));
    RC_ASSERT(agree(expression->evaluate_with_notes(world.slots).value, compiled));
}

}  // namespace
}  // namespace konsequenz::feel
