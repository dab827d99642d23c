// Holds three together: what docs/records.md tells people, what docs/schema tells machines, and what the parser does.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <codecvt>
#include <limits>
#include <locale>
#include <map>
#include <regex>

#include "base/files.h"
#include "base/json.h"
#include "record/parse.h"
#include "record/reader.h"

namespace konsequenz::record {
namespace {

const std::string source_folder = KONSEQUENZ_SOURCE_DIR;
constexpr std::array types{Type::contact,   Type::order,  Type::finding, Type::notice,
                           Type::deviation, Type::survey, Type::customer};

std::wstring code_points(std::string_view text) {
    std::wstring_convert<std::codecvt_utf8<wchar_t>> converter;
    return converter.from_bytes(text.data(), text.data() + text.size());
}

bool is_equal(JsonValue one, JsonValue other) { return one.kind() == other.kind() && one.text() == other.text(); }

/// Exact where there is no exponent, however many digits there are.
bool is_whole(JsonValue value) {
    const auto dot = value.text().find('.');
    if (value.text().find_first_of("eE") != std::string_view::npos) {
        const auto number = std::stold(std::string(value.text()));
        return number == std::floor(number);
    }
    return dot == std::string_view::npos || value.text().find_first_not_of('0', dot + 1) == std::string_view::npos;
}

bool has_type(JsonValue value, std::string_view type) {
    switch (value.kind()) {
        case JsonKind::null: return type == "null";
        case JsonKind::boolean: return type == "boolean";
        case JsonKind::number: return type == "number" || (type == "integer" && is_whole(value));
        case JsonKind::string: return type == "string";
        case JsonKind::array: return type == "array";
        case JsonKind::object: return type == "object";
    }
    return false;
}

std::string validate(JsonValue schema, JsonValue value);

std::string validate_string(std::string_view keyword, JsonValue rule, JsonValue value) {
    if (value.kind() != JsonKind::string) return {};
    const auto text = code_points(value.text());
    if (keyword == "minLength" && text.size() < std::stoul(std::string(rule.text()))) return "minLength";
    if (keyword == "maxLength" && text.size() > std::stoul(std::string(rule.text()))) return "maxLength";
    if (keyword == "pattern" && !std::regex_search(text, std::wregex(code_points(rule.text())))) return "pattern";
    if (keyword == "format" && !parse_instant(value.text())) return "format";
    return {};
}

std::string validate_number(std::string_view keyword, JsonValue rule, JsonValue value) {
    if (value.kind() != JsonKind::number) return {};
    const auto number = std::stold(std::string(value.text()));
    const auto limit = std::stold(std::string(rule.text()));
    if (keyword == "minimum" && number < limit) return "minimum";
    if (keyword == "maximum" && number > limit) return "maximum";
    return {};
}

std::string validate_object(std::string_view keyword, JsonValue rule, JsonValue schema, JsonValue value) {
    if (value.kind() != JsonKind::object) return {};
    if (keyword == "required") {
        for (const auto name : rule) {
            if (!value.find(name.text())) return "required " + std::string(name.text());
        }
    }
    if (keyword == "dependentRequired") {
        for (const auto row : rule) {
            for (const auto name : row) {
                if (value.find(row.key()) && !value.find(name.text())) return "dependentRequired";
            }
        }
    }
    if (keyword != "properties" && keyword != "additionalProperties") return {};
    const auto properties = schema.find("properties");
    for (const auto member : value) {
        const auto property = properties ? properties->find(member.key()) : std::nullopt;
        if (keyword == "additionalProperties" && !property) return "additionalProperties " + std::string(member.key());
        if (keyword != "properties" || !property) continue;
        const auto fault = validate(*property, member);
        if (!fault.empty()) return std::string(member.key()) + ": " + fault;
    }
    return {};
}

std::string validate_array(std::string_view keyword, JsonValue rule, JsonValue value) {
    if (value.kind() != JsonKind::array) return {};
    for (auto item = value.begin(); item != value.end(); ++item) {
        if (keyword == "items") {
            const auto fault = validate(rule, *item);
            if (!fault.empty()) return "items: " + fault;
        }
        auto next = item;
        for (++next; keyword == "uniqueItems" && next != value.end(); ++next) {
            if (is_equal(*item, *next)) return "uniqueItems";
        }
    }
    return {};
}

/// The first keyword of a schema that a value breaks; empty where there is none. A keyword that it does not know is a
/// fault too.
std::string validate(JsonValue schema, JsonValue value) {
    const std::map<std::string_view, int> group{
        {"minLength", 1}, {"maxLength", 1},   {"pattern", 1},           {"format", 1},     {"minimum", 2},
        {"maximum", 2},   {"required", 3},    {"dependentRequired", 3}, {"properties", 3}, {"additionalProperties", 3},
        {"items", 4},     {"uniqueItems", 4}, {"$schema", 5},           {"title", 5},      {"description", 5}};
    for (const auto rule : schema) {
        const auto keyword = rule.key();
        std::string fault;
        if (keyword == "type") {
            bool fits = rule.kind() == JsonKind::string && has_type(value, rule.text());
            for (const auto type : rule) fits = fits || has_type(value, type.text());
            if (!fits) fault = "type";
        } else if (keyword == "enum" || keyword == "anyOf") {
            bool fits = false;
            for (const auto option : rule)
                fits = fits || (keyword == "enum" ? is_equal(option, value) : validate(option, value).empty());
            if (!fits) fault = keyword;
        } else if (keyword == "const") {
            if (!is_equal(rule, value)) fault = "const";
        } else {
            switch (group.contains(keyword) ? group.at(keyword) : 0) {
                case 1: fault = validate_string(keyword, rule, value); break;
                case 2: fault = validate_number(keyword, rule, value); break;
                case 3: fault = validate_object(keyword, rule, schema, value); break;
                case 4: fault = validate_array(keyword, rule, value); break;
                case 5: break;
                default: fault = "unknown keyword " + std::string(keyword);
            }
        }
        if (!fault.empty()) return fault;
    }
    return {};
}

class Schema {
  public:
    explicit Schema(Type type) {
        text_ = read_file(fmt::format("{}/docs/schema/{}.schema.json", source_folder, to_string(type))).value();
        root_ = parser_.parse(text_).value();
    }
    [[nodiscard]] JsonValue root() const { return *root_; }

