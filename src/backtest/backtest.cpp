#include "backtest/backtest.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "backtest/judging.h"

namespace konsequenz::backtest {
namespace {

/// What all threads share.
struct Shared {
    Shared(const History& history_in, const standard::Standard* before_in, const standard::Standard& after_in,
           const Options& options_in)
        : history(history_in),
          options(options_in),
          standard_before(before_in),
          standard_after(after_in),
          after(after_in),
          wanted(after.reading.wanted()) {
        if (before_in != nullptr) {
            before.emplace(*before_in);
            wanted.add(before->reading.wanted());
        } else {
            insert(wanted.fields, Field::contact_measure);
            insert(wanted.fields, Field::contact_remedy);
        }
        wanted.with_ids |= static_cast<bool>(options.sink);
    }

    const History& history;
    const Options& options;
    const standard::Standard* standard_before;
    const standard::Standard& standard_after;
    std::optional<Prepared> before;
    Prepared after;
    Wanted wanted;
    // Under the mutex:
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t next = 0;        ///< block to be given out
    std::size_t handed_out = 0;  ///< blocks whose changes the sink has
    std::size_t done = 0;
    std::optional<Error> error;
};

void merge(Fallbacks& into, const Judging& judging) {
    into.contacts += judging.counts().scalar_contacts;
    into.late_customers += judging.counts().late_customers;
    for (auto& named : judging.by_combination()) {
        if (std::ranges::find(into.decisions, named) == into.decisions.end()) into.decisions.push_back(named);
    }
}

class Worker {
  public:
    explicit Worker(Shared& shared)
        : shared_(shared),
          after_(shared.after),
          comparing_(shared.standard_before, shared.standard_after, shared.options.customers_max) {
        if (shared.before) before_.emplace(*shared.before);
    }

    void run() {
        while (const auto block = take()) {
            const auto done = decide(*block);
            const std::lock_guard lock(shared_.mutex);
            if (!done && !shared_.error) shared_.error = done.error();
            ++shared_.done;
            shared_.changed.notify_all();
        }
        observe(Stage::done);
    }
    void finish(Backtest& result) && {
        merge(result.after, after_);
        if (before_) merge(result.before, *before_);
        result.comparison.add(std::move(comparing_).finish(), shared_.options.customers_max);
    }

  private:
    void observe(Stage stage) const {
        if (shared_.options.observer) shared_.options.observer(stage);
    }
    std::optional<std::size_t> take() {
        const std::lock_guard lock(shared_.mutex);
        if (shared_.error || shared_.next == shared_.history.block_count()) return std::nullopt;
        return shared_.next++;
    }
    Result<void> decide(std::size_t number) {
        observe(Stage::read);
        const auto block = TRY(shared_.history.read(number, shared_.wanted));
        const auto start = [&](JudgingStage stage) {
            observe(stage == JudgingStage::facts ? Stage::facts : Stage::decide);
        };
        std::vector<Decided> before;
        if (before_) before = before_->decide(block, start);
        const auto after = after_.decide(block, start);
        observe(Stage::compare);
        std::vector<ChangedCustomer> changed;
        comparing_.add(block, number, before, after, shared_.options.sink ? &changed : nullptr);
        if (!shared_.options.sink) return {};
        return hand_out(number, block, changed);
    }
    /// Waits until all blocks before have been handed out: what goes out is in their order.
    Result<void> hand_out(std::size_t number, const Block& block, const std::vector<ChangedCustomer>& changed) {
        std::unique_lock lock(shared_.mutex);
        shared_.changed.wait(lock, [&] { return shared_.handed_out == number || shared_.error; });
        if (shared_.error) return {};
        const auto handed = hand_out(block, changed);
        ++shared_.handed_out;
        shared_.changed.notify_all();
        return handed;
    }
    Result<void> hand_out(const Block& block, const std::vector<ChangedCustomer>& changed) const;

    Shared& shared_;
    std::optional<Judging> before_;
    Judging after_;
    Comparing comparing_;
};

Result<void> Worker::hand_out(const Block& block, const std::vector<ChangedCustomer>& changed) const {
    for (const auto& customer : changed) {
        auto next = customer.contacts.begin();
        std::uint32_t contact = 0;
        for (auto row = block.customer_begin[customer.customer]; next != customer.contacts.end(); ++row) {
            if (block.type[row] != static_cast<std::uint8_t>(record::Type::contact) || contact++ != next->number)
                continue;
            TRY_VOID(shared_.options.sink(
                {.contact = block.ids.at(row + 1),
                 .customer = block.customers.at(static_cast<std::uint32_t>(customer.customer) + 1),
                 .time = {block.time_ns[row], static_cast<std::int32_t>(block.offset_minutes.at(row)) - offset_base},
                 .measure_before = next->measure_before,
                 .measure_after = next->measure_after,
                 .remedy_before = next->remedy_before,
                 .remedy_after = next->remedy_after,
                 .direction = next->direction}));
            ++next;
        }
    }
    return {};
}

}  // namespace

Result<Backtest> run(const History& history, const standard::Standard* before, const standard::Standard& after,
                     const Options& options) {
    Shared shared(history, before, after, options);
    std::vector<std::unique_ptr<Worker>> workers;
    std::vector<std::thread> threads;
    for (unsigned at = 0; at < std::max(options.threads, 1U); ++at) {
        workers.push_back(std::make_unique<Worker>(shared));
        threads.emplace_back([worker = workers.back().get()] { worker->run(); });
    }
    if (options.progress) {
        std::unique_lock lock(shared.mutex);
        while (!shared.error && shared.done < history.block_count()) {
            options.progress(shared.done, history.block_count());
            shared.changed.wait(lock);
        }
    }
    for (auto& thread : threads) thread.join();
    if (shared.error) return std::unexpected(std::move(*shared.error));
    Backtest result;
    for (auto& worker : workers) std::move(*worker).finish(result);
    return result;
}

}  // namespace konsequenz::backtest
