#include "proof/grounds.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>

namespace konsequenz::proof {
namespace {

constexpr std::string_view acts = "contact.acts";

bool touches(std::string_view read, std::string_view forbidden) {
    const auto is_inside = [](std::string_view inner, std::string_view outer) {
        return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '.');
    };
    return is_inside(read, forbidden) || is_inside(forbidden, read);
}

/// What a fact reads of the records it is made of, as `contact.acts`.
std::set<std::string, std::less<>> reads_of(const standard::Fact& fact) {
    std::set<std::string, std::less<>> found;
    for (const auto* part : {&fact.where, &fact.of, &fact.value}) {
        if (!part->has_value()) continue;
        for (const std::string& read : (*part)->reads())
            found.insert(fmt::format("{}.{}", to_string(fact.of_type), read));
    }
    return found;
}

class Follower {
  public:
    explicit Follower(const standard::Standard& standard) : standard_(standard) {}

    std::vector<Finding> follow(std::string_view outcome) {
        outcome_ = outcome;
        if (const auto start = standard_.engine->find_decision(outcome)) decide(*start, std::string(outcome));
        return std::move(findings_);
    }

  private:
    void decide(std::size_t decision, const std::string& path) {
        if (!seen_.insert(decision).second) return;
        const auto& info = standard_.engine->decisions()[decision];
        for (const std::string& read : info.reads) {
            if (!standard_.engine->find_input(read.substr(0, read.find('.')))) continue;
            const std::string longer = fmt::format("{} → {}", read, path);
            if (outcome_ == "measure" && touches(read, acts)) add("check.protected-act", acts, longer, info.place);
            const auto fact = std::ranges::find(standard_.facts, read, &standard::Fact::name);
            if (fact != standard_.facts.end()) look_at(*fact, longer);
        }
        for (const std::size_t required : info.required_decisions)
            decide(required, fmt::format("{} → {}", standard_.engine->decisions()[required].name, path));
    }

    void look_at(const standard::Fact& fact, const std::string& path) {
        for (const std::string& read : reads_of(fact)) {
            const std::string longer = fmt::format("{} → {}", read, path);
            if (outcome_ == "measure" && touches(read, acts)) add("check.protected-act", acts, longer, fact.place);
            for (const std::string& forbidden : standard_.blind_to) {
                if (touches(read, forbidden)) add("check.forbidden-ground", forbidden, longer, fact.place);
            }
        }
    }

    void add(std::string_view code, std::string_view ground, const std::string& path, const Place& where) {
        const auto why = code == "check.protected-act"
                             ? fmt::format("what people have a right to do, `{}`, reaches the {}", ground, outcome_)
                             : fmt::format("the standard is blind to `{}`, but it reaches the {}", ground, outcome_);
        findings_.push_back({std::string(code), Level::error, fmt::format("{}: take it out", why), {path}, where});
    }

    const standard::Standard& standard_;
    std::string_view outcome_;
    std::set<std::size_t> seen_;
    std::vector<Finding> findings_;
};

/// The box with one value of an axis only; empty where it lets that value not through.
Box with_value(const TableShape& shape, const Box& box, std::size_t axis, const feel::Value& value) {
    Box narrowed = box;
    for (std::uint64_t& word : shape.grid.row(narrowed, axis)) word = 0;
    for (std::size_t atom = 0; atom < shape.grid.atoms(axis); ++atom) {
        if (shape.grid.has(box, axis, atom) && feel::identical(shape.axes[axis].atoms[atom].sample, value))
            shape.grid.set(narrowed, axis, atom);
    }
    return narrowed;
}

class CriticismCheck {
  public:
    CriticismCheck(const standard::Standard& standard, const TableChecks& checks, Language language)
        : standard_(standard), checks_(checks), language_(language) {}

    std::vector<Finding> check() {
        const auto decision = standard_.engine->find_decision("measure");
        if (!decision || !standard_.engine->decisions()[*decision].table) return {};
        const TableShape& shape = checks_.shapes()[*standard_.engine->decisions()[*decision].table];
        if (!takes_one_rule(shape.info->hit_policy) || shape.info->outputs.size() != 1 || standard_.measures.empty())
            return {};
        const auto axis = std::ranges::find(shape.axes, "conduct.label", &Axis::name);
        if (axis != shape.axes.end()) label_axis_ = static_cast<std::size_t>(axis - shape.axes.begin());
        for (std::size_t rule = 0; rule < shape.boxes.size(); ++rule) look_at(shape, rule);
        return std::move(findings_);
    }

  private:
    void look_at(const TableShape& shape, std::size_t rule) {
        const dmn::RuleInfo& row = shape.info->rules[rule];
        const feel::Value* measure = row.outputs.front().constant();
        const bool is_severe =
            measure != nullptr && measure->is_string() && measure->as_string() != standard_.measures.front().id;
        if (!is_severe || !shape.is_certain[rule]) return;
        std::vector<Box> parts = {shape.boxes[rule]};
        if (shape.info->hit_policy == dmn::HitPolicy::first) {
            // A row before it that is not certain may take everything, so nothing is said then.
            const auto before = std::span(shape.boxes).first(rule);
            parts = remainder(shape.grid, shape.boxes[rule], before).boxes;
        }
        std::vector<std::string> regions;
        for (const Box& part : parts) {
            for (const std::string_view label : {"criticism", "none"}) meet(shape, part, label, regions);
        }
        if (regions.empty()) return;
        std::ranges::sort(regions);
        const auto repeated = std::ranges::unique(regions);
        regions.erase(repeated.begin(), repeated.end());
        findings_.push_back(
            {"check.criticism-as-ground", Level::error,
             fmt::format("row {} of `measure` gives {} to criticism, or to a contact that does nothing wrong: let a "
                         "row before it take both, or leave them out of its cell for `conduct.label`",
                         rule + 1, to_string(*measure)),
             std::move(regions), row.place});
    }

    void meet(const TableShape& shape, const Box& part, std::string_view label, std::vector<std::string>& regions) {
        const feel::Value value = feel::Value::string(label);
        const Box narrowed = label_axis_ ? with_value(shape, part, *label_axis_, value) : part;
        if (shape.grid.is_empty(narrowed)) return;
        const bool is_free = label_axis_ && !checks_.may_hang_together(shape, narrowed);
        if (is_free || checks_.reach().reaches(shape, narrowed, {{"conduct.label", value}}) == Reached::yes)
            regions.push_back(in_words(shape, narrowed, language_));
    }

    const standard::Standard& standard_;
    const TableChecks& checks_;
    Language language_;
    std::optional<std::size_t> label_axis_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_grounds(const standard::Standard& standard) {
    std::vector<Finding> findings;
    for (const std::string_view outcome : {"remedy", "measure"}) {
        auto found = Follower(standard).follow(outcome);
        findings.insert(findings.end(), found.begin(), found.end());
    }
    return findings;
}

std::vector<Finding> check_criticism(const standard::Standard& standard, const TableChecks& checks, Language language) {
    return CriticismCheck(standard, checks, language).check();
}

}  // namespace konsequenz::proof