  private:
    std::string text_;
    JsonParser parser_;
    std::optional<JsonValue> root_;
};

std::string fault_of(const Schema& schema, std::string_view line) {
    JsonParser parser;
    const auto value = parser.parse(line);
    return value ? validate(schema.root(), *value) : value.error().code;
}

std::vector<std::string> documented_examples() {
    const auto page = read_file(source_folder + "/docs/records.md").value();
    std::vector<std::string> examples;
    constexpr std::string_view open = "```json\n";
    for (auto at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
        at += open.size();
        examples.push_back(page.substr(at, page.find('\n', at) - at));
    }
    return examples;
}

std::string kind_of(JsonValue schema) {
    if (schema.find("enum") || schema.find("const")) return "word";
    auto type = *schema.find("type");
    if (type.kind() == JsonKind::array) type = *type.begin();
    if (type.text() == "string" && schema.find("format")) return "time";
    return std::string(type.text());
}

std::string kind_of(const FieldInfo& field) {
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::amount: return "string";
        case FieldKind::word: return "word";
        case FieldKind::boolean: return "boolean";
        case FieldKind::integer: return "integer";
        case FieldKind::time: return "time";
        case FieldKind::object: return "object";
        case FieldKind::list: return "array";
    }
    return {};
}

/// Each property as `path kind presence`.
void list_properties(JsonValue schema, const std::string& parent, std::vector<std::string>& into) {
    const auto properties = schema.find("properties");
    if (!properties) return;
    for (const auto property : *properties) {
        bool is_required = false;
        if (const auto required = schema.find("required")) {
            for (const auto name : *required) is_required = is_required || name.text() == property.key();
        }
        const auto type = property.find("type");
        const bool is_nullable = type && type->kind() == JsonKind::array;
        const auto path = parent + std::string(property.key());
        into.push_back(fmt::format("{} {} {}", path, kind_of(property),
                                   is_required   ? "required"
                                   : is_nullable ? "nullable"
                                                 : "optional"));
        list_properties(property, path + ".", into);
    }
}

TEST(Schemas, NameTheFieldsThatTheParserReads) {
    for (const auto type : types) {
        const Schema schema(type);
        std::vector<std::string> described;
        list_properties(schema.root(), "", described);
        std::vector<std::string> read;
        for (const auto& field : fields_of(type)) {
            const auto presence = field.presence == Presence::required   ? "required"
                                  : field.presence == Presence::nullable ? "nullable"
                                                                         : "optional";
            read.push_back(fmt::format("{} {} {}", field.path, kind_of(field), presence));
        }
        std::ranges::sort(described);
        std::ranges::sort(read);
        EXPECT_EQ(described, read) << to_string(type);
    }
}

TEST(Examples, OfTheDocumentationParseAndAgreeWithTheSchemas) {
    const auto examples = documented_examples();
    ASSERT_EQ(examples.size(), types.size());
    Parser parser;
    for (std::size_t at = 0; at < examples.size(); ++at) {
        const auto record = parser.parse(examples[at]);
        ASSERT_TRUE(record) << examples[at] << "\n" << to_string(record.error());
        EXPECT_EQ(record->type(), types[at]);
        EXPECT_EQ(fault_of(Schema(types[at]), examples[at]), "") << examples[at];
        EXPECT_EQ(fault_of(Schema(types[at]), to_json(*record)), "") << to_json(*record);
    }
}

TEST(Documentation, NamesEveryFieldOfEveryType) {
    const auto page = read_file(source_folder + "/docs/records.md").value();
    for (const auto type : types) {
        const auto start = page.find(fmt::format("\n## {}\n", to_string(type)));
        ASSERT_NE(start, std::string::npos) << to_string(type);
        const auto section = page.substr(start, page.find("\n## ", start + 1) - start);
        const auto common = page.substr(page.find("\n## Every record\n"), 800);
        for (const auto& field : fields_of(type)) {
            const auto name = fmt::format("`{}`", field.path);
            EXPECT_TRUE(section.contains(name) || common.contains(name)) << to_string(type) << " does not say " << name;
        }
    }
}

/// What JSON Schema cannot say, or says of the text rather than of the value; the parser is stricter there.
bool is_beyond_schemas(const std::string& code, const std::string& field, std::string_view line) {
    static const std::vector<std::string> crossed{"conduct.severity", "deposit.currency", "manifestly_unfounded",
                                                  "satisfaction",     "dissatisfied",     "complained"};
    if (code == "record.precision" || field.starts_with("deposit.amount")) return true;
    if (code == "record.missing-field" && field == "contact") return line.contains("\"subject\":{}");
    return code == "record.bad-value" && std::ranges::find(crossed, field) != crossed.end();
}

TEST(Schemas, RefuseWhatTheParserRefusesAndTakeWhatItTakes) {
    auto input = Input::open(source_folder + "/golden/record/broken.jsonl");
    ASSERT_TRUE(input);
    LineReader lines(*input);
    Parser parser;
    std::size_t refused_count = 0;
    for (auto line = lines.next().value(); line; line = lines.next().value()) {
        JsonParser json;
        const auto root = json.parse(line->text);
        if (!root || root->kind() != JsonKind::object) continue;
        const auto word = root->find("type");
        const auto type =
            word ? std::ranges::find_if(types, [&](Type candidate) { return to_string(candidate) == word->text(); })
                 : types.end();
        if (type == types.end()) continue;
        const auto record = parser.parse(line->text);
        const auto fault = validate(Schema(*type).root(), *root);
        if (record) {
            EXPECT_EQ(fault, "") << line->text;
        } else if (!is_beyond_schemas(record.error().code, record.error().where.field, line->text)) {
            EXPECT_NE(fault, "") << line->text << "\n" << to_string(record.error());
            ++refused_count;
        }
    }
    EXPECT_GE(refused_count, 200U);
}

}  // namespace
}  // namespace konsequenz::record
