#include "feel/parser.h"

#include <fmt/format.h>

#include <algorithm>

#include "feel/parser_state.h"

namespace konsequenz::feel {

namespace {

constexpr std::uint32_t text_size_max = 1U << 20;

enum Rank : int { rank_or = 1, rank_and = 2, rank_comparison = 3, rank_sum = 4, rank_product = 5, rank_power = 6 };

}  // namespace

Result<Parsed> parse_expression(std::string_view text, const Scope& scope, const CompileOptions& options) {
    return Parser(text, scope, options).whole_expression();
}

Result<Parsed> parse_unary_tests(std::string_view text, const Type& input, const Scope& scope,
                                 const CompileOptions& options) {
    return Parser(text, scope, options).whole_unary_tests(input);
}

Result<void> Parser::check_text() const {
    if (cursor_.text().size() > text_size_max) {
        return error_at(0, "feel.too-long", fmt::format("an expression has at most {} bytes", text_size_max));
    }
    if (!is_valid_utf8(cursor_.text())) return error_at(0, "feel.encoding", "the text is no valid UTF-8");
    return {};
}

Result<Parsed> Parser::whole_expression() {
    TRY_VOID(check_text());
    if (cursor_.at_end()) return syntax("an expression");
    (void)TRY(expression());
    if (!cursor_.at_end()) return syntax("an operator or the end");
    return Parsed{std::move(tree_), std::move(type_errors_)};
}

Result<Parsed> Parser::whole_unary_tests(const Type& input) {
    TRY_VOID(check_text());
    input_ = &input;
    const std::uint32_t begin = begin_here();
    UnaryTests tests{{}, false};
    if (cursor_.take("-") && cursor_.at_end()) {
        (void)TRY(add(std::move(tests), begin, TypeKind::boolean));
        return Parsed{std::move(tree_), std::move(type_errors_)};
    }
    cursor_.go_to(begin);
    if (cursor_.take_word("not") && cursor_.take("(")) {
        tests.tests = TRY(test_list());
        tests.negated = cursor_.take(")") && cursor_.at_end();
    }
    if (!tests.negated) {
        // Not a negation over all of the cell: `not(a) and b` is an expression.
        cursor_.go_to(begin);
        tree_ = {};
        type_errors_.clear();
        tests.tests = TRY(test_list());
    }
    if (!cursor_.at_end()) return syntax("`,`, an operator or the end");
    for (const NodeId test : tests.tests) {
        if (may_pass(input, type_of(test))) continue;
        type_error(begin_of(test),
                   fmt::format("a test of {} never passes for {}", to_string(type_of(test)), to_string(input)));
    }
    (void)TRY(add(std::move(tests), begin, TypeKind::boolean));
    return Parsed{std::move(tree_), std::move(type_errors_)};
}

Result<std::vector<NodeId>> Parser::test_list() {
    std::vector<NodeId> tests;
    do {
        tests.push_back(TRY(test()));
    } while (cursor_.take(","));
    return tests;
}

Result<NodeId> Parser::test() {
    if (const std::optional<Operator> sign = take_comparison()) return comparison_test(*sign);
    return expression();
}

Result<NodeId> Parser::comparison_test(Operator sign) {
    const std::uint32_t begin = cursor_.offset() - static_cast<std::uint32_t>(to_string(sign).size());
    const NodeId operand = TRY(binary(rank_sum));
    return add(Comparison{sign, operand}, begin, Type::range(type_of(operand)));
}

std::optional<Operator> Parser::take_comparison() {
    if (cursor_.take("<=")) return Operator::less_equal;
    if (cursor_.take(">=")) return Operator::greater_equal;
    if (cursor_.take("!=")) return Operator::not_equal;
    if (cursor_.take("<")) return Operator::less;
    if (cursor_.take(">")) return Operator::greater;
    if (cursor_.take("=")) return Operator::equal;
    return std::nullopt;
}

Result<NodeId> Parser::expression() {
    const DepthGuard guard(*this);
    if (depth_ > parse_depth_max) {
        return error_at(cursor_.offset(), "feel.too-deep",
                        fmt::format("expressions nest at most {} deep", parse_depth_max));
    }
    return binary(rank_or);
}

std::optional<std::pair<Operator, int>> Parser::take_operator(int rank) {
    const auto found = [](Operator sign, int own) { return std::optional(std::pair(sign, own)); };
    switch (cursor_.peek()) {
        case 'o':
            return rank <= rank_or && cursor_.take_word("or") ? found(Operator::disjunction, rank_or) : std::nullopt;
        case 'a':
            return rank <= rank_and && cursor_.take_word("and") ? found(Operator::conjunction, rank_and) : std::nullopt;
        case '+': return rank <= rank_sum && cursor_.take("+") ? found(Operator::add, rank_sum) : std::nullopt;
        case '-': return rank <= rank_sum && cursor_.take("-") ? found(Operator::subtract, rank_sum) : std::nullopt;
        case '/':
            return rank <= rank_product && cursor_.take("/") ? found(Operator::divide, rank_product) : std::nullopt;
        case '*':
            if (cursor_.looking_at("**")) {
                return rank <= rank_power && cursor_.take("**") ? found(Operator::power, rank_power) : std::nullopt;
            }
            return rank <= rank_product && cursor_.take("*") ? found(Operator::multiply, rank_product) : std::nullopt;
        default: break;
    }
    if (rank > rank_comparison) return std::nullopt;
    const std::optional<Operator> sign = take_comparison();
    return sign ? found(*sign, rank_comparison) : std::nullopt;
}

// Precedence climbing; every operator groups to the left, the power as well (the TCK's 0075).
Result<NodeId> Parser::binary(int rank) {
    NodeId left = TRY(unary());
    while (true) {
        if (rank <= rank_comparison && (cursor_.looking_at_word("between") || cursor_.looking_at_word("in"))) {
            left = TRY(comparison_tail(left));
            continue;
        }
        const std::optional<std::pair<Operator, int>> found = take_operator(rank);
        if (!found) return left;
        const NodeId right = TRY(binary(found->second + 1));
        left = TRY(binary_node(found->first, left, right));
    }
}

Result<NodeId> Parser::binary_node(Operator sign, NodeId left, NodeId right) {
    std::optional<Type> type = type_of_binary(sign, type_of(left), type_of(right));
    if (!type) {
        type_error(begin_of(left), fmt::format("`{}` is null between {} and {}", to_string(sign),
                                               to_string(type_of(left)), to_string(type_of(right))));
        type = Type(TypeKind::null);
    }
    return add(Binary{sign, left, right}, begin_of(left), *std::move(type));
}

Result<NodeId> Parser::comparison_tail(NodeId left) {
    if (cursor_.take_word("between")) return between_tail(left);
    (void)cursor_.take_word("in");
    return in_tail(left);
}

Result<NodeId> Parser::between_tail(NodeId value) {
    const NodeId low = TRY(binary(rank_sum));
    TRY_VOID(expect_word("and", "the lower end of `between`"));
    const NodeId high = TRY(binary(rank_sum));
    if (!type_of_binary(Operator::less, type_of(value), type_of(low)) ||
        !type_of_binary(Operator::less, type_of(value), type_of(high))) {
        type_error(begin_of(value), fmt::format("`between` is null for {} between {} and {}", to_string(type_of(value)),
                                                to_string(type_of(low)), to_string(type_of(high))));
    }
    return add(Between{value, low, high}, begin_of(value), TypeKind::boolean);
}

Result<NodeId> Parser::in_tail(NodeId value) {
    const DepthGuard guard(*this);
    if (depth_ > parse_depth_max) return syntax("less nesting");
    std::vector<NodeId> tests;
    if (const std::optional<Operator> sign = take_comparison()) {
        tests.push_back(TRY(comparison_test(*sign)));
    } else if (cursor_.looking_at("(")) {
        const std::uint32_t begin = begin_here();
        (void)cursor_.take("(");
        const IntervalGuard interval(*this, false);
        tests.push_back(TRY(test()));
        if (tests.size() == 1 && cursor_.take("..")) {
            tests.front() = TRY(interval_tail(begin, Bound::open, tests.front()));
        } else {
            while (cursor_.take(",")) tests.push_back(TRY(test()));
            TRY_VOID(expect(")", "the tests of `in`"));
        }
    } else {
        tests.push_back(TRY(binary(rank_sum)));
    }
    return add(In{value, std::move(tests)}, begin_of(value), TypeKind::boolean);
}

Result<NodeId> Parser::unary() {
    const std::uint32_t begin = begin_here();
    std::vector<std::uint32_t> signs;
    while (cursor_.take("-")) {
        signs.push_back(signs.empty() ? begin : cursor_.offset() - 1);
        if (signs.size() > parse_depth_max) return error_at(begin, "feel.too-deep", "there are too many minus signs");
    }
    NodeId operand = TRY(instance_of());
    while (!signs.empty()) {
        std::optional<Type> type = type_of_negation(type_of(operand));
        if (!type) {
            type_error(signs.back(), fmt::format("`-` is null for {}", to_string(type_of(operand))));
            type = Type(TypeKind::null);
        }
        operand = TRY(add(Negation{operand}, signs.back(), *std::move(type)));
        signs.pop_back();
    }
    return operand;
}

Result<NodeId> Parser::instance_of() {
    NodeId value = TRY(postfix());
    while (cursor_.looking_at_word("instance")) {
        (void)cursor_.take_word("instance");
        TRY_VOID(expect_word("of", "`instance`"));
        Type type = TRY(type_expression());
        value = TRY(add(InstanceOf{value, std::move(type)}, begin_of(value), TypeKind::boolean));
    }
    return value;
}

Result<NodeId> Parser::add(NodeContent content, std::uint32_t begin, Type type) {
    Node node{std::move(content), {begin, cursor_.offset()}, std::move(type), 1};
    for (const NodeId child : children(node)) node.height = std::max(node.height, tree_[child].height + 1);
    if (node.height > tree_height_max) {
        return error_at(begin, "feel.too-deep",
                        fmt::format("an expression is at most {} operators high", tree_height_max));
    }
    tree_.nodes.push_back(std::move(node));
    return tree_.root();
}

Result<void> Parser::expect(std::string_view symbol, std::string_view after) {
    if (cursor_.take(symbol)) return {};
    return syntax(fmt::format("`{}` after {}", symbol, after));
}

Result<void> Parser::expect_word(std::string_view word, std::string_view after) {
    if (cursor_.take_word(word)) return {};
    return syntax(fmt::format("`{}` after {}", word, after));
}

std::unexpected<Error> Parser::syntax(std::string_view expected) {
    const std::string_view rest = cursor_.rest();
    if (rest.empty())
        return error_at(cursor_.offset(), "feel.syntax", fmt::format("the text ends here: expected {}", expected));
    std::uint32_t end = cursor_.match_identifier().value_or(0);
    if (end == 0) end = cursor_.offset() + code_point_at(cursor_.text(), cursor_.offset()).length;
    const std::string_view found = cursor_.text().substr(cursor_.offset(), end - cursor_.offset());
    return error_at(cursor_.offset(), "feel.syntax", fmt::format("found `{}`: expected {}", found, expected));
}

Place Parser::place_of(std::uint32_t offset) const {
    Place place{options_.file, options_.line, options_.column, {}};
    const std::string_view before = cursor_.text().substr(0, offset);
    for (const char c : before) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) {
            ++place.column;
        }
    }
    return place;
}

std::unexpected<Error> Parser::error_at(std::uint32_t offset, std::string_view code, std::string message) const {
    return fail(std::string(code), std::move(message), place_of(offset));
}

void Parser::type_error(std::uint32_t offset, std::string message) {
    type_errors_.push_back({"feel.type", std::move(message), place_of(offset)});
}

}  // namespace konsequenz::feel
