#include "report/tally.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>

#include "base/sha256.h"
#include "report/language.h"

namespace konsequenz::report {
namespace {

/// Of an id's SHA-256, so that nobody can choose ids that are taken for one another.
std::uint64_t hash_of(std::string_view id) {
    const auto digest = sha256(id);
    std::uint64_t hash = 0;
    for (std::size_t at = 0; at < sizeof hash; ++at) hash = hash << 8U | digest[at];
    return hash;
}

void count(Counts& counts, std::size_t index) {
    if (counts.size() <= index) counts.resize(index + 1);
    ++counts[index];
}

std::int64_t monday_of(const Instant& moment) {
    const auto day = local_day(moment);
    return day - (weekday_from_days(day) - 1);
}

}  // namespace

std::uint64_t sum(const Counts& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

std::size_t Outcomes::index(std::string_view id) {
    const auto found = std::ranges::find(ids_, id);
    if (found != ids_.end()) return static_cast<std::size_t>(found - ids_.begin());
    ids_.emplace_back(id);
    return ids_.size() - 1;
}

Outcomes measures_of(const standard::Standard* standard) {
    if (standard == nullptr) return Outcomes({"none", "notice", "restrict", "end"});
    std::vector<std::string> ids;
    for (const auto& measure : standard->measures) ids.push_back(measure.id);
    return Outcomes(std::move(ids));
}

Outcomes remedies_of(const standard::Standard* standard) {
    if (standard == nullptr) return Outcomes({"none", "answer", "apologise", "make good"});
    std::vector<std::string> ids;
    for (const auto& remedy : standard->remedies) ids.push_back(remedy.id);
    return Outcomes(std::move(ids));
}

Tally::Tally(const standard::Standard* standard) : measures_(measures_of(standard)), remedies_(remedies_of(standard)) {}

void Tally::count_week(Person& person, std::int64_t monday, std::size_t measure) {
    auto& week = weeks_[monday];
    ++week.messages;
    count(week.by_measure, measure);
    const auto key = static_cast<std::int32_t>(monday);
    const auto at = std::ranges::lower_bound(person.weeks, key);
    if (at == person.weeks.end() || *at != key) person.weeks.insert(at, key);
}

void Tally::remember_outcome(std::string_view contact_id, std::size_t measure, std::size_t remedy) {
    constexpr std::size_t last = 255;
    ruled_contacts_.push_back(hash_of(contact_id));
    ruled_outcomes_.push_back(
        {static_cast<std::uint8_t>(std::min(measure, last)), static_cast<std::uint8_t>(std::min(remedy, last))});
}

void Tally::count_standard(const RulingView& ruling) {
    const auto same = [&](const StandardUse& use) {
        return use.sha256 == ruling.standard_sha256 && use.version == ruling.standard_version &&
               use.id == ruling.standard_id;
    };
    const auto found = std::ranges::find_if(standards_, same);
    if (found != standards_.end())
        ++found->rulings;
    else
        standards_.push_back({ruling.standard_id, ruling.standard_version, ruling.standard_sha256, 1});
}

record::Merits Tally::merits_known(const Person& person, const record::Record& contact) {
    const auto& body = std::get<record::Contact>(contact.body);
    const KnownMerits* latest = nullptr;
    for (const auto& finding : person.findings) {
        const bool is_about =
            finding.contact == contact.id || (body.subject && record::shares(finding.subject, *body.subject));
        if (!is_about || finding.time > contact.time) continue;
        if (latest == nullptr || finding.time >= latest->time) latest = &finding;
    }
    return latest == nullptr ? record::Merits::open : latest->merits;
}

void Tally::add_message(const record::Record& contact, const RulingView& ruling) {
    assert(contact.type() == record::Type::contact);
    auto& person = people_[contact.customer];
    if (person.messages++ == 0) ++people_writing_;
    ++messages_;
    const auto measure = measures_.index(ruling.measure);
    const auto remedy = remedies_.index(ruling.remedy);
    count(by_measure_, measure);
    count(by_remedy_, remedy);
    count_week(person, monday_of(contact.time), measure);
    count(by_touchpoint_[std::get<record::Contact>(contact.body).touchpoint], measure);
    auto& label = by_label_[static_cast<std::size_t>(ruling.label)];
    ++(ruling.is_confirmed ? label.by_person : label.by_model);
    if (measure > 0) ++label.with_measure;
    count(by_merits_[static_cast<std::size_t>(merits_known(person, contact))], remedy);
    remember_outcome(contact.id, measure, remedy);
    count_standard(ruling);
    if (!first_ || contact.time < *first_) first_ = contact.time;
    if (!last_ || contact.time > *last_) last_ = contact.time;
}

void Tally::add_finding(const record::Record& finding) {
    const auto& body = std::get<record::Finding>(finding.body);
    people_[finding.customer].findings.push_back(
        {body.subject.value_or(record::Subject{}), body.contact.value_or(""), body.result, finding.time});
}

void Tally::add_deviation(const record::Record& deviation) {
    ++deviation_count_;
    deviations_.push_back(
        {deviation.id, deviation.customer, deviation.time, std::get<record::Deviation>(deviation.body)});
    std::ranges::stable_sort(deviations_, {}, &DeviationCase::time);
    if (deviations_.size() > deviations_max) deviations_.erase(deviations_.begin());
}

Counts Tally::messages_by_person() const {
    Counts counts;
    for (const auto& [customer, person] : people_) {
        if (person.messages > 0) counts.push_back(person.messages);
    }
    std::ranges::sort(counts, std::greater{});
    return counts;
}

Counts Tally::people_by_period(std::int64_t first_monday, std::size_t weeks_each, std::size_t periods) const {
    Counts people(periods);
    const auto days_each = static_cast<std::int64_t>(weeks_each) * 7;
    for (const auto& [customer, person] : people_) {
        std::int64_t before = -1;
        for (const auto monday : person.weeks) {
            const auto period = (monday - first_monday) / days_each;
            if (period == before) continue;
            before = period;
            assert(period >= 0 && static_cast<std::size_t>(period) < periods);
            ++people[static_cast<std::size_t>(period)];
        }
    }
    return people;
}

std::pair<std::uint64_t, std::uint64_t> Tally::confirmed_of_unacceptable() const {
    std::uint64_t confirmed = 0;
    std::uint64_t all = 0;
    for (auto label = static_cast<std::size_t>(conduct::Label::disrespect); label < label_count; ++label) {
        confirmed += by_label_[label].by_person;
        all += by_label_[label].by_person + by_label_[label].by_model;
    }
    return {confirmed, all};
}

std::vector<std::optional<RuledOutcome>> Tally::ruled_before_deviations() const {
    std::unordered_multimap<std::uint64_t, std::size_t> wanted;
    for (std::size_t at = 0; at < deviations_.size(); ++at)
        wanted.emplace(hash_of(deviations_[at].deviation.contact), at);
    std::vector<std::optional<RuledOutcome>> ruled(deviations_.size());
    for (std::size_t at = 0; at < ruled_contacts_.size(); ++at) {
        const auto [begin, end] = wanted.equal_range(ruled_contacts_[at]);
        for (auto found = begin; found != end; ++found)
            ruled[found->second] = {ruled_outcomes_[at][0], ruled_outcomes_[at][1]};
    }
    return ruled;
}

}  // namespace konsequenz::report
