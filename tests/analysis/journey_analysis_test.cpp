#include "cxsim/analysis/journey_analysis.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "cxsim/io/map_file.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

[[nodiscard]] LoadedMap read(std::string const& text) {
  auto loaded = parse_map(text, "map.json");
  if (!loaded) {
    throw std::runtime_error(to_text(*loaded.error().begin(), Language::english));
  }
  return std::move(*loaded);
}

/// The example of science §7.1: log in, transact, hotline, complaint.
[[nodiscard]] std::string attribution_map() {
  return R"({
  "format": "cxsim-map", "version": 1, "name": "Attribution", "currency": "PLN",
  "departments": {"digital": {"name": "Digital"}, "care": {"name": "Care"}},
  "touchpoints": {
    "L": {"name": "Log in", "department": "digital", "failure": 0},
    "T": {"name": "Transact", "department": "digital", "failure": 0, "cost": 2},
    "H": {"name": "Hotline", "department": "care", "failure": 0, "counts_as": ["contact"]},
    "C": {"name": "Complaint", "department": "care", "failure": 0, "counts_as": ["complaint"]}
  },
  "outcomes": {"left": {"name": "Left", "counts_as": "abandoned"}},
  "transitions": {
    "L": {"success": {"T": 0.8, "H": 0.2}},
    "T": {"success": {"completed": 0.9, "H": 0.1}},
    "H": {"success": {"completed": 0.7, "C": 0.25, "left": 0.05}},
    "C": {"success": {"completed": 0.6, "left": 0.4}}
  },
  "values": {
    "minutes": {"name": "Time", "unit": "minutes", "visits": {"L": 1, "H": 10},
                "transitions": {"L": {"H": 5}}, "outcomes": {"left": -3}}
  },
  "journeys": {"use": {"name": "Use", "entry": "L"}}
})";
}

[[nodiscard]] std::vector<SegmentView> plain(LoadedMap const& loaded) {
  return {{std::nullopt, loaded.parameters.best_guesses(), {}}};
}

/// As one segment sees it.
[[nodiscard]] std::vector<SegmentView> plain(LoadedMap const& loaded, SegmentId segment) {
  ParameterValues const values = loaded.parameters.best_guesses();
  return {{segment, values_of_segment(loaded.map, loaded.parameters, values, segment), {}}};
}

[[nodiscard]] JourneyAnalysis analysed(LoadedMap const& loaded, AnalysisScope const& scope = {}) {
  auto journeys = analyse_journeys(loaded.map, plain(loaded), scope);
  return journeys->front();
}

[[nodiscard]] std::vector<double> removal_effects(JourneyFigures const& figures) {
  std::vector<double> effects;
  for (StationFigures const& station : figures.stations) {
    effects.push_back(station.of_completed.value());
  }
  return effects;
}

[[nodiscard]] std::vector<double> visits(JourneyFigures const& figures) {
  std::vector<double> list;
  for (StationFigures const& station : figures.stations) {
    list.push_back(station.visits);
  }
  return list;
}

TEST(JourneyAnalysis, RemovalEffectsAreThoseOfTheReference) {
  // golden.tsv G19
  JourneyAnalysis const journey = analysed(read(attribution_map()));
  EXPECT_THAT(removal_effects(journey.all),
              ElementsAre(1, DoubleNear(0.82254697286, 1e-11), DoubleNear(0.248434237996, 1e-12),
                          DoubleNear(0.0438413361169, 1e-13)));
  EXPECT_THAT(visits(journey.all), ElementsAre(1, DoubleNear(0.8, 1e-15), DoubleNear(0.28, 1e-15),
                                               DoubleNear(0.07, 1e-15)));
}

TEST(JourneyAnalysis, RemovalEffectsInPartsOfTheirSumAreThoseOfTheReference) {
  std::vector<double> effects = removal_effects(analysed(read(attribution_map())).all);
  double const sum = std::accumulate(effects.begin(), effects.end(), 0.0);
  for (double& effect : effects) {
    effect /= sum;
  }
  EXPECT_THAT(effects,
              ElementsAre(DoubleNear(0.472852912142, 1e-12), DoubleNear(0.388943731491, 1e-12),
                          DoubleNear(0.117472852912, 1e-12), DoubleNear(0.0207305034551, 1e-12)));
}

// Repair of science §7.1: all that goes wrong at a touchpoint goes right instead.

/// L, T, H and C: bits of a set of repaired touchpoints.
constexpr std::size_t repairable = 4;

