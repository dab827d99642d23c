#include "choose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>

#include "conduct/ngrams.h"
#include "heads.h"

namespace konsequenz::train {
namespace {

using conduct::Head;
using conduct::Label;

constexpr std::uint64_t folds = 5;
constexpr std::array heads_of_abuse{Head::abusive_service,        Head::service_disrespect, Head::service_insult,
                                    Head::service_discrimination, Head::service_threat,     Head::service,
                                    Head::abusive_public};

std::size_t number(Head head) { return static_cast<std::size_t>(head); }
double probability(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }
bool is_grave_kind(Label label) { return label == Label::insult || label == Label::threat; }
std::uint64_t fold_of(const Row& row) { return conduct::word_hash(row.is_own ? row.group : row.id) / 8 % folds; }
double on_line(const Correction& line, double log_odds) { return line.slope * log_odds + line.offset; }

double log_odds(const Fitted& fitted, Head head, const Sample& sample, const FeatureSpace& space) {
    double sum = fitted.bias;
    for (const auto& feature : sample.features)
        sum += fitted.weights[feature.column] * static_cast<double>(feature.value) * space.rarity(head, feature.column);
    return sum;
}

/// What the heads say of a row that they have not seen, in log-odds.
struct Said {
    const Row* row = nullptr;
    double in_service = 0.0;
    double service = 0.0;
    double in_public = 0.0;
};

/// As the model adds its heads up.
double sum_of(const std::array<double, heads_of_abuse.size()>& said) {
    double odds = 0.0;
    for (std::size_t kind = 1; kind <= 4; ++kind) odds += std::exp(said[kind]);
    return said[0] + std::log(odds);
}

std::vector<Said> say_fold(std::uint64_t fold, const std::vector<Row>& rows, const std::vector<Sample>& samples,
                           FeatureSpace& space) {
    std::vector<Row> others;
    std::vector<Sample> others_samples;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (fold_of(rows[at]) == fold) continue;
        others.push_back(rows[at]);
        others_samples.push_back(samples[at]);
    }
    std::array<Fitted, heads_of_abuse.size()> fitted;
    for (std::size_t head = 0; head < fitted.size(); ++head)
        fitted[head] = fit(heads_of_abuse[head], others, others_samples, space);
    std::vector<Said> said;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const bool is_asked = rows[at].is_own || wanted(Head::abusive_public, rows[at]);
        if (fold_of(rows[at]) != fold || !is_asked) continue;
        std::array<double, heads_of_abuse.size()> each{};
        for (std::size_t head = 0; head < each.size(); ++head)
            each[head] = log_odds(fitted[head], heads_of_abuse[head], samples[at], space);
        said.push_back({&rows[at], sum_of(each), each[5], each[6]});
    }
    return said;
}

std::vector<Said> say_all(const std::vector<Row>& rows, const std::vector<Sample>& samples, FeatureSpace& space) {
    std::vector<Said> all;
    // Two folds at a time, always put together in the same order.
    for (std::uint64_t fold = 0; fold < folds; fold += 2) {
        std::future<std::vector<Said>> second;
        if (fold + 1 < folds)
            second = std::async(std::launch::async, [&, fold] { return say_fold(fold + 1, rows, samples, space); });
        const auto first = say_fold(fold, rows, samples, space);
        all.insert(all.end(), first.begin(), first.end());
        if (!second.valid()) continue;
        const auto next = second.get();
        all.insert(all.end(), next.begin(), next.end());
    }
    return all;
}

/// The line that makes probabilities right, by Newton's steps on the likelihood (Platt 1999).
Correction line_through(const std::vector<Said>& said, const std::function<double(const Said&)>& score) {
    Correction line{0.5, 0.0};
    for (int step = 0; step < 50; ++step) {
        double slope = 0.0;
        double offset = 0.0;
        double slopes = 1e-6;
        double both = 0.0;
        double offsets = 1e-6;
        for (const auto& each : said) {
            const auto x = score(each);
            const auto p = probability(on_line(line, x));
            const auto error = (each.row->is_abusive() ? 1.0 : 0.0) - p;
            const auto weight = p * (1.0 - p);
            slope += error * x;
            offset += error;
            slopes += weight * x * x;
            both += weight * x;
            offsets += weight;
        }
        const auto determinant = slopes * offsets - both * both;
        line.slope += (slope * offsets - offset * both) / determinant;
        line.offset += (offset * slopes - slope * both) / determinant;
    }
    return line;
}

/// The offset by which one half is the best cut, for the mean of the data sets' macro-F1.
Correction halved_at_best(const std::vector<Said>& said, const std::vector<std::string>& sources) {
    constexpr int steps = 60;
    double best = 0.0;
    Correction found;
    for (int step = -steps; step <= steps; ++step) {
        const double offset = step * 0.05;
        double sum = 0.0;
        for (const auto& source : sources) {
            std::vector<Scored> scored;
            for (const auto& each : said) {
                if (each.row->source == source)
                    scored.push_back(
                        {static_cast<std::uint16_t>(each.in_public + offset >= 0.0 ? 1 : 0), each.row->is_abusive()});
            }
            sum += macro_f1(scored, 1);
        }
        if (sum <= best) continue;
        best = sum;
        found.offset = offset;
    }
    return found;
}

