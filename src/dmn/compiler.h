// From boxed expressions to logic. What is wrong is noted and becomes logic that gives null with that error as its
// note.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmn/engine.h"
#include "dmn/logic.h"
#include "dmn/model.h"
#include "dmn/table.h"
#include "dmn/types.h"

namespace konsequenz::dmn {

/// Where an expression stands while it is compiled.
struct Site {
    const Definitions* model = nullptr;
    const std::vector<feel::TypeMember>* named_types = nullptr;
    feel::Scope scope;                  ///< variable n lies in slot n
    std::size_t* slot_count = nullptr;  ///< of the body's frame: the most that is ever needed
    std::size_t requirement_count = 0;  ///< the first slots, whose reading is recorded in `reads`
    std::set<std::string>* reads = nullptr;
    std::string owner;  ///< the decision or knowledge model, for messages

    /// A copy with one more variable in scope.
    [[nodiscard]] Site with(std::string name, feel::Type type) const;
    /// Makes room for so many slots.
    void reserve(std::size_t slots) const;
};

struct Compiled {
    LogicPtr logic;
    feel::Type type;
    std::optional<std::size_t> table;  ///< where it is a decision table
};

class LogicCompiler {
  public:
    LogicCompiler(TypeTable& types, std::vector<TableInfo>& tables, std::vector<Error>& errors, Faults faults)
        : types_(types), tables_(tables), errors_(errors), faults_(faults) {}

    /// `expected` types a table's single output where nothing nearer does.
    [[nodiscard]] Compiled compile(const Boxed& boxed, const Site& site, const CheckedType& expected = {});
    /// How many boxed expressions stand inside one another in what was compiled since this was asked for last.
    [[nodiscard]] std::uint32_t take_height() { return std::exchange(height_, 0); }
    /// A function's body behind `captured` slots, which are the site's scope. The site's slot_count is not touched.
    [[nodiscard]] Body function_body(const FunctionDefinition& function, const Site& site, const CheckedType& result);
    /// An external function as a value.
    [[nodiscard]] Result<feel::Value> external(const FunctionDefinition& function, const Site& site,
                                               const Place& place);
    [[nodiscard]] feel::Type signature(const FunctionDefinition& function, const Definitions& model, feel::Type result);

  private:
    [[nodiscard]] Compiled compile_content(const LiteralExpression& literal, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const BoxedContext& context, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const Invocation& invocation, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const FunctionDefinition& function, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const BoxedList& list, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const Relation& relation, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const Conditional& conditional, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const BoxedFilter& filter, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const BoxedFor& iteration, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const BoxedQuantified& quantified, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_content(const DecisionTable& table, const Boxed& boxed, const Site& site);
    [[nodiscard]] Compiled compile_or_null(const BoxedPtr& boxed, const Site& site);
    [[nodiscard]] Compiled fault(Error error);

    [[nodiscard]] Result<feel::Expression> expression(const Text& text, const Site& site);
    [[nodiscard]] Result<feel::Expression> filter_expression(const std::string& list, const Text& match,
                                                             const Site& site);
    [[nodiscard]] Result<feel::Expression> unary_tests(const Text& text, const feel::Type& input, const Site& site);
    [[nodiscard]] Result<feel::Expression> record(Result<feel::Expression> compiled, const Text& text,
                                                  const Site& site);

    [[nodiscard]] Result<TableColumn> table_column(const DecisionTable& table, std::size_t at, const Site& site,
                                                   const RowLayout& layout);
    [[nodiscard]] Result<ColumnCells> column_cells(const DecisionTable& table, std::size_t at, const feel::Type& input,
                                                   const Site& site);
    [[nodiscard]] Result<TableOutput> table_output(const DecisionTable& table, std::size_t at, const Boxed& boxed,
                                                   const Site& site);
    [[nodiscard]] Result<std::vector<TableRule>> table_rules(const DecisionTable& table, const TableProgram& program,
                                                             const Site& site);
    [[nodiscard]] Result<TableProgram> table_program(const DecisionTable& table, const Boxed& boxed, const Site& site);
    [[nodiscard]] TableInfo table_info(const DecisionTable& table, const TableProgram& program);

    TypeTable& types_;
    std::vector<TableInfo>& tables_;
    std::vector<Error>& errors_;
    Faults faults_;
    std::uint32_t level_ = 0;  ///< of the boxed expression being compiled, within its body
    std::uint32_t height_ = 0;
    CheckedType expected_;  ///< of the boxed expression being compiled; a table takes it
};

}  // namespace konsequenz::dmn
