#include "conduct/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/json.h"
#include "base/json_writer.h"

namespace konsequenz::conduct {
namespace {

constexpr std::int64_t uint32_max = std::numeric_limits<std::uint32_t>::max();

/// Reads the fields of one object, and keeps the first error.
class Fields {
  public:
    explicit Fields(const JsonValue& object) : object_(object) {}

    void text(std::string_view key, std::string& out) {
        const auto value = object_.find(key);
        if (!value || value->kind() != JsonKind::string) return complain(key, "a string");
        out = value->text();
    }

    template <class Integer>
    void integer(std::string_view key, Integer& out, std::int64_t least, std::int64_t most) {
        const auto value = object_.find(key);
        std::int64_t number = 0;
        const auto digits = value && value->kind() == JsonKind::number ? value->text() : std::string_view{};
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool is_whole = !digits.empty() && error == std::errc{} && end == digits.data() + digits.size();
        if (!is_whole || number < least || number > most)
            return complain(key, fmt::format("a whole number from {} to {}", least, most));
        out = static_cast<Integer>(number);
    }

    void complain(std::string_view key, std::string_view expected) {
        if (!error_.code.empty()) return;
        error_ = Error{"conduct.calibration-field", fmt::format("expected {}", expected), {.field = std::string(key)}};
    }

    [[nodiscard]] const Error& error() const { return error_; }

  private:
    JsonValue object_;
    Error error_;
};

constexpr std::array<std::string_view, 11> keys{
    "id",       "model",       "bias_hundredths",        "triage_per_10000",      "alert_per_10000",
    "contacts", "not_abusive", "triage_bound_per_10000", "alert_bound_per_10000", "first_day",
    "last_day"};

Error unreadable(std::string message, std::string_view file) {
    return {"conduct.calibration-syntax", std::move(message), {.file = std::string(file)}};
}

}  // namespace

Result<Calibration> parse_calibration(std::string_view json, std::string_view file) {
    JsonParser parser;
    const auto parsed = parser.parse(json);
    if (!parsed) return std::unexpected(unreadable("this is no JSON: " + parsed.error().message, file));
    if (parsed->kind() != JsonKind::object)
        return std::unexpected(unreadable("a calibration is one JSON object", file));
    Fields fields(*parsed);
    for (const auto member : *parsed) {
        if (std::ranges::find(keys, member.key()) == keys.end()) fields.complain(member.key(), "no such field");
    }
    Calibration calibration;
    fields.text("id", calibration.id);
    fields.text("model", calibration.model_id);
    fields.integer("bias_hundredths", calibration.bias_hundredths, -1'000, 1'000);
    fields.integer("triage_per_10000", calibration.triage_per_10000, 1, 10'000);
    fields.integer("alert_per_10000", calibration.alert_per_10000, calibration.triage_per_10000, 10'000);
    fields.integer("contacts", calibration.reviewed_contacts, 0, uint32_max);
    fields.integer("not_abusive", calibration.reviewed_criticism, 0, uint32_max);
    fields.integer("triage_bound_per_10000", calibration.triage_bound_per_10000, 0, 10'000);
    fields.integer("alert_bound_per_10000", calibration.alert_bound_per_10000, 0, 10'000);
    fields.text("first_day", calibration.first_day);
    fields.text("last_day", calibration.last_day);
    if (!fields.error().code.empty()) return std::unexpected(at(fields.error(), file));
    return calibration;
}

std::string to_json(const Calibration& calibration) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    writer.member("id", std::string_view(calibration.id));
    writer.member("model", std::string_view(calibration.model_id));
    writer.member("bias_hundredths", std::int64_t{calibration.bias_hundredths});
    writer.member("triage_per_10000", std::int64_t{calibration.triage_per_10000});
    writer.member("alert_per_10000", std::int64_t{calibration.alert_per_10000});
    writer.member("contacts", std::int64_t{calibration.reviewed_contacts});
    writer.member("not_abusive", std::int64_t{calibration.reviewed_criticism});
    writer.member("triage_bound_per_10000", std::int64_t{calibration.triage_bound_per_10000});
    writer.member("alert_bound_per_10000", std::int64_t{calibration.alert_bound_per_10000});
    writer.member("first_day", std::string_view(calibration.first_day));
    writer.member("last_day", std::string_view(calibration.last_day));
    writer.end_object();
    return out + "\n";
}

}  // namespace konsequenz::conduct
