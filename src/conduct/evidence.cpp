#include "conduct/evidence.h"

#include <algorithm>
#include <array>

namespace konsequenz::conduct {
namespace {

constexpr std::int64_t nat = std::int64_t{1} << log_odds_bits;
constexpr std::size_t spans_max = 12;

bool is_abusive(Label label) { return label >= Label::disrespect; }

Head head_of(Label label) {
    switch (label) {
        case Label::disrespect: return Head::disrespect;
        case Label::insult: return Head::insult;
        case Label::discrimination: return Head::discrimination;
        case Label::threat: return Head::threat;
        case Label::none:
        case Label::criticism: break;
    }
    return Head::criticism;
}

class Finder {
  public:
    Finder(const ModelView& model, const TextReading& reading, const Scores& scores, Label label)
        : model_(model), reading_(reading), scores_(scores), label_(label) {}

    std::vector<EvidenceSpan> run() {
        weights_.resize(reading_.size());
        labels_.assign(reading_.size(), label_);
        for (std::size_t at = 0; at < weights_.size(); ++at) weights_[at] = of_word(at);
        for (const auto& cue : reading_.cues())
            each_feature_of(cue, [&](NamedFeature feature) { ++cues_with_[feature]; });
        for (const auto& cue : reading_.cues()) add_cue(cue);
        join();
        keep_strongest();
        return std::move(spans_);
    }

  private:
    /// On the way to an abusive label both heads speak.
    [[nodiscard]] std::int64_t of_word(std::size_t at) const {
        const auto kind = scores_.part_of_word(model_, at, head_of(label_));
        return is_abusive(label_) ? kind + scores_.part_of_word(model_, at, Head::abusive_service) : kind;
    }

    [[nodiscard]] std::int64_t of_named(NamedFeature feature) const {
        const auto of = [&](Head head) {
            const auto lane = static_cast<std::size_t>(head);
            return std::int64_t{model_.named[feature][lane]} * model_.header.heads[lane].named_scale /
                   (std::int64_t{1} << 10);
        };
        return is_abusive(label_) ? of(head_of(label_)) + of(Head::abusive_service) : of(head_of(label_));
    }

    template <class Visit>
    static void each_feature_of(const Cue& cue, Visit&& visit) {
        const auto features = features_of(cue);
        for (std::size_t at = 0; at < features.size(); ++at) {
            const bool is_repeated =
                std::find(features.begin(), features.begin() + at, features[at]) != features.begin() + at;
            if (!is_repeated) visit(features[at]);
        }
    }

    /// A feature holds once however many cues have it: they share its weight.
    void add_cue(const Cue& cue) {
        std::int64_t weight = 0;
        each_feature_of(cue, [&](NamedFeature feature) {
            weight += of_named(feature) / static_cast<std::int64_t>(cues_with_[feature]);
        });
        const auto [first, last] = cue.words;
        weights_[first] += weight;
        for (auto at = first; at <= last; ++at) {
            if (is_abusive(label_) && is_abusive(cue.judgement.label)) labels_[at] = cue.judgement.label;
            // A phrase is shown whole where it speaks for the label as a whole.
            if (at > first) weights_[first] += weights_[at];
        }
        const auto each = weights_[first] / static_cast<std::int64_t>(last - first + 1);
        for (auto at = first; at <= last; ++at) weights_[at] = each;
    }

    void join() {
        constexpr std::int64_t least = nat / 10;
        for (std::size_t at = 0; at < weights_.size(); ++at) {
            if (weights_[at] < least) continue;
            const auto& word = reading_.context().word(at);
            const auto hundredths = static_cast<std::int32_t>(weights_[at] * 100 / nat);
            const bool follows =
                at > 0 && weights_[at - 1] >= least && labels_[at] == spans_.back().label && word.gap != Gap::sentence;
            if (follows) {
                spans_.back().end = word.end;
                spans_.back().weight_hundredths += hundredths;
            } else {
                spans_.push_back({word.start, word.end, labels_[at], hundredths});
            }
        }
    }

    /// A reader is shown what counts most, in the order of the text.
    void keep_strongest() {
        if (spans_.size() <= spans_max) return;
        auto by_weight = spans_;
        std::ranges::stable_sort(by_weight, std::ranges::greater{}, &EvidenceSpan::weight_hundredths);
        const auto least = by_weight[spans_max - 1].weight_hundredths;
        std::erase_if(spans_, [&](const EvidenceSpan& span) { return span.weight_hundredths < least; });
        if (spans_.size() > spans_max) spans_.resize(spans_max);
    }

    const ModelView& model_;
    const TextReading& reading_;
    const Scores& scores_;
    Label label_;
    std::vector<std::int64_t> weights_;
    std::vector<Label> labels_;
    std::vector<EvidenceSpan> spans_;
    std::array<std::uint32_t, named_features_max> cues_with_{};
};

}  // namespace

std::vector<EvidenceSpan> find_evidence(const ModelView& model, const TextReading& reading, const Scores& scores,
                                        Label label) {
    return Finder(model, reading, scores, label).run();
}

}  // namespace konsequenz::conduct
