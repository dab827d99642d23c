// The parts of the pages on consistency and noise, and the pieces they share. Inside report only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "consistency/consistency.h"
#include "report/language.h"
#include "report/names.h"
#include "report/table.h"
#include "statistics/proportion.h"

namespace konsequenz::report {

/// Sections of the page; empty where there is nothing to say.
[[nodiscard]] std::string premiums_html(const consistency::Consistency& consistency);
[[nodiscard]] std::string differences_html(const consistency::Consistency& consistency);
[[nodiscard]] std::string twins_html(const consistency::Consistency& consistency, const Names& names);
[[nodiscard]] std::string kept_html(const consistency::Consistency& consistency, const Names& names);
[[nodiscard]] std::string departures_html(const consistency::Consistency& consistency, const Names& names);
[[nodiscard]] std::string team_html(const consistency::Consistency& consistency);

[[nodiscard]] Text trait_word(consistency::Trait trait);
[[nodiscard]] Text treatment_word(consistency::Treatment treatment);

/// Formula and source behind one click; `text` gives plain text.
[[nodiscard]] std::string how_html(Text text);
/// A heading of the third level with a sentence, a table and its formula; empty where the table is.
[[nodiscard]] std::string table_section(std::string_view id, Text title, std::string_view reading, const Table& table,
                                        std::string_view how);
[[nodiscard]] std::string reading_html(Text text);
/// A Text with its braces filled in by numbers or texts, escaped, in each language.
[[nodiscard]] std::string head_of(Text text);
/// "0.743 (0.61–0.88)", a dash where it is not known.
[[nodiscard]] std::string figure_cell(std::optional<double> value, const std::optional<statistics::Interval>& interval,
                                      int decimals);
/// Of a share with Wilson's interval, as "0.8% (0.3–1.9)".
[[nodiscard]] std::string share_cell(const statistics::Proportion& proportion);

/// A row of a drawing of intervals: where its point and its ends stand, in hundredths of the width.
struct IntervalRow {
    std::string name;   ///< plain
    std::string value;  ///< plain, at the right end
    double point = 0;
    double low = 0;
    double high = 0;
};
/// Rows below one another, with a dashed line at `reference` where that is inside; `ticks` are places with their words.
[[nodiscard]] std::string interval_drawing(std::string_view id, Language language, std::string_view title,
                                           std::string_view description, const std::vector<IntervalRow>& rows,
                                           double reference, const std::vector<std::pair<double, std::string>>& ticks);

}  // namespace konsequenz::report
