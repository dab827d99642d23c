// Law: arbitrary bytes never crash the record parser or the table reader, and every record that parses is written to
// bytes that parse to the same record and are written to the same bytes again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "record/csv.h"
#include "record/import.h"
#include "record/parse.h"
#include "record/reader.h"

namespace {

using namespace konsequenz;

void expect(bool holds) {
    if (!holds) std::abort();
}

/// Canonical bytes are a fixed point.
void round_trip(const record::Record& record) {
    static record::Parser parser;
    const auto json = record::to_json(record);
    const auto again = parser.parse(json);
    expect(again.has_value());
    expect(*again == record);
    expect(record::to_json(*again) == json);
}

/// Lines and rows are taken or refused, each counted once.
void read_lines(std::string_view bytes) {
    auto input = record::Input::of_text(std::string(bytes), "fuzz");
    std::uint64_t taken = 0;
    std::uint64_t refused = 0;
    const auto summary = record::for_each_record(
        input,
        [&](record::Record&& record, std::uint32_t) -> Result<void> {
            ++taken;
            round_trip(record);
            return {};
        },
        [&](const record::Refusal& refusal) -> Result<void> {
            ++refused;
            expect(!refusal.error.code.empty() && refusal.error.where.line > 0);
            expect(refusal.error.message.find('\n') == std::string::npos);
            return {};
        });
    if (summary) expect(summary->accepted == taken && summary->refused == refused && summary->lines == taken + refused);
}

const record::ImportMap& fuzz_map() {
    static const auto map = record::parse_import_map(
        "[csv]\nseparator = \";\"\n[[record]]\ntype = \"contact\"\n[record.fields]\nid = \"{a}\"\ncustomer = \"{b}\"\n"
        "time = {column = \"c\", format = \"%d.%m.%Y %H:%M\", offset = \"+01:00\"}\ntouchpoint = \"email\"\ntext = "
        "\"{d}\"\n"
        "reach = {column = \"e\", decimal = \",\", thousands = \".\"}\n",
        "fuzz.toml");
    expect(map.has_value());
    return *map;
}

void read_table(std::string_view bytes) {
    auto input = record::Input::of_text("a;b;c;d;e\n" + std::string(bytes), "fuzz");
    std::uint64_t records = 0;
    const auto summary = record::import_csv(
        fuzz_map(), input,
        [&](record::Record&& record, std::uint32_t) -> Result<void> {
            ++records;
            round_trip(record);
            return {};
        },
        [](const record::Refusal& refusal) -> Result<void> {
            expect(refusal.error.where.line > 1);
            return {};
        });
    expect(summary.has_value() && summary->records == records &&
           summary->rows == records + summary->refused + summary->passed_over);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_lines(bytes);
    read_table(bytes);
    // A mapping is written by hand, and may be anything as well.
    if (size < 4096) static_cast<void>(record::parse_import_map(bytes, "fuzz.toml"));
    return 0;
}
