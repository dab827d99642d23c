// A log as a whole: verified, replayed, signed, exported, tampered with, shared by processes, erased and expired.
#include "service/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <sstream>

#include "base/files.h"
#include "base/json.h"
#include "seal/keys.h"
#include "seal/note.h"
#include "service/case_file.h"
#include "service/checkpoint.h"
#include "service/customers.h"
#include "service/decide.h"
#include "service/log_proof.h"
#include "store/merkle.h"

namespace konsequenz::service {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const fs::path source = KONSEQUENZ_SOURCE_DIR;
const std::string fair_and_firm = source / "standards/fair-and-firm";
const std::string example = source / "examples/electric-cars/records.jsonl";

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(to_string(result.error()));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string code_of(const auto& result) { return result ? "no error" : result.error().code; }

class Log : public testing::Test {
  protected:
    Log() {
        std::string name = (fs::temp_directory_path() / "konsequenz-log-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) folder_ = name;
    }
    ~Log() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    [[nodiscard]] std::string at(const std::string& name) const { return folder_ / name; }
    [[nodiscard]] LogAddress log() const { return {at("k.db")}; }
    DecideSummary decide_example(Share share = {}, const std::string& standard = fair_and_firm) {
        DecideRequest request{standard, {example}, at("rulings.jsonl"), at("k.db"), ""};
        request.share = share;
        std::vector<Error> details;
        return must(decide(request, nullptr, details));
    }
    std::string made_key(const std::string& name) {
        const auto key = must(seal::make_signing_key("acme.example/" + name));
        must(write_file(at(name), seal::to_text(key) + "\n"));
        must(write_file(at(name + ".pub"), seal::to_text(key.public_key) + "\n"));
        return at(name);
    }
    std::vector<Checkpoint> sign(const std::string& key_file) {
        const auto key = must(seal::read_signing_key(key_file));
        return must(sign_checkpoints(*must(open_log(log(), store::OpenMode::read_write)), std::span(&key, 1)));
    }
    LogVerification verified(const std::string& keys = "", std::vector<std::string> checkpoints = {},
                             bool is_incremental = false) {
        return must(verify_log({at("k.db"), keys, std::move(checkpoints), is_incremental, 2}));
    }
    void export_of(const std::string& customer, const std::string& out, const std::string& key = "") {
        must(export_case({log(), customer, "", at(out), key}));
    }

    fs::path folder_;
};

TEST_F(Log, GivesEveryRulingAgain) {
    const auto summary = decide_example();
    const auto replayed = must(replay_log({log(), {}}, nullptr));
    EXPECT_EQ(replayed.contacts, summary.contacts_decided);
    EXPECT_EQ(replayed.equal, summary.contacts_decided);
    EXPECT_EQ(replayed.different, 0U);
    // A second standard from the middle on: each ruling is replayed by its own.
    DecideRequest second{source / "standards/executive", {at("later.jsonl")}, "", at("k.db"), ""};
    must(write_file(
        at("later.jsonl"),
        R"({"type":"contact","id":"later-1","time":"2026-11-20T09:00:00Z","customer":"k-7","touchpoint":"email","text":"Thank you."})"
        "\n"));
    std::vector<Error> details;
    EXPECT_EQ(must(decide(second, nullptr, details)).contacts_decided, 1U);
    const auto again = must(replay_log({log(), {}}, nullptr));
    EXPECT_EQ(again.equal, summary.contacts_decided + 1);
    EXPECT_EQ(again.different, 0U);
}

TEST_F(Log, OfTheFirstSchemaIsReplayedWithItsStandardNamed) {
    fs::copy_file(source / "tests/logs/schema-1.db", at("k.db"));
    EXPECT_EQ(code_of(replay_log({log(), {}}, nullptr)), "service.log-content");
    const auto loaded = standard::load(fair_and_firm);
    const auto replayed = replay_log({log(), {fair_and_firm}}, nullptr);
    // Its rulings name the standard as it was then: replayed where it is still the same.
    if (!replayed) {
        EXPECT_THAT(replayed.error().message, HasSubstr("the log does not hold the standard"));
    } else {
        EXPECT_EQ(replayed->contacts, 44U);
        EXPECT_EQ(replayed->different, 0U);
    }
}

TEST_F(Log, IsSharedByProcessesOneACustomersPartition) {
    std::uint64_t contacts = 0;
    std::uint64_t others = 0;
    for (std::uint32_t partition = 0; partition < 3; ++partition) {
        const auto summary = decide_example({partition, 3});
        EXPECT_GT(summary.contacts_decided, 0U);
        contacts += summary.contacts_decided;
        others += summary.of_other_shares;
    }
    EXPECT_EQ(contacts, 216U);
    EXPECT_EQ(others, 2U * 447U);
    EXPECT_EQ(verified().fault, std::nullopt);
    EXPECT_EQ(must(replay_log({log(), {}}, nullptr)).equal, 216U);
    DecideRequest other{fair_and_firm, {example}, "", at("k.db"), ""};
    other.share = {0, 2};
    std::vector<Error> details;
    EXPECT_EQ(code_of(decide(other, nullptr, details)), "service.other-partitions");
    export_of("k-7", "k-7.case");
    EXPECT_EQ(must(verify_case_file(at("k-7.case"), "")).fault, std::nullopt);
}

TEST_F(Log, IsSignedAndVerifiedFromThereOn) {
    decide_example();
    const auto key = made_key("old");
    const auto first = sign(key);
    ASSERT_THAT(first, SizeIs(1));
    must(write_file(at("kept"), first.front().note));
    EXPECT_EQ(parse_checkpoint(first.front().note)->root, first.front().root);
    must(erase_customer({log(), "k-7", "asked for", "", must(parse_instant("2026-11-26T00:00:00Z"))}));
    const auto whole = verified(key + ".pub", {at("kept")});
    EXPECT_EQ(whole.fault, std::nullopt);
    EXPECT_THAT(whole.signers, ElementsAre("acme.example/old"));
    EXPECT_EQ(whole.checkpoints, 2U);
    const auto rest = verified(key + ".pub", {}, true);
    EXPECT_EQ(rest.fault, std::nullopt);
    EXPECT_EQ(rest.skipped + rest.entries, whole.entries);
    EXPECT_EQ(rest.head_sha256, whole.head_sha256);
    // Another key vouches for nothing, and from an unsigned place nothing goes on.
    const auto other = made_key("other");
    EXPECT_THAT(verified(other + ".pub").signers, IsEmpty());
    EXPECT_EQ(code_of(verify_log({at("k.db"), other + ".pub", {}, true, 1})), "service.no-checkpoint");
    EXPECT_EQ(code_of(verify_log({at("k.db"), "", {at("rulings.jsonl")}, false, 1})), "seal.bad-note");
    // While keys are changed both sign.
    const std::array both{must(seal::read_signing_key(key)), must(seal::read_signing_key(other))};
    must(sign_checkpoints(*must(open_log(log(), store::OpenMode::read_write)), both));
    EXPECT_THAT(verified(other + ".pub").signers, ElementsAre("acme.example/other"));
    EXPECT_EQ(verified(other + ".pub", {}, true).entries, 0U);
}

TEST_F(Log, ThatWasWrittenAnewIsNotTheOneThatWasSigned) {
    decide_example();
    must(write_file(at("kept"), sign(made_key("old")).front().note));
    fs::remove(at("k.db"));
    decide_example();
    EXPECT_THAT(verified("", {at("kept")}).fault.value_or(""), HasSubstr("is of another log"));
    const auto proof = prove_log({at("k.db"), "record", "", at("kept"), ""});
    EXPECT_EQ(code_of(proof), "service.log-tampered");
}

TEST_F(Log, AnOlderBackupIsToldAndCaughtUp) {
    std::istringstream all(must(read_file(example)));
    std::string first;
    std::string line;
    for (int count = 0; count < 250 && std::getline(all, line); ++count) first += line + "\n";
    must(write_file(at("first.jsonl"), first));
    DecideRequest request{fair_and_firm, {at("first.jsonl")}, "", at("k.db"), ""};
    std::vector<Error> details;
    must(decide(request, nullptr, details));
    fs::copy_file(at("k.db"), at("backup.db"));
    decide_example();
    const auto whole = verified().entries;
    must(write_file(at("kept"), sign(made_key("old")).front().note));
    fs::remove(at("k.db"));
    fs::copy_file(at("backup.db"), at("k.db"));
    EXPECT_THAT(verified("", {at("kept")}).fault.value_or(""), HasSubstr("was written down"));
    EXPECT_EQ(decide_example().refused, 0U);
    EXPECT_EQ(verified().entries, whole);
    EXPECT_EQ(must(replay_log({log(), {}}, nullptr)).different, 0U);
}

TEST_F(Log, ProvesItsEntriesAndItsGrowth) {
    decide_example();
    const auto key = made_key("old");
    must(write_file(at("kept"), sign(key).front().note));
    must(erase_customer({log(), "k-7", "asked for", "", must(parse_instant("2026-11-26T00:00:00Z"))}));
    JsonParser parser;
    const auto inclusion = must(prove_log({at("k.db"), "ruling", "c-103", "", key}));
    const auto proof = must(parser.parse(inclusion));
    const auto checkpoint = must(parse_checkpoint(proof.find("checkpoint")->text()));
    const auto digest = [](std::string_view base64) {
        const auto bytes = seal::from_base64(base64).value();
        Digest value{};
        std::ranges::copy(bytes, value.begin());
        return value;
    };
    store::Proof path;
    const auto hashes = proof.find("proof").value();
    for (const auto hash : hashes) path.push_back(digest(hash.text()));
    const auto index = std::stoull(std::string(proof.find("index")->text()));
    EXPECT_EQ(store::root_from_inclusion(index, checkpoint.size, digest(proof.find("leaf")->text()), path),
              checkpoint.root);
    const auto growth = must(prove_log({at("k.db"), "record", "", at("kept"), key}));
    EXPECT_THAT(growth, HasSubstr("\"earlier_size\""));
    EXPECT_EQ(code_of(prove_log({at("k.db"), "record", "nothing", "", ""})), "service.nothing-found");
}

TEST_F(Log, GivesACaseFileThatIsCheckedWithoutIt) {
    decide_example();
    const auto key = made_key("old");
    export_of("k-7", "k-7.case", key);
    fs::remove(at("k.db"));
    fs::remove(at("k.db.key"));
    const auto found = must(verify_case_file(at("k-7.case"), key + ".pub"));
    EXPECT_EQ(found.fault, std::nullopt);
    EXPECT_EQ(found.records, 15U);
    EXPECT_EQ(found.rulings, 9U);
    EXPECT_EQ(found.rulings_replayed, 9U);
    EXPECT_THAT(found.signers, ElementsAre("acme.example/old"));
    const auto other = made_key("other");
    EXPECT_THAT(must(verify_case_file(at("k-7.case"), other + ".pub")).fault.value_or(""),
                HasSubstr("none of the keys"));
    const auto text = must(read_file(at("k-7.case")));
    EXPECT_THAT(text, HasSubstr("Warren Aldous"));
    EXPECT_THAT(text, Not(HasSubstr("Ilse Nagiller")));
}

TEST_F(Log, FindsEveryChangeOfACaseFile) {
    decide_example();
    export_of("k-22", "a.case");
    const auto text = must(read_file(at("a.case")));
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line + "\n");
    rc::check("a byte, a line, an order", [&] {
        auto changed = text;
        const auto kind = *rc::gen::inRange(0, 7);
        if (kind == 0) {
            const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
            changed[place] = static_cast<char>(changed[place] ^ *rc::gen::inRange(1, 256));
        } else if (kind > 3) {
            const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
            if (kind == 4) changed.erase(place, 1);
            if (kind == 5) changed.insert(place, 1, static_cast<char>(*rc::gen::inRange(0, 256)));
            if (kind == 6) std::swap(changed[place], changed[*rc::gen::inRange<std::size_t>(0, text.size())]);
        } else {
            auto parts = lines;
            const auto one = *rc::gen::inRange<std::size_t>(0, lines.size());
            const auto two = *rc::gen::suchThat(rc::gen::inRange<std::size_t>(0, lines.size()),
                                                [&](auto index) { return index != one; });
            if (kind == 1) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(one));
            if (kind == 2) std::swap(parts[one], parts[two]);
            if (kind == 3) parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(two), parts[one]);
            changed.clear();
            for (const auto& part : parts) changed += part;
        }
        RC_PRE(changed != text);
        must(write_file(at("b.case"), changed));
        RC_ASSERT(must(verify_case_file(at("b.case"), "")).fault.has_value());
    });
}

