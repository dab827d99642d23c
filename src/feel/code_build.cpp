#include <fmt/format.h>

#include <algorithm>

#include "feel/check.h"
#include "feel/code.h"
#include "feel/operators.h"

namespace konsequenz::feel {

namespace {

Value checked(Value value, Frame& frame, SourceRange range) {
    if (!value.is_null()) return value;
    return frame.run.note("feel.too-deep",
                          fmt::format("values nest at most {} deep and have at most {} parts", nesting_max, parts_max),
                          range);
}

Value too_long(Frame& frame, SourceRange range) {
    return frame.run.note("feel.too-long", "the evaluation takes too many steps", range);
}

class ListCode final : public Code {
  public:
    ListCode(SourceRange range, std::vector<CodePtr> items) : Code(range), items_(std::move(items)) {}
    Value run(Frame& frame) const override {
        std::vector<Value> values;
        values.reserve(items_.size());
        for (const CodePtr& item : items_) values.push_back(item->run(frame));
        return checked(Value::list(std::move(values)), frame, range());
    }

  private:
    std::vector<CodePtr> items_;
};

class ContextCode final : public Code {
  public:
    ContextCode(SourceRange range, SharedContextKeys keys, std::vector<EntryCode> entries)
        : Code(range), keys_(std::move(keys)), entries_(std::move(entries)) {}
    Value run(Frame& frame) const override {
        std::vector<Value> values;
        values.reserve(entries_.size());
        for (const EntryCode& entry : entries_) {
            values.push_back(entry.value->run(frame));
            frame.locals[entry.local] = values.back();
        }
        return checked(Value::context(keys_, std::move(values)), frame, range());
    }

  private:
    SharedContextKeys keys_;
    std::vector<EntryCode> entries_;
};

class IntervalCode final : public Code {
  public:
    IntervalCode(SourceRange range, CodePtr low, CodePtr high, Bound low_bound, Bound high_bound)
        : Code(range), low_(std::move(low)), high_(std::move(high)), low_bound_(low_bound), high_bound_(high_bound) {}
    Value run(Frame& frame) const override {
        const Value low = low_->run(frame);
        return make_interval(low, high_->run(frame), low_bound_, high_bound_, frame.run, range());
    }

  private:
    CodePtr low_, high_;
    Bound low_bound_, high_bound_;
};

class ComparisonRangeCode final : public Code {
  public:
    ComparisonRangeCode(SourceRange range, Operator sign, CodePtr operand)
        : Code(range), sign_(sign), operand_(std::move(operand)) {}
    Value run(Frame& frame) const override { return make_comparison(sign_, operand_->run(frame), frame.run, range()); }

  private:
    Operator sign_;
    CodePtr operand_;
};

class Closure final : public Function {
  public:
    Closure(std::shared_ptr<const Lambda> lambda, std::vector<Value> captured)
        : lambda_(std::move(lambda)), captured_(std::move(captured)) {
        for (const Value& value : captured_) {
            depth = std::max(depth, value.depth() + 1);
            size += value.size();
        }
    }
    const Type& signature() const override { return lambda_->signature; }
    Value call(std::span<const Value> arguments, Run& run) const override {
        Locals locals(lambda_->local_count);
        for (std::size_t i = 0; i < arguments.size(); ++i) locals.data()[i] = arguments[i];
        for (std::size_t i = 0; i < captured_.size(); ++i) locals.data()[lambda_->captured[i]] = captured_[i];
        Frame frame{{}, locals.data(), run};
        if (!run.enter(lambda_->height)) return run.note("feel.too-deep", "calls are nested too deep");
        Value result = lambda_->body->run(frame);
        run.leave(lambda_->height);
        return result;
    }

  private:
    std::shared_ptr<const Lambda> lambda_;
    std::vector<Value> captured_;
};

class ClosureCode final : public Code {
  public:
    ClosureCode(SourceRange range, std::shared_ptr<const Lambda> lambda, std::vector<CodePtr> captured)
        : Code(range), lambda_(std::move(lambda)), captured_(std::move(captured)) {}
    Value run(Frame& frame) const override {
        std::vector<Value> values;
        values.reserve(captured_.size());
        for (const CodePtr& code : captured_) {
            const Value value = code->run(frame);
            if (!frame.run.spend_on(value)) return too_long(frame, range());
            values.push_back(value.owned());
        }
        return checked(Value::function(std::make_unique<Closure>(lambda_, std::move(values))), frame, range());
    }

  private:
    std::shared_ptr<const Lambda> lambda_;
    std::vector<CodePtr> captured_;
};

class BuiltinFunction final : public Function {
  public:
    [[nodiscard]] bool can_be(const Type& type) const {
        std::vector<Type> arguments;
        for (const TypeMember& parameter : type.members()) arguments.push_back(parameter.type);
        return std::ranges::any_of(group_->rows, [&](const Builtin* row) {
            if (!takes_count(*row, arguments.size())) return false;
            for (std::size_t i = 0; i < arguments.size(); ++i) {
                const std::size_t place = std::min(i, row->parameters.size() - 1);
                if (!may_accept(row->parameters[place].accepts, arguments[i])) return false;
            }
            const Type result = type_of_builtin(*row, arguments);
            return result.is_any() || conforms(result, type.element());
        });
    }

