#include "backtest/history_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <numeric>
#include <system_error>
#include <utility>

#include "backtest/file_sections.h"
#include "backtest/record_words.h"

namespace konsequenz::backtest {
namespace {

template <class Number>
std::string bytes_of(const std::vector<Number>& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number)};
}

/// Writes beside the target, and renames at the end.
class Writer {
  public:
    explicit Writer(const std::filesystem::path& path)
        : path_(path), part_(path.string() + ".part"), out_(part_, std::ios::binary | std::ios::trunc) {
        write(file_magic);
    }
    ~Writer() {
        std::error_code ignored;
        if (!is_done_) std::filesystem::remove(part_, ignored);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void add(const Block& block);
    Result<void> finish(std::string_view source);

  private:
    void write(std::string_view bytes) {
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        offset_ += bytes.size();
    }
    void add(BlockIndex& index, Section section, std::string_view bytes) {
        section.offset = offset_;
        section.bytes = bytes.size();
        section.checksum = checksum(bytes);
        write(bytes);
        index.sections.push_back(section);
    }
    void add_times(BlockIndex& index, const std::vector<std::int64_t>& times_ns);
    void add_words(BlockIndex& index, SectionKind ends, std::uint8_t which, const Dictionary& words);
    void add_codes(BlockIndex& index, SectionKind kind, std::uint8_t which, const CodeColumn& column);

    std::filesystem::path path_;
    std::filesystem::path part_;
    std::ofstream out_;
    std::uint64_t offset_ = 0;
    FileIndex index_;
    bool is_done_ = false;
};

// Times of whole seconds within 136 years take four bytes.
void Writer::add_times(BlockIndex& index, const std::vector<std::int64_t>& times_ns) {
    Section section{.kind = SectionKind::time, .width = 8, .rows = times_ns.size()};
    if (times_ns.empty()) return add(index, section, {});
    const auto [least, most] = std::ranges::minmax(times_ns);
    std::uint64_t unit = 0;
    for (const auto time_ns : times_ns)
        unit = std::gcd(unit, static_cast<std::uint64_t>(time_ns) - static_cast<std::uint64_t>(least));
    unit = std::max<std::uint64_t>(unit, 1);
    const auto steps = (static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least)) / unit;
    if (steps > UINT32_MAX || unit > INT64_MAX) return add(index, section, bytes_of(times_ns));
    section.width = 4;
    section.base = least;
    section.unit = static_cast<std::int64_t>(unit);
    std::vector<std::uint32_t> numbers;
    numbers.reserve(times_ns.size());
    for (const auto time_ns : times_ns)
        numbers.push_back(static_cast<std::uint32_t>(
            (static_cast<std::uint64_t>(time_ns) - static_cast<std::uint64_t>(least)) / unit));
    add(index, section, bytes_of(numbers));
}

void Writer::add_words(BlockIndex& index, SectionKind ends, std::uint8_t which, const Dictionary& words) {
    add(index, {.kind = ends, .which = which, .width = 4, .rows = words.size()}, bytes_of(words.ends()));
    const auto bytes = static_cast<SectionKind>(static_cast<int>(ends) + 1);
    add(index, {.kind = bytes, .which = which, .width = 1, .rows = words.bytes().size()}, words.bytes());
}

void Writer::add_codes(BlockIndex& index, SectionKind kind, std::uint8_t which, const CodeColumn& column) {
    add(index,
        {.kind = kind, .which = which, .width = column.width(), .constant = column.constant(), .rows = column.rows()},
        column.bytes());
}

