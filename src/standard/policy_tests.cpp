#include "standard/policy_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/files.h"
#include "base/json_writer.h"
#include "base/toml.h"
#include "record/parse.h"

namespace konsequenz::standard {
namespace {

using Errors = std::vector<Error>;

/// A TOML value as JSON, so that a test's records pass the same border as all others.
void write_json(JsonWriter& writer, const TomlNode& node) {
    switch (node.kind) {
        case TomlKind::string:
        case TomlKind::date:
        case TomlKind::time: writer.string(node.text); break;
        case TomlKind::integer:
        case TomlKind::real:
        case TomlKind::boolean: writer.raw(node.text); break;
        case TomlKind::array:
            writer.begin_array();
            for (const auto& item : node.items) write_json(writer, item);
            writer.end_array();
            break;
        case TomlKind::table:
            writer.begin_object();
            for (const auto& [key, value] : node.members) write_json(writer.key(key), value);
            writer.end_object();
            break;
    }
}

std::optional<record::Record> read_record(record::Parser& parser, const TomlNode& node, Errors& errors) {
    std::string json;
    JsonWriter writer(json);
    write_json(writer, node);
    auto parsed = parser.parse(json);
    if (parsed) return std::move(*parsed);
    auto error = std::move(parsed).error();
    const auto field = error.where.field;
    error.where = node.where;
    error.where.field = field;
    errors.push_back(std::move(error));
    return std::nullopt;
}

void read_expectation(const TomlNode& node, const Standard& standard, PolicyTest& test, Errors& errors) {
    TomlTable table(node, fmt::format("`expect` of test `{}`", test.id), errors);
    test.expect.principles = table.texts("principles");
    test.expect.safeguards = table.texts("safeguards");
    for (const auto& principle : test.expect.principles) {
        if (standard.find_principle(principle) == nullptr) {
            table.add_error(
                "standard.test",
                fmt::format("test `{}` expects the principle `{}`, which does not exist", test.id, principle),
                node.where);
        }
    }
    for (const auto& decision : standard.engine->decisions()) {
        if (decision.name == "safeguards") continue;
        const auto* expected = table.optional_node(decision.name);
        if (expected != nullptr) test.expect.decisions.emplace_back(decision.name, expected->text);
    }
    table.finish();
    if (test.expect.decisions.empty() && test.expect.principles.empty() && test.expect.safeguards.empty()) {
        table.add_error("standard.test", fmt::format("test `{}` expects nothing: say at least the measure", test.id),
                        node.where);
    }
}

std::optional<PolicyTest> read_test(const TomlNode& node, const Standard& standard, record::Parser& parser,
                                    Errors& errors) {
    const auto errors_before = errors.size();
    TomlTable table(node, "a test", errors);
    PolicyTest test;
    test.id = table.text("id");
    test.where = node.where;
    const auto name = fmt::format("test `{}`", test.id);
    if (const auto* title = table.optional_table("title")) {
        TomlTable titles(*title, fmt::format("`title` of {}", name), errors);
        for (const auto& language : standard.languages) test.title[language] = titles.text(language);
        titles.finish();
    }
    for (const auto* record_node : table.tables("history")) {
        if (auto record = read_record(parser, *record_node, errors)) test.history.push_back(std::move(*record));
    }
    if (const auto* contact_node = table.optional_table("contact")) {
        auto contact = read_record(parser, *contact_node, errors);
        if (contact && contact->type() != record::Type::contact) {
            table.add_error("standard.test",
                            fmt::format("`contact` of {} is a record of type `{}`: expected a contact", name,
                                        to_string(contact->type())),
                            contact_node->where);
        }
        if (contact) test.contact = std::move(*contact);
    } else {
        table.add_error("standard.test", fmt::format("{} has no `contact`: add the contact that is ruled on", name),
                        node.where);
    }
    if (const auto* expect = table.optional_table("expect")) {
        read_expectation(*expect, standard, test, errors);
    } else {
        table.add_error("standard.test", fmt::format("{} has no `expect`: say what the ruling should be", name),
                        node.where);
    }
    table.finish();
    if (errors.size() != errors_before) return std::nullopt;
    return test;
}

}  // namespace

std::expected<std::vector<PolicyTest>, std::vector<Error>> load_policy_tests(const Standard& standard) {
    std::vector<PolicyTest> tests;
    Errors errors;
    std::set<std::string> seen;
    record::Parser parser;
    const auto folder = standard.folder / "tests";
    const auto files = list_files(folder, ".toml");
    if (!files) return std::unexpected(Errors{files.error()});
    for (const auto& path : *files) {
        const auto bytes = read_file(path);
        if (!bytes) {
            errors.push_back(bytes.error());
            continue;
        }
        const auto root = parse_toml(*bytes, path.string());
        if (!root) {
            errors.push_back(root.error());
            continue;
        }
        TomlTable table(*root, path.filename().string(), errors);
        for (const auto* node : table.tables("test")) {
            auto test = read_test(*node, standard, parser, errors);
            if (!test) continue;
            if (!seen.insert(test->id).second) {
                errors.push_back({"standard.test",
                                  fmt::format("the test `{}` stands twice: give each its own id", test->id),
                                  node->where});
            }
            tests.push_back(std::move(*test));
        }
        table.finish();
    }
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return tests;
}

}  // namespace konsequenz::standard
