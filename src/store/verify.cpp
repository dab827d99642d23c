#include "store/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <future>
#include <utility>

#include "seal/keys.h"
#include "store/chain.h"

namespace konsequenz::store {
namespace {

/// The trees of these many entries are complete subtrees, whatever stands before them.
constexpr std::uint64_t chunk_entries = std::uint64_t{1} << 14;

/// A part of a partition that one thread checks by itself: the entries with the sequences from + 1 to `to`.
struct Chunk {
    std::uint32_t partition = 0;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    bool is_last = false;                  ///< also look for what stands behind it
    const VerifiedStart* start = nullptr;  ///< where an earlier verification ended, at `from`
    std::vector<std::uint64_t> sizes;      ///< tree sizes above `from`, up to `to`, whose frontiers are wanted
};

struct ChunkResult {
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
    std::optional<Fault> fault;
    Digest end{};       ///< the hash of the last entry
    Frontier frontier;  ///< over the chunk's leaves, behind those of its start
    std::vector<Frontier> at_sizes;
    IndexSum sum;  ///< what the indexes must hold of these entries
};

bool is_damage(const Error& error) { return error.code == "store.corrupt" || error.code == "store.not-a-log"; }

/// Entries that are hashed together, two at a time: a link needs of its predecessor only the stored hash, and what is
/// wrong with that is found at the predecessor.
class Batch {
  public:
    static constexpr std::size_t entries_max = 64;
    static constexpr unsigned level = 6;  ///< of the subtree that a full one makes
    static_assert(entries_max == std::size_t{1} << level);
    static constexpr std::size_t bytes_max = std::size_t{4} << 20;

    [[nodiscard]] bool is_full() const { return hashes_.size() == entries_max; }
    /// Full, or as long as memory allows: entries may be megabytes.
    [[nodiscard]] bool is_due() const { return is_full() || bytes_.size() >= bytes_max; }
    [[nodiscard]] std::size_t size() const { return hashes_.size(); }
    [[nodiscard]] std::span<Digest> hashes() { return hashes_; }

    void add(const Digest& previous, std::uint64_t sequence, const Entry& entry, const Digest& hash) {
        put_link(bytes_, previous, sequence, entry);
        ends_.push_back(bytes_.size());
        hashes_.push_back(hash);
    }
    /// The first whose hash is not that of its content and predecessor.
    [[nodiscard]] std::optional<std::size_t> find_fault() {
        for (std::size_t at = 0; at < size(); at += 2) {
            const auto second = std::min(at + 1, size() - 1);
            const auto found = pairs_.hash(bytes_of(at), bytes_of(second));
            if (found[0] != hashes_[at]) return at;
            if (found[1] != hashes_[second]) return second;
        }
        return std::nullopt;
    }
    void clear() {
        bytes_.clear();
        ends_.clear();
        hashes_.clear();
    }

  private:
    [[nodiscard]] std::string_view bytes_of(std::size_t at) const {
        const auto from = at == 0 ? 0 : ends_[at - 1];
        return std::string_view(bytes_).substr(from, ends_[at] - from);
    }

    PairHasher pairs_;
    std::string bytes_;
    std::vector<std::size_t> ends_;
    std::vector<Digest> hashes_;  ///< as they are stored
};

class ChunkChecker {
  public:
    /// `index` is null where the indexes are not looked at.
    ChunkChecker(Store& store, const Chunk& chunk, const IndexHasher* index)
        : store_(store), chunk_(chunk), index_(index) {
        if (chunk.start != nullptr) {
            previous_ = chunk.start->head.hash;
            result_.frontier = chunk.start->frontier;
        }
    }

    Result<ChunkResult> run() {
        // The chain goes on from the entry before, whose own hash the chunk before checks.
        const bool reads_before = chunk_.from > 0 && chunk_.start == nullptr;
        expected_ = chunk_.from + (reads_before ? 0 : 1);
        const auto read =
            store_.scan(chunk_.partition, expected_, [this](const StoredEntry& entry) { return check(entry); });
        if (!read && !is_damage(read.error())) return std::unexpected(read.error());
        check_batch();
        if (!read) set_fault(expected_, "it cannot be read: " + read.error().message);
        if (is_more_behind_ && TRY(store_.head(chunk_.partition)).count <= chunk_.to)
            set_fault(chunk_.to + 1, fmt::format("it was added beside the log: the head counts {} entries", chunk_.to));
        if (!result_.fault && expected_ <= chunk_.to)
            set_fault(expected_, fmt::format("it is missing: the head counts {} entries, but {} are there", chunk_.to,
                                             expected_ - 1));
        result_.end = previous_;
        return std::move(result_);
    }

