#include "service/assess.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/json.h"
#include "conduct/assessment_json.h"
#include "record/input.h"
#include "record/parse.h"
#include "record/reader.h"
#include "service/line_writer.h"
#include "service/ordered_work.h"
#include "service/rejects.h"

namespace konsequenz::service {
namespace {

/// Enough that a thread has something to do, and little enough that the first answers come at once.
constexpr std::size_t chunk_lines_max = 1000;
constexpr std::size_t chunk_bytes_max = std::size_t{512} << 10;

struct Refused {
    Error error;
    std::string line;
};

/// Some lines of the input, and what came of them.
struct Chunk {
    struct Span {
        std::uint32_t number;
        std::size_t from;
        std::size_t size;
        bool is_whole;
    };
    std::string text;
    std::vector<Span> lines;

    std::string out;
    std::vector<Refused> refused;
    AssessSummary counts;

    /// Keeps the memory: to have the system hand it out anew for every chunk takes a tenth of the time.
    void clear() {
        text.clear();
        lines.clear();
        out.clear();
        refused.clear();
        counts = {};
    }
};

std::unexpected<Error> refuse(const char* code, std::string message, std::string_view field) {
    Place where;
    where.field = field;
    return fail(code, std::move(message), std::move(where));
}

Result<std::string_view> text_member(const JsonValue& object, std::string_view key) {
    const auto member = object.find(key);
    if (!member) return refuse("service.missing-field", "is missing: give it", key);
    if (member->kind() != JsonKind::string)
        return refuse("service.wrong-type",
                      fmt::format("is {}: expected a string", konsequenz::to_string(member->kind())), key);
    return member->text();
}

/// One thread's work on one chunk.
class ChunkWork {
  public:
    ChunkWork(Chunk& chunk, const Assessor& assessor, const AssessRequest& request, const Render& render, TextForm form)
        : chunk_(chunk), assessor_(assessor), render_(render), form_(form), from_(request.from) {}

    void run() {
        for (const auto& line : chunk_.lines) {
            const auto text = std::string_view(chunk_.text).substr(line.from, line.size);
            auto done = line.is_whole ? take(text, line.number)
                                      : Result<void>(fail("record.too-long", fmt::format("has more than {} bytes",
                                                                                         record::line_bytes_max)));
            if (done) continue;
            ++chunk_.counts.refused;
            chunk_.refused.push_back({at(std::move(done).error(), "", line.number), std::string(text)});
        }
    }

  private:
    Result<void> take(std::string_view text, std::uint32_t number) {
        if (form_ == TextForm::lines) {
            write(fmt::format("{}", number), text, assessor_.assess(text, from_));
            return {};
        }
        const auto object = TRY(json_.parse(text));
        if (object.kind() != JsonKind::object)
            return fail("service.wrong-type", fmt::format("is {}: expected an object with `id` and `text`",
                                                          konsequenz::to_string(object.kind())));
        if (object.find("type")) return take_record(text);
        for (const auto member : object) {
            if (member.key() != "id" && member.key() != "text")
                return refuse("service.unknown-field",
                              "is not a known field: known are `id` and `text`, or the fields of a contact",
                              member.key());
        }
        const auto id = TRY(text_member(object, "id"));
        const auto message = TRY(text_member(object, "text"));
        write(id, message, assessor_.assess(message, from_));
        return {};
    }

    Result<void> take_record(std::string_view line) {
        const auto record = TRY(parser_.parse(line));
        if (record.type() != record::Type::contact) {
            ++chunk_.counts.passed_over;
            return {};
        }
        auto contact = std::get<record::Contact>(record.body);
        contact.conduct.reset();  // it is the text that is asked about
        write(record.id, contact.text, assessor_.assess(contact));
        return {};
    }

    void write(std::string_view id, std::string_view text, const conduct::Assessment& assessment) {
        auto& counts = chunk_.counts;
        ++counts.texts;
        counts.not_assessed += assessment.not_assessed.empty() ? 0U : 1U;
        counts.triage += assessment.triage ? 1U : 0U;
        counts.alert += assessment.alert ? 1U : 0U;
        ++counts.labels[static_cast<std::size_t>(assessment.label)];
        if (counts.texts > 1) chunk_.out += '\n';
        render_(chunk_.out, {id, text, assessment});
    }

