#include "voices/campaigns.h"

#include <algorithm>
#include <cstring>
#include <map>
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

/// Half of a signature. Two signatures that differ in one place only agree in one of their halves.
std::uint64_t half_of(const Signature& signature, std::size_t half) {
    std::uint64_t value = 0;
    std::memcpy(&value, signature.data() + half * 4, sizeof value);
    return value;
}

void join_by_half(std::span<const Sketch> sketches, std::size_t half, Joined& joined) {
    constexpr std::size_t kinds_max = 16;  // of different texts with one half in common
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    order.reserve(sketches.size());
    for (std::uint32_t at = 0; at < sketches.size(); ++at)
        order.emplace_back(half_of(sketches[at].signature, half), at);
    std::ranges::sort(order);
    std::vector<std::uint32_t> kinds;
    for (std::size_t at = 0; at < order.size(); ++at) {
        if (at == 0 || order[at].first != order[at - 1].first) kinds.clear();
        const auto sketch = order[at].second;
        const auto like = std::ranges::find_if(
            kinds, [&](std::uint32_t kind) { return is_near(sketches[kind].signature, sketches[sketch].signature); });
        if (like != kinds.end())
            joined.join(*like, sketch);
        else if (kinds.size() < kinds_max)
            kinds.push_back(sketch);
    }
}

Campaign campaign_of(std::span<const Sketch> sketches, const std::vector<std::uint32_t>& members) {
    // Of each person the first text counts.
    std::map<std::uint64_t, std::int64_t> first_by_person;
    Campaign campaign;
    campaign.first_day = sketches[members.front()].day;
    campaign.place = sketches[members.front()].place;
    for (const auto member : members) {
        const auto& sketch = sketches[member];
        first_by_person.emplace(sketch.person, sketch.day);
        campaign.last_day = sketch.day;
    }
    std::vector<std::int64_t> days;
    for (const auto& [person, day] : first_by_person) days.push_back(day);
    std::ranges::sort(days);
    for (std::size_t from = 0, to = 0; from < days.size(); ++from) {
        while (to < days.size() && days[to] < days[from] + days_at_once) ++to;
        campaign.people_at_once = std::max<std::uint64_t>(campaign.people_at_once, to - from);
    }
    campaign.people = days.size();
    return campaign;
}

}  // namespace

std::vector<Campaign> campaigns_in(std::span<const Sketch> sketches) {
    Joined joined(sketches.size());
    join_by_half(sketches, 0, joined);
    join_by_half(sketches, 1, joined);
    std::vector<std::uint32_t> sizes(sketches.size());
    for (std::uint32_t at = 0; at < sketches.size(); ++at) ++sizes[joined.first_of(at)];
    // Sketches stand by day and place, so each group's members do too.
    std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t at = 0; at < sketches.size(); ++at) {
        const auto first = joined.first_of(at);
        if (sizes[first] >= campaign_people_min) groups[first].push_back(at);
    }
    std::vector<Campaign> campaigns;
    for (const auto& [first, members] : groups) {
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
