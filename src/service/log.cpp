#include "service/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/files.h"
#include "seal/note.h"
#include "service/checkpoint.h"
#include "standard/standard.h"
#include "store/verify.h"

namespace konsequenz::service {
namespace {

class LogVerifier {
  public:
    explicit LogVerifier(const VerifyLogRequest& request) : request_(request) {}

    Result<LogVerification> run() {
        log_ = TRY(store::open(request_.log, store::OpenMode::read_only));
        if (!request_.public_keys.empty()) keys_ = TRY(seal::read_public_keys(request_.public_keys));
        TRY_VOID(gather());
        if (result_.fault) return std::move(result_);
        verify_.jobs = request_.jobs;
        verify_.with_damage = !request_.is_incremental && !request_.is_entries_only;
        const auto open_another = [this] { return store::open(request_.log, store::OpenMode::read_only); };
        const auto verified = TRY(store::verify(*log_, open_another, verify_));
        fill(verified);
        return std::move(result_);
    }

  private:
    /// Those of the log and those that somebody kept.
    Result<void> gather() {
        const auto id = TRY(log_->attachment("log", "id"));
        for (const auto partition : TRY(log_->partitions())) {
            auto stored = checkpoints_of(*log_, partition);
            if (!stored) {
                result_.fault = fmt::format("partition {}: a checkpoint of it cannot be read: {}", partition,
                                            stored.error().message);
                return {};
            }
            for (const auto& checkpoint : *stored) TRY_VOID(take(checkpoint, id, "in the log"));
            if (result_.fault) return {};
            if (request_.is_incremental) TRY_VOID(go_on_from(*stored, partition));
        }
        for (const auto& path : request_.checkpoints) {
            const auto kept = parse_checkpoint(TRY(read_file(path)));
            if (!kept) return std::unexpected(at(kept.error(), path));
            TRY_VOID(take(*kept, id, fmt::format("`{}`", path)));
        }
        return {};
    }

    Result<void> take(const Checkpoint& checkpoint, const std::optional<std::string>& id, std::string_view shown) {
        if (result_.fault) return {};
        const auto origin = fmt::format("konsequenz/{}/{}", id.value_or(""), checkpoint.partition);
        if (checkpoint.origin != origin) {
            result_.fault = fmt::format("the checkpoint {} of size {} is of another log: {}", shown, checkpoint.size,
                                        checkpoint.origin);
            return {};
        }
        const auto signers = seal::verified_signers(checkpoint.note, keys_);
        if (!signers) {
            result_.fault = fmt::format("partition {}: the checkpoint {} of size {}: {}", checkpoint.partition, shown,
                                        checkpoint.size, signers.error().message);
            return {};
        }
        signers_.insert(signers->begin(), signers->end());
        ++result_.checkpoints;
        verify_.tree_heads.push_back({checkpoint.partition, checkpoint.size, checkpoint.root});
        return {};
    }

    Result<void> go_on_from(const std::vector<Checkpoint>& stored, std::uint32_t partition) {
        for (auto checkpoint = stored.rbegin(); checkpoint != stored.rend(); ++checkpoint) {
            if (TRY(seal::verified_signers(checkpoint->note, keys_)).empty()) continue;
            const auto start = TRY(start_after(*log_, *checkpoint));
            if (!start) continue;
            verify_.starts[partition] = *start;
            result_.skipped += checkpoint->size;
            return {};
        }
        return fail("service.no-checkpoint",
                    fmt::format("partition {} has no checkpoint that one of the keys signed: verify the whole log, or "
                                "name the key with --key",
                                partition));
    }

    void fill(const store::Verified& verified) {
        const auto& found = verified.verification;
        result_.entries = found.entries;
        result_.bytes = found.bytes;
        result_.signers.assign(signers_.begin(), signers_.end());
        if (found.fault) {
            const auto& fault = *found.fault;
            result_.fault = fault.sequence == 0 ? fmt::format("partition {}: {}", fault.partition, fault.what)
                                                : fmt::format("partition {}, entry {}: {}", fault.partition,
                                                              fault.sequence, fault.what);
            return;
        }
        for (const auto& [partition, reached] : verified.reached) {
            if (!result_.head_sha256.empty()) result_.head_sha256 += ' ';
            result_.head_sha256 += to_hex(reached.head.hash);
        }
    }

    const VerifyLogRequest& request_;
    std::unique_ptr<store::Store> log_;
    std::vector<seal::PublicKey> keys_;
    std::set<std::string> signers_;
    store::VerifyRequest verify_;
    LogVerification result_;
};

}  // namespace

Result<LogVerification> verify_log(const VerifyLogRequest& request) { return LogVerifier(request).run(); }

Result<ReplaySummary> replay_log(const ReplayRequest& request,
                                 const std::function<void(std::uint64_t contacts)>& progress) {
    const auto log = TRY(open_log(request.log, store::OpenMode::read_only));
    const auto* sealed = dynamic_cast<const store::SealedStore*>(log.get());
    Replayer replayer(
        [&](const std::string& customer) { return sealed == nullptr ? customer : sealed->hidden(customer); });
    std::vector<std::string> ids;
    TRY_VOID(log->scan_attachments("standard", [&](std::string_view id, std::string_view) -> Result<store::Step> {
        ids.emplace_back(id);
        return store::Step::go_on;
    }));
    for (const auto& id : ids) {
        const auto entry = TRY(log->find("standard", id));
        if (entry) TRY_VOID(replayer.add_standard(id, entry->body));
    }
    for (const auto& folder : request.standards) {
        auto standard = standard::load(folder);
        if (!standard) return std::unexpected(standard.error().front());
        replayer.add_standard(std::move(*standard));
    }
    std::uint64_t entries = 0;
    for (const auto partition : TRY(log->partitions())) {
        replayer.start_partition();
        TRY_VOID(log->scan(partition, 1, [&](const store::StoredEntry& entry) -> Result<store::Step> {
            TRY_VOID(replayer.take(entry));
            if (progress && ++entries % 10'000 == 0) progress(replayer.summary().contacts);
            return store::Step::go_on;
        }));
    }
    return replayer.summary();
}

}  // namespace konsequenz::service
