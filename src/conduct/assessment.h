// What a contact's conduct is taken to be, by whom, and on what evidence.
//
// An assessment sorts; it is no verdict: whether a measure follows is for the standard and a person to say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konsequenz::conduct {

/// Mildest first. Criticism, however harsh, is aimed at what was delivered and is never abuse.
enum class Label : std::uint8_t { none, criticism, disrespect, insult, discrimination, threat };
/// Whom or what the conduct is aimed at.
enum class Target : std::uint8_t { none, product, company, employee, other };
/// Who assessed: employee and reviewer are people, whose word stands above the model's.
enum class Source : std::uint8_t { none, model, employee, reviewer };
enum class Language : std::uint8_t { unknown, german, english };
enum class Intention : std::uint8_t { unknown, deliberate, heat_of_the_moment };

inline constexpr int severity_max = 4;

/// A stretch of the text that led to the assessment.
struct EvidenceSpan {
    std::uint32_t start = 0;  ///< first byte in the UTF-8 text; on a code point's border
    std::uint32_t end = 0;    ///< the byte after the last; on a code point's border
    Label label = Label::none;
    std::int32_t weight_hundredths = 0;  ///< what it adds to the label's log-odds, in hundredths of a nat

    bool operator==(const EvidenceSpan&) const = default;
};

/// Calibrated probabilities in ten-thousandths, 0 to 10,000: integers, so that they are the same bytes everywhere.
/// Abusive means any of disrespect, insult, discrimination and threat; none of these is above it.
struct Probabilities {
    std::uint16_t abusive = 0;
    std::uint16_t disrespect = 0;
    std::uint16_t insult = 0;
    std::uint16_t discrimination = 0;
    std::uint16_t threat = 0;
    std::uint16_t criticism = 0;

    bool operator==(const Probabilities&) const = default;
};

struct Assessment {
    Label label = Label::none;
    int severity = 0;  ///< 0 to severity_max; 0 where the label is none
    Target target = Target::none;
    Source source = Source::none;
    Language language = Language::unknown;
    Intention intention = Intention::unknown;
    std::string by;                      ///< the person who assessed; empty where the model did
    std::vector<EvidenceSpan> evidence;  ///< in the order of the text, not overlapping
    Probabilities probability;           ///< all 0 where a person assessed
    bool triage = false;                 ///< at or above the threshold for a person's look
    bool alert = false;                  ///< at or above the threshold for a person's look at once
    std::string model_id;                ///< empty where a person assessed
    std::string calibration_id;          ///< "default", or an organisation's own; empty where a person assessed
    std::string not_assessed;            ///< why nothing was assessed, for a reader; empty when assessed

    bool operator==(const Assessment&) const = default;
};

/// The word as records and standards write it: "heat of the moment".
[[nodiscard]] std::string_view to_string(Label label);
[[nodiscard]] std::string_view to_string(Target target);
[[nodiscard]] std::string_view to_string(Source source);
[[nodiscard]] std::string_view to_string(Language language);
[[nodiscard]] std::string_view to_string(Intention intention);

/// The inverse of to_string; nothing where the word is unknown. Exact: no case is folded, no blank trimmed.
[[nodiscard]] std::optional<Label> parse_label(std::string_view word);
[[nodiscard]] std::optional<Target> parse_target(std::string_view word);
[[nodiscard]] std::optional<Source> parse_source(std::string_view word);
[[nodiscard]] std::optional<Language> parse_language(std::string_view word);
[[nodiscard]] std::optional<Intention> parse_intention(std::string_view word);

}  // namespace konsequenz::conduct
