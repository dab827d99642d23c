#include "conduct/model_format.h"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>

#include "base/sha256.h"

namespace konsequenz::conduct {
namespace {

std::unexpected<Error> damaged(std::string_view why) {
    return fail("conduct.model-damaged", fmt::format("this is no whole model file: {}; fetch it again", why));
}

Result<void> check_parts(const ModelHeader& header, std::size_t size) {
    if (header.bucket_bits < bucket_bits_min || header.bucket_bits > bucket_bits_max)
        return damaged(fmt::format("it says {} bits for its rows", header.bucket_bits));
    if (header.named_count != named_features_max)
        return damaged(
            fmt::format("it has {} named features where {} are known", header.named_count, named_features_max));
    const auto rows = (std::uint64_t{1} << header.bucket_bits) * sizeof(GrainRow);
    const auto named = std::uint64_t{header.named_count} * sizeof(NamedRow);
    const bool follow_each_other =
        header.rows_at == sizeof(ModelHeader) && header.tags_at == header.rows_at + rows &&
        header.named_at == header.tags_at + (std::uint64_t{1} << header.bucket_bits) * sizeof(std::uint16_t) &&
        header.digest_at == header.named_at + named;
    if (!follow_each_other) return damaged("its parts do not follow each other");
    if (size != header.digest_at + sizeof(Digest)) return damaged(fmt::format("it has {} bytes", size));
    if (header.triage_per_10000 == 0 || header.alert_per_10000 < header.triage_per_10000 ||
        header.alert_per_10000 > 10'000)
        return damaged("its thresholds are out of order");
    for (const auto& head : header.heads) {
        // What the sums' arithmetic has room for (scorer.cpp).
        constexpr std::int32_t grain_scale_max = 1 << 24;
        if (head.grain_scale < 0 || head.grain_scale > grain_scale_max)
            return damaged("a head's scale is out of range");
    }
    for (const auto& line : {header.service, header.public_german, header.public_english}) {
        constexpr std::int32_t line_max = 1 << 24;
        if (line.slope <= 0 || line.slope > line_max || std::abs(line.offset) > line_max)
            return damaged("a line is out of range");
    }
    return {};
}

}  // namespace

Result<ModelView> view_model(std::string_view bytes, DigestCheck check) {
    ModelView view;
    if (bytes.size() < sizeof(ModelHeader)) return damaged(fmt::format("it has {} bytes", bytes.size()));
    std::memcpy(&view.header, bytes.data(), sizeof(ModelHeader));
    if (view.header.magic != ModelHeader{}.magic) return damaged("its first bytes are another format's");
    if (view.header.version != ModelHeader{}.version)
        return fail("conduct.model-version", fmt::format("the model is of version {}; this program reads version {}",
                                                         view.header.version, ModelHeader{}.version));
    TRY_VOID(check_parts(view.header, bytes.size()));
    if (std::bit_cast<std::uintptr_t>(bytes.data()) % alignof(GrainRow) != 0)
        return damaged("its bytes lie at an odd address");
    std::memcpy(view.digest.data(), bytes.data() + view.header.digest_at, view.digest.size());
    if (check == DigestCheck::compute && sha256(bytes.substr(0, view.header.digest_at)) != view.digest)
        return damaged("its SHA-256 is not the one that it states");
    const char* const rows = bytes.data() + view.header.rows_at;
    view.tags = reinterpret_cast<const std::uint16_t*>(bytes.data() + view.header.tags_at);
    const char* const named = bytes.data() + view.header.named_at;
    view.rows = reinterpret_cast<const GrainRow*>(rows);
    view.named = reinterpret_cast<const NamedRow*>(named);
    view.set_mask = (std::uint64_t{1} << view.header.bucket_bits) / ways - 1;
    return view;
}

}  // namespace konsequenz::conduct
