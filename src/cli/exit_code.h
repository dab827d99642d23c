// What the program tells the shell.
#pragma once

#include <string_view>

#include "base/error.h"

namespace konsequenz::cli {

enum class ExitCode : int {
    done = 0,
    answer_is_no = 1,  ///< a test failed, a log was tampered with
    usage = 2,
    bad_input = 3,    ///< something was refused; the rest is done
    environment = 4,  ///< store, file, network
};

/// environment for errors of files and stores, bad_input for all others.
[[nodiscard]] inline ExitCode exit_code_of(const Error& error) {
    const std::string_view code = error.code;
    const bool is_environment = code.starts_with("base.cannot") || code.starts_with("store.") ||
                                code.starts_with("backtest.cannot") || code == "record.cannot-read" ||
                                code == "conduct.cannot-open" || code == "seal.key-exists";
    return is_environment ? ExitCode::environment : ExitCode::bad_input;
}

}  // namespace konsequenz::cli
