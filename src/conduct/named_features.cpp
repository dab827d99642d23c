#include "conduct/named_features.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string_view>

namespace konsequenz::conduct {
namespace {

constexpr std::size_t kinds = 19;
constexpr std::size_t aims = 8;
constexpr std::size_t weights = 5;
constexpr std::array<std::string_view, kinds> kind_words{
    "insult noun", "strong word", "mild word", "accusation", "attack",    "put-down", "slur",
    "exclusion",   "violence",    "menace",    "profanity",  "complaint", "harmless", "lawful",
    "review",      "distress",    "watching",  "blackmail",  "sexual"};
constexpr std::array<std::string_view, aims> aim_words{
    "nobody",      "the writer", "the reader", "the reader to the face",
    "an employee", "somebody",   "a company",  "a product"};

/// Blocks follow each other; each begins where the one before ends.
constexpr std::size_t suggested = 0;  // five labels of weights each
constexpr std::size_t kind_seen = suggested + 5 * weights;
constexpr std::size_t kind_negated = kind_seen + kinds;
constexpr std::size_t kind_quoted = kind_negated + kinds;
constexpr std::size_t kind_reported = kind_quoted + kinds;
constexpr std::size_t kind_aimed = kind_reported + kinds;  // each kind, of each aim
constexpr std::size_t singles = kind_aimed + kinds * aims;

/// In the order of single_words.
enum Single : std::size_t {
    at_employee,
    at_other,
    at_product,
    at_company,
    two_cues,
    many_cues,
    address,
    address_possessive,
    first_person,
    names_employee,
    names_company,
    names_product,
    names_group,
    names_kin,
    conditional,
    is_polite,
    orders,
    denies,
    review_on_condition,
    law_on_condition,
    kin_of_reader_on_condition,
    kin_of_reader,
    own_distress,
    group_beside_person,
    group_qualified,
    was_masked,
    is_masked,
    is_stretched,
    has_shouting,
    is_shouting,
    exclaims,
    exclaims_much,
    asks,
    mentions,
    links,
    pictures,
    words_3,
    words_8,
    words_20,
    words_50,
    words_many,
    is_service,
    profane_of_product,
    abuse_near_reader,
    abuse_near_staff,
    abuse_near_company,
    abuse_near_product,
    abuse_near_writer,
    profane_near_reader,
    profane_near_staff,
    profane_near_product,
    cue_ends_text,
    single_count,
};
static_assert(singles + single_count <= named_features_max);

constexpr std::array<std::string_view, single_count> single_words{
    "suggested of an employee",
    "suggested of another",
    "criticism of a product",
    "criticism of a company",
    "two abusive cues",
    "three abusive cues or more",
    "second person",
    "second person's",
    "first person",
    "names an employee",
    "names a company",
    "names a product",
    "names a group",
    "names family, home or body",
    "condition",
    "please or thanks",
    "imperative without please",
    "negation",
    "review announced on a condition",
    "lawful step on a condition",
    "the reader's family, home or body on a condition",
    "the reader's family, home or body",
    "first-person distress",
    "group beside the reader or an employee",
    "group after a derogatory word",
    "obfuscation undone",
    "letters masked",
    "letters stretched",
    "a word in capitals",
    "most words in capitals",
    "exclamation",
    "three exclamations or more",
    "question",
    "mention",
    "link",
    "pictograph",
    "3 words at most",
    "8 words at most",
    "20 words at most",
    "50 words at most",
    "more than 50 words",
    "speaks of service",
    "profanity of a thing, at nobody",
    "abusive word near the reader",
    "abusive word near an employee",
    "abusive word near a company",
    "abusive word near a product",
    "abusive word near the writer",
    "profanity near the reader",
    "profanity near an employee",
    "profanity near a product",
    "abusive cue at the end",
};

bool is_abusive(Label label) { return label >= Label::disrespect; }
bool is_abusive(Kind kind) {
    return kind == Kind::insult_noun || kind == Kind::strong_word || kind == Kind::accusation || kind == Kind::slur ||
           kind == Kind::mild_word;
}

class Finder {
  public:
    explicit Finder(const Seen& seen) : seen_(seen), context_(seen.context) {}

