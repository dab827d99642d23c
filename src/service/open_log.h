// Where a log is and how it is opened: SQLite or PostgreSQL, sealed with the master key that belongs to it.
//
// The master key is the file that is named, else the environment's KONSEQUENZ_MASTER_KEY (64 hexadecimal digits), else
// for a log in a file the file `<log>.key` beside it. Where a log in a file is new and no key is there, `<log>.key` is
// made, so that every log can forget a customer.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "store/sealed.h"
#include "store/store.h"

namespace konsequenz::service {

struct LogAddress {
    std::string location;         ///< a file, or postgresql://…
    std::string master_key = {};  ///< a file; empty: the environment's or the log's own
};

/// Errors: those of store::open and of the sealing; store.no-key where the log is sealed and no key is there.
[[nodiscard]] Result<std::unique_ptr<store::Store>> open_log(const LogAddress& address, store::OpenMode mode);

/// The same where keys are to be destroyed or handed out. Errors: also store.not-sealed.
[[nodiscard]] Result<std::unique_ptr<store::SealedStore>> open_sealed_log(const LogAddress& address,
                                                                          store::OpenMode mode);

}  // namespace konsequenz::service
