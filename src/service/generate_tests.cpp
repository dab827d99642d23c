#include "service/generate_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "ruling/classes.h"
#include "service/policy_test_text.h"

namespace konsequenz::service {
namespace {

using feel::Value;
using ruling::InputClasses;

/// Evaluations that the search may take: some seconds.
constexpr std::size_t evaluations_max = 1'500'000;

/// A value for each input that any decision reads, in the order of Generator's classes.
struct Seed {
    std::vector<Value> values;
    std::string like;  ///< id of the test that it began with
    std::vector<std::size_t> changed;
};

class Generator {
  public:
    Generator(const standard::Standard& standard, Coverage& coverage)
        : standard_(standard), coverage_(coverage), maker_(standard), decisions_(standard.engine->decisions().size()) {
        std::iota(decisions_.begin(), decisions_.end(), std::size_t{0});
        const auto assumptions = ruling::compile_assumptions(standard, ruling::assumption_scope(standard));
        for (const auto decision : decisions_) {
            for (auto& input : ruling::input_classes(standard, decision, assumptions)) {
                const auto known = std::ranges::find(classes_, input.path(), &InputClasses::path);
                if (known == classes_.end())
                    classes_.push_back(std::move(input));
                else if (known->known().size() < input.known().size())
                    *known = std::move(input);
            }
        }
        for (const auto& input : classes_) paths_.push_back(input.path());
        for (std::size_t slot = 0; slot < standard.engine->inputs().size(); ++slot) plan_slot(slot);
    }

    void add_seed(const standard::PolicyTest& test) {
        const MadeCase made{test.history, test.contact};
        const auto known = known_of(standard_, assessor_, made);
        Seed seed{{}, test.id, {}};
        for (const auto& path : paths_) seed.values.push_back(value_at(standard_, path, made, known));
        for (auto& value : seed.values) value = value.owned();
        seeds_.push_back(std::move(seed));
    }

    Result<GeneratedTests> run() {
        if (seeds_.empty()) add_plain_seed();
        for (std::size_t changes = 1; changes <= 2; ++changes) {
            // Seeds that are found on the way come behind those that were there.
            for (std::size_t at = 0; at < seeds_.size(); ++at) {
                const auto seed = seeds_[at];
                TRY_VOID(change(seed, 0, changes));
            }
        }
        return std::move(generated_);
    }

  private:
    void add_plain_seed() {
        Seed seed{{}, {}, {}};
        for (const auto& input : classes_)
            seed.values.push_back(input.known().empty() ? Value() : input.known().front().inside);
        seeds_.push_back(std::move(seed));
    }

    /// Which input's value goes where: by itself for a fact, as a member of a context.
    void plan_slot(std::size_t slot) {
        const auto& name = standard_.engine->inputs()[slot].name;
        auto& keys = keys_.emplace_back();
        auto& members = members_.emplace_back();
        feel::ContextKeys names;
        for (const auto& field : standard::input_fields()) {
            if (field.input != name) continue;
            names.emplace_back(field.field);
            members.push_back(index_of(fmt::format("{}.{}", field.input, field.field)));
        }
        if (names.empty())
            members.push_back(index_of(name));
        else
            keys = std::make_shared<const feel::ContextKeys>(std::move(names));
    }
    [[nodiscard]] std::size_t index_of(std::string_view path) const {
        return static_cast<std::size_t>(std::ranges::find(paths_, path) - paths_.begin());
    }

    [[nodiscard]] std::vector<Value> slots_of(const std::vector<Value>& values) const {
        const auto value_at_index = [&](std::size_t at) { return at < values.size() ? values[at] : Value(); };
        std::vector<Value> slots;
        for (std::size_t slot = 0; slot < keys_.size(); ++slot) {
            if (keys_[slot] == nullptr) {
                slots.push_back(value_at_index(members_[slot].front()));
                continue;
            }
            std::vector<Value> parts;
            for (const auto member : members_[slot]) parts.push_back(value_at_index(member));
            slots.push_back(Value::context(keys_[slot], std::move(parts)));
        }
        return slots;
    }

    Result<void> change(const Seed& seed, std::size_t from, std::size_t changes) {
        if (changes == 0) return consider(seed);
        for (auto input = from; input < classes_.size(); ++input) {
            auto& classes = classes_[input];
            for (const auto& candidate : classes.candidates(seed.values[input], classes.class_of(seed.values[input]))) {
                if (evaluations_ >= evaluations_max) return {};
                auto changed = seed;
                changed.values[input] = candidate.value;
                changed.changed.push_back(input);
                TRY_VOID(change(changed, input + 1, changes - 1));
            }
        }
        return {};
    }

