#include <fmt/format.h>

#include "backtest/record_words.h"
#include "backtest/walk_parts.h"
#include "facts/book.h"
#include "ruling/ruling.h"

namespace konsequenz::backtest {
namespace {

using record::Type;

/// Makes the ids of contacts, where they were not read, from what the block knows of who names whom.
void name_contacts(record::Record& record, const Block& block, std::uint32_t own, std::uint32_t first_contact) {
    if (block.ids.size() > 0) return;
    if (record.type() == Type::contact) record.id = fmt::format("{}", own - first_contact + 1);
    if (auto* finding = std::get_if<record::Finding>(&record.body))
        finding->contact = fmt::format("{}", block.named[own]);
}

std::uint32_t situation_at(Codebook& codebook, const record::Record& contact, const facts::Known& known) {
    const auto& reading = codebook.reading();
    if (ruling::came_before(contact.time, reading.standard().in_force_from)) return not_in_force;
    std::vector<std::uint64_t> words(codebook.words());
    const auto put = [&](const CodePlace& place, std::uint32_t code) {
        words[place.word] |= std::uint64_t{code} << place.shift;
    };
    for (std::size_t at = 0; at < input_count; ++at) {
        const auto input = static_cast<Input>(at);
        if (codebook.place(input)) put(*codebook.place(input), codebook.input(input).code_of(contact, known));
    }
    for (std::size_t at = 0; at < reading.facts().size(); ++at)
        put(codebook.fact_place(at), codebook.facts()[at].of_value(known.facts[reading.facts()[at].fact]));
    return codebook.situations().number_of(words.data());
}

}  // namespace

void walk_by_book(Codebook& codebook, const Block& block, const CustomerRows& customer, std::size_t number,
                  std::vector<std::uint32_t>& situation) {
    facts::Book book(codebook.reading().standard());
    auto next = customer.type_begin;
    for (auto row = customer.begin; row < customer.end; ++row) {
        const auto own = next[block.type[row]]++;
        auto record = record_at(block, number, row, own);
        name_contacts(record, block, own, customer.type_begin[static_cast<std::size_t>(Type::contact)]);
        if (record.type() != Type::contact) {
            book.add(record);
            continue;
        }
        const auto assessed = assessed_at(block, own);
        situation[own] = situation_at(codebook, record, book.known_at(record, assessed));
        book.add(record, assessed);
    }
}

}  // namespace konsequenz::backtest
