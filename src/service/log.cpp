#include "service/log.h"

#include <fmt/format.h>

#include "store/store.h"

namespace konsequenz::service {

Result<LogVerification> verify_log(const std::string& path) {
    const auto log = TRY(store::open_sqlite(path, store::OpenMode::read_only));
    const auto found = TRY(log->verify());
    LogVerification verification{found.entries, found.bytes, {}, {}};
    if (found.fault) {
        const auto& fault = *found.fault;
        verification.fault = fault.sequence == 0 ? fmt::format("partition {}: {}", fault.partition, fault.what)
                                                 : fmt::format("partition {}, entry {}: {}", fault.partition,
                                                               fault.sequence, fault.what);
        return verification;
    }
    for (const auto partition : TRY(log->partitions())) {
        if (!verification.head_sha256.empty()) verification.head_sha256 += ' ';
        verification.head_sha256 += to_hex(TRY(log->head(partition)).hash);
    }
    return verification;
}

}  // namespace konsequenz::service
