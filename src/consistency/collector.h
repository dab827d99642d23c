// Records and rulings, in the order of a log, become a history that can be compared.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/error.h"
#include "consistency/history.h"
#include "record/record.h"
#include "standard/standard.h"

namespace konsequenz::consistency {

struct CollectOptions {
    /// Gives the ladders' order; must outlive the collector. Without it: the usual measures and remedies, then others
    /// as they come.
    const standard::Standard* standard = nullptr;
    std::int64_t reach_min = 10'000;      ///< people, from which on a reach is wide
    std::uint32_t frequent_contacts = 5;  ///< that came before, within
    std::int64_t frequent_days = 30;
    double spender_share = 0.1;  ///< the greatest so many by spend, among customers of one currency
};

/// Memory grows with the rulings: some 200 bytes each, and their different situations.
class Collector {
  public:
    explicit Collector(CollectOptions options);
    ~Collector();
    Collector(Collector&&) noexcept;
    Collector& operator=(Collector&&) noexcept;

    /// A contact is kept until its ruling comes.
    void add(const record::Record& record);
    /// An outcome as the log keeps it, before the rulings that name it. Errors: consistency.not-an-outcome.
    [[nodiscard]] Result<void> add_outcome(std::string_view id, std::string_view json);
    /// A ruling, whole or by reference to an outcome, after its contact. Rulings on outgoing contacts are passed over.
    /// Errors: consistency.not-a-ruling, consistency.unknown-contact, consistency.unknown-outcome.
    [[nodiscard]] Result<void> add_ruling(std::string_view json);
    /// Puts deviations, reviews and spend where they belong. The collector is empty afterwards.
    [[nodiscard]] History finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::consistency
