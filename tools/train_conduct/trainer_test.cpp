#include "trainer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "base/files.h"
#include "conduct/model.h"
#include "heads.h"
#include "measure.h"
#include "rows.h"

namespace konsequenz::train {
namespace {

const std::filesystem::path source = KONSEQUENZ_SOURCE_DIR;

std::string contacts() { return (source / "data/service-contacts").string(); }

/// A training on our own contacts alone, with few rows: enough to see whether chance has a part in it.
std::string trained(const std::string& name) {
    const auto out = std::filesystem::temp_directory_path() / name;
    Options options;
    options.contacts = contacts();
    options.out = out.string();
    options.bucket_bits = 12;
    EXPECT_TRUE(train_model(options).has_value());
    auto bytes = read_file(out).value();
    std::filesystem::remove(out);
    return bytes;
}

TEST(Trainer, GivesTheSameBytesTwice) {
    const auto first = trained("konsequenz-first.kqm");
    EXPECT_GT(first.size(), 60'000U);
    EXPECT_TRUE(first == trained("konsequenz-second.kqm"));
}

TEST(Rows, KeepAGroupInOnePart) {
    const auto rows = read_contacts(contacts()).value();
    EXPECT_GE(rows.size(), 3'000U);
    std::set<std::string> test_groups;
    std::size_t test_rows = 0;
    for (const auto& row : rows) {
        EXPECT_EQ(row.part, part_of(row.group));
        if (row.part != Part::test) continue;
        ++test_rows;
        test_groups.insert(row.group);
    }
    for (const auto& row : rows) EXPECT_TRUE(row.part == Part::test || !test_groups.contains(row.group));
    EXPECT_GT(test_rows, rows.size() / 10);
    EXPECT_LT(test_rows, rows.size() * 3 / 10);
}

TEST(Heads, TakeAnUnknownFlagForNoNo) {
    Row row;
    row.annotated = discrimination;
    EXPECT_FALSE(wanted(conduct::Head::abusive_public, row).has_value());
    row.flags = discrimination;
    EXPECT_FALSE(wanted(conduct::Head::insult, row).has_value());
    EXPECT_EQ(wanted(conduct::Head::discrimination, row), true);
}

TEST(Measure, KnowsTheAreaUnderTheCurve) {
    EXPECT_DOUBLE_EQ(area_under_curve({{1, false}, {2, true}}), 1.0);
    EXPECT_DOUBLE_EQ(area_under_curve({{1, true}, {2, false}}), 0.0);
    EXPECT_DOUBLE_EQ(area_under_curve({{1, true}, {1, false}}), 0.5);
    EXPECT_DOUBLE_EQ(macro_f1({{1, false}, {9, true}}, 5), 1.0);
    EXPECT_EQ(threshold_for({1, 2, 3, 4}, 0.25), 4);
    EXPECT_EQ(threshold_for({1, 2, 3, 4}, 0.0), 5);
}

}  // namespace
}  // namespace konsequenz::train
