// Cases that are alike in all that may matter, counted together: what a comparison of like with like is made of.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "consistency/history.h"
#include "statistics/proportion.h"

namespace konsequenz::consistency {

/// How a case was treated beside what its ruling says.
enum class Treatment : std::uint8_t {
    milder,         ///< a milder measure
    harsher,        ///< a harsher measure
    more_generous,  ///< a greater remedy
};
inline constexpr std::size_t treatment_count = 3;
inline constexpr std::array<Treatment, treatment_count> treatments{Treatment::milder, Treatment::harsher,
                                                                   Treatment::more_generous};
/// "milder", "harsher", "more generous".
[[nodiscard]] std::string_view to_string(Treatment treatment);
/// Whether it was treated so.
[[nodiscard]] bool is_treated(const History& history, const Case& which, Treatment treatment);
/// Whether it could have been: nothing is milder than the mildest.
[[nodiscard]] bool can_be_treated(const History& history, const Case& which, Treatment treatment);

/// Cases of one situation with the same measure and remedy ruled.
struct Cell {
    Index situation = 0;
    std::uint8_t measure = 0;
    std::uint8_t remedy = 0;
    std::span<const Index> cases;  ///< ascending
    /// How many have a trait, how many were treated so, and how many both.
    std::array<std::uint32_t, trait_count> with{};
    std::array<std::uint32_t, treatment_count> treated{};
    std::array<std::array<std::uint32_t, trait_count>, treatment_count> treated_with{};

    [[nodiscard]] statistics::Proportion having(Trait trait, Treatment treatment) const;
    [[nodiscard]] statistics::Proportion lacking(Trait trait, Treatment treatment) const;
};

class Cells {
  public:
    explicit Cells(const History& history);
    [[nodiscard]] const std::vector<Cell>& all() const { return cells_; }
    /// The cell of a case.
    [[nodiscard]] Index of_case(Index which) const { return cell_of_[which]; }

  private:
    std::vector<Index> order_;
    std::vector<Cell> cells_;
    std::vector<Index> cell_of_;
};

}  // namespace konsequenz::consistency
