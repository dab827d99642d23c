// What a log holds already, read when it is first needed: a customer's records at the first record of that customer.
//
// So a run starts as fast on a log of millions of records as on an empty one.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/error.h"
#include "base/json.h"
#include "base/sha256.h"
#include "record/parse.h"
#include "record/record.h"
#include "standard/record_view.h"
#include "store/store.h"

namespace konsequenz::service {

/// Enough of a record's SHA-256 to tell its content from any other. All zero: its content was erased.
using Fingerprint = std::array<std::uint8_t, 16>;
[[nodiscard]] Fingerprint fingerprint(Sha256& hash, std::string_view json);

/// A contact's conduct as its ruling recorded it.
[[nodiscard]] standard::KnownConduct conduct_as_recorded(const conduct::Assessment& assessment);

/// An id that several partitions may hold: of an outcome or a standard.
[[nodiscard]] std::string id_in_partition(std::string_view id, std::uint32_t partition);
[[nodiscard]] std::string_view without_partition(std::string_view id);

/// Takes a record of the history; of a contact with its conduct as recorded.
using HistorySink = std::function<void(const record::Record& record, const standard::KnownConduct& recorded)>;

class LoggedHistory {
  public:
    /// Knows nothing, for a run without a log.
    LoggedHistory() = default;
    /// Reads from `log`, which must outlive it. Errors: those of the store.
    [[nodiscard]] static Result<LoggedHistory> open(store::Store& log, std::uint32_t partition);

    /// Hands over the customer's records where they were not asked for before, in the order of their arrival; erased
    /// ones are passed over. Errors: store.*, service.log-content.
    [[nodiscard]] Result<void> load(const std::string& customer, const HistorySink& sink);
    /// What the log holds of this kind under this id. Errors: store.*.
    [[nodiscard]] Result<std::optional<store::StoredEntry>> find(std::string_view kind, std::string_view id);
    /// Errors: store.*.
    [[nodiscard]] Result<bool> has_outcome(std::string_view id);

  private:
    Result<store::Step> take(const store::StoredEntry& entry, const HistorySink& sink);

    store::Store* log_ = nullptr;  ///< nullptr where there is nothing to be read
    std::uint32_t partition_ = 0;
    std::unordered_set<std::string> loaded_;  ///< customers; never iterated
    record::Parser parser_;
    JsonParser ruling_parser_;
};

}  // namespace konsequenz::service
