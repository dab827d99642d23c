// The outcomes that a log holds once each, and its rulings made whole again from them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"

namespace konsequenz::service {

class OutcomeTable {
  public:
    [[nodiscard]] bool has(std::string_view id) const { return json_.contains(std::string(id)); }
    /// False where the outcome is known already. `id` is its own, or the one under which a log's partition has it.
    bool add(std::string_view id, std::string_view json);

    /// The whole ruling of one by reference; one that is whole already comes back as it is. `buffer` holds the text
    /// until the next call. Errors: service.log-content where it names an outcome that was not added.
    [[nodiscard]] Result<std::string_view> resolved(std::string_view ruling_json, std::string& buffer) const;

  private:
    std::unordered_map<std::string, std::string> json_;  // by id; never iterated
};

}  // namespace konsequenz::service
