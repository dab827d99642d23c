#include "conduct/model.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdlib>

#include "base/sha256.h"
#include "conduct/embedded.h"
#include "conduct/evidence.h"
#include "conduct/logistic.h"
#include "conduct/model_format.h"
#include "conduct/scorer.h"

namespace konsequenz::conduct {
namespace {

constexpr std::int64_t hundredth = (std::int64_t{1} << log_odds_bits) / 100;

/// A file in memory for as long as this lives.
class Mapping {
  public:
    Mapping() = default;
    Mapping(void* address, std::size_t size) : address_(address), size_(size) {}
    Mapping(Mapping&& other) noexcept
        : address_(std::exchange(other.address_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    Mapping& operator=(Mapping&& other) noexcept {
        std::swap(address_, other.address_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~Mapping() {
        if (address_ != nullptr) ::munmap(address_, size_);
    }
    [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(address_), size_}; }

  private:
    void* address_ = nullptr;
    std::size_t size_ = 0;
};

Result<Mapping> map_file(const std::string& path) {
    const auto cannot = [&] {
        return fail("conduct.cannot-open", fmt::format("the model file `{}` cannot be read", path), {.file = path});
    };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return cannot();
    struct stat status{};
    const bool is_known = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    const auto size = is_known ? static_cast<std::size_t>(status.st_size) : 0;
    void* const address = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    ::close(file);
    if (address == MAP_FAILED) return is_known ? Mapping{} : Result<Mapping>(cannot());
    return Mapping(address, size);
}

/// Has the system map all pages at once (Linux 5.14 and later; elsewhere nothing happens): a single text reads rows all
/// over the model, and its page faults would take three times as long as this does.
void map_pages(std::string_view bytes) {
#ifdef MADV_POPULATE_READ
    constexpr std::uintptr_t page_bytes = 4096;
    const auto begin = std::bit_cast<std::uintptr_t>(bytes.data()) / page_bytes * page_bytes;
    const auto end = std::bit_cast<std::uintptr_t>(bytes.data() + bytes.size());
    ::madvise(std::bit_cast<void*>(begin), end - begin, MADV_POPULATE_READ);
#endif
}

/// The text, no longer than text_bytes_max, cut before a code point.
std::string_view readable(std::string_view text) {
    if (text.size() <= text_bytes_max) return text;
    auto end = text_bytes_max;
    while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

struct Workspace {
    TextReading reading;
    Scores scores;
};

}  // namespace

struct Model::State {
    Mapping mapping;
    ModelView view;
    Calibration calibration;

    [[nodiscard]] std::uint32_t probability(const Scores& scores, Head head) const {
        return logistic_per_10000(scores.log_odds(view, head));
    }
    void set_probabilities(Assessment& assessment, const Scores& scores, const Calibration& by, Register from) const;
    [[nodiscard]] Label label_of(const Assessment& assessment) const;
    [[nodiscard]] int severity_of(Label label, const Scores& scores) const;
    [[nodiscard]] Target target_of(Label label, const Scores& scores) const;
    [[nodiscard]] Language language_of(const TextReading& reading, const Scores& scores) const;
};

namespace {

/// Why a text is not assessed; empty where it is.
std::string_view reason_against(const TextReading& reading, const Scores& scores) {
    constexpr std::size_t short_words_max = 3;
    const auto& counted = reading.languages();
    const auto words = counted.letter_words;
    const bool has_cue = !reading.cues().empty();
    if (words == 0) return "the text has no words";
    const auto read = counted.german + counted.english;
    const auto is_foreign = counted.foreign > read && counted.foreign * 5 >= words;
    if (words <= short_words_max) {
        if (counted.foreign > read) return "the language is neither German nor English";
        if (read == 0 && !has_cue && scores.known_words() == 0) return "the text is too short to tell its language";
        return {};
    }
    // Other languages share a small word now and then: one in eight has to be known, or most have to be learned ones.
    const bool is_known = read * 8 >= words || scores.known_words() * 5 >= words * 3;
    if (is_foreign || !is_known) return "the language is neither German nor English";
    return {};
}

std::uint16_t product(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint16_t>((a * b + 5'000) / 10'000); }

}  // namespace

namespace {

constexpr std::array kinds{&Probabilities::disrespect, &Probabilities::insult, &Probabilities::discrimination,
                           &Probabilities::threat};
constexpr std::array service_heads{Head::service_disrespect, Head::service_insult, Head::service_discrimination,
                                   Head::service_threat};
constexpr std::array public_heads{Head::disrespect, Head::insult, Head::discrimination, Head::threat};

std::int64_t on_line(const Line& line, std::int64_t log_odds) {
    return ((log_odds * line.slope) >> log_odds_bits) + line.offset;
}

/// What the heads of a service contact say.
struct InService {
    std::int64_t log_odds = 0;              ///< of abuse
    std::array<std::uint32_t, 4> shares{};  ///< of each kind of it, in ten-thousandths
};

InService in_service_of(const ModelView& view, const Scores& scores) {
    std::array<std::int64_t, 4> each{};
    for (std::size_t kind = 0; kind < each.size(); ++kind) each[kind] = scores.log_odds(view, service_heads[kind]);
    const auto mild = log_sum(each[0], each[1]);
    const auto grave = log_sum(each[2], each[3]);
    InService found;
    // One head knows what abuse has in common, the others what only a threat or only an insult has: each is heard.
    found.log_odds = on_line(view.header.service, scores.log_odds(view, Head::abusive_service) + log_sum(mild, grave));
    const std::array others{log_sum(each[1], grave), log_sum(each[0], grave), log_sum(mild, each[3]),
                            log_sum(mild, each[2])};
    for (std::size_t kind = 0; kind < each.size(); ++kind)
        found.shares[kind] = logistic_per_10000(each[kind] - others[kind]);
    return found;
}

}  // namespace

void Model::State::set_probabilities(Assessment& assessment, const Scores& scores, const Calibration& by,
                                     Register from) const {
    auto& of = assessment.probability;
    const auto bias = std::int64_t{by.bias_hundredths} * hundredth;
    const auto contact = in_service_of(view, scores);
    const auto& line = assessment.language == Language::german ? view.header.public_german : view.header.public_english;
    const auto service = from == Register::contact ? 10'000U
                         : from == Register::talk  ? 0U
                                                   : probability(scores, Head::service);
    const auto in_service = logistic_per_10000(contact.log_odds + bias) * service;
    const auto in_public =
        logistic_per_10000(on_line(line, scores.log_odds(view, Head::abusive_public)) + bias) * (10'000 - service);
    const auto abusive = (in_service + in_public + 5'000) / 10'000;
    of.abusive = static_cast<std::uint16_t>(abusive);
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const auto sum = std::uint64_t{in_service} * contact.shares[kind] +
                         std::uint64_t{in_public} * probability(scores, public_heads[kind]);
        of.*kinds[kind] =
            static_cast<std::uint16_t>(std::min<std::uint64_t>((sum + 50'000'000) / 100'000'000, abusive));
    }
    of.criticism = product(10'000 - abusive, probability(scores, Head::criticism));
}

Label Model::State::label_of(const Assessment& assessment) const {
    const auto& p = assessment.probability;
    if (!assessment.triage)
        return std::uint32_t{p.criticism} * 2 >= 10'000U - p.abusive ? Label::criticism : Label::none;
    // Of equal ones the milder.
    auto label = Label::disrespect;
    auto most = p.disrespect;
    const auto take = [&](Label other, std::uint16_t probability) {
        if (probability <= most) return;
        most = probability;
        label = other;
    };
    take(Label::insult, p.insult);
    take(Label::discrimination, p.discrimination);
    take(Label::threat, p.threat);
    return label;
}

int Model::State::severity_of(Label label, const Scores& scores) const {
    const auto bias = view.header.grave_bias[static_cast<std::size_t>(label)];
    const int grave = scores.log_odds(view, Head::grave) + bias >= 0 ? 1 : 0;
    switch (label) {
        case Label::none: return 0;
        case Label::criticism: return scores.log_odds(view, Head::grave_criticism) >= 0 ? 1 : 0;
        case Label::disrespect: return 1 + grave;
        case Label::insult: return 2 + grave;
        case Label::discrimination:
        case Label::threat: break;
    }
    return 3 + grave;
}

Target Model::State::target_of(Label label, const Scores& scores) const {
    if (label == Label::none) return Target::none;
    auto target = Target::employee;
    auto most = scores.log_odds(view, Head::employee);
    const auto take = [&](Target other, Head head) {
        const auto log_odds = scores.log_odds(view, head);
        if (log_odds <= most) return;
        most = log_odds;
        target = other;
    };
    take(Target::company, Head::company);
    take(Target::other, Head::other);
    // Nobody insults or threatens a thing.
    if (label <= Label::disrespect) take(Target::product, Head::product);
    return target;
}

Language Model::State::language_of(const TextReading& reading, const Scores& scores) const {
    const auto& counted = reading.languages();
    if (counted.german > 2 * counted.english) return Language::german;
    if (counted.english > 2 * counted.german) return Language::english;
    return scores.log_odds(view, Head::german) >= 0 ? Language::german : Language::english;
}

Model::Model(std::unique_ptr<State> state) : state_(std::move(state)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

namespace {

Calibration default_calibration_of(const ModelView& view) {
    constexpr std::size_t digits = 8;
    Calibration calibration;
    calibration.id = "default";
    calibration.model_id = fmt::format("conduct-{}-{}", view.header.version, to_hex(view.digest).substr(0, digits));
    calibration.triage_per_10000 = view.header.triage_per_10000;
    calibration.alert_per_10000 = view.header.alert_per_10000;
    return calibration;
}

}  // namespace

const Model& Model::embedded() {
    static const Model model = [] {
        auto view = view_model(embedded_model(), DigestCheck::trust);
        // The build puts a whole file there; the tests compute its digest.
        if (!view) std::abort();
        map_pages(embedded_model());
        auto state = std::make_unique<State>();
        state->view = *view;
        state->calibration = default_calibration_of(*view);
        return Model(std::move(state));
    }();
    return model;
}

Result<Model> Model::of_bytes(std::string_view bytes) {
    auto state = std::make_unique<State>();
    state->view = TRY(view_model(bytes, DigestCheck::compute));
    state->calibration = default_calibration_of(state->view);
    return Model(std::move(state));
}

Result<Model> Model::open(const std::string& path) {
    auto mapping = TRY(map_file(path));
    auto model = of_bytes(mapping.bytes());
    if (!model) return std::unexpected(at(std::move(model).error(), path));
    model->state_->mapping = std::move(mapping);
    return model;
}

std::string_view Model::id() const { return state_->calibration.model_id; }
const Calibration& Model::default_calibration() const { return state_->calibration; }

Result<void> Model::is_for(const Calibration& calibration) const {
    if (calibration.model_id == id()) return {};
    return fail("conduct.other-model", fmt::format("the calibration `{}` was fitted for the model `{}`, and this is "
                                                   "`{}`: fit it again",
                                                   calibration.id, calibration.model_id, id()));
}

Assessment Model::assess(std::string_view text) const { return assess(text, state_->calibration); }

Assessment Model::assess(std::string_view text, const Calibration& calibration, Register from) const {
    assert(is_for(calibration).has_value());
    thread_local Workspace workspace;
    auto& [reading, scores] = workspace;
    reading.read(readable(text));
    scores.read(state_->view, reading);
    Assessment assessment;
    if (const auto reason = reason_against(reading, scores); !reason.empty()) {
        assessment.not_assessed = reason;
        return assessment;
    }
    assessment.source = Source::model;
    assessment.model_id = id();
    assessment.calibration_id = calibration.id;
    assessment.language = state_->language_of(reading, scores);
    state_->set_probabilities(assessment, scores, calibration, from);
    const auto& probability = assessment.probability;
    assessment.triage = probability.abusive >= calibration.triage_per_10000;
    assessment.alert = probability.abusive >= calibration.alert_per_10000;
    assessment.label = state_->label_of(assessment);
    assessment.severity = state_->severity_of(assessment.label, scores);
    assessment.target = state_->target_of(assessment.label, scores);
    if (assessment.label != Label::none)
        assessment.evidence = find_evidence(state_->view, reading, scores, assessment.label);
    return assessment;
}

}  // namespace konsequenz::conduct
