#include "voices/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "record/csv.h"

namespace konsequenz::voices {
namespace {

std::unexpected<Error> at_line(std::string code, std::string message, const record::Input& input, std::uint32_t line) {
    Place where;
    where.file = input.name();
    where.line = line;
    return fail(std::move(code), std::move(message), std::move(where));
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The header of a table and the cells of a row by its names.
class Columns {
  public:
    explicit Columns(std::vector<std::string> names) : names_(std::move(names)) {}

    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
        const auto found = std::ranges::find(names_, name);
        if (found == names_.end()) return std::nullopt;
        return static_cast<std::size_t>(found - names_.begin());
    }
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  private:
    std::vector<std::string> names_;
};

Result<Columns> read_header(record::CsvReader& reader, const record::Input& input, std::string_view code) {
    auto next = TRY(reader.next());
    if (!next.row) return at_line(std::string(code), "no header: the first line names the columns", input, 1);
    return Columns(std::move(next.row->cells));
}

/// A text with columns in braces, its columns looked up once.
class Template {
  public:
    static Result<Template> of(std::string_view text, const Columns& columns) {
        Template made;
        while (!text.empty()) {
            const auto open = text.find('{');
            made.parts_.push_back({std::string(text.substr(0, open)), std::nullopt});
            if (open == std::string_view::npos) break;
            const auto close = text.find('}', open);
            const auto name = text.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
            made.parts_.back().column = columns.find(name);
            if (close == std::string_view::npos || !made.parts_.back().column)
                return fail("voices.columns", fmt::format("there is no column `{}`; there are: {}", name,
                                                          fmt::join(columns.names(), ", ")));
            text.remove_prefix(close + 1);
        }
        return made;
    }

    [[nodiscard]] std::string fill(const std::vector<std::string>& cells) const {
        std::string text;
        for (const auto& part : parts_) {
            text += part.before;
            if (part.column && *part.column < cells.size()) text += cells[*part.column];
        }
        return text;
    }

  private:
    struct Part {
        std::string before;
        std::optional<std::size_t> column;
    };
    std::vector<Part> parts_;
};

constexpr std::array<std::string_view, 5> base_columns{"topic", "touchpoint", "standard", "period", "stratum"};

Result<void> add_base_row(Base& base, std::string_view column, const std::string& name, std::uint64_t customers,
                          PeriodKind kind) {
    bool is_new = true;
    if (column.empty()) {
        is_new = !base.all;
        base.all = customers;
    } else if (column == "period") {
        const auto day = day_of_date(name);
        if (!day) return fail("voices.base", fmt::format("`{}` is no date, month or year, as 2026-03", name));
        is_new = base.periods.emplace(period_of(kind, *day), customers).second;
    } else if (column == "stratum") {
        is_new = base.strata.emplace(name, customers).second;
    } else {
        const auto dimension =
            static_cast<Dimension>(std::ranges::find(base_columns, column) - base_columns.begin() + 1);
        is_new = base.groups.emplace(GroupKey{dimension, name}, customers).second;
    }
    if (is_new) return {};
    return fail("voices.base", fmt::format("a second row for {} `{}`: keep one of them", column, name));
}

/// The frequencies of people who have written as nearly alike as whole numbers allow.
void add_evenly(statistics::Frequencies& frequencies, std::uint64_t messages, std::uint64_t people) {
    const auto each = messages / people;
    const auto more = messages % people;
    frequencies.push_back({each, people - more});
    if (more > 0) frequencies.push_back({each + 1, more});
}

void sort_and_join(statistics::Frequencies& frequencies) {
    std::ranges::sort(frequencies, {}, &statistics::Frequency::count);
    std::size_t last = 0;
    for (std::size_t at = 1; at < frequencies.size(); ++at) {
        if (frequencies[at].count == frequencies[last].count)
            frequencies[last].units += frequencies[at].units;
        else
            frequencies[++last] = frequencies[at];
    }
    if (!frequencies.empty()) frequencies.resize(last + 1);
}

struct CountedRow {
    std::int64_t period = 0;
    std::string topic;
    std::string touchpoint;
    std::uint64_t messages = 0;
    std::uint64_t people = 0;
};

struct RowTemplates {
    Template period, topic, touchpoint, messages, people;

