#include "feel/zones.h"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <array>
#include <atomic>
#include <cassert>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace konsequenz::feel {

namespace {

struct Entry {
    std::string name;
    absl::TimeZone zone;
};

// The database has some six hundred names, so that a table of fixed size holds them all; readers take no lock.
constexpr std::int32_t entries_max = 4096;

struct Table {
    std::mutex mutex;
    std::map<std::string, std::int32_t, std::less<>> places;
    std::array<std::atomic<const Entry*>, entries_max> entries{};
    std::vector<std::unique_ptr<const Entry>> owned;
};

Table& table() {
    static Table instance;
    return instance;
}

const Entry& entry(Zone zone) {
    assert(zone.is_iana());
    const Entry* found =
        table().entries[static_cast<std::size_t>(zone.code - Zone::first_iana_code)].load(std::memory_order_acquire);
    assert(found != nullptr);
    return *found;
}

// Zone names become file names below the database's folder, so nothing else than names may pass.
bool is_zone_name(std::string_view name) {
    if (name.empty() || name.size() > 64 || name == "localtime") return false;
    bool after_separator = true;
    for (const char c : name) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        const bool inner = (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
        if (c == '/' ? after_separator : !(letter || (inner && !after_separator))) return false;
        after_separator = c == '/';
    }
    return !after_separator;
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
    if (!is_zone_name(name)) return std::nullopt;
    Table& zones = table();
    const std::scoped_lock lock(zones.mutex);
    if (const auto known = zones.places.find(name); known != zones.places.end()) return Zone{known->second};
    absl::TimeZone loaded;
    if (!absl::LoadTimeZone(std::string(name), &loaded)) return std::nullopt;
    const auto place = static_cast<std::int32_t>(zones.owned.size());
    if (place >= entries_max) return std::nullopt;
    zones.owned.push_back(std::make_unique<const Entry>(Entry{std::string(name), loaded}));
    zones.entries[static_cast<std::size_t>(place)].store(zones.owned.back().get(), std::memory_order_release);
    zones.places.emplace(name, first_iana_code + place);
    return Zone{first_iana_code + place};
}

namespace zones {

const std::string& name(Zone zone) { return entry(zone).name; }

std::int32_t offset_at_local(Zone zone, std::int64_t local_seconds) {
    if (zone.is_none()) return 0;
    if (zone.is_offset()) return zone.code;
    const absl::CivilSecond civil = absl::CivilSecond() + local_seconds;
    const std::int64_t utc_seconds = absl::ToUnixSeconds(entry(zone).zone.At(civil).pre);
    return static_cast<std::int32_t>(local_seconds - utc_seconds);
}

std::int32_t offset_at_utc(Zone zone, std::int64_t utc_seconds) {
    if (zone.is_none()) return 0;
    if (zone.is_offset()) return zone.code;
    return entry(zone).zone.At(absl::FromUnixSeconds(utc_seconds)).offset;
}

}  // namespace zones

}  // namespace konsequenz::feel
