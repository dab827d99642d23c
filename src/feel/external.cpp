#include "feel/external.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "feel/external_java.h"
#include "feel/text.h"

namespace konsequenz::feel {

namespace {

enum class JavaType : std::uint8_t {
    none,
    byte_,
    short_,
    int_,
    long_,
    float_,
    double_,
    char_,
    boolean_,
    string_,
    object_,
    objects_
};

std::string_view java_name(JavaType type) {
    switch (type) {
        case JavaType::byte_: return "byte";
        case JavaType::short_: return "short";
        case JavaType::int_: return "int";
        case JavaType::long_: return "long";
        case JavaType::float_: return "float";
        case JavaType::double_: return "double";
        case JavaType::char_: return "char";
        case JavaType::boolean_: return "boolean";
        case JavaType::string_: return "java.lang.String";
        case JavaType::object_: return "java.lang.Object";
        case JavaType::objects_: return "[Ljava.lang.Object;";
        case JavaType::none: break;
    }
    return "";
}

template <class Integer>
constexpr std::array<std::int64_t, 2> limits_of = {std::numeric_limits<Integer>::min(),
                                                   std::numeric_limits<Integer>::max()};

// The least and greatest value of an integer type.
std::array<std::int64_t, 2> integer_limits(JavaType type) {
    switch (type) {
        case JavaType::byte_: return limits_of<std::int8_t>;
        case JavaType::short_: return limits_of<std::int16_t>;
        case JavaType::int_: return limits_of<std::int32_t>;
        default: return limits_of<std::int64_t>;
    }
}

// An argument as the Java method would get it; only the member of its type counts.
struct Argument {
    std::int64_t integer = 0;
    double real = 0;
    float single = 0;
    bool truth = false;
    std::string text;
    Value object;
};

std::optional<Argument> to_java(const Value& value, JavaType type) {
    Argument argument;
    switch (type) {
        case JavaType::byte_:
        case JavaType::short_:
        case JavaType::int_:
        case JavaType::long_: {
            const std::optional<std::int64_t> whole = value.is_number() ? value.as_number().to_int64() : std::nullopt;
            const auto [least, greatest] = integer_limits(type);
            if (!whole || *whole < least || *whole > greatest) return std::nullopt;
            argument.integer = *whole;
            return argument;
        }
        case JavaType::float_:
        case JavaType::double_:
            if (!value.is_number()) return std::nullopt;
            argument.real = value.as_number().to_double();
            argument.single = static_cast<float>(argument.real);
            return argument;
        case JavaType::char_:
        case JavaType::string_:
            if (!value.is_string()) return std::nullopt;
            // A Java char is one unit of UTF-16, which no text of four bytes in UTF-8 is.
            if (type == JavaType::char_ && (text::length(value.as_string()) != 1 || value.as_string().size() > 3))
                return std::nullopt;
            argument.text = value.as_string();
            return argument;
        case JavaType::boolean_:
            if (!value.is_boolean()) return std::nullopt;
            argument.truth = value.as_boolean();
            return argument;
        default: argument.object = value; return argument;
    }
}

using Arguments = std::span<const Argument>;
/// nullopt: the Java method would throw, or what it gives is no value of FEEL's.
using Outcome = std::optional<Value>;

Outcome number_of(const std::optional<Number>& number) {
    return number ? Outcome(Value::number(*number)) : std::nullopt;
}
Outcome integer_of(const std::optional<std::int64_t>& number) {
    return number ? Outcome(Value::number(*number)) : std::nullopt;
}
Outcome text_of(std::string text) { return Value::string(std::move(text)); }

template <double (*function)(double)>
Outcome real_function(Arguments a) {
    return number_of(java::to_number(function(a[0].real)));
}

Outcome power_of(Arguments a) { return number_of(java::to_number(std::pow(a[0].real, a[1].real))); }
Outcome angle_of(Arguments a) { return number_of(java::to_number(std::atan2(a[0].real, a[1].real))); }

// Math.round: to the nearest, ties upwards, held within the type.
Outcome round_long(Arguments a) {
    const double rounded = std::floor(a[0].real + 0.5);
    if (rounded >= 9.2e18) return Value::number(std::numeric_limits<std::int64_t>::max());
    if (rounded <= -9.2e18) return Value::number(std::numeric_limits<std::int64_t>::min());
    return Value::number(static_cast<std::int64_t>(rounded));
}

template <bool greatest>
Outcome extreme_integer(Arguments a) {
    return Value::number(greatest ? std::max(a[0].integer, a[1].integer) : std::min(a[0].integer, a[1].integer));
}
template <bool greatest>
Outcome extreme_double(Arguments a) {
    return number_of(java::to_number(greatest ? std::max(a[0].real, a[1].real) : std::min(a[0].real, a[1].real)));
}
template <bool greatest>
Outcome extreme_float(Arguments a) {
    return number_of(
        java::to_number(greatest ? std::max(a[0].single, a[1].single) : std::min(a[0].single, a[1].single)));
}

// Math.abs of the least integer is that integer itself, as in Java.
template <JavaType type>
Outcome absolute_integer(Arguments a) {
    const bool least = a[0].integer == integer_limits(type)[0];
    return Value::number(a[0].integer < 0 && !least ? -a[0].integer : a[0].integer);
}
Outcome absolute_double(Arguments a) { return number_of(java::to_number(std::fabs(a[0].real))); }
Outcome absolute_float(Arguments a) { return number_of(java::to_number(std::fabs(a[0].single))); }

Outcome same_integer(Arguments a) { return Value::number(a[0].integer); }
Outcome same_double(Arguments a) { return number_of(java::to_number(a[0].real)); }
Outcome same_float(Arguments a) { return number_of(java::to_number(a[0].single)); }

template <JavaType type>
Outcome integer_from_text(Arguments a) {
    const auto [least, greatest] = integer_limits(type);
    return integer_of(java::parse_integer(a[0].text, least, greatest));
}
template <class Real>
Outcome real_from_text(Arguments a) {
    const std::optional<Real> value = java::parse_real<Real>(a[0].text);
    return value ? number_of(java::to_number(*value)) : std::nullopt;
}
Outcome boolean_from_text(Arguments a) { return Value::boolean(text::lower_case(a[0].text) == "true"); }

Outcome text_of_text(Arguments a) { return text_of(a[0].text); }
Outcome text_of_integer(Arguments a) { return text_of(std::to_string(a[0].integer)); }
Outcome text_of_double(Arguments a) { return text_of(java::to_text(a[0].real)); }
Outcome text_of_float(Arguments a) { return text_of(java::to_text(a[0].single)); }
Outcome text_of_boolean(Arguments a) { return text_of(a[0].truth ? "true" : "false"); }
Outcome text_of_object(Arguments a) {
    std::optional<std::string> text = java::format("%s", std::span(&a[0].object, 1));
    return text ? text_of(*std::move(text)) : std::nullopt;
}

Outcome formatted(Arguments a) {
    std::vector<Value> objects;
    for (const Argument& argument : a.subspan(1)) objects.push_back(argument.object);
    std::optional<std::string> text = java::format(a[0].text, objects);
    return text ? text_of(*std::move(text)) : std::nullopt;
}

struct Row {
    std::string_view class_name;
    std::string_view method;
    std::array<JavaType, 2> parameters;
    Outcome (*run)(Arguments arguments);
};

using enum JavaType;
constexpr std::string_view math = "java.lang.Math";
constexpr std::string_view string = "java.lang.String";

constexpr Row table[] = {
    {math, "abs", {int_}, absolute_integer<int_>},
    {math, "abs", {long_}, absolute_integer<long_>},
    {math, "abs", {float_}, absolute_float},
    {math, "abs", {double_}, absolute_double},
    {math, "max", {int_, int_}, extreme_integer<true>},
    {math, "max", {long_, long_}, extreme_integer<true>},
    {math, "max", {float_, float_}, extreme_float<true>},
    {math, "max", {double_, double_}, extreme_double<true>},
    {math, "min", {int_, int_}, extreme_integer<false>},
    {math, "min", {long_, long_}, extreme_integer<false>},
    {math, "min", {float_, float_}, extreme_float<false>},
    {math, "min", {double_, double_}, extreme_double<false>},
    {math, "sin", {double_}, real_function<std::sin>},
    {math, "cos", {double_}, real_function<std::cos>},
    {math, "tan", {double_}, real_function<std::tan>},
    {math, "asin", {double_}, real_function<std::asin>},
    {math, "acos", {double_}, real_function<std::acos>},
    {math, "atan", {double_}, real_function<std::atan>},
    {math, "atan2", {double_, double_}, angle_of},
    {math, "exp", {double_}, real_function<std::exp>},
    {math, "log", {double_}, real_function<std::log>},
    {math, "log10", {double_}, real_function<std::log10>},
    {math, "sqrt", {double_}, real_function<std::sqrt>},
    {math, "cbrt", {double_}, real_function<std::cbrt>},
    {math, "pow", {double_, double_}, power_of},
    {math, "ceil", {double_}, real_function<std::ceil>},
    {math, "floor", {double_}, real_function<std::floor>},
    {math, "rint", {double_}, real_function<std::nearbyint>},
    {math, "round", {double_}, round_long},
    {"java.lang.Byte", "valueOf", {byte_}, same_integer},
    {"java.lang.Byte", "valueOf", {string_}, integer_from_text<byte_>},
    {"java.lang.Short", "valueOf", {short_}, same_integer},
    {"java.lang.Short", "valueOf", {string_}, integer_from_text<short_>},
    {"java.lang.Integer", "valueOf", {int_}, same_integer},
    {"java.lang.Integer", "valueOf", {string_}, integer_from_text<int_>},
    {"java.lang.Integer", "parseInt", {string_}, integer_from_text<int_>},
    {"java.lang.Long", "valueOf", {long_}, same_integer},
    {"java.lang.Long", "valueOf", {string_}, integer_from_text<long_>},
    {"java.lang.Long", "parseLong", {string_}, integer_from_text<long_>},
    {"java.lang.Float", "valueOf", {float_}, same_float},
    {"java.lang.Float", "valueOf", {string_}, real_from_text<float>},
    {"java.lang.Double", "valueOf", {double_}, same_double},
    {"java.lang.Double", "valueOf", {string_}, real_from_text<double>},
    {"java.lang.Double", "parseDouble", {string_}, real_from_text<double>},
    {"java.lang.Boolean", "valueOf", {string_}, boolean_from_text},
    {"java.lang.Boolean", "parseBoolean", {string_}, boolean_from_text},
    {string, "valueOf", {char_}, text_of_text},
    {string, "valueOf", {int_}, text_of_integer},
    {string, "valueOf", {long_}, text_of_integer},
    {string, "valueOf", {float_}, text_of_float},
    {string, "valueOf", {double_}, text_of_double},
    {string, "valueOf", {boolean_}, text_of_boolean},
    {string, "valueOf", {object_}, text_of_object},
    {string, "format", {string_, objects_}, formatted},
};

std::size_t count_of(const Row& row) {
    return static_cast<std::size_t>(std::ranges::count_if(row.parameters, [](JavaType type) { return type != none; }));
}

bool ends_in_array(const Row& row) { return row.parameters[count_of(row) - 1] == objects_; }

std::string signature_of(const Row& row) {
    std::string signature = std::string(row.method) + '(';
    for (std::size_t i = 0; i < count_of(row); ++i) {
        if (i > 0) signature += ',';
        signature += java_name(row.parameters[i]);
    }
    return signature + ')';
}

std::string without_spaces(std::string_view text) {
    std::string kept;
    std::ranges::copy_if(text, std::back_inserter(kept),
                         [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
    return kept;
}

class ExternalFunction final : public Function {
  public:
    ExternalFunction(const Row& row, Type signature) : row_(row), signature_(std::move(signature)) {}

    [[nodiscard]] const Type& signature() const override { return signature_; }

    [[nodiscard]] Value call(std::span<const Value> arguments, Run& run) const override {
        std::vector<Argument> converted;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const JavaType type = row_.parameters[std::min(i, count_of(row_) - 1)];
            std::optional<Argument> argument = to_java(arguments[i], type);
            if (!argument) {
                return run.note("feel.external-argument",
                                fmt::format("`{}` is no {} as {}.{} wants it", to_string(arguments[i]), java_name(type),
                                            row_.class_name, signature_of(row_)));
            }
            converted.push_back(*std::move(argument));
        }
        Outcome result = row_.run(converted);
        if (result) return *std::move(result);
        return run.note("feel.external-failed",
                        fmt::format("{}.{} has no result for these arguments", row_.class_name, signature_of(row_)));
    }

  private:
    const Row& row_;
    Type signature_;
};

std::unexpected<Error> unknown(std::string_view class_name, std::string_view signature) {
    std::string known;
    for (const Row& row : table) {
        if (row.class_name != class_name) continue;
        known += (known.empty() ? "" : ", ") + signature_of(row);
    }
    const std::string mend =
        known.empty() ? "no function of this class is registered" : "registered of this class are " + known;
    return fail("feel.external-unknown", fmt::format("`{}.{}` is not registered: {}", class_name, signature, mend));
}

}  // namespace

Result<Value> external_function(std::string_view class_name, std::string_view signature,
                                std::vector<TypeMember> parameters) {
    const std::string wanted_class = without_spaces(class_name);
    const std::string wanted = without_spaces(signature);
    const auto row = std::ranges::find_if(
        table, [&](const Row& known) { return known.class_name == wanted_class && signature_of(known) == wanted; });
    if (row == std::end(table)) return unknown(wanted_class, wanted);
    const std::size_t fixed = count_of(*row) - (ends_in_array(*row) ? 1 : 0);
    if (ends_in_array(*row) ? parameters.size() < fixed : parameters.size() != fixed) {
        return fail("feel.external-arity",
                    fmt::format("`{}.{}` does not take {} parameters", wanted_class, wanted, parameters.size()));
    }
    return Value::function(std::make_unique<ExternalFunction>(*row, Type::function(std::move(parameters), Type())));
}

Error external_pmml_error(std::string_view document) {
    return {"feel.external-pmml",
            fmt::format("`{}` is a PMML model, and those are not run: write its logic as a decision or a function",
                        document),
            {}};
}

std::vector<std::string> external_function_names() {
    std::vector<std::string> names;
    for (const Row& row : table) names.push_back(std::string(row.class_name) + '.' + signature_of(row));
    return names;
}

}  // namespace konsequenz::feel
