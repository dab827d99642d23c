#include "cli/decide_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <string_view>

namespace konsequenz::cli {
namespace {

/// "2/4": the second of four, from 1; empty: all.
bool read_share(std::string_view text, service::Share& share) {
    if (text.empty()) return true;
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    const auto number = [](std::string_view digits, std::uint32_t& into) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
        return error == std::errc() && end == digits.data() + digits.size();
    };
    constexpr std::uint32_t partitions_max = 4096;
    if (!number(text.substr(0, slash), share.partition) || !number(text.substr(slash + 1), share.of)) return false;
    if (share.partition < 1 || share.partition > share.of || share.of > partitions_max) return false;
    --share.partition;
    return true;
}

}  // namespace

void add_decide(CLI::App& app, DecideOptions& options, const std::function<Format()>& format, const AddCommand& add) {
    auto& decide = options.request;
    auto* command =
        add(app, "decide", "Decide contacts by a standard: records in, rulings out",
            "konsequenz decide standards/fair-and-firm --in records.jsonl --log history.db --out rulings.jsonl",
            [&options, format] {
                auto& asked = options.request;
                if (asked.inputs.empty()) asked.inputs = {"-"};
                if (!read_share(options.partition, asked.share)) {
                    fmt::print(stderr, "error: --partition is `{}`: expected two numbers as 1/4, from 1/4 to 4/4\n",
                               options.partition);
                    return ExitCode::usage;
                }
                return decide_command(asked, format());
            });
    command->add_option("STANDARD", decide.standard, "the folder of the standard")->required();
    command
        ->add_option("--in", decide.inputs,
                     "files of records, one JSON object a line; - is standard input (the default)")
        ->type_name("FILE");
    command->add_option("--out", decide.out, "where the rulings go; - is standard output (the default)")
        ->type_name("FILE");
    command
        ->add_option("--log", decide.log,
                     "the log that keeps the history, made where it is missing: a file, or "
                     "postgresql://user@host/database#name")
        ->type_name("LOG");
    command
        ->add_option("--master-key", decide.master_key,
                     "the file of the log's master key (default: LOG.key, made with a new log)")
        ->type_name("FILE");
    command->add_option("--sign", decide.signing_key, "sign how far the log has come, at the end")->type_name("FILE");
    command
        ->add_option("--batch", decide.batch_entries,
                     "so many entries are written together: fewer are acknowledged sooner, more are faster (10000)")
        ->type_name("N")
        ->check(CLI::Range(1U, 1'000'000U));
    command
        ->add_option("--partition", options.partition,
                     "take only the customers of this partition, as 1/4; four processes share a log so")
        ->type_name("I/N");
    command->add_option("--rejects", decide.rejects, "where refused lines go, each with its reason")->type_name("FILE");
    command
        ->add_option("--calibration", decide.calibration,
                     "the organisation's own operating points, from konsequenz conduct calibrate")
        ->type_name("FILE");
}

}  // namespace konsequenz::cli
