#include "service/decide.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "record/input.h"
#include "record/reader.h"
#include "service/decider.h"
#include "service/line_writer.h"
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
    void count(const ruling::Ruling& ruling);
    Result<void> take(Decider& decider, const record::Record& record, const record::Input& input, std::uint32_t line);
    Result<void> read(Decider& decider, const std::string& path);

    const DecideRequest& request_;
    const std::function<void(const DecideProgress&)>& progress_;
    DecideSummary summary_;
    DecideProgress done_;
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

Result<DecideSummary> Run::run(const standard::Standard& standard) {
    start(standard);
    auto assessor = TRY(Assessor::open("", request_.calibration));
    std::unique_ptr<store::Store> log;
    if (!request_.log.empty()) log = TRY(store::open_sqlite(request_.log, store::OpenMode::read_write));
    if (!request_.out.empty()) out_ = TRY(LineWriter::open(request_.out));
    rejects_ = TRY(Rejects::open(request_.rejects));
    const auto sink = [this](std::string_view json, bool) {
        return request_.out.empty() ? Result<void>() : out_.write(json);
    };
    auto decider = TRY(Decider::create(standard, std::move(assessor), log.get(), sink,
                                       [this](const ruling::Ruling& ruling) { count(ruling); }));
    for (const auto& path : request_.inputs) TRY_VOID(read(decider, path));
    TRY_VOID(decider.flush());
    TRY_VOID(out_.close());
    TRY_VOID(rejects_.close());
    summary_.bytes = done_.bytes_done;
    summary_.refused = rejects_.count();
    summary_.first_refusals = rejects_.first();
    return std::move(summary_);
}

}  // namespace

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
