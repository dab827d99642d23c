#include "proof/formula.h"

#include <algorithm>
#include <cassert>

namespace konsequenz::proof {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
    return hash ^ hash >> 29;
}

}  // namespace

Formulas::Formulas() {
    for (const int value : {0, 1}) {
        Node node;
        node.number = feel::Number::from(value);
        nodes_.push_back(node);
    }
    no_ = {0};
    yes_ = {1};
}

Term Formulas::number(const feel::Number& value) {
    const feel::Number normal = value.normalized();
    const std::uint64_t hash = mixed(mixed(1, normal.low), normal.high);
    for (auto [at, end] = known_.equal_range(hash); at != end; ++at) {
        const Node& node = nodes_[at->second.index];
        if (node.operation == Operation::number && node.number == normal) return at->second;
    }
    Node node;
    node.operation = Operation::number;
    node.sort = normal.is_integer() ? Sort::whole : Sort::rational;
    node.number = normal;
    nodes_.push_back(node);
    const Term made{static_cast<std::uint32_t>(nodes_.size() - 1)};
    known_.emplace(hash, made);
    return made;
}

Term Formulas::variable(std::string name, Sort sort) {
    Node node;
    node.operation = Operation::variable;
    node.sort = sort;
    node.first = static_cast<std::uint32_t>(variables_.size());
    variables_.push_back({std::move(name), sort});
    nodes_.push_back(node);
    return {static_cast<std::uint32_t>(nodes_.size() - 1)};
}

std::span<const Term> Formulas::arguments(Term term) const {
    const Node& node = nodes_[term.index];
    if (node.operation <= Operation::variable) return {};
    return std::span(arguments_).subspan(node.first, node.count);
}

std::optional<feel::Number> Formulas::constant(Term term) const {
    const Node& node = nodes_[term.index];
    if (node.operation != Operation::number) return std::nullopt;
    return node.number;
}

Term Formulas::add(Operation operation, Sort sort, std::span<const Term> given) {
    std::uint64_t hash = mixed(2, static_cast<std::uint64_t>(operation));
    for (const Term argument : given) hash = mixed(hash, argument.index);
    for (auto [at, end] = known_.equal_range(hash); at != end; ++at) {
        if (nodes_[at->second.index].operation == operation && std::ranges::equal(arguments(at->second), given))
            return at->second;
    }
    Node node;
    node.operation = operation;
    node.sort = sort;
    node.first = static_cast<std::uint32_t>(arguments_.size());
    node.count = static_cast<std::uint32_t>(given.size());
    const std::vector<Term> own(given.begin(), given.end());
    arguments_.insert(arguments_.end(), own.begin(), own.end());
    nodes_.push_back(node);
    const Term made{static_cast<std::uint32_t>(nodes_.size() - 1)};
    known_.emplace(hash, made);
    return made;
}

Term Formulas::negation(Term term) {
    if (is_yes(term)) return no_;
    if (is_no(term)) return yes_;
    if (nodes_[term.index].operation == Operation::negation) return arguments(term)[0];
    return add(Operation::negation, Sort::truth, std::span(&term, 1));
}

// Each part once, in the order given; what is certain falls away.
Term Formulas::junction(Operation operation, std::span<const Term> terms) {
    const Term neutral = operation == Operation::conjunction ? yes_ : no_;
    const Term decisive = operation == Operation::conjunction ? no_ : yes_;
    std::vector<Term> parts;
    for (const Term term : terms) {
        if (term == decisive) return decisive;
        if (term == neutral) continue;
        parts.push_back(term);
    }
    if (parts.size() <= 64) {
        std::vector<Term> distinct;
        for (const Term part : parts) {
            if (std::ranges::find(distinct, part) != distinct.end()) continue;
            if (std::ranges::find(distinct, negation(part)) != distinct.end()) return decisive;
            distinct.push_back(part);
        }
        parts = std::move(distinct);
    }
    if (parts.empty()) return neutral;
    if (parts.size() == 1) return parts.front();
    return add(operation, Sort::truth, parts);
}

Term Formulas::conjunction(std::span<const Term> terms) { return junction(Operation::conjunction, terms); }
Term Formulas::disjunction(std::span<const Term> terms) { return junction(Operation::disjunction, terms); }

