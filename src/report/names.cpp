#include "report/names.h"

#include <algorithm>

#include "report/texts.h"

namespace konsequenz::report {
namespace {

std::string title_in(const standard::LocalText& title, Language language, std::string_view otherwise) {
    const auto found = title.find(tag(language));
    if (found != title.end()) return found->second;
    return title.empty() ? std::string(otherwise) : title.begin()->second;
}

template <class Item>
const Item* find(const std::vector<Item>& items, std::string_view id) {
    const auto found = std::ranges::find(items, id, &Item::id);
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string Names::standard_title(Language language) const {
    return standard_ == nullptr ? std::string() : title_in(standard_->title, language, standard_->id);
}

std::string Names::measure(std::string_view id, Language language) const {
    const auto* found = standard_ == nullptr ? nullptr : find(standard_->measures, id);
    return found == nullptr ? capitalised(measure_word(id).in(language)) : title_in(found->title, language, id);
}

std::string_view Names::mildest_measure() const {
    return standard_ == nullptr || standard_->measures.empty() ? std::string_view("none")
                                                               : std::string_view(standard_->measures.front().id);
}

std::string Names::remedy(std::string_view id, Language language) const {
    const auto* found = standard_ == nullptr ? nullptr : find(standard_->remedies, id);
    return found == nullptr ? capitalised(remedy_word(id).in(language)) : title_in(found->title, language, id);
}

std::string Names::principle(std::string_view id, Language language) const {
    const auto* found = standard_ == nullptr ? nullptr : find(standard_->principles, id);
    return found == nullptr ? std::string() : title_in(found->title, language, "");
}

std::string Names::safeguard(std::string_view id, Language language) const {
    const auto* found = standard_ == nullptr ? nullptr : find(standard_->safeguards, id);
    return found == nullptr ? capitalised(id) : title_in(found->title, language, id);
}

std::string Names::vocabulary(std::string_view id, Language language) const {
    return std::string(word(id).in(language));
}

}  // namespace konsequenz::report
