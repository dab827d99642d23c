#include "facts/book.h"

#include <absl/container/flat_hash_map.h>

#include "facts/customer_history.h"

namespace konsequenz::facts {

struct Book::State {
    const standard::Standard& standard;
    ContactReading reading;
    /// Flat, so that finding a customer waits for memory once. Never iterated: its order is nobody's business.
    absl::flat_hash_map<std::string, std::unique_ptr<CustomerHistory>> histories;
    CustomerHistory empty;
};

Book::Book(const standard::Standard& standard)
    : state_(new State{standard, ContactReading(standard), {}, CustomerHistory(standard)}) {}
Book::~Book() = default;
Book::Book(Book&&) noexcept = default;
Book& Book::operator=(Book&&) noexcept = default;

void Book::add(const record::Record& record, const standard::KnownConduct& assessed) {
    auto& history = state_->histories[record.customer];
    if (history == nullptr) history = std::make_unique<CustomerHistory>(state_->standard);
    history->add(state_->reading, record, assessed);
}

void Book::prefetch(const std::string& customer) const { state_->histories.prefetch(customer); }

Known Book::known_at(const record::Record& contact, const standard::KnownConduct& assessed) const {
    const auto found = state_->histories.find(contact.customer);
    const auto& history = found == state_->histories.end() ? state_->empty : *found->second;
    return history.known_at(state_->standard, contact, assessed);
}

}  // namespace konsequenz::facts
