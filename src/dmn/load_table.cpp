// Decision tables: DMN 1.5, chapter 8.
#include <fmt/format.h>

#include <array>

#include "dmn/load_parts.h"

namespace konsequenz::dmn {

namespace {

template <class T>
struct Word {
    std::string_view text;
    T meaning;
};

constexpr std::array<Word<HitPolicy>, 7> hit_policies = {{{"UNIQUE", HitPolicy::unique},
                                                          {"ANY", HitPolicy::any},
                                                          {"PRIORITY", HitPolicy::priority},
                                                          {"FIRST", HitPolicy::first},
                                                          {"COLLECT", HitPolicy::collect},
                                                          {"RULE ORDER", HitPolicy::rule_order},
                                                          {"OUTPUT ORDER", HitPolicy::output_order}}};

constexpr std::array<Word<Aggregation>, 4> aggregations = {
    {{"SUM", Aggregation::sum}, {"COUNT", Aggregation::count}, {"MIN", Aggregation::min}, {"MAX", Aggregation::max}}};

template <class T, std::size_t n>
std::optional<T> meaning_of(const std::array<Word<T>, n>& words, std::string_view text) {
    for (const Word<T>& word : words) {
        if (word.text == text) return word.meaning;
    }
    return std::nullopt;
}

}  // namespace

InputClause PartReader::input_clause(XmlElement element) {
    InputClause clause{.label = std::string(element.attribute("label").value_or("")),
                       .values = text_in(element, "inputValues")};
    const XmlElement expression = element.child("inputExpression");
    if (!expression) {
        note("dmn.structure", "an input of the table has no `inputExpression`: add one", element.place());
        return clause;
    }
    clause.expression = text_of(expression);
    clause.type_ref = type_ref(expression);
    return clause;
}

OutputClause PartReader::output_clause(XmlElement element) {
    return {.name = std::string(element.attribute("name").value_or("")),
            .label = std::string(element.attribute("label").value_or("")),
            .type_ref = type_ref(element),
            .values = text_in(element, "outputValues"),
            .default_value = text_in(element, "defaultOutputEntry"),
            .place = element.place()};
}

Rule PartReader::rule(XmlElement element, const DecisionTable& table) {
    Rule rule{.place = element.place()};
    for (const XmlElement child : element) {
        if (child.name() == "inputEntry") rule.tests.push_back(text_of(child));
        if (child.name() == "outputEntry") rule.outputs.push_back(text_of(child));
        if (child.name() == "annotationEntry") rule.annotations.push_back(text_of(child).text);
    }
    if (rule.tests.size() != table.inputs.size() || rule.outputs.size() != table.outputs.size()) {
        note("dmn.table",
             fmt::format(
                 "the rule has {} input and {} output entries, the table {} inputs and {} outputs: make them as many",
                 rule.tests.size(), rule.outputs.size(), table.inputs.size(), table.outputs.size()),
             rule.place);
    }
    return rule;
}

DecisionTable PartReader::table(XmlElement element) {
    DecisionTable table;
    if (const auto policy = element.attribute("hitPolicy")) {
        const auto meaning = meaning_of(hit_policies, *policy);
        if (meaning) table.hit_policy = *meaning;
        if (!meaning)
            note("dmn.table",
                 fmt::format("the hit policy `{}` is none: write one of UNIQUE, ANY, PRIORITY, FIRST, COLLECT, RULE "
                             "ORDER, OUTPUT ORDER",
                             *policy),
                 element.place());
    }
    if (const auto aggregation = element.attribute("aggregation")) {
        const auto meaning = meaning_of(aggregations, *aggregation);
        if (meaning) table.aggregation = *meaning;
        if (!meaning)
            note("dmn.table",
                 fmt::format("the aggregation `{}` is none: write one of SUM, COUNT, MIN, MAX", *aggregation),
                 element.place());
    }
    for (const XmlElement child : element) {
        if (child.name() == "input") table.inputs.push_back(input_clause(child));
        if (child.name() == "output") table.outputs.push_back(output_clause(child));
        if (child.name() == "annotation") table.annotations.emplace_back(child.attribute("name").value_or(""));
    }
    if (table.outputs.empty()) note("dmn.table", "the table has no output: add one", element.place());
    for (const XmlElement child : element) {
        if (child.name() != "rule") continue;
        Rule read = rule(child, table);
        if (read.tests.size() == table.inputs.size() && read.outputs.size() == table.outputs.size())
            table.rules.push_back(std::move(read));
    }
    return table;
}

}  // namespace konsequenz::dmn
