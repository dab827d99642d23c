// Records that make a customer's facts what they are wished to be: how many of which kind, and how old.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "record/record.h"
#include "standard/record_view.h"
#include "standard/standard.h"

namespace konsequenz::service {

/// A record to be repeated, without id, customer and time.
struct RecordPattern {
    record::Record record;
    standard::KnownConduct known;  ///< of a contact, as it is assessed when it comes in
};

/// How old a record is at the contact; never as old as `below_ns`.
struct AgeSpan {
    std::int64_t from_ns = 0;
    std::int64_t below_ns = 0;
};

/// What one record adds to each of the standard's facts that count or take a share.
struct Contribution {
    std::vector<std::int64_t> matching;
    std::vector<std::int64_t> all;

    auto operator<=>(const Contribution&) const = default;
};

/// Records that all facts see alike, and so many of them.
struct RecordKind {
    RecordPattern pattern;
    AgeSpan age;
    Contribution adds;
};

/// Every pattern that a history is made of, the plainest of each kind first.
[[nodiscard]] std::vector<RecordPattern> all_patterns();
/// The ages that the facts' windows tell apart, youngest first; the last one is older than every window.
[[nodiscard]] std::vector<AgeSpan> all_ages(const standard::Standard& standard);
[[nodiscard]] Contribution contribution_of(const standard::Standard& standard, const RecordPattern& pattern,
                                           std::int64_t age_ns);
/// One of each contribution, those that add nothing left out.
[[nodiscard]] std::vector<RecordKind> all_kinds(const standard::Standard& standard);

/// The values wished for, by the fact's place in the standard; facts that are absent may become anything.
using WishedFacts = std::map<std::size_t, feel::Value>;
/// How many of each kind, as few as do it, beside what `fixed` adds; nothing where none of `records_max` are found, a
/// limit to the search's steps aside.
[[nodiscard]] std::optional<std::vector<std::int64_t>> find_counts(const standard::Standard& standard,
                                                                   std::span<const RecordKind> kinds,
                                                                   const WishedFacts& wished,
                                                                   std::span<const Contribution> fixed,
                                                                   std::int64_t records_max);

}  // namespace konsequenz::service
