// make-history: writes a synthetic history to standard output; a summary goes to standard error.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <optional>
#include <string_view>

#include "history.h"

namespace {

using konsequenz::make_history::Flow;
using konsequenz::make_history::Plan;

constexpr std::string_view usage =
    "make-history writes a synthetic history as JSON Lines to standard output: contacts of customers with their "
    "orders,\n"
    "findings and notices. The same numbers give the same bytes on every machine.\n\n"
    "  make-history --contacts 200000 --customers 20000 --seed 1 > history.jsonl\n\n"
    "  --contacts N    how many contacts, from 1 to 1000000000 (1000)\n"
    "  --customers N   how many customers, from 1 to 1000000000 (100)\n"
    "  --seed N        which of all histories (1)\n";

std::optional<std::uint64_t> read_number(std::string_view text, std::uint64_t min, std::uint64_t max) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    if (!is_number || number < min || number > max) return std::nullopt;
    return number;
}

/// Fills the plan; says what is wrong where something is.
std::optional<std::string> read_arguments(int count, char** arguments, Plan& plan) {
    constexpr std::uint64_t number_max = 1'000'000'000;
    for (int at = 1; at < count; at += 2) {
        const std::string_view name = arguments[at];
        const bool is_seed = name == "--seed";
        if (!is_seed && name != "--contacts" && name != "--customers") return fmt::format("`{}` is not known", name);
        if (at + 1 >= count) return fmt::format("`{}` needs a number", name);
        const auto number = read_number(arguments[at + 1], is_seed ? 0 : 1, is_seed ? UINT64_MAX : number_max);
        if (!number)
            return fmt::format("`{}` is `{}`: expected a whole number within its limits", name, arguments[at + 1]);
        (is_seed ? plan.seed : name == "--contacts" ? plan.contacts : plan.customers) = *number;
    }
    return std::nullopt;
}

}  // namespace

int main(int count, char** arguments) {
    if (count == 2 && (std::string_view(arguments[1]) == "--help" || std::string_view(arguments[1]) == "-h")) {
        fmt::print("{}", usage);
        return 0;
    }
    Plan plan;
    if (const auto fault = read_arguments(count, arguments, plan)) {
        fmt::print(stderr, "make-history: {}\n\n{}", *fault, usage);
        return 2;
    }
    bool has_failed = false;
    const auto counts = konsequenz::make_history::write_history(plan, [&](std::string_view piece) {
        has_failed = std::fwrite(piece.data(), 1, piece.size(), stdout) != piece.size();
        return has_failed ? Flow::stop : Flow::go_on;
    });
    if (has_failed || std::fflush(stdout) != 0) {
        fmt::print(stderr, "make-history: cannot write to standard output\n");
        return 4;
    }
    fmt::print(stderr, "{} records, {} bytes\n", counts.records, counts.bytes);
    return 0;
}