    Chunk& chunk_;
    const Assessor& assessor_;
    const Render& render_;
    TextForm form_;
    conduct::Register from_;
    JsonParser json_;
    record::Parser parser_;
};

class Run {
  public:
    Run(const AssessRequest& request, const Render& render, const std::function<void(const DecideProgress&)>& progress)
        : request_(request), render_(render), progress_(progress), form_(request.form) {}

    Result<AssessSummary> run();

  private:
    std::unique_ptr<Chunk> empty_chunk();
    Result<bool> fill(Chunk& chunk, record::LineReader& reader);
    Result<void> finish(std::unique_ptr<Chunk> chunk, const record::Input& input);

    const AssessRequest& request_;
    const Render& render_;
    const std::function<void(const DecideProgress&)>& progress_;
    TextForm form_;
    AssessSummary summary_;
    LineWriter out_;
    Rejects rejects_;
    std::vector<std::unique_ptr<Chunk>> done_with_;
};

std::unique_ptr<Chunk> Run::empty_chunk() {
    if (done_with_.empty()) return std::make_unique<Chunk>();
    auto chunk = std::move(done_with_.back());
    done_with_.pop_back();
    chunk->clear();
    return chunk;
}

/// False at the end of the input.
Result<bool> Run::fill(Chunk& chunk, record::LineReader& reader) {
    while (chunk.lines.size() < chunk_lines_max && chunk.text.size() < chunk_bytes_max) {
        const auto line = TRY(reader.next());
        if (!line) return false;
        const auto first = line->text.find_first_not_of(" \t\r");
        if (first == std::string_view::npos) continue;
        if (form_ == TextForm::detect) form_ = line->text[first] == '{' ? TextForm::objects : TextForm::lines;
        chunk.lines.push_back(
            {line->number, chunk.text.size(), line->text.size(), line->length == record::Line::Length::whole});
        chunk.text += line->text;
    }
    return true;
}

Result<void> Run::finish(std::unique_ptr<Chunk> chunk, const record::Input& input) {
    const auto& counts = chunk->counts;
    summary_.texts += counts.texts;
    summary_.not_assessed += counts.not_assessed;
    summary_.triage += counts.triage;
    summary_.alert += counts.alert;
    summary_.passed_over += counts.passed_over;
    for (std::size_t label = 0; label < counts.labels.size(); ++label) summary_.labels[label] += counts.labels[label];
    if (counts.texts > 0) TRY_VOID(out_.write(chunk->out));
    for (auto& refused : chunk->refused) {
        refused.error.where.file = input.name();
        TRY_VOID(rejects_.add(refused.error, refused.line));
    }
    if (progress_) progress_({input.bytes_read(), input.bytes_total().value_or(0), summary_.texts});
    done_with_.push_back(std::move(chunk));
    return {};
}

Result<AssessSummary> Run::run() {
    const auto assessor = TRY(Assessor::open(request_.model, request_.calibration));
    summary_.model_id = assessor.model().id();
    summary_.calibration_id = assessor.calibration().id;
    auto input = TRY(record::Input::open(request_.in));
    if (!request_.out.empty()) out_ = TRY(LineWriter::open(request_.out));
    rejects_ = TRY(Rejects::open(request_.rejects));
    record::LineReader reader(input);
    auto chunk = empty_chunk();
    bool is_more = TRY(fill(*chunk, reader));
    // What fits into one piece needs no thread.
    const auto jobs = is_more ? std::clamp(request_.jobs, 1U, jobs_max) : 1U;
    OrderedWork<Chunk> work(jobs, [&](Chunk& piece) { ChunkWork(piece, assessor, request_, render_, form_).run(); });
    work.give(std::move(chunk));
    while (is_more) {
        chunk = empty_chunk();
        is_more = TRY(fill(*chunk, reader));
        if (work.is_full()) TRY_VOID(finish(work.take(), input));
        work.give(std::move(chunk));
    }
    while (!work.is_empty()) TRY_VOID(finish(work.take(), input));
    TRY_VOID(out_.close());
    TRY_VOID(rejects_.close());
    summary_.refused = rejects_.count();
    summary_.first_refusals = rejects_.first();
    return std::move(summary_);
}

}  // namespace

void render_json(std::string& out, const AssessedText& text) { conduct::append_json(out, text.id, text.assessment); }

Result<AssessSummary> assess(const AssessRequest& request, const Render& render,
                             const std::function<void(const DecideProgress&)>& progress) {
    return Run(request, render, progress).run();
}

}  // namespace konsequenz::service