    explicit BuiltinFunction(const BuiltinGroup& group) : group_(&group) {
        const Builtin& first = *group.rows.front();
        std::vector<TypeMember> parameters;
        for (const Parameter& parameter : first.parameters) parameters.push_back({std::string(parameter.name), Type()});
        signature_ =
            Type::function(std::move(parameters), first.returns == Returns::kind ? Type(first.result) : Type());
    }
    const Type& signature() const override { return signature_; }
    Value call(std::span<const Value> arguments, Run& run) const override {
        return invoke_builtin(*group_, arguments, run);
    }
    Value invoke(std::span<const Value> arguments, Run& run) const override {
        return invoke_builtin(*group_, arguments, run);
    }
    Value invoke_named(std::span<const std::string> names, std::span<const Value> arguments, Run& run) const override {
        return invoke_builtin_named(*group_, names, arguments, run);
    }

  private:
    const BuiltinGroup* group_;
    Type signature_;
};

// Arguments of a call, on the stack where they are few.
class Arguments {
  public:
    Arguments(const std::vector<CodePtr>& codes, Frame& frame) : values_(codes.size()), count_(codes.size()) {
        for (std::size_t i = 0; i < count_; ++i) values_.data()[i] = codes[i]->run(frame);
    }
    [[nodiscard]] std::span<const Value> all() { return {values_.data(), count_}; }

  private:
    Locals values_;
    std::size_t count_;
};

class BuiltinCallCode final : public Code {
  public:
    BuiltinCallCode(SourceRange range, const BuiltinGroup& group, std::vector<CodePtr> arguments,
                    std::vector<std::string> names)
        : Code(range), group_(&group), arguments_(std::move(arguments)), names_(std::move(names)) {}
    Value run(Frame& frame) const override {
        Arguments arguments(arguments_, frame);
        if (names_.empty()) return invoke_builtin(*group_, arguments.all(), frame.run);
        return invoke_builtin_named(*group_, names_, arguments.all(), frame.run);
    }

  private:
    const BuiltinGroup* group_;
    std::vector<CodePtr> arguments_;
    std::vector<std::string> names_;
};

class CallCode final : public Code {
  public:
    CallCode(SourceRange range, CodePtr function, std::vector<CodePtr> arguments, std::vector<std::string> names)
        : Code(range), function_(std::move(function)), arguments_(std::move(arguments)), names_(std::move(names)) {}
    Value run(Frame& frame) const override {
        const Value function = function_->run(frame);
        Arguments arguments(arguments_, frame);
        if (!frame.run.spend()) return too_long(frame, range());
        for (const Value& argument : arguments.all()) {
            if (!frame.run.spend_on(argument)) return too_long(frame, range());
        }
        if (names_.empty() || !function.is_function()) return invoke(function, arguments.all(), frame.run);
        return function.as_function().invoke_named(names_, arguments.all(), frame.run);
    }

  private:
    CodePtr function_;
    std::vector<CodePtr> arguments_;
    std::vector<std::string> names_;
};

}  // namespace

CodePtr list_code(SourceRange range, std::vector<CodePtr> items) {
    return std::make_unique<ListCode>(range, std::move(items));
}

CodePtr context_code(SourceRange range, SharedContextKeys keys, std::vector<EntryCode> entries) {
    return std::make_unique<ContextCode>(range, std::move(keys), std::move(entries));
}

CodePtr interval_code(SourceRange range, CodePtr low, CodePtr high, Bound low_bound, Bound high_bound) {
    return std::make_unique<IntervalCode>(range, std::move(low), std::move(high), low_bound, high_bound);
}

CodePtr comparison_range_code(SourceRange range, Operator sign, CodePtr operand) {
    return std::make_unique<ComparisonRangeCode>(range, sign, std::move(operand));
}

CodePtr closure_code(SourceRange range, std::shared_ptr<const Lambda> lambda, std::vector<CodePtr> captured) {
    return std::make_unique<ClosureCode>(range, std::move(lambda), std::move(captured));
}

CodePtr builtin_call_code(SourceRange range, const BuiltinGroup& group, std::vector<CodePtr> arguments,
                          std::vector<std::string> names) {
    return std::make_unique<BuiltinCallCode>(range, group, std::move(arguments), std::move(names));
}

CodePtr call_code(SourceRange range, CodePtr function, std::vector<CodePtr> arguments, std::vector<std::string> names) {
    return std::make_unique<CallCode>(range, std::move(function), std::move(arguments), std::move(names));
}

bool function_conforms(const Function& function, const Type& type) {
    const auto* builtin = dynamic_cast<const BuiltinFunction*>(&function);
    return builtin != nullptr ? builtin->can_be(type) : conforms(function.signature(), type);
}

Value builtin_value(const BuiltinGroup& group) { return Value::function(std::make_unique<BuiltinFunction>(group)); }

}  // namespace konsequenz::feel
