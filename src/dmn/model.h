// A DMN model as plain data: what the XML of DMN 1.1 to 1.5 says, each part with its place, nothing checked beyond its
// form.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"

namespace konsequenz::dmn {

/// FEEL text and where its first character stands.
struct Text {
    std::string text;
    Place place;
    std::string written;      ///< as the file has it, where that differs: `&lt;` for `<`
    std::uint32_t added = 0;  ///< letters at the begin that the file does not have

    /// A place in the text, counted from the text's own, as a place in the file.
    [[nodiscard]] Place in_file(Place in_text) const;
};

/// A name with the name of its type (empty where untyped). Types of an imported model carry the import's name:
/// `loans.tLoan`.
struct InformationItem {
    std::string name;
    std::string type_ref;
    Place place;
};

/// DMN 1.5, 7.3.2. Either components, or a function, or a type reference.
struct ItemDefinition {
    std::string name;
    std::string type_ref;
    bool is_collection = false;
    bool is_function = false;
    std::vector<ItemDefinition> components;
    std::vector<InformationItem> parameters;  ///< of a function
    std::string output_type_ref;              ///< of a function
    std::optional<Text> allowed_values;       ///< unary tests; of a collection they hold for each item
    std::optional<Text> type_constraint;      ///< unary tests; of a collection they hold for the whole (DMN 1.5)
    Place place;
};

struct Boxed;
using BoxedPtr = std::shared_ptr<const Boxed>;

struct LiteralExpression {
    Text text;
    std::string language;  ///< empty: FEEL
};

enum class HitPolicy : std::uint8_t { unique, any, priority, first, collect, rule_order, output_order };
enum class Aggregation : std::uint8_t { none, sum, count, min, max };

struct InputClause {
    std::string label;
    Text expression;
    std::string type_ref;
    std::optional<Text> values;
};

struct OutputClause {
    std::string name;
    std::string label;
    std::string type_ref;
    std::optional<Text> values;
    std::optional<Text> default_value;
    Place place;
};

/// As many tests as the table has inputs, as many outputs as it has outputs, at most as many annotations as it names.
struct Rule {
    std::vector<Text> tests;
    std::vector<Text> outputs;
    std::vector<std::string> annotations;
    Place place;
};

struct DecisionTable {
    HitPolicy hit_policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    std::vector<InputClause> inputs;
    std::vector<OutputClause> outputs;
    std::vector<std::string> annotations;  ///< names of the annotation columns
    std::vector<Rule> rules;
};

/// The entry without a variable is the context's result.
struct ContextEntry {
    std::optional<InformationItem> variable;
    BoxedPtr value;
};
struct BoxedContext {
    std::vector<ContextEntry> entries;
};

struct Binding {
    InformationItem parameter;
    BoxedPtr value;
};
struct Invocation {
    BoxedPtr function;
    std::vector<Binding> bindings;
};

enum class FunctionKind : std::uint8_t { feel, java, pmml };
struct FunctionDefinition {
    FunctionKind kind = FunctionKind::feel;
    std::vector<InformationItem> parameters;
    BoxedPtr body;  ///< may be absent
};

struct BoxedList {
    std::vector<BoxedPtr> items;
};
struct Relation {
    std::vector<InformationItem> columns;
    std::vector<std::vector<BoxedPtr>> rows;  ///< each as long as the columns
};
struct Conditional {
    BoxedPtr condition;
    BoxedPtr then;
    BoxedPtr otherwise;
};
struct BoxedFilter {
    BoxedPtr in;
    BoxedPtr match;
};
struct BoxedFor {
    std::string variable;
    BoxedPtr in;
    BoxedPtr result;
};
enum class QuantifierKind : std::uint8_t { some, every };
struct BoxedQuantified {
    QuantifierKind quantifier = QuantifierKind::some;
    std::string variable;
    BoxedPtr in;
    BoxedPtr satisfies;
};

using BoxedContent = std::variant<LiteralExpression, DecisionTable, BoxedContext, Invocation, FunctionDefinition,
                                  BoxedList, Relation, Conditional, BoxedFilter, BoxedFor, BoxedQuantified>;

/// Any boxed expression.
struct Boxed {
    BoxedContent content;
    std::string type_ref;
    Place place;
};

/// A reference to an element of this model (`model` empty) or of another one, by its namespace.
struct Reference {
    std::string model;
    std::string id;
    Place place;
};

struct InputData {
    std::string id;
    std::string name;
    InformationItem variable;
    Place place;
};

struct Decision {
    std::string id;
    std::string name;
    InformationItem variable;
    std::string question;
    std::string description;
    std::vector<Reference> inputs;
    std::vector<Reference> decisions;
    std::vector<Reference> knowledge;
    BoxedPtr logic;  ///< may be absent: the decision is null then
    Place place;
};

struct KnowledgeModel {
    std::string id;
    std::string name;
    InformationItem variable;
    std::vector<Reference> knowledge;
    std::optional<FunctionDefinition> logic;
    std::string logic_type_ref;
    Place place;
};

struct DecisionService {
    std::string id;
    std::string name;
    InformationItem variable;
    std::vector<Reference> outputs;
    std::vector<Reference> encapsulated;
    std::vector<Reference> input_decisions;
    std::vector<Reference> inputs;
    Place place;
};

struct Import {
    std::string name;
    std::string model;  ///< namespace
    Place place;
};

/// One file.
struct Definitions {
    std::string file;
    std::string name;
    std::string model;    ///< its namespace
    std::string version;  ///< "1.1" … "1.5"
    std::vector<Import> imports;
    std::vector<ItemDefinition> types;
    std::vector<InputData> inputs;
    std::vector<Decision> decisions;
    std::vector<KnowledgeModel> knowledge;
    std::vector<DecisionService> services;
};

/// A file and all it imports, directly or not, each namespace once. The first one is the model itself.
struct Model {
    std::vector<Definitions> definitions;

    [[nodiscard]] const Definitions& root() const { return definitions.front(); }
};

}  // namespace konsequenz::dmn
