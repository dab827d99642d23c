#include "record/same.h"

#include <string>

#include "base/json.h"

namespace konsequenz::record {
namespace {

bool is_equal(JsonValue one, JsonValue other) {
    if (one.kind() != other.kind() || one.size() != other.size() || one.text() != other.text()) return false;
    auto twin = other.begin();
    for (const auto child : one) {
        if (child.key() != (*twin).key() || !is_equal(child, *twin)) return false;
        ++twin;
    }
    return true;
}

/// The name of the first member of one object that the other has not or has otherwise; empty where there is none.
std::string first_difference(JsonValue one, JsonValue other) {
    for (const auto member : one) {
        const auto twin = other.find(member.key());
        if (!twin || !is_equal(member, *twin)) return std::string(member.key());
    }
    return {};
}

}  // namespace

Result<void> expect_same_content(std::string_view earlier, std::string_view now) {
    if (earlier == now) return {};
    JsonParser earlier_json;
    JsonParser now_json;
    const auto earlier_root = TRY(earlier_json.parse(earlier));
    const auto now_root = TRY(now_json.parse(now));
    auto field = first_difference(now_root, earlier_root);
    if (field.empty()) field = first_difference(earlier_root, now_root);
    return fail("record.conflict",
                "differs from the record that came before under the same id: give the new one its own id",
                Place{.field = std::move(field)});
}

}  // namespace konsequenz::record
