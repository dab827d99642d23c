// Law: any bytes are refused with an error, or are a model; a model is refused with errors that say where, or compiles;
// what compiles evaluates within its limits, the same again, and with a trace the same as without.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "dmn/engine.h"
#include "dmn/load.h"

using namespace konsequenz;
using feel::Value;

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

void expect_errors(const std::vector<Error>& errors) {
    expect(!errors.empty());
    for (const Error& error : errors) expect(!error.code.empty() && !error.message.empty());
}

/// Values of each kind, and what stands among a type's allowed values.
std::vector<Value> inputs_for(const dmn::Engine& engine, std::size_t round) {
    static const std::vector<Value> samples = {Value(),
                                               Value::number(3),
                                               Value::string("a"),
                                               Value::boolean(true),
                                               Value::date({20'000}),
                                               Value::list({Value::number(1), Value::string("b")})};
    std::vector<Value> inputs;
    for (const dmn::InputInfo& input : engine.inputs()) {
        const std::size_t at = round + inputs.size();
        if (!input.allowed_values.empty()) {
            const std::string& literal = input.allowed_values[at % input.allowed_values.size()];
            inputs.push_back(feel::Expression::compile(literal, {})->evaluate({}));
        } else {
            inputs.push_back(samples[at % samples.size()]);
        }
    }
    return inputs;
}

void evaluate(const dmn::Engine& engine) {
    const feel::Environment environment{.now = feel::parse_date_time("2026-01-02T03:04:05Z"), .steps_max = 20'000};
    for (std::size_t round = 0; round < 3; ++round) {
        const std::vector<Value> inputs = inputs_for(engine, round);
        for (std::size_t decision = 0; decision < engine.decisions().size(); ++decision) {
            const Value value = engine.evaluate(decision, inputs, environment);
            expect(to_string(value) == to_string(engine.evaluate(decision, inputs, environment)));
            dmn::Trace trace;
            Value traced;
            engine.evaluate(std::span(&decision, 1), inputs, std::span(&traced, 1), trace, environment);
            // A traced evaluation spends its steps otherwise; where both came to an end they agree.
            expect(value.is_null() || traced.is_null() || to_string(value) == to_string(traced));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto model = dmn::load_model(bytes, "fuzz.dmn", [](std::string_view) -> Result<dmn::ModelSource> {
        return fail("dmn.import", "nothing is imported here");
    });
    if (!model) {
        expect_errors(model.error());
        return 0;
    }
    const dmn::EngineResult strict = dmn::Engine::compile(*model);
    if (!strict) expect_errors(strict.error());
    const dmn::EngineResult engine = dmn::Engine::compile(*model, dmn::Faults::tolerate);
    if (!engine) {
        expect_errors(engine.error());
        return 0;
    }
    evaluate(**engine);
    return 0;
}
