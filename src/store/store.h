// An append-only, hash-chained log of opaque entries. What was acknowledged stays, and every change shows.
//
// The partition is the unit: each has its own sequence (1, 2, 3, …) and its own hash chain, whose form chain.h fixes.
// Nothing is ever updated or deleted. One writer at a time, any number of readers beside it.
// A Store is used by one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/sha256.h"

namespace konsequenz::store {

/// The highest number of a partition.
inline constexpr std::uint32_t partition_max = (std::uint32_t{1} << 23) - 1;

/// What is to be appended; the text is borrowed until append returns. `kind` and `id` are not empty.
struct Entry {
    std::uint32_t partition = 0;
    std::string_view kind;  ///< "record", "ruling", "standard": names what the body is
    std::string_view id;    ///< unique together with the kind, in the whole log
    std::string_view key;   ///< whom it concerns: the customer; may be empty
    std::string_view body;  ///< any bytes
    /// What is kept equally long, as "contact 2026-11": a sealed log forgets the bodies of a class together. Empty: as
    /// long as the key. Only a sealed log looks at it.
    std::string_view retention = {};
    /// What the chain gives it behind those before it, where that is known already; borrowed as the text is.
    const Digest* hash = nullptr;
};

struct StoredEntry {
    std::uint32_t partition = 0;
    std::uint64_t sequence = 0;  ///< in its partition, from 1
    std::string kind;
    std::string id;
    std::string key;
    std::string body;
    Digest hash{};  ///< of this entry and all before it in its partition
    /// The key to the body was destroyed: `body` is empty and `key` a keyed hash, the rest is as it was.
    bool is_erased = false;

    bool operator==(const StoredEntry&) const = default;
};

/// A named value beside the chain: keys, checkpoints, what names the log. It may be replaced and removed.
struct Attachment {
    std::string_view space;
    std::string_view name;
    std::optional<std::string_view> value;  ///< nothing removes it
};

/// How far a partition has come. No entries: count 0 and a hash of zeros.
struct Head {
    std::uint64_t count = 0;
    Digest hash{};

    bool operator==(const Head&) const = default;
};

/// The first thing found wrong, partitions and sequences ascending.
struct Fault {
    std::uint32_t partition = 0;
    std::uint64_t sequence = 0;  ///< 0 where it is the partition's head or the file as a whole
    std::string what;            ///< as "its hash does not fit its content or its predecessor"

    bool operator==(const Fault&) const = default;
};

struct Verification {
    std::uint64_t entries = 0;  ///< that were found sound
    std::uint64_t bytes = 0;    ///< of their kinds, ids, keys and bodies
    std::optional<Fault> fault;

    [[nodiscard]] bool is_sound() const { return !fault.has_value(); }
};

enum class Step : std::uint8_t { go_on, stop };
/// The entry is valid until the visitor returns. A visitor's error ends the scan and is what scan returns.
/// A visitor must not call the same store.
using Visitor = std::function<Result<Step>(const StoredEntry&)>;
using AttachmentVisitor = std::function<Result<Step>(std::string_view name, std::string_view value)>;

/// The one kind whose entries are found by their key.
inline constexpr std::string_view record_kind = "record";

/// A sum over the hashes of an index's rows, the same in whatever order they stand.
struct IndexSum {
    std::uint64_t names = 0;
    std::uint64_t keys = 0;

    IndexSum& operator+=(const IndexSum& other) {
        names += other.names;
        keys += other.keys;
        return *this;
    }
    bool operator==(const IndexSum&) const = default;
};

/// Hashes an index's rows with a random key of this verification (SipHash-2-4), so that nobody can have prepared rows
/// that cancel each other out.
class IndexHasher {
  public:
    IndexHasher();
    [[nodiscard]] std::uint64_t name(std::string_view kind, std::string_view id, std::uint32_t partition,
                                     std::uint64_t sequence) const;
    [[nodiscard]] std::uint64_t key(std::uint64_t key_hash, std::uint32_t partition, std::uint64_t sequence) const;

  private:
    std::array<std::uint8_t, 16> key_{};
};

/// What an index may hold in place of a key: 63 bits of its SipHash-2-4 with a key of zeros, for ever the same.
[[nodiscard]] std::uint64_t hash_of_key(std::string_view key);

using Counts = std::map<std::uint32_t, std::uint64_t>;  ///< by partition

/// A batch that is ready to be written: what can be done before is done.
struct Prepared {
    Prepared() = default;
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    virtual ~Prepared() = default;

    std::vector<Entry> entries;
    std::vector<Attachment> attachments;
};

/// The entries and attachments of all, one behind the other.
struct Joined {
    explicit Joined(std::span<const std::unique_ptr<Prepared>> batches);
    std::vector<Entry> entries;
    std::vector<Attachment> attachments;
};

class Store {
  public:
    virtual ~Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Makes this store the one writer of a partition until it is closed. `append` does it too; asked for earlier, what
    /// was read stays the latest. Errors: store.locked, store.read-only, store.failed.
    [[nodiscard]] virtual Result<void> claim(std::uint32_t partition) = 0;

