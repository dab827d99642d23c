#include "backtest/collector.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string>
#include <utility>

namespace konsequenz::backtest {
namespace {

/// Words in the order in which they first came, each once.
struct Interned {
    absl::flat_hash_map<std::string_view, std::uint32_t> codes;  // never iterated
    std::vector<std::string_view> words;                         ///< of code - 1

    std::uint32_t code_of(std::string_view word) {
        const auto found = codes.find(word);
        if (found != codes.end()) return found->second;
        const auto kept = keep(word);
        words.push_back(kept);
        codes.emplace(kept, static_cast<std::uint32_t>(words.size()));
        return static_cast<std::uint32_t>(words.size());
    }

  private:
    static constexpr std::size_t chunk_bytes = std::size_t{1} << 20;
    std::string_view keep(std::string_view word) {
        if (chunks_.empty() || chunks_.back().capacity() - chunks_.back().size() < word.size()) {
            chunks_.emplace_back();
            chunks_.back().reserve(std::max(chunk_bytes, word.size()));
        }
        auto& chunk = chunks_.back();
        const auto from = chunk.size();
        chunk += word;
        return std::string_view(chunk).substr(from);
    }
    std::vector<std::string> chunks_;  ///< each stays where it is: it is never grown beyond what was reserved
};

/// The columns of one type, in the order of arrival.
struct Table {
    std::vector<Field> fields;
    std::vector<std::vector<std::uint32_t>> codes;  ///< by the order of `fields`
};

/// Codes of a block's own, in the order in which the words first come.
class Renumbered {
  public:
    explicit Renumbered(const Interned& all) : all_(all) {}
    std::uint32_t code_of(std::uint32_t code, Dictionary& own) {
        if (code == absent) return absent;
        const auto [known, is_new] = codes_.try_emplace(code, 0);
        if (is_new) known->second = own.add(all_.words[code - 1]);
        return known->second;
    }

  private:
    const Interned& all_;
    absl::flat_hash_map<std::uint32_t, std::uint32_t> codes_;  // never iterated
};

}  // namespace

struct Collector::State {
    std::vector<std::uint32_t> customer;
    std::vector<std::uint8_t> type;
    std::vector<std::int64_t> time_ns;
    std::vector<std::int16_t> offset_minutes;
    std::vector<std::uint32_t> type_row;
    std::string id_bytes;
    std::vector<std::size_t> id_ends;
    Interned customers;
    std::array<Interned, words_count> words;
    std::array<Table, type_count> tables;
    FieldWords written;
    // When all is added:
    std::vector<std::uint32_t> order;           ///< rows by customer, then arrival
    std::vector<std::uint32_t> customer_begin;  ///< in `order`
    std::vector<std::uint32_t> block_begin;     ///< first customers

    [[nodiscard]] std::string_view id(std::size_t row) const {
        const auto from = row == 0 ? 0 : id_ends[row - 1];
        return std::string_view(id_bytes).substr(from, id_ends[row] - from);
    }
    [[nodiscard]] std::span<const std::uint32_t> rows_of(std::size_t from, std::size_t to) const {
        return std::span(order).subspan(customer_begin[from], customer_begin[to] - customer_begin[from]);
    }
    void read_fields(std::span<const std::uint32_t> rows, const FieldSet& fields, Block& block) const;
    void read_names(std::span<const std::uint32_t> rows, Block& block) const;
};

Collector::Collector() : state_(std::make_unique<State>()) {
    for (std::size_t at = 0; at < field_count; ++at) {
        auto& table = state_->tables[static_cast<std::size_t>(info(static_cast<Field>(at)).type)];
        table.fields.push_back(static_cast<Field>(at));
        table.codes.emplace_back();
    }
}
Collector::~Collector() = default;

std::size_t Collector::add(const record::Record& record, const Ruled& ruled) {
    auto& state = *state_;
    auto& table = state.tables[static_cast<std::size_t>(record.type())];
    const auto type_row = table.codes.front().size();
    state.customer.push_back(state.customers.code_of(record.customer) - 1);
    state.type.push_back(static_cast<std::uint8_t>(record.type()));
    state.time_ns.push_back(record.time.utc_ns);
    state.offset_minutes.push_back(static_cast<std::int16_t>(record.time.offset_minutes));
    state.type_row.push_back(static_cast<std::uint32_t>(type_row));
    state.id_bytes += record.id;
    state.id_ends.push_back(state.id_bytes.size());
    write_words(record, ruled, state.written);
    for (std::size_t at = 0; at < table.fields.size(); ++at) {
        const auto& word = state.written[static_cast<std::size_t>(table.fields[at])];
        auto& words = state.words[static_cast<std::size_t>(info(table.fields[at]).words)];
        table.codes[at].push_back(word ? words.code_of(*word) : absent);
    }
    return record.type() == record::Type::contact ? type_row : 0;
}

void Collector::set_ruled(std::size_t contact, const Ruled& ruled) {
    auto& state = *state_;
    auto& table = state.tables[static_cast<std::size_t>(record::Type::contact)];
    record::Record bare;
    write_words(bare, ruled, state.written);
    for (const auto field : {Field::contact_conduct, Field::contact_measure, Field::contact_remedy}) {
        const auto& word = state.written[static_cast<std::size_t>(field)];
        auto& words = state.words[static_cast<std::size_t>(info(field).words)];
        const auto at = static_cast<std::size_t>(std::ranges::find(table.fields, field) - table.fields.begin());
        table.codes[at][contact] = word ? words.code_of(*word) : absent;
    }
}

void Collector::finish(std::size_t block_rows) {
    auto& state = *state_;
    const auto customers = state.customers.words.size();
    state.customer_begin.assign(customers + 1, 0);
    for (const auto customer : state.customer) ++state.customer_begin[customer + 1];
    std::partial_sum(state.customer_begin.begin(), state.customer_begin.end(), state.customer_begin.begin());
    auto next = state.customer_begin;
    state.order.resize(state.customer.size());
    for (std::size_t row = 0; row < state.customer.size(); ++row)
        state.order[next[state.customer[row]]++] = static_cast<std::uint32_t>(row);
    std::uint32_t from = 0;
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
        const auto rows = state.customer_begin[customer + 1] - state.customer_begin[from];
        if (customer > from && rows > block_rows) {
            state.block_begin.push_back(from);
            from = customer;
        }
    }
    if (customers > 0) state.block_begin.push_back(from);
    state.block_begin.push_back(static_cast<std::uint32_t>(customers));
}

