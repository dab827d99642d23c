#include "service/backtest_history.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <utility>

#include "backtest/collector.h"
#include "backtest/history_file.h"
#include "base/json.h"
#include "base/sha256.h"
#include "record/input.h"
#include "record/parse.h"
#include "record/reader.h"
#include "ruling/ruling.h"
#include "service/assessor.h"
#include "service/logged_history.h"
#include "service/open_log.h"
#include "service/outcome_table.h"
#include "service/rejects.h"

namespace konsequenz::service {
namespace {

constexpr std::string_view ruling_beginning = R"({"type":"ruling")";

/// What the two members of an outcome or a whole ruling say.
Result<std::pair<std::string, std::string>> measure_and_remedy(const JsonValue& object) {
    const auto measure = object.kind() == JsonKind::object ? object.find("measure") : std::nullopt;
    const auto remedy = object.kind() == JsonKind::object ? object.find("remedy") : std::nullopt;
    if (!measure || !remedy)
        return fail("service.log-content", "a ruling has no measure or no remedy: expected one of konsequenz decide");
    return std::pair(std::string(measure->text()), std::string(remedy->text()));
}

/// Reads rulings, whole or by reference.
class RulingReader {
  public:
    Result<void> add_outcome(std::string_view id, std::string_view json) {
        outcomes_[std::string(id)] = TRY(measure_and_remedy(TRY(parser_.parse(fmt::format("{{{}}}", json)))));
        return {};
    }
    Result<backtest::Ruled> read(std::string_view json) {
        const auto ruling = TRY(parser_.parse(json));
        backtest::Ruled ruled;
        ruled.assessed = conduct_as_recorded(TRY(ruling::assessment_of(ruling)));
        const auto reference = ruling::outcome_reference(json);
        if (!reference) {
            std::tie(ruled.measure, ruled.remedy) = TRY(measure_and_remedy(ruling));
            return ruled;
        }
        const auto found = outcomes_.find(*reference);
        if (found == outcomes_.end())
            return fail("service.log-content",
                        fmt::format("a ruling names the outcome `{}`, which the log does not hold: verify the log",
                                    *reference));
        std::tie(ruled.measure, ruled.remedy) = found->second;
        return ruled;
    }
    /// The contact that a whole ruling is of.
    Result<std::string> contact_of(std::string_view json) {
        const auto ruling = TRY(parser_.parse(json));
        const auto contact = ruling.kind() == JsonKind::object ? ruling.find("contact") : std::nullopt;
        if (!contact) return fail("service.log-content", "a ruling names no contact");
        return std::string(contact->text());
    }

  private:
    JsonParser parser_;
    std::map<std::string, std::pair<std::string, std::string>, std::less<>> outcomes_;  ///< by id
};

/// Takes a log entry by entry.
class LogReader {
  public:
    LogReader(backtest::Collector& collector, BacktestSource& source) : collector_(collector), source_(source) {}

    Result<void> take(const store::StoredEntry& entry) {
        if (entry.is_erased) {
            ++source_.erased;
            return {};
        }
        if (entry.kind == "outcome") return rulings_.add_outcome(without_partition(entry.id), entry.body);
        if (entry.kind == "ruling" && unruled_ && unruled_->id == entry.id) {
            collector_.add(*unruled_, TRY(rulings_.read(entry.body)));
            unruled_.reset();
            return {};
        }
        if (entry.kind != store::record_kind) return {};
        flush();
        ++source_.records;
        auto record = TRY(parser_.parse(entry.body));
        if (record.type() == record::Type::contact)
            unruled_ = std::move(record);
        else
            collector_.add(record);
        return {};
    }
    /// A contact whose ruling was erased counts with the conduct that it brings itself.
    void flush() {
        if (!unruled_) return;
        backtest::Ruled ruled;
        if (const auto given = given_assessment(std::get<record::Contact>(unruled_->body)))
            ruled.assessed = conduct_as_recorded(*given);
        collector_.add(*unruled_, ruled);
        unruled_.reset();
    }

