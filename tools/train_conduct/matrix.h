// Rows as sparse vectors: which n-grams the model knows, and the features of each row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "conduct/model_format.h"
#include "conduct/reading.h"
#include "rows.h"

namespace konsequenz::train {

/// The n-gram that a row of the model belongs to.
struct Bucket {
    std::uint64_t hash = 0;
    float score = 0.0F;  ///< how much it tells; 0 where the row is empty
    conduct::Grain grain = conduct::Grain::letters;
    float rarity = 1.0F;      ///< how much it counts beside the others: less where most rows have it
    float own_rarity = 1.0F;  ///< the same among our own rows
};

struct Feature {
    std::uint32_t column = 0;  ///< from 0: buckets, then named features, then data sets
    float value = 0.0F;
};

struct Sample {
    std::vector<Feature> features;  ///< ascending by column
};

/// Which features there are, chosen from the training rows: of the n-grams that fall on one set of rows, those that
/// tell most.
class FeatureSpace {
  public:
    FeatureSpace(const std::vector<Row>& rows, std::uint32_t bucket_bits);

    [[nodiscard]] Sample sample(const Row& row);
    [[nodiscard]] std::uint32_t columns() const;
    [[nodiscard]] const std::vector<Bucket>& buckets() const { return buckets_; }
    [[nodiscard]] std::uint32_t named_column(std::size_t feature) const;
    [[nodiscard]] std::uint32_t source_column(const std::string& source);

    /// What a feature's weight is multiplied with to become a weight of the model.
    [[nodiscard]] static double factor(const Bucket& bucket);
    /// What the prior of a head makes of a column.
    [[nodiscard]] double rarity(conduct::Head head, std::size_t column) const;
    static constexpr double named_value = 0.08;
    static constexpr double source_value = 0.5;

  private:
    void choose(const std::vector<Row>& rows);
    /// The four rows where an n-gram may stand.
    [[nodiscard]] std::size_t set_of(std::uint64_t hash) const {
        return (hash & (buckets_.size() / conduct::ways - 1)) * conduct::ways;
    }

    std::vector<Bucket> buckets_;
    std::vector<std::string> sources_;
    conduct::TextReading reading_;
};

}  // namespace konsequenz::train
