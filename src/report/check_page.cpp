#include "report/check_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "report/frame.h"
#include "report/html.h"
#include "report/page_files.h"
#include "report/svg.h"
#include "report/table.h"
#include "report/texts.h"

namespace konsequenz::report {
namespace {

namespace own {
constexpr Text title{"Check", "Prüfung"};
constexpr Text guarantees{"Guarantees", "Garantien"};
constexpr Text guarantee{"Guarantee", "Garantie"};
constexpr Text state{"State", "Stand"};
constexpr Text why{"A case, or the reason", "Ein Fall oder der Grund"};
constexpr Text proved{"proved", "bewiesen"};
constexpr Text refuted{"refuted", "widerlegt"};
constexpr Text not_decided{"not decided", "nicht entschieden"};
constexpr Text general{"On the whole", "Im Ganzen"};
constexpr Text row{"Row", "Zeile"};
constexpr Text hit_policy{"Hit policy {}", "Trefferregel {}"};
constexpr Text nothing{"Nothing was found.", "Es wurde nichts gefunden."};
constexpr Text found{"{}, {}, {}.", "{}, {}, {}."};
constexpr Text error_one{"error", "Fehler"};
constexpr Text error_many{"errors", "Fehler"};
constexpr Text warning_one{"warning", "Warnung"};
constexpr Text warning_many{"warnings", "Warnungen"};
constexpr Text note_one{"note", "Hinweis"};
constexpr Text note_many{"notes", "Hinweise"};
}  // namespace own

std::string_view name_of(dmn::HitPolicy policy) {
    constexpr std::string_view names[] = {"UNIQUE",  "ANY",        "PRIORITY",    "FIRST",
                                          "COLLECT", "RULE ORDER", "OUTPUT ORDER"};
    return names[static_cast<std::size_t>(policy)];
}

Text level_word(proof::Level level) {
    switch (level) {
        case proof::Level::error: return own::error_one;
        case proof::Level::warning: return own::warning_one;
        case proof::Level::note: return own::note_one;
    }
    return own::note_one;
}

class Page {
  public:
    explicit Page(const CheckedTables& checked) : checked_(checked), is_told_(checked.english.size()) {}

    std::string html() {
        auto html = page_head(own::title) +
                    fmt::format(R"(<body><a class="skip" href="#content">{}</a>{}{}<main id="content">)",
                                in_each_language(texts::skip), pattern_definitions(), masthead());
        html += fmt::format(R"(<p class="lede">{}</p>)",
                            in_each_language([&](Language language) { return escaped(summary(language)); }));
        html += guarantees();
        std::string tables;
        if (checked_.engine != nullptr) {
            for (std::size_t table = 0; table < checked_.engine->tables().size(); ++table) tables += show(table);
        }
        // What has no row and no table of its own comes first, and is known last.
        html += rest() + tables;
        return html + fmt::format("</main><script>{}</script></body></html>\n", page_script());
    }

  private:
    [[nodiscard]] std::string masthead() const {
        return fmt::format(
            R"(<header class="masthead"><div class="bar"><p class="mark">Konsequenz</p>{}</div><h1>{}</h1><p class="span">{}</p></header>)",
            page_choices(), in_each_language(own::title), escaped(checked_.title));
    }

    [[nodiscard]] std::string summary(Language language) const {
        if (checked_.english.empty()) return std::string(own::nothing.in(language));
        const auto count = proof::count(checked_.english);
        return fmt::format(fmt::runtime(own::found.in(language)),
                           counted(count.errors, own::error_one, own::error_many, language),
                           counted(count.warnings, own::warning_one, own::warning_many, language),
                           counted(count.notes, own::note_one, own::note_many, language));
    }

    [[nodiscard]] std::string guarantees() const {
        if (checked_.guarantees.empty()) return {};
        Table table;
        table.header = {in_each_language(own::guarantee), in_each_language(own::state), in_each_language(own::why)};
        const bool has_twin = checked_.german_guarantees.size() == checked_.guarantees.size();
        for (std::size_t at = 0; at < checked_.guarantees.size(); ++at) {
            const auto& english = checked_.guarantees[at];
            const auto& german = has_twin ? checked_.german_guarantees[at] : english;
            const auto both = [&](std::string proof::GuaranteeState::* member) {
                return in_each_language([&](Language language) {
                    return escaped((language == Language::german ? german : english).*member);
                });
            };
            table.rows.push_back(
                {both(&proof::GuaranteeState::title), state_of(english.state), both(&proof::GuaranteeState::text)});
        }
        const std::string counts = in_each_language([&](Language language) {
            std::vector<std::string> parts;
            for (const Text& state : {own::proved, own::refuted, own::not_decided}) {
                const auto count =
                    std::ranges::count(checked_.guarantees, state.english, &proof::GuaranteeState::state);
                parts.push_back(fmt::format("{} {}", count, state.in(language)));
            }
            return fmt::format("{}.", fmt::join(parts, ", "));
        });
        return fmt::format(R"(<section class="guarantees"><h2 id="guarantees-heading">{}</h2><p>{}</p>{}</section>)",
                           in_each_language(own::guarantees), counts, table.to_html("guarantees-heading"));
    }

