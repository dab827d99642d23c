// Finds the cues of a text: the phrases that were written down by hand, and what each suggests where it stands.
//
// A cue never says more than it sees: an insult needs a person as its target, harsh words about a product, a company or
// a service suggest criticism. What a cue is worth beside everything else is the model's to say.
#pragma once

#include <vector>

#include "conduct/assessment.h"
#include "conduct/context.h"

namespace konsequenz::conduct {

/// What a cue suggests where it stands; label none: nothing.
struct Judgement {
    Label label = Label::none;
    int weight = 0;  ///< the severity, 0 to severity_max
    Target target = Target::none;
};

struct Cue {
    Stretch words;
    Kind kind = Kind::harmless;
    Judgement judgement;
    Aim aim = Aim::nobody;  ///< whom it is about, as far as its kind is about anybody
    bool is_negated = false;
    bool is_quoted = false;
    bool is_reported = false;
};

/// The cues in the order of the text. `language` shuts out the phrases of the other one; unknown lets both in.
/// Time is linear in the words.
void find_cues(const Context& context, Language language, std::vector<Cue>& cues);

}  // namespace konsequenz::conduct
