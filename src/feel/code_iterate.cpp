#include <fmt/format.h>

#include "feel/code.h"
#include "feel/operators.h"

namespace konsequenz::feel {

namespace {

Value out_of_steps(Run& run, SourceRange range) {
    return run.note("feel.too-long", "the evaluation takes too many steps", range);
}

class Filtering final : public Code {
  public:
    Filtering(SourceRange range, FilterCode parts) : Code(range), parts_(std::move(parts)) {}

    Value run(Frame& frame) const override {
        Value scratch;
        const Value& base = parts_.base->look(frame, scratch);
        if (base.is_null()) return {};
        const std::span<const Value> items = base.is_list() ? base.as_list() : std::span<const Value>(&base, 1);
        return parts_.uses_item ? by_item(frame, items) : by_value(frame, items);
    }

  private:
    // The condition is the same for all items: an index, or all or nothing.
    Value by_value(Frame& frame, std::span<const Value> items) const {
        Value scratch;
        const Value& condition = parts_.condition->look(frame, scratch);
        if (condition.is_number()) return item_at(items, condition.as_number(), frame.run, parts_.condition->range());
        if (condition.is_true()) return Value::list({items.begin(), items.end()});
        if (condition.is_boolean() || condition.is_null()) return Value::list({});
        return frame.run.note("feel.filter", "a filter is a condition or a number", parts_.condition->range());
    }
    Value by_item(Frame& frame, std::span<const Value> items) const {
        if (items.empty()) return parts_.is_index ? Value() : Value::list({});
        std::vector<Value> kept;
        for (const Value& item : items) {
            if (!frame.run.spend()) return out_of_steps(frame.run, range());
            frame.locals[parts_.item] = item;
            Value scratch;
            const Value& condition = parts_.condition->look(frame, scratch);
            if (condition.is_true()) kept.push_back(item);
            // A name that might have been the item's member turned out to be a number from outside.
            if (condition.is_number())
                return item_at(items, condition.as_number(), frame.run, parts_.condition->range());
        }
        return Value::list(std::move(kept));
    }

    FilterCode parts_;
};

// What one iterator runs over: the items of a list, or the whole numbers or days between two ends, either way round.
struct Domain {
    Value list;
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::int64_t step = 1;
    enum class Kind : std::uint8_t { list, numbers, days } kind = Kind::list;

    [[nodiscard]] Value at(std::int64_t index) const {
        switch (kind) {
            case Kind::list: return list.as_list()[static_cast<std::size_t>(index)];
            case Kind::numbers: return Value::number(first + index * step);
            case Kind::days: return Value::date(Date{first + index * step});
        }
        return {};
    }
};

std::optional<Domain> no_domain(Run& run, SourceRange range, std::string_view message) {
    run.note("feel.domain", std::string(message), range);
    return std::nullopt;
}

struct Whole {
    std::int64_t value = 0;
    Domain::Kind kind = Domain::Kind::numbers;
};

std::optional<Whole> whole_of(const Value& end) {
    if (end.kind() == Kind::date) return Whole{end.as_date().days, Domain::Kind::days};
    if (!end.is_number()) return std::nullopt;
    const std::optional<std::int64_t> number = end.as_number().to_int64();
    constexpr std::int64_t limit = 1'000'000'000'000'000;
    if (!number || *number > limit || *number < -limit) return std::nullopt;
    return Whole{*number, Domain::Kind::numbers};
}

std::optional<Domain> between(const Value& low, const Value& high, Run& run, SourceRange range) {
    const std::optional<Whole> first = whole_of(low);
    const std::optional<Whole> last = whole_of(high);
    if (!first || !last || first->kind != last->kind) {
        return no_domain(run, range, "an iteration goes between two whole numbers or two dates");
    }
    Domain domain;
    domain.kind = first->kind;
    domain.first = first->value;
    domain.step = last->value < first->value ? -1 : 1;
    domain.count = (last->value - first->value) * domain.step + 1;
    return domain;
}

std::optional<Domain> of_range(const RangeEnds& ends, Run& run, SourceRange range) {
    if (ends.form != RangeForm::interval) return no_domain(run, range, "an iteration needs both ends of a range");
    std::optional<Domain> domain = between(ends.low, ends.high, run, range);
    if (!domain) return std::nullopt;
    if (ends.low_bound == Bound::open) {
        ++domain->first;
        --domain->count;
    }
    if (ends.high_bound == Bound::open) --domain->count;
    domain->count = std::max<std::int64_t>(domain->count, 0);
    return domain;
}

std::optional<Domain> domain_of(const IteratorCode& iterator, Frame& frame) {
    const SourceRange range = iterator.domain->range();
    Value value = iterator.domain->run(frame);
    if (iterator.end != nullptr) return between(value, iterator.end->run(frame), frame.run, range);
    if (value.is_range()) return of_range(value.as_range(), frame.run, range);
    if (value.is_null()) return no_domain(frame.run, range, "there is nothing to iterate over: it is null");
    Domain domain;
    domain.list = value.is_list() ? std::move(value) : Value::list({std::move(value)});
    if (!domain.list.is_list()) return no_domain(frame.run, range, "values are nested too deep");
    domain.count = static_cast<std::int64_t>(domain.list.as_list().size());
    return domain;
}

enum class Go : std::uint8_t { on, stop, fail };

// Calls `body` for each combination of the iterators' values, the last iterator fastest.
template <class Body>
Go each(Frame& frame, std::span<const IteratorCode> iterators, const Body& body) {
    if (iterators.empty()) return body();
    const std::optional<Domain> domain = domain_of(iterators.front(), frame);
    if (!domain) return Go::fail;
    for (std::int64_t i = 0; i < domain->count; ++i) {
        if (!frame.run.spend()) {
            out_of_steps(frame.run, iterators.front().domain->range());
            return Go::fail;
        }
        frame.locals[iterators.front().local] = domain->at(i);
        const Go go = each(frame, iterators.subspan(1), body);
        if (go != Go::on) return go;
    }
    return Go::on;
}

class ForCode final : public Code {
  public:
    ForCode(SourceRange range, std::vector<IteratorCode> iterators, CodePtr result,
            std::optional<std::uint32_t> partial)
        : Code(range), iterators_(std::move(iterators)), result_(std::move(result)), partial_(partial) {}

