#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "base/files.h"
#include "seal/note.h"
#include "service/case_file.h"
#include "service/case_file_parts.h"
#include "service/checkpoint.h"
#include "service/replayer.h"
#include "store/chain.h"
#include "store/sealed.h"

namespace konsequenz::service {
namespace {

constexpr std::string_view beginning_of_case_file = R"({"type":"case-file",)";

class CaseFileVerifier {
  public:
    CaseFileVerifier(std::string text, std::vector<seal::PublicKey> keys)
        : text_(std::move(text)), keys_(std::move(keys)) {}

    CaseFileVerification run() {
        auto checked = check();
        if (checked) checked = replay();
        if (!checked) result_.fault = checked.error().message;
        return std::move(result_);
    }

  private:
    static std::unexpected<Error> wrong(std::string what) { return fail("service.case-file", std::move(what)); }

    Result<void> check() {
        std::vector<std::string_view> lines;
        for (std::string_view rest = text_; !rest.empty();) {
            const auto end = rest.find('\n');
            if (end == std::string_view::npos)
                return wrong("its last line does not end: a part of the file is missing");
            lines.push_back(rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
        if (lines.size() < 2) return wrong("a part of the file is missing");
        const auto before = std::string_view(text_).substr(0, text_.size() - lines.back().size() - 1);
        if (fmt::format("{}\n", lines.back()) != end_line(before, lines.size() - 2))
            return wrong("its last line does not fit what stands before it: a byte was changed, or a part is missing");
        TRY_VOID(check_head(lines.front()));
        for (std::size_t at = 1; at + 1 < lines.size(); ++at) {
            auto entry = read_entry_line(lines[at], parser_);
            if (!entry) return wrong(fmt::format("line {} is no entry as `konsequenz log export` writes it", at + 1));
            TRY_VOID(check_entry(std::move(*entry), at + 1));
        }
        return {};
    }

    Result<void> check_head(std::string_view line) {
        const auto head = parser_.parse(line);
        const auto notes = head && head->kind() == JsonKind::object ? head->find("checkpoints") : std::nullopt;
        if (!notes || notes->kind() != JsonKind::array) return wrong("its first line has no checkpoints");
        std::set<std::string> signers;
        for (const auto note : *notes) {
            const auto checkpoint = parse_checkpoint(note.text());
            if (!checkpoint) return wrong(checkpoint.error().message);
            const auto signed_by = seal::verified_signers(note.text(), keys_);
            if (!signed_by) return wrong(signed_by.error().message);
            signers.insert(signed_by->begin(), signed_by->end());
            if (!keys_.empty() && signed_by->empty())
                return wrong(fmt::format("none of the keys signed the checkpoint of {}", checkpoint->origin));
            result_.origins.push_back(checkpoint->origin);
            checkpoints_.emplace(checkpoint->partition, *checkpoint);
        }
        result_.signers.assign(signers.begin(), signers.end());
        return {};
    }

    Result<void> check_entry(CaseEntry entry, std::size_t line) {
        const auto& stored = entry.stored;
        const auto bad = [&](std::string_view what) {
            return wrong(fmt::format("line {} ({} `{}`): {}", line, stored.kind, stored.id, what));
        };
        const auto checkpoint = checkpoints_.find(stored.partition);
        if (checkpoint == checkpoints_.end()) return bad("its partition has no checkpoint");
        const auto hash = chain_.link(entry.before, stored.sequence,
                                      {stored.partition, stored.kind, stored.id, stored.key, stored.body});
        const auto root =
            store::root_from_inclusion(stored.sequence - 1, checkpoint->second.size, merkle_.leaf(hash), entry.proof);
        if (root != checkpoint->second.root) return bad("it does not stand in the log of the checkpoint");
        auto opened = store::opened_entry(stored, entry.key);
        if (!opened) return bad("the key beside it does not open it");
        if (opened->is_erased == entry.content.has_value() || (entry.content && *entry.content != opened->body))
            return bad("what it says is not what the log holds");
        entries_.push_back(std::move(*opened));
        return {};
    }

    /// The standards first, then the entries in their order.
    Result<void> replay() {
        Replayer replayer([](const std::string& customer) { return customer; });
        for (const auto& entry : entries_) {
            if (entry.kind == "standard") TRY_VOID(replayer.add_standard(entry.id, entry.body));
        }
        for (const auto& entry : entries_) {
            if (entry.kind == "record") ++result_.records;
            if (entry.kind == "ruling") ++result_.rulings;
            TRY_VOID(replayer.take(entry));
        }
        const auto& summary = replayer.summary();
        result_.rulings_replayed = summary.equal;
        result_.erased = summary.erased;
        if (!summary.first_differences.empty()) {
            const auto& first = summary.first_differences.front();
            return wrong(fmt::format("the ruling of `{}` does not come out again: {}", first.contact, first.what));
        }
        return {};
    }

    std::string text_;
    std::vector<seal::PublicKey> keys_;
    JsonParser parser_;
    store::ChainHasher chain_;
    store::MerkleHasher merkle_;
    std::map<std::uint32_t, Checkpoint> checkpoints_;
    std::vector<store::StoredEntry> entries_;
    CaseFileVerification result_;
};

}  // namespace

bool is_case_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string beginning(beginning_of_case_file.size(), '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    return beginning == beginning_of_case_file;
}

Result<CaseFileVerification> verify_case_file(const std::string& path, const std::string& public_keys) {
    std::vector<seal::PublicKey> keys;
    if (!public_keys.empty()) keys = TRY(seal::read_public_keys(public_keys));
    return verify_case_text(TRY(read_file(path)), std::move(keys));
}

CaseFileVerification verify_case_text(std::string text, std::vector<seal::PublicKey> keys) {
    return CaseFileVerifier(std::move(text), std::move(keys)).run();
}

}  // namespace konsequenz::service
