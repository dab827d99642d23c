// One customer's history: the facts' series and the latest states that a ruling reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "facts/book.h"
#include "facts/series.h"

namespace konsequenz::facts {

/// The memory of one fact.
struct Series {
    Tally matching;  ///< count, share: records for which `where` (and `of`) holds
    Tally all;       ///< share: records for which `of` holds
    Values values;   ///< latest, sum
};

class CustomerHistory {
  public:
    explicit CustomerHistory(const standard::Standard& standard) : series_(standard.facts.size()) {}

    void add(const standard::Standard& standard, const record::Record& record, const standard::KnownConduct& assessed);
    [[nodiscard]] Known known_at(const standard::Standard& standard, const record::Record& contact,
                                 const standard::KnownConduct& assessed) const;

  private:
    template <class T>
    struct Timed {
        std::int64_t time_ns;
        T state;
    };
    /// A contact as it must be remembered to be counted anew when a finding corrects it; its text is not kept.
    struct RememberedContact {
        record::Record record;
        std::uint32_t arrival;
        standard::KnownConduct assessed;
    };

    void add_to_series(const standard::Standard& standard, const record::Record& record,
                       const standard::KnownConduct& known, std::uint32_t arrival);
    void correct_series(const standard::Standard& standard, const RememberedContact& contact,
                        const standard::KnownConduct& known, std::int64_t from_ns);
    void add_contact(const standard::Standard& standard, const record::Record& record,
                     const standard::KnownConduct& assessed, std::uint32_t arrival);
    void add_finding(const standard::Standard& standard, const record::Record& record);
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
