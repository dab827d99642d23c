#include "service/customers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/files.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "ruling/ruling.h"
#include "service/logged_history.h"
#include "service/outcome_table.h"
#include "standard/standard.h"

namespace konsequenz::service {
namespace {

constexpr std::string_view restriction_space = "restriction";

std::unexpected<Error> nothing_found(const std::string& customer) {
    return fail("service.nothing-found",
                fmt::format("the log holds nothing of the customer `{}`: check the id", customer));
}

/// Copies JSON, and gives each person in a field of their own a number.
class Masker {
  public:
    void copy(const JsonValue& value, JsonWriter& writer, bool is_person) {
        switch (value.kind()) {
            case JsonKind::null: writer.null(); return;
            case JsonKind::boolean: writer.boolean(value.as_boolean()); return;
            case JsonKind::number: writer.raw(value.text()); return;
            case JsonKind::string: writer.string(is_person ? masked(value.text()) : std::string(value.text())); return;
            case JsonKind::array:
                writer.begin_array();
                for (const auto item : value) copy(item, writer, is_person);
                writer.end_array();
                return;
            case JsonKind::object:
                writer.begin_object();
                for (const auto member : value) {
                    writer.key(member.key());
                    copy(member, writer, member.key() == "employee" || member.key() == "by");
                }
                writer.end_object();
        }
    }
    [[nodiscard]] std::size_t count() const { return numbers_.size(); }

  private:
    std::string masked(std::string_view person) {
        const auto number = numbers_.try_emplace(std::string(person), numbers_.size() + 1).first->second;
        return fmt::format("person {}", number);
    }
    std::map<std::string, std::size_t> numbers_;
};

/// The rulings of contacts, whole.
class RulingReader {
  public:
    explicit RulingReader(store::Store& log) : log_(log) {}

    /// Nothing where there is none or it was erased.
    Result<std::optional<std::string>> read(const std::string& contact) {
        const auto entry = TRY(log_.find("ruling", contact));
        if (!entry || entry->is_erased) return std::nullopt;
        if (const auto outcome = ruling::outcome_reference(entry->body)) {
            const auto found = TRY(log_.find("outcome", id_in_partition(*outcome, entry->partition)));
            if (found) outcomes_.add(*outcome, found->body);
        }
        return std::string(TRY(outcomes_.resolved(entry->body, buffer_)));
    }

