// A share of a whole from a sample of its layers, small layers leaning on the others.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// A layer of the whole, and what its sample says.
struct Stratum {
    std::string name;
    double size = 0;  ///< of the layer in the whole, above 0
    Proportion sample;
};

struct StratumEstimate {
    double share = 0;   ///< after pooling
    double weight = 1;  ///< of the layer's own sample in it, 0 to 1; the rest is what all layers have in common
};

struct PostStratified {
    double share = 0;
    Interval interval;  ///< 95 %
    std::vector<StratumEstimate> strata;
    /// The distribution that the layers' shares are drawn from: posterior means of both parameters of the beta; 0 where
    /// nothing was pooled.
    double alpha = 0;
    double beta = 0;
};

/// Σ N_h θ_h / Σ N_h. With three layers or more that were asked, the θ_h come from one beta distribution whose
/// parameters have the prior (α + β)^(−5/2) and are integrated over on a grid (A. Gelman et al., Bayesian Data
/// Analysis, 3rd ed. 2013, section 5.3; the idea of pooling small cells of a poll: A. Gelman, T. C. Little,
/// "Poststratification into many categories using hierarchical logistic regression", Survey Methodology 23 (1997),
/// 127–135). With fewer, each layer stands for itself (Jeffreys' prior), and a layer that was not asked takes the share
/// of the others. The interval is that of a beta distribution with the posterior's mean and variance.
/// `strata` is not empty and somebody was asked (asserted).
[[nodiscard]] PostStratified post_stratified(std::span<const Stratum> strata);

}  // namespace konsequenz::statistics
