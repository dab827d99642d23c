#include "feel/code.h"
#include "feel/external.h"

namespace konsequenz::feel {

namespace {

// Its value is the function that the description names, resolved when the description has been evaluated.
class ExternalCode final : public Code {
  public:
    ExternalCode(SourceRange range, CodePtr description, Type signature)
        : Code(range), description_(std::move(description)), signature_(std::move(signature)) {}

    Value run(Frame& frame) const override {
        const Value description = description_->run(frame);
        if (!description.is_context()) return unclear(frame);
        if (const Value* pmml = description.find("pmml")) {
            const Value* document = pmml->is_context() ? pmml->find("document") : nullptr;
            Error error =
                external_pmml_error(document != nullptr && document->is_string() ? document->as_string() : "");
            return frame.run.note(error.code, std::move(error.message), range());
        }
        const Value* java = description.find("java");
        if (java == nullptr || !java->is_context()) return unclear(frame);
        const Value* class_name = java->find("class");
        const Value* method = java->find("method signature");
        if (class_name == nullptr || method == nullptr || !class_name->is_string() || !method->is_string())
            return unclear(frame);
        Result<Value> function = external_function(class_name->as_string(), method->as_string(), signature_.members());
        if (function) return *std::move(function);
        return frame.run.note(function.error().code, std::move(function.error().message), range());
    }

  private:
    Value unclear(Frame& frame) const {
        return frame.run.note("feel.external", "an external function is described by {java: {class, method signature}}",
                              range());
    }

    CodePtr description_;
    Type signature_;
};

}  // namespace

CodePtr external_code(SourceRange range, CodePtr description, Type signature) {
    return std::make_unique<ExternalCode>(range, std::move(description), std::move(signature));
}

}  // namespace konsequenz::feel
