// One customer in a log: all that is held about them, for them to read; and what erases it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "service/open_log.h"

namespace konsequenz::service {

struct ExportCustomerRequest {
    LogAddress log;
    std::string customer;
    std::string out = "-";
};

struct ExportedCustomer {
    std::uint64_t records = 0;
    std::uint64_t rulings = 0;
    std::uint64_t erased = 0;  ///< records whose content is not held any more
    std::uint64_t masked = 0;  ///< other people, each named by a number of its own
};

/// All data about a customer as one JSON document, the rulings whole. People who are named in a field of their own
/// (`employee`, `by`) are masked; texts are left as they are, for they are the customer's or were sent to the customer.
/// Errors: store.*, service.nothing-found, base.cannot-write.
[[nodiscard]] Result<ExportedCustomer> export_customer(const ExportCustomerRequest& request);

/// A measure that a ruling imposed for a time, and that outlives the erasure.
struct Restriction {
    std::string measure;
    std::string contact;  ///< whose ruling it was
    Instant until;
};

struct EraseCustomerRequest {
    LogAddress log;
    std::string customer;
    std::string why;
    std::string by;  ///< who decided it; may be empty
    Instant time;
};

struct ErasedCustomer {
    std::uint64_t records = 0;
    std::vector<Restriction> restrictions;   ///< still active; kept under the customer's keyed hash
    std::optional<std::string> lives_on_in;  ///< Store::removed_lives_on_in
};

/// Destroys the customer's key, and appends an entry of kind `erasure` that says when, why and what stays.
/// Errors: store.*, service.nothing-found.
[[nodiscard]] Result<ErasedCustomer> erase_customer(const EraseCustomerRequest& request);

struct CustomerStatus {
    std::uint64_t records = 0;
    std::uint64_t erased = 0;
    std::vector<std::string> erasures;      ///< the moments
    std::vector<Restriction> restrictions;  ///< from before an erasure, with their end; also those that ended
};

/// Errors: store.*.
[[nodiscard]] Result<CustomerStatus> customer_status(const LogAddress& log, const std::string& customer);

struct ExpireRequest {
    LogAddress log;
    std::string standard;  ///< the folder of the standard whose [retention] is applied
    Instant time;
};

struct Expired {
    std::vector<std::string> classes;        ///< as "contact 2024-03", of all partitions, each once
    std::uint64_t kept = 0;                  ///< classes that are not due yet or are kept without end
    std::optional<std::string> lives_on_in;  ///< Store::removed_lives_on_in
};

/// Destroys the keys of the record types and months whose time is over, counted from the month's end.
/// Errors: store.*, service.no-retention, those of loading the standard.
[[nodiscard]] Result<Expired> expire_log(const ExpireRequest& request);

}  // namespace konsequenz::service
