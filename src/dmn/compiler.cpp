#include "dmn/compiler.h"

#include <fmt/format.h>

#include <algorithm>

#include "dmn/boxed.h"

namespace konsequenz::dmn {

Site Site::with(std::string name, feel::Type type) const {
    Site inner = *this;
    inner.scope.add(std::move(name), std::move(type));
    inner.reserve(inner.scope.size());
    return inner;
}

void Site::reserve(std::size_t slots) const { *slot_count = std::max(*slot_count, slots); }

namespace {

/// The variable a path begins with: the longest whose name it is, or is followed by a point.
std::optional<std::size_t> variable_of(const feel::Scope& scope, std::string_view path) {
    std::optional<std::size_t> best;
    for (std::size_t at = 0; at < scope.size(); ++at) {
        const std::string& name = scope.variables()[at].name;
        if (name.empty() || !path.starts_with(name)) continue;
        if (path.size() > name.size() && path[name.size()] != '.') continue;
        if (!best || name.size() >= scope.variables()[*best].name.size()) best = at;
    }
    return best;
}

}  // namespace

Result<feel::Expression> LogicCompiler::record(Result<feel::Expression> compiled, const Text& text, const Site& site) {
    if (!compiled) {
        compiled.error().where = text.in_file(std::move(compiled.error().where));
        return compiled;
    }
    if (faults_ == Faults::refuse) {
        for (Error error : compiled->type_errors()) {
            error.where = text.in_file(std::move(error.where));
            errors_.push_back(std::move(error));
        }
    }
    if (site.reads == nullptr) return compiled;
    for (std::string& path : compiled->reads()) {
        const std::optional<std::size_t> variable = variable_of(site.scope, path);
        if (variable && *variable < site.requirement_count) site.reads->insert(std::move(path));
    }
    return compiled;
}

Result<feel::Expression> LogicCompiler::expression(const Text& text, const Site& site) {
    return record(feel::Expression::compile(text.text, site.scope,
                                            {.file = text.place.file,
                                             .line = text.place.line,
                                             .column = text.place.column,
                                             .types = *site.named_types}),
                  text, site);
}

Result<feel::Expression> LogicCompiler::unary_tests(const Text& text, const feel::Type& input, const Site& site) {
    const std::string_view written = text.text.find_first_not_of(" \t\r\n") == std::string::npos
                                         ? std::string_view("-")
                                         : std::string_view(text.text);
    return record(feel::Expression::compile_unary_tests(written, input, site.scope,
                                                        {.file = text.place.file,
                                                         .line = text.place.line,
                                                         .column = text.place.column,
                                                         .types = *site.named_types}),
                  text, site);
}

Compiled LogicCompiler::fault(Error error) {
    errors_.push_back(error);
    return {.logic = fault_logic(std::move(error)), .type = {}, .table = std::nullopt};
}

Compiled LogicCompiler::compile_or_null(const BoxedPtr& boxed, const Site& site) {
    if (!boxed) return {.logic = constant_logic({}), .type = feel::TypeKind::null, .table = std::nullopt};
    return compile(*boxed, site);
}

Compiled LogicCompiler::compile(const Boxed& boxed, const Site& site, const CheckedType& expected) {
    const CheckedType own = types_.find(*site.model, boxed.type_ref, boxed.place);
    expected_ = own.is_free() ? expected : own;
    height_ = std::max(height_, ++level_);
    Compiled compiled =
        std::visit([&](const auto& content) { return compile_content(content, boxed, site); }, boxed.content);
    --level_;
    if (std::holds_alternative<FunctionDefinition>(boxed.content) || own.is_free()) return compiled;
    // The type reference of an invocation or expression is what its value is held to.
    compiled.logic = checked_logic(std::move(compiled.logic), own, "the value");
    compiled.type = own.type;
    return compiled;
}

Compiled LogicCompiler::compile_content(const LiteralExpression& literal, const Boxed& boxed, const Site& site) {
    if (!literal.language.empty()) {
        return fault({"dmn.language",
                      fmt::format("the expression language `{}` is not read: write FEEL", literal.language),
                      boxed.place});
    }
    if (literal.text.text.find_first_not_of(" \t\r\n") == std::string::npos) return compile_or_null(nullptr, site);
    Result<feel::Expression> compiled = expression(literal.text, site);
    if (!compiled) return fault(std::move(compiled).error());
    feel::Type type = compiled->type();
    return {.logic = expression_logic(std::move(*compiled), site.scope.size()),
            .type = std::move(type),
            .table = std::nullopt};
}

Compiled LogicCompiler::compile_content(const BoxedContext& context, const Boxed&, const Site& site) {
    Site inner = site;
    std::vector<EntryLogic> entries;
    std::vector<feel::TypeMember> members;
    feel::ContextKeys keys;
    for (const ContextEntry& entry : context.entries) {
        if (!entry.variable || entry.variable->name.empty()) {
            Compiled result = compile_or_null(entry.value, inner);
            return {.logic = context_logic(std::move(entries), nullptr, std::move(result.logic)),
                    .type = std::move(result.type),
                    .table = std::nullopt};
        }
        const std::string& name = entry.variable->name;
        if (std::ranges::find(keys, name) != keys.end()) {
            return fault({"dmn.duplicate", fmt::format("the context has two entries `{}`: rename one", name),
                          entry.variable->place});
        }
        const CheckedType declared = types_.find(*site.model, entry.variable->type_ref, entry.variable->place);
        Compiled value = entry.value ? compile(*entry.value, inner, declared) : compile_or_null(nullptr, inner);
        const feel::Type type = declared.is_free() ? value.type : declared.type;
        entries.push_back(
            {inner.scope.size(), checked_logic(std::move(value.logic), declared, "the entry `" + name + "`")});
        keys.push_back(name);
        members.push_back({name, type});
        inner = inner.with(name, type);
    }
    return {
        .logic = context_logic(std::move(entries), std::make_shared<const feel::ContextKeys>(std::move(keys)), nullptr),
        .type = feel::Type::context(std::move(members)),
        .table = std::nullopt};
}

Compiled LogicCompiler::compile_content(const Invocation& invocation, const Boxed&, const Site& site) {
    Compiled function = compile_or_null(invocation.function, site);
    std::vector<std::string> names;
    std::vector<LogicPtr> arguments;
    for (const Binding& binding : invocation.bindings) {
        const CheckedType declared = types_.find(*site.model, binding.parameter.type_ref, binding.parameter.place);
        Compiled value = binding.value ? compile(*binding.value, site, declared) : compile_or_null(nullptr, site);
        names.push_back(binding.parameter.name);
        arguments.push_back(
            checked_logic(std::move(value.logic), declared, "the argument `" + binding.parameter.name + "`"));
    }
    feel::Type type = function.type.kind() == feel::TypeKind::function ? function.type.element() : feel::Type();
    return {.logic = invocation_logic(std::move(function.logic), std::move(names), std::move(arguments)),
            .type = std::move(type),
            .table = std::nullopt};
}

Compiled LogicCompiler::compile_content(const BoxedList& list, const Boxed&, const Site& site) {
    std::vector<LogicPtr> items;
    std::optional<feel::Type> element;
    for (const BoxedPtr& item : list.items) {
        Compiled compiled = compile_or_null(item, site);
        element = element ? feel::join(*element, compiled.type) : compiled.type;
        items.push_back(std::move(compiled.logic));
    }
    return {.logic = list_logic(std::move(items)),
            .type = feel::Type::list(element.value_or(feel::Type())),
            .table = std::nullopt};
}

Compiled LogicCompiler::compile_content(const Relation& relation, const Boxed&, const Site& site) {
    std::vector<CheckedType> types;
    std::vector<feel::TypeMember> members;
    feel::ContextKeys keys;
    for (const InformationItem& column : relation.columns) {
        if (std::ranges::find(keys, column.name) != keys.end()) {
            return fault({"dmn.duplicate", fmt::format("the relation has two columns `{}`: rename one", column.name),
                          column.place});
        }
        types.push_back(types_.find(*site.model, column.type_ref, column.place));
        members.push_back({column.name, types.back().type});
        keys.push_back(column.name);
    }
    std::vector<std::vector<LogicPtr>> rows;
    for (const std::vector<BoxedPtr>& row : relation.rows) {
        std::vector<LogicPtr> cells;
        for (std::size_t at = 0; at < row.size(); ++at) {
            cells.push_back(
                checked_logic(compile_or_null(row[at], site).logic, types[at], "the column `" + keys[at] + "`"));
        }
        rows.push_back(std::move(cells));
    }
    return {.logic = relation_logic(std::make_shared<const feel::ContextKeys>(std::move(keys)), std::move(rows)),
            .type = feel::Type::list(feel::Type::context(std::move(members))),
            .table = std::nullopt};
}

Compiled LogicCompiler::compile_content(const Conditional& conditional, const Boxed&, const Site& site) {
    Compiled condition = compile_or_null(conditional.condition, site);
    Compiled then = compile_or_null(conditional.then, site);
    Compiled otherwise = compile_or_null(conditional.otherwise, site);
    feel::Type type = feel::join(then.type, otherwise.type);
    return {.logic = conditional_logic(std::move(condition.logic), std::move(then.logic), std::move(otherwise.logic)),
            .type = std::move(type),
            .table = std::nullopt};
}

}  // namespace konsequenz::dmn
