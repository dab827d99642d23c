// A log whose personal content is sealed: what an entry with a key says can be read only with keys that can be
// destroyed.
//
// Each key (a customer) has a random key of its own, each class of retention too; both together seal a body. They are
// kept in the log's attachments, sealed with the master key, which is kept elsewhere. The chain is over the sealed
// bytes, so that it still verifies when a key was destroyed. Instead of the customer's id the log holds a keyed hash of
// it. Entries without a key are kept as they are, and so are entries from before the log was sealed.
//
//   body = 0x01 ‖ generation of the key (4, little-endian) ‖ number of the class, 0 for none (4) ‖ nonce ‖ sealed text
//   text = length of the key (4) ‖ key ‖ body
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "seal/keys.h"
#include "store/store.h"

namespace konsequenz::store {

class SealedStore final : public Store {
  public:
    /// Takes over an open log. One that was never sealed is sealed from now on if it was opened to write.
    /// Errors: store.wrong-key; those of reading and writing.
    [[nodiscard]] static Result<std::unique_ptr<SealedStore>> open(std::unique_ptr<Store> inner,
                                                                   const seal::Key& master, OpenMode mode);
    [[nodiscard]] static Result<bool> is_sealed(Store& log);

    using Store::append;
    [[nodiscard]] Result<void> claim(std::uint32_t partition) override;
    /// Errors: also store.erased where the class of retention was expired already.
    [[nodiscard]] Result<std::uint64_t> append(std::span<const Entry> batch,
                                               std::span<const Attachment> attachments) override;
    [[nodiscard]] Result<void> scan(std::uint32_t partition, std::uint64_t from_sequence,
                                    const Visitor& visitor) override;
    [[nodiscard]] Result<void> scan_records(std::string_view key, const Visitor& visitor) override;
    [[nodiscard]] Result<std::optional<StoredEntry>> find(std::string_view kind, std::string_view id) override;
    [[nodiscard]] Result<std::optional<std::string>> attachment(std::string_view space, std::string_view name) override;
    [[nodiscard]] Result<void> scan_attachments(std::string_view space, const AttachmentVisitor& visitor) override;
    [[nodiscard]] Result<std::vector<std::uint32_t>> partitions() override;
    [[nodiscard]] Result<std::optional<Head>> stored_head(std::uint32_t partition) override;
    [[nodiscard]] Result<std::optional<std::string>> find_damage() override;

    /// What the log holds in place of the key.
    [[nodiscard]] std::string hidden(std::string_view key) const;
    [[nodiscard]] Store& stored() override { return *inner_; }
    /// The key that opens an entry's body as it is stored; nothing where it was destroyed or the body is not sealed.
    [[nodiscard]] Result<std::optional<seal::Key>> body_key(const StoredEntry& stored);

    /// Destroys the key's key in all partitions, together with appending what says so. False where there was none.
    [[nodiscard]] Result<bool> erase(std::string_view key, std::span<const Entry> notes);
    /// The classes of retention of a partition that are still readable, by name.
    [[nodiscard]] Result<std::vector<std::string>> classes(std::uint32_t partition);
    /// Destroys the keys of these classes, together with appending what says so.
    [[nodiscard]] Result<void> expire(std::uint32_t partition, std::span<const std::string> classes,
                                      std::span<const Entry> notes);

  private:
    struct CustomerKey {
        std::uint32_t generation = 0;
        std::optional<seal::Key> key;  ///< nothing: destroyed
    };
    struct ClassKey {
        std::uint32_t number = 0;
        std::optional<seal::Key> key;
    };
    /// What is new in a batch, to be stored with it or forgotten.
    struct Fresh {
        std::vector<std::pair<std::string, std::string>> customer_keys;  ///< name, value
        std::vector<std::pair<std::string, std::string>> classes;
    };

    SealedStore(std::unique_ptr<Store> inner, const seal::Key& master);
    [[nodiscard]] std::string wrapped(std::uint32_t number, const seal::Key& key, std::string_view name) const;
    [[nodiscard]] Result<std::pair<std::uint32_t, std::optional<seal::Key>>> unwrapped(std::string_view value,
                                                                                       std::string_view name) const;
    Result<CustomerKey*> customer_key(const std::string& name);
    Result<void> load_classes(std::uint32_t partition);
    Result<seal::Key> sealing_key(const Entry& entry, const std::string& hidden_key, std::string& header, Fresh& fresh);
    Result<const ClassKey*> class_to_seal(const Entry& entry, Fresh& fresh);
    void forget(const Fresh& fresh);
    Result<void> open_entry(const StoredEntry& stored, StoredEntry& into);
    Visitor opening(const Visitor& visitor);

    std::unique_ptr<Store> inner_;
    seal::Key master_;
    seal::Key hiding_key_;
    std::unordered_map<std::string, CustomerKey> customer_keys_;        ///< by name; never iterated
    std::map<std::uint32_t, std::map<std::string, ClassKey>> classes_;  ///< by partition and name
    StoredEntry opened_;
};

/// The entry with its own key and body; erased where it is sealed and no key is given. Nothing where the key does not
/// open it.
[[nodiscard]] std::optional<StoredEntry> opened_entry(const StoredEntry& stored, const std::optional<seal::Key>& key);

/// Opens the log sealed. Errors: as SealedStore::open.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sealed(std::unique_ptr<Store> inner, const seal::Key& master,
                                                         OpenMode mode = OpenMode::read_write);

}  // namespace konsequenz::store
