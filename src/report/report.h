// Rulings and records become one HTML page that a service lead reads like a chapter of an annual report.
//
// The page is one file: it loads nothing, runs nothing but its own script (held by a content security policy), and
// says the same in English and German. The same records and rulings in the same order give the same bytes.
// Memory grows with the people and with what is still open, not with the messages: only the latest cases are kept
// whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "record/record.h"
#include "standard/standard.h"

namespace konsequenz::report {

/// Only a log carries its own proof that nobody changed it.
enum class Source : std::uint8_t { log, files };

struct ReportOptions {
    /// How many of the latest cases are shown in full; the figures and plots always speak of all.
    std::size_t cases_max = 200;
    /// What the page is made from, as a reader would look for it: the name of the log.
    std::string source;
    Source source_kind = Source::log;
    /// Gives the titles of principles, measures and remedies, and their order; must outlive the builder. Without it the
    /// page shows the ids, and words of its own for the usual measures and remedies.
    const standard::Standard* standard = nullptr;
};

/// Takes a log entry by entry, in the log's order.
class ReportBuilder {
  public:
    explicit ReportBuilder(ReportOptions options);
    ~ReportBuilder();
    ReportBuilder(ReportBuilder&&) noexcept;
    ReportBuilder& operator=(ReportBuilder&&) noexcept;

    /// A contact is kept until its ruling comes, which in a log is the next entry; each record is given once.
    void add(const record::Record& record);
    /// A ruling as ruling::to_json writes it, after its contact.
    /// Errors: report.not-a-ruling, report.unknown-contact.
    [[nodiscard]] Result<void> add_ruling(std::string_view ruling_json);
    /// The whole page. What was added so far counts; more may be added after.
    [[nodiscard]] std::string to_html() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::report
