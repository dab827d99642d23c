#include "dmn/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "dmn/columns_kernels.h"
#include "dmn/columns_plan.h"

namespace konsequenz::dmn {

namespace {

constexpr std::size_t block_rows = 512;  // of sums, which stay in the first-level cache

using Sums = std::array<std::uint32_t, block_rows>;

}  // namespace

TableColumns::TableColumns(std::unique_ptr<const Plan> plan) : plan_(std::move(plan)) {}
TableColumns::TableColumns(TableColumns&&) noexcept = default;
TableColumns& TableColumns::operator=(TableColumns&&) noexcept = default;
TableColumns::~TableColumns() = default;

Result<TableColumns> TableColumns::create(std::shared_ptr<const Engine> engine, std::size_t decision,
                                          std::span<const Dictionary> dictionaries,
                                          const feel::Environment& environment) {
    assert(engine != nullptr && decision < engine->decisions().size());
    auto plan = std::make_unique<Plan>();
    TRY_VOID(plan->read_table(std::move(engine), decision));
    const TableProgram& program = plan->table->program();
    if (dictionaries.size() != program.columns.size()) {
        return fail(
            "dmn.columns",
            fmt::format("{} dictionaries for the {} inputs of the table `{}`: give one each, empty where there is none",
                        dictionaries.size(), program.columns.size(), program.owner));
    }
    for (std::size_t at = 0; at < dictionaries.size(); ++at) {
        ColumnPlace place{.program = &program, .number = at, .bit_of_rule = plan->bit_of_rule, .words = plan->words};
        const DirectRead& direct = program.columns[at].direct;
        if (direct.slot && direct.path.empty() && *direct.slot < plan->body->requirements.size()) {
            const Source& source = plan->body->requirements[*direct.slot];
            if (source.kind == Source::Kind::input) place.input = &plan->engine->state().inputs[source.index].type;
        }
        plan->columns.push_back(TRY(ColumnClasses::create(place, dictionaries[at], environment)));
    }
    plan->make_outcomes();
    TRY_VOID(plan->make_groups());
    return TableColumns(std::move(plan));
}

std::span<const Outcome> TableColumns::outcomes() const { return plan_->outcomes; }

namespace {

Result<void> check(const TableColumns::Plan& plan, std::span<const Column> columns, std::size_t rows) {
    if (columns.size() != plan.columns.size()) {
        return fail("dmn.columns", fmt::format("{} columns for the {} inputs of `{}`", columns.size(),
                                               plan.columns.size(), plan.body->name));
    }
    for (std::size_t at = 0; at < columns.size(); ++at) TRY_VOID(plan.columns[at].check(columns[at], rows));
    return {};
}

// Columns of one width whose codes need no second look are added together.
template <class Code>
void add_plain(const TableColumns::Plan& plan, const ColumnGroup& group, std::span<const Column> columns,
               std::size_t first, std::span<std::uint32_t> sums, std::vector<std::uint8_t>& is_done) {
    std::vector<const Code*> codes;
    std::vector<const std::uint32_t*> tables;
    for (const std::size_t at : group.summed) {
        const auto* data = std::get_if<std::span<const Code>>(&columns[at]);
        const std::uint32_t* table =
            data == nullptr ? nullptr : plan.columns[at].plain_table(columns[at], first, sums.size());
        if (table == nullptr) continue;
        codes.push_back(data->data() + first);
        tables.push_back(table);
        is_done[at] = 1;
    }
    add_classes<Code>(codes, tables, sums);
}

// The entries of a group that a block of rows comes to; false where a code is unknown.
bool sum_classes(const TableColumns::Plan& plan, const ColumnGroup& group, std::span<const Column> columns,
                 std::size_t first, std::span<std::uint32_t> sums) {
    std::ranges::fill(sums, 0U);
    std::vector<std::uint8_t> is_done(columns.size());
    add_plain<std::uint8_t>(plan, group, columns, first, sums, is_done);
    add_plain<std::uint16_t>(plan, group, columns, first, sums, is_done);
    add_plain<std::uint32_t>(plan, group, columns, first, sums, is_done);
    for (const std::size_t at : group.summed) {
        if (is_done[at] == 0) plan.columns[at].add(columns[at], first, sums);
    }
    return are_below(std::span<const std::uint32_t>(sums), ColumnClasses::unknown_code);
}

std::unexpected<Error> unknown_code(const TableColumns::Plan& plan, std::span<const Column> columns) {
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const std::optional<std::size_t> row = plan.columns[at].find_unknown(columns[at]);
        if (!row) continue;
        return fail("dmn.columns",
                    fmt::format("row {} of the column of `{}` has a code that its dictionary does not have", *row,
                                plan.columns[at].name()));
    }
    std::unreachable();
}

/// A block of rows, each as the entries of its groups.
class Block {
  public:
    explicit Block(const TableColumns::Plan& plan)
        : plan_(plan), sums_(plan.groups.size()), sets_(plan.groups.size()), bits_(plan.words) {}

