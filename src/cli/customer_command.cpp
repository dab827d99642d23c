#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "base/json_writer.h"
#include "cli/log_commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

void write_restrictions(JsonWriter& writer, const std::vector<service::Restriction>& restrictions) {
    writer.key("restrictions").begin_array();
    for (const auto& [measure, contact, until] : restrictions)
        writer.begin_object()
            .member("measure", measure)
            .member("contact", contact)
            .member("until", to_string(until))
            .end_object();
    writer.end_array();
}

void print_restrictions(const std::vector<service::Restriction>& restrictions) {
    for (const auto& [measure, contact, until] : restrictions)
        fmt::print("outlives the erasure: {} until {} (contact {})\n", measure, to_string(until), contact);
}

}  // namespace

Instant now() {
    const auto moment = std::chrono::system_clock::now().time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(moment).count();
    return {seconds * 1'000'000'000, 0};
}

ExitCode export_customer_command(const service::ExportCustomerRequest& request, Format format) {
    const auto exported = service::export_customer(request);
    if (!exported) return failed(exported.error());
    if (format == Format::json)
        fmt::print(stderr, "{{\"records\":{},\"rulings\":{},\"erased\":{},\"masked\":{}}}\n", exported->records,
                   exported->rulings, exported->erased, exported->masked);
    else
        fmt::print(stderr, "{} records, {} rulings, {} erased; {} other people masked\n", grouped(exported->records),
                   grouped(exported->rulings), grouped(exported->erased), grouped(exported->masked));
    return ExitCode::done;
}

ExitCode erase_customer_command(service::EraseCustomerRequest request, Format format) {
    request.time = now();
    const auto erased = service::erase_customer(request);
    if (!erased) return failed(erased.error());
    warn_of_removed(erased->lives_on_in);
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object().member("records", static_cast<std::int64_t>(erased->records));
        write_restrictions(writer, erased->restrictions);
        writer.end_object();
        fmt::print("{}\n", json);
    } else {
        fmt::print("erased: the content of {} records and their rulings\n", grouped(erased->records));
        print_restrictions(erased->restrictions);
    }
    return ExitCode::done;
}

ExitCode customer_status_command(const service::LogAddress& log, const std::string& customer, Format format) {
    const auto status = service::customer_status(log, customer);
    if (!status) return failed(status.error());
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object().member("records", static_cast<std::int64_t>(status->records));
        writer.member("erased", static_cast<std::int64_t>(status->erased)).key("erasures").begin_array();
        for (const auto& time : status->erasures) writer.string(time);
        writer.end_array();
        write_restrictions(writer, status->restrictions);
        writer.end_object();
        fmt::print("{}\n", json);
        return ExitCode::done;
    }
    fmt::print("{} records held, {} erased\n", grouped(status->records), grouped(status->erased));
    for (const auto& time : status->erasures) fmt::print("erased on {}\n", time);
    print_restrictions(status->restrictions);
    return ExitCode::done;
}

}  // namespace konsequenz::cli
