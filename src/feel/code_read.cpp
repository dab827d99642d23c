#include <fmt/format.h>

#include "feel/code.h"
#include "feel/operators.h"

namespace konsequenz::feel {

namespace {

class ConstantCode final : public Code {
  public:
    ConstantCode(SourceRange range, Value value) : Code(range), value_(std::move(value)), truth_(truth_of(value_)) {}
    Value run(Frame&) const override { return value_; }
    Truth test(Frame&) const override { return truth_; }
    const Value& look(Frame&, Value&) const override { return value_; }
    const Value* constant() const override { return &value_; }

  private:
    Value value_;
    Truth truth_;
};

class SlotCode final : public Code {
  public:
    SlotCode(SourceRange range, std::uint32_t slot) : Code(range), slot_(slot) {}
    Value run(Frame& frame) const override { return frame.slots[slot_]; }
    Truth test(Frame& frame) const override { return truth_of(frame.slots[slot_]); }
    const Value& look(Frame& frame, Value&) const override { return frame.slots[slot_]; }

  private:
    std::uint32_t slot_;
};

class LocalCode final : public Code {
  public:
    LocalCode(SourceRange range, std::uint32_t local) : Code(range), local_(local) {}
    Value run(Frame& frame) const override { return frame.locals[local_]; }
    Truth test(Frame& frame) const override { return truth_of(frame.locals[local_]); }
    const Value& look(Frame& frame, Value&) const override { return frame.locals[local_]; }

  private:
    std::uint32_t local_;
};

class MemberNameCode final : public Code {
  public:
    MemberNameCode(SourceRange range, std::string name, std::vector<CodePtr> items, CodePtr rest)
        : Code(range), name_(std::move(name)), items_(std::move(items)), rest_(std::move(rest)) {}

    Value run(Frame& frame) const override {
        Value scratch;
        return look(frame, scratch);
    }
    Truth test(Frame& frame) const override {
        Value scratch;
        return truth_of(look(frame, scratch));
    }
    const Value& look(Frame& frame, Value& scratch) const override {
        for (const CodePtr& item : items_) {
            Value held;
            const Value& value = item->look(frame, held);
            if (!value.is_context()) continue;
            const Value* found = value.find(name_);
            if (found == nullptr) continue;
            // What lies in `held` goes with it.
            if (&value != &held) return *found;
            scratch = *found;
            return scratch;
        }
        if (rest_ != nullptr) return rest_->look(frame, scratch);
        scratch = frame.run.takes_notes()
                      ? frame.run.note("feel.member", fmt::format("the item has no member `{}`", name_), range())
                      : Value();
        return scratch;
    }

  private:
    std::string name_;
    std::vector<CodePtr> items_;
    CodePtr rest_;
};

class PathCode final : public Code {
  public:
    PathCode(SourceRange range, CodePtr base, std::string member)
        : Code(range), base_(std::move(base)), member_(std::move(member)) {}

    Value run(Frame& frame) const override {
        Value scratch;
        const Value& found = look(frame, scratch);
        return &found == &scratch ? std::move(scratch) : found;
    }
    Truth test(Frame& frame) const override {
        Value scratch;
        return truth_of(look(frame, scratch));
    }
    const Value& look(Frame& frame, Value& scratch) const override {
        Value held;
        const Value& base = base_->look(frame, held);
        if (base.is_context() && &base != &held) {
            if (const Value* found = base.find(member_)) return *found;
        }
        scratch = member_of(base, member_, frame.run, range());
        return scratch;
    }

  private:
    CodePtr base_;
    std::string member_;
};

}  // namespace

CodePtr constant_code(SourceRange range, Value value) {
    return std::make_unique<ConstantCode>(range, std::move(value));
}
CodePtr slot_code(SourceRange range, std::uint32_t slot) { return std::make_unique<SlotCode>(range, slot); }
CodePtr local_code(SourceRange range, std::uint32_t local) { return std::make_unique<LocalCode>(range, local); }
CodePtr member_name_code(SourceRange range, std::string name, std::vector<CodePtr> items, CodePtr rest) {
    return std::make_unique<MemberNameCode>(range, std::move(name), std::move(items), std::move(rest));
}
CodePtr path_code(SourceRange range, CodePtr base, std::string member) {
    return std::make_unique<PathCode>(range, std::move(base), std::move(member));
}

}  // namespace konsequenz::feel
