// Boxes over axes of finitely many atoms: which atoms of each axis, and every combination of them.
//
// Nothing here knows of tables: a rule is a box, a gap is what is left of the whole when the rules' boxes are taken
// out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace konsequenz::proof {

/// One bit an atom, each axis in words of its own.
using Box = std::vector<std::uint64_t>;

class Grid {
  public:
    explicit Grid(std::vector<std::size_t> atom_counts);

    [[nodiscard]] std::size_t axes() const { return sizes_.size(); }
    [[nodiscard]] std::size_t atoms(std::size_t axis) const { return sizes_[axis]; }
    [[nodiscard]] std::size_t words() const { return first_words_.back(); }

    /// Everything.
    [[nodiscard]] Box whole() const;
    [[nodiscard]] std::span<const std::uint64_t> row(const Box& box, std::size_t axis) const {
        return std::span(box).subspan(first_words_[axis], first_words_[axis + 1] - first_words_[axis]);
    }
    [[nodiscard]] std::span<std::uint64_t> row(Box& box, std::size_t axis) const {
        return std::span(box).subspan(first_words_[axis], first_words_[axis + 1] - first_words_[axis]);
    }
    [[nodiscard]] bool has(const Box& box, std::size_t axis, std::size_t atom) const {
        return (box[first_words_[axis] + atom / 64] >> atom % 64 & 1U) != 0;
    }
    void set(Box& box, std::size_t axis, std::size_t atom) const {
        box[first_words_[axis] + atom / 64] |= std::uint64_t{1} << atom % 64;
    }
    /// Whether the box has every atom of the axis.
    [[nodiscard]] bool is_full(const Box& box, std::size_t axis) const;
    [[nodiscard]] std::size_t count(const Box& box, std::size_t axis) const;
    [[nodiscard]] bool is_empty(const Box& box) const;
    [[nodiscard]] bool meet(const Box& left, const Box& right) const;
    [[nodiscard]] Box common(const Box& left, const Box& right) const;
    [[nodiscard]] bool covers(const Box& outer, const Box& inner) const;
    /// How many combinations of atoms it holds, for comparing boxes.
    [[nodiscard]] double volume(const Box& box) const;

  private:
    std::vector<std::size_t> sizes_;
    std::vector<std::size_t> first_words_;
};

/// How much work is done before a search gives up, in cuts; and how many boxes it may find.
inline constexpr std::size_t cuts_max = 200'000;
inline constexpr std::size_t boxes_max = 4'000;

struct Remainder {
    std::vector<Box> boxes;   ///< disjoint
    bool is_complete = true;  ///< false: the search stopped at its limit, there may be more
};

/// What is left of the start when the others are taken out. With `stop_at` it ends when it has found so many.
[[nodiscard]] Remainder remainder(const Grid& grid, const Box& start, std::span<const Box> taken_out,
                                  std::size_t stop_at = boxes_max);
/// Whether the others cover the box; nullopt where the search stopped at its limit.
[[nodiscard]] std::optional<bool> is_covered(const Grid& grid, const Box& box, std::span<const Box> others);

/// The same set in few boxes, each as wide as it can be without meeting one of the others: they may overlap.
[[nodiscard]] std::vector<Box> widened(const Grid& grid, std::vector<Box> boxes, std::span<const Box> others);

}  // namespace konsequenz::proof
