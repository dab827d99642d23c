#include "proof/world.h"

#include <fmt/format.h>

#include <algorithm>

#include "dmn/state.h"
#include "proof/world_table.h"

namespace konsequenz::proof {

using dmn::Body;
using dmn::LogicView;
using feel::TypeKind;

namespace {

/// A knowledge model may call itself; more calls within calls are not followed.
constexpr std::uint32_t calls_max = 32;

Error in_decision(Error error, const dmn::DecisionInfo& decision) {
    if (error.code == "proof.not-decided" && error.where.file.empty()) {
        error.message = fmt::format("in the decision `{}`: {}", decision.name, error.message);
        error.where = decision.place;
    }
    return error;
}

}  // namespace

World::World(Symbols& symbols, const dmn::Engine& engine, const Space& space)
    : symbols_(&symbols), engine_(&engine), space_(&space) {
    for (const InputPath& path : space.paths) paths_.push_back(symbols.unknown(path, facts_));
}

World::World(const World& other, std::span<const std::size_t> own_paths)
    : symbols_(other.symbols_), engine_(other.engine_), space_(other.space_), paths_(other.paths_) {
    for (const std::size_t own : own_paths) {
        InputPath renamed = space_->paths[own];
        renamed.path += "'";
        paths_[own] = symbols_->unknown(renamed, facts_);
    }
}

World::World(Symbols& symbols, const dmn::Engine& engine, const Space& space, const World& shared)
    : symbols_(&symbols), engine_(&engine), space_(&space) {
    for (const InputPath& path : space.paths) {
        const auto known = shared.space_->find(path.path);
        const bool is_same = known && shared.paths_[*known].kind == path.type.kind();
        paths_.push_back(is_same ? shared.paths_[*known] : symbols.unknown(path, facts_));
    }
}

Symbol World::context_of(std::size_t depth, std::size_t first, std::size_t last) const {
    if (space_->paths[first].members.size() == depth) return paths_[first];
    Symbol context;
    context.kind = TypeKind::context;
    context.is_null = symbols_->formulas().truth(false);
    for (std::size_t at = first; at < last;) {
        const std::string& name = space_->paths[at].members[depth];
        std::size_t end = at;
        while (end < last && space_->paths[end].members[depth] == name) ++end;
        context.entries.push_back({name, context_of(depth + 1, at, end)});
        at = end;
    }
    return context;
}

Result<Symbol> World::input(std::size_t index) const {
    const auto is_of = [&](const InputPath& path) { return path.input == index; };
    const auto first = std::ranges::find_if(space_->paths, is_of);
    if (first == space_->paths.end()) {  // a context without members
        Symbol nothing = symbols_->null();
        nothing.undecided = fmt::format("the input `{}` has no parts", engine_->inputs()[index].name);
        return nothing;
    }
    const auto last = std::find_if_not(first, space_->paths.end(), is_of);
    return context_of(0, static_cast<std::size_t>(first - space_->paths.begin()),
                      static_cast<std::size_t>(last - space_->paths.begin()));
}

Result<Symbol> World::decision(std::size_t index) {
    if (const auto known = decisions_.find(index); known != decisions_.end()) return known->second;
    const Body& body = engine_->state().decisions[index].body;
    const dmn::DecisionInfo& info = engine_->decisions()[index];
    auto slots = requirements(body);
    if (!slots) return std::unexpected(in_decision(slots.error(), info));
    TableFormulas table;
    auto symbol = run(body, *std::move(slots), &table);
    if (!symbol) return std::unexpected(in_decision(symbol.error(), info));
    if (info.table) tables_.emplace(index, std::move(table));
    return decisions_.emplace(index, *std::move(symbol)).first->second;
}

Result<const TableFormulas*> World::table(std::size_t index) {
    TRY_VOID(decision(index));
    const auto found = tables_.find(index);
    if (found == tables_.end())
        return not_decided(fmt::format("the decision `{}` is no table", engine_->decisions()[index].name));
    return &found->second;
}

Result<Symbol> World::source(const dmn::Source& source) {
    switch (source.kind) {
        case dmn::Source::Kind::input: return input(source.index);
        case dmn::Source::Kind::decision: return decision(source.index);
        case dmn::Source::Kind::knowledge: {
            Symbol function;
            function.kind = TypeKind::function;
            function.is_null = symbols_->formulas().truth(false);
            function.function = source.index;
            return function;
        }
        default: break;
    }
    Symbol nothing = symbols_->null();
    nothing.undecided = "decision services and imported groups are not looked at";
    return nothing;
}

Result<std::vector<Symbol>> World::requirements(const Body& body) {
    std::vector<Symbol> slots;
    slots.reserve(body.requirements.size());
    for (const dmn::Source& required : body.requirements) slots.push_back(TRY(source(required)));
    return slots;
}

Result<Symbol> World::run(const Body& body, std::vector<Symbol> slots, TableFormulas* table) {
    if (!body.logic) return symbols_->null();
    slots.resize(std::max(slots.size(), body.slot_count), symbols_->null());
    return checked(TRY(run(*body.logic, slots, table)), body.result);
}

Result<Symbol> World::run(const dmn::Logic& logic, std::vector<Symbol>& slots, TableFormulas* table) {
    const CallFunction call = [this](std::size_t knowledge, std::vector<Symbol> arguments) {
        return this->call(knowledge, std::move(arguments));
    };
    Translator translator(*symbols_, call);
    const CheckFunction check = [this](Symbol symbol, const dmn::CheckedType& type) {
        return checked(std::move(symbol), type);
    };
    if (const auto* decided = dynamic_cast<const dmn::TableLogic*>(&logic)) {
        TableFormulas own;
        return TableReader(*symbols_, translator, check, decided->program(), slots)
            .read(table == nullptr ? own : *table);
    }
    const LogicView view = logic.view();
    switch (view.kind) {
        case LogicView::Kind::expression:
            return translator.value(*view.expression, std::span(slots).first(view.scope_size));
        case LogicView::Kind::constant: return symbols_->constant(view.constant);
        case LogicView::Kind::checked: return checked(TRY(run(*view.parts[0], slots, table)), *view.type);
        case LogicView::Kind::conditional: {
            const Symbol condition = TRY(run(*view.parts[0], slots, nullptr));
            const Symbol then = TRY(run(*view.parts[1], slots, nullptr));
            auto chosen =
                symbols_->choice(symbols_->is_true(condition), then, TRY(run(*view.parts[2], slots, nullptr)));
            if (!chosen) return not_decided("a conditional between values of different kinds is not looked at");
            return *std::move(chosen);
        }
        case LogicView::Kind::context: return run_context(view, slots);
        case LogicView::Kind::list: {
            Symbol list;
            list.kind = TypeKind::list;
            list.is_null = symbols_->formulas().truth(false);
            for (const dmn::Logic* part : view.parts)
                list.items.push_back({symbols_->formulas().truth(true), TRY(run(*part, slots, nullptr))});
            return list;
        }
        case LogicView::Kind::invocation: {
            const Symbol function = TRY(run(*view.parts[0], slots, nullptr));
            if (function.kind != TypeKind::function || view.has_named_arguments)
                return not_decided("this invocation is not looked at");
            std::vector<Symbol> arguments;
            for (std::size_t at = 1; at < view.parts.size(); ++at)
                arguments.push_back(TRY(run(*view.parts[at], slots, nullptr)));
            return this->call(function.function, std::move(arguments));
        }
        case LogicView::Kind::other: break;
    }
    return not_decided("this kind of boxed expression is not looked at");
}

Result<Symbol> World::run_context(const LogicView& view, std::vector<Symbol>& slots) {
    Symbol context;
    context.kind = TypeKind::context;
    context.is_null = symbols_->formulas().truth(false);
    for (std::size_t at = 0; at < view.parts.size(); ++at) {
        slots[view.slots[at]] = TRY(run(*view.parts[at], slots, nullptr));
        if (view.result == nullptr) context.entries.push_back({(*view.names)[at], slots[view.slots[at]]});
    }
    if (view.result != nullptr) return run(*view.result, slots, nullptr);
    return context;
}

Result<Symbol> World::call(std::size_t knowledge, std::vector<Symbol> arguments) {
    const Body& body = engine_->state().knowledge[knowledge].body;
    if (!body.logic) return symbols_->null();
    if (arguments.size() != body.parameters.size())
        return not_decided(fmt::format("a call of `{}` with other arguments than it has parameters", body.name));
    if (depth_ >= calls_max) return not_decided(fmt::format("calls of `{}` within calls", body.name));
    std::vector<Symbol> slots = TRY(requirements(body));
    for (std::size_t at = 0; at < arguments.size(); ++at)
        slots.push_back(TRY(checked(std::move(arguments[at]), body.parameters[at])));
    ++depth_;
    auto symbol = run(body, std::move(slots), nullptr);
    --depth_;
    return symbol;
}

Result<Term> World::fulfils(const Symbol& symbol, const dmn::Constraint& constraint) {
    Formulas& formulas = symbols_->formulas();
    std::vector<Term> parts;
    Translator translator(*symbols_, {});
    for (const feel::Expression& test : constraint.tests) {
        if (symbol.kind == TypeKind::list) return not_decided("a constraint of a whole list");
        parts.push_back(TRY(translator.passes(test, {}, symbol)));
    }
    if (constraint.element && symbol.kind == TypeKind::list) {
        for (const SymbolItem& item : symbol.items)
            parts.push_back(formulas.implies(item.is_there, TRY(fulfils(item.value, *constraint.element))));
    }
    for (const auto& [name, member] : constraint.members) {
        for (const auto& [own, entry] : symbol.entries) {
            if (own == name && entry.undecided.empty()) parts.push_back(TRY(fulfils(entry, *member)));
            if (own == name && !entry.undecided.empty()) return not_decided(entry.undecided);
        }
    }
    return formulas.either(symbol.is_null, formulas.conjunction(parts));
}

Result<Symbol> World::checked(Symbol symbol, const dmn::CheckedType& type) {
    if (type.is_free() || symbol.kind == TypeKind::null) return symbol;
    const TypeKind wanted = type.type.kind();
    if (wanted != TypeKind::any && wanted != symbol.kind) {
        const bool may_convert = wanted == TypeKind::list || symbol.kind == TypeKind::list ||
                                 wanted == TypeKind::date_time || symbol.kind == TypeKind::function;
        if (may_convert) return not_decided("an implicit conversion is not looked at");
        return symbols_->null();
    }
    if (type.constraint == nullptr) return symbol;
    Formulas& formulas = symbols_->formulas();
    const Term holds = TRY(fulfils(symbol, *type.constraint));
    symbol.is_null = formulas.either(symbol.is_null, formulas.negation(holds));
    return symbol;
}

Result<Symbol> World::condition(const feel::Expression& expression, const feel::Scope& scope) {
    std::vector<Symbol> slots;
    const std::vector<std::string> read = expression.reads();
    for (const feel::Variable& variable : scope.variables()) {
        const auto is_read = [&](const std::string& path) {
            return path == variable.name || path.starts_with(variable.name + ".");
        };
        Symbol symbol = symbols_->null();
        if (std::ranges::any_of(read, is_read)) {
            const auto decided = engine_->find_decision(variable.name);
            const auto given = engine_->find_input(variable.name);
            if (decided) {
                symbol = TRY(decision(*decided));
            } else if (given) {
                symbol = TRY(input(*given));
            } else {
                symbol.undecided = fmt::format("the tables have no input `{}`", variable.name);
            }
        }
        slots.push_back(std::move(symbol));
    }
    return Translator(*symbols_, {}).value(expression, slots);
}

}  // namespace konsequenz::proof
