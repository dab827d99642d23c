#include "proof/translate.h"

#include <fmt/format.h>

#include <algorithm>

#include "proof/reading.h"

namespace konsequenz::proof {

using feel::TypeKind;

Result<Symbol> Translator::value(const feel::Expression& expression, std::span<const Symbol> slots) {
    return Reading(symbols_, call_, expression, slots, nullptr).root();
}

Result<Term> Translator::passes(const feel::Expression& tests, std::span<const Symbol> slots, const Symbol& input) {
    if (const auto shape = tests.shape(); shape && input.kind != TypeKind::list && input.kind != TypeKind::context)
        return symbols_.is_in(input, *shape);
    return Reading(symbols_, call_, tests, slots, &input).tests();
}

std::unexpected<Error> Translator::Reading::refuse(Id id, std::string_view what) const {
    const feel::SourceRange range = tree_[id].range;
    const std::string_view text = expression_.text();
    const std::string_view part =
        range.end <= text.size() && range.begin < range.end ? text.substr(range.begin, range.end - range.begin) : text;
    return not_decided(fmt::format("{} in `{}` is not looked at", what, part));
}

Translator::Reading::Truth Translator::Reading::truth_of(const Symbol& symbol) {
    return {symbols_.is_true(symbol), symbols_.is_false(symbol)};
}
Symbol Translator::Reading::symbol_of(const Truth& truth) {
    return symbols_.truth(formulas_.negation(formulas_.either(truth.yes, truth.no)), truth.yes);
}

Result<Symbol> Translator::Reading::choose(Term condition, const Symbol& then, const Symbol& otherwise, Id id) {
    auto chosen = symbols_.choice(condition, then, otherwise);
    if (!chosen) return refuse(id, "a choice between values of different kinds");
    return *std::move(chosen);
}

Result<Symbol> Translator::Reading::root() { return read(tree_.root()); }

Result<Symbol> Translator::Reading::read(Id id) {
    auto symbol = TRY(read_path(id));
    if (!symbol.undecided.empty()) return not_decided(symbol.undecided);
    return symbol;
}

// A part of a context may be read though another one says nothing.
Result<Symbol> Translator::Reading::read_path(Id id) {
    return std::visit([&](const auto& node) { return make(node, id); }, tree_[id].content);
}

Result<Symbol> Translator::Reading::make(const feel::Literal& node, Id) { return symbols_.constant(node.value); }
Result<Symbol> Translator::Reading::make(const feel::AtLiteral& node, Id) { return symbols_.constant(node.value); }

Result<Symbol> Translator::Reading::make(const feel::Name& node, Id id) {
    if (!node.binding.items.empty()) {
        for (const feel::LocalId local : node.binding.items) {
            const auto item = locals_.find(local);
            if (item == locals_.end() || item->second.kind != TypeKind::context) continue;
            for (const auto& [name, symbol] : item->second.entries) {
                if (name == node.name) return symbol;
            }
        }
    }
    if (node.binding.kind == feel::Binding::Kind::slot && node.binding.index < slots_.size())
        return slots_[node.binding.index];
    if (node.binding.kind == feel::Binding::Kind::local) {
        const auto local = locals_.find(node.binding.index);
        if (local != locals_.end()) return local->second;
    }
    return refuse(id, "the name");
}

Result<Symbol> Translator::Reading::make(const feel::Input&, Id id) {
    if (input_ == nullptr) return refuse(id, "the input");
    return *input_;
}

Result<Symbol> Translator::Reading::make(const feel::Path& node, Id id) {
    auto base = TRY(read_path(node.base));
    if (base.kind == TypeKind::null) return symbols_.null();
    if (base.kind != TypeKind::context) return refuse(id, "a property");
    for (auto& [name, symbol] : base.entries) {
        if (name != node.member) continue;
        if (formulas_.is_no(base.is_null)) return std::move(symbol);
        return choose(base.is_null, symbols_.null(), symbol, id);
    }
    return symbols_.null();
}

Result<Symbol> Translator::Reading::make(const feel::If& node, Id id) {
    const Symbol condition = TRY(read(node.condition));
    const Term holds = symbols_.is_true(condition);
    if (formulas_.is_yes(holds)) return read(node.then);
    if (formulas_.is_no(holds)) return read(node.otherwise);
    const Symbol then = TRY(read(node.then));
    return choose(holds, then, TRY(read(node.otherwise)), id);
}

Result<Symbol> Translator::Reading::make(const feel::InstanceOf& node, Id id) {
    const Symbol value = TRY(read(node.value));
    if (node.type.is_any()) return symbols_.truth(formulas_.negation(value.is_null));
    if (node.type.kind() == TypeKind::null) return symbols_.truth(value.is_null);
    if (node.type.has_parts()) return refuse(id, "a type with parts");
    if (value.kind == TypeKind::context || value.kind == TypeKind::list) return refuse(id, "`instance of`");
    const bool fits = value.kind == node.type.kind();
    return symbols_.truth(fits ? formulas_.negation(value.is_null) : formulas_.truth(false));
}

Result<Symbol> Translator::Reading::make(const feel::ListLiteral& node, Id) {
    Symbol list;
    list.kind = TypeKind::list;
    list.is_null = formulas_.truth(false);
    for (const Id item : node.items) list.items.push_back({formulas_.truth(true), TRY(read(item))});
    return list;
}

Result<Symbol> Translator::Reading::make(const feel::ContextLiteral& node, Id) {
    Symbol context;
    context.kind = TypeKind::context;
    context.is_null = formulas_.truth(false);
    for (const feel::Entry& entry : node.entries) {
        Symbol value = TRY(read(entry.value));
        locals_[entry.variable.id] = value;
        context.entries.push_back({entry.variable.name, std::move(value)});
    }
    return context;
}

Result<Symbol> Translator::Reading::make(const feel::Filter& node, Id id) {
    Symbol list = TRY(read(node.base));
    if (list.kind != TypeKind::list) return refuse(id, "a filter of what is no list");
    if (tree_[node.condition].type.kind() != TypeKind::boolean) return refuse(id, "a place in a list");
    for (SymbolItem& item : list.items) {
        locals_[node.item.id] = item.value;
        const Symbol condition = TRY(read(node.condition));
        item.is_there = formulas_.both(item.is_there, symbols_.is_true(condition));
    }
    return list;
}

Result<std::vector<SymbolItem>> Translator::Reading::items_of(const std::vector<feel::Iterator>& iterators, Id id) {
    if (iterators.size() != 1 || iterators.front().is_range) return refuse(id, "an iteration over more than one list");
    const Symbol list = TRY(read(iterators.front().domain));
    if (list.kind != TypeKind::list || !formulas_.is_no(list.is_null))
        return refuse(id, "an iteration over what may be no list");
    return list.items;
}

Result<Symbol> Translator::Reading::make(const feel::For& node, Id id) {
    Symbol list;
    list.kind = TypeKind::list;
    list.is_null = formulas_.truth(false);
    list.items = TRY(items_of(node.iterators, id));
    const auto names_partial = [&](const feel::Node& each) {
        const auto* name = std::get_if<feel::Name>(&each.content);
        return name != nullptr && name->binding.kind == feel::Binding::Kind::local &&
               name->binding.index == node.partial.id;
    };
    if (std::ranges::any_of(tree_.nodes, names_partial)) return refuse(id, "`partial`");
    for (SymbolItem& item : list.items) {
        locals_[node.iterators.front().variable.id] = item.value;
        item.value = TRY(read(node.result));
    }
    return list;
}

Result<Symbol> Translator::Reading::make(const feel::Quantified& node, Id id) {
    std::vector<SymbolItem> items = TRY(items_of(node.iterators, id));
    for (SymbolItem& item : items) {
        locals_[node.iterators.front().variable.id] = item.value;
        item.value = TRY(read(node.condition));
    }
    return decided(items, formulas_.truth(false), node.quantifier == feel::Quantifier::some, id);
}

Result<Symbol> Translator::Reading::make(const feel::Invocation& node, Id id) {
    if (!node.names.empty()) return refuse(id, "a call with named parameters");
    const auto* name = std::get_if<feel::Name>(&tree_[node.function].content);
    std::vector<Symbol> arguments;
    arguments.reserve(node.arguments.size());
    for (const Id argument : node.arguments) arguments.push_back(TRY(read(argument)));
    if (name != nullptr && name->binding.kind == feel::Binding::Kind::builtin)
        return call_builtin(name->name, std::move(arguments), id);
    const Symbol function = TRY(read(node.function));
    if (function.kind != TypeKind::function || !call_) return refuse(id, "a call");
    return call_(function.function, std::move(arguments));
}

}  // namespace konsequenz::proof
