// SHA-256 (FIPS 180-4), for the log's chain and the identity of a standard.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace konsequenz {

using Digest = std::array<std::uint8_t, 32>;

/// Hashes parts given one after the other.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    Sha256& update(std::string_view bytes);
    /// The digest of all since the start or the last finish; ready for the next.
    [[nodiscard]] Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

[[nodiscard]] Digest sha256(std::string_view bytes);
/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

}  // namespace konsequenz
