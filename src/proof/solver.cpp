#include "proof/solver.h"

#include <z3.h>

#include <array>
#include <cassert>
#include <string>
#include <utility>

#include "base/shared_library.h"

namespace konsequenz::proof {
namespace {

/// The functions of Z3's C interface that we use. The library is loaded when a solver is first asked: linked, it takes
/// a tenth of every start of the program, whatever the command.
// clang-format off
#define KONSEQUENZ_Z3(DO)                                                                                       \
    DO(Z3_mk_config) DO(Z3_del_config) DO(Z3_mk_context) DO(Z3_del_context) DO(Z3_set_error_handler)            \
    DO(Z3_get_error_code) DO(Z3_get_error_msg) DO(Z3_mk_params) DO(Z3_params_inc_ref) DO(Z3_params_dec_ref)     \
    DO(Z3_params_set_uint) DO(Z3_mk_solver) DO(Z3_solver_inc_ref) DO(Z3_solver_dec_ref)                         \
    DO(Z3_solver_set_params) DO(Z3_solver_assert) DO(Z3_solver_push) DO(Z3_solver_pop) DO(Z3_solver_check)      \
    DO(Z3_solver_check_assumptions) DO(Z3_solver_get_model) DO(Z3_solver_get_reason_unknown)                    \
    DO(Z3_model_inc_ref) DO(Z3_model_dec_ref) DO(Z3_model_eval) DO(Z3_mk_string_symbol) DO(Z3_mk_bool_sort)     \
    DO(Z3_mk_int_sort) DO(Z3_mk_real_sort) DO(Z3_mk_const) DO(Z3_mk_numeral) DO(Z3_mk_true) DO(Z3_mk_false)     \
    DO(Z3_mk_not) DO(Z3_mk_and) DO(Z3_mk_or) DO(Z3_mk_ite) DO(Z3_mk_eq) DO(Z3_mk_lt) DO(Z3_mk_le) DO(Z3_mk_add) \
    DO(Z3_mk_sub) DO(Z3_mk_mul) DO(Z3_mk_div) DO(Z3_mk_int2real) DO(Z3_mk_real2int) DO(Z3_get_sort)             \
    DO(Z3_get_sort_kind) DO(Z3_get_ast_kind) DO(Z3_get_bool_value) DO(Z3_get_numerator) DO(Z3_get_denominator)  \
    DO(Z3_get_numeral_string)
// clang-format on
KONSEQUENZ_SHARED_LIBRARY(Z3, "libz3.so.4", "libz3-4", KONSEQUENZ_Z3);

/// Only called once it is known to be there.
const Z3& z3() { return *Z3::loaded(); }

/// A context whose terms live as long as it does.
class Context {
  public:
    Context() {
        auto* config = z3().Z3_mk_config();
        handle_ = z3().Z3_mk_context(config);
        z3().Z3_del_config(config);
        // Without a handler Z3 ends the process; with one, what failed is asked for afterwards.
        z3().Z3_set_error_handler(handle_, [](Z3_context, Z3_error_code) {});
    }
    ~Context() { z3().Z3_del_context(handle_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    operator Z3_context() const { return handle_; }  // NOLINT(google-explicit-constructor): it is one

  private:
    Z3_context handle_ = nullptr;
};

}  // namespace

struct Solver::State {
    const Formulas& formulas;
    Context context;
    Z3_solver solver = nullptr;
    std::vector<Z3_ast> made;  ///< by term; null where it is not yet made
    Z3_model model = nullptr;
    std::string reason;

