// Counts messages by person, exactly, while they stream past: memory grows with the people and the cells (topic,
// touchpoint, period) that each of them wrote in, not with the messages.
//
// Several threads may feed one counter. What comes out depends on what was fed and not on the order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "voices/counts.h"
#include "voices/signature.h"

namespace konsequenz::voices {

struct Message {
    std::string_view customer;
    std::string_view topic;  ///< empty: none
    std::string_view touchpoint;
    std::int64_t day = 0;
    std::uint64_t place = 0;             ///< where its line begins, to show it
    std::optional<Signature> signature;  ///< where campaigns are looked for
};

/// How many different names of one kind are told apart.
inline constexpr std::size_t names_max = 10'000;

class Counter {
  public:
    explicit Counter(PeriodKind kind);
    ~Counter();

    /// One thread's way in. What is fed may be counted as late as when the feeder is flushed or ends.
    class Feeder {
      public:
        explicit Feeder(Counter& counter);
        ~Feeder();

        void add(const Message& message);
        /// A contact that was ruled by a standard; counts for the standard only.
        void add_ruled(std::string_view customer, std::string_view standard, std::int64_t day);
        /// A customer and, unless it is empty, the stratum from a time on; the latest counts.
        void add_customer(std::string_view customer, std::string_view stratum, std::string_view time);
        void flush();

      private:
        struct State;
        std::unique_ptr<State> state_;
    };

    /// What came in through all feeders, which have ended. Ends the counter. `jobs` threads share the work.
    /// Errors: voices.too-many-names, voices.too-many-cells.
    [[nodiscard]] Result<Counts> finish(unsigned jobs);

    /// Bytes held for people and their counts, for whoever wants to know.
    [[nodiscard]] std::size_t bytes() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::voices