void Writer::add(const Block& block) {
    auto& index = index_.blocks.emplace_back();
    index.rows_of_type = block.rows_of_type;
    add(index, {.kind = SectionKind::customer_begin, .width = 4, .rows = block.customer_begin.size()},
        bytes_of(block.customer_begin));
    add(index, {.kind = SectionKind::type, .width = 1, .rows = block.rows()}, bytes_of(block.type));
    add_times(index, block.time_ns);
    add_codes(index, SectionKind::offset, 0, block.offset_minutes);
    add_words(index, SectionKind::id_ends, 0, block.ids);
    add_words(index, SectionKind::customer_ends, 0, block.customers);
    add(index, {.kind = SectionKind::named, .width = 4, .rows = block.named.size()}, bytes_of(block.named));
    for (std::size_t at = 0; at < field_count; ++at)
        add_codes(index, SectionKind::column, static_cast<std::uint8_t>(at), block.columns[at]);
    for (std::size_t at = 0; at < words_count; ++at)
        add_words(index, SectionKind::word_ends, static_cast<std::uint8_t>(at), block.words[at]);
}

Result<void> Writer::finish(std::string_view source) {
    index_.source = source;
    const auto bytes = to_bytes(index_);
    const std::vector<std::uint64_t> trailer{offset_, bytes.size(), checksum(bytes)};
    write(bytes);
    write(bytes_of(trailer));
    out_.close();
    std::error_code error;
    if (out_) std::filesystem::rename(part_, path_, error);
    if (!out_ || error)
        return fail(
            "backtest.cannot-write",
            fmt::format("the history cannot be written to `{}`: look at the folder and at its room", path_.string()));
    is_done_ = true;
    return {};
}

}  // namespace

Result<void> write_history_file(const std::filesystem::path& path, const History& history, std::string_view source) {
    Writer writer(path);
    for (std::size_t at = 0; at < history.block_count(); ++at) writer.add(TRY(history.read(at, Wanted::everything())));
    return writer.finish(source);
}

struct HistoryFile::State {
    std::filesystem::path path;
    FileIndex index;
};

HistoryFile::HistoryFile(std::unique_ptr<const State> state) : state_(std::move(state)) {}
HistoryFile::~HistoryFile() = default;

const std::string& HistoryFile::source() const { return state_->index.source; }
std::size_t HistoryFile::block_count() const { return state_->index.blocks.size(); }

namespace {

std::unexpected<Error> not_a_history(const std::filesystem::path& path, std::string_view what) {
    return fail("backtest.not-a-history",
                fmt::format("`{}` is no history in columns ({}): write it again", path.string(), what));
}

std::unexpected<Error> cannot_read(const std::filesystem::path& path) {
    return fail("backtest.cannot-read", fmt::format("the history `{}` cannot be read", path.string()));
}

/// Reads one block's sections and holds each to what it must be.
class BlockReader {
  public:
    BlockReader(const std::filesystem::path& path, const BlockIndex& index)
        : path_(path), index_(index), in_(path, std::ios::binary) {}

    Result<Block> read(const Wanted& wanted);

  private:
    /// The section's bytes: `rows` of `width` each.
    Result<std::string> bytes(const Section* section, std::uint64_t rows, std::uint64_t width);
    template <class Number>
    Result<std::vector<Number>> numbers(SectionKind kind, std::uint8_t which, std::uint64_t rows);
    Result<CodeColumn> codes(SectionKind kind, std::uint8_t which, std::uint64_t rows, std::uint64_t below);
    Result<Dictionary> dictionary(SectionKind ends, std::uint8_t which);
    Result<std::vector<std::int64_t>> times(std::uint64_t rows);
    Result<void> read_rows(Block& block, const Wanted& wanted);
    Result<void> read_fields(Block& block, const FieldSet& fields);
    Result<void> check_rows(const Block& block) const;