    static std::string state_of(const std::string& state) {
        for (const Text& known : {own::proved, own::refuted, own::not_decided}) {
            if (known.english == state) return in_each_language(known);
        }
        return escaped(state);
    }

    /// One finding: its level, what it says, and its details in both languages.
    [[nodiscard]] std::string finding(std::size_t at) const {
        const auto& english = checked_.english[at];
        const bool has_twin = checked_.german.size() == checked_.english.size();
        auto html =
            fmt::format(R"(<li class="finding {}"><strong>{}</strong> <span lang="en">{}</span> <code>{}</code>)",
                        to_string(english.level), in_each_language(level_word(english.level)), escaped(english.message),
                        escaped(english.code));
        if (english.details.empty()) return html + "</li>";
        html += in_each_language(
            [&](Language language) {
                const auto& told = language == Language::german && has_twin ? checked_.german[at] : english;
                std::string items;
                for (const auto& detail : told.details) items += fmt::format("<li>{}</li>", escaped(detail));
                return fmt::format("<ul>{}</ul>", items);
            },
            "div");
        return html + "</li>";
    }

    /// Those of a place that were not told yet.
    std::string findings_at(const Place& where) {
        std::string items;
        for (std::size_t at = 0; at < checked_.english.size(); ++at) {
            const Place& own = checked_.english[at].where;
            if (is_told_[at] || where.line == 0 || own.file != where.file || own.line != where.line) continue;
            is_told_[at] = true;
            items += finding(at);
        }
        return items.empty() ? items : fmt::format(R"(<ul class="findings">{}</ul>)", items);
    }

    std::string rest() {
        std::string items;
        for (std::size_t at = 0; at < checked_.english.size(); ++at) {
            if (!is_told_[at]) items += finding(at);
        }
        if (items.empty()) return {};
        return fmt::format(
            R"(<section aria-labelledby="general-heading"><h2 id="general-heading">{}</h2><ul class="findings">{}</ul></section>)",
            in_each_language(own::general), items);
    }

    std::string show(std::size_t index) {
        const dmn::TableInfo& info = checked_.engine->tables()[index];
        const auto heading = fmt::format("table-{}", index);
        auto html = fmt::format(
            R"(<section class="tables"><h2 id="{0}">{1}</h2><p class="reading">{2}</p>)", heading, escaped(info.owner),
            in_each_language([&](Language language) {
                return escaped(fmt::format(fmt::runtime(own::hit_policy.in(language)), name_of(info.hit_policy)));
            }));
        for (const auto& decision : checked_.engine->decisions()) {
            if (decision.table == index) html += findings_at(decision.place);
        }
        Table table;
        table.header = {in_each_language(own::row)};
        for (const auto& input : info.inputs) table.header.push_back(escaped(input));
        for (const auto& output : info.outputs)
            table.header.push_back(fmt::format("→ {}", escaped(output.name.empty() ? info.owner : output.name)));
        std::string found;
        for (std::size_t rule = 0; rule < info.rules.size(); ++rule) {
            table.rows.push_back({fmt::format(R"(<span id="{}-{}">{}</span>)", heading, rule + 1, rule + 1)});
            for (const auto& test : info.rules[rule].tests) table.rows.back().push_back(cell(test));
            for (const auto& output : info.rules[rule].outputs) table.rows.back().push_back(cell(output));
            if (auto items = findings_at(info.rules[rule].place); !items.empty()) {
                found += fmt::format(R"(<h3><a href="#{}-{}">{} {}</a></h3>{})", heading, rule + 1,
                                     in_each_language(own::row), rule + 1, items);
            }
        }
        return html + table.to_html(heading) + found + "</section>";
    }

    static std::string cell(const feel::Expression& expression) {
        return fmt::format("<code>{}</code>", escaped(expression.text()));
    }

    const CheckedTables& checked_;
    std::vector<bool> is_told_;
};

}  // namespace

std::string check_html(const CheckedTables& checked) { return Page(checked).html(); }

}  // namespace konsequenz::report
