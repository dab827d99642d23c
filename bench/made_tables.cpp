#include "made_tables.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <random>
#include <string_view>

#include "dmn/load.h"

namespace konsequenz::bench {

using feel::Value;

namespace {

constexpr std::array<std::string_view, 8> kinds = {"criticism", "question", "complaint", "insult",
                                                   "threat",    "praise",   "request",   "other"};
constexpr std::array<std::string_view, 4> channels = {"mail", "phone", "chat", "letter"};
constexpr std::array<std::string_view, 5> measures = {"none", "remedy", "notice", "restrict", "end"};

/// Numbers from std::mt19937 by the same arithmetic everywhere, which std::uniform_int_distribution does not promise.
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : random_(seed) {}
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }
    [[nodiscard]] bool chance(std::size_t percent) { return below(100) < percent; }

  private:
    std::mt19937 random_;
};

std::string interval(Dice& dice, std::size_t range, std::size_t width) {
    const std::size_t low = dice.below(range - width);
    return fmt::format("[{}..{}]", low, low + width);
}

template <class Names>
std::string some_of(Dice& dice, const Names& names) {
    if (dice.chance(30)) return "-";
    const std::size_t first = dice.below(names.size());
    if (dice.chance(50)) return fmt::format("\"{}\"", names[first]);
    return fmt::format("\"{}\", \"{}\"", names[first], names[(first + 1) % names.size()]);
}

std::string amount_interval(Dice& dice, Bounds bounds) {
    if (bounds == Bounds::shared) {
        const std::size_t low = 50 * dice.below(60);
        return fmt::format("[{}.00..{}.00)", low, low + 1500);
    }
    const std::size_t cents = dice.below(300'000);
    return fmt::format("[{}.{:02}..{}.{:02})", cents / 100, cents % 100, cents / 100 + 1500, cents % 100);
}

std::array<std::string, 6> made_cells(Dice& dice, Bounds bounds) {
    const std::string truth = dice.chance(50) ? "true" : "false";
    return {interval(dice, 10, 4),
            some_of(dice, kinds),
            some_of(dice, channels),
            amount_interval(dice, bounds),
            bounds == Bounds::shared ? interval(dice, 100, 20) : interval(dice, 100'000, 20'000),
            dice.chance(50) ? "-" : truth};
}

struct MadeRow {
    std::size_t severity, kind, channel, cents, days;
    bool is_urgent;
};

std::vector<MadeRow> rolled_rows(std::size_t count) {
    Dice dice(2);
    std::vector<MadeRow> rows;
    for (std::size_t row = 0; row < count; ++row) {
        MadeRow made{};
        made.severity = dice.below(10);
        made.kind = dice.below(kinds.size());
        made.channel = dice.below(channels.size());
        made.cents = dice.below(4'000) * 100;
        made.days = dice.below(100);
        made.is_urgent = dice.chance(30);
        rows.push_back(made);
    }
    return rows;
}

}  // namespace

std::string made_model(std::size_t rules, Bounds bounds) {
    constexpr std::array<std::string_view, 6> names = {"severity", "kind", "channel", "amount", "days", "is_urgent"};
    constexpr std::array<std::string_view, 6> types = {"number", "string", "string", "number", "number", "boolean"};
    std::string inputs;
    std::string requirements;
    std::string clauses;
    for (std::size_t at = 0; at < names.size(); ++at) {
        inputs +=
            fmt::format("<inputData id=\"{0}\" name=\"{0}\"><variable name=\"{0}\" typeRef=\"{1}\"/></inputData>\n",
                        names[at], types[at]);
        requirements +=
            fmt::format("<informationRequirement><requiredInput href=\"#{}\"/></informationRequirement>\n", names[at]);
        clauses += fmt::format("<input><inputExpression typeRef=\"{}\"><text>{}</text></inputExpression></input>\n",
                               types[at], names[at]);
    }
    Dice dice(1);
    std::string written;
    for (std::size_t rule = 0; rule < rules; ++rule) {
        std::array<std::string, 6> cells = made_cells(dice, bounds);
        if (rule + 1 == rules) cells.fill("-");
        written += "<rule>";
        for (const std::string& cell : cells) written += fmt::format("<inputEntry><text>{}</text></inputEntry>", cell);
        written += fmt::format("<outputEntry><text>\"{}\"</text></outputEntry></rule>\n",
                               measures[dice.below(measures.size())]);
    }
    return fmt::format(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"urn:bench\" "
        "name=\"bench\">\n{}"
        "<decision id=\"measure\" name=\"measure\"><variable name=\"measure\" typeRef=\"string\"/>\n{}"
        "<decisionTable hitPolicy=\"FIRST\">\n{}<output "
        "typeRef=\"string\"/>\n{}</decisionTable></decision>\n</definitions>\n",
        inputs, requirements, clauses, written);
}

std::shared_ptr<const dmn::Engine> made_engine(std::size_t rules, Bounds bounds) {
    const auto model = dmn::load_model(made_model(rules, bounds), "made.dmn", {});
    if (!model) std::abort();
    dmn::EngineResult engine = dmn::Engine::compile(*model);
    if (!engine) std::abort();
    return std::move(*engine);
}

std::vector<std::vector<Value>> made_rows(std::size_t count) {
    std::vector<std::vector<Value>> rows;
    for (const MadeRow& row : rolled_rows(count)) {
        rows.push_back({Value::number(static_cast<std::int64_t>(row.severity)), Value::string(kinds[row.kind]),
                        Value::string(channels[row.channel]),
                        Value::number(feel::Number::from_parts(false, row.cents, -2)),
                        Value::number(static_cast<std::int64_t>(row.days)), Value::boolean(row.is_urgent)});
    }
    return rows;
}

std::vector<std::string> made_json_rows(std::size_t count) {
    std::vector<std::string> rows;
    for (const MadeRow& row : rolled_rows(count)) {
        rows.push_back(fmt::format(
            R"({{"severity":{},"kind":"{}","channel":"{}","amount":{}.{:02},"days":{},"is_urgent":{}}})", row.severity,
            kinds[row.kind], channels[row.channel], row.cents / 100, row.cents % 100, row.days, row.is_urgent));
    }
    return rows;
}

}  // namespace konsequenz::bench
