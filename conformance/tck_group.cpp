// Runs one group of the DMN TCK, or looks at the list of groups; a ctest test each (CMakeLists.txt).
//   tck_group TESTCASES known_failures.txt GROUP CASES    every case of the group passes, but those known to fail
//   tck_group TESTCASES groups.txt                        the list names each group there is, with its cases
// Exits 0 where that holds, 1 where not, 77 (ctest: skipped) where the TCK is not there.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/files.h"
#include "dmn/tck.h"

using namespace konsequenz;

namespace {

constexpr int skipped = 77;

int refuse(const Error& error) {
    fmt::print("{}\n", to_string(error));
    return 1;
}

int run_group(const std::filesystem::path& test_cases, const std::string& known_file, const std::string& group,
              std::string_view case_count) {
    const Result<std::string> text = read_file(known_file);
    if (!text) return refuse(text.error());
    const auto known = dmn::parse_known_failures(*text, known_file);
    if (!known) return refuse(known.error());
    const auto results = dmn::run_tck(test_cases / group);
    if (!results) return refuse(results.error());
    std::vector<std::string> differences = dmn::compare_with_known(*results, *known);
    if (std::to_string(results->size()) != case_count)
        differences.push_back(fmt::format("{} has {} cases: groups.txt says {}", group, results->size(), case_count));
    for (const std::string& difference : differences) fmt::print("{}\n", difference);
    const auto passed = std::ranges::count(*results, true, &dmn::TckResult::passed);
    fmt::print("{}: {} of {} pass\n", group, passed, results->size());
    return differences.empty() ? 0 : 1;
}

/// Folders below the levels, as "compliance-level-2/0001-input-data-string".
std::vector<std::string> groups_in(const std::filesystem::path& test_cases) {
    std::vector<std::string> groups;
    for (const auto& level : std::filesystem::directory_iterator(test_cases)) {
        if (!level.is_directory()) continue;
        for (const auto& group : std::filesystem::directory_iterator(level)) {
            if (group.is_directory())
                groups.push_back(level.path().filename().string() + "/" + group.path().filename().string());
        }
    }
    std::ranges::sort(groups);
    return groups;
}

int check_list(const std::filesystem::path& test_cases, const std::string& list_file) {
    const Result<std::string> text = read_file(list_file);
    if (!text) return refuse(text.error());
    std::vector<std::string> listed;
    std::map<std::string, int> cases;  // by level
    int all = 0;
    std::string_view rest = *text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const std::size_t blank = line.find(' ');
        if (line.starts_with('#') || blank == std::string_view::npos) continue;
        listed.emplace_back(line.substr(0, blank));
        int count = 0;
        std::from_chars(line.data() + blank + 1, line.data() + line.size(), count);
        cases[std::string(line.substr(0, line.find('/')))] += count;
        all += count;
    }
    for (const auto& [level, count] : cases) fmt::print("{}: {} cases\n", level, count);
    fmt::print("{} groups, {} cases are listed\n", listed.size(), all);
    std::ranges::sort(listed);
    std::vector<std::string> differing;
    std::ranges::set_symmetric_difference(listed, groups_in(test_cases), std::back_inserter(differing));
    for (const std::string& group : differing) {
        const bool is_listed = std::ranges::binary_search(listed, group);
        fmt::print("{} is {}\n", group, is_listed ? "listed, but not there" : "there, but not listed");
    }
    return differing.empty() ? 0 : 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
    const std::vector<std::string> given(arguments + 1, arguments + argument_count);
    if (given.size() != 2 && given.size() != 4) {
        fmt::print(stderr,
                   "usage: tck_group TESTCASES known_failures.txt GROUP CASES | tck_group TESTCASES groups.txt\n");
        return 2;
    }
    if (!std::filesystem::is_directory(given[0])) {
        fmt::print("SKIPPED: there is no DMN TCK in {}; conformance/README.md says where it comes from\n", given[0]);
        return skipped;
    }
    return given.size() == 4 ? run_group(given[0], given[1], given[2], given[3]) : check_list(given[0], given[1]);
}
