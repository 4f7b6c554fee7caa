#include "cxsim/experiment/sampled_check.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/random/keyed.hpp"
#include "cxsim/simulation/walk.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {

namespace {

constexpr double least_expected = 25;
constexpr double family_wise = 1e-6;
/// The incomplete beta function is exact up to here.
constexpr double largest_count = 1e6;

/// P(at most, at least \p count of \p trials), each with \p chance.
[[nodiscard]] double binomial_tail(double trials, double count, double chance) {
  double const at_most =
      count >= trials ? 1 : incomplete_beta(trials - count, count + 1, 1 - chance);
  double const at_least = count <= 0 ? 1 : incomplete_beta(count, trials - count + 1, chance);
  return std::min(1.0, 2 * std::min(at_most, at_least));
}

/// The same for the number of returns until \p leavers have left, each time with chance \p leaves.
[[nodiscard]] double returns_tail(double leavers, double returns, double leaves) {
  double const at_most = incomplete_beta(leavers, returns + 1, leaves);
  double const at_least = returns <= 0 ? 1 : incomplete_beta(returns, leavers, 1 - leaves);
  return std::min(1.0, 2 * std::min(at_most, at_least));
}

/// What was counted of one journey in one segment.
struct Counted {
  std::uint64_t completed = 0;
  std::uint64_t cut = 0;
  std::vector<std::uint64_t> reached;
  std::vector<std::uint64_t> visits;
};

[[nodiscard]] Counted walk(CompiledMap const& map, std::uint32_t journey, RandomKey key,
                           std::uint64_t episodes) {
  Counted counted;
  counted.reached.resize(map.touchpoints.size());
  counted.visits.resize(map.touchpoints.size());
  std::vector<std::uint64_t> last_seen(map.touchpoints.size(), 0);
  EpisodeRecord record;
  for (std::uint64_t episode = 1; episode <= episodes; ++episode) {
    record.clear();
    walk_episode(map, journey, derive(key, static_cast<std::uint32_t>(episode), 0, 0, 0), 0,
                 record);
    counted.completed += record.episodes.front().completed ? 1U : 0U;
    counted.cut += record.episodes.front().cut ? 1U : 0U;
    for (Visit const& visit : record.visits) {
      ++counted.visits[visit.touchpoint];
      counted.reached[visit.touchpoint] += last_seen[visit.touchpoint] == episode ? 0U : 1U;
      last_seen[visit.touchpoint] = episode;
    }
  }
  return counted;
}

/// Difference in standard errors; rounding alone is none.
[[nodiscard]] double z_of(double counted, double expected, double variance) {
  double const apart = counted - expected;
  return std::fabs(apart) <= 1e-9 * expected ? 0 : apart / std::sqrt(variance);
}

class Comparison {
 public:
  Comparison(SampledFigure const& name, Counted const& counted, double episodes)
      : name_(name), counted_(counted), episodes_(episodes) {}

  [[nodiscard]] SampledFigure completed(double chance) const {
    return of_episodes(SampledKind::completed, {}, counted_.completed, chance);
  }
  [[nodiscard]] SampledFigure reached(StationFigures const& station) const {
    return of_episodes(SampledKind::reached, station.touchpoint,
                       counted_.reached[station.touchpoint.index], *station.reached);
  }
  [[nodiscard]] SampledFigure visits(StationFigures const& station) const {
    SampledFigure figure = name_;
    figure.kind = SampledKind::visits;
    figure.touchpoint = station.touchpoint;
    figure.exact = episodes_ * station.visits;
    figure.counted = counted_.visits[station.touchpoint.index];
    figure.z = z_of(static_cast<double>(figure.counted), figure.exact,
                    episodes_ * *station.visits_sd * *station.visits_sd);
    auto const came = static_cast<double>(counted_.reached[station.touchpoint.index]);
    double const returns = static_cast<double>(figure.counted) - came;
    double const leaves = *station.reached / station.visits;
    double const expected_returns = came * (1 / leaves - 1);
    if (expected_returns >= least_expected && counted_.cut == 0 &&
        std::max(came, returns) <= largest_count) {
      figure.tail = returns_tail(came, returns, leaves);
    }
    return figure;
  }

 private:
  [[nodiscard]] SampledFigure of_episodes(SampledKind kind, TouchpointId touchpoint,
                                          std::uint64_t count, double chance) const {
    SampledFigure figure = name_;
    figure.kind = kind;
    figure.touchpoint = touchpoint;
    figure.exact = episodes_ * chance;
    figure.counted = count;
    figure.z = z_of(static_cast<double>(count), figure.exact, figure.exact * (1 - chance));
    bool const is_open = chance < 1 - 1e-12;
    if (is_open && figure.exact >= least_expected && counted_.cut == 0) {
      figure.tail = binomial_tail(episodes_, static_cast<double>(count), chance);
    }
    return figure;
  }

  SampledFigure name_;
  Counted const& counted_;
  double episodes_;
};

}  // namespace

bool SampledCheck::disagrees(SampledFigure const& figure) const {
  return figure.tail && *figure.tail * static_cast<double>(tests) < family_wise;
}

bool SampledCheck::agrees() const {
  return std::ranges::none_of(figures,
                              [this](SampledFigure const& figure) { return disagrees(figure); });
}

SampledCheck check_by_sampling(std::vector<JourneyAnalysis> const& exact,
                               std::vector<SegmentView> const& views,
                               std::vector<CompiledMap> const& maps, std::uint64_t seed,
                               std::uint64_t episodes) {
  CXSIM_EXPECTS(views.size() == maps.size());
  CXSIM_EXPECTS(episodes >= 1 && episodes <= 1'000'000);
  SampledCheck check;
  check.episodes = episodes;
  for (JourneyAnalysis const& journey : exact) {
    for (SegmentFigures const& segment : journey.segments) {
      auto const view = std::ranges::find(views, segment.segment, &SegmentView::segment);
      CXSIM_EXPECTS(view != views.end() && segment.segment);
      auto const place = static_cast<std::uint32_t>(view - views.begin());
      CompiledMap const& map = maps[place];
      std::uint32_t const name = map.journeys[journey.journey.index].id_hash;
      RandomKey const key = derive({seed}, hash_id("analyze"), name, place, 0);
      Counted const counted = walk(map, journey.journey.index, key, episodes);
      check.cut += counted.cut;
      SampledFigure named;
      named.journey = journey.journey;
      named.segment = *segment.segment;
      Comparison const comparison(named, counted, static_cast<double>(episodes));
      check.figures.push_back(comparison.completed(segment.figures.chance_of(Ending::completed)));
      for (StationFigures const& station : segment.figures.stations) {
        if (station.reached) {
          check.figures.push_back(comparison.reached(station));
          check.figures.push_back(comparison.visits(station));
        }
      }
    }
  }
  check.tests = static_cast<std::size_t>(
      std::ranges::count_if(check.figures, [](auto const& one) { return one.tail.has_value(); }));
  return check;
}

}  // namespace cxsim
