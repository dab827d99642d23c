#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "cli/log_commands.h"

namespace konsequenz::cli {
namespace {

constexpr unsigned jobs_max = 64;

void add_address(CLI::App& command, service::LogAddress& address) {
    command.add_option("--log", address.location, "the log: a file, or postgresql://user@host/database#name")
        ->required()
        ->type_name("LOG");
    command.add_option("--master-key", address.master_key, "the file of the log's master key (default: LOG.key)")
        ->type_name("FILE");
}

void add_verify(CLI::App& log, LogRequests& requests, const std::function<Format()>& format, const AddCommand& add) {
    auto& verify = requests.verify;
    verify.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, jobs_max);
    auto* command =
        add(log, "verify", "Check that no entry of a log or a case file was changed, removed, added or moved",
            "konsequenz log verify history.db --key acme.pub\n  konsequenz log verify k-7.case --key acme.pub",
            [&verify, format] { return verify_log_command(verify, format()); });
    command->add_option("LOG", verify.log, "the log, or a case file from konsequenz log export")->required();
    command->add_option("--key", verify.public_keys, "the public keys whose signatures are checked, one a line")
        ->type_name("FILE");
    command->add_option("--checkpoint", verify.checkpoints, "earlier checkpoints that you kept: the log must hold them")
        ->type_name("FILE");
    command->add_flag("--incremental", verify.is_incremental,
                      "only what came after the latest checkpoint that one of the keys signed");
    command->add_flag("--entries-only", verify.is_entries_only,
                      "not the indexes and pages of the database's file, on which no entry's proof rests");
    command->add_option("--jobs", verify.jobs, "threads (default: one for each core)")
        ->type_name("N")
        ->check(CLI::Range(1U, jobs_max));
}

void add_signing(CLI::App& log, LogRequests& requests, const std::function<Format()>& format, const AddCommand& add) {
    auto& key = requests.key;
    auto* make = add(log, "key", "Make a key: to sign checkpoints with, or to seal a log with",
                     "konsequenz log key acme.example/log --out acme\n  konsequenz log key --master --out history.key",
                     [&key, format] { return key_command(key, format()); });
    make->add_option("NAME", key.name, "who signs, as acme.example/log");
    make->add_flag("--master", key.is_master, "a master key for a log instead of a signing key");
    make->add_option("--out", key.out, "the new file, for its owner only; beside a signing key FILE.pub")
        ->required()
        ->type_name("FILE");

    auto& checkpoint = requests.checkpoint;
    auto* sign = add(log, "checkpoint", "Sign how far the log has come; keep the result elsewhere",
                     "konsequenz log checkpoint --log history.db --sign acme --out 2026-11-26.checkpoint",
                     [&checkpoint, format] { return checkpoint_command(checkpoint, format()); });
    add_address(*sign, checkpoint.log);
    sign->add_option("--sign", checkpoint.signing_keys,
                     "a signing key; while keys are changed, the old and the new one")
        ->required()
        ->type_name("FILE");
    sign->add_option("--out", checkpoint.out, "the checkpoint; - is standard output (the default)")->type_name("FILE");

    auto& proof = requests.proof;
    auto* prove = add(log, "prove", "Prove to others that an entry stands in the log, or that the log only grew",
                      "konsequenz log prove --log history.db --id c-17 --sign acme\n"
                      "  konsequenz log prove --log history.db --since 2026-10-26.checkpoint",
                      [&proof] { return log_proof_command(proof); });
    prove->add_option("--log", proof.log, "the log")->required()->type_name("LOG");
    prove->add_option("--kind", proof.kind, "of the entry: record (the default), ruling, outcome or standard")
        ->type_name("KIND");
    auto* id = prove->add_option("--id", proof.id, "of the entry")->type_name("ID");
    prove->add_option("--since", proof.checkpoint, "an earlier checkpoint")->type_name("FILE")->excludes(id);
    prove->add_option("--sign", proof.signing_key, "signs the checkpoint of now")->type_name("FILE");
}

void add_contents(CLI::App& log, LogRequests& requests, const std::function<Format()>& format, const AddCommand& add) {
    auto& case_file = requests.case_file;
    auto* exported =
        add(log, "export", "Write a case file: a customer's or a contact's entries with all that proves them",
            "konsequenz log export --log history.db --customer k-7 --sign acme --out k-7.case",
            [&case_file, format] { return export_case_command(case_file, format()); });
    add_address(*exported, case_file.log);
    auto* customer = exported->add_option("--customer", case_file.customer, "all of a customer")->type_name("ID");
    exported->add_option("--case", case_file.contact, "one contact, and what of the customer came before it")
        ->type_name("ID")
        ->excludes(customer);
    exported->add_option("--sign", case_file.signing_key, "signs the file's checkpoints")->type_name("FILE");
    exported->add_option("--out", case_file.out, "the case file; - is standard output (the default)")
        ->type_name("FILE");

    auto& replay = requests.replay;
    auto* again =
        add(log, "replay", "Decide every contact of a log again, and report every byte that differs",
            "konsequenz log replay --log history.db", [&replay, format] { return replay_command(replay, format()); });
    add_address(*again, replay.log);
    again->add_option("--standard", replay.standards, "folders of standards that an old log does not hold")
        ->type_name("DIR");

    auto& expire = requests.expire;
    auto* expired = add(log, "expire", "Forget the content whose time of retention is over, by the standard",
                        "konsequenz log expire --log history.db --standard standards/yours",
                        [&requests, format] { return expire_command(requests.expire, requests.expire_on, format()); });
    add_address(*expired, expire.log);
    expired->add_option("--standard", expire.standard, "the folder of the standard")->required()->type_name("DIR");
    expired->add_option("--on", requests.expire_on, "the day, as 2026-11-26 (default: today)")->type_name("DATE");
}

void add_customer(CLI::App& app, LogRequests& requests, const std::function<Format()>& format, const AddCommand& add) {
    auto* customer = app.add_subcommand("customer", "One customer in a log: what is held, and erasing it");
    customer->footer("Example:\n  konsequenz customer export k-7 --log history.db --out k-7.json");
    customer->require_subcommand(1);
    auto& exported = requests.customer;
    auto* all = add(*customer, "export", "All data about a customer, with other people masked",
                    "konsequenz customer export k-7 --log history.db --out k-7.json",
                    [&exported, format] { return export_customer_command(exported, format()); });
    all->add_option("CUSTOMER", exported.customer, "the customer's id")->required();
    add_address(*all, exported.log);
    all->add_option("--out", exported.out, "the JSON document; - is standard output (the default)")->type_name("FILE");

    auto& erase = requests.erase;
    auto* gone = add(*customer, "erase", "Destroy the key to all content of a customer, for ever",
                     "konsequenz customer erase k-7 --log history.db --why 'request of 2 November, Art. 17 GDPR'",
                     [&erase, format] { return erase_customer_command(erase, format()); });
    gone->add_option("CUSTOMER", erase.customer, "the customer's id")->required();
    add_address(*gone, erase.log);
    gone->add_option("--why", erase.why, "the reason; it is kept, so that no personal data belongs into it")
        ->required()
        ->type_name("TEXT");
    gone->add_option("--by", erase.by, "who decided it")->type_name("WHO");

    auto* status = add(*customer, "status", "What is held of a customer, and which restrictions outlived an erasure",
                       "konsequenz customer status k-7 --log history.db", [&requests, format] {
                           return customer_status_command(requests.status_log, requests.status_customer, format());
                       });
    status->add_option("CUSTOMER", requests.status_customer, "the customer's id")->required();
    add_address(*status, requests.status_log);
}

}  // namespace

void add_log_commands(CLI::App& app, LogRequests& requests, const std::function<Format()>& format,
                      const AddCommand& add) {
    auto* log = app.add_subcommand("log", "Ask a log as a whole: verify, sign, prove, export, replay, expire");
    log->footer("Example:\n  konsequenz log verify history.db");
    log->require_subcommand(1);
    add_verify(*log, requests, format, add);
    add_signing(*log, requests, format, add);
    add_contents(*log, requests, format, add);
    add_customer(app, requests, format, add);
}

}  // namespace konsequenz::cli
