#include "service/replayer.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/logged_history.h"

namespace konsequenz::service {
namespace {

constexpr std::size_t shown_differences_max = 20;

std::unexpected<Error> unreadable(const store::StoredEntry& entry, std::string_view why) {
    return fail("service.log-content", fmt::format("entry {} of the log ({} `{}`) cannot be replayed: {}",
                                                   entry.sequence, entry.kind, entry.id, why));
}

/// Where two texts part, with a little of both.
std::string first_difference(std::string_view logged, std::string_view replayed) {
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(logged, replayed).in1 - logged.begin());
    constexpr std::size_t around = 24;
    const auto from = at < around ? 0 : at - around;
    return fmt::format("byte {}: the log has `{}`, the replay gives `{}`", at + 1, logged.substr(from, 2 * around),
                       replayed.substr(from, 2 * around));
}

/// The standard that an outcome's JSON names.
std::optional<std::string> standard_in(const JsonValue& object) {
    const auto standard = object.kind() == JsonKind::object ? object.find("standard") : std::nullopt;
    const auto sha256 = standard && standard->kind() == JsonKind::object ? standard->find("sha256") : std::nullopt;
    if (!sha256 || sha256->kind() != JsonKind::string) return std::nullopt;
    return std::string(sha256->text());
}

}  // namespace

Result<void> Replayer::add_standard(std::string_view id, std::string_view body) {
    const std::string sha256(without_partition(id));
    if (standards_.contains(sha256)) return {};
    const auto bad = [&](std::string_view why) {
        return fail("service.log-content", fmt::format("the standard {} in the log: {}", sha256, why));
    };
    const auto parsed = json_.parse(body);
    const auto files = parsed && parsed->kind() == JsonKind::object ? parsed->find("files") : std::nullopt;
    if (!files || files->kind() != JsonKind::object) return bad("it has no files");
    std::vector<std::pair<std::string, std::string>> read;
    for (const auto file : *files) read.emplace_back(file.key(), file.text());
    auto loaded = standard::load(read, sha256);
    if (!loaded) return bad(to_string(loaded.error().front()));
    if (to_hex(loaded->sha256) != sha256) return bad("its files are not those of its SHA-256");
    add_standard(std::move(*loaded));
    return {};
}

void Replayer::add_standard(standard::Standard standard) {
    auto sha256 = to_hex(standard.sha256);
    standards_.emplace(std::move(sha256), std::make_unique<Applied>(std::move(standard)));
}

void Replayer::start_partition() {
    contact_.reset();
    is_contact_erased_ = false;
}

void Replayer::add_to_books(const record::Record& record, const standard::KnownConduct& recorded) {
    for (const auto& [sha256, applied] : standards_) applied->book.add(record, recorded);
}

Result<void> Replayer::take(const store::StoredEntry& entry) {
    if (entry.kind == "outcome") return take_outcome(entry);
    if (entry.kind == "ruling") return take_ruling(entry);
    if (entry.kind != "record") return {};
    contact_.reset();
    is_contact_erased_ = entry.is_erased;
    if (entry.is_erased) {
        erased_customers_.insert(entry.key);
        return {};
    }
    auto record = parser_.parse(entry.body);
    if (!record) return unreadable(entry, to_string(record.error()));
    if (record->type() == record::Type::contact)
        contact_ = std::move(*record);
    else
        add_to_books(*record, {});
    return {};
}

Result<void> Replayer::take_outcome(const store::StoredEntry& entry) {
    const std::string id(without_partition(entry.id));
    if (to_hex(sha256(entry.body)).substr(0, 32) != id)
        return unreadable(entry, "its id is not the hash of its content");
    text_ = fmt::format("{{{}}}", entry.body);
    const auto parsed = json_.parse(text_);
    const auto standard = parsed ? standard_in(*parsed) : std::nullopt;
    if (!standard) return unreadable(entry, "it names no standard");
    outcome_standards_.emplace(id, *standard);
    return {};
}

/// Errors where the ruling names an outcome or a standard that is not there.
Result<Replayer::Applied*> Replayer::standard_of(const store::StoredEntry& ruling) {
    std::optional<std::string> sha256;
    if (const auto outcome = ruling::outcome_reference(ruling.body)) {
        const auto found = outcome_standards_.find(std::string(*outcome));
        if (found == outcome_standards_.end()) return unreadable(ruling, "the log does not hold its outcome");
        sha256 = found->second;
    } else if (const auto parsed = json_.parse(ruling.body)) {
        sha256 = standard_in(*parsed);
    }
    if (!sha256) return unreadable(ruling, "it names no standard");
    const auto found = standards_.find(*sha256);
    if (found != standards_.end()) return found->second.get();
    return unreadable(ruling,
                      fmt::format("the log does not hold the standard {}: name its folder with --standard", *sha256));
}

Result<void> Replayer::take_ruling(const store::StoredEntry& entry) {
    ++summary_.contacts;
    if (is_contact_erased_ || entry.is_erased || !contact_) {
        if (!is_contact_erased_ && !entry.is_erased) return unreadable(entry, "its contact does not stand before it");
        ++summary_.erased;
        if (contact_) {
            erased_customers_.insert(hidden_(contact_->customer));
            add_to_books(*contact_, {});  // as a decision would take it: the conduct is not known any more
        }
        contact_.reset();
        return {};
    }
    auto* applied = TRY(standard_of(entry));
    const auto parsed = json_.parse(entry.body);
    if (!parsed) return unreadable(entry, to_string(parsed.error()));
    auto assessment = ruling::assessment_of(*parsed);
    if (!assessment) return unreadable(entry, to_string(assessment.error()));
    const auto recorded = conduct_as_recorded(*assessment);
    TRY_VOID(compare(*applied, entry, std::move(*assessment)));
    add_to_books(*contact_, recorded);
    contact_.reset();
    return {};
}

Result<void> Replayer::compare(Applied& applied, const store::StoredEntry& entry, conduct::Assessment assessment) {
    const auto known = applied.book.known_at(*contact_, conduct_as_recorded(assessment));
    const auto ruling = applied.judge.rule(*contact_, std::move(assessment), known);
    text_.clear();
    if (!ruling) {
        text_ = to_string(ruling.error());
    } else if (ruling::outcome_reference(entry.body)) {
        append_json_by_reference(text_, *ruling);
    } else {
        append_json(text_, *ruling);
    }
    if (text_ == entry.body)
        ++summary_.equal;
    else if (erased_customers_.contains(hidden_(contact_->customer)))
        ++summary_.rests_on_erased;
    else
        differ(contact_->id, first_difference(entry.body, text_));
    return {};
}

void Replayer::differ(const std::string& contact, std::string what) {
    ++summary_.different;
    if (summary_.first_differences.size() < shown_differences_max)
        summary_.first_differences.push_back({contact, std::move(what)});
}

}  // namespace konsequenz::service
