// SHA-256 (FIPS 180-4) of two messages at a time.
//
// The processor's SHA instructions wait for each other within one message; two messages side by side fill the gaps.
// Where there are no such instructions, OpenSSL hashes one after the other. Either way the digests are SHA-256's.
#pragma once

#include <array>
#include <string_view>

#include "base/sha256.h"

namespace konsequenz::store {

class PairHasher {
  public:
    [[nodiscard]] std::array<Digest, 2> hash(std::string_view first, std::string_view second);

    /// Whether this processor hashes two at once.
    [[nodiscard]] static bool is_side_by_side();
    /// As hash(), one after the other on every processor.
    [[nodiscard]] std::array<Digest, 2> hash_in_turn(std::string_view first, std::string_view second);

  private:
    Sha256 sha256_;
};

}  // namespace konsequenz::store
