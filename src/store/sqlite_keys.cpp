#include "store/sqlite_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <memory>

#include "store/sqlite_rows.h"

namespace konsequenz::store {
namespace {

constexpr std::size_t run_entries = 20'000;
/// The entries behind the runs, of which few may be records, that are read again in each process before they are
/// written.
constexpr std::size_t run_entries_left_max = 2 * run_entries;
/// So many runs of a level become one of the next.
constexpr std::int64_t runs_a_level = 8;
/// What SQLite keeps within a page of 16 KB, four to a page.
constexpr std::size_t part_entries = 240;

}  // namespace

/// Goes through the parts of a run in order.
class KeyIndex::RunReader {
  public:
    static Result<std::unique_ptr<RunReader>> open(Database& database, std::int64_t run) {
        auto reader = std::make_unique<RunReader>(database);
        reader->rows_ = TRY(database.prepare(
            fmt::format("SELECT places, last FROM run_parts WHERE run = {} ORDER BY last, part", run)));
        TRY_VOID(reader->next_part());
        return reader;
    }
    explicit RunReader(Database& database) : database_(database) {}

    [[nodiscard]] bool is_at_end() const { return part_.empty(); }
    [[nodiscard]] const KeyPlace& here() const { return part_[at_]; }
    Result<void> next() {
        const auto before = here();
        if (++at_ == part_.size()) TRY_VOID(next_part());
        if (!is_at_end() && here() <= before) return database_.damaged();
        return {};
    }

    /// Nothing where the bytes are not those of a part.
    static bool decode(std::string_view bytes, std::vector<KeyPlace>& into) {
        static_assert(std::endian::native == std::endian::little && sizeof(KeyPlace) == 16);
        into.resize(bytes.size() / sizeof(KeyPlace));
        if (bytes.empty() || bytes.size() % sizeof(KeyPlace) != 0) return false;
        std::memcpy(into.data(), bytes.data(), bytes.size());
        return true;
    }

  private:
    Result<void> next_part() {
        at_ = 0;
        part_.clear();
        if (TRY(rows_.step()) == Row::none) return {};
        if (!decode(rows_.bytes_at(0), part_) ||
            part_.back().key_hash != static_cast<std::uint64_t>(rows_.integer_at(1)))
            return database_.damaged();
        return {};
    }

    Database& database_;
    Statement rows_;
    std::vector<KeyPlace> part_;
    std::size_t at_ = 0;
};

/// Takes the entries of a new run, ascending.
class KeyIndex::RunWriter {
  public:
    static Result<RunWriter> open(Database& database, std::int64_t level) {
        RunWriter writer;
        writer.insert_ = TRY(database.prepare("INSERT INTO run_parts VALUES (?, ?, ?, ?)"));
        writer.run_ = static_cast<std::uint64_t>(TRY(database.integer("SELECT coalesce(max(run), 0) + 1 FROM runs")));
        TRY_VOID(database.run(fmt::format("INSERT INTO runs VALUES ({}, {})", writer.run_, level)));
        return writer;
    }

    Result<void> add(const KeyPlace& entry) {
        part_.push_back(entry);
        return part_.size() < part_entries ? Result<void>() : finish();
    }
    /// After the last one.
    Result<void> finish() {
        if (part_.empty()) return {};
        const std::string_view bytes(reinterpret_cast<const char*>(part_.data()), part_.size() * sizeof(KeyPlace));
        auto& row = insert_.reset().integer(run_).integer(part_.back().key_hash).integer(number_++).blob(bytes);
        const ResetAtEnd at_end(row);
        TRY(row.step());
        part_.clear();
        return {};
    }

