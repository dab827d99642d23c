#include "base/error.h"

#include <fmt/format.h>

namespace konsequenz {

std::string to_string(const Error& error) {
    std::string text;
    const auto& where = error.where;
    if (!where.file.empty()) text += where.file;
    if (where.line != 0) text += fmt::format("{}{}", text.empty() ? "line " : ":", where.line);
    if (where.column != 0) text += fmt::format(":{}", where.column);
    if (!text.empty()) text += ": ";
    if (!where.field.empty()) text += fmt::format("`{}`: ", where.field);
    return text + error.message;
}

std::string to_string(const std::vector<Error>& errors) {
    std::string text;
    for (const auto& error : errors) {
        if (!text.empty()) text += '\n';
        text += to_string(error);
    }
    return text;
}

Error at(Error error, std::string_view file, std::uint32_t line) {
    if (error.where.file.empty()) error.where.file = file;
    if (error.where.line == 0) error.where.line = line;
    return error;
}

}  // namespace konsequenz
