// One head fitted by LIBLINEAR: logistic regression with small weights preferred (L2R_LR, which uses no chance).
#pragma once

#include <vector>

#include "conduct/model_format.h"
#include "matrix.h"
#include "rows.h"

namespace konsequenz::train {

struct Fitted {
    std::vector<double> weights;  ///< one a column
    double bias = 0.0;
    std::size_t rows = 0;
    std::size_t positives = 0;
};

[[nodiscard]] Fitted fit(conduct::Head head, const std::vector<Row>& rows, const std::vector<Sample>& samples,
                         FeatureSpace& space);

}  // namespace konsequenz::train
