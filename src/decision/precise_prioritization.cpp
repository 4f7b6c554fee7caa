#include "cxsim/decision/precise_prioritization.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cxsim/stats/student.hpp"
#include "prioritizer.hpp"

namespace cxsim {

namespace {

/// Draws of the pilot, of those that a result must have.
constexpr std::uint32_t pilot_part = 4;
/// Customers per draw of the pilot, where nothing else is wished.
constexpr std::uint32_t pilot_customers = 500;

[[nodiscard]] std::uint32_t whole_steps(double draws) {
  return static_cast<std::uint32_t>(std::ceil(draws / draws_per_step)) * draws_per_step;
}

/// One figure of a portfolio against the baseline, draw by draw.
[[nodiscard]] MeanPrecision difference_of(Experiment const& experiment, std::size_t portfolio,
                                          Figure figure) {
  std::vector<double> values;
  std::vector<double> noise;
  for (DrawOutcome const& draw : experiment.draws) {
    values.push_back(draw.portfolios[portfolio][figure] - draw.portfolios[0][figure]);
    noise.push_back(draw.difference_noise[portfolio][figure]);
  }
  return assess_mean(values, noise, experiment.sampling.customers, block_of(experiment.points));
}

/// The first of the ranking that were simulated.
[[nodiscard]] std::vector<InitiativeId> judged_initiatives(Prioritization const& answer,
                                                           std::size_t most) {
  std::vector<InitiativeId> judged;
  for (RankedInitiative const& ranked : answer.ranking) {
    if (ranked.simulated && judged.size() < most) {
      judged.push_back(ranked.initiative);
    }
  }
  return judged;
}

/// Reads off an answer how precisely it is known.
class PrecisionCheck {
 public:
  PrecisionCheck(Prioritization const& answer, PrecisionWish const& wish)
      : answer_(answer), wish_(wish) {}

  [[nodiscard]] ConvergenceRound round(SampleBounds const& bounds) const {
    ConvergenceRound round;
    round.size = {static_cast<std::uint32_t>(answer_.experiment.draws.size()),
                  answer_.experiment.sampling.customers};
    add_figures(Figure::npv, wish_.npv, round.figures);
    add_figures(Figure::annual_churn, wish_.churn, round.figures);
    double draws = draws_needed(needs_of_round(round), round.size.customers, wish_.fewest_draws);
    if (wish_.order) {
      std::vector<Neighbours> const pairs = neighbours();
      round.order = OrderPrecision{*wish_.order, confidence(pairs)};
      draws = std::max(draws, draws_for_order(pairs));
    }
    round.draws_planned = whole_steps(std::min<double>(draws, bounds.most_draws));
    return round;
  }

  [[nodiscard]] static std::vector<PrecisionNeed> needs_of_round(ConvergenceRound const& round) {
    std::vector<PrecisionNeed> needs;
    for (FigurePrecision const& figure : round.figures) {
      needs.push_back({figure.known.variance, figure.allowed,
                       figure.initiative ? std::nullopt : std::optional(figure.known.spread)});
    }
    return needs;
  }

 private:
  /// How far an initiative of the ranking is ahead of the next.
  struct Neighbours {
    double lead = 0;
    MeanError error;
  };

  void add_figures(Figure figure, std::optional<Tolerance> const& tolerance,
                   std::vector<FigurePrecision>& figures) const {
    if (!tolerance) {
      return;
    }
    std::vector<FigurePrecision> found;
    std::size_t const judged = std::max<std::size_t>(answer_.recommended, 1);
    if (judged < answer_.in_order.size()) {
      found.push_back({{}, figure, difference_of(answer_.order_experiment, judged, figure), 0});
    }
    for (InitiativeId const initiative : judged_initiatives(answer_, wish_.top)) {
      found.push_back(
          {initiative, figure, difference_of(answer_.experiment, initiative.index + 1, figure), 0});
    }
    double largest = 0;
    for (FigurePrecision const& one : found) {
      largest = std::max(largest, std::fabs(one.known.mean));
    }
    for (FigurePrecision& one : found) {
      double const size = std::max(std::fabs(one.known.mean), least_part_that_matters * largest);
      one.allowed = tolerance->size * (tolerance->kind == Tolerance::Kind::relative ? size : 1);
      figures.push_back(one);
    }
  }

