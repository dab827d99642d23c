#include "service/evaluate.h"

#include <fmt/format.h>

#include "base/files.h"
#include "report/evaluation_page.h"
#include "service/assessor.h"
#include "service/rejects.h"

namespace konsequenz::service {

Result<EvaluateReport> evaluate(const EvaluateRequest& request) {
    const auto assessor = TRY(Assessor::open(request.model, request.calibration));
    auto rejects = TRY(Rejects::open(request.rejects));
    evaluation::Evaluator evaluator([&](std::string_view text) { return assessor.assess(text); });
    std::uint64_t texts = 0;
    for (const auto& path : request.files) {
        TRY_VOID(evaluation::read_labelled(
            path,
            [&](evaluation::LabelledText&& text) -> Result<void> {
                evaluator.add(text);
                ++texts;
                return {};
            },
            [&](const Error& error, std::string_view line) { return rejects.add(error, line); }));
    }
    if (texts == 0)
        return fail("service.nothing-labelled",
                    "there is no labelled text to evaluate with: docs/conduct.md shows the forms that are read" +
                        rejects.first_reason());
    EvaluateReport report;
    report.evaluation = evaluator.finish();
    report.evaluation.source = fmt::format("{}", fmt::join(request.files, ", "));
    report.refused = rejects.count();
    report.first_refusals = rejects.first();
    TRY_VOID(rejects.close());
    if (!request.html.empty()) TRY_VOID(write_file(request.html, report::evaluation_html(report.evaluation)));
    return report;
}

}  // namespace konsequenz::service
