#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "feel/builtin_index.h"
#include "feel/parser_state.h"

namespace konsequenz::feel {

namespace {

// A filter's item whose members are unknown or may be more than known.
bool is_open(const Type& item) {
    return item.is_any() || item.kind() == TypeKind::context || item.kind() == TypeKind::null;
}

}  // namespace

void Parser::consider(std::optional<Match>& best, std::string_view known) {
    const std::optional<std::uint32_t> end = cursor_.match_name(known);
    if (end && (!best || *end > best->end)) best = Match{std::string(known), *end};
}

std::optional<Parser::Match> Parser::longest_known_name() {
    std::optional<Match> best;
    for (const Frame& frame : frames_) {
        for (const Local& local : frame.locals) {
            consider(best, local.name);
            if (frame.kind != Frame::Kind::item) continue;
            for (const TypeMember& member : local.type.members()) consider(best, member.name);
        }
    }
    for (const Variable& variable : scope_.variables()) consider(best, variable.name);
    const char first = cursor_.peek();
    const std::uint32_t begin = cursor_.offset();
    for (const BuiltinGroup& group : builtin_groups()) {
        if (group.name.front() != first) continue;  // most of them, without a call
        const std::optional<std::uint32_t> end = cursor_.match_name(group.name);
        if (!end || (best && *end <= best->end)) continue;
        // `date and time` may also be a conjunction of two variables: as a function's name a parenthesis follows it.
        cursor_.go_to(*end);
        const bool called = cursor_.looking_at("(");
        cursor_.go_to(begin);
        if (called || group.name.find(" and ") == std::string_view::npos) best = Match{std::string(group.name), *end};
    }
    return best;
}

std::pair<Binding, Type> Parser::resolve(std::string_view name) {
    Binding binding;
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
        if (frame->kind == Frame::Kind::item) {
            const Local& item = frame->locals.front();
            if (const Type* member = item.type.find(name)) {
                binding.items.push_back(item.id);
                return {std::move(binding), *member};
            }
            if (is_open(item.type)) binding.items.push_back(item.id);
        }
        for (auto local = frame->locals.rbegin(); local != frame->locals.rend(); ++local) {
            if (local->name != name) continue;
            binding.kind = Binding::Kind::local;
            binding.index = local->id;
            return {binding, binding.items.empty() || name == "item" ? local->type : Type()};
        }
    }
    const bool certain = binding.items.empty();
    if (const std::optional<std::size_t> slot = scope_.find(name)) {
        binding.kind = Binding::Kind::slot;
        binding.index = static_cast<std::uint32_t>(*slot);
        return {std::move(binding), certain ? scope_.variables()[*slot].type : Type()};
    }
    if (const std::optional<std::uint32_t> group = find_builtin_group(name)) {
        binding.kind = Binding::Kind::builtin;
        binding.index = *group;
        return {std::move(binding), certain ? Type(TypeKind::function) : Type()};
    }
    return {std::move(binding), Type()};
}

// Words in a row that no scope knows can only be one name with spaces.
std::string Parser::joined_identifiers() {
    std::string name;
    while (const std::optional<std::uint32_t> end = cursor_.match_identifier()) {
        const std::string_view word = cursor_.text().substr(cursor_.offset(), *end - cursor_.offset());
        if (!name.empty() && is_keyword(word)) break;
        if (!name.empty()) name += ' ';
        name += word;
        cursor_.go_to(*end);
    }
    return name;
}

Result<NodeId> Parser::name() {
    const std::uint32_t begin = begin_here();
    const std::optional<std::uint32_t> identifier = cursor_.match_identifier();
    const std::optional<Match> known = longest_known_name();
    if (known && (!identifier || known->end >= *identifier)) {
        cursor_.go_to(known->end);
        auto [binding, type] = resolve(known->name);
        return add(Name{known->name, std::move(binding)}, begin, std::move(type));
    }
    if (!identifier) return syntax("an expression");
    const bool open = std::ranges::any_of(frames_, [](const Frame& frame) {
        return frame.kind == Frame::Kind::item && is_open(frame.locals.front().type);
    });
    if (!open) {
        const std::string_view unknown = cursor_.text().substr(begin, *identifier - begin);
        return error_at(begin, "feel.unknown-name",
                        fmt::format("`{}` is no name in scope: declare it or mend its spelling", unknown));
    }
    std::string unknown = joined_identifiers();
    auto [binding, type] = resolve(unknown);
    return add(Name{std::move(unknown), std::move(binding)}, begin, std::move(type));
}

