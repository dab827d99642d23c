#include "facts/book.h"

#include <unordered_map>

#include "facts/customer_history.h"

namespace konsequenz::facts {

struct Book::State {
    const standard::Standard& standard;
    std::unordered_map<std::string, CustomerHistory> histories;  // never iterated: its order is nobody's business
    CustomerHistory empty;
};

Book::Book(const standard::Standard& standard) : state_(new State{standard, {}, CustomerHistory(standard)}) {}
Book::~Book() = default;
Book::Book(Book&&) noexcept = default;
Book& Book::operator=(Book&&) noexcept = default;

void Book::add(const record::Record& record, const standard::KnownConduct& assessed) {
    auto& history = state_->histories.try_emplace(record.customer, state_->standard).first->second;
    history.add(state_->standard, record, assessed);
}

Known Book::known_at(const record::Record& contact, const standard::KnownConduct& assessed) const {
    const auto found = state_->histories.find(contact.customer);
    const auto& history = found == state_->histories.end() ? state_->empty : found->second;
    return history.known_at(state_->standard, contact, assessed);
}

}  // namespace konsequenz::facts