    void run(std::vector<NamedFeature>& found) {
        for (const auto& cue : seen_.cues) take(cue);
        read_words();
        count();
        combine();
        found.clear();
        for (std::size_t at = 0; at < set_.size(); ++at) {
            if (set_[at]) found.push_back(static_cast<NamedFeature>(at));
        }
    }

  private:
    void set(Single single, bool holds = true) {
        if (holds) set_[singles + single] = true;
    }
    [[nodiscard]] bool has(Single single) const { return set_[singles + single]; }
    [[nodiscard]] bool has(Kind kind) const { return set_[kind_seen + static_cast<std::size_t>(kind)]; }

    void take(const Cue& cue) {
        const auto kind = static_cast<std::size_t>(cue.kind);
        set_[kind_seen + kind] = true;
        if (cue.is_negated) set_[kind_negated + kind] = true;
        if (cue.is_quoted) set_[kind_quoted + kind] = true;
        if (cue.is_reported) set_[kind_reported + kind] = true;
        const bool is_own = !cue.is_negated && !cue.is_quoted && !cue.is_reported;
        if (is_own) set_[kind_aimed + kind * aims + static_cast<std::size_t>(cue.aim)] = true;
        const auto& [label, weight, target] = cue.judgement;
        if (label != Label::none) {
            set_[suggested + (static_cast<std::size_t>(label) - 1) * weights + static_cast<std::size_t>(weight)] = true;
            if (is_abusive(label)) {
                ++abusive_cues_;
                set(target == Target::employee ? at_employee : at_other);
            } else {
                set(at_product, target == Target::product);
                set(at_company, target == Target::company);
            }
            set(cue_ends_text, is_abusive(label) && cue.words.last + 1 == context_.size());
        }
        if (is_abusive(cue.kind) || cue.kind == Kind::profanity) look_around(cue);
    }

    void look_around(const Cue& cue) {
        constexpr std::size_t reach = 3;
        const auto from = cue.words.first - std::min(cue.words.first, reach);
        const auto to = std::min(context_.size(), cue.words.last + 1 + reach);
        const bool is_profane = cue.kind == Kind::profanity;
        for (auto at = from; at < to; ++at) {
            if (!context_.same_sentence(at, cue.words.first)) continue;
            if (context_.is_second_person(at)) set(is_profane ? profane_near_reader : abuse_near_reader);
            if (context_.has(at, Role::employee)) set(is_profane ? profane_near_staff : abuse_near_staff);
            if (context_.has(at, Role::product)) set(is_profane ? profane_near_product : abuse_near_product);
            if (is_profane) continue;
            set(abuse_near_company, context_.has(at, Role::company));
            set(abuse_near_writer, context_.has(at, Role::first_person));
        }
    }

    void read_words() {
        for (std::size_t at = 0; at < context_.size(); ++at) {
            const auto& word = context_.word(at);
            const auto& looked = context_.looked(at);
            read_shape(word);
            if (looked.roles == 0) continue;
            if (looked.has(Role::formal) || looked.has(Role::second_person)) read_address(at);
            set(first_person, looked.has(Role::first_person));
            set(names_employee, looked.has(Role::employee));
            set(names_company, looked.has(Role::company));
            set(names_product, looked.has(Role::product));
            set(names_kin, looked.has(Role::kin));
            set(conditional, looked.has(Role::condition));
            set(is_polite, looked.has(Role::polite));
            set(denies, looked.has(Role::negation));
            if (looked.has(Role::imperative) && word.gap >= Gap::clause) orders_ = true;
            if (looked.has(Role::group) || looked.has(Role::identity)) read_group(at);
        }
    }

    void read_address(std::size_t at) {
        if (!context_.is_second_person(at)) return;
        const bool is_possessive = context_.has(at, Role::possessive);
        set(is_possessive ? address_possessive : address);
        constexpr std::size_t reach = 3;
        for (auto next = at + 1; next <= at + reach && next < context_.size(); ++next)
            set(kin_of_reader, context_.has(next, Role::kin) && context_.same_sentence(at, next));
    }

