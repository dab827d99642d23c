#include "service/prove.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "proof/check.h"
#include "proof/story.h"
#include "report/check_page.h"
#include "service/policy_test_text.h"

namespace konsequenz::service {

std::size_t Proved::count(proof::State state) const {
    return static_cast<std::size_t>(std::ranges::count(verdicts, state, &proof::Verdict::state));
}

std::expected<Proved, std::vector<Error>> prove(const std::string& folder, const proof::Limits& limits) {
    Proved proved{.standard = TRY(standard::load(folder)), .verdicts = {}};
    proved.verdicts = proof::prove(proved.standard, limits);
    return proved;
}

std::string prove_page(const Proved& proved) {
    return report::check_html({.title = proved.standard.id + " " + proved.standard.version,
                               .engine = proved.standard.engine.get(),
                               .english = proof::check(proved.standard, proof::Language::english),
                               .german = proof::check(proved.standard, proof::Language::german),
                               .guarantees = proof::states_of(proved.standard, proved.verdicts, "en"),
                               .german_guarantees = proof::states_of(proved.standard, proved.verdicts, "de")});
}

namespace {

/// What the test of a counterexample is called in a language of the standard.
std::string test_title(const proof::Verdict& verdict, std::string_view language) {
    const auto title = verdict.title.find(language);
    const std::string& name = title == verdict.title.end() ? verdict.guarantee : title->second;
    return fmt::format("{}: {}", language == "de" ? "Gegenbeispiel zu" : "Counterexample to", name);
}

/// `complete_and_unique` may have no ruling, which a test cannot expect.
Result<std::string> test_text(const Proved& proved, const CaseMaker& maker, const proof::Verdict& verdict,
                              std::size_t number) {
    const proof::Space space = proof::Space::of(proved.standard);
    standard::LocalText title;
    for (const std::string& language : proved.standard.languages) title[language] = test_title(verdict, language);
    std::vector<InputValue> inputs;
    for (auto& [path, value] : proof::told_inputs(proved.standard, space, verdict.cases[number], verdict))
        inputs.emplace_back(path, std::move(value));
    const std::string id = verdict.cases.size() == 1 ? fmt::format("against-{}", verdict.guarantee)
                                                     : fmt::format("against-{}-{}", verdict.guarantee, number + 1);
    return policy_test_text(proved.standard, maker, id, title, inputs);
}

}  // namespace

Result<SavedTests> save_tests(const Proved& proved, const std::string& folder) {
    SavedTests saved;
    const CaseMaker maker(proved.standard);
    std::string text = policy_tests_head(proved.standard, "konsequenz prove --save-tests");
    for (const proof::Verdict& verdict : proved.verdicts) {
        for (std::size_t number = 0; number < verdict.cases.size(); ++number) {
            const auto test = test_text(proved, maker, verdict, number);
            if (!test) {
                saved.not_made.push_back(fmt::format("`{}`: {}", verdict.guarantee, test.error().message));
                continue;
            }
            text += *test;
            ++saved.count;
        }
    }
    if (saved.count == 0) return saved;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    saved.file = (std::filesystem::path(folder) / "counterexamples.toml").string();
    TRY_VOID(write_file(saved.file, text));
    return saved;
}

std::string story(const Proved& proved, const proof::Verdict& verdict, std::string_view language) {
    return proof::tell(proved.standard, proof::Space::of(proved.standard), verdict, language);
}

}  // namespace konsequenz::service
