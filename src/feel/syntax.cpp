#include "feel/syntax.h"

#include <array>

namespace konsequenz::feel {

std::string_view to_string(Operator sign) {
    static constexpr std::array<std::string_view, 13> signs = {"or", "and", "=", "!=", "<", "<=", ">",
                                                               ">=", "+",   "-", "*",  "/", "**"};
    return signs[static_cast<std::size_t>(sign)];
}

namespace {

template <class... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

std::vector<NodeId> of_iterators(const std::vector<Iterator>& iterators, NodeId last) {
    std::vector<NodeId> found;
    for (const Iterator& iterator : iterators) {
        found.push_back(iterator.domain);
        if (iterator.is_range) found.push_back(iterator.end);
    }
    found.push_back(last);
    return found;
}

std::vector<NodeId> with_first(NodeId first, const std::vector<NodeId>& rest) {
    std::vector<NodeId> found{first};
    found.insert(found.end(), rest.begin(), rest.end());
    return found;
}

}  // namespace

std::vector<NodeId> children(const Node& node) {
    using Ids = std::vector<NodeId>;
    return std::visit(Match{
                          [](const Literal&) { return Ids{}; },
                          [](const AtLiteral&) { return Ids{}; },
                          [](const Name&) { return Ids{}; },
                          [](const Input&) { return Ids{}; },
                          [](const Negation& n) { return Ids{n.operand}; },
                          [](const Binary& n) { return Ids{n.left, n.right}; },
                          [](const Between& n) { return Ids{n.value, n.low, n.high}; },
                          [](const Comparison& n) { return Ids{n.operand}; },
                          [](const Interval& n) { return Ids{n.low, n.high}; },
                          [](const In& n) { return with_first(n.value, n.tests); },
                          [](const InstanceOf& n) { return Ids{n.value}; },
                          [](const Path& n) { return Ids{n.base}; },
                          [](const Filter& n) { return Ids{n.base, n.condition}; },
                          [](const If& n) { return Ids{n.condition, n.then, n.otherwise}; },
                          [](const For& n) { return of_iterators(n.iterators, n.result); },
                          [](const Quantified& n) { return of_iterators(n.iterators, n.condition); },
                          [](const ListLiteral& n) { return n.items; },
                          [](const ContextLiteral& n) {
                              Ids found;
                              for (const Entry& entry : n.entries) found.push_back(entry.value);
                              return found;
                          },
                          [](const FunctionLiteral& n) { return Ids{n.body}; },
                          [](const Invocation& n) { return with_first(n.function, n.arguments); },
                          [](const UnaryTests& n) { return n.tests; },
                      },
                      node.content);
}

namespace {

bool same_locals(const std::vector<Local>& left, const std::vector<Local>& right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i].name != right[i].name || !equivalent(left[i].type, right[i].type)) return false;
    }
    return true;
}

bool same_iterators(const std::vector<Iterator>& left, const std::vector<Iterator>& right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i].variable.name != right[i].variable.name || left[i].is_range != right[i].is_range) return false;
    }
    return true;
}

// The parts of a node that are not children; both nodes are of one kind.
bool same_content(const NodeContent& left, const NodeContent& right) {
    const auto other = [&]<class T>(const T&) -> const T& { return std::get<T>(right); };
    return std::visit(
        Match{
            [&](const Literal& n) { return identical(n.value, other(n).value); },
            [&](const AtLiteral& n) { return n.text == other(n).text; },
            [&](const Name& n) {
                return n.name == other(n).name && n.binding.kind == other(n).binding.kind &&
                       n.binding.index == other(n).binding.index && n.binding.items == other(n).binding.items;
            },
            [&](const Binary& n) { return n.sign == other(n).sign; },
            [&](const Comparison& n) { return n.sign == other(n).sign; },
            [&](const Interval& n) { return n.low_bound == other(n).low_bound && n.high_bound == other(n).high_bound; },
            [&](const InstanceOf& n) { return equivalent(n.type, other(n).type); },
            [&](const Path& n) { return n.member == other(n).member; },
            [&](const For& n) { return same_iterators(n.iterators, other(n).iterators); },
            [&](const Quantified& n) {
                return n.quantifier == other(n).quantifier && same_iterators(n.iterators, other(n).iterators);
            },
            [&](const ContextLiteral& n) {
                for (std::size_t i = 0; i < n.entries.size(); ++i) {
                    if (n.entries[i].variable.name != other(n).entries[i].variable.name) return false;
                }
                return true;
            },
            [&](const FunctionLiteral& n) {
                return n.kind == other(n).kind && same_locals(n.parameters, other(n).parameters);
            },
            [&](const Invocation& n) { return n.names == other(n).names; },
            [&](const UnaryTests& n) { return n.negated == other(n).negated; },
            [](const auto&) { return true; },
        },
        left);
}

bool same_nodes(const Tree& left, NodeId a, const Tree& right, NodeId b) {
    if (left[a].content.index() != right[b].content.index()) return false;
    const std::vector<NodeId> left_children = children(left[a]);
    const std::vector<NodeId> right_children = children(right[b]);
    if (left_children.size() != right_children.size() || !same_content(left[a].content, right[b].content)) return false;
    for (std::size_t i = 0; i < left_children.size(); ++i) {
        if (!same_nodes(left, left_children[i], right, right_children[i])) return false;
    }
    return true;
}

}  // namespace

bool same(const Tree& left, const Tree& right) { return same_nodes(left, left.root(), right, right.root()); }

}  // namespace konsequenz::feel
