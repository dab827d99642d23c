#include "voices/campaigns.h"

#include <algorithm>
#include <cstring>
#include <future>
#include <numeric>
#include <tuple>

namespace konsequenz::voices {
namespace {

constexpr std::int64_t days_at_once = 3;

/// Groups of numbers that are joined two by two.
class Joined {
  public:
    explicit Joined(std::size_t count) : above_(count) { std::iota(above_.begin(), above_.end(), std::uint32_t{0}); }

    std::uint32_t first_of(std::uint32_t at) {
        while (above_[at] != at) {
            above_[at] = above_[above_[at]];
            at = above_[at];
        }
        return at;
    }
    void join(std::uint32_t one, std::uint32_t other) {
        const auto [low, high] = std::minmax({first_of(one), first_of(other)});
        above_[high] = low;
    }

  private:
    std::vector<std::uint32_t> above_;
};

struct Numbered {
    Signature signature{};
    std::uint32_t number = 0;  ///< of the sketch
};

/// Half of a signature. Two signatures that differ in one place only agree in one of their halves.
std::uint64_t half_of(const Signature& signature, std::size_t half) {
    std::uint64_t value = 0;
    std::memcpy(&value, signature.data() + half * 4, sizeof value);
    return value;
}

Joined joined_by_half(std::span<const Sketch> sketches, std::size_t half) {
    constexpr std::size_t kinds_max = 16;  // of different texts with one half in common
    std::vector<Numbered> order;
    order.reserve(sketches.size());
    for (const auto& sketch : sketches) order.push_back({sketch.signature, static_cast<std::uint32_t>(order.size())});
    std::ranges::sort(order, [half](const Numbered& one, const Numbered& other) {
        const auto own = half_of(one.signature, half);
        const auto others = half_of(other.signature, half);
        return own != others ? own < others : one.number < other.number;
    });
    Joined joined(sketches.size());
    std::vector<Numbered> kinds;
    for (std::size_t at = 0; at < order.size(); ++at) {
        const auto& sketch = order[at];
        if (at == 0 || half_of(sketch.signature, half) != half_of(order[at - 1].signature, half)) kinds.clear();
        const auto like = std::ranges::find_if(
            kinds, [&](const Numbered& kind) { return is_near(kind.signature, sketch.signature); });
        if (like != kinds.end())
            joined.join(like->number, sketch.number);
        else if (kinds.size() < kinds_max)
            kinds.push_back(sketch);
    }
    return joined;
}

/// Those that have a half in common and are near each other, and whoever is near to them.
Joined joined_by_halves(std::span<const Sketch> sketches, unsigned jobs) {
    auto second =
        std::async(jobs > 1 ? std::launch::async : std::launch::deferred, [&] { return joined_by_half(sketches, 1); });
    auto joined = joined_by_half(sketches, 0);
    auto others = second.get();
    for (std::uint32_t at = 0; at < sketches.size(); ++at) joined.join(at, others.first_of(at));
    return joined;
}

/// The sketches of each group, in their order, of groups with so many sketches that they may be a campaign.
std::vector<std::vector<std::uint32_t>> groups_of(Joined& joined, std::size_t count) {
    std::vector<std::uint32_t> sizes(count);
    for (std::uint32_t at = 0; at < count; ++at) ++sizes[joined.first_of(at)];
    std::vector<std::vector<std::uint32_t>> groups;
    std::vector<std::uint32_t> numbers(count);  // of a group, by its first sketch, which comes before the others
    for (std::uint32_t at = 0; at < count; ++at) {
        const auto first = joined.first_of(at);
        if (sizes[first] < campaign_people_min) continue;
        if (first == at) {
            numbers[first] = static_cast<std::uint32_t>(groups.size());
            groups.emplace_back().reserve(sizes[first]);
        }
        groups[numbers[first]].push_back(at);
    }
    return groups;
}

Campaign campaign_of(std::span<const Sketch> sketches, const std::vector<std::uint32_t>& members) {
    Campaign campaign;
    campaign.first_day = sketches[members.front()].day;
    campaign.last_day = sketches[members.back()].day;
    campaign.place = sketches[members.front()].place;
    // Of each person the first text counts.
    std::vector<std::pair<std::uint64_t, std::int64_t>> texts;
    texts.reserve(members.size());
    for (const auto member : members) texts.emplace_back(sketches[member].person, sketches[member].day);
    std::ranges::sort(texts);
    std::vector<std::int64_t> days;
    for (std::size_t at = 0; at < texts.size(); ++at) {
        if (at == 0 || texts[at].first != texts[at - 1].first) days.push_back(texts[at].second);
    }
    std::ranges::sort(days);
    for (std::size_t from = 0, to = 0; from < days.size(); ++from) {
        while (to < days.size() && days[to] < days[from] + days_at_once) ++to;
        campaign.people_at_once = std::max<std::uint64_t>(campaign.people_at_once, to - from);
    }
    campaign.people = days.size();
    return campaign;
}

}  // namespace

std::vector<Campaign> campaigns_in(std::span<const Sketch> sketches, unsigned jobs) {
    auto joined = joined_by_halves(sketches, jobs);
    std::vector<Campaign> campaigns;
    // Sketches stand by day and place, so each group's members do too.
    for (const auto& members : groups_of(joined, sketches.size())) {
        auto campaign = campaign_of(sketches, members);
        if (campaign.people >= campaign_people_min) campaigns.push_back(std::move(campaign));
    }
    std::ranges::sort(campaigns, [](const Campaign& one, const Campaign& other) {
        return std::tie(other.people, one.first_day, one.place) < std::tie(one.people, other.first_day, other.place);
    });
    if (campaigns.size() > campaigns_max) campaigns.resize(campaigns_max);
    return campaigns;
}

}  // namespace konsequenz::voices
