#include "dmn/tck.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/files.h"
#include "dmn/engine.h"
#include "dmn/load.h"
#include "dmn/tck_values.h"
#include "dmn/xml.h"

namespace konsequenz::dmn {

using feel::Value;

namespace {

namespace fs = std::filesystem;

/// One test file with its compiled model.
class TestFile {
  public:
    TestFile(std::string group, const fs::path& path) : group_(std::move(group)), path_(path) {}

    Result<void> run(std::vector<TckResult>& results);

  private:
    [[nodiscard]] std::optional<Error> load(XmlElement root);
    [[nodiscard]] Result<void> run_case(XmlElement test_case) const;
    [[nodiscard]] Result<std::vector<Value>> read_inputs(XmlElement test_case) const;
    [[nodiscard]] Result<Value> run_service(XmlElement test_case, std::size_t service) const;
    [[nodiscard]] Result<Value> run_decision(XmlElement test_case, std::string_view name, std::string_view model) const;
    [[nodiscard]] Result<void> check(XmlElement result_node, const Value& actual) const;

    std::string group_;
    fs::path path_;
    std::shared_ptr<const Engine> engine_;
    feel::Environment environment_;
};

std::optional<Error> TestFile::load(XmlElement root) {
    // The cases ask only for what any moment gives.
    environment_.now = feel::parse_date_time("2025-06-15T12:00:00Z");
    const XmlElement name = root.child("modelName");
    if (!name) return Error{"dmn.tck", "the test file names no model", root.place()};
    const auto model = load_model(path_.parent_path() / name.text());
    if (!model) return model.error().front();
    EngineResult engine = Engine::compile(*model, Faults::tolerate);
    if (!engine) return engine.error().front();
    engine_ = std::move(*engine);
    return std::nullopt;
}

Result<void> TestFile::run(std::vector<TckResult>& results) {
    const std::string text = TRY(read_file(path_));
    const XmlDocument document = TRY(XmlDocument::parse(text, path_.string(), model_bytes_max));
    const std::optional<Error> broken = load(document.root());
    for (const XmlElement test_case : document.root()) {
        if (test_case.name() != "testCase") continue;
        TckResult result{.group = group_,
                         .file = path_.stem().string(),
                         .test_case = std::string(test_case.attribute("id").value_or(""))};
        if (const Result<void> done = broken ? std::unexpected(*broken) : run_case(test_case); !done) {
            result.passed = false;
            result.message = done.error().message;
        }
        results.push_back(std::move(result));
    }
    return {};
}

Result<std::vector<Value>> TestFile::read_inputs(XmlElement test_case) const {
    std::vector<Value> inputs(engine_->inputs().size());
    for (const XmlElement node : test_case) {
        if (node.name() != "inputNode") continue;
        const std::string_view name = node.attribute("name").value_or("");
        const std::optional<std::size_t> slot = engine_->find_input(name, node.attribute("namespace").value_or(""));
        // An input that only a service has, as one of its parameters, is no input of the model.
        if (!slot) continue;
        inputs[*slot] = TRY(tck_value(node, engine_->inputs()[*slot].type));
    }
    return inputs;
}

Result<Value> TestFile::run_service(XmlElement test_case, std::size_t service) const {
    const ServiceInfo& info = engine_->services()[service];
    std::vector<Value> arguments(info.parameters.size());
    for (const XmlElement node : test_case) {
        if (node.name() != "inputNode") continue;
        const auto at = std::ranges::find(info.parameters, node.attribute("name").value_or(""));
        if (at == info.parameters.end()) continue;
        const std::optional<std::size_t> input = engine_->find_input(*at);
        const feel::Type type = input ? engine_->inputs()[*input].type : feel::Type();
        arguments[static_cast<std::size_t>(at - info.parameters.begin())] = TRY(tck_value(node, type));
    }
    return engine_->evaluate_service(service, arguments, environment_);
}

Result<Value> TestFile::run_decision(XmlElement test_case, std::string_view name, std::string_view model) const {
    if (const std::optional<std::size_t> decision = engine_->find_decision(name, model)) {
        const std::vector<Value> inputs = TRY(read_inputs(test_case));
        return engine_->evaluate(*decision, inputs, environment_);
    }
    if (const std::optional<std::size_t> service = engine_->find_service(name, model))
        return run_service(test_case, *service);
    return fail("dmn.tck", fmt::format("the model has no decision `{}`", name));
}

Result<void> TestFile::check(XmlElement result_node, const Value& actual) const {
    const std::string_view name = result_node.attribute("name").value_or("");
    const XmlElement expected_node = result_node.child("expected");
    feel::Type type = feel::type_of(actual);
    const Value expected = expected_node ? TRY(tck_value(expected_node, type)) : Value();
    if (tck_matches(expected, actual)) return {};
    return fail("dmn.tck", fmt::format("FAILURE: '{}' expected='{}' but found='{}'", name, feel::to_string(expected),
                                       feel::to_string(actual)));
}

Result<void> TestFile::run_case(XmlElement test_case) const {
    std::optional<Value> of_service;
    std::optional<std::size_t> service;
    if (test_case.attribute("type") == "decisionService") {
        const std::string_view name = test_case.attribute("invocableName").value_or("");
        service = engine_->find_service(name);
        if (!service) return fail("dmn.tck", fmt::format("the model has no decision service `{}`", name));
        of_service = TRY(run_service(test_case, *service));
    }
    for (const XmlElement node : test_case) {
        if (node.name() != "resultNode") continue;
        const std::string_view name = node.attribute("name").value_or("");
        if (of_service) {
            const bool is_single = engine_->services()[*service].output_decisions.size() == 1;
            const Value* member = !is_single && of_service->is_context() ? of_service->find(name) : nullptr;
            TRY_VOID(check(node, is_single ? *of_service : member == nullptr ? Value() : *member));
        } else {
            TRY_VOID(check(node, TRY(run_decision(test_case, name, node.attribute("namespace").value_or("")))));
        }
    }
    return {};
}

std::vector<fs::path> test_files(const fs::path& folder, std::error_code& error) {
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name.ends_with(".xml") && name.find("-test-") != std::string::npos) files.push_back(at->path());
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

Result<std::vector<TckResult>> run_tck(const fs::path& folder) {
    std::error_code error;
    const std::vector<fs::path> files = test_files(folder, error);
    if (error)
        return fail("base.cannot-read", fmt::format("`{}` cannot be read: {}", folder.string(), error.message()));
    if (files.empty()) {
        return fail("dmn.tck",
                    fmt::format("`{}` holds no test file: expected folders with `*-test-*.xml`, as the TCK's TestCases",
                                folder.string()));
    }
    std::vector<TckResult> results;
    for (const fs::path& file : files) {
        fs::path group = fs::relative(file.parent_path(), folder, error);
        // A group given by itself keeps the names the whole suite would give it.
        if (group == ".")
            group =
                fs::absolute(file).parent_path().parent_path().filename() / fs::absolute(file).parent_path().filename();
        else if (group.parent_path().empty())
            group = fs::absolute(folder).lexically_normal().filename() / group;
        TRY_VOID(TestFile(group.generic_string(), file).run(results));
    }
    return results;
}

}  // namespace konsequenz::dmn
