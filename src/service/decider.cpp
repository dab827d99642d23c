#include "service/decider.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "base/sha256.h"
#include "facts/book.h"
#include "record/same.h"
#include "service/logged_history.h"
#include "service/outcome_table.h"

namespace konsequenz::service {
namespace {

// A transaction syncs the disk once however much it holds; what it holds waits for it in memory.
constexpr std::size_t batch_entries_max = 10'000;
constexpr std::size_t batch_bytes_max = std::size_t{32} << 20;

}  // namespace

struct Decider::State {
    State(const standard::Standard& standard_in, Assessor assessor_in, DeciderLog log_in, RulingSink sink_in,
          RulingObserver observer_in)
        : standard(standard_in),
          assessor(std::move(assessor_in)),
          log(log_in.writer),
          partition(log_in.partition),
          batch_entries(log_in.batch_entries == 0 ? batch_entries_max : log_in.batch_entries),
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
        std::size_t retention_bytes = 0;
        bool is_new = true;  ///< false: from the log, only handed out again

        [[nodiscard]] std::string_view id(std::string_view text) const { return text.substr(from, id_bytes); }
        [[nodiscard]] std::string_view key(std::string_view text) const {
            return text.substr(from + id_bytes, key_bytes);
        }
        [[nodiscard]] std::string_view body(std::string_view text) const {
            return text.substr(from + id_bytes + key_bytes, body_bytes);
        }
        [[nodiscard]] std::string_view retention(std::string_view text) const {
            return text.substr(from + id_bytes + key_bytes + body_bytes, retention_bytes);
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

    const standard::Standard& standard;
    Assessor assessor;
    store::Store* log;
    std::uint32_t partition;
    std::size_t batch_entries;
    LoggedHistory history;
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
    std::int64_t retention_day = INT64_MIN;  // the day of which `retention_month` is the month, as " 2026-11"
    std::string retention_month;
    // One batch is written and synced by another thread while the next one is decided. The store is that thread's until
    // finish_writing().
    std::unique_ptr<Batch> in_writing = std::make_unique<Batch>();  // empty where none is
    std::future<Result<void>> written;                              // last: its end waits for the thread

    Result<void> start(store::Store& reader);
    void add_standard();
    /// The content under which the id came before, in this run or in the log.
    Result<std::optional<Fingerprint>> earlier_content(const std::string& id);
    /// A record that did not come before; its JSON stands in `json`.
    Result<Accepted> take(const record::Record& record);
    Result<Accepted> repeat(const record::Record& record, const Fingerprint& earlier);
    void add(std::string_view kind, const record::Record& of, std::string_view body, bool is_new);
    Result<void> add(const ruling::Ruling& ruling);
    Result<bool> is_new_outcome(const ruling::Outcome& outcome);
    void add_retention(std::string_view type, const Instant& time);
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

Result<Decider> Decider::create(const standard::Standard& standard, Assessor assessor, DeciderLog log, RulingSink sink,
                                RulingObserver observer) {
    auto state = std::make_unique<State>(standard, std::move(assessor), log, std::move(sink), std::move(observer));
    if (log.writer != nullptr) TRY_VOID(state->start(*log.reader));
    return Decider(std::move(state));
}

Result<void> Decider::State::start(store::Store& reader) {
    TRY_VOID(log->claim(partition));  // before anything is read: nobody else may add to it from now on
    history = TRY(LoggedHistory::open(reader, partition));
    const auto id = id_in_partition(to_hex(standard.sha256), partition);
    if (!TRY(history.find("standard", id))) add_standard();
    return {};
}

/// A replay needs the log alone.
void Decider::State::add_standard() {
    auto& [entries, text] = *pending;
    const auto from = text.size();
    text += id_in_partition(to_hex(standard.sha256), partition);
    const auto id_bytes = text.size() - from;
    JsonWriter writer(text);
    writer.begin_object().member("id", standard.id).member("version", standard.version);
    writer.key("files").begin_object();
    for (const auto& [name, content] : standard.files) writer.member(name, content);
    writer.end_object().end_object();
    entries.push_back({"standard", from, id_bytes, 0, text.size() - from - id_bytes});
}

Result<Accepted> Decider::accept(const record::Record& record) {
    auto& state = *state_;
    state.json.clear();
    append_json(state.json, record);
    const auto print = fingerprint(state.hash, state.json);
    TRY_VOID(state.history.load(record.customer, [&](const record::Record& earlier, const auto& recorded) {
        state.book.add(earlier, recorded);
    }));
    const auto earlier = TRY(state.earlier_content(record.id));
    if (earlier) return state.repeat(record, *earlier);
    state.seen.emplace(record.id, print);
    auto accepted = state.take(record);
    if (!accepted) state.seen.erase(record.id);
    return accepted;
}

Result<std::optional<Fingerprint>> Decider::State::earlier_content(const std::string& id) {
    const auto known = seen.find(id);
    if (known != seen.end()) return known->second;
    const auto stored = TRY(history.find("record", id));
    if (!stored) return std::nullopt;
    const auto print = stored->is_erased ? Fingerprint{} : fingerprint(hash, stored->body);
    seen.emplace(id, print);
    return print;
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
    TRY_VOID(add(ruling));
    book.add(record, recorded);
    if (observer) observer(ruling);
    TRY_VOID(flush_if_full());
    return Accepted::decided;
}

Result<Accepted> Decider::State::repeat(const record::Record& record, const Fingerprint& earlier) {
    if (earlier == Fingerprint{}) {
        return fail("service.erased-id",
                    fmt::format("the id `{}` came before, and its content was erased: give the new record an id of its "
                                "own",
                                record.id),
                    {{}, 0, 0, "id"});
    }
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
        if (stored && !stored->is_erased) {
            if (const auto outcome = ruling::outcome_reference(stored->body); outcome && !outcomes.has(*outcome)) {
                const auto found = TRY(log->find("outcome", id_in_partition(*outcome, partition)));
                if (found) outcomes.add(*outcome, found->body);
            }
            add("ruling", record, stored->body, false);
        }
        TRY_VOID(flush_if_full());
    }
    return Accepted::repeated;
}

/// The content of a type and a month is kept equally long.
void Decider::State::add_retention(std::string_view type, const Instant& time) {
    if (log == nullptr) return;
    auto& [entries, text] = *pending;
    constexpr std::int64_t day_ns = 86'400'000'000'000;
    const auto day = time.utc_ns / day_ns - (time.utc_ns % day_ns < 0 ? 1 : 0);
    if (day != retention_day) {
        const auto date = civil_from_days(day);
        retention_day = day;
        retention_month = fmt::format(" {:04}-{:02}", date.year, date.month);
    }
    text.append(type).append(retention_month);
    entries.back().retention_bytes = type.size() + retention_month.size();
}

void Decider::State::add(std::string_view kind, const record::Record& of, std::string_view body, bool is_new) {
    auto& [entries, text] = *pending;
    entries.push_back({kind, text.size(), of.id.size(), of.customer.size(), body.size(), 0, is_new});
    text.append(of.id).append(of.customer).append(body);
    add_retention(record::to_string(of.type()), of.time);
}

/// One that the log does not hold and that is not on its way there.
Result<bool> Decider::State::is_new_outcome(const ruling::Outcome& outcome) {
    if (log == nullptr || !outcomes.add(outcome.id, outcome.json)) return false;
    return !TRY(history.has_outcome(outcome.id));
}

Result<void> Decider::State::add(const ruling::Ruling& ruling) {
    auto& [entries, text] = *pending;
    const auto& outcome = *ruling.outcome;
    if (TRY(is_new_outcome(outcome))) {
        const auto from = text.size();
        text += id_in_partition(outcome.id, partition);
        entries.push_back({"outcome", from, text.size() - from, 0, outcome.json.size()});
        text += outcome.json;
    }
    const auto from = text.size();
    text.append(ruling.contact).append(ruling.customer);
    const auto body_from = text.size();
    if (log != nullptr)
        append_json_by_reference(text, ruling);
    else
        append_json(text, ruling);
    entries.push_back({"ruling", from, ruling.contact.size(), ruling.customer.size(), text.size() - body_from});
    add_retention("ruling", ruling.time);
    return {};
}

Result<void> Decider::State::flush_if_full() {
    if (pending->entries.size() >= batch_entries || pending->text.size() >= batch_bytes_max) return start_writing();
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
            const std::string_view text = in_writing->text;
            entries.push_back(
                {partition, entry.kind, entry.id(text), entry.key(text), entry.body(text), entry.retention(text)});
        }
        std::vector<store::Attachment> attachments;  // so that a replay finds the standards without reading all
        for (const auto& entry : entries) {
            if (entry.kind == "standard") attachments.push_back({"standard", entry.id, ""});
        }
        TRY(log->append(entries, attachments));
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
    return error.code == "service.conflicting-id" || error.code == "service.erased-id" ||
           error.code == "ruling.no-outcome";
}

}  // namespace konsequenz::service
