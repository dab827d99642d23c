// The page's sections on who is treated otherwise: premiums, situation tests, differences of groups.
#include <fmt/format.h>

#include <cmath>

#include "report/consistency_parts.h"
#include "report/consistency_texts.h"
#include "report/consistency_texts_more.h"
#include "report/evaluation_parts.h"
#include "report/html.h"
#include "report/plots.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

using consistency::Premium;

std::string named(consistency::Trait trait, consistency::Treatment treatment, Language language) {
    return fmt::format("{}: {}", capitalised(trait_word(trait).in(language)), treatment_word(treatment).in(language));
}

std::string named_cell(consistency::Trait trait, consistency::Treatment treatment) {
    return in_each_language([&](Language language) { return escaped(named(trait, treatment, language)); });
}

Text verdict(const Premium& premium) {
    if (premium.is_found()) return texts::verdict_found;
    const bool is_narrow = premium.ratio && premium.ratio->interval.low > 0.5 && premium.ratio->interval.high < 2;
    return is_narrow ? texts::verdict_none : texts::verdict_unknown;
}

/// On a scale of powers of two from 1/16 to 16.
double place_of(double ratio) { return ratio <= 0 ? 0 : 50 + 12.5 * std::log2(ratio); }

std::string ratio_text(const Premium& premium, Language language) {
    const auto& ratio = *premium.ratio;
    return fmt::format("{} ({}–{})", fixed_text(ratio.value, 2, language), fixed_text(ratio.interval.low, 2, language),
                       fixed_text(ratio.interval.high, 2, language));
}

std::string forest(const std::vector<Premium>& premiums, Language language) {
    std::vector<IntervalRow> rows;
    for (const auto& premium : premiums) {
        if (!premium.ratio || !std::isfinite(premium.ratio->interval.high)) continue;
        rows.push_back({named(premium.trait, premium.treatment, language), ratio_text(premium, language),
                        place_of(premium.ratio->value), place_of(premium.ratio->interval.low),
                        place_of(premium.ratio->interval.high)});
    }
    if (rows.empty()) return {};
    const std::vector<std::pair<double, std::string>> ticks{
        {place_of(0.125), "1/8"}, {place_of(0.5), "1/2"}, {50, "1"}, {place_of(2), "2"}, {place_of(8), "8"}};
    return interval_drawing("premiums", language, texts::premium_title.in(language),
                            texts::premium_reading.in(language), rows, 50, ticks);
}

Table premium_table(const std::vector<Premium>& premiums) {
    Table table;
    table.header = {in_each_language(texts::table_comparison), in_each_language(texts::with_column),
                    in_each_language(texts::without_column),   in_each_language(texts::odds_ratio),
                    in_each_language(texts::adjusted_column),  in_each_language(texts::verdict_column)};
    for (const auto& premium : premiums) {
        if (premium.with == 0) continue;
        const auto ratio = premium.ratio ? figure_cell(premium.ratio->value, premium.ratio->interval, 2) : "–";
        table.rows.push_back(
            {named_cell(premium.trait, premium.treatment), share_cell({premium.treated_with, premium.with}),
             share_cell({premium.treated_without, premium.without}), ratio,
             premium.ratio ? figure_cell(premium.adjusted, {}, 4) : "–", in_each_language(verdict(premium))});
    }
    return table;
}

std::string situations_html(const consistency::Consistency& found) {
    Table table;
    table.header = {in_each_language(texts::table_comparison), in_each_language(texts::standing_out),
                    in_each_language(texts::too_lonely), in_each_language(texts::mean_difference)};
    for (const auto& favoured : found.favoured) {
        table.rows.push_back({named_cell(favoured.trait, favoured.treatment),
                              share_cell({favoured.standing_out.size(), favoured.tested}), number_cell(favoured.lonely),
                              favoured.tested == 0 ? "–" : figure_cell(favoured.mean_difference, {}, 3)});
    }
    const auto& options = found.options.neighbours;
    const auto how = [&](Language language) {
        return escaped(fmt::format(fmt::runtime(texts::situation_how.in(language)), options.neighbours,
                                   fixed_text(options.distance_max, 0, language),
                                   fixed_text(options.difference_min, 1, language)));
    };
    return table_section("situations", texts::situation_title, reading_html(texts::situation_reading), table,
                         fmt::format(R"(<details class="how"><summary>{}</summary><p>{}</p></details>)",
                                     in_each_language(texts::how_computed), in_each_language(how)));
}

std::string value_cell(const consistency::GroupDifference& difference) {
    using Attribute = consistency::GroupDifference::Attribute;
    return in_each_language([&](Language language) {
        auto value = difference.value;
        if (difference.attribute == Attribute::trait) {
            for (std::size_t trait = 0; trait < consistency::trait_count; ++trait) {
                const auto each = static_cast<consistency::Trait>(trait);
                if (consistency::to_string(each) == difference.value) value = trait_word(each).in(language);
            }
        } else if (difference.attribute == Attribute::touchpoint) {
            value = Names(nullptr).vocabulary(difference.value, language);
        } else {
            const Text kind =
                difference.attribute == Attribute::language ? texts::language_choice : texts::team_group_column;
            value = fmt::format("{} {}", kind.in(language), difference.value);
        }
        return escaped(fmt::format("{}: {}", capitalised(value), treatment_word(difference.treatment).in(language)));
    });
}

/// A share with Clopper and Pearson's interval.
std::string exact_cell(const statistics::Proportion& share, const statistics::Interval& interval) {
    return in_each_language([&](Language language) {
        return escaped(fmt::format("{} ({}–{})", share_text(share, language),
                                   fixed_text(interval.low * 100, 1, language),
                                   fixed_text(interval.high * 100, 1, language)));
    });
}

}  // namespace

std::string premiums_html(const consistency::Consistency& found) {
    auto html = fmt::format(R"(<section aria-labelledby="premium-section"><h2 id="premium-section">{}</h2>)",
                            in_each_language(texts::premium_heading));
    Figure figure{"premiums", texts::premium_title, in_each_language(texts::premium_reading), {}, {}, {}};
    for (const auto language : languages) figure.drawings += forest(found.premiums, language);
    figure.table = premium_table(found.premiums);
    if (figure.drawings.empty())
        html += fmt::format("<p>{}</p>", in_each_language(texts::no_premium_yet)) +
                table_section("premiums", texts::premium_title, "", figure.table, how_html(texts::premium_how));
    else
        html += figure.to_html() + how_html(texts::premium_how);
    return html + situations_html(found) + differences_html(found) + "</section>";
}

std::string differences_html(const consistency::Consistency& found) {
    Table table;
    table.header = {in_each_language(texts::table_comparison), in_each_language(texts::with_column),
                    in_each_language(texts::without_column),   in_each_language(texts::difference_column),
                    in_each_language(texts::adjusted_column),  in_each_language(texts::verdict_column)};
    for (const auto& difference : found.differences) {
        const bool is_score = difference.difference.method == statistics::DifferenceMethod::score;
        table.rows.push_back(
            {value_cell(difference), exact_cell(difference.with, difference.with_interval),
             exact_cell(difference.without, difference.without_interval),
             figure_cell(difference.difference.value, difference.difference.interval, 3) + (is_score ? "*" : ""),
             figure_cell(difference.adjusted, {}, 4),
             in_each_language(difference.is_found() ? texts::verdict_found : texts::verdict_unknown)});
    }
    return table_section("differences", texts::differences_title, reading_html(texts::differences_reading), table,
                         how_html(texts::differences_how));
}

}  // namespace konsequenz::report
