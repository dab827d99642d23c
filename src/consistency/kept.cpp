#include "consistency/kept.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>

namespace konsequenz::consistency {
namespace {

constexpr std::int64_t day_ns = 86'400'000'000'000;

/// "P2" before "P10".
struct ByNumber {
    bool operator()(std::string_view one, std::string_view other) const {
        const auto digits = [](std::string_view text) {
            std::size_t from = 0;
            while (from < text.size() && std::isdigit(static_cast<unsigned char>(text[from])) == 0) ++from;
            return from;
        };
        const auto first = digits(one);
        const auto second = digits(other);
        if (one.substr(0, first) == other.substr(0, second) && one.size() != other.size() && first < one.size() &&
            second < other.size())
            return one.size() < other.size();
        return one < other;
    }
};

class Judge {
  public:
    Judge(const History& history, const KeptOptions& options) : history_(history), clock_ns_(options.days * day_ns) {}

    [[nodiscard]] Fate measure_fate(Index at) const {
        const auto& each = history_.cases[at];
        const auto ruled = history_.outcome_of(each).measure;
        if (each.given_measure != ruled) return Fate::departed;
        if (ruled == 0) return is_noticed(at) ? Fate::departed : Fate::kept;
        const bool needs_notice = history_.measures[ruled] == "notice";
        if (history_.notices + (needs_notice ? 0 : history_.replies) == 0) return Fate::not_shown;
        return shown(at, [&](const Evidence& evidence) {
            if (evidence.sign == Sign::notice) return evidence.subject == no_index || evidence.subject == at;
            return !needs_notice;
        });
    }

    [[nodiscard]] Fate remedy_fate(Index at) const {
        const auto& each = history_.cases[at];
        const auto ruled = history_.outcome_of(each).remedy;
        if (each.given_remedy != ruled) return Fate::departed;
        if (ruled == 0) return Fate::kept;
        if (history_.replies == 0) return Fate::not_shown;
        return shown(at, [](const Evidence& evidence) { return evidence.sign == Sign::reply; });
    }

  private:
    [[nodiscard]] bool is_noticed(Index at) const {
        return std::ranges::any_of(history_.evidence[history_.cases[at].customer], [&](const Evidence& evidence) {
            return evidence.sign == Sign::notice && evidence.subject == at;
        });
    }

    template <class Shows>
    [[nodiscard]] Fate shown(Index at, Shows shows) const {
        const auto& each = history_.cases[at];
        std::optional<std::int64_t> first;
        for (const auto& evidence : history_.evidence[each.customer]) {
            if (evidence.time < each.time || !shows(evidence)) continue;
            first = std::min(first.value_or(evidence.time.utc_ns), evidence.time.utc_ns);
        }
        if (first) return *first - each.time.utc_ns <= clock_ns_ ? Fate::kept : Fate::late;
        return history_.last->utc_ns - each.time.utc_ns <= clock_ns_ ? Fate::pending : Fate::missing;
    }

    const History& history_;
    std::int64_t clock_ns_;
};

/// Of two prescriptions of one ruling, what is worse for the index counts.
Fate worse(Fate one, Fate other) {
    constexpr std::array<Fate, fate_count> worst_first{Fate::departed, Fate::missing,   Fate::late,
                                                       Fate::pending,  Fate::not_shown, Fate::kept};
    for (const auto fate : worst_first) {
        if (one == fate || other == fate) return fate;
    }
    return Fate::kept;
}

}  // namespace

std::string_view to_string(Fate fate) {
    static constexpr std::array<std::string_view, fate_count> words{"kept",    "late",    "departed",
                                                                    "missing", "pending", "not shown"};
    return words[static_cast<std::size_t>(fate)];
}

std::string_view to_string(Life life) {
    static constexpr std::array<std::string_view, 5> words{"never called upon", "in other tables", "dead letter",
                                                           "not known yet", "alive"};
    return words[static_cast<std::size_t>(life)];
}

statistics::Proportion Kept::in_time() const {
    const auto kept = count(Fate::kept);
    return {kept, kept + count(Fate::late) + count(Fate::departed) + count(Fate::missing)};
}

std::uint64_t Kept::called() const {
    std::uint64_t sum = 0;
    for (const auto fate : fates) sum += fate;
    return sum;
}

Life life_of(const Kept& kept) {
    if (kept.called() == 0) return kept.elsewhere > 0 ? Life::elsewhere : Life::never_called;
    const auto interval = kept.in_time().interval();
    if (interval.high < 0.5) return Life::dead_letter;
    return interval.low > 0.5 ? Life::alive : Life::not_known_yet;
}

KeptIndex find_kept(const History& history, const KeptOptions& options) {
    const Judge judge(history, options);
    KeptIndex index;
    std::map<std::string, Kept, ByNumber> principles;
    if (options.standard != nullptr) {
        for (const auto& principle : options.standard->principles) {
            auto& kept = principles[principle.id];
            kept.principle = principle.id;
            kept.is_statement_only = principle.is_statement_only;
        }
    }
    const auto count = [&](const std::vector<Index>& list, Fate fate) {
        for (const auto principle : list) {
            auto& kept = principles[history.principles[principle]];
            kept.principle = history.principles[principle];
            ++kept.fates[static_cast<std::size_t>(fate)];
        }
    };
    for (Index at = 0; at < history.cases.size(); ++at) {
        const auto& outcome = history.outcome_of(history.cases[at]);
        const auto measure = judge.measure_fate(at);
        const auto remedy = judge.remedy_fate(at);
        count(outcome.measure_principles, measure);
        count(outcome.remedy_principles, remedy);
        for (const auto principle : outcome.other_principles) {
            auto& kept = principles[history.principles[principle]];
            kept.principle = history.principles[principle];
            ++kept.elsewhere;
        }
        ++index.all.fates[static_cast<std::size_t>(worse(measure, remedy))];
    }
    for (auto& [id, kept] : principles) index.principles.push_back(std::move(kept));
    return index;
}

}  // namespace konsequenz::consistency
