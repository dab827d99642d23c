#include "proof/region_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace konsequenz::proof {
namespace {

using feel::TypeKind;
using feel::Value;

struct Words {
    std::string_view is, is_not, either, all, always;
    std::string_view none_of, none_of_last, another;
    std::string_view at_least, at_most, above, below, from_to, from_below, above_to, above_below;
    std::string_view not_before, not_after, after, before;
};

constexpr Words english{.is = "`{}` is {}",
                        .is_not = "not {}",
                        .either = " or ",
                        .all = " and ",
                        .always = "always",
                        .none_of = "neither {}",
                        .none_of_last = " nor ",
                        .another = "any other value",
                        .at_least = "{} or more",
                        .at_most = "{} or less",
                        .above = "more than {}",
                        .below = "less than {}",
                        .from_to = "from {} to {}",
                        .from_below = "{} or more but less than {}",
                        .above_to = "more than {} but at most {}",
                        .above_below = "between {} and {}, neither included",
                        .not_before = "{} or later",
                        .not_after = "{} or earlier",
                        .after = "after {}",
                        .before = "before {}"};

constexpr Words german{.is = "`{}` ist {}",
                       .is_not = "nicht {}",
                       .either = " oder ",
                       .all = " und ",
                       .always = "immer",
                       .none_of = "weder {}",
                       .none_of_last = " noch ",
                       .another = "ein anderer Wert",
                       .at_least = "{} oder mehr",
                       .at_most = "{} oder weniger",
                       .above = "mehr als {}",
                       .below = "weniger als {}",
                       .from_to = "{} bis {}",
                       .from_below = "mindestens {} und weniger als {}",
                       .above_to = "mehr als {} und höchstens {}",
                       .above_below = "zwischen {} und {}, beide ausgenommen",
                       .not_before = "{} oder später",
                       .not_after = "{} oder früher",
                       .after = "nach {}",
                       .before = "vor {}"};

template <class... Parts>
std::string filled(std::string_view pattern, const Parts&... parts) {
    return fmt::format(fmt::runtime(pattern), parts...);
}

/// "a, b or c".
std::string listed(const std::vector<std::string>& items, std::string_view last) {
    if (items.size() < 2) return items.empty() ? std::string() : items.front();
    const auto head = std::vector(items.begin(), items.end() - 1);
    return fmt::format("{}{}{}", fmt::join(head, ", "), last, items.back());
}

/// One end of a run of atoms: a value that is in it or the first that is not; none where the run goes on for ever.
struct End {
    const Value* value = nullptr;
    bool is_included = false;
};

class AxisWords {
  public:
    AxisWords(const Axis& axis, const Words& words) : axis_(axis), words_(words) {}

    [[nodiscard]] std::vector<std::string> phrases(const std::vector<bool>& has) const {
        std::vector<std::string> found;
        std::size_t valued = axis_.atoms.size();
        while (valued > 0 && axis_.atoms[valued - 1].kind == Atom::Kind::null) --valued;
        if (axis_.is_ordered)
            add_shorter(has, valued, found);
        else
            add_values(has, valued, found);
        if (valued < axis_.atoms.size() && has[valued]) found.emplace_back("null");
        return found;
    }

  private:
    void add_values(const std::vector<bool>& has, std::size_t valued, std::vector<std::string>& found) const {
        std::vector<std::string> missing;
        for (std::size_t at = 0; at < valued; ++at) {
            if (!has[at] && axis_.atoms[at].kind == Atom::Kind::value)
                missing.push_back(to_string(axis_.atoms[at].low));
        }
        const bool has_end = valued > 0 && axis_.atoms[valued - 1].kind != Atom::Kind::other;
        const bool has_other = !has_end && valued > 0 && has[valued - 1];
        // What is missing says it shorter, and of strings without end there is no other way.
        if (!missing.empty() && (has_other || (has_end && valued > 3 && missing.size() <= valued / 3))) {
            found.push_back(all_but(missing));
            return;
        }
        for (std::size_t at = 0; at < valued; ++at) {
            if (!has[at]) continue;
            found.push_back(axis_.atoms[at].kind == Atom::Kind::value ? to_string(axis_.atoms[at].low)
                                                                      : std::string(words_.another));
        }
    }

