#include "base/files.h"

#include <fmt/format.h>
#include <fmt/std.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace konsequenz {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::unexpected<Error> system_failure(std::string_view code, std::string_view verb, const std::filesystem::path& path) {
    return fail(std::string(code), fmt::format("cannot {} `{}`: {}", verb, path.string(), std::strerror(errno)));
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
    const bool is_standard_input = path == "-";
    std::error_code ignored;
    if (!is_standard_input && std::filesystem::is_directory(path, ignored)) {
        return fail("base.cannot-read",
                    fmt::format("cannot read `{}`: it is a folder, expected a file", path.string()));
    }
    File opened(is_standard_input ? nullptr : std::fopen(path.c_str(), "rb"));
    std::FILE* file = is_standard_input ? stdin : opened.get();
    if (file == nullptr) return system_failure("base.cannot-read", "read", path);
    std::string bytes;
    char buffer[1 << 16];
    for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, count);
    if (std::ferror(file) != 0) return system_failure("base.cannot-read", "read", path);
    return bytes;
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
    if (path == "-") {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0) {
            return system_failure("base.cannot-write", "write", "standard output");
        }
        return {};
    }
    std::error_code ignored;
    const bool is_special = std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored);
    const auto beside = is_special ? path : std::filesystem::path(fmt::format("{}.{}.part", path.string(), ::getpid()));
    {
        File file(std::fopen(beside.c_str(), "wb"));
        if (!file) return system_failure("base.cannot-write", "write", path);
        if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() || std::fflush(file.get()) != 0) {
            auto failure = system_failure("base.cannot-write", "write", path);
            if (!is_special) std::filesystem::remove(beside, ignored);
            return failure;
        }
    }
    if (!is_special && std::rename(beside.c_str(), path.c_str()) != 0) {
        auto failure = system_failure("base.cannot-write", "write", path);
        std::filesystem::remove(beside, ignored);
        return failure;
    }
    return {};
}

Result<std::vector<std::filesystem::path>> list_files(const std::filesystem::path& folder, std::string_view ending) {
    std::error_code error;
    std::vector<std::filesystem::path> found;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->is_regular_file(error) && entry->path().filename().string().ends_with(ending))
            found.push_back(entry->path());
    }
    if (error) return fail("base.cannot-read", fmt::format("cannot list `{}`: {}", folder.string(), error.message()));
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace konsequenz
