// A record as the words of its fields, and back.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "backtest/block.h"
#include "base/error.h"
#include "record/record.h"
#include "standard/record_view.h"

namespace konsequenz::backtest {

/// What is known of a contact beside itself.
struct Ruled {
    standard::KnownConduct assessed;  ///< its conduct as recorded when it came in
    std::string measure;              ///< of its ruling; empty where it has none
    std::string remedy;
};

/// Each field's word; nothing where it is absent. Fields of other types stay as they are.
using FieldWords = std::array<std::optional<std::string>, field_count>;
void write_words(const record::Record& record, const Ruled& ruled, FieldWords& words);

/// A conduct as a number below conduct_count.
inline constexpr std::uint32_t conduct_count = 6 * 5 * 5 * 4 * 3;
[[nodiscard]] std::uint32_t number_of(const standard::KnownConduct& conduct);
[[nodiscard]] standard::KnownConduct conduct_of_number(std::uint32_t number);

/// The readings of single words, which is_valid() let pass.
[[nodiscard]] standard::KnownConduct read_conduct(std::string_view word);
[[nodiscard]] record::Circumstances read_circumstances(std::string_view word);
struct ReadMerits {
    record::Merits result = record::Merits::open;
    bool is_manifestly_unfounded = false;
    record::Fault fault = record::Fault::unknown;
};
[[nodiscard]] ReadMerits read_merits(std::string_view word);

/// Whether a word may stand in a dictionary: what reading it relies on.
[[nodiscard]] bool is_valid(Words words, std::string_view word);

/// Row `row` of the block as a record, as far as its fields were read: the others are as if they were absent. The text
/// of a contact and who assessed it are not kept.
[[nodiscard]] record::Record record_at(const Block& block, std::size_t customer, std::size_t row, std::size_t type_row);
/// The conduct that was recorded for a contact.
[[nodiscard]] standard::KnownConduct assessed_at(const Block& block, std::size_t contact_row);

}  // namespace konsequenz::backtest
