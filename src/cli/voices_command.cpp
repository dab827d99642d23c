#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

using voices::Group;
using voices::Voices;

constexpr std::size_t rows_max = 12;

std::string percent_text(double share) {
    return fmt::format("{:.{}f} %", share * 100, share > 0 && share < 0.01 ? 2 : 1);
}

std::string range_text(const statistics::Interval& interval) {
    return fmt::format("[{}, {}]", percent_text(interval.low), percent_text(interval.high));
}

/// Pads by what is seen: a letter of two bytes is one column. A longer text is cut.
std::string cell(std::string_view text, std::size_t width) {
    std::string padded;
    std::size_t columns = 0;
    for (const char byte : text) {
        columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
        if (columns >= width) break;
        padded += byte;
    }
    for (; columns < width; ++columns) padded += ' ';
    if (columns > 0 && padded.back() != ' ') padded += ' ';
    return padded;
}

std::string messages_word(const Voices& voices) {
    return voices.which == voices::Which::complaints ? "complaints" : "messages";
}

void heading(std::string_view text) { fmt::print("\n{}\n", styled(text, Style::bold, Stream::output)); }

std::string verdict_text(const voices::Verdict& verdict) {
    auto text = std::string(to_string(verdict.word));
    if (verdict.word == voices::Word::not_known)
        return verdict.perceived ? fmt::format("{}: ask {} more", text, grouped(verdict.ask_more)) : text;
    return text + (verdict.holds_without_assumptions ? ", whatever the silent think" : "");
}

void print_all(const Voices& voices) {
    const auto& all = voices.all();
    const auto& spread = all.spread;
    fmt::print("{} {}, {} {}, {:.1f} effective voices{}\n", grouped(spread.messages), messages_word(voices),
               grouped(spread.people), voices.people == voices::People::followed ? "people" : "people of each row",
               spread.effective_2, voices.people == voices::People::followed ? "" : " at most");
    fmt::print("  {:.1f} each; half of it by {}; the loudest tenth wrote {}; Gini {:.2f}\n", spread.per_person(),
               grouped(spread.people_of_half), percent_text(spread.top_10_percent.share()), spread.gini);
    if (all.heard)
        fmt::print("  heard         {} {} of {} customers; perceived {}\n", percent_text(all.heard->people.share()),
                   range_text(all.heard->people.interval()), grouped(all.heard->people.total),
                   percent_text(all.heard->perceived));
    else if (all.base)
        fmt::print("  heard         not known: more people wrote than the base of {} has\n", grouped(*all.base));
    if (all.unheard) {
        const auto& chao = all.unheard->chao;
        fmt::print("  never heard   at least {:.0f}; people in all {:.0f} [{:.0f}, {:.0f}]\n", chao.unseen, chao.total,
                   chao.interval.low, chao.interval.high);
        const auto& inflation = all.unheard->one_inflation;
        if (inflation && inflation->is_likely)
            fmt::print(
                "                perhaps too high: {} wrote once, {:.0f} were to be expected; without them at least "
                "{:.0f}\n",
                grouped(static_cast<std::uint64_t>(inflation->ones)), inflation->expected_ones,
                all.unheard->without_ones);
    }
    for (const auto& survey : all.surveys) {
        const auto& answers = survey.answers.dissatisfied;
        fmt::print("  dissatisfied  {} {} by the {} survey; {} of {} asked answered; whatever the silent think {}\n",
                   percent_text(survey.share.share), range_text(survey.share.interval), to_string(survey.kind),
                   grouped(answers.answered), grouped(answers.asked), range_text(survey.bounds.interval));
    }
    if (all.behind)
        fmt::print("  behind those heard {:.0f} dissatisfied [{:.0f}, {:.0f}]; {} of them speak up\n",
                   all.behind->people.value, all.behind->people.interval.low, all.behind->people.interval.high,
                   percent_text(all.behind->spoke_up.share()));
    fmt::print("  {}{}\n", styled(verdict_text(all.verdict), Style::bold, Stream::output),
               all.verdict.perceived ? "" : "; --base says how many customers there were");
}

