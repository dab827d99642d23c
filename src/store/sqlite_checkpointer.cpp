#include "store/sqlite_checkpointer.h"

#include <chrono>

namespace konsequenz::store {
namespace {

constexpr std::uint64_t pages_a_checkpoint = 1000;  // 16 MB
constexpr std::uint64_t pages_max = 8000;
constexpr std::chrono::milliseconds wait_for_readers_max{2000};

}  // namespace

void Checkpointer::after_commit(Database& writer) {
    const auto pages = writer.wal_pages();
    if (pages < begun_at_pages_) begun_at_pages_ = 0;  // it began anew
    if (pages - begun_at_pages_ < pages_a_checkpoint) return;
    const bool is_long = pages >= pages_max;
    if (!is_long && running_.valid() && running_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    wait();
    begun_at_pages_ = pages;
    if (is_long) {
        (void)writer.run("PRAGMA wal_checkpoint(PASSIVE)");
        return;
    }
    running_ = std::async(std::launch::async, [this] {
        if (!other_) {
            auto opened = Database::open(path_, Access::write);
            if (!opened) return;
            other_.emplace(std::move(*opened));
        }
        (void)other_->run("PRAGMA wal_checkpoint(PASSIVE)");
    });
}

Result<bool> Checkpointer::empty(Database& writer) {
    wait();
    begun_at_pages_ = 0;
    return writer.empty_wal(wait_for_readers_max);
}

void Checkpointer::wait() {
    if (running_.valid()) running_.get();
}

}  // namespace konsequenz::store
