#include <algorithm>

#include "feel/cursor.h"
#include "feel/syntax.h"

namespace konsequenz::feel {

namespace {

// How tightly a node binds; an operand that binds looser than its place asks is put in parentheses.
enum Rank : int {
    rank_test = -1,  // a bare comparison stands in lists of tests only
    rank_any = 0,
    rank_comparison = 3,
    rank_sum = 4,
    rank_power = 6,
    rank_negation = 7,
    rank_postfix = 9,
    rank_primary = 10,
};

int rank_of(Operator sign) {
    switch (sign) {
        case Operator::disjunction: return 1;
        case Operator::conjunction: return 2;
        case Operator::add:
        case Operator::subtract: return rank_sum;
        case Operator::multiply:
        case Operator::divide: return 5;
        case Operator::power: return rank_power;
        default: return rank_comparison;
    }
}

// Words with single spaces between them: a name that can be written without quotes.
bool is_plain(std::string_view name) {
    if (name.empty() || !is_name_start(code_point_at(name, 0).code) || name.back() == ' ') return false;
    bool space = false;
    for (std::size_t i = 0; i < name.size();) {
        const CodePoint point = code_point_at(name, i);
        const bool is_space = point.code == ' ';
        if ((is_space && space) || (!is_space && !is_name_part(point.code))) return false;
        space = is_space;
        i += point.length;
    }
    return true;
}

class Printer {
  public:
    explicit Printer(const Tree& tree) : tree_(tree) {}

    void print(NodeId id, int asked) {
        const bool parentheses = rank(id) < asked;
        if (parentheses) out_ += '(';
        std::visit([this](const auto& content) { show(content); }, tree_[id].content);
        if (parentheses) out_ += ')';
    }
    std::string take() { return std::move(out_); }

  private:
    [[nodiscard]] int rank(NodeId id) const {
        const NodeContent& content = tree_[id].content;
        if (const auto* binary = std::get_if<Binary>(&content)) return rank_of(binary->sign);
        if (std::holds_alternative<Comparison>(content)) return rank_test;
        if (std::holds_alternative<Between>(content) || std::holds_alternative<In>(content)) return rank_comparison;
        if (std::holds_alternative<Negation>(content)) return rank_negation;
        if (std::holds_alternative<Path>(content) || std::holds_alternative<Filter>(content) ||
            std::holds_alternative<Invocation>(content)) {
            return rank_postfix;
        }
        if (std::holds_alternative<If>(content) || std::holds_alternative<For>(content) ||
            std::holds_alternative<Quantified>(content) || std::holds_alternative<FunctionLiteral>(content) ||
            std::holds_alternative<InstanceOf>(content)) {
            return rank_any;
        }
        return rank_primary;
    }

