// How FEEL sees a record and the inputs of a ruling: names, types and values. One place, so that what a standard's
// expressions are checked against is what they get.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conduct/assessment.h"
#include "feel/expression.h"
#include "record/record.h"
#include "standard/standard.h"

namespace konsequenz::standard {

/// A contact's conduct as known at some moment: what a person said stands above what the text suggests.
struct KnownConduct {
    conduct::Label label = conduct::Label::none;
    std::int32_t severity = 0;
    conduct::Target target = conduct::Target::none;
    conduct::Source source = conduct::Source::none;
    conduct::Intention intention = conduct::Intention::unknown;

    [[nodiscard]] bool is_confirmed() const {
        return source == conduct::Source::employee || source == conduct::Source::reviewer;
    }
    bool operator==(const KnownConduct&) const = default;
};

[[nodiscard]] KnownConduct known_conduct(const record::GivenConduct& given);

/// The fields of a type of record as FEEL variables, in slot order. `text` is left out on purpose: a fact reads what
/// people found, not what words occur.
[[nodiscard]] const feel::Scope& record_scope(record::Type type);

/// The record's values in the order of record_scope(); `known` is read for contacts only.
void bind_record(const record::Record& record, const KnownConduct& known, std::vector<feel::Value>& slots);

/// A contact's conduct as the value of its variable `conduct`.
[[nodiscard]] feel::Value conduct_value(const KnownConduct& known);

/// The type of record of this name.
[[nodiscard]] std::optional<record::Type> record_type(std::string_view name);

/// What a ruling's tables may read beside facts: conduct, contact, circumstances, finding, order, customer.
struct InputField {
    std::string_view input;        ///< "conduct"
    std::string_view field;        ///< "severity"
    bool is_always_known = false;  ///< never null, whatever is known of the contact
};
[[nodiscard]] std::span<const InputField> input_fields();

/// Whether `conduct.severity` is a field of an input, `conduct` an input, or the name that of a fact.
[[nodiscard]] bool is_known_input(const Standard& standard, std::string_view path);

}  // namespace konsequenz::standard
