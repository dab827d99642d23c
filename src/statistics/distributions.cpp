#include "statistics/distributions.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cassert>

namespace konsequenz::statistics {

double normal_cdf(double value) { return boost::math::cdf(boost::math::normal(), value); }

double normal_quantile(double probability) {
    assert(probability > 0 && probability < 1);
    return boost::math::quantile(boost::math::normal(), probability);
}

double beta_quantile(double alpha, double beta, double probability) {
    assert(alpha > 0 && beta > 0 && probability >= 0 && probability <= 1);
    return boost::math::quantile(boost::math::beta_distribution<double>(alpha, beta), probability);
}

Interval poisson_interval(std::uint64_t count) {
    const auto k = static_cast<double>(count);
    const auto half_chi_square = [](double degrees, double probability) {
        return boost::math::quantile(boost::math::chi_squared(degrees), probability) / 2;
    };
    return {count == 0 ? 0.0 : half_chi_square(2 * k, 0.025), half_chi_square(2 * k + 2, 0.975)};
}

}  // namespace konsequenz::statistics
