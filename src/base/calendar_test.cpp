#include "base/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace konsequenz {
namespace {

TEST(Calendar, knows_fixed_days) {
    EXPECT_EQ(days_from_civil({1970, 1, 1}), 0);
    EXPECT_EQ(days_from_civil({2000, 2, 29}), 11016);
    EXPECT_EQ(weekday_from_days(days_from_civil({2026, 11, 24})), 2);
    EXPECT_EQ(weekday_from_days(days_from_civil({1969, 12, 28})), 7);
}

RC_GTEST_PROP(Calendar, days_and_dates_are_inverse, ()) {
    const auto days = *rc::gen::inRange<std::int64_t>(-365'000'000'000, 365'000'000'000);
    const auto date = civil_from_days(days);
    RC_ASSERT(days_from_civil(date) == days);
    RC_ASSERT(date.day >= 1 && date.day <= days_in_month(date.year, date.month));
    RC_ASSERT(weekday_from_days(days) % 7 + 1 == weekday_from_days(days + 1));
}

RC_GTEST_PROP(Calendar, instants_read_back, ()) {
    const auto utc_ns = *rc::gen::inRange<std::int64_t>(-9'000'000'000'000'000'000, 9'000'000'000'000'000'000);
    const auto offset_minutes = *rc::gen::inRange(-1439, 1440);
    const Instant instant{utc_ns, offset_minutes};
    const auto parsed = parse_instant(to_string(instant));
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(*parsed == instant);
    RC_ASSERT(parsed->offset_minutes == offset_minutes);
}

TEST(Calendar, refuses_what_is_no_instant) {
    for (const auto* text : {"yesterday", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
                             "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00.Z", "2026-13-01T00:00:00Z",
                             "0001-01-01T00:00:00Z", "2026-01-01T00:00:00Zx", ""}) {
        EXPECT_FALSE(parse_instant(text)) << text;
    }
    EXPECT_EQ(parse_instant("1970-01-01T01:00:00.5+01:00")->utc_ns, 500'000'000);
}

}  // namespace
}  // namespace konsequenz
