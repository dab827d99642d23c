// Columns and cells made from a seed, for the laws of `check`.
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace konsequenz::proof::testing_tables {

/// KONSEQUENZ_SEED changes what is tried.
inline std::uint32_t first_seed() {
    const char* given = std::getenv("KONSEQUENZ_SEED");
    return given == nullptr ? 1 : static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10));
}

struct Column {
    std::string name;
    std::string type;
    std::string values;               ///< the clause's input values, where they are listed
    std::vector<std::string> points;  ///< all that cells can tell apart
    bool has_order = false;
};

inline const std::vector<Column>& all_columns() {
    static const std::vector<Column> columns = {
        {"listed", "number", "0, 1, 2, 3, 4", {"0", "1", "2", "3", "4"}, true},
        {"dense", "number", "", {"-1", "0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4", "5"}, true},
        {"word", "string", "\"x\", \"y\", \"z\"", {"\"x\"", "\"y\"", "\"z\""}, false},
        {"free", "string", "", {"\"x\"", "\"y\"", "\"z\"", "\"something else\""}, false},
        {"truth", "boolean", "", {"true", "false"}, false},
        {"day",
         "date",
         "",
         {"@\"2024-01-09\"", "@\"2024-01-10\"", "@\"2024-01-11\"", "@\"2024-01-12\"", "@\"2024-01-13\""},
         true},
        {"span", "dayTimeDuration", "", {"@\"PT0S\"", "@\"PT1H\"", "@\"PT90M\"", "@\"PT2H\"", "@\"PT3H\""}, true},
    };
    return columns;
}

class Maker {
  public:
    explicit Maker(std::uint32_t seed) : random_(seed) {}

    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

    std::string constant(const Column& column) {
        // Ends of intervals among the inner points, so that there is something beyond them.
        if (column.name == "dense") return std::to_string(below(5));
        if (column.name == "day") return column.points[1 + 2 * below(2)];
        if (column.name == "span") return column.points[1 + 2 * below(2)];
        if (column.name == "free") return column.points[below(3)];
        return column.points[below(column.points.size())];
    }

    std::string cell(const Column& column) {
        const auto kind = below(10);
        if (kind < 3) return "-";
        if (kind == 3 && column.name != "day") return fmt::format("not({})", constant(column));
        if (kind == 4) return fmt::format("null, {}", constant(column));
        if (column.has_order && kind < 9) {
            constexpr const char* signs[] = {"< ", "<= ", "> ", ">= "};
            if (kind < 7) return signs[below(4)] + constant(column);
            auto low = constant(column);
            auto high = constant(column);
            if (low > high) std::swap(low, high);
            return fmt::format("{}{}..{}{}", below(2) == 0 ? "[" : "(", low, high, below(2) == 0 ? "]" : ")");
        }
        return kind % 2 == 0 ? constant(column) : fmt::format("{}, {}", constant(column), constant(column));
    }

  private:
    std::mt19937 random_;
};

}  // namespace konsequenz::proof::testing_tables
