#include "voices/survey.h"

namespace konsequenz::voices {

void SurveyAnswers::add(const SurveyAnswers& other) {
    dissatisfied.asked += other.dissatisfied.asked;
    dissatisfied.answered += other.dissatisfied.answered;
    dissatisfied.yes += other.dissatisfied.yes;
    spoke_up.count += other.spoke_up.count;
    spoke_up.total += other.spoke_up.total;
}

void Surveys::add(const SurveyCell& cell, const Answer& answer) {
    auto& answers = cells_[cell];
    ++answers.dissatisfied.asked;
    if (!answer.dissatisfied) return;
    ++answers.dissatisfied.answered;
    if (!*answer.dissatisfied) return;
    ++answers.dissatisfied.yes;
    if (answer.complained) answers.spoke_up.add(*answer.complained);
}

void Surveys::add(const Surveys& other) {
    for (const auto& [cell, answers] : other.cells_) cells_[cell].add(answers);
}

std::map<std::string, SurveyAnswers> Surveys::about(record::SurveyKind kind, const GroupKey& group) const {
    std::map<std::string, SurveyAnswers> strata;
    for (const auto& [cell, answers] : cells_) {
        if (cell.kind != kind) continue;
        const bool fits = group.dimension == Dimension::all ||
                          (group.dimension == Dimension::topic && !group.name.empty() && cell.topic == group.name) ||
                          (group.dimension == Dimension::touchpoint && cell.touchpoint == group.name);
        if (fits) strata[cell.stratum].add(answers);
    }
    return strata;
}

SurveyAnswers sum_of(const std::map<std::string, SurveyAnswers>& strata) {
    SurveyAnswers sum;
    for (const auto& [name, answers] : strata) sum.add(answers);
    return sum;
}

}  // namespace konsequenz::voices
