// The rule of the house: the model sorts, and a measure above a notice needs a person's word. It is proved of every
// shipped standard by trying out all there is: every conduct that a model can assess, unconfirmed, with every class of
// everything else that the tables read on the way to a measure.
//
// A class of a number is what no cell tells apart: the points between which the cells draw their borders, each point
// itself, and one value in each gap. That this is all is checked, not believed: every input of every table on the way
// is a plain input or another table's outcome, and every cell a plain one.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "base/files.h"
#include "standard/record_view.h"
#include "standard/standard.h"

namespace konsequenz::ruling {
namespace {

namespace fs = std::filesystem;
using feel::Value;

/// A path as "conduct.label" or "notices_180d", and the values to try.
using Domain = std::pair<std::string, std::vector<Value>>;
/// One value for each path.
using Situation = std::map<std::string, Value>;

std::vector<Value> texts(std::initializer_list<const char*> words) {
    std::vector<Value> values;
    for (const auto* word : words) values.push_back(Value::borrowed(word));
    return values;
}

/// Everything that a model's assessment can be: it is never confirmed, and its source is no person.
std::vector<Domain> conducts() {
    std::vector<Value> severities;
    for (std::int64_t severity = 0; severity <= conduct::severity_max; ++severity)
        severities.push_back(Value::number(severity));
    return {{"conduct.label", texts({"none", "criticism", "disrespect", "insult", "discrimination", "threat"})},
            {"conduct.severity", severities},
            {"conduct.target", texts({"none", "product", "company", "employee", "other"})},
            {"conduct.confirmed", {Value::boolean(false)}},
            {"conduct.source", texts({"model", "none"})},
            {"conduct.intention", texts({"unknown", "deliberate", "heat of the moment"})}};
}

class Proof {
  public:
    explicit Proof(const standard::Standard& standard) : standard_(standard), engine_(*standard.engine) {
        measure_ = engine_.find_decision("measure").value();
        add_to_closure(measure_);
        plan_slots();
    }

    /// The situations in which the measure goes beyond a notice, at most ten of them.
    std::vector<std::string> counterexamples() {
        const auto [inner, outer] = classes();
        Situation nothing;
        for_each(conducts(), nothing, [&](const Situation& conduct) {
            if (!signatures_.insert(signature(conduct)).second) return;
            std::set<std::string> outcomes;
            auto with_inner = conduct;
            for_each(inner, with_inner, [&](const Situation& situation) {
                if (!outcomes.insert(inner_outcome(situation)).second) return;
                auto whole = situation;
                for_each(outer, whole, [&](const Situation& last) { try_out(last); });
            });
        });
        return found_;
    }
    [[nodiscard]] std::uint64_t tried() const { return tried_; }
    [[nodiscard]] const std::vector<std::string>& doubts() const { return doubts_; }

  private:
    void add_to_closure(std::size_t decision) {
        if (!closure_.insert(decision).second) return;
        for (const auto required : engine_.decisions()[decision].required_decisions) add_to_closure(required);
    }

    /// Of the paths that are not the conduct's: those that only tables before the last one read, and those that the
    /// last one reads itself.
    struct Classes {
        std::vector<Domain> inner;
        std::vector<Domain> outer;
    };

    Classes classes() {
        std::map<std::string, std::vector<Value>> by_path;
        for (const auto decision : closure_) {
            const auto& info = engine_.decisions()[decision];
            if (!info.table) {
                doubts_.push_back(info.name + " is no table");
                continue;
            }
            const auto& table = engine_.tables()[*info.table];
            for (std::size_t column = 0; column < table.inputs.size(); ++column) {
                if (engine_.find_decision(table.inputs[column])) continue;
                if (!standard::is_known_input(standard_, table.inputs[column]))
                    doubts_.push_back(table.inputs[column] + " is no plain input");
                add_column(table, column, by_path[table.inputs[column]]);
            }
        }
        for (const auto& path : engine_.input_paths(measure_)) {
            if (!by_path.contains(path)) doubts_.push_back(path + " is read elsewhere than in a column");
        }
        Classes parted;
        const auto& last = engine_.decisions()[measure_];
        for (auto& domain : by_path) {
            if (domain.first.starts_with("conduct.")) continue;
            const bool is_outer = std::ranges::find(last.reads, domain.first) != last.reads.end();
            (is_outer ? parted.outer : parted.inner).emplace_back(domain);
            for (const auto required : last.required_decisions) {
                const auto paths = engine_.input_paths(required);
                if (is_outer && std::ranges::find(paths, domain.first) != paths.end())
                    doubts_.push_back(domain.first + " is read both before the last table and in it");
            }
        }
        return parted;
    }

