#include "record/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/json_writer.h"
#include "base/toml.h"
#include "record/convert.h"
#include "record/parse.h"

namespace konsequenz::record {
namespace {

/// One table being imported: the mapping with its columns found in the header.
class Importer {
  public:
    Importer(const ImportMap& map, const std::string& file) : map_(map), file_(file) {}

    /// Reads the header and finds every column that the mapping names.
    Result<void> start(const CsvReader::Next& header);
    /// The records of a row; none where no condition holds.
    Result<std::vector<Record>> read(CsvRow& row);

  private:
    Result<std::size_t> find_column(std::string_view name, const Place& where) const;
    Result<Record> read_record(const MappedRecord& mapped, const CsvRow& row);
    Result<std::optional<std::string>> read_field(const MappedField& field, const CsvRow& row) const;
    [[nodiscard]] bool holds(const MappedCondition& condition, const CsvRow& row) const;
    using Fields = std::vector<MappedField>::const_iterator;
    [[nodiscard]] bool is_present(const MappedRecord& mapped, std::string_view object, Fields from, Fields end,
                                  const CsvRow& row) const;
    /// Writes the members of one object, or of the record itself where the object is empty.
    Result<void> write_fields(JsonWriter& writer, std::string_view object, Fields from, Fields end,
                              const CsvRow& row) const;
    [[nodiscard]] bool has_cell(const MappedField& field, const CsvRow& row) const;
    [[nodiscard]] const std::string& cell(std::string_view column, const CsvRow& row) const;
    Error explain(Error error, const MappedRecord& mapped) const;

