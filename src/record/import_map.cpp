#include "record/import_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/files.h"
#include "base/toml.h"
#include "record/time_format.h"

namespace konsequenz::record {

bool MappedField::is_constant() const {
    return std::ranges::none_of(pieces, [](const auto& piece) { return piece.kind == MappedPiece::Kind::column; });
}

namespace {

constexpr std::array types{Type::contact,   Type::order,  Type::finding, Type::notice,
                           Type::deviation, Type::survey, Type::customer};

std::string parent_of(std::string_view path) {
    const auto dot = path.rfind('.');
    return std::string(dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot));
}

/// `text {column} text`; `{{` and `}}` stand for the braces themselves.
Result<std::vector<MappedPiece>> split_template(std::string_view text) {
    std::vector<MappedPiece> pieces;
    std::string fixed;
    const auto end_fixed = [&] {
        if (!fixed.empty()) pieces.push_back({MappedPiece::Kind::fixed, std::exchange(fixed, {})});
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        const bool is_doubled = at + 1 < text.size() && text[at + 1] == byte;
        if ((byte == '{' || byte == '}') && is_doubled) {
            fixed += byte;
            ++at;
        } else if (byte == '{') {
            const auto close = text.find('}', at);
            const auto name =
                close == std::string_view::npos ? std::string_view{} : text.substr(at + 1, close - at - 1);
            if (name.empty())
                return fail(
                    "record.bad-map",
                    fmt::format("`{}` opens a brace without a column in it: write {{{{ for the brace itself", text));
            end_fixed();
            pieces.push_back({MappedPiece::Kind::column, std::string(name)});
            at = close;
        } else if (byte == '}') {
            return fail("record.bad-map",
                        fmt::format("`{}` closes a brace that is not open: write }}}} for the brace itself", text));
        } else {
            fixed += byte;
        }
    }
    end_fixed();
    return pieces;
}

/// Reads one mapping file; what is wrong is gathered, so that one run says all there is to mend.
class MapReader {
  public:
    explicit MapReader(std::vector<Error>& errors) : errors_(errors) {}

    ImportMap read(const TomlNode& root);

  private:
    void read_csv(const TomlNode& node, ImportMap& map);
    MappedRecord read_record(const TomlNode& node);
    MappedCondition read_condition(const TomlNode& node);
    void read_fields(const TomlNode& node, const std::string& parent, const std::vector<FieldInfo>& known,
                     MappedRecord& record);
    MappedField read_field(const TomlNode& node, const FieldInfo& info);
    void read_source(TomlTable& table, MappedField& field);
    void read_words(TomlTable& table, MappedField& field);
    void read_form(TomlTable& table, MappedField& field);
    void read_time_form(TomlTable& table, MappedField& field);
    void expect_required(const std::vector<FieldInfo>& known, const MappedRecord& record);
    char one_character(TomlTable& table, std::string_view key, char otherwise);

    void add(std::string code, std::string message, const Place& where) {
        errors_.push_back({std::move(code), std::move(message), where});
    }

