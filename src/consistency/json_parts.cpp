#include "consistency/json_parts.h"

#include <fmt/format.h>

#include <cmath>

namespace konsequenz::consistency {

void write_figure(JsonWriter& writer, double figure) {
    if (!std::isfinite(figure)) {
        writer.null();
        return;
    }
    const auto text = fmt::format("{:.4f}", figure);
    writer.raw(text == "-0.0000" ? std::string_view("0.0000") : std::string_view(text));
}

void write_figure(JsonWriter& writer, std::string_view key, std::optional<double> figure) {
    writer.key(key);
    if (figure)
        write_figure(writer, *figure);
    else
        writer.null();
}

void write_interval(JsonWriter& writer, std::string_view key, const std::optional<statistics::Interval>& interval) {
    writer.key(key);
    if (!interval) {
        writer.null();
        return;
    }
    writer.begin_object();
    write_figure(writer, "low", interval->low);
    write_figure(writer, "high", interval->high);
    writer.end_object();
}

void write_proportion(JsonWriter& writer, std::string_view key, const statistics::Proportion& proportion) {
    writer.key(key).begin_object().member("count", static_cast<std::int64_t>(proportion.count));
    writer.member("of", static_cast<std::int64_t>(proportion.total));
    if (proportion.total != 0) {
        const auto interval = proportion.interval();
        write_figure(writer, "share", proportion.share());
        write_figure(writer, "low", interval.low);
        write_figure(writer, "high", interval.high);
    }
    writer.end_object();
}

}  // namespace konsequenz::consistency
