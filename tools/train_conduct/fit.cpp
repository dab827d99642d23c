#include "fit.h"

#include <linear.h>

#include <cassert>

#include "heads.h"

namespace konsequenz::train {
namespace {

/// What a data set is like as a whole is no property of its words, and has a column of its own; but a head that tells
/// domains apart must not be told by them, and abuse in public is better known on other sets without (OLID, misogyny).
bool has_sources(conduct::Head head) {
    return head != conduct::Head::service && head != conduct::Head::german && head != conduct::Head::abusive_public;
}

/// The rows of one head as LIBLINEAR wants them: pointers to ended lists of nodes.
class Problem {
  public:
    Problem(conduct::Head head, const std::vector<Row>& rows, const std::vector<Sample>& samples, FeatureSpace& space)
        : space_(space), head_(head), has_sources_(has_sources(head)), columns_(static_cast<int>(space.columns())) {
        std::size_t nodes = 0;
        for (std::size_t at = 0; at < rows.size(); ++at) {
            if (wanted(head, rows[at])) nodes += samples[at].features.size() + 3;
        }
        nodes_.reserve(nodes);  // the lists are pointed to: they must not move
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto answer = wanted(head, rows[at]);
            if (!answer) continue;
            auto* const list = add_list(rows[at], samples[at]);
            for (int time = times(head, rows[at]); time > 0; --time) {
                lists_.push_back(list);
                wanted_.push_back(*answer ? 1.0 : -1.0);
                if (*answer) ++positives_;
            }
        }
        problem_.l = static_cast<int>(lists_.size());
        problem_.n = bias_column();
        problem_.x = lists_.data();
        problem_.y = wanted_.data();
        problem_.bias = 1.0;
    }

    [[nodiscard]] const problem& get() const { return problem_; }
    [[nodiscard]] std::size_t positives() const { return positives_; }

  private:
    /// LIBLINEAR counts columns from 1; the last is the bias.
    [[nodiscard]] int bias_column() const { return columns_ + 1; }

    feature_node* add_list(const Row& row, const Sample& sample) {
        const auto from = nodes_.size();
        for (const auto& feature : sample.features)
            nodes_.push_back({static_cast<int>(feature.column) + 1,
                              static_cast<double>(feature.value) * space_.rarity(head_, feature.column)});
        if (has_sources_ && !is_service(row)) {
            nodes_.push_back({static_cast<int>(space_.source_column(row.source)) + 1, FeatureSpace::source_value});
        }
        nodes_.push_back({bias_column(), 1.0});
        nodes_.push_back({-1, 0.0});
        return &nodes_[from];
    }

    FeatureSpace& space_;
    conduct::Head head_;
    bool has_sources_;
    int columns_;
    std::vector<feature_node> nodes_;
    std::vector<feature_node*> lists_;
    std::vector<double> wanted_;
    std::size_t positives_ = 0;
    problem problem_{};
};

void say_nothing(const char* /*text*/) {}

/// All weights, the bias last.
std::vector<double> solve(const Problem& problem, double strength) {
    set_print_string_function(&say_nothing);
    parameter options{};
    options.solver_type = L2R_LR;
    options.C = strength;
    options.eps = 0.01;
    assert(check_parameter(&problem.get(), &options) == nullptr);
    auto* model = ::train(&problem.get(), &options);
    // LIBLINEAR's first class is that of its first row.
    const double sign = model->label[0] == 1 ? 1.0 : -1.0;
    std::vector<double> weights(model->w, model->w + problem.get().n);
    for (auto& weight : weights) weight *= sign;
    free_and_destroy_model(&model);
    return weights;
}

Fitted fitted_from(const Problem& problem, const std::vector<double>& weights, std::size_t columns) {
    Fitted fitted;
    fitted.rows = static_cast<std::size_t>(problem.get().l);
    fitted.positives = problem.positives();
    fitted.weights.assign(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(columns));
    fitted.bias = weights.back();
    return fitted;
}

}  // namespace

Fitted fit(conduct::Head head, const std::vector<Row>& rows, const std::vector<Sample>& samples, FeatureSpace& space) {
    const Problem problem(head, rows, samples, space);
    // Without the public sets there is nothing to learn public talk from.
    if (problem.get().l == 0) return {.weights = std::vector<double>(space.columns())};
    return fitted_from(problem, solve(problem, strength(head)), space.columns());
}

}  // namespace konsequenz::train
