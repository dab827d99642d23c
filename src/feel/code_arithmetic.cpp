#include "feel/code.h"
#include "feel/operators.h"

namespace konsequenz::feel {

namespace {

// Numbers are the common case and go straight to the inline paths of number.h; the rest by the operators' tables.
template <Operator sign>
class ArithmeticCode final : public Code {
  public:
    ArithmeticCode(SourceRange range, CodePtr left, CodePtr right)
        : Code(range), left_(std::move(left)), right_(std::move(right)) {}

    Value run(Frame& frame) const override {
        Value left_scratch;
        Value right_scratch;
        const Value& left = left_->look(frame, left_scratch);
        const Value& right = right_->look(frame, right_scratch);
        if (left.is_number() && right.is_number()) {
            if (const std::optional<Number> result = of_numbers(left.as_number(), right.as_number()))
                return Value::number(*result);
        }
        return arithmetic(sign, left, right, frame.run, range());
    }

  private:
    static std::optional<Number> of_numbers(const Number& left, const Number& right) {
        if constexpr (sign == Operator::add) return add(left, right);
        if constexpr (sign == Operator::subtract) return subtract(left, right);
        if constexpr (sign == Operator::multiply) return multiply(left, right);
        return std::nullopt;
    }

    CodePtr left_, right_;
};

class NegationCode final : public Code {
  public:
    NegationCode(SourceRange range, CodePtr operand) : Code(range), operand_(std::move(operand)) {}
    Value run(Frame& frame) const override {
        Value scratch;
        return negated(operand_->look(frame, scratch), frame.run, range());
    }

  private:
    CodePtr operand_;
};

template <Operator sign>
CodePtr arithmetic_of(SourceRange range, CodePtr left, CodePtr right) {
    return std::make_unique<ArithmeticCode<sign>>(range, std::move(left), std::move(right));
}

}  // namespace

CodePtr arithmetic_code(SourceRange range, Operator sign, CodePtr left, CodePtr right) {
    switch (sign) {
        case Operator::add: return arithmetic_of<Operator::add>(range, std::move(left), std::move(right));
        case Operator::subtract: return arithmetic_of<Operator::subtract>(range, std::move(left), std::move(right));
        case Operator::multiply: return arithmetic_of<Operator::multiply>(range, std::move(left), std::move(right));
        case Operator::divide: return arithmetic_of<Operator::divide>(range, std::move(left), std::move(right));
        default: return arithmetic_of<Operator::power>(range, std::move(left), std::move(right));
    }
}

CodePtr negation_code(SourceRange range, CodePtr operand) {
    return std::make_unique<NegationCode>(range, std::move(operand));
}

}  // namespace konsequenz::feel
