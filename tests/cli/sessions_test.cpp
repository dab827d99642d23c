// Runs golden/cli/*.txt: what a person types at a shell, and what the program answers.
//
// A line `$ command` is run by sh in a folder of the session's own, with `konsequenz` on the path and $SOURCE naming
// the project; its output, both streams as they come, follows, and `[exit N]` where N is not 0.
// KONSEQUENZ_GOLDEN=rewrite writes the answers anew. What differs from run to run (times, speeds, folders) is masked.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include "base/files.h"

namespace konsequenz {
namespace {

namespace fs = std::filesystem;

const fs::path source = KONSEQUENZ_SOURCE_DIR;

std::string masked(std::string text) {
    static const std::regex speed(R"( in [0-9.,]+ (ms|s|min), [0-9.,]+ a second)");
    text = std::regex_replace(text, speed, " in TIME, SPEED a second");
    static const std::regex seconds(R"re("seconds":[0-9.e-]+)re");
    text = std::regex_replace(text, seconds, "\"seconds\":SECONDS");
    // Another model has another name and other thresholds; what a session shows must hold for each.
    static const std::regex model("conduct-3-[0-9a-f]{8}");
    text = std::regex_replace(text, model, "conduct-3-ID");
    static const std::regex calibration("cal-[0-9a-f]{8}");
    text = std::regex_replace(text, calibration, "cal-ID");
    static const std::regex threshold("probability of [01][.][0-9]{4}");
    text = std::regex_replace(text, threshold, "probability of P");
    // A log's keys are random, and with them its hashes and its id.
    static const std::regex head("head [0-9a-f]{64}");
    text = std::regex_replace(text, head, "head HASH");
    static const std::regex head_json(R"re("head":"[0-9a-f]{64}")re");
    text = std::regex_replace(text, head_json, R"("head":"HASH")");
    static const std::regex log_id("konsequenz/[0-9a-f]{32}/");
    text = std::regex_replace(text, log_id, "konsequenz/LOG/");
    for (auto at = text.find(source.string()); at != std::string::npos; at = text.find(source.string()))
        text.replace(at, source.string().size(), "$SOURCE");
    return text;
}

std::string answer(const std::string& command) {
    FILE* pipe = ::popen(("{ " + command + "\n} 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("no shell");
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), size);
    const int status = ::pclose(pipe);
    output = masked(output);
    if (!output.empty() && output.back() != '\n') output += "⏎\n";
    if (!WIFEXITED(status)) return output + "[killed]\n";
    if (WEXITSTATUS(status) != 0) output += fmt::format("[exit {}]\n", WEXITSTATUS(status));
    return output;
}

class Session : public testing::TestWithParam<std::string> {};

TEST_P(Session, AnswersAsWritten) {
    const auto path = source / "golden/cli" / GetParam();
    const auto folder = fs::temp_directory_path() / ("konsequenz-session-" + path.stem().string());
    fs::remove_all(folder);
    fs::create_directories(folder);
    const auto prefix = fmt::format("cd '{}' && export PATH='{}':\"$PATH\" SOURCE='{}' LC_ALL=C && ", folder.string(),
                                    fs::path(KONSEQUENZ_PROGRAM).parent_path().string(), source.string());
    const auto golden = read_file(path).value();
    std::istringstream lines(golden);
    std::string said;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("$ ")) said += line + "\n" + answer(prefix + line.substr(2)) + "\n";
        if (line.starts_with("# ")) said += line + "\n\n";
    }
    said.pop_back();
    fs::remove_all(folder);
    const auto* mode = std::getenv("KONSEQUENZ_GOLDEN");
    if (mode != nullptr && std::string_view(mode) == "rewrite") {
        ASSERT_TRUE(write_file(path, said));
    } else {
        EXPECT_EQ(said, golden) << "make golden writes the file anew";
    }
}

std::vector<std::string> sessions() {
    std::vector<std::string> names;
    const auto paths = list_files(source / "golden/cli", ".txt").value();
    for (const auto& path : paths) names.push_back(path.filename());
    return names;
}

std::string stem(const testing::TestParamInfo<std::string>& info) {
    auto name = fs::path(info.param).stem().string();
    for (auto& letter : name) {
        if (letter == '-') letter = '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Golden, Session, testing::ValuesIn(sessions()), stem);

}  // namespace
}  // namespace konsequenz