    [[nodiscard]] Result<CountedRow> read(const std::vector<std::string>& cells, PeriodKind kind) const {
        CountedRow row{0, topic.fill(cells), touchpoint.fill(cells), 0, 0};
        const auto when = period.fill(cells);
        const auto day = day_of_date(when);
        if (!day) return fail("voices.bad-row", fmt::format("`{}` is no date, month or year", when));
        row.period = period_of(kind, *day);
        for (auto [number, pattern] : {std::pair{&row.messages, &messages}, std::pair{&row.people, &people}}) {
            const auto text = pattern->fill(cells);
            const auto count = whole_number(text);
            if (!count) return fail("voices.bad-row", fmt::format("`{}` is no whole number", text));
            *number = *count;
        }
        if (row.people > row.messages)
            return fail("voices.bad-row",
                        fmt::format("{} people cannot have written {} messages", row.people, row.messages));
        if (row.people == 0 && row.messages > 0)
            return fail("voices.bad-row", fmt::format("{} messages from nobody", row.messages));
        return row;
    }
};

void add_row(Counts& counts, const CountedRow& row) {
    if (row.people == 0) return;
    std::vector<GroupKey> groups{{}, {Dimension::topic, row.topic}};
    if (!row.touchpoint.empty()) groups.push_back({Dimension::touchpoint, row.touchpoint});
    for (const auto& key : groups) {
        auto& group = counts.groups[key];
        add_evenly(group.people, row.messages, row.people);
        add_evenly(group.by_period[row.period], row.messages, row.people);
    }
}

}  // namespace

std::optional<std::uint64_t> Base::of(const GroupKey& group) const {
    const auto found = groups.find(group);
    return found != groups.end() ? std::optional(found->second) : all;
}

std::uint64_t Base::strata_total() const {
    std::uint64_t total = 0;
    for (const auto& [name, customers] : strata) total += customers;
    return total;
}

Result<Base> read_base(record::Input& input, PeriodKind kind) {
    record::CsvReader reader(input, {});
    const auto columns = TRY(read_header(reader, input, "voices.base"));
    const auto customers_column = columns.find("customers");
    for (const auto& name : columns.names()) {
        if (name != "customers" && std::ranges::find(base_columns, name) == base_columns.end())
            return at_line(
                "voices.base",
                fmt::format("the column `{}` is unknown; known are customers, {}", name, fmt::join(base_columns, ", ")),
                input, 1);
    }
    if (!customers_column) return at_line("voices.base", "there is no column `customers`", input, 1);
    Base base;
    for (;;) {
        const auto next = TRY(reader.next());
        if (next.is_end()) return base;
        if (next.fault) return std::unexpected(next.fault->error);
        const auto& row = *next.row;
        if (row.cells.size() != columns.names().size())
            return at_line("voices.base", "the row has another number of cells than the header", input, row.line);
        const auto customers = whole_number(row.cells[*customers_column]);
        if (!customers || *customers == 0)
            return at_line("voices.base",
                           fmt::format("`{}` is no number of customers above 0", row.cells[*customers_column]), input,
                           row.line);
        std::string_view whose;
        std::string name;
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            if (at == *customers_column || row.cells[at].empty()) continue;
            if (!whose.empty())
                return at_line("voices.base", "a row is the base of one thing: leave all its other cells empty", input,
                               row.line);
            whose = columns.names()[at];
            name = row.cells[at];
        }
        const auto added = add_base_row(base, whose, name, *customers, kind);
        if (!added) return at_line(added.error().code, added.error().message, input, row.line);
    }
}

Result<CountColumns> parse_columns(std::string_view text) {
    CountColumns columns;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = part.find('=');
        const auto name = part.substr(0, equals);
        const std::string value(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
        if (name == "period")
            columns.period = value;
        else if (name == "topic")
            columns.topic = value;
        else if (name == "touchpoint")
            columns.touchpoint = value;
        else if (name == "messages")
            columns.messages = value;
        else if (name == "people")
            columns.people = value;
        else
            return fail("voices.columns",
                        fmt::format("`{}` names no part: there are period, topic, touchpoint, messages and people, as "
                                    "period={{Year}}-{{Month}}",
                                    part));
    }
    return columns;
}

Result<CountedRows> read_counted(record::Input& input, const CountColumns& columns, PeriodKind kind,
                                 const record::OnRefused& on_refused) {
    record::CsvReader reader(input, {});
    const auto header = TRY(read_header(reader, input, "voices.columns"));
    const RowTemplates templates{TRY(Template::of(columns.period, header)), TRY(Template::of(columns.topic, header)),
                                 TRY(Template::of(columns.touchpoint, header)),
                                 TRY(Template::of(columns.messages, header)),
                                 TRY(Template::of(columns.people, header))};
    CountedRows result;
    result.counts.period_kind = kind;
    result.counts.people = People::in_each_cell;
    result.counts.groups[{}];
    for (;;) {
        const auto next = TRY(reader.next());
        if (next.is_end()) break;
        ++result.rows;
        auto row =
            next.fault ? Result<CountedRow>(std::unexpected(next.fault->error)) : templates.read(next.row->cells, kind);
        if (row) {
            add_row(result.counts, *row);
            continue;
        }
        ++result.refused;
        const auto text = next.fault ? next.fault->text : next.row->text;
        TRY_VOID(on_refused({at(row.error(), input.name(), next.fault ? 0 : next.row->line), text}));
    }
    for (auto& [key, group] : result.counts.groups) {
        sort_and_join(group.people);
        for (auto& [period, frequencies] : group.by_period) sort_and_join(frequencies);
    }
    return result;
}

}  // namespace konsequenz::voices
