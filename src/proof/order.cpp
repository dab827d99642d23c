#include "proof/order.h"

#include <fmt/format.h>

#include <algorithm>

#include "dmn/state.h"

namespace konsequenz::proof {

using feel::Number;
using feel::TypeKind;
using feel::Value;

Order Order::of(const InputPath& path) {
    Order order;
    order.values_ = path.values;
    return order;
}

Order Order::of(const standard::Standard& standard, std::size_t decision) {
    Order order;
    const std::string& name = standard.engine->decisions()[decision].name;
    if (name == "measure") {
        for (const standard::Measure& measure : standard.measures) order.values_.push_back(Value::string(measure.id));
    } else if (name == "remedy") {
        for (const standard::Remedy& remedy : standard.remedies) order.values_.push_back(Value::string(remedy.id));
    } else {
        const dmn::DecisionNode& node = standard.engine->state().decisions[decision];
        order.values_ = node.body.result.values;
        const auto* table = dynamic_cast<const dmn::TableLogic*>(node.body.logic.get());
        if (order.values_.empty() && table != nullptr && table->program().outputs.size() == 1)
            order.values_ = table->program().outputs.front().order;
    }
    return order;
}

Result<Term> Order::rank(Symbols& symbols, const Symbol& symbol, std::string_view name) const {
    if (!symbol.undecided.empty()) return not_decided(symbol.undecided);
    Formulas& formulas = symbols.formulas();
    if (symbol.kind == TypeKind::number) return symbol.term;
    if (symbol.kind == TypeKind::boolean)
        return formulas.choice(symbol.term, formulas.number(std::int64_t{1}), formulas.number(std::int64_t{0}));
    if (symbol.kind != TypeKind::string || values_.empty())
        return not_decided(fmt::format("the values of `{}` have no order", name));
    Term rank = formulas.number(std::int64_t{-1});
    for (std::size_t at = values_.size(); at-- > 0;) {
        if (!values_[at].is_string()) continue;
        const Term is_this = formulas.equal(symbol.term, formulas.number(symbols.code(values_[at].as_string())));
        rank = formulas.choice(is_this, formulas.number(static_cast<std::int64_t>(at)), rank);
    }
    return rank;
}

std::optional<Number> Order::rank(const Value& value) const {
    if (value.is_number()) return value.as_number();
    if (value.is_boolean()) return Number::from(value.as_boolean() ? 1 : 0);
    const auto known = std::ranges::find_if(values_, [&](const Value& each) { return feel::identical(each, value); });
    if (known == values_.end()) return std::nullopt;
    return Number::from(known - values_.begin());
}

}  // namespace konsequenz::proof
