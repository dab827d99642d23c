#include "report/consistency_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/consistency_texts.h"
#include "report/evaluation_parts.h"
#include "report/html.h"
#include "report/svg.h"

namespace konsequenz::report {

Text trait_word(consistency::Trait trait) {
    switch (trait) {
        case consistency::Trait::in_public: return texts::trait_public;
        case consistency::Trait::wide_reach: return texts::trait_reach;
        case consistency::Trait::famous: return texts::trait_famous;
        case consistency::Trait::big_spender: return texts::trait_spender;
        case consistency::Trait::frequent: return texts::trait_frequent;
    }
    return texts::trait_public;
}

Text treatment_word(consistency::Treatment treatment) {
    switch (treatment) {
        case consistency::Treatment::milder: return texts::treated_milder;
        case consistency::Treatment::harsher: return texts::treated_harsher;
        case consistency::Treatment::more_generous: return texts::treated_generous;
    }
    return texts::treated_milder;
}

std::string how_html(Text text) {
    return fmt::format(R"(<details class="how"><summary>{}</summary><p>{}</p></details>)",
                       in_each_language(texts::how_computed), in_each_language(text));
}

std::string table_section(std::string_view id, Text title, std::string_view reading, const Table& table,
                          std::string_view how) {
    if (table.rows.empty()) return {};
    return fmt::format(
        R"(<section class="tabled"><h3 id="{0}-heading">{1}</h3>{2}<div class="figures">{3}</div>{4}</section>)", id,
        in_each_language(title), reading, table.to_html(fmt::format("{}-heading", id)), how);
}

std::string reading_html(Text text) { return fmt::format(R"(<p class="reading">{}</p>)", in_each_language(text)); }

std::string head_of(Text text) {
    return in_each_language([&](Language language) { return escaped(capitalised(text.in(language))); });
}

std::string figure_cell(std::optional<double> value, const std::optional<statistics::Interval>& interval,
                        int decimals) {
    if (!value) return "–";
    return in_each_language([&](Language language) {
        if (!std::isfinite(*value)) return std::string("∞");
        auto text = fixed_text(*value, decimals, language);
        if (interval && std::isfinite(interval->high))
            text += fmt::format(" ({})", range_text(*interval, decimals, language));
        return text;
    });
}

std::string share_cell(const statistics::Proportion& proportion) {
    return in_each_language([&](Language language) { return escaped(interval_text(proportion, language)); });
}

std::string interval_drawing(std::string_view id, Language language, std::string_view title,
                             std::string_view description, const std::vector<IntervalRow>& rows, double reference,
                             const std::vector<std::pair<double, std::string>>& ticks) {
    constexpr double row_height = 58;
    constexpr double top = 20;
    const auto inside = [](double place) { return std::clamp(place, 0.0, 100.0); };
    const auto bottom = top + row_height * static_cast<double>(rows.size());
    std::string svg;
    for (const auto& [place, word] : ticks) {
        svg += fmt::format(R"(<line class="grid" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>)", coordinate(place), top - 4,
                           coordinate(bottom));
        svg += label("tick", place, top - 8,
                     place < 4    ? Anchor::start
                     : place > 96 ? Anchor::end
                                  : Anchor::middle,
                     word);
    }
    if (reference >= 0 && reference <= 100)
        svg += fmt::format(R"(<line class="even" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>)", coordinate(reference),
                           top - 4, coordinate(bottom));
    double y = top;
    for (const auto& row : rows) {
        svg += label("name on-plot", 0, y + 14, Anchor::start, row.name);
        // Below the bar: beside a long name it would not fit a phone.
        svg += label("value on-plot", 100, y + 44, Anchor::end, row.value);
        const auto low = inside(row.low);
        svg += fmt::format(R"(<rect class="inner" x="{}%" y="{}" width="{}%" height="4"/>)", coordinate(low),
                           coordinate(y + 24), coordinate(std::max(0.4, inside(row.high) - low)));
        svg += fmt::format(R"(<circle class="point" cx="{}%" cy="{}" r="5"/>)", coordinate(inside(row.point)),
                           coordinate(y + 26));
        y += row_height;
    }
    return drawing(id, language, title, description, bottom + 6, svg);
}

}  // namespace konsequenz::report
