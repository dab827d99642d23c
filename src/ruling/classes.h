// What a standard's tables tell apart: for each input on the way to a decision, the classes of values that no cell and
// no assumption treats differently, and in each class the values that one would name.
//
// The points between which cells and assumptions draw their borders, sorted, part the numbers into points and gaps;
// neighbours that everything treats alike are one class. Words and truths are classes by themselves. Where an input is
// read by more than plain cells (an arithmetic expression, a comparison with another input), each of its values is its
// own class.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.h"
#include "standard/standard.h"

namespace konsequenz::ruling {

using ClassId = std::uint32_t;

/// A class that is known beforehand.
struct ValueClass {
    feel::Value inside;  ///< stands for all of it
    std::optional<feel::Value>
        from_below;  ///< the nearest value for who comes from a smaller one; none: no value has it
    std::optional<feel::Value> from_above;  ///< the same from a greater one
};

class InputClasses {
  public:
    /// `borders` are the values that cells and assumptions name; `is_exact`: each value is a class of its own.
    InputClasses(const standard::Standard& standard, std::string path, const std::vector<feel::TestShape>& shapes,
                 std::vector<feel::Value> borders, bool is_exact);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] bool is_exact() const { return is_exact_; }
    /// Those known beforehand, numbers ascending, words in the order in which they are allowed.
    [[nodiscard]] const std::vector<ValueClass>& known() const { return known_; }
    /// The class of a value; one that lies in none of the known ones becomes a class of its own.
    [[nodiscard]] ClassId class_of(const feel::Value& value);
    [[nodiscard]] const feel::Value& inside(ClassId id) const;
    /// The values to try in place of this one, one for each other known class, nearest first; at the same distance the
    /// smaller or earlier one first.
    struct Candidate {
        ClassId id;
        feel::Value value;
    };
    [[nodiscard]] std::vector<Candidate> candidates(const feel::Value& value, ClassId present) const;

  private:
    void list_words(std::vector<feel::Value> words);
    void part_numbers(const std::vector<feel::TestShape>& shapes, const std::vector<feel::Value>& borders);
    [[nodiscard]] std::size_t segment_of(const feel::Value& number) const;

    std::string path_;
    bool is_exact_;
    bool is_whole_ = false;                  ///< counts: only whole numbers, none below 0
    bool is_share_ = false;                  ///< none below 0 or above 1
    std::vector<feel::Value> points_;        ///< sorted; of numbers only
    std::vector<ClassId> class_by_segment_;  ///< gap before a point, the point, … and the last gap
    std::vector<ValueClass> known_;
    std::vector<feel::Value> others_;                        ///< classes found later, by id behind the known ones
    std::map<std::string, ClassId, std::less<>> other_ids_;  ///< by the value's text
};

/// An assumption of the standard, ready to run.
struct CompiledAssumption {
    feel::Expression expression;
    std::vector<std::string> reads;  ///< paths of inputs and facts
};

/// The assumptions that speak of inputs and facts only; those that speak of decisions are left out.
[[nodiscard]] std::vector<CompiledAssumption> compile_assumptions(const standard::Standard& standard,
                                                                  const feel::Scope& scope);
/// What assumptions may speak of: every input as a whole, and every fact; in this order they are evaluated.
[[nodiscard]] feel::Scope assumption_scope(const standard::Standard& standard);

/// The classes of all inputs that a decision reads, directly or through others: facts first, in the standard's order,
/// then what else is known, then the conduct.
[[nodiscard]] std::vector<InputClasses> input_classes(const standard::Standard& standard, std::size_t decision,
                                                      const std::vector<CompiledAssumption>& assumptions);
/// The classes of one input that a decision may not read, but an assumption does.
[[nodiscard]] InputClasses assumed_classes(const standard::Standard& standard, const std::string& path,
                                           const std::vector<CompiledAssumption>& assumptions);

}  // namespace konsequenz::ruling
