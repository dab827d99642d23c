#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "base/files.h"
#include "base/json_writer.h"
#include "cli/log_commands.h"
#include "cli/terminal.h"
#include "service/checkpoint.h"

namespace konsequenz::cli {
namespace {

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

void write_texts(JsonWriter& writer, std::string_view key, const std::vector<std::string>& texts) {
    writer.key(key).begin_array();
    for (const auto& text : texts) writer.string(text);
    writer.end_array();
}

std::string joined(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, ", ")); }

void print_log(const service::LogVerification& found) {
    if (found.fault) {
        fmt::print("{} {}\n", styled("changed:", Style::red), *found.fault);
        fmt::print("{} entries before it are sound; what follows cannot be trusted\n", grouped(found.entries));
        return;
    }
    fmt::print("sound: {} entries, {} bytes, head {}\n", grouped(found.entries), grouped(found.bytes),
               found.head_sha256);
    if (found.skipped > 0)
        fmt::print("{} entries before the signed checkpoint were not read again\n", grouped(found.skipped));
    if (found.checkpoints > 0)
        fmt::print("{} {}, {}\n", grouped(found.checkpoints),
                   found.checkpoints == 1 ? "checkpoint fits" : "checkpoints fit",
                   found.signers.empty() ? "their signatures were not checked (name the public keys with --key)"
                                         : "signed by " + joined(found.signers));
}

void write_log(JsonWriter& writer, const service::LogVerification& found) {
    writer.member("sound", !found.fault).member("entries", number(found.entries)).member("bytes", number(found.bytes));
    writer.member("head", found.head_sha256).member("not_read_again", number(found.skipped));
    writer.member("checkpoints", number(found.checkpoints));
    write_texts(writer, "signers", found.signers);
    if (found.fault) writer.member("fault", *found.fault);
}

ExitCode verify_case(const service::VerifyLogRequest& request, Format format) {
    const auto found = service::verify_case_file(request.log, request.public_keys);
    if (!found) return failed(found.error());
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object().member("sound", !found->fault).member("records", number(found->records));
        writer.member("rulings", number(found->rulings)).member("rulings_replayed", number(found->rulings_replayed));
        writer.member("erased", number(found->erased));
        write_texts(writer, "signers", found->signers);
        write_texts(writer, "origins", found->origins);
        if (found->fault) writer.member("fault", *found->fault);
        writer.end_object();
        fmt::print("{}\n", json);
    } else if (found->fault) {
        fmt::print("{} {}\n", styled("changed:", Style::red), *found->fault);
    } else {
        fmt::print("sound: {} records, {} rulings of {}\n", grouped(found->records), grouped(found->rulings),
                   joined(found->origins));
        fmt::print("{} rulings came out the same again, byte for byte; of {} the content was erased\n",
                   grouped(found->rulings_replayed), grouped(found->erased));
        fmt::print("{}\n", found->signers.empty()
                               ? "who vouches for the log was not checked: name the public keys with --key"
                               : "the log's checkpoint is signed by " + joined(found->signers));
    }
    return found->fault ? ExitCode::answer_is_no : ExitCode::done;
}

}  // namespace

ExitCode verify_log_command(const service::VerifyLogRequest& request, Format format) {
    if (service::is_case_file(request.log)) return verify_case(request, format);
    const auto found = service::verify_log(request);
    if (!found) return failed(found.error());
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object();
        write_log(writer, *found);
        writer.end_object();
        fmt::print("{}\n", json);
    } else {
        print_log(*found);
    }
    return found->fault ? ExitCode::answer_is_no : ExitCode::done;
}

ExitCode replay_command(const service::ReplayRequest& request, Format format) {
    ProgressBar bar;
    const auto found = service::replay_log(request, [&](std::uint64_t contacts) { bar.show(0, 0, contacts); });
    bar.clear();
    if (!found) return failed(found.error());
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object().member("rulings", number(found->contacts)).member("equal", number(found->equal));
        writer.member("erased", number(found->erased)).member("rest_on_erased", number(found->rests_on_erased));
        writer.member("different", number(found->different)).key("first_differences").begin_array();
        for (const auto& [contact, what] : found->first_differences)
            writer.begin_object().member("contact", contact).member("what", what).end_object();
        writer.end_array().end_object();
        fmt::print("{}\n", json);
    } else {
        fmt::print("{} rulings: {} the same to the byte, {} different\n", grouped(found->contacts),
                   grouped(found->equal), grouped(found->different));
        if (found->erased > 0) fmt::print("{} cannot be replayed: their content was erased\n", grouped(found->erased));
        if (found->rests_on_erased > 0)
            fmt::print("{} come out otherwise, since they rest on records whose content was erased\n",
                       grouped(found->rests_on_erased));
        for (const auto& [contact, what] : found->first_differences)
            fmt::print("{} {}\n", styled(contact + ":", Style::red), what);
    }
    return found->different == 0 ? ExitCode::done : ExitCode::answer_is_no;
}

