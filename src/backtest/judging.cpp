#include "backtest/judging.h"

#include <chrono>

namespace konsequenz::backtest {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

std::vector<Decided> Judging::decide(const Block& block) {
    if (learnt_ != nullptr && learnt_->codebook.is_full()) {
        forgotten_ += learnt_->codebook.situations().size();
        learnt_.reset();
    }
    if (learnt_ == nullptr) learnt_ = std::make_unique<Learnt>(prepared_.reading);
    auto& [codebook, decisions] = *learnt_;
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::uint32_t> situations;
    if (prepared_.counts.is_possible()) {
        situations = walk(prepared_.counts, codebook, block, counts_);
    } else {
        situations = walk_by_book(codebook, block);
        counts_.scalar_contacts += situations.size();
    }
    seconds_.facts += seconds_since(start);
    const auto walked = std::chrono::steady_clock::now();
    decisions.decide_new(codebook);
    std::vector<Decided> decided;
    decided.reserve(situations.size());
    for (const auto situation : situations) decided.push_back(decisions.at(situation));
    seconds_.decide += seconds_since(walked);
    return decided;
}

std::vector<std::pair<std::string, std::string>> Judging::by_combination() const {
    return learnt_ == nullptr ? std::vector<std::pair<std::string, std::string>>()
                              : learnt_->decisions.by_combination();
}

std::uint64_t Judging::situations() const {
    return forgotten_ + (learnt_ == nullptr ? 0 : learnt_->codebook.situations().size());
}

}  // namespace konsequenz::backtest