  [[nodiscard]] std::vector<Neighbours> neighbours() const {
    std::vector<InitiativeId> const judged =
        judged_initiatives(answer_, std::size_t{wish_.top} + 1);
    std::vector<Neighbours> pairs;
    for (std::size_t i = 0; i + 1 < judged.size(); ++i) {
      std::vector<double> leads;
      double sum = 0;
      for (DrawOutcome const& draw : answer_.experiment.draws) {
        leads.push_back(draw.portfolios[judged[i].index + 1][Figure::npv] -
                        draw.portfolios[judged[i + 1].index + 1][Figure::npv]);
        sum += leads.back();
      }
      pairs.push_back({sum / static_cast<double>(leads.size()),
                       error_of_mean(leads, block_of(answer_.experiment.points))});
    }
    return pairs;
  }

  /// Difference in ΔNPV that nobody needs to know.
  [[nodiscard]] double indifference() const {
    double largest = 0;
    for (InitiativeId const initiative : judged_initiatives(answer_, wish_.top)) {
      largest = std::max(
          largest,
          std::fabs(difference_of(answer_.experiment, initiative.index + 1, Figure::npv).mean));
    }
    return indifferent_part * largest;
  }

  [[nodiscard]] double confidence(std::vector<Neighbours> const& pairs) const {
    double doubt = 0;
    for (Neighbours const& pair : pairs) {
      doubt += doubt_in(pair);
    }
    return std::max(0.0, 1 - doubt);
  }

  /// Probability that two neighbours stand the wrong way round; 0 where that does not matter.
  [[nodiscard]] double doubt_in(Neighbours const& pair) const {
    auto const [error, degrees] = pair.error;
    if (degrees <= 0) {
      return 1;
    }
    bool const is_equal = pair.lead + student_quantile(0.95, degrees) * error <= indifference();
    if (is_equal || error <= 0) {
      return 0;
    }
    return student_cdf(-pair.lead / error, degrees);
  }

  [[nodiscard]] double draws_for_order(std::vector<Neighbours> const& pairs) const {
    auto const draws = static_cast<double>(answer_.experiment.draws.size());
    double most = 0;
    for (Neighbours const& pair : pairs) {
      auto const [error, degrees] = pair.error;
      if (degrees > 0 && error > 0) {
        double const each = (1 - *wish_.order) / static_cast<double>(pairs.size());
        double const apart = student_quantile(1 - each, degrees) * error / pair.lead;
        double const room = indifference() - pair.lead;
        double const equal = room > 0 ? student_quantile(0.95, degrees) * error / room
                                      : std::numeric_limits<double>::infinity();
        double const factor = std::min(apart, equal);
        most = std::max(most, draws * factor * factor);
      }
    }
    return most;
  }

  Prioritization const& answer_;
  PrecisionWish const& wish_;
};

[[nodiscard]] SampleBounds bounds_of(PrecisionWish const& wish, std::uint32_t fewest_customers) {
  SampleBounds bounds;
  bounds.fewest_draws = std::max(wish.fewest_draws, fewest_pilot_draws);
  bounds.fewest_customers = wish.customers.value_or(fewest_customers);
  bounds.most_customers =
      wish.customers.value_or(std::max(bounds.most_customers, fewest_customers));
  bounds.most_work = wish.most_work;
  return bounds;
}

[[nodiscard]] SampleSize pilot_size(PrecisionWish const& wish, SampleBounds const& bounds) {
  std::uint32_t const draws = whole_steps(
      std::max<double>(fewest_pilot_draws, static_cast<double>(bounds.fewest_draws) / pilot_part));
  auto const affordable = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(bounds.most_work / draws, bounds.most_customers));
  std::uint32_t const customers = wish.customers.value_or(
      std::max(bounds.fewest_customers, std::min(pilot_customers, affordable)));
  return {std::max(std::min(draws, most_draws_of(bounds, customers)), draws_per_step), customers};
}

/// Adds draws round by round.
class ConvergenceRun {
 public:
  ConvergenceRun(Scenario const& scenario, Sampling const& sampling, PrecisionWish const& wish,
                 std::uint32_t fewest_customers, int threads, Observer& observer)
      : scenario_(scenario),
        sampling_(sampling),
        bounds_(bounds_of(wish, fewest_customers)),
        threads_(threads),
        observer_(observer) {
    convergence_.wish = wish;
  }

