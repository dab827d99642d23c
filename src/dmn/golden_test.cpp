// Runs golden/dmn: models with their cases; golden/dmn/README.md tells their form.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "dmn/engine.h"
#include "dmn/load.h"
#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

namespace fs = std::filesystem;
using feel::Value;
using testing_models::slots;

/// One `.cases` file beside its model.
class Cases {
  public:
    explicit Cases(const fs::path& path) : path_(path) {
        fs::path model_path = path;
        model_path.replace_extension(".dmn");
        const auto model = load_model(model_path);
        if (!model) {
            errors_ = model.error();
            return;
        }
        EngineResult engine = Engine::compile(*model);
        if (engine) {
            engine_ = std::move(*engine);
        } else {
            errors_ = engine.error();
        }
    }

    /// Runs each line and compares it, or writes the file anew.
    void run() {
        std::ifstream in(path_);
        std::string written;
        std::vector<std::string> wanted_errors;
        std::string line;
        for (int number = 1; std::getline(in, line); ++number) {
            const std::string actual = outcome(line);
            if (line.starts_with("error ")) {
                wanted_errors.push_back(line);
                continue;
            }
            if (!is_rewriting()) {
                EXPECT_EQ(line, actual) << path_.filename().string() << ":" << number;
            }
            written += actual + "\n";
        }
        for (const std::string& error : error_lines()) written += error + "\n";
        if (is_rewriting()) {
            EXPECT_TRUE(write_file(path_, written));
        } else {
            EXPECT_EQ(wanted_errors, error_lines()) << path_;
        }
    }

  private:
    static bool is_rewriting() {
        const char* wish = std::getenv("KONSEQUENZ_GOLDEN");
        return wish != nullptr && std::string_view(wish) == "rewrite";
    }

    /// The line as it should stand.
    std::string outcome(const std::string& line) {
        const std::size_t arrow = line.find(" => ");
        if (line.starts_with('%')) {
            context_ = line == "%" ? "{}" : line.substr(1);
            return line;
        }
        if (line.empty() || line.starts_with('#') || arrow == std::string::npos || !engine_) return line;
        const std::string asked = line.substr(0, arrow);
        return asked + " => " + answer(asked);
    }

    std::string answer(const std::string& asked) {
        if (const std::size_t at = asked.rfind(" rules"); at != std::string::npos && at + 6 == asked.size())
            return rules(asked.substr(0, at));
        if (const auto decision = engine_->find_decision(asked)) return value(*decision);
        const std::size_t parenthesis = asked.find('(');
        const auto service = engine_->find_service(asked.substr(0, parenthesis));
        if (!service || parenthesis == std::string::npos) return "nothing of this name";
        const Value list =
            testing_models::value("[" + asked.substr(parenthesis + 1, asked.size() - parenthesis - 2) + "]");
        return to_string(engine_->evaluate_service(*service, list.as_list()));
    }

    Trace trace(std::size_t decision) {
        Trace found;
        Value result;
        const std::vector<Value> inputs = slots(*engine_, context_);
        engine_->evaluate(std::span(&decision, 1), inputs, std::span(&result, 1), found);
        EXPECT_EQ(to_string(result), to_string(engine_->evaluate(decision, inputs)));
        return found;
    }

    std::string value(std::size_t decision) {
        const Trace found = trace(decision);
        const DecisionTrace& own = found.decisions.back();
        if (!own.value.is_null() || own.notes.empty()) return to_string(own.value);
        return "null because " + own.notes.back().code;
    }

    std::string rules(const std::string& name) {
        const Trace found = trace(engine_->find_decision(name).value());
        if (found.tables.empty()) return "no table ran";
        std::string text;
        for (const std::uint32_t rule : found.tables.back().rules) text += fmt::format("{} ", rule + 1);
        text += "take";
        for (const std::uint32_t rule : found.tables.back().chosen) text += fmt::format(" {}", rule + 1);
        return text;
    }

    /// Each error with the word that stands at its place, which shows that the place is right.
    std::vector<std::string> error_lines() const {
        std::vector<std::string> lines;
        for (const Error& error : errors_) {
            std::string line = fmt::format("error {} {}:{}", error.code, error.where.line, error.where.column);
            std::ifstream in(error.where.file);
            std::string text;
            for (std::uint32_t at = 0; at < error.where.line; ++at) std::getline(in, text);
            std::size_t begin = 0;
            for (std::uint32_t letter = 1; letter < error.where.column && begin < text.size(); ++letter) {
                ++begin;
                while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xc0U) == 0x80U) ++begin;
            }
            const std::string rest = error.where.column > 0 ? text.substr(begin) : "";
            const std::string word = rest.substr(0, rest.find_first_of(" <>"));
            lines.push_back(word.empty() ? line : line + " " + word);
            EXPECT_NE(error.message.find_first_not_of(" \n"), std::string::npos);
        }
        return lines;
    }

    fs::path path_;
    std::shared_ptr<const Engine> engine_;
    std::vector<Error> errors_;
    std::string context_ = "{}";
};

TEST(DmnGolden, EveryCaseGivesItsOutcome) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(KONSEQUENZ_SOURCE_DIR) / "golden" / "dmn")) {
        if (entry.path().extension() == ".cases") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    EXPECT_GE(files.size(), 10U) << "golden/dmn is where the cases stand";
    for (const fs::path& file : files) Cases(file).run();
}

}  // namespace
}  // namespace konsequenz::dmn
