// Real processes, killed and robbed of disk and server: nothing acknowledged is lost, nothing is decided twice, every
// log verifies and gives the same rulings again, and the next run goes on by itself.
//
//   KONSEQUENZ_CRASH_KILLS=500 crash_test    kills so many a store (10)
//   KONSEQUENZ_CRASH_SEED=7                  other moments
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "base/files.h"
#include "base/json.h"
#include "store/test_postgres.h"

namespace konsequenz {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using store::TestPostgres;

const fs::path source = KONSEQUENZ_SOURCE_DIR;
const std::string standard = source / "standards/fair-and-firm";

int number_from(const char* name, int otherwise) {
    const auto* value = std::getenv(name);
    return value == nullptr ? otherwise : std::atoi(value);
}

/// How a process ended, and what it had written to standard output by then.
struct Ended {
    bool was_killed = false;
    int code = -1;
    std::string output;
    std::string errors;
};

/// Runs the program; `kill_after` ends it with SIGKILL.
Ended run(const std::vector<std::string>& words, std::optional<std::chrono::microseconds> kill_after = std::nullopt,
          const std::string& errors_to = "/dev/null") {
    int ends[2];
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const auto child = ::fork();
    if (child == 0) {
        const int errors = ::open(errors_to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        ::dup2(ends[1], STDOUT_FILENO);
        if (errors < 0) ::_exit(126);
        ::dup2(errors, STDERR_FILENO);
        std::vector<char*> arguments{const_cast<char*>(KONSEQUENZ_PROGRAM)};
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ::execv(KONSEQUENZ_PROGRAM, arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    Ended ended;
    const auto deadline = Clock::now() + kill_after.value_or(std::chrono::hours(1));
    char buffer[1 << 16];
    for (bool is_killed = false;;) {
        const auto left = std::chrono::duration_cast<std::chrono::microseconds>(deadline - Clock::now()).count();
        if (!is_killed && left <= 0) {
            ::kill(child, SIGKILL);
            is_killed = true;
        }
        ::pollfd wait{ends[0], POLLIN, 0};
        const ::timespec pause{0, is_killed ? 100'000'000L : std::min<long>(left, 50'000) * 1000L};
        ::ppoll(&wait, 1, &pause, nullptr);
        if ((wait.revents & (POLLIN | POLLHUP)) == 0) continue;
        const auto count = ::read(ends[0], buffer, sizeof buffer);
        if (count <= 0) break;
        ended.output.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ended.was_killed = WIFSIGNALED(status);
    ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (errors_to != "/dev/null") ended.errors = read_file(errors_to).value_or("");
    return ended;
}

/// Rulings by contact, of whole lines only: a line cut off was not acknowledged.
void collect(std::map<std::string, std::string>& rulings, const std::string& output) {
    JsonParser parser;
    for (std::size_t from = 0;;) {
        const auto end = output.find('\n', from);
        if (end == std::string::npos) return;
        const auto line = output.substr(from, end - from);
        from = end + 1;
        const auto parsed = parser.parse(line);
        ASSERT_TRUE(parsed.has_value()) << line;
        const auto [known, is_new] = rulings.emplace(parsed->find("contact")->text(), line);
        EXPECT_TRUE(known->second == line) << known->first << " was decided in two ways";
    }
}

class Crash : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / fmt::format("konsequenz-crash-{}", ::getpid());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        ::setenv("KONSEQUENZ_MASTER_KEY", std::string(64, '7').c_str(), 1);
        write_input();
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string at(const std::string& name) const { return folder_ / name; }

    /// The example company several times over, each time with customers and ids of its own.
    void write_input() {
        const auto example = read_file(source / "examples/electric-cars/records.jsonl").value();
        std::ofstream input(at("records.jsonl"), std::ios::binary);
        for (const auto* copy : {"a", "b", "c"}) {
            std::istringstream lines(example);
            for (std::string line; std::getline(lines, line);) {
                for (const auto* name : {"\"id\": \"", "\"customer\": \"", "\"contact\": \""}) {
                    const auto found = line.find(name);
                    if (found != std::string::npos) line.insert(found + std::string_view(name).size(), copy);
                }
                input << line << '\n';
            }
        }
    }

    [[nodiscard]] std::vector<std::string> decide(const std::string& log) const {
        return {"decide", standard, "--in", at("records.jsonl"), "--log", log, "--out", "-", "--batch", "40"};
    }

    /// What an undisturbed run gives.
    const std::map<std::string, std::string>& reference() {
        if (reference_.empty()) {
            const auto started = Clock::now();
            collect(reference_, run(decide(at("reference.db"))).output);
            undisturbed_ = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started);
            entries_ = entries_of(at("reference.db"));
        }
        return reference_;
    }

    static std::int64_t entries_of(const std::string& log) {
        const auto verified = run({"log", "verify", log, "--json"});
        EXPECT_EQ(verified.code, 0) << verified.output;
        JsonParser parser;
        const auto parsed = parser.parse(verified.output);
        return parsed ? std::stoll(std::string(parsed->find("entries")->text())) : -1;
    }

    /// The log holds each record and ruling once, and gives the same rulings again.
    void expect_whole(const std::string& log, const std::map<std::string, std::string>& acknowledged) {
        for (const auto& [contact, ruling] : acknowledged) EXPECT_TRUE(ruling == reference().at(contact)) << contact;
        std::map<std::string, std::string> again;
        const auto ended = run(decide(log), std::nullopt, at("errors"));
        EXPECT_EQ(ended.code, 0) << ended.errors;
        collect(again, ended.output);
        EXPECT_TRUE(again == reference()) << again.size() << " rulings, " << reference().size() << " expected";
        EXPECT_EQ(entries_of(log), entries_);
        const auto replayed = run({"log", "replay", "--log", log});
        EXPECT_EQ(replayed.code, 0) << replayed.output;
    }

    /// Starts, kills at a random moment, starts again…; every few kills a whole run and a new log.
    void kill_often(const std::function<std::string()>& fresh_log) {
        const auto kills_wanted = number_from("KONSEQUENZ_CRASH_KILLS", 10);
        std::mt19937 random(static_cast<unsigned>(number_from("KONSEQUENZ_CRASH_SEED", 1)));
        reference();
        int kills = 0;
        int logs = 0;
        while (kills < kills_wanted) {
            const auto log = fresh_log();
            ++logs;
            std::map<std::string, std::string> acknowledged;
            for (int attempt = 0; attempt < 5 && kills < kills_wanted; ++attempt) {
                std::uniform_int_distribution<long> moment(0, undisturbed_.count());
                const auto ended = run(decide(log), std::chrono::microseconds(moment(random)));
                kills += ended.was_killed ? 1 : 0;
                collect(acknowledged, ended.output);
            }
            expect_whole(log, acknowledged);
            if (HasFailure()) return;
        }
        fmt::print("{} kills in {} logs\n", kills, logs);
    }

    fs::path folder_;
    std::map<std::string, std::string> reference_;
    std::chrono::microseconds undisturbed_{};
    std::int64_t entries_ = 0;
};

TEST_F(Crash, KilledAtAnyMomentOnSqlite) {
    int logs = 0;
    kill_often([&] { return at(fmt::format("k{}.db", ++logs)); });
}

TEST_F(Crash, KilledAtAnyMomentOnPostgres) {
    auto* server = TestPostgres::shared();
    if (server == nullptr) GTEST_SKIP() << "SKIPPED: there is no PostgreSQL 15; install postgresql-15 to test it";
    kill_often([&] { return server->fresh_log(); });
}

TEST_F(Crash, TheServerGoesAwayInMidRun) {
    auto* server = TestPostgres::shared();
    if (server == nullptr) GTEST_SKIP() << "SKIPPED: there is no PostgreSQL 15; install postgresql-15 to test it";
    reference();
    for (const auto* how : {"immediate", "fast"}) {
        const auto log = server->fresh_log();
        std::map<std::string, std::string> rulings;
        std::jthread fault([&] {
            std::this_thread::sleep_for(undisturbed_ / 3);
            EXPECT_TRUE(server->stop(how));
            EXPECT_TRUE(server->start());
        });
        const auto ended = run(decide(log), std::nullopt, at("errors"));
        fault.join();
        collect(rulings, ended.output);
        // Where the server was away when the run began, it says so and ends; once begun, it waits and goes on.
        if (ended.code != 0) {
            EXPECT_EQ(ended.code, 4) << ended.errors;
            EXPECT_TRUE(rulings.empty());
        } else {
            EXPECT_TRUE(rulings == reference()) << rulings.size() << " rulings, " << reference().size() << " expected";
        }
        expect_whole(log, rulings);
    }
}

TEST_F(Crash, TwoWritersOnOneLog) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    // The first writer waits for its input as long as the pipe is open.
    const auto first = ::fork();
    if (first == 0) {
        ::dup2(ends[0], STDIN_FILENO);
        ::execl(KONSEQUENZ_PROGRAM, KONSEQUENZ_PROGRAM, "decide", standard.c_str(), "--log", at("k.db").c_str(),
                "--out", "/dev/null", nullptr);
        ::_exit(127);
    }
    for (int tries = 0; tries < 200 && !fs::exists(at("k.db-writer")); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const auto second = run(decide(at("k.db")), std::nullopt, at("errors"));
    EXPECT_EQ(second.code, 4);
    EXPECT_THAT(second.errors, ::testing::HasSubstr("another process writes to the log"));
    ::close(ends[1]);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(first, &status, 0);
    expect_whole(at("k.db"), {});
}

/// Every other record stands a year before the rest and comes after it: the source's clock was set back between two
/// runs.
TEST_F(Crash, TheClockStepsBack) {
    std::istringstream lines(read_file(at("records.jsonl")).value());
    std::vector<std::string> halves(2);
    std::size_t count = 0;
    const std::string year = R"("time": "2026-)";
    for (std::string line; std::getline(lines, line); ++count) {
        const auto time = line.find(year);
        ASSERT_NE(time, std::string::npos) << line;
        if (count % 2 == 1) line.replace(time, year.size(), R"("time": "2025-)");
        halves[count % 2] += line + '\n';
    }
    ASSERT_TRUE(write_file(at("first.jsonl"), halves[0]));
    ASSERT_TRUE(write_file(at("second.jsonl"), halves[1]));
    const auto decide_half = [&](const std::string& input, const std::string& log) {
        return run({"decide", standard, "--in", at(input), "--log", at(log), "--out", "-"}, std::nullopt, at("errors"));
    };
    std::map<std::string, std::string> in_two_runs;
    for (const auto* half : {"first.jsonl", "second.jsonl"}) {
        const auto ended = decide_half(half, "two.db");
        EXPECT_NE(ended.code, 4) << ended.errors;  // what follows from a contact of the other half is refused
        collect(in_two_runs, ended.output);
    }
    ASSERT_TRUE(write_file(at("all.jsonl"), halves[0] + halves[1]));
    std::map<std::string, std::string> in_one_run;
    collect(in_one_run, decide_half("all.jsonl", "one.db").output);
    EXPECT_GT(in_one_run.size(), 100U);
    EXPECT_TRUE(in_two_runs == in_one_run) << in_two_runs.size() << " and " << in_one_run.size() << " rulings";
    for (const auto* log : {"two.db", "one.db"}) {
        EXPECT_EQ(entries_of(at(log)), entries_of(at("one.db")));
        const auto replayed = run({"log", "replay", "--log", at(log)});
        EXPECT_EQ(replayed.code, 0) << replayed.output;
    }
}

TEST_F(Crash, TornFramesBehindTheLastCommit) {
    std::mt19937 random(5);
    for (int round = 0; round < 5; ++round) {
        const auto log = at(fmt::format("torn{}.db", round));
        reference();
        std::map<std::string, std::string> acknowledged;
        collect(acknowledged, run(decide(log), undisturbed_ / 2).output);
        if (!fs::exists(log + "-wal")) continue;
        std::ofstream wal(log + "-wal", std::ios::binary | std::ios::app);
        for (int byte = 0; byte < 5000 * (round + 1); ++byte) wal.put(static_cast<char>(random()));
        wal.close();
        expect_whole(log, acknowledged);
    }
}

/// A small disk of its own; needs the right to mount.
class SmallDisk {
  public:
    SmallDisk(fs::path folder, const std::string& size) : folder_(std::move(folder)) {
        fs::create_directories(folder_);
        is_mounted_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
    }
    ~SmallDisk() {
        if (is_mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool is_mounted() const { return is_mounted_; }
    bool change(unsigned long flags, const std::string& size) {
        return ::mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT | flags, ("size=" + size).c_str()) == 0;
    }

  private:
    fs::path folder_;
    bool is_mounted_ = false;
};

TEST_F(Crash, TheDiskIsFullAndThenIsNot) {
    SmallDisk disk(at("disk"), "700k");
    if (!disk.is_mounted()) GTEST_SKIP() << "SKIPPED: without the right to mount there is no small disk to fill";
    reference();
    const auto log = at("disk/k.db");
    std::map<std::string, std::string> acknowledged;
    const auto ended = run(decide(log), std::nullopt, at("errors"));
    EXPECT_EQ(ended.code, 4) << ended.errors;
    EXPECT_THAT(ended.errors, ::testing::HasSubstr("free some space"));
    collect(acknowledged, ended.output);
    EXPECT_LT(acknowledged.size(), reference().size());
    ASSERT_TRUE(disk.change(0, "64m"));
    expect_whole(log, acknowledged);
}

TEST_F(Crash, TheDiskBecomesReadOnly) {
    SmallDisk disk(at("disk"), "64m");
    if (!disk.is_mounted()) GTEST_SKIP() << "SKIPPED: without the right to mount there is no disk to make read-only";
    reference();
    const auto log = at("disk/k.db");
    EXPECT_EQ(run(decide(log)).code, 0);
    ASSERT_TRUE(disk.change(MS_RDONLY, "64m"));
    EXPECT_EQ(entries_of(log), entries_);
    EXPECT_EQ(run({"log", "replay", "--log", log}).code, 0);
    const auto ended = run(decide(log), std::nullopt, at("errors"));
    EXPECT_EQ(ended.code, 4);
    EXPECT_THAT(ended.errors, ::testing::HasSubstr("cannot write beside the log"));
    ASSERT_TRUE(disk.change(0, "64m"));
    expect_whole(log, {});
}

}  // namespace
}  // namespace konsequenz
