#include "fit.h"

#include <linear.h>

#include <cassert>

#include "heads.h"

namespace konsequenz::train {
namespace {

/// The rows of one head as LIBLINEAR wants them: pointers to ended lists of nodes.
class Problem {
  public:
    Problem(conduct::Head head, const std::vector<Row>& rows, const std::vector<Sample>& samples, FeatureSpace& space) {
        const auto columns = static_cast<int>(space.columns());
        std::size_t nodes = 0;
        for (std::size_t at = 0; at < rows.size(); ++at) {
            if (wanted(head, rows[at])) nodes += samples[at].features.size() + 3;
        }
        nodes_.reserve(nodes);  // the lists are pointed to: they must not move
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto answer = wanted(head, rows[at]);
            if (!answer) continue;
            auto* const list = add_list(samples[at], columns);
            if (!rows[at].is_own) {
                // What a data set is like as a whole is no property of its words.
                auto* const end = &nodes_[nodes_.size() - 2];
                const auto bias = *end;
                *end = {static_cast<int>(space.source_column(rows[at].source)) + 1, FeatureSpace::source_value};
                nodes_.back() = bias;
                nodes_.push_back({-1, 0.0});
            }
            for (int time = times(head, rows[at]); time > 0; --time) {
                lists_.push_back(list);
                wanted_.push_back(*answer ? 1.0 : -1.0);
                if (*answer) ++positives_;
            }
        }
        problem_.l = static_cast<int>(lists_.size());
        problem_.n = columns + 1;
        problem_.x = lists_.data();
        problem_.y = wanted_.data();
        problem_.bias = 1.0;
    }

    [[nodiscard]] const problem& get() const { return problem_; }
    [[nodiscard]] std::size_t positives() const { return positives_; }

  private:
    feature_node* add_list(const Sample& sample, int columns) {
        const auto from = nodes_.size();
        for (const auto& feature : sample.features)
            nodes_.push_back({static_cast<int>(feature.column) + 1, static_cast<double>(feature.value)});
        nodes_.push_back({columns + 1, 1.0});
        nodes_.push_back({-1, 0.0});
        return &nodes_[from];
    }

    std::vector<feature_node> nodes_;
    std::vector<feature_node*> lists_;
    std::vector<double> wanted_;
    std::size_t positives_ = 0;
    problem problem_{};
};

void say_nothing(const char* /*text*/) {}

}  // namespace

Fitted fit(conduct::Head head, const std::vector<Row>& rows, const std::vector<Sample>& samples, FeatureSpace& space) {
    set_print_string_function(&say_nothing);
    const Problem problem(head, rows, samples, space);
    parameter options{};
    options.solver_type = L2R_LR;
    options.C = strength(head);
    options.eps = 0.003;
    assert(check_parameter(&problem.get(), &options) == nullptr);
    auto* model = ::train(&problem.get(), &options);
    Fitted fitted;
    fitted.rows = static_cast<std::size_t>(problem.get().l);
    fitted.positives = problem.positives();
    fitted.weights.resize(space.columns());
    // LIBLINEAR's first class is that of its first row.
    const double sign = model->label[0] == 1 ? 1.0 : -1.0;
    for (std::size_t column = 0; column < fitted.weights.size(); ++column)
        fitted.weights[column] = sign * model->w[column];
    fitted.bias = sign * model->w[space.columns()];
    free_and_destroy_model(&model);
    return fitted;
}

}  // namespace konsequenz::train