    /// Makes a test of a situation that exercises something new, where it can be made.
    Result<void> consider(const Seed& seed) {
        ++evaluations_;
        const auto slots = slots_of(seed.values);
        std::vector<Value> values(decisions_.size());
        dmn::Trace trace;
        standard_.engine->evaluate(decisions_, slots, values, trace);
        // Most situations differ in nothing that a table sees.
        if (!coverage_.adds(trace)) return {};
        std::string facts;
        std::vector<InputValue> inputs;
        for (std::size_t at = 0; at < paths_.size(); ++at) {
            inputs.emplace_back(paths_[at], seed.values[at]);
            facts += feel::to_string(seed.values[at]) + "|";
        }
        if (!tried_.insert(std::move(facts)).second || is_known_impossible(inputs)) return {};
        const auto made = maker_.make(inputs);
        if (!made) {
            remember_impossible(inputs);
            return {};
        }
        const auto id = fmt::format("generated-{}", generated_.count + 1);
        auto text = policy_test_text(standard_, id, title_of(seed), *made);
        if (!text) return {};  // the standard gives no ruling there: nothing could be expected
        coverage_.add(trace);
        ++generated_.count;
        generated_.text += "\n" + *text;
        seeds_.push_back(seed);
        return {};
    }

    /// Facts by themselves: where no history makes them, none makes them with other inputs either, but for a finding
    /// that the facts count as well.
    [[nodiscard]] std::vector<InputValue> facts_of(const std::vector<InputValue>& inputs) const {
        std::vector<InputValue> facts;
        for (const auto& input : inputs) {
            if (input.first.find('.') == std::string::npos) facts.push_back(input);
        }
        return facts;
    }
    [[nodiscard]] static std::string text_of(const std::vector<InputValue>& inputs) {
        std::string text;
        for (const auto& [path, value] : inputs) text += path + "=" + feel::to_string(value) + "|";
        return text;
    }
    [[nodiscard]] bool is_known_impossible(const std::vector<InputValue>& inputs) const {
        return impossible_.contains(text_of(facts_of(inputs)));
    }
    void remember_impossible(const std::vector<InputValue>& inputs) {
        const auto facts = facts_of(inputs);
        if (!facts.empty() && facts.size() < inputs.size() && !maker_.make(facts)) impossible_.insert(text_of(facts));
    }

    [[nodiscard]] standard::LocalText title_of(const Seed& seed) const {
        std::string changes;
        for (const auto input : seed.changed)
            changes += fmt::format("{}{} = {}", changes.empty() ? "" : ", ", paths_[input],
                                   feel::to_string(seed.values[input]));
        standard::LocalText title;
        for (const auto& language : standard_.languages) {
            if (language == "de")
                title[language] = seed.like.empty() ? changes : fmt::format("Wie {}, aber mit {}", seed.like, changes);
            else
                title[language] = seed.like.empty() ? changes : fmt::format("Like {}, but with {}", seed.like, changes);
        }
        return title;
    }

    const standard::Standard& standard_;
    Coverage& coverage_;
    Assessor assessor_;
    CaseMaker maker_;
    std::vector<std::size_t> decisions_;
    std::vector<InputClasses> classes_;
    std::vector<std::string> paths_;
    std::vector<feel::SharedContextKeys> keys_;      // by slot
    std::vector<std::vector<std::size_t>> members_;  // by slot; an index behind the last one: nothing reads it
    std::vector<Seed> seeds_;
    std::set<std::string> tried_;
    std::set<std::string> impossible_;
    std::size_t evaluations_ = 0;
    GeneratedTests generated_;
};

}  // namespace

Result<GeneratedTests> generate_tests(const standard::Standard& standard,
                                      const std::vector<standard::PolicyTest>& tests, Coverage& coverage) {
    Generator generator(standard, coverage);
    for (const auto& test : tests) generator.add_seed(test);
    auto generated = TRY(generator.run());
    if (generated.count > 0)
        generated.text = policy_tests_head(standard, "konsequenz test --generate") + generated.text;
    return generated;
}

}  // namespace konsequenz::service
