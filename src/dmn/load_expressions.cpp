// The boxed expressions of DMN 1.5, chapter 7 and 10.2.
#include <fmt/format.h>

#include <array>

#include "dmn/load_parts.h"

namespace konsequenz::dmn {

namespace {

std::string attribute_text(XmlElement element, std::string_view name) {
    return std::string(element.attribute(name).value_or(""));
}

// DMN 1.1 has no attribute `kind` of its own; tools wrote it in their namespace.
FunctionKind kind_of(XmlElement element) {
    std::string kind = attribute_text(element, "kind");
    for (char& letter : kind) letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    if (kind == "JAVA" || kind == "J") return FunctionKind::java;
    if (kind == "PMML" || kind == "P") return FunctionKind::pmml;
    return FunctionKind::feel;
}

}  // namespace

BoxedPtr PartReader::expression_in(XmlElement parent) {
    static constexpr std::array<std::string_view, 12> names = {"literalExpression",
                                                               "decisionTable",
                                                               "context",
                                                               "invocation",
                                                               "functionDefinition",
                                                               "list",
                                                               "relation",
                                                               "conditional",
                                                               "filter",
                                                               "for",
                                                               "some",
                                                               "every"};
    for (const XmlElement child : parent) {
        for (const std::string_view name : names) {
            if (child.name() == name) return expression(child);
        }
    }
    return nullptr;
}

BoxedPtr PartReader::expression(XmlElement element) {
    std::optional<BoxedContent> inside = content(element);
    if (!inside) return nullptr;
    return std::make_shared<const Boxed>(Boxed{std::move(*inside), type_ref(element), element.place()});
}

std::optional<BoxedContent> PartReader::content(XmlElement element) {
    const std::string_view name = element.name();
    if (name == "literalExpression") return literal(element);
    if (name == "decisionTable") return table(element);
    if (name == "context") return context(element);
    if (name == "invocation") return invocation(element);
    if (name == "functionDefinition") return function(element);
    if (name == "list") return list(element);
    if (name == "relation") return relation(element);
    if (name == "conditional") return Conditional{part(element, "if"), part(element, "then"), part(element, "else")};
    if (name == "filter") return BoxedFilter{part(element, "in"), part(element, "match")};
    if (name == "for")
        return BoxedFor{attribute_text(element, "iteratorVariable"), part(element, "in"), part(element, "return")};
    if (name == "some") return quantified(element, QuantifierKind::some);
    if (name == "every") return quantified(element, QuantifierKind::every);
    return std::nullopt;
}

BoxedPtr PartReader::part(XmlElement element, std::string_view child) {
    const XmlElement found = element.child(child);
    BoxedPtr inside = found ? expression_in(found) : nullptr;
    if (!inside)
        note("dmn.structure", fmt::format("`{}` has no expression in `{}`: add one", element.name(), child),
             element.place());
    return inside;
}

LiteralExpression PartReader::literal(XmlElement element) {
    if (const XmlElement imported = element.child("importedValues")) {
        note("dmn.structure", "`importedValues` are not read: write the expression itself", imported.place());
    }
    LiteralExpression literal{text_of(element), {}};
    const std::string language = attribute_text(element, "expressionLanguage");
    const bool is_feel =
        language.empty() || language.find("FEEL") != std::string::npos || language.find("feel") != std::string::npos;
    if (!is_feel) literal.language = language;
    return literal;
}

BoxedContext PartReader::context(XmlElement element) {
    BoxedContext context;
    for (const XmlElement child : element) {
        if (child.name() != "contextEntry") continue;
        ContextEntry entry;
        if (const XmlElement variable = child.child("variable")) entry.variable = information_item(variable);
        entry.value = expression_in(child);
        if (!entry.value) note("dmn.structure", "a context entry has no expression: add one", child.place());
        context.entries.push_back(std::move(entry));
    }
    return context;
}

Invocation PartReader::invocation(XmlElement element) {
    Invocation invocation{.function = expression_in(element)};
    if (!invocation.function) note("dmn.structure", "an invocation names no function: add one", element.place());
    for (const XmlElement child : element) {
        if (child.name() != "binding") continue;
        const XmlElement parameter = child.child("parameter");
        if (!parameter) {
            note("dmn.structure", "a binding names no parameter: add one", child.place());
            continue;
        }
        invocation.bindings.push_back({information_item(parameter), expression_in(child)});
    }
    return invocation;
}

FunctionDefinition PartReader::function(XmlElement element) {
    FunctionDefinition function{.kind = kind_of(element), .body = expression_in(element)};
    for (const XmlElement child : element) {
        if (child.name() == "formalParameter") function.parameters.push_back(information_item(child));
    }
    return function;
}

BoxedList PartReader::list(XmlElement element) {
    BoxedList list;
    for (const XmlElement child : element) {
        if (BoxedPtr item = expression(child)) list.items.push_back(std::move(item));
    }
    return list;
}

Relation PartReader::relation(XmlElement element) {
    Relation relation;
    for (const XmlElement child : element) {
        if (child.name() == "column") relation.columns.push_back(information_item(child));
        if (child.name() != "row") continue;
        std::vector<BoxedPtr> row;
        for (const XmlElement cell : child) {
            if (BoxedPtr value = expression(cell)) row.push_back(std::move(value));
        }
        if (row.size() == relation.columns.size()) {
            relation.rows.push_back(std::move(row));
        } else {
            note("dmn.structure",
                 fmt::format("a row has {} cells and the relation {} columns: make them as many", row.size(),
                             relation.columns.size()),
                 child.place());
        }
    }
    return relation;
}

BoxedQuantified PartReader::quantified(XmlElement element, QuantifierKind kind) {
    return {kind, attribute_text(element, "iteratorVariable"), part(element, "in"), part(element, "satisfies")};
}

}  // namespace konsequenz::dmn
