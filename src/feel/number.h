// FEEL numbers: IEEE 754-2008 decimal128 (34 digits, round half even), sixteen bytes, without infinities and NaN.
//
// An operation whose exact result does not exist or does not fit gives nullopt, which FEEL shows as null.
// DMN 1.5, 10.3.2.9 (type number) and 10.3.4.5 (numeric functions).
// When both coefficients are below 2^64 add, subtract, multiply and compare run here in 128-bit integers;
// everything else goes to number.cpp.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace konsequenz::feel {

__extension__ using Unsigned128 = unsigned __int128;
__extension__ using Signed128 = __int128;

/// A finite decimal, coefficient · 10^exponent, in the binary encoding (BID) of IEEE 754-2008.
/// Equal numbers may differ in their bits (1.0 and 1.00); the operators compare what they are worth.
struct Number {
    std::uint64_t low = 0;
    std::uint64_t high = zero_exponent_bits;

    static constexpr int bias = 6176;
    static constexpr int exponent_min = -6176;
    static constexpr int exponent_max = 6111;
    static constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
    static constexpr std::uint64_t zero_exponent_bits = std::uint64_t{bias} << 49;
    static constexpr std::uint64_t coefficient_mask = (std::uint64_t{1} << 49) - 1;

    /// The number of an integer; exact.
    [[nodiscard]] static constexpr Number from(std::int64_t value) {
        const std::uint64_t magnitude =
            value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
        return {magnitude, zero_exponent_bits | (value < 0 ? sign_bit : 0)};
    }
    /// ±coefficient · 10^exponent; coefficient below 10^34 and exponent in range are the caller's duty.
    [[nodiscard]] static constexpr Number from_parts(bool negative, Unsigned128 coefficient, int exponent) {
        return {static_cast<std::uint64_t>(coefficient), static_cast<std::uint64_t>(coefficient >> 64) |
                                                             static_cast<std::uint64_t>(exponent + bias) << 49 |
                                                             (negative && coefficient != 0 ? sign_bit : 0)};
    }
    /// Reads `-12.50`, `.5`, `1e3`, `1.5E-7`; rounds half even to 34 digits. nullopt: not such a text, or out of range.
    [[nodiscard]] static std::optional<Number> parse(std::string_view text);
    /// The shortest decimal that reads back as this double; nullopt for infinities and NaN.
    [[nodiscard]] static std::optional<Number> from_double(double value);

    [[nodiscard]] constexpr bool is_negative() const { return (high & sign_bit) != 0; }
    [[nodiscard]] constexpr bool is_zero() const { return low == 0 && (high & coefficient_mask) == 0; }
    [[nodiscard]] constexpr int exponent() const { return static_cast<int>((high & ~sign_bit) >> 49) - bias; }
    [[nodiscard]] constexpr Unsigned128 coefficient() const {
        return static_cast<Unsigned128>(high & coefficient_mask) << 64 | low;
    }
    /// True when the coefficient is below 2^64, so that the inline paths apply.
    [[nodiscard]] constexpr bool is_small() const { return (high & coefficient_mask) == 0; }
    [[nodiscard]] bool is_integer() const;
    /// The integer, where the number is one and fits 64 bits.
    [[nodiscard]] std::optional<std::int64_t> to_int64() const;
    /// The nearest double.
    [[nodiscard]] double to_double() const;
    /// The same number without trailing zeros in the coefficient and with exponent 0 for zero: one bit pattern a value.
    [[nodiscard]] Number normalized() const;
    /// Equal numbers have equal hashes.
    [[nodiscard]] std::uint64_t hash() const;
};

/// FEEL text: digits with a leading minus where negative, never an exponent, no trailing zeros after the point.
[[nodiscard]] std::string to_string(const Number& number);

enum class Rounding { half_even, up, down, half_up, half_down, floor, ceiling };

namespace number_detail {

inline constexpr Unsigned128 ten_to_34 =
    static_cast<Unsigned128>(100'000'000'000'000'000ULL) * static_cast<Unsigned128>(100'000'000'000'000'000ULL);

inline constexpr std::uint64_t powers_of_ten[20] = {1ULL,
                                                    10ULL,
                                                    100ULL,
                                                    1'000ULL,
                                                    10'000ULL,
                                                    100'000ULL,
                                                    1'000'000ULL,
                                                    10'000'000ULL,
                                                    100'000'000ULL,
                                                    1'000'000'000ULL,
                                                    10'000'000'000ULL,
                                                    100'000'000'000ULL,
                                                    1'000'000'000'000ULL,
                                                    10'000'000'000'000ULL,
                                                    100'000'000'000'000ULL,
                                                    1'000'000'000'000'000ULL,
                                                    10'000'000'000'000'000ULL,
                                                    100'000'000'000'000'000ULL,
                                                    1'000'000'000'000'000'000ULL,
                                                    10'000'000'000'000'000'000ULL};

// The paths for coefficients of any size, by Intel's library; they answer the same as the inline ones.
[[nodiscard]] std::optional<Number> add_any(const Number& left, const Number& right);
[[nodiscard]] std::optional<Number> multiply_any(const Number& left, const Number& right);
[[nodiscard]] std::strong_ordering compare_any(const Number& left, const Number& right);

// True where both are small and their exponents are at most 19 apart: aligned coefficients then fit 128 bits.
[[nodiscard]] constexpr bool aligns(const Number& left, const Number& right, int& distance) {
    distance = left.exponent() - right.exponent();
    return left.is_small() && right.is_small() && distance <= 19 && distance >= -19;
}

}  // namespace number_detail

