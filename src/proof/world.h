// One state of affairs as formulas: every input, every decision, which rules match and which are chosen.
//
// Two worlds over the same symbols say what is the same and what differs: `independent` and `monotone` compare two.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/engine.h"
#include "dmn/logic.h"
#include "dmn/table.h"
#include "proof/space.h"
#include "proof/symbol.h"
#include "proof/translate.h"

namespace konsequenz::proof {

/// What a table does, rule by rule.
struct TableFormulas {
    std::vector<Term> matches;  ///< the rule's cells pass
    std::vector<Term> chosen;   ///< its output is (part of) the result
    Term is_allowed;            ///< the inputs are among those that the table lists
    Term any;                   ///< some rule matches
    Term several;               ///< more than one does
};

class World {
  public:
    /// A world of its own. `facts` of it: what its inputs are known to be.
    World(Symbols& symbols, const dmn::Engine& engine, const Space& space);
    /// A second one that has new unknowns for some paths and shares the others.
    World(const World& other, std::span<const std::size_t> own_paths);
    /// With inputs of another world, by path: for another standard over the same records.
    World(Symbols& symbols, const dmn::Engine& engine, const Space& space, const World& shared);

    [[nodiscard]] const Symbol& path(std::size_t index) const { return paths_[index]; }
    [[nodiscard]] std::span<const Term> facts() const { return facts_; }
    [[nodiscard]] Result<Symbol> input(std::size_t index) const;
    /// Errors: proof.not-decided, with the decision's place.
    [[nodiscard]] Result<Symbol> decision(std::size_t index);
    /// Of a decision whose logic is a table.
    [[nodiscard]] Result<const TableFormulas*> table(std::size_t decision);
    /// A condition over the names of inputs and decisions: `scope` names them, each variable one of these.
    [[nodiscard]] Result<Symbol> condition(const feel::Expression& expression, const feel::Scope& scope);
    [[nodiscard]] const dmn::Engine& engine() const { return *engine_; }
    [[nodiscard]] const Space& space() const { return *space_; }
    [[nodiscard]] Symbols& symbols() const { return *symbols_; }

  private:
    [[nodiscard]] Result<Symbol> source(const dmn::Source& source);
    [[nodiscard]] Result<std::vector<Symbol>> requirements(const dmn::Body& body);
    [[nodiscard]] Result<Symbol> run(const dmn::Body& body, std::vector<Symbol> slots, TableFormulas* table);
    [[nodiscard]] Result<Symbol> run(const dmn::Logic& logic, std::vector<Symbol>& slots, TableFormulas* table);
    [[nodiscard]] Result<Symbol> run_context(const dmn::LogicView& view, std::vector<Symbol>& slots);
    [[nodiscard]] Result<Symbol> call(std::size_t knowledge, std::vector<Symbol> arguments);
    /// As a type has it: null where it does not allow the value.
    [[nodiscard]] Result<Symbol> checked(Symbol symbol, const dmn::CheckedType& type);
    [[nodiscard]] Result<Term> fulfils(const Symbol& symbol, const dmn::Constraint& constraint);
    [[nodiscard]] Symbol context_of(std::size_t depth, std::size_t first, std::size_t last) const;

    Symbols* symbols_;
    const dmn::Engine* engine_;
    const Space* space_;
    std::vector<Symbol> paths_;
    std::vector<Term> facts_;
    std::map<std::size_t, Symbol> decisions_;
    std::map<std::size_t, TableFormulas> tables_;
    std::uint32_t depth_ = 0;  ///< of calls
};

}  // namespace konsequenz::proof
