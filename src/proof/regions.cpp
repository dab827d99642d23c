#include "proof/regions.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace konsequenz::proof {
namespace {

/// The lowest and the highest atom of a row; the row is not empty.
std::pair<std::size_t, std::size_t> ends(std::span<const std::uint64_t> row) {
    std::size_t low = 0;
    while (row[low] == 0) ++low;
    std::size_t high = row.size() - 1;
    while (row[high] == 0) --high;
    return {low * 64 + static_cast<std::size_t>(std::countr_zero(row[low])),
            high * 64 + 63 - static_cast<std::size_t>(std::countl_zero(row[high]))};
}

struct Cut {
    std::size_t axis = 0;
    std::size_t at = 0;  ///< the first atom of the upper part
};

/// Takes boxes out of a start by cutting it in two where the fewest of them are cut as well, until a part meets none of
/// them or lies in one.
class Cutter {
  public:
    Cutter(const Grid& grid, std::span<const Box> taken_out, std::size_t stop_at)
        : grid_(grid), taken_out_(taken_out), stop_at_(stop_at) {}

    Remainder cut(const Box& start) {
        if (!grid_.is_empty(start)) {
            std::vector<std::size_t> all(taken_out_.size());
            for (std::size_t at = 0; at < all.size(); ++at) all[at] = at;
            descend(start, all);
        }
        return std::move(found_);
    }

  private:
    void descend(const Box& part, const std::vector<std::size_t>& before) {
        if (!found_.is_complete || found_.boxes.size() >= stop_at_) return;
        std::vector<std::size_t> met;
        for (const std::size_t index : before) {
            if (!grid_.meet(taken_out_[index], part)) continue;
            if (grid_.covers(taken_out_[index], part)) return;
            met.push_back(index);
        }
        if (met.empty()) {
            found_.boxes.push_back(part);
            return;
        }
        if (++cuts_ > cuts_max || found_.boxes.size() >= boxes_max) {
            found_.is_complete = false;
            return;
        }
        const Cut best = choose(part, met);
        Box lower = part;
        Box upper = part;
        const auto low = grid_.row(lower, best.axis);
        const auto high = grid_.row(upper, best.axis);
        for (std::size_t word = 0; word < low.size(); ++word) {
            const std::uint64_t below = best.at >= (word + 1) * 64 ? ~std::uint64_t{0}
                                        : best.at <= word * 64     ? 0
                                                                   : (std::uint64_t{1} << best.at % 64) - 1;
            low[word] &= below;
            high[word] &= ~below;
        }
        descend(lower, met);
        descend(upper, met);
    }

    /// Where the parts together meet the fewest boxes; of equals, where the fuller part meets the fewest.
    Cut choose(const Box& part, const std::vector<std::size_t>& met) {
        Cut best;
        auto best_cost = std::pair(~std::size_t{0}, ~std::size_t{0});
        for (std::size_t axis = 0; axis < grid_.axes(); ++axis) {
            const auto [first, last] = ends(grid_.row(part, axis));
            if (first == last) continue;
            // Of each place for a cut, how many boxes begin below it, and how many end at it or above.
            begins_.assign(grid_.atoms(axis) + 1, 0);
            ends_.assign(grid_.atoms(axis) + 1, 0);
            for (const std::size_t index : met) {
                const auto [low, high] = common_ends(part, taken_out_[index], axis);
                ++begins_[low];
                ++ends_[high];
            }
            std::size_t below = 0;
            std::size_t ended = 0;
            for (std::size_t at = first + 1; at <= last; ++at) {
                below += begins_[at - 1];
                ended += ends_[at - 1];
                if (begins_[at] == 0 && ends_[at - 1] == 0) continue;
                const std::size_t above = met.size() - ended;
                const auto cost = std::pair(below + above, std::max(below, above));
                if (cost >= best_cost) continue;
                best_cost = cost;
                best = {axis, at};
            }
        }
        // A box that has a hole on its axis, as the first and the third value, begins and ends where the part does.
        if (best.at == 0) best = hole(part, taken_out_[met.front()]);
        return best;
    }

    std::pair<std::size_t, std::size_t> common_ends(const Box& part, const Box& other, std::size_t axis) {
        const auto one = grid_.row(part, axis);
        const auto two = grid_.row(other, axis);
        both_.resize(one.size());
        for (std::size_t word = 0; word < one.size(); ++word) both_[word] = one[word] & two[word];
        return ends(both_);
    }

    [[nodiscard]] Cut hole(const Box& part, const Box& other) const {
        for (std::size_t axis = 0; axis < grid_.axes(); ++axis) {
            const auto first = ends(grid_.row(part, axis)).first;
            for (std::size_t atom = first + 1; atom < grid_.atoms(axis); ++atom) {
                if (grid_.has(part, axis, atom) && !grid_.has(other, axis, atom)) return {axis, atom};
            }
        }
        assert(false && "a box without a hole would cover the part or begin or end inside it");
        return {};
    }

