// train-conduct: trains the model that sorts contacts, from the public data sets and our own contacts.
//
//   train-conduct --archive train.tar.xz --contacts data/service-contacts --dev dev.tar.xz --out models/conduct.kqm
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "base/files.h"
#include "trainer.h"

namespace {

using namespace konsequenz;

constexpr std::string_view usage =
    "train-conduct --archive FILE --contacts FOLDER --out FILE [--dev FILE] [--bits N] [--sample N] [--test yes]\n";

bool read_options(int count, char** words, train::Options& options) {
    for (int at = 1; at + 1 < count; at += 2) {
        const std::string_view name = words[at];
        const std::string value = words[at + 1];
        if (name == "--archive")
            options.archive = value;
        else if (name == "--contacts")
            options.contacts = value;
        else if (name == "--dev")
            options.dev_archive = value;
        else if (name == "--out")
            options.out = value;
        else if (name == "--bits")
            options.bucket_bits = static_cast<std::uint32_t>(std::stoul(value));
        else if (name == "--test")
            options.reports_test = value == "yes";
        else if (name == "--sample")
            options.every = std::stoul(value);
        else
            return false;
    }
    return count % 2 == 1 && !options.contacts.empty() && !options.out.empty();
}

}  // namespace

int main(int count, char** words) {
    train::Options options;
    if (!read_options(count, words, options)) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const auto done = train::train_model(options);
    if (!done) {
        fmt::print(stderr, "train-conduct: {}\n", to_string(done.error()));
        return 4;
    }
    fmt::print("{}", *done);
    return 0;
}
