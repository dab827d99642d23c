#include "backtest/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace konsequenz::backtest {
namespace {

using record::Type;

constexpr std::array<std::string_view, input_count> input_names = {"conduct", "contact", "circumstances",
                                                                   "finding", "order",   "customer"};

std::string_view head_of(std::string_view path) { return path.substr(0, path.find('.')); }

void add_required(const dmn::Engine& engine, std::size_t decision, std::vector<std::size_t>& found) {
    if (std::ranges::find(found, decision) != found.end()) return;
    for (const auto required : engine.decisions()[decision].required_decisions) add_required(engine, required, found);
    found.push_back(decision);
}

}  // namespace

std::string_view to_string(Input input) { return input_names[static_cast<std::size_t>(input)]; }

Reading::Reading(const standard::Standard& standard) : standard_(standard) {
    find_decisions();
    find_inputs();
    find_types();
    find_columns();
}

void Reading::find_decisions() {
    const auto& engine = *standard_.engine;
    // By the first of this name, as an outcome finds its word.
    for (std::size_t at = 0; at < engine.decisions().size(); ++at) {
        const auto& name = engine.decisions()[at].name;
        if (name == "measure" && !measure_) measure_ = at;
        if (name == "remedy" && !remedy_) remedy_ = at;
    }
    for (const auto& decision : {measure_, remedy_}) {
        if (decision) add_required(engine, *decision, decisions_);
    }
}

// As ruling/outcomes.cpp has it: of what the tables read and of what says whether an input counts at all, the value; of
// the rest of an input whether there is one, since an input with a part of a wrong kind counts as null.
void Reading::find_inputs() {
    const auto& engine = *standard_.engine;
    std::set<std::string, std::less<>> paths;
    for (const auto& decision : {measure_, remedy_}) {
        if (!decision) continue;
        for (auto& path : engine.input_paths(*decision)) paths.insert(std::move(path));
    }
    std::set<std::string, std::less<>> heads;
    for (const auto& path : paths) heads.emplace(head_of(path));
    for (std::size_t slot = 0; slot < engine.inputs().size(); ++slot) {
        const auto& about = engine.inputs()[slot];
        if (!heads.contains(about.name)) continue;
        paths.insert(about.checked_paths.begin(), about.checked_paths.end());
        const auto fact = std::ranges::find(standard_.facts, about.name, &standard::Fact::name);
        if (fact != standard_.facts.end()) {
            facts_.push_back({static_cast<std::size_t>(fact - standard_.facts.begin()), slot});
            continue;
        }
        const auto name = std::ranges::find(input_names, about.name);
        if (name == input_names.end()) continue;
        auto& input = inputs_[static_cast<std::size_t>(name - input_names.begin())];
        input.is_read = true;
        input.slot = slot;
    }
    std::ranges::sort(facts_, {}, &ReadFact::fact);
    for (std::size_t at = 0; at < input_count; ++at) {
        if (!inputs_[at].is_read) continue;
        const bool is_whole = paths.contains(input_names[at]);
        for (const auto& field : standard::input_fields()) {
            if (field.input != input_names[at]) continue;
            const auto path = fmt::format("{}.{}", field.input, field.field);
            const bool is_value = is_whole || std::ranges::any_of(paths, [&](const std::string& each) {
                                      return each == path || each.starts_with(path + ".");
                                  });
            inputs_[at].fields.push_back({*ruling::find_field(path), is_value});
        }
    }
}

void Reading::find_types() {
    for (const auto& read : facts_) {
        const auto& fact = standard_.facts[read.fact];
        auto& type = types_[static_cast<std::size_t>(fact.of_type)];
        type.is_read = true;
        for (const auto* expression : {&fact.where, &fact.of, &fact.value}) {
            if (!*expression) continue;
            for (const auto& path : (*expression)->reads()) {
                const auto variable = head_of(path);
                if (variable == "id" || variable == "time" || variable == "customer")
                    type.is_unlike = true;
                else if (fact.of_type == Type::contact && variable == "conduct")
                    type.reads_conduct = true;
                else
                    type.fields |= fields_of(fact.of_type, variable);
            }
        }
    }
}

void Reading::find_columns() {
    for (const auto& type : types_) {
        wanted_.fields |= type.fields;
        wanted_.with_ids |= type.is_unlike;
    }
    const auto is_read = [&](Input input) { return inputs_[static_cast<std::size_t>(input)].is_read; };
    if (is_read(Input::conduct) || type(Type::contact).reads_conduct) {
        insert(wanted_.fields, Field::contact_conduct);
        insert(wanted_.fields, Field::finding_conduct);
    }
    for (std::size_t at = 0; at < input_count; ++at) {
        for (const auto& field : inputs_[at].fields)
            wanted_.fields |= columns_of(static_cast<Input>(at), standard::input_fields()[field.field].field);
    }
    if (is_read(Input::finding)) {
        for (const auto field : {Field::contact_order, Field::contact_event, Field::contact_topic, Field::finding_order,
                                 Field::finding_event, Field::finding_topic, Field::finding_merits})
            insert(wanted_.fields, field);
    }
    if (is_read(Input::order)) {
        insert(wanted_.fields, Field::contact_order);
        insert(wanted_.fields, Field::order_order);
    }
    // Who reads one of the two reads both, or they would not fit each other.
    if (contains(wanted_.fields, Field::finding_contact)) wanted_.with_ids = true;
    if (wanted_.with_ids) insert(wanted_.fields, Field::finding_contact);
}

FieldSet columns_of(Input input, std::string_view field) {
    FieldSet set;
    switch (input) {
        case Input::conduct: break;  // asked for apart, since findings correct it
        case Input::contact: return fields_of(Type::contact, field);
        case Input::circumstances:
            insert(set, Field::contact_circumstances);
            insert(set, Field::finding_circumstances);
            break;
        case Input::finding: insert(set, Field::finding_merits); break;
        case Input::order:
            if (field == "currency") return fields_of(Type::order, "deposit") | fields_of(Type::order, "total");
            return fields_of(Type::order, field);
        case Input::customer: return fields_of(Type::customer, field);
    }
    return set;
}

}  // namespace konsequenz::backtest
