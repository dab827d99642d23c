// The cases nearest to a case, where none has quite its facts.
//
// Cases are of one kind where everything but the numbers is equal. The distance of two cases of one kind is the sum
// over their numbers of |a − b| / s, with s the number's mean absolute deviation in its kind: the standardised
// Manhattan distance of situation testing (B. T. Luong, S. Ruggieri, F. Turini, "k-NN as an implementation of situation
// testing for discrimination discovery and prevention", KDD 2011).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "consistency/cells.h"
#include "consistency/history.h"
#include "consistency/twins.h"

namespace konsequenz::consistency {

class Neighbourhood {
  public:
    /// `cells` must outlive it.
    Neighbourhood(const History& history, const Cells& cells);
    ~Neighbourhood();

    enum class Go : std::uint8_t { on, stop };
    /// Visits the cells of the same kind whose measure and remedy ruled are the same, nearest first, the cell itself
    /// among them; of equal distance the lower cell first.
    void visit(Index cell, const std::function<Go(Index cell, double distance)>& visitor) const;
    [[nodiscard]] double distance(Index one, Index other) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Of cases that were treated otherwise than ruled and have a trait: how many stand out against their neighbours.
struct Favoured {
    Trait trait = Trait::in_public;
    Treatment treatment = Treatment::milder;
    std::uint64_t tested = 0;         ///< had neighbours enough, with the trait and without
    std::uint64_t lonely = 0;         ///< had too few that are near enough
    std::vector<Index> standing_out;  ///< cases with a difference of at least `NeighbourOptions::difference_min`
    double mean_difference = 0;       ///< over those tested
};

struct NeighbourOptions {
    std::size_t neighbours = 8;   ///< k: of each group, and all that are as near as the last of them
    double distance_max = 2;      ///< a neighbour is not farther away
    double difference_min = 0.3;  ///< t: share treated so among the k with the trait, less that among the k without
};

/// Situation testing of every trait and treatment that occurs together.
[[nodiscard]] std::vector<Favoured> test_situations(const History& history, const Cells& cells,
                                                    const Neighbourhood& neighbourhood,
                                                    const NeighbourOptions& options = {});

/// For deviations that have no twin of equal facts: the nearest case of the same kind and ruling that ended
/// differently.
[[nodiscard]] std::vector<Pair> find_near_twins(const History& history, const Cells& cells,
                                                const Neighbourhood& neighbourhood, std::size_t shown_max,
                                                const NeighbourOptions& options = {});

}  // namespace konsequenz::consistency
