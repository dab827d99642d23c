// Whether a log is what it was: every hash of its chains recomputed, its heads and its signed sizes compared.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "store/merkle.h"
#include "store/store.h"

namespace konsequenz::store {

/// A tree of a partition as somebody wrote it down earlier.
struct TreeHead {
    std::uint32_t partition = 0;
    std::uint64_t size = 0;
    Digest root{};
};

/// Where an earlier verification ended: what lies before is not read again.
struct VerifiedStart {
    Head head;
    Frontier frontier;
};

struct VerifyRequest {
    std::vector<TreeHead> tree_heads;  ///< each is compared; one that is larger than its partition is a fault
    std::map<std::uint32_t, VerifiedStart> starts;
    unsigned jobs = 1;        ///< threads; each opens the log by itself
    bool with_damage = true;  ///< also let the database check its file, where nothing else is wrong
};

struct Verified {
    Verification verification;
    std::map<std::uint32_t, VerifiedStart> reached;  ///< of each partition, where nothing is wrong
};

/// Opens the same log once more, as it is stored: sealed bodies stay sealed.
using Opener = std::function<Result<std::unique_ptr<Store>>()>;

/// `store` is used by one thread, each other one opens its own. Errors: those of opening and reading, but for damage,
/// which is a fault.
[[nodiscard]] Result<Verified> verify(Store& store, const Opener& open_another, const VerifyRequest& request);

}  // namespace konsequenz::store
