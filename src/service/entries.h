// Records and rulings as they were: out of a log, or out of files.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "record/record.h"

namespace konsequenz::service {

/// What is called for each entry, in its order; an error stops the reading. What was erased is passed over.
struct EntryVisitor {
    std::function<Result<void>(record::Record&& record)> on_record;
    /// An outcome comes before the rulings that name it.
    std::function<Result<void>(std::string_view id, std::string_view json)> on_outcome;
    /// Whole, or by reference to an outcome (only out of a log).
    std::function<Result<void>(std::string_view json)> on_ruling;
};

struct EntrySource {
    std::string log;                  ///< the log: a file or postgresql://…; or
    std::vector<std::string> inputs;  ///< files of records and rulings, one JSON object a line; "-" is standard input
    std::string master_key = {};      ///< the file of the log's master key (open_log.h)

    /// For people: the log, or the files.
    [[nodiscard]] std::string name() const;
};

/// Errors: those of the log and of reading, record.*, what the visitor returns (service.log-content with the entry's
/// place where it came out of a log, else with file and line).
[[nodiscard]] Result<void> for_each_entry(const EntrySource& source, const EntryVisitor& visitor);

}  // namespace konsequenz::service
