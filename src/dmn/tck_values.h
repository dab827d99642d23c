// Values as the TCK's test files write them.
#pragma once

#include <string>

#include "base/error.h"
#include "dmn/xml.h"
#include "feel/type.h"
#include "feel/value.h"

namespace konsequenz::dmn {

/// The value inside an element (`inputNode`, `expected`, `item`, `component`): a `value`, a `list` or `component`s. A
/// value without an xsi:type is read as the type says. Errors: dmn.tck.
[[nodiscard]] Result<feel::Value> tck_value(XmlElement holder, const feel::Type& type);

/// Whether the actual value is what is expected.
[[nodiscard]] bool tck_matches(const feel::Value& expected, const feel::Value& actual);

}  // namespace konsequenz::dmn
