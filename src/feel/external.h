// Functions that a DMN model defines by a Java class and method signature (DMN 1.5, 10.2.1.7 and 10.3.2.13.3), run
// without a Java machine: a fixed table holds native functions that do what the Java methods do.
// docs/external-functions.md lists them. There is no way from a model to anything else on the machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "feel/function.h"

namespace konsequenz::feel {

/// The function value for `java: {class: …, method signature: …}` with these formal parameters.
/// The signature is written as in the standard: `max(double, double)`, `format(java.lang.String, [Ljava.lang.Object;)`;
/// an array as last parameter takes all formal parameters from there on.
/// The function gives null with a note where an argument does not fit the Java type or the method would throw.
/// Errors: feel.external-unknown (no such class, method or signature in the table; the message says which there are),
/// feel.external-arity (the formal parameters are not as many as the signature's).
[[nodiscard]] Result<Value> external_function(std::string_view class_name, std::string_view signature,
                                              std::vector<TypeMember> parameters);

/// `pmml: {…}` functions are not run; this is the error that says so: feel.external-pmml.
[[nodiscard]] Error external_pmml_error(std::string_view document);

/// All functions of the table as `java.lang.Math.max(double,double)`, in its order; for the documentation's test.
[[nodiscard]] std::vector<std::string> external_function_names();

}  // namespace konsequenz::feel
