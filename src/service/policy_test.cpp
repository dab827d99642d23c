// The shipped standards keep what their policy tests say, and a test that is wrong fails.
#include "service/policy.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"

namespace konsequenz::service {
namespace {

namespace fs = std::filesystem;

const fs::path standards = fs::path(KONSEQUENZ_SOURCE_DIR) / "standards";

TEST(Policy, TheShippedStandardsKeepTheirTests) {
    for (const auto* name : {"fair-and-firm", "executive"}) {
        const auto tested = test_standard({standards / name, {}});
        ASSERT_TRUE(tested) << to_string(tested.error());
        EXPECT_GE(tested->results.size(), 17U);
        for (const auto& result : tested->results) {
            for (const auto& difference : result.differences)
                ADD_FAILURE() << name << " " << result.id << ": " << difference.what << " should be "
                              << difference.expected << " and is " << difference.found;
        }
    }
}

TEST(Policy, AWrongExpectationIsToldWithWhatWasFound) {
    const auto folder = fs::temp_directory_path() / "konsequenz-policy-wrong";
    fs::remove_all(folder);
    fs::copy(standards / "executive", folder, fs::copy_options::recursive);
    auto text = read_file(folder / "tests/open-letter.toml").value();
    const std::string promise = "measure = \"end\"";
    text.replace(text.find(promise), promise.size(), "measure = \"none\"");
    ASSERT_TRUE(write_file(folder / "tests/open-letter.toml", text));
    const auto tested = test_standard({folder, {}});
    ASSERT_TRUE(tested) << to_string(tested.error());
    std::size_t failed = 0;
    for (const auto& result : tested->results) {
        if (result.differences.empty()) continue;
        ++failed;
        EXPECT_EQ(result.id, "V1");
        EXPECT_EQ(result.differences, (std::vector<Difference>{{"measure", "none", "end", "row 3 of `measure` (E1)"}}));
    }
    EXPECT_EQ(failed, 1U);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace konsequenz::service
