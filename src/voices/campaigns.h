// Texts of nearly the same words from several people: evidence that they were handed out, never a ground against
// anyone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "voices/counts.h"

namespace konsequenz::voices {

struct Campaign {
    std::uint64_t people = 0;  ///< at least: of each person four different texts are kept
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
    std::uint64_t people_at_once = 0;  ///< the most within three days in a row
    std::uint64_t place = 0;           ///< of its first text in the input
    std::string example;               ///< that text, where it could be read again

    /// Whether most of them wrote within the same three days.
    [[nodiscard]] bool is_at_once() const { return 2 * people_at_once > people; }
};

inline constexpr std::uint64_t campaign_people_min = 5;
inline constexpr std::size_t campaigns_max = 20;

/// The campaigns with the most people, at most `campaigns_max`, of sketches by day and place. With two jobs the work is
/// shared.
[[nodiscard]] std::vector<Campaign> campaigns_in(std::span<const Sketch> sketches, unsigned jobs);

}  // namespace konsequenz::voices
