#include "pack.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/sha256.h"

namespace konsequenz::train {
namespace {

using conduct::head_count;

/// A weight as the model's sums take it: the factor of its grain is in it.
double grain_weight(const ToPack& of, std::size_t head, std::size_t column) {
    const auto& bucket = of.space.buckets()[column];
    return bucket.score > 0.0F ? of.heads[head].weights[column] * FeatureSpace::factor(bucket) *
                                     of.space.rarity(static_cast<conduct::Head>(head), column)
                               : 0.0;
}

/// The weight that 127 stands for: all but the few greatest fit below it, so that the many small ones keep their
/// digits.
double grain_top(const ToPack& of, std::size_t head) {
    constexpr std::size_t cut_off = 20;
    std::vector<double> sizes;
    sizes.reserve(of.space.buckets().size());
    for (std::size_t column = 0; column < of.space.buckets().size(); ++column)
        sizes.push_back(std::abs(grain_weight(of, head, column)));
    std::ranges::nth_element(sizes, sizes.end() - cut_off);
    return std::max(sizes[sizes.size() - cut_off], 1e-6);
}

double named_weight(const ToPack& of, std::size_t head, std::size_t feature) {
    const auto column = of.space.named_column(feature);
    return of.heads[head].weights[column] * FeatureSpace::named_value *
           of.space.rarity(static_cast<conduct::Head>(head), column);
}

double named_top(const ToPack& of, std::size_t head) {
    double top = 1e-6;
    for (std::size_t at = 0; at < conduct::named_features_max; ++at)
        top = std::max(top, std::abs(named_weight(of, head, at)));
    return top;
}

template <class Integer>
Integer rounded(double value, double limit) {
    return static_cast<Integer>(std::lround(std::clamp(value, -limit, limit)));
}

void append(std::string& out, const void* bytes, std::size_t size) {
    out.append(static_cast<const char*>(bytes), size);
}

conduct::Line line_of(const Correction& correction) {
    constexpr double one = 1 << conduct::log_odds_bits;
    return {rounded<std::int32_t>(correction.slope * one, 1 << 24),
            rounded<std::int32_t>(correction.offset * one, 1 << 24)};
}

conduct::ModelHeader header_of(const ToPack& of, const std::array<double, head_count>& grain_tops,
                               const std::array<double, head_count>& named_tops) {
    conduct::ModelHeader header;
    header.bucket_bits = of.bucket_bits;
    header.rows_at = sizeof header;
    header.tags_at = header.rows_at + of.space.buckets().size() * sizeof(conduct::GrainRow);
    header.named_at = header.tags_at + of.space.buckets().size() * sizeof(std::uint16_t);
    header.digest_at = header.named_at + conduct::named_features_max * sizeof(conduct::NamedRow);
    header.triage_per_10000 = of.triage_per_10000;
    header.alert_per_10000 = of.alert_per_10000;
    header.training_data = of.training_data;
    header.service = line_of(of.service);
    header.public_german = line_of(of.public_german);
    header.public_english = line_of(of.public_english);
    for (std::size_t label = 0; label < of.grave_bias.size(); ++label)
        header.grave_bias[label] = rounded<std::int32_t>(of.grave_bias[label] * (1 << conduct::log_odds_bits), 1 << 24);
    for (std::size_t head = 0; head < head_count; ++head) {
        const auto [slope, offset] = of.corrections[head];
        auto& scale = header.heads[head];
        constexpr double one = 1 << conduct::log_odds_bits;
        scale.bias = rounded<std::int32_t>((slope * of.heads[head].bias + offset) * one, 1 << 24);
        scale.grain_scale =
            rounded<std::int32_t>(slope * grain_tops[head] / 127 * (1 << conduct::grain_scale_bits), 1 << 24);
        scale.named_scale = rounded<std::int32_t>(slope * named_tops[head] / 32'767 * one * (1 << 10), 1 << 30);
    }
    return header;
}

}  // namespace

std::string pack(const ToPack& of) {
    std::array<double, head_count> grain_tops{};
    std::array<double, head_count> named_tops{};
    for (std::size_t head = 0; head < head_count; ++head) {
        grain_tops[head] = grain_top(of, head);
        named_tops[head] = named_top(of, head);
    }
    const auto header = header_of(of, grain_tops, named_tops);
    std::string out;
    append(out, &header, sizeof header);
    std::vector<std::uint16_t> tags;
    tags.reserve(of.space.buckets().size());
    for (std::size_t column = 0; column < of.space.buckets().size(); ++column) {
        conduct::GrainRow row{};
        const auto& bucket = of.space.buckets()[column];
        const bool is_taken = bucket.score > 0.0F;
        for (std::size_t head = 0; head < head_count && is_taken; ++head)
            row.weights[head] = rounded<std::int8_t>(grain_weight(of, head, column) / grain_tops[head] * 127, 127);
        append(out, &row, sizeof row);
        // A row whose weights all round to nothing stays: it tells a known word from an unknown one.
        tags.push_back(is_taken ? conduct::tag_of_feature(bucket.hash) : std::uint16_t{0});
    }
    append(out, tags.data(), tags.size() * sizeof tags.front());
    for (std::size_t at = 0; at < conduct::named_features_max; ++at) {
        conduct::NamedRow row{};
        for (std::size_t head = 0; head < head_count; ++head) {
            row[head] = rounded<std::int16_t>(named_weight(of, head, at) / named_tops[head] * 32'767, 32'767);
        }
        append(out, row.data(), sizeof row);
    }
    const auto digest = sha256(out);
    append(out, digest.data(), digest.size());
    return out;
}

}  // namespace konsequenz::train
