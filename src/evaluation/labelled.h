// Texts with what people said of them: the measure for a model, and what an organisation calibrates it with.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "conduct/assessment.h"

namespace konsequenz::evaluation {

/// What a probability speaks of.
enum class Head : std::uint8_t { abusive, disrespect, insult, discrimination, threat, criticism };
inline constexpr std::array heads{Head::abusive,        Head::disrespect, Head::insult,
                                  Head::discrimination, Head::threat,     Head::criticism};
inline constexpr std::size_t head_count = heads.size();
inline constexpr std::size_t label_count = 6;
[[nodiscard]] std::string_view to_string(Head head);
[[nodiscard]] std::uint16_t probability_of(const conduct::Assessment& assessment, Head head);

/// What people said: a flag that a data set cannot express is unknown, not negative.
enum class Truth : std::uint8_t { unknown, no, yes };

struct LabelledText {
    std::string id;
    std::string text;
    std::array<Truth, head_count> truth{};
    /// The one label of the text, the gravest where there are several; nothing where only "abusive" is known.
    std::optional<conduct::Label> label;
    /// Whether the scheme behind the text knows the label; `none` always.
    std::array<bool, label_count> expressible{};
    std::string variety;            ///< of its language, as "de-AT" or "en-nonnative"; may be empty
    std::vector<std::string> tags;  ///< what makes it hard, as "sarcasm"
    std::string day;                ///< of a contact, as "2026-03-02"; may be empty

    [[nodiscard]] Truth of(Head head) const { return truth[static_cast<std::size_t>(head)]; }
    /// Criticism, however harsh, that nobody called abusive.
    [[nodiscard]] bool is_criticism() const {
        return of(Head::criticism) == Truth::yes && of(Head::abusive) != Truth::yes;
    }
    /// Neither abuse nor anything that might be: what an alarm on it would wrong.
    [[nodiscard]] bool is_legitimate() const { return of(Head::abusive) == Truth::no || is_criticism(); }
};

/// A text of which exactly one label was given by somebody who could have given each.
void give_label(LabelledText& text, conduct::Label label);

/// The assigned label in the words of the text's scheme: the gravest label not above it that the scheme knows.
[[nodiscard]] conduct::Label in_scheme(const LabelledText& text, conduct::Label assigned);

using OnLabelled = std::function<Result<void>(LabelledText&& text)>;
/// A line that was refused, with its reason.
using OnBadLine = std::function<Result<void>(const Error& error, std::string_view line)>;

/// Reads a file of labelled texts, "-" being standard input; the form is told by each line.
///   {"id","text","label"}                        with "variety" and "tags" where known; nothing else
///   a contact with `conduct`                     as record::Parser reads it; a contact without one is refused
///   {"id","text","labels":{"flags","annotated"}} the uniform form of public data sets, other members passed over
///   group TAB variety TAB touchpoint TAB label TAB severity TAB target TAB tags TAB text
/// Errors: record.cannot-read, record.encoding, and what the two functions return. Refused lines:
/// evaluation.not-labelled, evaluation.unknown-label, evaluation.unknown-field, evaluation.columns, json.*, record.*.
[[nodiscard]] Result<void> read_labelled(const std::string& path, const OnLabelled& on_labelled,
                                         const OnBadLine& on_bad_line);

}  // namespace konsequenz::evaluation
