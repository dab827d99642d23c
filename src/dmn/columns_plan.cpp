#include "dmn/columns_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>

#include "dmn/columns_kernels.h"

namespace konsequenz::dmn {

using feel::Value;

namespace {

constexpr std::size_t direct_entries_max = std::size_t{1} << 16;  // 256 KiB of outcomes
constexpr std::size_t direct_words_max = std::size_t{1} << 21;    // 16 MiB of sets while the plan is made
constexpr std::size_t group_words_max = std::size_t{1}
                                        << 16;  // 512 KiB of sets a group: two of them fit a second-level cache
constexpr std::size_t plan_words_max = std::size_t{1} << 27;  // 1 GiB

bool has_one_result(HitPolicy policy) {
    return policy == HitPolicy::unique || policy == HitPolicy::any || policy == HitPolicy::first ||
           policy == HitPolicy::priority;
}

}  // namespace

bool TableColumns::Plan::has_fixed_outcomes() const { return has_one_result(table->program().hit_policy); }

Result<void> TableColumns::Plan::read_table(std::shared_ptr<const Engine> given, std::size_t decision) {
    engine = std::move(given);
    body = &engine->state().decisions[decision].body;
    table = dynamic_cast<const TableLogic*>(body->logic.get());
    if (table == nullptr) return fail("dmn.columns", fmt::format("the logic of `{}` is no decision table", body->name));
    const TableProgram& program = table->program();
    const auto refuse = [&](std::string what) {
        return fail("dmn.columns", fmt::format("{} of the table `{}` is no constant: decide the rows one by one", what,
                                               program.owner));
    };
    for (std::size_t rule = 0; rule < program.rules.size(); ++rule) {
        if (!program.rules[rule].constant) return refuse(fmt::format("the output of rule {}", rule + 1));
    }
    if (!program.no_match) return refuse("a default output");
    if (!body->result.is_fixed()) return refuse("what the decision's type allows");
    rules = program.rules.size();
    words = padded_words(rules / 64 + 1);
    order_rules();
    return {};
}

// PRIORITY is FIRST, once the rules stand in the order of their outputs.
void TableColumns::Plan::order_rules() {
    const TableProgram& program = table->program();
    bit_of_rule.resize(rules);
    std::iota(bit_of_rule.begin(), bit_of_rule.end(), 0U);
    if (program.hit_policy == HitPolicy::priority) bit_of_rule = program.places;
    rule_of_bit.resize(rules);
    for (std::uint32_t rule = 0; rule < rules; ++rule) rule_of_bit[bit_of_rule[rule]] = rule;
    if (program.hit_policy == HitPolicy::any) number_results();
}

void TableColumns::Plan::number_results() {
    const TableProgram& program = table->program();
    results = program.results;
    if (!results.empty()) return;
    std::vector<const Value*> distinct;
    for (const TableRule& rule : program.rules) {
        const auto known =
            std::ranges::find_if(distinct, [&](const Value* value) { return feel::identical(*value, *rule.constant); });
        results.push_back(static_cast<std::uint32_t>(known - distinct.begin()));
        if (known == distinct.end()) distinct.push_back(&*rule.constant);
    }
}

Outcome TableColumns::Plan::made(Outcome::Kind kind, std::vector<std::uint32_t> of_rules) const {
    Outcome outcome{.kind = kind, .value = {}, .rules = std::move(of_rules)};
    feel::Run run;
    if (kind == Outcome::Kind::matched) outcome.value = table->value_of(outcome.rules);
    if (kind == Outcome::Kind::no_match) outcome.value = *table->program().no_match;
    outcome.value = coerce(std::move(outcome.value), body->result, "the result", run);
    return outcome;
}

void TableColumns::Plan::make_outcomes() {
    if (!has_fixed_outcomes()) return;
    for (std::uint32_t rule = 0; rule < rules; ++rule) outcomes.push_back(made(Outcome::Kind::matched, {rule}));
    for (const auto kind : {Outcome::Kind::no_match, Outcome::Kind::refused, Outcome::Kind::overlap})
        outcomes.push_back(made(kind, {}));
}

std::uint32_t TableColumns::Plan::outcome_of(const std::uint64_t* bits) const {
    const auto no_match = static_cast<std::uint32_t>(rules);
    const HitPolicy policy = table->program().hit_policy;
    std::uint32_t first = no_match + 1;
    for (std::size_t word = 0; word < words; ++word) {
        for (std::uint64_t left = bits[word]; left != 0; left &= left - 1) {
            const auto bit = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(left)));
            if (first > no_match) {
                first = bit;
                if (policy == HitPolicy::first || policy == HitPolicy::priority || bit == no_match)
                    return bit == no_match ? bit : rule_of_bit[bit];
            } else if (bit != no_match && (policy == HitPolicy::unique || results[first] != results[bit])) {
                return no_match + 2;
            }
        }
    }
    return first > no_match ? first : rule_of_bit[first];
}

