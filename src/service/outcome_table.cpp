#include "service/outcome_table.h"

#include <fmt/format.h>

#include "ruling/ruling.h"
#include "service/logged_history.h"

namespace konsequenz::service {

bool OutcomeTable::add(std::string_view id, std::string_view json) {
    return json_.emplace(without_partition(id), json).second;
}

Result<std::string_view> OutcomeTable::resolved(std::string_view ruling_json, std::string& buffer) const {
    const auto id = ruling::outcome_reference(ruling_json);
    if (!id) return ruling_json;
    const auto found = json_.find(std::string(*id));
    if (found == json_.end())
        return fail("service.log-content",
                    fmt::format("a ruling names the outcome `{}`, which the log does not hold: verify the log", *id));
    buffer.clear();
    ruling::append_resolved(buffer, ruling_json, found->second);
    return buffer;
}

}  // namespace konsequenz::service
