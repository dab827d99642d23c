// The tables of the page of voices.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>

#include "base/calendar.h"
#include "report/evaluation_parts.h"
#include "report/table.h"
#include "report/texts.h"
#include "report/voices_parts.h"
#include "report/voices_texts.h"

namespace konsequenz::report {
namespace {

using statistics::Interval;
using voices::Dimension;
using voices::Voices;

constexpr std::size_t rows_max = 40;

std::string cell(const std::function<std::string(Language)>& text) {
    return in_each_language([&](Language language) { return escaped(text(language)); });
}

std::string range_text(const Interval& interval, Language language) {
    return fmt::format("{}–{}", share_of_customers(interval.low, language),
                       share_of_customers(interval.high, language));
}

std::string amounts_text(const Interval& interval, Language language) {
    return fmt::format("{}–{}", amount(interval.low, language), amount(interval.high, language));
}

std::string name_cell(const voices::GroupKey& key) {
    return cell([&](Language language) { return group_name(key, language); });
}

std::string day_cell(std::int64_t day) {
    return cell([&](Language language) { return date(civil_from_days(day), language); });
}

/// A heading with its table, a sentence before it and where rows are left out one behind it.
std::string section(std::string_view id, Text title, const std::string& reading, const Table& table,
                    std::size_t left_out = 0) {
    auto html = fmt::format(R"(<h3 id="{}">{}</h3>)", id, in_each_language(title));
    if (!reading.empty()) html += fmt::format(R"(<p class="reading">{}</p>)", reading);
    html += table.to_html(id);
    if (left_out > 0)
        html += fmt::format(R"(<p class="reading">{}</p>)", cell([&](Language language) {
                                return filled_text(texts::more_rows, language, {number(left_out, language)});
                            }));
    return html;
}

std::string settle_text(const voices::Verdict& verdict, Language language) {
    if (verdict.word != voices::Word::not_known || !verdict.perceived) return "–";
    return filled_text(texts::ask_more, language,
                       {counted(verdict.ask_more, texts::exposed_one, texts::exposed_many, language)});
}

std::vector<std::string> verdict_row(const voices::Group& group) {
    const auto& verdict = group.verdict;
    return {name_cell(group.key),
            in_each_language(verdict_word(verdict.word)),
            cell([&](Language language) { return verdict.share ? range_text(*verdict.share, language) : "–"; }),
            cell([&](Language language) {
                return verdict.perceived ? share_of_customers(*verdict.perceived, language) : "–";
            }),
            cell([&](Language language) {
                if (verdict.word == voices::Word::not_known) return std::string("–");
                return std::string(
                    (verdict.holds_without_assumptions ? texts::still_holds : texts::rests_on_answers).in(language));
            }),
            cell([&](Language language) { return settle_text(verdict, language); })};
}

std::string groups_table(const Voices& voices, Dimension dimension, std::string_view id, Text title, Text column) {
    const auto groups = voices.of(dimension);
    if (groups.empty() || (groups.size() == 1 && groups.front()->key.name.empty())) return {};
    const bool with_heard = std::ranges::any_of(groups, [](const auto* group) { return group->heard.has_value(); });
    const bool with_unheard = voices.people == voices::People::followed;
    Table table;
    table.header = {in_each_language(column),
                    in_each_language(texts::messages_title),
                    in_each_language(texts::people_title),
                    in_each_language(texts::loudness_title),
                    in_each_language(texts::effective_1_column),
                    in_each_language(texts::effective_2_column),
                    in_each_language(texts::top_column),
                    in_each_language(texts::gini_column)};
    if (with_heard) table.header.push_back(in_each_language(texts::heard_column));
    if (with_unheard) table.header.push_back(in_each_language(texts::unheard_column));
    for (const auto* group : groups) {
        if (table.rows.size() == rows_max) break;
        const auto& spread = group->spread;
        table.rows.push_back(
            {name_cell(group->key), number_cell(spread.messages), number_cell(spread.people),
             cell([&](Language language) { return amount(spread.per_person(), language); }),
             cell([&](Language language) { return amount(spread.effective_1, language); }),
             cell([&](Language language) { return amount(spread.effective_2, language); }),
             cell([&](Language language) { return share_of_customers(spread.top_10_percent.share(), language); }),
             cell([&](Language language) { return fixed_text(spread.gini, 2, language); })});
        if (with_heard)
            table.rows.back().push_back(cell([&](Language language) {
                return group->heard ? range_text(group->heard->people.interval(), language) : std::string("–");
            }));
        if (with_unheard)
            table.rows.back().push_back(cell([&](Language language) {
                const auto& chao = group->unheard->chao;
                const auto people = static_cast<double>(spread.people);
                return fmt::format("{} ({})", amount(chao.unseen, language),
                                   amounts_text({chao.interval.low - people, chao.interval.high - people}, language));
            }));
    }
    return section(id, title, {}, table, groups.size() - table.rows.size());
}

std::string survey_table(const voices::SurveyFigures& survey, std::string_view id) {
    Table table;
    table.header = {in_each_language(texts::stratum_column), in_each_language(texts::size_column),
                    in_each_language(texts::asked_answered), in_each_language(texts::own_share),
                    in_each_language(texts::pooled_share)};
    for (std::size_t at = 0; at < survey.strata.size(); ++at) {
        const auto& stratum = survey.strata[at];
        table.rows.push_back(
            {stratum.name.empty() ? in_each_language(texts::whole_layer) : escaped(stratum.name),
             survey.is_weighted ? number_cell(static_cast<std::uint64_t>(stratum.size)) : std::string("–"),
             cell([&](Language language) {
                 return fmt::format("{} / {}", number(stratum.sample.count, language),
                                    number(stratum.sample.total, language));
             }),
             cell([&](Language language) {
                 return stratum.sample.total == 0 ? std::string("–") : range_text(stratum.sample.interval(), language);
             }),
             cell([&](Language language) { return share_of_customers(survey.share.strata[at].share, language); })});
    }
    const bool is_random = survey.kind == record::SurveyKind::calibration;
    return section(id, is_random ? texts::row_calibration : texts::row_pulse, {}, table);
}

std::string bursts_table(const Voices& voices) {
    Table table;
    table.header = {in_each_language(texts::what), in_each_language(texts::from_column),
                    in_each_language(texts::to_column), in_each_language(texts::messages_title),
                    in_each_language(texts::expected_column)};
    std::size_t left_out = 0;
    for (const auto& group : voices.groups) {
        for (const auto& burst : group.bursts) {
            if (table.rows.size() == rows_max) {
                ++left_out;
                continue;
            }
            table.rows.push_back({name_cell(group.key), day_cell(burst.first_day), day_cell(burst.last_day),
                                  number_cell(burst.messages),
                                  cell([&](Language language) { return amount(burst.expected, language); })});
        }
    }
    return table.rows.empty() ? std::string() : section("bursts", texts::bursts_title, {}, table, left_out);
}

/// A text for a table's cell: its beginning, on one line.
std::string beginning(const std::string& text) {
    constexpr std::size_t bytes_max = 140;
    auto line = text.substr(0, whole_code_points(text, bytes_max));
    std::ranges::replace(line, '\n', ' ');
    return line.size() < text.size() ? line + "…" : line;
}

std::string campaigns_table(const Voices& voices) {
    if (voices.campaigns.empty()) return {};
    Table table;
    table.header = {in_each_language(texts::text_column), in_each_language(texts::people_at_least),
                    in_each_language(texts::from_column), in_each_language(texts::to_column),
                    in_each_language(texts::at_once_column)};
    for (const auto& campaign : voices.campaigns) {
        table.rows.push_back(
            {campaign.example.empty() ? in_each_language(texts::no_example) : escaped(beginning(campaign.example)),
             number_cell(campaign.people), day_cell(campaign.first_day), day_cell(campaign.last_day),
             number_cell(campaign.people_at_once)});
    }
    return section("campaigns", texts::campaigns_title, {}, table);
}

}  // namespace

std::string filled_text(Text pattern, Language language, std::initializer_list<std::string_view> values) {
    std::string text;
    auto rest = pattern.in(language);
    for (const auto value : values) {
        const auto hole = rest.find("{}");
        assert(hole != std::string_view::npos);
        text.append(rest.substr(0, hole)).append(value);
        rest.remove_prefix(hole + 2);
    }
    return text.append(rest);
}

std::string share_of_customers(double share, Language language) {
    const auto percentage = share * 100;
    const auto decimals = percentage > 0 && percentage < 1 ? 2 : 1;
    return fixed_text(percentage, decimals, language) + (language == Language::english ? "%" : "\u00A0%");
}

std::string amount(double value, Language language) {
    if (value < 1000) return fixed_text(value, 1, language);
    return value < 1e15 ? number(static_cast<std::uint64_t>(value + 0.5), language) : std::string("∞");
}

Text verdict_word(voices::Word word) {
    static constexpr std::array words{texts::word_loud_few, texts::word_quiet_many, texts::word_loud_many,
                                      texts::word_few, texts::word_not_known};
    return words.at(static_cast<std::size_t>(word));
}

std::string group_name(const voices::GroupKey& key, Language language) {
    if (key.dimension == Dimension::all) return std::string(texts::everything.in(language));
    if (key.name.empty()) return std::string(texts::no_topic.in(language));
    return key.dimension == Dimension::touchpoint ? std::string(word(key.name).in(language)) : key.name;
}

std::string verdicts_table(const Voices& voices) {
    Table table;
    table.header = {in_each_language(texts::what),
                    in_each_language(texts::word_column),
                    in_each_language(texts::dissatisfied_column),
                    in_each_language(texts::perceived_column),
                    in_each_language(texts::certain_column),
                    in_each_language(texts::settle_column)};
    std::size_t left_out = 0;
    for (const auto& group : voices.groups) {
        if (group.key.dimension == Dimension::standard) continue;
        if (table.rows.size() == rows_max)
            ++left_out;
        else
            table.rows.push_back(verdict_row(group));
    }
    const auto reading = cell([&](Language language) {
        return filled_text(texts::verdicts_reading, language, {share_of_customers(voices.many, language)});
    });
    return section("verdicts", texts::verdicts_title, reading, table, left_out);
}

std::string voices_groups_tables(const Voices& voices) {
    return groups_table(voices, Dimension::topic, "topics", texts::topics_title, texts::topic_column) +
           groups_table(voices, Dimension::touchpoint, "touchpoints", texts::voices_touchpoints, texts::touchpoint) +
           groups_table(voices, Dimension::standard, "standards", texts::standards_title, texts::standard_column);
}

std::string voices_periods_table(const Voices& voices) {
    const auto& periods = voices.all().periods;
    if (periods.empty()) return {};
    Table table;
    table.header = {in_each_language(texts::period),          in_each_language(texts::messages_title),
                    in_each_language(texts::limits_messages), in_each_language(texts::people_title),
                    in_each_language(texts::limits_people),   in_each_language(texts::effective_2_column),
                    in_each_language(texts::gini_column)};
    for (const auto& period : periods) {
        const auto usual = [&](const statistics::ChartPoint& point) {
            return cell([&](Language language) {
                return amounts_text({point.limits.low * period.exposure, point.limits.high * period.exposure},
                                    language);
            });
        };
        table.rows.push_back({escaped(period_name(voices.period_kind, period.period)),
                              number_cell(period.spread.messages), usual(period.messages),
                              number_cell(period.spread.people), usual(period.people),
                              cell([&](Language language) { return amount(period.spread.effective_2, language); }),
                              cell([&](Language language) { return fixed_text(period.spread.gini, 2, language); })});
    }
    return section("periods", texts::periods_title, {}, table);
}

std::string voices_surveys_tables(const Voices& voices) {
    std::string html;
    for (const auto& survey : voices.all().surveys)
        html += survey_table(survey, fmt::format("survey-{}", record::to_string(survey.kind)));
    return html;
}

std::string voices_evidence_tables(const Voices& voices) {
    const auto tables = bursts_table(voices) + campaigns_table(voices);
    if (tables.empty()) return {};
    return fmt::format(
        R"(<section class="evaluation" aria-labelledby="evidence-heading"><h2 id="evidence-heading">{}</h2><p class="intro">{}</p>{}</section>)",
        in_each_language(texts::evidence_title), in_each_language(texts::evidence_reading), tables);
}

}  // namespace konsequenz::report
