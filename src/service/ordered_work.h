// Pieces of work done by several threads and taken back in the order they were given, with a bound on how many there
// are at a time.
#pragma once

#include <cassert>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace konsequenz::service {

/// With one job the work is done by whoever gives it, and no thread is made.
template <class Piece>
class OrderedWork {
  public:
    using Work = std::function<void(Piece&)>;

    OrderedWork(unsigned jobs, Work work) : work_(std::move(work)), pieces_max_(std::size_t{jobs} * 2) {
        if (jobs < 2) return;
        for (unsigned count = 0; count < jobs; ++count) threads_.emplace_back([this] { run(); });
    }
    ~OrderedWork() {
        {
            const std::lock_guard lock(mutex_);
            is_over_ = true;
        }
        changed_.notify_all();
        for (auto& thread : threads_) thread.join();
    }
    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;

    /// Whether a piece must be taken before another can be given.
    [[nodiscard]] bool is_full() const { return given_.size() >= pieces_max_; }
    [[nodiscard]] bool is_empty() const { return given_.empty(); }

    void give(std::unique_ptr<Piece> piece) {
        assert(!is_full());
        if (threads_.empty()) {
            work_(*piece);
            given_.push_back(std::make_unique<Entry>(std::move(piece), State::done));
            return;
        }
        {
            const std::lock_guard lock(mutex_);
            given_.push_back(std::make_unique<Entry>(std::move(piece), State::waiting));
        }
        changed_.notify_all();
    }

    /// The piece that was given first, when it is done; there must be one (asserted).
    [[nodiscard]] std::unique_ptr<Piece> take() {
        assert(!is_empty());
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return given_.front()->state == State::done; });
        auto piece = std::move(given_.front()->piece);
        given_.pop_front();
        return piece;
    }

  private:
    enum class State : unsigned char { waiting, taken, done };
    struct Entry {
        Entry(std::unique_ptr<Piece> piece_in, State state_in) : piece(std::move(piece_in)), state(state_in) {}
        std::unique_ptr<Piece> piece;
        State state;
    };

    Entry* next_waiting() {
        for (auto& entry : given_) {
            if (entry->state == State::waiting) return entry.get();
        }
        return nullptr;
    }

    void run() {
        std::unique_lock lock(mutex_);
        for (;;) {
            Entry* entry = nullptr;
            changed_.wait(lock, [&] { return is_over_ || (entry = next_waiting()) != nullptr; });
            if (entry == nullptr) return;
            entry->state = State::taken;
            lock.unlock();
            work_(*entry->piece);
            lock.lock();
            entry->state = State::done;
            changed_.notify_all();
        }
    }

    Work work_;
    std::size_t pieces_max_;
    std::deque<std::unique_ptr<Entry>> given_;  ///< oldest first
    bool is_over_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::thread> threads_;
};

}  // namespace konsequenz::service