  [[nodiscard]] Result<Prioritization> answer() {
    SampleSize const pilot = pilot_size(convergence_.wish, bounds_);
    if (auto problems = simulate(pilot); problems.has_errors()) {
      return failure(std::move(problems));
    }
    if (is_stopped()) {
      return std::move(answer_);
    }
    SampleSize size{0, cheapest_customers(PrecisionCheck::needs_of_round(rounds().back()), bounds_,
                                          pilot.customers)};
    size.draws = size.customers == pilot.customers ? pilot.draws : 0;
    while (!is_stopped() && !convergence_.reached) {
      std::uint32_t const draws = next_draws(size);
      if (draws <= size.draws) {
        break;
      }
      size.draws = draws;
      if (auto problems = simulate(size); problems.has_errors()) {
        return failure(std::move(problems));
      }
      convergence_.reached = is_reached_twice();
    }
    answer_.convergence = std::move(convergence_);
    return std::move(answer_);
  }

 private:
  [[nodiscard]] std::vector<ConvergenceRound>& rounds() { return convergence_.rounds; }

  [[nodiscard]] bool is_stopped() const {
    return answer_.experiment.stopped_early || answer_.order_experiment.stopped_early;
  }

  /// Extends the answer to \p size; draws with other customers are of no use and go.
  [[nodiscard]] Diagnostics simulate(SampleSize size) {
    if (size.customers != sampling_.customers) {
      sampling_.customers = size.customers;
      answer_ = {};
    }
    Prioritizer const prioritizer(scenario_, sampling_, threads_, observer_);
    auto more = prioritizer.answer_for(size.draws, std::move(answer_));
    if (!more) {
      return std::move(more.error());
    }
    answer_ = std::move(*more);
    if (is_stopped()) {
      return {};
    }
    rounds().push_back(PrecisionCheck(answer_, convergence_.wish).round(bounds_));
    return {};
  }

  [[nodiscard]] bool counts(ConvergenceRound const& round) const {
    return round.is_reached() && round.size.draws >= bounds_.fewest_draws;
  }

  /// One check may succeed by luck (science §9).
  [[nodiscard]] bool is_reached_twice() const {
    auto const& done = convergence_.rounds;
    return done.size() >= 2 && counts(done.back()) && counts(done[done.size() - 2]) &&
           done.back().size.customers == done[done.size() - 2].size.customers;
  }

  /// Draws of the next round; no more than \p now when the limit is met.
  [[nodiscard]] std::uint32_t next_draws(SampleSize now) const {
    ConvergenceRound const& last = convergence_.rounds.back();
    std::uint32_t const limit = most_draws_of(bounds_, now.customers);
    std::uint32_t next = 0;
    if (counts(last) && last.size.customers == now.customers) {
      next = now.draws + std::max(draws_per_step, whole_steps(now.draws / 20.0));
    } else {
      // Planned from an estimate that gets better on the way.
      std::uint32_t const most = std::max(bounds_.fewest_draws, 2 * last.size.draws);
      next = std::max(now.draws + draws_per_step, std::min(whole_steps(most), planned(last, now)));
    }
    if (next <= limit) {
      return next;
    }
    // Room for the second check.
    return limit > now.draws + draws_per_step ? limit - draws_per_step : limit;
  }

  [[nodiscard]] std::uint32_t planned(ConvergenceRound const& last, SampleSize now) const {
    if (last.size.customers == now.customers) {
      return last.draws_planned;
    }
    double const draws =
        draws_needed(PrecisionCheck::needs_of_round(last), now.customers, bounds_.fewest_draws);
    return whole_steps(std::min<double>(draws, bounds_.most_draws));
  }

  Scenario const& scenario_;
  Sampling sampling_;
  SampleBounds bounds_;
  int threads_;
  Observer& observer_;
  Prioritization answer_;
  Convergence convergence_;
};

}  // namespace

bool ConvergenceRound::is_reached() const {
  return std::ranges::all_of(figures, &FigurePrecision::is_reached) &&
         (!order || order->confidence >= order->wanted);
}

Result<Prioritization> prioritize_precisely(Scenario const& scenario, Sampling const& sampling,
                                            PrecisionWish const& wish,
                                            std::uint32_t fewest_customers, int threads,
                                            Observer& observer) {
  return ConvergenceRun(scenario, sampling, wish, fewest_customers, threads, observer).answer();
}

}  // namespace cxsim
