#include "service/batch_writer.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace konsequenz::service {
namespace {

/// More would keep those waiting who may not go on before the first of them is durable.
constexpr std::size_t entries_at_once_max = 8'000;
/// While the disk is busy batches gather: a page that several of them share is then written once.
constexpr std::size_t entries_at_once_min = 4'000;

}  // namespace

std::vector<store::Entry> Batch::new_entries(std::uint32_t partition) const {
    std::vector<store::Entry> all;
    all.reserve(entries.size());
    for (const auto& part : entries) {
        if (!part.is_new) continue;
        auto at = part.from;
        const auto next = [&](std::size_t bytes) {
            const auto piece = std::string_view(text).substr(at, bytes);
            at += bytes;
            return piece;
        };
        // In the order in which they stand.
        all.push_back({partition, part.kind, next(part.id_bytes), next(part.key_bytes), next(part.body_bytes),
                       next(part.retention_bytes)});
    }
    return all;
}

void Batch::clear() {
    entries.clear();
    text.clear();
}

BatchWriter::~BatchWriter() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    wake_all();
    if (sealer_.joinable()) sealer_.join();
    if (writer_.joinable()) writer_.join();
    if (syncer_.joinable()) syncer_.join();
}

void BatchWriter::put(std::unique_ptr<Batch> batch) {
    {
        const std::lock_guard lock(mutex_);
        items_.push_back({std::move(batch), Stage::put, nullptr});
    }
    if (!sealer_.joinable()) {
        sealer_ = std::thread([this] { seal_all(); });
        writer_ = std::thread([this] { write_all(); });
        syncer_ = std::thread([this] { sync_all(); });
    }
    to_seal_.notify_one();
}

std::size_t BatchWriter::size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
}

bool BatchWriter::is_first_done() const {
    const std::lock_guard lock(mutex_);
    return !items_.empty() && items_.front().stage >= Stage::durable;
}

Result<std::unique_ptr<Batch>> BatchWriter::take() {
    std::unique_lock lock(mutex_);
    assert(!items_.empty());
    done_.wait(lock, [&] { return items_.front().stage >= Stage::durable; });
    auto& first = items_.front();
    if (first.stage == Stage::failed) {
        auto error = std::move(*first.error);
        done_.wait(lock, [&] { return busy_ == 0; });
        items_.clear();
        has_failed_ = false;
        return std::unexpected(std::move(error));
    }
    auto batch = std::move(first.batch);
    items_.pop_front();
    return batch;
}

BatchWriter::Item* BatchWriter::next_to_seal() {
    const auto next = std::ranges::find_if(
        items_, [](const Item& item) { return item.stage == Stage::put || item.stage == Stage::failed; });
    return next == items_.end() || next->stage == Stage::failed ? nullptr : &*next;
}

std::vector<BatchWriter::Item*> BatchWriter::next_to_write() {
    std::vector<Item*> all;
    std::size_t entries = 0;
    for (auto& item : items_) {
        if (item.stage == Stage::written || item.stage == Stage::durable) continue;
        if (item.stage != Stage::sealed || entries >= entries_at_once_max) break;
        all.push_back(&item);
        entries += item.batch->entries.size();
    }
    if (is_syncing_ && entries < entries_at_once_min) all.clear();
    return all;
}

std::vector<BatchWriter::Item*> BatchWriter::next_to_sync() {
    std::vector<Item*> all;
    for (auto& item : items_) {
        if (item.stage == Stage::durable) continue;
        if (item.stage != Stage::written) break;
        all.push_back(&item);
    }
    return all;
}

bool BatchWriter::is_anything_before(Stage stage) const {
    for (const auto& item : items_) {
        if (item.stage == Stage::failed) return false;
        if (item.stage < stage) return true;
    }
    return false;
}

void BatchWriter::note(std::span<Item* const> items, const Result<void>& result, Stage stage) {
    for (auto* item : items) {
        item->stage = result ? stage : Stage::failed;
        if (!result) item->error = result.error();
    }
    has_failed_ = has_failed_ || !result;
    // Who waits for the end, or for the others to be done with the log, must hear of any change.
    if (has_failed_ || is_ending_) return wake_all();
    if (stage == Stage::written) return to_sync_.notify_one();
    to_write_.notify_one();
    if (stage == Stage::durable) done_.notify_one();
}

void BatchWriter::wake_all() {
    for (auto* sign : {&to_seal_, &to_write_, &to_sync_, &done_}) sign->notify_all();
}

void BatchWriter::seal_all() {
    std::unique_lock lock(mutex_);
    for (;;) {
        Item* item = nullptr;
        to_seal_.wait(lock, [&] { return (item = next_to_seal()) != nullptr || is_ending_; });
        if (item == nullptr) return;
        ++busy_;
        lock.unlock();
        auto result = prepared(*item->batch);
        lock.lock();
        --busy_;
        if (result) item->prepared = std::move(*result);
        note(std::span(&item, 1), result ? Result<void>() : std::unexpected(result.error()), Stage::sealed);
    }
}

void BatchWriter::write_all() {
    std::unique_lock lock(mutex_);
    for (;;) {
        std::vector<Item*> items;
        to_write_.wait(lock, [&] {
            return !(items = next_to_write()).empty() || (is_ending_ && !is_anything_before(Stage::written));
        });
        if (items.empty()) return;
        std::vector<std::unique_ptr<store::Prepared>> batches;
        batches.reserve(items.size());
        for (auto* item : items) batches.push_back(std::move(item->prepared));
        ++busy_;
        lock.unlock();
        const auto result = log_.append_prepared_unsynced(std::move(batches));
        lock.lock();
        --busy_;
        note(items, result ? Result<void>() : std::unexpected(result.error()), Stage::written);
    }
}

void BatchWriter::sync_all() {
    std::unique_lock lock(mutex_);
    for (;;) {
        std::vector<Item*> items;
        to_sync_.wait(lock, [&] {
            return !(items = next_to_sync()).empty() || (is_ending_ && !is_anything_before(Stage::durable));
        });
        if (items.empty()) return;
        ++busy_;
        is_syncing_ = true;
        lock.unlock();
        const auto result = log_.sync();
        lock.lock();
        is_syncing_ = false;
        --busy_;
        note(items, result, Stage::durable);
    }
}

Result<std::unique_ptr<store::Prepared>> BatchWriter::prepared(const Batch& batch) {
    const auto entries = batch.new_entries(partition_);
    std::vector<store::Attachment> attachments;  // so that a replay finds the standards without reading all
    for (const auto& entry : entries) {
        if (entry.kind == "standard") attachments.push_back({"standard", entry.id, ""});
    }
    return log_.prepare(entries, attachments);
}

}  // namespace konsequenz::service