std::size_t Collector::block_count() const { return state_->block_begin.empty() ? 0 : state_->block_begin.size() - 1; }

void Collector::State::read_fields(std::span<const std::uint32_t> rows, const FieldSet& fields, Block& block) const {
    std::array<std::vector<std::uint32_t>, type_count> type_rows;
    for (const auto row : rows) type_rows[type[row]].push_back(type_row[row]);
    std::array<std::vector<std::size_t>, words_count> fields_by_words;
    for (std::size_t at = 0; at < field_count; ++at) {
        if (fields[at]) fields_by_words[static_cast<std::size_t>(info(static_cast<Field>(at)).words)].push_back(at);
    }
    for (std::size_t kind = 0; kind < words_count; ++kind) {
        Renumbered renumbered(words[kind]);
        for (const auto at : fields_by_words[kind]) {
            const auto of_type = static_cast<std::size_t>(info(static_cast<Field>(at)).type);
            const auto& table = tables[of_type];
            const auto place = std::ranges::find(table.fields, static_cast<Field>(at)) - table.fields.begin();
            const auto& all = table.codes[static_cast<std::size_t>(place)];
            std::vector<std::uint32_t> own;
            own.reserve(type_rows[of_type].size());
            for (const auto row : type_rows[of_type]) own.push_back(renumbered.code_of(all[row], block.words[kind]));
            block.columns[at] = CodeColumn::of(own);
        }
    }
    for (std::size_t of_type = 0; of_type < type_count; ++of_type)
        block.rows_of_type[of_type] = static_cast<std::uint32_t>(type_rows[of_type].size());
}

// Which of the customer's contacts each finding names: looked up among their ids once, here.
void Collector::State::read_names(std::span<const std::uint32_t> rows, Block& block) const {
    const auto& findings = tables[static_cast<std::size_t>(record::Type::finding)];
    const auto& names = findings.codes[static_cast<std::size_t>(
        std::ranges::find(findings.fields, Field::finding_contact) - findings.fields.begin())];
    for (std::size_t owner = 0; owner + 1 < block.customer_begin.size(); ++owner) {
        const auto own =
            rows.subspan(block.customer_begin[owner], block.customer_begin[owner + 1] - block.customer_begin[owner]);
        const bool has_finding = std::ranges::any_of(
            own, [&](std::uint32_t row) { return type[row] == static_cast<std::uint8_t>(record::Type::finding); });
        if (!has_finding) continue;
        absl::flat_hash_map<std::string_view, std::uint32_t> contacts;  // never iterated
        std::uint32_t number = 0;
        for (const auto row : own) {
            if (type[row] == static_cast<std::uint8_t>(record::Type::contact)) contacts[id(row)] = ++number;
        }
        for (const auto row : own) {
            if (type[row] != static_cast<std::uint8_t>(record::Type::finding)) continue;
            const auto code = names[type_row[row]];
            const auto found = code == absent
                                   ? contacts.end()
                                   : contacts.find(words[static_cast<std::size_t>(Words::contact)].words[code - 1]);
            block.named.push_back(found == contacts.end() ? 0 : found->second);
        }
    }
}

Result<Block> Collector::read(std::size_t at, const Wanted& wanted) const {
    const auto& state = *state_;
    assert(at < block_count());
    const auto from = state.block_begin[at];
    const auto to = state.block_begin[at + 1];
    const auto rows = state.rows_of(from, to);
    Block block;
    for (auto customer = from; customer <= to; ++customer)
        block.customer_begin.push_back(state.customer_begin[customer] - state.customer_begin[from]);
    std::vector<std::uint32_t> offsets;
    offsets.reserve(rows.size());
    block.type.reserve(rows.size());
    block.time_ns.reserve(rows.size());
    for (const auto row : rows) {
        block.type.push_back(state.type[row]);
        block.time_ns.push_back(state.time_ns[row]);
        offsets.push_back(static_cast<std::uint32_t>(state.offset_minutes[row] + offset_base));
        if (wanted.with_ids) block.ids.add(state.id(row));
    }
    block.offset_minutes = CodeColumn::of(offsets);
    if (wanted.with_ids) {
        for (auto customer = from; customer < to; ++customer) block.customers.add(state.customers.words[customer]);
    }
    state.read_fields(rows, wanted.fields, block);
    state.read_names(rows, block);
    return block;
}

}  // namespace konsequenz::backtest
