#include <fmt/format.h>

#include "feel/code.h"
#include "feel/operators.h"

namespace konsequenz::feel {

namespace {

// Code whose value is a truth: run() follows from test().
class TruthCode : public Code {
  public:
    using Code::Code;
    Value run(Frame& frame) const final { return value_of(test(frame)); }
};

// DMN 1.5, table 50: false wins over null, true over nothing.
class ConjunctionCode final : public TruthCode {
  public:
    ConjunctionCode(SourceRange range, CodePtr left, CodePtr right)
        : TruthCode(range), left_(std::move(left)), right_(std::move(right)) {}
    Truth test(Frame& frame) const override {
        const Truth left = left_->test(frame);
        if (left == Truth::no) return Truth::no;
        const Truth right = right_->test(frame);
        if (right == Truth::no) return Truth::no;
        return left == Truth::yes && right == Truth::yes ? Truth::yes : Truth::unknown;
    }

  private:
    CodePtr left_, right_;
};

class DisjunctionCode final : public TruthCode {
  public:
    DisjunctionCode(SourceRange range, CodePtr left, CodePtr right)
        : TruthCode(range), left_(std::move(left)), right_(std::move(right)) {}
    Truth test(Frame& frame) const override {
        const Truth left = left_->test(frame);
        if (left == Truth::yes) return Truth::yes;
        const Truth right = right_->test(frame);
        if (right == Truth::yes) return Truth::yes;
        return left == Truth::no && right == Truth::no ? Truth::no : Truth::unknown;
    }

  private:
    CodePtr left_, right_;
};

Truth note_incomparable(Frame& frame, SourceRange range, std::string_view sign, const Value& left, const Value& right) {
    if (frame.run.takes_notes()) {
        frame.run.note(
            "feel.operands",
            fmt::format("`{}` has no meaning between {} and {}", sign, to_string(left.kind()), to_string(right.kind())),
            range);
    }
    return Truth::unknown;
}

Truth too_long(Frame& frame, SourceRange range) {
    frame.run.note("feel.too-long", "the evaluation takes too many steps", range);
    return Truth::unknown;
}

template <Operator sign>
class ComparisonCode final : public TruthCode {
  public:
    ComparisonCode(SourceRange range, CodePtr left, CodePtr right)
        : TruthCode(range), left_(std::move(left)), right_(std::move(right)) {}

    Truth test(Frame& frame) const override {
        Value left_scratch;
        Value right_scratch;
        const Value& left = left_->look(frame, left_scratch);
        const Value& right = right_->look(frame, right_scratch);
        if (left.is_number() && right.is_number()) return truth_of(of_numbers(left.as_number(), right.as_number()));
        if (!frame.run.spend_on(left) || !frame.run.spend_on(right)) return too_long(frame, range());
        const Truth truth = truth_of(compared(sign, left, right));
        if (truth == Truth::unknown) return note_incomparable(frame, range(), to_string(sign), left, right);
        return truth;
    }

  private:
    static bool of_numbers(const Number& left, const Number& right) {
        if constexpr (sign == Operator::equal) return left == right;
        if constexpr (sign == Operator::not_equal) return !(left == right);
        if constexpr (sign == Operator::less) return compare(left, right) < 0;
        if constexpr (sign == Operator::less_equal) return compare(left, right) <= 0;
        if constexpr (sign == Operator::greater) return compare(left, right) > 0;
        return compare(left, right) >= 0;
    }

    CodePtr left_, right_;
};

class BetweenCode final : public TruthCode {
  public:
    BetweenCode(SourceRange range, CodePtr value, CodePtr low, CodePtr high)
        : TruthCode(range), value_(std::move(value)), low_(std::move(low)), high_(std::move(high)) {}
    Truth test(Frame& frame) const override {
        Value scratch[3];
        const Value& value = value_->look(frame, scratch[0]);
        const Value& low = low_->look(frame, scratch[1]);
        const Value& high = high_->look(frame, scratch[2]);
        const std::optional<bool> above = compared(Operator::greater_equal, value, low);
        if (!above) return note_incomparable(frame, range(), "between", value, low);
        const std::optional<bool> below = compared(Operator::less_equal, value, high);
        if (!below) return note_incomparable(frame, range(), "between", value, high);
        return truth_of(*above && *below);
    }

  private:
    CodePtr value_, low_, high_;
};

// A condition that is not true takes the other branch, null as well. DMN 1.5, table 48.
class IfCode final : public Code {
  public:
    IfCode(SourceRange range, CodePtr condition, CodePtr then, CodePtr otherwise)
        : Code(range), condition_(std::move(condition)), then_(std::move(then)), otherwise_(std::move(otherwise)) {}
    Value run(Frame& frame) const override { return branch(frame).run(frame); }
    Truth test(Frame& frame) const override { return branch(frame).test(frame); }
    const Value& look(Frame& frame, Value& scratch) const override { return branch(frame).look(frame, scratch); }

