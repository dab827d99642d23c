// The bytes of a model file (models/README.md): a header, the rows of the n-grams, the rows of the named features, and
// the SHA-256 of all that.
//
// Little-endian, every part where the header says. A row has one weight for each head, so that one look into memory
// serves them all, and in its last byte a tag, by which an n-gram that was never learned is told from the row's own.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.h"
#include "conduct/named_features.h"

namespace konsequenz::conduct {

static_assert(std::endian::native == std::endian::little, "the model's numbers are read as they stand in the file");

/// One linear classifier each. Whether a text is abusive is said twice, for service contacts and for public talk, where
/// other things go; `service` says which of the two a text is. The heads of labels are learned on abusive texts alone,
/// criticism on the others: a probability is the product along the way.
enum class Head : std::uint8_t {
    abusive_service,
    abusive_public,
    service,
    disrespect,
    insult,
    discrimination,
    threat,
    criticism,
    product,
    company,
    employee,
    other,
    grave,  ///< an abusive text is of its label's upper severity
    grave_criticism,
    german,
};
inline constexpr std::size_t head_count = 15;
/// Weights of a row of named features, and bytes of a row of n-grams.
inline constexpr std::size_t lane_count = 16;
inline constexpr std::size_t tag_lane = 15;
/// Parts of one that a fixed-point number has.
inline constexpr int log_odds_bits = 16;
inline constexpr int grain_scale_bits = 20;

/// log-odds = bias + grain_scale · Σ n-gram weights / √n + named_scale · Σ named weights, where n counts an n-gram of
/// letters once and one of words word_grain times.
struct HeadScale {
    std::int32_t bias = 0;         ///< of log_odds_bits
    std::int32_t grain_scale = 0;  ///< of grain_scale_bits
    std::int32_t named_scale = 0;  ///< of log_odds_bits
    std::int32_t unused = 0;
};
inline constexpr std::uint32_t word_grain = 4;

struct ModelHeader {
    std::array<char, 8> magic{'K', 'Q', 'M', 'O', 'D', 'E', 'L', '\n'};
    std::uint32_t version = 1;
    std::uint32_t bucket_bits = 0;
    std::uint32_t named_count = named_features_max;
    std::uint32_t seed = 0;
    std::uint64_t rows_at = 0;
    std::uint64_t named_at = 0;
    std::uint64_t digest_at = 0;  ///< 32 bytes, the last of the file
    std::uint16_t triage_per_10000 = 0;
    std::uint16_t alert_per_10000 = 0;
    std::array<std::uint16_t, 6> unused{};
    std::array<std::uint8_t, 32> training_data{};  ///< SHA-256 of the rows that it was trained on
    std::array<HeadScale, head_count> heads{};
    std::array<std::int32_t, 6> grave_bias{};  ///< by label, added to the log-odds of grave; of log_odds_bits
    std::array<std::uint8_t, 152> padding{};
};
static_assert(sizeof(ModelHeader) == 512);

inline constexpr std::uint32_t bucket_bits_min = 4;
inline constexpr std::uint32_t bucket_bits_max = 20;

using GrainRow = std::array<std::int8_t, lane_count>;
using NamedRow = std::array<std::int16_t, lane_count>;

[[nodiscard]] constexpr std::uint8_t tag_of_feature(std::uint64_t hash) {
    const auto tag = static_cast<std::uint8_t>(hash >> 56);
    return tag == 0 ? 1 : tag;
}

/// A model file's parts, checked: they lie inside the bytes.
struct ModelView {
    ModelHeader header;
    const GrainRow* rows = nullptr;
    const NamedRow* named = nullptr;
    std::uint64_t row_mask = 0;
    std::array<std::uint8_t, 32> digest{};  ///< as the file says
};

enum class DigestCheck : std::uint8_t { trust, compute };

/// The bytes have to lie at an address that 16 divides. Errors: conduct.model-damaged, conduct.model-version.
[[nodiscard]] Result<ModelView> view_model(std::string_view bytes, DigestCheck check);

}  // namespace konsequenz::conduct
