#include "report/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konsequenz::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Coordinate, HasNoNeedlessDigit) {
    EXPECT_EQ(coordinate(0), "0");
    EXPECT_EQ(coordinate(-0.001), "0");
    EXPECT_EQ(coordinate(12.5), "12.5");
    EXPECT_EQ(coordinate(100.0 / 3), "33.33");
}

TEST(ScaleSteps, CoverTheGreatestInRoundNumbers) {
    EXPECT_THAT(scale_steps(0), ElementsAre(0, 1));
    EXPECT_THAT(scale_steps(1), ElementsAre(0, 1));
    EXPECT_THAT(scale_steps(4), ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(scale_steps(14), ElementsAre(0, 5, 10, 15));
    EXPECT_THAT(scale_steps(21), ElementsAre(0, 10, 20, 30));
    EXPECT_THAT(scale_steps(1234), ElementsAre(0, 500, 1000, 1500));
}

TEST(Bar, IsAsWideAsItsShare) {
    EXPECT_EQ(bar("s1", 7, 22, 12.345, 0.5), R"(<rect class="s1" x="7%" y="22" width="12.35%" height="0.5"/>)");
}

TEST(SeriesClass, RepeatsTheLastForManyMeasures) {
    EXPECT_EQ(series_class(0), "s0");
    EXPECT_EQ(series_class(9), "s5");
}

TEST(Label, EscapesItsText) {
    EXPECT_THAT(label("name", 0, 1, Anchor::end, "<a&b>"), HasSubstr(R"(text-anchor="end">&lt;a&amp;b&gt;</text>)"));
}

TEST(Drawing, HasANameAndADescriptionForThoseWhoDoNotSeeIt) {
    const auto svg = drawing("plot", Language::german, "Titel", "Was <zu> sehen ist", 10, "");
    EXPECT_THAT(svg, HasSubstr(R"(role="img" aria-labelledby="plot-de-title" aria-describedby="plot-de-description")"));
    EXPECT_THAT(
        svg,
        HasSubstr(
            R"(<title id="plot-de-title">Titel</title><desc id="plot-de-description">Was &lt;zu&gt; sehen ist</desc>)"));
}

}  // namespace
}  // namespace konsequenz::report
