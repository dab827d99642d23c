// Powers with integer exponents in 57 working digits: an exponent has at most 19, by which the error of one product can
// grow, so that 34 digits come out as if rounded once.
#include <array>

#include "feel/number.h"
#include "feel/number_intel.h"

namespace konsequenz::feel {

namespace {

using number_detail::powers_of_ten;
using number_detail::ten_to_34;

// Unsigned integers as words, the least significant first.
using Words3 = std::array<std::uint64_t, 3>;
using Words6 = std::array<std::uint64_t, 6>;

// 10^57 = 10^19 · 10^38 in words: the working coefficients stay below it.
constexpr Words3 ten_to_57 = [] {
    Words3 words{powers_of_ten[19], 0, 0};
    for (int factor = 0; factor < 2; ++factor) {
        Unsigned128 carry = 0;
        for (std::uint64_t& word : words) {
            carry += Unsigned128{word} * powers_of_ten[19];
            word = static_cast<std::uint64_t>(carry);
            carry >>= 64;
        }
    }
    return words;
}();

// A positive number; its exponent may run beyond that of a Number.
struct Wide {
    Words3 coefficient{1, 0, 0};
    std::int64_t exponent = 0;
};

// Divides in place; the remainder is returned.
template <class Words>
std::uint64_t divide_words(Words& words, std::uint64_t divisor) {
    Unsigned128 rest = 0;
    for (std::size_t i = words.size(); i-- > 0;) {
        const Unsigned128 dividend = rest << 64 | words[i];
        words[i] = static_cast<std::uint64_t>(dividend / divisor);
        rest = dividend % divisor;
    }
    return static_cast<std::uint64_t>(rest);
}

bool below_ten_to_57(const Words6& words) {
    if ((words[3] | words[4] | words[5]) != 0) return false;
    for (std::size_t i = 3; i-- > 0;) {
        if (words[i] != ten_to_57[i]) return words[i] < ten_to_57[i];
    }
    return false;
}

Wide multiply(const Wide& left, const Wide& right) {
    Words6 words{};
    for (std::size_t i = 0; i < 3; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            const Unsigned128 sum = Unsigned128{left.coefficient[i]} * right.coefficient[j] + words[i + j] + carry;
            words[i + j] = static_cast<std::uint64_t>(sum);
            carry = static_cast<std::uint64_t>(sum >> 64);
        }
        words[i + 3] = carry;
    }
    std::int64_t exponent = left.exponent + right.exponent;
    bool rest_cut = false;
    while (!below_ten_to_57(words)) {
        // Nineteen digits at a time while that leaves more than enough, then one by one.
        const bool far = (words[4] | words[5]) != 0;
        rest_cut |= divide_words(words, far ? powers_of_ten[19] : 10) != 0;
        exponent += far ? 19 : 1;
    }
    // A sticky last digit keeps the final rounding from seeing a tie where there is none.
    if (rest_cut) words[0] |= 1;
    return {{words[0], words[1], words[2]}, exponent};
}

// The coefficient where it has at most 34 digits, else nullopt.
std::optional<Unsigned128> narrow(const Words3& words) {
    const Unsigned128 value = Unsigned128{words[1]} << 64 | words[0];
    if (words[2] != 0 || value >= ten_to_34) return std::nullopt;
    return value;
}

std::optional<Number> rounded(bool negative, Wide wide) {
    bool any_rest = false;
    std::uint64_t last = 0;
    std::optional<Unsigned128> coefficient = narrow(wide.coefficient);
    while (!coefficient || (wide.exponent < Number::exponent_min && *coefficient != 0)) {
        any_rest |= last != 0;
        last = divide_words(wide.coefficient, 10);
        ++wide.exponent;
        coefficient = narrow(wide.coefficient);
    }
    if (last > 5 || (last == 5 && (any_rest || *coefficient % 2 == 1))) ++*coefficient;
    if (*coefficient == 0) return Number{};
    if (*coefficient == ten_to_34) {
        *coefficient /= 10;
        ++wide.exponent;
    }
    while (wide.exponent > Number::exponent_max && *coefficient < ten_to_34 / 10) {
        *coefficient *= 10;
        --wide.exponent;
    }
    if (wide.exponent > Number::exponent_max) return std::nullopt;
    return Number::from_parts(negative, *coefficient, static_cast<int>(wide.exponent));
}

std::optional<Number> integer_power(const Number& base, std::uint64_t exponent) {
    const Number plain = base.normalized();
    const bool negative = base.is_negative() && exponent % 2 == 1;
    Wide square{{plain.low, plain.high & Number::coefficient_mask, 0}, plain.exponent()};
    Wide result;
    // A base with any digit but a lone 1 leaves the range of exponents long before 2^40.
    constexpr std::int64_t exponent_bound = std::int64_t{1} << 40;
    while (exponent != 0) {
        if (exponent % 2 == 1) result = multiply(result, square);
        exponent /= 2;
        if (exponent != 0) square = multiply(square, square);
        if (square.exponent > exponent_bound || result.exponent > exponent_bound) return std::nullopt;
        if (square.exponent < -exponent_bound || result.exponent < -exponent_bound) return Number{};
    }
    return rounded(negative, result);
}

}  // namespace

std::optional<Number> power(const Number& left, const Number& right) {
    if (right.is_zero()) return Number::from(1);
    if (left.is_zero()) return right.is_negative() ? std::nullopt : std::optional(Number{});
    const std::optional<std::int64_t> exponent = right.to_int64();
    if (exponent && *exponent > 0) return integer_power(left, static_cast<std::uint64_t>(*exponent));
    if (exponent) {
        // The inverse first would round before the power; so the power first, and the inverse only where that
        // overflows.
        const std::uint64_t magnitude = 0 - static_cast<std::uint64_t>(*exponent);
        const std::optional<Number> inverse = integer_power(left, magnitude);
        if (!inverse) return integer_power(divide(Number::from(1), left).value_or(Number{}), magnitude);
        if (inverse->is_zero()) return std::nullopt;
        return divide(Number::from(1), *inverse);
    }
    if (left.is_negative() && !right.is_integer()) return std::nullopt;
    if (right == Number{5, Number::zero_exponent_bits - (std::uint64_t{1} << 49)}) return square_root(left);
    return intel::power(left, right);
}

}  // namespace konsequenz::feel
