// What item definitions allow, by path.
#include "dmn/allowed_values.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "dmn/load.h"

namespace konsequenz::dmn {
namespace {

std::string told(const Engine& engine, std::string_view path) {
    std::string text;
    for (const auto& value : allowed_values(engine, path)) text += feel::to_string(value) + " ";
    return text;
}

TEST(AllowedValues, AreThoseOfTheItemDefinition) {
    const auto model =
        load_model(std::filesystem::path(KONSEQUENZ_SOURCE_DIR) / "standards/fair-and-firm/conduct.dmn").value();
    const auto engine = Engine::compile(model).value();
    EXPECT_EQ(told(*engine, "conduct.severity"), "0 1 2 3 4 ");
    EXPECT_EQ(told(*engine, "conduct.confirmed"), "false true ");
    EXPECT_EQ(told(*engine, "finding.result"), R"("open" "founded" "partly" "unfounded" )");
    EXPECT_EQ(told(*engine, "order.deposit"), "") << "any number";
    EXPECT_EQ(told(*engine, "conduct.mood"), "");
    EXPECT_EQ(told(*engine, "conductor"), "");
    EXPECT_EQ(type_at(*engine, "conduct.severity").kind(), feel::TypeKind::number);
    EXPECT_EQ(type_at(*engine, "notices_180d").kind(), feel::TypeKind::number);
    EXPECT_EQ(type_at(*engine, "customer.vip").kind(), feel::TypeKind::boolean);
    EXPECT_TRUE(type_at(*engine, "nothing").is_any());
}

}  // namespace
}  // namespace konsequenz::dmn
