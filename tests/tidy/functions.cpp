#include "tidy/functions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace konsequenz::tidy {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// The run of word characters that ends just before `end`.
std::string_view word_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    return text.substr(begin, end - begin);
}

std::string_view first_word(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, is_word);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

class Blanker {
  public:
    explicit Blanker(std::string_view source) : source_(source), out_(source) {}

    std::string run() {
        while (at_ < source_.size()) step();
        return std::move(out_);
    }

  private:
    void step() {
        const std::string_view rest = source_.substr(at_);
        if (rest.starts_with("//")) {
            blank_to(line_end(at_));
        } else if (rest.starts_with("/*")) {
            blank_to(after("*/", at_ + 2));
        } else if (rest.front() == '#' && line_is_empty_) {
            blank_to(directive_end());
        } else if (rest.front() == '"') {
            is_raw() ? blank_raw() : blank_literal('"');
        } else if (rest.front() == '\'' && !is_digit_separator()) {
            blank_literal('\'');
        } else {
            line_is_empty_ = rest.front() == '\n' || (line_is_empty_ && is_blank(rest.front()));
            ++at_;
            return;
        }
        line_is_empty_ = false;
    }

    bool is_raw() const {
        const std::string_view prefix = word_before(source_, at_);
        return prefix == "R" || prefix == "u8R" || prefix == "uR" || prefix == "UR" || prefix == "LR";
    }

    bool is_digit_separator() const {
        const std::string_view word = word_before(source_, at_);
        return !word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) != 0;
    }

    std::size_t line_end(std::size_t from) const { return std::min(source_.find('\n', from), source_.size()); }

    std::size_t after(std::string_view closing, std::size_t from) const {
        const std::size_t found = source_.find(closing, from);
        return found == std::string_view::npos ? source_.size() : found + closing.size();
    }

    std::size_t directive_end() const {
        std::size_t end = line_end(at_);
        while (end < source_.size() && end > 0 && source_[end - 1] == '\\') end = line_end(end + 1);
        return end;
    }

    void blank_raw() {
        const std::size_t open = std::min(source_.find('(', at_), source_.size());
        const std::string closing = ")" + std::string(source_.substr(at_ + 1, open - at_ - 1)) + "\"";
        blank_to(after(closing, open));
    }

    void blank_literal(char quote) {
        std::size_t end = at_ + 1;
        while (end < source_.size() && source_[end] != quote && source_[end] != '\n')
            end += source_[end] == '\\' ? 2U : 1U;
        end = std::min(end, source_.size());
        ++at_;
        blank_to(end);
        if (at_ < source_.size() && source_[at_] == quote) ++at_;
    }

    void blank_to(std::size_t end) {
        for (; at_ < end; ++at_) {
            if (source_[at_] != '\n') out_[at_] = ' ';
        }
    }

    std::string_view source_;
    std::string out_;
    std::size_t at_ = 0;
    bool line_is_empty_ = true;
};

/// Where the bracket that closes at the end of `text` was opened; npos where it is not balanced.
std::size_t opening_of_last(std::string_view text, char open, char close) {
    int depth = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (text[i] == close) ++depth;
        if (text[i] == open && --depth == 0) return i;
    }
    return std::string_view::npos;
}

std::string_view without_last_bracket(std::string_view text, char open, char close) {
    if (!text.ends_with(close)) return text;
    const std::size_t at = opening_of_last(text, open, close);
    return at == std::string_view::npos ? text : trimmed(text.substr(0, at));
}

std::string_view without_specifiers(std::string_view text) {
    constexpr std::array kSpecifiers = {std::string_view("mutable"), std::string_view("noexcept"),
                                        std::string_view("constexpr")};
    for (;;) {
        const std::string_view last = word_before(text, text.size());
        if (std::ranges::find(kSpecifiers, last) == kSpecifiers.end()) return text;
        text = trimmed(text.substr(0, text.size() - last.size()));
    }
}

/// Where the `[` of the lambda stands whose body follows `head`.
std::optional<std::size_t> lambda_start(std::string_view head) {
    std::string_view rest(head.data(), head.size());
    while (!rest.empty() && is_blank(rest.back())) rest.remove_suffix(1);
    const std::size_t arrow = rest.rfind("->");
    if (arrow != std::string_view::npos && rest.substr(arrow).find_first_of(",;{}=") == std::string_view::npos) {
        rest = rest.substr(0, arrow);
        while (!rest.empty() && is_blank(rest.back())) rest.remove_suffix(1);
    }
    rest = without_specifiers(rest);
    rest = without_last_bracket(rest, '(', ')');
    rest = without_last_bracket(rest, '<', '>');
    if (!rest.ends_with(']')) return std::nullopt;
    const std::size_t open = opening_of_last(rest, '[', ']');
    if (open == std::string_view::npos) return std::nullopt;
    const std::string_view before = trimmed(rest.substr(0, open));
    const bool is_index = !before.empty() && (is_word(before.back()) || before.back() == ')' || before.back() == ']');
    if (is_index) return std::nullopt;
    return static_cast<std::size_t>(rest.data() - head.data()) + open;
}

std::string_view without_template(std::string_view head) {
    while (head.starts_with("template")) {
        int depth = 0;
        std::size_t at = head.find('<');
        for (; at < head.size(); ++at) {
            if (head[at] == '<') ++depth;
            if (head[at] == '>' && --depth == 0) break;
        }
        head = at < head.size() ? trimmed(head.substr(at + 1)) : std::string_view{};
    }
    return head;
}

