#include "report/table.h"

#include <fmt/format.h>

#include "report/html.h"

namespace konsequenz::report {

std::string Table::to_html(std::string_view labelled_by) const {
    std::string html = fmt::format(
        R"(<div class="table" role="region" tabindex="0" aria-labelledby="{0}"><table aria-labelledby="{0}"><thead><tr>)",
        labelled_by);
    for (const auto& cell : header) html += fmt::format(R"(<th scope="col">{}</th>)", cell);
    html += "</tr></thead><tbody>";
    for (const auto& row : rows) {
        html += "<tr>";
        for (std::size_t column = 0; column < row.size(); ++column) {
            html += column == 0 ? fmt::format(R"(<th scope="row">{}</th>)", row[column])
                                : fmt::format("<td>{}</td>", row[column]);
        }
        html += "</tr>";
    }
    return html + "</tbody></table></div>";
}

std::string number_cell(std::uint64_t count) {
    if (count < 1000) return fmt::format("{}", count);
    return in_each_language([&](Language language) { return number(count, language); });
}

std::string percent_cell(std::uint64_t part, std::uint64_t whole) {
    return in_each_language([&](Language language) { return escaped(percent(part, whole, language)); });
}

}  // namespace konsequenz::report
