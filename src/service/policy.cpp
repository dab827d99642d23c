#include "service/policy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/files.h"
#include "facts/book.h"
#include "ruling/ruling.h"
#include "service/decider.h"
#include "service/generate_tests.h"

namespace konsequenz::service {
namespace {

/// A value as a policy test writes it: strings without quotes.
std::string plain_text(const feel::Value& value) {
    return value.is_string() ? std::string(value.as_string()) : feel::to_string(value);
}

template <class Text>
void expect_all(std::string what, const std::vector<std::string>& expected, const std::vector<Text>& found,
                std::vector<Difference>& differences) {
    std::vector<std::string> missing;
    for (const auto& each : expected) {
        if (std::find(found.begin(), found.end(), each) == found.end()) missing.push_back(each);
    }
    if (missing.empty()) return;
    differences.push_back({std::move(what),
                           fmt::format("{} among them", fmt::join(missing, ", ")),
                           fmt::format("{}", fmt::join(found, ", ")),
                           {}});
}

/// The rule that gave a decision, where it was one rule.
std::string rule_behind(const ruling::Outcome& outcome, std::string_view decision) {
    std::string found;
    for (const auto& rule : outcome.rules) {
        if (rule.decision != decision) continue;
        if (!found.empty()) return {};
        found = fmt::format("row {} of `{}`", rule.row, decision);
        if (!rule.principle.empty()) found += fmt::format(" ({})", rule.principle);
    }
    return found;
}

std::vector<std::string> safeguards_of(const ruling::Ruling& ruling) {
    std::vector<std::string> found;
    const auto* value = ruling.outcome->find_decision("safeguards");
    if (value == nullptr || !value->is_list()) return found;
    for (const auto& item : value->as_list()) found.push_back(plain_text(item));
    return found;
}

}  // namespace

PolicyResult run_policy_test(const standard::Standard& standard, const standard::PolicyTest& test) {
    PolicyResult result{test.id, test.title, test.where, {}, {}};
    auto decider = Decider::create(
        standard, Assessor(), {},
        [&](std::string_view json, bool) -> Result<void> {
            result.ruling_json = json;  // the last one is the tested contact's
            return {};
        },
        [&](const ruling::Ruling& ruling) {
            if (ruling.contact != test.contact.id) return;
            result.differences.clear();
            for (const auto& [decision, expected] : test.expect.decisions) {
                const auto* value = ruling.outcome->find_decision(decision);
                const auto found = value == nullptr ? "nothing" : plain_text(*value);
                if (found != expected)
                    result.differences.push_back({decision, expected, found, rule_behind(*ruling.outcome, decision)});
            }
            expect_all("principles", test.expect.principles, ruling.outcome->principles, result.differences);
            expect_all("safeguards", test.expect.safeguards, safeguards_of(ruling), result.differences);
        });
    result.differences.push_back({"ruling", "a ruling", "none", {}});
    const auto take = [&](const record::Record& record) {
        const auto accepted = decider->accept(record);
        if (!accepted)
            result.differences.push_back(
                {fmt::format("record `{}`", record.id), "to be taken", to_string(accepted.error()), {}});
    };
    for (const auto& record : test.history) take(record);
    take(test.contact);
    if (auto flushed = decider->flush(); !flushed)
        result.differences.push_back({"flush", "done", to_string(flushed.error()), {}});
    return result;
}

std::expected<StandardTest, std::vector<Error>> test_standard(const TestRequest& request) {
    const auto standard = TRY(standard::load(request.folder));
    const auto tests = TRY(standard::load_policy_tests(standard));
    StandardTest tested;
    tested.id = standard.id;
    tested.version = standard.version;
    Coverage coverage(standard);
    const Assessor assessor;
    for (const auto& test : tests) {
        tested.results.push_back(run_policy_test(standard, test));
        const MadeCase made{test.history, test.contact};
        coverage.add(made, known_of(standard, assessor, made));
    }
    tested.tables = coverage.tables();
    tested.covered = coverage.count();
    if (request.generate.empty()) return tested;
    const auto generated = generate_tests(standard, tests, coverage);
    if (!generated) return std::unexpected(std::vector{generated.error()});
    tested.generated = generated->count;
    tested.tables_then = coverage.tables();
    tested.covered_then = coverage.count();
    if (generated->count == 0) return tested;
    std::error_code ignored;  // writing says what is wrong
    std::filesystem::create_directories(request.generate, ignored);
    const auto file = std::filesystem::path(request.generate) / fmt::format("generated-{}.toml", standard.id);
    if (auto written = write_file(file, generated->text); !written)
        return std::unexpected(std::vector{std::move(written).error()});
    tested.generated_file = file.string();
    return tested;
}

}  // namespace konsequenz::service
