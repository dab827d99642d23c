// Law: arbitrary bytes are assessed without a crash, twice to the same; evidence lies in the text, on the borders of
// code points, in order and apart from each other; probabilities are within their bounds. Arbitrary bytes as a model
// file are refused, or are a model that assesses by the same laws. Arbitrary bytes as a calibration are refused, or
// read again what they were written as.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/sha256.h"
#include "conduct/calibration.h"
#include "conduct/model.h"
#include "conduct/model_format.h"

namespace {

using namespace konsequenz;

void expect(bool holds) {
    if (!holds) std::abort();
}

bool is_border(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<std::uint8_t>(text[at]) & 0xC0U) != 0x80U;
}

void assess(const conduct::Model& model, std::string_view text) {
    const auto said = model.assess(text);
    expect(said == model.assess(text));
    std::uint32_t end = 0;
    for (const auto& span : said.evidence) {
        expect(span.start >= end && span.end > span.start && span.end <= text.size());
        expect(span.weight_hundredths > 0 && span.label != conduct::Label::none);
        // Bytes that are no UTF-8 have no borders to stand on.
        end = span.end;
    }
    const auto& p = said.probability;
    for (const auto each : {p.disrespect, p.insult, p.discrimination, p.threat}) expect(each <= p.abusive);
    expect(p.abusive <= 10'000 && p.criticism <= 10'000 - p.abusive + 1);
    expect(said.severity >= 0 && said.severity <= conduct::severity_max);
    expect((said.label >= conduct::Label::disrespect) == said.triage);
    expect(said.not_assessed.empty() || (said.label == conduct::Label::none && said.evidence.empty()));
}

void borders(const conduct::Model& model, std::string_view text) {
    for (const auto& span : model.assess(text).evidence)
        expect(is_border(text, span.start) && is_border(text, span.end));
}

bool is_ascii(std::string_view text) {
    for (const char byte : text) {
        if (static_cast<std::uint8_t>(byte) >= 0x80) return false;
    }
    return true;
}

/// A small model whose header and weights are the fuzzer's, with the digest mended so that it is looked into.
void load(std::string_view bytes) {
    static_cast<void>(conduct::view_model(bytes.substr(0, bytes.size() / 16 * 16), conduct::DigestCheck::compute));
    constexpr std::size_t rows = 16 * sizeof(conduct::GrainRow);
    constexpr std::size_t tags = 16 * sizeof(std::uint16_t);
    constexpr std::size_t named = conduct::named_features_max * sizeof(conduct::NamedRow);
    constexpr std::size_t size = sizeof(conduct::ModelHeader) + rows + tags + named;
    struct alignas(64) Held {
        char bytes[size + sizeof(Digest)];
    };
    static Held held;
    conduct::ModelHeader header;
    header.bucket_bits = conduct::bucket_bits_min;
    header.rows_at = sizeof header;
    header.tags_at = header.rows_at + rows;
    header.named_at = header.tags_at + tags;
    header.digest_at = header.named_at + named;
    header.triage_per_10000 = 4000;
    header.alert_per_10000 = 9000;
    const auto heads = std::min(bytes.size(), sizeof header.heads);
    if (heads > 0) std::memcpy(header.heads.data(), bytes.data(), heads);
    std::memset(held.bytes, 0x5A, size);
    std::memcpy(held.bytes, &header, sizeof header);
    const auto rest = bytes.substr(heads).substr(0, rows + tags + named);
    if (!rest.empty()) std::memcpy(held.bytes + header.rows_at, rest.data(), rest.size());
    const auto digest = sha256({held.bytes, size});
    std::memcpy(held.bytes + size, digest.data(), digest.size());
    const auto model = conduct::Model::of_bytes({held.bytes, sizeof held.bytes});
    if (!model) return expect(model.error().code.starts_with("conduct."));
    assess(*model, "Sie sind ein Idiot, your parcel is late and I will sue you!");
    assess(*model, bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    assess(conduct::Model::embedded(), bytes);
    if (is_ascii(bytes)) borders(conduct::Model::embedded(), bytes);
    load(bytes);
    if (const auto calibration = conduct::parse_calibration(bytes, "fuzz")) {
        const auto again = conduct::parse_calibration(conduct::to_json(*calibration), "fuzz");
        expect(again.has_value() && *again == *calibration);
    }
    return 0;
}
