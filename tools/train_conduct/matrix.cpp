#include "matrix.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace konsequenz::train {
namespace {

/// A complaint of a page would outvote a hundred short ones; what a text is shows in its first lines.
constexpr std::size_t text_bytes_max = 700;
constexpr std::size_t sources_max = 16;

/// An n-gram in a row, counted once a row.
struct Occurrence {
    std::uint64_t hash;
    conduct::Grain grain;
    bool is_own;
    bool is_abusive;
};

void add_occurrences(conduct::TextReading& reading, const Row& row, std::vector<Occurrence>& all) {
    reading.read(std::string_view(row.text).substr(0, text_bytes_max));
    const auto from = static_cast<std::ptrdiff_t>(all.size());
    for (std::size_t at = 0; at < reading.size(); ++at) {
        conduct::each_feature(reading.form(at), [&](std::uint64_t hash, conduct::Grain grain) {
            all.push_back({hash, grain, row.is_own, row.is_abusive()});
        });
    }
    std::sort(all.begin() + from, all.end(), [](const auto& a, const auto& b) { return a.hash < b.hash; });
    all.erase(std::unique(all.begin() + from, all.end(), [](const auto& a, const auto& b) { return a.hash == b.hash; }),
              all.end());
}

/// How surely an n-gram speaks for or against abuse, after the naive Bayes ratio; what is frequent counts beside it,
/// since the other heads have a use for it.
float score_of(float positive, float negative, float balance) {
    const float ratio = std::log((positive + 1.0F) / (negative + 1.0F) / balance);
    return std::sqrt(positive + negative) * (std::abs(ratio) + 0.3F);
}

/// As the inverse document frequency; 1 for what one row in two hundred has.
float rarity_of(float rows_with, float rows) { return std::log(rows / std::max(rows_with, 1.0F)) / std::log(200.0F); }

/// How many rows have an n-gram.
struct Counts {
    float own_abusive = 0.0F;
    float own_other = 0.0F;
    float abusive = 0.0F;  ///< of the public data sets, as the next
    float other = 0.0F;

    void add(bool is_own, bool is_abusive) {
        if (is_own)
            (is_abusive ? own_abusive : own_other) += 1.0F;
        else
            (is_abusive ? abusive : other) += 1.0F;
    }
    [[nodiscard]] float own() const { return own_abusive + own_other; }
    [[nodiscard]] float all() const { return own() + abusive + other; }
};

/// Ours are what the model is for: what tells abuse among them is looked at for itself as well.
Bucket bucket_of(const Occurrence& of, const Counts& with, const Counts& rows) {
    if (with.all() < 2.0F) return {};
    const float positive = with.abusive + with.own_abusive;
    const float negative = with.other + with.own_other;
    const float balance = (rows.abusive + rows.own_abusive) / (rows.other + rows.own_other + 1);
    auto score = score_of(positive, negative, balance);
    if (with.own() >= 2.0F) score = std::max(score, score_of(with.own_abusive, with.own_other, 1.0F));
    return {of.hash, score, of.grain, rarity_of(with.all(), rows.all()), rarity_of(with.own(), rows.own())};
}

/// In the place of the one that tells least; one of the same tag, which the model could not tell from it, makes way.
void put(std::span<Bucket> set, const Bucket& found) {
    auto place = std::ranges::find_if(set, [&](const Bucket& bucket) {
        return bucket.score > 0.0F && conduct::tag_of_feature(bucket.hash) == conduct::tag_of_feature(found.hash);
    });
    if (place == set.end()) place = std::ranges::min_element(set, {}, &Bucket::score);
    if (found.score > place->score) *place = found;
}

}  // namespace

FeatureSpace::FeatureSpace(const std::vector<Row>& rows, std::uint32_t bucket_bits) {
    buckets_.resize(std::size_t{1} << bucket_bits);
    for (const auto& row : rows) static_cast<void>(source_column(row.source));
    choose(rows);
}

void FeatureSpace::choose(const std::vector<Row>& rows) {
    std::vector<Occurrence> all;
    Counts of_all;
    for (const auto& row : rows) {
        add_occurrences(reading_, row, all);
        of_all.add(row.is_own, row.is_abusive());
    }
    std::ranges::stable_sort(all, {}, &Occurrence::hash);
    for (std::size_t first = 0; first < all.size();) {
        Counts with;
        auto next = first;
        for (; next < all.size() && all[next].hash == all[first].hash; ++next)
            with.add(all[next].is_own, all[next].is_abusive);
        put(std::span(buckets_).subspan(set_of(all[first].hash), conduct::ways), bucket_of(all[first], with, of_all));
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

std::uint32_t FeatureSpace::columns() const { return named_column(conduct::named_features_max + sources_max + 1); }

double FeatureSpace::rarity(conduct::Head head, std::size_t column) const {
    using enum conduct::Head;
    // A mention or a hashtag tells public talk from contacts better than any word.
    constexpr double loud = 4.0;
    if (column >= buckets_.size())
        return head == service && column < named_column(conduct::named_features_max) ? loud : 1.0;
    const bool is_of_labels = head >= disrespect && head <= threat;
    const bool is_shared = is_of_labels || head == abusive_public || head == service || head == german;
    const auto& bucket = buckets_[column];
    constexpr double steepness = 1.3;
    const auto rarity = static_cast<double>(is_shared ? bucket.rarity : bucket.own_rarity);
    return head == abusive_public ? std::pow(rarity, steepness) : rarity;
}

double FeatureSpace::factor(const Bucket& bucket) {
    return (bucket.grain == conduct::Grain::word ? std::sqrt(static_cast<double>(conduct::word_grain)) : 1.0);
}

Sample FeatureSpace::sample(const Row& row) {
    reading_.read(std::string_view(row.text).substr(0, text_bytes_max));
    Sample sample;
    double grains = 0.0;
    for (std::size_t at = 0; at < reading_.size(); ++at) {
        conduct::each_feature(reading_.form(at), [&](std::uint64_t hash, conduct::Grain grain) {
            // As the model sees it: by the tag alone.
            const auto set = std::span(buckets_).subspan(set_of(hash), conduct::ways);
            const auto found = std::ranges::find_if(set, [&](const Bucket& bucket) {
                return bucket.score > 0.0F && conduct::tag_of_feature(bucket.hash) == conduct::tag_of_feature(hash);
            });
            if (found == set.end()) return;
            const auto column = static_cast<std::uint32_t>(&*found - buckets_.data());
            sample.features.push_back({column, static_cast<float>(factor(*found))});
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
