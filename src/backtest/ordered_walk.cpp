#include <algorithm>
#include <bit>
#include <limits>

#include "backtest/walk_parts.h"

namespace konsequenz::backtest {
namespace {

using record::Type;

constexpr std::size_t at(Type type) { return static_cast<std::size_t>(type); }

}  // namespace

OrderedWalk::OrderedWalk(WalkedBlock& walked)
    : walked_(walked),
      reads_findings_(walked.codebook.reading().input(Input::finding).is_read),
      reads_orders_(walked.codebook.reading().input(Input::order).is_read),
      counts_(walked.plan.counters().size()),
      facts_(walked.plan.facts().size()) {
    for (std::size_t counter = 0; counter < walked.plan.counters().size(); ++counter) {
        const auto& about = walked.plan.counters()[counter];
        auto lane = std::ranges::find_if(
            lanes_, [&](const Lane& known) { return known.type == about.type && known.window_ns == about.window_ns; });
        if (lane == lanes_.end()) lane = lanes_.insert(lanes_.end(), Lane{about.type, about.window_ns});
        lane->counters |= std::uint64_t{1} << counter;
    }
    for (std::size_t type = 0; type < type_count; ++type)
        contributions_[type] = walked.contributions.rows(static_cast<Type>(type));
    for (std::size_t part = 0; part < finding_about_.size(); ++part) {
        constexpr std::array<Words, 3> words = {Words::order, Words::event, Words::topic};
        finding_about_[part].resize(walked.block.words[static_cast<std::size_t>(words[part])].size() + 1);
    }
    state_of_order_.resize(finding_about_[0].size());
}

void OrderedWalk::start(const CustomerRows& customer) {
    begin_ = end_ = customer.type_begin;
    std::ranges::fill(counts_, 0);
    for (auto& lane : lanes_) lane.left = begin_[at(lane.type)];
    circumstances_ = 0;
    early_findings_ = 0;
}

void OrderedWalk::walk(const CustomerRows& customer) {
    start(customer);
    for (auto row = customer.begin; row < customer.end; ++row) {
        const auto type = static_cast<Type>(walked_.block.type[row]);
        const auto own = end_[at(type)];
        if (type == Type::contact) {
            meet_contact(row, own);
            continue;
        }
        if (type == Type::finding) meet_finding(own);
        if (type == Type::order && reads_orders_) state_of_order_[walked_.rows.order[own]] = own + 1;
        add(type, own);
    }
}

void OrderedWalk::add(Type type, std::uint32_t row) {
    end_[at(type)] = row + 1;
    for (auto left = walked_.contributions.mask(contribution(type, row)); left != 0; left &= left - 1)
        ++counts_[static_cast<std::size_t>(std::countr_zero(left))];
}

void OrderedWalk::move_windows(std::int64_t until_ns) {
    for (auto& lane : lanes_) {
        if (!lane.window_ns || until_ns < std::numeric_limits<std::int64_t>::min() + *lane.window_ns) continue;
        const auto after_ns = until_ns - *lane.window_ns;
        const auto& times_ns = walked_.rows.times_ns[at(lane.type)];
        for (; lane.left < end_[at(lane.type)] && times_ns[lane.left] <= after_ns; ++lane.left) {
            auto gone = walked_.contributions.mask(contribution(lane.type, lane.left)) & lane.counters;
            for (; gone != 0; gone &= gone - 1) --counts_[static_cast<std::size_t>(std::countr_zero(gone))];
        }
    }
}

// From here on the contact counts as what is now known of it, in those windows that it has not left.
void OrderedWalk::correct(std::uint32_t contact, std::uint32_t conduct) {
    auto& known = contribution(Type::contact, contact);
    const auto before = walked_.contributions.mask(known);
    known = walked_.contributions.corrected(contact, conduct);
    const auto after = walked_.contributions.mask(known);
    for (const auto& lane : lanes_) {
        if (lane.type != Type::contact || contact < lane.left) continue;
        for (auto left = (before & ~after) & lane.counters; left != 0; left &= left - 1)
            --counts_[static_cast<std::size_t>(std::countr_zero(left))];
        for (auto left = (after & ~before) & lane.counters; left != 0; left &= left - 1)
            ++counts_[static_cast<std::size_t>(std::countr_zero(left))];
    }
}

// Remembers the finding as the latest about each part of its subject.
void OrderedWalk::file(std::uint32_t finding, const std::array<std::uint32_t, 3>& subject) {
    for (std::size_t part = 0; part < subject.size(); ++part) {
        auto& latest = finding_about_[part][subject[part]];
        latest = std::max(latest, finding + 1);
    }
}

void OrderedWalk::meet_finding(std::uint32_t finding) {
    const auto& rows = walked_.rows;
    const auto named = walked_.block.named[finding];
    const auto contact = begin_[at(Type::contact)] + named - 1;
    const bool has_come = named > 0 && contact < end_[at(Type::contact)];
    if (named > 0 && !has_come) ++early_findings_;
    if (has_come && rows.finding_conduct[finding] != unsaid) correct(contact, rows.finding_conduct[finding]);
    if (rows.finding_circumstances[finding] != unsaid) circumstances_ = rows.finding_circumstances[finding];
    if (!reads_findings_) return;
    const std::array own{rows.finding_subject[0][finding], rows.finding_subject[1][finding],
                         rows.finding_subject[2][finding]};
    if (own != std::array<std::uint32_t, 3>{}) return file(finding, own);
    if (has_come) {
        file(finding,
             {rows.contact_subject[0][contact], rows.contact_subject[1][contact], rows.contact_subject[2][contact]});
    }
}

void OrderedWalk::meet_contact(std::uint32_t row, std::uint32_t contact) {
    const auto& rows = walked_.rows;
    const auto until_ns = walked_.block.time_ns[row];
    Seen seen{.contact = contact, .conduct = rows.conduct[contact]};
    const auto contacts_before = contact - begin_[at(Type::contact)];
    std::uint32_t latest = 0;  // finding about it, plus 1
    std::uint32_t correcting = unsaid;
    if (early_findings_ > 0) {
        for (auto finding = begin_[at(Type::finding)]; finding < end_[at(Type::finding)]; ++finding) {
            if (walked_.block.named[finding] != contacts_before + 1) continue;
            latest = finding + 1;
            if (rows.finding_conduct[finding] != unsaid) correcting = rows.finding_conduct[finding];
        }
    }
    if (correcting != unsaid) seen.conduct = correcting;
    const std::array subject{rows.contact_subject[0][contact], rows.contact_subject[1][contact],
                             rows.contact_subject[2][contact]};
    if (reads_findings_) {
        for (std::size_t part = 0; part < subject.size(); ++part) {
            if (subject[part] != absent) latest = std::max(latest, finding_about_[part][subject[part]]);
        }
        if (latest > begin_[at(Type::finding)]) seen.merits = rows.finding_merits[latest - 1];
    }
    if (reads_orders_) {
        const auto own = subject[0] == absent ? 0 : state_of_order_[subject[0]];
        if (own > begin_[at(Type::order)])
            seen.order = own - 1;
        else if (end_[at(Type::order)] > begin_[at(Type::order)])
            seen.order = end_[at(Type::order)] - 1;
    }
    if (end_[at(Type::customer)] > begin_[at(Type::customer)]) seen.customer = end_[at(Type::customer)] - 1;
    const auto own_circumstances = rows.circumstances[contact];
    seen.circumstances = own_circumstances != unsaid ? own_circumstances : circumstances_;

    move_windows(until_ns);
    for (std::size_t fact = 0; fact < facts_.size(); ++fact) {
        const auto& plan = walked_.plan.facts()[fact];
        auto& codes = walked_.codebook.facts()[fact];
        const bool is_counted = plan.kind == standard::FactKind::count || plan.kind == standard::FactKind::share;
        facts_[fact] = is_counted ? counted_code(plan, codes, counts_) : take(plan, fact, until_ns);
    }
    walked_.situation[contact] = is_too_early(walked_.block, row, walked_.codebook.reading().standard())
                                     ? not_in_force
                                     : walked_.situating.number_of(seen, facts_);

    add(Type::contact, contact);
    if (own_circumstances != unsaid) circumstances_ = own_circumstances;
    if (correcting != unsaid) correct(contact, correcting);
    if (early_findings_ == 0 || !reads_findings_) return;
    // What a finding is about is known only now where it named this contact and nothing else.
    for (auto finding = begin_[at(Type::finding)]; finding < end_[at(Type::finding)]; ++finding) {
        const bool has_subject = rows.finding_subject[0][finding] != absent ||
                                 rows.finding_subject[1][finding] != absent ||
                                 rows.finding_subject[2][finding] != absent;
        if (walked_.block.named[finding] == contacts_before + 1 && !has_subject) file(finding, subject);
    }
}

// The latest value or the sum, over the records in the window.
std::uint32_t OrderedWalk::take(const FactPlan& plan, std::size_t fact, std::int64_t until_ns) {
    const auto& about = walked_.plan.reading().standard().facts[walked_.plan.taken()[plan.taken].fact];
    const auto& times_ns = walked_.rows.times_ns[at(about.of_type)];
    const auto begin = begin_[at(about.of_type)];
    auto first = end_[at(about.of_type)];
    const bool is_bounded = about.window_ns && until_ns >= std::numeric_limits<std::int64_t>::min() + *about.window_ns;
    std::optional<feel::Number> total = feel::Number::from(0);
    const auto value_at = [&](std::uint32_t row) -> const feel::Value& {
        return walked_.values.at(walked_.contributions.value(contribution(about.of_type, row), plan.taken));
    };
    auto& codes = walked_.codebook.facts()[fact];
    while (first > begin && !(is_bounded && times_ns[first - 1] <= until_ns - *about.window_ns)) {
        --first;
        if (plan.kind == standard::FactKind::latest && !value_at(first).is_null())
            return codes.of_value(value_at(first));
    }
    if (plan.kind == standard::FactKind::latest) return codes.of_value(feel::Value());
    for (auto row = first; row < end_[at(about.of_type)] && total; ++row) {
        if (value_at(row).is_number()) total = feel::add(*total, value_at(row).as_number());
    }
    return codes.of_value(feel::Value::number(total));
}

}  // namespace konsequenz::backtest
