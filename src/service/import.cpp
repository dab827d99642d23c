#include "service/import.h"

#include "record/import.h"
#include "service/rejects.h"

namespace konsequenz::service {

Result<ImportReport> import_table(const ImportRequest& request, std::vector<Error>& details) {
    const auto map = record::load_import_map(request.map);
    if (!map) {
        details = map.error();
        return std::unexpected(details.front());
    }
    auto input = TRY(record::Input::open(request.in));
    auto out = TRY(LineWriter::open(request.out));
    auto rejects = TRY(Rejects::open(request.rejects));
    const auto counted = TRY(record::import_csv(
        *map, input, [&](record::Record&& record, std::uint32_t) { return out.write(record::to_json(record)); },
        [&](const record::Refusal& refusal) { return rejects.add(refusal.error, refusal.line); }));
    TRY_VOID(out.close());
    TRY_VOID(rejects.close());
    return ImportReport{counted.rows, counted.records, counted.refused, counted.passed_over, rejects.first()};
}

}  // namespace konsequenz::service
