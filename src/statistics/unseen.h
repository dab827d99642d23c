// How many were there at least who never showed, by how often those showed who did.
//
// Lower bounds for any mixture of Poisson counts: whoever would show once a year is mostly not seen in a month.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "statistics/diversity.h"

namespace konsequenz::statistics {

struct Unseen {
    double unseen = 0;
    double total = 0;   ///< seen and unseen
    Interval interval;  ///< of the total, 95 %, not below what was seen
};

/// A. Chao, "Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43
/// (1987), 783–791, in the form that is corrected for bias: f₁(f₁−1) / (2(f₂+1)) unseen, with f₁ and f₂ the units that
/// were seen once and twice. Variance f₁(f₁−1)/(2(f₂+1)) + f₁(2f₁−1)²/(4(f₂+1)²) + f₁²f₂(f₁−1)²/(4(f₂+1)⁴), for f₂ = 0
/// f₁(f₁−1)/2 + f₁(2f₁−1)²/4 − f₁⁴/(4 Ŝ); the interval is log-normal about the unseen (Chao 1987, section 3).
[[nodiscard]] Unseen chao(std::span<const Frequency> frequencies);

/// The bound that does without those seen once: 2f₂³/(9f₃²), corrected for bias (2/9) f₂(f₂−1)(f₂−2)/((f₃+1)(f₃+2)).
/// D. Böhning, P. Kaskasamkul, P. van der Heijden, "A modification of Chao's lower bound estimator in the case of
/// one-inflation", Metrika 82 (2019), 361–384. Only the estimate; it varies much.
[[nodiscard]] double unseen_without_ones(std::span<const Frequency> frequencies);

/// Whether there are more units seen just once than those seen two, three and four times let expect. Then something
/// else makes ones (people who gave up, or one person under many names), and chao() bounds too high.
struct OneInflation {
    double ones = 0;           ///< seen just once
    double expected_ones = 0;  ///< by the straight line through the ratios of the others
    double z = 0;              ///< how many standard errors the ratio of ones and twos lies below that line
    bool is_likely = false;    ///< at 5 %, one-sided
};

/// The ratios (x+1) f_{x+1} / f_x lie on a straight line where counts are gamma-mixed Poisson (negative binomial):
/// I. Rocchetti, J. Bunge, D. Böhning, "Population size estimation based upon ratios of recapture probabilities",
/// Annals of Applied Statistics 5 (2011), 1512–1533. Nothing where f₁ to f₄ are not all above 0 or the line says
/// nothing.
[[nodiscard]] std::optional<OneInflation> one_inflation(std::span<const Frequency> frequencies);

}  // namespace konsequenz::statistics