ExitCode key_command(const KeyOptions& options, Format format) {
    if (options.is_master != options.name.empty()) {
        fmt::print(stderr, "error: name who signs, as acme.example/log; or --master for a master key\n");
        return ExitCode::usage;
    }
    if (options.is_master) {
        const auto written = service::write_master_key(options.out);
        if (!written) return failed(written.error());
        if (format == Format::json)
            fmt::print("{{\"master_key\":true}}\n");
        else
            fmt::print("master key written: keep a copy elsewhere; without it the log cannot be read\n");
        return ExitCode::done;
    }
    const auto public_key = service::write_signing_key(options.name, options.out);
    if (!public_key) return failed(public_key.error());
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object().member("public_key", *public_key).end_object();
        fmt::print("{}\n", json);
    } else {
        fmt::print("{}\n", *public_key);
    }
    return ExitCode::done;
}

ExitCode checkpoint_command(const CheckpointOptions& options, Format format) {
    const auto made = service::sign_log(options.log, options.signing_keys);
    if (!made) {
        print_error(made.error());
        return made.error().code == "service.log-tampered" ? ExitCode::answer_is_no : exit_code_of(made.error());
    }
    std::string notes;
    std::string json;
    JsonWriter writer(json);
    writer.begin_array();
    for (const auto& checkpoint : *made) {
        notes += checkpoint.note;
        writer.string(checkpoint.note);
    }
    writer.end_array();
    const auto written = write_file(options.out, format == Format::json ? json + "\n" : notes);
    return written ? ExitCode::done : failed(written.error());
}

ExitCode log_proof_command(const service::LogProofRequest& request) {
    if (request.id.empty() && request.checkpoint.empty()) {
        fmt::print(stderr, "error: name an entry with --id, or an earlier checkpoint with --since\n");
        return ExitCode::usage;
    }
    const auto proof = service::prove_log(request);
    if (proof) {
        fmt::print("{}\n", *proof);
        return ExitCode::done;
    }
    print_error(proof.error());
    return proof.error().code == "service.log-tampered" ? ExitCode::answer_is_no : exit_code_of(proof.error());
}

ExitCode export_case_command(const service::ExportCaseRequest& request, Format format) {
    if (request.customer.empty() && request.contact.empty()) {
        fmt::print(stderr, "error: name a customer with --customer, or a contact with --case\n");
        return ExitCode::usage;
    }
    const auto exported = service::export_case(request);
    if (!exported) return failed(exported.error());
    if (format == Format::json)
        fmt::print(stderr, "{{\"records\":{},\"rulings\":{},\"erased\":{}}}\n", exported->records, exported->rulings,
                   exported->erased);
    else
        fmt::print(stderr, "{} records, {} rulings, {} erased\n", grouped(exported->records),
                   grouped(exported->rulings), grouped(exported->erased));
    return ExitCode::done;
}

void warn_of_removed(const std::optional<std::string>& lives_on_in) {
    if (!lives_on_in) return;
    fmt::print(stderr,
               "{} another program reads the log as it was before, so that the old bytes of destroyed keys still stand "
               "in `{}`: end that program, and run this command or any other that writes to the log once more\n",
               styled("warning:", Style::yellow), *lives_on_in);
}

ExitCode expire_command(service::ExpireRequest request, const std::string& on, Format format) {
    request.time = now();
    if (!on.empty()) {
        const auto day = parse_instant(on + "T00:00:00Z");
        if (!day) {
            fmt::print(stderr, "error: --on is `{}`: expected a day, as 2026-11-26\n", on);
            return ExitCode::usage;
        }
        request.time = *day;
    }
    const auto expired = service::expire_log(request);
    if (!expired) return failed(expired.error());
    warn_of_removed(expired->lives_on_in);
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object();
        write_texts(writer, "expired", expired->classes);
        writer.member("kept", number(expired->kept)).end_object();
        fmt::print("{}\n", json);
    } else {
        for (const auto& name : expired->classes) fmt::print("expired: {}\n", name);
        fmt::print("{} expired, {} kept\n", grouped(expired->classes.size()), grouped(expired->kept));
    }
    return ExitCode::done;
}

}  // namespace konsequenz::cli
