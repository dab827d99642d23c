#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "dmn/state.h"

namespace konsequenz::dmn {

using feel::Value;

namespace {

/// A call weighs more than FEEL's own: logic runs on the stack between two expressions.
constexpr std::uint32_t function_weight = 24;
/// Of a decision that waits for another one.
constexpr std::uint32_t decision_weight = 4;

thread_local Trace* thread_trace = nullptr;

/// The value of a source that needs no session.
Value constant_source(const Engine::State& state, const Source& source) {
    if (source.kind == Source::Kind::knowledge) return state.knowledge[source.index].function;
    if (source.kind == Source::Kind::service) return state.services[source.index].function;
    assert(source.kind == Source::Kind::group);
    std::vector<Value> values;
    for (const Source& member : source.members) values.push_back(constant_source(state, member));
    return Value::context(source.keys, std::move(values));
}

class KnowledgeFunction final : public feel::Function {
  public:
    KnowledgeFunction(const Engine::State& state, std::size_t index) : state_(state), index_(index) {}
    const feel::Type& signature() const override { return state_.knowledge[index_].signature; }

    Value call(std::span<const Value> arguments, feel::Run& run) const override {
        const Body& body = state_.knowledge[index_].body;
        if (!body.logic) return {};
        const std::uint32_t weight = function_weight + body.weight();
        if (!run.enter(weight)) return run.note("feel.too-deep", fmt::format("calls of `{}` nest too deep", body.name));
        SlotBuffer buffer(body.slot_count);
        Frame frame{buffer.values(), run, TraceGuard::current()};
        std::size_t slot = 0;
        for (const Source& source : body.requirements) frame.slots[slot++] = constant_source(state_, source);
        for (std::size_t at = 0; at < arguments.size(); ++at) {
            frame.slots[slot++] = coerce(arguments[at], body.parameters[at], "an argument", run);
        }
        Value value = coerce(body.logic->run(frame), body.result, "the result", run);
        run.leave(weight);
        return value;
    }

  private:
    const Engine::State& state_;
    std::size_t index_;
};

class ServiceFunction final : public feel::Function {
  public:
    ServiceFunction(const Engine::State& state, std::size_t index) : state_(state), index_(index) {}
    const feel::Type& signature() const override { return state_.services[index_].signature; }
    Value call(std::span<const Value> arguments, feel::Run& run) const override {
        if (!run.enter(2 * function_weight))
            return run.note("feel.too-deep", "calls of a decision service nest too deep");
        Value value = run_service(state_, state_.services[index_], arguments, run, TraceGuard::current());
        run.leave(2 * function_weight);
        return value;
    }

