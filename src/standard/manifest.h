// standard.toml: everything a standard says beside its tables and texts.
#pragma once

#include <vector>

#include "base/error.h"
#include "base/toml.h"
#include "standard/standard.h"

namespace konsequenz::standard {

/// Reads standard.toml into the standard; every error is added, none stops the reading.
void read_manifest(const TomlNode& root, Standard& standard, std::vector<Error>& errors);

}  // namespace konsequenz::standard
