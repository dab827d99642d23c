// `konsequenz consistency`: is like treated alike, and is done what was promised?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "consistency/collector.h"
#include "consistency/consistency.h"
#include "service/entries.h"

namespace konsequenz::service {

struct ConsistencyRequest {
    EntrySource source;
    std::string standard;  ///< the standard's folder, for the ladders' order and the principles; may be empty
    std::string html;      ///< a page; empty writes none, "-" is standard output
    std::string person;    ///< an employee who asks for their own figures; empty: nobody
    std::int64_t days = 14;
    std::int64_t reach_min = 10'000;
};

/// Errors: those of for_each_entry, of a standard that does not load (`details` holds all), of writing;
/// service.no-rulings where there is nothing to compare; service.unknown-employee.
[[nodiscard]] Result<consistency::Consistency> consistency_of(const ConsistencyRequest& request,
                                                              std::vector<Error>& details);

/// What is compared, of all records and rulings of the source. Errors: those of for_each_entry.
[[nodiscard]] Result<consistency::History> compared_history(const EntrySource& source,
                                                            const consistency::CollectOptions& options);

}  // namespace konsequenz::service