    /// Appends all entries and attaches all attachments, or none, in their order; durable when it returns. Yields the
    /// sequence that the last entry got in its partition; 0 where there is none. Errors: store.duplicate,
    /// store.bad-entry, store.too-big, store.read-only, store.full, store.locked, store.corrupt, store.lost,
    /// store.failed.
    [[nodiscard]] virtual Result<std::uint64_t> append(std::span<const Entry> batch,
                                                       std::span<const Attachment> attachments) = 0;
    [[nodiscard]] Result<std::uint64_t> append(std::span<const Entry> batch) { return append(batch, {}); }

    /// Does what costs processor time before a batch is written, as sealing it; alone of all it may be called while
    /// another thread appends the batch that was prepared before. The batch's texts must stay where they are until it
    /// is appended. Errors: those of `append`.
    [[nodiscard]] virtual Result<std::unique_ptr<Prepared>> prepare(std::span<const Entry> batch,
                                                                    std::span<const Attachment> attachments);
    /// Appends batches, in the order in which they were prepared, all or none. Where that fails or one is dropped,
    /// those prepared after it are refused (store.failed).
    [[nodiscard]] Result<std::uint64_t> append_prepared(std::vector<std::unique_ptr<Prepared>> batches);

    /// As `append` and `append_prepared`, but durable only when a `sync` that began later has returned.
    [[nodiscard]] virtual Result<std::uint64_t> append_unsynced(std::span<const Entry> batch,
                                                                std::span<const Attachment> attachments) {
        return append(batch, attachments);
    }
    [[nodiscard]] virtual Result<std::uint64_t> append_prepared_unsynced(
        std::vector<std::unique_ptr<Prepared>> batches);
    /// May be called while another thread writes. After an error every later one fails as well, and what was written
    /// since the last good one may be there or not. Errors: store.full, store.failed.
    [[nodiscard]] virtual Result<void> sync() { return {}; }

    /// The file in which the old bytes of an attachment that was removed can still be found, since another program
    /// reads the log as it was before; nothing where they are gone. Whoever next opens the log to write removes them.
    [[nodiscard]] virtual std::optional<std::string> removed_lives_on_in() const { return std::nullopt; }

    /// Visits a partition's entries from a sequence on, ascending; the entries that stood there when the scan began.
    /// Does not check the chain: verify does. Errors: the visitor's, store.corrupt, store.failed.
    [[nodiscard]] virtual Result<void> scan(std::uint32_t partition, std::uint64_t from_sequence,
                                            const Visitor& visitor) = 0;

    /// Visits the entries of kind `record` that have this key, partitions and sequences ascending.
    [[nodiscard]] virtual Result<void> scan_records(std::string_view key, const Visitor& visitor) = 0;

    [[nodiscard]] virtual Result<std::optional<StoredEntry>> find(std::string_view kind, std::string_view id) = 0;

    [[nodiscard]] virtual Result<std::optional<std::string>> attachment(std::string_view space,
                                                                        std::string_view name) = 0;
    /// By name, ascending.
    [[nodiscard]] virtual Result<void> scan_attachments(std::string_view space, const AttachmentVisitor& visitor) = 0;

    /// The partitions that have an entry or a head, ascending.
    [[nodiscard]] virtual Result<std::vector<std::uint32_t>> partitions() = 0;
    /// Nothing where the partition has no head.
    [[nodiscard]] virtual Result<std::optional<Head>> stored_head(std::uint32_t partition) = 0;
    [[nodiscard]] Result<Head> head(std::uint32_t partition);
    /// What the database itself finds wrong with its file; nothing where it is sound or does not say.
    [[nodiscard]] virtual Result<std::optional<std::string>> find_damage() = 0;
    /// What its indexes hold of each partition's first entries, so many as `counts` says, for verify to compare with
    /// the entries; nothing where they cannot differ.
    [[nodiscard]] virtual Result<std::optional<IndexSum>> index_sum(const IndexHasher& hasher,
                                                                    const Counts& counts) = 0;

    /// The log as it is stored: sealed bodies stay sealed.
    [[nodiscard]] virtual Store& stored() { return *this; }

    /// Reads everything and recomputes every chain (verify.h). A log that was tampered with or damaged is a fault, not
    /// an error.
    [[nodiscard]] Result<Verification> verify();

  protected:
    Store() = default;
};

enum class OpenMode : std::uint8_t {
    read_only,   ///< the file must be there
    read_write,  ///< created where it is missing; its folder must be there
};

/// Opens a log in an SQLite file. A writer holds `<path>-writer` locked until it is closed.
/// Errors: store.cannot-open, store.not-a-log, store.newer-schema, store.locked, store.read-only, store.corrupt,
/// store.failed.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& path, OpenMode mode);

/// Opens a log in a PostgreSQL database; its tables are in the schema that stands behind `#`, or in `konsequenz`:
/// `postgresql://user@host/database#name`. Opened to write, what is missing is created. A lost connection is taken up
/// again for up to a minute. Errors: as open_sqlite.
[[nodiscard]] Result<std::unique_ptr<Store>> open_postgres(const std::string& url, OpenMode mode);
[[nodiscard]] bool is_postgres_url(std::string_view location);

/// Either of the two, by what the location looks like.
[[nodiscard]] Result<std::unique_ptr<Store>> open(const std::string& location, OpenMode mode);

/// A log that lives as long as the object.
[[nodiscard]] std::unique_ptr<Store> make_memory_store();

}  // namespace konsequenz::store
