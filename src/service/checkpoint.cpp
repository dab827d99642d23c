#include "service/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/files.h"
#include "seal/keys.h"

namespace konsequenz::service {
namespace {

constexpr std::string_view space = "checkpoint";
constexpr std::string_view frontier_space = "frontier";
constexpr std::string_view origin_prefix = "konsequenz/";
constexpr std::string_view chain_prefix = "chain ";

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::optional<Digest> digest_of(std::string_view base64) {
    const auto bytes = seal::from_base64(base64);
    Digest digest{};
    if (!bytes || bytes->size() != digest.size()) return std::nullopt;
    std::ranges::copy(*bytes, digest.begin());
    return digest;
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || fmt::format("{}", number) != text)
        return std::nullopt;
    return number;
}

/// Names sort as sizes do.
std::string name_of(std::uint32_t partition, std::uint64_t size) { return fmt::format("{}/{:020}", partition, size); }

std::string text_of(const std::string& origin, std::uint64_t size, const Digest& root, const Digest& chain) {
    return fmt::format("{}\n{}\n{}\n{}{}\n", origin, size, seal::to_base64(bytes_of(root)), chain_prefix,
                       seal::to_base64(bytes_of(chain)));
}

std::string joined(const std::vector<Digest>& digests) {
    std::string bytes;
    for (const auto& digest : digests) bytes += bytes_of(digest);
    return bytes;
}

std::vector<Digest> parted(std::string_view bytes) {
    std::vector<Digest> digests(bytes.size() / Digest{}.size());
    for (std::size_t at = 0; at < digests.size(); ++at)
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at * Digest{}.size()), Digest{}.size(),
                    digests[at].begin());
    return digests;
}

}  // namespace

