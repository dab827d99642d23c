#include "feel/type.h"

#include <gtest/gtest.h>

#include "feel/expression.h"
#include "feel/function.h"

namespace konsequenz::feel {
namespace {

const Type number = TypeKind::number;
const Type text = TypeKind::string;
const Type any;

Value feel(std::string_view expression) { return Expression::compile(expression, Scope{})->evaluate({}); }

// DMN 1.5, table 43.
TEST(FeelType, Equivalence) {
    EXPECT_TRUE(equivalent(Type::list(number), Type::list(number)));
    EXPECT_FALSE(equivalent(Type::list(number), Type::list(text)));
    EXPECT_TRUE(equivalent(Type::list(any), TypeKind::list));
    EXPECT_FALSE(equivalent(Type::list(number), TypeKind::list));
    EXPECT_TRUE(equivalent(Type::context({{"a", number}, {"b", text}}), Type::context({{"b", text}, {"a", number}})));
    EXPECT_FALSE(equivalent(Type::context({{"a", number}}), Type::context({{"a", number}, {"b", text}})));
    EXPECT_TRUE(equivalent(Type::function({{"x", number}}, text), Type::function({{"y", number}}, text)));
    EXPECT_FALSE(equivalent(Type::function({{"x", number}}, text), Type::function({{"x", number}}, number)));
}

// DMN 1.5, table 44.
TEST(FeelType, Conformance) {
    EXPECT_TRUE(conforms(number, any));
    EXPECT_FALSE(conforms(any, number));
    EXPECT_TRUE(conforms(TypeKind::null, number));
    EXPECT_TRUE(conforms(Type::list(number), Type::list(any)));
    EXPECT_FALSE(conforms(Type::list(any), Type::list(number)));
    EXPECT_TRUE(conforms(Type::context({{"a", number}, {"b", text}}), Type::context({{"a", number}})));
    EXPECT_FALSE(conforms(Type::context({{"a", number}}), Type::context({{"a", number}, {"b", text}})));
    // A function takes as much and gives as little: contravariant in, covariant out.
    EXPECT_TRUE(conforms(Type::function({{"x", any}}, number), Type::function({{"x", number}}, any)));
    EXPECT_FALSE(conforms(Type::function({{"x", number}}, number), Type::function({{"x", any}}, number)));
    EXPECT_FALSE(conforms(Type::function({{"x", number}}, any), Type::function({{"x", number}}, number)));
}

TEST(FeelType, JoinIsWhatBothConformTo) {
    EXPECT_EQ(to_string(join(number, text)), "Any");
    EXPECT_EQ(to_string(join(TypeKind::null, text)), "string");
    EXPECT_EQ(to_string(join(Type::list(number), Type::list(text))), "list<Any>");
    EXPECT_EQ(to_string(join(Type::context({{"a", number}, {"b", text}}), Type::context({{"b", text}}))),
              "context<b: string>");
}

TEST(FeelType, ConversionsAreTheImplicitOnesOnly) {
    const auto converted = [](std::string_view value, const Type& type) {
        const std::optional<Value> result = convert(feel(value), type);
        return result ? to_string(*result) : "none";
    };
    EXPECT_EQ(converted("[5]", number), "5");
    EXPECT_EQ(converted("[[5]]", number), "none");
    EXPECT_EQ(converted("[5, 6]", number), "none");
    EXPECT_EQ(converted("5", Type::list(number)), "[5]");
    EXPECT_EQ(converted("\"a\"", Type::list(number)), "none");
    EXPECT_EQ(converted("@\"2024-01-01\"", TypeKind::date_time), "@\"2024-01-01T00:00:00Z\"");
    EXPECT_EQ(converted("\"5\"", number), "none");
    EXPECT_EQ(converted("null", number), "null");
    EXPECT_EQ(converted("[null]", Type::list(number)), "[null]");
}

TEST(FeelType, TypesOfValues) {
    EXPECT_EQ(to_string(type_of(feel("[1, 2]"))), "list<number>");
    EXPECT_EQ(to_string(type_of(feel("[1, \"a\"]"))), "list<Any>");
    EXPECT_EQ(to_string(type_of(feel("{a: [@\"P1D\"]}"))), "context<a: list<days and time duration>>");
    EXPECT_EQ(to_string(type_of(feel("(> 5)"))), "range<number>");
    EXPECT_EQ(to_string(type_of(feel("function(a: string) 1"))), "function<string> -> number");
}

}  // namespace
}  // namespace konsequenz::feel