    explicit State(const Formulas& given) : formulas(given), solver(z3().Z3_mk_solver(context)) {
        z3().Z3_solver_inc_ref(context, solver);
    }
    ~State() {
        forget_model();
        z3().Z3_solver_dec_ref(context, solver);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    [[nodiscard]] Z3_ast expression(Term root);
    void limit(std::uint32_t milliseconds, std::uint32_t seed);
    void keep_model();
    void forget_model();
    [[nodiscard]] Z3_sort_kind sort_of(Z3_ast term) const {
        return z3().Z3_get_sort_kind(context, z3().Z3_get_sort(context, term));
    }

  private:
    [[nodiscard]] Z3_ast make(Term term);
    [[nodiscard]] Z3_ast make_number(const feel::Number& number);
    [[nodiscard]] Z3_ast make_variable(const Formulas::Node& node);
    [[nodiscard]] Z3_ast make_junction(Operation operation, std::span<const Term> parts);
    [[nodiscard]] Z3_ast make_arithmetic(Operation operation, std::span<const Term> parts);
    [[nodiscard]] Z3_ast make_comparison(Operation operation, std::span<const Term> parts);
    [[nodiscard]] Z3_ast make_choice(std::span<const Term> parts);
    [[nodiscard]] Z3_ast of(Term term) const { return made[term.index]; }
    [[nodiscard]] bool is_whole(Term term) const { return sort_of(of(term)) == Z3_INT_SORT; }
    [[nodiscard]] bool is_truth(Term term) const { return sort_of(of(term)) == Z3_BOOL_SORT; }
    /// Whole numbers stay integers among themselves; beside a rational they become one.
    [[nodiscard]] Z3_ast rational(Term term) const {
        return is_whole(term) ? z3().Z3_mk_int2real(context, of(term)) : of(term);
    }
};

// Arguments have lower numbers than the terms made of them, so that no term is deeper than the stack.
Z3_ast Solver::State::expression(Term root) {
    made.resize(formulas.size());
    if (made[root.index] != nullptr) return made[root.index];
    std::vector<std::uint8_t> is_needed(root.index + 1);
    is_needed[root.index] = 1;
    for (std::uint32_t at = root.index + 1; at-- > 0;) {
        if (is_needed[at] == 0 || made[at] != nullptr) continue;
        for (const Term argument : formulas.arguments({at})) is_needed[argument.index] = 1;
    }
    for (std::uint32_t at = 0; at <= root.index; ++at) {
        if (is_needed[at] != 0 && made[at] == nullptr) made[at] = make({at});
    }
    return made[root.index];
}

void Solver::State::limit(std::uint32_t milliseconds, std::uint32_t seed) {
    auto* parameters = z3().Z3_mk_params(context);
    z3().Z3_params_inc_ref(context, parameters);
    z3().Z3_params_set_uint(context, parameters, z3().Z3_mk_string_symbol(context, "timeout"), milliseconds);
    z3().Z3_params_set_uint(context, parameters, z3().Z3_mk_string_symbol(context, "random_seed"), seed);
    z3().Z3_solver_set_params(context, solver, parameters);
    z3().Z3_params_dec_ref(context, parameters);
}

void Solver::State::keep_model() {
    model = z3().Z3_solver_get_model(context, solver);
    z3().Z3_model_inc_ref(context, model);
}

void Solver::State::forget_model() {
    if (model != nullptr) z3().Z3_model_dec_ref(context, model);
    model = nullptr;
}

Z3_ast Solver::State::make_number(const feel::Number& number) {
    auto* sort = number.is_integer() ? z3().Z3_mk_int_sort(context) : z3().Z3_mk_real_sort(context);
    return z3().Z3_mk_numeral(context, feel::to_string(number).c_str(), sort);
}

Z3_ast Solver::State::make_variable(const Formulas::Node& node) {
    const Variable& variable = formulas.variables()[node.first];
    const std::string name = std::to_string(node.first) + ":" + variable.name;
    auto* symbol = z3().Z3_mk_string_symbol(context, name.c_str());
    switch (variable.sort) {
        case Sort::truth: return z3().Z3_mk_const(context, symbol, z3().Z3_mk_bool_sort(context));
        case Sort::whole: return z3().Z3_mk_const(context, symbol, z3().Z3_mk_int_sort(context));
        case Sort::rational: return z3().Z3_mk_const(context, symbol, z3().Z3_mk_real_sort(context));
    }
    std::unreachable();
}

Z3_ast Solver::State::make_junction(Operation operation, std::span<const Term> parts) {
    std::vector<Z3_ast> all;
    all.reserve(parts.size());
    for (const Term part : parts) all.push_back(of(part));
    const auto make_all = operation == Operation::conjunction ? z3().Z3_mk_and : z3().Z3_mk_or;
    return make_all(context, static_cast<unsigned>(all.size()), all.data());
}

Z3_ast Solver::State::make_arithmetic(Operation operation, std::span<const Term> parts) {
    const bool is_all_whole = is_whole(parts[0]) && is_whole(parts[1]) && operation != Operation::quotient;
    const std::array both{is_all_whole ? of(parts[0]) : rational(parts[0]),
                          is_all_whole ? of(parts[1]) : rational(parts[1])};
    switch (operation) {
        case Operation::sum: return z3().Z3_mk_add(context, 2, both.data());
        case Operation::difference: return z3().Z3_mk_sub(context, 2, both.data());
        case Operation::product: return z3().Z3_mk_mul(context, 2, both.data());
        default: return z3().Z3_mk_div(context, both[0], both[1]);
    }
}

Z3_ast Solver::State::make_comparison(Operation operation, std::span<const Term> parts) {
    const bool is_alike = is_truth(parts[0]) || (is_whole(parts[0]) && is_whole(parts[1]));
    auto* left = is_alike ? of(parts[0]) : rational(parts[0]);
    auto* right = is_alike ? of(parts[1]) : rational(parts[1]);
    if (operation == Operation::equal) return z3().Z3_mk_eq(context, left, right);
    return operation == Operation::less ? z3().Z3_mk_lt(context, left, right) : z3().Z3_mk_le(context, left, right);
}

Z3_ast Solver::State::make_choice(std::span<const Term> parts) {
    const bool is_mixed = !is_truth(parts[1]) && is_whole(parts[1]) != is_whole(parts[2]);
    return z3().Z3_mk_ite(context, of(parts[0]), is_mixed ? rational(parts[1]) : of(parts[1]),
                          is_mixed ? rational(parts[2]) : of(parts[2]));
}

Z3_ast Solver::State::make(Term term) {
    const Formulas::Node& node = formulas[term];
    const std::span<const Term> parts = formulas.arguments(term);
    switch (node.operation) {
        case Operation::truth: return node.number.is_zero() ? z3().Z3_mk_false(context) : z3().Z3_mk_true(context);
        case Operation::number: return make_number(node.number);
        case Operation::variable: return make_variable(node);
        case Operation::negation: return z3().Z3_mk_not(context, of(parts[0]));
        case Operation::conjunction:
        case Operation::disjunction: return make_junction(node.operation, parts);
        case Operation::choice: return make_choice(parts);
        case Operation::equal:
        case Operation::less:
        case Operation::less_equal: return make_comparison(node.operation, parts);
        case Operation::floor: return z3().Z3_mk_real2int(context, rational(parts[0]));
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
    state_->limit(milliseconds_, seed_);
    for (const Term term : waiting_) require(term);
    waiting_.clear();
    return *state_;
}

void Solver::require(Term term) {
    if (state_)
        z3().Z3_solver_assert(state_->context, state_->solver, state_->expression(term));
    else
        waiting_.push_back(term);
}

void Solver::push() {
    if (Z3::loaded()) z3().Z3_solver_push(state().context, state().solver);
}

void Solver::pop() {
    if (Z3::loaded()) z3().Z3_solver_pop(state().context, state().solver, 1);
}

Answer Solver::check(std::span<const Term> also) {
    if (!Z3::loaded()) return Answer::unknown;
    auto& asked = state();
    asked.forget_model();
    std::vector<Z3_ast> assumptions;
    for (const Term term : also) assumptions.push_back(asked.expression(term));
    const auto answer =
        also.empty() ? z3().Z3_solver_check(asked.context, asked.solver)
                     : z3().Z3_solver_check_assumptions(asked.context, asked.solver,
                                                        static_cast<unsigned>(assumptions.size()), assumptions.data());
    if (const auto code = z3().Z3_get_error_code(asked.context); code != Z3_OK) {
        asked.reason = z3().Z3_get_error_msg(asked.context, code);
        return Answer::unknown;
    }
    if (answer == Z3_L_TRUE) asked.keep_model();
    if (answer == Z3_L_UNDEF) asked.reason = z3().Z3_solver_get_reason_unknown(asked.context, asked.solver);
    return answer == Z3_L_TRUE ? Answer::satisfiable : answer == Z3_L_FALSE ? Answer::unsatisfiable : Answer::unknown;
}

std::string Solver::why_unknown() const {
    if (!Z3::loaded()) return Z3::loaded().error().message;
    return state_ ? state_->reason : std::string();
}

namespace {

SolvedNumber solved_number(Z3_context context, Z3_ast value) {
    const auto part = [&](Z3_ast number) {
        return feel::Number::parse(z3().Z3_get_numeral_string(context, number)).value_or(feel::Number::from(0));
    };
    const feel::Number numerator = part(z3().Z3_get_numerator(context, value));
    const feel::Number denominator = part(z3().Z3_get_denominator(context, value));
    const auto quotient = feel::divide(numerator, denominator);
    if (!quotient) return {.value = {}, .is_exact = false};
    const auto back = feel::multiply(*quotient, denominator);
    return {.value = quotient->normalized(), .is_exact = back && *back == numerator};
}

}  // namespace

Solved Solver::value_of(Term variable) const {
    assert(state_ && state_->model != nullptr);
    Z3_context context = state_->context;
    Z3_ast value = nullptr;
    const bool is_known = z3().Z3_model_eval(context, state_->model, state_->expression(variable), true, &value);
    if (!is_known) return SolvedNumber{.value = {}, .is_exact = false};
    if (state_->sort_of(value) == Z3_BOOL_SORT) return z3().Z3_get_bool_value(context, value) == Z3_L_TRUE;
    if (z3().Z3_get_ast_kind(context, value) != Z3_NUMERAL_AST) return SolvedNumber{.value = {}, .is_exact = false};
    return solved_number(context, value);
}

}  // namespace konsequenz::proof
