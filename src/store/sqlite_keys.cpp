#include "store/sqlite_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace konsequenz::store {
namespace {

constexpr std::uint32_t sequence_bits = 40;
constexpr std::uint64_t sequence_max = (std::uint64_t{1} << sequence_bits) - 1;
constexpr std::size_t run_entries = 20'000;
/// So many runs of a level become one of the next.
constexpr std::int64_t runs_a_level = 8;

}  // namespace

Result<KeyIndex> KeyIndex::open(Database& database) {
    KeyIndex index;
    index.has_runs_ = TRY(database.integer("PRAGMA user_version")) >= 2;
    // Of each partition the records behind the last that a run holds.
    if (index.has_runs_) {
        index.in_runs_ =
            TRY(database.prepare("SELECT place FROM runs JOIN places_by_key USING (run) WHERE key = ? ORDER BY place"));
        index.indexed_ = TRY(database.prepare(
            "SELECT heads.partition, coalesce(sequence, 0), count FROM heads LEFT JOIN indexed USING (partition)"));
        index.insert_ = TRY(database.prepare("INSERT INTO places_by_key VALUES (?, ?, ?)"));
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
    if (key.empty()) return;
    recent_.push_back({recent_keys_.size(), key.size(), place});
    recent_keys_ += key;
}

void KeyIndex::forget_unwritten() {
    read_until_.clear();
    clear_recent();
}

void KeyIndex::clear_recent() {
    recent_.clear();
    recent_keys_.clear();
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
    TRY_VOID(read_tail());
    std::vector<std::uint64_t> places;
    if (has_runs_) {
        auto& row = in_runs_.reset().text(key);
        const ResetAtEnd at_end(row);
        while (TRY(row.step()) == Row::here) places.push_back(static_cast<std::uint64_t>(row.integer_at(0)));
    }
    for (; found_count_ < recent_.size(); ++found_count_) {
        const auto& one = recent_[found_count_];
        found_[recent_keys_.substr(one.key_from, one.key_bytes)].push_back(one.place);
    }
    const auto recent = found_.find(std::string(key));
    if (recent != found_.end()) places.insert(places.end(), recent->second.begin(), recent->second.end());
    // A writer beside this reader may have written as a run what is in memory here.
    std::ranges::sort(places);
    const auto twice = std::ranges::unique(places);
    places.erase(twice.begin(), twice.end());
    return places;
}

Result<void> KeyIndex::write_if_full(Database& database) {
    if (recent_.size() < run_entries) return {};
    TRY_VOID(read_tail());
    TRY_VOID(write_run(database));
    return merge_runs(database);
}

Result<void> KeyIndex::write_run(Database& database) {
    std::vector<std::pair<std::string_view, std::uint64_t>> sorted;
    sorted.reserve(recent_.size());
    for (const auto& [from, bytes, place] : recent_)
        sorted.emplace_back(std::string_view(recent_keys_).substr(from, bytes), place);
    std::ranges::sort(sorted);
    const auto run = TRY(database.integer("SELECT coalesce(max(run), 0) + 1 FROM runs"));
    TRY_VOID(database.run(fmt::format("INSERT INTO runs VALUES ({}, 0)", run)));
    for (const auto& [key, place] : sorted) {
        auto& row = insert_.reset().integer(static_cast<std::uint64_t>(run)).text(key).integer(place);
        const ResetAtEnd at_end(row);
        TRY(row.step());
    }
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
        const auto run = TRY(database.integer("SELECT max(run) + 1 FROM runs"));
        const auto merged = fmt::format("(SELECT run FROM runs WHERE level = {})", level);
        TRY_VOID(
            database.run(fmt::format("INSERT INTO places_by_key SELECT {0}, key, place FROM places_by_key WHERE run "
                                     "IN {1} ORDER BY key, place; DELETE FROM places_by_key WHERE run IN {1}; "
                                     "DELETE FROM runs WHERE level = {2}; INSERT INTO runs VALUES ({0}, {3})",
                                     run, merged, level, level + 1)));
    }
}

bool is_within(const Counts& counts, std::uint32_t partition, std::uint64_t sequence) {
    const auto count = counts.find(partition);
    return count == counts.end() || sequence <= count->second;
}

Result<std::uint64_t> KeyIndex::sum(Database& database, const IndexHasher& hasher, const Counts& counts) {
    std::uint64_t sum = 0;
    const auto add = [&](std::string_view key, std::int64_t at) {
        const auto place = static_cast<std::uint64_t>(at);
        const auto partition = static_cast<std::uint32_t>(place >> sequence_bits);
        if (is_within(counts, partition, place & sequence_max)) sum += hasher.key(key, partition, place & sequence_max);
    };
    if (has_runs_) {
        auto rows = TRY(database.prepare("SELECT key, place FROM places_by_key JOIN runs USING (run)"));
        while (TRY(rows.step()) == Row::here) add(rows.bytes_at(0), rows.integer_at(1));
    }
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
        while (TRY(row.step()) == Row::here) add(row.bytes_at(1), row.integer_at(0));
    }
    return sum;
}

}  // namespace konsequenz::store
