// The parser's class. Only the files parser*.cpp include this.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feel/check.h"
#include "feel/cursor.h"
#include "feel/parser.h"

namespace konsequenz::feel {

class Parser {
  public:
    Parser(std::string_view text, const Scope& scope, const CompileOptions& options)
        : cursor_(text), scope_(scope), options_(options) {}

    Result<Parsed> whole_expression();
    Result<Parsed> whole_unary_tests(const Type& input);

  private:
    /// Names the expression declares, or a filter's item whose members are names.
    struct Frame {
        enum class Kind : std::uint8_t { names, item };
        Kind kind = Kind::names;
        std::vector<Local> locals;  ///< of an item frame: the item alone
    };
    struct FrameGuard {
        FrameGuard(Parser& parser, Frame frame) : owner(parser) { owner.frames_.push_back(std::move(frame)); }
        ~FrameGuard() { owner.frames_.pop_back(); }
        FrameGuard(const FrameGuard&) = delete;
        FrameGuard& operator=(const FrameGuard&) = delete;
        Parser& owner;
    };
    struct DepthGuard {
        explicit DepthGuard(Parser& parser) : owner(parser) { ++owner.depth_; }
        ~DepthGuard() { --owner.depth_; }
        DepthGuard(const DepthGuard&) = delete;
        DepthGuard& operator=(const DepthGuard&) = delete;
        Parser& owner;
    };
    /// Inside the upper end of an interval an opening bracket may be its end: `[1..10[`.
    struct IntervalGuard {
        IntervalGuard(Parser& parser, bool inside) : owner(parser), before(parser.in_interval_end_) {
            owner.in_interval_end_ = inside;
        }
        ~IntervalGuard() { owner.in_interval_end_ = before; }
        IntervalGuard(const IntervalGuard&) = delete;
        IntervalGuard& operator=(const IntervalGuard&) = delete;
        Parser& owner;
        bool before;
    };
    struct Match {
        std::string name;
        std::uint32_t end = 0;
    };

    // parser.cpp: operators by rank
    Result<NodeId> expression();
    Result<NodeId> binary(int rank);
    Result<NodeId> comparison_tail(NodeId left);
    Result<NodeId> between_tail(NodeId value);
    Result<NodeId> in_tail(NodeId value);
    Result<NodeId> binary_node(Operator sign, NodeId left, NodeId right);
    Result<NodeId> unary();
    Result<NodeId> instance_of();
    Result<NodeId> test();
    Result<NodeId> comparison_test(Operator sign);
    Result<std::vector<NodeId>> test_list();
    std::optional<std::pair<Operator, int>> take_operator(int rank);
    std::optional<Operator> take_comparison();

    // parser_postfix.cpp: what follows an operand
    Result<NodeId> postfix();
    Result<NodeId> path_tail(NodeId base);
    Result<NodeId> filter_tail(NodeId base);
    Result<NodeId> invocation_tail(NodeId function);
    Result<NodeId> positional_arguments(NodeId function);
    Result<NodeId> named_arguments(NodeId function);
    Type type_of_invocation(NodeId function, const Invocation& invocation);
    [[nodiscard]] bool bracket_ends_interval(NodeId base);
    std::optional<std::string> take_argument_name();
    std::string member_name(const Type& base);

    // parser_primary.cpp: operands
    Result<NodeId> primary();
    Result<NodeId> number_literal();
    Result<NodeId> string_literal();
    Result<NodeId> at_literal();
    Result<NodeId> parenthesised();
    Result<NodeId> bracketed();
    Result<NodeId> interval_tail(std::uint32_t begin, Bound low_bound, NodeId low);
    Result<NodeId> context_literal();
    Result<std::string> context_key();
    Result<std::string> text_in_quotes();

    // parser_control.cpp: if, for, some, every, function
    std::optional<Result<NodeId>> control();
    Result<NodeId> if_expression(std::uint32_t begin);
    Result<NodeId> for_expression(std::uint32_t begin);
    Result<NodeId> quantified(std::uint32_t begin, Quantifier quantifier);
    Result<std::vector<Iterator>> iterators();
    Result<Iterator> iterator();
    Result<NodeId> function_literal(std::uint32_t begin);
    Result<std::vector<Local>> parameters();

    // parser_names.cpp: names and types
    Result<NodeId> name();
    std::optional<Match> longest_known_name();
    void consider(std::optional<Match>& best, std::string_view known);
    std::pair<Binding, Type> resolve(std::string_view name);
    std::string joined_identifiers();
    Result<Type> type_expression();
    Result<Type> named_type();
    Result<Type> context_type();
    Result<Type> function_type();
    Result<std::string> declared_name(std::string_view stop_characters);

    // shared
    Local declare(std::string name, Type type) { return {std::move(name), tree_.local_count++, std::move(type)}; }
    Result<NodeId> add(NodeContent content, std::uint32_t begin, Type type);
    std::uint32_t begin_here() {
        cursor_.skip_space();
        return cursor_.offset();
    }
    Result<void> expect(std::string_view symbol, std::string_view after);
    Result<void> expect_word(std::string_view word, std::string_view after);
    [[nodiscard]] std::unexpected<Error> syntax(std::string_view expected);
    [[nodiscard]] std::unexpected<Error> error_at(std::uint32_t offset, std::string_view code,
                                                  std::string message) const;
    [[nodiscard]] Place place_of(std::uint32_t offset) const;
    void type_error(std::uint32_t offset, std::string message);
    [[nodiscard]] const Type& type_of(NodeId id) const { return tree_[id].type; }
    [[nodiscard]] std::uint32_t begin_of(NodeId id) const { return tree_[id].range.begin; }
    Result<void> check_text() const;

    Cursor cursor_;
    const Scope& scope_;
    const CompileOptions& options_;
    Tree tree_;
    std::vector<Frame> frames_;
    std::vector<Error> type_errors_;
    const Type* input_ = nullptr;
    std::uint32_t depth_ = 0;
    bool in_interval_end_ = false;
};

}  // namespace konsequenz::feel
