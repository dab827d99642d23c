#include "consistency/cells.h"

#include <algorithm>
#include <numeric>

namespace konsequenz::consistency {

std::string_view to_string(Treatment treatment) {
    static constexpr std::array<std::string_view, treatment_count> words{"milder", "harsher", "more generous"};
    return words[static_cast<std::size_t>(treatment)];
}

bool is_treated(const History& history, const Case& which, Treatment treatment) {
    switch (treatment) {
        case Treatment::milder: return history.is_milder(which);
        case Treatment::harsher: return history.is_harsher(which);
        case Treatment::more_generous: return history.is_more_generous(which);
    }
    return false;
}

bool can_be_treated(const History& history, const Case& which, Treatment treatment) {
    const auto& outcome = history.outcome_of(which);
    switch (treatment) {
        case Treatment::milder: return outcome.measure > 0;
        case Treatment::harsher: return outcome.measure + 1U < history.measures.size();
        case Treatment::more_generous: return outcome.remedy + 1U < history.remedies.size();
    }
    return false;
}

statistics::Proportion Cell::having(Trait trait, Treatment treatment) const {
    const auto column = static_cast<std::size_t>(trait);
    return {treated_with[static_cast<std::size_t>(treatment)][column], with[column]};
}

statistics::Proportion Cell::lacking(Trait trait, Treatment treatment) const {
    const auto all = having(trait, treatment);
    return {treated[static_cast<std::size_t>(treatment)] - all.count, cases.size() - all.total};
}

namespace {

void count_cases(const History& history, Cell& cell) {
    for (const auto at : cell.cases) {
        const auto& each = history.cases[at];
        for (std::size_t trait = 0; trait < trait_count; ++trait) cell.with[trait] += each.traits.test(trait) ? 1U : 0U;
        for (const auto treatment : treatments) {
            if (!is_treated(history, each, treatment)) continue;
            const auto row = static_cast<std::size_t>(treatment);
            ++cell.treated[row];
            for (std::size_t trait = 0; trait < trait_count; ++trait)
                cell.treated_with[row][trait] += each.traits.test(trait) ? 1U : 0U;
        }
    }
}

}  // namespace

Cells::Cells(const History& history) : order_(history.cases.size()), cell_of_(history.cases.size()) {
    std::iota(order_.begin(), order_.end(), Index{0});
    const auto key = [&](Index at) {
        const auto& outcome = history.outcome_of(history.cases[at]);
        return std::uint64_t{history.cases[at].situation} << 16U | std::uint64_t{outcome.measure} << 8U |
               outcome.remedy;
    };
    std::vector<std::uint64_t> keys(order_.size());
    for (Index at = 0; at < keys.size(); ++at) keys[at] = key(at);
    std::ranges::sort(order_, [&](Index one, Index other) {
        return keys[one] != keys[other] ? keys[one] < keys[other] : one < other;
    });
    for (std::size_t from = 0; from < order_.size();) {
        auto until = from;
        while (until < order_.size() && keys[order_[until]] == keys[order_[from]]) {
            cell_of_[order_[until]] = static_cast<Index>(cells_.size());
            ++until;
        }
        const auto shared = keys[order_[from]];
        cells_.push_back({.situation = static_cast<Index>(shared >> 16U),
                          .measure = static_cast<std::uint8_t>(shared >> 8U & 255U),
                          .remedy = static_cast<std::uint8_t>(shared & 255U),
                          .cases = std::span<const Index>(order_).subspan(from, until - from)});
        count_cases(history, cells_.back());
        from = until;
    }
}

}  // namespace konsequenz::consistency
