#include "feel/temporal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace konsequenz::feel {
namespace {

template <class T>
std::string text(const std::optional<T>& value) {
    return value ? to_string(*value) : "null";
}
std::string duration_text(std::string_view literal) {
    const std::optional<Duration> duration = parse_duration(literal);
    if (!duration) return "null";
    return duration->is_year_month ? to_string(duration->year_month) : to_string(duration->day_time);
}
DayTimeDuration days_and_time(std::string_view literal) { return parse_duration(literal).value().day_time; }
YearMonthDuration years_and_months(std::string_view literal) { return parse_duration(literal).value().year_month; }
DateTime date_time(std::string_view literal) { return parse_date_time(literal).value(); }
Date date(std::string_view literal) { return parse_date(literal).value(); }
Time time(std::string_view literal) { return parse_time(literal).value(); }

TEST(Temporal, dates_read_and_print) {
    for (const char* same :
         {"2017-12-31", "-2017-01-01", "999999999-12-31", "-999999999-01-01", "0000-02-29", "2000-02-29"}) {
        EXPECT_EQ(text(parse_date(same)), same);
    }
    for (const char* wrong :
         {"", "2017-13-01", "2017-02-29", "998-12-31", "01211-12-31", "+2012-12-02", "9999999999-12-25", "2012-12-25T",
          "2012/12/25", "-0000-01-01", "2012-1-01", "2012-01-001"}) {
        EXPECT_EQ(text(parse_date(wrong)), "null") << wrong;
    }
}

TEST(Temporal, times_read_and_print) {
    for (const char* same : {"01:02:03", "11:22:33.444", "11:22:33.123456789", "23:59:00Z", "13:20:00+02:00",
                             "11:59:45-02:45:55", "00:01:00@Etc/UTC", "00:01:00@Europe/Paris"}) {
        EXPECT_EQ(text(parse_time(same)), same);
    }
    EXPECT_EQ(text(parse_time("11:22:33-00:00")), "11:22:33Z");
    EXPECT_EQ(text(parse_time("24:00:00")), "00:00:00");
    for (const char* wrong :
         {"", "23:59:60", "24:00:01", "25:00:00", "00:60:00", "7:00:00", "07:1:00", "13:20:00@xyz/abc",
          "13:20:00+19:00", "13:20:00+5:00", "13:20:00+02:00@Europe/Paris", "07:20", "11:30:00T", "13:20:00@",
          "13:20:00@../zoneinfo/UTC", "13:20:00@/etc/localtime", "13:20:00."}) {
        EXPECT_EQ(text(parse_time(wrong)), "null") << wrong;
    }
}

TEST(Temporal, dates_and_times_read_and_print) {
    EXPECT_EQ(text(parse_date_time("2012-12-24")), "2012-12-24T00:00:00");
    EXPECT_EQ(text(parse_date_time("2021-01-01T24:00:00")), "2021-01-02T00:00:00");
    EXPECT_EQ(text(parse_date_time("-999999999-12-31T23:59:59.999999999+02:00")),
              "-999999999-12-31T23:59:59.999999999+02:00");
    EXPECT_EQ(text(parse_date_time("999999999-12-31T24:00:00")), "null");
    EXPECT_EQ(text(parse_date_time("2017-12-31T13:20:00 ")), "null");
    EXPECT_EQ(text(parse_date_time("2017-12-3113:20:00")), "null");
}

TEST(Temporal, durations_read_and_print_normalised) {
    EXPECT_EQ(duration_text("P1DT2H3M4.123456789S"), "P1DT2H3M4.123456789S");
    EXPECT_EQ(duration_text("PT1000M0.999999999S"), "PT16H40M0.999999999S");
    EXPECT_EQ(duration_text("PT0.S"), "PT0S");
    EXPECT_EQ(duration_text("-PT0.5S"), "-PT0.5S");
    EXPECT_EQ(duration_text("-P1DT0.25S"), "-P1DT0.25S");
    EXPECT_EQ(duration_text("P1Y27M"), "P3Y3M");
    EXPECT_EQ(duration_text("-P999999999M"), "-P83333333Y3M");
    EXPECT_EQ(duration_text("-P0Y"), "P0M");
    for (const char* wrong : {"", "P", "PT", "P0", "1Y", "P1H", "P1S", "P1YT", "P1Y1D", "P1DT", "PT1S1M", "P1.5D",
                              "PT.5S", "P999999999999999999Y", "PT400000000000000000S", "P1D "}) {
        EXPECT_EQ(duration_text(wrong), "null") << wrong;
    }
}

TEST(Temporal, calendar_properties) {
    EXPECT_EQ(weekday(date("2018-12-10")), 1);
    EXPECT_EQ(day_of_year(date("2020-12-31")), 366);
    EXPECT_EQ(week_of_year(date("2003-12-29")), 1);
    EXPECT_EQ(week_of_year(date("2010-01-01")), 53);
    EXPECT_EQ(week_of_year(date("2019-09-17")), 38);
}

TEST(Temporal, offsets_follow_the_zone) {
    EXPECT_EQ(offset_seconds(date_time("2024-01-15T12:00:00@Europe/Berlin")), 3600);
    EXPECT_EQ(offset_seconds(date_time("2024-07-15T12:00:00@Europe/Berlin")), 7200);
    EXPECT_EQ(offset_seconds(date_time("2524-07-15T12:00:00@Europe/Berlin")), 7200);
    EXPECT_EQ(offset_seconds(date_time("2024-03-31T02:30:00@Europe/Berlin")), 3600)
        << "skipped: the offset before the gap";
    EXPECT_EQ(offset_seconds(date_time("2024-10-27T02:30:00@Europe/Berlin")), 7200) << "twice: the earlier instant";
    EXPECT_EQ(offset_seconds(date_time("2024-10-27T02:30:00")), std::nullopt);
    EXPECT_EQ(Zone::find("Europe/Berlin"), Zone::find("Europe/Berlin"));
    EXPECT_EQ(to_string(*Zone::find("Europe/Berlin")), "Europe/Berlin");
    EXPECT_EQ(Zone::find("Europe"), std::nullopt);
    EXPECT_EQ(Zone::find("localtime"), std::nullopt);
}

TEST(Temporal, sums_follow_the_clock_of_the_zone) {
    EXPECT_EQ(text(add(date_time("2024-03-31T01:30:00@Europe/Berlin"), days_and_time("PT1H"))),
              "2024-03-31T03:30:00@Europe/Berlin");
    EXPECT_EQ(text(add(date_time("-2021-01-01T10:10:10+11:00"), days_and_time("-P1D"))), "-2022-12-31T10:10:10+11:00");
    EXPECT_EQ(text(add(date_time("2024-01-31T10:00:00"), years_and_months("P1M"))), "2024-02-29T10:00:00");
    EXPECT_EQ(text(add(date_time("2024-01-01T00:00:00.25"), days_and_time("-PT0.5S"))), "2023-12-31T23:59:59.75");
    EXPECT_EQ(text(add(date("2021-01-02"), days_and_time("-PT1H"))), "2021-01-01");
    EXPECT_EQ(text(add(date("2021-01-02"), days_and_time("PT1H"))), "2021-01-02");
    EXPECT_EQ(text(add(date("-2021-01-31"), years_and_months("P1M"))), "-2021-02-28");
    EXPECT_EQ(text(add(date("999999999-12-31"), days_and_time("P1D"))), "null");
    EXPECT_EQ(text(add(date("999999999-12-31"), years_and_months("P1M"))), "null");
    EXPECT_EQ(text(add(date_time("999999999-12-31T23:59:59"), days_and_time("PT1S"))), "null");
    EXPECT_EQ(to_string(add(time("23:30:00+01:00"), days_and_time("PT1H"))), "00:30:00+01:00");
    EXPECT_EQ(to_string(add(time("00:30:00"), days_and_time("-P3DT1H"))), "23:30:00");
}

TEST(Temporal, differences) {
    EXPECT_EQ(
        text(difference(date_time("2021-01-02T10:10:10@Europe/Paris"), date_time("2021-01-01T10:10:10@Asia/Dhaka"))),
        "P1DT5H");
    EXPECT_EQ(text(difference(date_time("2021-01-02T10:10:10Z"), date_time("2021-01-01T10:10:10"))), "null");
    EXPECT_EQ(text(difference(time("10:10:10"), time("11:10:10"))), "-PT1H");
    EXPECT_EQ(to_string(difference(date("2021-01-02"), date("1995-01-01"))), "P9498D");
    EXPECT_EQ(to_string(whole_months_between(date("2011-12-22"), date("2013-08-24"))), "P1Y8M");
    EXPECT_EQ(to_string(whole_months_between(date("2013-08-24"), date("2011-12-22"))), "-P1Y8M");
    EXPECT_EQ(to_string(whole_months_between(date("2017-09-05"), date("-2019-10-01"))), "-P4035Y11M");
}

TEST(Temporal, order_and_sameness) {
    EXPECT_EQ(compare(date_time("2002-04-02T12:00:00-01:00"), date_time("2002-04-02T17:00:00+04:00")),
              std::strong_ordering::equal);
    EXPECT_EQ(compare(date_time("2018-12-08T00:00:00"), date_time("2018-12-08T00:00:00Z")), std::nullopt);
    EXPECT_EQ(compare(time("10:00:00+02:00"), time("09:00:00Z")), std::strong_ordering::less);
    EXPECT_EQ(compare(time("10:00:00.2"), time("10:00:00.1")), std::strong_ordering::greater);
    EXPECT_TRUE(is_same(time("23:00:50Z"), time("23:00:50+00:00")));
    EXPECT_FALSE(is_same(time("23:00:50@Etc/GMT"), time("23:00:50Z")));
}

TEST(Temporal, durations_are_numbers_of_seconds_and_months) {
    EXPECT_EQ(to_string(total_seconds(days_and_time("-PT0.5S"))), "-0.5");
    EXPECT_EQ(text(day_time_duration(Number::parse("-86400.25").value())), "-P1DT0.25S");
    EXPECT_EQ(text(day_time_duration(Number::parse("0.9999999999").value())), "PT1S");
    EXPECT_EQ(text(day_time_duration(Number::parse("1e30").value())), "null");
    EXPECT_EQ(text(year_month_duration(Number::parse("-57.5").value())), "-P4Y9M");
}

RC_GTEST_PROP(Temporal, print_and_parse_are_inverse, ()) {
    const std::int64_t seconds = *rc::gen::inRange<std::int64_t>(-31'556'889'800'000'000, 31'556'889'800'000'000);
    const Zone zone = *rc::gen::elementOf(
        std::vector<Zone>{Zone::none(), Zone::utc(), Zone::offset(-12345), *Zone::find("Asia/Dhaka")});
    const DateTime value{seconds, *rc::gen::inRange(0, 1'000'000'000), zone};
    RC_ASSERT(is_same(date_time(to_string(value)), value));
    RC_ASSERT(date(to_string(date_of(value))) == date_of(value));
    const DayTimeDuration duration{seconds, value.nanoseconds};
    RC_ASSERT(days_and_time(to_string(duration)) == duration);
    const YearMonthDuration months{seconds};
    RC_ASSERT(years_and_months(to_string(months)) == months);
}

RC_GTEST_PROP(Temporal, adding_and_taking_away_meet_again, ()) {
    const std::int64_t range = 300'000'000'000;
    const Zone zone =
        *rc::gen::elementOf(std::vector<Zone>{Zone::none(), Zone::offset(3600), *Zone::find("America/New_York")});
    const DateTime start{*rc::gen::inRange<std::int64_t>(-range, range), *rc::gen::inRange(0, 1'000'000'000), zone};
    const DayTimeDuration duration{*rc::gen::inRange<std::int64_t>(-range, range), *rc::gen::inRange(0, 1'000'000'000)};
    const DateTime end = add(start, duration).value();
    RC_PRE(offset_seconds(end) == offset_seconds(add(end, DayTimeDuration{-7200, 0}).value()));
    RC_ASSERT(difference(end, start).value() == duration);
}

}  // namespace
}  // namespace konsequenz::feel
