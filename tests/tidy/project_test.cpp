// The rules on the project itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tidy/layers.h"
#include "tidy/text_rules.h"
#include "tidy/tree.h"

namespace konsequenz::tidy {
namespace {

const std::filesystem::path kRoot = KONSEQUENZ_SOURCE_DIR;

class Project : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        files() = read_tree(kRoot);
        const auto found = std::ranges::find(files(), "ARCHITECTURE.md", &SourceFile::path);
        ASSERT_NE(found, files().end());
        tables() = read_tables(*found);
    }

    static std::vector<SourceFile>& files() {
        static std::vector<SourceFile> all;
        return all;
    }

    static Tables& tables() {
        static Tables read;
        return read;
    }

    template <class Rule>
    static std::string on_each_file(Rule rule) {
        std::vector<Violation> violations;
        for (const SourceFile& file : files()) std::ranges::copy(rule(file), std::back_inserter(violations));
        return to_text(violations);
    }
};

TEST_F(Project, IsReadWhole) {
    const auto has = [](const char* path) {
        return std::ranges::find(files(), path, &SourceFile::path) != files().end();
    };
    EXPECT_TRUE(has("src/base/error.h"));
    EXPECT_TRUE(has("tools/install-deps"));
    EXPECT_TRUE(has("tests/tidy/project_test.cpp"));
}

TEST_F(Project, TablesAreSound) { EXPECT_EQ(to_text(tables().faults), ""); }
TEST_F(Project, EveryFolderHasARow) { EXPECT_EQ(to_text(check_folders(tables().layers, files())), ""); }
TEST_F(Project, ArrowsFollowTheTable) { EXPECT_EQ(to_text(check_arrows(tables().layers, files())), ""); }
TEST_F(Project, UsesRepeatTheTable) { EXPECT_EQ(to_text(check_uses(tables().layers, files())), ""); }
TEST_F(Project, LibrariesStandInTheirFolder) { EXPECT_EQ(to_text(check_libraries(tables().libraries, files())), ""); }
TEST_F(Project, FunctionsAreShort) { EXPECT_EQ(on_each_file(check_function_lengths), ""); }
TEST_F(Project, FilesAreShort) { EXPECT_EQ(on_each_file(check_file_length), ""); }
TEST_F(Project, BaseIsSmall) { EXPECT_EQ(to_text(check_base_size(files())), ""); }
TEST_F(Project, BlanksAreClean) { EXPECT_EQ(on_each_file(check_blanks), ""); }
TEST_F(Project, NothingIsPromised) { EXPECT_EQ(on_each_file(check_promises), ""); }
TEST_F(Project, NoMachineIsNamed) { EXPECT_EQ(on_each_file(check_machine_paths), ""); }

TEST_F(Project, LinksLeadSomewhere) {
    const auto exists = [](const std::string& path) { return std::filesystem::exists(kRoot / path); };
    EXPECT_EQ(on_each_file([&](const SourceFile& file) { return check_links(file, exists); }), "");
}

}  // namespace
}  // namespace konsequenz::tidy
