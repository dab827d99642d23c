#include "base/error.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/sha256.h"

namespace konsequenz {
namespace {

TEST(Error, shows_each_known_part) {
    EXPECT_EQ(to_string(Error{"x.y", "is bad", {}}), "is bad");
    EXPECT_EQ(to_string(Error{"x.y", "is bad", {"f.jsonl", 4, 2, "time"}}), "f.jsonl:4:2: `time`: is bad");
    EXPECT_EQ(to_string(Error{"x.y", "is bad", {.line = 4}}), "line 4: is bad");
    EXPECT_EQ(to_string(at(Error{"x.y", "is bad", {}}, "f", 3)), "f:3: is bad");
}

TEST(Files, come_back_as_written_and_say_what_is_missing) {
    const auto path = std::filesystem::path(testing::TempDir()) / "files_test.txt";
    ASSERT_TRUE(write_file(path, std::string_view("a\0b", 3)));
    EXPECT_EQ(read_file(path).value(), std::string("a\0b", 3));
    EXPECT_EQ(read_file(path / "none").error().code, "base.cannot-read");
    EXPECT_EQ(read_file(testing::TempDir()).error().code, "base.cannot-read");
    EXPECT_EQ(write_file(path / "none", "").error().code, "base.cannot-write");
}

TEST(Sha256, equals_the_published_vectors) {  // FIPS 180-4 examples
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 hash;
    hash.update("a").update("bc");
    EXPECT_EQ(hash.finish(), sha256("abc"));
    EXPECT_EQ(hash.finish(), sha256(""));
}

}  // namespace
}  // namespace konsequenz
