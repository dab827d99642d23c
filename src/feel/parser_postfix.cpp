#include <fmt/format.h>

#include <algorithm>

#include "feel/builtin_index.h"
#include "feel/parser_state.h"

namespace konsequenz::feel {

Result<NodeId> Parser::postfix() {
    NodeId base = TRY(primary());
    while (true) {
        const std::string_view rest = cursor_.rest();
        if (rest.starts_with('.') && !rest.starts_with("..")) {
            base = TRY(path_tail(base));
        } else if (rest.starts_with('[')) {
            if (in_interval_end_ && bracket_ends_interval(base)) return base;
            base = TRY(filter_tail(base));
        } else if (rest.starts_with('(')) {
            base = TRY(invocation_tail(base));
        } else {
            return base;
        }
    }
}

// Inside the upper end of an interval: is this bracket its end (`[1..10[`) or a filter (`[1..limits[1]]`)?
// Only names and paths are filtered there, and only where an end of the interval follows the filter.
bool Parser::bracket_ends_interval(NodeId base) {
    const NodeContent& content = tree_[base].content;
    if (!std::holds_alternative<Name>(content) && !std::holds_alternative<Path>(content)) return true;
    const std::string_view rest = cursor_.rest();
    std::uint32_t level = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            while (++i < rest.size() && rest[i] != '"') {
                if (rest[i] == '\\') ++i;
            }
        } else if (rest[i] == '[') {
            ++level;
        } else if (rest[i] == ']' && --level == 0) {
            const std::size_t next = rest.find_first_not_of(" \t\r\n", i + 1);
            return next == std::string_view::npos ||
                   std::string_view("])[.").find(rest[next]) == std::string_view::npos;
        }
    }
    return true;
}

std::string Parser::member_name(const Type& base) {
    std::optional<Match> best;
    const Type* context = &base;
    while (context->kind() == TypeKind::list) context = &context->element();
    if (context->kind() == TypeKind::context) {
        for (const TypeMember& member : context->members()) consider(best, member.name);
    }
    for (const std::string_view property : properties_of(context->kind())) consider(best, property);
    const std::optional<std::uint32_t> identifier = cursor_.match_identifier();
    if (best && (!identifier || best->end >= *identifier)) {
        cursor_.go_to(best->end);
        return best->name;
    }
    return joined_identifiers();
}

Result<NodeId> Parser::path_tail(NodeId base) {
    (void)cursor_.take(".");
    std::string member = member_name(type_of(base));
    if (member.empty()) return syntax("a member's name after `.`");
    std::optional<Type> type = type_of_path(type_of(base), member);
    if (!type) {
        type_error(begin_of(base), fmt::format("{} has no member `{}`", to_string(type_of(base)), member));
        type = Type();
    }
    return add(Path{base, std::move(member)}, begin_of(base), *std::move(type));
}

Result<NodeId> Parser::filter_tail(NodeId base) {
    (void)cursor_.take("[");
    const IntervalGuard interval(*this, false);
    Local item = declare("item", type_of_item(type_of(base)));
    NodeId condition = 0;
    {
        const FrameGuard frame(*this, {Frame::Kind::item, {item}});
        condition = TRY(expression());
    }
    TRY_VOID(expect("]", "the filter's condition"));
    std::optional<Type> type = type_of_filter(type_of(base), type_of(condition));
    if (!type) {
        type_error(begin_of(condition),
                   fmt::format("a filter is a condition or a number, not {}", to_string(type_of(condition))));
        type = Type();
    }
    return add(Filter{base, condition, std::move(item)}, begin_of(base), *std::move(type));
}

Result<NodeId> Parser::invocation_tail(NodeId function) {
    (void)cursor_.take("(");
    const IntervalGuard interval(*this, false);
    if (cursor_.take(")")) {
        Invocation invocation{function, {}, {}};
        Type type = type_of_invocation(function, invocation);
        return add(std::move(invocation), begin_of(function), std::move(type));
    }
    const std::uint32_t begin = begin_here();
    const bool named = take_argument_name().has_value();
    cursor_.go_to(begin);
    return named ? named_arguments(function) : positional_arguments(function);
}

// The name before a colon, where one stands here.
std::optional<std::string> Parser::take_argument_name() {
    const std::uint32_t begin = begin_here();
    if (cursor_.peek() == '"') {
        std::string content;
        if (cursor_.take_string(content) == StringFault::none && cursor_.take(":")) return content;
        cursor_.go_to(begin);
        return std::nullopt;
    }
    Result<std::string> name = declared_name(":");
    if (name && cursor_.take(":")) return *std::move(name);
    cursor_.go_to(begin);
    return std::nullopt;
}

Result<NodeId> Parser::positional_arguments(NodeId function) {
    Invocation invocation{function, {}, {}};
    do {
        invocation.arguments.push_back(TRY(expression()));
    } while (cursor_.take(","));
    TRY_VOID(expect(")", "the arguments"));
    Type type = type_of_invocation(function, invocation);
    return add(std::move(invocation), begin_of(function), std::move(type));
}

Result<NodeId> Parser::named_arguments(NodeId function) {
    Invocation invocation{function, {}, {}};
    do {
        std::optional<std::string> name = take_argument_name();
        if (!name) return syntax("a parameter's name and `:`");
        if (std::ranges::find(invocation.names, *name) != invocation.names.end()) {
            return error_at(cursor_.offset(), "feel.syntax", fmt::format("argument `{}` is there twice", *name));
        }
        invocation.names.push_back(*std::move(name));
        invocation.arguments.push_back(TRY(expression()));
    } while (cursor_.take(","));
    TRY_VOID(expect(")", "the arguments"));
    Type type = type_of_invocation(function, invocation);
    return add(std::move(invocation), begin_of(function), std::move(type));
}

Type Parser::type_of_invocation(NodeId function, const Invocation& invocation) {
    const auto* name = std::get_if<Name>(&tree_[function].content);
    const Type& type = type_of(function);
    if (name == nullptr || name->binding.kind != Binding::Kind::builtin || !name->binding.items.empty()) {
        if (!overlaps(type, TypeKind::function))
            type_error(begin_of(function), fmt::format("{} is no function", to_string(type)));
        return type.element();
    }
    std::vector<Type> arguments;
    for (const NodeId argument : invocation.arguments) arguments.push_back(type_of(argument));
    const BuiltinGroup& group = builtin_groups()[name->binding.index];
    std::optional<Type> found;
    bool fits_count = false;
    for (const Builtin* row : group.rows) {
        const bool named = !invocation.names.empty();
        if (named ? !takes_names(*row, invocation.names) : !takes_count(*row, arguments.size())) continue;
        fits_count = true;
        bool accepted = true;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::size_t place =
                named ? *find_parameter(*row, invocation.names[i]) : std::min(i, row->parameters.size() - 1);
            accepted = accepted && may_accept(row->parameters[place].accepts, arguments[i]);
        }
        if (!accepted) continue;
        const std::span<const Type> by_place = named ? std::span<const Type>() : std::span<const Type>(arguments);
        Type result = type_of_builtin(*row, by_place);
        found = found && !equivalent(*found, result) ? Type() : std::move(result);
    }
    if (!found) {
        type_error(begin_of(function), fmt::format("`{}` does not take {}", group.name,
                                                   fits_count ? "arguments of these types" : "these arguments"));
    }
    return found.value_or(Type());
}

}  // namespace konsequenz::feel
