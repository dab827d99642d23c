#include "service/entries.h"

#include <fmt/format.h>

#include "record/input.h"
#include "record/parse.h"
#include "record/reader.h"
#include "service/logged_history.h"
#include "service/open_log.h"
#include "store/store.h"

namespace konsequenz::service {
namespace {

Result<void> visit(record::Parser& parser, const EntryVisitor& visitor, const store::StoredEntry& entry) {
    if (entry.kind == "record") return visitor.on_record(TRY(parser.parse(entry.body)));
    if (entry.kind == "outcome") return visitor.on_outcome(without_partition(entry.id), entry.body);
    if (entry.kind == "ruling") return visitor.on_ruling(entry.body);
    return {};
}

Result<void> read_log(const EntrySource& source, const EntryVisitor& visitor) {
    const auto log = TRY(open_log({source.log, source.master_key}, store::OpenMode::read_only));
    record::Parser parser;
    for (const auto partition : TRY(log->partitions())) {
        TRY_VOID(log->scan(partition, 1, [&](const store::StoredEntry& entry) -> Result<store::Step> {
            if (entry.is_erased) return store::Step::go_on;
            const auto visited = visit(parser, visitor, entry);
            if (visited) return store::Step::go_on;
            return fail("service.log-content",
                        fmt::format("entry {} of the log (`{}` {}) cannot be read: {}", entry.sequence, entry.id,
                                    entry.kind, to_string(visited.error())));
        }));
    }
    return {};
}

Result<void> read_input(const std::string& path, const EntryVisitor& visitor) {
    auto input = TRY(record::Input::open(path));
    record::LineReader lines(input);
    record::Parser parser;
    for (;;) {
        const auto line = TRY(lines.next());
        if (!line) return {};
        if (line->text.empty()) continue;
        // `type` stands first in a ruling, as konsequenz writes it; anything else is left to the record's own reader.
        const auto read = [&]() -> Result<void> {
            if (line->text.starts_with(R"({"type":"ruling")")) return visitor.on_ruling(line->text);
            return visitor.on_record(TRY(parser.parse(line->text)));
        }();
        if (!read) return std::unexpected(at(read.error(), path, line->number));
    }
}

}  // namespace

std::string EntrySource::name() const { return log.empty() ? fmt::format("{}", fmt::join(inputs, ", ")) : log; }

Result<void> for_each_entry(const EntrySource& source, const EntryVisitor& visitor) {
    if (!source.log.empty()) TRY_VOID(read_log(source, visitor));
    for (const auto& path : source.inputs) TRY_VOID(read_input(path, visitor));
    return {};
}

}  // namespace konsequenz::service