  private:
    [[nodiscard]] const Code& branch(Frame& frame) const {
        return condition_->test(frame) == Truth::yes ? *then_ : *otherwise_;
    }
    CodePtr condition_, then_, otherwise_;
};

class InstanceOfCode final : public TruthCode {
  public:
    InstanceOfCode(SourceRange range, CodePtr value, Type type)
        : TruthCode(range), value_(std::move(value)), type_(std::move(type)) {}
    Truth test(Frame& frame) const override {
        Value scratch;
        return truth_of(is_instance(value_->look(frame, scratch), type_));
    }

  private:
    CodePtr value_;
    Type type_;
};

class TestsCode final : public TruthCode {
  public:
    TestsCode(SourceRange range, CodePtr input, std::vector<TestCode> tests, bool negated)
        : TruthCode(range), input_(std::move(input)), tests_(std::move(tests)), negated_(negated) {}

    Truth test(Frame& frame) const override {
        Value scratch;
        const Value& input = input_->look(frame, scratch);
        const Truth truth = any(frame, input);
        if (!negated_ || truth == Truth::unknown) return truth;
        return truth == Truth::yes ? Truth::no : Truth::yes;
    }

  private:
    Truth any(Frame& frame, const Value& input) const {
        if (tests_.empty()) return Truth::yes;
        Truth result = Truth::no;
        for (const TestCode& test : tests_) {
            const Truth truth = one(frame, input, test);
            if (truth == Truth::yes) return Truth::yes;
            if (truth == Truth::unknown) result = Truth::unknown;
        }
        return result;
    }
    Truth one(Frame& frame, const Value& input, const TestCode& test) const {
        Value scratch;
        const Value& value = test.code->look(frame, scratch);
        if (!frame.run.spend_on(value) || !frame.run.spend_on(input)) return too_long(frame, range());
        switch (test.kind) {
            case TestCode::Kind::compare: return truth_of(compared(test.sign, input, value));
            case TestCode::Kind::pass: return truth_of(passes(input, value));
            case TestCode::Kind::hold:
                return value.is_boolean() || value.is_null() ? truth_of(value) : truth_of(passes(input, value));
            case TestCode::Kind::either:
                if (value.is_true() && !input.is_boolean()) return Truth::yes;
                return truth_of(passes(input, value));
        }
        return Truth::unknown;
    }

    CodePtr input_;
    std::vector<TestCode> tests_;
    bool negated_;
};

template <Operator sign>
CodePtr comparison_of(SourceRange range, CodePtr left, CodePtr right) {
    return std::make_unique<ComparisonCode<sign>>(range, std::move(left), std::move(right));
}

}  // namespace

CodePtr conjunction_code(SourceRange range, CodePtr left, CodePtr right) {
    return std::make_unique<ConjunctionCode>(range, std::move(left), std::move(right));
}

CodePtr disjunction_code(SourceRange range, CodePtr left, CodePtr right) {
    return std::make_unique<DisjunctionCode>(range, std::move(left), std::move(right));
}

CodePtr comparison_code(SourceRange range, Operator sign, CodePtr left, CodePtr right) {
    switch (sign) {
        case Operator::equal: return comparison_of<Operator::equal>(range, std::move(left), std::move(right));
        case Operator::not_equal: return comparison_of<Operator::not_equal>(range, std::move(left), std::move(right));
        case Operator::less: return comparison_of<Operator::less>(range, std::move(left), std::move(right));
        case Operator::less_equal: return comparison_of<Operator::less_equal>(range, std::move(left), std::move(right));
        case Operator::greater: return comparison_of<Operator::greater>(range, std::move(left), std::move(right));
        default: return comparison_of<Operator::greater_equal>(range, std::move(left), std::move(right));
    }
}

CodePtr between_code(SourceRange range, CodePtr value, CodePtr low, CodePtr high) {
    return std::make_unique<BetweenCode>(range, std::move(value), std::move(low), std::move(high));
}

CodePtr if_code(SourceRange range, CodePtr condition, CodePtr then, CodePtr otherwise) {
    return std::make_unique<IfCode>(range, std::move(condition), std::move(then), std::move(otherwise));
}

CodePtr instance_of_code(SourceRange range, CodePtr value, Type type) {
    return std::make_unique<InstanceOfCode>(range, std::move(value), std::move(type));
}

CodePtr tests_code(SourceRange range, CodePtr input, std::vector<TestCode> tests, bool negated) {
    return std::make_unique<TestsCode>(range, std::move(input), std::move(tests), negated);
}

}  // namespace konsequenz::feel
