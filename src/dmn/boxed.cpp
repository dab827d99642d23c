#include "dmn/boxed.h"

#include <fmt/format.h>

#include <algorithm>

namespace konsequenz::dmn {

using feel::Value;

namespace {

/// Of a value just made: null where it nests too deep or has too many parts.
Value within_limits(Value value, Frame& frame) {
    if (!value.is_null() || !frame.run.takes_notes()) return value;
    return frame.run.note("feel.too-deep", fmt::format("values nest at most {} deep and have at most {} parts",
                                                       feel::nesting_max, feel::parts_max));
}

class FaultLogic final : public Logic {
  public:
    explicit FaultLogic(Error error) : error_(std::move(error)) {}
    Value run(Frame& frame) const override {
        return frame.run.takes_notes() ? frame.run.note(error_.code, to_string(error_)) : Value();
    }

  private:
    Error error_;
};

class ConstantLogic final : public Logic {
  public:
    explicit ConstantLogic(Value value) : value_(std::move(value)) {}
    Value run(Frame&) const override { return value_; }
    LogicView view() const override {
        LogicView view;
        view.kind = LogicView::Kind::constant;
        view.constant = value_;
        return view;
    }

  private:
    Value value_;
};

class ExpressionLogic final : public Logic {
  public:
    ExpressionLogic(feel::Expression expression, std::size_t scope_size)
        : expression_(std::move(expression)), scope_size_(scope_size) {}
    Value run(Frame& frame) const override { return expression_.evaluate(frame.slots.first(scope_size_), frame.run); }
    LogicView view() const override {
        LogicView view;
        view.kind = LogicView::Kind::expression;
        view.expression = &expression_;
        view.scope_size = scope_size_;
        return view;
    }

  private:
    feel::Expression expression_;
    std::size_t scope_size_;
};

class CheckedLogic final : public Logic {
  public:
    CheckedLogic(LogicPtr logic, CheckedType type, std::string what)
        : logic_(std::move(logic)), type_(std::move(type)), what_(std::move(what)) {}
    Value run(Frame& frame) const override { return coerce(logic_->run(frame), type_, what_, frame.run); }
    LogicView view() const override {
        LogicView view;
        view.kind = LogicView::Kind::checked;
        view.parts = {logic_.get()};
        view.type = &type_;
        return view;
    }

  private:
    LogicPtr logic_;
    CheckedType type_;
    std::string what_;
};

class ContextLogic final : public Logic {
  public:
    ContextLogic(std::vector<EntryLogic> entries, feel::SharedContextKeys keys, LogicPtr result)
        : entries_(std::move(entries)), keys_(std::move(keys)), result_(std::move(result)) {}

    Value run(Frame& frame) const override {
        for (const EntryLogic& entry : entries_) frame.slots[entry.slot] = entry.value->run(frame);
        if (result_) return result_->run(frame);
        std::vector<Value> values;
        values.reserve(entries_.size());
        for (const EntryLogic& entry : entries_) values.push_back(frame.slots[entry.slot]);
        return within_limits(Value::context(keys_, std::move(values)), frame);
    }
    LogicView view() const override {
        LogicView view;
        view.kind = LogicView::Kind::context;
        for (const EntryLogic& entry : entries_) {
            view.parts.push_back(entry.value.get());
            view.slots.push_back(entry.slot);
        }
        view.result = result_.get();
        view.names = keys_;
        return view;
    }

  private:
    std::vector<EntryLogic> entries_;
    feel::SharedContextKeys keys_;
    LogicPtr result_;
};

class InvocationLogic final : public Logic {
  public:
    InvocationLogic(LogicPtr function, std::vector<std::string> names, std::vector<LogicPtr> arguments)
        : function_(std::move(function)), names_(std::move(names)), arguments_(std::move(arguments)) {}

    Value run(Frame& frame) const override {
        const Value function = function_->run(frame);
        if (!frame.run.spend()) return frame.run.note("feel.too-long", "the evaluation takes too many steps");
        if (!function.is_function()) return frame.run.note("dmn.function", "an invocation calls what is no function");
        std::vector<Value> values;
        for (const LogicPtr& argument : arguments_) values.push_back(argument->run(frame));
        if (names_.empty()) return function.as_function().invoke(values, frame.run);
        return function.as_function().invoke_named(names_, values, frame.run);
    }
    LogicView view() const override {
        LogicView view;
        view.kind = LogicView::Kind::invocation;
        view.parts.push_back(function_.get());
        for (const LogicPtr& argument : arguments_) view.parts.push_back(argument.get());
        view.has_named_arguments = !names_.empty();
        return view;
    }

  private:
    LogicPtr function_;
    std::vector<std::string> names_;
    std::vector<LogicPtr> arguments_;
};

/// What a boxed function definition makes: its body and the values in scope where it stands.
class ClosureFunction final : public feel::Function {
  public:
    ClosureFunction(const Body& body, const feel::Type& signature, std::span<const Value> captured)
        : body_(body), signature_(signature), captured_(captured.begin(), captured.end()) {
        for (const Value& value : captured_) {
            depth = std::max(depth, value.depth() + 1);
            size += value.size();
        }
    }
    const feel::Type& signature() const override { return signature_; }

