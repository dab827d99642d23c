#include "record/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace konsequenz::record {

struct Input::State {
    std::string name;
    std::FILE* file = nullptr;  ///< null where the bytes are in memory
    std::string text;
    std::uint64_t bytes_read = 0;
    std::optional<std::uint64_t> bytes_total;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (file != nullptr && file != stdin) std::fclose(file);
    }
};

Input::Input(std::unique_ptr<State> state) : state_(std::move(state)) {}
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;
Input::~Input() = default;

Result<Input> Input::open(const std::filesystem::path& path) {
    auto state = std::make_unique<State>();
    state->name = path.string();
    if (path == "-") {
        state->name = "standard input";
        state->file = stdin;
        return Input(std::move(state));
    }
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        return fail("record.cannot-read", fmt::format("`{}` is a folder: name a file", path.string()));
    }
    state->file = std::fopen(path.c_str(), "rb");
    if (state->file == nullptr) {
        return fail("record.cannot-read", fmt::format("cannot read `{}`: {}", path.string(), std::strerror(errno)));
    }
    if (std::filesystem::is_regular_file(path, ignored)) {
        const auto size = std::filesystem::file_size(path, ignored);
        if (!ignored) state->bytes_total = size;
    }
    return Input(std::move(state));
}

Input Input::of_text(std::string text, std::string name) {
    auto state = std::make_unique<State>();
    state->name = std::move(name);
    state->bytes_total = text.size();
    state->text = std::move(text);
    return Input(std::move(state));
}

Result<std::size_t> Input::read(std::span<char> space) {
    std::size_t count = 0;
    if (state_->file == nullptr) {
        count = std::min(space.size(), state_->text.size() - static_cast<std::size_t>(state_->bytes_read));
        std::copy_n(state_->text.data() + state_->bytes_read, count, space.data());
    } else {
        count = std::fread(space.data(), 1, space.size(), state_->file);
        if (count < space.size() && std::ferror(state_->file) != 0) {
            return fail("record.cannot-read", fmt::format("cannot read `{}`: {}", state_->name, std::strerror(errno)));
        }
    }
    state_->bytes_read += count;
    return count;
}

const std::string& Input::name() const { return state_->name; }
std::uint64_t Input::bytes_read() const { return state_->bytes_read; }
std::optional<std::uint64_t> Input::bytes_total() const { return state_->bytes_total; }

}  // namespace konsequenz::record