  private:
    Result<Step> check(const StoredEntry& entry) {
        if (entry.sequence > chunk_.to && expected_ > chunk_.to) {
            is_more_behind_ = true;  // fine where a writer has moved the head since
            return Step::stop;
        }
        if (entry.sequence != expected_) {
            check_batch();
            set_fault(expected_, fmt::format("it is missing: the entry after {} has the sequence {}", expected_ - 1,
                                             entry.sequence));
            return Step::stop;
        }
        ++expected_;
        if (entry.sequence == chunk_.from) {
            previous_ = entry.hash;
            return Step::go_on;
        }
        const Entry content{entry.partition, entry.kind, entry.id, entry.key, entry.body};
        batch_.add(previous_, entry.sequence, content, entry.hash);
        previous_ = entry.hash;
        result_.bytes += content_bytes(content);
        if (index_ != nullptr) add_to_sum(content, entry.sequence);
        const bool is_wanted = next_size_ < chunk_.sizes.size() && chunk_.sizes[next_size_] == entry.sequence;
        if (batch_.is_due() || is_wanted) check_batch();
        if (result_.fault) return Step::stop;
        while (next_size_ < chunk_.sizes.size() && chunk_.sizes[next_size_] == entry.sequence) {
            result_.at_sizes.push_back(result_.frontier);
            ++next_size_;
        }
        return entry.sequence == chunk_.to && !chunk_.is_last ? Step::stop : Step::go_on;
    }

    void add_to_sum(const Entry& entry, std::uint64_t sequence) {
        result_.sum.names += index_->name(entry.kind, entry.id, entry.partition, sequence);
        if (entry.kind == record_kind && !entry.key.empty())
            result_.sum.keys += index_->key(hash_of_key(entry.key), entry.partition, sequence);
    }

    /// What was read since the last time: its hashes, then its part of the tree.
    void check_batch() {
        if (batch_.size() == 0 || result_.fault) return;
        const auto first = expected_ - batch_.size();
        if (const auto fault = batch_.find_fault()) {
            set_fault(first + *fault, "its hash does not fit its content or its predecessor");
            return;
        }
        result_.entries += batch_.size();
        const auto leaves = batch_.hashes();
        merkle_.make_leaves(leaves);
        if (batch_.is_full() && result_.frontier.size() % Batch::entries_max == 0) {
            result_.frontier.add_subtree(merkle_.complete_root(leaves), Batch::level, merkle_);
        } else {
            for (const auto& leaf : leaves) result_.frontier.add_leaf(leaf, merkle_);
        }
        batch_.clear();
    }

    /// The first that was found counts.
    void set_fault(std::uint64_t sequence, std::string what) {
        if (!result_.fault) result_.fault = Fault{chunk_.partition, sequence, std::move(what)};
    }

    Store& store_;
    const Chunk& chunk_;
    const IndexHasher* index_;
    Batch batch_;
    MerkleHasher merkle_;
    Digest previous_{};
    std::uint64_t expected_ = 1;
    bool is_more_behind_ = false;
    std::size_t next_size_ = 0;
    ChunkResult result_;
};

class Verifier {
  public:
    Verifier(Store& store, const Opener& open, const VerifyRequest& request)
        : store_(store), open_(open), request_(request) {}

    Result<Verified> run() {
        const auto planned = plan();
        if (!planned) {
            if (!is_damage(planned.error())) return std::unexpected(planned.error());
            verified_.verification.fault = Fault{0, 0, "it cannot be read: " + planned.error().message};
            return std::move(verified_);
        }
        TRY_VOID(check_all());
        merge();
        if (verified_.verification.is_sound() && request_.with_damage) add_file_fault();
        return std::move(verified_);
    }

  private:
    struct Partition {
        std::optional<Head> head;
        VerifiedStart start;
        std::vector<TreeHead> tree_heads;  ///< by size
        std::size_t first_chunk = 0;
        std::size_t chunk_count = 0;
    };

    Result<void> plan() {
        for (const auto number : TRY(store_.partitions())) partitions_[number].head = TRY(store_.stored_head(number));
        for (const auto& tree_head : request_.tree_heads)
            partitions_[tree_head.partition].tree_heads.push_back(tree_head);
        for (const auto& [number, start] : request_.starts) partitions_[number].start = start;
        for (auto& [number, partition] : partitions_) {
            std::ranges::sort(partition.tree_heads, {}, &TreeHead::size);
            partition.first_chunk = chunks_.size();
            add_chunks(number, partition);
            partition.chunk_count = chunks_.size() - partition.first_chunk;
        }
        results_.resize(chunks_.size());
        return {};
    }

