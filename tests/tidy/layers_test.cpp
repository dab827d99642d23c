// Every rule about layers on a small made-up project that breaks it.
#include "tidy/layers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konsequenz::tidy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const SourceFile kArchitecture{
    "ARCHITECTURE.md",
    "# A\n\n| `src/` folder | purpose | may include |\n| --- | --- | --- |\n| `base` | ground | nothing |\n"
    "| `feel` | language | base |\n| `dmn` | tables | feel |\n| `service` | use | everything above |\n\n"
    "| library | headers | folder |\n| --- | --- | --- |\n| SQLite | `sqlite3.h` | dmn |\n"
    "| {fmt} | `fmt/` | every folder |\n\n| `src/` folder | x | y |\n"};

std::string only(const std::vector<Violation>& violations) {
    return violations.size() == 1 ? violations[0].what : to_text(violations);
}

std::vector<Violation> arrows(std::string path, std::string text) {
    return check_arrows(read_tables(kArchitecture).layers, {{std::move(path), std::move(text)}});
}

std::vector<Violation> libraries(std::string path, std::string text) {
    return check_libraries(read_tables(kArchitecture).libraries, {{std::move(path), std::move(text)}});
}

TEST(Tables, AreRead) {
    const Tables tables = read_tables(kArchitecture);
    EXPECT_THAT(tables.faults, IsEmpty());
    EXPECT_THAT(tables.layers.at("base"), IsEmpty());
    EXPECT_THAT(tables.layers.at("dmn"), ElementsAre("base", "feel"));
    EXPECT_THAT(tables.layers.at("service"), ElementsAre("base", "dmn", "feel"));
    EXPECT_THAT(tables.libraries.at("sqlite3.h"), ElementsAre("dmn"));
    EXPECT_THAT(tables.libraries.at("fmt/"), IsEmpty());
}

TEST(Tables, RefuseAnArrowToARowThatIsNotAbove) {
    const SourceFile upward{
        "A.md", "| `src/` folder | p | i |\n| `base` | x | nothing |\n| `feel` | x | dmn |\n| `dmn` | x | feel |\n"};
    EXPECT_THAT(to_text(read_tables(upward).faults),
                HasSubstr("A.md:3: `feel` may include `dmn`, which is no row above it"));
    EXPECT_THAT(to_text(read_tables({"A.md", ""}).faults), HasSubstr("no layer table found"));
}

TEST(Arrows, AreHeldToTheTable) {
    EXPECT_THAT(arrows("src/dmn/a.cpp", "#include \"dmn/a.h\"\n#include \"feel/b.h\"\n#include \"base/c.h\"\n"),
                IsEmpty());
    EXPECT_THAT(arrows("src/feel/deep/a.h", "\n#include \"dmn/a.h\"\n"),
                ElementsAre(Violation{"src/feel/deep/a.h", 2, "`feel` may not include `dmn`: \"dmn/a.h\""}));
    EXPECT_THAT(only(arrows("src/base/a.h", "#include \"feel/a.h\"\n")), HasSubstr("may not include"));
    EXPECT_THAT(only(arrows("src/dmn/a.h", "#include \"common/a.h\"\n")), HasSubstr("in no folder"));
    EXPECT_THAT(only(arrows("src/dmn/a.h", "#include \"a.h\"\n")), HasSubstr("in no folder"));
}

TEST(Folders, AndRowsAreTheSame) {
    const auto found =
        check_folders(read_tables(kArchitecture).layers,
                      {{"src/base/a.h", ""}, {"src/feel/a.h", ""}, {"src/dmn/a.h", ""}, {"src/new/a.h", ""}});
    EXPECT_EQ(
        to_text(found),
        "src/new: no row in ARCHITECTURE.md's layer table\nARCHITECTURE.md: row `service` has no folder src/service\n");
}

TEST(Uses, RepeatTheTable) {
    const LayerTable table = read_tables(kArchitecture).layers;
    EXPECT_THAT(check_uses(table, {{"src/dmn/CMakeLists.txt", "konsequenz_layer(dmn USES feel PRIVATE fmt::fmt)\n"}}),
                IsEmpty());
    EXPECT_THAT(check_uses(table, {{"src/base/CMakeLists.txt", "konsequenz_layer(base PRIVATE fmt::fmt)\n"}}),
                IsEmpty());
    EXPECT_EQ(only(check_uses(table, {{"src/service/CMakeLists.txt", "konsequenz_layer(service USES feel base)\n"}})),
              "USES is base, feel; ARCHITECTURE.md says base, dmn, feel");
}

TEST(Libraries, StandInTheirFolderOnly) {
    EXPECT_THAT(libraries("src/dmn/a.cpp", "#include <sqlite3.h>\n#include <fmt/format.h>\n#include <vector>\n"),
                IsEmpty());
    EXPECT_THAT(only(libraries("src/feel/a.cpp", "#include <sqlite3.h>\n")), HasSubstr("not for `feel`"));
    EXPECT_THAT(only(libraries("src/dmn/a.h", "#include <sqlite3.h>\n")), HasSubstr("stands in a header"));
    EXPECT_THAT(only(libraries("src/dmn/a.h", "#include <fmt/format.h>\n")), HasSubstr("stands in a header"));
    EXPECT_THAT(only(libraries("src/dmn/a.cpp", "#include <zlib.h>\n")), HasSubstr("in no row"));
    EXPECT_THAT(libraries("src/dmn/a_test.cpp", "#include <gtest/gtest.h>\n#include <rapidcheck.h>\n"), IsEmpty());
    EXPECT_THAT(libraries("src/dmn/test_model.h", "#include <gtest/gtest.h>\n#include <fmt/format.h>\n"), IsEmpty());
    EXPECT_THAT(only(libraries("src/dmn/a.cpp", "#include <gtest/gtest.h>\n")), HasSubstr("in no row"));
}

}  // namespace
}  // namespace konsequenz::tidy
