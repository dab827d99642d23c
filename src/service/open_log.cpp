#include "service/open_log.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <optional>

#include "seal/keys.h"

namespace konsequenz::service {
namespace {

constexpr const char* environment_name = "KONSEQUENZ_MASTER_KEY";

std::string own_key_file(const LogAddress& address) {
    return store::is_postgres_url(address.location) ? std::string() : address.location + ".key";
}

/// Nothing where none is named and none is there.
Result<std::optional<seal::Key>> find_master_key(const LogAddress& address) {
    if (!address.master_key.empty()) return TRY(seal::read_key_file(address.master_key));
    if (const auto* value = std::getenv(environment_name); value != nullptr && *value != '\0')
        return TRY(seal::parse_key(value, fmt::format("the environment's {}", environment_name)));
    const auto own = own_key_file(address);
    std::error_code ignored;
    if (own.empty() || !std::filesystem::exists(own, ignored)) return std::nullopt;
    return TRY(seal::read_key_file(own));
}

std::unexpected<Error> no_key(const LogAddress& address, std::string_view why) {
    const auto own = own_key_file(address);
    return fail("store.no-key",
                fmt::format("{}: name its file with --master-key, or put it into {}{}", why, environment_name,
                            own.empty() ? std::string() : fmt::format(", or put its file back as `{}`", own)));
}

Result<seal::Key> made_key(const LogAddress& address) {
    const auto own = own_key_file(address);
    if (own.empty())
        return no_key(address,
                      "a log on a server needs a master key, 64 hexadecimal digits that are kept elsewhere "
                      "(`konsequenz log key --master FILE` makes one)");
    const auto key = seal::random_key();
    TRY_VOID(seal::write_secret_file(own, seal::to_text(key) + "\n"));
    return key;
}

}  // namespace

Result<std::unique_ptr<store::Store>> open_log(const LogAddress& address, store::OpenMode mode) {
    auto log = TRY(store::open(address.location, mode));
    const bool is_sealed = TRY(store::SealedStore::is_sealed(*log));
    // A log from before there were keys is read as it is.
    if (!is_sealed && mode == store::OpenMode::read_only) return log;
    auto key = TRY(find_master_key(address));
    if (!key && is_sealed)
        return no_key(address, fmt::format("the log `{}` is sealed and its master key is not there", address.location));
    if (!key) key = TRY(made_key(address));
    return TRY(store::open_sealed(std::move(log), *key, mode));
}

Result<std::unique_ptr<store::SealedStore>> open_sealed_log(const LogAddress& address, store::OpenMode mode) {
    auto log = TRY(store::open(address.location, mode));
    if (!TRY(store::SealedStore::is_sealed(*log)))
        return fail("store.not-sealed",
                    fmt::format("the log `{}` is from before bodies were sealed: decide into it once, then what comes "
                                "from then on can be erased",
                                address.location));
    const auto key = TRY(find_master_key(address));
    if (!key)
        return no_key(address, fmt::format("the log `{}` is sealed and its master key is not there", address.location));
    return store::SealedStore::open(std::move(log), *key, mode);
}

}  // namespace konsequenz::service