    void separated(const std::vector<NodeId>& ids, int asked) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (i > 0) out_ += ", ";
            print(ids[i], asked);
        }
    }
    void key(std::string_view name) { out_ += is_plain(name) ? std::string(name) : quoted(name); }
    void iterators(const std::vector<Iterator>& all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i > 0) out_ += ", ";
            out_ += all[i].variable.name + " in ";
            print(all[i].domain, rank_any);
            if (!all[i].is_range) continue;
            out_ += "..";
            print(all[i].end, rank_any);
        }
    }

    void show(const Literal& n) { out_ += to_string(n.value); }
    void show(const AtLiteral& n) { out_ += "@" + quoted(n.text); }
    void show(const Name& n) { out_ += n.name; }
    void show(const Input&) { out_ += '?'; }
    void show(const Negation& n) {
        out_ += '-';
        print(n.operand, rank_negation);
    }
    void show(const Binary& n) {
        const std::size_t begin = out_.size();
        print(n.left, rank_of(n.sign));
        // `(date) and time(x)` is no call of the built-in `date and time`, nor `years and months duration`.
        const std::string_view left = std::string_view(out_).substr(begin);
        if (n.sign == Operator::conjunction && (left.ends_with("date") || left.ends_with("years"))) {
            out_.insert(begin, 1, '(');
            out_ += ')';
        }
        out_ += " " + std::string(to_string(n.sign)) + " ";
        print(n.right, rank_of(n.sign) + 1);
    }
    void show(const Between& n) {
        print(n.value, rank_comparison);
        out_ += " between ";
        print(n.low, rank_sum);
        out_ += " and ";
        print(n.high, rank_sum);
    }
    void show(const Comparison& n) {
        out_ += std::string(to_string(n.sign)) + " ";
        print(n.operand, rank_sum);
    }
    void show(const Interval& n) {
        out_ += n.low_bound == Bound::closed ? '[' : '(';
        print(n.low, rank_any);
        out_ += "..";
        // A filter in the upper end could be taken for the interval's end.
        print(n.high, rank_primary);
        out_ += n.high_bound == Bound::closed ? ']' : ')';
    }
    void show(const In& n) {
        print(n.value, rank_comparison);
        out_ += " in (";
        separated(n.tests, rank_test);
        out_ += ')';
    }
    void show(const InstanceOf& n) {
        print(n.value, rank_postfix);
        out_ += " instance of " + to_string(n.type);
    }
    void show(const Path& n) {
        print(n.base, rank_postfix);
        out_ += "." + n.member;
    }
    void show(const Filter& n) {
        print(n.base, rank_postfix);
        out_ += '[';
        print(n.condition, rank_any);
        out_ += ']';
    }
    void show(const If& n) {
        out_ += "if ";
        print(n.condition, rank_any);
        out_ += " then ";
        print(n.then, rank_any);
        out_ += " else ";
        print(n.otherwise, rank_any);
    }
    void show(const For& n) {
        out_ += "for ";
        iterators(n.iterators);
        out_ += " return ";
        print(n.result, rank_any);
    }
    void show(const Quantified& n) {
        out_ += n.quantifier == Quantifier::some ? "some " : "every ";
        iterators(n.iterators);
        out_ += " satisfies ";
        print(n.condition, rank_any);
    }
    void show(const ListLiteral& n) {
        out_ += '[';
        separated(n.items, rank_test);
        out_ += ']';
    }
    void show(const ContextLiteral& n) {
        out_ += '{';
        for (std::size_t i = 0; i < n.entries.size(); ++i) {
            if (i > 0) out_ += ", ";
            key(n.entries[i].variable.name);
            out_ += ": ";
            print(n.entries[i].value, rank_any);
        }
        out_ += '}';
    }
    void show(const FunctionLiteral& n) {
        out_ += "function(";
        for (std::size_t i = 0; i < n.parameters.size(); ++i) {
            if (i > 0) out_ += ", ";
            out_ += n.parameters[i].name;
            if (!n.parameters[i].type.is_any()) out_ += ": " + to_string(n.parameters[i].type);
        }
        out_ += n.kind == Body::external ? ") external " : ") ";
        print(n.body, rank_any);
    }
    void show(const Invocation& n) {
        print(n.function, rank_postfix);
        out_ += '(';
        for (std::size_t i = 0; i < n.arguments.size(); ++i) {
            if (i > 0) out_ += ", ";
            if (!n.names.empty()) {
                key(n.names[i]);
                out_ += ": ";
            }
            print(n.arguments[i], rank_any);
        }
        out_ += ')';
    }
    void show(const UnaryTests& n) {
        if (n.tests.empty()) {
            out_ += '-';
            return;
        }
        // A single call of the function not() would read as the negation of the cell.
        const bool call = n.tests.size() == 1 && std::holds_alternative<Invocation>(tree_[n.tests.front()].content);
        if (n.negated || call) out_ += n.negated ? "not(" : "(";
        separated(n.tests, rank_test);
        if (n.negated || call) out_ += ')';
    }

    const Tree& tree_;
    std::string out_;
};

}  // namespace

std::string print(const Tree& tree) {
    Printer printer(tree);
    printer.print(tree.root(), rank_any);
    return printer.take();
}

}  // namespace konsequenz::feel
