#include "backtest/judging.h"

namespace konsequenz::backtest {

std::vector<Decided> Judging::decide(const Block& block, const std::function<void(JudgingStage)>& start) {
    if (learnt_ != nullptr && learnt_->codebook.is_full()) learnt_.reset();
    if (learnt_ == nullptr) learnt_ = std::make_unique<Learnt>(prepared_.reading);
    auto& [codebook, decisions] = *learnt_;
    if (start) start(JudgingStage::facts);
    std::vector<std::uint32_t> situations;
    if (prepared_.counts.is_possible()) {
        situations = walk(prepared_.counts, codebook, block, counts_);
    } else {
        situations = walk_by_book(codebook, block);
        counts_.scalar_contacts += situations.size();
    }
    if (start) start(JudgingStage::decide);
    decisions.decide_new(codebook);
    std::vector<Decided> decided;
    decided.reserve(situations.size());
    for (const auto situation : situations) decided.push_back(decisions.at(situation));
    return decided;
}

std::vector<std::pair<std::string, std::string>> Judging::by_combination() const {
    return learnt_ == nullptr ? std::vector<std::pair<std::string, std::string>>()
                              : learnt_->decisions.by_combination();
}

}  // namespace konsequenz::backtest