Term Formulas::choice(Term condition, Term then, Term otherwise) {
    if (is_yes(condition) || then == otherwise) return then;
    if (is_no(condition)) return otherwise;
    if (nodes_[then.index].sort == Sort::truth) {
        if (is_yes(then)) return either(condition, otherwise);
        if (is_no(then)) return both(negation(condition), otherwise);
        if (is_yes(otherwise)) return either(negation(condition), then);
        if (is_no(otherwise)) return both(condition, then);
    }
    const Sort sort = std::max(nodes_[then.index].sort, nodes_[otherwise.index].sort);
    const auto is_tree = [&](Term term) { return constant(term) || nodes_[term.index].is_constant_tree; };
    const bool is_constant_tree = is_tree(then) && is_tree(otherwise);
    const Term made = add(Operation::choice, sort, std::vector<Term>{condition, then, otherwise});
    nodes_[made.index].is_constant_tree = is_constant_tree;
    return made;
}

// A choice between constants, compared with a constant, is a truth by itself: what a table's outputs are held against.
std::optional<Term> Formulas::compared_choice(Operation operation, Term left, Term right) {
    for (const bool is_left : {true, false}) {
        const Term chosen = is_left ? left : right;
        const Term other = is_left ? right : left;
        if (!nodes_[chosen.index].is_constant_tree || !constant(other)) continue;
        const std::vector<Term> parts(arguments(chosen).begin(), arguments(chosen).end());
        const auto compare = [&](Term value) {
            return is_left ? comparison(operation, value, other) : comparison(operation, other, value);
        };
        const Term then = compare(parts[1]);
        return choice(parts[0], then, compare(parts[2]));
    }
    return std::nullopt;
}

Term Formulas::comparison(Operation operation, Term left, Term right) {
    if (left == right) return truth(operation != Operation::less);
    const auto first = constant(left);
    const auto second = constant(right);
    if (first && second) {
        const auto order = feel::compare(*first, *second);
        if (operation == Operation::equal) return truth(order == 0);
        return truth(operation == Operation::less ? order < 0 : order <= 0);
    }
    if (const auto chosen = compared_choice(operation, left, right)) return *chosen;
    if (operation == Operation::equal && right.index < left.index) std::swap(left, right);
    return add(operation, Sort::truth, std::vector<Term>{left, right});
}

Term Formulas::equal(Term left, Term right) {
    if (nodes_[left.index].sort != Sort::truth) return comparison(Operation::equal, left, right);
    if (left == right) return yes_;
    if (is_yes(left)) return right;
    if (is_yes(right)) return left;
    if (is_no(left)) return negation(right);
    if (is_no(right)) return negation(left);
    return add(Operation::equal, Sort::truth, std::vector<Term>{left, right});
}

Term Formulas::less(Term left, Term right) { return comparison(Operation::less, left, right); }
Term Formulas::less_equal(Term left, Term right) { return comparison(Operation::less_equal, left, right); }

Term Formulas::arithmetic(Operation operation, Term left, Term right) {
    const auto first = constant(left);
    const auto second = constant(right);
    if (first && second) {
        std::optional<feel::Number> result;
        if (operation == Operation::sum) result = feel::add(*first, *second);
        if (operation == Operation::difference) result = feel::subtract(*first, *second);
        if (operation == Operation::product) result = feel::multiply(*first, *second);
        // A quotient is rounded to 34 digits by the evaluator: only an exact one may be said to be equal.
        if (operation == Operation::quotient && !second->is_zero()) {
            result = feel::divide(*first, *second);
            const auto back = result ? feel::multiply(*result, *second) : std::nullopt;
            if (!back || !(*back == *first)) result.reset();
        }
        if (result) return number(*result);
    }
    const bool is_whole = nodes_[left.index].sort == Sort::whole && nodes_[right.index].sort == Sort::whole &&
                          operation != Operation::quotient;
    return add(operation, is_whole ? Sort::whole : Sort::rational, std::vector<Term>{left, right});
}

Term Formulas::floor(Term term) {
    if (nodes_[term.index].sort == Sort::whole) return term;
    if (const auto value = constant(term)) return number(feel::floor(*value));
    return add(Operation::floor, Sort::whole, std::span(&term, 1));
}

}  // namespace konsequenz::proof
