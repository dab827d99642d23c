// The bytes of a model file (models/README.md): a header, the rows of the n-grams, the tags of these rows, the rows of
// the named features, and the SHA-256 of all that.
//
// Little-endian, every part where the header says. A row has one weight for each head, so that one look into memory
// serves them all. An n-gram may stand in any of the four rows of its set; a tag of two bytes says in which, if it was
// learned at all. The tags lie together, so that most n-grams of a text, which were never learned, are told from half a
// megabyte.
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
/// other things go; `service` says which of the two a text is. In public talk the heads of labels are learned on
/// abusive texts alone, and a probability is the product along the way. In service contacts each label has a head that
/// tells it from everything else: an insult and a threat have little in common, and one line for all of them would run
/// between. Criticism is learned on texts without abuse.
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
    service_disrespect,
    service_insult,
    service_discrimination,
    service_threat,
};
inline constexpr std::size_t head_count = 19;
/// Weights of a row.
inline constexpr std::size_t lane_count = 32;
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

/// What becomes of log-odds so that they are right: slope · log-odds + offset; both of log_odds_bits.
struct Line {
    std::int32_t slope = 1 << log_odds_bits;
    std::int32_t offset = 0;
};

struct ModelHeader {
    std::array<char, 8> magic{'K', 'Q', 'M', 'O', 'D', 'E', 'L', '\n'};
    std::uint32_t version = 3;
    std::uint32_t bucket_bits = 0;
    std::uint32_t named_count = named_features_max;
    std::uint32_t seed = 0;
    std::uint64_t rows_at = 0;
    std::uint64_t tags_at = 0;
    std::uint64_t named_at = 0;
    std::uint64_t digest_at = 0;  ///< 32 bytes, the last of the file
    std::uint16_t triage_per_10000 = 0;
    std::uint16_t alert_per_10000 = 0;
    std::array<std::uint16_t, 6> unused{};
    std::array<std::uint8_t, 32> training_data{};  ///< SHA-256 of the rows that it was trained on
    std::array<HeadScale, head_count> heads{};
    std::array<std::int32_t, 6> grave_bias{};  ///< by label, added to the log-odds of grave; of log_odds_bits
    Line service;                              ///< of the sum of the head of abuse and the heads of labels
    Line public_german;
    Line public_english;  ///< and of a language that is not known
    std::array<std::uint8_t, 56> padding{};
};
static_assert(sizeof(ModelHeader) == 512);

inline constexpr std::uint32_t bucket_bits_min = 4;
inline constexpr std::uint32_t bucket_bits_max = 20;

struct alignas(32) GrainRow {
    std::array<std::int8_t, lane_count> weights{};
};
using NamedRow = std::array<std::int16_t, lane_count>;

/// Rows of a set.
inline constexpr std::size_t ways = 4;

[[nodiscard]] constexpr std::uint16_t tag_of_feature(std::uint64_t hash) {
    const auto tag = static_cast<std::uint16_t>(hash >> 48);
    return tag == 0 ? 1 : tag;
}

/// A model file's parts, checked: they lie inside the bytes.
struct ModelView {
    ModelHeader header;
    const GrainRow* rows = nullptr;
    const std::uint16_t* tags = nullptr;  ///< 0 where a row is free
    const NamedRow* named = nullptr;
    std::uint64_t set_mask = 0;
    std::array<std::uint8_t, 32> digest{};  ///< as the file says
};

enum class DigestCheck : std::uint8_t { trust, compute };

/// The bytes have to lie at an address that 32 divides. Errors: conduct.model-damaged, conduct.model-version.
[[nodiscard]] Result<ModelView> view_model(std::string_view bytes, DigestCheck check);

}  // namespace konsequenz::conduct