TEST_F(Log, ErasesACustomerAndSaysSo) {
    decide_example();
    const auto before = must(customer_status(log(), "k-7"));
    EXPECT_EQ(before.records, 15U);
    must(export_customer({log(), "k-7", at("all.json")}));
    const auto all = must(read_file(at("all.json")));
    EXPECT_THAT(all, HasSubstr("Warren Aldous"));
    EXPECT_THAT(all, Not(HasSubstr("\"e-")));  // employees and reviewers have numbers instead
    // Whoever has a restriction keeps it.
    std::string restricted;
    JsonParser parser;
    std::istringstream rulings(must(read_file(at("rulings.jsonl"))));
    for (std::string line; std::getline(rulings, line);) {
        const auto ruling = must(parser.parse(line));
        if (ruling.find("measure")->text() == "end") restricted = ruling.find("customer")->text();
    }
    const auto time = must(parse_instant("2026-08-01T00:00:00Z"));
    const auto erased = must(erase_customer({log(), restricted, "asked for", "e-1", time}));
    ASSERT_FALSE(erased.restrictions.empty());
    EXPECT_THAT(erased.restrictions.back().measure, testing::AnyOf("end", "restrict"));
    const auto status = must(customer_status(log(), restricted));
    EXPECT_EQ(status.records, 0U);
    EXPECT_GT(status.erased, 0U);
    EXPECT_THAT(status.erasures, ElementsAre("2026-08-01T00:00:00Z"));
    EXPECT_EQ(status.restrictions.size(), erased.restrictions.size());
    EXPECT_EQ(verified().fault, std::nullopt);
    const auto replayed = must(replay_log({log(), {}}, nullptr));
    EXPECT_GT(replayed.erased, 0U);
    EXPECT_EQ(replayed.different, 0U);
    EXPECT_EQ(replayed.equal + replayed.erased, replayed.contacts);
    EXPECT_EQ(code_of(erase_customer({log(), restricted, "again", "", time})), "service.nothing-found");
    EXPECT_EQ(code_of(export_case({log(), "nobody", "", at("x"), ""})), "service.nothing-found");
    // The same records come again: the ids are known, the content is not.
    const auto again = decide_example();
    EXPECT_EQ(again.refused, status.erased);
    EXPECT_EQ(again.first_refusals.front().code, "service.erased-id");
}