/// Chance that an episode ends with the customer leaving when the touchpoints in \p repaired are.
[[nodiscard]] double chance_of_leaving(unsigned repaired) {
  struct Way {
    char const* path;
    double chance;
  };
  static std::array<std::vector<Way>, repairable> const right = {
      {{{"transitions/L/success/T", 1}, {"transitions/L/success/H", 0}},
       {{"transitions/T/success/completed", 1}, {"transitions/T/success/H", 0}},
       {{"transitions/H/success/completed", 1},
        {"transitions/H/success/C", 0},
        {"transitions/H/success/left", 0}},
       {{"transitions/C/success/completed", 1}, {"transitions/C/success/left", 0}}}};
  LoadedMap const loaded = read(attribution_map());
  std::vector<SegmentView> views = plain(loaded);
  for (std::size_t one = 0; one < repairable; ++one) {
    if ((repaired >> one & 1U) != 0) {
      for (Way const& way : right[one]) {
        views.front().values[loaded.parameters.find(way.path).value()] = way.chance;
      }
    }
  }
  return analyse_journeys(loaded.map, views, {})->front().all.chance_of(Ending::abandoned);
}

/// Orders of repair: all of them (Shapley), or those in which L and T, which one department owns,
/// follow each other (Owen).
enum class RepairOrders { all, by_owner };

