// A table of figures in both languages, to be read, copied or heard.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/language.h"

namespace konsequenz::report {

/// Cells are HTML. The first column heads its row.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    /// `labelled_by` is the id of the heading that names the table.
    [[nodiscard]] std::string to_html(std::string_view labelled_by) const;
};

/// A number as a cell.
[[nodiscard]] std::string number_cell(std::uint64_t count);
[[nodiscard]] std::string percent_cell(std::uint64_t part, std::uint64_t whole);

}  // namespace konsequenz::report
