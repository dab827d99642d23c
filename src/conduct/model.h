// The model that sorts contacts: a text in, an assessment out.
//
// Linear heads over hashed n-grams and named features (docs/conduct.md). It sorts and never rules: what follows from an
// assessment is for the standard and a person to say. All arithmetic is on integers, so that the same text and the same
// model file give the same bytes on every machine. A text that it cannot read is not assessed rather than guessed at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "conduct/assessment.h"
#include "conduct/calibration.h"

namespace konsequenz::conduct {

/// Only the beginning of a longer text is read.
inline constexpr std::size_t text_bytes_max = std::size_t{64} * 1024;

/// What is known of where a text comes from. A contact of a customer is read as one, and public talk, where other
/// things go, as that; of any other text the model says which of the two it is.
enum class Register : std::uint8_t { any, contact, talk };

class Model {
  public:
    /// models/conduct.kqm, which is part of the program; the loader maps it, and reading it costs nothing before.
    [[nodiscard]] static const Model& embedded();
    /// Maps a model file into memory. A damaged file is an error, never a crash.
    /// Errors: conduct.cannot-open, conduct.model-damaged, conduct.model-version.
    [[nodiscard]] static Result<Model> open(const std::string& path);
    /// As open, for bytes that outlive the model, at an address that 16 divides.
    [[nodiscard]] static Result<Model> of_bytes(std::string_view bytes);

    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();

    /// "conduct-1-" and the first eight digits of the file's SHA-256.
    [[nodiscard]] std::string_view id() const;
    [[nodiscard]] const Calibration& default_calibration() const;

    /// Any bytes are safe; invalid UTF-8 is read as separators. Time is linear in the text. `source` is model; where
    /// `not_assessed` is given, it is none, and so is the label. Evidence is given for texts at triage and above, and
    /// for criticism. Safe to be called by many threads.
    [[nodiscard]] Assessment assess(std::string_view text) const;
    /// The calibration has to be this model's own (`is_for`).
    [[nodiscard]] Assessment assess(std::string_view text, const Calibration& calibration,
                                    Register from = Register::any) const;
    /// Errors: conduct.other-model, where the calibration was fitted for another one.
    [[nodiscard]] Result<void> is_for(const Calibration& calibration) const;

  private:
    struct State;
    explicit Model(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::conduct
