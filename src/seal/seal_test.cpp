#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/files.h"
#include "seal/keys.h"
#include "seal/note.h"

namespace konsequenz::seal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Key key_of(std::uint8_t first) {
    Key key{};
    for (std::size_t at = 0; at < key.size(); ++at) key[at] = static_cast<std::uint8_t>(first + at);
    return key;
}

RC_GTEST_PROP(Keys, OpenWhatTheySealedAndNothingElse, (const std::string& text, const std::string& bound)) {
    static Sealer sealer;
    std::string sealed;
    sealer.append(sealed, key_of(1), text, bound);
    RC_ASSERT(sealed.size() == text.size() + sealing_bytes);
    RC_ASSERT(opened(key_of(1), sealed, bound) == text);
    RC_ASSERT(opened(key_of(2), sealed, bound) == std::nullopt);
    RC_ASSERT(opened(key_of(1), sealed, bound + "x") == std::nullopt);
    auto changed = sealed;
    const auto at = *rc::gen::inRange<std::size_t>(0, sealed.size());
    changed[at] = static_cast<char>(changed[at] ^ *rc::gen::inRange(1, 256));
    RC_ASSERT(opened(key_of(1), changed, bound) == std::nullopt);
    RC_ASSERT(opened(key_of(1), sealed.substr(0, at), bound) == std::nullopt);
    std::string again;
    sealer.append(again, key_of(1), text, bound);
    RC_ASSERT(again != sealed);  // nothing tells that two texts are the same
    RC_ASSERT(opened(key_of(1), again, bound) == text);
}

TEST(Keys, HashLikeBlake2b) {
    // hashlib.blake2b(b"k-7", key=bytes(range(1, 33)), digest_size=16) and digest_size=32, from Python.
    EXPECT_EQ(keyed_hash(key_of(1), "k-7"), "f76512534bf18e9831c7c943ce50a87c");
    EXPECT_EQ(to_text(derived_key(key_of(1), "k-7")),
              "00c12b48f227d6dcda518c194e5b1dbf623d939d477f2a15b3e344095bd4e72c");
}

TEST(Keys, AreReadOnlyWhole) {
    EXPECT_EQ(parse_key(" " + to_text(key_of(9)) + "\n", "it"), key_of(9));
    EXPECT_EQ(parse_key(to_text(key_of(9)).substr(1), "it").error().code, "seal.bad-key");
    EXPECT_EQ(parse_key(std::string(64, 'g'), "it").error().code, "seal.bad-key");
    EXPECT_EQ(parse_key("", "it").error().code, "seal.bad-key");
    EXPECT_NE(random_key(), random_key());
}

RC_GTEST_PROP(Base64, HasOneSpelling, (const std::string& bytes)) {
    const auto text = to_base64(bytes);
    RC_ASSERT(from_base64(text) == bytes);
    if (text.empty()) return;
    auto changed = text;
    changed[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
    const auto other = from_base64(changed);
    RC_ASSERT(changed == text || !other || *other != bytes);
}

TEST(Note, FollowsTheSpecification) {
    // The example of the Go package golang.org/x/mod/sumdb/note: its key and its signature.
    const auto key =
        parse_signing_key("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    ASSERT_TRUE(key.has_value()) << to_string(key.error());
    EXPECT_EQ(to_text(key->public_key), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    const std::string text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const auto note = signed_note(text, std::span(&*key, 1));
    EXPECT_EQ(note, text +
                        "\n\xE2\x80\x94 PeterNeumann x08go/"
                        "ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
    EXPECT_THAT(verified_signers(note, std::span(&key->public_key, 1)).value(), ElementsAre("PeterNeumann"));
}

RC_GTEST_PROP(Note, IsRefusedWhereAByteChanged, ()) {
    static const auto key = make_signing_key("acme.example/log").value();
    const auto note = signed_note("acme.example/log/1\n17\nroot\n", std::span(&key, 1));
    const auto keys = std::span(&key.public_key, 1);
    RC_ASSERT(verified_signers(note, keys).value().size() == 1U);
    auto changed = note;
    const auto at = *rc::gen::inRange<std::size_t>(0, note.size());
    changed[at] = static_cast<char>(changed[at] ^ *rc::gen::inRange(1, 256));
    const auto signers = verified_signers(changed, keys);
    RC_ASSERT(!signers || signers->empty());
}

TEST(Note, KnowsItsKeys) {
    const auto key = make_signing_key("acme").value();
    const auto other = make_signing_key("acme").value();
    const auto note = signed_note("a\n", std::span(&key, 1));
    EXPECT_THAT(verified_signers(note, std::span(&other.public_key, 1)).value(), IsEmpty());
    EXPECT_EQ(parse_public_key(to_text(key.public_key)).value(), key.public_key);
    EXPECT_EQ(to_text(parse_signing_key(to_text(key)).value()), to_text(key));
    EXPECT_EQ(make_signing_key("a b").error().code, "seal.bad-name");
    EXPECT_EQ(parse_public_key(to_text(key)).error().code, "seal.bad-key");
    EXPECT_EQ(parse_public_key("acme+00000000+AQ==").error().code, "seal.bad-key");
}

}  // namespace
}  // namespace konsequenz::seal
