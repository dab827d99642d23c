#include "backtest/comparison.h"

#include <algorithm>
#include <tuple>

#include "base/calendar.h"

namespace konsequenz::backtest {
namespace {

constexpr std::int64_t day_ns = 86'400'000'000'000;

/// The more it matters the earlier; a heap has its last one on top.
bool matters_more(const ChangedCustomer& one, const ChangedCustomer& other) { return one.matters_more_than(other); }

std::vector<std::uint16_t> numbers_of(const Block& block, Field field, auto number_of) {
    const auto& words = block.words_of(field);
    std::vector<std::uint16_t> of_code{number_of("")};
    for (std::uint32_t code = 1; code <= words.size(); ++code) of_code.push_back(number_of(words.at(code)));
    const auto& column = block.column(field);
    std::vector<std::uint16_t> numbers(column.rows());
    for (std::size_t row = 0; row < numbers.size(); ++row) numbers[row] = of_code[column.at(row)];
    return numbers;
}

}  // namespace

std::string_view to_string(Direction direction) {
    switch (direction) {
        case Direction::same: return "same";
        case Direction::milder: return "milder";
        case Direction::harsher: return "harsher";
        case Direction::other: break;
    }
    return "other";
}

bool ChangedCustomer::matters_more_than(const ChangedCustomer& other) const {
    return std::tie(other.step, other.measures, other.remedies, block, customer) <
           std::tie(step, measures, remedies, other.block, other.customer);
}

void Comparison::add(Comparison&& other, std::size_t customers_max) {
    records += other.records;
    contacts += other.contacts;
    customers += other.customers;
    changed_measures += other.changed_measures;
    changed_remedies += other.changed_remedies;
    milder += other.milder;
    harsher += other.harsher;
    customers_changed += other.customers_changed;
    customers_changed_measure += other.customers_changed_measure;
    for (const auto& [pair, count] : other.measures) measures[pair] += count;
    for (const auto& [pair, count] : other.remedies) remedies[pair] += count;
    for (const auto& [number, month] : other.months) {
        auto& own = months[number];
        own.contacts += month.contacts;
        own.milder += month.milder;
        own.harsher += month.harsher;
        own.other += month.other;
        own.remedies += month.remedies;
    }
    std::ranges::move(other.changed_customers, std::back_inserter(changed_customers));
    std::ranges::sort(changed_customers, matters_more);
    if (changed_customers.size() > customers_max) changed_customers.resize(customers_max);
}

std::uint16_t Comparing::Names::number_of(std::string_view id) {
    const auto found = std::ranges::find(ids, id);
    if (found != ids.end()) return static_cast<std::uint16_t>(found - ids.begin());
    ids.emplace_back(id);
    return static_cast<std::uint16_t>(ids.size() - 1);
}

void Comparing::Counts::add(std::uint16_t before, std::uint16_t after) {
    if (by_before.size() <= before) by_before.resize(before + std::size_t{1});
    auto& counts = by_before[before];
    if (counts.size() <= after) counts.resize(after + std::size_t{1});
    ++counts[after];
}

void Comparing::Counts::name(const Names& before, const Names& after, Crossed& crossed) const {
    for (std::size_t one = 0; one < by_before.size(); ++one) {
        for (std::size_t other = 0; other < by_before[one].size(); ++other) {
            if (by_before[one][other] > 0) crossed[{before.ids[one], after.ids[other]}] += by_before[one][other];
        }
    }
}

Comparing::Comparing(const standard::Standard* before, const standard::Standard& after, std::size_t customers_max)
    : standard_before_(before), customers_max_(customers_max) {
    // Numbers are places in the standard, with one more behind them for nothing.
    const auto name = [](const standard::Standard& standard, Names& measures, Names& remedies) {
        for (const auto& measure : standard.measures) measures.ids.push_back(measure.id);
        for (const auto& remedy : standard.remedies) remedies.ids.push_back(remedy.id);
        measures.ids.emplace_back();
        remedies.ids.emplace_back();
    };
    name(after, measures_after_, remedies_after_);
    if (before != nullptr) name(*before, measures_before_, remedies_before_);
}

void Comparing::read_rulings(const Block& block) {
    log_measures_ =
        numbers_of(block, Field::contact_measure, [&](std::string_view id) { return measures_before_.number_of(id); });
    log_remedies_ =
        numbers_of(block, Field::contact_remedy, [&](std::string_view id) { return remedies_before_.number_of(id); });
}

Comparing::Outcome Comparing::before_of(std::size_t contact, const std::vector<Decided>& before) const {
    if (standard_before_ == nullptr) return {log_measures_[contact], log_remedies_[contact]};
    const auto last = [](const Names& names) { return static_cast<std::uint16_t>(names.ids.size() - 1); };
    return {std::min(before[contact].measure, last(measures_before_)),
            std::min(before[contact].remedy, last(remedies_before_))};
}

// The ladder is the order of the ids now; the last one of both stands for nothing.
Comparing::Relations Comparing::relate(const Names& before, const Names& after) {
    const auto ladder = after.ids.size() - 1;
    Relations relations;
    for (const auto& id : before.ids) {
        const auto was = static_cast<std::size_t>(std::ranges::find(after.ids, id) - after.ids.begin());
        auto& row = relations.emplace_back(after.ids.size());
        for (std::size_t is = 0; is < after.ids.size(); ++is) {
            row[is].is_changed = was != is;
            if (was == is) continue;
            row[is].direction = was >= ladder || is >= ladder ? Direction::other
                                : is < was                    ? Direction::milder
                                                              : Direction::harsher;
            if (row[is].direction != Direction::other) row[is].step = was > is ? was - is : is - was;
        }
    }
    return relations;
}

Month& Comparing::month_of(std::int64_t time_ns) {
    if (month_ != nullptr && time_ns >= month_from_ns_ && time_ns < month_to_ns_) return *month_;
    auto days = time_ns / day_ns;
    if (time_ns % day_ns < 0) --days;
    const auto date = civil_from_days(days);
    const auto first = days - (date.day - 1);
    month_from_ns_ = first * day_ns;
    month_to_ns_ = (first + days_in_month(date.year, date.month)) * day_ns;
    month_ = &comparison_.months[static_cast<std::int32_t>(date.year) * 12 + date.month - 1];
    return *month_;
}

void Comparing::list_contacts(ChangedCustomer& customer,
                              const std::vector<std::pair<Outcome, Outcome>>& outcomes) const {
    for (std::size_t at = 0; at < outcomes.size(); ++at) {
        const auto& [was, is] = outcomes[at];
        const auto& measure = measure_relations_[was.measure][is.measure];
        if (!measure.is_changed && !remedy_relations_[was.remedy][is.remedy].is_changed) continue;
        customer.contacts.push_back({.number = static_cast<std::uint32_t>(at),
                                     .measure_before = measures_before_.ids[was.measure],
                                     .measure_after = measures_after_.ids[is.measure],
                                     .remedy_before = remedies_before_.ids[was.remedy],
                                     .remedy_after = remedies_after_.ids[is.remedy],
                                     .direction = measure.direction});
    }
}

void Comparing::keep(ChangedCustomer&& customer, const std::vector<std::pair<Outcome, Outcome>>& outcomes) {
    auto& kept = comparison_.changed_customers;
    if (customers_max_ == 0) return;
    if (kept.size() == customers_max_) {
        if (!customer.matters_more_than(kept.front())) return;
        std::ranges::pop_heap(kept, matters_more);
        kept.pop_back();
    }
    if (customer.contacts.empty()) list_contacts(customer, outcomes);
    kept.push_back(std::move(customer));
    std::ranges::push_heap(kept, matters_more);
}

void Comparing::add_contact(std::int64_t time_ns, Outcome was, Outcome is, ChangedCustomer& changed) {
    measures_.add(was.measure, is.measure);
    remedies_.add(was.remedy, is.remedy);
    auto& month = month_of(time_ns);
    ++month.contacts;
    const auto& measure = measure_relations_[was.measure][is.measure];
    if (measure.is_changed) {
        auto& turned = measure.direction == Direction::milder    ? month.milder
                       : measure.direction == Direction::harsher ? month.harsher
                                                                 : month.other;
        ++turned;
        ++changed.measures;
        changed.step = std::max(changed.step, measure.step);
    }
    if (remedy_relations_[was.remedy][is.remedy].is_changed) {
        ++month.remedies;
        ++changed.remedies;
    }
}

void Comparing::add(const Block& block, std::size_t number, const std::vector<Decided>& before,
                    const std::vector<Decided>& after, std::vector<ChangedCustomer>* changed_customers) {
    if (standard_before_ == nullptr) read_rulings(block);
    measure_relations_ = relate(measures_before_, measures_after_);
    remedy_relations_ = relate(remedies_before_, remedies_after_);
    const auto nothing = [](const Names& names) { return static_cast<std::uint16_t>(names.ids.size() - 1); };
    comparison_.records += block.rows();
    comparison_.contacts += after.size();
    std::size_t contact = 0;
    std::vector<std::pair<Outcome, Outcome>> outcomes;
    for (std::size_t customer = 0; customer < block.customer_count(); ++customer) {
        ChangedCustomer changed{.block = number, .customer = customer, .contacts = {}};
        outcomes.clear();
        for (auto row = block.customer_begin[customer]; row < block.customer_begin[customer + 1]; ++row) {
            if (block.type[row] != static_cast<std::uint8_t>(record::Type::contact)) continue;
            const Outcome is{std::min(after[contact].measure, nothing(measures_after_)),
                             std::min(after[contact].remedy, nothing(remedies_after_))};
            outcomes.emplace_back(before_of(contact, before), is);
            add_contact(block.time_ns[row], outcomes.back().first, is, changed);
            ++contact;
        }
        comparison_.customers += outcomes.empty() ? 0U : 1U;
        if (changed.measures + changed.remedies == 0) continue;
        comparison_.changed_measures += changed.measures;
        comparison_.changed_remedies += changed.remedies;
        ++comparison_.customers_changed;
        if (changed.measures > 0) ++comparison_.customers_changed_measure;
        if (changed_customers != nullptr) {
            list_contacts(changed, outcomes);
            changed_customers->push_back(changed);
        }
        keep(std::move(changed), outcomes);
    }
}

Comparison Comparing::finish() && {
    measures_.name(measures_before_, measures_after_, comparison_.measures);
    remedies_.name(remedies_before_, remedies_after_, comparison_.remedies);
    for (const auto& [number, month] : comparison_.months) {
        comparison_.milder += month.milder;
        comparison_.harsher += month.harsher;
    }
    return std::move(comparison_);
}

}  // namespace konsequenz::backtest
