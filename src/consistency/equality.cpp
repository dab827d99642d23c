#include "consistency/equality.h"

#include <array>
#include <map>

namespace konsequenz::consistency {
namespace {

using Attribute = GroupDifference::Attribute;

/// Counts by an attribute's value; `all` counts every case for which the attribute is known.
struct Counted {
    std::map<std::string, statistics::Proportion> by_value;
    statistics::Proportion all;
};

void count(const History& history, Treatment treatment, std::array<Counted, 4>& counted) {
    const auto add = [&](Attribute attribute, const Names* names, Index at, bool is_so) {
        if (at == no_index) return;
        auto& of = counted[static_cast<std::size_t>(attribute)];
        of.by_value[(*names)[at]].add(is_so);
        of.all.add(is_so);
    };
    for (const auto& each : history.cases) {
        if (!can_be_treated(history, each, treatment)) continue;
        const bool is_so = is_treated(history, each, treatment);
        add(Attribute::group, &history.groups, each.group, is_so);
        add(Attribute::language, &history.languages, each.language, is_so);
        add(Attribute::touchpoint, &history.touchpoints, each.touchpoint, is_so);
        auto& traits = counted[static_cast<std::size_t>(Attribute::trait)];
        traits.all.add(is_so);
        for (std::size_t trait = 0; trait < trait_count; ++trait) {
            if (each.traits.test(trait)) traits.by_value[std::string(to_string(static_cast<Trait>(trait)))].add(is_so);
        }
    }
}

void test(GroupDifference& difference) {
    difference.with_interval = statistics::clopper_pearson(difference.with);
    difference.without_interval = statistics::clopper_pearson(difference.without);
    difference.difference = statistics::difference_of(difference.with, difference.without);
    difference.p_value = statistics::fisher_exact(difference.with, difference.without);
}

}  // namespace

std::string_view to_string(Attribute attribute) {
    static constexpr std::array<std::string_view, 4> words{"trait", "group", "language", "touchpoint"};
    return words[static_cast<std::size_t>(attribute)];
}

std::vector<GroupDifference> find_group_differences(const History& history, std::uint64_t cases_min) {
    std::vector<GroupDifference> differences;
    for (const auto treatment : treatments) {
        std::array<Counted, 4> counted;
        count(history, treatment, counted);
        for (std::size_t attribute = 0; attribute < counted.size(); ++attribute) {
            const auto& of = counted[attribute];
            for (const auto& [value, with] : of.by_value) {
                const statistics::Proportion without{of.all.count - with.count, of.all.total - with.total};
                // Where nobody or everybody was treated so there is nothing to compare.
                if (of.all.count == 0 || of.all.count == of.all.total) continue;
                if (with.total < cases_min || without.total < cases_min) continue;
                GroupDifference difference;
                difference.attribute = static_cast<Attribute>(attribute);
                difference.value = value;
                difference.treatment = treatment;
                difference.with = with;
                difference.without = without;
                test(difference);
                differences.push_back(std::move(difference));
            }
        }
    }
    std::vector<double> p_values;
    p_values.reserve(differences.size());
    for (const auto& difference : differences) p_values.push_back(difference.p_value);
    const auto adjusted = statistics::benjamini_hochberg(p_values);
    for (std::size_t at = 0; at < adjusted.size(); ++at) differences[at].adjusted = adjusted[at];
    return differences;
}

std::vector<Premium> find_premiums(const History& history, const Cells& cells) {
    std::vector<Premium> premiums;
    std::vector<double> p_values;
    std::vector<std::size_t> tested;
    for (std::size_t trait = 0; trait < trait_count; ++trait) {
        for (const auto treatment : treatments) {
            Premium premium;
            premium.trait = static_cast<Trait>(trait);
            premium.treatment = treatment;
            std::vector<statistics::FourfoldTable> strata;
            for (const auto& cell : cells.all()) {
                if (!can_be_treated(history, history.cases[cell.cases.front()], treatment)) continue;
                const statistics::FourfoldTable stratum{cell.having(premium.trait, treatment),
                                                        cell.lacking(premium.trait, treatment)};
                premium.with += stratum.exposed.total;
                premium.without += stratum.others.total;
                premium.treated_with += stratum.exposed.count;
                premium.treated_without += stratum.others.count;
                if (stratum.exposed.count + stratum.others.count > 0) strata.push_back(stratum);
            }
            premium.ratio = statistics::mantel_haenszel(strata);
            if (premium.ratio) {
                p_values.push_back(premium.ratio->p_value);
                tested.push_back(premiums.size());
            }
            premiums.push_back(std::move(premium));
        }
    }
    const auto adjusted = statistics::benjamini_hochberg(p_values);
    for (std::size_t at = 0; at < adjusted.size(); ++at) premiums[tested[at]].adjusted = adjusted[at];
    return premiums;
}

}  // namespace konsequenz::consistency
