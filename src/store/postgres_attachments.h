// How attachments are written to the PostgreSQL database.
#pragma once

#include <span>

#include "base/error.h"
#include "store/postgres_connection.h"
#include "store/store.h"

namespace konsequenz::store {

/// Within the open transaction, in their order. A server asked for each alone would take longer than for the entries
/// that come with them. Errors: those of the connection.
[[nodiscard]] Result<void> attach_all(Connection& connection, std::span<const Attachment> attachments);

}  // namespace konsequenz::store
