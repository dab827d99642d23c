// The whole training: rows, features, heads, thresholds, file. The same rows give the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"

namespace konsequenz::train {

struct Options {
    std::string archive;      ///< the public data sets for training; none where empty
    std::string dev_archive;  ///< those to choose by and to report on; none where empty
    std::string contacts;     ///< the folder of our own
    std::string out;
    bool reports_test = false;  ///< every look at the test part makes it less of one
    std::uint32_t bucket_bits = 18;
    std::size_t every = 1;  ///< only every so many rows of the public data sets: for a quick trial
};

/// Writes the model and yields a report for the reader. Errors: train.*, those of reading and writing files.
[[nodiscard]] Result<std::string> train_model(const Options& options);

}  // namespace konsequenz::train
