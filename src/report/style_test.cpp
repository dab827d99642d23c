// The page's colours, read from its style: every text can be read on what it stands on, in light and in dark.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "report/page_files.h"

namespace konsequenz::report {
namespace {

using Palette = std::map<std::string, std::string>;

/// The `--name: #rrggbb;` of each block of the style that has some, in order.
std::vector<Palette> palettes(std::string_view css) {
    std::vector<Palette> all;
    for (auto block = css.find("--paper:"); block != std::string_view::npos; block = css.find("--paper:", block + 1)) {
        Palette palette;
        const auto body = css.substr(block, css.find('}', block) - block);
        for (auto at = body.find("--"); at != std::string_view::npos; at = body.find("--", at + 2)) {
            const auto colon = body.find(':', at);
            const auto end = body.find(';', at);
            if (body.substr(colon, 3) == ": #" && end == colon + 9)
                palette.emplace(body.substr(at + 2, colon - at - 2), body.substr(colon + 2, 7));
        }
        all.push_back(std::move(palette));
    }
    return all;
}

/// WCAG 2.2, "relative luminance".
double luminance(const std::string& colour) {
    const auto channel = [&](std::size_t at) {
        const auto value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/// WCAG 2.2, "contrast ratio".
double contrast(const std::string& one, const std::string& other) {
    const auto lighter = std::max(luminance(one), luminance(other));
    const auto darker = std::min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
}

struct Pair {
    const char* over;
    const char* under;
    double least;  ///< 4.5 for text, 3 for what only a shape says (WCAG 2.2, 1.4.3 and 1.4.11)
};

TEST(Contrast, IsAsTheGuidelineCounts) {
    EXPECT_NEAR(contrast("#000000", "#ffffff"), 21.0, 0.001);
    EXPECT_NEAR(contrast("#777777", "#ffffff"), 4.478, 0.001);
}

TEST(Style, CanBeReadInLightAndDark) {
    const auto all = palettes(page_css());
    ASSERT_EQ(all.size(), 3U);
    constexpr std::array<Pair, 14> pairs{{{"ink", "paper", 7},
                                          {"quiet", "paper", 4.5},
                                          {"accent", "paper", 4.5},
                                          {"ink", "raised", 4.5},
                                          {"ink", "faint", 4.5},
                                          {"ink", "mark", 4.5},
                                          {"paper", "ink", 4.5},
                                          {"ink", "accent-pale", 4.5},
                                          {"quiet", "accent-pale", 4.5},
                                          {"quiet", "raised", 3},
                                          {"accent", "accent-pale", 3},
                                          {"accent", "faint", 3},
                                          {"accent-mid", "paper", 3},
                                          {"accent-mid", "faint", 3}}};
    for (const auto& palette : all) {
        for (const auto& pair : pairs) {
            EXPECT_GE(contrast(palette.at(pair.over), palette.at(pair.under)), pair.least)
                << pair.over << " on " << pair.under << " with paper " << palette.at("paper");
        }
    }
}

TEST(Style, IsTheSameDarkByChoiceAndBySystem) {
    const auto all = palettes(page_css());
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[1], all[2]);
    EXPECT_NE(all[0], all[1]);
}

}  // namespace
}  // namespace konsequenz::report
