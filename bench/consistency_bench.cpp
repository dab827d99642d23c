// Twins, neighbours and all other figures of consistency over a million rulings.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "consistency/collector.h"
#include "consistency/consistency.h"
#include "statistics/random.h"

namespace konsequenz::consistency {
namespace {

/// Rulings by ten kinds of conduct over eight facts, one in forty departed from. `values` is how many values a fact
/// takes: with 3 a million cases stand in some 20,000 situations, with 12 nearly each in its own.
History made(std::size_t cases, std::uint64_t values) {
    statistics::Random random(1);
    History history;
    history.measures = {"none", "notice", "restrict", "end"};
    history.remedies = {"none", "answer", "apologise", "make good"};
    history.standards.index("fair-and-firm 1.0.0");
    for (const auto* touchpoint : {"phone", "email", "chat", "store"}) history.touchpoints.index(touchpoint);
    for (int at = 0; at < 400; ++at) history.people.index(fmt::format("e-{}", at));
    history.roles.index("agent");
    for (const auto* principle : {"P2", "P4", "P5"}) history.principles.index(principle);
    for (std::uint8_t measure = 0; measure < 4; ++measure)
        history.outcomes.push_back(
            {0, true, measure, static_cast<std::uint8_t>(measure % 4), {static_cast<Index>(measure % 3)}, {}, {}});
    Names keys;
    for (std::size_t at = 0; at < cases; ++at) {
        Case each;
        each.contact = fmt::format("c-{}", at);
        each.customer = history.customers.index(fmt::format("k-{}", random.below(cases / 4 + 1)));
        each.time = {static_cast<std::int64_t>(at) * 30'000'000'000, 0};
        const auto kind = random.below(10);
        std::string key = fmt::format("conduct.label={}\n", kind);
        std::vector<double> numbers;
        for (int fact = 0; fact < 8; ++fact) {
            // Most facts of most people are 0.
            const auto value = random.below(3) == 0 ? random.below(values) : 0;
            key += fmt::format("fact_{}={}\n", fact, value);
            numbers.push_back(static_cast<double>(value));
        }
        each.situation = keys.index(key);
        if (each.situation == history.situations.size())
            history.situations.push_back({key, history.kinds.index(fmt::format("{}", kind)), numbers});
        each.outcome = static_cast<Index>(kind % 4);
        each.touchpoint = static_cast<Index>(random.below(4));
        each.employee = static_cast<Index>(random.below(400));
        each.given_measure = history.outcomes[each.outcome].measure;
        each.given_remedy = history.outcomes[each.outcome].remedy;
        for (std::size_t trait = 0; trait < trait_count; ++trait) each.traits.set(trait, random.below(8) == 0);
        if (random.below(40) == 0) {
            each.given_measure = static_cast<std::uint8_t>(random.below(4));
            each.deviation = static_cast<Index>(history.departures.size());
            history.departures.push_back({fmt::format("d-{}", at),
                                          each.time,
                                          static_cast<Index>(at),
                                          each.contact,
                                          each.given_measure,
                                          {},
                                          each.employee,
                                          0,
                                          "because"});
        }
        history.cases.push_back(std::move(each));
    }
    history.evidence.resize(history.customers.size());
    history.last = history.cases.back().time;
    return history;
}

void twins(benchmark::State& state) {
    const auto history = made(static_cast<std::size_t>(state.range(0)), static_cast<std::uint64_t>(state.range(1)));
    for (auto _ : state) {
        const Cells cells(history);
        const Neighbourhood neighbourhood(history, cells);
        benchmark::DoNotOptimize(find_twins(history, 50));
        benchmark::DoNotOptimize(find_near_twins(history, cells, neighbourhood, 50));
        benchmark::DoNotOptimize(test_situations(history, cells, neighbourhood));
    }
    state.counters["situations"] = static_cast<double>(history.situations.size());
    state.counters["deviations"] = static_cast<double>(history.departures.size());
}
BENCHMARK(twins)->Args({1'000'000, 3})->Args({1'000'000, 12})->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

void all_figures(benchmark::State& state) {
    auto history = made(static_cast<std::size_t>(state.range(0)), static_cast<std::uint64_t>(state.range(1)));
    for (auto _ : state) benchmark::DoNotOptimize(find_consistency(std::move(history)));
}
BENCHMARK(all_figures)->Args({1'000'000, 3})->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

/// Contacts and rulings as a log keeps them, with each outcome once.
void collect(benchmark::State& state) {
    constexpr std::string_view outcome =
        R"("standard":{"id":"fair-and-firm","version":"1.0.0","sha256":""},"in_force":true,"decisions":{},"remedy":"answer","measure":"none","needs":"nobody","rules":[{"decision":"measure","row":1,"principle":"P2","reason":"r"}],"principles":["P2"])";
    for (auto _ : state) {
        statistics::Random random(1);
        Collector collector{CollectOptions()};
        benchmark::DoNotOptimize(collector.add_outcome("o", outcome));
        for (std::int64_t at = 0; at < state.range(0); ++at) {
            record::Contact body;
            body.touchpoint = "phone";
            const record::Record contact{
                fmt::format("c-{}", at), {at * 30'000'000'000, 0}, fmt::format("k-{}", random.below(250'000)), body};
            collector.add(contact);
            const auto ruling = fmt::format(
                R"({{"type":"ruling","contact":"{}","customer":"{}","time":"2026-03-01T00:00:00Z","outcome":"o","assessment":{{}},"conduct":{{"label":"criticism","severity":1,"target":"company","confirmed":true,"source":"reviewer","intention":"unknown"}},"facts":{{"abusive_contacts_90d":{},"abusive_contacts_365d":{},"abusive_share_365d":0.25,"notices_180d":{},"unfounded_complaints_365d":0}}}})",
                contact.id, contact.customer, random.below(3), random.below(5), random.below(2));
            if (!collector.add_ruling(ruling)) state.SkipWithError("a ruling was refused");
        }
        benchmark::DoNotOptimize(collector.finish());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(collect)->Arg(1'000'000)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace konsequenz::consistency