    const std::filesystem::path& path_;
    const BlockIndex& index_;
    std::ifstream in_;
};

Result<std::string> BlockReader::bytes(const Section* section, std::uint64_t rows, std::uint64_t width) {
    if (section == nullptr || section->rows != rows || section->width != width || section->bytes != rows * width)
        return not_a_history(path_, "a section has the wrong size");
    std::string read;
    if (section->bytes == 0) return read;
    if (!in_.seekg(static_cast<std::streamoff>(section->offset))) return cannot_read(path_);
    read.resize_and_overwrite(section->bytes, [&](char* into, std::size_t /*at least*/) {
        in_.read(into, static_cast<std::streamsize>(section->bytes));
        return static_cast<std::size_t>(in_.gcount());
    });
    if (read.size() != section->bytes) return cannot_read(path_);
    if (checksum(read) != section->checksum) return not_a_history(path_, "a checksum does not fit");
    return read;
}

template <class Number>
Result<std::vector<Number>> BlockReader::numbers(SectionKind kind, std::uint8_t which, std::uint64_t rows) {
    const auto read = TRY(bytes(index_.find(kind, which), rows, sizeof(Number)));
    std::vector<Number> numbers(rows);
    if (!numbers.empty()) std::memcpy(numbers.data(), read.data(), read.size());
    return numbers;
}

Result<CodeColumn> BlockReader::codes(SectionKind kind, std::uint8_t which, std::uint64_t rows, std::uint64_t below) {
    const auto* section = index_.find(kind, which);
    if (section == nullptr || section->width > 4 || section->width == 3)
        return not_a_history(path_, "a column is missing");
    CodeColumn column(section->width, section->constant, TRY(bytes(section, rows, section->width)), rows);
    if (rows > 0 && column.greatest() >= below) return not_a_history(path_, "a code is out of range");
    return column;
}

Result<Dictionary> BlockReader::dictionary(SectionKind ends_kind, std::uint8_t which) {
    const auto* section = index_.find(ends_kind, which);
    const auto* text = index_.find(static_cast<SectionKind>(static_cast<int>(ends_kind) + 1), which);
    if (section == nullptr || text == nullptr || section->rows > UINT32_MAX)
        return not_a_history(path_, "words are missing");
    auto ends = TRY(numbers<std::uint32_t>(ends_kind, which, section->rows));
    auto letters = TRY(bytes(text, text->rows, 1));
    if (!std::ranges::is_sorted(ends) || (ends.empty() ? 0 : ends.back()) != letters.size())
        return not_a_history(path_, "words overlap");
    return Dictionary(std::move(ends), std::move(letters));
}

Result<std::vector<std::int64_t>> BlockReader::times(std::uint64_t rows) {
    const auto* section = index_.find(SectionKind::time);
    if (section == nullptr || section->width != 4) return numbers<std::int64_t>(SectionKind::time, 0, rows);
    const auto read = TRY(bytes(section, rows, 4));
    std::vector<std::int64_t> times(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        std::uint32_t number = 0;
        std::memcpy(&number, read.data() + row * sizeof number, sizeof number);
        // Unsigned, so that a broken file gives a wrong time and no overflow.
        times[row] = static_cast<std::int64_t>(static_cast<std::uint64_t>(section->base) +
                                               number * static_cast<std::uint64_t>(section->unit));
    }
    return times;
}

Result<void> BlockReader::check_rows(const Block& block) const {
    std::array<std::uint32_t, type_count> found{};
    for (const auto type : block.type) {
        if (type >= type_count) return not_a_history(path_, "a type is unknown");
        ++found[type];
    }
    const bool fits = found == block.rows_of_type && !block.customer_begin.empty() &&
                      block.customer_begin.front() == 0 && block.customer_begin.back() == block.rows() &&
                      std::ranges::is_sorted(block.customer_begin);
    if (!fits) return not_a_history(path_, "its rows do not fit its customers");
    return {};
}

Result<void> BlockReader::read_rows(Block& block, const Wanted& wanted) {
    block.rows_of_type = index_.rows_of_type;
    std::uint64_t rows = 0;
    for (const auto of_type : block.rows_of_type) rows += of_type;
    const auto* customers = index_.find(SectionKind::customer_begin);
    if (customers == nullptr || customers->rows > rows + 1)
        return not_a_history(path_, "its rows do not fit its customers");
    block.customer_begin = TRY(numbers<std::uint32_t>(SectionKind::customer_begin, 0, customers->rows));
    block.type = TRY(numbers<std::uint8_t>(SectionKind::type, 0, rows));
    TRY_VOID(check_rows(block));
    block.time_ns = TRY(times(rows));
    block.offset_minutes = TRY(codes(SectionKind::offset, 0, rows, 2 * offset_base));
    const auto findings = block.rows_of_type[static_cast<std::size_t>(record::Type::finding)];
    block.named = TRY(numbers<std::uint32_t>(SectionKind::named, 0, findings));
    if (!wanted.with_ids) return {};
    block.ids = TRY(dictionary(SectionKind::id_ends, 0));
    block.customers = TRY(dictionary(SectionKind::customer_ends, 0));
    if (block.ids.size() != rows || block.customers.size() != block.customer_count())
        return not_a_history(path_, "ids are missing");
    return {};
}

Result<void> BlockReader::read_fields(Block& block, const FieldSet& fields) {
    std::array<bool, words_count> is_read{};
    for (std::size_t at = 0; at < field_count; ++at) {
        if (!fields[at]) continue;
        const auto& about = info(static_cast<Field>(at));
        const auto kind = static_cast<std::size_t>(about.words);
        auto& words = block.words[kind];
        if (!is_read[kind]) {
            words = TRY(dictionary(SectionKind::word_ends, static_cast<std::uint8_t>(kind)));
            for (std::uint32_t code = 1; code <= words.size(); ++code) {
                if (!is_valid(about.words, words.at(code))) return not_a_history(path_, "a word is none");
            }
            is_read[kind] = true;
        }
        block.columns[at] =
            TRY(codes(SectionKind::column, static_cast<std::uint8_t>(at),
                      block.rows_of_type[static_cast<std::size_t>(about.type)], std::uint64_t{words.size()} + 1));
    }
    return {};
}

Result<Block> BlockReader::read(const Wanted& wanted) {
    if (!in_) return cannot_read(path_);
    Block block;
    TRY_VOID(read_rows(block, wanted));
    TRY_VOID(read_fields(block, wanted.fields));
    return block;
}

}  // namespace

