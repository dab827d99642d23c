#include "consistency/json_parts.h"
#include "consistency/noise_audit.h"

namespace konsequenz::consistency {
namespace {

void write(JsonWriter& writer, std::string_view key, const Figure& figure) {
    writer.key(key).begin_object();
    write_figure(writer, "value", figure.value);
    write_interval(writer, "interval", figure.interval);
    writer.end_object();
}

void write(JsonWriter& writer, const AgreementOf& agreement) {
    writer.begin_object();
    if (!agreement.principle.empty()) writer.member("principle", agreement.principle);
    writer.member("cases", static_cast<std::int64_t>(agreement.cases));
    writer.member("judgements", static_cast<std::int64_t>(agreement.judgements));
    write(writer, "alpha", agreement.alpha);
    write(writer, "ac1", agreement.ac1);
    write(writer, "pairs_alike", agreement.pairs_alike);
    write_proportion(writer, "as_ruled", agreement.as_ruled);
    writer.member("clarity", to_string(agreement.clarity())).end_object();
}

void write_component(JsonWriter& writer, std::string_view key, std::optional<double> variance,
                     const std::optional<statistics::Interval>& interval) {
    writer.key(key).begin_object();
    write_figure(writer, "variance", variance);
    write_interval(writer, "interval", interval);
    writer.end_object();
}

}  // namespace

std::string to_json(const NoiseAudit& audit) {
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("type", "noise").key("measures").begin_array();
    for (const auto& measure : audit.measures) writer.string(measure);
    writer.end_array();
    write(writer.key("all"), audit.all);
    writer.key("principles").begin_array();
    for (const auto& principle : audit.principles) write(writer, principle);
    writer.end_array();
    writer.member("complete_cases", static_cast<std::int64_t>(audit.complete_cases));
    writer.member("repeats", static_cast<std::int64_t>(audit.repeats));
    writer.key("noise");
    if (audit.noise) {
        writer.begin_object();
        write_component(writer, "level", audit.noise->level, audit.level_interval);
        write_component(writer, "pattern", audit.noise->pattern, audit.pattern_interval);
        write_component(writer, "occasion", audit.noise->occasion, audit.occasion_interval);
        write_component(writer, "system", audit.noise->system, audit.system_interval);
        write_figure(writer, "cases_variance", audit.noise->cases);
        writer.end_object();
    } else {
        writer.null();
    }
    write(writer, "icc", audit.intraclass);
    writer.member("reviewers", static_cast<std::int64_t>(audit.reviewers.size())).key("severities").begin_array();
    for (const auto& reviewer : audit.severities) {
        writer.begin_object().member("judgements", static_cast<std::int64_t>(reviewer.judgements));
        write_figure(writer, "mean", reviewer.mean);
        writer.end_object();
    }
    writer.end_array().end_object();
    return json;
}

}  // namespace konsequenz::consistency
