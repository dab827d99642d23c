// Objects out of JSON by a table of rows, one row a field, so that what is read and what is listed cannot differ.
// Inside record only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/parse.h"
#include "record/values.h"

namespace konsequenz::record {

/// How one field of a `Struct` is read, and for an object, how its own fields are listed.
template <class Struct>
struct Row {
    std::string_view name;
    Presence presence;
    FieldKind kind;
    Result<void> (*read)(JsonValue value, const Path& path, Struct& into);
    void (*list_members)(std::string_view path, std::vector<FieldInfo>& into) = nullptr;
};

/// The rows of a record's body, and of the fields that every record has.
template <class Body>
[[nodiscard]] std::span<const Row<Body>> rows_of();

[[nodiscard]] std::unexpected<Error> unknown_field(const Path& path, const std::vector<std::string_view>& known);
[[nodiscard]] std::unexpected<Error> missing_field(const Path& path);

/// The rows of one object, with the mark of which were seen.
template <class Struct>
class Rows {
  public:
    explicit Rows(std::span<const Row<Struct>> rows) : rows_(rows) {}

    /// Reads the member if a row knows it; says whether one does.
    [[nodiscard]] Result<bool> read(JsonValue member, const Path& path, Struct& into) {
        for (std::size_t at = 0; at < rows_.size(); ++at) {
            if (rows_[at].name != member.key()) continue;
            seen_ |= std::uint32_t{1} << at;
            if (rows_[at].presence != Presence::nullable || !member.is_null())
                TRY_VOID(rows_[at].read(member, path, into));
            return true;
        }
        return false;
    }

    [[nodiscard]] Result<void> expect_required(const Path* parent) const {
        for (std::size_t at = 0; at < rows_.size(); ++at) {
            if (rows_[at].presence == Presence::required && (seen_ >> at & 1U) == 0) {
                return missing_field(Path{.parent = parent, .name = rows_[at].name});
            }
        }
        return {};
    }

    void add_names(std::vector<std::string_view>& names) const {
        for (const auto& row : rows_) names.push_back(row.name);
    }

  private:
    std::span<const Row<Struct>> rows_;
    std::uint32_t seen_ = 0;
};

/// A nested object.
template <class Struct, std::size_t count>
[[nodiscard]] Result<Struct> read_object(JsonValue value, const Path& path,
                                         const std::array<Row<Struct>, count>& rows) {
    TRY_VOID(expect_kind(value, path, JsonKind::object));
    Struct object;
    Rows<Struct> reader(rows);
    for (const auto member : value) {
        const Path member_path{.parent = &path, .name = member.key()};
        if (TRY(reader.read(member, member_path, object))) continue;
        std::vector<std::string_view> known;
        reader.add_names(known);
        return unknown_field(member_path, known);
    }
    TRY_VOID(reader.expect_required(&path));
    return object;
}

template <class Struct>
void list_rows(std::span<const Row<Struct>> rows, std::string_view parent, std::vector<FieldInfo>& into) {
    for (const auto& row : rows) {
        auto path = parent.empty() ? std::string(row.name) : std::string(parent) + "." + std::string(row.name);
        into.push_back({path, row.presence, row.kind});
        if (row.list_members != nullptr) row.list_members(path, into);
    }
}

}  // namespace konsequenz::record
