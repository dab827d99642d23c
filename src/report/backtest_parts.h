// The parts of the backtest's page.
#pragma once

#include <string>
#include <string_view>

#include "report/backtest_page.h"
#include "report/language.h"
#include "report/names.h"

namespace konsequenz::report {

/// Titles of both standards: the new one's first, since most ids are in both.
class BothNames {
  public:
    explicit BothNames(const BacktestView& view) : after_(view.after), before_(view.before) {}
    [[nodiscard]] std::string measure(std::string_view id, Language language) const;
    [[nodiscard]] std::string remedy(std::string_view id, Language language) const;
    [[nodiscard]] const Names& after() const { return after_; }

  private:
    Names after_;
    Names before_;
};

[[nodiscard]] std::string changed_measures_plot(const BacktestView& view, const BothNames& names);
[[nodiscard]] std::string changed_remedies_plot(const BacktestView& view, const BothNames& names);
[[nodiscard]] std::string changes_over_time(const BacktestView& view);
[[nodiscard]] std::string changed_customers(const BacktestView& view, const BothNames& names);

}  // namespace konsequenz::report