    /// What is there, or what is missing where that falls into fewer pieces and cannot be misread.
    void add_shorter(const std::vector<bool>& has, std::size_t valued, std::vector<std::string>& found) const {
        std::vector<std::string> runs;
        add_runs(has, valued, runs);
        std::vector<bool> inverse = has;
        inverse.flip();
        std::vector<std::string> missing;
        add_runs(inverse, valued, missing);
        std::size_t absent = 0;
        for (std::size_t at = 0; at < valued; ++at) absent += has[at] ? 0U : 1U;
        const bool are_values = absent == missing.size();
        constexpr std::size_t runs_few = 3;
        if (missing.empty() || runs.size() <= missing.size() || (!are_values && runs.size() <= runs_few))
            found.insert(found.end(), runs.begin(), runs.end());
        else
            found.push_back(all_but(missing));
    }

    [[nodiscard]] std::string all_but(const std::vector<std::string>& missing) const {
        return missing.size() == 1 ? filled(words_.is_not, missing.front())
                                   : filled(words_.none_of, listed(missing, words_.none_of_last));
    }

    void add_runs(const std::vector<bool>& has, std::size_t valued, std::vector<std::string>& found) const {
        for (std::size_t first = 0; first < valued;) {
            if (!has[first]) {
                ++first;
                continue;
            }
            std::size_t last = first;
            while (last + 1 < valued && has[last + 1]) ++last;
            found.push_back(run(first, last, valued));
            first = last + 1;
        }
    }

    [[nodiscard]] bool is_temporal() const {
        return axis_.kind == TypeKind::date || axis_.kind == TypeKind::time || axis_.kind == TypeKind::date_time;
    }

    /// Of whole numbers the ends that are included, which read better.
    [[nodiscard]] End lower(std::size_t first) const {
        if (first == 0 && axis_.atoms[first].kind == Atom::Kind::between && axis_.atoms[first].low.is_null()) return {};
        const Atom& atom = axis_.atoms[first];
        if (atom.kind == Atom::Kind::value) return {&atom.low, true};
        if (axis_.is_whole) return {&atom.sample, true};
        return {&atom.low, false};
    }
    [[nodiscard]] End upper(std::size_t last) const {
        const Atom& atom = axis_.atoms[last];
        if (atom.kind == Atom::Kind::value) return {&atom.low, true};
        return {atom.high.is_null() ? nullptr : &atom.high, false};
    }

    [[nodiscard]] std::string run(std::size_t first, std::size_t last, std::size_t valued) const {
        const Atom& only = axis_.atoms[first];
        if (first == last && only.kind == Atom::Kind::value) return to_string(only.low);
        End low = lower(first);
        End high = upper(last);
        // At the edge of what there is, the other end says enough.
        if (first == 0) low = {};
        if (last + 1 == valued) high = {};
        if (low.value == nullptr && high.value == nullptr) return std::string(words_.another);
        if (low.value == nullptr) {
            const auto pattern = is_temporal() ? (high.is_included ? words_.not_after : words_.before)
                                               : (high.is_included ? words_.at_most : words_.below);
            return filled(pattern, to_string(*high.value));
        }
        if (high.value == nullptr) {
            const auto pattern = is_temporal() ? (low.is_included ? words_.not_before : words_.after)
                                               : (low.is_included ? words_.at_least : words_.above);
            return filled(pattern, to_string(*low.value));
        }
        const auto pattern = low.is_included ? (high.is_included ? words_.from_to : words_.from_below)
                                             : (high.is_included ? words_.above_to : words_.above_below);
        return filled(pattern, to_string(*low.value), to_string(*high.value));
    }

    const Axis& axis_;
    const Words& words_;
};

}  // namespace

std::string in_words(const TableShape& shape, const Box& box, Language language) {
    const Words& words = language == Language::english ? english : german;
    std::vector<std::string> parts;
    for (std::size_t axis = 0; axis < shape.axes.size(); ++axis) {
        if (shape.grid.is_full(box, axis)) continue;
        std::vector<bool> has;
        for (std::size_t atom = 0; atom < shape.grid.atoms(axis); ++atom)
            has.push_back(shape.grid.has(box, axis, atom));
        const auto phrases = AxisWords(shape.axes[axis], words).phrases(has);
        parts.push_back(filled(words.is, shape.axes[axis].name, listed(phrases, words.either)));
    }
    return parts.empty() ? std::string(words.always) : fmt::format("{}", fmt::join(parts, words.all));
}

}  // namespace konsequenz::proof
