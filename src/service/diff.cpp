#include "service/diff.h"

#include "proof/story.h"

namespace konsequenz::service {
namespace {

void write_row(JsonWriter& writer, std::string_view key, const proof::DecidingRow& row) {
    writer.key(key).begin_object();
    if (row.row > 0) writer.member("row", std::int64_t{row.row});
    writer.key("value");
    feel::write_json(writer, row.value);
    writer.key("when").begin_array();
    for (const std::string& when : row.when) writer.string(when);
    writer.end_array().end_object();
}

void write_change(JsonWriter& writer, const Diffed& diffed, const proof::Change& change) {
    writer.begin_object().member("decision", change.decision).member("direction", to_string(change.direction));
    write_row(writer, "before", change.before);
    write_row(writer, "after", change.after);
    writer.key("story").begin_object();
    for (const std::string_view language : {"en", "de"}) writer.member(language, story(diffed, change, language));
    writer.end_object().key("inputs").begin_object();
    const proof::Space space = proof::Space::of(diffed.before);
    for (const auto& [path, value] : proof::told_inputs(diffed.before, space, change.old_case, {})) {
        writer.key(path);
        feel::write_json(writer, value);
    }
    writer.end_object().end_object();
}

void write_texts(JsonWriter& writer, std::string_view key, const std::vector<std::string>& texts) {
    writer.key(key).begin_array();
    for (const std::string& text : texts) writer.string(text);
    writer.end_array();
}

}  // namespace

bool Diffed::is_equivalent() const { return comparison.changes.empty() && comparison.not_decided.empty(); }

std::expected<Diffed, std::vector<Error>> diff(const DiffRequest& request) {
    auto before = standard::load(request.before);
    auto after = standard::load(request.after);
    std::vector<Error> errors;
    for (const auto* loaded : {&before, &after}) {
        if (!*loaded) errors.insert(errors.end(), loaded->error().begin(), loaded->error().end());
    }
    if (!errors.empty()) return std::unexpected(std::move(errors));
    Diffed diffed{.before = *std::move(before), .after = *std::move(after), .comparison = {}};
    diffed.comparison =
        proof::compare(diffed.before, diffed.after, {.milliseconds = request.seconds * 1'000, .seed = 0});
    return diffed;
}

std::string story(const Diffed& diffed, const proof::Change& change, std::string_view language) {
    return proof::tell(diffed.before, diffed.after, change, language);
}

void write_json(JsonWriter& writer, const Diffed& diffed) {
    const auto write_id = [&](std::string_view key, const standard::Standard& standard) {
        writer.key(key).begin_object().member("id", standard.id).member("version", standard.version).end_object();
    };
    const proof::Comparison& comparison = diffed.comparison;
    writer.begin_object();
    write_id("before", diffed.before);
    write_id("after", diffed.after);
    writer.member("equivalent", diffed.is_equivalent()).key("changes").begin_array();
    for (const proof::Change& change : comparison.changes) write_change(writer, diffed, change);
    writer.end_array();
    write_texts(writer, "same", comparison.equivalent);
    writer.key("not_decided").begin_array();
    for (const auto& [decision, why] : comparison.not_decided)
        writer.begin_object().member("decision", decision).member("why", why).end_object();
    writer.end_array();
    write_texts(writer, "changed_facts", comparison.changed_facts);
    write_texts(writer, "added_guarantees", comparison.added_guarantees);
    write_texts(writer, "dropped_guarantees", comparison.dropped_guarantees);
    writer.end_object();
}

}  // namespace konsequenz::service