    void read_group(std::size_t at) {
        set(names_group);
        set(group_beside_person, context_.concerns_staff({at, at}));
        set(group_qualified, at > 0 && context_.has(at - 1, Role::qualifier));
    }

    void read_shape(const Word& word) {
        if (word.is_shouted) ++shouted_;
        set(is_stretched, word.is_stretched);
        switch (word.shape) {
            case Shape::masked: set(is_masked); break;
            case Shape::mention: set(mentions); break;
            case Shape::link: set(links); break;
            case Shape::pictograph: set(pictures); break;
            case Shape::letters:
            case Shape::number: break;
        }
    }

    void count() {
        const auto words = context_.size();
        set(words <= 3 ? words_3 : words <= 8 ? words_8 : words <= 20 ? words_20 : words <= 50 ? words_50 : words_many);
        set(two_cues, abusive_cues_ == 2);
        set(many_cues, abusive_cues_ > 2);
        set(has_shouting, shouted_ > 0);
        set(is_shouting, shouted_ * 2 >= words && shouted_ > 1);
        set(exclaims, seen_.marks.exclamations > 0);
        set(exclaims_much, seen_.marks.exclamations >= 3);
        set(asks, seen_.marks.questions > 0);
        set(was_masked, seen_.unmasked > 0);
    }

    void combine() {
        const bool is_if = has(conditional);
        set(orders, orders_ && !has(is_polite));
        set(review_on_condition, is_if && has(Kind::review));
        set(law_on_condition, is_if && has(Kind::lawful));
        set(kin_of_reader_on_condition, is_if && has(kin_of_reader));
        set(own_distress, has(first_person) && has(Kind::distress));
        set(is_service, has(first_person) && (has(names_product) || has(names_company) || has(names_employee)));
        set(profane_of_product, has(Kind::profanity) && has(names_product) && !has(address) && abusive_cues_ == 0);
    }

    const Seen& seen_;
    const Context& context_;
    std::bitset<named_features_max> set_;
    std::size_t abusive_cues_ = 0;
    std::size_t shouted_ = 0;
    bool orders_ = false;
};

}  // namespace

void find_named_features(const Seen& seen, std::vector<NamedFeature>& found) { Finder(seen).run(found); }

std::array<NamedFeature, 3> features_of(const Cue& cue) {
    const auto number = static_cast<std::size_t>(cue.kind);
    const auto kind = static_cast<NamedFeature>(kind_seen + number);
    const bool is_own = !cue.is_negated && !cue.is_quoted && !cue.is_reported;
    const auto aimed =
        is_own ? static_cast<NamedFeature>(kind_aimed + number * aims + static_cast<std::size_t>(cue.aim)) : kind;
    const auto& [label, weight, target] = cue.judgement;
    if (label == Label::none) return {kind, aimed, kind};
    const auto step = (static_cast<std::size_t>(label) - 1) * weights + static_cast<std::size_t>(weight);
    return {kind, aimed, static_cast<NamedFeature>(suggested + step)};
}

std::string name_of(NamedFeature feature) {
    if (feature < kind_seen) {
        const auto label = static_cast<Label>(feature / weights + 1);
        return "suggests " + std::string(to_string(label)) + ", severity " + std::to_string(feature % weights);
    }
    if (feature >= singles + single_count) return {};
    if (feature >= singles) return std::string(single_words[feature - singles]);
    if (feature >= kind_aimed) {
        const auto at = feature - kind_aimed;
        return std::string(kind_words[at / aims]) + " of " + std::string(aim_words[at % aims]);
    }
    auto kind = std::string(kind_words[(feature - kind_seen) % kinds]);
    if (feature < kind_negated) return kind;
    return kind + (feature < kind_quoted ? ", negated" : feature < kind_reported ? ", quoted" : ", reported");
}

}  // namespace konsequenz::conduct
