#include "feel/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>

#include "feel/compiler.h"
#include "feel/parser.h"

namespace konsequenz::feel {

struct Expression::State {
    std::string text;
    Tree tree;
    std::vector<Error> type_errors;
    std::vector<std::string> names;  ///< of the slots, for reads()
    Program program;
    std::size_t slot_count = 0;
    std::uint32_t height = 1;
};

std::optional<std::size_t> Scope::find(std::string_view name) const {
    for (std::size_t i = variables_.size(); i-- > 0;) {
        if (variables_[i].name == name) return i;
    }
    return std::nullopt;
}

namespace {

std::vector<std::string> names_of(const Scope& scope) {
    std::vector<std::string> names;
    for (const Variable& variable : scope.variables()) names.push_back(variable.name);
    return names;
}

}  // namespace

Result<Expression> Expression::compile(std::string_view text, const Scope& scope, const CompileOptions& options) {
    Parsed parsed = TRY(parse_expression(text, scope, options));
    auto state = std::make_shared<State>();
    state->text = text;
    state->tree = std::move(parsed.tree);
    state->type_errors = std::move(parsed.type_errors);
    state->names = names_of(scope);
    state->slot_count = scope.size();
    state->program = compile_program(state->tree, static_cast<std::uint32_t>(scope.size()), Type());
    state->height = state->tree[state->tree.root()].height;
    return Expression(std::move(state));
}

Result<Expression> Expression::compile_unary_tests(std::string_view text, const Type& input, const Scope& scope,
                                                   const CompileOptions& options) {
    Parsed parsed = TRY(parse_unary_tests(text, input, scope, options));
    auto state = std::make_shared<State>();
    state->text = text;
    state->tree = std::move(parsed.tree);
    state->type_errors = std::move(parsed.type_errors);
    state->names = names_of(scope);
    state->slot_count = scope.size() + 1;
    state->program = compile_program(state->tree, static_cast<std::uint32_t>(scope.size()), input);
    state->height = state->tree[state->tree.root()].height;
    return Expression(std::move(state));
}

Value Expression::evaluate(std::span<const Value> slots) const {
    Run run;
    return evaluate(slots, run);
}

Value Expression::evaluate(std::span<const Value> slots, Run& run) const {
    assert(slots.size() >= state_->slot_count && "one value a variable of the scope");
    const std::uint32_t height = state_->height;
    if (!run.enter(height)) return run.note("feel.too-deep", "calls are nested too deep");
    Value result;
    if (state_->program.local_count == 0) {
        Frame frame{slots, nullptr, run};
        result = state_->program.code->run(frame);
    } else {
        Locals locals(state_->program.local_count);
        Frame frame{slots, locals.data(), run};
        result = state_->program.code->run(frame);
    }
    run.leave(height);
    return result;
}

Evaluation Expression::evaluate_with_notes(std::span<const Value> slots, const Environment& environment) const {
    Evaluation evaluation;
    Run run(environment, &evaluation.notes);
    evaluation.value = evaluate(slots, run);
    return evaluation;
}

const Type& Expression::type() const { return state_->tree[state_->tree.root()].type; }
std::span<const Error> Expression::type_errors() const { return state_->type_errors; }
const Value* Expression::constant() const { return state_->program.code->constant(); }
std::optional<TestShape> Expression::shape() const { return state_->program.shape; }
const Tree& Expression::tree() const { return state_->tree; }
std::string_view Expression::text() const { return state_->text; }

namespace {

void collect(const Tree& tree, NodeId id, const std::string& path, const std::vector<std::string>& names,
             std::set<std::string>& found) {
    const NodeContent& content = tree[id].content;
    if (const auto* step = std::get_if<Path>(&content)) {
        collect(tree, step->base, "." + step->member + path, names, found);
        return;
    }
    if (const auto* name = std::get_if<Name>(&content)) {
        if (name->binding.kind == Binding::Kind::slot) found.insert(names[name->binding.index] + path);
        return;
    }
    if (std::holds_alternative<Input>(content)) found.insert("?" + path);
    for (const NodeId child : children(tree[id])) collect(tree, child, {}, names, found);
}

}  // namespace

std::vector<std::string> Expression::reads() const {
    std::set<std::string> found;
    collect(state_->tree, state_->tree.root(), {}, state_->names, found);
    return {found.begin(), found.end()};
}

std::optional<Value> find_builtin(std::string_view name) {
    const std::optional<std::uint32_t> group = find_builtin_group(name);
    if (!group) return std::nullopt;
    return builtin_value(builtin_groups()[*group]);
}

std::string with_caret(const Error& error, std::string_view source) {
    std::string out = to_string(error);
    if (error.where.line == 0 || error.where.column == 0) return out;
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < error.where.line; ++line) {
        const std::size_t end = source.find('\n', begin);
        if (end == std::string_view::npos) return out;
        begin = end + 1;
    }
    std::string_view line = source.substr(begin, source.find('\n', begin) - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::string margin;
    std::uint32_t column = 1;
    for (std::size_t i = 0; i < line.size() && column < error.where.column; ++i) {
        if ((static_cast<unsigned char>(line[i]) & 0xc0U) == 0x80U) continue;
        margin += line[i] == '\t' ? '\t' : ' ';
        ++column;
    }
    return fmt::format("{}\n  {}\n  {}^", out, line, margin);
}

}  // namespace konsequenz::feel
