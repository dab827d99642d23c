#include "feel/number_intel.h"

// The library is built for arguments by value, rounding mode and flags as parameters (libbidgcc000.a); the header
// must be told the same.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

namespace konsequenz::feel::intel {

namespace {

constexpr unsigned round_half_even = 0;
// Bits 62 to 59 all set mark infinities and NaN (IEEE 754-2008, 3.5.2).
constexpr std::uint64_t special_mask = std::uint64_t{0xf} << 59;

BID_UINT128 bits(const Number& number) {
    BID_UINT128 value;
    value.w[0] = number.low;
    value.w[1] = number.high;
    return value;
}

std::optional<Number> finite(const BID_UINT128& value) {
    const Number number{value.w[0], value.w[1]};
    if ((number.high & special_mask) == special_mask) return std::nullopt;
    return number.is_zero() ? absolute(number) : number;
}

}  // namespace

std::optional<Number> add(const Number& left, const Number& right) {
    _IDEC_flags flags = 0;
    return finite(bid128_add(bits(left), bits(right), round_half_even, &flags));
}

std::optional<Number> multiply(const Number& left, const Number& right) {
    _IDEC_flags flags = 0;
    return finite(bid128_mul(bits(left), bits(right), round_half_even, &flags));
}

std::optional<Number> divide(const Number& left, const Number& right) {
    _IDEC_flags flags = 0;
    return finite(bid128_div(bits(left), bits(right), round_half_even, &flags));
}

std::optional<Number> truncated_remainder(const Number& left, const Number& right) {
    _IDEC_flags flags = 0;
    return finite(bid128_fmod(bits(left), bits(right), &flags));
}

std::optional<Number> power(const Number& left, const Number& right) {
    _IDEC_flags flags = 0;
    return finite(bid128_pow(bits(left), bits(right), round_half_even, &flags));
}

std::optional<Number> square_root(const Number& number) {
    _IDEC_flags flags = 0;
    return finite(bid128_sqrt(bits(number), round_half_even, &flags));
}

std::optional<Number> exponential(const Number& number) {
    _IDEC_flags flags = 0;
    return finite(bid128_exp(bits(number), round_half_even, &flags));
}

std::optional<Number> natural_logarithm(const Number& number) {
    _IDEC_flags flags = 0;
    return finite(bid128_log(bits(number), round_half_even, &flags));
}

bool equal(const Number& left, const Number& right) {
    _IDEC_flags flags = 0;
    return bid128_quiet_equal(bits(left), bits(right), &flags) != 0;
}

bool less(const Number& left, const Number& right) {
    _IDEC_flags flags = 0;
    return bid128_quiet_less(bits(left), bits(right), &flags) != 0;
}

std::optional<Number> parse(std::string text) {
    _IDEC_flags flags = 0;
    return finite(bid128_from_string(text.data(), round_half_even, &flags));
}

}  // namespace konsequenz::feel::intel
