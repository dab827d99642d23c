#include "voices/cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "voices/counter.h"

namespace konsequenz::voices {
namespace {

constexpr std::array<std::string_view, 4> kinds{"topics", "touchpoints", "standards", "customer groups"};
constexpr std::size_t slots_max = std::size_t{1} << 26U;

}  // namespace

std::string_view to_string(Dimension dimension) {
    static constexpr std::array<std::string_view, 4> names{"all", "topic", "touchpoint", "standard"};
    return names.at(static_cast<std::size_t>(dimension));
}

std::uint32_t CellNames::name(Kind kind, std::string_view text) {
    const std::lock_guard lock(mutex_);
    auto& names = names_[static_cast<std::size_t>(kind)];
    if (const auto found = names.find(text); found != names.end()) return found->second;
    if (names.size() == names_max) {
        too_many_ = kinds[static_cast<std::size_t>(kind)];
        return 0;
    }
    const auto number = static_cast<std::uint32_t>(names.size());
    names.emplace(text, number);
    return number;
}

std::uint32_t CellNames::cell(const Cell& cell) {
    const std::lock_guard lock(mutex_);
    const auto [found, is_new] = numbers_.emplace(cell.key(), static_cast<std::uint32_t>(cells_.size()));
    if (is_new) cells_.push_back(cell);
    return found->second;
}

Result<CellLayout> CellNames::layout() const {
    const std::lock_guard lock(mutex_);
    if (!too_many_.empty())
        return fail("voices.too-many-names",
                    fmt::format("more than {} different {}: they are to be looked at one by one, so give the records "
                                "coarser ones",
                                names_max, too_many_));
    CellLayout layout;
    layout.groups_.push_back({});
    std::array<std::size_t, 4> first{};
    for (const auto dimension : {Dimension::topic, Dimension::touchpoint, Dimension::standard}) {
        const auto& names = names_[static_cast<std::size_t>(dimension) - 1];
        const auto start = first[static_cast<std::size_t>(dimension)] = layout.groups_.size();
        layout.groups_.resize(start + names.size());
        for (const auto& [name, number] : names) layout.groups_[start + number] = {dimension, name};
    }
    layout.strata_.resize(names_[3].size() + 1);
    for (const auto& [name, number] : names_[3]) layout.strata_[number + 1] = name;

    for (const auto& cell : cells_) layout.periods_.push_back(cell.period);
    std::ranges::sort(layout.periods_);
    layout.periods_.erase(std::unique(layout.periods_.begin(), layout.periods_.end()), layout.periods_.end());
    if (layout.slots() > slots_max)
        return fail("voices.too-many-cells",
                    fmt::format("{} groups in {} periods are too many: choose a longer --period or coarser topics",
                                layout.groups_.size(), layout.periods_.size()));

    const auto width = layout.periods_.size() + 1;
    layout.slots_.resize(cells_.size() * CellLayout::each);
    for (std::size_t at = 0; at < cells_.size(); ++at) {
        const auto& cell = cells_[at];
        const auto period = std::ranges::lower_bound(layout.periods_, cell.period) - layout.periods_.begin() + 1;
        const bool is_message = cell.kind == Cell::Kind::message;
        layout.is_message_.push_back(is_message);
        const std::array<std::size_t, 3> groups{is_message ? 0 : first[3] + cell.name, first[1] + cell.name,
                                                first[2] + cell.touchpoint};
        for (std::size_t group = 0; group < (is_message ? 3U : 1U); ++group) {
            auto* slots = &layout.slots_[at * CellLayout::each + 2 * group];
            slots[0] = static_cast<std::uint32_t>(groups[group] * width);
            slots[1] = static_cast<std::uint32_t>(groups[group] * width + static_cast<std::size_t>(period));
        }
    }
    return layout;
}

}  // namespace konsequenz::voices
