#include "backtest/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "backtest/record_words.h"
#include "facts/book.h"

namespace konsequenz::backtest {
namespace {

using record::Type;

/// A standard with one customer's history.
class Judged {
  public:
    Judged(const standard::Standard& standard, const ruling::Judge& judge) : book_(standard), judge_(judge) {}

    /// Nothing where the tables give none.
    std::optional<ruling::Ruling> rule(const record::Record& contact, const standard::KnownConduct& assessed) {
        conduct::Assessment assessment;
        assessment.label = assessed.label;
        assessment.severity = assessed.severity;
        assessment.target = assessed.target;
        assessment.source = assessed.source;
        assessment.intention = assessed.intention;
        auto ruling = judge_.rule(contact, std::move(assessment), book_.known_at(contact, assessed));
        return ruling ? std::optional(std::move(*ruling)) : std::nullopt;
    }
    void add(const record::Record& record, const standard::KnownConduct& assessed) { book_.add(record, assessed); }

  private:
    facts::Book book_;
    const ruling::Judge& judge_;
};

class Examiner {
  public:
    Examiner(const standard::Standard* before, const standard::Standard& after)
        : before_(before), after_(after), judge_after_(after) {
        if (before != nullptr) judge_before_.emplace(*before);
    }

    Result<CustomerCase> examine(const Block& block, const ChangedCustomer& changed);

  private:
    const standard::Standard* before_;
    const standard::Standard& after_;
    std::optional<ruling::Judge> judge_before_;
    ruling::Judge judge_after_;
};

std::pair<std::string_view, std::string_view> outcome_of(const std::optional<ruling::Ruling>& ruling) {
    if (!ruling) return {};
    return {ruling->outcome->measure, ruling->outcome->remedy};
}

Result<void> expect_the_same(const ContactCase& made, bool with_before) {
    const auto& changed = made.changed;
    const bool is_same =
        outcome_of(made.after) ==
            std::pair<std::string_view, std::string_view>(changed.measure_after, changed.remedy_after) &&
        (!with_before || outcome_of(made.before) == std::pair<std::string_view, std::string_view>(
                                                        changed.measure_before, changed.remedy_before));
    if (is_same) return {};
    return fail("backtest.differs", fmt::format("the contact `{}` comes out otherwise when it is decided by itself: "
                                                "please report this with the standard and the customer's records",
                                                made.contact.id));
}

/// Those that are shown: first the ones with another measure; in the order of arrival.
std::vector<ChangedContact> shown_of(const std::vector<ChangedContact>& changed) {
    std::vector<ChangedContact> shown;
    const auto take = [&](bool has_other_measure) {
        for (const auto& contact : changed) {
            const bool is_wanted = (contact.measure_before != contact.measure_after) == has_other_measure;
            if (is_wanted && shown.size() < CustomerCase::shown_max) shown.push_back(contact);
        }
    };
    take(true);
    take(false);
    std::ranges::sort(shown, {}, &ChangedContact::number);
    return shown;
}

Result<CustomerCase> Examiner::examine(const Block& block, const ChangedCustomer& changed) {
    CustomerCase made;
    made.changes = changed.contacts.size();
    made.customer = block.customers.at(static_cast<std::uint32_t>(changed.customer) + 1);
    std::optional<Judged> before;
    if (before_ != nullptr) before.emplace(*before_, *judge_before_);
    Judged after(after_, judge_after_);
    std::array<std::uint32_t, type_count> next{};
    const auto begin = block.customer_begin[changed.customer];
    for (std::uint32_t row = 0; row < begin; ++row) ++next[block.type[row]];
    const auto shown = shown_of(changed.contacts);
    auto expected = shown.begin();
    for (auto row = begin; row < block.customer_begin[changed.customer + 1]; ++row) {
        const auto own = next[block.type[row]]++;
        const bool is_contact = block.type[row] == static_cast<std::uint8_t>(Type::contact);
        if (expected == shown.end() || row - begin >= CustomerCase::records_max) {
            made.contacts += is_contact ? 1U : 0U;
            continue;
        }
        auto record = record_at(block, changed.customer, row, own);
        standard::KnownConduct assessed;
        if (is_contact) {
            assessed = assessed_at(block, own);
            if (expected->number == made.contacts) {
                ContactCase contact{record, *expected++, std::nullopt, after.rule(record, assessed)};
                if (before) contact.before = before->rule(record, assessed);
                TRY_VOID(expect_the_same(contact, before.has_value()));
                made.changed.push_back(std::move(contact));
            }
            ++made.contacts;
        }
        if (before) before->add(record, assessed);
        after.add(record, assessed);
    }
    return made;
}

}  // namespace

Result<std::vector<CustomerCase>> examine(const History& history, const standard::Standard* before,
                                          const standard::Standard& after, std::span<const ChangedCustomer> customers) {
    Examiner examiner(before, after);
    std::vector<CustomerCase> cases(customers.size());
    // Block by block, so that each is read once.
    std::vector<std::size_t> order(customers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t at) { return customers[at].block; });
    std::optional<std::uint64_t> read;
    Block block;
    for (const auto at : order) {
        if (read != customers[at].block) block = TRY(history.read(customers[at].block, Wanted::everything()));
        read = customers[at].block;
        cases[at] = TRY(examiner.examine(block, customers[at]));
    }
    return cases;
}

}  // namespace konsequenz::backtest
