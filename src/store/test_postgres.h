// A PostgreSQL server of the test's own: in a folder of its own, on a socket there, gone at the end.
//
// Started once a process. Where Debian's postgresql-15 is not installed, the tests say that they were skipped.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace konsequenz::store {

class TestPostgres {
  public:
    /// Starts at the first call; nullptr where there is no server program.
    static TestPostgres* shared() {
        static TestPostgres server;
        return server.is_running_ ? &server : nullptr;
    }
    ~TestPostgres() {
        if (is_running_) stop("immediate");
        std::error_code ignored;
        if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    }
    TestPostgres(const TestPostgres&) = delete;
    TestPostgres& operator=(const TestPostgres&) = delete;

    /// A log that no other call has named.
    [[nodiscard]] std::string fresh_log() { return log("log_" + std::to_string(++logs_)); }
    [[nodiscard]] std::string log(const std::string& name) const {
        return "postgresql://konsequenz@/postgres?host=" + folder_.string() + "#" + name;
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// How: fast (sessions are ended), immediate (as if it had crashed).
    bool stop(const std::string& how) { return run({"pg_ctl", "-D", data(), "-m", how, "-w", "-s", "stop"}); }
    bool start() {
        const auto options = "-k " + folder_.string() + " -c listen_addresses= -c max_wal_size=256MB " + options_;
        return run(
            {"pg_ctl", "-D", data(), "-l", (folder_ / "server.log").string(), "-o", options, "-w", "-s", "start"});
    }
    /// Runs SQL as somebody with a shell on the server would.
    bool sql(const std::string& statements) {
        return run({"psql", "-h", folder_.string(), "-U", "konsequenz", "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1",
                    "-c", statements});
    }

    /// Writes one log into a file, as an administrator would.
    bool dump(const std::string& log_name, const std::string& file) {
        return run(
            {"pg_dump", "-h", folder_.string(), "-U", "konsequenz", "-d", "postgres", "-n", log_name, "-f", file});
    }
    bool restore(const std::string& file) {
        return run({"psql", "-h", folder_.string(), "-U", "konsequenz", "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1",
                    "-f", file});
    }

  private:
    TestPostgres() {
        programs_ = "/usr/lib/postgresql/15/bin";
        if (!std::filesystem::exists(programs_ / "postgres")) return;
        std::string name = (std::filesystem::temp_directory_path() / "konsequenz-pg-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) return;
        folder_ = name;
        // The server refuses to run as root.
        if (::geteuid() == 0 && ::chown(name.c_str(), nobody, nobody) != 0) return;
        // Tests of faults want what is durable; nobody pulls the plug here, so the others may do without.
        if (std::getenv("KONSEQUENZ_TEST_FSYNC") == nullptr) options_ = "-c fsync=off";
        is_running_ = run({"initdb", "-D", data(), "-A", "trust", "-U", "konsequenz", "-E", "UTF8", "--locale=C",
                           "--no-sync", "--no-instructions"}) &&
                      start();
    }

    static constexpr unsigned nobody = 65534;

    [[nodiscard]] std::string data() const { return (folder_ / "data").string(); }

    bool run(const std::vector<std::string>& words) const {
        const auto child = ::fork();
        if (child == 0) {
            if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) ::_exit(126);
            if (::chdir(folder_.c_str()) != 0 || ::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(126);
            std::vector<char*> arguments;
            arguments.reserve(words.size() + 1);
            for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
            arguments.push_back(nullptr);
            ::execv((programs_ / words.front()).c_str(), arguments.data());
            ::_exit(127);
        }
        int status = 0;
        return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

    std::filesystem::path programs_;
    std::filesystem::path folder_;
    std::string options_;
    bool is_running_ = false;
    int logs_ = 0;
};

}  // namespace konsequenz::store
