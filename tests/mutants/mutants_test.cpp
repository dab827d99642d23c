// Every planted fault is found: tests/mutants/README.md.
#include "mutants.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/files.h"
#include "service/check.h"
#include "service/policy.h"
#include "service/prove.h"

namespace konsequenz::mutants {
namespace {

namespace fs = std::filesystem;

const fs::path source = KONSEQUENZ_SOURCE_DIR;

/// What was found in a standard's folder, as a mutant's `expect` names it.
using Finder = std::set<std::string> (*)(const std::string& folder);

std::set<std::string> found_by_check(const std::string& folder) {
    std::set<std::string> codes;
    const auto checked = service::check(folder, proof::Language::english);
    if (!checked) return {to_string(checked.error())};
    for (const auto& finding : checked->findings) {
        if (finding.level != proof::Level::note) codes.insert(finding.code);
    }
    return codes;
}

std::set<std::string> found_by_prove(const std::string& folder) {
    std::set<std::string> refuted;
    const auto proved = service::prove(folder, {});
    if (!proved) return {to_string(proved.error())};
    for (const auto& verdict : proved->verdicts) {
        if (verdict.state == proof::State::refuted) refuted.insert(verdict.guarantee);
        if (verdict.state == proof::State::not_decided) refuted.insert(verdict.guarantee + " is not decided");
    }
    return refuted;
}

std::set<std::string> found_by_test(const std::string& folder) {
    std::set<std::string> ids;
    const auto tested = service::test_standard({folder, {}});
    if (!tested) return {to_string(tested.error())};
    for (const auto& result : tested->results) {
        if (!result.differences.empty()) ids.insert(result.id);
    }
    return ids;
}

const std::map<std::string, Finder>& finders() {
    static const std::map<std::string, Finder> all = {
        {"check", found_by_check}, {"prove", found_by_prove}, {"test", found_by_test}};
    return all;
}

class Copy {
  public:
    explicit Copy(const std::string& standard)
        : folder_(fs::temp_directory_path() / ("konsequenz-mutant-" + standard)) {
        fs::remove_all(folder_);
        fs::copy(source / "standards" / standard, folder_, fs::copy_options::recursive);
    }
    ~Copy() { fs::remove_all(folder_); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    [[nodiscard]] const fs::path& folder() const { return folder_; }

  private:
    fs::path folder_;
};

std::vector<Mutant> all_mutants() {
    std::vector<Mutant> all;
    const auto files = list_files(source / "tests/mutants", ".mutants").value();
    for (const auto& file : files) {
        auto parsed = parse(read_file(file).value(), file.string());
        if (!parsed) throw std::runtime_error(to_string(parsed.error()));
        std::ranges::move(*parsed, std::back_inserter(all));
    }
    return all;
}

TEST(Mutants, EachIsFoundAsWhatItIs) {
    std::size_t killed = 0;
    const auto mutants = all_mutants();
    for (const Mutant& mutant : mutants) {
        SCOPED_TRACE(fmt::format("{} (line {} of {}.mutants)", mutant.title, mutant.line, mutant.kind));
        const auto finder = finders().find(mutant.kind);
        ASSERT_NE(finder, finders().end()) << "nobody looks for mutants of this kind";
        const Copy copy(mutant.standard);
        const auto file = copy.folder() / mutant.file;
        const auto mutated = apply(mutant, read_file(file).value());
        ASSERT_TRUE(mutated) << to_string(mutated.error());
        ASSERT_TRUE(write_file(file, *mutated));
        const auto found = finder->second(copy.folder().string());
        EXPECT_TRUE(found.contains(mutant.expect))
            << "expected " << mutant.expect << ", found " << fmt::format("{}", fmt::join(found, ", "));
        if (found.contains(mutant.expect)) ++killed;
    }
    fmt::print("{} of {} mutants found\n", killed, mutants.size());
}

TEST(Mutants, WithoutAFaultNothingIsFound) {
    for (const auto& [kind, finder] : finders()) {
        const Copy copy("fair-and-firm");
        EXPECT_EQ(finder(copy.folder().string()), std::set<std::string>()) << kind;
    }
}

TEST(Mutants, WhatIsNotInFormIsRefused) {
    EXPECT_EQ(parse("kind: check\n", "f").error().code, "mutants.form");
    EXPECT_EQ(parse("## a\ncolour: red\n", "f").error().where.line, 2U);
    EXPECT_EQ(parse("## a\n--- old\nx\n", "f").error().code, "mutants.form");
    const auto parsed = parse("# note\n## a\nkind: check\n--- old\nx\n--- new\n--- end\n", "f");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(apply(parsed->front(), "axb"), "ab");
    EXPECT_EQ(apply(parsed->front(), "xx").error().code, "mutants.old");
    EXPECT_EQ(apply(parsed->front(), "y").error().code, "mutants.old");
}

}  // namespace
}  // namespace konsequenz::mutants
