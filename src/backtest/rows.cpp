#include "backtest/rows.h"

#include "backtest/record_words.h"

namespace konsequenz::backtest {
namespace {

using record::Type;

/// Each row's word as a number; `without` where it has none.
template <class Read>
std::vector<std::uint32_t> read_rows(const Block& block, Field field, std::uint32_t without, Read read) {
    std::vector<std::uint32_t> rows(block.rows_of_type[static_cast<std::size_t>(info(field).type)], without);
    const auto& column = block.column(field);
    if (column.rows() != rows.size()) return rows;  // not asked for
    const auto& words = block.words_of(field);
    std::vector<std::uint32_t> numbers{without};
    for (std::uint32_t code = 1; code <= words.size(); ++code) numbers.push_back(read(words.at(code)));
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = numbers[column.at(row)];
    return rows;
}

std::vector<std::uint32_t> codes_of(const Block& block, Field field) {
    auto codes = block.column(field).expanded();
    codes.resize(block.rows_of_type[static_cast<std::size_t>(info(field).type)], absent);
    return codes;
}

std::uint32_t circumstances_number(std::string_view word) { return number_of(read_circumstances(word)); }
std::uint32_t conduct_number(std::string_view word) { return number_of(read_conduct(word)); }
std::uint32_t merits_number(std::string_view word) {
    const auto merits = read_merits(word);
    record::Finding finding;
    finding.result = merits.result;
    finding.manifestly_unfounded = merits.is_manifestly_unfounded;
    finding.fault = merits.fault;
    return number_of_merits(finding);
}

}  // namespace

Rows::Rows(Codebook& codebook, const Block& block) {
    for (std::size_t type = 0; type < type_count; ++type) times_ns[type].reserve(block.rows_of_type[type]);
    for (std::size_t row = 0; row < block.rows(); ++row) times_ns[block.type[row]].push_back(block.time_ns[row]);
    conduct = assessed_conducts(block);
    circumstances = read_rows(block, Field::contact_circumstances, unsaid, circumstances_number);
    finding_conduct = read_rows(block, Field::finding_conduct, unsaid, conduct_number);
    finding_circumstances = read_rows(block, Field::finding_circumstances, unsaid, circumstances_number);
    finding_merits = read_rows(block, Field::finding_merits, 0, merits_number);
    contact_subject = {codes_of(block, Field::contact_order), codes_of(block, Field::contact_event),
                       codes_of(block, Field::contact_topic)};
    finding_subject = {codes_of(block, Field::finding_order), codes_of(block, Field::finding_event),
                       codes_of(block, Field::finding_topic)};
    order = codes_of(block, Field::order_order);
    const auto of_rows = [&](Input input) {
        return codebook.reading().input(input).is_read ? codebook.input(input).of_rows(block)
                                                       : std::vector<std::uint32_t>();
    };
    contact_code = of_rows(Input::contact);
    order_code = of_rows(Input::order);
    customer_code = of_rows(Input::customer);
}

}  // namespace konsequenz::backtest
