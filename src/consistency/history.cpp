#include "consistency/history.h"

#include <array>

namespace konsequenz::consistency {

Index Names::index(std::string_view text) {
    const auto [found, is_new] = indices_.try_emplace(std::string(text), static_cast<Index>(texts_.size()));
    if (is_new) texts_.emplace_back(text);
    return found->second;
}

Index Names::find(std::string_view text) const {
    const auto found = indices_.find(std::string(text));
    return found == indices_.end() ? no_index : found->second;
}

std::string_view to_string(Trait trait) {
    static constexpr std::array<std::string_view, trait_count> words{"public", "wide reach", "famous", "big spender",
                                                                     "frequent"};
    return words[static_cast<std::size_t>(trait)];
}

std::vector<std::pair<std::string_view, std::string_view>> Situation::values() const {
    std::vector<std::pair<std::string_view, std::string_view>> lines;
    std::string_view rest = key;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        const auto sign = line.find('=');
        lines.emplace_back(line.substr(0, sign), line.substr(sign + 1));
        rest.remove_prefix(end + 1);
    }
    return lines;
}

}  // namespace konsequenz::consistency
