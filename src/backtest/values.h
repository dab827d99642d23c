// FEEL values by numbers, each once.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "feel/value.h"

namespace konsequenz::backtest {

/// Appends bytes that are the same for values that no expression can tell apart, and for no others. Numbers that are
/// equal but written differently (1.0 and 1.00) differ.
void append_key(std::string& key, const feel::Value& value);

class Values {
  public:
    Values();
    ~Values();
    Values(Values&&) noexcept;
    Values& operator=(Values&&) noexcept;

    /// The number of the value; a new one is added. Its text is copied.
    std::uint32_t number_of(const feel::Value& value);
    /// The same for a key of the caller's own; `value` stands for all that have it.
    std::uint32_t number_of(const std::string& key, const feel::Value& value);
    [[nodiscard]] std::span<const feel::Value> all() const;
    [[nodiscard]] const feel::Value& at(std::uint32_t number) const { return all()[number]; }
    [[nodiscard]] std::size_t size() const { return all().size(); }

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::backtest