/// Whether a `=` that assigns stands outside brackets.
bool has_assignment(std::string_view head) {
    int depth = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '(' || head[i] == '[') ++depth;
        if (head[i] == ')' || head[i] == ']') --depth;
        if (head[i] != '=' || depth != 0) continue;
        const char before = i == 0 ? ' ' : head[i - 1];
        const char behind = i + 1 == head.size() ? ' ' : head[i + 1];
        if (behind == '=') {
            ++i;
        } else if (std::string_view("<>!=").find(before) == std::string_view::npos) {
            return true;
        }
    }
    return false;
}

/// Whether the head has come to a constructor's list of members: a single `:` behind the parameters.
bool in_member_list(std::string_view head) {
    int depth = 0;
    bool after_parameters = false;
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '(') ++depth;
        if (head[i] == ')') after_parameters = --depth == 0 || after_parameters;
        if (head[i] != ':' || depth != 0) continue;
        if (i + 1 < head.size() && head[i + 1] == ':') {
            ++i;
        } else if (after_parameters) {
            return true;
        }
    }
    return false;
}

enum class Kind : unsigned char { Namespace, Class, Function, Initialiser };

Kind kind_of(std::string_view whole_head, Kind around, int bracket_depth) {
    if (around == Kind::Initialiser || bracket_depth > 0) {
        return lambda_start(whole_head) ? Kind::Function : Kind::Initialiser;
    }
    std::string_view head = without_template(trimmed(whole_head));
    while (head.starts_with("[[") && head.find("]]") != std::string_view::npos)
        head = trimmed(head.substr(head.find("]]") + 2));
    const std::string_view word = first_word(head);
    const bool calls = head.find('(') != std::string_view::npos;
    if (word == "namespace" || head.starts_with("inline namespace") || (word == "extern" && !calls))
        return Kind::Namespace;
    if (word == "enum") return Kind::Initialiser;
    const bool is_operator = head.find("operator") != std::string_view::npos;
    if (has_assignment(head) && !is_operator) return lambda_start(whole_head) ? Kind::Function : Kind::Initialiser;
    if (word == "class" || word == "struct" || word == "union") return Kind::Class;
    if (!calls) return Kind::Initialiser;
    const bool member_brace = in_member_list(head) && (is_word(head.back()) || head.back() == '>');
    return member_brace ? Kind::Initialiser : Kind::Function;
}

/// Walks the braces of a blanked text and keeps, for each scope that is not a function, the head gathered so far.
class Walker {
  public:
    std::vector<Function> run(std::string_view text) {
        for (const char c : text) {
            step(c);
            if (c == '\n') ++line_;
        }
        std::ranges::stable_sort(found_, {}, &Function::first_line);
        return std::move(found_);
    }

  private:
    struct Scope {
        Kind kind = Kind::Namespace;
        std::string head;  ///< of the scope around it, up to this brace
        int bracket_depth = 0;
        std::size_t first_line = 1;
        std::size_t brace_line = 1;
    };

    Kind around() const { return open_.empty() ? Kind::Namespace : open_.back().kind; }

    void step(char c) {
        if (c == '{') return open();
        if (c == '}') return close();
        if (around() == Kind::Function) return;
        if (c == '(' || c == '[') ++bracket_depth_;
        if (c == ')' || c == ']') --bracket_depth_;
        const bool ends_statement = c == ';' && bracket_depth_ == 0;
        const bool is_label =
            c == ':' && (trimmed(head_) == "public" || trimmed(head_) == "private" || trimmed(head_) == "protected");
        if (ends_statement || is_label) {
            head_.clear();
        } else {
            head_ += c;
        }
    }

    void open() {
        // Braces inside a function only have to balance.
        const Kind kind = around() == Kind::Function ? Kind::Function : kind_of(head_, around(), bracket_depth_);
        Scope scope{kind, head_, bracket_depth_, line_, line_};
        const bool is_lambda = around() == Kind::Initialiser || bracket_depth_ > 0 || has_assignment(head_);
        const std::size_t begin = is_lambda ? lambda_start(head_).value_or(0) : head_.find_first_not_of(" \n\r\t");
        scope.first_line -= begin >= head_.size()
                                ? 0
                                : static_cast<std::size_t>(std::count(
                                      head_.begin() + static_cast<std::ptrdiff_t>(begin), head_.end(), '\n'));
        open_.push_back(std::move(scope));
        head_.clear();
        bracket_depth_ = 0;
    }

    void close() {
        if (open_.empty()) return;
        Scope scope = std::move(open_.back());
        open_.pop_back();
        bracket_depth_ = scope.bracket_depth;
        head_ = std::move(scope.head);
        if (scope.kind == Kind::Function && around() == Kind::Function) {
            head_.clear();
        } else if (scope.kind == Kind::Function) {
            found_.push_back({one_line(head_), scope.first_line, line_});
            // A lambda's statement goes on behind it; a function's does not.
            const bool goes_on = around() == Kind::Initialiser || bracket_depth_ > 0 || has_assignment(head_);
            goes_on ? keep_head(scope) : head_.clear();
        } else if (scope.kind == Kind::Namespace) {
            head_.clear();
        } else {
            keep_head(scope);
        }
    }

    void keep_head(const Scope& scope) { head_ += "{" + std::string(line_ - scope.brace_line, '\n') + "}"; }

    static std::string one_line(std::string_view head) {
        std::string line;
        for (const char c : trimmed(head)) {
            if (!is_blank(c)) line += c;
            if (is_blank(c) && !line.ends_with(' ')) line += ' ';
        }
        return line;
    }

    std::vector<Scope> open_;
    std::vector<Function> found_;
    std::string head_;
    int bracket_depth_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

std::string blank_out(std::string_view source) { return Blanker(source).run(); }

std::vector<Function> functions_of(std::string_view source) { return Walker().run(blank_out(source)); }

}  // namespace konsequenz::tidy
