#include <string>

#include "base/sha256.h"
#include "service/backtest.h"

namespace konsequenz::service {
namespace {

void write_standard(JsonWriter& writer, std::string_view key, const standard::Standard* standard) {
    writer.key(key);
    if (standard == nullptr) {
        writer.null();
        return;
    }
    writer.begin_object()
        .member("id", standard->id)
        .member("version", standard->version)
        .member("sha256", to_hex(standard->sha256))
        .end_object();
}

void write_id(JsonWriter& writer, std::string_view key, std::string_view id) {
    writer.key(key);
    if (id.empty())
        writer.null();
    else
        writer.string(id);
}

void write_count(JsonWriter& writer, std::string_view key, std::uint64_t count) {
    writer.member(key, static_cast<std::int64_t>(count));
}

void write_crossed(JsonWriter& writer, std::string_view key, const backtest::Crossed& crossed) {
    writer.key(key).begin_array();
    for (const auto& [ids, count] : crossed) {
        writer.begin_object();
        write_id(writer, "before", ids.first);
        write_id(writer, "after", ids.second);
        write_count(writer, "contacts", count);
        writer.end_object();
    }
    writer.end_array();
}

void write_months(JsonWriter& writer, const std::map<std::int32_t, backtest::Month>& months) {
    writer.key("months").begin_array();
    for (const auto& [number, month] : months) {
        const auto year = std::to_string(number / 12);
        const auto in_year = number % 12 + 1;
        writer.begin_object().member("month", year + (in_year < 10 ? "-0" : "-") + std::to_string(in_year));
        write_count(writer, "contacts", month.contacts);
        write_count(writer, "milder", month.milder);
        write_count(writer, "harsher", month.harsher);
        write_count(writer, "other", month.other);
        write_count(writer, "remedies", month.remedies);
        writer.end_object();
    }
    writer.end_array();
}

void write_reasons(JsonWriter& writer, const ReasonTexts& reasons) {
    writer.key("reasons").begin_object();
    for (const auto& [language, texts] : reasons) {
        writer.key(language).begin_array();
        for (const auto& text : texts) writer.string(text);
        writer.end_array();
    }
    writer.end_object();
}

void write_side(JsonWriter& writer, std::string_view key, std::string_view measure, std::string_view remedy,
                const ReasonTexts& reasons) {
    writer.key(key).begin_object();
    write_id(writer, "measure", measure);
    write_id(writer, "remedy", remedy);
    write_reasons(writer, reasons);
    writer.end_object();
}

void write_customers(JsonWriter& writer, const BacktestReport& report) {
    writer.key("customers").begin_array();
    for (const auto& customer : report.cases) {
        writer.begin_object().member("customer", customer.customer);
        write_count(writer, "contacts", customer.contacts);
        write_count(writer, "changes", customer.changes);
        writer.key("changed").begin_array();
        for (const auto& contact : customer.changed) {
            const auto reasons = reasons_of(report, contact);
            writer.begin_object()
                .member("contact", contact.contact.id)
                .member("time", to_string(contact.contact.time))
                .member("direction", to_string(contact.changed.direction));
            write_side(writer, "before", contact.changed.measure_before, contact.changed.remedy_before, reasons.before);
            write_side(writer, "after", contact.changed.measure_after, contact.changed.remedy_after, reasons.after);
            writer.end_object();
        }
        writer.end_array().end_object();
    }
    writer.end_array();
}

void write_fallbacks(JsonWriter& writer, std::string_view key, const backtest::Fallbacks& fallbacks) {
    writer.key(key).begin_object().key("decisions").begin_array();
    for (const auto& [decision, why] : fallbacks.decisions)
        writer.begin_object().member("decision", decision).member("why", why).end_object();
    writer.end_array();
    write_count(writer, "contacts", fallbacks.contacts);
    write_count(writer, "late_customers", fallbacks.late_customers);
    writer.end_object();
}

}  // namespace

void write_json(JsonWriter& writer, const BacktestReport& report) {
    const auto& compared = report.result.comparison;
    writer.begin_object();
    write_standard(writer, "before", report.before.get());
    write_standard(writer, "after", report.after.get());
    writer.member("source", report.source.name);
    write_count(writer, "records", compared.records);
    write_count(writer, "contacts", compared.contacts);
    write_count(writer, "customers_with_contacts", compared.customers);
    write_count(writer, "repeated", report.source.repeated);
    write_count(writer, "refused", report.source.refused);
    write_count(writer, "erased", report.source.erased);
    write_count(writer, "assessed_now", report.source.assessed);
    write_count(writer, "changed_measures", compared.changed_measures);
    write_count(writer, "milder", compared.milder);
    write_count(writer, "harsher", compared.harsher);
    write_count(writer, "changed_remedies", compared.changed_remedies);
    write_count(writer, "customers_changed", compared.customers_changed);
    write_count(writer, "customers_changed_measure", compared.customers_changed_measure);
    write_crossed(writer, "measures", compared.measures);
    write_crossed(writer, "remedies", compared.remedies);
    write_months(writer, compared.months);
    write_customers(writer, report);
    writer.key("scalar").begin_object();
    if (report.before != nullptr) write_fallbacks(writer, "before", report.result.before);
    write_fallbacks(writer, "after", report.result.after);
    writer.end_object().end_object();
}

}  // namespace konsequenz::service
