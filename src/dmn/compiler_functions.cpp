// Functions (DMN 1.5, 10.2.2.4 and 10.3.2.13) and the boxed expressions that walk over lists.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dmn/boxed.h"
#include "dmn/compiler.h"
#include "feel/external.h"
#include "feel/syntax.h"

namespace konsequenz::dmn {

namespace {

/// The text of a string literal that is the entry of a context.
std::optional<std::string> entry_text(const Boxed* body, std::string_view name) {
    const BoxedContext* context = body == nullptr ? nullptr : std::get_if<BoxedContext>(&body->content);
    if (context == nullptr) return std::nullopt;
    for (const ContextEntry& entry : context->entries) {
        if (!entry.variable || entry.variable->name != name || !entry.value) continue;
        const LiteralExpression* literal = std::get_if<LiteralExpression>(&entry.value->content);
        if (literal == nullptr) return std::nullopt;
        const Result<feel::Expression> compiled = feel::Expression::compile(literal->text.text, feel::Scope());
        const feel::Value* value = compiled ? compiled->constant() : nullptr;
        if (value != nullptr && value->is_string()) return std::string(value->as_string());
    }
    return std::nullopt;
}

/// The text of a boxed expression that is one literal expression.
const Text* literal_text(const BoxedPtr& boxed) {
    if (!boxed || !boxed->type_ref.empty()) return nullptr;
    const LiteralExpression* literal = std::get_if<LiteralExpression>(&boxed->content);
    return literal != nullptr && literal->language.empty() ? &literal->text : nullptr;
}

feel::Type element_of(const feel::Type& domain) {
    const bool holds_elements = domain.kind() == feel::TypeKind::list || domain.kind() == feel::TypeKind::range;
    return holds_elements ? domain.element() : feel::Type();
}

}  // namespace

feel::Type LogicCompiler::signature(const FunctionDefinition& function, const Definitions& model, feel::Type result) {
    std::vector<feel::TypeMember> parameters;
    for (const InformationItem& parameter : function.parameters) {
        parameters.push_back({parameter.name, types_.find(model, parameter.type_ref, parameter.place).type});
    }
    return feel::Type::function(std::move(parameters), std::move(result));
}

Body LogicCompiler::function_body(const FunctionDefinition& function, const Site& site, const CheckedType& result) {
    Body body{.result = result, .name = site.owner};
    Site inner = site;
    inner.slot_count = &body.slot_count;
    inner.reserve(inner.scope.size());
    for (const InformationItem& parameter : function.parameters) {
        body.parameters.push_back(types_.find(*site.model, parameter.type_ref, parameter.place));
        inner = inner.with(parameter.name, body.parameters.back().type);
    }
    if (!function.body) return body;
    const std::uint32_t outer_level = std::exchange(level_, 0);
    const std::uint32_t outer_height = std::exchange(height_, 0);
    Compiled compiled = compile(*function.body, inner, result);
    level_ = outer_level;
    body.height = std::exchange(height_, outer_height);
    body.logic = std::move(compiled.logic);
    body.type = result.is_free() ? compiled.type : result.type;
    return body;
}

Result<feel::Value> LogicCompiler::external(const FunctionDefinition& function, const Site& site, const Place& place) {
    if (function.kind == FunctionKind::pmml) {
        Error error = feel::external_pmml_error(entry_text(function.body.get(), "document").value_or(site.owner));
        error.where = place;
        return std::unexpected(std::move(error));
    }
    const std::optional<std::string> class_name = entry_text(function.body.get(), "class");
    const std::optional<std::string> method = entry_text(function.body.get(), "method signature");
    if (!class_name || !method) {
        return fail("dmn.function", "a Java function needs the entries `class` and `method signature`, each a string",
                    place);
    }
    std::vector<feel::TypeMember> parameters;
    for (const InformationItem& parameter : function.parameters) {
        parameters.push_back({parameter.name, types_.find(*site.model, parameter.type_ref, parameter.place).type});
    }
    Result<feel::Value> value = feel::external_function(*class_name, *method, std::move(parameters));
    if (!value && value.error().where == Place{}) value.error().where = place;
    return value;
}

Compiled LogicCompiler::compile_content(const FunctionDefinition& function, const Boxed& boxed, const Site& site) {
    const CheckedType declared = types_.find(*site.model, boxed.type_ref, boxed.place);
    // The type of a function definition is that of the function, or, as older models have it, of its result.
    const bool is_function = declared.type.kind() == feel::TypeKind::function;
    const CheckedType result = is_function ? CheckedType{.type = declared.type.element()} : declared;
    if (function.kind != FunctionKind::feel) {
        Result<feel::Value> value = external(function, site, boxed.place);
        if (!value) return fault(std::move(value).error());
        feel::Type type = signature(function, *site.model, result.type);
        return {.logic = constant_logic(std::move(*value)), .type = std::move(type), .table = std::nullopt};
    }
    Body body = function_body(function, site, result);
    feel::Type type = signature(function, *site.model, result.type);
    return {.logic = function_logic(std::move(body), type, site.scope.size()), .type = type, .table = std::nullopt};
}

Result<feel::Expression> LogicCompiler::filter_expression(const std::string& list, const Text& match,
                                                          const Site& site) {
    Text composed = match;
    composed.text = list + "[" + match.text + "\n]";
    composed.added = static_cast<std::uint32_t>(list.size()) + 1;
    Result<feel::Expression> plain = expression(composed, site);
    if (!plain) return plain;
    // The root is the filter that was written around the text, and nothing that the text itself closes or opens.
    const feel::Tree& tree = plain->tree();
    const auto* filter = std::get_if<feel::Filter>(&tree[tree.root()].content);
    const bool is_own = filter != nullptr && std::holds_alternative<feel::Name>(tree[filter->base].content);
    if (is_own && tree[filter->condition].type.kind() == feel::TypeKind::boolean) return plain;
    // Where the condition may be something else, one item for which it is makes the whole null.
    composed.text = "if count(" + list + "[not((" + match.text + "\n) instance of boolean) and (" + match.text +
                    "\n) != null]) > 0 then null else " + list + "[(" + match.text + "\n) = true]";
    Result<feel::Expression> whole = feel::Expression::compile(composed.text, site.scope, {.types = *site.named_types});
    if (!whole) return fail("feel.syntax", "the condition of a filter is more than one expression", match.place);
    return whole;
}

// A filter whose condition is one literal expression is FEEL's own filter, so that its names see the item's members,
// known or not.
Compiled LogicCompiler::compile_content(const BoxedFilter& filter, const Boxed&, const Site& site) {
    Compiled in = compile_or_null(filter.in, site);
    if (const Text* match = literal_text(filter.match)) {
        const std::string name = "_filtered_list";
        const Site inner = site.with(name, in.type);
        Result<feel::Expression> compiled = filter_expression(name, *match, inner);
        if (!compiled) return fault(std::move(compiled).error());
        feel::Type type = compiled->type();
        std::vector<EntryLogic> entries;
        entries.push_back({site.scope.size(), std::move(in.logic)});
        LogicPtr logic =
            context_logic(std::move(entries), nullptr, expression_logic(std::move(*compiled), inner.scope.size()));
        return {.logic = std::move(logic), .type = std::move(type), .table = std::nullopt};
    }
    const feel::Type element = element_of(in.type);
    IterationLogic iteration{.in = std::move(in.logic), .slot = site.scope.size()};
    Site inner = site.with("item", element);
    for (const feel::TypeMember& member : element.members()) {
        iteration.members.emplace_back(inner.scope.size(), member.name);
        inner = inner.with(member.name, member.type);
    }
    iteration.inner = compile_or_null(filter.match, inner).logic;
    return {.logic = filter_logic(std::move(iteration)), .type = feel::Type::list(element), .table = std::nullopt};
}

Compiled LogicCompiler::compile_content(const BoxedFor& loop, const Boxed& boxed, const Site& site) {
    if (loop.variable.empty())
        return fault({"dmn.structure", "`for` names no `iteratorVariable`: add one", boxed.place});
    Compiled in = compile_or_null(loop.in, site);
    IterationLogic iteration{.in = std::move(in.logic), .slot = site.scope.size(), .partial = site.scope.size() + 1};
    const Site inner = site.with(loop.variable, element_of(in.type)).with("partial", feel::Type(feel::TypeKind::list));
    Compiled result = compile_or_null(loop.result, inner);
    const Text* text = literal_text(loop.result);
    if (text != nullptr && text->text.find("partial") == std::string::npos) iteration.partial.reset();
    iteration.inner = std::move(result.logic);
    return {.logic = for_logic(std::move(iteration)), .type = feel::Type::list(result.type), .table = std::nullopt};
}

Compiled LogicCompiler::compile_content(const BoxedQuantified& quantified, const Boxed& boxed, const Site& site) {
    if (quantified.variable.empty())
        return fault({"dmn.structure", "a quantifier names no `iteratorVariable`: add one", boxed.place});
    Compiled in = compile_or_null(quantified.in, site);
    IterationLogic iteration{.in = std::move(in.logic), .slot = site.scope.size()};
    const Site inner = site.with(quantified.variable, element_of(in.type));
    iteration.inner = compile_or_null(quantified.satisfies, inner).logic;
    return {.logic = quantified_logic(std::move(iteration), quantified.quantifier),
            .type = feel::TypeKind::boolean,
            .table = std::nullopt};
}

}  // namespace konsequenz::dmn
