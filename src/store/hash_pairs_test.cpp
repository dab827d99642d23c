#include "store/hash_pairs.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace konsequenz::store {
namespace {

// FIPS 180-4's examples, as NIST publishes them with the standard.
TEST(HashPairs, GivesTheStandardsDigests) {
    PairHasher hasher;
    const auto [one_block, two_blocks] = hasher.hash("abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    EXPECT_EQ(to_hex(one_block), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(two_blocks), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(HashPairs, AgreesWithOneAfterTheOtherForAllLengthsOfTheEnd) {
    PairHasher hasher;
    std::string text;
    for (std::size_t size = 0; size < 300; ++size) {
        EXPECT_EQ(hasher.hash(text, "beside it"), hasher.hash_in_turn(text, "beside it")) << size;
        EXPECT_EQ(hasher.hash("beside it", text), hasher.hash_in_turn("beside it", text)) << size;
        text += static_cast<char>('a' + size % 26);
    }
}

RC_GTEST_PROP(HashPairs, AgreeWithOneAfterTheOther, (const std::string& first, const std::string& second)) {
    PairHasher hasher;
    RC_ASSERT(hasher.hash(first, second) == hasher.hash_in_turn(first, second));
}

}  // namespace
}  // namespace konsequenz::store
