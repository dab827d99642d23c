#include "record/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/parse.h"

namespace konsequenz::record {
namespace {

constexpr std::size_t piece_bytes_max = std::size_t{256} << 10;

Result<Record> refuse_long_line() {
    return fail("record.too-long",
                fmt::format("the line has more than {} bytes: a record must fit into them", line_bytes_max));
}

}  // namespace

/// Moves what is left to the front and reads a piece after it; false at the end.
Result<bool> LineReader::fill() {
    buffer_.erase(0, from_);
    from_ = 0;
    const auto kept = buffer_.size();
    buffer_.resize(kept + piece_bytes_);
    const auto count = TRY(input_.read(std::span(buffer_).subspan(kept)));
    if (count == piece_bytes_) piece_bytes_ = std::min(2 * piece_bytes_, piece_bytes_max);
    buffer_.resize(kept + count);
    return count != 0;
}

Result<void> LineReader::start() {
    has_started_ = true;
    TRY(fill());
    if (buffer_.starts_with("\xEF\xBB\xBF")) from_ = 3;
    if (buffer_.starts_with("\xFF\xFE") || buffer_.starts_with("\xFE\xFF")) {
        return fail("record.encoding", "the file is UTF-16: write it as UTF-8",
                    Place{.file = input_.name(), .line = 1});
    }
    return {};
}

Line LineReader::take(std::size_t end, std::size_t skip, Line::Length length) {
    auto text = std::string_view(buffer_).substr(from_, end - from_);
    if (text.ends_with('\r')) text.remove_suffix(1);
    from_ = end + skip;
    return {++number_, text, length};
}

/// Gives out the beginning of an overlong line and drops the rest of it.
Result<Line> LineReader::take_cut() {
    std::string beginning = buffer_.substr(from_, line_bytes_max);
    for (;;) {
        const auto end = buffer_.find('\n', from_);
        if (end != std::string::npos) {
            // The beginning goes where the dropped rest stood, so that it lives as long as any other line.
            buffer_.replace(0, end, beginning);
            from_ = 0;
            return take(beginning.size(), 1, Line::Length::cut);
        }
        from_ = buffer_.size();
        if (TRY(fill())) continue;
        buffer_ = std::move(beginning);
        return take(buffer_.size(), 0, Line::Length::cut);
    }
}

Result<std::optional<Line>> LineReader::next() {
    if (!has_started_) TRY_VOID(start());
    std::size_t searched = from_;
    for (;;) {
        const auto end = buffer_.find('\n', searched);
        const auto length = (end == std::string::npos ? buffer_.size() : end) - from_;
        if (length > line_bytes_max) return TRY(take_cut());
        if (end != std::string::npos) return take(end, 1, Line::Length::whole);
        if (TRY(fill())) {
            searched = length;
            continue;
        }
        if (length == 0) return std::nullopt;
        return take(buffer_.size(), 0, Line::Length::whole);
    }
}

Result<ReadSummary> for_each_record(Input& input, const OnRecord& on_record, const OnRefused& on_refused) {
    LineReader lines(input);
    Parser parser;
    ReadSummary summary;
    for (;;) {
        const auto line = TRY(lines.next());
        if (!line) return summary;
        if (line->text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        ++summary.lines;
        auto record = line->length == Line::Length::cut ? refuse_long_line() : parser.parse(line->text);
        if (record) {
            ++summary.accepted;
            TRY_VOID(on_record(std::move(*record), line->number));
        } else {
            ++summary.refused;
            TRY_VOID(on_refused({at(std::move(record).error(), input.name(), line->number), line->text}));
        }
    }
}

}  // namespace konsequenz::record
