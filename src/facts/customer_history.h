// One customer's history: the facts' series and the latest states that a ruling reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "facts/book.h"
#include "facts/series.h"

namespace konsequenz::facts {

/// The memory of one fact; what its kind does not need or no record has come for takes no room.
struct Series {
    Tally matching;                  ///< count, share: records for which `where` (and `of`) holds
    std::unique_ptr<Tally> all;      ///< share: records for which `of` holds
    std::unique_ptr<Values> values;  ///< latest, sum
};

/// What a standard's facts read of a contact: so much of it must be remembered to count it anew when a finding corrects
/// its conduct.
class ContactReading {
  public:
    /// The standard must outlive it.
    explicit ContactReading(const standard::Standard& standard);

    [[nodiscard]] const standard::Standard& standard() const { return standard_; }
    /// The values to remember: of what the facts read beside the conduct.
    [[nodiscard]] std::vector<feel::Value> kept(const record::Record& contact) const;
    /// The slots of record_scope(contact) as far as the facts read them.
    [[nodiscard]] std::vector<feel::Value> bound(std::span<const feel::Value> kept,
                                                 const standard::KnownConduct& known) const;

  private:
    const standard::Standard& standard_;
    std::vector<std::size_t> kept_slots_;
    std::size_t conduct_slot_ = 0;
};

class CustomerHistory {
  public:
    explicit CustomerHistory(const standard::Standard& standard) : series_(standard.facts.size()) {}

    void add(const ContactReading& reading, const record::Record& record, const standard::KnownConduct& assessed);
    [[nodiscard]] Known known_at(const standard::Standard& standard, const record::Record& contact,
                                 const standard::KnownConduct& assessed) const;

  private:
    template <class T>
    struct Timed {
        std::int64_t time_ns;
        T state;
    };
    /// A contact as far as it is needed again, small, since every contact of the history is remembered.
    struct RememberedContact {
        std::string id;
        std::int64_t time_ns;
        std::uint32_t arrival;
        standard::KnownConduct assessed;
        std::unique_ptr<const record::Subject> subject;  ///< nullptr where it has none
        std::vector<feel::Value> kept;                   ///< by ContactReading
    };

    /// `slots` are those of record_scope(type), as far as the facts read them.
    void add_to_series(const standard::Standard& standard, record::Type type, std::int64_t time_ns,
                       std::span<const feel::Value> slots, std::uint32_t arrival);
    void correct_series(const ContactReading& reading, const RememberedContact& contact,
                        const standard::KnownConduct& known, std::int64_t from_ns);
    void add_contact(const ContactReading& reading, const record::Record& record,
                     const standard::KnownConduct& assessed, std::uint32_t arrival);
    void add_finding(const ContactReading& reading, const record::Record& record);
    [[nodiscard]] const RememberedContact* find_contact(const std::string& id) const;
    [[nodiscard]] bool concerns(const record::Finding& finding, const record::Record& contact) const;

    std::vector<Series> series_;
    std::uint32_t arrivals_ = 0;
    std::vector<RememberedContact> contacts_;
    std::vector<Timed<record::Finding>> findings_;  ///< each of these lists by time, then arrival
    std::vector<Timed<record::Order>> orders_;
    std::vector<Timed<record::Customer>> profiles_;
    std::vector<Timed<record::Circumstances>> circumstances_;
};

}  // namespace konsequenz::facts
