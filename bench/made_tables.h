// Decision tables and rows made from a seed, for the benchmarks: the same on every machine.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "dmn/engine.h"
#include "feel/value.h"

namespace konsequenz::bench {

/// Whether the rules' bounds are drawn from a few dozen values, as people write them, or each rule has bounds of its
/// own, as tables that come out of a program have them.
enum class Bounds { shared, own };

/// DMN 1.5 with one decision `measure`, a table with the hit policy FIRST over six inputs: severity, kind, channel,
/// amount (two decimals), days, is_urgent. The last rule matches everything.
[[nodiscard]] std::string made_model(std::size_t rules, Bounds bounds = Bounds::shared);
[[nodiscard]] std::shared_ptr<const dmn::Engine> made_engine(std::size_t rules, Bounds bounds = Bounds::shared);

/// Rows for such a table: a value an input, in the engine's order.
[[nodiscard]] std::vector<std::vector<feel::Value>> made_rows(std::size_t count);
/// The same rows as JSON objects.
[[nodiscard]] std::vector<std::string> made_json_rows(std::size_t count);

}  // namespace konsequenz::bench
