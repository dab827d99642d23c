// Law: any text is refused with an error or compiles; what compiles prints as FEEL that reads as the same tree, and
// evaluates within its limits, with and without notes alike.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "feel/expression.h"
#include "feel/syntax.h"

using namespace konsequenz::feel;

namespace {

const Scope& scope() {
    static const Scope all{
        {"n", TypeKind::number},
        {"my name", TypeKind::string},
        {"a-b", Type::list(TypeKind::number)},
        {"people", Type::list(Type::context({{"full name", TypeKind::string}, {"age", TypeKind::number}}))},
        {"u", {}},
    };
    return all;
}

const std::vector<Value>& slots() {
    static const std::vector<Value> all = [] {
        std::vector<Value> values;
        for (const std::string_view text :
             {"2", "\"text\"", "[1, 2, 3]", "[{full name: \"A\", age: 1}]", "[1, {a: null}]"}) {
            values.push_back(Expression::compile(text, Scope{})->evaluate({}));
        }
        return values;
    }();
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const konsequenz::Result<Expression> expression = Expression::compile(text, scope());
    if (!expression) {
        if (expression.error().code.empty() || with_caret(expression.error(), text).empty()) std::abort();
        return 0;
    }
    const konsequenz::Result<Expression> again = Expression::compile(print(expression->tree()), scope());
    if (!again || !same(expression->tree(), again->tree())) std::abort();
    const Environment environment{.now = {}, .steps_max = 20'000};
    std::vector<Note> notes;
    Run with_notes(environment, &notes);
    Run without(environment, nullptr);
    if (to_string(expression->evaluate(slots(), with_notes)) != to_string(expression->evaluate(slots(), without)))
        std::abort();
    (void)expression->reads();
    return 0;
}
