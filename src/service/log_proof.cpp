#include "service/log_proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/files.h"
#include "base/json_writer.h"
#include "seal/keys.h"
#include "seal/note.h"
#include "service/checkpoint.h"
#include "service/tree_reader.h"
#include "store/store.h"

namespace konsequenz::service {
namespace {

std::string base64_of(const Digest& digest) {
    return seal::to_base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

Result<Checkpoint> checkpoint_of(store::Store& log, std::uint32_t partition, const std::string& signing_key) {
    std::vector<seal::SigningKey> keys;
    if (!signing_key.empty()) keys.push_back(TRY(seal::read_signing_key(signing_key)));
    for (auto& checkpoint : TRY(make_checkpoints(log, keys))) {
        if (checkpoint.partition == partition) return std::move(checkpoint);
    }
    return fail("service.nothing-found", fmt::format("partition {} of the log has no entries", partition));
}

void write_proof(JsonWriter& writer, const store::Proof& proof) {
    writer.key("proof").begin_array();
    for (const auto& hash : proof) writer.string(base64_of(hash));
    writer.end_array();
}

Result<std::string> prove_inclusion(store::Store& log, const LogProofRequest& request) {
    const auto entry = TRY(log.find(request.kind, request.id));
    if (!entry)
        return fail("service.nothing-found",
                    fmt::format("the log has no {} `{}`: check the id", request.kind, request.id));
    const auto checkpoint = TRY(checkpoint_of(log, entry->partition, request.signing_key));
    auto tree = TRY(TreeReader::open(log, entry->partition, checkpoint.size));
    const auto proof =
        TRY(store::inclusion_proof(entry->sequence - 1, checkpoint.size,
                                   [&](std::uint64_t from, std::uint64_t to) { return tree.subtree(from, to); }));
    store::MerkleHasher hasher;
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("checkpoint", checkpoint.note).member("kind", entry->kind).member("id", entry->id);
    writer.member("index", static_cast<std::int64_t>(entry->sequence - 1))
        .member("leaf", base64_of(hasher.leaf(entry->hash)));
    write_proof(writer, proof);
    writer.end_object();
    return json;
}

Result<std::string> prove_consistency(store::Store& log, const LogProofRequest& request) {
    const auto earlier = parse_checkpoint(TRY(read_file(request.checkpoint)));
    if (!earlier) return std::unexpected(at(earlier.error(), request.checkpoint));
    const auto checkpoint = TRY(checkpoint_of(log, earlier->partition, request.signing_key));
    const auto tampered = [&](std::string_view what) {
        return fail("service.log-tampered",
                    fmt::format("the log did not grow from the checkpoint `{}`: {}", request.checkpoint, what));
    };
    if (earlier->origin != checkpoint.origin) return tampered("it is of another log");
    if (earlier->size > checkpoint.size) return tampered("the log is shorter now");
    auto tree = TRY(TreeReader::open(log, earlier->partition, checkpoint.size));
    const auto proof = TRY(store::consistency_proof(
        earlier->size, checkpoint.size, [&](std::uint64_t from, std::uint64_t to) { return tree.subtree(from, to); }));
    if (!store::is_consistent(earlier->size, earlier->root, checkpoint.size, checkpoint.root, proof))
        return tampered("what stood there is another");
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("checkpoint", checkpoint.note);
    writer.member("earlier_size", static_cast<std::int64_t>(earlier->size))
        .member("earlier_root", base64_of(earlier->root));
    write_proof(writer, proof);
    writer.end_object();
    return json;
}

}  // namespace

Result<std::string> prove_log(const LogProofRequest& request) {
    const auto log = TRY(store::open(request.log, store::OpenMode::read_only));
    return request.checkpoint.empty() ? prove_inclusion(*log, request) : prove_consistency(*log, request);
}

}  // namespace konsequenz::service
