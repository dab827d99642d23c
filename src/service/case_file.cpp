#include "service/case_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/files.h"
#include "base/json_writer.h"
#include "ruling/ruling.h"
#include "seal/keys.h"
#include "seal/note.h"
#include "service/case_file_parts.h"
#include "service/checkpoint.h"
#include "service/logged_history.h"
#include "service/tree_reader.h"
#include "store/verify.h"

namespace konsequenz::service {
namespace {

using Place = std::pair<std::uint32_t, std::uint64_t>;  // partition, sequence

class Exporter {
  public:
    explicit Exporter(const ExportCaseRequest& request) : request_(request) {}

    Result<ExportedCase> run() {
        log_ = TRY(open_log(request_.log, store::OpenMode::read_only));
        stored_ = &log_->stored();
        sealed_ = dynamic_cast<store::SealedStore*>(log_.get());
        TRY_VOID(gather());
        TRY_VOID(sign());
        std::string text = TRY(head_line());
        for (const auto& [place, entry] : entries_) text += TRY(entry_line(entry));
        text += end_line(text, entries_.size());
        TRY_VOID(write_file(request_.out, text));
        return summary_;
    }

  private:
    Result<void> gather() {
        auto customer = request_.customer;
        std::optional<Place> last;
        if (customer.empty()) {
            const auto contact = TRY(log_->find("record", request_.contact));
            if (!contact) return nothing(fmt::format("contact `{}`", request_.contact));
            if (contact->is_erased)
                return fail("service.nothing-found",
                            fmt::format("the content of `{}` was erased: there is no case left", request_.contact));
            customer = contact->key;
            last = {contact->partition, contact->sequence};
        }
        TRY_VOID(log_->scan_records(customer, [&](const store::StoredEntry& record) -> Result<store::Step> {
            if (last && Place(record.partition, record.sequence) > *last) return store::Step::stop;
            ids_.push_back(record.id);
            return store::Step::go_on;
        }));
        if (ids_.empty()) return nothing(fmt::format("customer `{}`", customer));
        for (const auto& id : ids_) TRY_VOID(add_record(id));
        return {};
    }

    static std::unexpected<Error> nothing(std::string_view what) {
        return fail("service.nothing-found", fmt::format("the log holds nothing of the {}: check the id", what));
    }

    Result<void> add_record(const std::string& id) {
        TRY(add("record", id));
        ++summary_.records;
        const auto ruling = TRY(add("ruling", id));
        if (!ruling) return {};
        ++summary_.rulings;
        if (ruling->is_erased) {
            ++summary_.erased;
            return {};
        }
        const auto outcome = ruling::outcome_reference(ruling->body);
        if (!outcome) return {};
        const auto content = TRY(add("outcome", id_in_partition(*outcome, ruling->partition)));
        if (!content) return {};
        const auto standard = standard_of_outcome(content->body);
        if (standard) TRY(add("standard", id_in_partition(*standard, ruling->partition)));
        return {};
    }

    /// Takes the entry as it is stored into the file; yields it opened.
    Result<std::optional<store::StoredEntry>> add(std::string_view kind, std::string_view id) {
        auto entry = TRY(stored_->find(kind, id));
        if (!entry) return std::nullopt;
        entries_.insert_or_assign(Place(entry->partition, entry->sequence), std::move(*entry));
        return TRY(log_->find(kind, id));
    }

    /// States and signs how far the partitions of the entries have come.
    Result<void> sign() {
        std::vector<seal::SigningKey> keys;
        if (!request_.signing_key.empty()) keys.push_back(TRY(seal::read_signing_key(request_.signing_key)));
        const auto made = TRY(make_checkpoints(*stored_, keys));
        for (const auto& checkpoint : made) {
            const auto first = entries_.lower_bound(Place(checkpoint.partition, 0));
            if (first == entries_.end() || first->first.first != checkpoint.partition) continue;
            checkpoints_.emplace(checkpoint.partition, checkpoint);
            trees_.emplace(checkpoint.partition,
                           TRY(TreeReader::open(*stored_, checkpoint.partition, checkpoint.size)));
        }
        return {};
    }

    Result<std::string> head_line() {
        std::string line;
        JsonWriter writer(line);
        writer.begin_object().member("type", "case-file").member("version", std::int64_t{1});
        if (!request_.customer.empty()) writer.member("customer", request_.customer);
        if (!request_.contact.empty()) writer.member("contact", request_.contact);
        writer.key("checkpoints").begin_array();
        for (const auto& [partition, checkpoint] : checkpoints_) writer.string(checkpoint.note);
        writer.end_array().end_object();
        return line + "\n";
    }

    Result<std::string> entry_line(const store::StoredEntry& entry) {
        auto& tree = trees_.at(entry.partition);
        const auto proof =
            TRY(store::inclusion_proof(entry.sequence - 1, tree.size(),
                                       [&](std::uint64_t from, std::uint64_t to) { return tree.subtree(from, to); }));
        CaseEntry written{entry, TRY(hash_before(entry)), {}, {}, proof};
        const auto key = sealed_ == nullptr ? std::nullopt : TRY(sealed_->body_key(entry));
        const auto opened = TRY(log_->find(entry.kind, entry.id));
        if (key) written.key = *key;
        if (opened && !opened->is_erased) written.content = opened->body;
        return to_line(written);
    }

    Result<Digest> hash_before(const store::StoredEntry& entry) {
        Digest hash{};
        if (entry.sequence == 1) return hash;
        TRY_VOID(stored_->scan(entry.partition, entry.sequence - 1,
                               [&](const store::StoredEntry& before) -> Result<store::Step> {
                                   hash = before.hash;
                                   return store::Step::stop;
                               }));
        return hash;
    }

    const ExportCaseRequest& request_;
    std::unique_ptr<store::Store> log_;
    store::Store* stored_ = nullptr;
    store::SealedStore* sealed_ = nullptr;
    std::vector<std::string> ids_;
    std::map<Place, store::StoredEntry> entries_;
    std::map<std::uint32_t, Checkpoint> checkpoints_;
    std::map<std::uint32_t, TreeReader> trees_;
    ExportedCase summary_;
};

}  // namespace

Result<ExportedCase> export_case(const ExportCaseRequest& request) { return Exporter(request).run(); }

}  // namespace konsequenz::service
