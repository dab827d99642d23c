// The boolean function not (10.3.4.2) and `is` (10.3.4.12).
#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

Value negation(Call& call) {
    if (call[0].is_boolean()) return Value::boolean(!call[0].as_boolean());
    return call.null("feel.argument", "only true and false have a negation");
}

// is(value1, value2): the same value of the same kind, times with the same zone.
Value is_identical(Call& call) {
    const Value& left = call[0];
    const Value& right = call[1];
    if (left.kind() != right.kind()) return Value::boolean(false);
    if (left.kind() == Kind::time) return Value::boolean(is_same(left.as_time(), right.as_time()));
    if (left.kind() == Kind::date_time) return Value::boolean(is_same(left.as_date_time(), right.as_date_time()));
    return Value::boolean(identical(left, right));
}

constexpr Parameter negand[] = {{"negand", kinds::any}};
// A value that is not given is null, as the conformance suite has it.
constexpr Parameter two_values[] = {{"value1", kinds::any, optional}, {"value2", kinds::any, optional}};

constexpr Builtin table[] = {
    {"not", negand, negation, TypeKind::boolean},
    {"is", two_values, is_identical, TypeKind::boolean},
};

}  // namespace

std::span<const Builtin> boolean_table() { return table; }

}  // namespace konsequenz::feel::builtins
