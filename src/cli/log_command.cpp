#include <fmt/format.h>

#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "service/log.h"

namespace konsequenz::cli {

ExitCode verify_log_command(const std::string& log, Format format) {
    const auto verification = service::verify_log(log);
    if (!verification) {
        print_error(verification.error());
        return exit_code_of(verification.error());
    }
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object()
            .member("sound", !verification->fault)
            .member("entries", static_cast<std::int64_t>(verification->entries));
        writer.member("bytes", static_cast<std::int64_t>(verification->bytes))
            .member("head", verification->head_sha256);
        if (verification->fault) writer.member("fault", *verification->fault);
        writer.end_object();
        fmt::print("{}\n", json);
    } else if (verification->fault) {
        fmt::print("{} {}\n", styled("changed:", Style::red), *verification->fault);
        fmt::print("{} entries before it are sound; what follows cannot be trusted\n", grouped(verification->entries));
    } else {
        fmt::print("sound: {} entries, {} bytes, head {}\n", grouped(verification->entries),
                   grouped(verification->bytes), verification->head_sha256);
    }
    return verification->fault ? ExitCode::answer_is_no : ExitCode::done;
}

}  // namespace konsequenz::cli
