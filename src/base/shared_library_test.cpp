#include "base/shared_library.h"

#include <gtest/gtest.h>

namespace konsequenz {
namespace {

TEST(SharedLibrary, CallsAFunctionOfALibrary) {
    const auto library = SharedLibrary::load("libm.so.6", "libc6");
    ASSERT_TRUE(library) << to_string(library.error());
    double (*root)(double) = nullptr;
    ASSERT_TRUE(library->take("sqrt", root));
    EXPECT_EQ(root(9.0), 3.0);
}

TEST(SharedLibrary, SaysWhatIsMissingAndWhereItIsFound) {
    const auto library = SharedLibrary::load("libno-such-thing.so.1", "no-such-package");
    ASSERT_FALSE(library);
    EXPECT_EQ(library.error().code, "base.no-library");
    EXPECT_NE(library.error().message.find("libno-such-thing.so.1"), std::string::npos);
    EXPECT_NE(library.error().message.find("no-such-package"), std::string::npos);
}

TEST(SharedLibrary, NamesAFunctionThatItLacks) {
    const auto library = SharedLibrary::load("libm.so.6", "libc6");
    ASSERT_TRUE(library);
    void (*nothing)() = nullptr;
    const auto taken = library->take("no_such_function", nothing);
    ASSERT_FALSE(taken);
    EXPECT_NE(taken.error().message.find("`no_such_function`"), std::string::npos);
    EXPECT_EQ(nothing, nullptr);
}

}  // namespace
}  // namespace konsequenz
