// A synthetic history of contacts with orders, findings and notices: plausible in shape, invented in every word.
//
// The same plan gives the same bytes on every machine. Records come in the order of time. A few customers write most of
// the messages, a few are abusive, and most complaints have ground; no figure in it says anything about real people.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace konsequenz::make_history {

struct Plan {
    std::uint64_t contacts = 1000;
    std::uint64_t customers = 100;  ///< how many there are; who draws no contact stays silent
    std::uint64_t seed = 1;
};

struct Counts {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
};

/// Hands out the history as JSON Lines, a piece of many lines at a time; stops where the writer returns Flow::stop.
enum class Flow : std::uint8_t { go_on, stop };
Counts write_history(const Plan& plan, const std::function<Flow(std::string_view piece)>& write);

}  // namespace konsequenz::make_history
