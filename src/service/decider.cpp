#include "service/decider.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/sha256.h"
#include "facts/book.h"
#include "record/parse.h"
#include "record/same.h"
#include "service/outcome_table.h"

namespace konsequenz::service {
namespace {

// A transaction syncs the disk once however much it holds; what it holds waits for it in memory.
constexpr std::size_t batch_entries_max = 10'000;
constexpr std::size_t batch_bytes_max = std::size_t{32} << 20;
/// The only partition of a log on one machine.
constexpr std::uint32_t only_partition = 0;

/// Enough of a record's SHA-256 to tell its content from any other.
using Fingerprint = std::array<std::uint8_t, 16>;

Fingerprint fingerprint(Sha256& hash, std::string_view json) {
    const auto digest = hash.update(json).finish();
    Fingerprint first{};
    std::copy_n(digest.begin(), first.size(), first.begin());
    return first;
}

standard::KnownConduct conduct_as_recorded(const conduct::Assessment& assessment) {
    return {assessment.label, assessment.severity, assessment.target, assessment.source, assessment.intention};
}

}  // namespace

struct Decider::State {
    State(const standard::Standard& standard_in, Assessor assessor_in, store::Store* log_in, RulingSink sink_in,
          RulingObserver observer_in)
        : assessor(std::move(assessor_in)),
          log(log_in),
          sink(std::move(sink_in)),
          observer(std::move(observer_in)),
          book(standard_in),
          judge(standard_in) {}

    /// An entry that waits for its batch to be full; its texts follow each other in the batch's.
    struct Pending {
        std::string_view kind;
        std::size_t from;
        std::size_t id_bytes;
        std::size_t key_bytes;
        std::size_t body_bytes;
        bool is_new = true;  ///< false: from the log, only handed out again

        [[nodiscard]] std::string_view id(std::string_view text) const { return text.substr(from, id_bytes); }
        [[nodiscard]] std::string_view key(std::string_view text) const {
            return text.substr(from + id_bytes, key_bytes);
        }
        [[nodiscard]] std::string_view body(std::string_view text) const {
            return text.substr(from + id_bytes + key_bytes, body_bytes);
        }
    };
    struct Batch {
        std::vector<Pending> entries;
        std::string text;

        void clear() {  // keeps its memory
            entries.clear();
            text.clear();
        }
    };

    Assessor assessor;
    store::Store* log;
    RulingSink sink;
    RulingObserver observer;
    facts::Book book;
    ruling::Judge judge;
    absl::flat_hash_map<std::string, Fingerprint> seen;  // by id; never iterated
    OutcomeTable outcomes;                               // those in the log and in the batches on their way to it
    std::string whole;                                   // a ruling on its way out
    std::unique_ptr<Batch> pending = std::make_unique<Batch>();
    Sha256 hash;
    std::string json;
    // While the log is read back: a contact waits for its ruling, which holds its assessment.
    std::optional<record::Record> unruled;
    record::Parser parser;
    JsonParser ruling_parser;
    // One batch is written and synced by another thread while the next one is decided. The store is that thread's until
    // finish_writing().
    std::unique_ptr<Batch> in_writing = std::make_unique<Batch>();  // empty where none is
    std::future<Result<void>> written;                              // last: its end waits for the thread