[[nodiscard]] constexpr Number negate(const Number& number) {
    return number.is_zero() ? number : Number{number.low, number.high ^ Number::sign_bit};
}
[[nodiscard]] constexpr Number absolute(const Number& number) { return {number.low, number.high & ~Number::sign_bit}; }

/// The sum, or nullopt on overflow.
[[nodiscard]] inline std::optional<Number> add(const Number& left, const Number& right) {
    int distance = 0;
    if (number_detail::aligns(left, right, distance)) [[likely]] {
        Unsigned128 a = left.low;
        Unsigned128 b = right.low;
        if (distance > 0) a *= number_detail::powers_of_ten[distance];
        if (distance < 0) b *= number_detail::powers_of_ten[-distance];
        const int exponent = distance > 0 ? right.exponent() : left.exponent();
        const bool negative = left.is_negative();
        if (negative == right.is_negative()) {
            const Unsigned128 sum = a + b;
            if (sum < number_detail::ten_to_34) [[likely]]
                return Number::from_parts(negative, sum, exponent);
        } else {
            const bool flipped = b > a;
            const Unsigned128 difference = flipped ? b - a : a - b;
            if (difference < number_detail::ten_to_34) [[likely]] {
                return Number::from_parts(negative != flipped, difference, exponent);
            }
        }
    }
    return number_detail::add_any(left, right);
}

/// The difference, or nullopt on overflow.
[[nodiscard]] inline std::optional<Number> subtract(const Number& left, const Number& right) {
    return add(left, negate(right));
}

/// The product, or nullopt on overflow.
[[nodiscard]] inline std::optional<Number> multiply(const Number& left, const Number& right) {
    const int exponent = left.exponent() + right.exponent();
    if (left.is_small() && right.is_small() && exponent >= Number::exponent_min && exponent <= Number::exponent_max)
        [[likely]] {
        const Unsigned128 product = static_cast<Unsigned128>(left.low) * right.low;
        if (product < number_detail::ten_to_34) [[likely]] {
            return Number::from_parts(left.is_negative() != right.is_negative(), product, exponent);
        }
    }
    return number_detail::multiply_any(left, right);
}

/// The order of what the numbers are worth.
[[nodiscard]] inline std::strong_ordering compare(const Number& left, const Number& right) {
    int distance = 0;
    if (!number_detail::aligns(left, right, distance)) [[unlikely]]
        return number_detail::compare_any(left, right);
    Unsigned128 a = left.low;
    Unsigned128 b = right.low;
    if (distance > 0) a *= number_detail::powers_of_ten[distance];
    if (distance < 0) b *= number_detail::powers_of_ten[-distance];
    const bool negative = left.is_negative();
    if (negative != right.is_negative()) {
        return negative ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    if (a == b) return std::strong_ordering::equal;
    return (a < b) != negative ? std::strong_ordering::less : std::strong_ordering::greater;
}
[[nodiscard]] inline bool operator==(const Number& left, const Number& right) {
    if (left.low == right.low && left.high == right.high) return true;
    return compare(left, right) == std::strong_ordering::equal;
}
[[nodiscard]] inline std::strong_ordering operator<=>(const Number& left, const Number& right) {
    return compare(left, right);
}

/// The quotient, rounded half even; nullopt for a zero divisor or overflow. DMN 1.5, table 45: division by zero is
/// null.
[[nodiscard]] std::optional<Number> divide(const Number& left, const Number& right);
/// left ** right; nullopt where it is no real number or overflows.
[[nodiscard]] std::optional<Number> power(const Number& left, const Number& right);
[[nodiscard]] std::optional<Number> square_root(const Number& number);
[[nodiscard]] std::optional<Number> exponential(const Number& number);
[[nodiscard]] std::optional<Number> natural_logarithm(const Number& number);
/// left - right * floor(left / right): the sign is the divisor's. DMN 1.5, 10.3.4.5. nullopt for a zero divisor.
[[nodiscard]] std::optional<Number> modulo(const Number& left, const Number& right);
/// The number with `scale` digits after the point (before it where negative).
/// nullopt: scale outside -6111…6176, or more than 34 digits would be needed.
[[nodiscard]] std::optional<Number> round_to_scale(const Number& number, std::int64_t scale, Rounding rounding);
/// The greatest integer not above, the smallest not below the number.
[[nodiscard]] Number floor(const Number& number);
[[nodiscard]] Number ceiling(const Number& number);

}  // namespace konsequenz::feel
