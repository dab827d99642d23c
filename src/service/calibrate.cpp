#include "service/calibrate.h"

#include <fmt/format.h>

#include <utility>

#include "base/files.h"
#include "evaluation/labelled.h"
#include "service/assessor.h"
#include "service/rejects.h"

namespace konsequenz::service {

Result<CalibrateReport> calibrate(const CalibrateRequest& request) {
    const auto assessor = TRY(Assessor::open(request.model, ""));
    auto rejects = TRY(Rejects::open(request.rejects));
    std::vector<evaluation::LabelledText> reviewed;
    for (const auto& path : request.reviewed) {
        TRY_VOID(evaluation::read_labelled(
            path,
            [&](evaluation::LabelledText&& text) -> Result<void> {
                reviewed.push_back(std::move(text));
                return {};
            },
            [&](const Error& error, std::string_view line) { return rejects.add(error, line); }));
    }
    if (reviewed.empty())
        return fail("service.nothing-reviewed",
                    "there is no reviewed contact to calibrate with: give contacts with `conduct`, or lines with `id`, "
                    "`text` and `label`" +
                        rejects.first_reason());
    auto trial = assessor.calibration();
    const auto probability = [&](std::string_view text, std::int32_t bias_hundredths) {
        trial.bias_hundredths = bias_hundredths;
        return assessor.model().assess(text, trial, conduct::Register::contact).probability.abusive;
    };
    CalibrateReport report;
    report.fit = evaluation::fit_calibration(reviewed, probability, assessor.calibration(), request.bounds);
    report.refused = rejects.count();
    report.first_refusals = rejects.first();
    TRY_VOID(rejects.close());
    TRY_VOID(write_file(request.out, conduct::to_json(report.fit.calibration)));
    return report;
}

}  // namespace konsequenz::service