    std::vector<Error>& errors_;
};

char MapReader::one_character(TomlTable& table, std::string_view key, char otherwise) {
    const auto text = table.optional_text(key);
    if (!text) return otherwise;
    if (*text == "tab") return '\t';
    if (*text == "none") return '\0';
    const bool is_one = text->size() == 1 && (*text)[0] != '\n' && (*text)[0] != '\r';
    if (is_one) return (*text)[0];
    table.add_error("record.bad-map", fmt::format("`{}` is `{}`: expected one character, tab or none", key, *text),
                    table.where());
    return otherwise;
}

void MapReader::read_csv(const TomlNode& node, ImportMap& map) {
    TomlTable table(node, "csv", errors_);
    map.format.separator = one_character(table, "separator", ',');
    map.format.quote = one_character(table, "quote", '"');
    if (map.format.separator == '\0')
        table.add_error("record.bad-map", "`separator` is none: give the character between the cells", table.where());
    if (map.format.quote == map.format.separator)
        table.add_error("record.bad-map", "quote and separator are the same character", table.where());
    const auto encoding =
        node.find("encoding") == nullptr ? "utf-8" : table.one_of("encoding", {"utf-8", "windows-1252"});
    map.encoding = encoding == "windows-1252" ? Encoding::windows_1252 : Encoding::utf_8;
    table.finish();
}

void MapReader::read_source(TomlTable& table, MappedField& field) {
    const auto column = table.optional_text("column");
    const auto pattern = table.optional_text("template");
    if (column.has_value() == pattern.has_value()) {
        table.add_error("record.bad-map", fmt::format("`{}` needs either `column` or `template`", field.path),
                        field.where);
        return;
    }
    if (column) {
        field.pieces = {{MappedPiece::Kind::column, *column}};
        return;
    }
    auto pieces = split_template(*pattern);
    if (pieces)
        field.pieces = std::move(*pieces);
    else
        errors_.push_back(at(std::move(pieces).error(), field.where.file, field.where.line));
}

void MapReader::read_words(TomlTable& table, MappedField& field) {
    const auto* words = table.optional_table("words");
    if (words != nullptr) {
        for (const auto& [cell, meaning] : words->members) {
            const bool is_scalar = meaning.kind == TomlKind::string || meaning.kind == TomlKind::integer ||
                                   meaning.kind == TomlKind::boolean;
            if (is_scalar)
                field.words.emplace_back(cell, meaning.text);
            else
                add("toml.wrong-type",
                    fmt::format("the word `{}` means {}: expected a string, an integer or a boolean", cell,
                                konsequenz::to_string(meaning.kind)),
                    meaning.where);
        }
    }
    for (auto [key, into] : {std::pair{"otherwise", &field.otherwise}, std::pair{"empty", &field.empty}}) {
        const auto* node = table.optional_node(key);
        if (node == nullptr) continue;
        if (node->kind == TomlKind::table || node->kind == TomlKind::array)
            add("toml.wrong-type",
                fmt::format("`{}` is {}: expected one value", key, konsequenz::to_string(node->kind)), node->where);
        else
            *into = node->text;
    }
    if (field.otherwise && field.words.empty())
        add("record.bad-map", "`otherwise` says what is meant where no word fits: give `words` too", field.where);
}

void MapReader::read_time_form(TomlTable& table, MappedField& field) {
    field.format = table.optional_text("format").value_or("");
    const auto offset = table.optional_text("offset");
    if (offset) {
        field.offset_minutes = parse_offset(*offset);
        if (!field.offset_minutes)
            add("record.bad-format", fmt::format("`offset` is `{}`: expected it as +01:00", *offset), field.where);
        if (field.format.empty())
            add("record.bad-format", "`offset` needs a `format` beside it: an RFC 3339 time has its own offset",
                field.where);
    }
    if (field.format.empty()) return;
    auto checked = check_time_format(field.format, field.offset_minutes);
    if (checked) return;
    auto error = std::move(checked).error();
    error.message = fmt::format("`format` {}", error.message);
    errors_.push_back(at(std::move(error), field.where.file, field.where.line));
}

/// The keys that only some kinds of fields have; asking for them here makes them known.
void MapReader::read_form(TomlTable& table, MappedField& field) {
    if (field.kind == FieldKind::time) read_time_form(table, field);
    if (field.kind == FieldKind::list) field.split = table.optional_text("split").value_or(",");
    if (field.split.empty()) add("record.bad-map", "`split` is empty: give what stands between the items", field.where);
    if (field.kind == FieldKind::integer || field.kind == FieldKind::amount) {
        field.decimal = one_character(table, "decimal", '.');
        field.thousands = one_character(table, "thousands", '\0');
        if (field.decimal == field.thousands)
            add("record.bad-map", "`decimal` and `thousands` are the same character", field.where);
    }
    if (field.kind == FieldKind::boolean) {
        const auto yes = table.texts("yes");
        const auto no = table.texts("no");
        if (!yes.empty()) field.yes = yes;
        if (!no.empty()) field.no = no;
    }
}

MappedField MapReader::read_field(const TomlNode& node, const FieldInfo& info) {
    MappedField field;
    field.path = info.path;
    field.kind = info.kind;
    field.where = node.where;
    switch (node.kind) {
        case TomlKind::string: {
            auto pieces = split_template(node.text);
            if (pieces)
                field.pieces = std::move(*pieces);
            else
                errors_.push_back(at(std::move(pieces).error(), node.where.file, node.where.line));
            break;
        }
        case TomlKind::integer:
        case TomlKind::boolean: field.pieces = {{MappedPiece::Kind::fixed, node.text}}; break;
        case TomlKind::table: {
            TomlTable table(node, fmt::format("field `{}`", info.path), errors_);
            read_source(table, field);
            read_words(table, field);
            read_form(table, field);
            table.finish();
            break;
        }
        case TomlKind::real:
        case TomlKind::date:
        case TomlKind::time:
        case TomlKind::array:
            add("toml.wrong-type",
                fmt::format("`{}` is {}: expected a text, or a table as {{column = \"…\"}}", info.path,
                            konsequenz::to_string(node.kind)),
                node.where);
    }
    return field;
}

void MapReader::read_fields(const TomlNode& node, const std::string& parent, const std::vector<FieldInfo>& known,
                            MappedRecord& record) {
    for (const auto& [key, value] : node.members) {
        const auto path = parent.empty() ? key : parent + "." + key;
        if (!parent.empty() && key == "only_when") {
            record.objects_only_when.emplace_back(parent, read_condition(value));
            continue;
        }
        const auto info = std::ranges::find(known, path, &FieldInfo::path);
        if (info == known.end() || path == "type") {
            std::vector<std::string_view> paths;
            for (const auto& field : known) {
                if (field.path != "type") paths.push_back(field.path);
            }
            const auto meant = nearest(path, paths);
            const auto mend = meant.empty()
                                  ? fmt::format("see docs/records.md for the fields of {}", to_string(record.type))
                                  : fmt::format("did you mean `{}`", meant);
            add("record.unknown-field",
                fmt::format("`{}` is not a field of {}: {}", path, to_string(record.type), mend), value.where);
        } else if (info->kind != FieldKind::object) {
            record.fields.push_back(read_field(value, *info));
        } else if (value.kind == TomlKind::table) {
            read_fields(value, path, known, record);
        } else {
            add("toml.wrong-type", fmt::format("`{}` has fields of its own: map them, as {}.… = …", path, path),
                value.where);
        }
    }
}

MappedCondition MapReader::read_condition(const TomlNode& node) {
    if (node.kind != TomlKind::table) {
        add("toml.wrong-type", "`only_when` is no table: write it as {column = \"…\", is = [\"…\"]}", node.where);
        return {};
    }
    TomlTable table(node, "only_when", errors_);
    MappedCondition condition;
    condition.where = node.where;
    condition.column = table.text("column");
    condition.is = table.texts("is");
    condition.is_not = table.texts("is_not");
    if (condition.is.empty() && condition.is_not.empty())
        add("record.bad-map", "`only_when` needs `is` or `is_not`, a list of what the cell may or may not be",
            node.where);
    table.finish();
    return condition;
}

void MapReader::expect_required(const std::vector<FieldInfo>& known, const MappedRecord& record) {
    const auto is_mapped = [&](std::string_view path) {
        return std::ranges::any_of(record.fields, [&](const auto& field) {
            return field.path == path || field.path.starts_with(std::string(path) + ".");
        });
    };
    for (const auto& field : known) {
        const auto parent = parent_of(field.path);
        const bool is_due =
            field.path != "type" && field.presence == Presence::required && (parent.empty() || is_mapped(parent));
        if (is_due && !is_mapped(field.path)) {
            add("record.missing-field",
                fmt::format("`{}` is not mapped: every {} needs it", field.path,
                            parent.empty() ? to_string(record.type) : parent),
                record.where);
        }
    }
}

MappedRecord MapReader::read_record(const TomlNode& node) {
    TomlTable table(node, "record", errors_);
    MappedRecord record;
    record.where = node.where;
    const auto word = table.text("type");
    const auto* type = std::ranges::find_if(types, [&](Type candidate) { return to_string(candidate) == word; });
    const auto* fields = table.optional_table("fields");
    const auto* only_when = table.optional_node("only_when");
    if (only_when != nullptr && only_when->kind == TomlKind::table)
        record.only_when.push_back(read_condition(*only_when));
    if (only_when != nullptr && only_when->kind != TomlKind::table) {
        for (const auto* condition : table.tables("only_when")) record.only_when.push_back(read_condition(*condition));
    }
    table.finish();
    if (type == types.end()) {
        if (!word.empty())
            add("record.unknown-type",
                fmt::format("`type` is `{}`: expected contact, order, finding, notice, deviation, survey or customer",
                            word),
                node.where);
        return record;
    }
    record.type = *type;
    const auto known = fields_of(record.type);
    if (fields != nullptr) read_fields(*fields, "", known, record);
    // Members of one object must stand together, so that the object is written once.
    std::ranges::sort(record.fields, {}, [&](const MappedField& field) {
        return std::ranges::find(known, field.path, &FieldInfo::path) - known.begin();
    });
    expect_required(known, record);
    return record;
}

ImportMap MapReader::read(const TomlNode& root) {
    TomlTable table(root, "the mapping", errors_);
    ImportMap map;
    if (const auto* csv = table.optional_table("csv")) read_csv(*csv, map);
    for (const auto* record : table.tables("record")) map.records.push_back(read_record(*record));
    if (map.records.empty())
        add("record.bad-map", "the mapping names no record: add a [[record]] with its type and fields", root.where);
    table.finish();
    return map;
}

}  // namespace

std::expected<ImportMap, std::vector<Error>> parse_import_map(std::string_view toml, std::string_view file) {
    auto root = parse_toml(toml, file);
    if (!root) return std::unexpected(std::vector{std::move(root).error()});
    std::vector<Error> errors;
    auto map = MapReader(errors).read(*root);
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return map;
}

std::expected<ImportMap, std::vector<Error>> load_import_map(const std::filesystem::path& path) {
    const auto toml = read_file(path);
    if (!toml) return std::unexpected(std::vector{toml.error()});
    return parse_import_map(*toml, path.string());
}

}  // namespace konsequenz::record
