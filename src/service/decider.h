// Records in, rulings out, both into the log: the main job, one record at a time.
//
// A ruling is handed out only after it and its contact are durable in the log. A record that came before with the same
// content changes nothing; one with the same id and other content is refused.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "base/error.h"
#include "record/record.h"
#include "ruling/ruling.h"
#include "service/assessor.h"
#include "standard/standard.h"
#include "store/store.h"

namespace konsequenz::service {

enum class Accepted : std::uint8_t {
    added,     ///< a record of the history
    decided,   ///< a contact, with a new ruling
    repeated,  ///< the same record came before: nothing new
};

/// Receives each ruling as JSON, in the order of the contacts. `is_new` is false for one that the log held already.
using RulingSink = std::function<Result<void>(std::string_view ruling_json, bool is_new)>;

/// Sees each new ruling before it is written, for counting.
using RulingObserver = std::function<void(const ruling::Ruling& ruling)>;

/// A log to decide into. Without it nothing is kept beyond the run.
struct DeciderLog {
    store::Store* writer = nullptr;
    /// The same log opened once more, to be read while a batch is written; a memory store may be both.
    store::Store* reader = nullptr;
    std::uint32_t partition = 0;
    std::uint32_t batch_entries = 0;  ///< so many wait for one another before they are written; 0: as many as is fast
};

class Decider {
  public:
    /// A customer's earlier records are read from the log at the first record of the customer, with the assessments
    /// that were recorded. The standard and the log must outlive the decider. The standard becomes part of the log.
    /// Errors: store.*.
    [[nodiscard]] static Result<Decider> create(const standard::Standard& standard, Assessor assessor, DeciderLog log,
                                                RulingSink sink, RulingObserver observer);
    ~Decider();
    Decider(Decider&&) noexcept;
    Decider& operator=(Decider&&) noexcept;

    /// Errors that refuse this record only: service.conflicting-id, service.erased-id, ruling.no-outcome. All others
    /// end the run, service.log-content where an entry of the log cannot be read among them.
    [[nodiscard]] Result<Accepted> accept(const record::Record& record);
    /// Makes all accepted records durable and hands out their rulings. Call it last.
    [[nodiscard]] Result<void> flush();

    /// Whether the error refuses one record rather than ending the run.
    [[nodiscard]] static bool is_refusal(const Error& error);

  private:
    struct State;
    explicit Decider(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::service