/// Mean of what each touchpoint's repair adds to those before it.
[[nodiscard]] std::vector<double> shares_of_repair(RepairOrders orders_of) {
  std::array<unsigned, repairable> order = {0, 1, 2, 3};
  std::vector<double> shares(repairable, 0.0);
  double orders = 0;
  do {
    auto const place = [&](unsigned one) { return std::ranges::find(order, one) - order.begin(); };
    if (orders_of == RepairOrders::by_owner && std::abs(place(0) - place(1)) != 1) {
      continue;
    }
    unsigned repaired = 0;
    for (unsigned const one : order) {
      double const before = chance_of_leaving(repaired);
      repaired |= 1U << one;
      shares[one] += before - chance_of_leaving(repaired);
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& share : shares) {
    share /= orders;
  }
  return shares;
}

TEST(Repair, OfOneTouchpointAloneIsThatOfTheReference) {
  EXPECT_NEAR(chance_of_leaving(0) - chance_of_leaving(1), 0.027, 1e-14);
  EXPECT_NEAR(chance_of_leaving(0) - chance_of_leaving(2), 0.012, 1e-14);
  EXPECT_NEAR(chance_of_leaving(0) - chance_of_leaving(4), 0.042, 1e-14);
  EXPECT_NEAR(chance_of_leaving(0) - chance_of_leaving(8), 0.028, 1e-14);
}

// golden.tsv G19: shares that add up to the chance of leaving, 0.042.
TEST(Repair, SharedFairlyIsThatOfTheReference) {
  EXPECT_THAT(shares_of_repair(RepairOrders::all),
              ElementsAre(DoubleNear(0.0108333333333, 1e-13), DoubleNear(0.005, 1e-14),
                          DoubleNear(0.0166666666667, 1e-13), DoubleNear(0.0095, 1e-14)));
  EXPECT_THAT(shares_of_repair(RepairOrders::by_owner),
              ElementsAre(DoubleNear(0.0110833333333, 1e-13), DoubleNear(0.00525, 1e-14),
                          DoubleNear(0.0163333333333, 1e-13), DoubleNear(0.00933333333333, 1e-13)));
}

TEST(JourneyAnalysis, NamedOutcomesCountAsWhatTheySay) {
  JourneyFigures const all = analysed(read(attribution_map())).all;
  ASSERT_EQ(all.outcomes.size(), 3U);
  EXPECT_EQ(all.outcomes[1].chance, 0);
  EXPECT_TRUE(std::isnan(all.outcomes[1].visits.mean));
  EXPECT_NEAR(all.outcomes[2].chance, 0.042, 1e-15);
  EXPECT_NEAR(all.chance_of(Ending::abandoned), 0.042, 1e-15);
  EXPECT_NEAR(all.chance_of(Ending::completed), 0.958, 1e-15);
}

TEST(JourneyAnalysis, CountsContactsComplaintsHandoffsAndCost) {
  JourneyFigures const all = analysed(read(attribution_map())).all;
  EXPECT_NEAR(all.contacts.mean, 0.28, 1e-15);
  EXPECT_NEAR(all.contacts.sd, std::sqrt(0.28 * 0.72), 1e-15);
  EXPECT_NEAR(all.complaints.mean, 0.07, 1e-15);
  EXPECT_NEAR(all.handoffs.mean, 0.28, 1e-15);
  EXPECT_NEAR(all.cost.mean, 1.6, 1e-15);
  EXPECT_NEAR(all.cost.sd, 2 * std::sqrt(0.16), 1e-15);
}

TEST(JourneyAnalysis, AddsUpTheValuesOfVisitsMovesAndOutcomes) {
  // 1 + 10·0.28 + 5·0.2 − 3·0.042
  EXPECT_NEAR(analysed(read(attribution_map())).all.values[0].mean, 4.674, 1e-14);
}

TEST(JourneyAnalysis, DiscountsValuesPerVisitButNotChances) {
  AnalysisScope scope;
  scope.worth_per_step = 0.5;
  JourneyFigures const all = analysed(read(attribution_map()), scope).all;
  EXPECT_NEAR(all.cost.mean, 0.8, 1e-15);
  EXPECT_NEAR(all.chance_of(Ending::abandoned), 0.042, 1e-15);
  EXPECT_NEAR(all.visits.mean, 2.15, 1e-14);
}

TEST(JourneyAnalysis, NamesWhereEveryAbandonedEpisodePasses) {
  JourneyAnalysis const journey = analysed(read(attribution_map()));
  EXPECT_THAT(journey.every_abandoned_passes, ElementsAre(TouchpointId{0}, TouchpointId{2}));
}

TEST(JourneyAnalysis, ListsTheMostTravelledPathsFirst) {
  JourneyAnalysis const journey = analysed(read(attribution_map()));
  ASSERT_EQ(journey.paths.size(), 5U);
  EXPECT_THAT(journey.paths[0].touchpoints, ElementsAre(TouchpointId{0}, TouchpointId{1}));
  EXPECT_EQ(journey.paths[0].outcome, 0U);
  EXPECT_NEAR(journey.paths[0].chance, 0.72, 1e-15);
  EXPECT_NEAR(journey.paths[1].chance, 0.14, 1e-15);
  EXPECT_THAT(journey.paths[1].touchpoints, ElementsAre(TouchpointId{0}, TouchpointId{2}));
}

TEST(JourneyAnalysis, CountsVisitsUpToABound) {
  AnalysisScope scope;
  scope.most_steps = 2;
  JourneyFigures const all = analysed(read(attribution_map()), scope).all;
  ASSERT_TRUE(all.counts);
  EXPECT_THAT(all.counts->chance, ElementsAre(0, DoubleNear(0.72 + 0.14 + 0.01, 1e-15)));
  EXPECT_NEAR(all.counts->more, 0.13, 1e-15);
  EXPECT_NEAR(all.counts->mean, 2, 1e-15);
}

TEST(JourneyAnalysis, AChainWithoutLoopsHasNoRework) {
  EXPECT_NEAR(analysed(read(attribution_map())).all.rework.value(), 0, 1e-15);
}

TEST(JourneyAnalysis, ReworkIsTheShareOfVisitsToWhereTheEpisodeWas) {
  // The hotline calls again with 0.2·0.3 = 0.06: of 1/0.94 visits 0.06/0.94 are repeats.
  Scenario const shop = test::shop();
  SegmentId const young{0};
  std::vector<SegmentView> const views{
      {young,
       values_of_segment(shop.map, shop.parameters, shop.parameters.best_guesses(), young),
       {}}};
  auto const journeys = analyse_journeys(shop.map, views, {});
  JourneyFigures const& ask = journeys->front().all;
  double const complaints = 0.04 / 0.94;
  EXPECT_NEAR(ask.rework.value(), (0.06 / 0.94) / (1 / 0.94 + complaints), 1e-14);
  EXPECT_NEAR(ask.visits.mean, 1 / 0.94 + complaints, 1e-14);
}

TEST(JourneyAnalysis, MixesSegmentsByTheEpisodesThatTheyStart) {
  std::string const map =
      test::replaced(test::shop_map_text(), R"({"change": "touchpoints/app/level", "add": -0.2})",
                     R"({"change": "touchpoints/app/failure", "multiply": 4})");
  Scenario const shop = test::read_scenario(test::shop_scenario_text(), map);
  std::vector<SegmentView> views;
  for (SegmentId const segment : shop.map.segments.keys()) {
    views.push_back(
        {segment,
         values_of_segment(shop.map, shop.parameters, shop.parameters.best_guesses(), segment),
         {80, 72, 55}});
  }
  auto const journeys = analyse_journeys(shop.map, views, {});
  JourneyAnalysis const& buy = journeys->back();
  ASSERT_EQ(buy.segments.size(), 2U);
  // 0.6·3 episodes of the young, 0.4·1 of the old: 9 to 2.
  JourneyFigures const& young = buy.segments[0].figures;
  JourneyFigures const& old = buy.segments[1].figures;
  EXPECT_NEAR(buy.all.starts, 2.2, 1e-15);
  EXPECT_NEAR(buy.all.visits.mean, (9 * young.visits.mean + 2 * old.visits.mean) / 11, 1e-15);
  double const square =
      (9 * (young.visits.sd * young.visits.sd + young.visits.mean * young.visits.mean) +
       2 * (old.visits.sd * old.visits.sd + old.visits.mean * old.visits.mean)) /
      11;
  EXPECT_NEAR(buy.all.visits.sd, std::sqrt(square - buy.all.visits.mean * buy.all.visits.mean),
              1e-12);
  EXPECT_NEAR(buy.all.stations[1].reached.value(),
              (9 * *young.stations[1].reached + 2 * *old.stations[1].reached) / 11, 1e-15);
  ASSERT_TRUE(buy.all.consistency);
  // The complaint (55) has fewer than 1 % of the visits.
  EXPECT_EQ(buy.all.consistency->weakest, TouchpointId{1});
  EXPECT_NEAR(buy.all.consistency->weakest_score, 72, 1e-12);
  EXPECT_EQ(buy.all.consistency->strongest, TouchpointId{0});
}

TEST(JourneyAnalysis, TheOrderOfTouchpointsInTheFileChangesNoDigit) {
  LoadedMap const loaded = read(attribution_map());
  std::string const first = R"("L": {"name": "Log in", "department": "digital", "failure": 0},)";
  std::string turned = test::replaced(attribution_map(), first, "");
  turned = test::replaced(turned, R"("counts_as": ["complaint"]})",
                          R"("counts_as": ["complaint"]}, )" + first.substr(0, first.size() - 1));
  JourneyFigures const there = analysed(read(turned)).all;
  JourneyFigures const here = analysed(loaded).all;
  EXPECT_EQ(there.visits.sd, here.visits.sd);
  EXPECT_EQ(there.cost.sd, here.cost.sd);
  EXPECT_EQ(there.chance_of(Ending::abandoned), here.chance_of(Ending::abandoned));
}

TEST(JourneyAnalysis, NamesTouchpointsThatCannotEndAtTheseNumbers) {
  LoadedMap loaded = read(attribution_map());
  EXPECT_THAT(endless_touchpoints(loaded.map, plain(loaded)), IsEmpty());
  std::vector<SegmentView> views = plain(loaded);
  views[0].values[loaded.parameters.find("transitions/C/success/completed").value()] = 0;
  views[0].values[loaded.parameters.find("transitions/C/success/left").value()] = 0;
  EXPECT_THAT(endless_touchpoints(loaded.map, views), ElementsAre(TouchpointId{3}));
}

TEST(AnalyseJourneys, CountsHandoffsBetweenDepartments) {
  LoadedMap const loaded = read(attribution_map());
  JourneyFigures const figures = analysed(loaded).all;
  ASSERT_EQ(figures.handoffs_between.size(), 1);
  DepartmentHandoffs const& one = figures.handoffs_between.front();
  EXPECT_EQ(loaded.map.departments[one.from].id, "digital");
  EXPECT_EQ(loaded.map.departments[one.to].id, "care");
  // From the log-in 0.2, from the transaction 0.8 × 0.1.
  EXPECT_DOUBLE_EQ(one.mean, 0.2 + 0.8 * 0.1);
}

TEST(AnalyseJourneys, HandoffsBetweenDepartmentsAddUpToAllHandoffs) {
  auto const bank = load_map("journeys/bank.json");
  ASSERT_TRUE(bank);
  auto const journeys = analyse_journeys(bank->map, plain(*bank, SegmentId{0}), {});
  for (JourneyAnalysis const& journey : *journeys) {
    double sum = 0;
    for (DepartmentHandoffs const& one : journey.all.handoffs_between) {
      sum += one.mean;
    }
    // The two are computed by different solutions of the same equations.
    EXPECT_NEAR(sum, journey.all.handoffs.mean, 1e-12 * (1 + sum));
  }
}

}  // namespace
}  // namespace cxsim
