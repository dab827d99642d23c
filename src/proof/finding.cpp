#include "proof/finding.h"

namespace konsequenz::proof {

std::string_view to_string(Level level) {
    switch (level) {
        case Level::error: return "error";
        case Level::warning: return "warning";
        case Level::note: return "note";
    }
    return "";
}

}  // namespace konsequenz::proof
