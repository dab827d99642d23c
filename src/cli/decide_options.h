// The main command's options.
#pragma once

#include <functional>
#include <string>

#include "cli/commands.h"
#include "cli/log_commands.h"

namespace konsequenz::cli {

/// What was asked for; lives until the command ran.
struct DecideOptions {
    service::DecideRequest request{"", {}, "-", "", "", ""};
    std::string partition;  ///< as "2/4"; empty: all
};

void add_decide(CLI::App& app, DecideOptions& options, const std::function<Format()>& format, const AddCommand& add);

}  // namespace konsequenz::cli
