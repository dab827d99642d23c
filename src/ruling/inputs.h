// The inputs of a standard's tables, as values: what record_view.h names, filled from a contact and what is known at
// it.
#pragma once

#include <string_view>

#include "facts/book.h"
#include "feel/value.h"
#include "record/record.h"

namespace konsequenz::ruling {

/// The context of one input ("conduct", "contact", "circumstances", "finding", "order", "customer") with every field of
/// standard::input_fields(). Strings borrow from `contact` and `known`, which must outlive the value.
/// Where nothing is known: finding.result is "open", finding.fault "unknown", order.stage "none", circumstances.asked
/// false and kind "none"; everything else null.
[[nodiscard]] feel::Value input_value(std::string_view input, const record::Record& contact, const facts::Known& known);

}  // namespace konsequenz::ruling
