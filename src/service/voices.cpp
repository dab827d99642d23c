#include "service/voices.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <tuple>
#include <unordered_map>

#include "base/files.h"
#include "report/voices_page.h"
#include "service/line_blocks.h"
#include "service/logged_history.h"
#include "service/open_log.h"
#include "store/store.h"
#include "voices/json_members.h"

namespace konsequenz::service {
namespace {

constexpr std::size_t refusals_kept = 20;
/// A place is a file's number and a byte of it.
constexpr unsigned place_bits = 48;

/// What was refused, the first of it with its place.
class Refusals {
  public:
    /// In the order of the input, or by any thread with the block and the line in it.
    void add(std::size_t file, std::uint64_t block, Error error) {
        if (count_++ < refusals_kept) first_.push_back({file, block, std::move(error)});
    }
    void add(Refusals&& other) {
        count_ += other.count_;
        std::ranges::move(other.first_, std::back_inserter(first_));
        std::ranges::stable_sort(first_, [](const Kept& one, const Kept& other_one) {
            return std::tie(one.file, one.block, one.error.where.line) <
                   std::tie(other_one.file, other_one.block, other_one.error.where.line);
        });
        if (first_.size() > refusals_kept) first_.resize(refusals_kept);
    }
    /// From lines of a block to lines of the file.
    void number_lines(std::size_t file, const std::map<std::uint64_t, std::uint64_t>& lines_of_blocks) {
        for (auto& kept : first_) {
            if (kept.file != file) continue;
            std::uint64_t before = 0;
            for (auto block = lines_of_blocks.begin(); block->first < kept.block; ++block) before += block->second;
            kept.error.where.line += static_cast<std::uint32_t>(before);
        }
    }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] std::vector<Error> first() const {
        std::vector<Error> errors;
        errors.reserve(first_.size());
        for (const auto& kept : first_) errors.push_back(kept.error);
        return errors;
    }

  private:
    struct Kept {
        std::size_t file;
        std::uint64_t block;
        Error error;
    };
    std::uint64_t count_ = 0;
    std::vector<Kept> first_;
};

using OnProgress = std::function<void(const VoicesProgress&)>;

/// Reads records and rulings into one counter, each thread with a feeder of its own.
class Reading {
  public:
    Reading(const VoicesRequest& request, const OnProgress& on_progress)
        : request_(request), on_progress_(on_progress), counter_(request.period), jobs_(std::max(1U, request.jobs)) {
        for (unsigned job = 0; job < jobs_; ++job)
            feeders_.push_back(std::make_unique<voices::LineFeeder>(counter_, request.which, request.campaigns));
    }

    Result<void> add_file(std::size_t number);
    Result<void> add_log();

    /// Ends the reading.
    Result<VoicesReport> answer(const voices::Question& question);

  private:
    void work(LineBlocks& blocks, std::size_t file, unsigned job);
    /// Yields how many lines there were.
    std::uint64_t add_block(const LineBlock& block, std::size_t file, unsigned job, Refusals& refusals);
    Result<void> add_entry(const store::StoredEntry& entry, std::uint64_t place);
    std::string text_at(std::uint64_t place) const;
    Result<void> find_texts_in_log(std::vector<voices::Campaign>& campaigns) const;