  private:
    const Engine::State& state_;
    std::size_t index_;
};

}  // namespace

TraceGuard::TraceGuard(Trace* trace) : before_(thread_trace) { thread_trace = trace; }
TraceGuard::~TraceGuard() { thread_trace = before_; }
Trace* TraceGuard::current() { return thread_trace; }

Value knowledge_function(const Engine::State& state, std::size_t index) {
    return Value::function(std::make_unique<KnowledgeFunction>(state, index));
}
Value service_function(const Engine::State& state, std::size_t index) {
    return Value::function(std::make_unique<ServiceFunction>(state, index));
}

Value run_service(const Engine::State& state, const ServiceNode& service, std::span<const Value> arguments,
                  feel::Run& run, Trace* trace) {
    std::vector<Value> inputs(state.inputs.size());
    for (std::size_t at = 0; at < service.parameters.size(); ++at) {
        if (service.parameters[at].kind == Source::Kind::input) inputs[service.parameters[at].index] = arguments[at];
    }
    Session session(state, inputs, run, trace);
    for (std::size_t at = 0; at < service.parameters.size(); ++at) {
        if (service.parameters[at].kind != Source::Kind::decision) continue;
        session.preset(service.parameters[at].index, coerce(arguments[at], service.types[at], "an argument", run));
    }
    std::vector<Value> outputs;
    for (const std::size_t decision : service.outputs) outputs.push_back(session.decision(decision));
    Value value = outputs.size() == 1 ? std::move(outputs.front()) : Value::context(service.names, std::move(outputs));
    return coerce(std::move(value), service.result, "the decision service", run);
}

Session::Session(const Engine::State& state, std::span<const Value> inputs, feel::Run& run, Trace* trace)
    : state_(state), inputs_(inputs), run_(run), trace_(trace), cells_(state.inputs.size() + state.decisions.size()) {
    assert(inputs.size() == state.inputs.size());
    if (trace != nullptr) inputs_read_.resize(inputs.size());
}

void Session::preset(std::size_t decision, Value value) {
    cells_.put(state_.inputs.size() + decision, std::move(value));
}

const Value& Session::input(std::size_t index) {
    if (trace_ != nullptr) inputs_read_[index] = 1;
    const Value& given = inputs_[index];
    const CheckedType& type = state_.inputs[index].type;
    if (given.is_null() || type.is_free() || type.is_plainly(given)) return given;
    if (const Value* known = cells_.find(index)) return *known;
    return cells_.put(index, coerce_slowly(given, type, state_.input_infos[index].name, run_));
}

const Value& Session::decision(std::size_t index) {
    const std::size_t cell = state_.inputs.size() + index;
    if (const Value* known = cells_.find(cell)) return *known;
    const DecisionNode& node = state_.decisions[index];
    if (node.quick && trace_ == nullptr) {
        if (const Value* value = node.quick->find(inputs_, this)) return cells_.refer(cell, *value);
    }
    return cells_.put(cell, run_decision(index));
}

Value Session::fetch(const Source& source) {
    switch (source.kind) {
        case Source::Kind::input: return input(source.index);
        case Source::Kind::decision: return decision(source.index);
        case Source::Kind::knowledge: return state_.knowledge[source.index].function;
        case Source::Kind::service: return state_.services[source.index].function;
        case Source::Kind::group: break;
    }
    std::vector<Value> values;
    for (const Source& member : source.members) values.push_back(fetch(member));
    return Value::context(source.keys, std::move(values));
}

Value Session::run_decision(std::size_t index) {
    const Body& body = state_.decisions[index].body;
    if (!body.logic) return {};
    SlotBuffer buffer(body.slot_count);
    Frame frame{buffer.values(), run_, trace_};
    // What is required runs before the logic, so that they never lie on the stack together.
    if (!run_.enter(decision_weight)) return note_too_deep(body);
    for (std::size_t at = 0; at < body.requirements.size(); ++at) frame.slots[at] = fetch(body.requirements[at]);
    run_.leave(decision_weight);
    if (!run_.enter(body.weight())) return note_too_deep(body);
    std::vector<feel::Note> notes;
    std::vector<feel::Note>* const outer = trace_ != nullptr ? run_.exchange_notes(&notes) : nullptr;
    Value value = coerce(body.logic->run(frame), body.result, body.name, run_);
    run_.leave(body.weight());
    if (trace_ == nullptr) return value;
    run_.exchange_notes(outer);
    if (trace_->decisions.size() == Trace::entries_max) trace_->decisions.pop_back();
    trace_->decisions.push_back({index, value.owned(), std::move(notes)});
    return value;
}

Value Session::note_too_deep(const Body& body) {
    if (!run_.takes_notes()) return {};
    return run_.note("feel.too-deep", fmt::format("`{}` is asked for too deep inside others", body.name));
}

std::vector<std::size_t> Session::inputs_read() const {
    std::vector<std::size_t> read;
    for (std::size_t at = 0; at < inputs_read_.size(); ++at) {
        if (inputs_read_[at] != 0) read.push_back(at);
    }
    return read;
}

}  // namespace konsequenz::dmn
