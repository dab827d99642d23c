// The features that have a name: what is known about a text beside its words and letters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "conduct/context.h"
#include "conduct/cues.h"

namespace konsequenz::conduct {

/// The number of a named feature; the model has a row for each.
using NamedFeature = std::uint16_t;
inline constexpr std::size_t named_features_max = 320;

/// What was seen of a text before its named features are told.
struct Seen {
    const Context& context;
    const std::vector<Cue>& cues;
    Marks marks;
    std::size_t unmasked = 0;
};

/// The named features that hold, each once, ascending.
void find_named_features(const Seen& seen, std::vector<NamedFeature>& found);
/// Those of one cue: what it suggests, and its kind, and whom it is about.
[[nodiscard]] std::array<NamedFeature, 3> features_of(const Cue& cue);
/// For the model card: "insult, severity 2". Empty where a number has no feature.
[[nodiscard]] std::string name_of(NamedFeature feature);

}  // namespace konsequenz::conduct
