#include "report/language.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

namespace konsequenz::report {
namespace {

constexpr std::int64_t ns_per_minute = 60'000'000'000;
constexpr std::int64_t minutes_per_day = 1440;

constexpr std::array<Text, 12> months{{{"January", "Januar"},
                                       {"February", "Februar"},
                                       {"March", "März"},
                                       {"April", "April"},
                                       {"May", "Mai"},
                                       {"June", "Juni"},
                                       {"July", "Juli"},
                                       {"August", "August"},
                                       {"September", "September"},
                                       {"October", "Oktober"},
                                       {"November", "November"},
                                       {"December", "Dezember"}}};
constexpr std::array<Text, 12> short_months{{{"Jan", "Jan."},
                                             {"Feb", "Feb."},
                                             {"Mar", "März"},
                                             {"Apr", "Apr."},
                                             {"May", "Mai"},
                                             {"Jun", "Juni"},
                                             {"Jul", "Juli"},
                                             {"Aug", "Aug."},
                                             {"Sep", "Sept."},
                                             {"Oct", "Okt."},
                                             {"Nov", "Nov."},
                                             {"Dec", "Dez."}}};

const Text& month(const std::array<Text, 12>& names, std::int32_t month_number) {
    assert(month_number >= 1 && month_number <= 12);
    return names[static_cast<std::size_t>(month_number - 1)];
}

std::int64_t local_minutes(const Instant& moment) {
    const auto minutes = moment.utc_ns / ns_per_minute - (moment.utc_ns % ns_per_minute < 0 ? 1 : 0);
    return minutes + moment.offset_minutes;
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

}  // namespace

std::string_view tag(Language language) { return language == Language::english ? "en" : "de"; }

std::string number(std::uint64_t count, Language language) {
    const auto digits = fmt::format("{}", count);
    std::string grouped;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at > 0 && (digits.size() - at) % 3 == 0) grouped += language == Language::english ? "," : ".";
        grouped += digits[at];
    }
    return grouped;
}

std::string decimal(double value, Language language) {
    auto digits = fmt::format("{:.1f}", value);
    if (language == Language::german) digits[digits.size() - 2] = ',';
    return digits;
}

std::string percent(std::uint64_t part, std::uint64_t whole, Language language) {
    if (whole == 0) return "–";
    const auto share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    const auto sign = language == Language::english ? "%" : "\u00A0%";
    if (part == 0) return fmt::format("0{}", sign);
    if (part == whole) return fmt::format("100{}", sign);
    if (share < 0.1) return fmt::format("<\u00A0{}{}", decimal(0.1, language), sign);
    if (share < 1) return decimal(share, language) + sign;
    if (share > 99) return fmt::format("{}{}", decimal(std::min(share, 99.9), language), sign);
    return fmt::format("{:.0f}{}", share, sign);
}

std::string counted(std::uint64_t count, Text one, Text many, Language language) {
    return fmt::format("{}\u00A0{}", number(count, language), (count == 1 ? one : many).in(language));
}

std::string capitalised(std::string_view text) {
    std::string result(text);
    if (!result.empty() && result.front() >= 'a' && result.front() <= 'z')
        result.front() = static_cast<char>(result.front() - 'a' + 'A');
    return result;
}

std::string date(CivilDate day, Language language) {
    const auto dot = language == Language::german ? "." : "";
    return fmt::format("{}{}\u00A0{}\u00A0{}", day.day, dot, month(months, day.month).in(language), day.year);
}

std::string short_date(CivilDate day, Language language) {
    return fmt::format("{}{}\u00A0{}", day.day, language == Language::german ? "." : "",
                       short_month(day.month, language));
}

std::string_view short_month(std::int32_t month_number, Language language) {
    return month(short_months, month_number).in(language);
}

std::string date_time(const Instant& moment, Language language) {
    const auto minutes = local_minutes(moment);
    const auto day = floor_divide(minutes, minutes_per_day);
    const auto minute = minutes - day * minutes_per_day;
    return fmt::format("{}, {:02}:{:02}", date(civil_from_days(day), language), minute / 60, minute % 60);
}

std::int64_t local_day(const Instant& moment) { return floor_divide(local_minutes(moment), minutes_per_day); }

}  // namespace konsequenz::report