  private:
    backtest::Collector& collector_;
    BacktestSource& source_;
    record::Parser parser_;
    RulingReader rulings_;
    std::optional<record::Record> unruled_;
};

Result<void> read_log(const BacktestRequest& request, store::Store& log, const BacktestProgress& progress,
                      backtest::Collector& collector, BacktestSource& source) {
    std::uint64_t total = 0;
    std::uint64_t done = 0;
    const auto partitions = TRY(log.partitions());
    for (const auto partition : partitions) total += TRY(log.head(partition)).count;
    for (const auto partition : partitions) {
        LogReader reader(collector, source);
        TRY_VOID(log.scan(partition, 1, [&](const store::StoredEntry& entry) -> Result<store::Step> {
            if (progress && ++done % 4096 == 0) progress("reading", done, total);
            const auto taken = reader.take(entry);
            if (taken) return store::Step::go_on;
            return fail("service.log-content",
                        fmt::format("entry {} of the log (`{}` {}) cannot be read: {}", entry.sequence, entry.id,
                                    entry.kind, to_string(taken.error())));
        }));
        reader.flush();
    }
    source.name = request.log;
    return {};
}

/// Takes files line by line; ids are looked at as `konsequenz decide` does.
class FileReader {
  public:
    FileReader(backtest::Collector& collector, BacktestSource& source) : collector_(collector), source_(source) {}

    Result<void> read(const std::string& path, Rejects& rejects) {
        auto input = TRY(record::Input::open(path));
        record::LineReader lines(input);
        for (;;) {
            const auto line = TRY(lines.next());
            if (!line) return {};
            if (line->text.empty()) continue;
            const auto taken = line->text.starts_with(ruling_beginning) ? take_ruling(line->text) : take(line->text);
            if (!taken) TRY_VOID(rejects.add(at(taken.error(), input.name(), line->number), line->text));
        }
    }
    /// Contacts that neither a person nor a ruling assessed, by the model: as konsequenz decide would have done.
    void assess() {
        for (const auto& [number, assessed] : unassessed_) {
            collector_.set_ruled(number, {assessed, {}, {}});
            ++source_.assessed;
        }
    }

  private:
    struct Seen {
        Fingerprint print;
        std::size_t contact = 0;
    };

    Result<void> take(std::string_view line) {
        const auto record = TRY(parser_.parse(line));
        json_.clear();
        append_json(json_, record);
        const auto print = fingerprint(hash_, json_);
        const auto [known, is_new] = seen_.try_emplace(record.id, Seen{print});
        if (!is_new) {
            if (known->second.print != print)
                return fail("service.conflicting-id",
                            fmt::format("the id `{}` came before with other content: give the new record an id of its "
                                        "own",
                                        record.id));
            ++source_.repeated;
            return {};
        }
        ++source_.records;
        const auto* contact = std::get_if<record::Contact>(&record.body);
        backtest::Ruled ruled;
        std::optional<conduct::Assessment> given;
        if (contact != nullptr) given = given_assessment(*contact);
        if (given) ruled.assessed = conduct_as_recorded(*given);
        known->second.contact = collector_.add(record, ruled);
        if (contact != nullptr && !given)
            unassessed_.emplace(known->second.contact, conduct_as_recorded(assessor_.assess(*contact)));
        return {};
    }
    Result<void> take_ruling(std::string_view line) {
        const auto contact = TRY(rulings_.contact_of(line));
        const auto ruled = TRY(rulings_.read(line));
        const auto found = seen_.find(contact);
        if (found == seen_.end())
            return fail("service.ruling-without-contact",
                        fmt::format("the ruling is of the contact `{}`, which did not come before it", contact));
        collector_.set_ruled(found->second.contact, ruled);
        unassessed_.erase(found->second.contact);
        return {};
    }

