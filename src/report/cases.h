// One case of the report as the page shows it: a contact, its ruling, and what was found later.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "record/record.h"
#include "report/names.h"
#include "report/ruling_view.h"

namespace konsequenz::report {

/// A longer text is shown up to here, so that one huge message does not make the page unreadable.
inline constexpr std::size_t text_bytes_max = 6000;

struct Case {
    record::Record contact;
    RulingView ruling;
    std::vector<record::Finding> later;  ///< findings that name the contact and came after its ruling
};

/// An article that the page's filter can find by touchpoint, measure, label and text.
[[nodiscard]] std::string case_html(const Case& shown, const Names& names);

}  // namespace konsequenz::report
