// Recomputes rulings from a log's entries and the standards among them, and compares every byte.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "facts/book.h"
#include "record/parse.h"
#include "ruling/ruling.h"
#include "standard/standard.h"
#include "store/store.h"

namespace konsequenz::service {

struct ReplayDifference {
    std::string contact;
    std::string what;  ///< as "byte 17: the log has …, the replay gives …"
};

struct ReplaySummary {
    std::uint64_t contacts = 0;
    std::uint64_t equal = 0;
    std::uint64_t erased = 0;           ///< the contact's or its ruling's content was erased
    std::uint64_t rests_on_erased = 0;  ///< another outcome, of a customer of whom earlier records were erased
    std::uint64_t different = 0;
    std::vector<ReplayDifference> first_differences;  ///< at most 20
};

class Replayer {
  public:
    /// `hidden` is what a sealed log holds in place of a customer's id; it tells whose records were erased.
    explicit Replayer(std::function<std::string(const std::string& customer)> hidden) : hidden_(std::move(hidden)) {}

    /// A standard as a log holds it: its id there and its body. All standards come before the first other entry.
    /// Errors: service.log-content where it cannot be loaded or is not what its id says.
    [[nodiscard]] Result<void> add_standard(std::string_view id, std::string_view body);
    /// One that a log from before standards were part of it does not hold.
    void add_standard(standard::Standard standard);

    /// The entries of one partition, in their order. Errors: service.log-content.
    [[nodiscard]] Result<void> take(const store::StoredEntry& entry);
    /// Before another partition.
    void start_partition();

    [[nodiscard]] const ReplaySummary& summary() const { return summary_; }

  private:
    struct Applied {
        explicit Applied(standard::Standard standard_in)
            : standard(std::move(standard_in)), book(standard), judge(standard) {}
        standard::Standard standard;
        facts::Book book;
        ruling::Judge judge;
    };

    Result<void> take_outcome(const store::StoredEntry& entry);
    Result<void> take_ruling(const store::StoredEntry& entry);
    Result<Applied*> standard_of(const store::StoredEntry& ruling);
    Result<void> compare(Applied& applied, const store::StoredEntry& entry, conduct::Assessment assessment);
    void differ(const std::string& contact, std::string what);
    void add_to_books(const record::Record& record, const standard::KnownConduct& recorded);

    std::function<std::string(const std::string&)> hidden_;
    std::map<std::string, std::unique_ptr<Applied>> standards_;  ///< by SHA-256 in hexadecimal
    std::map<std::string, std::string> outcome_standards_;       ///< an outcome's id → its standard's SHA-256
    std::optional<record::Record> contact_;                      ///< waits for its ruling
    bool is_contact_erased_ = false;
    std::set<std::string> erased_customers_;  ///< hidden
    record::Parser parser_;
    JsonParser json_;
    std::string text_;
    ReplaySummary summary_;
};

}  // namespace konsequenz::service
