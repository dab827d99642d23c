// A user of the installed libraries: base by its errors, feel by its numbers.
#include <cstdio>
#include <string>

#include "base/error.h"
#include "feel/number.h"

namespace {

konsequenz::Result<std::string> eighth() {
    const auto quotient =
        konsequenz::feel::divide(konsequenz::feel::Number::from(1), konsequenz::feel::Number::from(8));
    if (!quotient) return konsequenz::fail("consumer.division", "1/8 has no value");
    return "1/8 = " + konsequenz::feel::to_string(*quotient);
}

}  // namespace

int main() {
    const auto text = eighth();
    if (!text) return 1;
    std::puts(text->c_str());
    return 0;
}