  private:
    Statement insert_;
    std::uint64_t run_ = 0;
    std::uint64_t number_ = 0;
    std::vector<KeyPlace> part_;
};

Result<KeyIndex> KeyIndex::open(Database& database) {
    KeyIndex index;
    index.has_runs_ = TRY(database.integer("PRAGMA user_version")) >= 2;
    // Of each partition the records behind the last that a run holds.
    if (index.has_runs_) {
        index.runs_ = TRY(database.prepare("SELECT run FROM runs"));
        index.part_ =
            TRY(database.prepare("SELECT places FROM run_parts WHERE run = ? AND last >= ? ORDER BY last, part"));
        index.indexed_ = TRY(database.prepare(
            "SELECT heads.partition, coalesce(sequence, 0), count FROM heads LEFT JOIN indexed USING (partition)"));
        index.set_indexed_ = TRY(database.prepare("INSERT OR REPLACE INTO indexed VALUES (?, ?)"));
        index.count_runs_ =
            TRY(database.prepare("SELECT level, count(*) FROM runs GROUP BY level HAVING count(*) >= ? "
                                 "ORDER BY level LIMIT 1"));
    } else {
        index.indexed_ = TRY(database.prepare("SELECT partition, 0, count FROM heads"));
    }
    index.tail_ = TRY(database.prepare(
        "SELECT place, key FROM entries WHERE place BETWEEN ? AND ? AND kind = 'record' AND key <> '' ORDER BY place"));
    return index;
}

void KeyIndex::add(std::string_view key, std::uint64_t place) {
    auto& until = read_until_[place >> sequence_bits];
    until = std::max(until, place & sequence_max);
    if (!key.empty()) recent_.push_back({hash_of_key(key), place});
}

void KeyIndex::forget_unwritten() {
    read_until_.clear();
    clear_recent();
}

void KeyIndex::clear_recent() {
    recent_.clear();
    found_.clear();
    found_count_ = 0;
}

/// What others have appended, or a former run left behind.
Result<void> KeyIndex::read_tail() {
    struct Part {
        std::uint64_t partition;
        std::uint64_t from;
        std::uint64_t to;
    };
    std::vector<Part> parts;
    {
        auto& row = indexed_.reset();
        const ResetAtEnd at_end(row);
        while (TRY(row.step()) == Row::here) {
            const auto partition = static_cast<std::uint64_t>(row.integer_at(0));
            const auto known = read_until_.find(partition);
            const auto indexed = static_cast<std::uint64_t>(row.integer_at(1));
            const auto from = known == read_until_.end() ? indexed : std::max(known->second, indexed);
            parts.push_back({partition, from, static_cast<std::uint64_t>(row.integer_at(2))});
        }
    }
    for (const auto& [partition, from, to] : parts) {
        if (from >= to) continue;
        const auto base = partition << sequence_bits;
        auto& row = tail_.reset().integer(base | (from + 1)).integer(base | to);
        const ResetAtEnd at_end(row);
        while (TRY(row.step()) == Row::here) add(row.bytes_at(1), static_cast<std::uint64_t>(row.integer_at(0)));
        read_until_[partition] = to;
    }
    return {};
}

Result<std::vector<std::uint64_t>> KeyIndex::places(std::string_view key) {
    const auto key_hash = hash_of_key(key);
    std::vector<std::uint64_t> places;
    TRY_VOID(read_tail());
    if (has_runs_) TRY_VOID(add_places_in_runs(key_hash, places));
    for (; found_count_ < recent_.size(); ++found_count_)
        found_[recent_[found_count_].key_hash].push_back(recent_[found_count_].place);
    const auto recent = found_.find(key_hash);
    if (recent != found_.end()) places.insert(places.end(), recent->second.begin(), recent->second.end());
    // A writer beside this reader may have written as a run what is in memory here.
    std::ranges::sort(places);
    const auto twice = std::ranges::unique(places);
    places.erase(twice.begin(), twice.end());
    return places;
}

Result<void> KeyIndex::add_places_in_runs(std::uint64_t key_hash, std::vector<std::uint64_t>& places) {
    std::vector<KeyPlace> part;
    auto& run = runs_.reset();
    const ResetAtEnd at_end(run);
    while (TRY(run.step()) == Row::here) {
        auto& row = part_.reset().integer(static_cast<std::uint64_t>(run.integer_at(0))).integer(key_hash);
        const ResetAtEnd at_end_of_parts(row);
        while (TRY(row.step()) == Row::here && RunReader::decode(row.bytes_at(0), part)) {
            auto at = std::ranges::lower_bound(part, key_hash, {}, &KeyPlace::key_hash);
            for (; at != part.end() && at->key_hash == key_hash; ++at) places.push_back(at->place);
            if (at != part.end()) break;
        }
    }
    return {};
}

Result<void> KeyIndex::write_if_full(Database& database) {
    return recent_.size() < run_entries ? Result<void>() : write_all(database);
}

Result<void> KeyIndex::catch_up(Database& database) {
    const auto behind = TRY(database.integer(
        "SELECT coalesce(sum(count - coalesce(sequence, 0)), 0) FROM heads LEFT JOIN indexed USING (partition)"));
    if (behind < static_cast<std::int64_t>(run_entries_left_max)) return {};
    auto transaction = TRY(Transaction::begin(database, "BEGIN IMMEDIATE"));
    TRY_VOID(write_all(database));
    return transaction.commit();
}

Result<void> KeyIndex::write_all(Database& database) {
    TRY_VOID(read_tail());
    TRY_VOID(write_run(database));
    return merge_runs(database);
}

Result<void> KeyIndex::write_run(Database& database) {
    std::ranges::sort(recent_);
    auto writer = TRY(RunWriter::open(database, 0));
    for (const auto& entry : recent_) TRY_VOID(writer.add(entry));
    TRY_VOID(writer.finish());
    for (const auto& [partition, sequence] : read_until_) {
        auto& row = set_indexed_.reset().integer(partition).integer(sequence);
        const ResetAtEnd at_end(row);
        TRY(row.step());
    }
    clear_recent();
    return {};
}

Result<void> KeyIndex::merge_runs(Database& database) {
    for (;;) {
        std::int64_t level = 0;
        {
            auto& row = count_runs_.reset().integer(static_cast<std::uint64_t>(runs_a_level));
            const ResetAtEnd at_end(row);
            if (TRY(row.step()) == Row::none) return {};
            level = row.integer_at(0);
        }
        TRY_VOID(merge_level(database, level));
    }
}

Result<void> KeyIndex::merge_level(Database& database, std::int64_t level) {
    std::vector<std::int64_t> runs;
    {
        auto rows = TRY(database.prepare(fmt::format("SELECT run FROM runs WHERE level = {}", level)));
        while (TRY(rows.step()) == Row::here) runs.push_back(rows.integer_at(0));
    }
    {
        std::vector<std::unique_ptr<RunReader>> readers;
        readers.reserve(runs.size());
        for (const auto run : runs) readers.push_back(TRY(RunReader::open(database, run)));
        auto writer = TRY(RunWriter::open(database, level + 1));
        for (;;) {
            RunReader* least = nullptr;
            for (const auto& reader : readers) {
                if (!reader->is_at_end() && (least == nullptr || reader->here() < least->here())) least = reader.get();
            }
            if (least == nullptr) break;
            TRY_VOID(writer.add(least->here()));
            TRY_VOID(least->next());
        }
        TRY_VOID(writer.finish());
    }
    for (const auto run : runs)
        TRY_VOID(
            database.run(fmt::format("DELETE FROM run_parts WHERE run = {0}; DELETE FROM runs WHERE run = {0}", run)));
    return {};
}

bool is_within(const Counts& counts, std::uint32_t partition, std::uint64_t sequence) {
    const auto count = counts.find(partition);
    return count == counts.end() || sequence <= count->second;
}

Result<std::uint64_t> KeyIndex::sum_of_runs(Database& database, const IndexHasher& hasher, const Counts& counts) {
    std::uint64_t sum = 0;
    auto runs = TRY(database.prepare("SELECT run FROM runs"));
    while (TRY(runs.step()) == Row::here) {
        const auto reader = TRY(RunReader::open(database, runs.integer_at(0)));
        while (!reader->is_at_end()) {
            const auto [key_hash, place] = reader->here();
            const auto partition = static_cast<std::uint32_t>(place >> sequence_bits);
            if (is_within(counts, partition, place & sequence_max))
                sum += hasher.key(key_hash, partition, place & sequence_max);
            TRY_VOID(reader->next());
        }
    }
    return sum;
}

Result<std::uint64_t> KeyIndex::sum(Database& database, const IndexHasher& hasher, const Counts& counts) {
    auto sum = has_runs_ ? TRY(sum_of_runs(database, hasher, counts)) : 0;
    std::vector<std::array<std::uint64_t, 2>> tails;
    {
        auto& parts = indexed_.reset();
        const ResetAtEnd at_end(parts);
        while (TRY(parts.step()) == Row::here) {
            const auto base = static_cast<std::uint64_t>(parts.integer_at(0)) << sequence_bits;
            tails.push_back({base | static_cast<std::uint64_t>(parts.integer_at(1) + 1), base | sequence_max});
        }
    }
    for (const auto& [from, to] : tails) {
        auto& row = tail_.reset().integer(from).integer(to);
        const ResetAtEnd at_end(row);
        while (TRY(row.step()) == Row::here) {
            const auto place = static_cast<std::uint64_t>(row.integer_at(0));
            const auto partition = static_cast<std::uint32_t>(place >> sequence_bits);
            if (is_within(counts, partition, place & sequence_max))
                sum += hasher.key(hash_of_key(row.bytes_at(1)), partition, place & sequence_max);
        }
    }
    return sum;
}

}  // namespace konsequenz::store
