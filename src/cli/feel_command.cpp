#include <fmt/format.h>

#include <cstdio>

#include "base/files.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/line_editor.h"
#include "cli/terminal.h"
#include "feel/expression.h"

namespace konsequenz::cli {
namespace {

/// The variables that a JSON object gives, with their values.
struct Variables {
    feel::Scope scope;
    std::vector<feel::Value> values;
};

Result<Variables> read_variables(const std::string& path) {
    Variables variables;
    if (path.empty()) return variables;
    const auto bytes = TRY(read_file(path));
    JsonParser parser;
    const auto json = parser.parse(bytes);
    if (!json) return std::unexpected(at(json.error(), path, 1));
    if (json->kind() != JsonKind::object)
        return fail("cli.context", fmt::format("the context is {}: expected an object", to_string(json->kind())),
                    {path, 0, 0, {}});
    for (const auto member : *json) {
        auto value = feel::from_json(member);
        if (!value) return std::unexpected(at(value.error(), path));
        variables.scope.add(std::string(member.key()), type_of(*value));
        variables.values.push_back(std::move(*value));
    }
    return variables;
}

std::string json_of(const feel::Evaluation& evaluation) {
    std::string json;
    JsonWriter writer(json);
    write_json(writer.begin_object().key("value"), evaluation.value);
    writer.key("notes").begin_array();
    for (const auto& note : evaluation.notes)
        writer.begin_object().member("code", note.code).member("message", note.message).end_object();
    writer.end_array().end_object();
    return json;
}

ExitCode evaluate_line(const std::string& text, const Variables& variables, Format format) {
    const auto expression = feel::Expression::compile(text, variables.scope);
    if (!expression) {
        fmt::print(stderr, "{} {}\n", styled("error:", Style::red), feel::with_caret(expression.error(), text));
        return ExitCode::bad_input;
    }
    const auto evaluation = expression->evaluate_with_notes(variables.values, {current_time()});
    if (format == Format::json) {
        fmt::print("{}\n", json_of(evaluation));
        return ExitCode::done;
    }
    fmt::print("{}\n", to_string(evaluation.value));
    for (const auto& note : evaluation.notes)
        fmt::print(stderr, "{} {}\n", styled("note:", Style::yellow), note.message);
    return ExitCode::done;
}

/// Lines in, values out, until the end of the input.
ExitCode converse(Variables variables, Format format) {
    LineEditor editor;
    auto last = ExitCode::done;
    for (;;) {
        std::vector<std::string> names;
        for (const auto& variable : variables.scope.variables()) names.push_back(variable.name);
        const auto line = editor.read("feel> ", names);
        if (!line) return editor.is_interactive() ? ExitCode::done : last;
        if (line->find_first_not_of(" \t") == std::string::npos) continue;
        const auto ended = evaluate_line(*line, variables, format);
        if (ended != ExitCode::done) last = ended;
    }
}

}  // namespace

ExitCode feel_command(const FeelOptions& options, Format format) {
    auto variables = read_variables(options.context);
    if (!variables) return failed(variables.error());
    if (options.expression.empty()) return converse(std::move(*variables), format);
    return evaluate_line(options.expression, *variables, format);
}

}  // namespace konsequenz::cli
