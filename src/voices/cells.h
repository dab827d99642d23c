// The names of topics, touchpoints, standards and strata, and the cells that they and the periods make. Inside voices
// only.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "voices/counts.h"

namespace konsequenz::voices {

/// What can be told apart of one message, or of one that was ruled: the least that all groups are made of.
struct Cell {
    enum class Kind : std::uint8_t { message, ruled } kind = Kind::message;
    std::uint32_t name = 0;  ///< topic, of a ruled one the standard
    std::uint32_t touchpoint = 0;
    std::int32_t period = 0;

    /// Names have 14 bits.
    [[nodiscard]] std::uint64_t key() const {
        return std::uint64_t{static_cast<std::uint32_t>(period)} << 32U | std::uint64_t{touchpoint} << 16U |
               std::uint64_t{name} << 1U | (kind == Kind::ruled ? 1U : 0U);
    }
};

class CellLayout;

/// Numbers for names and cells, given on first sight; used by several threads.
class CellNames {
  public:
    enum class Kind : std::uint8_t { topic, touchpoint, standard, stratum };

    std::uint32_t name(Kind kind, std::string_view text);
    std::uint32_t cell(const Cell& cell);
    /// Errors: voices.too-many-names, voices.too-many-cells.
    [[nodiscard]] Result<CellLayout> layout() const;

  private:
    friend class CellLayout;
    mutable std::mutex mutex_;
    std::array<std::map<std::string, std::uint32_t, std::less<>>, 4> names_;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
    std::vector<Cell> cells_;
    std::string_view too_many_;
};

/// Which slots a cell counts in. A slot is a group in a period or over the whole time.
class CellLayout {
  public:
    [[nodiscard]] std::size_t slots() const { return groups_.size() * (periods_.size() + 1); }
    [[nodiscard]] std::span<const std::uint32_t> slots_of(std::uint32_t cell) const {
        return std::span(slots_).subspan(cell * each, is_message_[cell] ? 6 : 2);
    }
    [[nodiscard]] bool is_whole_time(std::uint32_t slot) const { return slot % (periods_.size() + 1) == 0; }
    [[nodiscard]] const GroupKey& group_of(std::uint32_t slot) const { return groups_[slot / (periods_.size() + 1)]; }
    [[nodiscard]] std::int64_t period_of(std::uint32_t slot) const {
        return periods_[slot % (periods_.size() + 1) - 1];
    }
    [[nodiscard]] bool has_strata() const { return strata_.size() > 1; }
    /// 0 is none, "".
    [[nodiscard]] const std::string& stratum_name(std::uint32_t stratum) const { return strata_[stratum]; }
    [[nodiscard]] const std::string& topic_name(std::uint32_t topic) const { return groups_[1 + topic].name; }

  private:
    friend class CellNames;
    static constexpr std::size_t each = 6;
    std::vector<GroupKey> groups_;       ///< all, then topics, touchpoints and standards by their numbers
    std::vector<std::int64_t> periods_;  ///< ascending
    std::vector<std::string> strata_;
    std::vector<std::uint32_t> slots_;
    std::vector<bool> is_message_;
};

}  // namespace konsequenz::voices
