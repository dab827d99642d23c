// `konsequenz assess`: texts in, assessments out, in the order of the texts, on as many threads as asked for, in
// memory that does not grow with the input.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "conduct/assessment.h"
#include "service/assessor.h"
#include "service/decide.h"

namespace konsequenz::service {

/// How texts come in: one JSON object a line, or one text a line. `detect` looks at the first byte that is not blank:
/// `{` begins an object.
enum class TextForm : std::uint8_t { detect, objects, lines };

struct AssessRequest {
    std::string in = "-";
    std::string out = "-";
    std::string rejects;      ///< where refused lines go; empty writes none
    std::string model;        ///< empty: the program's own
    std::string calibration;  ///< empty: the model's own
    TextForm form = TextForm::detect;
    conduct::Register from =
        conduct::Register::any;  ///< of lines and of {"id","text"}; a contact is always read as one
    unsigned jobs = 1;           ///< threads that assess; 1 to jobs_max
};
inline constexpr unsigned jobs_max = 64;

/// A text as it is told to a reader.
struct AssessedText {
    std::string_view id;  ///< the sender's, or the number of the line
    std::string_view text;
    const conduct::Assessment& assessment;
};
/// Appends what is written for a text, without its line break; called from many threads at once.
using Render = std::function<void(std::string& out, const AssessedText& text)>;
/// One JSON object a text, as conduct::append_json writes it.
void render_json(std::string& out, const AssessedText& text);

struct AssessSummary {
    std::string model_id;
    std::string calibration_id;
    std::uint64_t texts = 0;
    std::uint64_t not_assessed = 0;
    std::uint64_t triage = 0;
    std::uint64_t alert = 0;
    std::array<std::uint64_t, 6> labels{};  ///< by conduct::Label
    std::uint64_t passed_over = 0;          ///< records that are no contacts
    std::uint64_t refused = 0;
    std::vector<Error> first_refusals;  ///< at most 20
};

/// Objects are contacts as record::Parser takes them, or {"id","text"} and nothing else; other records are passed over.
/// Of a contact the text is assessed, whatever a person said of it; of one that the company wrote, it is not.
/// Errors: those of the model and the calibration, of reading and writing. Refused lines: json.*, record.*,
/// service.unknown-field, service.missing-field, service.wrong-type.
[[nodiscard]] Result<AssessSummary> assess(const AssessRequest& request, const Render& render,
                                           const std::function<void(const DecideProgress&)>& progress);

}  // namespace konsequenz::service
