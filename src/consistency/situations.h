// Turns what may matter for a contact into a situation, each kept once. Inside consistency only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "consistency/history.h"
#include "consistency/ruling_reader.h"
#include "record/record.h"

namespace konsequenz::consistency {

/// What was known of the merits and the circumstances at the contact.
struct Known {
    std::string acts;  ///< what the customer did, which is their right, with commas between
    record::Merits merits = record::Merits::open;
    record::Fault fault = record::Fault::unknown;
    bool is_manifestly_unfounded = false;
    bool is_asked = false;
    record::CircumstanceKind circumstances = record::CircumstanceKind::none;
};

class Situations {
  public:
    Situations(std::vector<Situation>& list, Names& kinds) : list_(list), kinds_(kinds) {}
    /// The situation's place in the list, where it is put when it is new.
    Index index(const RulingText& ruling, const Known& known);

  private:
    void add_line(std::string_view name, std::string_view value);
    void add_number(std::string_view name, std::string_view value);

    std::vector<Situation>& list_;
    Names& kinds_;
    Names keys_;
    std::string key_;
    std::string kind_;  ///< the key with the numbers' values left out
    std::vector<double> numbers_;
};

}  // namespace konsequenz::consistency
