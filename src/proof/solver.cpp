#include "proof/solver.h"

#include <z3++.h>

#include <cassert>
#include <string>
#include <utility>

namespace konsequenz::proof {

struct Solver::State {
    const Formulas& formulas;
    z3::context context;
    z3::solver solver;
    std::vector<std::optional<z3::expr>> made;  ///< by term
    std::optional<z3::model> model;
    std::string reason;

    explicit State(const Formulas& given) : formulas(given), solver(context) {}

    [[nodiscard]] const z3::expr& expression(Term root);

  private:
    [[nodiscard]] z3::expr make(Term term);
    [[nodiscard]] z3::expr make_number(const feel::Number& number);
    [[nodiscard]] z3::expr make_variable(const Formulas::Node& node);
    [[nodiscard]] z3::expr make_junction(Operation operation, std::span<const Term> parts);
    [[nodiscard]] z3::expr make_arithmetic(Operation operation, std::span<const Term> parts);
    [[nodiscard]] z3::expr of(Term term) const { return *made[term.index]; }
    /// Whole numbers stay integers among themselves; beside a rational they become one.
    [[nodiscard]] z3::expr rational(Term term) const { return of(term).is_int() ? z3::to_real(of(term)) : of(term); }
};

// Arguments have lower numbers than the terms made of them, so that no term is deeper than the stack.
const z3::expr& Solver::State::expression(Term root) {
    made.resize(formulas.size());
    if (made[root.index]) return *made[root.index];
    std::vector<std::uint8_t> is_needed(root.index + 1);
    is_needed[root.index] = 1;
    for (std::uint32_t at = root.index + 1; at-- > 0;) {
        if (is_needed[at] == 0 || made[at]) continue;
        for (const Term argument : formulas.arguments({at})) is_needed[argument.index] = 1;
    }
    for (std::uint32_t at = 0; at <= root.index; ++at) {
        if (is_needed[at] != 0 && !made[at]) made[at] = make({at});
    }
    return *made[root.index];
}

z3::expr Solver::State::make_number(const feel::Number& number) {
    const std::string text = feel::to_string(number);
    return number.is_integer() ? context.int_val(text.c_str()) : context.real_val(text.c_str());
}

z3::expr Solver::State::make_variable(const Formulas::Node& node) {
    const Variable& variable = formulas.variables()[node.first];
    const std::string name = std::to_string(node.first) + ":" + variable.name;
    switch (variable.sort) {
        case Sort::truth: return context.bool_const(name.c_str());
        case Sort::whole: return context.int_const(name.c_str());
        case Sort::rational: return context.real_const(name.c_str());
    }
    std::unreachable();
}

z3::expr Solver::State::make_junction(Operation operation, std::span<const Term> parts) {
    z3::expr_vector all(context);
    for (const Term part : parts) all.push_back(of(part));
    return operation == Operation::conjunction ? z3::mk_and(all) : z3::mk_or(all);
}

z3::expr Solver::State::make_arithmetic(Operation operation, std::span<const Term> parts) {
    const bool is_whole = of(parts[0]).is_int() && of(parts[1]).is_int() && operation != Operation::quotient;
    const z3::expr left = is_whole ? of(parts[0]) : rational(parts[0]);
    const z3::expr right = is_whole ? of(parts[1]) : rational(parts[1]);
    switch (operation) {
        case Operation::sum: return left + right;
        case Operation::difference: return left - right;
        case Operation::product: return left * right;
        default: return left / right;
    }
}

z3::expr Solver::State::make(Term term) {
    const Formulas::Node& node = formulas[term];
    const std::span<const Term> parts = formulas.arguments(term);
    const auto compared = [&](auto compare) {
        if (of(parts[0]).is_bool() || (of(parts[0]).is_int() && of(parts[1]).is_int()))
            return compare(of(parts[0]), of(parts[1]));
        return compare(rational(parts[0]), rational(parts[1]));
    };
    switch (node.operation) {
        case Operation::truth: return context.bool_val(!node.number.is_zero());
        case Operation::number: return make_number(node.number);
        case Operation::variable: return make_variable(node);
        case Operation::negation: return !of(parts[0]);
        case Operation::conjunction:
        case Operation::disjunction: return make_junction(node.operation, parts);
        case Operation::choice: {
            const bool is_mixed = of(parts[1]).is_arith() && of(parts[1]).is_int() != of(parts[2]).is_int();
            return z3::ite(of(parts[0]), is_mixed ? rational(parts[1]) : of(parts[1]),
                           is_mixed ? rational(parts[2]) : of(parts[2]));
        }
        case Operation::equal: return compared([](const z3::expr& a, const z3::expr& b) { return a == b; });
        case Operation::less: return compared([](const z3::expr& a, const z3::expr& b) { return a < b; });
        case Operation::less_equal: return compared([](const z3::expr& a, const z3::expr& b) { return a <= b; });
        case Operation::floor: return z3::expr(context, Z3_mk_real2int(context, rational(parts[0])));
        default: return make_arithmetic(node.operation, parts);
    }
}

Solver::Solver(const Formulas& formulas, std::uint32_t milliseconds, std::uint32_t seed)
    : formulas_(formulas), milliseconds_(milliseconds), seed_(seed) {}
Solver::~Solver() = default;

// The solver is dear to set up: not before it is asked.
Solver::State& Solver::state() {
    if (state_) return *state_;
    state_ = std::make_unique<State>(formulas_);
    z3::params parameters(state_->context);
    parameters.set("timeout", milliseconds_);
    parameters.set("random_seed", seed_);
    state_->solver.set(parameters);
    for (const Term term : waiting_) require(term);
    waiting_.clear();
    return *state_;
}

void Solver::require(Term term) {
    if (state_)
        state_->solver.add(state_->expression(term));
    else
        waiting_.push_back(term);
}
void Solver::push() { state().solver.push(); }
void Solver::pop() { state().solver.pop(); }

Answer Solver::check(std::span<const Term> also) {
    state().model.reset();
    try {
        z3::expr_vector assumptions(state_->context);
        for (const Term term : also) assumptions.push_back(state_->expression(term));
        switch (also.empty() ? state_->solver.check() : state_->solver.check(assumptions)) {
            case z3::sat: state_->model = state_->solver.get_model(); return Answer::satisfiable;
            case z3::unsat: return Answer::unsatisfiable;
            case z3::unknown: state_->reason = state_->solver.reason_unknown(); return Answer::unknown;
        }
    } catch (const z3::exception& error) {
        state_->reason = error.msg();
    }
    return Answer::unknown;
}

std::string Solver::why_unknown() const { return state_ ? state_->reason : std::string(); }

namespace {

feel::Number parsed(const std::string& text) { return feel::Number::parse(text).value_or(feel::Number::from(0)); }

SolvedNumber solved_number(const z3::expr& value) {
    const feel::Number numerator = parsed(value.numerator().get_decimal_string(0));
    const feel::Number denominator = parsed(value.denominator().get_decimal_string(0));
    const auto quotient = feel::divide(numerator, denominator);
    if (!quotient) return {.value = {}, .is_exact = false};
    const auto back = feel::multiply(*quotient, denominator);
    return {.value = quotient->normalized(), .is_exact = back && *back == numerator};
}

}  // namespace

Solved Solver::value_of(Term variable) const {
    assert(state_ && state_->model);
    const z3::expr value = state_->model->eval(state_->expression(variable), true);
    if (value.is_bool()) return value.is_true();
    if (!value.is_numeral()) return SolvedNumber{.value = {}, .is_exact = false};
    return solved_number(value);
}

}  // namespace konsequenz::proof