    void add_chunks(std::uint32_t number, const Partition& partition) {
        // Without a head all that is there is read, to be counted.
        const auto count = partition.head ? partition.head->count : 0;
        auto from = partition.start.head.count;
        do {
            Chunk chunk{number, from, std::max(from, std::min(count, (from / chunk_entries + 1) * chunk_entries))};
            chunk.is_last = chunk.to >= count;
            if (from == partition.start.head.count && from > 0) chunk.start = &partition.start;
            for (const auto& tree_head : partition.tree_heads) {
                if (tree_head.size > chunk.from && tree_head.size <= chunk.to) chunk.sizes.push_back(tree_head.size);
            }
            from = chunk.to;
            chunks_.push_back(std::move(chunk));
        } while (from < count);
    }

    /// What finds the entries must agree with them; it is read beside them, and looked at where they are sound.
    static constexpr std::size_t index_task = 0;
    static constexpr std::size_t damage_task = 1;
    static constexpr std::size_t file_tasks = 2;

    Result<void> check_all() {
        for (const auto& [number, partition] : partitions_) {
            if (partition.head) counts_[number] = partition.head->count;
        }
        next_task_ = request_.with_damage ? 0 : file_tasks;
        std::vector<std::future<Result<void>>> workers;
        const auto jobs = std::min<std::size_t>(std::max(1U, request_.jobs), chunks_.size());
        for (std::size_t job = 1; job < jobs; ++job) {
            workers.push_back(std::async(std::launch::async, [this]() -> Result<void> {
                const auto store = TRY(open_());
                return work(*store);
            }));
        }
        auto result = work(store_);
        for (auto& worker : workers) {
            auto other = worker.get();
            if (result && !other) result = std::move(other);
        }
        return result;
    }

    Result<void> work(Store& store) {
        while (!is_faulty_) {
            const auto task = next_task_.fetch_add(1);
            if (task >= file_tasks + chunks_.size()) break;
            auto done = task == index_task    ? sum_indexes(store)
                        : task == damage_task ? find_damage(store)
                                              : check_chunk(store, task - file_tasks);
            if (!done) {
                is_faulty_ = true;
                return done;
            }
        }
        return {};
    }

    Result<void> check_chunk(Store& store, std::size_t at) {
        auto checked = TRY(ChunkChecker(store, chunks_[at], request_.with_damage ? &index_ : nullptr).run());
        // The chunks before it are being checked or were: the first fault is among the results in any case.
        if (checked.fault) is_faulty_ = true;
        results_[at] = std::move(checked);
        return {};
    }

    Result<void> sum_indexes(Store& store) {
        // Where not all entries are read, there is nothing to compare the indexes with.
        if (!request_.starts.empty()) return {};
        auto sum = store.index_sum(index_, counts_);
        if (!sum && !is_damage(sum.error())) return std::unexpected(sum.error());
        if (sum)
            index_sum_ = *sum;
        else
            index_damage_ = sum.error().message;
        return {};
    }

    Result<void> find_damage(Store& store) {
        damage_ = TRY(store.find_damage());
        return {};
    }

    void add_file_fault() {
        std::string what;
        if (const auto& damage = index_damage_ ? index_damage_ : damage_) {
            what = fmt::format("the file is damaged: {}", *damage);
        } else if (index_sum_ && index_sum_->names != sum_.names) {
            what = "its index by name does not fit its entries";
        } else if (index_sum_ && index_sum_->keys != sum_.keys) {
            what = "its index by key does not fit its entries";
        } else {
            return;
        }
        verified_.verification.fault = Fault{0, 0, std::move(what)};
    }

    void merge() {
        for (auto& [number, partition] : partitions_) {
            if (!merge(number, partition)) return;
        }
    }

    bool fault(std::uint32_t partition, std::uint64_t sequence, std::string what) {
        verified_.verification.fault = Fault{partition, sequence, std::move(what)};
        return false;
    }

