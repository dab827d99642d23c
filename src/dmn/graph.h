// The requirements graph of all models: from elements and references to nodes, sources and bodies.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dmn/compiler.h"
#include "dmn/state.h"
#include "dmn/types.h"

namespace konsequenz::dmn {

inline constexpr std::size_t requirement_depth_max = 400;

class GraphBuilder {
  public:
    GraphBuilder(const Model& model, Faults faults, Engine::State& state, std::vector<Error>& errors);

    /// True where the graph is sound enough to run.
    [[nodiscard]] bool build();

  private:
    struct Element {
        Source::Kind kind = Source::Kind::input;
        std::size_t index = 0;
        const Definitions* model = nullptr;
        std::string name;  ///< of its variable
    };
    /// What a body may read: its first slots.
    struct Requirements {
        std::vector<Source> sources;
        feel::Scope scope;
    };

    void number_elements();
    void add_element(const Definitions& model, const std::string& id, const std::string& variable, Source::Kind kind,
                     std::size_t index, const Place& place);
    void type_nodes();
    void type_knowledge(const Definitions& model, const KnowledgeModel& knowledge, KnowledgeNode& node);
    void type_service(const Definitions& model, const DecisionService& service, ServiceNode& node, ServiceInfo& info);
    void compile_bodies();
    void compile_decision(const Definitions& model, const Decision& decision, std::size_t index);
    void compile_knowledge(const Definitions& model, const KnowledgeModel& knowledge, std::size_t index);
    [[nodiscard]] bool check_cycles();
    [[nodiscard]] bool check_depth();

    [[nodiscard]] const Element* find(const Definitions& model, const Reference& reference);
    [[nodiscard]] const feel::Type& type_of(const Element& element) const;
    /// Adds an element to what a body may read, under its name or, where imported, below the import's.
    void require(Requirements& requirements, const Definitions& model, const Reference& reference,
                 std::initializer_list<Source::Kind> kinds);
    void require_imported(Requirements& requirements, const Definitions& model, const Element& element,
                          const Reference& reference);
    [[nodiscard]] Site site(const Definitions& model, const Requirements& requirements, std::string owner,
                            std::size_t& slot_count, std::set<std::string>* reads);

    const Model& model_;
    Engine::State& state_;
    std::vector<Error>& errors_;
    TypeTable types_;
    LogicCompiler compiler_;
    std::map<std::pair<std::string, std::string>, Element> elements_;  ///< by namespace and id
    std::map<const Definitions*, std::vector<feel::TypeMember>> named_types_;
};

}  // namespace konsequenz::dmn
