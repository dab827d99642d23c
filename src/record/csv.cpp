#include "record/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "record/parse.h"

namespace konsequenz::record {

namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

std::uint32_t count_line_breaks(std::string_view text) {
    return static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
}

}  // namespace

/// Drops what is before the row and reads a piece; false at the end.
Result<bool> CsvReader::fill() {
    buffer_.erase(0, start_);
    at_ -= start_;
    start_ = 0;
    const auto kept = buffer_.size();
    buffer_.resize(kept + piece_bytes);
    const auto count = TRY(input_.read(std::span(buffer_).subspan(kept)));
    buffer_.resize(kept + count);
    return count != 0;
}

Result<int> CsvReader::peek() {
    if (at_ >= buffer_.size() && !TRY(fill())) return -1;
    return static_cast<int>(static_cast<unsigned char>(buffer_[at_]));
}

Result<bool> CsvReader::is_at_row_end() {
    const auto byte = TRY(peek());
    if (byte == -1 || byte == '\n') return true;
    if (byte != '\r') return false;
    if (at_ + 1 >= buffer_.size()) TRY(fill());
    return at_ + 1 >= buffer_.size() || buffer_[at_ + 1] == '\n';
}

void CsvReader::pass_row_end() {
    if (at_ < buffer_.size() && buffer_[at_] == '\r') ++at_;
    if (at_ < buffer_.size() && buffer_[at_] == '\n') ++at_;
}

Result<CsvReader::Scan> CsvReader::scan_quoted(std::string& cell) {
    ++at_;
    for (;;) {
        const auto byte = TRY(peek());
        if (byte == -1) return Scan::open_quote;
        if (at_ - start_ > line_bytes_max) return Scan::too_long;
        ++at_;
        if (static_cast<char>(byte) != format_.quote) {
            cell += static_cast<char>(byte);
            continue;
        }
        if (TRY(peek()) != static_cast<unsigned char>(format_.quote)) break;
        cell += format_.quote;
        ++at_;
    }
    const bool is_cell_end = TRY(is_at_row_end()) || buffer_[at_] == format_.separator;
    return is_cell_end ? Scan::row : Scan::stray_text;
}

Result<CsvReader::Scan> CsvReader::scan_plain(std::string& cell) {
    while (!TRY(is_at_row_end())) {
        const char byte = buffer_[at_];
        if (byte == format_.separator) return Scan::row;
        if (format_.quote != '\0' && byte == format_.quote) return Scan::stray_quote;
        if (at_ - start_ > line_bytes_max) return Scan::too_long;
        cell += byte;
        ++at_;
    }
    return Scan::row;
}

Result<CsvReader::Scan> CsvReader::scan(std::vector<std::string>& cells) {
    for (;;) {
        auto& cell = cells.emplace_back();
        const bool is_quoted = format_.quote != '\0' && TRY(peek()) == static_cast<unsigned char>(format_.quote);
        const auto outcome = is_quoted ? TRY(scan_quoted(cell)) : TRY(scan_plain(cell));
        if (outcome != Scan::row) return outcome;
        if (TRY(is_at_row_end())) return Scan::row;
        ++at_;
    }
}

Result<CsvReader::Next> CsvReader::fault(Scan reason, std::size_t cell_count) {
    const auto message = [&]() -> std::string {
        switch (reason) {
            case Scan::stray_text:
                return fmt::format("cell {} goes on after its closing quote: double the quotes inside it", cell_count);
            case Scan::stray_quote:
                return fmt::format("cell {} has a quote inside but none at its start: quote the whole cell",
                                   cell_count);
            case Scan::open_quote: return fmt::format("cell {} is never closed: add the closing quote", cell_count);
            case Scan::row:
            case Scan::too_long: break;
        }
        return fmt::format("the row has more than {} bytes: is a closing quote missing", line_bytes_max);
    }();
    // Reading goes on after the row's first line, which may lie before or behind the reading position.
    at_ = start_;
    std::size_t end = buffer_.find('\n', at_);
    Error error{reason == Scan::too_long ? "record.too-long" : "record.csv-quote", message, {}};
    error.where = Place{.file = input_.name(), .line = line_};
    if (end == std::string::npos && buffer_.size() - start_ > line_bytes_max) {
        // One overlong line: its rest is dropped unseen, its beginning kept for the report.
        const auto beginning = buffer_.substr(start_, line_bytes_max);
        do {
            start_ = at_ = buffer_.size();
        } while (TRY(fill()) && (end = buffer_.find('\n')) == std::string::npos);
        buffer_.replace(0, end == std::string::npos ? buffer_.size() : end, beginning);
        end = end == std::string::npos ? end : beginning.size();
    }
    if (end == std::string::npos) end = buffer_.size();
    auto text = std::string_view(buffer_).substr(start_, end - start_);
    if (text.ends_with('\r')) text.remove_suffix(1);
    start_ = at_ = std::min(buffer_.size(), end + 1);
    ++line_;
    return Next{.row = std::nullopt, .fault = CsvFault{std::move(error), text}};
}

Result<CsvReader::Next> CsvReader::next() {
    if (!has_started_) {
        has_started_ = true;
        TRY(fill());
        if (buffer_.starts_with("\xEF\xBB\xBF")) start_ = at_ = 3;
        if (buffer_.starts_with("\xFF\xFE") || buffer_.starts_with("\xFE\xFF")) {
            return fail("record.encoding", "the file is UTF-16: write it as UTF-8",
                        Place{.file = input_.name(), .line = 1});
        }
    }
    start_ = at_;
    while (TRY(peek()) != -1 && TRY(is_at_row_end())) {
        pass_row_end();
        start_ = at_;
        ++line_;
    }
    if (TRY(peek()) == -1) return Next{};
    CsvRow row{.line = line_};
    const auto outcome = TRY(scan(row.cells));
    if (outcome != Scan::row) return fault(outcome, row.cells.size());
    row.text = std::string_view(buffer_).substr(start_, at_ - start_);
    line_ += 1 + count_line_breaks(row.text);
    // The row's end is passed without reading further, so that its text stays where it is.
    pass_row_end();
    return Next{.row = std::move(row), .fault = std::nullopt};
}

}  // namespace konsequenz::record
