#include "service/consistency.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/files.h"
#include "report/consistency_page.h"
#include "standard/standard.h"

namespace konsequenz::service {

Result<consistency::History> compared_history(const EntrySource& source, const consistency::CollectOptions& options) {
    consistency::Collector collector(options);
    TRY_VOID(for_each_entry(
        source,
        {.on_record = [&](record::Record&& record) -> Result<void> {
             collector.add(record);
             return {};
         },
         .on_outcome = [&](std::string_view id, std::string_view json) { return collector.add_outcome(id, json); },
         .on_ruling = [&](std::string_view json) { return collector.add_ruling(json); }}));
    return collector.finish();
}

Result<consistency::Consistency> consistency_of(const ConsistencyRequest& request, std::vector<Error>& details) {
    std::optional<standard::Standard> standard;
    if (!request.standard.empty()) {
        auto loaded = standard::load(request.standard);
        if (!loaded) {
            details = std::move(loaded).error();
            return std::unexpected(details.front());
        }
        standard = std::move(*loaded);
    }
    consistency::CollectOptions collect;
    collect.standard = standard ? &*standard : nullptr;
    collect.reach_min = request.reach_min;
    auto history = TRY(compared_history(request.source, collect));
    if (history.cases.empty())
        return fail(
            "service.no-rulings",
            fmt::format("there is no ruling in `{}` to compare: decide its contacts first", request.source.name()));
    if (!request.person.empty() && history.people.find(request.person) == consistency::no_index)
        return fail("service.unknown-employee",
                    fmt::format("nobody in `{}` has the id `{}`", request.source.name(), request.person));
    consistency::ConsistencyOptions options;
    options.kept.days = request.days;
    options.kept.standard = collect.standard;
    options.team.person = request.person;
    auto found = consistency::find_consistency(std::move(history), options);
    found.source = request.source.name();
    if (!request.html.empty()) TRY_VOID(write_file(request.html, report::consistency_html(found, collect.standard)));
    found.options.kept.standard = nullptr;  // it ends here
    return found;
}

}  // namespace konsequenz::service
