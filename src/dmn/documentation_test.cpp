// docs/dmn.md against the code: its example is the one below, to the letter, and its limits are those that hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "dmn/graph.h"
#include "dmn/test_models.h"
#include "dmn/xml.h"
#include "feel/parser.h"

// clang-format off
// example begins
#include "dmn/engine.h"
#include "dmn/load.h"

std::string measure_for(const std::filesystem::path& file) {
    using namespace konsequenz;

    // Once: read the model and what it imports, and compile it. Errors come all at once, with file, line and mend.
    const auto model = dmn::load_model(file);
    if (!model) return to_string(model.error());
    const dmn::EngineResult compiled = dmn::Engine::compile(*model);
    if (!compiled) return to_string(compiled.error());
    const dmn::Engine& engine = **compiled;
    const std::size_t measure = engine.find_decision("measure").value();

    // Often, from any number of threads: one slot an input, null where it is not known.
    std::vector<feel::Value> inputs(engine.inputs().size());
    inputs[engine.find_input("severity").value()] = feel::Value::number(3);
    const feel::Value value = engine.evaluate(measure, inputs);

    // With a trace: which rules matched, and why something is null.
    dmn::Trace trace;
    feel::Value again;
    engine.evaluate({&measure, 1}, inputs, {&again, 1}, trace);
    std::string text = feel::to_string(value);
    for (const dmn::TableTrace& table : trace.tables)
        for (const std::uint32_t rule : table.chosen) text += " by rule " + std::to_string(rule + 1);
    return text;
}
// example ends
// clang-format on

namespace konsequenz::dmn {
namespace {

using testing::HasSubstr;

const std::filesystem::path root = KONSEQUENZ_SOURCE_DIR;

std::string between(const std::string& text, std::string_view begin, std::string_view end) {
    const std::size_t from = text.find(begin);
    if (from == std::string::npos) return {};
    const std::size_t first = from + begin.size();
    return text.substr(first, text.find(end, first) - first);
}

TEST(DmnDocumentation, ExampleIsCompiledAsItStands) {
    const std::string source = read_file(root / "src/dmn/documentation_test.cpp").value();
    const std::string example = between(source, "// example begins\n", "// example ends\n");
    EXPECT_GT(example.size(), 1'000U);
    EXPECT_EQ(between(read_file(root / "docs/dmn.md").value(), "```cpp\n", "```\n"), example);
}

TEST(DmnDocumentation, ExampleDoesWhatItSays) {
    using namespace testing_models;
    const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "documentation.dmn";
    ASSERT_TRUE(write_file(
        file,
        definitions(input("severity", "number") +
                    decision("measure", {"severity"},
                             table({.hit_policy = "FIRST",
                                    .inputs = {{"severity", "number", ""}},
                                    .rules = {{"> 3", "\"restrict\""}, {"> 1", "\"warn\""}, {"-", "\"none\""}}})))));
    EXPECT_EQ(measure_for(file), "\"warn\" by rule 2");
    std::filesystem::remove(file);
    EXPECT_THAT(measure_for(file), HasSubstr("documentation.dmn"));
}

/// `20000000` as `20,000,000`.
std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

TEST(DmnDocumentation, LimitsAreThoseOfTheCode) {
    const std::string page = read_file(root / "docs/dmn.md").value();
    const auto row = [&](std::string_view name, std::uint64_t value) {
        EXPECT_THAT(page, HasSubstr(fmt::format("| `{}` | {} |", name, grouped(value))));
    };
    row("dmn::model_bytes_max", model_bytes_max);
    row("dmn::xml_depth_max", xml_depth_max);
    row("dmn::requirement_depth_max", requirement_depth_max);
    row("dmn::type_height_max", type_height_max);
    row("feel::type_parts_max", feel::type_parts_max);
    row("feel::parse_depth_max", feel::parse_depth_max);
    row("feel::tree_height_max", feel::tree_height_max);
    row("feel::nesting_max", feel::nesting_max);
    row("feel::parts_max", feel::parts_max);
    row("feel::Run::list_size_max", feel::Run::list_size_max);
    row("feel::Run::string_size_max", feel::Run::string_size_max);
    row("feel::Run::stack_weight_max", feel::Run::stack_weight_max);
    row("feel::Run::notes_max", feel::Run::notes_max);
    row("feel::Environment::steps_max", static_cast<std::uint64_t>(feel::Environment().steps_max));
    row("dmn::Trace::entries_max", Trace::entries_max);
}

}  // namespace
}  // namespace konsequenz::dmn
