// Batches on their way into the log: sealed by one thread, written by the next, synced by a third, while more of them
// are decided.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/error.h"
#include "store/store.h"

namespace konsequenz::service {

/// Entries whose texts follow each other in one text.
struct Batch {
    struct Part {
        std::string_view kind;
        std::size_t from;
        std::size_t id_bytes;
        std::size_t key_bytes;
        std::size_t body_bytes;
        std::size_t retention_bytes = 0;
        bool is_new = true;  ///< false: from the log, only handed out again
    };
    std::vector<Part> entries;
    std::string text;

    [[nodiscard]] std::string_view body(const Part& part) const {
        return std::string_view(text).substr(part.from + part.id_bytes + part.key_bytes, part.body_bytes);
    }
    /// Those that are new, as the log takes them; valid as long as the batch.
    [[nodiscard]] std::vector<store::Entry> new_entries(std::uint32_t partition) const;
    void clear();  ///< keeps its memory
};

class BatchWriter {
  public:
    BatchWriter(store::Store& log, std::uint32_t partition) : log_(log), partition_(partition) {}
    /// Waits for the batches that are on their way.
    ~BatchWriter();
    BatchWriter(const BatchWriter&) = delete;
    BatchWriter& operator=(const BatchWriter&) = delete;

    void put(std::unique_ptr<Batch> batch);
    /// How many were put and not taken.
    [[nodiscard]] std::size_t size() const;
    /// Whether take() would not wait.
    [[nodiscard]] bool is_first_done() const;
    /// The batch that was put first, once it is durable; waits for it. There must be one. While none is left in here,
    /// the log is nobody's. Errors: those of writing it, or of one before it: then what follows is not written either.
    [[nodiscard]] Result<std::unique_ptr<Batch>> take();

  private:
    enum class Stage : std::uint8_t { put, sealed, written, durable, failed };
    struct Item {
        std::unique_ptr<Batch> batch;
        Stage stage = Stage::put;
        std::unique_ptr<store::Prepared> prepared;
        std::optional<Error> error;
    };

    void seal_all();
    void write_all();
    void sync_all();
    /// The next batch to seal; nullptr where there is none or one before it failed.
    Item* next_to_seal();
    /// All that may be written at once: those that were sealed behind what is durable.
    std::vector<Item*> next_to_write();
    std::vector<Item*> next_to_sync();
    Result<std::unique_ptr<store::Prepared>> prepared(const Batch& batch);
    /// Whether anything is still to come that has not got so far.
    [[nodiscard]] bool is_anything_before(Stage stage) const;
    /// What the log said of them: so far are they now.
    void note(std::span<Item* const> items, const Result<void>& result, Stage stage);

    store::Store& log_;
    std::uint32_t partition_;
    /// Wakes whoever may go on by what has changed; each waits for a sign of its own, since waking costs.
    void wake_all();

    mutable std::mutex mutex_;  // over all below
    std::condition_variable to_seal_;
    std::condition_variable to_write_;
    std::condition_variable to_sync_;
    std::condition_variable done_;
    std::deque<Item> items_;  ///< an item stays where it is while others come and go
    unsigned busy_ = 0;       ///< threads that use the log
    bool is_syncing_ = false;
    bool has_failed_ = false;  ///< a batch that is in here
    bool is_ending_ = false;
    std::thread sealer_;
    std::thread writer_;
    std::thread syncer_;
};

}  // namespace konsequenz::service
