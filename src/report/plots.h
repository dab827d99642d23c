// The plots of the page, each a section with its heading, a sentence that reads it, the drawing in both languages and
// the figures behind it as a table.
#pragma once

#include <string>
#include <string_view>

#include "report/names.h"
#include "report/table.h"
#include "report/tally.h"

namespace konsequenz::report {

/// Messages of each week, stacked by measure. Long histories are drawn in periods of 4, 13, 52 … weeks.
[[nodiscard]] std::string rulings_over_time(const Tally& tally, const Names& names);
/// Messages of each period and, inside them, the people who wrote them.
[[nodiscard]] std::string people_against_messages(const Tally& tally);
[[nodiscard]] std::string rulings_by_touchpoint(const Tally& tally, const Names& names);
/// Who writes how much: the Lorenz curve with the most frequent writers first.
[[nodiscard]] std::string concentration(const Tally& tally);
[[nodiscard]] std::string conduct_labels(const Tally& tally);
[[nodiscard]] std::string remedies_by_merits(const Tally& tally, const Names& names);

/// The parts of a section that holds a plot; all HTML except `id` and `title`.
struct Figure {
    std::string_view id;
    Text title;
    std::string reading;
    std::string legend;  ///< may be empty
    std::string drawings;
    Table table;

    [[nodiscard]] std::string to_html() const;
};

/// A legend of series, each with its sample; `titles` are HTML.
[[nodiscard]] std::string legend_of(const std::vector<std::string>& titles);

}  // namespace konsequenz::report
