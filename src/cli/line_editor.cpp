#include "cli/line_editor.h"

#include <histedit.h>
#include <unistd.h>

#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "base/shared_library.h"
#include "feel/function.h"

namespace konsequenz::cli {
namespace {

constexpr const char* keywords[] = {"and",      "between",   "else", "every",       "external", "false", "for",
                                    "function", "if",        "in",   "instance of", "not",      "null",  "or",
                                    "return",   "satisfies", "some", "then",        "true"};

std::filesystem::path history_path() {
    const char* state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && *state != '\0') return std::filesystem::path(state) / "konsequenz" / "feel_history";
    const char* home = std::getenv("HOME");
    if (home == nullptr || *home == '\0') return {};
    return std::filesystem::path(home) / ".local" / "state" / "konsequenz" / "feel_history";
}

/// The functions of libedit that we use. The library is loaded when somebody sits at a terminal, since only `feel`
/// without an expression reads from one.
// clang-format off
#define KONSEQUENZ_LIBEDIT(DO)                                                                    \
    DO(el_init) DO(el_end) DO(el_get) DO(el_set) DO(el_gets) DO(el_line) DO(el_insertstr) DO(el_source) \
    DO(history_init) DO(history_end) DO(history)
// clang-format on
KONSEQUENZ_SHARED_LIBRARY(Libedit, "libedit.so.2", "libedit2", KONSEQUENZ_LIBEDIT);

/// Only called once it is known to be there.
const Libedit& libedit() { return *Libedit::loaded(); }

struct EndEditLine {
    void operator()(EditLine* editor) const { libedit().el_end(editor); }
};
struct EndHistory {
    void operator()(History* history) const { libedit().history_end(history); }
};

}  // namespace

struct LineEditor::State {
    std::unique_ptr<EditLine, EndEditLine> editor;
    std::unique_ptr<History, EndHistory> history;
    std::filesystem::path path;
    std::string prompt;
    std::set<std::string> words;

    static State* of(EditLine* editor) {
        State* state = nullptr;
        libedit().el_get(editor, EL_CLIENTDATA, &state);
        return state;
    }
    static char* show_prompt(EditLine* editor) { return of(editor)->prompt.data(); }
    static unsigned char complete(EditLine* editor, int);
    void open();
};

/// Adds what all words that begin like the one before the cursor have in common; where that is nothing, lists them.
unsigned char LineEditor::State::complete(EditLine* editor, int) {
    const auto* line = libedit().el_line(editor);
    const std::string_view before(line->buffer, static_cast<std::size_t>(line->cursor - line->buffer));
    const auto start = before.find_last_of(" \t()[]{},+-*/<>=") + 1;
    const auto word = before.substr(start);
    std::vector<std::string_view> fitting;
    for (const auto& candidate : of(editor)->words) {
        if (candidate.starts_with(word)) fitting.push_back(candidate);
    }
    if (fitting.empty()) return CC_ERROR;
    auto common = fitting.front();
    for (const auto each : fitting) {
        while (!each.starts_with(common)) common.remove_suffix(1);
    }
    if (common.size() > word.size()) {
        const std::string rest(common.substr(word.size()));
        return libedit().el_insertstr(editor, rest.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
    }
    std::fputc('\n', stdout);
    for (const auto each : fitting) std::printf("%.*s   ", static_cast<int>(each.size()), each.data());
    std::fputc('\n', stdout);
    return CC_REDISPLAY;
}

void LineEditor::State::open() {
    if (!Libedit::loaded()) return;  // lines are read all the same, only not as comfortably
    std::setlocale(LC_CTYPE, "");    // the terminal's encoding, for the editor only
    editor.reset(libedit().el_init("konsequenz", stdin, stdout, stderr));
    history.reset(libedit().history_init());
    if (!editor || !history) return;
    HistEvent event{};
    libedit().history(history.get(), &event, H_SETSIZE, 1000);
    path = history_path();
    if (!path.empty()) libedit().history(history.get(), &event, H_LOAD, path.c_str());
    libedit().el_set(editor.get(), EL_CLIENTDATA, this);
    libedit().el_set(editor.get(), EL_PROMPT, &State::show_prompt);
    libedit().el_set(editor.get(), EL_EDITOR, "emacs");
    libedit().el_set(editor.get(), EL_HIST, libedit().history, history.get());
    libedit().el_set(editor.get(), EL_ADDFN, "feel-complete", "complete the word", &State::complete);
    libedit().el_set(editor.get(), EL_BIND, "^I", "feel-complete", nullptr);
    libedit().el_source(editor.get(), nullptr);
}

LineEditor::LineEditor() : state_(std::make_unique<State>()) {
    if (::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1) state_->open();
}

LineEditor::~LineEditor() {
    if (!state_->history || state_->path.empty()) return;
    std::error_code ignored;
    std::filesystem::create_directories(state_->path.parent_path(), ignored);
    HistEvent event{};
    libedit().history(state_->history.get(), &event, H_SAVE, state_->path.c_str());
}

bool LineEditor::is_interactive() const { return state_->editor != nullptr; }

std::optional<std::string> LineEditor::read(std::string_view prompt, const std::vector<std::string>& words) {
    if (!is_interactive()) {
        std::string line;
        if (!std::getline(std::cin, line)) return std::nullopt;
        return line;
    }
    state_->prompt = prompt;
    state_->words = std::set<std::string>(words.begin(), words.end());
    state_->words.insert(std::begin(keywords), std::end(keywords));
    for (const auto table : feel::builtin_tables()) {
        for (const auto& builtin : table) state_->words.insert(std::string(builtin.name) + "(");
    }
    int length = 0;
    const char* typed = libedit().el_gets(state_->editor.get(), &length);
    if (typed == nullptr || length <= 0) return std::nullopt;
    HistEvent event{};
    libedit().history(state_->history.get(), &event, H_ENTER, typed);
    std::string line(typed, static_cast<std::size_t>(length));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return line;
}

feel::DateTime current_time() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(now - seconds);
    return {seconds.count(), static_cast<std::int32_t>(rest.count()), feel::Zone::utc()};
}

}  // namespace konsequenz::cli
