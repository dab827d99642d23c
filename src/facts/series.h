// What one fact remembers of one customer: enough to answer for any contact, in time or late, as known at that contact.
//
// A record's contribution can change: a finding confirms or corrects the conduct of an earlier contact. So each
// contribution carries the moment from which it is known, and a question names the moment at which it is asked.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "feel/value.h"

namespace konsequenz::facts {

/// The half-open window (after, until]: records of these times are looked at, with what was known at `until`.
struct Window {
    std::int64_t after_ns;
    std::int64_t until_ns;
};

/// A record's contribution from a moment on.
template <class T>
struct KnownFrom {
    std::int64_t from_ns;
    T contribution;
};

/// Counts records: two binary searches a question, plus the few records whose contribution was corrected.
class Tally {
  public:
    /// `arrival` numbers the customer's records; `counts` says whether the record counts as first known.
    void add(std::int64_t time_ns, std::uint32_t arrival, bool counts);
    /// From `from_ns` on the record counts or not. The record was added before; `counted` is what it was added as.
    void correct(std::int64_t time_ns, std::uint32_t arrival, bool counted, std::int64_t from_ns, bool counts);
    [[nodiscard]] std::int64_t count(Window window) const;

  private:
    struct Corrected {
        std::int64_t time_ns;
        std::uint32_t arrival;
        std::vector<KnownFrom<bool>> known;  ///< by from_ns
    };
    std::vector<std::int64_t> plain_;  ///< the times of never corrected records that count, ascending
    std::vector<Corrected> corrected_;
};

/// Keeps a value a record, for the latest and for sums. A null value is a record that does not contribute.
class Values {
  public:
    void add(std::int64_t time_ns, std::uint32_t arrival, feel::Value value);
    void correct(std::int64_t time_ns, std::uint32_t arrival, std::int64_t from_ns, feel::Value value);
    /// The value of the latest contributing record in the window; null where there is none.
    [[nodiscard]] feel::Value latest(Window window) const;
    /// The sum of the numbers in the window; 0 where there are none, null on overflow.
    [[nodiscard]] feel::Value sum(Window window) const;

  private:
    struct Entry {
        std::int64_t time_ns;
        std::uint32_t arrival;
        std::vector<KnownFrom<feel::Value>> known;  ///< by from_ns
    };
    [[nodiscard]] std::vector<Entry>::const_iterator first_after(std::int64_t time_ns) const;
    std::vector<Entry> entries_;  ///< by time, then arrival
};

}  // namespace konsequenz::facts
