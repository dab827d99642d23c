#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "dmn/state.h"
#include "proof/table_check.h"

namespace konsequenz::proof {
namespace {

using dmn::HitPolicy;

struct Details {
    std::string_view gap, both, more, hidden_by, perhaps;
};
constexpr Details english{.gap = "no row matches where {}",
                          .both = "rows {} and {} both match where {}",
                          .more = "and {} more",
                          .hidden_by = "what it matches goes to row {}",
                          .perhaps = "{}, if the model ever gives that"};
constexpr Details german{.gap = "keine Zeile passt, wenn gilt: {}",
                         .both = "die Zeilen {} und {} passen beide, wenn gilt: {}",
                         .more = "und {} weitere",
                         .hidden_by = "was auf sie passt, geht an Zeile {}",
                         .perhaps = "{}, falls das Modell das je ergibt"};

std::string_view name_of(HitPolicy policy) {
    constexpr std::string_view names[] = {"UNIQUE",  "ANY",        "PRIORITY",    "FIRST",
                                          "COLLECT", "RULE ORDER", "OUTPUT ORDER"};
    return names[static_cast<std::size_t>(policy)];
}

template <class... Parts>
std::string filled(std::string_view pattern, const Parts&... parts) {
    return fmt::format(fmt::runtime(pattern), parts...);
}

/// The findings of one table, in the order in which one would mend them.
class Teller {
  public:
    Teller(const dmn::Engine& engine, const TableChecks& checks, const TableShape& shape, NullCounts nulls,
           Language language)
        : engine_(engine),
          checks_(checks),
          shape_(shape),
          nulls_(nulls),
          language_(language),
          details_(language == Language::english ? english : german) {}

    std::vector<Finding> tell() {
        tell_cells();
        tell_outputs();
        tell_gaps();
        tell_overlaps();
        tell_dead();
        tell_repeated();
        tell_open();
        return std::move(findings_);
    }

  private:
    void add(std::string code, Level level, std::string message, std::vector<std::string> details, Place where) {
        findings_.push_back({std::move(code), level, std::move(message), std::move(details), std::move(where)});
    }
    [[nodiscard]] std::string row(std::size_t rule) const {
        return fmt::format("row {} of `{}`", rule + 1, shape_.info->owner);
    }
    [[nodiscard]] const Place& place(std::size_t rule) const { return shape_.info->rules[rule].place; }
    [[nodiscard]] std::string words(const Box& box) const { return in_words(shape_, box, language_); }
    [[nodiscard]] const Axis& axis(std::size_t column) const { return shape_.axes[shape_.axis_of[column]]; }
    [[nodiscard]] std::string_view cell(const OpenCell& at) const {
        return shape_.info->rules[at.rule].tests[at.column].text();
    }

    void tell_cells() {
        for (const StrangeValue& strange : shape_.strange) {
            add("check.unknown-value", Level::warning,
                fmt::format("{} tests `{}` for {}, which it can never be: correct the value, or add it to those that "
                            "are allowed",
                            row(strange.rule), axis(strange.column).name, to_string(strange.value)),
                {}, place(strange.rule));
        }
        for (const OpenCell& closed : shape_.closed) {
            add("check.impossible-cell", Level::warning,
                fmt::format("{} can never match: its cell `{}` lets no value of `{}` through", row(closed.rule),
                            cell(closed), axis(closed.column).name),
                {}, place(closed.rule));
        }
    }

    /// An output that its type does not allow comes out as null.
    void tell_outputs() {
        for (std::size_t output = 0; output < shape_.info->outputs.size(); ++output) {
            const std::vector<feel::Value> allowed = allowed_outputs(output);
            if (allowed.empty()) continue;
            for (std::size_t rule = 0; rule < shape_.info->rules.size(); ++rule) {
                const feel::Value* value = shape_.info->rules[rule].outputs[output].constant();
                if (value == nullptr || value->is_null() || value->kind() > feel::Kind::year_month_duration) continue;
                const bool is_allowed = std::ranges::any_of(
                    allowed, [&](const feel::Value& known) { return feel::equals(known, *value).value_or(false); });
                if (is_allowed) continue;
                add("check.unknown-output", Level::error,
                    fmt::format("{} gives {}, which its type does not allow, so that null comes out: correct the "
                                "value, or add it to those that are allowed",
                                row(rule), to_string(*value)),
                    {}, place(rule));
            }
        }
    }

    [[nodiscard]] std::vector<feel::Value> allowed_outputs(std::size_t output) const {
        if (shape_.program == nullptr) return {};
        const dmn::TableOutput& typed = shape_.program->outputs[output];
        if (!typed.type.values.empty()) return typed.type.values;
        const bool is_whole_decision =
            shape_.decision && shape_.info->outputs.size() == 1 && takes_one_rule(shape_.info->hit_policy);
        return is_whole_decision ? engine_.state().decisions[*shape_.decision].body.result.values
                                 : std::vector<feel::Value>();
    }

    void tell_gaps() {
        const TableFaults<TableGap> gaps = checks_.gaps(shape_);
        std::vector<std::string> certain;
        std::vector<std::string> perhaps;
        for (const TableGap& gap : gaps.items) {
            auto text = filled(details_.gap, words(gap.region));
            if (gap.is_certain)
                certain.push_back(std::move(text));
            else
                perhaps.push_back(filled(details_.perhaps, text));
        }
        const auto where = place_of(engine_, shape_);
        limit(certain, gaps.more);
        limit(perhaps, certain.empty() ? gaps.more : 0);
        if (!certain.empty() && !shape_.info->defaults.empty()) {
            add("check.gap", Level::note,
                fmt::format("`{}` gives its default for what no row matches", shape_.info->owner), certain, where);
        } else if (!certain.empty()) {
            add("check.gap", nulls_ == NullCounts::where_possible ? Level::error : Level::warning,
                fmt::format("`{}` has no row for some inputs, so that null comes out: add what is missing, or a row "
                            "that takes the rest",
                            shape_.info->owner),
                certain, where);
        }
        if (!perhaps.empty()) {
            add("check.not-decided", Level::note,
                fmt::format("whether `{}` has a row for every input that can come is not decided: {}",
                            shape_.info->owner,
                            shape_.program == nullptr
                                ? "it stands inside a larger expression, so that what its inputs can be is not known"
                                : "what it reads may hang together in ways that its tables do not show"),
                perhaps, where);
        }
        if (!gaps.is_complete) too_many("gaps", where);
    }

