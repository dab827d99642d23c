// What a compiled engine holds, and one evaluation of it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dmn/cells.h"
#include "dmn/engine.h"
#include "dmn/logic.h"
#include "dmn/quick_table.h"
#include "dmn/table.h"

namespace konsequenz::dmn {

struct InputNode {
    CheckedType type;
};

struct DecisionNode {
    Body body;
    std::unique_ptr<const QuickTable> quick;  ///< where its table can be looked up without a frame
};

struct KnowledgeNode {
    Body body;
    feel::Type signature;
    feel::Value function;
};

struct ServiceNode {
    std::vector<Source> parameters;  ///< inputs, then input decisions
    std::vector<CheckedType> types;  ///< of the parameters
    std::vector<std::size_t> outputs;
    feel::SharedContextKeys names;  ///< of several outputs
    CheckedType result;
    feel::Type signature;
    feel::Value function;
};

struct Engine::State {
    std::vector<InputInfo> input_infos;
    std::vector<DecisionInfo> decision_infos;
    std::vector<ServiceInfo> service_infos;
    std::vector<TableInfo> tables;
    std::vector<Error> faults;
    std::vector<InputNode> inputs;
    std::vector<DecisionNode> decisions;
    std::vector<KnowledgeNode> knowledge;
    std::vector<ServiceNode> services;
    std::string root_model;
};

/// Inputs and decisions of one evaluation, each looked at once and kept.
class Session {
  public:
    Session(const Engine::State& state, std::span<const feel::Value> inputs, feel::Run& run, Trace* trace);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Sets a decision's value, which is then never run: an input decision of a service.
    void preset(std::size_t decision, feel::Value value);
    [[nodiscard]] const feel::Value& input(std::size_t index);
    [[nodiscard]] const feel::Value& decision(std::size_t index);
    /// Which inputs were looked at.
    [[nodiscard]] std::vector<std::size_t> inputs_read() const;

  private:
    [[nodiscard]] feel::Value run_decision(std::size_t index);
    [[nodiscard]] feel::Value note_too_deep(const Body& body);
    [[nodiscard]] feel::Value fetch(const Source& source);

    const Engine::State& state_;
    std::span<const feel::Value> inputs_;
    feel::Run& run_;
    Trace* trace_;
    Cells cells_;                            ///< inputs that were converted, then decisions
    std::vector<std::uint8_t> inputs_read_;  ///< kept for a trace only
};

/// The function values of a knowledge model and of a decision service; they live in the state they refer to.
[[nodiscard]] feel::Value knowledge_function(const Engine::State& state, std::size_t index);
[[nodiscard]] feel::Value service_function(const Engine::State& state, std::size_t index);
[[nodiscard]] feel::Value run_service(const Engine::State& state, const ServiceNode& service,
                                      std::span<const feel::Value> arguments, feel::Run& run, Trace* trace);

}  // namespace konsequenz::dmn
