// The keys with which the customers' entries are being sealed, ready to be used: so that nothing is derived or read
// twice.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "seal/keys.h"

namespace konsequenz::store {

/// The digits that stand in the log in place of a customer's id.
inline constexpr std::size_t hidden_bytes = 32;

/// What sealing the next entry of a customer needs.
struct SealingKey {
    std::array<char, hidden_bytes> hidden{};
    std::uint64_t slot = 0;
    seal::Key key{};

    /// The key of a body: the customer's and that of the class of retention together.
    const seal::Key& body_key(std::uint32_t class_number, const seal::Key* class_key);

  private:
    struct ClassAndKey {
        std::uint32_t number = 0;
        seal::Key key{};
    };
    std::array<std::optional<ClassAndKey>, 4> body_keys_;  ///< of the classes sealed last
    std::size_t next_ = 0;
};

/// Both keys together; nullptr: the entry has no class.
[[nodiscard]] seal::Key combined(const seal::Key& customer, const seal::Key* retention);

/// By partition and customer. Holds those that were needed last, so that memory is bounded.
class SealingKeys {
  public:
    SealingKeys();
    ~SealingKeys();
    SealingKeys(const SealingKeys&) = delete;
    SealingKeys& operator=(const SealingKeys&) = delete;

    /// Before a batch: what was needed in none of the last batches may be forgotten. Pointers hold until the next time.
    void begin_batch();
    /// Brings near what the next find() will look at.
    void prefetch(std::uint32_t partition, std::string_view customer) const;
    /// nullptr where it is not held.
    [[nodiscard]] SealingKey* find(std::uint32_t partition, std::string_view customer);
    SealingKey* add(std::uint32_t partition, std::string_view customer, std::unique_ptr<SealingKey> key);
    void clear();

    /// A partition that had no entries when it was first written to: while none was forgotten, all its customers' keys
    /// are held.
    void note_empty(std::uint32_t partition);
    [[nodiscard]] bool holds_all(std::uint32_t partition) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::store
