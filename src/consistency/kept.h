// The consistency index: how often what a principle prescribes was done, and in time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "consistency/history.h"
#include "standard/standard.h"
#include "statistics/proportion.h"

namespace konsequenz::consistency {

/// What became of what a ruling prescribes.
enum class Fate : std::uint8_t {
    kept,       ///< nothing was prescribed and nothing done, or it was done in time
    late,       ///< done after the time was up
    departed,   ///< something else was done
    missing,    ///< nothing shows that it was done, and the time is up
    pending,    ///< nothing shows it yet, and the time is not up
    not_shown,  ///< the history keeps nothing of the sort that could show it
};
inline constexpr std::size_t fate_count = 6;
/// "kept", "late", "departed", "missing", "pending", "not shown".
[[nodiscard]] std::string_view to_string(Fate fate);

/// The fate of all prescriptions of one principle, or of all.
struct Kept {
    std::string principle;  ///< empty: of all cases
    bool is_statement_only = false;
    std::uint64_t fates[fate_count] = {};
    std::uint64_t elsewhere = 0;  ///< cases in which other tables than those of measure and remedy carried it out

    [[nodiscard]] std::uint64_t count(Fate fate) const { return fates[static_cast<std::size_t>(fate)]; }
    /// Kept of those whose fate is known: kept, late, departed and missing.
    [[nodiscard]] statistics::Proportion in_time() const;
    /// How many cases called upon it.
    [[nodiscard]] std::uint64_t called() const;
};

enum class Life : std::uint8_t {
    never_called,   ///< no case called upon it
    elsewhere,      ///< it gives no measure and no remedy: other tables carry it out
    dead_letter,    ///< surely carried out in less than half of the cases: the interval ends below one half
    not_known_yet,  ///< the interval holds one half
    alive,          ///< surely carried out in more than half
};
/// "never called upon", "in other tables", "dead letter", "not known yet", "alive".
[[nodiscard]] std::string_view to_string(Life life);
[[nodiscard]] Life life_of(const Kept& kept);

struct KeptOptions {
    std::int64_t days = 14;  ///< within which a consequence has to be done
    /// Gives principles that no case called upon; may be null.
    const standard::Standard* standard = nullptr;
};

struct KeptIndex {
    Kept all;
    std::vector<Kept> principles;  ///< by id, numbers by their size
};

/// A measure is shown by a notice (`notice`), else by a notice, an outgoing contact or a cancelled order after the
/// contact; a remedy by an outgoing contact. A deviation departs, and so does a notice on a contact whose ruling has no
/// measure.
[[nodiscard]] KeptIndex find_kept(const History& history, const KeptOptions& options = {});

}  // namespace konsequenz::consistency
