#include <fmt/format.h>

#include <algorithm>

#include "feel/parser_state.h"
#include "feel/temporal_literal.h"

namespace konsequenz::feel {

Result<NodeId> Parser::primary() {
    const char next = cursor_.peek();
    if (next == '\0') return syntax("an expression");
    if (next >= '0' && next <= '9') return number_literal();
    if (next == '"') return string_literal();
    if (next == '@') return at_literal();
    if (next == '(') return parenthesised();
    if (next == '[' || next == ']') return bracketed();
    if (next == '{') return context_literal();
    if (next == '.') return number_literal();
    const std::uint32_t begin = begin_here();
    if (next == '?' && input_ != nullptr) {
        (void)cursor_.take("?");
        return add(Input{}, begin, *input_);
    }
    // A known name that goes beyond a keyword wins: `if found`, `null value`, `days in weekend`.
    const std::optional<std::uint32_t> word = cursor_.match_identifier();
    const std::optional<Match> known = word ? longest_known_name() : std::nullopt;
    if (known && known->end > *word) return name();
    if (cursor_.take_word("null")) return add(Literal{Value()}, begin, TypeKind::null);
    if (cursor_.take_word("true")) return add(Literal{Value::boolean(true)}, begin, TypeKind::boolean);
    if (cursor_.take_word("false")) return add(Literal{Value::boolean(false)}, begin, TypeKind::boolean);
    if (std::optional<Result<NodeId>> found = control()) return *std::move(found);
    if (word && is_keyword(cursor_.text().substr(begin, *word - begin)) && !known) return syntax("an expression");
    return name();
}

Result<NodeId> Parser::number_literal() {
    const std::uint32_t begin = begin_here();
    const std::string_view text = cursor_.take_number();
    if (text.empty()) return syntax("an expression");
    const std::optional<Number> number = Number::parse(text);
    if (!number) return error_at(begin, "feel.syntax", fmt::format("`{}` does not fit a decimal of 34 digits", text));
    return add(Literal{Value::number(*number)}, begin, TypeKind::number);
}

Result<std::string> Parser::text_in_quotes() {
    const std::uint32_t begin = begin_here();
    std::string content;
    switch (cursor_.take_string(content)) {
        case StringFault::none: return content;
        case StringFault::unterminated:
            return error_at(begin, "feel.syntax", "the string does not end: close it by `\"`");
        case StringFault::bad_escape: break;
    }
    return error_at(cursor_.offset(), "feel.syntax",
                    "after `\\u` four, after `\\U` six hexadecimal digits of a code point are due");
}

Result<NodeId> Parser::string_literal() {
    const std::uint32_t begin = begin_here();
    std::string content = TRY(text_in_quotes());
    return add(Literal{Value::string(std::move(content))}, begin, TypeKind::string);
}

Result<NodeId> Parser::at_literal() {
    const std::uint32_t begin = begin_here();
    (void)cursor_.take("@");
    if (cursor_.peek() != '"') return syntax("a string after `@`");
    std::string content = TRY(text_in_quotes());
    Value value = temporal_literal(content);
    if (value.is_null()) type_error(begin, fmt::format("`{}` is no date, time or duration", content));
    Type type = feel::type_of(value);
    return add(AtLiteral{std::move(content), std::move(value)}, begin, std::move(type));
}

// `(a)`, `(a..b)`, `(< a)`
Result<NodeId> Parser::parenthesised() {
    const std::uint32_t begin = begin_here();
    (void)cursor_.take("(");
    const IntervalGuard interval(*this, false);
    const DepthGuard guard(*this);
    if (const std::optional<Operator> sign = take_comparison()) {
        const NodeId comparison = TRY(comparison_test(*sign));
        TRY_VOID(expect(")", "the comparison"));
        return comparison;
    }
    const NodeId inner = TRY(expression());
    if (cursor_.take("..")) return interval_tail(begin, Bound::open, inner);
    TRY_VOID(expect(")", "the expression"));
    return inner;
}

// `[a, b]`, `[a..b]`, `]a..b]`
Result<NodeId> Parser::bracketed() {
    const std::uint32_t begin = begin_here();
    const bool open = cursor_.take("]");
    if (!open) (void)cursor_.take("[");
    const IntervalGuard interval(*this, false);
    if (open) {
        const NodeId low = TRY(expression());
        TRY_VOID(expect("..", "the lower end of an interval"));
        return interval_tail(begin, Bound::open, low);
    }
    ListLiteral list;
    if (cursor_.take("]")) return add(std::move(list), begin, TypeKind::list);
    // A comparison may stand among the items: `[< 5, > 10]` are ranges.
    list.items.push_back(TRY(test()));
    if (cursor_.take("..")) return interval_tail(begin, Bound::closed, list.items.front());
    while (cursor_.take(",")) list.items.push_back(TRY(test()));
    TRY_VOID(expect("]", "the items"));
    Type element = type_of(list.items.front());
    for (const NodeId item : list.items) element = join(element, type_of(item));
    return add(std::move(list), begin, Type::list(std::move(element)));
}

Result<NodeId> Parser::interval_tail(std::uint32_t begin, Bound low_bound, NodeId low) {
    const IntervalGuard interval(*this, true);
    const NodeId high = TRY(expression());
    Bound high_bound = Bound::open;
    if (cursor_.take("]")) {
        high_bound = Bound::closed;
    } else if (!cursor_.take(")") && !cursor_.take("[")) {
        return syntax("`]`, `)` or `[` after the upper end");
    }
    if (!overlaps(type_of(low), type_of(high))) {
        type_error(begin, fmt::format("an interval has no ends of {} and {}", to_string(type_of(low)),
                                      to_string(type_of(high))));
    }
    Type type = Type::range(join(type_of(low), type_of(high)));
    return add(Interval{low_bound, low, high, high_bound}, begin, std::move(type));
}

Result<std::string> Parser::context_key() {
    if (cursor_.peek() == '"') return text_in_quotes();
    return declared_name(":");
}

// Later entries see the earlier ones. DMN 1.5, 10.3.2.6; two entries of one key are an error (the TCK's 0057).
Result<NodeId> Parser::context_literal() {
    const std::uint32_t begin = begin_here();
    (void)cursor_.take("{");
    const IntervalGuard interval(*this, false);
    const FrameGuard frame(*this, {});
    ContextLiteral literal;
    std::vector<TypeMember> members;
    if (!cursor_.take("}")) {
        do {
            const std::uint32_t at = begin_here();
            std::string key = TRY(context_key());
            if (std::ranges::find(members, key, &TypeMember::name) != members.end()) {
                return error_at(at, "feel.duplicate-key", fmt::format("key `{}` is there twice: rename one", key));
            }
            TRY_VOID(expect(":", "the key"));
            const NodeId value = TRY(expression());
            members.push_back({key, type_of(value)});
            literal.entries.push_back({declare(std::move(key), type_of(value)), value});
            frames_.back().locals.push_back(literal.entries.back().variable);
        } while (cursor_.take(","));
        TRY_VOID(expect("}", "the entries"));
    }
    return add(std::move(literal), begin, Type::context(std::move(members)));
}

}  // namespace konsequenz::feel
