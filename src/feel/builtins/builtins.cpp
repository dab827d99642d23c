#include <array>

#include "feel/builtins/tables.h"

namespace konsequenz::feel {

std::span<const std::span<const Builtin>> builtin_tables() {
    static const std::array tables = {
        builtins::conversion_table(), builtins::boolean_table(),     builtins::string_table(),
        builtins::list_table(),       builtins::aggregation_table(), builtins::number_table(),
        builtins::temporal_table(),   builtins::range_table(),       builtins::context_table(),
    };
    return tables;
}

}  // namespace konsequenz::feel
