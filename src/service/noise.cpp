#include "service/noise.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "base/files.h"
#include "record/input.h"
#include "record/reader.h"
#include "report/noise_page.h"
#include "service/consistency.h"
#include "standard/standard.h"

namespace konsequenz::service {
namespace {

using consistency::NoisePlan;

/// What the drawn contacts say, by their ids.
Result<std::map<std::string, std::string>> texts_of(const NoisePlanRequest& request, const NoisePlan& plan,
                                                    const consistency::History& history) {
    std::map<std::string, std::string> texts;
    for (const auto& drawn : plan.cases) texts[history.cases[drawn.subject].contact];
    TRY_VOID(for_each_entry(request.source,
                            {.on_record = [&](record::Record&& record) -> Result<void> {
                                 const auto found = texts.find(record.id);
                                 auto* contact = std::get_if<record::Contact>(&record.body);
                                 if (found != texts.end() && contact != nullptr)
                                     found->second = std::move(contact->text);
                                 return {};
                             },
                             .on_outcome = [](std::string_view, std::string_view) -> Result<void> { return {}; },
                             .on_ruling = [](std::string_view) -> Result<void> { return {}; }}));
    return texts;
}

/// A reviewer's id becomes a file's name, and must not lead anywhere else.
Result<void> check_names(const std::vector<std::string>& reviewers) {
    for (const auto& reviewer : reviewers) {
        const bool is_plain = !reviewer.empty() && reviewer.front() != '.' && reviewer != "key" &&
                              std::ranges::all_of(reviewer, [](char byte) {
                                  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                                         (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
                              });
        if (!is_plain)
            return fail(
                "service.noise-plan",
                fmt::format("`{}` cannot be the name of a sheet: use letters, digits, `-`, `_` and `.`", reviewer));
    }
    return {};
}

Result<void> make_folder(const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail("base.cannot-write", fmt::format("`{}` cannot be made: {}", folder, error.message()));
    return {};
}

}  // namespace

Result<NoisePlanSummary> plan_noise(const NoisePlanRequest& request, std::vector<Error>& details) {
    TRY_VOID(check_names(request.plan.reviewers));
    if (std::ranges::find(request.source.inputs, "-") != request.source.inputs.end())
        return fail("service.noise-plan", "a noise audit reads its input twice: give a file or a log instead of `-`");
    std::optional<standard::Standard> standard;
    if (!request.standard.empty()) {
        auto loaded = standard::load(request.standard);
        if (!loaded) {
            details = std::move(loaded).error();
            return std::unexpected(details.front());
        }
        standard = std::move(*loaded);
    }
    consistency::CollectOptions collect;
    collect.standard = standard ? &*standard : nullptr;
    const auto history = TRY(compared_history(request.source, collect));
    const auto plan = TRY(consistency::plan_noise(history, request.plan));
    const auto texts = TRY(texts_of(request, plan, history));
    TRY_VOID(make_folder(request.folder));
    NoisePlanSummary summary{plan.cases.size(), plan.sheets.front().tasks.size(), {}};
    const std::filesystem::path folder(request.folder);
    const auto write = [&](const std::string& name, const std::string& bytes) {
        summary.files.push_back((folder / name).string());
        return write_file(folder / name, bytes);
    };
    TRY_VOID(write("key.json", consistency::key_to_json(plan, history) + "\n"));
    for (const auto& sheet : plan.sheets) {
        std::string lines;
        for (std::size_t task = 0; task < sheet.tasks.size(); ++task) {
            const auto& contact = history.cases[plan.cases[sheet.tasks[task].drawn].subject].contact;
            lines += consistency::task_to_json(plan, sheet, task, history, texts.at(contact)) + "\n";
        }
        TRY_VOID(write(sheet.reviewer + ".jsonl", lines));
    }
    return summary;
}

Result<NoiseReport> analyse_noise(const NoiseAnalyseRequest& request) {
    JsonParser parser;
    const auto key = TRY(read_file(request.key));
    const auto parsed = parser.parse(key);
    if (!parsed) return std::unexpected(at(parsed.error(), request.key));
    auto read = consistency::NoiseAnswers::of_key(*parsed);
    if (!read) return std::unexpected(at(read.error(), request.key));
    auto answers = std::move(*read);
    for (const auto& path : request.sheets) {
        auto input = TRY(record::Input::open(path));
        record::LineReader lines(input);
        for (;;) {
            const auto line = TRY(lines.next());
            if (!line) break;
            if (line->text.empty()) continue;
            const auto answer = parser.parse(line->text);
            if (!answer) return std::unexpected(at(answer.error(), path, line->number));
            const auto added = answers.add(*answer);
            if (!added) return std::unexpected(at(added.error(), path, line->number));
        }
    }
    if (answers.answered() == 0)
        return fail("service.no-answers", "no task is answered yet: put one of the measures in place of `null`");
    NoiseReport report{answers.audit(request.seed), answers.answered(), answers.left_open()};
    if (!request.html.empty()) TRY_VOID(write_file(request.html, report::noise_html(report.audit)));
    return report;
}

}  // namespace konsequenz::service
