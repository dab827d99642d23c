#include "service/prove.h"

#include <algorithm>

#include "proof/check.h"
#include "proof/story.h"
#include "report/check_page.h"

namespace konsequenz::service {

std::size_t Proved::count(proof::State state) const {
    return static_cast<std::size_t>(std::ranges::count(verdicts, state, &proof::Verdict::state));
}

std::expected<Proved, std::vector<Error>> prove(const std::string& folder, const proof::Limits& limits) {
    Proved proved{.standard = TRY(standard::load(folder)), .verdicts = {}};
    proved.verdicts = proof::prove(proved.standard, limits);
    return proved;
}

std::string prove_page(const Proved& proved) {
    const auto findings = [&](proof::Language language, std::string_view tag) {
        std::vector<proof::Finding> all = proof::check(proved.standard, language);
        for (proof::Finding& finding : proof::findings_of(proved.standard, proved.verdicts, tag))
            all.push_back(std::move(finding));
        return all;
    };
    return report::check_html({.title = proved.standard.id + " " + proved.standard.version,
                               .engine = proved.standard.engine.get(),
                               .english = findings(proof::Language::english, "en"),
                               .german = findings(proof::Language::german, "de"),
                               .guarantees = proof::states_of(proved.standard, proved.verdicts, "en")});
}

std::string story(const Proved& proved, const proof::Verdict& verdict, std::string_view language) {
    return proof::tell(proved.standard, proof::Space::of(proved.standard), verdict, language);
}

}  // namespace konsequenz::service