    const ImportMap& map_;
    std::string file_;
    std::vector<std::string> header_;
    std::vector<bool> is_used_;
    Parser parser_;
    std::string json_;
};

Result<std::size_t> Importer::find_column(std::string_view name, const Place& where) const {
    const auto found = std::ranges::find(header_, name);
    if (found == header_.end()) {
        const std::vector<std::string_view> names(header_.begin(), header_.end());
        const auto meant = nearest(name, names);
        const auto mend = meant.empty() ? fmt::format("it has `{}`", fmt::join(names, "`, `"))
                                        : fmt::format("did you mean `{}`", meant);
        return fail("record.unknown-column", fmt::format("the table has no column `{}`: {}", name, mend), where);
    }
    if (std::find(found + 1, header_.end(), name) != header_.end()) {
        return fail("record.twin-column", fmt::format("the table has two columns `{}`: rename one of them", name),
                    where);
    }
    return static_cast<std::size_t>(found - header_.begin());
}

Result<void> Importer::start(const CsvReader::Next& header) {
    if (header.fault) return std::unexpected(header.fault->error);
    if (!header.row)
        return fail("record.no-header", "the table is empty: its first line must name the columns",
                    Place{.file = file_, .line = 1});
    for (const auto& name : header.row->cells) {
        auto decoded = decode_cell(name, map_.encoding);
        if (!decoded) return std::unexpected(at(std::move(decoded).error(), file_, header.row->line));
        header_.emplace_back(trimmed(*decoded));
    }
    is_used_.assign(header_.size(), false);
    for (const auto& record : map_.records) {
        for (const auto& condition : record.only_when)
            is_used_[TRY(find_column(condition.column, condition.where))] = true;
        for (const auto& [object, condition] : record.objects_only_when)
            is_used_[TRY(find_column(condition.column, condition.where))] = true;
        for (const auto& field : record.fields) {
            for (const auto& piece : field.pieces) {
                if (piece.kind == MappedPiece::Kind::column) is_used_[TRY(find_column(piece.text, field.where))] = true;
            }
        }
    }
    return {};
}

const std::string& Importer::cell(std::string_view column, const CsvRow& row) const {
    return row.cells[static_cast<std::size_t>(std::ranges::find(header_, column) - header_.begin())];
}

bool Importer::holds(const MappedCondition& condition, const CsvRow& row) const {
    const auto value = trimmed(cell(condition.column, row));
    const bool is_in = condition.is.empty() || std::ranges::find(condition.is, value) != condition.is.end();
    return is_in && std::ranges::find(condition.is_not, value) == condition.is_not.end();
}

bool Importer::has_cell(const MappedField& field, const CsvRow& row) const {
    return std::ranges::any_of(field.pieces, [&](const MappedPiece& piece) {
        return piece.kind == MappedPiece::Kind::column && !trimmed(cell(piece.text, row)).empty();
    });
}

Result<std::optional<std::string>> Importer::read_field(const MappedField& field, const CsvRow& row) const {
    std::string value;
    if (field.is_constant() || has_cell(field, row)) {
        for (const auto& piece : field.pieces)
            value += piece.kind == MappedPiece::Kind::fixed ? piece.text : cell(piece.text, row);
    }
    return convert_value(field, value, field.is_constant() ? Origin::mapping : Origin::table);
}

/// A fault of a field that comes from one column is that column's.
Error Importer::explain(Error error, const MappedRecord& mapped) const {
    const auto path = error.where.field.substr(0, error.where.field.find('['));
    const auto field = std::ranges::find(mapped.fields, path, &MappedField::path);
    std::string_view column;
    if (field != mapped.fields.end()) {
        const auto is_column = [](const MappedPiece& piece) { return piece.kind == MappedPiece::Kind::column; };
        const auto piece = std::ranges::find_if(field->pieces, is_column);
        if (piece != field->pieces.end() && std::ranges::count_if(field->pieces, is_column) == 1) column = piece->text;
    }
    error.message = fmt::format("for `{}` of the {}: {}", error.where.field, to_string(mapped.type), error.message);
    if (!column.empty()) error.where.field = column;
    return error;
}

/// An object stands where its condition holds; without one, where one of its columns says something or all is constant.
bool Importer::is_present(const MappedRecord& mapped, std::string_view object, Fields from, Fields end,
                          const CsvRow& row) const {
    const auto condition =
        std::ranges::find_if(mapped.objects_only_when, [&](const auto& entry) { return entry.first == object; });
    if (condition != mapped.objects_only_when.end()) return holds(condition->second, row);
    return std::all_of(from, end, [](const MappedField& field) { return field.is_constant(); }) ||
           std::any_of(from, end, [&](const MappedField& field) { return has_cell(field, row); });
}

Result<void> Importer::write_fields(JsonWriter& writer, std::string_view object, Fields from, Fields end,
                                    const CsvRow& row) const {
    for (; from != end; ++from) {
        auto value = read_field(*from, row);
        if (!value) {
            value.error().where.field = from->path;
            return std::unexpected(std::move(value).error());
        }
        const auto name = std::string_view(from->path).substr(object.empty() ? 0 : object.size() + 1);
        if (*value) writer.key(name).raw(**value);
    }
    return {};
}

Result<Record> Importer::read_record(const MappedRecord& mapped, const CsvRow& row) {
    json_.clear();
    JsonWriter writer(json_);
    writer.begin_object().member("type", to_string(mapped.type));
    for (auto from = mapped.fields.begin(); from != mapped.fields.end();) {
        const auto dot = from->path.find('.');
        const auto object = std::string_view(from->path).substr(0, dot == std::string::npos ? 0 : dot);
        const auto end =
            object.empty() ? from + 1 : std::find_if(from, mapped.fields.end(), [&](const MappedField& field) {
                return field.path.size() <= dot || field.path[dot] != '.' || !field.path.starts_with(object);
            });
        if (object.empty() || is_present(mapped, object, from, end, row)) {
            if (!object.empty()) writer.key(object).begin_object();
            auto written = write_fields(writer, object, from, end, row);
            if (!written) return std::unexpected(explain(std::move(written).error(), mapped));
            if (!object.empty()) writer.end_object();
        }
        from = end;
    }
    writer.end_object();
    auto record = parser_.parse(json_);
    if (!record) return std::unexpected(explain(std::move(record).error(), mapped));
    return record;
}

Result<std::vector<Record>> Importer::read(CsvRow& row) {
    if (row.cells.size() != header_.size()) {
        return fail(
            "record.csv-cells",
            fmt::format("the row has {} cells where the header has {}: is a separator unquoted, or a cell missing",
                        row.cells.size(), header_.size()));
    }
    for (std::size_t column = 0; column < header_.size(); ++column) {
        if (!is_used_[column]) continue;
        auto decoded = decode_cell(std::move(row.cells[column]), map_.encoding);
        if (!decoded) {
            decoded.error().where.field = header_[column];
            return std::unexpected(std::move(decoded).error());
        }
        row.cells[column] = std::move(*decoded);
    }
    std::vector<Record> records;
    for (const auto& mapped : map_.records) {
        const bool counts =
            std::ranges::all_of(mapped.only_when, [&](const auto& condition) { return holds(condition, row); });
        if (counts) records.push_back(TRY(read_record(mapped, row)));
    }
    return records;
}

}  // namespace

Result<ImportSummary> import_csv(const ImportMap& map, Input& input, const OnRecord& on_record,
                                 const OnRefused& on_refused) {
    CsvReader reader(input, map.format);
    Importer importer(map, input.name());
    const auto header = TRY(reader.next());
    TRY_VOID(importer.start(header));
    ImportSummary summary;
    for (;;) {
        auto next = TRY(reader.next());
        if (next.is_end()) return summary;
        ++summary.rows;
        if (next.fault) {
            ++summary.refused;
            TRY_VOID(on_refused({next.fault->error, next.fault->text}));
            continue;
        }
        auto records = importer.read(*next.row);
        if (!records) {
            ++summary.refused;
            TRY_VOID(on_refused({at(std::move(records).error(), input.name(), next.row->line), next.row->text}));
            continue;
        }
        if (records->empty()) ++summary.passed_over;
        for (auto& record : *records) {
            ++summary.records;
            TRY_VOID(on_record(std::move(record), next.row->line));
        }
    }
}

}  // namespace konsequenz::record
