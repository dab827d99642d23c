#include "mutants.h"

#include <fmt/format.h>

namespace konsequenz::mutants {
namespace {

class Parser {
  public:
    Parser(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    Result<std::vector<Mutant>> parse() {
        while (!text_.empty()) {
            const std::string_view line = take_line();
            if (line.empty() || line.starts_with("# ")) continue;
            if (line.starts_with("## ")) {
                mutants_.push_back({.title = std::string(line.substr(3)), .line = line_});
            } else if (mutants_.empty()) {
                return wrong("nothing stands before the first `## title`");
            } else if (line == "--- old") {
                TRY_VOID(take_replacements());
            } else {
                TRY_VOID(take_key(line));
            }
        }
        return std::move(mutants_);
    }

  private:
    std::string_view take_line() {
        const auto end = text_.find('\n');
        const std::string_view line = text_.substr(0, end);
        text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
        ++line_;
        return line;
    }

    [[nodiscard]] std::unexpected<Error> wrong(std::string message) const {
        return fail("mutants.form", std::move(message), {file_, line_, 0, {}});
    }

    /// The lines up to a mark, which is left in `mark_`.
    Result<std::string> take_until(std::string_view mark, std::string_view other_mark = {}) {
        std::string part;
        while (!text_.empty()) {
            const std::string_view line = take_line();
            mark_ = line;
            if (line == mark || (!other_mark.empty() && line == other_mark)) return part;
            if (!part.empty()) part += '\n';
            part += line;
        }
        return wrong(fmt::format("expected `{}`", mark));
    }

    /// One after the other, up to the end.
    Result<void> take_replacements() {
        do {
            auto old_text = TRY(take_until("--- new"));
            auto new_text = TRY(take_until("--- end", "--- old"));
            mutants_.back().replacements.emplace_back(std::move(old_text), std::move(new_text));
        } while (mark_ == "--- old");
        return {};
    }

    Result<void> take_key(std::string_view line) {
        Mutant& mutant = mutants_.back();
        const std::pair<std::string_view, std::string*> keys[] = {{"kind: ", &mutant.kind},
                                                                  {"standard: ", &mutant.standard},
                                                                  {"file: ", &mutant.file},
                                                                  {"expect: ", &mutant.expect}};
        for (const auto& [key, value] : keys) {
            if (!line.starts_with(key)) continue;
            *value = line.substr(key.size());
            return {};
        }
        return wrong(fmt::format("`{}` is no key: kind, standard, file, expect", line));
    }

    std::string_view text_;
    std::string file_;
    std::string_view mark_;
    std::uint32_t line_ = 0;
    std::vector<Mutant> mutants_;
};

}  // namespace

Result<std::vector<Mutant>> parse(std::string_view text, const std::string& file) { return Parser(text, file).parse(); }

Result<std::string> apply(const Mutant& mutant, std::string text) {
    for (const auto& [old_text, new_text] : mutant.replacements) {
        const auto at = text.find(old_text);
        if (at == std::string::npos || text.find(old_text, at + 1) != std::string::npos)
            return fail("mutants.old", fmt::format("`{}` does not stand in {} just once", old_text, mutant.file));
        text.replace(at, old_text.size(), new_text);
    }
    return text;
}

}  // namespace konsequenz::mutants
