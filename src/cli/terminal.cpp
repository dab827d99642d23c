#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/files.h"

namespace konsequenz::cli {

using Clock = std::chrono::steady_clock;

bool is_terminal(Stream stream) { return ::isatty(stream == Stream::output ? STDOUT_FILENO : STDERR_FILENO) == 1; }

bool has_colour(Stream stream) {
    static const bool is_wanted = [] {
        const char* no_colour = std::getenv("NO_COLOR");
        const char* terminal = std::getenv("TERM");
        return (no_colour == nullptr || *no_colour == '\0') && terminal != nullptr &&
               std::string_view(terminal) != "dumb";
    }();
    return is_wanted && is_terminal(stream);
}

std::string styled(std::string_view text, Style style, Stream stream) {
    if (style == Style::plain || !has_colour(stream)) return std::string(text);
    constexpr std::string_view codes[] = {"0", "1", "2", "31", "32", "33"};
    return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(style)], text);
}

std::string grouped(std::uint64_t number) {
    auto text = fmt::format("{}", number);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string duration_text(double seconds) {
    if (seconds < 0.001) return fmt::format("{:.0f} µs", seconds * 1e6);
    if (seconds < 1) return fmt::format("{:.0f} ms", seconds * 1e3);
    return fmt::format("{:.1f} s", seconds);
}

void print_error(const Error& error) { fmt::print(stderr, "{} {}\n", styled("error:", Style::red), to_string(error)); }

ExitCode failed(const Error& error, const std::vector<Error>& details) {
    if (details.empty())
        print_error(error);
    else
        print_errors(details);
    return exit_code_of(error);
}

bool write_asked(const std::string& path, const std::string& bytes) {
    if (path.empty()) return true;
    const auto result = write_file(path, bytes);
    if (!result) print_error(result.error());
    return result.has_value();
}

void print_errors(const std::vector<Error>& errors) {
    for (const auto& error : errors) print_error(error);
}

void print_refusals(std::uint64_t refused, const std::vector<Error>& first, std::string_view rejects) {
    if (refused == 0) return;
    fmt::print(stderr, "{}  {}\n", styled("refused", Style::yellow), grouped(refused));
    for (const auto& error : first) fmt::print(stderr, "  {}\n", to_string(error));
    if (refused <= first.size()) return;
    const auto* mend = rejects.empty() ? "; --rejects FILE keeps all of them" : "";
    fmt::print(stderr, "  and {} more{}\n", grouped(refused - first.size()), mend);
}

ProgressBar::ProgressBar() : is_watched_(::isatty(STDERR_FILENO) == 1), started_(Clock::now()), shown_(started_) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::show(std::uint64_t bytes_done, std::uint64_t bytes_total, std::uint64_t records) {
    if (!is_watched_) return;
    const auto now = Clock::now();
    if (now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    is_shown_ = true;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const auto speed = grouped(static_cast<std::uint64_t>(static_cast<double>(records) / seconds));
    if (bytes_total == 0) {
        fmt::print(stderr, "\r\x1b[2K{} records, {}/s", grouped(records), speed);
    } else {
        constexpr std::size_t width = 30;
        const double share = static_cast<double>(bytes_done) / static_cast<double>(bytes_total);
        const auto filled = std::min(width, static_cast<std::size_t>(share * static_cast<double>(width)));
        fmt::print(stderr, "\r\x1b[2K[{}{}] {:3.0f} %  {} records, {}/s", std::string(filled, '#'),
                   std::string(width - filled, '.'), share * 100, grouped(records), speed);
    }
    std::fflush(stderr);
}

void ProgressBar::clear() {
    if (!is_shown_) return;
    fmt::print(stderr, "\r\x1b[2K");
    is_shown_ = false;
}

}  // namespace konsequenz::cli
