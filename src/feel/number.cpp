#include "feel/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "feel/number_intel.h"

namespace konsequenz::feel {

namespace {

using number_detail::powers_of_ten;

constexpr std::size_t digits_max = 39;  // of an Unsigned128

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_end(std::string_view text, std::size_t from) {
    while (from < text.size() && is_digit(text[from])) ++from;
    return from;
}

// exponent up to 38: the greatest power that fits.
constexpr Unsigned128 power_of_ten(int exponent) {
    return exponent <= 19 ? Unsigned128{powers_of_ten[exponent]}
                          : Unsigned128{powers_of_ten[19]} * powers_of_ten[exponent - 19];
}

std::string decimal_digits(Unsigned128 value) {
    std::array<char, digits_max> buffer;
    auto position = buffer.end();
    do {
        *--position = static_cast<char>('0' + static_cast<int>(value % 10));
        value /= 10;
    } while (value != 0);
    return {position, buffer.end()};
}

// A literal's parts, found in its text.
struct Literal {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
    std::string_view exponent;  ///< with its sign; empty where there is none
};

std::optional<Literal> split_literal(std::string_view text) {
    Literal literal;
    std::size_t position = 0;
    if (position < text.size() && (text[position] == '-' || text[position] == '+')) {
        literal.negative = text[position] == '-';
        ++position;
    }
    const std::size_t whole_end = digits_end(text, position);
    literal.whole = text.substr(position, whole_end - position);
    position = whole_end;
    if (position < text.size() && text[position] == '.') {
        const std::size_t fraction_end = digits_end(text, position + 1);
        literal.fraction = text.substr(position + 1, fraction_end - position - 1);
        if (literal.fraction.empty()) return std::nullopt;
        position = fraction_end;
    }
    if (literal.whole.empty() && literal.fraction.empty()) return std::nullopt;
    if (position < text.size() && (text[position] == 'e' || text[position] == 'E')) {
        const std::size_t start = position + 1;
        const std::size_t digits =
            start < text.size() && (text[start] == '-' || text[start] == '+') ? start + 1 : start;
        const std::size_t end = digits_end(text, digits);
        if (end == digits) return std::nullopt;
        literal.exponent = text.substr(start, end - start);
        position = end;
    }
    if (position != text.size()) return std::nullopt;
    return literal;
}

// What becomes of the last digit kept, given what was cut off.
bool rounds_away(bool negative, bool odd, bool any_rest, std::strong_ordering rest_to_half, Rounding rounding) {
    switch (rounding) {
        case Rounding::half_even: return rest_to_half > 0 || (rest_to_half == 0 && odd);
        case Rounding::half_up: return rest_to_half >= 0;
        case Rounding::half_down: return rest_to_half > 0;
        case Rounding::up: return any_rest;
        case Rounding::down: return false;
        case Rounding::floor: return any_rest && negative;
        case Rounding::ceiling: return any_rest && !negative;
    }
    return false;
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
    const std::optional<Literal> literal = split_literal(text);
    if (!literal) return std::nullopt;
    if (literal->exponent.empty() && literal->whole.size() + literal->fraction.size() <= 19) {
        std::uint64_t coefficient = 0;
        for (const char c : literal->whole) coefficient = coefficient * 10 + static_cast<std::uint64_t>(c - '0');
        for (const char c : literal->fraction) coefficient = coefficient * 10 + static_cast<std::uint64_t>(c - '0');
        return from_parts(literal->negative, coefficient, -static_cast<int>(literal->fraction.size()));
    }
    // Intel counts an exponent in 32 bits; seven digits already lie beyond every finite number with a nonzero
    // coefficient of a sane length, and a literal of a million digits has no business here.
    if (text.size() > 1'000'000) return std::nullopt;
    std::string_view exponent = literal->exponent;
    const bool negative_exponent = exponent.starts_with('-');
    if (negative_exponent || exponent.starts_with('+')) exponent.remove_prefix(1);
    exponent.remove_prefix(std::min(exponent.find_first_not_of('0'), exponent.size()));
    if (exponent.size() > 7) {
        const bool zero = literal->whole.find_first_not_of('0') == std::string_view::npos &&
                          literal->fraction.find_first_not_of('0') == std::string_view::npos;
        return zero || negative_exponent ? std::optional(Number{}) : std::nullopt;
    }
    return intel::parse(std::string(text));
}

std::optional<Number> Number::from_double(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    std::array<char, 32> buffer;
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return parse({buffer.data(), written.ptr});
}

bool Number::is_integer() const { return exponent() >= 0 || normalized().exponent() >= 0; }

std::optional<std::int64_t> Number::to_int64() const {
    const Number plain = exponent() == 0 ? *this : normalized();
    if (!plain.is_small() || plain.exponent() < 0 || plain.exponent() > 18) return std::nullopt;
    const Unsigned128 magnitude = Unsigned128{plain.low} * powers_of_ten[plain.exponent()];
    const Unsigned128 limit = (Unsigned128{1} << 63) - (is_negative() ? 0 : 1);
    if (magnitude > limit) return std::nullopt;
    const auto bits = static_cast<std::uint64_t>(magnitude);
    return static_cast<std::int64_t>(is_negative() ? 0 - bits : bits);
}

double Number::to_double() const {
    std::string text = is_negative() ? "-" : "";
    text += decimal_digits(coefficient());
    text += 'e';
    text += std::to_string(exponent());
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec == std::errc()) return value;
    // Out of a double's range: decimal exponents beyond ±308 say on which side.
    const double extreme = exponent() > 0 ? HUGE_VAL : 0.0;
    return is_negative() ? -extreme : extreme;
}

Number Number::normalized() const {
    if (is_zero()) return {};
    Unsigned128 digits = coefficient();
    int power = exponent();
    while (digits > ~std::uint64_t{0} && digits % 10 == 0 && power < exponent_max) {
        digits /= 10;
        ++power;
    }
    if (digits <= ~std::uint64_t{0}) {
        auto small = static_cast<std::uint64_t>(digits);
        while (small % 10 == 0 && power < exponent_max) {
            small /= 10;
            ++power;
        }
        digits = small;
    }
    return from_parts(is_negative(), digits, power);
}

std::uint64_t Number::hash() const {
    const Number plain = normalized();
    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014) over both words.
    std::uint64_t mixed = plain.low ^ std::rotl(plain.high, 32) * 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
}

