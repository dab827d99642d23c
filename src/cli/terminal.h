// What a person at a terminal sees: colour where it is wanted, a progress bar where somebody watches.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "cli/exit_code.h"

namespace konsequenz::cli {

enum class Stream : std::uint8_t { output, error };
/// Whether somebody watches.
[[nodiscard]] bool is_terminal(Stream stream);
/// Whether the stream is a terminal that shows colour (NO_COLOR and TERM=dumb are heeded).
[[nodiscard]] bool has_colour(Stream stream = Stream::error);

enum class Style : std::uint8_t { plain, bold, dim, red, green, yellow };
/// The text in a style where the stream shows colour, else as it is.
[[nodiscard]] std::string styled(std::string_view text, Style style, Stream stream = Stream::error);

/// 1,234,567
[[nodiscard]] std::string grouped(std::uint64_t number);
/// 1.5 s, 120 ms
[[nodiscard]] std::string duration_text(double seconds);

/// Each error on a line of standard error.
void print_errors(const std::vector<Error>& errors);
void print_error(const Error& error);
/// Prints why a command failed, all details where there are any, and yields its exit code.
ExitCode failed(const Error& error, const std::vector<Error>& details = {});
/// Writes a file that was asked for (`path` empty: none was) and says so where it cannot; whether all is well.
[[nodiscard]] bool write_asked(const std::string& path, const std::string& bytes);
/// What of an input was refused: how many, the first of them with their reasons, and how to keep all; nothing where
/// there was none. `rejects` is the file that keeps them, or empty.
void print_refusals(std::uint64_t refused, const std::vector<Error>& first, std::string_view rejects);

/// One line on standard error, rewritten at most ten times a second; nothing where standard error is no terminal.
class ProgressBar {
  public:
    ProgressBar();
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// `total` 0: unknown.
    void show(std::uint64_t bytes_done, std::uint64_t bytes_total, std::uint64_t records);
    void clear();

  private:
    bool is_watched_;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point shown_;
};

}  // namespace konsequenz::cli
