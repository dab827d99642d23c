// Law: any text is refused or compiles as unary tests; what compiles prints as tests that read as the same tree, and
// where it has a shape, the shape passes what the tests pass.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "feel/expression.h"
#include "feel/syntax.h"

using namespace konsequenz::feel;

namespace {

bool passes_shape(const TestShape& shape, const Value& input) {
    if (shape.form == TestShape::Form::any) return true;
    bool passed = false;
    bool unknown = false;
    for (const Value& constant : shape.constants) {
        passed = passed || equals(input, constant) == true;
        unknown = unknown || !equals(input, constant);
    }
    for (const RangeEnds& ends : shape.intervals) {
        passed = passed || contains(ends, input) == true;
        unknown = unknown || !contains(ends, input);
    }
    return shape.negated ? !passed && !unknown : passed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const Scope scope{{"n", TypeKind::number}, {"allowed", Type::list(TypeKind::string)}};
    static const Value allowed = Value::list({Value::string("a"), Value::string("b")});
    static const std::vector<Value> inputs = {Value(), Value::number(5), Value::string("a"), Value::boolean(true)};
    const konsequenz::Result<Expression> tests = Expression::compile_unary_tests(text, Type(), scope);
    if (!tests) return 0;
    const konsequenz::Result<Expression> again = Expression::compile_unary_tests(print(tests->tree()), Type(), scope);
    if (!again || !same(tests->tree(), again->tree())) std::abort();
    const std::optional<TestShape> shape = tests->shape();
    const Environment environment{.now = {}, .steps_max = 20'000};
    for (const Value& input : inputs) {
        const std::vector<Value> slots = {Value::number(2), allowed, input};
        Run run(environment, nullptr);
        const Value value = tests->evaluate(slots, run);
        if (!value.is_null() && !value.is_boolean()) std::abort();
        if (shape && passes_shape(*shape, input) != value.is_true()) std::abort();
    }
    return 0;
}
