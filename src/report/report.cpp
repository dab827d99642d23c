#include "report/report.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>
#include <utility>

#include "report/cases.h"
#include "report/html.h"
#include "report/names.h"
#include "report/page.h"
#include "report/ruling_view.h"
#include "report/tally.h"

namespace konsequenz::report {

struct ReportBuilder::State {
    /// Time, then arrival: two cases at one moment keep their order.
    using Order = std::pair<std::int64_t, std::uint64_t>;

    explicit State(ReportOptions given) : options(std::move(given)), tally(options.standard) {}

    void keep(record::Record contact, RulingView ruling);
    void add_finding(const record::Record& record);

    ReportOptions options;
    Tally tally;
    std::unordered_map<std::string, record::Record> waiting;  // contacts without their ruling; never iterated
    std::map<Order, Case> latest;
    std::unordered_map<std::string, Order> shown;  // by contact; never iterated
    std::uint64_t arrived = 0;
    JsonParser parser;
};

ReportBuilder::ReportBuilder(ReportOptions options) : state_(std::make_unique<State>(std::move(options))) {}
ReportBuilder::~ReportBuilder() = default;
ReportBuilder::ReportBuilder(ReportBuilder&&) noexcept = default;
ReportBuilder& ReportBuilder::operator=(ReportBuilder&&) noexcept = default;

void ReportBuilder::State::keep(record::Record contact, RulingView ruling) {
    const Order order{contact.time.utc_ns, arrived++};
    if (options.cases_max == 0) return;
    if (latest.size() >= options.cases_max) {
        if (order < latest.begin()->first) return;
        shown.erase(latest.begin()->second.contact.id);
        latest.erase(latest.begin());
    }
    shown.emplace(contact.id, order);
    latest.emplace(order, Case{std::move(contact), std::move(ruling), {}});
}

void ReportBuilder::State::add_finding(const record::Record& record) {
    tally.add_finding(record);
    const auto& finding = std::get<record::Finding>(record.body);
    const auto found = finding.contact ? shown.find(*finding.contact) : shown.end();
    if (found != shown.end()) latest.at(found->second).later.push_back(finding);
}

void ReportBuilder::add(const record::Record& record) {
    switch (record.type()) {
        case record::Type::contact: state_->waiting.insert_or_assign(record.id, record); break;
        case record::Type::finding: state_->add_finding(record); break;
        case record::Type::deviation: state_->tally.add_deviation(record); break;
        case record::Type::order:
        case record::Type::notice:
        case record::Type::survey:
        case record::Type::customer: break;
    }
}

Result<void> ReportBuilder::add_ruling(std::string_view ruling_json) {
    auto ruling = TRY(read_ruling(state_->parser, ruling_json));
    auto waiting = state_->waiting.extract(ruling.contact);
    if (waiting.empty()) {
        return fail("report.unknown-contact",
                    fmt::format("the ruling on `{}` comes without its contact: give the contact before its ruling",
                                ruling.contact));
    }
    const auto& contact = std::get<record::Contact>(waiting.mapped().body);
    if (contact.direction == record::Direction::out) {
        state_->tally.add_outgoing();
        return {};
    }
    state_->tally.add_message(waiting.mapped(), ruling);
    state_->keep(std::move(waiting.mapped()), std::move(ruling));
    return {};
}

std::string ReportBuilder::to_html() const {
    const Names names(state_->options.standard);
    PageContent content{state_->tally, names, {}, state_->options.source, state_->options.source_kind};
    for (auto at = state_->latest.rbegin(); at != state_->latest.rend(); ++at) content.cases.push_back(&at->second);
    return page_html(content);
}

}  // namespace konsequenz::report