    const Grid& grid_;
    std::span<const Box> taken_out_;
    std::size_t stop_at_;
    std::size_t cuts_ = 0;
    Remainder found_;
    std::vector<std::size_t> begins_;
    std::vector<std::size_t> ends_;
    Box both_;
};

/// The box made as wide on each axis in turn as the others let it be.
Box widen(const Grid& grid, Box box, std::span<const Box> others) {
    for (std::size_t axis = 0; axis < grid.axes(); ++axis) {
        if (grid.is_full(box, axis)) continue;
        Box tried = box;
        const auto everything = grid.whole();
        std::ranges::copy(grid.row(everything, axis), grid.row(tried, axis).begin());
        Box free = tried;
        for (const Box& other : others) {
            if (!grid.meet(other, tried)) continue;
            const auto row = grid.row(free, axis);
            const auto blocked = grid.row(other, axis);
            for (std::size_t word = 0; word < row.size(); ++word) row[word] &= ~blocked[word];
        }
        box = std::move(free);
    }
    return box;
}

/// Above so many boxes none is tried for being needless: the time grows with the square.
constexpr std::size_t sifted_max = 200;

void drop_needless(const Grid& grid, std::vector<Box>& boxes) {
    if (boxes.size() > sifted_max) return;
    for (std::size_t at = boxes.size(); at-- > 0;) {
        std::vector<Box> others = boxes;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
        if (is_covered(grid, boxes[at], others).value_or(false)) boxes = std::move(others);
    }
}

}  // namespace

Grid::Grid(std::vector<std::size_t> atom_counts) : sizes_(std::move(atom_counts)), first_words_{0} {
    for (const std::size_t size : sizes_) first_words_.push_back(first_words_.back() + (size + 63) / 64);
}

Box Grid::whole() const {
    Box box(words());
    for (std::size_t axis = 0; axis < axes(); ++axis) {
        for (std::size_t atom = 0; atom < sizes_[axis]; ++atom) set(box, axis, atom);
    }
    return box;
}

std::size_t Grid::count(const Box& box, std::size_t axis) const {
    std::size_t bits = 0;
    for (const std::uint64_t word : row(box, axis)) bits += static_cast<std::size_t>(std::popcount(word));
    return bits;
}

bool Grid::is_full(const Box& box, std::size_t axis) const { return count(box, axis) == sizes_[axis]; }

bool Grid::is_empty(const Box& box) const {
    for (std::size_t axis = 0; axis < axes(); ++axis) {
        if (std::ranges::all_of(row(box, axis), [](std::uint64_t word) { return word == 0; })) return true;
    }
    return false;
}

bool Grid::meet(const Box& left, const Box& right) const {
    for (std::size_t axis = 0; axis < axes(); ++axis) {
        std::uint64_t both = 0;
        for (std::size_t word = first_words_[axis]; word < first_words_[axis + 1]; ++word)
            both |= left[word] & right[word];
        if (both == 0) return false;
    }
    return true;
}

Box Grid::common(const Box& left, const Box& right) const {
    Box both(left.size());
    for (std::size_t word = 0; word < left.size(); ++word) both[word] = left[word] & right[word];
    return both;
}

bool Grid::covers(const Box& outer, const Box& inner) const {
    for (std::size_t word = 0; word < inner.size(); ++word) {
        if ((inner[word] & ~outer[word]) != 0) return false;
    }
    return true;
}

double Grid::volume(const Box& box) const {
    double product = 1;
    for (std::size_t axis = 0; axis < axes(); ++axis) product *= static_cast<double>(count(box, axis));
    return product;
}

Remainder remainder(const Grid& grid, const Box& start, std::span<const Box> taken_out, std::size_t stop_at) {
    return Cutter(grid, taken_out, stop_at).cut(start);
}

std::optional<bool> is_covered(const Grid& grid, const Box& box, std::span<const Box> others) {
    const Remainder left = remainder(grid, box, others, 1);
    if (!left.boxes.empty()) return false;
    if (!left.is_complete) return std::nullopt;
    return true;
}

std::vector<Box> widened(const Grid& grid, std::vector<Box> boxes, std::span<const Box> others) {
    for (Box& box : boxes) box = widen(grid, std::move(box), others);
    std::ranges::sort(boxes);
    const auto repeated = std::ranges::unique(boxes);
    boxes.erase(repeated.begin(), repeated.end());
    // The widest first, so that it is the small ones that turn out to be needless.
    std::ranges::stable_sort(boxes,
                             [&](const Box& left, const Box& right) { return grid.volume(left) > grid.volume(right); });
    drop_needless(grid, boxes);
    return boxes;
}

}  // namespace konsequenz::proof