/// As the model mixes its heads; `service` is the probability that the text is a contact.
std::uint16_t score_of(const ToPack& of, const Said& said, double service) {
    const auto& in_public = said.row->is_german ? of.public_german : of.public_english;
    const auto abusive = probability(on_line(of.service, said.in_service)) * service +
                         probability(on_line(in_public, said.in_public)) * (1.0 - service);
    return static_cast<std::uint16_t>(std::lround(abusive * 10'000));
}

std::vector<std::uint16_t> criticism_of(const std::vector<Unseen>& scored, std::uint16_t Unseen::* score) {
    std::vector<std::uint16_t> scores;
    for (const auto& each : scored) {
        if (each.label == Label::criticism) scores.push_back(each.*score);
    }
    return scores;
}

/// As many of a label are said to be of its upper severity as are.
double grave_bias(Label label, const ToPack& of, const std::vector<Row>& rows, const std::vector<Sample>& samples) {
    std::vector<double> sums;
    std::size_t grave = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (!rows[at].is_own || rows[at].label != label) continue;
        sums.push_back(log_odds(of.heads[number(Head::grave)], Head::grave, samples[at], of.space));
        if (wanted(Head::grave, rows[at]).value_or(false)) ++grave;
    }
    if (grave == 0 || grave >= sums.size()) return 0.0;
    std::ranges::sort(sums, std::ranges::greater{});
    return -(sums[grave - 1] + sums[grave]) / 2;
}

}  // namespace

std::vector<Unseen> choose(ToPack& to_pack, const std::vector<Row>& rows, const std::vector<Sample>& samples,
                           FeatureSpace& space) {
    // Tighter than the 5 % and 1 % that are promised, since other texts are always a little different.
    constexpr double triage_share = 0.035;
    constexpr double alert_share = 0.0085;
    const auto said = say_all(rows, samples, space);
    std::vector<Said> own;
    std::ranges::copy_if(said, std::back_inserter(own), [](const Said& each) { return each.row->is_own; });
    to_pack.service = line_through(own, [](const Said& each) { return each.in_service; });
    // Few service contacts may be taken for public talk, and the public sets bear little of the other.
    to_pack.corrections[number(Head::service)] = {1.5, 2.0};
    to_pack.public_german = halved_at_best(said, {"germeval2018"});
    to_pack.public_english = halved_at_best(said, {"convabuse", "davidson2017", "paradetox", "surge_toxicity"});
    // Sets that nothing was learned from (OLID, HASOC, misogyny) want a later cut than those that taught the head what
    // abuse is; this lies between the two, by their dev parts.
    constexpr double elsewhere = 0.7;
    to_pack.public_english.offset -= elsewhere;
    std::vector<Unseen> scored;
    for (const auto& each : own) {
        const auto service = probability(on_line(to_pack.corrections[number(Head::service)], each.service));
        scored.push_back({score_of(to_pack, each, service), score_of(to_pack, each, 1.0), each.row->label});
    }
    const auto threshold = [&](double share) {
        return std::max(threshold_for(criticism_of(scored, &Unseen::as_any), share),
                        threshold_for(criticism_of(scored, &Unseen::as_contact), share));
    };
    to_pack.triage_per_10000 = threshold(triage_share);
    to_pack.alert_per_10000 = std::max(threshold(alert_share), to_pack.triage_per_10000);
    for (const auto label : {Label::disrespect, Label::insult, Label::discrimination, Label::threat})
        to_pack.grave_bias[static_cast<std::size_t>(label)] = grave_bias(label, to_pack, rows, samples);
    return scored;
}

std::string report_curve(const std::vector<Unseen>& scored, std::uint16_t Unseen::* score) {
    std::string out = fmt::format("{:>10}{:>22}{:>22}\n", "threshold", "criticism above", "insult, threat above");
    const auto criticism = criticism_of(scored, score);
    for (const double share : {0.001, 0.0025, 0.005, 0.01, 0.02, 0.035, 0.05, 0.1, 0.2}) {
        const auto threshold = threshold_for(criticism, share);
        std::size_t all = 0;
        std::size_t above = 0;
        for (const auto& each : scored) {
            if (!is_grave_kind(each.label)) continue;
            ++all;
            if (each.*score >= threshold) ++above;
        }
        const auto false_alarms = std::ranges::count_if(criticism, [&](auto each) { return each >= threshold; });
        const auto percent = [](auto part, auto whole) {
            return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
        };
        out += fmt::format("{:>10.4f}{:>20.2f} %{:>20.1f} %\n", threshold / 10'000.0,
                           percent(false_alarms, criticism.size()), percent(above, all));
    }
    return out;
}

}  // namespace konsequenz::train
