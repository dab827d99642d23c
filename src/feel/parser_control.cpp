#include <fmt/format.h>

#include <algorithm>

#include "feel/parser_state.h"

namespace konsequenz::feel {

// These begin with a keyword and reach as far to the right as they can.
std::optional<Result<NodeId>> Parser::control() {
    const std::uint32_t begin = begin_here();
    if (cursor_.take_word("if")) return if_expression(begin);
    if (cursor_.take_word("for")) return for_expression(begin);
    if (cursor_.take_word("some")) return quantified(begin, Quantifier::some);
    if (cursor_.take_word("every")) return quantified(begin, Quantifier::every);
    if (cursor_.take_word("function")) return function_literal(begin);
    return std::nullopt;
}

Result<NodeId> Parser::if_expression(std::uint32_t begin) {
    const NodeId condition = TRY(expression());
    TRY_VOID(expect_word("then", "the condition"));
    const NodeId then = TRY(expression());
    TRY_VOID(expect_word("else", "the value where the condition holds"));
    const NodeId otherwise = TRY(expression());
    if (!overlaps(type_of(condition), TypeKind::boolean)) {
        type_error(begin_of(condition),
                   fmt::format("a condition is true or false, not {}", to_string(type_of(condition))));
    }
    return add(If{condition, then, otherwise}, begin, join(type_of(then), type_of(otherwise)));
}

Result<Iterator> Parser::iterator() {
    std::string variable;
    while (!cursor_.looking_at_word("in")) {
        const std::uint32_t begin = begin_here();
        const std::optional<std::uint32_t> end = cursor_.match_identifier();
        if (!end) return syntax(variable.empty() ? "a variable's name" : "`in` after the variable");
        if (!variable.empty()) variable += ' ';
        variable += cursor_.text().substr(begin, *end - begin);
        cursor_.go_to(*end);
    }
    if (variable.empty()) return syntax("a variable's name");
    (void)cursor_.take_word("in");
    const NodeId domain = TRY(expression());
    if (!cursor_.take(".."))
        return Iterator{declare(std::move(variable), type_of_item(type_of(domain))), domain, 0, false};
    const NodeId end = TRY(expression());
    return Iterator{declare(std::move(variable), join(type_of(domain), type_of(end))), domain, end, true};
}

// Adds each variable to the innermost frame, so that later iterators see it.
Result<std::vector<Iterator>> Parser::iterators() {
    std::vector<Iterator> found;
    do {
        Iterator next = TRY(iterator());
        frames_.back().locals.push_back(next.variable);
        found.push_back(std::move(next));
    } while (cursor_.take(","));
    return found;
}

Result<NodeId> Parser::for_expression(std::uint32_t begin) {
    const IntervalGuard interval(*this, false);
    const FrameGuard frame(*this, {});
    std::vector<Iterator> found = TRY(iterators());
    TRY_VOID(expect_word("return", "the iterators"));
    Local partial = declare("partial", TypeKind::list);
    frames_.back().locals.insert(frames_.back().locals.begin(), partial);
    const NodeId result = TRY(expression());
    Type type = Type::list(type_of(result));
    return add(For{std::move(found), result, std::move(partial)}, begin, std::move(type));
}

Result<NodeId> Parser::quantified(std::uint32_t begin, Quantifier quantifier) {
    const IntervalGuard interval(*this, false);
    const FrameGuard frame(*this, {});
    std::vector<Iterator> found = TRY(iterators());
    TRY_VOID(expect_word("satisfies", "the iterators"));
    const NodeId condition = TRY(expression());
    return add(Quantified{quantifier, std::move(found), condition}, begin, TypeKind::boolean);
}

Result<std::vector<Local>> Parser::parameters() {
    std::vector<Local> found;
    TRY_VOID(expect("(", "`function`"));
    if (cursor_.take(")")) return found;
    do {
        std::string parameter = TRY(declared_name(":,)"));
        if (std::ranges::find(found, parameter, &Local::name) != found.end()) {
            return error_at(cursor_.offset(), "feel.syntax",
                            fmt::format("parameter `{}` is there twice: rename one", parameter));
        }
        Type type;
        if (cursor_.take(":")) type = TRY(type_expression());
        found.push_back(declare(std::move(parameter), std::move(type)));
    } while (cursor_.take(","));
    TRY_VOID(expect(")", "the parameters"));
    return found;
}

Result<NodeId> Parser::function_literal(std::uint32_t begin) {
    const IntervalGuard interval(*this, false);
    std::vector<Local> found = TRY(parameters());
    std::vector<TypeMember> members;
    members.reserve(found.size());
    for (const Local& parameter : found) members.push_back({parameter.name, parameter.type});
    const Body kind = cursor_.take_word("external") ? Body::external : Body::feel;
    // The description of an external function is no body: it does not see the parameters.
    const FrameGuard frame(*this, {Frame::Kind::names, kind == Body::feel ? found : std::vector<Local>()});
    const NodeId body = TRY(expression());
    Type type = Type::function(std::move(members), kind == Body::feel ? type_of(body) : Type());
    return add(FunctionLiteral{std::move(found), body, kind}, begin, std::move(type));
}

}  // namespace konsequenz::feel
