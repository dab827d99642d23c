#include "service/assessor.h"

#include <utility>

#include "base/files.h"

namespace konsequenz::service {

Assessor::Assessor() : calibration_(conduct::Model::embedded().default_calibration()) {}

Result<Assessor> Assessor::open(const std::string& model, const std::string& calibration) {
    Assessor assessor;
    if (!model.empty()) {
        assessor.opened_ = std::make_shared<const conduct::Model>(TRY(conduct::Model::open(model)));
        assessor.calibration_ = assessor.model().default_calibration();
    }
    if (!calibration.empty()) {
        assessor.calibration_ = TRY(conduct::parse_calibration(TRY(read_file(calibration)), calibration));
        const auto fits = assessor.model().is_for(assessor.calibration_);
        if (!fits) return std::unexpected(at(fits.error(), calibration));
    }
    return assessor;
}

std::optional<conduct::Assessment> given_assessment(const record::Contact& contact) {
    conduct::Assessment given;
    if (contact.conduct) {
        given.label = contact.conduct->label;
        given.severity = contact.conduct->severity;
        given.target = contact.conduct->target;
        given.source = contact.conduct->source;
        given.intention = contact.conduct->intention;
        given.by = contact.conduct->by;
        return given;
    }
    if (contact.direction != record::Direction::out) return std::nullopt;
    given.not_assessed = "written by the company";
    return given;
}

conduct::Assessment Assessor::assess(const record::Contact& contact) const {
    if (auto given = given_assessment(contact)) return *std::move(given);
    return model().assess(contact.text, calibration_, conduct::Register::contact);
}

}  // namespace konsequenz::service
