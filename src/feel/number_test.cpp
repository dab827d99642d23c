#include "feel/number.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "feel/number_intel.h"

namespace konsequenz::feel {
namespace {

Number number(std::string_view text) { return Number::parse(text).value(); }
std::string text(const std::optional<Number>& result) { return result ? to_string(*result) : "null"; }

Number any_number(int digits_max, int exponent_range) {
    const int digits = *rc::gen::inRange(1, digits_max + 1);
    std::string literal = *rc::gen::arbitrary<bool>() ? "-" : "";
    for (int i = 0; i < digits; ++i) literal += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    literal += "e" + std::to_string(*rc::gen::inRange(-exponent_range, exponent_range + 1));
    return number(literal);
}

TEST(Number, reads_and_prints) {
    EXPECT_EQ(text(Number::parse("1.0")), "1");
    EXPECT_EQ(text(Number::parse("-12.50")), "-12.5");
    EXPECT_EQ(text(Number::parse(".5")), "0.5");
    EXPECT_EQ(text(Number::parse("1e3")), "1000");
    EXPECT_EQ(text(Number::parse("1.5E-7")), "0.00000015");
    EXPECT_EQ(text(Number::parse("-0")), "0");
    EXPECT_EQ(text(Number::parse("12345678901234567890123456789012345")), "12345678901234567890123456789012340");
    EXPECT_EQ(text(Number::parse("1e99999999999")), "null");
    EXPECT_EQ(text(Number::parse("1e-99999999999")), "0");
    EXPECT_EQ(text(Number::parse("0e99999999999")), "0");
    for (const char* wrong : {"", "-", ".", "1.", "1e", "1e+", "abc", "1 ", "1.2.3", "NaN", "Infinity", "0x1"}) {
        EXPECT_FALSE(Number::parse(wrong)) << wrong;
    }
}

TEST(Number, keeps_integers_and_doubles) {
    EXPECT_EQ(Number::from(INT64_MIN).to_int64(), INT64_MIN);
    EXPECT_EQ(Number::from(INT64_MAX).to_int64(), INT64_MAX);
    EXPECT_EQ(number("9223372036854775808").to_int64(), std::nullopt);
    EXPECT_EQ(number("1e3").to_int64(), 1000);
    EXPECT_EQ(number("1.50").to_int64(), std::nullopt);
    EXPECT_EQ(number("0.1").to_double(), 0.1);
    EXPECT_EQ(text(Number::from_double(0.1)), "0.1");
    EXPECT_EQ(Number::from_double(1.0 / 0.0), std::nullopt);
}

TEST(Number, divides_and_takes_rests) {
    EXPECT_EQ(text(divide(number("1"), number("3"))), "0.3333333333333333333333333333333333");
    EXPECT_EQ(text(divide(number("2"), number("3"))), "0.6666666666666666666666666666666667");
    EXPECT_EQ(text(divide(number("1"), number("0"))), "null");
    EXPECT_EQ(text(modulo(number("-12"), number("5"))), "3");
    EXPECT_EQ(text(modulo(number("12"), number("-5"))), "-3");
    EXPECT_EQ(text(modulo(number("10.1"), number("-4.5"))), "-3.4");
    EXPECT_EQ(text(modulo(number("1"), number("0"))), "null");
}

TEST(Number, raises_to_powers) {
    EXPECT_EQ(text(power(number("3"), number("20"))), "3486784401");
    EXPECT_EQ(text(power(number("-3"), number("3"))), "-27");
    EXPECT_EQ(text(power(number("2"), number("-3"))), "0.125");
    EXPECT_EQ(text(power(number("1.1"), number("30"))), "17.449402268886407318558803753801");
    EXPECT_EQ(text(power(number("4"), number("0.5"))), "2");
    EXPECT_EQ(text(power(number("2"), number("100"))), "1267650600228229401496703205376");
    EXPECT_EQ(text(power(number("2"), number("120"))), "1329227995784915872903807060280345000");
    EXPECT_EQ(text(power(number("1.0000001"), number("12345678"))), "3.436892562447499699482141197320997");
    EXPECT_EQ(text(power(number("0"), number("0"))), "1");
    EXPECT_EQ(text(power(number("0"), number("-1"))), "null");
    EXPECT_EQ(text(power(number("-1"), number("0.5"))), "null");
    EXPECT_EQ(text(power(number("10"), number("99999999999"))), "null");
    EXPECT_EQ(text(power(number("10"), number("-99999999999"))), "0");
    EXPECT_EQ(power(number("10"), number("-6170")), number("1e-6170"));
    EXPECT_EQ(text(power(number("1"), number("9223372036854775807"))), "1");
}

TEST(Number, takes_roots_and_logarithms) {
    EXPECT_EQ(text(square_root(number("4"))), "2");
    EXPECT_EQ(text(square_root(number("-1"))), "null");
    EXPECT_EQ(text(natural_logarithm(number("0"))), "null");
    EXPECT_EQ(text(exponential(number("1"))), "2.718281828459045235360287471352662");
    EXPECT_EQ(text(exponential(number("1e6"))), "null");
}

TEST(Number, rounds_as_asked) {
    const auto rounded = [](const char* value, int scale, Rounding rounding) {
        return text(round_to_scale(number(value), scale, rounding));
    };
    EXPECT_EQ(rounded("2.5", 0, Rounding::half_even), "2");
    EXPECT_EQ(rounded("3.5", 0, Rounding::half_even), "4");
    EXPECT_EQ(rounded("-5.5", 0, Rounding::up), "-6");
    EXPECT_EQ(rounded("-1.126", 2, Rounding::down), "-1.12");
    EXPECT_EQ(rounded("-5.5", 0, Rounding::half_up), "-6");
    EXPECT_EQ(rounded("-5.5", 0, Rounding::half_down), "-5");
    EXPECT_EQ(rounded("-1.56", 1, Rounding::floor), "-1.6");
    EXPECT_EQ(rounded("-0.3", 0, Rounding::ceiling), "0");
    EXPECT_EQ(rounded("1250", -2, Rounding::half_even), "1200");
    EXPECT_EQ(rounded("1e-50", 3, Rounding::ceiling), "0.001");
    EXPECT_EQ(round_to_scale(number("1"), 6177, Rounding::up), std::nullopt);
    EXPECT_EQ(round_to_scale(number("1"), -6112, Rounding::up), std::nullopt);
}

TEST(Number, overflow_is_no_number) {
    const Number greatest = number("9.999999999999999999999999999999999e6144");
    EXPECT_EQ(add(greatest, greatest), std::nullopt);
    EXPECT_EQ(multiply(greatest, number("10")), std::nullopt);
    EXPECT_EQ(divide(greatest, number("0.1")), std::nullopt);
}

RC_GTEST_PROP(Number, the_inline_paths_answer_as_intel_does, ()) {
    const Number left = any_number(22, 12);
    const Number right = any_number(22, 12);
    const auto same = [](const std::optional<Number>& a, const std::optional<Number>& b) {
        return a->low == b->low && a->high == b->high;
    };
    RC_ASSERT(same(add(left, right), intel::add(left, right)));
    RC_ASSERT(same(subtract(left, right), intel::add(left, negate(right))));
    RC_ASSERT(same(multiply(left, right), intel::multiply(left, right)));
    if (!right.is_zero()) RC_ASSERT(same(divide(left, right), intel::divide(left, right)));
    RC_ASSERT((compare(left, right) < 0) == intel::less(left, right));
    RC_ASSERT((compare(left, right) == 0) == intel::equal(left, right));
}

RC_GTEST_PROP(Number, print_and_parse_are_inverse, ()) {
    const Number value = any_number(34, 60);
    RC_ASSERT(number(to_string(value)) == value);
}

RC_GTEST_PROP(Number, equal_numbers_have_equal_hashes_and_texts, ()) {
    const Number value = any_number(20, 10);
    const Number padded = multiply(value, number("1.000")).value();
    RC_ASSERT(padded == value);
    RC_ASSERT(padded.hash() == value.hash());
    RC_ASSERT(to_string(padded) == to_string(value));
    RC_ASSERT(padded.normalized().low == value.normalized().low);
}

RC_GTEST_PROP(Number, integer_powers_are_repeated_products_where_exact, ()) {
    const Number base = Number::from(*rc::gen::inRange(-40, 41));
    const int exponent = *rc::gen::inRange(0, 20);
    Number product = Number::from(1);
    for (int i = 0; i < exponent; ++i) product = multiply(product, base).value();
    RC_ASSERT(power(base, Number::from(exponent)).value() == product);
}

}  // namespace
}  // namespace konsequenz::feel
