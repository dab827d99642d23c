#include "store/postgres_attachments.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konsequenz::store {
namespace {

/// Of three parameters each; the server takes 65,535 in one statement.
constexpr std::size_t values_together_max = 1000;

/// How many of the first have a value and each another name: one statement may set a name only once.
std::size_t count_together(std::span<const Attachment> attachments) {
    std::set<std::pair<std::string_view, std::string_view>> names;
    for (const auto& [space, name, value] : attachments) {
        if (!value || names.size() == values_together_max || !names.emplace(space, name).second) break;
    }
    return names.size();
}

Result<void> set_values(Connection& connection, std::span<const Attachment> attachments) {
    std::vector<Parameter> values;
    values.reserve(3 * attachments.size());
    std::string rows;
    for (const auto& [space, name, value] : attachments) {
        const auto first = values.size() + 1;
        rows +=
            fmt::format("{}(${}::text, ${}::text, ${}::bytea)", rows.empty() ? "" : ", ", first, first + 1, first + 2);
        for (const auto part : {space, name, *value}) values.emplace_back(part);
    }
    TRY(connection.query(
        fmt::format("INSERT INTO attachments VALUES {} ON CONFLICT (space, name) DO UPDATE SET value = "
                    "excluded.value",
                    rows),
        values));
    return {};
}

}  // namespace

Result<void> attach_all(Connection& connection, std::span<const Attachment> attachments) {
    while (!attachments.empty()) {
        const auto together = count_together(attachments);
        if (together > 0) {
            TRY_VOID(set_values(connection, attachments.first(together)));
        } else {
            const auto& removed = attachments.front();
            TRY(connection.query("DELETE FROM attachments WHERE space = $1 AND name = $2",
                                 {removed.space, removed.name}));
        }
        attachments = attachments.subspan(std::max<std::size_t>(together, 1));
    }
    return {};
}

}  // namespace konsequenz::store
