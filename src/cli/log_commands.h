// The commands that ask a log or change it as a whole, and those about one customer in it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "service/case_file.h"
#include "service/customers.h"
#include "service/log.h"
#include "service/log_proof.h"

namespace CLI {
class App;
}

namespace konsequenz::cli {

/// Says on standard error where keys that were destroyed can still be found (Store::removed_lives_on_in).
void warn_of_removed(const std::optional<std::string>& lives_on_in);

struct CheckpointOptions {
    service::LogAddress log;
    std::vector<std::string> signing_keys;
    std::string out = "-";
};

struct KeyOptions {
    std::string name;
    std::string out;
    bool is_master = false;
};

/// What was asked for; lives until the command ran.
struct LogRequests {
    service::VerifyLogRequest verify;
    service::ReplayRequest replay;
    CheckpointOptions checkpoint;
    KeyOptions key;
    service::LogProofRequest proof{"", "record", "", "", ""};
    service::ExportCaseRequest case_file;
    service::ExpireRequest expire;
    std::string expire_on;  ///< a date; empty: today
    service::ExportCustomerRequest customer;
    service::EraseCustomerRequest erase;
    service::LogAddress status_log;
    std::string status_customer;
};

/// Adds a subcommand with its description and example; it takes --json and runs what is given.
using AddCommand = std::function<CLI::App*(CLI::App& parent, const std::string& name, const std::string& description,
                                           const std::string& example, std::function<ExitCode()> run)>;

/// The moment of the call, in whole seconds: what an erasure and an expiry bear. No ruling reads it.
[[nodiscard]] Instant now();

void add_log_commands(CLI::App& app, LogRequests& requests, const std::function<Format()>& format,
                      const AddCommand& add);

[[nodiscard]] ExitCode verify_log_command(const service::VerifyLogRequest& request, Format format);
[[nodiscard]] ExitCode replay_command(const service::ReplayRequest& request, Format format);
[[nodiscard]] ExitCode key_command(const KeyOptions& options, Format format);
[[nodiscard]] ExitCode checkpoint_command(const CheckpointOptions& options, Format format);
[[nodiscard]] ExitCode log_proof_command(const service::LogProofRequest& request);
[[nodiscard]] ExitCode export_case_command(const service::ExportCaseRequest& request, Format format);
[[nodiscard]] ExitCode expire_command(service::ExpireRequest request, const std::string& on, Format format);
[[nodiscard]] ExitCode export_customer_command(const service::ExportCustomerRequest& request, Format format);
[[nodiscard]] ExitCode erase_customer_command(service::EraseCustomerRequest request, Format format);
[[nodiscard]] ExitCode customer_status_command(const service::LogAddress& log, const std::string& customer,
                                               Format format);

}  // namespace konsequenz::cli
