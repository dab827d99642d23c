// Looks through every model of the kit with `check`, and holds each gap and each overlap that it reports against the
// compiled cells themselves: for values inside a gap no rule may pass, inside an overlap both must.
//
//   check_models TESTCASES        77 where the kit is not there
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "dmn/load.h"
#include "proof/check.h"
#include "proof/table_check.h"

namespace fs = std::filesystem;
using namespace konsequenz;

namespace {

struct Count {
    std::size_t models = 0;
    std::size_t tables = 0;
    std::size_t gaps = 0;
    std::size_t overlaps = 0;
    std::size_t findings = 0;
    std::size_t values = 0;  ///< that were tried
    std::size_t wrong = 0;
};

/// Whether the rule passes these values of the axes, by its compiled cells.
bool passes(const proof::TableShape& shape, std::size_t rule, const std::vector<feel::Value>& values) {
    for (std::size_t column = 0; column < shape.axis_of.size(); ++column) {
        std::vector<feel::Value> slots(shape.program->scope_size + 1);
        slots.back() = values[shape.axis_of[column]];
        if (!shape.info->rules[rule].tests[column].evaluate(slots).is_true()) return false;
    }
    return true;
}

/// Values inside the box: the first of each axis, and every other part of one axis at a time.
std::vector<std::vector<feel::Value>> samples(const proof::TableShape& shape, const proof::Box& box) {
    std::vector<std::vector<feel::Value>> all = {shape.witness(box)};
    for (std::size_t axis = 0; axis < shape.axes.size(); ++axis) {
        for (std::size_t atom = 0; atom < shape.grid.atoms(axis); ++atom) {
            if (!shape.grid.has(box, axis, atom)) continue;
            all.push_back(all.front());
            all.back()[axis] = shape.axes[axis].atoms[atom].sample;
        }
    }
    return all;
}

void complain(const fs::path& file, const proof::TableShape& shape, std::string_view what, const proof::Box& box,
              Count& count) {
    ++count.wrong;
    fmt::print("{}: `{}`: not {}: {}\n", file.string(), shape.info->owner, what,
               proof::in_words(shape, box, proof::Language::english));
}

void hold(const fs::path& file, const proof::TableChecks& checks, const proof::TableShape& shape, Count& count) {
    ++count.tables;
    if (shape.program == nullptr) return;
    for (const auto& gap : checks.gaps(shape).items) {
        ++count.gaps;
        for (const auto& values : samples(shape, gap.region)) {
            ++count.values;
            // A cell that reads more than its input is left out of what is certain, so it may pass or not.
            for (std::size_t rule = 0; rule < shape.boxes.size(); ++rule) {
                if (shape.is_certain[rule] && passes(shape, rule, values))
                    complain(file, shape, "a gap", gap.region, count);
            }
        }
    }
    for (const auto& overlap : checks.overlaps(shape).items) {
        ++count.overlaps;
        for (const auto& values : samples(shape, overlap.region)) {
            ++count.values;
            if (!passes(shape, overlap.first, values) || !passes(shape, overlap.second, values))
                complain(file, shape, "an overlap", overlap.region, count);
        }
    }
}

void look_at(const fs::path& file, Count& count) {
    const auto model = dmn::load_model(file);
    if (!model) return;
    const auto engine = dmn::Engine::compile(*model, dmn::Faults::tolerate);
    if (!engine) return;
    ++count.models;
    count.findings += proof::check(**engine, proof::Language::english).size();
    const auto space = proof::Space::of(**engine);
    const proof::TableChecks checks(**engine, space, proof::NullCounts::where_named);
    for (const auto& shape : checks.shapes()) hold(file, checks, shape, count);
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        fmt::print(stderr, "usage: check_models TESTCASES\n");
        return 2;
    }
    if (!fs::is_directory(arguments[1])) {
        fmt::print("SKIPPED: there is no {}; see conformance/README.md\n", arguments[1]);
        return 77;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(arguments[1])) {
        if (entry.path().extension() == ".dmn") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    Count count;
    for (const auto& file : files) look_at(file, count);
    fmt::print(
        "{} models, {} tables: {} findings, among them {} gaps and {} overlaps held against {} values, {} wrong\n",
        count.models, count.tables, count.findings, count.gaps, count.overlaps, count.values, count.wrong);
    return count.wrong == 0 && count.models > 100 ? 0 : 1;
}
