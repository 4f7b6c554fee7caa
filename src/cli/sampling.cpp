#include "sampling.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/experiment/figures.hpp"
#include "settings.hpp"

namespace cxsim {

namespace {

/// Every reader of JSON keeps whole numbers up to here.
constexpr std::int64_t largest_seed = (std::int64_t{1} << 53) - 1;

/// Strata that are too thin have no sampling error that could be told.
constexpr std::size_t least_customers_per_segment = 20;

[[nodiscard]] double months_of(Scenario const& scenario) {
  ParameterValues const values = scenario.parameters.best_guesses();
  return values[scenario.horizon] + values[scenario.burn_in];
}

/// Bytes that the draws keep until the end, and that the draws at work need meanwhile.
[[nodiscard]] double memory_needed(Scenario const& scenario, Sampling const& sampling,
                                   std::size_t portfolios, int workers) {
  double const horizon = scenario.parameters.best_guesses()[scenario.horizon];
  auto const segments = static_cast<double>(scenario.map.segments.size());
  auto const touchpoints = static_cast<double>(scenario.map.touchpoints.size());
  auto const lanes = static_cast<double>(portfolios) + 1;  // with the reference
  double const numbers_per_draw = static_cast<double>(scenario.parameters.size()) +
                                  lanes * (horizon * static_cast<double>(month_figure_count) +
                                           2 * static_cast<double>(figure_count) + segments + 4) +
                                  touchpoints * sizeof(TouchpointTally) / sizeof(double);
  double const bytes_per_tally =
      horizon * (segments * sizeof(MonthTally) + touchpoints * sizeof(TouchpointTally));
  double const bytes_per_model =
      sizeof(double) * segments * static_cast<double>(scenario.parameters.size());
  double const draws_at_work = std::min(2.0 * workers, static_cast<double>(sampling.draws));
  return sizeof(double) * numbers_per_draw * sampling.draws +
         draws_at_work * (bytes_per_model + (batches_per_draw + 1) * lanes * bytes_per_tally);
}

[[nodiscard]] Failure over_limit(Text text, std::vector<Argument> arguments) {
  return {ExitCode::over_limit, Diagnostics({Severity::error, {}, text, std::move(arguments)})};
}

}  // namespace

RunSize read_run_size(OptionValues& values) {
  RunSize size;
  Sampling& sampling = size.sampling;
  sampling.draws = static_cast<std::uint32_t>(
      values.whole("draws", sampling.draws, {1, most_draws, ExitCode::over_limit}));
  sampling.customers = static_cast<std::uint32_t>(
      values.whole("customers", sampling.customers, {1, most_customers, ExitCode::over_limit}));
  size.are_customers_fixed = values.arguments().has("customers");
  sampling.seed = static_cast<std::uint64_t>(values.whole("seed", 1, {0, largest_seed}));
  size.threads = static_cast<int>(values.whole("threads", 0, {0, 1024}));
  sampling.churn = values.choice<ChurnMode>(
      "churn", {{"implicit", ChurnMode::implicit}, {"sampled", ChurnMode::sampled}});
  if (values.arguments().has("points")) {
    size.points = values.choice<DrawPoints>(
        "points", {{"random", DrawPoints::random}, {"latin", DrawPoints::latin}});
  }
  return size;
}

void check_sampling_options(OptionValues& values) {
  static_cast<void>(read_run_size(values));
  static_cast<void>(read_months(values));
}

std::uint32_t fewest_customers(Scenario const& scenario) {
  return static_cast<std::uint32_t>(least_customers_per_segment * scenario.map.segments.size());
}

std::optional<Failure> check_run_size(Scenario const& scenario, Sampling const& sampling,
                                      std::size_t portfolios, int workers) {
  std::size_t const least = fewest_customers(scenario);
  if (sampling.customers < least) {
    return Failure{ExitCode::bad_input,
                   Diagnostics({Severity::error,
                                {"", 0, 0, "--customers"},
                                texts::customers_below_segments,
                                {std::to_string(sampling.customers),
                                 std::to_string(scenario.map.segments.size()),
                                 Argument::whole(static_cast<double>(least))}})};
  }
  double const customer_months = static_cast<double>(sampling.draws) * sampling.customers *
                                 months_of(scenario) * static_cast<double>(portfolios);
  if (customer_months > most_customer_months) {
    return over_limit(texts::run_too_long,
                      {Argument::whole(sampling.draws), Argument::whole(sampling.customers),
                       to_text(months_of(scenario)), std::to_string(portfolios),
                       Argument::whole(round_significant(customer_months, 3)),
                       Argument::whole(most_customer_months)});
  }
  double const gigabytes = memory_needed(scenario, sampling, portfolios, workers) / 1e9;
  if (gigabytes > most_gigabytes) {
    return over_limit(texts::run_too_large,
                      {Argument::whole(std::ceil(gigabytes)), to_text(most_gigabytes)});
  }
  return std::nullopt;
}

}  // namespace cxsim
