// What a standard's tables read beside facts, field by field: conduct, contact, circumstances, finding, order,
// customer.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "facts/book.h"
#include "feel/value.h"
#include "record/record.h"

namespace konsequenz::ruling {

/// A field of standard::input_fields(), by its place there.
using Field = std::uint32_t;

/// The field of a path as `conduct.severity`; nothing where there is none.
[[nodiscard]] std::optional<Field> find_field(std::string_view path);

/// A field's value; strings borrow from `contact` and `known`, which must outlive it.
/// Where nothing is known: finding.result is "open", finding.fault "unknown", order.stage "none", circumstances.asked
/// false and kind "none"; everything else null.
[[nodiscard]] feel::Value field_value(Field field, const record::Record& contact, const facts::Known& known);

/// A whole input as a context of all its fields. `input` is one of those of standard::input_fields().
[[nodiscard]] feel::Value input_value(std::string_view input, const record::Record& contact, const facts::Known& known);

}  // namespace konsequenz::ruling