    const VoicesRequest& request_;
    const OnProgress& on_progress_;
    voices::Counter counter_;
    unsigned jobs_;
    std::vector<std::unique_ptr<voices::LineFeeder>> feeders_;
    std::mutex mutex_;  ///< of what follows
    Refusals refusals_;
    std::optional<Error> failure_;
    std::uint64_t lines_ = 0;
    std::uint64_t bytes_total_ = 0;
    std::map<std::uint64_t, std::uint64_t> lines_of_blocks_;  ///< of the file that is read
    std::unordered_map<std::string, std::string> standards_;  ///< of the log, by outcome
    bool is_last_outgoing_ = false;
    std::string buffer_;
};

std::uint64_t Reading::add_block(const LineBlock& block, std::size_t file, unsigned job, Refusals& refusals) {
    auto& feeder = *feeders_[job];
    const std::string_view text(block.text);
    std::uint32_t line = 0;
    for (std::size_t start = 0; start < block.size;) {
        ++line;
        const auto end = std::min(text.find('\n', start), block.size);
        auto content = text.substr(start, end - start);
        if (block.offset + start == 0 && content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
        if (content.ends_with('\r')) content.remove_suffix(1);
        const auto place = std::uint64_t{file} << place_bits | (block.offset + start);
        start = end + 1;
        if (content.find_first_not_of(" \t") == std::string_view::npos) continue;
        auto added = feeder.add(content, place);
        if (!added) refusals.add(file, block.index, at(std::move(added).error(), request_.inputs[file], line));
    }
    feeder.flush();
    return line;
}

void Reading::work(LineBlocks& blocks, std::size_t file, unsigned job) {
    LineBlock block;
    Refusals refusals;
    for (;;) {
        const auto next = blocks.next(block);
        if (!next) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = next.error();
            break;
        }
        if (!*next) break;
        const auto lines = add_block(block, file, job, refusals);
        const std::lock_guard lock(mutex_);
        lines_of_blocks_.emplace(block.index, lines);
        lines_ += lines;
        on_progress_({block.offset + block.size, bytes_total_, lines_});
    }
    const std::lock_guard lock(mutex_);
    refusals_.add(std::move(refusals));
}

Result<void> Reading::add_file(std::size_t number) {
    auto input = TRY(record::Input::open(request_.inputs[number]));
    LineBlocks blocks(input);
    lines_of_blocks_.clear();
    bytes_total_ = input.bytes_total().value_or(0);
    {
        std::vector<std::jthread> threads;
        for (unsigned job = 1; job < jobs_; ++job) threads.emplace_back([&, job] { work(blocks, number, job); });
        work(blocks, number, 0);
    }
    if (failure_) return std::unexpected(*failure_);
    refusals_.number_lines(number, lines_of_blocks_);
    return {};
}

Result<void> Reading::add_entry(const store::StoredEntry& entry, std::uint64_t place) {
    const auto size = entry.body.size();
    buffer_.assign(entry.body).append(voices::json_padding, ' ');
    const auto body = std::string_view(buffer_).substr(0, size);
    if (entry.kind == "record") {
        const auto outgoing = feeders_.front()->counts().outgoing;
        auto added = feeders_.front()->add(body, place);
        is_last_outgoing_ = feeders_.front()->counts().outgoing > outgoing;
        return added;
    }
    if (entry.kind == "outcome") {
        // An outcome's body is members without the braces of their object.
        buffer_.assign("{").append(entry.body).append("}").append(voices::json_padding, ' ');
        standards_[std::string(without_partition(entry.id))] =
            voices::standard_named_by(std::string_view(buffer_).substr(0, size + 2));
        return {};
    }
    // A ruling stands behind its contact; that of what the organisation wrote itself is nobody's voice.
    if (entry.kind != "ruling" || request_.which == voices::Which::complaints || is_last_outgoing_) return {};
    std::array<voices::JsonMember, 1> outcome{{{"", "outcome"}}};
    TRY_VOID(voices::read_members(body, outcome));
    const auto found = standards_.find(std::string(outcome[0].text));
    return feeders_.front()->add_ruling(body, found == standards_.end() ? std::string() : found->second);
}

Result<void> Reading::add_log() {
    const auto log = TRY(open_log({request_.log, request_.master_key}, store::OpenMode::read_only));
    std::uint64_t place = 0;
    for (const auto partition : TRY(log->partitions())) {
        TRY_VOID(log->scan(partition, 1, [&](const store::StoredEntry& entry) -> Result<store::Step> {
            if (entry.is_erased) {
                ++place;
                return store::Step::go_on;
            }
            const auto added = add_entry(entry, place++);
            if (!added)
                return fail("service.log-content",
                            fmt::format("entry {} of the log (`{}` {}) cannot be read: {}", entry.sequence, entry.id,
                                        entry.kind, to_string(added.error())));
            if (place % 10'000 == 0) {
                feeders_.front()->flush();
                on_progress_({0, 0, place});
            }
            return store::Step::go_on;
        }));
    }
    return {};
}

/// The text of the contact that begins there; empty where it cannot be read a second time.
std::string Reading::text_at(std::uint64_t place) const {
    const auto& path = request_.inputs[place >> place_bits];
    if (path == "-") return {};
    std::ifstream file(path, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(place & ((std::uint64_t{1} << place_bits) - 1)));
    std::string line;
    if (!std::getline(file, line)) return {};
    const auto size = line.size();
    line.append(voices::json_padding, ' ');
    return voices::text_of_line(std::string_view(line).substr(0, size));
}

Result<void> Reading::find_texts_in_log(std::vector<voices::Campaign>& campaigns) const {
    const auto log = TRY(open_log({request_.log, request_.master_key}, store::OpenMode::read_only));
    std::uint64_t place = 0;
    for (const auto partition : TRY(log->partitions())) {
        TRY_VOID(log->scan(partition, 1, [&](const store::StoredEntry& entry) -> Result<store::Step> {
            const auto found = std::ranges::find(campaigns, place++, &voices::Campaign::place);
            if (found != campaigns.end()) {
                const auto padded = entry.body + std::string(voices::json_padding, ' ');
                found->example = voices::text_of_line(std::string_view(padded).substr(0, entry.body.size()));
            }
            return store::Step::go_on;
        }));
    }
    return {};
}

Result<VoicesReport> Reading::answer(const voices::Question& question) {
    VoicesReport report;
    voices::Surveys surveys;
    voices::LineCounts lines;
    for (const auto& feeder : feeders_) {
        surveys.add(feeder->surveys());
        lines.add(feeder->counts());
    }
    feeders_.clear();
    report.people_bytes = counter_.bytes();
    const auto counts = TRY(counter_.finish(jobs_));
    report.refused = refusals_.count();
    report.first_refusals = refusals_.first();
    if (lines.messages + lines.rulings == 0)
        return fail("service.no-messages", report.first_refusals.empty()
                                               ? "there is no message to count: name files of records, or a log"
                                               : fmt::format("there is no message to count (refused: {})",
                                                             to_string(report.first_refusals.front())));
    report.result = voices::voices_of(counts, surveys, question, jobs_);
    report.result.lines = lines;
    auto& campaigns = report.result.campaigns;
    if (!campaigns.empty() && !request_.log.empty()) TRY_VOID(find_texts_in_log(campaigns));
    if (request_.log.empty()) {
        for (auto& campaign : campaigns) campaign.example = text_at(campaign.place);
    }
    return report;
}

Result<voices::Base> read_base(const VoicesRequest& request) {
    voices::Base base;
    if (request.base.empty()) return base;
    std::uint64_t number = 0;
    const auto* end = request.base.data() + request.base.size();
    const auto [stopped, error] = std::from_chars(request.base.data(), end, number);
    if (error == std::errc() && stopped == end) {
        if (number == 0)
            return fail("voices.base", "a base of 0 customers could not have written: name how many there were");
        base.all = number;
        return base;
    }
    auto input = TRY(record::Input::open(request.base));
    return voices::read_base(input, request.period);
}

Result<VoicesReport> count_rows(const VoicesRequest& request, const voices::Question& question) {
    VoicesReport report;
    const auto columns = TRY(voices::parse_columns(request.columns));
    auto input = TRY(record::Input::open(request.counted));
    Refusals refusals;
    const auto counted =
        TRY(voices::read_counted(input, columns, request.period, [&](const record::Refusal& refusal) -> Result<void> {
            refusals.add(0, 0, refusal.error);
            return {};
        }));
    report.refused = refusals.count();
    report.first_refusals = refusals.first();
    if (statistics::total_count(counted.counts.groups.at({}).people) == 0)
        return fail("service.no-messages", "the table counts no message");
    report.result = voices::voices_of(counted.counts, {}, question);
    report.result.lines.messages = report.result.all().spread.messages;
    return report;
}

}  // namespace

Result<VoicesReport> count_voices(const VoicesRequest& request, const OnProgress& on_progress) {
    const voices::Question question{request.which, request.many, TRY(read_base(request))};
    VoicesReport report;
    if (!request.counted.empty()) {
        report = TRY(count_rows(request, question));
        report.result.source = request.counted;
    } else {
        Reading reading(request, on_progress);
        if (!request.log.empty()) TRY_VOID(reading.add_log());
        for (std::size_t file = 0; file < request.inputs.size(); ++file) TRY_VOID(reading.add_file(file));
        report = TRY(reading.answer(question));
        report.result.source = request.log.empty() ? fmt::format("{}", fmt::join(request.inputs, ", ")) : request.log;
    }
    if (!request.html.empty()) TRY_VOID(write_file(request.html, report::voices_html(report.result)));
    return report;
}

}  // namespace konsequenz::service