TEST_F(Log, ForgetsByTheStandardsRetention) {
    const auto copy = folder_ / "standard";
    fs::copy(fair_and_firm, copy, fs::copy_options::recursive);
    auto manifest = must(read_file(copy / "standard.toml"));
    const auto facts = manifest.find("\n[facts]");
    manifest.insert(facts, "\n[retention]\ncontact = \"P6M\"\nruling = \"P6M\"\n");
    must(write_file(copy / "standard.toml", manifest));
    decide_example({}, copy);
    EXPECT_EQ(code_of(expire_log({log(), fair_and_firm, {}})), "service.no-retention");
    EXPECT_THAT(must(expire_log({log(), copy, must(parse_instant("2026-02-01T00:00:00Z"))})).classes, IsEmpty());
    const auto expired = must(expire_log({log(), copy, must(parse_instant("2026-08-01T00:00:00Z"))}));
    EXPECT_THAT(expired.classes, ElementsAre("contact 2026-01", "ruling 2026-01"));
    const auto replayed = must(replay_log({log(), {}}, nullptr));
    EXPECT_GT(replayed.erased, 0U);
    EXPECT_EQ(replayed.different, 0U);
    EXPECT_EQ(replayed.equal + replayed.erased + replayed.rests_on_erased, replayed.contacts);
    EXPECT_EQ(verified().fault, std::nullopt);
}

TEST_F(Log, IsReadOnlyWithItsKey) {
    decide_example();
    fs::rename(at("k.db.key"), at("elsewhere"));
    EXPECT_EQ(code_of(replay_log({log(), {}}, nullptr)), "store.no-key");
    EXPECT_EQ(verified().fault, std::nullopt);  // what is stored is verified without it
    EXPECT_EQ(must(replay_log({{at("k.db"), at("elsewhere")}, {}}, nullptr)).different, 0U);
    must(write_file(at("wrong"), std::string(64, 'a')));
    EXPECT_EQ(code_of(replay_log({{at("k.db"), at("wrong")}, {}}, nullptr)), "store.wrong-key");
    must(write_file(at("short"), "abc"));
    EXPECT_EQ(code_of(replay_log({{at("k.db"), at("short")}, {}}, nullptr)), "seal.bad-key");
}

}  // namespace
}  // namespace konsequenz::service