    /// False at the first fault.
    bool merge(std::uint32_t number, const Partition& partition) {
        auto frontier = partition.start.frontier;
        auto end = partition.start.head.hash;
        auto count = partition.start.head.count;
        auto tree_head = partition.tree_heads.begin();
        // What was signed before the start is covered by the start itself.
        while (tree_head != partition.tree_heads.end() && tree_head->size <= count) ++tree_head;
        for (auto at = partition.first_chunk; at < partition.first_chunk + partition.chunk_count; ++at) {
            const auto& result = results_[at];
            assert(result);  // only chunks behind a fault are left out
            verified_.verification.entries += result->entries;
            verified_.verification.bytes += result->bytes;
            sum_ += result->sum;
            if (!partition.head && result->fault) return fault(number, 0, "its head is missing, though it has entries");
            if (result->fault) {
                verified_.verification.fault = result->fault;
                return false;
            }
            for (const auto& part : result->at_sizes) {
                if (!is_root(chunks_[at], frontier, part, tree_head->root))
                    return fault(number, tree_head->size,
                                 "the log up to it is another than the one whose root was written down");
                ++tree_head;
            }
            add(chunks_[at], frontier, result->frontier);
            count += result->entries;
            end = result->end;
        }
        if (tree_head != partition.tree_heads.end())
            return fault(number, count + 1,
                         fmt::format("it is missing: a log of {} entries was written down, but {} are there",
                                     tree_head->size, count));
        if (partition.head && partition.head->hash != end)
            return fault(number, 0, "its head has another hash than its last entry");
        verified_.reached[number] = {{count, end}, std::move(frontier)};
        return true;
    }

    void add(const Chunk& chunk, Frontier& frontier, const Frontier& part) {
        if (chunk.start != nullptr)
            frontier = part;
        else
            frontier.add(part, merkle_);
    }

    bool is_root(const Chunk& chunk, const Frontier& frontier, const Frontier& part, const Digest& root) {
        auto whole = frontier;
        add(chunk, whole, part);
        return whole.root(merkle_) == root;
    }

    Store& store_;
    const Opener& open_;
    const VerifyRequest& request_;
    std::map<std::uint32_t, Partition> partitions_;
    std::vector<Chunk> chunks_;
    std::vector<std::optional<ChunkResult>> results_;
    std::atomic<std::size_t> next_task_ = 0;
    std::atomic<bool> is_faulty_ = false;
    MerkleHasher merkle_;
    IndexHasher index_;
    Counts counts_;  ///< so many entries of each partition are checked
    std::optional<IndexSum> index_sum_;
    std::optional<std::string> index_damage_;
    std::optional<std::string> damage_;
    IndexSum sum_;
    Verified verified_;
};

}  // namespace

IndexHasher::IndexHasher() {
    const auto random = seal::random_key();
    std::copy_n(random.begin(), key_.size(), key_.begin());
}

std::uint64_t IndexHasher::name(std::string_view kind, std::string_view id, std::uint32_t partition,
                                std::uint64_t sequence) const {
    const std::array numbers{std::uint64_t{kind.size()}, std::uint64_t{partition}, sequence};
    return seal::short_hash(key_, {{kind, id, {reinterpret_cast<const char*>(numbers.data()), sizeof numbers}}});
}

std::uint64_t IndexHasher::key(std::uint64_t key_hash, std::uint32_t partition, std::uint64_t sequence) const {
    const std::array numbers{key_hash, std::uint64_t{partition}, sequence};
    return seal::short_hash(key_, {{{reinterpret_cast<const char*>(numbers.data()), sizeof numbers}, {}, {}}});
}

std::uint64_t hash_of_key(std::string_view key) { return seal::short_hash({}, {{key, {}, {}}}) >> 1; }

Result<Verified> verify(Store& store, const Opener& open_another, const VerifyRequest& request) {
    return Verifier(store, open_another, request).run();
}

Result<std::unique_ptr<Prepared>> Store::prepare(std::span<const Entry> batch,
                                                 std::span<const Attachment> attachments) {
    auto prepared = std::make_unique<Prepared>();
    prepared->entries.assign(batch.begin(), batch.end());
    prepared->attachments.assign(attachments.begin(), attachments.end());
    return prepared;
}

Joined::Joined(std::span<const std::unique_ptr<Prepared>> batches) {
    for (const auto& batch : batches) {
        entries.insert(entries.end(), batch->entries.begin(), batch->entries.end());
        attachments.insert(attachments.end(), batch->attachments.begin(), batch->attachments.end());
    }
}

Result<std::uint64_t> Store::append_prepared_unsynced(std::vector<std::unique_ptr<Prepared>> batches) {
    const Joined all(batches);
    return append_unsynced(all.entries, all.attachments);
}

Result<std::uint64_t> Store::append_prepared(std::vector<std::unique_ptr<Prepared>> batches) {
    const auto sequence = TRY(append_prepared_unsynced(std::move(batches)));
    TRY_VOID(sync());
    return sequence;
}

Result<Verification> Store::verify() { return TRY(store::verify(stored(), {}, {})).verification; }

Result<Head> Store::head(std::uint32_t partition) { return TRY(stored_head(partition)).value_or(Head{}); }

}  // namespace konsequenz::store