    backtest::Collector& collector_;
    BacktestSource& source_;
    record::Parser parser_;
    RulingReader rulings_;
    Assessor assessor_;
    Sha256 hash_;
    std::string json_;
    absl::flat_hash_map<std::string, Seen> seen_;               // by id; never iterated
    std::map<std::size_t, standard::KnownConduct> unassessed_;  ///< by the contact's number
};

Result<void> read_files(const BacktestRequest& request, backtest::Collector& collector, BacktestSource& source) {
    FileReader reader(collector, source);
    auto rejects = TRY(Rejects::open(""));
    for (const auto& path : request.inputs) TRY_VOID(reader.read(path, rejects));
    reader.assess();
    source.name = request.inputs.front();
    source.refused = rejects.count();
    source.first_refusals = rejects.first();
    return {};
}

/// What a file of columns was made from: where the log stood.
Result<std::string> state_of(store::Store& log) {
    std::string state;
    for (const auto partition : TRY(log.partitions())) {
        const auto head = TRY(log.head(partition));
        state += fmt::format("{} {} {}\n", partition, head.count, to_hex(head.hash));
    }
    return state;
}

}  // namespace

Result<std::unique_ptr<backtest::History>> open_history(const BacktestRequest& request,
                                                        const BacktestProgress& progress, BacktestSource& source) {
    std::unique_ptr<store::Store> log;
    std::string state = "files\n";
    if (!request.log.empty()) {
        log = TRY(open_log({request.log, request.master_key}, store::OpenMode::read_only));
        state = TRY(state_of(*log));
    }
    const bool has_source = log != nullptr || !request.inputs.empty();
    if (!request.columns.empty() && (!has_source || std::filesystem::exists(request.columns))) {
        std::unique_ptr<backtest::HistoryFile> file = TRY(backtest::HistoryFile::open(request.columns));
        if (has_source && (file->source() != state || log == nullptr))
            return fail("service.other-history",
                        fmt::format("the columns in `{}` were made from another state of the history: remove them, or "
                                    "name them alone",
                                    request.columns));
        source.name = log == nullptr ? request.columns : request.log;
        return file;
    }
    auto collector = std::make_unique<backtest::Collector>();
    if (log != nullptr)
        TRY_VOID(read_log(request, *log, progress, *collector, source));
    else
        TRY_VOID(read_files(request, *collector, source));
    collector->finish();
    if (!request.columns.empty()) TRY_VOID(backtest::write_history_file(request.columns, *collector, state));
    return collector;
}

namespace {

Result<ReasonTexts> reasons_in(JsonParser& parser, std::string_view ruling_json) {
    const auto ruling = TRY(parser.parse(ruling_json));
    ReasonTexts texts;
    const auto reasons = ruling.kind() == JsonKind::object ? ruling.find("reasons") : std::nullopt;
    if (!reasons || reasons->kind() != JsonKind::object) return texts;
    for (const auto language : *reasons) {
        auto& list = texts[std::string(language.key())];
        for (const auto reason : language) list.emplace_back(reason.text());
    }
    return texts;
}

using AllReasons = std::map<std::string, ReasonTexts, std::less<>>;

Result<AllReasons> reasons_in_log(const BacktestRequest& request, const std::set<std::string, std::less<>>& contacts) {
    AllReasons found;
    const auto log = TRY(open_log({request.log, request.master_key}, store::OpenMode::read_only));
    JsonParser parser;
    for (const auto& contact : contacts) {
        const auto ruling = TRY(log->find("ruling", contact));
        if (!ruling || ruling->is_erased) continue;
        const auto reference = ruling::outcome_reference(ruling->body);
        std::string whole = ruling->body;
        if (reference) {
            auto outcome = TRY(log->find("outcome", id_in_partition(*reference, ruling->partition)));
            if (!outcome || outcome->is_erased) continue;
            whole.clear();
            ruling::append_resolved(whole, ruling->body, outcome->body);
        }
        found[contact] = TRY(reasons_in(parser, whole));
    }
    return found;
}

Result<AllReasons> reasons_in_files(const BacktestRequest& request,
                                    const std::set<std::string, std::less<>>& contacts) {
    AllReasons found;
    JsonParser parser;
    RulingReader rulings;
    for (const auto& path : request.inputs) {
        if (path == "-") continue;  // gone by now
        auto input = TRY(record::Input::open(path));
        record::LineReader lines(input);
        while (const auto line = TRY(lines.next())) {
            if (!line->text.starts_with(ruling_beginning)) continue;
            const auto contact = rulings.contact_of(line->text);
            if (!contact || !contacts.contains(*contact)) continue;
            if (auto reasons = reasons_in(parser, line->text)) found[*contact] = std::move(*reasons);
        }
    }
    return found;
}

}  // namespace

Result<AllReasons> read_reasons(const BacktestRequest& request, const std::set<std::string, std::less<>>& contacts) {
    if (contacts.empty()) return AllReasons();
    return request.log.empty() ? reasons_in_files(request, contacts) : reasons_in_log(request, contacts);
}

}  // namespace konsequenz::service
