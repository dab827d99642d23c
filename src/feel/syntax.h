// The syntax tree of FEEL: plain data, one line a node, each with its range in the text and its static type.
//
// Nodes lie in one array and name each other by index; children come before their parents, the root is the last.
// The tree knows what each name is bound to, so that a reader needs no scope of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "feel/function.h"
#include "feel/type.h"
#include "feel/value.h"

namespace konsequenz::feel {

using NodeId = std::uint32_t;
using LocalId = std::uint32_t;

enum class Operator : std::uint8_t {
    disjunction,
    conjunction,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    power,
};

/// `and`, `>=`, `**`
[[nodiscard]] std::string_view to_string(Operator sign);

/// What a name stands for. Inside a filter a name may be a member of the item: the items to look into first, innermost
/// first, are `items`; where none has it, the rest says what it is.
struct Binding {
    enum class Kind : std::uint8_t {
        slot,     ///< variable of the scope; index = slot
        local,    ///< iteration variable, parameter, context entry, `item` or `partial`; index = LocalId
        builtin,  ///< built-in function(s) of this name
        nothing,  ///< nothing: only the items can have it
    };
    Kind kind = Kind::nothing;
    std::uint32_t index = 0;
    std::vector<LocalId> items;
};

/// A variable that the expression itself declares; LocalIds are unique within a tree.
struct Local {
    std::string name;
    LocalId id = 0;
    Type type;
};

struct Literal {
    Value value;
};  ///< null, true, 12.5, "text"
struct AtLiteral {
    std::string text;
    Value value;
};  ///< @"2024-01-01"; null where the text is no temporal value
struct Name {
    std::string name;
    Binding binding;
};
struct Input {};  ///< `?`, bound to the slot behind those of the scope
struct Negation {
    NodeId operand;
};
struct Binary {
    Operator sign;
    NodeId left, right;
};
struct Between {
    NodeId value, low, high;
};
struct Comparison {
    Operator sign;
    NodeId operand;
};  ///< `< 5`: as a test, or in parentheses a range
struct Interval {
    Bound low_bound;
    NodeId low, high;
    Bound high_bound;
};
struct In {
    NodeId value;
    std::vector<NodeId> tests;
};
struct InstanceOf {
    NodeId value;
    Type type;
};
struct Path {
    NodeId base;
    std::string member;
};
struct Filter {
    NodeId base, condition;
    Local item;
};
struct If {
    NodeId condition, then, otherwise;
};
/// `variable in domain`, or `variable in domain..end` where is_range.
struct Iterator {
    Local variable;
    NodeId domain, end;
    bool is_range;
};
struct For {
    std::vector<Iterator> iterators;
    NodeId result;
    Local partial;
};
enum class Quantifier : std::uint8_t { some, every };
struct Quantified {
    Quantifier quantifier;
    std::vector<Iterator> iterators;
    NodeId condition;
};
struct ListLiteral {
    std::vector<NodeId> items;
};
struct Entry {
    Local variable;
    NodeId value;
};
struct ContextLiteral {
    std::vector<Entry> entries;
};
/// An external function's body is the context that names it.
enum class Body : std::uint8_t { feel, external };
struct FunctionLiteral {
    std::vector<Local> parameters;
    NodeId body;
    Body kind;
};
/// Positional where `names` is empty.
struct Invocation {
    NodeId function;
    std::vector<NodeId> arguments;
    std::vector<std::string> names;
};
/// The root of unary tests: any test passes; negated: none does. No test at all is the dash.
struct UnaryTests {
    std::vector<NodeId> tests;
    bool negated;
};

using NodeContent =
    std::variant<Literal, AtLiteral, Name, Input, Negation, Binary, Between, Comparison, Interval, In, InstanceOf, Path,
                 Filter, If, For, Quantified, ListLiteral, ContextLiteral, FunctionLiteral, Invocation, UnaryTests>;

struct Node {
    NodeContent content;
    SourceRange range;
    Type type;                 ///< of its value, null aside
    std::uint32_t height = 1;  ///< 1 + the highest child's
};

struct Tree {
    std::vector<Node> nodes;
    LocalId local_count = 0;

    [[nodiscard]] NodeId root() const { return static_cast<NodeId>(nodes.size() - 1); }
    [[nodiscard]] const Node& operator[](NodeId id) const { return nodes[id]; }
};

/// The direct children of a node, in the order written.
[[nodiscard]] std::vector<NodeId> children(const Node& node);
/// FEEL text that parses to the same tree, with no more parentheses than needed.
[[nodiscard]] std::string print(const Tree& tree);
/// Whether two trees are the same but for ranges.
[[nodiscard]] bool same(const Tree& left, const Tree& right);

}  // namespace konsequenz::feel