    [[nodiscard]] bool read(std::span<const Column> columns, std::size_t first, std::size_t count) {
        for (std::size_t at = 0; at < plan_.groups.size(); ++at) {
            if (!sum_classes(plan_, plan_.groups[at], columns, first, std::span(sums_[at]).first(count))) return false;
        }
        return true;
    }
    [[nodiscard]] std::uint32_t entry(std::size_t row) const { return sums_[0][row]; }
    [[nodiscard]] std::span<const std::uint64_t* const> sets(std::size_t row) {
        for (std::size_t at = 0; at < sets_.size(); ++at)
            sets_[at] = plan_.groups[at].bits.data() + sums_[at][row] * plan_.words;
        return sets_;
    }
    /// The outcome of the first rule that all groups let through; the bit behind the rules is always the last one.
    void first_rules(std::span<std::uint32_t> out) {
        const auto refused = static_cast<std::uint32_t>(plan_.rules + 1);
        const bool is_pair = plan_.groups.size() == 2;
        for (std::size_t row = 0; row < out.size(); ++row) {
            const auto set = [&](std::size_t at) {
                return plan_.groups[at].bits.data() + sums_[at][row] * plan_.words;
            };
            const std::uint32_t bit = is_pair ? first_common(set(0), set(1), plan_.words, refused)
                                              : first_common(sets(row), plan_.words, refused);
            out[row] = bit < plan_.rules ? plan_.rule_of_bit[bit] : bit;
        }
    }
    [[nodiscard]] const std::uint64_t* bits(std::size_t row) {
        const std::span<const std::uint64_t* const> all = sets(row);
        for (std::size_t word = 0; word < plan_.words; ++word) {
            bits_[word] = all[0][word];
            for (const std::uint64_t* set : all.subspan(1)) bits_[word] &= set[word];
        }
        return bits_.data();
    }

  private:
    const TableColumns::Plan& plan_;
    std::vector<Sums> sums_;
    std::vector<const std::uint64_t*> sets_;
    std::vector<std::uint64_t> bits_;
};

}  // namespace

Result<void> TableColumns::evaluate(std::span<const Column> columns, std::span<std::uint32_t> rows) const {
    const Plan& plan = *plan_;
    if (!plan.has_fixed_outcomes()) {
        return fail("dmn.columns",
                    fmt::format("the hit policy of `{}` has no fixed outcomes: collect them", plan.body->name));
    }
    TRY_VOID(check(plan, columns, rows.size()));
    const HitPolicy policy = plan.table->program().hit_policy;
    const bool takes_first = policy == HitPolicy::first || policy == HitPolicy::priority;
    Block block(plan);
    for (std::size_t first = 0; first < rows.size(); first += block_rows) {
        const std::span<std::uint32_t> out = rows.subspan(first, std::min(block_rows, rows.size() - first));
        if (!block.read(columns, first, out.size())) return unknown_code(plan, columns);
        if (plan.is_direct()) {
            for (std::size_t row = 0; row < out.size(); ++row) out[row] = plan.direct[block.entry(row)];
        } else if (takes_first) {
            block.first_rules(out);
        } else {
            for (std::size_t row = 0; row < out.size(); ++row) out[row] = plan.outcome_of(block.bits(row));
        }
    }
    return {};
}

Result<std::vector<Outcome>> TableColumns::collect(std::span<const Column> columns,
                                                   std::span<std::uint32_t> rows) const {
    const Plan& plan = *plan_;
    TRY_VOID(check(plan, columns, rows.size()));
    RuleSets sets(plan.words);
    std::vector<std::uint64_t> bits(plan.words);
    constexpr std::uint32_t unknown = 0xffffffffU;
    std::vector<std::uint32_t> set_of_entry(plan.is_direct() ? plan.groups.front().entries : 0, unknown);
    Block block(plan);
    for (std::size_t first = 0; first < rows.size(); first += block_rows) {
        const std::span<std::uint32_t> out = rows.subspan(first, std::min(block_rows, rows.size() - first));
        if (!block.read(columns, first, out.size())) return unknown_code(plan, columns);
        for (std::size_t row = 0; row < out.size(); ++row) {
            if (!plan.is_direct()) {
                out[row] = sets.number_of(block.bits(row));
                continue;
            }
            std::uint32_t& set = set_of_entry[block.entry(row)];
            if (set == unknown) {
                plan.bits_of_entry(plan.groups.front(), block.entry(row), bits.data());
                set = sets.number_of(bits.data());
            }
            out[row] = set;
        }
    }
    std::vector<Outcome> outcomes;
    for (std::size_t set = 0; set < sets.size(); ++set) outcomes.push_back(plan.outcome_of_set(sets.bits(set)));
    return outcomes;
}

}  // namespace konsequenz::dmn
