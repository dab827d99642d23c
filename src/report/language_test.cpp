#include "report/language.h"

#include <gtest/gtest.h>

#include "report/texts.h"

namespace konsequenz::report {
namespace {

TEST(Number, IsGroupedAsEachLanguageDoes) {
    EXPECT_EQ(number(0, Language::english), "0");
    EXPECT_EQ(number(999, Language::german), "999");
    EXPECT_EQ(number(1000, Language::english), "1,000");
    EXPECT_EQ(number(1234567, Language::german), "1.234.567");
}

TEST(Percent, NeverRoundsSomeToNothingOrToAll) {
    EXPECT_EQ(percent(0, 10, Language::english), "0%");
    EXPECT_EQ(percent(10, 10, Language::english), "100%");
    EXPECT_EQ(percent(1, 3, Language::german), "33\u00A0%");
    EXPECT_EQ(percent(1, 1'000'000, Language::english), "<\u00A00.1%");
    EXPECT_EQ(percent(999'999, 1'000'000, Language::english), "99.9%");
    EXPECT_EQ(percent(5, 1000, Language::german), "0,5\u00A0%");
    EXPECT_EQ(percent(0, 0, Language::english), "–");
}

TEST(Date, IsWrittenAsEachLanguageDoes) {
    const auto moment = parse_instant("2026-03-28T18:40:00+01:00").value();
    EXPECT_EQ(date_time(moment, Language::english), "28\u00A0March\u00A02026, 18:40");
    EXPECT_EQ(date_time(moment, Language::german), "28.\u00A0März\u00A02026, 18:40");
}

TEST(Date, OfAMomentIsTheDayInItsOwnOffset) {
    EXPECT_EQ(civil_from_days(local_day(parse_instant("2026-01-01T00:30:00+14:00").value())), (CivilDate{2026, 1, 1}));
    EXPECT_EQ(civil_from_days(local_day(parse_instant("1969-12-31T23:59:59.5-12:00").value())),
              (CivilDate{1969, 12, 31}));
}

TEST(Counted, AgreesInNumber) {
    EXPECT_EQ(counted(1, texts::message, texts::messages, Language::german), "1\u00A0Nachricht");
    EXPECT_EQ(counted(2, texts::message, texts::messages, Language::english), "2\u00A0messages");
}

}  // namespace
}  // namespace konsequenz::report
