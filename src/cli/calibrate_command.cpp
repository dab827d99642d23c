#include <fmt/format.h>

#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/evidence_text.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

/// "5 %", "0.5 %": a share in ten-thousandths.
std::string percent_text(std::uint32_t per_10000) {
    if (per_10000 % 100 == 0) return fmt::format("{} %", per_10000 / 100);
    return fmt::format("{}.{:02} %", per_10000 / 100, per_10000 % 100);
}

void print_point(const char* name, const evaluation::FittedPoint& point, std::uint64_t legitimate) {
    const auto threshold = fmt::format("{}.{:04}", point.threshold / 10'000, point.threshold % 10'000);
    if (point.bound_95) {
        fmt::print(stderr, "{} at a probability of {}: false alarms on at most {} of legitimate contacts\n",
                   styled(name, Style::bold), threshold, percent_text(point.bound));
        fmt::print(stderr,
                   "         on average over such reviews; at most {:.1f} % for this one, with 95 % confidence\n",
                   *point.bound_95 * 100);
    } else {
        fmt::print(stderr, "{} {}: {} legitimate contacts do not carry a bound of {}, {} would\n",
                   styled(name, Style::bold), styled("stays as the model has it", Style::yellow), grouped(legitimate),
                   percent_text(point.bound), grouped(point.rows_needed));
        fmt::print(stderr, "         at a probability of {}; nothing is promised for it: review more contacts\n",
                   threshold);
    }
    if (point.found.total > 0)
        fmt::print(stderr, "         finds {} of the {} abusive contacts that were reviewed\n",
                   grouped(point.found.count), grouped(point.found.total));
}

void print_text(const service::CalibrateRequest& request, const service::CalibrateReport& report) {
    const auto& fit = report.fit;
    const auto& calibration = fit.calibration;
    fmt::print(stderr, "{} {}, for the model {}\n", styled("calibration", Style::dim), calibration.id,
               calibration.model_id);
    const auto days = calibration.first_day.empty()
                          ? std::string()
                          : fmt::format(", {} to {}", calibration.first_day, calibration.last_day);
    fmt::print(stderr, "{}    {} contacts, {} legitimate and {} abusive{}\n", styled("reviewed", Style::dim),
               grouped(fit.reviewed), grouped(fit.legitimate), grouped(fit.abusive), days);
    fmt::print(stderr, "{}        {} on the log-odds of abuse{}\n", styled("bias", Style::dim),
               weight_text(calibration.bias_hundredths),
               fit.legitimate == 0 || fit.abusive == 0 ? ": it takes both kinds to fit one" : "");
    print_point("triage  ", fit.triage, fit.legitimate);
    print_point("alert   ", fit.alert, fit.legitimate);
    print_refusals(report.refused, report.first_refusals, request.rejects);
}

void write_point(JsonWriter& writer, const evaluation::FittedPoint& point) {
    writer.begin_object().member("threshold_per_10000", std::int64_t{point.threshold});
    writer.member("bound_per_10000", std::int64_t{point.bound}).member("bound_holds", point.bound_95.has_value());
    writer.key("bound_95");
    if (point.bound_95)
        writer.raw(fmt::format("{:.4f}", *point.bound_95));
    else
        writer.null();
    writer.member("legitimate_needed", static_cast<std::int64_t>(point.rows_needed));
    writer.member("abusive_found", static_cast<std::int64_t>(point.found.count)).end_object();
}

void print_json(const service::CalibrateReport& report) {
    const auto& fit = report.fit;
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("calibration", fit.calibration.id).member("model", fit.calibration.model_id);
    writer.member("reviewed", static_cast<std::int64_t>(fit.reviewed));
    writer.member("legitimate", static_cast<std::int64_t>(fit.legitimate));
    writer.member("abusive", static_cast<std::int64_t>(fit.abusive));
    writer.member("bias_hundredths", std::int64_t{fit.calibration.bias_hundredths});
    write_point(writer.key("triage"), fit.triage);
    write_point(writer.key("alert"), fit.alert);
    writer.member("refused", static_cast<std::int64_t>(report.refused)).end_object();
    fmt::print(stderr, "{}\n", json);
}

}  // namespace

ExitCode calibrate_command(const service::CalibrateRequest& request, Format format) {
    const auto report = service::calibrate(request);
    if (!report) return failed(report.error());
    if (format == Format::json)
        print_json(*report);
    else
        print_text(request, *report);
    return report->refused == 0 ? ExitCode::done : ExitCode::bad_input;
}

}  // namespace konsequenz::cli
