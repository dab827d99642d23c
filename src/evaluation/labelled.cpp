#include "evaluation/labelled.h"

#include <cassert>

namespace konsequenz::evaluation {

using conduct::Label;

std::string_view to_string(Head head) {
    static constexpr std::array<std::string_view, head_count> words{"abusive",        "disrespect", "insult",
                                                                    "discrimination", "threat",     "criticism"};
    return words[static_cast<std::size_t>(head)];
}

std::uint16_t probability_of(const conduct::Assessment& assessment, Head head) {
    const auto& probability = assessment.probability;
    switch (head) {
        case Head::abusive: return probability.abusive;
        case Head::disrespect: return probability.disrespect;
        case Head::insult: return probability.insult;
        case Head::discrimination: return probability.discrimination;
        case Head::threat: return probability.threat;
        case Head::criticism: return probability.criticism;
    }
    assert(false);
    return 0;
}

void give_label(LabelledText& text, Label label) {
    text.label = label;
    text.expressible.fill(true);
    text.truth.fill(Truth::no);
    const auto say = [&](Head head) { text.truth[static_cast<std::size_t>(head)] = Truth::yes; };
    if (label > Label::criticism) {
        say(Head::abusive);
        // Who assessed gave the gravest label only: that a threat holds no insult, nobody said.
        for (const auto milder : {Head::disrespect, Head::insult, Head::discrimination, Head::criticism})
            text.truth[static_cast<std::size_t>(milder)] = Truth::unknown;
    }
    switch (label) {
        case Label::none: break;
        case Label::criticism: say(Head::criticism); break;
        case Label::disrespect: say(Head::disrespect); break;
        case Label::insult: say(Head::insult); break;
        case Label::discrimination: say(Head::discrimination); break;
        case Label::threat: say(Head::threat); break;
    }
    // Whatever is graver than the label that was given is not there.
    for (std::size_t head = 1; head <= 4; ++head) {
        if (head + 1 > static_cast<std::size_t>(label)) text.truth[head] = Truth::no;
    }
}

Label in_scheme(const LabelledText& text, Label assigned) {
    auto index = static_cast<std::size_t>(assigned);
    while (index > 0 && !text.expressible[index]) --index;
    return static_cast<Label>(index);
}

}  // namespace konsequenz::evaluation
