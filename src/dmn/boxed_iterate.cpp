// Boxed filters, iterations and quantifiers. DMN 1.5, 10.2.2.7 to 10.2.2.9.
#include <algorithm>

#include "dmn/boxed.h"

namespace konsequenz::dmn {

using feel::Value;

namespace {

/// Ranges are walked as FEEL's `for` walks them; a single value is a list of one; null is nothing to walk over.
std::optional<std::vector<Value>> items_of(Value domain, feel::Run& run) {
    static const Result<feel::Expression> walk =
        feel::Expression::compile("for item in domain return item", feel::Scope{{"domain", {}}});
    if (domain.is_range()) domain = walk->evaluate(std::span(&domain, 1), run);
    if (domain.is_null()) return std::nullopt;
    if (!domain.is_list()) return std::vector<Value>{std::move(domain)};
    const std::span<const Value> items = domain.as_list();
    return std::vector<Value>(items.begin(), items.end());
}

class FilterLogic final : public Logic {
  public:
    explicit FilterLogic(IterationLogic iteration) : iteration_(std::move(iteration)) {}

    Value run(Frame& frame) const override {
        const std::optional<std::vector<Value>> items = items_of(iteration_.in->run(frame), frame.run);
        if (!items) return frame.run.note("feel.type", "a filter has nothing to walk over: it is null");
        std::vector<Value> passed;
        for (const Value& item : *items) {
            if (!frame.run.spend()) return frame.run.note("feel.too-long", "the evaluation took too many steps");
            frame.slots[iteration_.slot] = item;
            for (const auto& [slot, name] : iteration_.members) {
                const Value* member = item.is_context() ? item.find(name) : nullptr;
                frame.slots[slot] = member == nullptr ? Value() : *member;
            }
            const Value match = iteration_.inner->run(frame);
            if (!match.is_boolean() && !match.is_null())
                return frame.run.note("feel.type", "the condition of a filter is no boolean");
            if (match.is_true()) passed.push_back(item);
        }
        return Value::list(std::move(passed));
    }

  private:
    IterationLogic iteration_;
};

class ForLogic final : public Logic {
  public:
    explicit ForLogic(IterationLogic iteration) : iteration_(std::move(iteration)) {}

    Value run(Frame& frame) const override {
        const std::optional<std::vector<Value>> items = items_of(iteration_.in->run(frame), frame.run);
        if (!items) return frame.run.note("feel.type", "`for` has nothing to walk over: it is null");
        std::vector<Value> results;
        for (const Value& item : *items) {
            if (!frame.run.spend()) return frame.run.note("feel.too-long", "the evaluation took too many steps");
            frame.slots[iteration_.slot] = item;
            if (iteration_.partial) {
                // The list so far is copied for its reader, so it costs as many steps.
                if (!frame.run.spend(static_cast<std::int64_t>(results.size())))
                    return frame.run.note("feel.too-long", "the evaluation took too many steps");
                frame.slots[*iteration_.partial] = Value::list(results);
            }
            results.push_back(iteration_.inner->run(frame));
        }
        return Value::list(std::move(results));
    }

  private:
    IterationLogic iteration_;
};

class QuantifiedLogic final : public Logic {
  public:
    QuantifiedLogic(IterationLogic iteration, QuantifierKind kind) : iteration_(std::move(iteration)), kind_(kind) {}

    Value run(Frame& frame) const override {
        const bool decisive = kind_ == QuantifierKind::some;
        const std::optional<std::vector<Value>> items = items_of(iteration_.in->run(frame), frame.run);
        if (!items) return frame.run.note("feel.type", "a quantifier has nothing to walk over: it is null");
        bool is_known = true;
        for (const Value& item : *items) {
            if (!frame.run.spend()) return frame.run.note("feel.too-long", "the evaluation took too many steps");
            frame.slots[iteration_.slot] = item;
            const Value satisfied = iteration_.inner->run(frame);
            if (satisfied.is_null()) {
                is_known = false;
            } else if (!satisfied.is_boolean()) {
                return frame.run.note("feel.type", "the condition of a quantifier is no boolean");
            } else if (satisfied.as_boolean() == decisive) {
                return Value::boolean(decisive);
            }
        }
        return is_known ? Value::boolean(!decisive) : Value();
    }

  private:
    IterationLogic iteration_;
    QuantifierKind kind_;
};

}  // namespace

LogicPtr filter_logic(IterationLogic iteration) { return std::make_unique<FilterLogic>(std::move(iteration)); }
LogicPtr for_logic(IterationLogic iteration) { return std::make_unique<ForLogic>(std::move(iteration)); }
LogicPtr quantified_logic(IterationLogic iteration, QuantifierKind kind) {
    return std::make_unique<QuantifiedLogic>(std::move(iteration), kind);
}

}  // namespace konsequenz::dmn
