// One part of the people, by the hash of their ids, with what each wrote where. Inside voices only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "voices/counts.h"
#include "voices/pair_table.h"

namespace konsequenz::voices {

[[nodiscard]] std::uint64_t hash_of(std::string_view text);

class PeoplePart {
  public:
    /// The person's number in this part, given on first sight.
    std::uint32_t person(std::string_view id, std::uint64_t hash);
    void add(std::uint32_t person, std::uint32_t cell) { cells_.add(person, cell, 1); }
    /// Keeps of each person the texts with the least hashes, and of equal ones the first: what is kept does not depend
    /// on the order of what comes in.
    void add_sketch(std::uint32_t person, const Sketch& sketch);
    /// The stratum that was said last; `tie` says which counts of those said at one time.
    void add_stratum(std::uint32_t person, std::uint32_t stratum, std::int64_t time, std::uint64_t tie);

    [[nodiscard]] std::size_t people() const { return starts_.size() - 1; }
    /// By person and cell.
    [[nodiscard]] std::vector<PairTable::Entry> take_cells();
    [[nodiscard]] std::vector<Sketch> take_sketches();
    /// 0 = none known.
    [[nodiscard]] std::uint32_t stratum(std::uint32_t person) const {
        return person < strata_.size() ? strata_[person].stratum : 0;
    }
    [[nodiscard]] std::size_t bytes() const;

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::size_t sketches_max = 4;
    struct Kept {
        Sketch sketch;
        std::uint64_t hash = 0;
        std::uint32_t next = none;
    };
    struct Known {
        std::uint32_t stratum = 0;
        std::int64_t time = 0;
        std::uint64_t tie = 0;
    };

    void grow();

    std::vector<std::uint64_t> slots_;  ///< upper half of the hash, and number + 1; a power of two
    std::vector<std::uint32_t> starts_{0};
    std::string ids_;
    PairTable cells_;
    std::vector<std::uint32_t> first_kept_;
    std::vector<Kept> kept_;
    std::vector<Known> strata_;
};

}  // namespace konsequenz::voices