// A name that is declared here: everything up to a stop character, white space normalised.
Result<std::string> Parser::declared_name(std::string_view stop_characters) {
    const std::uint32_t begin = begin_here();
    if (!is_name_start(code_point_at(cursor_.text(), begin).code)) return syntax("a name");
    std::uint32_t at = begin;
    while (true) {
        const CodePoint point = code_point_at(cursor_.text(), at);
        const bool symbol = point.code < 0x80 &&
                            std::string_view("./-'+*").find(static_cast<char>(point.code)) != std::string_view::npos;
        if (point.length == 0) break;
        if (point.code < 0x80 && stop_characters.find(static_cast<char>(point.code)) != std::string_view::npos) break;
        if (!is_name_part(point.code) && !is_white_space(point.code) && !symbol) break;
        at += point.length;
    }
    cursor_.go_to(at);
    return normalized_name(cursor_.text().substr(begin, at - begin));
}

Result<Type> Parser::named_type() {
    std::optional<Match> best;
    for (const TypeMember& known : options_.types) consider(best, known.name);
    static constexpr std::array<std::string_view, 5> spaced = {"date and time", "days and time duration",
                                                               "years and months duration", "day and time duration",
                                                               "year and month duration"};
    for (const std::string_view known : spaced) consider(best, known);
    const std::uint32_t begin = begin_here();
    const std::optional<std::uint32_t> identifier = cursor_.match_identifier();
    if (identifier) consider(best, cursor_.text().substr(begin, *identifier - begin));
    if (!best) return syntax("a type");
    cursor_.go_to(best->end);
    const auto own = std::ranges::find(options_.types, best->name, &TypeMember::name);
    if (own != options_.types.end()) return own->type;
    if (std::optional<Type> type = find_built_in_type(best->name)) return *std::move(type);
    return error_at(begin, "feel.unknown-type",
                    fmt::format("`{}` is no type: declare it or mend its spelling", best->name));
}

Result<Type> Parser::type_expression() {
    const DepthGuard guard(*this);
    if (depth_ > parse_depth_max) return syntax("less nesting");
    Type type = TRY(named_type());
    const TypeKind kind = type.kind();
    if (type.has_parts() || !cursor_.looking_at("<")) return type;
    if (kind == TypeKind::context) return context_type();
    if (kind == TypeKind::function) return function_type();
    if (kind != TypeKind::list && kind != TypeKind::range) return type;
    (void)cursor_.take("<");
    Type element = TRY(type_expression());
    TRY_VOID(expect(">", "the element type"));
    return kind == TypeKind::list ? Type::list(std::move(element)) : Type::range(std::move(element));
}

Result<Type> Parser::context_type() {
    (void)cursor_.take("<");
    std::vector<TypeMember> members;
    if (cursor_.take(">")) return Type::context({});
    do {
        std::string member = TRY(declared_name(":"));
        if (std::ranges::find(members, member, &TypeMember::name) != members.end())
            return syntax("another member name");
        TRY_VOID(expect(":", "the member's name"));
        Type type = TRY(type_expression());
        members.push_back({std::move(member), std::move(type)});
    } while (cursor_.take(","));
    TRY_VOID(expect(">", "the members"));
    return Type::context(std::move(members));
}

Result<Type> Parser::function_type() {
    (void)cursor_.take("<");
    std::vector<TypeMember> parameters;
    if (!cursor_.take(">")) {
        do {
            Type type = TRY(type_expression());
            parameters.push_back({{}, std::move(type)});
        } while (cursor_.take(","));
        TRY_VOID(expect(">", "the parameters' types"));
    }
    TRY_VOID(expect("->", "the parameters' types"));
    Type result = TRY(type_expression());
    return Type::function(std::move(parameters), std::move(result));
}

}  // namespace konsequenz::feel
