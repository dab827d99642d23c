#include "report/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/html.h"

namespace konsequenz::report {

std::string coordinate(double value) {
    auto digits = fmt::format("{:.2f}", value);
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
    return digits == "-0" ? "0" : digits;
}

std::string series_class(std::size_t index) { return fmt::format("s{}", std::min<std::size_t>(index, 5)); }

std::string bar(std::string_view css_class, double x_percent, double y, double width_percent, double height) {
    return fmt::format(R"(<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>)", css_class, coordinate(x_percent),
                       coordinate(y), coordinate(width_percent), coordinate(height));
}

std::string label(std::string_view css_class, double x_percent, double y, Anchor anchor, std::string_view text) {
    static constexpr std::array<std::string_view, 3> anchors{"start", "middle", "end"};
    return fmt::format(R"(<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>)", css_class,
                       coordinate(x_percent), coordinate(y), anchors[static_cast<std::size_t>(anchor)], escaped(text));
}

std::string drawing(std::string_view id, Language language, std::string_view title, std::string_view description,
                    double height, std::string_view content) {
    const auto unique = fmt::format("{}-{}", id, tag(language));
    return fmt::format(
        R"(<svg class="plot {0}" lang="{0}" role="img" aria-labelledby="{1}-title" aria-describedby="{1}-description" width="100%" height="{2}">)"
        R"(<title id="{1}-title">{3}</title><desc id="{1}-description">{4}</desc>{5}</svg>)",
        tag(language), unique, coordinate(height), escaped(title), escaped(description), content);
}

std::vector<std::uint64_t> scale_steps(std::uint64_t greatest) {
    constexpr std::uint64_t steps_max = 4;
    std::uint64_t step = 1;
    for (std::uint64_t power = 1; (greatest + step - 1) / step > steps_max; power *= 10) {
        for (const auto times : std::array<std::uint64_t, 3>{1, 2, 5}) {
            step = times * power;
            if ((greatest + step - 1) / step <= steps_max) break;
        }
    }
    std::vector<std::uint64_t> steps{0};
    while (steps.back() < greatest) steps.push_back(steps.back() + step);
    if (steps.size() == 1) steps.push_back(1);
    return steps;
}

std::string pattern_definitions() {
    return R"svg(<svg class="definitions" aria-hidden="true" width="0" height="0" focusable="false"><defs>)svg"
           R"svg(<pattern id="pattern-1" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="6" height="6"/><rect class="ink" width="1.6" height="6"/></pattern>)svg"
           R"svg(<pattern id="pattern-2" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="5" height="5"/><rect class="ink" width="1.6" height="5"/><rect class="ink" width="5" height="1.6"/></pattern>)svg"
           R"svg(<pattern id="pattern-4" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="ink" width="5" height="5"/><circle class="ground" cx="2.5" cy="2.5" r="1.1"/></pattern>)svg"
           R"svg(</defs></svg>)svg";
}

std::string swatch(std::string_view css_class) {
    return fmt::format(
        R"(<svg class="swatch" aria-hidden="true" width="18" height="12"><rect class="{}" x="0.5" y="0.5" width="17" height="11"/></svg>)",
        css_class);
}

}  // namespace konsequenz::report
