#include "feel/compiler.h"

#include <algorithm>
#include <map>

#include "feel/shape.h"

namespace konsequenz::feel {

namespace {

// Constant parts are evaluated while compiling, as long as that is cheap.
const Environment folding_environment{.now = {}, .steps_max = 10'000};

// A function's body, or the expression itself: which of its locals holds what.
struct Scoped {
    Scoped* outer = nullptr;
    std::map<LocalId, std::uint32_t> locals;
    std::map<std::uint32_t, std::uint32_t> slots;  ///< captured slots
    std::vector<std::uint32_t> captured;
    std::vector<CodePtr> captures;  ///< run in the outer body where the function is made
    std::uint32_t count = 0;

    std::uint32_t add(LocalId id) {
        locals[id] = count;
        return count++;
    }
};

class Compiler {
  public:
    Compiler(const Tree& tree, std::uint32_t input_slot, const Type& input)
        : tree_(tree), input_slot_(input_slot), input_(input), pure_(tree.nodes.size()) {
        for (NodeId id = 0; id < tree.nodes.size(); ++id) pure_[id] = is_pure(id);
    }

    Program program() {
        Scoped body;
        body_ = &body;
        Program result;
        result.code = compile(tree_.root());
        result.local_count = body.count;
        if (std::holds_alternative<UnaryTests>(tree_[tree_.root()].content)) result.shape = std::move(shape_);
        return result;
    }

  private:
    // Whether the node's value is the same in every evaluation.
    [[nodiscard]] bool is_pure(NodeId id) const {
        const NodeContent& content = tree_[id].content;
        if (std::holds_alternative<Name>(content) || std::holds_alternative<Input>(content) ||
            std::holds_alternative<FunctionLiteral>(content) || std::holds_alternative<UnaryTests>(content)) {
            return false;
        }
        std::vector<NodeId> parts = children(tree_[id]);
        if (const auto* invocation = std::get_if<Invocation>(&content)) {
            const BuiltinGroup* group = builtin_of(invocation->function);
            // The clock is not the compiler's.
            if (group == nullptr || group->name == "now" || group->name == "today") return false;
            parts.erase(parts.begin());
        }
        return std::ranges::all_of(parts, [this](NodeId part) { return pure_[part] != 0; });
    }
    [[nodiscard]] const BuiltinGroup* builtin_of(NodeId function) const {
        const auto* name = std::get_if<Name>(&tree_[function].content);
        if (name == nullptr || name->binding.kind != Binding::Kind::builtin || !name->binding.items.empty())
            return nullptr;
        return &builtin_groups()[name->binding.index];
    }

    CodePtr compile(NodeId id) {
        CodePtr code =
            std::visit([&](const auto& content) { return make(content, tree_[id].range); }, tree_[id].content);
        if (pure_[id] == 0 || code->constant() != nullptr) return code;
        std::vector<Value> locals(body_->count);
        std::vector<Note> notes;
        Run run(folding_environment, &notes);
        Frame frame{{}, locals.data(), run};
        Value value = code->run(frame);
        // A null that has a reason keeps its code, which tells the reason when it is asked for.
        return notes.empty() ? constant_code(tree_[id].range, std::move(value)) : std::move(code);
    }
    std::vector<CodePtr> compile_all(const std::vector<NodeId>& ids) {
        std::vector<CodePtr> codes;
        codes.reserve(ids.size());
        for (const NodeId id : ids) codes.push_back(compile(id));
        return codes;
    }

    CodePtr read_local(Scoped& body, LocalId id, SourceRange range) {
        const auto found = body.locals.find(id);
        if (found != body.locals.end()) return local_code(range, found->second);
        assert(body.outer != nullptr && "the parser binds to declared locals only");
        CodePtr capture = read_local(*body.outer, id, range);
        const std::uint32_t index = body.add(id);
        body.captured.push_back(index);
        body.captures.push_back(std::move(capture));
        return local_code(range, index);
    }
    CodePtr read_slot(Scoped& body, std::uint32_t slot, SourceRange range) {
        if (body.outer == nullptr) return slot_code(range, slot);
        const auto found = body.slots.find(slot);
        if (found != body.slots.end()) return local_code(range, found->second);
        CodePtr capture = read_slot(*body.outer, slot, range);
        const std::uint32_t index = body.count++;
        body.slots[slot] = index;
        body.captured.push_back(index);
        body.captures.push_back(std::move(capture));
        return local_code(range, index);
    }
    CodePtr read(const Binding& binding, SourceRange range) {
        switch (binding.kind) {
            case Binding::Kind::slot: return read_slot(*body_, binding.index, range);
            case Binding::Kind::local: return read_local(*body_, binding.index, range);
            case Binding::Kind::builtin: return constant_code(range, builtin_value(builtin_groups()[binding.index]));
            case Binding::Kind::nothing: break;
        }
        return nullptr;
    }

    CodePtr make(const Literal& n, SourceRange range) { return constant_code(range, n.value); }
    CodePtr make(const AtLiteral& n, SourceRange range) { return constant_code(range, n.value); }
    CodePtr make(const Input&, SourceRange range) { return read_slot(*body_, input_slot_, range); }
    CodePtr make(const Name& n, SourceRange range) {
        CodePtr rest = read(n.binding, range);
        if (n.binding.items.empty()) return rest;
        std::vector<CodePtr> items;
        for (const LocalId item : n.binding.items) items.push_back(read_local(*body_, item, range));
        return member_name_code(range, n.name, std::move(items), std::move(rest));
    }
    CodePtr make(const Negation& n, SourceRange range) { return negation_code(range, compile(n.operand)); }
    CodePtr make(const Binary& n, SourceRange range) {
        CodePtr left = compile(n.left);
        CodePtr right = compile(n.right);
        if (n.sign == Operator::conjunction) return conjunction_code(range, std::move(left), std::move(right));
        if (n.sign == Operator::disjunction) return disjunction_code(range, std::move(left), std::move(right));
        if (n.sign >= Operator::add) return arithmetic_code(range, n.sign, std::move(left), std::move(right));
        return comparison_code(range, n.sign, std::move(left), std::move(right));
    }
    CodePtr make(const Between& n, SourceRange range) {
        CodePtr value = compile(n.value);
        CodePtr low = compile(n.low);
        return between_code(range, std::move(value), std::move(low), compile(n.high));
    }
    CodePtr make(const Comparison& n, SourceRange range) {
        return comparison_range_code(range, n.sign, compile(n.operand));
    }
    CodePtr make(const Interval& n, SourceRange range) {
        CodePtr low = compile(n.low);
        return interval_code(range, std::move(low), compile(n.high), n.low_bound, n.high_bound);
    }
    CodePtr make(const InstanceOf& n, SourceRange range) { return instance_of_code(range, compile(n.value), n.type); }
    CodePtr make(const Path& n, SourceRange range) { return path_code(range, compile(n.base), n.member); }
    CodePtr make(const If& n, SourceRange range) {
        CodePtr condition = compile(n.condition);
        CodePtr then = compile(n.then);
        return if_code(range, std::move(condition), std::move(then), compile(n.otherwise));
    }
    CodePtr make(const ListLiteral& n, SourceRange range) { return list_code(range, compile_all(n.items)); }

    CodePtr make(const In& n, SourceRange range) {
        CodePtr value = compile(n.value);
        std::vector<TestCode> tests;
        for (const NodeId id : n.tests) tests.push_back(test_of(id, TestCode::Kind::pass));
        return tests_code(range, std::move(value), std::move(tests), false);
    }
    TestCode test_of(NodeId id, TestCode::Kind kind) {
        if (const auto* comparison = std::get_if<Comparison>(&tree_[id].content)) {
            return {TestCode::Kind::compare, comparison->sign, compile(comparison->operand)};
        }
        return {kind, Operator::equal, compile(id)};
    }
    CodePtr make(const UnaryTests& n, SourceRange range) {
        std::vector<TestCode> tests;
        for (const NodeId id : n.tests) {
            const bool boolean = input_.kind() == TypeKind::boolean;
            const TestCode::Kind kind = names_input(id) ? TestCode::Kind::hold
                                        : boolean       ? TestCode::Kind::pass
                                                        : TestCode::Kind::either;
            tests.push_back(test_of(id, kind));
        }
        shape_ = shape_of(tests, n.negated);
        return tests_code(range, read_slot(*body_, input_slot_, range), std::move(tests), n.negated);
    }
    [[nodiscard]] bool names_input(NodeId id) const {
        if (std::holds_alternative<Input>(tree_[id].content)) return true;
        return std::ranges::any_of(children(tree_[id]), [this](NodeId child) { return names_input(child); });
    }
    [[nodiscard]] bool names_local(NodeId id, LocalId local) const {
        if (const auto* name = std::get_if<Name>(&tree_[id].content)) {
            const Binding& binding = name->binding;
            if (binding.kind == Binding::Kind::local && binding.index == local) return true;
            return std::ranges::find(binding.items, local) != binding.items.end();
        }
        return std::ranges::any_of(children(tree_[id]), [&](NodeId child) { return names_local(child, local); });
    }

    CodePtr make(const Filter& n, SourceRange range) {
        FilterCode filter;
        filter.base = compile(n.base);
        filter.item = body_->add(n.item.id);
        filter.condition = compile(n.condition);
        filter.uses_item = names_local(n.condition, n.item.id);
        filter.is_index = tree_[n.condition].type.kind() == TypeKind::number;
        return filter_code(range, std::move(filter));
    }
    std::vector<IteratorCode> make_iterators(const std::vector<Iterator>& iterators) {
        std::vector<IteratorCode> codes;
        for (const Iterator& iterator : iterators) {
            IteratorCode code;
            code.domain = compile(iterator.domain);
            if (iterator.is_range) code.end = compile(iterator.end);
            code.local = body_->add(iterator.variable.id);
            codes.push_back(std::move(code));
        }
        return codes;
    }
    CodePtr make(const For& n, SourceRange range) {
        std::vector<IteratorCode> iterators = make_iterators(n.iterators);
        std::optional<std::uint32_t> partial;
        if (names_local(n.result, n.partial.id)) partial = body_->add(n.partial.id);
        return for_code(range, std::move(iterators), compile(n.result), partial);
    }
    CodePtr make(const Quantified& n, SourceRange range) {
        std::vector<IteratorCode> iterators = make_iterators(n.iterators);
        return quantified_code(range, n.quantifier, std::move(iterators), compile(n.condition));
    }
    CodePtr make(const ContextLiteral& n, SourceRange range) {
        auto keys = std::make_shared<ContextKeys>();
        std::vector<EntryCode> entries;
        for (const Entry& entry : n.entries) {
            keys->push_back(entry.variable.name);
            CodePtr value = compile(entry.value);
            entries.push_back({body_->add(entry.variable.id), std::move(value)});
        }
        return context_code(range, std::move(keys), std::move(entries));
    }
    CodePtr make(const FunctionLiteral& n, SourceRange range) {
        std::vector<TypeMember> parameters;
        for (const Local& parameter : n.parameters) parameters.push_back({parameter.name, parameter.type});
        if (n.kind == Body::external) {
            return external_code(range, compile(n.body), Type::function(std::move(parameters), Type()));
        }
        Scoped body;
        body.outer = body_;
        for (const Local& parameter : n.parameters) body.add(parameter.id);
        body_ = &body;
        auto lambda = std::make_shared<Lambda>();
        lambda->body = compile(n.body);
        body_ = body.outer;
        lambda->signature = Type::function(std::move(parameters), tree_[n.body].type);
        lambda->local_count = body.count;
        lambda->captured = std::move(body.captured);
        lambda->height = tree_[n.body].height + Run::call_weight;
        return closure_code(range, std::move(lambda), std::move(body.captures));
    }
    CodePtr make(const Invocation& n, SourceRange range) {
        if (const BuiltinGroup* group = builtin_of(n.function)) {
            return builtin_call_code(range, *group, compile_all(n.arguments), n.names);
        }
        CodePtr function = compile(n.function);
        return call_code(range, std::move(function), compile_all(n.arguments), n.names);
    }

    const Tree& tree_;
    std::uint32_t input_slot_;
    const Type& input_;
    std::vector<char> pure_;
    Scoped* body_ = nullptr;
    std::optional<TestShape> shape_;
};

}  // namespace

Program compile_program(const Tree& tree, std::uint32_t input_slot, const Type& input) {
    return Compiler(tree, input_slot, input).program();
}

}  // namespace konsequenz::feel
