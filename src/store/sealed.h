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

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "seal/keys.h"
#include "store/chain.h"
#include "store/sealed_form.h"
#include "store/sealing_keys.h"
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
    [[nodiscard]] Result<std::uint64_t> append(std::span<const Entry> batch,
                                               std::span<const Attachment> attachments) override;
    [[nodiscard]] Result<std::unique_ptr<Prepared>> prepare(std::span<const Entry> batch,
                                                            std::span<const Attachment> attachments) override;
    [[nodiscard]] Result<std::uint64_t> append_prepared_unsynced(
        std::vector<std::unique_ptr<Prepared>> batches) override;
    [[nodiscard]] Result<void> sync() override { return inner_->sync(); }
    [[nodiscard]] std::optional<std::string> removed_lives_on_in() const override {
        return inner_->removed_lives_on_in();
    }
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
    /// A batch that is sealed, with what is new in it; dropped unwritten, it leaves keys behind that no log holds.
    struct Batch;

    SealedStore(std::unique_ptr<Store> inner, const seal::Key& master);
    [[nodiscard]] std::string wrapped(std::uint32_t number, const seal::Key& key, std::string_view name);
    [[nodiscard]] Result<std::pair<std::uint32_t, std::optional<seal::Key>>> unwrapped(std::string_view value,
                                                                                       std::string_view name) const;
    using SlotKey = std::optional<seal::Key>;  ///< nothing: destroyed
    Result<SlotKey> slot_key(std::uint32_t partition, std::uint64_t slot);
    /// The slots of all entries of a customer, in a partition; the latest last.
    Result<std::vector<std::uint64_t>> slots_of(const std::string& hidden_key, std::uint32_t partition);
    Result<void> load_classes(std::uint32_t partition);
    /// Of a partition, when the next batch will be written.
    Result<Head*> head_of(std::uint32_t partition);
    Result<SealingKey*> sealing_key(const Entry& entry, std::uint64_t sequence, Batch& batch);
    Result<std::vector<SealingKey*>> sealing_keys(Batch& batch);
    /// Gives each entry its hidden key and its sealed body.
    Result<void> seal_all(Batch& batch, std::span<SealingKey* const> keys);
    /// Gives each its hash, behind what was prepared before.
    void chain_all(Batch& batch);
    Result<const ClassKey*> class_to_seal(const Entry& entry, Batch& batch);
    /// Everything that was prepared and not written is refused from now on.
    void forget_prepared();
    Result<void> open_entry(const StoredEntry& stored, StoredEntry& into);
    Visitor opening(const Visitor& visitor);

    std::unique_ptr<Store> inner_;
    seal::Key master_;
    seal::Key hiding_key_;
    std::map<std::uint32_t, std::unordered_map<std::uint64_t, SlotKey>> slot_keys_;  ///< by partition and slot
    std::map<std::uint32_t, Classes> classes_;                                       ///< by partition
    seal::Sealer sealer_;
    seal::KeyMaker key_maker_;
    SealingKeys sealing_keys_;
    std::map<std::uint32_t, Head> heads_;  ///< of the partitions written to, with what is prepared
    ChainHasher hasher_;
    std::atomic<std::uint64_t> generation_ = 0;  ///< of the batches that fit what was written so far
    /// What the batches on their way share with the store.
    struct OnTheWay {
        std::atomic<bool> is_batch_lost = false;
        std::mutex spare_texts_in_use;
        std::vector<std::string> spare_texts;  ///< whose memory is used again
    };
    std::shared_ptr<OnTheWay> on_the_way_ = std::make_shared<OnTheWay>();
    std::mutex inner_in_use_;  ///< one thread may write what another one has prepared
    StoredEntry opened_;
};

/// Opens the log sealed. Errors: as SealedStore::open.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sealed(std::unique_ptr<Store> inner, const seal::Key& master,
                                                         OpenMode mode = OpenMode::read_write);

}  // namespace konsequenz::store