void print_groups(const Voices& voices, voices::Dimension dimension, std::string_view title) {
    const auto groups = voices.of(dimension);
    if (groups.empty() || (groups.size() == 1 && groups.front()->key.name.empty())) return;
    heading(fmt::format("{}{:>12}{:>10}{:>8}{:>11}{:>7}{}", cell(title, 26), messages_word(voices), "people", "each",
                        "effective", "Gini", dimension == voices::Dimension::standard ? "" : "   word"));
    for (std::size_t at = 0; at < std::min(rows_max, groups.size()); ++at) {
        const auto& [key, spread] = std::tie(groups[at]->key, groups[at]->spread);
        fmt::print(
            "  {}{:>12}{:>10}{:>8.1f}{:>11.1f}{:>7.2f}{}\n", cell(key.name.empty() ? "–" : key.name, 24),
            grouped(spread.messages), grouped(spread.people), spread.per_person(), spread.effective_2, spread.gini,
            dimension == voices::Dimension::standard ? std::string() : "   " + verdict_text(groups[at]->verdict));
    }
    if (groups.size() > rows_max) fmt::print("  {} more\n", grouped(groups.size() - rows_max));
}

std::string side_text(const voices::PeriodFigures& period) {
    using Side = statistics::ChartPoint::Side;
    const auto side = [](Side of, std::string_view what) {
        if (of == Side::inside) return std::string();
        return fmt::format("{} {}", what, of == Side::above ? "above" : "below");
    };
    const auto messages = side(period.messages.side, "messages");
    const auto people = side(period.people.side, "people");
    return messages.empty() || people.empty() ? messages + people : messages + ", " + people;
}

void print_periods(const Voices& voices) {
    const auto& periods = voices.all().periods;
    if (periods.size() < 2) return;
    heading(fmt::format("{}{:>12}{:>10}{:>8}{:>11}   outside the usual", cell("Periods", 26), messages_word(voices),
                        "people", "each", "effective"));
    constexpr std::size_t periods_shown = 24;
    const auto from = periods.size() > periods_shown ? periods.size() - periods_shown : 0;
    for (auto at = from; at < periods.size(); ++at) {
        const auto& spread = periods[at].spread;
        const auto line =
            fmt::format("  {}{:>12}{:>10}{:>8.1f}{:>11.1f}   {}",
                        cell(period_name(voices.period_kind, periods[at].period), 24), grouped(spread.messages),
                        grouped(spread.people), spread.per_person(), spread.effective_2, side_text(periods[at]));
        fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
    }
}

/// A text's first line, as much of it as a line takes.
std::string beginning(const std::string& text) {
    auto line = cell(text.substr(0, text.find('\n')), 70);
    line.resize(line.find_last_not_of(' ') + 1);
    return line;
}

void print_evidence(const Voices& voices) {
    std::size_t bursts = 0;
    for (const auto& group : voices.groups)
        bursts += group.key.dimension == voices::Dimension::all ? group.bursts.size() : 0;
    if (bursts == 0 && voices.campaigns.empty()) return;
    heading("Evidence of how voices came about, and no ground against anybody");
    if (bursts > 0)
        fmt::print("  {} with more messages than usual\n",
                   bursts == 1 ? "1 stretch of days" : grouped(bursts) + " stretches of days");
    for (std::size_t at = 0; at < std::min<std::size_t>(5, voices.campaigns.size()); ++at) {
        const auto& campaign = voices.campaigns[at];
        fmt::print("  {} people or more with nearly the same text, {} of them within three days: {}\n",
                   grouped(campaign.people), grouped(campaign.people_at_once), beginning(campaign.example));
    }
}

}  // namespace

bool VoicesOptions::shows(std::string_view what) const { return by.empty() || std::ranges::find(by, what) != by.end(); }

ExitCode voices_command(const VoicesOptions& options, Format format) {
    ProgressBar bar;
    const auto report = service::count_voices(options.request, [&](const service::VoicesProgress& now) {
        bar.show(now.bytes_done, now.bytes_total, now.lines);
    });
    bar.clear();
    if (!report) return failed(report.error());
    const auto& voices = report->result;
    if (format == Format::json) {
        fmt::print("{}\n", to_json(voices));
    } else if (options.request.html != "-") {
        print_all(voices);
        if (options.shows("topic")) print_groups(voices, voices::Dimension::topic, "Topics");
        if (options.shows("touchpoint")) print_groups(voices, voices::Dimension::touchpoint, "Touchpoints");
        if (options.shows("standard")) print_groups(voices, voices::Dimension::standard, "Standards");
        if (options.shows("period")) print_periods(voices);
        print_evidence(voices);
    }
    print_refusals(report->refused, report->first_refusals, "none");
    return report->refused == 0 ? ExitCode::done : ExitCode::bad_input;
}

}  // namespace konsequenz::cli