    /// All that the last table sees of the tables before it.
    [[nodiscard]] std::string inner_outcome(const Situation& situation) const {
        const auto slots = slots_of(situation);
        std::string seen;
        for (const auto required : engine_.decisions()[measure_].required_decisions)
            seen += feel::to_string(engine_.evaluate(required, slots)) + "|";
        return seen;
    }

    void add_column(const dmn::TableInfo& table, std::size_t column, std::vector<Value>& values) {
        std::vector<double> points;
        std::set<std::string> words;
        for (const auto& rule : table.rules) {
            const auto shape = rule.tests[column].shape();
            if (!shape) {
                doubts_.push_back(fmt::format("a cell of {} is not plain", table.owner));
                continue;
            }
            const auto add = [&](const Value& value) {
                if (value.is_number()) points.push_back(value.as_number().to_double());
                if (value.is_string()) words.emplace(value.as_string());
            };
            for (const auto& constant : shape->constants) add(constant);
            for (const auto& interval : shape->intervals) {
                add(interval.low);
                add(interval.high);
            }
        }
        add_numbers(points, values);
        if (!words.empty()) words.insert({"none", "other"});
        for (const auto& word : words) values.push_back(Value::string(word));
        if (points.empty() && words.empty()) values = {Value::boolean(false), Value::boolean(true)};
    }

    /// Every border, a value in each gap, and one on either side of all.
    static void add_numbers(std::vector<double> points, std::vector<Value>& values) {
        std::ranges::sort(points);
        points.erase(std::unique(points.begin(), points.end()), points.end());
        const auto add = [&](double number) {
            values.push_back(Value::number(feel::Number::parse(fmt::format("{:.4f}", number)).value()));
        };
        for (std::size_t at = 0; at < points.size(); ++at) {
            add(at == 0 ? points[at] - 1 : (points[at - 1] + points[at]) / 2);
            add(points[at]);
        }
        if (points.empty()) return;
        add(points.back() + 1);
        values.push_back(Value::null());  // a share of nothing
    }

    template <class Visit>
    static void for_each(const std::vector<Domain>& domains, Situation& situation, const Visit& visit,
                         std::size_t at = 0) {
        if (at == domains.size()) {
            visit(situation);
            return;
        }
        for (const auto& value : domains[at].second) {
            situation.insert_or_assign(domains[at].first, value);
            for_each(domains, situation, visit, at + 1);
        }
    }

    /// What the rest of the tables sees of a conduct: the outcome of tables that read nothing else, and the fields that
    /// tables read which read more. Conducts with the same signature have the same measure.
    std::string signature(const Situation& conduct) {
        const auto slots = slots_of(conduct);
        const auto is_conduct = [](const std::string& path) { return path.starts_with("conduct."); };
        std::string seen;
        for (const auto decision : closure_) {
            if (std::ranges::all_of(engine_.input_paths(decision), is_conduct)) {
                seen += feel::to_string(engine_.evaluate(decision, slots)) + "|";
                continue;
            }
            for (const auto& path : engine_.decisions()[decision].reads) {
                if (is_conduct(path)) seen += path + "=" + feel::to_string(conduct.at(path)) + "|";
            }
        }
        return seen;
    }

    /// How a slot of the engine is filled: a fact from its own path, a context from a path for each field.
    struct Slot {
        std::string name;
        feel::SharedContextKeys keys;  ///< nullptr for a fact
        std::vector<std::string> paths;
    };

    void plan_slots() {
        for (const auto& input : engine_.inputs()) {
            Slot slot{input.name, nullptr, {}};
            feel::ContextKeys keys;
            for (const auto& field : standard::input_fields()) {
                if (field.input != input.name) continue;
                keys.emplace_back(field.field);
                slot.paths.push_back(fmt::format("{}.{}", input.name, field.field));
            }
            if (!keys.empty()) slot.keys = std::make_shared<const feel::ContextKeys>(std::move(keys));
            slots_.push_back(std::move(slot));
        }
    }

    [[nodiscard]] std::vector<Value> slots_of(const Situation& situation) const {
        const auto value_at = [&](const std::string& path) {
            const auto given = situation.find(path);
            return given == situation.end() ? Value::null() : given->second;
        };
        std::vector<Value> values;
        values.reserve(slots_.size());
        for (const auto& slot : slots_) {
            if (slot.keys == nullptr) {
                values.push_back(value_at(slot.name));
                continue;
            }
            std::vector<Value> members;
            members.reserve(slot.paths.size());
            for (const auto& path : slot.paths) members.push_back(value_at(path));
            values.push_back(Value::context(slot.keys, std::move(members)));
        }
        return values;
    }