    Value run(Frame& frame) const override {
        std::vector<Value> results;
        const Go go = each(frame, iterators_, [&] {
            if (partial_) {
                // The list so far is copied for its reader, so it costs as many steps.
                if (!frame.run.spend(static_cast<std::int64_t>(results.size()))) {
                    out_of_steps(frame.run, range());
                    return Go::fail;
                }
                frame.locals[*partial_] = Value::list(results);
                if (frame.locals[*partial_].is_null()) return too_deep(frame);
            }
            if (results.size() >= Run::list_size_max) {
                frame.run.note("feel.too-long", fmt::format("a list has at most {} items", Run::list_size_max),
                               range());
                return Go::fail;
            }
            results.push_back(result_->run(frame));
            return Go::on;
        });
        if (go == Go::fail) return {};
        Value list = Value::list(std::move(results));
        if (list.is_null()) too_deep(frame);
        return list;
    }

  private:
    Go too_deep(Frame& frame) const {
        frame.run.note("feel.too-deep", fmt::format("values nest at most {} deep", nesting_max), range());
        return Go::fail;
    }

    std::vector<IteratorCode> iterators_;
    CodePtr result_;
    std::optional<std::uint32_t> partial_;
};

// DMN 1.5, table 47: some is a chain of `or`, every one of `and`.
class QuantifiedCode final : public Code {
  public:
    QuantifiedCode(SourceRange range, Quantifier quantifier, std::vector<IteratorCode> iterators, CodePtr condition)
        : Code(range),
          decisive_(quantifier == Quantifier::some ? Truth::yes : Truth::no),
          iterators_(std::move(iterators)),
          condition_(std::move(condition)) {}

    Value run(Frame& frame) const override { return value_of(test(frame)); }
    Truth test(Frame& frame) const override {
        Truth result = decisive_ == Truth::yes ? Truth::no : Truth::yes;
        const Go go = each(frame, iterators_, [&] {
            const Truth truth = condition_->test(frame);
            if (truth == Truth::unknown || truth == decisive_) result = truth;
            return truth == decisive_ ? Go::stop : Go::on;
        });
        return go == Go::fail ? Truth::unknown : result;
    }

  private:
    Truth decisive_;
    std::vector<IteratorCode> iterators_;
    CodePtr condition_;
};

}  // namespace

CodePtr filter_code(SourceRange range, FilterCode filter) {
    return std::make_unique<Filtering>(range, std::move(filter));
}

CodePtr for_code(SourceRange range, std::vector<IteratorCode> iterators, CodePtr result,
                 std::optional<std::uint32_t> partial) {
    return std::make_unique<ForCode>(range, std::move(iterators), std::move(result), partial);
}

CodePtr quantified_code(SourceRange range, Quantifier quantifier, std::vector<IteratorCode> iterators,
                        CodePtr condition) {
    return std::make_unique<QuantifiedCode>(range, quantifier, std::move(iterators), std::move(condition));
}

}  // namespace konsequenz::feel
