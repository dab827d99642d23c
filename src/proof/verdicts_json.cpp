#include <algorithm>

#include "proof/story.h"
#include "proof/verdicts_out.h"

namespace konsequenz::proof {
namespace {

void write_case(JsonWriter& writer, const standard::Standard& standard, const Space& space, const Case& of,
                const Verdict& verdict) {
    writer.begin_object().key("inputs").begin_object();
    for (const auto& [path, value] : told_inputs(standard, space, of, verdict)) {
        writer.key(path);
        feel::write_json(writer, value);
    }
    writer.end_object().key("decisions").begin_object();
    const auto decisions = standard.engine->decisions();
    for (std::size_t at = 0; at < decisions.size(); ++at) {
        writer.key(decisions[at].name);
        feel::write_json(writer, of.decisions[at]);
    }
    writer.end_object().end_object();
}

void write_verdict(JsonWriter& writer, const standard::Standard& standard, const Space& space, const Verdict& verdict) {
    writer.begin_object().member("id", verdict.guarantee).member("principle", verdict.principle);
    writer.key("title").begin_object();
    for (const auto& [language, text] : verdict.title) writer.member(language, text);
    writer.end_object();
    writer.member("kind", to_string(verdict.kind)).member("state", to_string(verdict.state));
    if (!verdict.why.empty()) writer.member("why", verdict.why);
    if (!verdict.unreachable.empty()) {
        writer.key("unreachable").begin_array();
        for (const std::string& each : verdict.unreachable) writer.string(each);
        writer.end_array();
    }
    if (!verdict.cases.empty()) {
        writer.key("story").begin_object();
        for (const std::string_view language : {"en", "de"})
            writer.member(language, tell(standard, space, verdict, language));
        writer.end_object().key("cases").begin_array();
        for (const Case& each : verdict.cases) write_case(writer, standard, space, each, verdict);
        writer.end_array();
    }
    writer.end_object();
}

}  // namespace

void write_json(JsonWriter& writer, const standard::Standard& standard, std::span<const Verdict> verdicts) {
    const Space space = Space::of(standard);
    writer.begin_array();
    for (const Verdict& verdict : verdicts) write_verdict(writer, standard, space, verdict);
    writer.end_array();
}

std::vector<GuaranteeState> states_of(const standard::Standard& standard, std::span<const Verdict> verdicts,
                                      std::string_view language) {
    const Space space = Space::of(standard);
    std::vector<GuaranteeState> states;
    for (const Verdict& verdict : verdicts) {
        const auto title = verdict.title.find(language);
        states.push_back({.id = verdict.guarantee,
                          .title = title == verdict.title.end() ? verdict.guarantee : title->second,
                          .state = std::string(to_string(verdict.state)),
                          .text = tell(standard, space, verdict, language)});
    }
    return states;
}

}  // namespace konsequenz::proof
