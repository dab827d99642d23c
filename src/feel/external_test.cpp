#include "feel/external.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "feel/external_java.h"

namespace konsequenz::feel {
namespace {

std::string called(std::string_view class_name, std::string_view signature, std::vector<Value> arguments) {
    std::vector<TypeMember> parameters(arguments.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].name = "p" + std::to_string(i);
    const Result<Value> function = external_function(class_name, signature, std::move(parameters));
    if (!function) return function.error().code;
    std::vector<Note> notes;
    const Environment environment;
    Run run(environment, &notes);
    const Value value = invoke(*function, arguments, run);
    return notes.empty() ? to_string(value) : notes.back().code;
}
Value number(std::string_view text) { return Value::number(Number::parse(text)); }

TEST(External, calls_what_the_table_holds) {
    EXPECT_EQ(called("java.lang.Math", "max(double, double)", {number("123.45"), number("456.78")}), "456.78");
    EXPECT_EQ(called("java.lang.Math", "max(float,float)", {number("123.46"), number("456.78")}), "456.78");
    EXPECT_EQ(called("java.lang.Math", "max(int,int)", {number("123"), number("456")}), "456");
    EXPECT_EQ(called("java.lang.Math", "abs(int)", {number("-2147483648")}), "-2147483648");
    EXPECT_EQ(called("java.lang.Math", "round(double)", {number("-2.5")}), "-2");
    EXPECT_EQ(called("java.lang.Math", "cos(double)", {number("0")}), "1");
    EXPECT_EQ(called("java.lang.Short", "valueOf(short)", {number("123")}), "123");
    EXPECT_EQ(called("java.lang.Integer", "valueOf(java.lang.String)", {Value::string("-123")}), "-123");
    EXPECT_EQ(called("java.lang.Float", "valueOf(java.lang.String)", {Value::string(" 1234.56f ")}), "1234.56");
    EXPECT_EQ(called("java.lang.String", "valueOf(char)", {Value::string("a")}), "\"a\"");
    EXPECT_EQ(called("java.lang.String", "valueOf(double)", {number("1e10")}), "\"1.0E10\"");
    EXPECT_EQ(called("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)",
                     {Value::string("foo %s"), Value::string("bar")}),
              "\"foo bar\"");
    EXPECT_EQ(called("java.lang.String", "format(java.lang.String,[Ljava.lang.Object;)", {Value::string("x")}),
              "\"x\"");
}

TEST(External, refuses_with_a_reason) {
    EXPECT_EQ(called("java.lang.Math", "foo(double)", {number("1")}), "feel.external-unknown");
    EXPECT_EQ(called("java.lang.Runtime", "exec(java.lang.String)", {Value::string("ls")}), "feel.external-unknown");
    EXPECT_EQ(called("java.lang.Math", "cos(double)", {number("1"), number("2")}), "feel.external-arity");
    EXPECT_EQ(called("java.lang.Math", "cos(double)", {Value::string("1")}), "feel.external-argument");
    EXPECT_EQ(called("java.lang.Byte", "valueOf(byte)", {number("128")}), "feel.external-argument");
    EXPECT_EQ(called("java.lang.Math", "max(int,int)", {number("1.5"), number("2")}), "feel.external-argument");
    EXPECT_EQ(called("java.lang.String", "valueOf(char)", {Value::string("abc")}), "feel.external-argument");
    EXPECT_EQ(called("java.lang.String", "valueOf(char)", {Value::string("\U0001F40E")}), "feel.external-argument");
    EXPECT_EQ(called("java.lang.Math", "log(double)", {number("-1")}), "feel.external-failed");
    EXPECT_EQ(called("java.lang.Double", "valueOf(java.lang.String)", {Value::string("NaN")}), "feel.external-failed");
    EXPECT_EQ(called("java.lang.Integer", "valueOf(java.lang.String)", {Value::string("1.5")}), "feel.external-failed");
    EXPECT_EQ(external_pmml_error("model.pmml").code, "feel.external-pmml");
}

TEST(External, formats_as_java_does) {
    const std::vector<Value> values = {Value::string("a\u00e4"), number("-1234567.125"), Value::null(),
                                       Value::boolean(true), number("255")};
    const auto formatted = [&](std::string_view pattern) { return java::format(pattern, values).value_or("throws"); };
    EXPECT_EQ(formatted("%s|%S|%%|%n"), "a\u00e4|-1234567.125|%|\n");
    EXPECT_EQ(formatted("[%5s][%-5s][%.1s]"), "[   a\u00e4][-1234567.125][n]");
    EXPECT_EQ(formatted("%2$.2f"), "-1234567.13");
    EXPECT_EQ(formatted("%2$,.1f"), "-1,234,567.1");
    EXPECT_EQ(formatted("%2$(,.0f"), "(1,234,567)");
    EXPECT_EQ(formatted("%5$08.2f"), "00255.00");
    EXPECT_EQ(formatted("%5$+d %5$05d %5$x %5$X %5$o"), "+255 00255 ff FF 377");
    EXPECT_EQ(formatted("%3$s %3$b %4$B %5$c"), "null false TRUE \u00ff");
    EXPECT_EQ(formatted("%f"), "throws") << "the first argument is a string";
    EXPECT_EQ(formatted("%2$d"), "throws") << "no whole number";
    for (const char* wrong : {"%", "%q", "%9$s", "%-s", "%-05d", "%.d", "%99999s", "%5$.2d", "%0$s"})
        EXPECT_EQ(formatted(wrong), "throws") << wrong;
}

TEST(External, writes_reals_as_java_does) {
    EXPECT_EQ(java::to_text(123.0), "123.0");
    EXPECT_EQ(java::to_text(0.001), "0.001");
    EXPECT_EQ(java::to_text(0.0001), "1.0E-4");
    EXPECT_EQ(java::to_text(12345678.9), "1.23456789E7");
    EXPECT_EQ(java::to_text(-0.0), "-0.0");
    EXPECT_EQ(java::to_text(456.78F), "456.78");
}

TEST(External, the_documentation_names_every_function) {
    const std::string document = read_file(std::string(KONSEQUENZ_SOURCE_DIR) + "/docs/external-functions.md").value();
    for (const std::string& name : external_function_names()) {
        EXPECT_TRUE(document.contains('`' + name + '`')) << name << " is missing in docs/external-functions.md";
    }
}

}  // namespace
}  // namespace konsequenz::feel