std::string to_string(const Number& number) {
    const Number plain = number.normalized();
    std::string digits = decimal_digits(plain.coefficient());
    const int exponent = plain.exponent();
    if (exponent >= 0) {
        digits.append(static_cast<std::size_t>(exponent), '0');
    } else {
        const auto places = static_cast<std::size_t>(-exponent);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    if (plain.is_negative()) digits.insert(0, 1, '-');
    return digits;
}

namespace number_detail {

std::optional<Number> add_any(const Number& left, const Number& right) { return intel::add(left, right); }
std::optional<Number> multiply_any(const Number& left, const Number& right) { return intel::multiply(left, right); }
std::strong_ordering compare_any(const Number& left, const Number& right) {
    if (intel::less(left, right)) return std::strong_ordering::less;
    return intel::equal(left, right) ? std::strong_ordering::equal : std::strong_ordering::greater;
}

}  // namespace number_detail

std::optional<Number> divide(const Number& left, const Number& right) {
    if (right.is_zero()) return std::nullopt;
    const int exponent = left.exponent() - right.exponent();
    if (left.is_small() && right.is_small() && left.low % right.low == 0 && exponent >= Number::exponent_min &&
        exponent <= Number::exponent_max) {
        return Number::from_parts(left.is_negative() != right.is_negative(), left.low / right.low, exponent);
    }
    return intel::divide(left, right);
}

std::optional<Number> square_root(const Number& number) {
    if (number.is_negative()) return std::nullopt;
    return intel::square_root(number);
}

std::optional<Number> exponential(const Number& number) { return intel::exponential(number); }

std::optional<Number> natural_logarithm(const Number& number) {
    if (number.is_negative() || number.is_zero()) return std::nullopt;
    return intel::natural_logarithm(number);
}

std::optional<Number> modulo(const Number& left, const Number& right) {
    if (right.is_zero()) return std::nullopt;
    const std::optional<Number> rest = intel::truncated_remainder(left, right);
    if (!rest || rest->is_zero() || rest->is_negative() == right.is_negative()) return rest;
    return add(*rest, right);
}

std::optional<Number> round_to_scale(const Number& number, std::int64_t scale, Rounding rounding) {
    if (scale < -Number::exponent_max || scale > -Number::exponent_min) return std::nullopt;
    const int exponent = -static_cast<int>(scale);
    const int cut = exponent - number.exponent();
    if (cut <= 0 || number.is_zero()) return number;
    Unsigned128 kept = 0;
    std::strong_ordering rest_to_half = std::strong_ordering::less;
    bool any_rest = true;
    if (cut <= 34) {
        const Unsigned128 unit = power_of_ten(cut);
        kept = number.coefficient() / unit;
        const Unsigned128 rest = number.coefficient() % unit;
        any_rest = rest != 0;
        const Unsigned128 half = unit / 2;
        rest_to_half = rest < half ? std::strong_ordering::less
                                   : (rest > half ? std::strong_ordering::greater : std::strong_ordering::equal);
    }
    if (rounds_away(number.is_negative(), kept % 2 == 1, any_rest, rest_to_half, rounding)) ++kept;
    return Number::from_parts(number.is_negative(), kept, exponent);
}

Number floor(const Number& number) { return round_to_scale(number, 0, Rounding::floor).value_or(number); }
Number ceiling(const Number& number) { return round_to_scale(number, 0, Rounding::ceiling).value_or(number); }

}  // namespace konsequenz::feel
