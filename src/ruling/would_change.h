// What would have had to differ: the smallest sets of changed inputs that lead to a milder and to a harsher measure.
//
// What is found depends on the classes of the values (ruling/classes.h) alone, so that it is searched for once for all
// that the tables and assumptions treat alike.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "facts/book.h"
#include "feel/value.h"
#include "record/record.h"
#include "standard/standard.h"

namespace konsequenz::ruling {

struct Change {
    std::string path;  ///< "conduct.severity", or the name of a fact
    feel::Value from;
    feel::Value to;
};

/// Changes that together lead to another measure; with one of them left out they do not.
struct ChangeSet {
    std::string_view measure;  ///< the standard's own id
    std::vector<Change> changes;
};

/// At most `sets_max` each way; sets of one change where there are any, else of two, else of three.
struct WouldChange {
    static constexpr std::size_t sets_max = 3;
    std::vector<ChangeSet> milder;
    std::vector<ChangeSet> harsher;
};

/// Only inputs that the measure depends on are changed, none that the standard is blind to, and only so that the
/// standard's assumptions hold. Where an assumption ties an input to others, these change with it, as far as it takes,
/// and all of them count as one change. Thread-safe; the standard must outlive it.
class ChangeFinder {
  public:
    explicit ChangeFinder(const standard::Standard& standard);
    ~ChangeFinder();
    ChangeFinder(ChangeFinder&&) noexcept;
    ChangeFinder& operator=(ChangeFinder&&) noexcept;

    /// `measure` is the ruling's. Combinations of changes beyond the first 100,000 are not tried.
    [[nodiscard]] WouldChange find(const record::Record& contact, const facts::Known& known,
                                   std::string_view measure) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::ruling
