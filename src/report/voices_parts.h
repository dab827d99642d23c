// The parts of the page of voices that are drawn or laid out as tables. Inside report only.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "report/html.h"
#include "report/language.h"
#include "voices/voices.h"

namespace konsequenz::report {

[[nodiscard]] std::string voices_time_plot(const voices::Voices& voices);
[[nodiscard]] std::string voices_spread_plot(const voices::Voices& voices);
[[nodiscard]] std::string voices_groups_plot(const voices::Voices& voices);
[[nodiscard]] std::string voices_estimates_plot(const voices::Voices& voices);

/// Each a heading of the third level with a table; empty where there is nothing to say.
[[nodiscard]] std::string verdicts_table(const voices::Voices& voices);
[[nodiscard]] std::string voices_groups_tables(const voices::Voices& voices);
[[nodiscard]] std::string voices_periods_table(const voices::Voices& voices);
[[nodiscard]] std::string voices_surveys_tables(const voices::Voices& voices);
[[nodiscard]] std::string voices_evidence_tables(const voices::Voices& voices);

/// "12.3%" or "12,3 %"; with two decimals below one percent.
[[nodiscard]] std::string share_of_customers(double share, Language language);
/// "5.2", and without decimals from 1,000 on: "1,234".
[[nodiscard]] std::string amount(double value, Language language);
[[nodiscard]] Text verdict_word(voices::Word word);
/// A group's name in the reader's language: "everything", "no topic", the touchpoint's word or the name itself.
[[nodiscard]] std::string group_name(const voices::GroupKey& key, Language language);

/// The text with each `{}` replaced, in their order.
[[nodiscard]] std::string filled_text(Text pattern, Language language, std::initializer_list<std::string_view> values);

}  // namespace konsequenz::report
