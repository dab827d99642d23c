// A law that is false, to see that the fuzzer finds such: "no text of four bytes is FEEL that gives 42". It takes the
// feedback of the layers' branches to get there; blind chance needs some hundred million tries.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "feel/expression.h"

using namespace konsequenz::feel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const konsequenz::Result<Expression> expression = Expression::compile(text, Scope());
    if (!expression || expression->constant() == nullptr) return 0;
    if (!identical(*expression->constant(), Value::number(42)) || size < 4) return 0;
    std::fputs("the canary sang\n", stderr);
    std::abort();
}
