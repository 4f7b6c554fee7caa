#include "cxsim/decision/gate.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/stats/student.hpp"

namespace cxsim {

namespace {

/// Relative deviation accepted for inputs of the walk on top of sampling error.
constexpr double input_tolerance = 0.005;
/// Probability that a right model fails any test by chance.
constexpr double family_error = 0.01;
/// Fewer simulated visits or failures than this say nothing and are not tested.
constexpr double least_count = 25;

/// A ratio over draws: Σ numerators / Σ denominators, beside what it should be draw by draw.
class RatioCheck {
 public:
  void add(double numerator, double denominator, double expected) {
    numerators_.push_back(numerator);
    denominators_.push_back(denominator);
    expected_.push_back(expected);
  }

  [[nodiscard]] double denominator() const {
    double sum = 0;
    for (double const value : denominators_) {
      sum += value;
    }
    return sum;
  }
  [[nodiscard]] double simulated() const { return weighted(numerators_, {}) / denominator(); }
  [[nodiscard]] double measured() const {
    return weighted(expected_, denominators_) / denominator();
  }
  /// Standard error of simulated − measured, by the residuals of the ratio (linearisation).
  [[nodiscard]] double standard_error() const {
    double const gap = simulated() - measured();
    double square = 0;
    for (std::size_t i = 0; i < numerators_.size(); ++i) {
      double const residual =
          numerators_[i] - expected_[i] * denominators_[i] - gap * denominators_[i];
      square += residual * residual;
    }
    auto const count = static_cast<double>(numerators_.size());
    double const correction = count > 1 ? count / (count - 1) : 1;
    return std::sqrt(square * correction) / denominator();
  }

 private:
  [[nodiscard]] static double weighted(std::vector<double> const& values,
                                       std::vector<double> const& weights) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      sum += values[i] * (weights.empty() ? 1 : weights[i]);
    }
    return sum;
  }

  std::vector<double> numerators_;
  std::vector<double> denominators_;
  std::vector<double> expected_;
};

/// A check before the family-wise threshold is known.
struct Pending {
  GateCheck check;
  double standard_error = 0;
  double tolerance = 0;  ///< absolute
};

class Checker {
 public:
  Checker(Scenario const& scenario, Experiment const& experiment)
      : scenario_(scenario), experiment_(experiment) {}

  [[nodiscard]] Gate run() {
    check_churn();
    check_nps();
    for (TouchpointId const touchpoint : scenario_.map.touchpoints.keys()) {
      check_touchpoint(touchpoint);
    }
    check_volumes();
    return decide();
  }

 private:
  void add(GateFigure figure, GateKind kind, std::string subject, RatioCheck const& ratio,
           double tolerance, double extra_error) {
    bool const can_tell = kind == GateKind::matched || experiment_.draws.size() >= least_gate_draws;
    if (ratio.denominator() <= 0 || !can_tell) {
      return;
    }
    double const error = ratio.standard_error();
    pending_.push_back(
        {{figure, kind, std::move(subject), ratio.measured(), ratio.simulated(), 0, false},
         std::sqrt(error * error + extra_error * extra_error),
         tolerance * std::fabs(ratio.measured())});
  }

  /// Fitted over 12 months on the customers of each draw.
  void check_churn() {
    std::vector<SegmentId> const segments = keys_by_id(scenario_.map.segments);
    RatioCheck ratio;
    for (DrawOutcome const& draw : experiment_.draws) {
      double measured = 0;
      for (SegmentId const key : segments) {
        Segment const& segment = scenario_.map.segments[key];
        measured += draw.values[segment.share] * draw.values[segment.annual_churn];
      }
      ratio.add(draw.reference[Figure::annual_churn], 1, measured);
    }
    add(GateFigure::churn, GateKind::matched, "", ratio, 0.05, 0);
  }

  void check_nps() {
    auto const& nps = scenario_.map.measured.nps;
    if (!nps) {
      return;
    }
    RatioCheck ratio;
    for (DrawOutcome const& draw : experiment_.draws) {
      MonthTally const& year = draw.reference_year;
      ratio.add(100 * (year.promoters - year.detractors) / year.customers, 1,
                draw.values[nps->value]);
    }
    add(GateFigure::nps, GateKind::matched, "", ratio, 0, 1.0);
  }

