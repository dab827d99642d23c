#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

using conduct::Label;
using evaluation::Head;
using statistics::Proportion;

/// "93.1 %"; a dash where there was nothing to count.
std::string percent_text(const statistics::Proportion& proportion) {
    return proportion.total == 0 ? "–" : fmt::format("{:.1f} %", proportion.share() * 100);
}

/// "0.8 % [0.3, 1.9] of 512".
std::string with_interval(const statistics::Proportion& proportion) {
    if (proportion.total == 0) return "– (none)";
    const auto interval = proportion.interval();
    return fmt::format("{:.1f} % [{:.1f}, {:.1f}] of {}", proportion.share() * 100, interval.low * 100,
                       interval.high * 100, grouped(proportion.total));
}

/// Pads by what is seen: an en dash is one column and three bytes.
std::string cell(std::string_view text, std::size_t width) {
    std::size_t columns = 0;
    for (const char byte : text) columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
    std::string padded(text);
    if (columns < width) padded.append(width - columns, ' ');
    return padded;
}

void heading(std::string_view text) { fmt::print("\n{}\n", styled(text, Style::bold, Stream::output)); }

void print_labels(const evaluation::Evaluation& evaluation) {
    const auto& confusion = evaluation.confusion;
    if (confusion.total() == 0) return;
    heading("Labels                                            precision  recall     F1");
    for (std::size_t index = 0; index < evaluation::label_count; ++index) {
        const auto label = static_cast<Label>(index);
        const auto figures = confusion.of(label);
        if (figures.recall.total + figures.precision.total == 0) continue;
        fmt::print("  {}{}{}{:.3f}\n",
                   cell(fmt::format("{} ({} texts)", to_string(label), grouped(figures.recall.total)), 48),
                   cell(percent_text(figures.precision), 11), cell(percent_text(figures.recall), 11), figures.f1());
    }
    if (const auto macro = confusion.macro_f1()) fmt::print("  macro-F1 {:.3f}\n", *macro);
    heading("Confusion: rows what people said, columns what was assigned");
    fmt::print("  {}", cell("", 16));
    for (std::size_t column = 0; column < evaluation::label_count; ++column)
        fmt::print("{:>15}", to_string(static_cast<Label>(column)));
    for (std::size_t row = 0; row < evaluation::label_count; ++row) {
        fmt::print("\n  {}", cell(to_string(static_cast<Label>(row)), 16));
        for (std::size_t column = 0; column < evaluation::label_count; ++column)
            fmt::print("{:>15}", grouped(confusion.at(static_cast<Label>(row), static_cast<Label>(column))));
    }
    fmt::print("\n");
}

void print_points(const evaluation::Evaluation& evaluation) {
    heading("Operating points, with 95 % intervals");
    for (const auto point : evaluation::points) {
        const auto& figures = evaluation.of(point);
        fmt::print("  {}\n", to_string(point));
        fmt::print("    false alarms on criticism   {}\n", with_interval(figures.on_criticism));
        fmt::print("    … on all that is legitimate {}\n", with_interval(figures.on_legitimate));
        fmt::print("    abuse found                 {}\n", with_interval(figures.coarse.abusive().recall));
        for (const auto label : {Label::disrespect, Label::insult, Label::discrimination, Label::threat}) {
            const auto& found = figures.found[static_cast<std::size_t>(label)];
            if (found.total > 0) fmt::print("      {}{}\n", cell(to_string(label), 26), with_interval(found));
        }
        if (figures.coarse.total() > 0)
            fmt::print("    macro-F1 abusive or not     {:.3f}\n", figures.coarse.macro_f1());
    }
}

