// Histories made for tests: by hand through the collector, and large ones at random.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "consistency/collector.h"
#include "consistency/history.h"
#include "record/record.h"
#include "statistics/random.h"

namespace konsequenz::consistency {

constexpr std::int64_t test_day_ns = 86'400'000'000'000;
/// So many days after 2026-01-01T00:00:00Z.
inline Instant day(double days) {
    return {1'767'225'600'000'000'000 + static_cast<std::int64_t>(days * static_cast<double>(test_day_ns)), 0};
}

/// What a ruling in a test says; the rest is plain.
struct Ruled {
    std::string label = "insult";
    int severity = 2;
    std::string target = "employee";
    std::string measure = "notice";
    std::string remedy = "none";
    std::string facts = R"({"notices_180d":0})";
    std::string version = "1.0.0";
    std::string measure_principle = "P4";
    std::string remedy_principle = "P3";
    bool is_in_force = true;
};

inline std::string ruling_json(const record::Record& contact, const Ruled& ruled) {
    return fmt::format(
        R"({{"type":"ruling","contact":"{}","customer":"{}","time":"{}","standard":{{"id":"test","version":"{}","sha256":""}},)"
        R"("in_force":{},"decisions":{{}},"remedy":"{}","measure":"{}","needs":"nobody","rules":[{{"decision":"measure","row":1,)"
        R"("principle":"{}"}},{{"decision":"remedy","row":1,"principle":"{}"}}],"principles":[],"assessment":{{}},)"
        R"("conduct":{{"label":"{}","severity":{},"target":"{}","confirmed":true,"source":"reviewer","intention":"unknown"}},"facts":{}}})",
        contact.id, contact.customer, to_string(contact.time), ruled.version, ruled.is_in_force, ruled.remedy,
        ruled.measure, ruled.measure_principle, ruled.remedy_principle, ruled.label, ruled.severity, ruled.target,
        ruled.facts);
}

inline record::Record contact(std::string id, std::string customer, double days, std::string employee = "") {
    record::Contact body;
    body.touchpoint = "phone";
    if (!employee.empty()) body.employee = std::move(employee);
    return {std::move(id), day(days), std::move(customer), body};
}

inline record::Record deviation(std::string id, const record::Record& of, std::string measure, std::string by,
                                std::string role, double days_later = 1) {
    record::Deviation body{of.id, std::move(measure), {}, std::move(by), std::move(role), "because"};
    return {std::move(id),
            {of.time.utc_ns + static_cast<std::int64_t>(days_later * static_cast<double>(test_day_ns)), 0},
            of.customer,
            std::move(body)};
}

/// A history of one kind of facts, with deviations whose odds a trait changes.
struct MadeOptions {
    std::size_t cases = 2000;
    std::size_t situations = 40;
    double trait_share = 0.25;
    double base_rate = 0.15;  ///< of milder treatment, in the middle; it differs by situation
    double odds_ratio = 1;
    Trait trait = Trait::in_public;
};

inline History made_history(std::uint64_t seed, const MadeOptions& options) {
    statistics::Random random(seed);
    History history;
    history.measures = {"none", "notice", "restrict", "end"};
    history.remedies = {"none", "answer", "apologise", "make good"};
    history.standards.index("test 1.0.0");
    history.touchpoints.index("phone");
    history.people.index("e-1");
    history.roles.index("agent");
    history.principles.index("P4");
    history.kinds.index("one");
    for (std::uint8_t measure = 0; measure < 4; ++measure)
        history.outcomes.push_back({0, true, measure, 0, {0}, {}, {}});
    std::vector<double> rates;
    for (std::size_t at = 0; at < options.situations; ++at) {
        const double value = static_cast<double>(at);
        history.situations.push_back({fmt::format("conduct.severity={}\n", at), 0, {value}});
        rates.push_back(options.base_rate * (0.4 + 1.2 * random.share()));
    }
    for (std::size_t at = 0; at < options.cases; ++at) {
        Case made;
        made.contact = fmt::format("c-{}", at);
        made.customer = history.customers.index(fmt::format("k-{}", random.below(options.cases)));
        made.time = day(static_cast<double>(at) / 100);
        made.situation = static_cast<Index>(random.below(options.situations));
        made.outcome = 1 + made.situation % 3;
        made.touchpoint = 0;
        // Loud people meet some situations more often than others: what an unstratified comparison falls for.
        const double share = options.trait_share * (made.situation % 2 == 0 ? 1.6 : 0.4);
        for (std::size_t trait = 0; trait < trait_count; ++trait) made.traits.set(trait, random.share() < share);
        const double rate = rates[made.situation];
        const double odds =
            rate / (1 - rate) * (made.traits.test(static_cast<std::size_t>(options.trait)) ? options.odds_ratio : 1.0);
        made.given_measure = history.outcomes[made.outcome].measure;
        made.given_remedy = history.outcomes[made.outcome].remedy;
        if (random.share() < odds / (1 + odds)) {
            --made.given_measure;
            made.deviation = static_cast<Index>(history.departures.size());
            history.departures.push_back({fmt::format("d-{}", at),
                                          made.time,
                                          static_cast<Index>(at),
                                          made.contact,
                                          made.given_measure,
                                          {},
                                          0,
                                          0,
                                          "because"});
        }
        history.cases.push_back(std::move(made));
    }
    history.evidence.resize(history.customers.size());
    history.last = day(static_cast<double>(options.cases) / 100);
    return history;
}

}  // namespace konsequenz::consistency
