// The model that assesses texts, with the calibration that says where the lines are: the program's own two, or files.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "conduct/assessment.h"
#include "conduct/calibration.h"
#include "conduct/model.h"
#include "record/record.h"

namespace konsequenz::service {

class Assessor {
  public:
    /// The program's own model with its own calibration.
    Assessor();
    /// Empty paths stand for the program's own. Errors: conduct.* of the two files, base.cannot-read,
    /// conduct.other-model where the calibration was fitted for another model.
    [[nodiscard]] static Result<Assessor> open(const std::string& model, const std::string& calibration);

    /// Safe to be called by many threads.
    [[nodiscard]] conduct::Assessment assess(std::string_view text,
                                             conduct::Register from = conduct::Register::any) const {
        return model().assess(text, calibration_, from);
    }
    /// What is recorded of a contact when it comes in: a person's word where it is given, else the model's; contacts
    /// that the company wrote are not assessed.
    [[nodiscard]] conduct::Assessment assess(const record::Contact& contact) const;

    [[nodiscard]] const conduct::Model& model() const { return opened_ ? *opened_ : conduct::Model::embedded(); }
    [[nodiscard]] const conduct::Calibration& calibration() const { return calibration_; }

  private:
    std::shared_ptr<const conduct::Model> opened_;
    conduct::Calibration calibration_;
};

/// The assessment that a contact brings along: a person's, or "written by the company". Nothing where only its text
/// can say.
[[nodiscard]] std::optional<conduct::Assessment> given_assessment(const record::Contact& contact);

}  // namespace konsequenz::service
