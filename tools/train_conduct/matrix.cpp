#include "matrix.h"

#include <algorithm>
#include <cmath>

namespace konsequenz::train {
namespace {

/// A complaint of a page would outvote a hundred short ones; what a text is shows in its first lines.
constexpr std::size_t text_bytes_max = 700;
constexpr std::size_t sources_max = 16;

/// An n-gram in a row, counted once a row.
struct Occurrence {
    std::uint64_t hash;
    float weight;  ///< negative in a text that is not abusive
    conduct::Grain grain;
};

float weight_of(const Row& row) {
    constexpr float own_weight = 3.0F;
    const float weight = row.is_own ? own_weight : 1.0F;
    return row.is_abusive() ? weight : -weight;
}

void add_occurrences(conduct::TextReading& reading, const Row& row, std::vector<Occurrence>& all) {
    reading.read(std::string_view(row.text).substr(0, text_bytes_max));
    const auto from = static_cast<std::ptrdiff_t>(all.size());
    const float weight = weight_of(row);
    for (std::size_t at = 0; at < reading.size(); ++at) {
        conduct::each_feature(reading.form(at), [&](std::uint64_t hash, conduct::Grain grain) {
            all.push_back({hash, weight, grain});
        });
    }
    std::sort(all.begin() + from, all.end(), [](const auto& a, const auto& b) { return a.hash < b.hash; });
    all.erase(std::unique(all.begin() + from, all.end(),
                          [](const auto& a, const auto& b) { return a.hash == b.hash; }),
              all.end());
}

/// How surely an n-gram speaks for or against abuse, after the naive Bayes ratio; what is frequent counts beside it,
/// since the other heads have a use for it.
float score_of(float positive, float negative, float balance) {
    const float ratio = std::log((positive + 1.0F) / (negative + 1.0F) / balance);
    return std::sqrt(positive + negative) * (std::abs(ratio) + 0.3F);
}

}  // namespace

FeatureSpace::FeatureSpace(const std::vector<Row>& rows, std::uint32_t bucket_bits) : bucket_bits_(bucket_bits) {
    buckets_.resize(std::size_t{1} << bucket_bits);
    for (const auto& row : rows) static_cast<void>(source_column(row.source));
    choose(rows);
}

void FeatureSpace::choose(const std::vector<Row>& rows) {
    constexpr float occurrences_min = 3.0F;  // two or more rows, one of ours
    std::vector<Occurrence> all;
    float positive = 1.0F;
    float negative = 1.0F;
    for (const auto& row : rows) {
        add_occurrences(reading_, row, all);
        (row.is_abusive() ? positive : negative) += std::abs(weight_of(row));
    }
    std::ranges::stable_sort(all, {}, &Occurrence::hash);
    const float balance = positive / negative;
    for (std::size_t first = 0; first < all.size();) {
        float with = 0.0F;
        float without = 0.0F;
        std::size_t next = first;
        for (; next < all.size() && all[next].hash == all[first].hash; ++next)
            (all[next].weight > 0 ? with : without) += std::abs(all[next].weight);
        auto& bucket = buckets_[all[first].hash & (buckets_.size() - 1)];
        const auto score = score_of(with, without, balance);
        if (next - first >= 2 && with + without >= occurrences_min && score > bucket.score)
            bucket = {all[first].hash, score, all[first].grain};
        first = next;
    }
}

std::uint32_t FeatureSpace::named_column(std::size_t feature) const {
    return static_cast<std::uint32_t>(buckets_.size() + feature);
}

std::uint32_t FeatureSpace::source_column(const std::string& source) {
    auto found = std::ranges::find(sources_, source);
    if (found == sources_.end() && sources_.size() < sources_max) found = sources_.insert(found, source);
    const auto index = static_cast<std::size_t>(found - sources_.begin());
    return named_column(conduct::named_features_max + index);
}

std::uint32_t FeatureSpace::columns() const {
    return named_column(conduct::named_features_max + sources_max + 1);
}

double FeatureSpace::factor(conduct::Grain grain) {
    return grain == conduct::Grain::word ? std::sqrt(static_cast<double>(conduct::word_grain)) : 1.0;
}

Sample FeatureSpace::sample(const Row& row) {
    reading_.read(std::string_view(row.text).substr(0, text_bytes_max));
    Sample sample;
    double grains = 0.0;
    for (std::size_t at = 0; at < reading_.size(); ++at) {
        conduct::each_feature(reading_.form(at), [&](std::uint64_t hash, conduct::Grain grain) {
            const auto column = static_cast<std::uint32_t>(hash & (buckets_.size() - 1));
            const auto& bucket = buckets_[column];
            // As the model sees it: by the tag alone.
            if (bucket.score <= 0.0F || conduct::tag_of_feature(bucket.hash) != conduct::tag_of_feature(hash)) return;
            sample.features.push_back({column, static_cast<float>(factor(grain))});
            grains += grain == conduct::Grain::word ? conduct::word_grain : 1.0;
        });
    }
    std::ranges::sort(sample.features, {}, &Feature::column);
    std::size_t kept = 0;
    for (const auto& feature : sample.features) {
        if (kept > 0 && sample.features[kept - 1].column == feature.column)
            sample.features[kept - 1].value += feature.value;
        else
            sample.features[kept++] = feature;
    }
    sample.features.resize(kept);
    const auto root = static_cast<float>(1.0 / std::sqrt(std::max(grains, 1.0)));
    for (auto& feature : sample.features) feature.value *= root;
    for (const auto feature : reading_.named())
        sample.features.push_back({named_column(feature), static_cast<float>(named_value)});
    return sample;
}

}  // namespace konsequenz::train
