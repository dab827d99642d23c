#include "conduct/assessment_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstdlib>
#include <span>
#include <utility>

namespace konsequenz::conduct {
namespace {

constexpr int probability_places = 4;
constexpr std::size_t probabilities_bytes_max = 160;
constexpr int weight_places = 2;
constexpr std::int64_t probability_max = 10'000;

using Part = std::pair<std::string_view, std::uint16_t Probabilities::*>;
constexpr std::array<Part, 6> parts{{{"abusive", &Probabilities::abusive},
                                     {"disrespect", &Probabilities::disrespect},
                                     {"insult", &Probabilities::insult},
                                     {"discrimination", &Probabilities::discrimination},
                                     {"threat", &Probabilities::threat},
                                     {"criticism", &Probabilities::criticism}}};

std::optional<std::int64_t> fixed_member(const JsonValue& object, std::string_view key, int places) {
    const auto member = object.find(key);
    if (!member || member->kind() != JsonKind::number) return std::nullopt;
    return parse_fixed(member->text(), places);
}

/// Nothing where it is there and no truth value; `absent` where it is not there.
std::optional<bool> truth_member(const JsonValue& object, std::string_view key, bool absent) {
    const auto member = object.find(key);
    if (!member) return absent;
    if (member->kind() != JsonKind::boolean) return std::nullopt;
    return member->as_boolean();
}

}  // namespace

void write_fixed(JsonWriter& writer, std::int64_t parts_in, int places) {
    assert(places > 0 && places <= 6);
    std::array<char, 32> text{};
    auto at = text.size();
    auto rest = static_cast<std::uint64_t>(parts_in < 0 ? -parts_in : parts_in);
    for (int digit = 0; rest != 0 || digit <= places; ++digit) {
        if (digit == places) text[--at] = '.';
        text[--at] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    if (parts_in < 0) text[--at] = '-';
    writer.raw({text.data() + at, text.size() - at});
}

std::optional<std::int64_t> parse_fixed(std::string_view number, int places) {
    constexpr int digits_max = 12;
    const bool is_negative = number.starts_with('-');
    if (is_negative) number.remove_prefix(1);
    std::int64_t parsed = 0;
    int digits = 0;
    int decimals = 0;
    bool after_point = false;
    for (const char byte : number) {
        if (byte == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (byte < '0' || byte > '9' || ++digits > digits_max) return std::nullopt;
        if (after_point && ++decimals > places) {
            if (byte != '0') return std::nullopt;
            --decimals;
            continue;
        }
        parsed = parsed * 10 + (byte - '0');
    }
    if (digits == 0) return std::nullopt;
    for (; decimals < places; ++decimals) parsed *= 10;
    return is_negative ? -parsed : parsed;
}

static std::size_t put_probabilities(std::span<char, probabilities_bytes_max> object,
                                     const Probabilities& probability) {
    // Every ruling has these, so they are written in one piece: a name and six digits each.
    auto* at = object.data();
    for (const auto& [name, member] : parts) {
        *at = at == object.data() ? '{' : ',';
        ++at;
        *at++ = '"';
        at = std::ranges::copy(name, at).out;
        auto rest = std::uint32_t{probability.*member};
        std::array<char, 8> digits{'"', ':', '0', '.', '0', '0', '0', '0'};
        for (const auto place : {7U, 6U, 5U, 4U, 2U}) {
            digits[place] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        }
        at = std::ranges::copy(digits, at).out;
    }
    *at++ = '}';
    return static_cast<std::size_t>(at - object.data());
}

void write_probabilities(JsonWriter& writer, const Assessment& assessment) {
    std::array<char, probabilities_bytes_max> object{};
    writer.key("p").raw({object.data(), put_probabilities(object, assessment.probability)});
    writer.member("triage", assessment.triage).member("alert", assessment.alert);
}

void write_evidence(JsonWriter& writer, const Assessment& assessment) {
    writer.key("evidence").begin_array();
    for (const auto& span : assessment.evidence) {
        writer.begin_object().member("start", std::int64_t{span.start}).member("end", std::int64_t{span.end});
        write_fixed(writer.member("label", to_string(span.label)).key("weight"), span.weight_hundredths, weight_places);
        writer.end_object();
    }
    writer.end_array();
}

bool read_probabilities(const JsonValue& object, Assessment& into) {
    if (const auto member = object.find("p")) {
        if (member->kind() != JsonKind::object) return false;
        for (const auto& [name, part] : parts) {
            const auto value = fixed_member(*member, name, probability_places);
            if (!value || *value < 0 || *value > probability_max) return false;
            into.probability.*part = static_cast<std::uint16_t>(*value);
        }
    }
    const auto triage = truth_member(object, "triage", into.triage);
    const auto alert = truth_member(object, "alert", into.alert);
    if (!triage || !alert) return false;
    into.triage = *triage;
    into.alert = *alert;
    return true;
}

bool read_evidence(const JsonValue& object, Assessment& into) {
    const auto list = object.find("evidence");
    if (!list) return true;
    if (list->kind() != JsonKind::array) return false;
    for (const auto item : *list) {
        if (item.kind() != JsonKind::object) return false;
        const auto start = fixed_member(item, "start", 0);
        const auto end = fixed_member(item, "end", 0);
        const auto weight = fixed_member(item, "weight", weight_places);
        const auto label = item.find("label");
        const auto known = label && label->kind() == JsonKind::string ? parse_label(label->text()) : std::nullopt;
        constexpr std::int64_t position_max = UINT32_MAX;
        if (!start || !end || !weight || !known || *start < 0 || *end < *start || *end > position_max) return false;
        if (*weight < INT32_MIN || *weight > INT32_MAX) return false;
        into.evidence.push_back({static_cast<std::uint32_t>(*start), static_cast<std::uint32_t>(*end), *known,
                                 static_cast<std::int32_t>(*weight)});
    }
    return true;
}

namespace {

/// A few short pieces put together before they are appended in one go: there is a line of these for every text.
class Pieces {
  public:
    Pieces& put(std::string_view piece) {
        assert(piece.size() <= bytes_.size() - size_);
        size_ += piece.copy(bytes_.data() + size_, piece.size());
        return *this;
    }
    Pieces& put(std::int64_t number) {
        const auto end = std::to_chars(bytes_.data() + size_, bytes_.data() + bytes_.size(), number).ptr;
        size_ = static_cast<std::size_t>(end - bytes_.data());
        return *this;
    }
    /// With two decimals.
    Pieces& put_hundredths(std::int32_t hundredths) {
        const auto size = std::abs(std::int64_t{hundredths});
        if (hundredths < 0) put("-");
        put(size / 100).put(size % 100 < 10 ? ".0" : ".");
        return put(size % 100);
    }
    void append_to(std::string& out) {
        out.append(bytes_.data(), size_);
        size_ = 0;
    }

  private:
    std::array<char, 512> bytes_;
    std::size_t size_ = 0;
};

void put_span(Pieces& pieces, const EvidenceSpan& span, std::string_view before) {
    pieces.put(before).put(R"({"start":)").put(std::int64_t{span.start}).put(R"(,"end":)").put(std::int64_t{span.end});
    pieces.put(R"(,"label":")").put(to_string(span.label)).put(R"(","weight":)").put_hundredths(span.weight_hundredths);
    pieces.put("}");
}

void append_assessed(std::string& out, const Assessment& assessment) {
    Pieces pieces;
    pieces.put(R"("label":")").put(to_string(assessment.label));
    pieces.put(R"(","severity":)").put(std::int64_t{assessment.severity});
    pieces.put(R"(,"target":")").put(to_string(assessment.target));
    pieces.put(R"(","language":")").put(to_string(assessment.language)).put(R"(","p":)");
    pieces.append_to(out);
    std::array<char, probabilities_bytes_max> object{};
    out.append(object.data(), put_probabilities(object, assessment.probability));
    pieces.put(assessment.triage ? R"(,"triage":true)" : R"(,"triage":false)");
    pieces.put(assessment.alert ? R"(,"alert":true)" : R"(,"alert":false)").put(R"(,"evidence":[)");
    for (const auto& span : assessment.evidence) {
        put_span(pieces, span, &span == assessment.evidence.data() ? "" : ",");
        pieces.append_to(out);
    }
    pieces.put(R"(],"model":)").append_to(out);
    append_json_string(out, assessment.model_id);
    out += R"(,"calibration":)";
    append_json_string(out, assessment.calibration_id);
    out += '}';
}

}  // namespace

void append_json(std::string& out, std::optional<std::string_view> id, const Assessment& assessment) {
    out += '{';
    if (id) {
        out += R"("id":)";
        append_json_string(out, *id);
        out += ',';
    }
    if (assessment.not_assessed.empty()) return append_assessed(out, assessment);
    out += fmt::format(R"("label":"{}","language":"{}","not_assessed":)", to_string(assessment.label),
                       to_string(assessment.language));
    append_json_string(out, assessment.not_assessed);
    out += R"(,"model":)";
    append_json_string(out, assessment.model_id);
    out += '}';
}

}  // namespace konsequenz::conduct
