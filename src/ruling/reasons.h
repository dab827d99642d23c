// Reasons for people: the standard's texts for the rules that matched, in each of its languages.
#pragma once

#include "facts/book.h"
#include "record/record.h"
#include "ruling/ruling.h"
#include "standard/standard.h"

namespace konsequenz::ruling {

/// The reasons of the measure, the remedy and the protection, in this order, each once; placeholders stay.
void give_reasons(const standard::Standard& standard, Outcome& outcome);

/// The same with what this contact puts into the placeholders; those that become equal stand once.
[[nodiscard]] Reasons filled(const standard::Standard& standard, const Outcome& outcome, const record::Record& contact,
                             const facts::Known& known);

/// Why a contact from before the standard is not judged.
[[nodiscard]] Reasons reasons_for_no_judgement(const standard::Standard& standard);

}  // namespace konsequenz::ruling