    Value call(std::span<const Value> arguments, feel::Run& run) const override {
        SlotBuffer buffer(body_.slot_count);
        Frame frame{buffer.values(), run, TraceGuard::current()};
        std::ranges::copy(captured_, frame.slots.begin());
        for (std::size_t at = 0; at < arguments.size(); ++at) {
            frame.slots[captured_.size() + at] = coerce(arguments[at], body_.parameters[at], "an argument", run);
        }
        if (!body_.logic) return {};
        if (!run.enter(body_.weight())) return run.note("feel.too-deep", "calls nest too deep");
        Value value = coerce(body_.logic->run(frame), body_.result, "the result", run);
        run.leave(body_.weight());
        return value;
    }

  private:
    const Body& body_;
    const feel::Type& signature_;
    std::vector<Value> captured_;
};

class FunctionLogic final : public Logic {
  public:
    FunctionLogic(Body body, feel::Type signature, std::size_t captured)
        : body_(std::move(body)), signature_(std::move(signature)), captured_(captured) {}
    Value run(Frame& frame) const override {
        return within_limits(
            Value::function(std::make_unique<ClosureFunction>(body_, signature_, frame.slots.first(captured_))), frame);
    }

  private:
    Body body_;
    feel::Type signature_;
    std::size_t captured_;
};

class ListLogic final : public Logic {
  public:
    explicit ListLogic(std::vector<LogicPtr> items) : items_(std::move(items)) {}
    Value run(Frame& frame) const override {
        std::vector<Value> values;
        values.reserve(items_.size());
        for (const LogicPtr& item : items_) values.push_back(item->run(frame));
        return within_limits(Value::list(std::move(values)), frame);
    }
    LogicView view() const override {
        LogicView view;
        view.kind = LogicView::Kind::list;
        for (const LogicPtr& item : items_) view.parts.push_back(item.get());
        return view;
    }

  private:
    std::vector<LogicPtr> items_;
};

class RelationLogic final : public Logic {
  public:
    RelationLogic(feel::SharedContextKeys columns, std::vector<std::vector<LogicPtr>> rows)
        : columns_(std::move(columns)), rows_(std::move(rows)) {}
    Value run(Frame& frame) const override {
        std::vector<Value> items;
        for (const std::vector<LogicPtr>& row : rows_) {
            std::vector<Value> values;
            for (const LogicPtr& cell : row) values.push_back(cell->run(frame));
            items.push_back(Value::context(columns_, std::move(values)));
        }
        return Value::list(std::move(items));
    }

  private:
    feel::SharedContextKeys columns_;
    std::vector<std::vector<LogicPtr>> rows_;
};

class ConditionalLogic final : public Logic {
  public:
    ConditionalLogic(LogicPtr condition, LogicPtr then, LogicPtr otherwise)
        : condition_(std::move(condition)), then_(std::move(then)), otherwise_(std::move(otherwise)) {}
    Value run(Frame& frame) const override {
        const Value condition = condition_->run(frame);
        if (!condition.is_boolean() && !condition.is_null())
            return frame.run.note("feel.type", "the condition is no boolean");
        return condition.is_true() ? then_->run(frame) : otherwise_->run(frame);
    }
    LogicView view() const override {
        LogicView view;
        view.kind = LogicView::Kind::conditional;
        view.parts = {condition_.get(), then_.get(), otherwise_.get()};
        return view;
    }

  private:
    LogicPtr condition_;
    LogicPtr then_;
    LogicPtr otherwise_;
};

}  // namespace

LogicPtr fault_logic(Error error) { return std::make_unique<FaultLogic>(std::move(error)); }
LogicPtr constant_logic(Value value) { return std::make_unique<ConstantLogic>(std::move(value)); }
LogicPtr expression_logic(feel::Expression expression, std::size_t scope_size) {
    return std::make_unique<ExpressionLogic>(std::move(expression), scope_size);
}
LogicPtr checked_logic(LogicPtr logic, CheckedType type, std::string what) {
    if (type.is_free()) return logic;
    return std::make_unique<CheckedLogic>(std::move(logic), std::move(type), std::move(what));
}
LogicPtr context_logic(std::vector<EntryLogic> entries, feel::SharedContextKeys keys, LogicPtr result) {
    return std::make_unique<ContextLogic>(std::move(entries), std::move(keys), std::move(result));
}
LogicPtr invocation_logic(LogicPtr function, std::vector<std::string> names, std::vector<LogicPtr> arguments) {
    return std::make_unique<InvocationLogic>(std::move(function), std::move(names), std::move(arguments));
}
LogicPtr function_logic(Body body, feel::Type signature, std::size_t captured) {
    return std::make_unique<FunctionLogic>(std::move(body), std::move(signature), captured);
}
LogicPtr list_logic(std::vector<LogicPtr> items) { return std::make_unique<ListLogic>(std::move(items)); }
LogicPtr relation_logic(feel::SharedContextKeys columns, std::vector<std::vector<LogicPtr>> rows) {
    return std::make_unique<RelationLogic>(std::move(columns), std::move(rows));
}
LogicPtr conditional_logic(LogicPtr condition, LogicPtr then, LogicPtr otherwise) {
    return std::make_unique<ConditionalLogic>(std::move(condition), std::move(then), std::move(otherwise));
}

}  // namespace konsequenz::dmn
