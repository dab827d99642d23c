#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <numeric>

#include "base/files.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/toml.h"
#include "cli/commands.h"
#include "cli/line_editor.h"
#include "cli/terminal.h"
#include "dmn/engine.h"
#include "dmn/load.h"

namespace konsequenz::cli {
namespace {

using EnginePtr = std::shared_ptr<const dmn::Engine>;

std::expected<EnginePtr, std::vector<Error>> load_engine(const std::string& path) {
    const auto model = TRY(dmn::load_model(std::filesystem::path(path)));
    return dmn::Engine::compile(model);
}

Result<std::vector<std::size_t>> find_decisions(const dmn::Engine& engine, const std::vector<std::string>& names) {
    std::vector<std::size_t> found;
    if (names.empty()) {
        found.resize(engine.decisions().size());
        std::iota(found.begin(), found.end(), std::size_t{0});
        return found;
    }
    std::vector<std::string_view> known;
    for (const auto& decision : engine.decisions()) known.push_back(decision.name);
    for (const auto& name : names) {
        const auto decision = engine.find_decision(name);
        if (!decision) {
            const auto meant = nearest(name, known);
            const auto mend = meant.empty() ? fmt::format("it has {}", fmt::join(known, ", "))
                                            : fmt::format("did you mean `{}`", meant);
            return fail("cli.unknown-decision", fmt::format("the model has no decision `{}`: {}", name, mend));
        }
        found.push_back(*decision);
    }
    return found;
}

void write_notes(JsonWriter& writer, const std::vector<feel::Note>& notes) {
    writer.key("notes").begin_array();
    for (const auto& note : notes)
        writer.begin_object().member("code", note.code).member("message", note.message).end_object();
    writer.end_array();
}

void write_trace(JsonWriter& writer, const dmn::Engine& engine, const dmn::Trace& trace) {
    writer.key("trace").begin_object().key("decisions").begin_array();
    for (const auto& ran : trace.decisions) {
        write_json(writer.begin_object().member("decision", engine.decisions()[ran.decision].name).key("value"),
                   ran.value);
        write_notes(writer, ran.notes);
        writer.end_object();
    }
    writer.end_array().key("tables").begin_array();
    for (const auto& ran : trace.tables) {
        const auto& table = engine.tables()[ran.table];
        writer.begin_object().member("table", table.owner).key("inputs").begin_object();
        for (std::size_t at = 0; at < ran.inputs.size(); ++at) write_json(writer.key(table.inputs[at]), ran.inputs[at]);
        writer.end_object();
        for (const auto& [key, rules] : {std::pair{"matched", &ran.rules}, std::pair{"chosen", &ran.chosen}}) {
            writer.key(key).begin_array();
            for (const auto rule : *rules) writer.integer(rule + 1);
            writer.end_array();
        }
        writer.end_object();
    }
    writer.end_array().key("inputs_read").begin_array();
    for (const auto input : trace.inputs_read) writer.string(engine.inputs()[input].name);
    writer.end_array();
    write_notes(writer, trace.notes);
    writer.end_object();
}

void print_trace(const dmn::Engine& engine, const dmn::Trace& trace) {
    for (const auto& ran : trace.tables) {
        const auto& table = engine.tables()[ran.table];
        std::vector<std::string> inputs;
        for (std::size_t at = 0; at < ran.inputs.size(); ++at)
            inputs.push_back(fmt::format("{} = {}", table.inputs[at], to_string(ran.inputs[at])));
        std::vector<std::string> rules;
        for (const auto rule : ran.rules) rules.push_back(fmt::format("{}", rule + 1));
        fmt::print(stderr, "{} {}: {} → {}\n", styled("table", Style::dim), table.owner, fmt::join(inputs, ", "),
                   rules.empty() ? std::string("no rule") : fmt::format("rule {}", fmt::join(rules, ", ")));
    }
    for (const auto& ran : trace.decisions) {
        fmt::print(stderr, "{} {} = {}\n", styled("decision", Style::dim), engine.decisions()[ran.decision].name,
                   to_string(ran.value));
        for (const auto& note : ran.notes)
            fmt::print(stderr, "  {} {}\n", styled("note:", Style::yellow), note.message);
    }
    for (const auto& note : trace.notes) fmt::print(stderr, "{} {}\n", styled("note:", Style::yellow), note.message);
}

ExitCode refuse(const Error& error) {
    print_error(error);
    return exit_code_of(error);
}

}  // namespace

ExitCode eval_command(const EvalOptions& options, Format format) {
    const auto loaded = load_engine(options.model);
    if (!loaded) {
        print_errors(loaded.error());
        return exit_code_of(loaded.error().front());
    }
    const auto& engine = **loaded;
    const auto decisions = find_decisions(engine, options.decisions);
    if (!decisions) return refuse(decisions.error());
    std::vector<feel::Value> inputs(engine.inputs().size());
    std::string bytes;
    JsonParser parser;
    if (!options.in.empty()) {
        auto read = read_file(options.in);
        if (!read) return refuse(read.error());
        bytes = std::move(*read);
        const auto json = parser.parse(bytes);
        if (!json) return refuse(at(json.error(), options.in, 1));
        const auto bound = engine.bind(*json, inputs);
        if (!bound) return refuse(at(bound.error(), options.in));
    }
    std::vector<feel::Value> values(decisions->size());
    dmn::Trace trace;
    engine.evaluate(*decisions, inputs, values, trace, {current_time()});
    std::string json;
    JsonWriter writer(json);
    writer.begin_object();
    if (format == Format::json) writer.key("decisions").begin_object();
    for (std::size_t at = 0; at < values.size(); ++at)
        write_json(writer.key(engine.decisions()[(*decisions)[at]].name), values[at]);
    writer.end_object();
    if (format == Format::json) {
        if (options.with_trace) write_trace(writer, engine, trace);
        writer.end_object();
    } else if (options.with_trace) {
        print_trace(engine, trace);
    }
    fmt::print("{}\n", json);
    return ExitCode::done;
}

}  // namespace konsequenz::cli
