#include "feel/shape.h"

namespace konsequenz::feel {

namespace {

bool is_scalar(const Value& value) { return value.kind() <= Kind::year_month_duration; }

// Adds what passes the value as a test; false where an index could not say.
bool add_value(TestShape& shape, const Value& value) {
    if (is_scalar(value)) {
        shape.constants.push_back(value);
        return true;
    }
    if (!value.is_range()) return false;
    const RangeEnds& ends = value.as_range();
    if (ends.form == RangeForm::not_equal || !is_scalar(ends.low) || !is_scalar(ends.high)) return false;
    if (ends.form == RangeForm::interval && (ends.low.is_null() || ends.high.is_null())) return false;
    if (ends.form == RangeForm::comparison && ends.low_bound == Bound::closed && ends.high_bound == Bound::closed) {
        shape.constants.push_back(ends.low);
        return true;
    }
    shape.intervals.push_back(ends);
    return true;
}

bool add_comparison(TestShape& shape, Operator sign, const Value& operand) {
    if (!is_scalar(operand)) return false;
    if (sign == Operator::equal) {
        shape.constants.push_back(operand);
        return true;
    }
    if (sign == Operator::not_equal || !compare(operand, operand)) return false;
    RangeEnds ends{{}, {}, Bound::open, Bound::open, RangeForm::comparison};
    const bool below = sign == Operator::less || sign == Operator::less_equal;
    (below ? ends.high : ends.low) = operand;
    if (sign == Operator::less_equal) ends.high_bound = Bound::closed;
    if (sign == Operator::greater_equal) ends.low_bound = Bound::closed;
    shape.intervals.push_back(std::move(ends));
    return true;
}

// `negated` matters for lists: their items that are not comparable with the input fail, where a test by itself is
// unknown.
bool add_test(TestShape& shape, const TestCode& test, bool negated) {
    const Value* value = test.code->constant();
    if (value == nullptr || test.kind == TestCode::Kind::hold) return false;
    if (test.kind == TestCode::Kind::compare) return add_comparison(shape, test.sign, *value);
    // A true beside an input that need not be a boolean passes by itself.
    if (test.kind == TestCode::Kind::either && value->is_boolean()) return false;
    if (!value->is_list()) return add_value(shape, *value);
    if (negated) return false;
    for (const Value& item : value->as_list()) {
        if (!add_value(shape, item)) return false;
    }
    return true;
}

}  // namespace

std::optional<TestShape> shape_of(std::span<const TestCode> tests, bool negated) {
    TestShape shape;
    if (tests.empty()) return shape;
    shape.form = TestShape::Form::values;
    shape.negated = negated;
    const TestCode& first = tests.front();
    if (tests.size() == 1 && first.kind == TestCode::Kind::compare && first.sign == Operator::not_equal) {
        const Value* value = first.code->constant();
        if (value == nullptr || !is_scalar(*value)) return std::nullopt;
        shape.negated = !negated;
        shape.constants.push_back(*value);
        return shape;
    }
    for (const TestCode& test : tests) {
        if (!add_test(shape, test, negated)) return std::nullopt;
    }
    return shape;
}

}  // namespace konsequenz::feel
