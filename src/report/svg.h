// The pieces that the plots are drawn from. Widths are shares of the drawing's width and heights are pixels, so that a
// plot fits a phone and a desk while its letters keep their size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/language.h"

namespace konsequenz::report {

/// A number for an attribute: up to two decimals, with a point, no needless zero.
[[nodiscard]] std::string coordinate(double value);

/// How a series is filled: a pattern and a shade, told apart without colour. Mildest first; higher ones repeat the
/// last.
[[nodiscard]] std::string series_class(std::size_t index);

/// A rectangle from `x_percent`, `width_percent` wide.
[[nodiscard]] std::string bar(std::string_view css_class, double x_percent, double y, double width_percent,
                              double height);

enum class Anchor : std::uint8_t { start, middle, end };
/// `text` is plain; it is escaped here.
[[nodiscard]] std::string label(std::string_view css_class, double x_percent, double y, Anchor anchor,
                                std::string_view text);

/// A whole drawing, as an image with a name and a description for those who do not see it. `id` is unique on the page.
[[nodiscard]] std::string drawing(std::string_view id, Language language, std::string_view title,
                                  std::string_view description, double height, std::string_view content);

/// The steps of a scale from 0 that covers `greatest`, in 1, 2 or 5 times a power of ten, whole numbers, at most four
/// steps.
[[nodiscard]] std::vector<std::uint64_t> scale_steps(std::uint64_t greatest);

/// Definitions of the patterns, once a page, before any plot.
[[nodiscard]] std::string pattern_definitions();

/// A small sample of a series for a legend.
[[nodiscard]] std::string swatch(std::string_view css_class);

}  // namespace konsequenz::report