Outcome TableColumns::Plan::outcome_of_set(const std::uint64_t* bits) const {
    std::vector<std::uint32_t> matching;
    for (std::uint32_t bit = 0; bit < rules; ++bit) {
        if ((bits[bit / 64] >> bit % 64 & 1U) != 0) matching.push_back(rule_of_bit[bit]);
    }
    std::ranges::sort(matching);
    const bool is_allowed = (bits[rules / 64] >> rules % 64 & 1U) != 0;
    if (!is_allowed) return made(Outcome::Kind::refused, {});
    if (matching.empty()) return made(Outcome::Kind::no_match, {});
    Outcome outcome = made(Outcome::Kind::matched, matching);
    if (has_fixed_outcomes()) outcome.kind = outcomes[outcome_of(bits)].kind;
    outcome.rules = std::move(matching);
    return outcome;
}

void TableColumns::Plan::fill_all(std::uint64_t* bits) const {
    for (std::size_t word = 0; word < words; ++word)
        bits[word] = word <= rules / 64 ? low_bits(rules + 1 - word * 64) : 0;
}

void TableColumns::Plan::bits_of_entry(const ColumnGroup& group, std::size_t entry, std::uint64_t* bits) const {
    fill_all(bits);
    for (const std::size_t at : group.columns) {
        const RuleSets& sets = columns[at].sets();
        const std::uint64_t* of_class = sets.bits(entry % sets.size());
        for (std::size_t word = 0; word < words; ++word) bits[word] &= of_class[word];
        entry /= sets.size();
    }
}

// The largest columns first, each into the first group that still has room for its classes.
Result<void> TableColumns::Plan::make_groups() {
    std::vector<std::size_t> order(columns.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t at) { return columns[at].sets().size(); });
    const std::size_t direct_max = std::min(direct_entries_max, direct_words_max / words);
    std::size_t entries = 1;
    for (const ColumnClasses& column : columns) entries = std::min(entries * column.sets().size(), direct_max + 1);
    const std::size_t room = entries <= direct_max ? direct_max : std::max<std::size_t>(group_words_max / words, 1);
    for (const std::size_t at : order) {
        const std::size_t classes = columns[at].sets().size();
        auto group =
            std::ranges::find_if(groups, [&](const ColumnGroup& known) { return known.entries * classes <= room; });
        if (group == groups.end()) group = groups.insert(groups.end(), ColumnGroup());
        columns[at].set_stride(static_cast<std::uint32_t>(group->entries));
        group->columns.push_back(at);
        if (classes > 1) group->summed.push_back(at);
        group->entries *= classes;
    }
    if (groups.empty()) groups.emplace_back();
    for (ColumnGroup& group : groups) {
        if (group.entries > std::min<std::size_t>(plan_words_max / words, ColumnClasses::unknown_code)) {
            return fail(
                "dmn.too-large",
                fmt::format("the columns of `{}` have too many distinct values for its {} rules", body->name, rules));
        }
        if (!is_direct() || has_fixed_outcomes()) fill(group);
    }
    if (!is_direct() || !has_fixed_outcomes()) return {};
    std::vector<std::uint64_t>& bits = groups.front().bits;
    for (std::size_t entry = 0; entry < groups.front().entries; ++entry)
        direct.push_back(outcome_of(bits.data() + entry * words));
    bits = {};
    return {};
}

// Column after column: the entries so far, once for each of its classes.
void TableColumns::Plan::fill(ColumnGroup& group) const {
    group.bits.resize(group.entries * words);
    fill_all(group.bits.data());
    std::size_t known = 1;
    for (const std::size_t at : group.columns) {
        const RuleSets& sets = columns[at].sets();
        for (std::size_t of_class = sets.size(); of_class-- > 0;) {
            const std::uint64_t* set = sets.bits(of_class);
            std::uint64_t* out = group.bits.data() + of_class * known * words;
            for (std::size_t entry = 0; entry < known; ++entry) {
                for (std::size_t word = 0; word < words; ++word)
                    out[entry * words + word] = group.bits[entry * words + word] & set[word];
            }
        }
        known *= sets.size();
    }
}

}  // namespace konsequenz::dmn
