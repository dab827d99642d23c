#include "service/decide.h"

#include <fmt/format.h>

#include <memory>
#include <span>
#include <utility>

#include "record/input.h"
#include "record/reader.h"
#include "seal/note.h"
#include "service/checkpoint.h"
#include "service/decider.h"
#include "service/line_writer.h"
#include "service/open_log.h"
#include "service/rejects.h"
#include "standard/standard.h"
#include "store/store.h"

namespace konsequenz::service {
namespace {

/// One run: counts, and writes what is refused.
class Run {
  public:
    Run(const DecideRequest& request, const std::function<void(const DecideProgress&)>& progress)
        : request_(request), progress_(progress) {}

    Result<DecideSummary> run(const standard::Standard& standard);

  private:
    void start(const standard::Standard& standard);
    Result<void> open();
    void count(const ruling::Ruling& ruling);
    Result<void> take(Decider& decider, const record::Record& record, const record::Input& input, std::uint32_t line);
    Result<void> read(Decider& decider, const std::string& path);

    const DecideRequest& request_;
    const std::function<void(const DecideProgress&)>& progress_;
    DecideSummary summary_;
    DecideProgress done_;
    std::unique_ptr<store::Store> log_;
    std::unique_ptr<store::Store> reader_;  // beside it, while a batch is written
    LineWriter out_;
    Rejects rejects_;
};

void Run::start(const standard::Standard& standard) {
    summary_.standard = fmt::format("{} {}", standard.id, standard.version);
    for (const auto& measure : standard.measures) summary_.measure_order.push_back(measure.id);
    for (const auto& remedy : standard.remedies) summary_.remedy_order.push_back(remedy.id);
    for (const auto& id : summary_.measure_order) summary_.measures[id] = 0;
    for (const auto& id : summary_.remedy_order) summary_.remedies[id] = 0;
}

void Run::count(const ruling::Ruling& ruling) {
    ++summary_.measures[ruling.outcome->measure];
    ++summary_.remedies[ruling.outcome->remedy];
}

Result<void> Run::take(Decider& decider, const record::Record& record, const record::Input& input, std::uint32_t line) {
    if (!request_.share.holds(record.customer)) {
        ++summary_.of_other_shares;
        return {};
    }
    ++done_.records;
    if (progress_ && done_.records % 1000 == 0) {
        auto now = done_;
        now.bytes_done += input.bytes_read();
        progress_(now);
    }
    const auto accepted = decider.accept(record);
    if (accepted) {
        ++summary_.records;
        if (*accepted == Accepted::decided) ++summary_.contacts_decided;
        if (*accepted == Accepted::repeated) ++summary_.repeated;
        return {};
    }
    if (!Decider::is_refusal(accepted.error())) return std::unexpected(accepted.error());
    return rejects_.add(at(accepted.error(), input.name(), line), record::to_json(record));
}

Result<void> Run::read(Decider& decider, const std::string& path) {
    auto input = TRY(record::Input::open(path));
    TRY(record::for_each_record(
        input, [&](record::Record&& record, std::uint32_t line) { return take(decider, record, input, line); },
        [&](const record::Refusal& refusal) { return rejects_.add(refusal.error, refusal.line); }));
    done_.bytes_done += input.bytes_read();
    return {};
}

/// How many partitions a log has is fixed by the first run.
Result<void> check_share(store::Store& log, Share share) {
    const auto wanted = fmt::format("{}", share.of);
    const auto fixed = TRY(log.attachment("log", "partitions"));
    if (fixed && *fixed != wanted) {
        return fail("service.other-partitions",
                    fmt::format("the log has {} partitions, not {}: a customer must stay in one; name --partition with "
                                "/{}",
                                *fixed, wanted, *fixed));
    }
    if (fixed) return {};
    const store::Attachment attachment{"log", "partitions", wanted};
    TRY(log.append({}, std::span(&attachment, 1)));
    return {};
}

Result<void> Run::open() {
    if (request_.log.empty()) return {};
    const LogAddress address{request_.log, request_.master_key};
    log_ = TRY(open_log(address, store::OpenMode::read_write));
    reader_ = TRY(open_log(address, store::OpenMode::read_only));
    TRY(log_id(*log_));
    return check_share(*log_, request_.share);
}

Result<DecideSummary> Run::run(const standard::Standard& standard) {
    start(standard);
    auto assessor = TRY(Assessor::open("", request_.calibration));
    TRY_VOID(open());
    if (!request_.out.empty()) out_ = TRY(LineWriter::open(request_.out));
    rejects_ = TRY(Rejects::open(request_.rejects));
    const auto sink = [this](std::string_view json, bool) {
        return request_.out.empty() ? Result<void>() : out_.write(json);
    };
    auto decider = TRY(Decider::create(standard, std::move(assessor),
                                       {log_.get(), reader_.get(), request_.share.partition, request_.batch_entries},
                                       sink, [this](const ruling::Ruling& ruling) { count(ruling); }));
    for (const auto& path : request_.inputs) TRY_VOID(read(decider, path));
    TRY_VOID(decider.flush());
    if (log_ && !request_.signing_key.empty()) {
        const auto key = TRY(seal::read_signing_key(request_.signing_key));
        TRY(sign_checkpoints(*log_, std::span(&key, 1)));
    }
    TRY_VOID(out_.close());
    TRY_VOID(rejects_.close());
    summary_.bytes = done_.bytes_done;
    summary_.refused = rejects_.count();
    summary_.first_refusals = rejects_.first();
    return std::move(summary_);
}

}  // namespace

bool Share::holds(std::string_view customer) const {
    if (of == 1) return true;
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char byte : customer) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
    return hash % of == partition;
}

Result<DecideSummary> decide(const DecideRequest& request, const std::function<void(const DecideProgress&)>& progress,
                             std::vector<Error>& details) {
    auto standard = standard::load(request.standard);
    if (!standard) {
        details = std::move(standard).error();
        return std::unexpected(details.front());
    }
    return Run(request, progress).run(*standard);
}

}  // namespace konsequenz::service
