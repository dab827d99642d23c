#include "backtest/walk.h"

#include <algorithm>

#include "backtest/record_words.h"
#include "backtest/walk_parts.h"
#include "ruling/ruling.h"

namespace konsequenz::backtest {
namespace {

constexpr std::size_t values_max = std::size_t{1} << 20;
constexpr std::size_t situations_max = std::size_t{1} << 21;

bool is_in_order(const Block& block, std::uint32_t begin, std::uint32_t end) {
    return std::is_sorted(block.time_ns.begin() + begin, block.time_ns.begin() + end);
}

/// Calls `visit` for each customer with its rows and its number.
template <class Visit>
void each_customer(const Block& block, Visit visit) {
    CustomerRows rows;
    for (std::size_t customer = 0; customer < block.customer_count(); ++customer) {
        rows.begin = block.customer_begin[customer];
        rows.end = block.customer_begin[customer + 1];
        rows.type_begin = rows.type_end;
        for (auto row = rows.begin; row < rows.end; ++row) ++rows.type_end[block.type[row]];
        visit(rows, customer);
    }
}

std::uint32_t contacts_of(const CustomerRows& rows) {
    constexpr auto contact = static_cast<std::size_t>(record::Type::contact);
    return rows.type_end[contact] - rows.type_begin[contact];
}

}  // namespace

Codebook::Codebook(const Reading& reading) : reading_(reading) {
    std::vector<unsigned> bits;
    std::vector<std::size_t> read;
    for (std::size_t at = 0; at < input_count; ++at) {
        inputs_.emplace_back(reading, static_cast<Input>(at));
        if (!reading.input(static_cast<Input>(at)).is_read) continue;
        read.push_back(at);
        bits.push_back(inputs_.back().bits());
    }
    for (std::size_t at = 0; at < reading.facts().size(); ++at) {
        facts_.emplace_back(reading, at);
        bits.push_back(facts_.back().bits());
    }
    const auto places = lay_out(bits);
    for (std::size_t at = 0; at < read.size(); ++at) input_places_[read[at]] = places[at];
    fact_places_.assign(places.begin() + static_cast<std::ptrdiff_t>(read.size()), places.end());
    if (!places.empty()) words_ = places.back().word + 1;
    situations_.emplace(words_);
}

bool Codebook::is_full() const {
    const auto is_large = [](const auto& codes) { return codes.values().size() > values_max; };
    return situations_->size() > situations_max || std::ranges::any_of(inputs_, is_large) ||
           std::ranges::any_of(facts_, is_large);
}

Situating::Situating(Codebook& codebook, const Rows& rows)
    : codebook_(codebook), rows_(rows), words_(codebook.words()) {
    for (std::size_t at = 0; at < input_count; ++at) {
        const auto input = static_cast<Input>(at);
        if (codebook.place(input)) inputs_.push_back({input, *codebook.place(input)});
    }
    codes_[static_cast<std::size_t>(Input::conduct)].assign(conduct_count, no_row);
    codes_[static_cast<std::size_t>(Input::circumstances)].assign(circumstances_count, no_row);
    codes_[static_cast<std::size_t>(Input::finding)].assign(merits_count, no_row);
    // Of these two only one number is asked for: that nothing is known.
    codes_[static_cast<std::size_t>(Input::order)].assign(1, no_row);
    codes_[static_cast<std::size_t>(Input::customer)].assign(1, no_row);
}

std::uint32_t Situating::looked_up(Input input, std::uint32_t number) {
    auto& code = codes_[static_cast<std::size_t>(input)][number];
    if (code != no_row) return code;
    record::Record contact;
    facts::Known known;
    if (input == Input::conduct) known.conduct = conduct_of_number(number);
    if (input == Input::circumstances) known.circumstances = circumstances_of_number(number);
    if (input == Input::finding && number > 0) known.finding = finding_of_number(number);
    return code = codebook_.input(input).code_of(contact, known);
}

std::uint32_t Situating::code_of(Input input, const Seen& seen) {
    switch (input) {
        case Input::conduct: return looked_up(input, seen.conduct);
        case Input::circumstances: return looked_up(input, seen.circumstances);
        case Input::finding: return looked_up(input, seen.merits);
        case Input::contact: return rows_.contact_code[seen.contact];
        case Input::order: return seen.order == no_row ? looked_up(input, 0) : rows_.order_code[seen.order];
        case Input::customer: break;
    }
    return seen.customer == no_row ? looked_up(input, 0) : rows_.customer_code[seen.customer];
}

std::uint32_t Situating::number_of(const Seen& seen, std::span<const std::uint32_t> facts) {
    std::ranges::fill(words_, 0);
    for (const auto& [input, place] : inputs_) words_[place.word] |= std::uint64_t{code_of(input, seen)} << place.shift;
    for (std::size_t at = 0; at < facts.size(); ++at) {
        const auto& place = codebook_.fact_place(at);
        words_[place.word] |= std::uint64_t{facts[at]} << place.shift;
    }
    return codebook_.situations().number_of(words_.data());
}

bool is_too_early(const Block& block, std::size_t row, const standard::Standard& standard) {
    const Instant time{block.time_ns[row], static_cast<std::int32_t>(block.offset_minutes.at(row)) - offset_base};
    return ruling::came_before(time, standard.in_force_from);
}

std::vector<std::uint32_t> walk(const CountPlan& plan, Codebook& codebook, const Block& block, WalkCounts& counts) {
    Values values;
    const Rows rows(codebook, block);
    Contributions contributions(plan, block, values);
    Situating situating(codebook, rows);
    std::vector<std::uint32_t> situation(rows.conduct.size());
    WalkedBlock walked{plan, codebook, block, rows, contributions, values, situating, situation};
    OrderedWalk ordered(walked);
    LateWalk late(walked);
    each_customer(block, [&](const CustomerRows& customer, std::size_t number) {
        if (is_in_order(block, customer.begin, customer.end)) return ordered.walk(customer);
        ++counts.late_customers;
        if (customer.end - customer.begin <= LateWalk::rows_max) return late.walk(customer);
        walk_by_book(codebook, block, customer, number, situation);
        counts.scalar_contacts += contacts_of(customer);
    });
    return situation;
}

std::vector<std::uint32_t> walk_by_book(Codebook& codebook, const Block& block) {
    std::vector<std::uint32_t> situation(block.rows_of_type[static_cast<std::size_t>(record::Type::contact)]);
    each_customer(block, [&](const CustomerRows& customer, std::size_t number) {
        walk_by_book(codebook, block, customer, number, situation);
    });
    return situation;
}

}  // namespace konsequenz::backtest