Result<Checkpoint> parse_checkpoint(std::string_view note) {
    const auto parsed = TRY(seal::parse_note(note));
    std::vector<std::string_view> lines;
    for (std::string_view rest = parsed.text; !rest.empty();) {
        const auto end = rest.find('\n');
        lines.push_back(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    const auto bad = fail("service.bad-checkpoint",
                          "it is no checkpoint of a log: expected the origin, the size, the "
                          "root and the chain, one a line, as `konsequenz log checkpoint` "
                          "writes them");
    if (lines.size() != 4 || !lines[0].starts_with(origin_prefix) || !lines[3].starts_with(chain_prefix)) return bad;
    const auto partition = number_of<std::uint32_t>(lines[0].substr(lines[0].rfind('/') + 1));
    const auto size = number_of<std::uint64_t>(lines[1]);
    const auto root = digest_of(lines[2]);
    const auto chain = digest_of(lines[3].substr(chain_prefix.size()));
    if (!partition || !size || *size == 0 || !root || !chain) return bad;
    return Checkpoint{std::string(lines[0]), *partition, *size, *root, *chain, std::string(note)};
}

Result<std::vector<Checkpoint>> checkpoints_of(store::Store& log, std::uint32_t partition) {
    std::vector<Checkpoint> checkpoints;
    const auto prefix = fmt::format("{}/", partition);
    TRY_VOID(log.scan_attachments(space, [&](std::string_view name, std::string_view note) -> Result<store::Step> {
        if (name.starts_with(prefix)) checkpoints.push_back(TRY(parse_checkpoint(note)));
        return store::Step::go_on;
    }));
    return checkpoints;
}

Result<std::string> log_id(store::Store& log) {
    const auto known = TRY(log.attachment("log", "id"));
    if (known) return *known;
    const auto made = seal::to_text(seal::random_key()).substr(0, 32);
    const store::Attachment attachment{"log", "id", made};
    TRY(log.append({}, std::span(&attachment, 1)));
    return made;
}

std::vector<store::TreeHead> tree_heads(std::span<const Checkpoint> checkpoints) {
    std::vector<store::TreeHead> heads;
    for (const auto& checkpoint : checkpoints)
        heads.push_back({checkpoint.partition, checkpoint.size, checkpoint.root});
    return heads;
}

Result<std::optional<store::VerifiedStart>> start_after(store::Store& log, const Checkpoint& checkpoint) {
    const auto bytes = TRY(log.attachment(frontier_space, name_of(checkpoint.partition, checkpoint.size)));
    auto frontier = bytes ? store::Frontier::restored(checkpoint.size, parted(*bytes)) : std::nullopt;
    store::MerkleHasher hasher;
    if (!frontier || frontier->root(hasher) != checkpoint.root) return std::nullopt;
    return store::VerifiedStart{{checkpoint.size, checkpoint.chain}, std::move(*frontier)};
}

namespace {

struct Made {
    Checkpoint checkpoint;
    std::string name;
    std::string frontier;
};

Result<std::vector<Made>> make(store::Store& log, std::span<const seal::SigningKey> keys) {
    store::VerifyRequest request;
    request.with_damage = false;
    for (const auto partition : TRY(log.partitions())) {
        const auto earlier = TRY(checkpoints_of(log, partition));
        if (earlier.empty()) continue;
        if (const auto start = TRY(start_after(log, earlier.back()))) request.starts[partition] = *start;
    }
    const auto verified = TRY(store::verify(log.stored(), {}, request));
    if (const auto& fault = verified.verification.fault)
        return fail("service.log-tampered",
                    fmt::format("partition {}, entry {}: {}: nothing was signed; verify the log", fault->partition,
                                fault->sequence, fault->what));
    const auto id = TRY(log.attachment("log", "id"));
    store::MerkleHasher hasher;
    std::vector<Made> made;
    for (const auto& [partition, reached] : verified.reached) {
        const auto origin = fmt::format("{}{}/{}", origin_prefix, id.value_or("unnamed"), partition);
        Checkpoint checkpoint{origin, partition, reached.head.count, reached.frontier.root(hasher), reached.head.hash,
                              {}};
        checkpoint.note = seal::signed_note(text_of(origin, checkpoint.size, checkpoint.root, checkpoint.chain), keys);
        made.push_back(
            {std::move(checkpoint), name_of(partition, reached.head.count), joined(reached.frontier.roots())});
    }
    return made;
}

}  // namespace

Result<std::vector<Checkpoint>> make_checkpoints(store::Store& log, std::span<const seal::SigningKey> keys) {
    std::vector<Checkpoint> checkpoints;
    for (auto& one : TRY(make(log, keys))) checkpoints.push_back(std::move(one.checkpoint));
    return checkpoints;
}

Result<std::vector<Checkpoint>> sign_checkpoints(store::Store& log, std::span<const seal::SigningKey> keys) {
    TRY(log_id(log));
    const auto made = TRY(make(log, keys));
    std::vector<store::Attachment> attachments;
    std::vector<Checkpoint> checkpoints;
    for (const auto& one : made) {
        attachments.push_back({space, one.name, one.checkpoint.note});
        attachments.push_back({frontier_space, one.name, one.frontier});
        checkpoints.push_back(one.checkpoint);
    }
    if (!made.empty()) TRY(log.append({}, attachments));
    return checkpoints;
}

Result<std::vector<Checkpoint>> sign_log(const LogAddress& address, const std::vector<std::string>& signing_keys) {
    std::vector<seal::SigningKey> keys;
    for (const auto& path : signing_keys) keys.push_back(TRY(seal::read_signing_key(path)));
    const auto log = TRY(open_log(address, store::OpenMode::read_write));
    return sign_checkpoints(*log, keys);
}

Result<std::string> write_signing_key(const std::string& name, const std::string& file) {
    const auto key = TRY(seal::make_signing_key(name));
    auto public_text = seal::to_text(key.public_key);
    TRY_VOID(seal::write_secret_file(file, seal::to_text(key) + "\n"));
    TRY_VOID(write_file(file + ".pub", public_text + "\n"));
    return public_text;
}

Result<void> write_master_key(const std::string& file) {
    return seal::write_secret_file(file, seal::to_text(seal::random_key()) + "\n");
}

}  // namespace konsequenz::service
