// The titles of measures, remedies and principles: the standard's own where it is given, else words of the page.
#pragma once

#include <string>
#include <string_view>

#include "report/language.h"
#include "standard/standard.h"

namespace konsequenz::report {

/// Titles are plain text, not HTML. An id that nobody has a title for stands for itself.
class Names {
  public:
    explicit Names(const standard::Standard* standard) : standard_(standard) {}

    [[nodiscard]] std::string standard_title(Language language) const;
    [[nodiscard]] std::string measure(std::string_view id, Language language) const;
    /// What a contact without consequence has: the first step of the standard's ladder.
    [[nodiscard]] std::string_view mildest_measure() const;
    [[nodiscard]] std::string remedy(std::string_view id, Language language) const;
    /// The title alone; empty where there is none.
    [[nodiscard]] std::string principle(std::string_view id, Language language) const;
    [[nodiscard]] std::string safeguard(std::string_view id, Language language) const;
    /// A word that records and rulings use ("part performed"), as the page says it.
    [[nodiscard]] std::string vocabulary(std::string_view id, Language language) const;

  private:
    const standard::Standard* standard_;
};

}  // namespace konsequenz::report
