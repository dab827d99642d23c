// The reader that the other tests lean on: it has to find what is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_page.h"

namespace konsequenz::report {
namespace {

using testing::IsEmpty;
using testing::Not;

std::string page(std::string_view body) { return "<!DOCTYPE html><html><body>" + std::string(body) + "</body></html>"; }

TEST(PageReader, TakesWhatIsWellFormed) {
    const auto html =
        page(R"(<p id="a" hidden>x &amp; y</p><br><svg><rect x="1"/></svg><script>1 < 2 && "</p>"</script>)");
    EXPECT_THAT(PageReader(html).faults(), IsEmpty());
}

TEST(PageReader, FindsWhatIsNot) {
    for (const auto* body :
         {"<p>", "</p>", "<b><i></b></i>", "<p class=a></p>", R"(<p id="a" id="b"></p>)", "a & b", "a > b", "<p",
          "< p>", R"(<p title="<"></p>)", "\x01", "&nbsp", R"(<p id="a"class="b"></p>)"})
        EXPECT_THAT(PageReader(page(body)).faults(), Not(IsEmpty())) << body;
    EXPECT_THAT(PageReader("<html></html>").faults(), Not(IsEmpty()));
}

TEST(BrokenReferences, AreFound) {
    for (const auto* body : {R"(<p id="a"></p><b id="a"></b>)", R"(<p aria-labelledby="b"></p>)",
                             R"(<label for="c"></label>)", R"(<a href="#d"></a>)"})
        EXPECT_THAT(broken_references(PageReader(page(body))), Not(IsEmpty())) << body;
    EXPECT_THAT(broken_references(PageReader(page(R"(<p id="a"></p><a href="#a"></a>)"))), IsEmpty());
}

TEST(Untranslated, IsFound) {
    for (const auto* body : {R"(<i class="en" lang="en">a</i>)", R"(<i class="de" lang="de">a</i>)",
                             R"(<i class="en" lang="en">a</i><b class="de" lang="de">b</b>)",
                             R"(<i class="en" lang="en">a</i><i class="de" lang="de"></i>)",
                             R"(<i class="en">a</i><i class="de" lang="de">b</i>)"})
        EXPECT_THAT(untranslated(PageReader(page(body))), Not(IsEmpty())) << body;
    EXPECT_THAT(untranslated(PageReader(page(R"(<i class="en" lang="en">a</i><i class="de" lang="de">b</i>)"))),
                IsEmpty());
}

TEST(NetworkUses, AreFound) {
    for (const auto* body :
         {R"(<img alt="a">)", R"(<p style="color:red"></p>)", R"(<a href="x.html"></a>)", R"(<p onclick="a"></p>)",
          R"(<p cite="https://a.b"></p>)", "<style>a{background:url(b.png)}</style>", "<style>@import 'a'</style>",
          "<script>fetch('a')</script>"})
        EXPECT_THAT(network_uses(PageReader(page(body))), Not(IsEmpty())) << body;
    EXPECT_THAT(network_uses(PageReader(page("<p>https://a.b</p><style>a{fill:url(#b)}</style>"))), IsEmpty());
}

}  // namespace
}  // namespace konsequenz::report
