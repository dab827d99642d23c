#include "service/line_writer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace konsequenz::service {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

}  // namespace

struct LineWriter::State {
    std::string path;
    std::string beside;  ///< empty where it is written in place
    std::FILE* file = nullptr;

    ~State() {
        if (file == nullptr) return;
        if (file != stdout) std::fclose(file);
        if (!beside.empty()) std::remove(beside.c_str());
    }
    [[nodiscard]] std::unexpected<Error> failure() const {
        return fail("base.cannot-write",
                    fmt::format("cannot write `{}`: {}", path == "-" ? "standard output" : path, std::strerror(errno)));
    }
};

LineWriter::LineWriter() = default;
LineWriter::~LineWriter() = default;
LineWriter::LineWriter(LineWriter&&) noexcept = default;
LineWriter& LineWriter::operator=(LineWriter&&) noexcept = default;

Result<LineWriter> LineWriter::open(const std::string& path) {
    LineWriter writer;
    writer.state_ = std::make_unique<State>();
    auto& state = *writer.state_;
    state.path = path;
    if (path == "-") {
        state.file = stdout;
        return writer;
    }
    std::error_code ignored;
    // A pipe or a device takes its bytes as they come.
    const bool is_special = std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored);
    if (!is_special) state.beside = fmt::format("{}.{}.part", path, ::getpid());
    state.file = std::fopen(is_special ? path.c_str() : state.beside.c_str(), "wb");
    if (state.file == nullptr) return state.failure();
    // Few large writes: a line is half of what the library would gather by itself.
    if (!is_special) std::setvbuf(state.file, nullptr, _IOFBF, buffer_bytes);
    return writer;
}

Result<void> LineWriter::write(std::string_view line) {
    if (!state_) return {};
    if (std::fwrite(line.data(), 1, line.size(), state_->file) != line.size() || std::fputc('\n', state_->file) == EOF)
        return state_->failure();
    return {};
}

Result<void> LineWriter::close() {
    if (!state_) return {};
    if (std::fflush(state_->file) != 0) return state_->failure();
    if (state_->file == stdout) {
        state_.reset();
        return {};
    }
    const bool is_closed = std::fclose(std::exchange(state_->file, nullptr)) == 0;
    if (!is_closed || (!state_->beside.empty() && std::rename(state_->beside.c_str(), state_->path.c_str()) != 0)) {
        auto failure = state_->failure();
        if (!state_->beside.empty()) std::remove(state_->beside.c_str());
        return failure;
    }
    state_.reset();
    return {};
}

std::string with_replacements(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xc2 && lead < 0xe0 ? 2
                                   : lead >= 0xe0 && lead < 0xf0 ? 3
                                   : lead >= 0xf0 && lead < 0xf5 ? 4
                                                                 : 0;
        bool is_valid = length != 0 && at + length <= text.size();
        for (std::size_t next = 1; is_valid && next < length; ++next)
            is_valid = (static_cast<unsigned char>(text[at + next]) & 0xc0) == 0x80;
        if (is_valid && length == 3) {  // overlong forms and surrogates
            const auto second = static_cast<unsigned char>(text[at + 1]);
            is_valid = !(lead == 0xe0 && second < 0xa0) && !(lead == 0xed && second >= 0xa0);
        }
        if (is_valid && length == 4) {
            const auto second = static_cast<unsigned char>(text[at + 1]);
            is_valid = !(lead == 0xf0 && second < 0x90) && !(lead == 0xf4 && second >= 0x90);
        }
        if (is_valid)
            out += text.substr(at, length);
        else
            out += "\xef\xbf\xbd";
        at += is_valid ? length : 1;
    }
    return out;
}

}  // namespace konsequenz::service
