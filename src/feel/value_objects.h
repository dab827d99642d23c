// What lies behind a heap value. Only the files of Value include this.
#pragma once

#include <string>
#include <vector>

#include "feel/value.h"

namespace konsequenz::feel::detail {

struct StringObject final : HeapObject {
    explicit StringObject(std::string content) : text(std::move(content)) {}
    std::string text;
};

struct ListObject final : HeapObject {
    explicit ListObject(std::vector<Value> content) : items(std::move(content)) {}
    std::vector<Value> items;
};

struct ContextObject final : HeapObject {
    ContextObject(SharedContextKeys names, std::vector<Value> content)
        : keys(std::move(names)), values(std::move(content)) {}
    SharedContextKeys keys;
    std::vector<Value> values;
};

struct RangeObject final : HeapObject {
    explicit RangeObject(RangeEnds content) : ends(std::move(content)) {}
    RangeEnds ends;
};

}  // namespace konsequenz::feel::detail
