#include "feel/value.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "feel/expression.h"
#include "feel/function.h"
#include "feel/type.h"

namespace konsequenz::feel {
namespace {

Value feel(std::string_view text) { return Expression::compile(text, Scope{})->evaluate({}); }

TEST(FeelValue, StringsAreTheSameWhereverTheyLie) {
    const std::string brief(24, 'a');
    const std::string extended(25, 'a');
    const Value inlined = Value::string(brief);
    const Value text = Value::string(extended);
    EXPECT_EQ(inlined.as_string(), brief);
    EXPECT_EQ(text.as_string(), extended);
    Value copy = text;
    const Value moved = std::move(copy);
    EXPECT_EQ(moved.as_string().data(), text.as_string().data());
    EXPECT_TRUE(identical(Value::borrowed(extended), text));
    const Value owned = Value::borrowed(extended).owned();
    EXPECT_NE(owned.as_string().data(), extended.data());
}

TEST(FeelValue, ContextsKeepTheirOrderAndTheLastOfTwoKeys) {
    const Value context = Value::context({{"b", Value::number(1)}, {"a", Value::number(2)}, {"b", Value::number(3)}});
    EXPECT_EQ(to_string(context), "{b: 3, a: 2}");
    EXPECT_EQ(context.find("c"), nullptr);
    EXPECT_TRUE(equals(context, feel("{a: 2, b: 3}")).value());
    EXPECT_FALSE(identical(context, feel("{a: 2, b: 3}")));
}

TEST(FeelValue, NestingHasAnEnd) {
    Value value;
    std::uint32_t depth = 0;
    for (Value next = Value::list({}); !next.is_null(); next = Value::list({value})) {
        value = next;
        ++depth;
    }
    EXPECT_EQ(depth, nesting_max);
    EXPECT_TRUE(Value::context({{"a", value}}).is_null());
    EXPECT_TRUE(equals(value, value).value());
}

TEST(FeelValue, IdenticalTellsApartWhatEqualsTakesTogether) {
    EXPECT_TRUE(equals(feel("@\"10:00:00Z\""), feel("@\"11:00:00+01:00\"")).value());
    EXPECT_FALSE(identical(feel("@\"10:00:00Z\""), feel("@\"11:00:00+01:00\"")));
    EXPECT_TRUE(identical(feel("1.0"), feel("1.00")));
    EXPECT_TRUE(identical(Value(), Value()));
    EXPECT_FALSE(equals(Value::number(1), Value::string("1")).has_value());
    EXPECT_FALSE(identical(Value::number(1), Value::string("1")));
}

TEST(FeelValue, JsonComesInByType) {
    JsonParser parser;
    const auto read = [&](std::string_view text, const Type& type) {
        const Result<JsonValue> json = parser.parse(text);
        if (!json) return json.error().code;
        const Result<Value> value = from_json(*json, type);
        return value ? to_string(*value) : value.error().code + " " + value.error().where.field;
    };
    EXPECT_EQ(read(R"({"a": 1.50, "b": ["x", null, true]})", {}), R"({a: 1.5, b: ["x", null, true]})");
    const Type order = Type::context({{"day", TypeKind::date}, {"prices", Type::list(TypeKind::number)}});
    EXPECT_EQ(read(R"({"day": "2024-02-29", "prices": [1]})", order), R"({day: @"2024-02-29", prices: [1]})");
    EXPECT_EQ(read(R"({"day": "2023-02-29", "prices": [1]})", order), "feel.json-temporal day");
    EXPECT_EQ(read(R"({"day": null, "prices": [1, "2"]})", order), "feel.json-type prices[2]");
    EXPECT_EQ(read(R"({"prices": [1]})", order), "{prices: [1], day: null}");
    EXPECT_EQ(read("[1234567890.123456789012345678901234000]", {}), "[1234567890.123456789012345678901234]");
    EXPECT_EQ(read("[1234567890.1234567890123456789012345]", {}), "feel.json-number [1]");
    EXPECT_EQ(read(R"(["P1D"])", Type::list(TypeKind::day_time_duration)), R"([@"P1D"])");
    EXPECT_EQ(read(R"(["P1D"])", Type::list(TypeKind::year_month_duration)), "feel.json-temporal [1]");
}

TEST(FeelValue, JsonGoesOutAsPlainAsItCan) {
    std::string out;
    JsonWriter writer(out);
    write_json(writer, feel("{a: 0.10, b: [true, null, \"x\\\"y\"], d: @\"2024-02-29\", p: @\"P1D\", r: [1..2]}"));
    EXPECT_EQ(out, R"({"a":0.1,"b":[true,null,"x\"y"],"d":"2024-02-29","p":"P1D","r":"[1..2]"})");
}

// What a value prints as is FEEL that gives the value again.
RC_GTEST_PROP(FeelValueLaws, TextReadsBack, (const std::string& text, std::int64_t number, std::uint8_t scale)) {
    std::string clean;
    for (const char c : text) clean += static_cast<unsigned char>(c) < 0x80 ? c : 'u';
    const Value value = Value::context(
        {{clean + "k", Value::string(clean)},
         {"n", Value::number(Number::from_parts(
                   number < 0, static_cast<Unsigned128>(number < 0 ? -(number + 1) : number), -(scale % 30)))},
         {"l", Value::list({Value(), Value::boolean(true), Value::duration(DayTimeDuration{number / 1000, 0})})}});
    RC_ASSERT(identical(feel(to_string(value)), value));
}

}  // namespace
}  // namespace konsequenz::feel
