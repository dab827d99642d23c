// Bytes from a file, from standard input or from memory, read a piece at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/error.h"

namespace konsequenz::record {

class Input {
  public:
    /// "-" is standard input.
    /// Errors: record.cannot-read.
    [[nodiscard]] static Result<Input> open(const std::filesystem::path& path);
    /// The name stands in errors where a file's would.
    [[nodiscard]] static Input of_text(std::string text, std::string name);

    Input(Input&&) noexcept;
    Input& operator=(Input&&) noexcept;
    ~Input();

    /// Fills as much of the space as there is to read; 0 at the end.
    /// Errors: record.cannot-read.
    [[nodiscard]] Result<std::size_t> read(std::span<char> space);

    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] std::uint64_t bytes_read() const;
    /// How many bytes there are in all, where that is known beforehand; for a progress bar.
    [[nodiscard]] std::optional<std::uint64_t> bytes_total() const;

  private:
    struct State;
    explicit Input(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::record