void print_probabilities(const evaluation::Evaluation& evaluation) {
    heading("Probabilities                 texts  of them so  ROC-AUC               calibration error  Brier");
    for (const auto head : evaluation::heads) {
        const auto& scores = evaluation.of(head);
        const auto texts = scores.positives() + scores.negatives();
        if (texts == 0) continue;
        const auto area = evaluation::area_under_curve(scores);
        const auto shown =
            area ? fmt::format("{:.3f} [{:.3f}, {:.3f}]", area->value, area->interval.low, area->interval.high)
                 : std::string("–");
        fmt::print("  {}{:>8}{:>12}  {}{}{:.4f}\n", cell(to_string(head), 25), grouped(texts),
                   grouped(scores.positives()), cell(shown, 22),
                   cell(fmt::format("{:.4f}", *evaluation::calibration_error(scores)), 19), *evaluation::brier(scores));
    }
}

void print_trade_off(const evaluation::Evaluation& evaluation) {
    const auto curve = evaluation::trade_off(evaluation.of(Head::abusive));
    if (curve.empty()) return;
    heading("Trade-off: what a threshold on the probability of abuse finds for its false alarms");
    for (const auto& point : curve)
        fmt::print("  {:.4f}  false alarms {}found {}\n", point.threshold / 10'000.0,
                   cell(percent_text(point.false_alarms), 9), percent_text(point.found));
}

void print_pairs(std::string_view name, const evaluation::PairFigures& pairs) {
    if (pairs.pairs() == 0) return;
    fmt::print("  {}{}{}{:+.4f}\n", cell(name, 34), cell(with_interval(pairs.label_changed), 34),
               cell(percent_text(pairs.triage_changed), 16), pairs.mean_shift());
}

void print_bias(const evaluation::Evaluation& evaluation) {
    heading("Pairs that differ in one thing      label changed [95 %]              triage changed  mean shift");
    const auto& bias = evaluation.bias;
    print_pairs("identity terms, all texts", bias.identities_all);
    print_pairs("identity terms, legitimate texts", bias.identities_legitimate);
    print_pairs("identity terms, our sentences", bias.identities_carried);
    for (const auto& [name, pairs] : bias.spellings) print_pairs(name, pairs);
    for (const auto& [name, pairs] : bias.names) print_pairs(name, pairs);
    const auto& triage = evaluation.of(evaluation::Point::triage);
    if (triage.on_varieties.empty()) return;
    heading("Varieties: false alarms at triage, and abuse found at triage");
    for (const auto& [name, alarms] : triage.on_varieties) {
        const auto found = triage.found_varieties.find(name);
        fmt::print("  {}{}{}\n", cell(name, 20), cell(with_interval(alarms), 34),
                   found == triage.found_varieties.end() ? "" : with_interval(found->second));
    }
    if (triage.on_tags.empty()) return;
    heading("What makes it hard: false alarms at triage on legitimate texts of a tag");
    for (const auto& [name, alarms] : triage.on_tags) fmt::print("  {}{}\n", cell(name, 24), with_interval(alarms));
}

void print_text(const evaluation::Evaluation& evaluation) {
    fmt::print("{}, calibration {}\n", evaluation.model_id, evaluation.calibration_id);
    fmt::print("{} texts of {}, {} of them assessed", grouped(evaluation.texts), evaluation.source,
               grouped(evaluation.assessed));
    for (const auto& [language, count] : evaluation.languages) fmt::print(" · {} {}", language, grouped(count));
    fmt::print("\n");
    print_labels(evaluation);
    print_points(evaluation);
    print_probabilities(evaluation);
    print_trade_off(evaluation);
    print_bias(evaluation);
}

}  // namespace

ExitCode evaluate_command(const service::EvaluateRequest& request, Format format) {
    const auto report = service::evaluate(request);
    if (!report) return failed(report.error());
    if (format == Format::json)
        fmt::print("{}\n", evaluation::to_json(report->evaluation));
    else if (request.html != "-")
        print_text(report->evaluation);

    print_refusals(report->refused, report->first_refusals, request.rejects);
    return report->refused == 0 ? ExitCode::done : ExitCode::bad_input;
}

}  // namespace konsequenz::cli
