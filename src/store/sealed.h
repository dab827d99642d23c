// A log whose personal content is sealed: what an entry with a key says can be read only with keys that can be
// destroyed.
//
// Each key (a customer) has a random key of its own, each class of retention too; both together seal a body. They are
// kept in the log's attachments, sealed with the master key, which is kept elsewhere. The chain is over the sealed
// bytes, so that it still verifies when a key was destroyed. Instead of the customer's id the log holds a keyed hash of
// it. Entries without a key are kept as they are, and so are entries from before the log was sealed.
//
// A customer's key lies in a slot, whose number is the sequence of the entry for which it was made: new keys stand
// behind one another, and which slot a customer has, the customer's own entries say.
//
//   body = 0x01 ‖ slot of the key (8, little-endian) ‖ number of the class, 0 for none (4) ‖ nonce ‖ sealed text
//   text = length of the key (4) ‖ key ‖ body
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "seal/keys.h"
#include "store/store.h"

namespace konsequenz::store {

/// Lets a map be asked with a view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

class SealedStore final : public Store {
  public:
    /// Takes over an open log. One that was never sealed is sealed from now on if it was opened to write.
    /// Errors: store.wrong-key; those of reading and writing.
    [[nodiscard]] static Result<std::unique_ptr<SealedStore>> open(std::unique_ptr<Store> inner,
                                                                   const seal::Key& master, OpenMode mode);
    [[nodiscard]] static Result<bool> is_sealed(Store& log);

    using Store::append;
    [[nodiscard]] Result<void> claim(std::uint32_t partition) override;
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
    [[nodiscard]] Result<std::optional<IndexSum>> index_sum(const IndexHasher& hasher, const Counts& counts) override;

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
    struct ClassKey {
        std::uint32_t number = 0;
        std::optional<seal::Key> key;
    };
    struct Classes {
        std::map<std::string, ClassKey, std::less<>> by_name;
        std::uint32_t highest = 0;
    };
    /// What sealing the next entry of a customer needs, so that nothing is derived twice.
    struct Ready {
        std::string hidden;
        std::uint64_t slot = 0;
        seal::Key key{};
        struct ClassAndKey {
            std::uint32_t number = 0;
            seal::Key key{};
        };
        std::array<std::optional<ClassAndKey>, 4> body_keys;  ///< of the classes sealed last
        std::size_t next = 0;
    };
    /// What is new in a batch, to be stored with it or forgotten.
    struct Fresh {
        std::vector<std::pair<std::string, std::string>> customer_keys;  ///< name, value
        std::vector<std::pair<std::string, std::string>> classes;
    };

    SealedStore(std::unique_ptr<Store> inner, const seal::Key& master);
    [[nodiscard]] std::string wrapped(std::uint32_t number, const seal::Key& key, std::string_view name);
    [[nodiscard]] Result<std::pair<std::uint32_t, std::optional<seal::Key>>> unwrapped(std::string_view value,
                                                                                       std::string_view name) const;
    using SlotKey = std::optional<seal::Key>;  ///< nothing: destroyed
    Result<SlotKey> slot_key(std::uint32_t partition, std::uint64_t slot);
    /// The slots of all entries of a customer, in a partition; the latest last.
    Result<std::vector<std::uint64_t>> slots_of(const std::string& hidden_key, std::uint32_t partition);
    Result<void> load_classes(std::uint32_t partition);
    Result<Ready*> ready(const Entry& entry, std::uint64_t sequence, Fresh& fresh);
    /// Appends the hidden key and the sealed body.
    Result<void> seal_entry(const Entry& entry, std::uint64_t sequence, Fresh& fresh, std::string& texts);
    static const seal::Key& body_key_of(Ready& ready, const ClassKey* retention);
    Result<const ClassKey*> class_to_seal(const Entry& entry, Fresh& fresh);
    void forget(const Fresh& fresh);
    Result<void> open_entry(const StoredEntry& stored, StoredEntry& into);
    Visitor opening(const Visitor& visitor);

    std::unique_ptr<Store> inner_;
    seal::Key master_;
    seal::Key hiding_key_;
    std::map<std::uint32_t, std::unordered_map<std::uint64_t, SlotKey>> slot_keys_;  ///< by partition and slot
    std::set<std::uint32_t> begun_empty_;       ///< partitions whose customers all are in `ready_`
    std::map<std::uint32_t, Classes> classes_;  ///< by partition
    seal::Sealer sealer_;
    seal::KeyMaker key_maker_;
    /// By partition and key as it is; never iterated.
    std::map<std::uint32_t, std::unordered_map<std::string, Ready, TextHash, std::equal_to<>>> ready_;
    std::string texts_;  ///< of a batch; these keep their memory from batch to batch
    std::vector<std::size_t> ends_;
    std::string text_;
    std::string header_;
    StoredEntry opened_;
};

/// The entry with its own key and body; erased where it is sealed and no key is given. Nothing where the key does not
/// open it.
[[nodiscard]] std::optional<StoredEntry> opened_entry(const StoredEntry& stored, const std::optional<seal::Key>& key);

/// Opens the log sealed. Errors: as SealedStore::open.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sealed(std::unique_ptr<Store> inner, const seal::Key& master,
                                                         OpenMode mode = OpenMode::read_write);

}  // namespace konsequenz::store
