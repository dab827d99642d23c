// Near means what counting place by place says.
#include "voices/signature.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace konsequenz::voices {
namespace {

RC_GTEST_PROP(Signature, IsNearWhereSevenOfEightPlacesAgree, ()) {
    Signature one{};
    Signature other{};
    std::size_t same = 0;
    for (std::size_t at = 0; at < one.size(); ++at) {
        one[at] = *rc::gen::arbitrary<std::uint16_t>();
        other[at] = *rc::gen::inRange(0, 5) > 0 ? one[at] : *rc::gen::arbitrary<std::uint16_t>();
        same += one[at] == other[at] ? 1U : 0U;
    }
    RC_ASSERT(is_near(one, other) == (same >= 7));
    RC_ASSERT(is_near(one, one));
}

TEST(Signature, NeedsFiveDifferentWords) {
    EXPECT_FALSE(signature_of("four words are little"));
    EXPECT_FALSE(signature_of("again again again again again again"));
    EXPECT_TRUE(signature_of("with five words one begins"));
}

}  // namespace
}  // namespace konsequenz::voices
