#include <algorithm>
#include <bit>
#include <limits>

#include "backtest/walk_parts.h"

namespace konsequenz::backtest {
namespace {

using record::Type;

constexpr std::size_t at(Type type) { return static_cast<std::size_t>(type); }

/// Whether a record lies in the window (until - window, until].
bool is_inside(std::int64_t time_ns, std::int64_t until_ns, const std::optional<std::int64_t>& window_ns) {
    if (time_ns > until_ns) return false;
    const bool is_bounded = window_ns && until_ns >= std::numeric_limits<std::int64_t>::min() + *window_ns;
    return !is_bounded || time_ns > until_ns - *window_ns;
}

}  // namespace

void LateWalk::walk(const CustomerRows& customer) {
    customer_ = customer;
    arrived_.clear();
    corrections_.clear();
    counts_.assign(walked_.plan.counters().size(), 0);
    facts_.assign(walked_.plan.facts().size(), 0);
    auto next = customer.type_begin;
    for (auto row = customer.begin; row < customer.end; ++row) {
        const auto type = static_cast<Type>(walked_.block.type[row]);
        const auto own = next[at(type)]++;
        const auto time_ns = walked_.block.time_ns[row];
        if (type == Type::contact) meet_contact(row, own);
        arrived_.push_back({time_ns, own, walked_.contributions.rows(type)[own], type});
        if (type == Type::contact) remember_contact(own, time_ns);
        if (type == Type::finding) remember_finding(own, time_ns);
    }
}

// Findings that came before the contact they name correct it in the order of their times.
void LateWalk::remember_contact(std::uint32_t contact, std::int64_t time_ns) {
    const auto number = contact - customer_.type_begin[at(Type::contact)] + 1;
    std::vector<const Arrived*> naming;
    for (const auto& record : arrived_) {
        if (record.type == Type::finding && walked_.block.named[record.row] == number &&
            walked_.rows.finding_conduct[record.row] != unsaid)
            naming.push_back(&record);
    }
    std::ranges::stable_sort(naming, {}, [](const Arrived* record) { return record->time_ns; });
    for (const auto* finding : naming)
        corrections_.push_back({contact, std::max(finding->time_ns, time_ns),
                                walked_.contributions.corrected(contact, walked_.rows.finding_conduct[finding->row])});
}

void LateWalk::remember_finding(std::uint32_t finding, std::int64_t time_ns) {
    const auto named = walked_.block.named[finding];
    if (named == 0 || walked_.rows.finding_conduct[finding] == unsaid) return;
    const auto contact = customer_.type_begin[at(Type::contact)] + named - 1;
    const auto found = std::ranges::find_if(
        arrived_, [&](const Arrived& record) { return record.type == Type::contact && record.row == contact; });
    if (found == arrived_.end()) return;
    corrections_.push_back({contact, std::max(time_ns, found->time_ns),
                            walked_.contributions.corrected(contact, walked_.rows.finding_conduct[finding])});
}

// Of what was known by then the latest; of equal moments what came last.
std::uint32_t LateWalk::known_contribution(const Arrived& record, std::int64_t until_ns) const {
    auto known = record.contribution;
    if (record.type != Type::contact || corrections_.empty()) return known;
    auto from_ns = record.time_ns;
    for (const auto& correction : corrections_) {
        if (correction.contact != record.row || correction.from_ns > until_ns || correction.from_ns < from_ns) continue;
        known = correction.contribution;
        from_ns = correction.from_ns;
    }
    return known;
}

void LateWalk::count(std::int64_t until_ns) {
    std::ranges::fill(counts_, 0);
    for (const auto& record : arrived_) {
        if (record.time_ns > until_ns) continue;
        for (auto left = walked_.contributions.mask(known_contribution(record, until_ns)); left != 0;
             left &= left - 1) {
            const auto counter = static_cast<std::size_t>(std::countr_zero(left));
            if (is_inside(record.time_ns, until_ns, walked_.plan.counters()[counter].window_ns)) ++counts_[counter];
        }
    }
}

bool LateWalk::concerns(std::uint32_t finding, std::uint32_t contact) const {
    const auto& rows = walked_.rows;
    const auto first = customer_.type_begin[at(Type::contact)];
    const auto named = walked_.block.named[finding];
    if (named == contact - first + 1) return true;
    const auto shares = [&](const std::array<std::vector<std::uint32_t>, 3>& subject, std::uint32_t row) {
        bool has_part = false;
        for (std::size_t part = 0; part < subject.size(); ++part) {
            has_part |= subject[part][row] != absent && subject[part][row] == rows.contact_subject[part][contact];
        }
        return has_part;
    };
    const bool has_subject = std::ranges::any_of(
        rows.finding_subject, [&](const std::vector<std::uint32_t>& part) { return part[finding] != absent; });
    if (has_subject) return shares(rows.finding_subject, finding);
    // Contacts arrive in the order of their rows.
    return named > 0 && first + named - 1 < contact && shares(rows.contact_subject, first + named - 1);
}

void LateWalk::see(Seen& seen, std::int64_t until_ns) const {
    const auto& rows = walked_.rows;
    const auto number = seen.contact - customer_.type_begin[at(Type::contact)] + 1;
    // The latest of each, of equal times what came last.
    constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
    std::int64_t finding_ns = earliest;
    std::int64_t correcting_ns = earliest;
    std::int64_t own_order_ns = earliest;
    std::int64_t order_ns = earliest;
    std::int64_t customer_ns = earliest;
    std::int64_t circumstances_ns = earliest;
    std::uint32_t own_order = no_row;
    const auto is_latest = [&](const Arrived& record, std::int64_t& latest_ns) {
        if (record.time_ns > until_ns || record.time_ns < latest_ns) return false;
        latest_ns = record.time_ns;
        return true;
    };
    for (const auto& record : arrived_) {
        const auto row = record.row;
        if (record.type == Type::finding) {
            if (concerns(row, seen.contact) && is_latest(record, finding_ns)) seen.merits = rows.finding_merits[row];
            if (walked_.block.named[row] == number && rows.finding_conduct[row] != unsaid &&
                is_latest(record, correcting_ns))
                seen.conduct = rows.finding_conduct[row];
        }
        if (record.type == Type::order) {
            if (is_latest(record, order_ns)) seen.order = row;
            if (rows.order[row] != absent && rows.order[row] == rows.contact_subject[0][seen.contact] &&
                is_latest(record, own_order_ns))
                own_order = row;
        }
        if (record.type == Type::customer && is_latest(record, customer_ns)) seen.customer = row;
        const auto said = record.type == Type::contact   ? rows.circumstances[row]
                          : record.type == Type::finding ? rows.finding_circumstances[row]
                                                         : unsaid;
        if (said != unsaid && is_latest(record, circumstances_ns)) seen.circumstances = said;
    }
    if (own_order != no_row) seen.order = own_order;
    if (rows.circumstances[seen.contact] != unsaid) seen.circumstances = rows.circumstances[seen.contact];
}

void LateWalk::meet_contact(std::uint32_t row, std::uint32_t contact) {
    const auto until_ns = walked_.block.time_ns[row];
    Seen seen{.contact = contact, .conduct = walked_.rows.conduct[contact]};
    see(seen, until_ns);
    count(until_ns);
    for (std::size_t fact = 0; fact < facts_.size(); ++fact) {
        const auto& plan = walked_.plan.facts()[fact];
        auto& codes = walked_.codebook.facts()[fact];
        const bool is_counted = plan.kind == standard::FactKind::count || plan.kind == standard::FactKind::share;
        facts_[fact] = is_counted ? counted_code(plan, codes, counts_) : take(plan, fact, until_ns);
    }
    walked_.situation[contact] = is_too_early(walked_.block, row, walked_.codebook.reading().standard())
                                     ? not_in_force
                                     : walked_.situating.number_of(seen, facts_);
}

// The latest value or the sum of those in the window, by time, then arrival.
std::uint32_t LateWalk::take(const FactPlan& plan, std::size_t fact, std::int64_t until_ns) {
    const auto& about = walked_.plan.reading().standard().facts[walked_.plan.taken()[plan.taken].fact];
    std::vector<const Arrived*> inside;
    for (const auto& record : arrived_) {
        if (record.type == about.of_type && is_inside(record.time_ns, until_ns, about.window_ns))
            inside.push_back(&record);
    }
    std::ranges::stable_sort(inside, {}, [](const Arrived* record) { return record->time_ns; });
    auto& codes = walked_.codebook.facts()[fact];
    const auto value_of = [&](const Arrived& record) -> const feel::Value& {
        return walked_.values.at(walked_.contributions.value(known_contribution(record, until_ns), plan.taken));
    };
    if (plan.kind == standard::FactKind::latest) {
        for (auto record = inside.rbegin(); record != inside.rend(); ++record) {
            if (!value_of(**record).is_null()) return codes.of_value(value_of(**record));
        }
        return codes.of_value(feel::Value());
    }
    std::optional<feel::Number> total = feel::Number::from(0);
    for (const auto* record : inside) {
        const auto& value = value_of(*record);
        if (value.is_number() && total) total = feel::add(*total, value.as_number());
    }
    return codes.of_value(feel::Value::number(total));
}

}  // namespace konsequenz::backtest