    void try_out(const Situation& situation) {
        ++tried_;
        const auto measure = engine_.evaluate(measure_, slots_of(situation));
        const bool is_mild = measure.is_string() && (measure.as_string() == "none" || measure.as_string() == "notice");
        if (is_mild || found_.size() >= 10) return;
        std::string told = feel::to_string(measure) + " for";
        for (const auto& [path, value] : situation) told += fmt::format(" {}={}", path, feel::to_string(value));
        found_.push_back(told);
    }

    const standard::Standard& standard_;
    const dmn::Engine& engine_;
    std::size_t measure_ = 0;
    std::vector<Slot> slots_;
    std::set<std::size_t> closure_;
    std::set<std::string> signatures_;
    std::vector<std::string> found_;
    std::vector<std::string> doubts_;
    std::uint64_t tried_ = 0;
};

const fs::path standards = fs::path(KONSEQUENZ_SOURCE_DIR) / "standards";

std::vector<fs::path> shipped() {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(standards)) {
        if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::ranges::sort(folders);
    return folders;
}

TEST(HouseRule, NoShippedStandardRestrictsOrEndsOnAModelsWordAlone) {
    const auto folders = shipped();
    EXPECT_GE(folders.size(), 2U);
    for (const auto& folder : folders) {
        const auto standard = standard::load(folder);
        ASSERT_TRUE(standard) << to_string(standard.error());
        Proof proof(*standard);
        const auto found = proof.counterexamples();
        EXPECT_EQ(fmt::format("{}", fmt::join(found, "\n")), "") << folder;
        EXPECT_EQ(fmt::format("{}", fmt::join(proof.doubts(), "\n")), "") << folder;
        EXPECT_GE(proof.tried(), 20U) << folder;
        RecordProperty(folder.filename().string(), std::to_string(proof.tried()));
        std::cout << folder.filename().string() << ": " << proof.tried() << " situations\n";
        // The ladder must have steps above a notice, or the proof proves nothing.
        const auto is_above = [](const auto& measure) { return measure.id != "none" && measure.id != "notice"; };
        EXPECT_TRUE(std::ranges::any_of(standard->measures, is_above)) << folder;
    }
}

/// The standard as if nobody had to confirm anything: in the column that asks for a person's word, each row that wants
/// one takes any conduct, and each that is there for want of one takes confirmed conduct only.
standard::Standard without_person(std::string_view id, std::string_view column) {
    const auto folder = fs::temp_directory_path() / fmt::format("konsequenz-house-rule-{}", id);
    fs::remove_all(folder);
    fs::copy(standards / id, folder, fs::copy_options::recursive);
    auto tables = read_file(folder / "conduct.dmn").value();
    const auto rewrite = [&](std::string_view from, std::string_view to) {
        for (int row = 1; row <= 30; ++row) {
            const auto cell = fmt::format(R"(<inputEntry id="measure_{}_{}"><text>)", row, column);
            const auto at = tables.find(cell + std::string(from) + "<");
            if (at != std::string::npos) tables.replace(at + cell.size(), from.size(), to);
        }
    };
    rewrite("true", "-");
    rewrite("false", "true");
    EXPECT_TRUE(write_file(folder / "conduct.dmn", tables));
    auto loaded = standard::load(folder);
    fs::remove_all(folder);
    return std::move(loaded).value();
}

TEST(HouseRule, AStandardThatDoesIsFound) {
    const auto executive = without_person("executive", "in5");
    const auto ended = Proof(executive).counterexamples();
    ASSERT_FALSE(ended.empty());
    EXPECT_NE(ended.front().find("\"end\" for"), std::string::npos) << ended.front();
    EXPECT_NE(ended.front().find("contact.public=true"), std::string::npos) << ended.front();
    const auto fair = without_person("fair-and-firm", "in3");
    EXPECT_FALSE(Proof(fair).counterexamples().empty());
}

TEST(HouseRule, AModelIsNoPerson) {
    for (const auto source : {conduct::Source::none, static_cast<conduct::Source>(1)}) {
        standard::KnownConduct conduct;
        conduct.source = source;
        EXPECT_FALSE(conduct.is_confirmed()) << conduct::to_string(source);
    }
}

}  // namespace
}  // namespace konsequenz::ruling
