// Reads the parts of a model from XML. Whatever is wrong is noted in `errors` and left out; reading goes on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dmn/model.h"
#include "dmn/xml.h"

namespace konsequenz::dmn {

class PartReader {
  public:
    PartReader(std::vector<Error>& errors, const std::vector<Import>& imports) : errors_(errors), imports_(imports) {}

    [[nodiscard]] ItemDefinition item_definition(XmlElement element, std::uint32_t depth = 0);
    [[nodiscard]] InputData input_data(XmlElement element);
    [[nodiscard]] Decision decision(XmlElement element);
    [[nodiscard]] KnowledgeModel knowledge_model(XmlElement element);
    [[nodiscard]] DecisionService service(XmlElement element);
    [[nodiscard]] InformationItem information_item(XmlElement element);

    /// The boxed expression an element holds as its child; nullptr where it holds none.
    [[nodiscard]] BoxedPtr expression_in(XmlElement parent);

    void note(std::string code, std::string message, Place place);

  private:
    [[nodiscard]] BoxedPtr expression(XmlElement element);
    [[nodiscard]] std::optional<BoxedContent> content(XmlElement element);
    [[nodiscard]] LiteralExpression literal(XmlElement element);
    [[nodiscard]] BoxedContext context(XmlElement element);
    [[nodiscard]] Invocation invocation(XmlElement element);
    [[nodiscard]] FunctionDefinition function(XmlElement element);
    [[nodiscard]] BoxedList list(XmlElement element);
    [[nodiscard]] Relation relation(XmlElement element);
    [[nodiscard]] BoxedQuantified quantified(XmlElement element, QuantifierKind kind);
    [[nodiscard]] DecisionTable table(XmlElement element);
    [[nodiscard]] InputClause input_clause(XmlElement element);
    [[nodiscard]] OutputClause output_clause(XmlElement element);
    [[nodiscard]] Rule rule(XmlElement element, const DecisionTable& table);
    /// The expression inside the child of this name, which must be there.
    [[nodiscard]] BoxedPtr part(XmlElement element, std::string_view child);

    [[nodiscard]] std::string required_name(XmlElement element);
    [[nodiscard]] std::string type_ref(XmlElement element);
    [[nodiscard]] std::string type_name(XmlElement element, std::string written);
    [[nodiscard]] std::optional<Text> text_in(XmlElement parent, std::string_view child);
    [[nodiscard]] Text text_of(XmlElement element);
    [[nodiscard]] Reference reference(XmlElement element);

    std::vector<Error>& errors_;
    const std::vector<Import>& imports_;
};

}  // namespace konsequenz::dmn
