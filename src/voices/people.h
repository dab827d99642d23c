// One part of the people, by the hash of their ids, with what each wrote where. Inside voices only.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "voices/counts.h"
#include "voices/pair_table.h"
#include "voices/storage.h"

namespace konsequenz::voices {

[[nodiscard]] std::uint64_t hash_of(std::string_view text);

class PeoplePart {
  public:
    static constexpr std::uint32_t no_cell = ~std::uint32_t{0};

    /// What is known of one message, or of a customer that was only named.
    struct Event {
        std::uint64_t hash;  ///< of the id
        std::uint32_t id_start;
        std::uint32_t id_size;
        std::uint32_t cell;  ///< or none
        bool has_text;
    };
    /// A person's text as it waits and as it is kept.
    struct Text {
        Signature signature{};
        std::uint64_t place = 0;
        std::int32_t day = 0;
    };

    /// Adds many events, the ids of which stand in `ids`; `texts` are those of the events that have one, in their
    /// order. Yields each event's person, a number in this part that is given on first sight; valid until the next
    /// call.
    std::span<const std::uint32_t> add(std::span<const Event> events, std::string_view ids,
                                       std::span<const Text> texts);
    /// The stratum that was said last; `tie` says which counts of those said at one time.
    void add_stratum(std::uint32_t person, std::uint32_t stratum, std::int64_t time, std::uint64_t tie);

    /// By person.
    [[nodiscard]] LargeVector<PersonCells::Entry> take_cells();
    [[nodiscard]] std::size_t texts() const { return texts_.size(); }
    /// The texts that were kept, each with its person; there is room for texts(). Of `parts` parts this is the given.
    void take_texts(std::uint64_t part, std::uint64_t parts, std::span<Sketch> sketches);
    /// 0 = none known.
    [[nodiscard]] std::uint32_t stratum(std::uint32_t person) const {
        return person < strata_.size() ? strata_[person].stratum : 0;
    }
    [[nodiscard]] std::size_t bytes() const;

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::size_t texts_max = 4;
    static constexpr std::size_t short_id_bytes = 12;
    /// As long as a line of the processor's cache: most messages say nothing that is not in it, and fetching lines
    /// from memory is what takes the time.
    struct alignas(64) Person {
        std::array<std::uint64_t, texts_max> hashes{};  ///< of the texts that are kept
        std::array<std::uint32_t, texts_max> texts{none, none, none, none};
        std::uint32_t id_size = 0;
        std::array<char, short_id_bytes> id{};  ///< of a longer id where it stands in `long_ids_`
    };
    struct Known {
        std::uint32_t stratum = 0;
        std::int64_t time = 0;
        std::uint64_t tie = 0;
    };

    void grow(std::size_t people_more);
    [[nodiscard]] bool is_named(const Person& person, std::string_view id) const;
    std::uint32_t person(std::string_view id, std::uint64_t hash);
    void fetch(std::span<const Event> events) const;
    /// Keeps of each person the texts with the least hashes, and of equal ones the first: what is kept does not depend
    /// on the order of what comes in.
    void add_text(Person& person, const Text& text);

    std::vector<std::uint64_t> slots_;  ///< upper half of the hash, and number + 1; a power of two
    Pile<Person> people_;
    std::string long_ids_;
    PersonCells cells_;
    Pile<Text> texts_;
    std::vector<Known> strata_;
    std::vector<std::uint32_t> numbers_;  ///< of the people of the events that are added
};

}  // namespace konsequenz::voices
