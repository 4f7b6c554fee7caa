#pragma once

#include <string>
#include <vector>

#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/report/shown.hpp"
#include "facts.hpp"

namespace cxsim {

/// Sentences that several reports share. Names inside are raw: each report makes them harmless.
class Sentences {
 public:
  Sentences(Language language, Scenario const& scenario)
      : language_(language), scenario_(scenario) {}

  [[nodiscard]] std::string operator()(Text text,
                                       std::initializer_list<std::string> arguments = {}) const {
    return say(language_, text, arguments);
  }

  [[nodiscard]] Language language() const noexcept { return language_; }

  /// `A1 Staged rollout`.
  [[nodiscard]] std::string title(InitiativeId initiative) const;
  /// The id, or the name when the id was made of it.
  [[nodiscard]] std::string short_title(InitiativeId initiative) const;
  [[nodiscard]] std::string owner(InitiativeId initiative) const;
  /// Best guess of the month in which the work starts.
  [[nodiscard]] int start_month(InitiativeId initiative) const;
  [[nodiscard]] std::string titles(std::vector<InitiativeId> const& initiatives) const;
  /// `PLN 17.5 m`.
  [[nodiscard]] std::string money(double value) const;
  /// The unit of sums of money, for the head of a column: `PLN m`.
  [[nodiscard]] std::string money_head(MoneyScale const& unit) const;

  /// `PLN 17.5 m (90 % range 6.7 to 34.2)`.
  [[nodiscard]] std::string money_with_range(Assessed const& value) const;
  /// ` (90 % range 6.7 to 34.2)`, or nothing without interval.
  [[nodiscard]] std::string range(ShownInterval const& value) const;
  /// Customers kept per year; of a difference of leavers.
  [[nodiscard]] std::string customers_with_range(Assessed const& leavers) const;

  /// That numbers are invented, and where only some are: which are not. \p all_invented is said
  /// where none was measured.
  [[nodiscard]] std::string illustrative(NumberOrigins const& origins, Text all_invented) const;

  [[nodiscard]] std::string gate_figure(GateFigure figure) const;
  /// A measured or simulated value of a check, in its unit.
  [[nodiscard]] std::string gate_value(GateCheck const& check, double value) const;
  [[nodiscard]] std::string gate_passed(Gate const& gate) const;
  [[nodiscard]] std::string gate_failed(Gate const& gate) const;

  /// All together against the sum of singles, in words.
  [[nodiscard]] std::string together(Prioritization const& answer) const;
  /// What happens without a decision, one sentence per figure.
  [[nodiscard]] std::vector<std::string> nothing_done(Baseline const& baseline,
                                                      Experiment const& experiment) const;
  /// Initiatives and single effects that are not simulated yet, one sentence each.
  [[nodiscard]] std::vector<std::string> not_simulated() const;
  /// Of the first budget that \p plan costs more than, at the best guess of every number; nothing
  /// when it keeps within all.
  [[nodiscard]] std::string over_budget(Portfolio const& plan) const;

 private:
  [[nodiscard]] std::string number(double value, int decimals) const {
    return shown(language_, value, decimals);
  }
  [[nodiscard]] std::string times(double ratio) const {
    return number(ratio, ratio < 9.95 ? 1 : 0);
  }
  [[nodiscard]] std::string churn_course(Experiment const& experiment) const;
  [[nodiscard]] std::string nps_course(Experiment const& experiment) const;
  [[nodiscard]] std::string complaints_course(Experiment const& experiment) const;
  [[nodiscard]] std::string waits_course(Experiment const& experiment) const;

  Language language_;
  Scenario const& scenario_;
};

/// Whether all together bring clearly more or less than the sum of the singles: beyond sampling
/// error, and by at least a hundredth of what the singles move.
[[nodiscard]] bool interaction_matters(Prioritization const& answer);

/// Undiscounted cost of a portfolio within the horizon.
[[nodiscard]] double cost_of(Prioritization const& answer, Portfolio const& portfolio);

}  // namespace cxsim