    void limit(std::vector<std::string>& lines, std::size_t more) const {
        if (lines.size() > regions_shown) {
            more += lines.size() - regions_shown;
            lines.resize(regions_shown);
        }
        if (more > 0 && !lines.empty()) lines.push_back(filled(details_.more, more));
    }

    void too_many(std::string_view what, const Place& where) {
        add("check.too-many-regions", Level::note,
            fmt::format("the search for {} of `{}` stopped at its limit (docs/check.md): there may be more; "
                        "`konsequenz prove` can decide it",
                        what, shape_.info->owner),
            {}, where);
    }

    void tell_overlaps() {
        const TableFaults<TableOverlap> overlaps = checks_.overlaps(shape_);
        for (const TableOverlap& overlap : overlaps.items) {
            auto text = filled(details_.both, overlap.first + 1, overlap.second + 1, words(overlap.region));
            const std::string rows =
                fmt::format("rows {} and {} of `{}`", overlap.first + 1, overlap.second + 1, shape_.info->owner);
            if (!overlap.is_certain) {
                add("check.not-decided", Level::note, fmt::format("whether {} are ever at odds is not decided", rows),
                    {filled(details_.perhaps, text)}, place(overlap.second));
                continue;
            }
            const bool is_any = shape_.info->hit_policy == HitPolicy::any;
            add("check.overlap", Level::error,
                fmt::format("{} overlap{}, which the hit policy {} does not allow: narrow one of them", rows,
                            is_any ? " and give different outputs" : "", name_of(shape_.info->hit_policy)),
                {std::move(text)}, place(overlap.second));
        }
        if (overlaps.more > 0) {
            add("check.too-many-regions", Level::note,
                fmt::format("{} more pairs of rows of `{}` overlap", overlaps.more, shape_.info->owner), {},
                place_of(engine_, shape_));
        }
        if (!overlaps.is_complete) too_many("overlaps", place_of(engine_, shape_));
    }

    void tell_dead() {
        for (const std::size_t rule : checks_.dead_rules(shape_)) {
            std::vector<std::string> hidden;
            for (std::size_t other = 0; other < shape_.boxes.size(); ++other) {
                const bool is_hidden_by = other != rule && shape_.is_certain[other] &&
                                          !shape_.grid.is_empty(shape_.boxes[rule]) &&
                                          shape_.grid.covers(shape_.boxes[other], shape_.boxes[rule]) && other < rule;
                if (is_hidden_by && hidden.empty()) hidden.push_back(filled(details_.hidden_by, other + 1));
            }
            const bool contradicts = shape_.grid.is_empty(shape_.boxes[rule]);
            add("check.dead-rule", Level::warning,
                fmt::format("{} never says the outcome, for {}: remove it, or move it up", row(rule),
                            contradicts ? "its cells contradict one another" : "other rows take all that it matches"),
                hidden, place(rule));
        }
    }

    void tell_repeated() {
        const HitPolicy policy = shape_.info->hit_policy;
        // Elsewhere they are an overlap or a dead rule.
        if (policy == HitPolicy::unique || policy == HitPolicy::first || policy == HitPolicy::priority) return;
        std::map<std::string, std::size_t> known;
        for (std::size_t rule = 0; rule < shape_.boxes.size(); ++rule) {
            if (!shape_.is_certain[rule] || shape_.grid.is_empty(shape_.boxes[rule])) continue;
            std::string key = fmt::format("{}", fmt::join(shape_.boxes[rule], " "));
            for (const feel::Expression& output : shape_.info->rules[rule].outputs)
                key += fmt::format("\n{}", output.text());
            const auto [entry, is_new] = known.try_emplace(std::move(key), rule);
            if (is_new) continue;
            add("check.same-rule", Level::warning,
                fmt::format("{} says the same as row {}: remove one of them", row(rule), entry->second + 1), {},
                place(rule));
        }
    }

    void tell_open() {
        if (!takes_one_rule(shape_.info->hit_policy)) return;
        std::map<std::size_t, std::vector<OpenCell>> by_column;
        for (const OpenCell& open : shape_.open) by_column[open.column].push_back(open);
        for (const auto& [column, cells] : by_column) {
            std::vector<std::size_t> rows;
            for (const OpenCell& open : cells) rows.push_back(open.rule + 1);
            add("check.not-decided", Level::note,
                fmt::format("in the column `{}` of `{}` the cells of rows {} are no plain tests, as `{}`: gaps and "
                            "overlaps that hang on them are not decided",
                            axis(column).name, shape_.info->owner, fmt::join(rows, ", "), cell(cells.front())),
                {}, place(cells.front().rule));
        }
    }

    const dmn::Engine& engine_;
    const TableChecks& checks_;
    const TableShape& shape_;
    NullCounts nulls_;
    Language language_;
    const Details& details_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> TableChecks::findings(const TableShape& shape, Language language) const {
    return Teller(engine_, *this, shape, nulls_, language).tell();
}

}  // namespace konsequenz::proof
