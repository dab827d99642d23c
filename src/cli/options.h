// Commands whose options are declared in a file of their own. Inside cli only.
#pragma once

#include <functional>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace konsequenz::cli {

/// What was asked for, to be run once the arguments are read.
struct Chosen {
    bool& is_json;
    std::function<ExitCode()>& command;
};

/// `consistency`, `noise plan` and `noise analyse`.
void add_consistency_and_noise(CLI::App& app, Chosen chosen);

}  // namespace konsequenz::cli