  private:
    store::Store& log_;
    OutcomeTable outcomes_;
    std::string buffer_;
};

struct Gathered {
    std::vector<store::StoredEntry> records;
    std::uint64_t erased = 0;
};

Result<Gathered> gather(store::Store& log, const std::string& customer) {
    Gathered gathered;
    TRY_VOID(log.scan_records(customer, [&](const store::StoredEntry& entry) -> Result<store::Step> {
        if (entry.is_erased)
            ++gathered.erased;
        else
            gathered.records.push_back(entry);
        return store::Step::go_on;
    }));
    return gathered;
}

std::string text_in(const JsonValue& object, std::string_view name) {
    const auto found = object.find(name);
    return found && found->kind() == JsonKind::string ? std::string(found->text()) : std::string();
}

/// Of a ruling whose measure a reviewer must agree to and that has an end.
std::optional<Restriction> restriction_in(const JsonValue& ruling) {
    const auto needs = text_in(ruling, "needs");
    const auto until = parse_instant(text_in(ruling, "lapses_at"));
    if (!until || (needs != to_string(standard::Needs::reviewer) && needs != to_string(standard::Needs::two_reviewers)))
        return std::nullopt;
    return Restriction{text_in(ruling, "measure"), text_in(ruling, "contact"), *until};
}

Result<std::vector<Restriction>> active_restrictions(store::Store& log, const Gathered& gathered, const Instant& now) {
    std::vector<Restriction> active;
    RulingReader rulings(log);
    JsonParser parser;
    for (const auto& record : gathered.records) {
        const auto json = TRY(rulings.read(record.id));
        const auto parsed = json ? parser.parse(*json) : fail("", "");
        auto restriction = parsed && parsed->kind() == JsonKind::object ? restriction_in(*parsed) : std::nullopt;
        if (restriction && restriction->until > now) active.push_back(std::move(*restriction));
    }
    return active;
}

void write_restrictions(JsonWriter& writer, const std::vector<Restriction>& restrictions) {
    writer.key("restrictions").begin_array();
    for (const auto& [measure, contact, until] : restrictions)
        writer.begin_object()
            .member("measure", measure)
            .member("contact", contact)
            .member("until", to_string(until))
            .end_object();
    writer.end_array();
}

}  // namespace

Result<ExportedCustomer> export_customer(const ExportCustomerRequest& request) {
    const auto log = TRY(open_log(request.log, store::OpenMode::read_only));
    const auto gathered = TRY(gather(*log, request.customer));
    if (gathered.records.empty() && gathered.erased == 0) return nothing_found(request.customer);
    ExportedCustomer exported{gathered.records.size(), 0, gathered.erased, 0};
    Masker masker;
    JsonParser parser;
    RulingReader rulings(*log);
    std::string document;
    JsonWriter writer(document);
    writer.begin_object().member("customer", request.customer).key("records").begin_array();
    for (const auto& record : gathered.records) masker.copy(TRY(parser.parse(record.body)), writer, false);
    writer.end_array().key("rulings").begin_array();
    for (const auto& record : gathered.records) {
        const auto json = TRY(rulings.read(record.id));
        if (!json) continue;
        ++exported.rulings;
        masker.copy(TRY(parser.parse(*json)), writer, false);
    }
    writer.end_array().member("erased_records", static_cast<std::int64_t>(gathered.erased)).end_object();
    exported.masked = masker.count();
    TRY_VOID(write_file(request.out, document + "\n"));
    return exported;
}

Result<ErasedCustomer> erase_customer(const EraseCustomerRequest& request) {
    const auto log = TRY(open_sealed_log(request.log, store::OpenMode::read_write));
    const auto gathered = TRY(gather(*log, request.customer));
    if (gathered.records.empty()) return nothing_found(request.customer);
    const auto partition = gathered.records.front().partition;
    ErasedCustomer erased{gathered.records.size(), TRY(active_restrictions(*log, gathered, request.time)), {}};
    const auto hidden = log->hidden(request.customer);
    std::string note;
    JsonWriter writer(note);
    writer.begin_object().member("customer_hash", hidden).member("time", to_string(request.time));
    writer.member("why", request.why);
    if (!request.by.empty()) writer.member("by", request.by);
    writer.member("records", static_cast<std::int64_t>(erased.records));
    write_restrictions(writer, erased.restrictions);
    writer.end_object();
    const auto id = fmt::format("{} {}", hidden, to_string(request.time));
    const store::Entry entry{partition, "erasure", id, {}, note};
    // A customer's orders may name the key in no more than one partition; where the key is in none, nothing was sealed.
    if (!TRY(log->erase(request.customer, std::span(&entry, 1))))
        return fail("store.not-sealed", fmt::format("what the log holds of `{}` is from before bodies were sealed: it "
                                                    "cannot be erased",
                                                    request.customer));
    const auto name = fmt::format("{} {}", hidden, to_string(request.time));
    const store::Attachment attachment{restriction_space, name, note};
    TRY(log->append({}, std::span(&attachment, 1)));
    erased.lives_on_in = log->removed_lives_on_in();
    return erased;
}

Result<CustomerStatus> customer_status(const LogAddress& address, const std::string& customer) {
    const auto log = TRY(open_log(address, store::OpenMode::read_only));
    const auto gathered = TRY(gather(*log, customer));
    CustomerStatus status{gathered.records.size(), gathered.erased, {}, {}};
    const auto* sealed = dynamic_cast<store::SealedStore*>(log.get());
    if (sealed == nullptr) return status;
    const auto hidden = sealed->hidden(customer);
    JsonParser parser;
    TRY_VOID(log->scan_attachments(
        restriction_space, [&](std::string_view name, std::string_view value) -> Result<store::Step> {
            if (!name.starts_with(hidden)) return store::Step::go_on;
            const auto note = TRY(parser.parse(value));
            status.erasures.push_back(text_in(note, "time"));
            const auto restrictions = note.find("restrictions");
            for (const auto one : *restrictions) {
                const auto until = TRY(parse_instant(text_in(one, "until")));
                status.restrictions.push_back({text_in(one, "measure"), text_in(one, "contact"), until});
            }
            return store::Step::go_on;
        }));
    return status;
}

namespace {

/// The moment after the last of the class's month, and its type; nothing where the name is of another form.
std::optional<std::pair<std::string, Instant>> end_of(const std::string& name) {
    const auto blank = name.rfind(' ');
    if (blank == std::string::npos || name.size() - blank != 8) return std::nullopt;
    const auto first = parse_instant(name.substr(blank + 1) + "-01T00:00:00Z");
    if (!first) return std::nullopt;
    return std::pair(name.substr(0, blank), standard::add(*first, {1, 0, ""}));
}

}  // namespace

Result<Expired> expire_log(const ExpireRequest& request) {
    const auto standard = standard::load(request.standard);
    if (!standard) return std::unexpected(standard.error().front());
    if (standard->retention.empty())
        return fail("service.no-retention", fmt::format("the standard `{}` says nothing of how long content is kept: "
                                                        "add [retention] to its standard.toml",
                                                        request.standard));
    const auto log = TRY(open_sealed_log(request.log, store::OpenMode::read_write));
    Expired expired;
    std::set<std::string> all;
    for (const auto partition : TRY(log->partitions())) {
        std::vector<std::string> due;
        for (auto& name : TRY(log->classes(partition))) {
            const auto end = end_of(name);
            const auto span = end ? standard->retention.find(end->first) : standard->retention.end();
            if (span != standard->retention.end() && standard::add(end->second, span->second) <= request.time)
                due.push_back(std::move(name));
            else
                ++expired.kept;
        }
        if (due.empty()) continue;
        std::string note;
        JsonWriter writer(note);
        writer.begin_object().member("time", to_string(request.time));
        writer.member("standard", to_hex(standard->sha256)).key("classes").begin_array();
        for (const auto& name : due) writer.string(name);
        writer.end_array().end_object();
        const auto id = fmt::format("{}@{}", to_string(request.time), partition);
        const store::Entry entry{partition, "expiry", id, {}, note};
        TRY_VOID(log->expire(partition, due, std::span(&entry, 1)));
        all.insert(due.begin(), due.end());
    }
    expired.classes.assign(all.begin(), all.end());
    expired.lives_on_in = log->removed_lives_on_in();
    return expired;
}

}  // namespace konsequenz::service
