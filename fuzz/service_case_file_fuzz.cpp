// Law: arbitrary bytes never crash the readers of case files, checkpoints, notes and keys, no case file that was not
// exported is called sound, and what a reader takes is written to the same bytes again.
//
// Bytes that begin with `{` are made the middle of a case file whose first and last line fit, so that the fuzzer gets
// past them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json.h"
#include "seal/note.h"
#include "service/case_file.h"
#include "service/case_file_parts.h"
#include "service/checkpoint.h"

namespace {

using namespace konsequenz;

void expect(bool holds) {
    if (!holds) std::abort();
}

void read_entry(std::string_view line) {
    static JsonParser parser;
    const auto entry = service::read_entry_line(line, parser);
    if (entry) expect(service::to_line(*entry) == std::string(line) + "\n");
}

void read_case_file(std::string_view bytes) {
    std::size_t entries = 0;
    for (const char byte : bytes) entries += byte == '\n' ? 1U : 0U;
    std::string text = "{\"type\":\"case-file\",\"version\":1,\"checkpoints\":[]}\n";
    text += bytes;
    if (!bytes.empty() && bytes.back() != '\n') {
        text += '\n';
        ++entries;
    }
    text += service::end_line(text, entries);
    const auto found = service::verify_case_text(text, {});
    // Without a checkpoint no entry stands in any log.
    expect(found.fault.has_value() || entries == 0);
}

void read_notes(std::string_view bytes) {
    (void)seal::parse_note(bytes);
    (void)seal::parse_signing_key(bytes);
    const auto key = seal::parse_public_key(bytes);
    if (key) expect(seal::parse_public_key(seal::to_text(*key)).value() == *key);
    static const auto signing = seal::make_signing_key("fuzz").value();
    const auto signers = seal::verified_signers(bytes, std::span(&signing.public_key, 1));
    expect(!signers || signers->empty());
    const auto checkpoint = service::parse_checkpoint(bytes);
    if (checkpoint) expect(checkpoint->size > 0 && checkpoint->note == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_notes(bytes);
    read_entry(bytes);
    read_case_file(bytes);
    return 0;
}
