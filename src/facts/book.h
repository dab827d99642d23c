// The histories of all customers under one standard, and what was known at a contact.
//
// Records are added in the order of their arrival. What is known at a contact is what arrived before it and bears no
// later time: the same whatever other customers' records came in between.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "feel/value.h"
#include "record/record.h"
#include "standard/record_view.h"
#include "standard/standard.h"

namespace konsequenz::facts {

/// All that a ruling may know of a customer's history.
struct Known {
    std::vector<feel::Value> facts;  ///< in the order of the standard's facts
    /// The latest finding that names the contact or shares its subject's order, event or topic.
    std::optional<record::Finding> finding;
    /// The latest state of the subject's order, else of the customer's latest order.
    std::optional<record::Order> order;
    std::optional<record::Customer> customer;
    /// The contact's own circumstances, else the latest known of the customer.
    std::optional<record::Circumstances> circumstances;
    /// The contact's conduct: as a finding that names it says, else as given.
    standard::KnownConduct conduct;
};

class Book {
  public:
    /// The standard must outlive the book.
    explicit Book(const standard::Standard& standard);
    ~Book();
    Book(Book&&) noexcept;
    Book& operator=(Book&&) noexcept;

    /// Adds a record to its customer's history. `assessed` is a contact's conduct as recorded when it came in.
    void add(const record::Record& record, const standard::KnownConduct& assessed = {});

    /// Asks for the memory of a customer's history ahead of `add` and `known_at`, which would wait for it.
    void prefetch(const std::string& customer) const;

    /// What is known at this contact, which is not yet added. `assessed` is its conduct as recorded.
    [[nodiscard]] Known known_at(const record::Record& contact, const standard::KnownConduct& assessed) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::facts
