#include <fmt/format.h>

#include "base/json_writer.h"
#include "evaluation/evaluation.h"

namespace konsequenz::evaluation {
namespace {

using conduct::Label;

/// A share with four decimals, the same bytes everywhere.
void write_share(JsonWriter& writer, double share) {
    const auto text = fmt::format("{:.4f}", share);
    writer.raw(text == "-0.0000" ? std::string_view("0.0000") : std::string_view(text));
}

void write_optional(JsonWriter& writer, std::string_view key, std::optional<double> share) {
    writer.key(key);
    if (share)
        write_share(writer, *share);
    else
        writer.null();
}

/// {"count","of","share","low","high"}; no share where there was nothing to count.
void write_proportion(JsonWriter& writer, const statistics::Proportion& proportion) {
    writer.begin_object().member("count", static_cast<std::int64_t>(proportion.count));
    writer.member("of", static_cast<std::int64_t>(proportion.total));
    if (proportion.total != 0) {
        const auto interval = proportion.interval();
        write_share(writer.key("share"), proportion.share());
        write_share(writer.key("low"), interval.low);
        write_share(writer.key("high"), interval.high);
    }
    writer.end_object();
}

void write_figures(JsonWriter& writer, const LabelFigures& figures) {
    writer.begin_object();
    write_proportion(writer.key("precision"), figures.precision);
    write_proportion(writer.key("recall"), figures.recall);
    write_share(writer.key("f1"), figures.f1());
    writer.end_object();
}

void write_labels(JsonWriter& writer, const Confusion& confusion) {
    writer.key("labels").begin_object();
    for (std::size_t label = 0; label < label_count; ++label)
        write_figures(writer.key(conduct::to_string(static_cast<Label>(label))),
                      confusion.of(static_cast<Label>(label)));
    writer.end_object();
    write_optional(writer, "macro_f1", confusion.macro_f1());
    writer.key("confusion").begin_object();
    for (std::size_t said = 0; said < label_count; ++said) {
        writer.key(conduct::to_string(static_cast<Label>(said))).begin_object();
        for (std::size_t assigned = 0; assigned < label_count; ++assigned) {
            const auto count = confusion.at(static_cast<Label>(said), static_cast<Label>(assigned));
            writer.member(conduct::to_string(static_cast<Label>(assigned)), static_cast<std::int64_t>(count));
        }
        writer.end_object();
    }
    writer.end_object();
}

void write_head(JsonWriter& writer, const Scores& scores) {
    writer.begin_object().member("positive", static_cast<std::int64_t>(scores.positives()));
    writer.member("negative", static_cast<std::int64_t>(scores.negatives()));
    const auto area = area_under_curve(scores);
    write_optional(writer, "auc", area ? std::optional(area->value) : std::nullopt);
    if (area) {
        write_share(writer.key("auc_low"), area->interval.low);
        write_share(writer.key("auc_high"), area->interval.high);
    }
    write_optional(writer, "calibration_error", calibration_error(scores));
    write_optional(writer, "brier", brier(scores));
    writer.key("reliability").begin_array();
    for (const auto& bin : reliability(scores)) {
        if (bin.count == 0) continue;
        writer.begin_object().member("count", static_cast<std::int64_t>(bin.count));
        write_share(writer.key("said"), bin.mean_score);
        write_share(writer.key("found"), bin.found.share());
        writer.end_object();
    }
    writer.end_array().end_object();
}

void write_by_name(JsonWriter& writer, std::string_view key,
                   const std::map<std::string, statistics::Proportion>& by_name) {
    writer.key(key).begin_object();
    for (const auto& [name, proportion] : by_name) write_proportion(writer.key(name), proportion);
    writer.end_object();
}

void write_point(JsonWriter& writer, const AlarmFigures& figures) {
    writer.begin_object();
    write_figures(writer.key("abusive"), figures.coarse.abusive());
    write_figures(writer.key("other"), figures.coarse.other());
    write_optional(writer, "macro_f1",
                   figures.coarse.total() == 0 ? std::nullopt : std::optional(figures.coarse.macro_f1()));
    write_proportion(writer.key("false_alarms_on_criticism"), figures.on_criticism);
    write_proportion(writer.key("false_alarms_on_legitimate"), figures.on_legitimate);
    writer.key("found").begin_object();
    for (std::size_t label = 2; label < label_count; ++label)
        write_proportion(writer.key(conduct::to_string(static_cast<Label>(label))), figures.found[label]);
    writer.end_object();
    write_by_name(writer, "false_alarms_by_tag", figures.on_tags);
    write_by_name(writer, "false_alarms_by_variety", figures.on_varieties);
    write_by_name(writer, "found_by_variety", figures.found_varieties);
    writer.end_object();
}

void write_pairs(JsonWriter& writer, const PairFigures& pairs) {
    writer.begin_object();
    write_proportion(writer.key("label_changed"), pairs.label_changed);
    write_proportion(writer.key("triage_changed"), pairs.triage_changed);
    write_proportion(writer.key("alert_changed"), pairs.alert_changed);
    write_share(writer.key("mean_shift"), pairs.mean_shift());
    write_share(writer.key("mean_shift_size"), pairs.mean_shift_size());
    write_share(writer.key("shift_size_max"), pairs.shift_size_max / 10'000.0);
    writer.end_object();
}

void write_bias(JsonWriter& writer, const BiasTable& bias) {
    writer.key("bias").begin_object();
    write_pairs(writer.key("identity_terms"), bias.identities_all);
    write_pairs(writer.key("identity_terms_legitimate"), bias.identities_legitimate);
    write_pairs(writer.key("identity_terms_in_our_sentences"), bias.identities_carried);
    writer.key("spellings").begin_object();
    for (const auto& [name, pairs] : bias.spellings) write_pairs(writer.key(name), pairs);
    writer.end_object().key("names").begin_object();
    for (const auto& [name, pairs] : bias.names) write_pairs(writer.key(name), pairs);
    writer.end_object().end_object();
}

}  // namespace

std::string to_json(const Evaluation& evaluation) {
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("model", evaluation.model_id).member("calibration", evaluation.calibration_id);
    writer.member("source", evaluation.source).member("texts", static_cast<std::int64_t>(evaluation.texts));
    writer.member("assessed", static_cast<std::int64_t>(evaluation.assessed)).key("languages").begin_object();
    for (const auto& [language, count] : evaluation.languages)
        writer.member(language, static_cast<std::int64_t>(count));
    writer.end_object();
    write_labels(writer, evaluation.confusion);
    writer.key("probabilities").begin_object();
    for (const auto head : heads) write_head(writer.key(to_string(head)), evaluation.of(head));
    writer.end_object().key("points").begin_object();
    for (const auto point : points) write_point(writer.key(to_string(point)), evaluation.of(point));
    writer.end_object().key("trade_off").begin_array();
    for (const auto& point : trade_off(evaluation.of(Head::abusive))) {
        writer.begin_object();
        write_share(writer.key("threshold"), point.threshold / 10'000.0);
        write_proportion(writer.key("false_alarms"), point.false_alarms);
        write_proportion(writer.key("found"), point.found);
        writer.end_object();
    }
    writer.end_array();
    write_bias(writer, evaluation.bias);
    writer.end_object();
    return json;
}

}  // namespace konsequenz::evaluation
