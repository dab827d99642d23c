// A DMN model made ready to run: compiled once, then evaluated from any number of threads.
//
//   auto model = load_model("conduct.dmn");
//   auto engine = Engine::compile(*model);
//   std::vector<feel::Value> inputs((*engine)->inputs().size());          // one slot an input, null where unknown
//   inputs[*(*engine)->find_input("severity")] = feel::Value::number(3);
//   feel::Value measure = (*engine)->evaluate(*(*engine)->find_decision("measure"), inputs);
//
// Values that do not fit an input's type or allowed values count as null, as DMN 1.5, 10.3.2.9.4 has it; a trace says
// so. Function values that come out of an evaluation must not outlive the engine.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "dmn/model.h"
#include "feel/expression.h"

namespace konsequenz::dmn {

/// Whether a model with errors in its logic is refused, or compiled so that what is wrong evaluates to null with a
/// note.
enum class Faults : std::uint8_t { refuse, tolerate };

struct InputInfo {
    std::string name;
    std::string model;  ///< namespace of the model that defines it
    feel::Type type;
    std::vector<std::string> allowed_values;  ///< FEEL literals where its type lists plain values; empty otherwise
    /// The parts whose values, beyond their kind, say whether the input counts at all: "conduct.label", or the input's
    /// own name where it is constrained as a whole.
    std::vector<std::string> checked_paths;
};

struct DecisionInfo {
    std::string name;
    std::string model;
    std::string id;
    feel::Type type;
    std::vector<std::size_t> required_inputs;     ///< indices of inputs(), direct requirements only
    std::vector<std::size_t> required_decisions;  ///< indices of decisions(), direct requirements only
    /// What its logic reads of its requirements, sorted: "conduct.severity", "gravity".
    std::vector<std::string> reads;
    std::optional<std::size_t> table;  ///< index of tables(), where its logic is a decision table
    Place place;
};

struct ServiceInfo {
    std::string name;
    std::string model;
    std::vector<std::string> parameters;  ///< inputs first, then input decisions
    std::vector<std::size_t> output_decisions;
};

/// A rule of a table: its compiled cells stand here for those who analyse tables.
struct RuleInfo {
    std::vector<std::pair<std::string, std::string>> annotations;  ///< name of the column → text; empty texts left out
    std::vector<feel::Expression> tests;                           ///< unary tests, one an input
    std::vector<feel::Expression> outputs;                         ///< one an output
    Place place;

    /// The annotation's text; empty where the rule has none of this name.
    [[nodiscard]] std::string_view annotation(std::string_view name) const;
};

struct TableOutputInfo {
    std::string name;  ///< empty where the table has one unnamed output
    feel::Type type;
    std::vector<std::string> values;  ///< FEEL literals of the allowed values in their order; empty where not listed
};

struct TableInfo {
    std::string owner;  ///< name of the decision or knowledge model it belongs to
    HitPolicy hit_policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    std::vector<std::string> inputs;               ///< text of the input expressions
    std::vector<feel::Expression> input_programs;  ///< compiled, over the owner's scope
    /// Whether a column refuses values of its kind by more than a type's list of plain values: by input values of its
    /// own, or by a type's other constraint.
    std::vector<bool> is_limited;
    std::vector<TableOutputInfo> outputs;
    std::vector<feel::Expression> defaults;  ///< default outputs: none, or one an output
    std::vector<RuleInfo> rules;
    std::size_t indexed_inputs = 0;  ///< how many columns an index answers wholly or in part
};

/// What one evaluation did, on request.
struct DecisionTrace {
    std::size_t decision = 0;  ///< index of decisions()
    feel::Value value;
    std::vector<feel::Note> notes;
};
struct TableTrace {
    std::size_t table = 0;              ///< index of tables()
    std::vector<feel::Value> inputs;    ///< the values of the input expressions
    std::vector<std::uint32_t> rules;   ///< indices of the rules that matched, ascending
    std::vector<std::uint32_t> chosen;  ///< those whose outputs are the result, in its order
};
/// Once there are `entries_max` decisions or tables, as a loop over a knowledge model makes them, each takes the place
/// of the one before.
struct Trace {
    static constexpr std::size_t entries_max = 10'000;
    std::vector<DecisionTrace> decisions;  ///< in the order they ran
    std::vector<TableTrace> tables;        ///< in the order they ran, knowledge models' included
    std::vector<std::size_t> inputs_read;  ///< indices of inputs(), ascending: those required by a decision that ran
    std::vector<feel::Note> notes;         ///< of inputs that were refused
};

class Engine;
using EngineResult = std::expected<std::shared_ptr<const Engine>, std::vector<Error>>;

class Engine {
  public:
    /// Errors, all at once: dmn.unknown-reference, dmn.unknown-type, dmn.cycle, dmn.name, dmn.table, dmn.function,
    /// feel.*; each with file and line. With Faults::tolerate only a model without form is refused.
    [[nodiscard]] static EngineResult compile(const Model& model, Faults faults = Faults::refuse);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // --- what is in it; indices are stable ---
    [[nodiscard]] std::span<const InputInfo> inputs() const;
    [[nodiscard]] std::span<const DecisionInfo> decisions() const;
    [[nodiscard]] std::span<const ServiceInfo> services() const;
    [[nodiscard]] std::span<const TableInfo> tables() const;
    /// By name; the model's own before imported ones. A namespace makes it exact.
    [[nodiscard]] std::optional<std::size_t> find_input(std::string_view name, std::string_view model = {}) const;
    [[nodiscard]] std::optional<std::size_t> find_decision(std::string_view name, std::string_view model = {}) const;
    [[nodiscard]] std::optional<std::size_t> find_service(std::string_view name, std::string_view model = {}) const;
    /// The paths of inputs that the decision or anything it requires reads, sorted: "contact.public".
    [[nodiscard]] std::vector<std::string> input_paths(std::size_t decision) const;
    /// The errors that Faults::tolerate let pass.
    [[nodiscard]] std::span<const Error> faults() const;

    // --- evaluation: `inputs` has one value an input ---
    [[nodiscard]] feel::Value evaluate(std::size_t decision, std::span<const feel::Value> inputs,
                                       const feel::Environment& environment = {}) const;
    /// Several at once, whatever they share evaluated once; `results` has one value a decision asked for.
    void evaluate(std::span<const std::size_t> decisions, std::span<const feel::Value> inputs,
                  std::span<feel::Value> results, const feel::Environment& environment = {}) const;
    /// The same with a trace.
    void evaluate(std::span<const std::size_t> decisions, std::span<const feel::Value> inputs,
                  std::span<feel::Value> results, Trace& trace, const feel::Environment& environment = {}) const;
    /// A decision service with one argument a parameter; the value of its one output, or a context of several.
    [[nodiscard]] feel::Value evaluate_service(std::size_t service, std::span<const feel::Value> arguments,
                                               const feel::Environment& environment = {}) const;

    /// Fills one slot an input from the members of an object; absent ones become null. Strings are borrowed from the
    /// JSON document, so the slots die with it. Errors: dmn.json-object (it is none), dmn.unknown-input (with the
    /// nearest name), feel.json-* at `where.field`.
    [[nodiscard]] Result<void> bind(const JsonValue& object, std::span<feel::Value> slots) const;

    struct State;
    [[nodiscard]] const State& state() const { return *state_; }

  private:
    explicit Engine(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::dmn
