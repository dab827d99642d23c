// Which entries of an SQLite log have a key: an index that is written in sorted runs.
//
// An index of SQLite's own would be changed at a random page for each record, and each page is written whole: 16 KB for
// a record of 500 bytes. So the keys of the last entries are kept in memory (after a restart they are read from the
// entries), written as one sorted run when there are enough, and runs of a size are merged into one, as a
// log-structured merge tree does (O'Neil et al., "The log-structured merge-tree", Acta Informatica 33, 1996).
//
// A run holds, ascending, each key's hash and the entry's place, eight bytes each, little-endian, in parts that lie
// within a page. Two keys may have one hash: whoever finds an entry compares its key.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "store/sqlite_database.h"
#include "store/store.h"

namespace konsequenz::store {

/// Whether an entry is among those that are looked at; of a partition that is not named all are.
[[nodiscard]] bool is_within(const Counts& counts, std::uint32_t partition, std::uint64_t sequence);

class KeyIndex {
  public:
    /// Errors: those of the database.
    [[nodiscard]] static Result<KeyIndex> open(Database& database);

    /// A record that is being appended. Undone by forget_unwritten().
    void add(std::string_view key, std::uint64_t place);
    /// Writes a run where there are enough entries; within the transaction of an append.
    [[nodiscard]] Result<void> write_if_full(Database& database);
    /// Writes a run where earlier writers left behind more than one's worth, as one that knew no runs did.
    [[nodiscard]] Result<void> catch_up(Database& database);
    /// After a transaction was rolled back: the tail is read anew when it is asked for.
    void forget_unwritten();

    /// The places of all records with this key, ascending, and perhaps those of others. Asked for in one view of
    /// the file: a writer may write or merge runs meanwhile.
    [[nodiscard]] Result<std::vector<std::uint64_t>> places(std::string_view key);

    /// Of the rows of the runs, and of the entries behind them. Errors: store.corrupt where a run is not in order.
    [[nodiscard]] Result<std::uint64_t> sum(Database& database, const IndexHasher& hasher, const Counts& counts);

  private:
    struct KeyPlace {
        std::uint64_t key_hash = 0;
        std::uint64_t place = 0;
        auto operator<=>(const KeyPlace&) const = default;
    };
    class RunReader;
    class RunWriter;

    void clear_recent();
    Result<void> read_tail();
    Result<void> add_places_in_runs(std::uint64_t key_hash, std::vector<std::uint64_t>& places);
    Result<void> write_all(Database& database);
    Result<void> write_run(Database& database);
    Result<void> merge_runs(Database& database);
    Result<void> merge_level(Database& database, std::int64_t level);
    static Result<std::uint64_t> sum_of_runs(Database& database, const IndexHasher& hasher, const Counts& counts);

    bool has_runs_ = false;  ///< false in a file of the first schema that is opened to be read
    Statement runs_, part_, tail_, indexed_, set_indexed_, count_runs_;
    std::map<std::uint64_t, std::uint64_t> read_until_;  ///< partition → the last sequence that is in `recent_`
    std::vector<KeyPlace> recent_;                       ///< behind the runs, as they came
    /// Key's hash → places, of the first `found_count_` of them; made when somebody asks.
    std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> found_;
    std::size_t found_count_ = 0;
};

}  // namespace konsequenz::store
