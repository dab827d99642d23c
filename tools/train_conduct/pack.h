// From fitted heads to the bytes of a model file.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "conduct/model_format.h"
#include "fit.h"
#include "matrix.h"

namespace konsequenz::train {

/// log-odds become slope · log-odds + offset.
struct Correction {
    double slope = 1.0;
    double offset = 0.0;
};

struct ToPack {
    const FeatureSpace& space;
    const std::array<Fitted, conduct::head_count>& heads;
    std::array<Correction, conduct::head_count> corrections{};
    Correction service;  ///< of the sum of the head of abuse and the heads of labels
    Correction public_german;
    Correction public_english;
    std::array<double, 6> grave_bias{};  ///< by label, in nats
    std::array<std::uint8_t, 32> training_data{};
    std::uint16_t triage_per_10000 = 5000;
    std::uint16_t alert_per_10000 = 5000;
    std::uint32_t bucket_bits = 0;
};

/// The bytes, with their digest at the end.
[[nodiscard]] std::string pack(const ToPack& of);

}  // namespace konsequenz::train
