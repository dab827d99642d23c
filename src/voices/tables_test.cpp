#include "voices/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konsequenz::voices {
namespace {

Result<Base> base_of(std::string text) {
    auto input = record::Input::of_text(std::move(text), "base.csv");
    return read_base(input, PeriodKind::month);
}

TEST(Base, IsReadRowByRow) {
    const auto base =
        base_of("topic,period,stratum,customers\n,,,1000\ndelivery,,,400\n,2026-03,,950\n,,private,800\n");
    ASSERT_TRUE(base) << to_string(base.error());
    EXPECT_EQ(base->all, 1'000U);
    EXPECT_EQ(base->of({Dimension::topic, "delivery"}), 400U);
    EXPECT_EQ(base->of({Dimension::topic, "refund"}), 1'000U);
    EXPECT_EQ(base->periods.at(period_of(PeriodKind::month, day_of_date("2026-03").value())), 950U);
    EXPECT_EQ(base->strata_total(), 800U);
}

TEST(Base, ThatIsUnclearIsRefusedWithItsLine) {
    for (const auto& [text, line] :
         std::vector<std::pair<std::string, std::uint32_t>>{{"customers\nmany\n", 2},
                                                            {"customers\n0\n", 2},
                                                            {"topic\ndelivery\n", 1},
                                                            {"topic,people\na,5\n", 1},
                                                            {"topic,stratum,customers\na,b,5\n", 2},
                                                            {"customers\n5\n6\n", 3},
                                                            {"period,customers\nsoon,5\n", 2}}) {
        const auto base = base_of(text);
        ASSERT_FALSE(base) << text;
        EXPECT_EQ(base.error().code, "voices.base") << text;
        EXPECT_EQ(base.error().where.line, line) << text;
    }
}

TEST(Counted, RowsAreSpreadEvenlyAndTheirFaultsRefused) {
    auto input = record::Input::of_text(
        "Year,Month,Where,Complaints,Callers\n2014,3,North,10,4\n2014,4,North,3,3\n2014,4,South,5,419\n2014,4,South,,"
        "1\n"
        "2014,4,South,0,0\n",
        "counts.csv");
    const auto columns =
        parse_columns("period={Year}-{Month},topic={Where},messages={Complaints},people={Callers}").value();
    std::vector<std::uint32_t> lines;
    const auto counted =
        read_counted(input, columns, PeriodKind::month, [&](const record::Refusal& refusal) -> Result<void> {
            lines.push_back(refusal.error.where.line);
            return {};
        }).value();
    EXPECT_THAT(lines, testing::ElementsAre(4, 5));
    EXPECT_EQ(counted.rows, 5U);
    EXPECT_EQ(counted.refused, 2U);
    const auto& all = counted.counts.groups.at({});
    EXPECT_EQ(all.people, (statistics::Frequencies{{1, 3}, {2, 2}, {3, 2}}));
    EXPECT_EQ(all.by_period.size(), 2U);
    EXPECT_EQ(counted.counts.people, People::in_each_cell);
}

TEST(Counted, ColumnsMustBeThere) {
    auto input = record::Input::of_text("a,b\n1,2\n", "counts.csv");
    const auto counted = read_counted(input, parse_columns("people={c}").value(), PeriodKind::month,
                                      [](const record::Refusal&) -> Result<void> { return {}; });
    EXPECT_EQ(counted.error().code, "voices.columns");
    EXPECT_EQ(parse_columns("persons={c}").error().code, "voices.columns");
}

}  // namespace
}  // namespace konsequenz::voices