Result<std::unique_ptr<HistoryFile>> HistoryFile::open(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) return cannot_read(path);
    const auto size = static_cast<std::uint64_t>(in.tellg());
    const auto read = [&](std::uint64_t from, std::uint64_t count) {
        std::string bytes(count, '\0');
        in.seekg(static_cast<std::streamoff>(from));
        in.read(bytes.data(), static_cast<std::streamsize>(count));
        return bytes;
    };
    if (size < file_magic.size() + trailer_bytes || read(0, file_magic.size()) != file_magic)
        return not_a_history(path, "it begins otherwise");
    std::array<std::uint64_t, 3> trailer{};
    std::memcpy(trailer.data(), read(size - trailer_bytes, trailer_bytes).data(), trailer_bytes);
    const auto [offset, count, sum] = trailer;
    if (offset > size || count > size || offset + count + trailer_bytes != size)
        return not_a_history(path, "its end is missing");
    const auto bytes = read(offset, count);
    auto index = checksum(bytes) == sum ? read_index(bytes) : std::nullopt;
    if (!in || !index) return not_a_history(path, "its index is damaged");
    for (const auto& block : index->blocks) {
        for (const auto& section : block.sections) {
            if (section.offset > size || section.bytes > size - section.offset)
                return not_a_history(path, "a section lies behind its end");
        }
    }
    return std::unique_ptr<HistoryFile>(new HistoryFile(std::make_unique<const State>(State{path, std::move(*index)})));
}

Result<Block> HistoryFile::read(std::size_t block, const Wanted& wanted) const {
    return BlockReader(state_->path, state_->index.blocks[block]).read(wanted);
}

}  // namespace konsequenz::backtest
