// `konsequenz backtest`: a whole history under another standard, from a log, from files or from columns.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backtest/backtest.h"
#include "backtest/cases.h"
#include "base/error.h"
#include "base/json_writer.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct BacktestRequest {
    std::vector<std::string> standards;  ///< folders: the new one, or the old and the new one
    std::string log;                     ///< the log, or
    std::string master_key = {};         ///< a file; empty: the environment's or the log's own
    std::vector<std::string> inputs;     ///< files of records and rulings, a contact before its ruling
    std::string columns;                 ///< a history in columns: read where it is there, else written; may be empty
    std::string out;                     ///< every contact that comes out otherwise, as JSON Lines; empty: not wished
    std::string html;                    ///< a page; empty: not wished
    std::size_t customers = 20;          ///< so many of those for whom it matters are shown
    unsigned jobs = 1;
};

/// What the history was read from, and what it lacks.
struct BacktestSource {
    std::string name;           ///< of the log or the first file
    std::uint64_t records = 0;  ///< that were read now; 0 where they came from columns
    std::uint64_t repeated = 0;
    std::uint64_t refused = 0;
    std::uint64_t erased = 0;    ///< entries whose content the log does not hold any more
    std::uint64_t assessed = 0;  ///< contacts of files without an assessment: assessed now, by the program's own model
    std::vector<Error> first_refusals;  ///< at most 20
};

using ReasonTexts = std::map<std::string, std::vector<std::string>, std::less<>>;  ///< by language

struct BacktestReport {
    std::unique_ptr<const standard::Standard> before;  ///< nullptr: the history's own rulings
    std::unique_ptr<const standard::Standard> after;
    BacktestSource source;
    backtest::Backtest result;
    std::vector<backtest::CustomerCase> cases;
    /// The reasons that the history's own rulings gave, by the contact's id; of the contacts in `cases`.
    std::map<std::string, ReasonTexts, std::less<>> logged_reasons;

    [[nodiscard]] bool is_the_same() const {
        return result.comparison.changed_measures == 0 && result.comparison.changed_remedies == 0;
    }
};

using BacktestProgress = std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t total)>;

/// Errors: those of loading (the first of them; `details` holds all), of the log, of reading and writing, backtest.*.
[[nodiscard]] Result<BacktestReport> backtest(const BacktestRequest& request, const BacktestProgress& progress,
                                              std::vector<Error>& details);

/// One object; docs/backtest.md has the schema.
void write_json(JsonWriter& writer, const BacktestReport& report);

/// The reasons on both sides of a case; empty where there are none.
struct ReasonPair {
    ReasonTexts before;
    ReasonTexts after;
};
[[nodiscard]] ReasonPair reasons_of(const BacktestReport& report, const backtest::ContactCase& contact);

}  // namespace konsequenz::service
