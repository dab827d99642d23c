#include "service/decider.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "base/sha256.h"
#include "facts/book.h"
#include "record/same.h"
#include "service/batch_writer.h"
#include "service/huge_pages.h"
#include "service/logged_history.h"
#include "service/outcome_table.h"

namespace konsequenz::service {
namespace {

// A transaction syncs the disk once however much it holds; what it holds waits for it in memory.
constexpr std::size_t batch_entries_max = 10'000;
constexpr std::size_t batch_bytes_max = std::size_t{32} << 20;
constexpr std::size_t entries_on_the_way_max = 3 * batch_entries_max;

/// By id; never iterated.
using SeenRecords =
    absl::flat_hash_map<std::string, Fingerprint, absl::container_internal::hash_default_hash<std::string>,
                        std::equal_to<>, HugePages<std::pair<const std::string, Fingerprint>>>;

}  // namespace

struct Decider::State {
    State(const standard::Standard& standard_in, Assessor assessor_in, DeciderLog log_in, RulingSink sink_in,
          RulingObserver observer_in)
        : standard(standard_in),
          assessor(std::move(assessor_in)),
          log(log_in.writer),
          partition(log_in.partition),
          batch_entries(log_in.batch_entries == 0 ? batch_entries_max
                                                  : std::min<std::size_t>(log_in.batch_entries, batch_entries_max)),
          sink(std::move(sink_in)),
          observer(std::move(observer_in)),
          book(standard_in),
          judge(standard_in) {}

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
    SeenRecords seen;
    OutcomeTable outcomes;  // those in the log and in the batches on their way to it
    std::string whole;      // a ruling on its way out
    std::unique_ptr<Batch> pending = std::make_unique<Batch>();
    std::vector<std::unique_ptr<Batch>> spare;  // empty ones, whose memory is used again
    Sha256 hash;
    std::string json;
    std::int64_t retention_day = INT64_MIN;  // the day of which `retention_month` is the month, as " 2026-11"
    std::string retention_month;
    // What was put in there is its threads' until it is taken; last, since its end waits for them.
    std::unique_ptr<BatchWriter> on_the_way;

    Result<void> start(store::Store& reader);
    void add_standard();
    /// The content under which the id came in an earlier run.
    Result<std::optional<Fingerprint>> content_in_log(const std::string& id);
    /// A record whose id did not come in this run; where it came in an earlier one, `print` becomes that of then.
    Result<Accepted> take_new(const record::Record& record, Fingerprint& print);
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
    /// Sends off what is pending, and hands out what became durable.
    Result<void> advance();
    /// Waits for the batches on their way until so many are left, and hands out their rulings.
    Result<void> hand_out(std::size_t left_max);
    Result<void> hand_out(std::unique_ptr<Batch> batch);
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
    on_the_way = std::make_unique<BatchWriter>(*log, partition);
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
    state.seen.prefetch(record.id);
    state.book.prefetch(record.customer);
    state.json.clear();
    append_json(state.json, record);
    const auto print = fingerprint(state.hash, state.json);
    TRY_VOID(state.history.load(record.customer, [&](const record::Record& earlier, const auto& recorded) {
        state.book.add(earlier, recorded);
    }));
    const auto [seen, is_new_here] = state.seen.try_emplace(record.id, print);
    if (!is_new_here) return state.repeat(record, seen->second);
    auto accepted = state.take_new(record, seen->second);
    if (!accepted) state.seen.erase(record.id);
    return accepted;
}

Result<std::optional<Fingerprint>> Decider::State::content_in_log(const std::string& id) {
    const auto stored = TRY(history.find("record", id));
    if (!stored) return std::nullopt;
    return stored->is_erased ? Fingerprint{} : fingerprint(hash, stored->body);
}

Result<Accepted> Decider::State::take_new(const record::Record& record, Fingerprint& print) {
    const auto earlier = TRY(content_in_log(record.id));
    if (!earlier) return take(record);
    print = *earlier;
    return repeat(record, print);
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
        TRY_VOID(hand_out(0));
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
    if (pending->entries.size() >= batch_entries || pending->text.size() >= batch_bytes_max) return advance();
    return {};
}

Result<void> Decider::State::flush() {
    TRY_VOID(advance());
    return hand_out(0);
}

Result<void> Decider::State::advance() {
    auto full = std::move(pending);
    pending = spare.empty() ? std::make_unique<Batch>() : std::move(spare.back());
    if (!spare.empty()) spare.pop_back();
    if (log == nullptr) return hand_out(std::move(full));
    on_the_way->put(std::move(full));
    return hand_out(entries_on_the_way_max / batch_entries);
}

Result<void> Decider::State::hand_out(std::size_t left_max) {
    if (log == nullptr) return {};
    while (on_the_way->size() > left_max || on_the_way->is_first_done()) TRY_VOID(hand_out(TRY(on_the_way->take())));
    return {};
}

Result<void> Decider::State::hand_out(std::unique_ptr<Batch> batch) {
    for (const auto& entry : batch->entries) {
        if (entry.kind == "ruling") TRY_VOID(sink(TRY(outcomes.resolved(batch->body(entry), whole)), entry.is_new));
    }
    batch->clear();
    spare.push_back(std::move(batch));
    return {};
}

Result<void> Decider::flush() { return state_->flush(); }

bool Decider::is_refusal(const Error& error) {
    return error.code == "service.conflicting-id" || error.code == "service.erased-id" ||
           error.code == "ruling.no-outcome";
}

}  // namespace konsequenz::service
