#include "ruling/classes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "dmn/allowed_values.h"
#include "feel/number.h"
#include "feel/syntax.h"
#include "standard/record_view.h"

namespace konsequenz::ruling {
namespace {

using feel::Number;
using feel::TestShape;
using feel::Value;

bool is_less(const Value& left, const Value& right) { return feel::compare(left, right) == std::strong_ordering::less; }

bool passes(const TestShape& shape, const Value& value) {
    if (shape.form == TestShape::Form::any) return true;
    const bool is_in =
        std::ranges::any_of(shape.constants,
                            [&](const Value& constant) { return feel::equals(value, constant).value_or(false); }) ||
        std::ranges::any_of(shape.intervals,
                            [&](const feel::RangeEnds& range) { return feel::contains(range, value).value_or(false); });
    return is_in != shape.negated;
}

Value moved(const Value& number, std::int64_t by) {
    return Value::number(feel::add(number.as_number(), Number::from(by)));
}

Value middle(const Value& low, const Value& high) {
    const auto sum = feel::add(low.as_number(), high.as_number());
    return sum ? Value::number(feel::divide(*sum, Number::from(2))) : Value::null();
}

void sort_out(std::vector<Value>& numbers) {
    std::ranges::stable_sort(numbers, is_less);
    const auto is_same = [](const Value& one, const Value& other) { return feel::equals(one, other).value_or(false); };
    numbers.erase(std::unique(numbers.begin(), numbers.end(), is_same), numbers.end());
}

/// The constants and ends that a cell names.
void add_borders(const TestShape& shape, std::vector<Value>& borders) {
    for (const auto& constant : shape.constants) borders.push_back(constant);
    for (const auto& interval : shape.intervals) {
        borders.push_back(interval.low);
        borders.push_back(interval.high);
    }
}

}  // namespace

InputClasses::InputClasses(const standard::Standard& standard, std::string path, const std::vector<TestShape>& shapes,
                           std::vector<Value> borders, bool is_exact)
    : path_(std::move(path)), is_exact_(is_exact) {
    const auto fact = std::ranges::find(standard.facts, path_, &standard::Fact::name);
    if (fact != standard.facts.end()) {
        is_whole_ = fact->kind == standard::FactKind::count;
        is_share_ = fact->kind == standard::FactKind::share;
    }
    auto words = dmn::allowed_values(*standard.engine, path_);
    if (!words.empty()) {
        list_words(std::move(words));
        return;
    }
    auto named = borders;
    for (const auto& shape : shapes) add_borders(shape, named);
    const bool has_numbers = std::ranges::any_of(named, &Value::is_number);
    if (has_numbers || is_whole_ || is_share_) {
        std::erase_if(borders, [](const Value& value) { return !value.is_number(); });
        part_numbers(shapes, borders);
    } else {
        list_words(std::move(named));
    }
}

void InputClasses::list_words(std::vector<Value> words) {
    for (auto& word : words) {
        const auto is_same = [&](const ValueClass& known) { return feel::identical(known.inside, word); };
        if (word.is_null() || std::ranges::any_of(known_, is_same)) continue;
        known_.push_back({word.owned(), word.owned(), word.owned()});
    }
    const bool is_all_numbers = std::ranges::all_of(known_, [](const auto& known) { return known.inside.is_number(); });
    if (is_all_numbers) std::ranges::stable_sort(known_, is_less, &ValueClass::inside);
}

void InputClasses::part_numbers(const std::vector<TestShape>& shapes, const std::vector<Value>& borders) {
    points_ = borders;
    for (const auto& shape : shapes) add_borders(shape, points_);
    std::erase_if(points_, [](const Value& value) { return !value.is_number(); });
    if (is_whole_ || is_share_) points_.push_back(Value::number(std::int64_t{0}));
    if (is_share_) points_.push_back(Value::number(std::int64_t{1}));
    sort_out(points_);
    if (points_.empty()) return;
    std::vector<bool> signature;
    for (std::size_t segment = 0; segment <= 2 * points_.size(); ++segment) {
        const auto* low = segment >= 2 ? &points_[segment / 2 - 1] : nullptr;
        const auto* high = segment < 2 * points_.size() ? &points_[segment / 2] : nullptr;
        ValueClass made;
        if (segment % 2 == 1) {
            made = {*high, *high, *high};
        } else {
            made.inside = low == nullptr ? moved(*high, -1) : high == nullptr ? moved(*low, 1) : middle(*low, *high);
            const bool is_outside = (low == nullptr && (is_whole_ || is_share_)) || (high == nullptr && is_share_);
            made.from_below = is_whole_ && low != nullptr ? moved(*low, 1) : made.inside;
            made.from_above = is_whole_ && high != nullptr ? moved(*high, -1) : made.inside;
            if (is_outside || (high != nullptr && !is_less(*made.from_below, *high))) made.from_below.reset();
            if (is_outside || (low != nullptr && !is_less(*low, *made.from_above))) made.from_above.reset();
            if (made.from_below) made.inside = *made.from_below;
        }
        std::vector<bool> own;
        own.reserve(shapes.size() + 2 * borders.size());
        for (const auto& shape : shapes) own.push_back(passes(shape, made.inside));
        for (const auto& border : borders) {
            own.push_back(is_less(made.inside, border));
            own.push_back(is_less(border, made.inside));
        }
        if (is_exact_ || segment == 0 || own != signature) {
            known_.push_back(made);
        } else {
            auto& known = known_.back();
            if (!known.from_below) known = made;
            if (made.from_above) known.from_above = made.from_above;
        }
        signature = std::move(own);
        class_by_segment_.push_back(static_cast<ClassId>(known_.size() - 1));
    }
    if (!is_exact_) return;
    std::vector<Value> named;
    for (const auto& known : known_) {
        if (known.from_below) named.push_back(*known.from_below);
        if (known.from_above) named.push_back(*known.from_above);
    }
    sort_out(named);
    known_.clear();
    class_by_segment_.clear();
    list_words(std::move(named));
}

std::size_t InputClasses::segment_of(const Value& number) const {
    const auto at = std::ranges::lower_bound(points_, number, is_less);
    const auto before = static_cast<std::size_t>(at - points_.begin());
    const bool is_point = at != points_.end() && !is_less(number, *at);
    return 2 * before + (is_point ? 1 : 0);
}

ClassId InputClasses::class_of(const Value& value) {
    if (!class_by_segment_.empty() && value.is_number()) return class_by_segment_[segment_of(value)];
    if (class_by_segment_.empty()) {
        for (ClassId id = 0; id < known_.size(); ++id) {
            const auto& inside = known_[id].inside;
            if (inside.kind() == value.kind() && feel::equals(inside, value).value_or(false)) return id;
        }
    }
    // A word that no cell and no list names: all of these are alike, unless they are read otherwise.
    const bool is_any_word = value.is_string() && !is_exact_;
    const auto text = is_any_word ? std::string("?") : feel::to_string(value);
    const auto next = static_cast<ClassId>(known_.size() + others_.size());
    const auto [found, is_new] = other_ids_.emplace(text, next);
    if (is_new) others_.push_back(is_any_word ? Value::string("another word") : value.owned());
    return found->second;
}

const Value& InputClasses::inside(ClassId id) const {
    return id < known_.size() ? known_[id].inside : others_[id - known_.size()];
}

std::vector<InputClasses::Candidate> InputClasses::candidates(const Value& value, ClassId present) const {
    std::vector<Candidate> found;
    for (ClassId id = 0; id < known_.size(); ++id) {
        if (id == present) continue;
        const auto& known = known_[id];
        const bool is_above = !value.is_number() || !known.inside.is_number() || is_less(value, known.inside);
        const auto& named = is_above ? known.from_below : known.from_above;
        if (named) found.push_back({id, *named});
    }
    const auto distance = [&](const Candidate& candidate) -> Number {
        if (value.is_number() && candidate.value.is_number()) {
            const bool is_above = is_less(value, candidate.value);
            const auto& high = is_above ? candidate.value : value;
            const auto& low = is_above ? value : candidate.value;
            return feel::subtract(high.as_number(), low.as_number()).value_or(Number::from(0));
        }
        const auto from = present < known_.size() ? std::int64_t{present} : -1;
        return Number::from(std::abs(std::int64_t{candidate.id} - from));
    };
    std::ranges::stable_sort(found, [&](const Candidate& one, const Candidate& other) {
        return is_less(Value::number(distance(one)), Value::number(distance(other)));
    });
    return found;
}

feel::Scope assumption_scope(const standard::Standard& standard) {
    feel::Scope scope;
    std::set<std::string, std::less<>> known;
    for (const auto& fact : standard.facts) {
        scope.add(fact.name);
        known.insert(fact.name);
    }
    for (const auto& field : standard::input_fields()) {
        if (known.emplace(field.input).second) scope.add(std::string(field.input));
    }
    return scope;
}

std::vector<CompiledAssumption> compile_assumptions(const standard::Standard& standard, const feel::Scope& scope) {
    std::vector<CompiledAssumption> compiled;
    for (const auto& assumption : standard.assumptions) {
        auto expression = feel::Expression::compile(assumption.that, scope);
        if (!expression) continue;  // it names a decision: loading has made sure that it names nothing else
        auto reads = expression->reads();
        compiled.push_back({std::move(*expression), std::move(reads)});
    }
    return compiled;
}

namespace {

/// What is found out about one input.
struct Findings {
    std::vector<TestShape> shapes;
    std::vector<Value> borders;
    bool is_exact = false;
};
using ByPath = std::map<std::string, Findings, std::less<>>;

/// Paths of inputs' fields and facts; a whole input stands for all its fields.
void each_path(const std::string& read, const std::function<void(const std::string&)>& visit) {
    bool is_whole = false;
    for (const auto& field : standard::input_fields()) {
        if (read != field.input) continue;
        is_whole = true;
        visit(std::string(field.input) + "." + std::string(field.field));
    }
    if (!is_whole) visit(read);
}

void mark_exact(const standard::Standard& standard, const std::vector<std::string>& reads, ByPath& by_path) {
    for (const auto& read : reads) {
        if (!standard::is_known_input(standard, read)) continue;
        each_path(read, [&](const std::string& path) { by_path[path].is_exact = true; });
    }
}

void look_at_table(const standard::Standard& standard, const dmn::TableInfo& table, ByPath& by_path) {
    for (std::size_t column = 0; column < table.inputs.size(); ++column) {
        const auto& text = table.inputs[column];
        const bool is_decision = standard.engine->find_decision(text).has_value();
        const bool is_plain = standard::is_known_input(standard, text);
        const bool is_read_whole = (!is_plain && !is_decision) || table.is_limited[column];
        if (is_read_whole) mark_exact(standard, table.input_programs[column].reads(), by_path);
        for (const auto& rule : table.rules) {
            const auto shape = rule.tests[column].shape();
            if (!shape) mark_exact(standard, rule.tests[column].reads(), by_path);
            if (!is_plain) continue;
            if (shape)
                by_path[text].shapes.push_back(*shape);
            else
                by_path[text].is_exact = true;
        }
    }
    for (const auto& output : table.defaults) mark_exact(standard, output.reads(), by_path);
    for (const auto& rule : table.rules) {
        for (const auto& output : rule.outputs) mark_exact(standard, output.reads(), by_path);
    }
}

void look_at_decision(const standard::Standard& standard, std::size_t decision, std::set<std::size_t>& seen,
                      ByPath& by_path) {
    if (!seen.insert(decision).second) return;
    const auto& info = standard.engine->decisions()[decision];
    if (info.table)
        look_at_table(standard, standard.engine->tables()[*info.table], by_path);
    else
        mark_exact(standard, info.reads, by_path);
    for (const auto required : info.required_decisions) look_at_decision(standard, required, seen, by_path);
}

/// Whether the node or anything in it reads a name.
bool reads_name(const feel::Tree& tree, feel::NodeId id) {
    if (std::holds_alternative<feel::Name>(tree[id].content)) {
        const auto kind = std::get<feel::Name>(tree[id].content).binding.kind;
        return kind == feel::Binding::Kind::slot;
    }
    return std::ranges::any_of(feel::children(tree[id]), [&](feel::NodeId child) { return reads_name(tree, child); });
}

/// Whether it compares inputs with constants only, so that the constants are all the borders there are.
bool is_plain(const feel::Tree& tree, feel::NodeId id) {
    const auto& content = tree[id].content;
    const auto inner = feel::children(tree[id]);
    const auto is_constant = [&](feel::NodeId child) { return !reads_name(tree, child); };
    const auto are_plain = [&] {
        return std::ranges::all_of(inner, [&](auto child) { return is_plain(tree, child); });
    };
    if (std::holds_alternative<feel::Literal>(content) || std::holds_alternative<feel::AtLiteral>(content) ||
        std::holds_alternative<feel::Name>(content) || std::holds_alternative<feel::Path>(content))
        return true;
    if (std::holds_alternative<feel::If>(content)) return are_plain();
    if (const auto* binary = std::get_if<feel::Binary>(&content)) {
        if (binary->sign == feel::Operator::conjunction || binary->sign == feel::Operator::disjunction)
            return are_plain();
        if (binary->sign >= feel::Operator::add) return is_constant(id);
        return is_constant(binary->left) || is_constant(binary->right) ? are_plain() : false;
    }
    if (std::holds_alternative<feel::Between>(content) || std::holds_alternative<feel::In>(content))
        return is_plain(tree, inner.front()) && std::all_of(inner.begin() + 1, inner.end(), is_constant);
    return is_constant(id);
}

void look_at_assumptions(const standard::Standard& standard, const std::vector<CompiledAssumption>& assumptions,
                         ByPath& by_path) {
    for (const auto& [expression, reads] : assumptions) {
        const auto& tree = expression.tree();
        if (!is_plain(tree, tree.root())) mark_exact(standard, reads, by_path);
        for (const auto& node : tree.nodes) {
            const auto* literal = std::get_if<feel::Literal>(&node.content);
            if (literal == nullptr) continue;
            for (const auto& read : reads)
                each_path(read, [&](const std::string& path) { by_path[path].borders.push_back(literal->value); });
        }
    }
}

/// Facts first, then what else is known of the contact, then its conduct.
std::size_t rank_of(const standard::Standard& standard, std::string_view path) {
    const auto fact = std::ranges::find(standard.facts, path, &standard::Fact::name);
    if (fact != standard.facts.end()) return static_cast<std::size_t>(fact - standard.facts.begin());
    auto rank = standard.facts.size();
    for (const auto& field : standard::input_fields()) {
        const bool is_it = path == std::string(field.input) + "." + std::string(field.field);
        if (is_it) return rank + (field.input == "conduct" ? standard::input_fields().size() : 0);
        ++rank;
    }
    return 2 * rank;
}

}  // namespace

std::vector<InputClasses> input_classes(const standard::Standard& standard, std::size_t decision,
                                        const std::vector<CompiledAssumption>& assumptions) {
    ByPath by_path;
    std::set<std::size_t> seen;
    look_at_decision(standard, decision, seen, by_path);
    look_at_assumptions(standard, assumptions, by_path);
    std::vector<std::string> paths;
    for (const auto& read : standard.engine->input_paths(decision))
        each_path(read, [&](const std::string& path) { paths.push_back(path); });
    std::ranges::stable_sort(paths, {}, [&](const std::string& path) { return rank_of(standard, path); });
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    std::vector<InputClasses> classes;
    for (const auto& path : paths) {
        const auto& [shapes, borders, is_exact] = by_path[path];
        classes.emplace_back(standard, path, shapes, borders, is_exact);
    }
    return classes;
}

InputClasses assumed_classes(const standard::Standard& standard, const std::string& path,
                             const std::vector<CompiledAssumption>& assumptions) {
    ByPath by_path;
    look_at_assumptions(standard, assumptions, by_path);
    const auto& [shapes, borders, is_exact] = by_path[path];
    return {standard, path, shapes, borders, is_exact};
}

}  // namespace konsequenz::ruling