    Result<void> restore();
    Result<void> restore_entry(const store::StoredEntry& entry);
    /// A record that did not come before; its JSON stands in `json`.
    Result<Accepted> take(const record::Record& record);
    Result<Accepted> repeat(const record::Record& record, const Fingerprint& earlier);
    void add(std::string_view kind, const record::Record& of, std::string_view body, bool is_new);
    void add(const ruling::Ruling& ruling);
    /// Called between records only, so that a contact and its ruling go into one batch.
    Result<void> flush_if_full();
    Result<void> flush();
    Result<void> start_writing();
    /// Waits for the batch that is being written, and hands out its rulings.
    Result<void> finish_writing();
};

Decider::Decider(std::unique_ptr<State> state) : state_(std::move(state)) {}
Decider::~Decider() = default;
Decider::Decider(Decider&&) noexcept = default;
Decider& Decider::operator=(Decider&&) noexcept = default;

Result<Decider> Decider::create(const standard::Standard& standard, Assessor assessor, store::Store* log,
                                RulingSink sink, RulingObserver observer) {
    auto state = std::make_unique<State>(standard, std::move(assessor), log, std::move(sink), std::move(observer));
    if (log != nullptr) TRY_VOID(state->restore());
    return Decider(std::move(state));
}

Result<void> Decider::State::restore() {
    TRY_VOID(log->scan(only_partition, 1, [this](const store::StoredEntry& entry) -> Result<store::Step> {
        TRY_VOID(restore_entry(entry));
        return store::Step::go_on;
    }));
    if (unruled)
        return fail("service.log-content",
                    fmt::format("the log holds the contact `{}` without its ruling: verify the log", unruled->id));
    return {};
}

Result<void> Decider::State::restore_entry(const store::StoredEntry& entry) {
    const auto unreadable = [&](const Error& why) {
        return fail("service.log-content", fmt::format("entry {} of the log (`{}` {}) cannot be read: {}",
                                                       entry.sequence, entry.id, entry.kind, to_string(why)));
    };
    if (entry.kind == "record") {
        auto record = parser.parse(entry.body);
        if (!record) return unreadable(record.error());
        seen.emplace(entry.id, fingerprint(hash, entry.body));
        if (record->type() == record::Type::contact)
            unruled = std::move(*record);
        else
            book.add(*record);
    } else if (entry.kind == "outcome") {
        outcomes.add(entry.id, entry.body);
    } else if (entry.kind == "ruling" && unruled && unruled->id == entry.id) {
        const auto parsed = ruling_parser.parse(entry.body);
        if (!parsed) return unreadable(parsed.error());
        const auto assessment = ruling::assessment_of(*parsed);
        if (!assessment) return unreadable(assessment.error());
        book.add(*unruled, conduct_as_recorded(*assessment));
        unruled.reset();
    }
    return {};
}

Result<Accepted> Decider::accept(const record::Record& record) {
    auto& state = *state_;
    state.json.clear();
    append_json(state.json, record);
    const auto print = fingerprint(state.hash, state.json);
    const auto [known, is_new] = state.seen.try_emplace(record.id, print);
    if (!is_new) return state.repeat(record, known->second);
    auto accepted = state.take(record);
    if (!accepted) state.seen.erase(record.id);
    return accepted;
}

Result<Accepted> Decider::State::take(const record::Record& record) {
    if (record.type() != record::Type::contact) {
        add("record", record, json, true);
        book.add(record);
        TRY_VOID(flush_if_full());
        return Accepted::added;
    }
    auto assessment = assessor.assess(std::get<record::Contact>(record.body));
    const auto recorded = conduct_as_recorded(assessment);
    const auto ruling = TRY(judge.rule(record, std::move(assessment), book.known_at(record, recorded)));
    add("record", record, json, true);
    add(ruling);
    book.add(record, recorded);
    if (observer) observer(ruling);
    TRY_VOID(flush_if_full());
    return Accepted::decided;
}

Result<Accepted> Decider::State::repeat(const record::Record& record, const Fingerprint& earlier) {
    if (fingerprint(hash, json) != earlier) {
        Error refusal{
            "service.conflicting-id",
            fmt::format("the id `{}` came before with other content: give the new record an id of its own", record.id),
            {}};
        refusal.where.field = "id";
        TRY_VOID(flush());
        const auto stored = log == nullptr ? std::nullopt : TRY(log->find("record", record.id));
        if (stored) {
            const auto same = record::expect_same_content(stored->body, json);
            if (!same) refusal.message += fmt::format(" ({})", to_string(same.error()));
        }
        return std::unexpected(std::move(refusal));
    }
    if (record.type() == record::Type::contact && log != nullptr) {
        TRY_VOID(finish_writing());
        auto stored = TRY(log->find("ruling", record.id));
        // Where the first of the two is still pending, its ruling is on its way already.
        if (stored) add("ruling", record, stored->body, false);
        TRY_VOID(flush_if_full());
    }
    return Accepted::repeated;
}

void Decider::State::add(std::string_view kind, const record::Record& of, std::string_view body, bool is_new) {
    auto& [entries, text] = *pending;
    entries.push_back({kind, text.size(), of.id.size(), of.customer.size(), body.size(), is_new});
    text.append(of.id).append(of.customer).append(body);
}

void Decider::State::add(const ruling::Ruling& ruling) {
    auto& [entries, text] = *pending;
    const auto& outcome = *ruling.outcome;
    if (log != nullptr && outcomes.add(outcome.id, outcome.json)) {
        entries.push_back({"outcome", text.size(), outcome.id.size(), 0, outcome.json.size()});
        text.append(outcome.id).append(outcome.json);
    }
    const auto from = text.size();
    text.append(ruling.contact).append(ruling.customer);
    const auto body_from = text.size();
    if (log != nullptr)
        append_json_by_reference(text, ruling);
    else
        append_json(text, ruling);
    entries.push_back({"ruling", from, ruling.contact.size(), ruling.customer.size(), text.size() - body_from});
}

Result<void> Decider::State::flush_if_full() {
    if (pending->entries.size() >= batch_entries_max || pending->text.size() >= batch_bytes_max) return start_writing();
    return {};
}

Result<void> Decider::State::flush() {
    TRY_VOID(start_writing());
    return finish_writing();
}

Result<void> Decider::State::start_writing() {
    TRY_VOID(finish_writing());
    std::swap(pending, in_writing);
    if (log == nullptr) return finish_writing();
    written = std::async(std::launch::async, [this]() -> Result<void> {
        std::vector<store::Entry> entries;
        entries.reserve(in_writing->entries.size());
        for (const auto& entry : in_writing->entries) {
            if (!entry.is_new) continue;
            entries.push_back({only_partition, entry.kind, entry.id(in_writing->text), entry.key(in_writing->text),
                               entry.body(in_writing->text)});
        }
        TRY_VOID(log->append(entries));
        return {};
    });
    return {};
}

Result<void> Decider::State::finish_writing() {
    const auto result = written.valid() ? written.get() : Result<void>();
    // Of a batch that could not be written nothing is handed out.
    for (const auto& entry : in_writing->entries) {
        if (!result || entry.kind != "ruling") continue;
        TRY_VOID(sink(TRY(outcomes.resolved(entry.body(in_writing->text), whole)), entry.is_new));
    }
    in_writing->clear();
    return result;
}

Result<void> Decider::flush() { return state_->flush(); }

bool Decider::is_refusal(const Error& error) {
    return error.code == "service.conflicting-id" || error.code == "ruling.no-outcome";
}

}  // namespace konsequenz::service
