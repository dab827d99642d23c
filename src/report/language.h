// The two languages of the page: how each writes numbers, shares and dates.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"

namespace konsequenz::report {

enum class Language : std::uint8_t { english, german };
inline constexpr std::array languages{Language::english, Language::german};

/// "en", "de": the language tag, and the CSS class of what is shown in that language only.
[[nodiscard]] std::string_view tag(Language language);

/// One text of the page in both languages.
struct Text {
    std::string_view english;
    std::string_view german;

    [[nodiscard]] std::string_view in(Language language) const {
        return language == Language::english ? english : german;
    }
};

/// "12,345" or "12.345".
[[nodiscard]] std::string number(std::uint64_t count, Language language);
/// With one decimal: "1.9" or "1,9".
[[nodiscard]] std::string decimal(double value, Language language);
/// The share of a part in a whole: "96%" or "96 %"; below one percent with one decimal; "–" where the whole is 0.
/// What is neither nothing nor all is never rounded to 0 % or 100 %.
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole, Language language);
/// "1 message", "2 messages".
[[nodiscard]] std::string counted(std::uint64_t count, Text one, Text many, Language language);

/// For the head of a line: with a capital first letter, where it is one of a to z.
[[nodiscard]] std::string capitalised(std::string_view text);

/// "5 January 2026" or "5. Januar 2026".
[[nodiscard]] std::string date(CivilDate day, Language language);
/// "5 Jan" or "5. Jan."
[[nodiscard]] std::string short_date(CivilDate day, Language language);
/// "Jan" or "Jan."
[[nodiscard]] std::string_view short_month(std::int32_t month, Language language);
/// "5 January 2026, 08:00" in the moment's own offset.
[[nodiscard]] std::string date_time(const Instant& moment, Language language);

/// The day of the moment in its own offset, in days since 1970-01-01.
[[nodiscard]] std::int64_t local_day(const Instant& moment);

}  // namespace konsequenz::report