  void check_touchpoint(TouchpointId key) {
    Touchpoint const& touchpoint = scenario_.map.touchpoints[key];
    bool const all_visits = touchpoint.score.measured_on == MeasuredOn::all_visits;
    RatioCheck score;
    for (DrawOutcome const& draw : experiment_.draws) {
      TouchpointTally const& tally = draw.reference_touchpoints[key.index];
      score.add(all_visits ? tally.first_experience : tally.success_experience,
                all_visits ? tally.first_visits : tally.success_visits,
                draw.values[touchpoint.score.mean]);
    }
    double const visits = simulated_count(score.denominator());
    if (visits < least_count) {
      return;
    }
    add(GateFigure::touchpoint_score, GateKind::tested, touchpoint.name, score, input_tolerance, 0);
    if (has_segment_difference(touchpoint.failure)) {
      return;  // the mix of segments is not the number of the file
    }
    RatioCheck failures;
    for (DrawOutcome const& draw : experiment_.draws) {
      TouchpointTally const& tally = draw.reference_touchpoints[key.index];
      failures.add(tally.failures, tally.visits, draw.values[touchpoint.failure]);
    }
    double const rarer = std::min(failures.measured(), 1 - failures.measured());
    if (rarer > 0 && simulated_count(failures.denominator()) * rarer < least_count) {
      return;
    }
    add(GateFigure::touchpoint_failure, GateKind::tested, touchpoint.name, failures,
        input_tolerance, 0);
  }

  /// Simulated visits behind a sum that is weighted to the customers of the firm.
  [[nodiscard]] double simulated_count(double weighted) const {
    return weighted * experiment_.sampling.customers /
           experiment_.draws.front().values[scenario_.map.customers];
  }

  [[nodiscard]] bool has_segment_difference(AnyParameter parameter) const {
    return std::ranges::any_of(scenario_.map.segments, [&](Segment const& segment) {
      return std::ranges::any_of(segment.differences, [&](ParameterChange const& difference) {
        return difference.target == parameter;
      });
    });
  }

  void check_volumes() {
    Measured const& measured = scenario_.map.measured;
    if (measured.contacts) {
      check_volume(GateFigure::contacts, "", *measured.contacts,
                   [](DrawOutcome const& draw) { return draw.reference_year.contacts; });
    }
    if (measured.complaints) {
      check_volume(GateFigure::complaints, "", *measured.complaints,
                   [](DrawOutcome const& draw) { return draw.reference_year.complaints; });
    }
    for (auto const& [touchpoint, figure] : measured.visits) {
      std::uint32_t const index = touchpoint.index;
      check_volume(
          GateFigure::visits, scenario_.map.touchpoints[touchpoint].name, figure,
          [index](DrawOutcome const& draw) { return draw.reference_touchpoints[index].visits; });
    }
  }

  template <class Read>
  void check_volume(GateFigure figure, std::string subject, MeasuredFigure const& measured,
                    Read const& read) {
    RatioCheck ratio;
    double answers = 0;
    for (DrawOutcome const& draw : experiment_.draws) {
      ratio.add(1000 * read(draw), draw.reference_year.customers, draw.values[measured.value]);
      answers = measured.answers ? draw.values[*measured.answers] : 0;
    }
    // A count of rare events among the people asked is Poisson.
    double const sampling =
        answers > 0 ? std::sqrt(std::max(0.0, ratio.measured()) * 1000 / answers) : 0;
    add(figure, GateKind::tested, std::move(subject), ratio,
        experiment_.draws.front().values[measured.tolerance], sampling);
  }

  [[nodiscard]] Gate decide() const {
    auto const tested = static_cast<double>(std::max<std::size_t>(pending_.size(), 1));
    double const degrees = std::max(1.0, static_cast<double>(experiment_.draws.size()) - 1);
    double const threshold = student_quantile(1 - family_error / (2 * tested), degrees);
    Gate gate{.checks = {}, .draws = experiment_.draws.size()};
    for (Pending const& one : pending_) {
      GateCheck check = one.check;
      check.allowed = one.tolerance + threshold * one.standard_error;
      check.passes = std::fabs(check.simulated - check.measured) <= check.allowed;
      gate.checks.push_back(std::move(check));
    }
    return gate;
  }

  Scenario const& scenario_;
  Experiment const& experiment_;
  std::vector<Pending> pending_;
};

}  // namespace

bool Gate::passes() const { return failed() == 0; }

std::size_t Gate::failed() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(checks, [](GateCheck const& check) { return !check.passes; }));
}

Gate check_gate(Scenario const& scenario, Experiment const& experiment) {
  if (experiment.draws.empty()) {
    return {};
  }
  return Checker(scenario, experiment).run();
}

}  // namespace cxsim
