#include "backtest/values.h"

#include <absl/container/flat_hash_map.h>

namespace konsequenz::backtest {
namespace {

void append_word(std::string& key, std::uint64_t word) {
    key.append(reinterpret_cast<const char*>(&word), sizeof word);
}

void append_text(std::string& key, std::string_view text) {
    append_word(key, text.size());
    key += text;
}

}  // namespace

void append_key(std::string& key, const feel::Value& value) {
    key.push_back(static_cast<char>(value.kind()));
    switch (value.kind()) {
        case feel::Kind::null: return;
        case feel::Kind::boolean: key.push_back(value.as_boolean() ? '\1' : '\0'); return;
        case feel::Kind::number:
            append_word(key, value.as_number().low);
            append_word(key, value.as_number().high);
            return;
        case feel::Kind::string: append_text(key, value.as_string()); return;
        case feel::Kind::list:
            append_word(key, value.as_list().size());
            for (const auto& item : value.as_list()) append_key(key, item);
            return;
        default: append_text(key, feel::to_string(value));
    }
}

struct Values::State {
    absl::flat_hash_map<std::string, std::uint32_t> numbers;  // never iterated
    std::vector<feel::Value> values;
    std::string key;
};

Values::Values() : state_(std::make_unique<State>()) {}
Values::~Values() = default;
Values::Values(Values&&) noexcept = default;
Values& Values::operator=(Values&&) noexcept = default;

std::uint32_t Values::number_of(const feel::Value& value) {
    state_->key.clear();
    append_key(state_->key, value);
    return number_of(state_->key, value);
}

std::uint32_t Values::number_of(const std::string& key, const feel::Value& value) {
    const auto [known, is_new] = state_->numbers.try_emplace(key, static_cast<std::uint32_t>(state_->values.size()));
    if (is_new) state_->values.push_back(value.owned());
    return known->second;
}

std::span<const feel::Value> Values::all() const { return state_->values; }

}  // namespace konsequenz::backtest
