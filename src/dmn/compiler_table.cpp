// From a decision table to its program: cells once each distinct text, columns to indexes, constant outputs to values.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "dmn/boxed.h"
#include "dmn/compiler.h"
#include "feel/syntax.h"

namespace konsequenz::dmn {

namespace {

// A variable or a chain of entries below it.
DirectRead direct_read(const feel::Expression& expression) {
    const feel::Tree& tree = expression.tree();
    DirectRead read;
    feel::NodeId at = tree.root();
    while (const auto* path = std::get_if<feel::Path>(&tree[at].content)) {
        read.path.insert(read.path.begin(), path->member);
        at = path->base;
    }
    const auto* name = std::get_if<feel::Name>(&tree[at].content);
    if (name == nullptr || name->binding.kind != feel::Binding::Kind::slot) return {};
    read.slot = name->binding.index;
    return read;
}

/// The value of an output that is the same in every evaluation and leaves no note.
std::optional<feel::Value> constant_output(const feel::Expression& cell, const CheckedType& type) {
    const feel::Value* written = cell.constant();
    if (written == nullptr || !type.is_fixed()) return std::nullopt;
    feel::Run run;
    feel::Value value = coerce(*written, type, "the output", run);
    if (value.is_null() && !written->is_null()) return std::nullopt;
    return value;
}

bool ranks_outputs(HitPolicy policy) { return policy == HitPolicy::priority || policy == HitPolicy::output_order; }

}  // namespace

Result<ColumnCells> LogicCompiler::column_cells(const DecisionTable& table, std::size_t at, const feel::Type& input,
                                                const Site& site) {
    ColumnCells cells;
    cells.of_rule.reserve(table.rules.size());
    std::unordered_map<std::string_view, std::uint32_t> known;
    std::vector<feel::Value> nulls(site.scope.size() + 1);
    for (const Rule& rule : table.rules) {
        const Text& text = rule.tests[at];
        const auto [entry, is_new] = known.try_emplace(text.text, static_cast<std::uint32_t>(cells.tests.size()));
        cells.of_rule.push_back(entry->second);
        if (!is_new) continue;
        cells.tests.push_back(TRY(unary_tests(text, input, site)));
        const feel::Expression& test = cells.tests.back();
        cells.passes_null.push_back(test.shape() && test.evaluate(nulls).is_true() ? 1 : 0);
    }
    return cells;
}

Result<TableColumn> LogicCompiler::table_column(const DecisionTable& table, std::size_t at, const Site& site,
                                                const RowLayout& layout) {
    const InputClause& clause = table.inputs[at];
    CheckedType type = types_.find(*site.model, clause.type_ref, clause.expression.place);
    feel::Expression program = TRY(expression(clause.expression, site));
    const feel::Type& tested = type.type.is_any() ? program.type() : type.type;
    ColumnCells cells = TRY(column_cells(table, at, tested, site));
    ColumnIndex index(cells, layout, ColumnIndex::Rows::a_block);
    DirectRead direct = direct_read(program);
    std::optional<AllowedInputs> allowed;
    if (clause.values) {
        ColumnCells one = one_rule(TRY(unary_tests(*clause.values, tested, site)));
        ColumnIndex of_one(one, RowLayout(1), ColumnIndex::Rows::a_place);
        allowed = AllowedInputs{std::move(one), std::move(of_one)};
    }
    return TableColumn{std::move(program), std::move(direct), std::move(type),
                       std::move(cells),   std::move(index),  std::move(allowed)};
}

Result<TableOutput> LogicCompiler::table_output(const DecisionTable& table, std::size_t at, const Boxed& boxed,
                                                const Site& site) {
    const OutputClause& clause = table.outputs[at];
    TableOutput output{.name = clause.name, .type = types_.find(*site.model, clause.type_ref, clause.place)};
    const bool is_single = table.outputs.size() == 1;
    if (!is_single && clause.name.empty()) {
        return fail("dmn.table", "an output of a table with several outputs has no name: give it one", clause.place);
    }
    // What the decision's type allows is what its one output, or the output of that name, allows.
    if (output.type.values.empty() && is_single) output.order = expected_.values;
    if (!output.type.values.empty()) output.order = output.type.values;
    if (clause.values) {
        Site bare = site;  // what is allowed depends on nothing else
        bare.scope = {};
        feel::Expression tests = TRY(unary_tests(*clause.values, output.type.type, bare));
        if (std::vector<feel::Value> values = listed_values(tests); !values.empty()) output.order = std::move(values);
        auto constraint = output.type.constraint ? std::make_shared<Constraint>(*output.type.constraint)
                                                 : std::make_shared<Constraint>();
        constraint->tests.push_back(std::move(tests));
        output.type.constraint = std::move(constraint);
    }
    if (clause.default_value) output.default_value = TRY(expression(*clause.default_value, site));
    if (ranks_outputs(table.hit_policy) && output.order.empty() && is_single) {
        return fail("dmn.table",
                    "a table by output priority needs the output's values in their order: add `outputValues`",
                    boxed.place);
    }
    return output;
}

Result<std::vector<TableRule>> LogicCompiler::table_rules(const DecisionTable& table, const TableProgram& program,
                                                          const Site& site) {
    struct Cell {
        feel::Expression program;
        std::optional<feel::Value> constant;
    };
    std::vector<std::unordered_map<std::string_view, Cell>> known(table.outputs.size());
    std::vector<TableRule> rules;
    rules.reserve(table.rules.size());
    for (const Rule& rule : table.rules) {
        TableRule made;
        std::vector<feel::Value> constants;
        for (std::size_t at = 0; at < rule.outputs.size(); ++at) {
            auto entry = known[at].find(rule.outputs[at].text);
            if (entry == known[at].end()) {
                feel::Expression cell = TRY(expression(rule.outputs[at], site));
                std::optional<feel::Value> constant = constant_output(cell, program.outputs[at].type);
                entry = known[at].emplace(rule.outputs[at].text, Cell{std::move(cell), std::move(constant)}).first;
            }
            made.outputs.push_back(entry->second.program);
            if (entry->second.constant) constants.push_back(*entry->second.constant);
        }
        const bool is_constant = constants.size() == made.outputs.size() && !constants.empty();
        if (is_constant && constants.size() == 1) made.constant = std::move(constants.front());
        if (is_constant && constants.size() > 1) {
            made.constant = feel::Value::context(program.output_names, std::move(constants));
        }
        rules.push_back(std::move(made));
    }
    return rules;
}

Result<TableProgram> LogicCompiler::table_program(const DecisionTable& table, const Boxed& boxed, const Site& site) {
    if (table.aggregation != Aggregation::none &&
        (table.hit_policy != HitPolicy::collect || table.outputs.size() > 1)) {
        return fail("dmn.table", "an aggregation needs the hit policy COLLECT and one output", boxed.place);
    }
    TableProgram program{.number = tables_.size(), .hit_policy = table.hit_policy, .aggregation = table.aggregation};
    program.scope_size = site.scope.size();
    program.layout = RowLayout(table.rules.size());
    program.owner = site.owner;
    site.reserve(site.scope.size() + 1);
    for (std::size_t at = 0; at < table.inputs.size(); ++at) {
        program.columns.push_back(TRY(table_column(table, at, site, program.layout)));
        const ColumnIndex& index = program.columns.back().index;
        program.must_verify = program.must_verify || index.has_open_tests() || index.has_blocks();
    }
    auto names = std::make_shared<feel::ContextKeys>();
    for (std::size_t at = 0; at < table.outputs.size(); ++at) {
        program.outputs.push_back(TRY(table_output(table, at, boxed, site)));
        if (std::ranges::find(*names, program.outputs.back().name) != names->end()) {
            return fail("dmn.duplicate",
                        fmt::format("the table has two outputs `{}`: rename one", program.outputs.back().name),
                        table.outputs[at].place);
        }
        names->push_back(program.outputs.back().name);
    }
    program.output_names = std::move(names);
    program.rules = TRY(table_rules(table, program, site));
    return program;
}

TableInfo LogicCompiler::table_info(const DecisionTable& table, const TableProgram& program) {
    TableInfo info{.owner = program.owner, .hit_policy = program.hit_policy, .aggregation = program.aggregation};
    for (const TableColumn& column : program.columns) {
        info.inputs.emplace_back(column.program.text());
        info.input_programs.push_back(column.program);
        const bool has_other_constraint = column.type.constraint != nullptr && column.type.values.empty();
        info.is_limited.push_back(column.allowed.has_value() || has_other_constraint);
        if (column.index.kind() != feel::Kind::null) ++info.indexed_inputs;
    }
    for (const TableOutput& output : program.outputs) {
        TableOutputInfo& shown =
            info.outputs.emplace_back(TableOutputInfo{.name = output.name, .type = output.type.type});
        for (const feel::Value& value : output.order) shown.values.push_back(feel::to_string(value));
        if (output.default_value) info.defaults.push_back(*output.default_value);
    }
    for (std::size_t rule = 0; rule < table.rules.size(); ++rule) {
        RuleInfo& shown =
            info.rules.emplace_back(RuleInfo{.outputs = program.rules[rule].outputs, .place = table.rules[rule].place});
        for (const TableColumn& column : program.columns)
            shown.tests.push_back(column.cells.tests[column.cells.of_rule[rule]]);
        const std::vector<std::string>& annotations = table.rules[rule].annotations;
        for (std::size_t at = 0; at < annotations.size() && at < table.annotations.size(); ++at) {
            if (!annotations[at].empty()) shown.annotations.emplace_back(table.annotations[at], annotations[at]);
        }
    }
    return info;
}

Compiled LogicCompiler::compile_content(const DecisionTable& table, const Boxed& boxed, const Site& site) {
    Result<TableProgram> program = table_program(table, boxed, site);
    if (!program) return fault(std::move(program).error());
    feel::Type type = program->outputs.front().type.type;
    if (program->outputs.size() > 1) {
        std::vector<feel::TypeMember> members;
        for (const TableOutput& output : program->outputs) members.push_back({output.name, output.type.type});
        type = feel::Type::context(std::move(members));
    }
    const bool is_list = table.aggregation == Aggregation::none &&
                         (table.hit_policy == HitPolicy::collect || table.hit_policy == HitPolicy::rule_order ||
                          table.hit_policy == HitPolicy::output_order);
    if (is_list) type = feel::Type::list(type);
    tables_.push_back(table_info(table, *program));
    const std::size_t number = program->number;
    return {.logic = std::make_unique<TableLogic>(std::move(*program)), .type = std::move(type), .table = number};
}

}  // namespace konsequenz::dmn
