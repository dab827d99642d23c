#include "conduct/words.h"

#include <cassert>
#include <cstddef>

#include "conduct/letters.h"

namespace konsequenz::conduct {
namespace {

bool is_small(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_ascii_letter(char letter) { return is_small(static_cast<char>(letter | 0x20)); }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_name_letter(char letter) { return is_ascii_letter(letter) || is_digit(letter) || letter == '_'; }

class Splitter {
  public:
    Splitter(std::string_view text, std::string& letters, std::vector<Word>& list, Marks& marks)
        : text_(text), letters_(letters), list_(list), marks_(marks) {}

    void run() {
        for (std::size_t at = 0; at < text_.size();) {
            const char byte = text_[at];
            // Nearly every byte is a small letter: it goes the short way.
            if (is_small(byte) && (in_word_ || (byte != 'h' && byte != 'w'))) {
                add_small(byte, at);
                ++at;
            } else if (byte == ' ') {
                end_word();
                in_hashtag_ = false;
                ++at;
            } else if (byte >= 'A' && byte <= 'Z' && !in_hashtag_) {
                add_capital(byte, at);
                ++at;
            } else {
                at = take_any(at);
            }
        }
        end_word();
        // A quotation mark that nobody closed was no quotation.
        for (auto index = open_since_; is_open_ && index < list_.size(); ++index) list_[index].voice = Voice::own;
    }

  private:
    /// Yields the byte to go on with.
    std::size_t take_any(std::size_t at) {
        if (!in_word_) {
            if (const auto end = end_of_special(at); end > at) return end;
        }
        const auto decoded = decode(text_, at);
        take(decoded, at);
        return at + decoded.size;
    }

    /// A mention, a link or a line's end as data sets write it.
    std::size_t end_of_special(std::size_t at) {
        const auto rest = text_.substr(at);
        if (rest.starts_with("|LBR|")) {
            gap_ = Gap::sentence;
            return at + 5;
        }
        if (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www."))
            return add_special(at, rest.find_first_of(" \t\r\n|"), Shape::link, "~");
        const bool is_mention = rest.size() > 1 && rest[0] == '@' && is_name_letter(rest[1]);
        if (!is_mention) return at;
        std::size_t size = 1;
        while (size < rest.size() && is_name_letter(rest[size])) ++size;
        return add_special(at, size, Shape::mention, "@");
    }

    std::size_t add_special(std::size_t at, std::size_t size, Shape shape, std::string_view folded) {
        const auto end = std::min(size, text_.size() - at) + at;
        begin_word(at, Initial::lower_case);
        word_.shape = shape;
        letters_ += folded;
        word_.end = static_cast<std::uint32_t>(end);
        end_word();
        return end;
    }

    void take(const Decoded& decoded, std::size_t at) {
        const bool is_plain =
            decoded.is_valid && (decoded.code < 0x80 || (!is_invisible(decoded.code) && !is_combining(decoded.code)));
        if (is_plain && decoded.code >= 0x2600 && is_pictograph(decoded.code)) return add_pictograph(decoded, at);
        const auto size = letters_.size();
        if (is_plain && is_upper_case(decoded.code) && in_hashtag_ && in_word_ && last_was_small_) end_word();
        const auto from = letters_.size();
        if (is_plain && fold_letter(decoded, at)) {
            if (!in_word_)
                begin_word(at, is_upper_case(decoded.code) ? Initial::upper_case : Initial::lower_case, size);
            return add_letter(decoded, at, from);
        }
        if (in_word_ && continues_word(decoded, at)) return;
        if (decoded.is_valid && (is_invisible(decoded.code) || is_combining(decoded.code))) return;
        end_word();
        separate(decoded, at);
    }

    bool fold_letter(const Decoded& decoded, std::size_t at) {
        const char latin = decoded.code >= 0x0391 && decoded.code <= 0x0501 ? look_alike(decoded.code) : '\0';
        // Only beside Latin letters does a Cyrillic one pretend; alone it is another language's.
        if (latin != 0 && touches_latin(at, decoded.size)) {
            word_is_masked_ = true;
            letters_ += latin;
            return true;
        }
        return fold_into(letters_, decoded.code, text_.substr(at, decoded.size));
    }

    [[nodiscard]] bool touches_latin(std::size_t at, std::size_t size) const {
        const bool before = in_word_ && letters_.size() > word_from_ && is_small(letters_.back());
        const bool after = at + size < text_.size() && is_ascii_letter(text_[at + size]);
        return before || after;
    }

    void begin_word(std::size_t at, Initial initial) { begin_word(at, initial, letters_.size()); }
    void begin_word(std::size_t at, Initial initial, std::size_t letters_before) {
        in_word_ = true;
        word_ = {};
        word_.start = static_cast<std::uint32_t>(at);
        word_.gap = gap_;
        word_.initial = initial;
        word_.voice = is_open_ || is_quoted_line_ ? Voice::quoted : Voice::own;
        word_from_ = letters_before;
        capitals_ = smalls_ = digits_ = 0;
        gap_ = Gap::blank;
        is_line_start_ = false;
    }

    void add_small(char letter, std::size_t at) {
        if (!in_word_) begin_word(at, Initial::lower_case);
        ++smalls_;
        last_was_small_ = true;
        word_.end = static_cast<std::uint32_t>(at) + 1;
        if (repeats(letter)) return;
        letters_ += letter;
    }

    void add_capital(char letter, std::size_t at) {
        if (!in_word_) begin_word(at, Initial::upper_case);
        ++capitals_;
        last_was_small_ = false;
        word_.end = static_cast<std::uint32_t>(at) + 1;
        const auto small = static_cast<char>(letter | 0x20);
        if (!repeats(small)) letters_ += small;
    }

    /// The third and every further time that a letter follows itself.
    bool repeats(char letter) {
        const auto size = letters_.size();
        if (size - word_from_ < 2 || letters_[size - 1] != letter || letters_[size - 2] != letter) return false;
        word_.is_stretched = true;
        return true;
    }

    void add_letter(const Decoded& decoded, std::size_t at, std::size_t letters_before) {
        const bool is_capital = is_upper_case(decoded.code);
        if (is_capital)
            ++capitals_;
        else if (decoded.code >= '0' && decoded.code <= '9')
            ++digits_;
        else
            ++smalls_;
        last_was_small_ = !is_capital;
        word_.end = static_cast<std::uint32_t>(at) + decoded.size;
        if (letters_.size() != letters_before + 1 || !is_small(letters_.back())) return;
        const char letter = letters_.back();
        letters_.pop_back();
        if (!repeats(letter)) letters_ += letter;
    }

    void add_pictograph(const Decoded& decoded, std::size_t at) {
        end_word();
        begin_word(at, Initial::lower_case);
        word_.shape = Shape::pictograph;
        letters_ += text_.substr(at, decoded.size);
        word_.end = static_cast<std::uint32_t>(at) + decoded.size;
        end_word();
        gap_ = Gap::clause;
    }

    /// Marks inside a word: the two dots of a decomposed umlaut, an apostrophe, the stars of `f**k`.
    bool continues_word(const Decoded& decoded, std::size_t at) {
        if (!decoded.is_valid) return false;
        const bool is_dots = decoded.code == 0x308;
        if (is_dots && !letters_.empty() && std::string_view("aou").find(letters_.back()) != std::string_view::npos)
            letters_ += 'e';
        if (is_combining(decoded.code)) word_.end = static_cast<std::uint32_t>(at) + decoded.size;
        if (is_combining(decoded.code) || is_apostrophe(decoded.code) || is_invisible(decoded.code)) return true;
        if (decoded.code == '*' && hides_letters(at)) return mask('*');
        // Signs that stand for letters, inside a word only: an address such as a@b.com begins no word with them.
        const bool has_next = at + 1 < text_.size() && is_ascii_letter(text_[at + 1]);
        const bool has_sign = at + 1 < text_.size() && text_[at + 1] == '$';
        if (decoded.code == '$' && (has_next || has_sign)) return mask('s');
        return decoded.code == '@' && has_next && !is_address(at) && mask('a');
    }

    bool mask(char letter) {
        word_is_masked_ = true;
        letters_ += letter;
        return true;
    }

    /// Whether a dot follows before the blank does.
    [[nodiscard]] bool is_address(std::size_t at) const {
        constexpr std::size_t reach = 64;
        const auto rest = text_.substr(at, reach);
        const auto end = rest.find_first_of(" \t\r\n");
        const auto dot = rest.find('.');
        return dot != std::string_view::npos && dot < end && dot + 1 < rest.size() && is_ascii_letter(rest[dot + 1]);
    }

    /// Stars that a letter follows soon; a longer run is a line, not a word.
    [[nodiscard]] bool hides_letters(std::size_t at) const {
        constexpr std::size_t stars_max = 6;
        const auto next = text_.substr(at, stars_max + 1).find_first_not_of('*');
        return next != std::string_view::npos && is_ascii_letter(text_[at + next]);
    }

    void end_word() {
        if (!in_word_) return;
        in_word_ = false;
        const auto size = letters_.size() - word_from_;
        word_.folded = {letters_.data() + word_from_, size};
        word_.is_shouted = capitals_ >= 3 && smalls_ == 0;
        if (word_.shape == Shape::letters && digits_ > 0)
            word_.shape = smalls_ + capitals_ == 0 ? Shape::number : Shape::masked;
        if (word_is_masked_) word_.shape = Shape::masked;
        word_is_masked_ = false;
        list_.push_back(word_);
    }

    void separate(const Decoded& decoded, std::size_t at) {
        if (!decoded.is_valid) return;
        const auto code = decoded.code;
        if (code == '#')
            in_hashtag_ = true;
        else
            in_hashtag_ = false;
        if (code == ' ') return;
        if (code == '!') ++marks_.exclamations;
        if (code == '?') ++marks_.questions;
        if (is_sentence_end(code)) gap_ = Gap::sentence;
        if (is_clause_end(code) && gap_ == Gap::blank) gap_ = Gap::clause;
        if (is_double_quote(code)) turn_quote(code == 0x201E);
        if (code == '\n') {
            is_line_start_ = true;
            is_quoted_line_ = false;
        } else if (code == '>' && (is_line_start_ || at == 0)) {
            is_quoted_line_ = true;
        } else if (code != '\t') {
            is_line_start_ = false;
        }
    }

    void turn_quote(bool opens) {
        is_open_ = opens || !is_open_;
        open_since_ = list_.size();
        if (gap_ == Gap::blank) gap_ = Gap::clause;
    }

    std::string_view text_;
    std::string& letters_;
    std::vector<Word>& list_;
    Marks& marks_;
    Word word_;
    std::size_t word_from_ = 0;
    std::size_t open_since_ = 0;
    std::uint32_t capitals_ = 0;
    std::uint32_t smalls_ = 0;
    std::uint32_t digits_ = 0;
    Gap gap_ = Gap::sentence;
    bool in_word_ = false;
    bool in_hashtag_ = false;
    bool last_was_small_ = false;
    bool word_is_masked_ = false;
    bool is_open_ = false;
    bool is_line_start_ = true;
    bool is_quoted_line_ = false;
};

}  // namespace

void Words::read(std::string_view text) {
    letters_.clear();
    list_.clear();
    marks_ = {};
    // Folding never gives more bytes than it reads (ä is two bytes and becomes two), so the words' views stay valid.
    letters_.reserve(text.size() + 1);
    [[maybe_unused]] const auto* const before = letters_.data();
    Splitter(text, letters_, list_, marks_).run();
    assert(letters_.data() == before);
}

std::string fold(std::string_view text) {
    std::string folded;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode(text, at);
        if (decoded.is_valid && !fold_into(folded, decoded.code, text.substr(at, decoded.size)) &&
            !is_apostrophe(decoded.code)) {
            folded += text.substr(at, decoded.size);
        }
        at += decoded.size;
    }
    return folded;
}

}  // namespace konsequenz::conduct
