#include "service/logged_history.h"

#include <fmt/format.h>

#include <algorithm>

#include "ruling/ruling.h"

namespace konsequenz::service {
namespace {

std::unexpected<Error> unreadable(const store::StoredEntry& entry, const Error& why) {
    return fail("service.log-content", fmt::format("entry {} of the log (`{}` {}) cannot be read: {}", entry.sequence,
                                                   entry.id, entry.kind, to_string(why)));
}

}  // namespace

Fingerprint fingerprint(Sha256& hash, std::string_view json) {
    const auto digest = hash.update(json).finish();
    Fingerprint first{};
    std::copy_n(digest.begin(), first.size(), first.begin());
    return first;
}

standard::KnownConduct conduct_as_recorded(const conduct::Assessment& assessment) {
    return {assessment.label, assessment.severity, assessment.target, assessment.source, assessment.intention};
}

std::string id_in_partition(std::string_view id, std::uint32_t partition) {
    return partition == 0 ? std::string(id) : fmt::format("{}@{}", id, partition);
}

std::string_view without_partition(std::string_view id) { return id.substr(0, id.find('@')); }

Result<LoggedHistory> LoggedHistory::open(store::Store& log, std::uint32_t partition) {
    LoggedHistory history;
    history.partition_ = partition;
    // In a log without entries there is nothing to look for.
    if (!TRY(log.partitions()).empty()) history.log_ = &log;
    return history;
}

Result<void> LoggedHistory::load(const std::string& customer, const HistorySink& sink) {
    if (log_ == nullptr || !loaded_.insert(customer).second) return {};
    return log_->scan_records(customer, [&](const store::StoredEntry& entry) { return take(entry, sink); });
}

Result<store::Step> LoggedHistory::take(const store::StoredEntry& entry, const HistorySink& sink) {
    if (entry.is_erased) return store::Step::go_on;
    const auto record = parser_.parse(entry.body);
    if (!record) return unreadable(entry, record.error());
    if (record->type() != record::Type::contact) {
        sink(*record, {});
        return store::Step::go_on;
    }
    const auto ruling = TRY(log_->find("ruling", entry.id));
    if (!ruling)
        return fail("service.log-content",
                    fmt::format("the log holds the contact `{}` without its ruling: verify the log", entry.id));
    // Without its ruling it is known that there was a contact, and nothing of its conduct.
    if (ruling->is_erased) {
        sink(*record, {});
        return store::Step::go_on;
    }
    const auto parsed = ruling_parser_.parse(ruling->body);
    if (!parsed) return unreadable(*ruling, parsed.error());
    const auto assessment = ruling::assessment_of(*parsed);
    if (!assessment) return unreadable(*ruling, assessment.error());
    sink(*record, conduct_as_recorded(*assessment));
    return store::Step::go_on;
}

Result<std::optional<store::StoredEntry>> LoggedHistory::find(std::string_view kind, std::string_view id) {
    if (log_ == nullptr) return std::nullopt;
    return log_->find(kind, id);
}

Result<bool> LoggedHistory::has_outcome(std::string_view id) {
    return TRY(find("outcome", id_in_partition(id, partition_))).has_value();
}

}  // namespace konsequenz::service
