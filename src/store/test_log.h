// What the store's tests share: a folder that goes with the test, and entries that outlive their views.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include "store/store.h"

namespace konsequenz::store {

/// A fresh folder, removed at the end.
class TestFolder {
  public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "konsequenz-store-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~TestFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    [[nodiscard]] std::filesystem::path file(const std::string& name = "log.db") const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

/// The value, or a failed test that shows the error.
template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(to_string(result.error()));  // GoogleTest reports it as the test's failure
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline std::string code_of(const auto& result) { return result ? "no error" : result.error().code; }

/// Appends `count` entries r-<from>, r-<from + 1>, … to a partition in one batch.
inline void append_records(Store& store, std::uint32_t partition, int from, int count) {
    std::vector<std::string> ids;
    std::vector<std::string> bodies;
    for (int index = from; index < from + count; ++index) {
        ids.push_back("r-" + std::to_string(index));
        bodies.push_back("{\"text\":\"number " + std::to_string(index * index) + "\"}");
    }
    std::vector<Entry> batch;
    batch.reserve(ids.size());
    for (std::size_t index = 0; index < ids.size(); ++index)
        batch.push_back({partition, "record", ids[index], "k-7", bodies[index]});
    must(store.append(batch));
}

inline std::vector<StoredEntry> entries_of(Store& store, std::uint32_t partition, std::uint64_t from_sequence = 1) {
    std::vector<StoredEntry> entries;
    must(store.scan(partition, from_sequence, [&](const StoredEntry& entry) -> Result<Step> {
        entries.push_back(entry);
        return Step::go_on;
    }));
    return entries;
}

}  // namespace konsequenz::store
