#include "cxsim/simulation/waiting.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/queueing/priority.hpp"
#include "cxsim/queueing/wait_judgement.hpp"
#include "support/draws.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

CompiledLine line_of_published_example() {
  CompiledLine line;
  line.agents = 13;
  line.handling_time = 3;
  line.patience = 5;
  line.peak_share = 1;
  line.peak_hours = 100;
  line.acceptable_wait = 0.5;
  line.wait_penalty = 0.28;
  return line;
}

SegmentMaps maps_with(std::vector<CompiledLine> const& line_per_segment) {
  SegmentMaps maps;
  for (CompiledLine const& line : line_per_segment) {
    CompiledMap map;
    map.lines = {line};
    maps.push_back(std::make_shared<CompiledMap const>(map));
  }
  return maps;
}

/// 100 calls in half an hour.
LineCalls const published_calls{{20'000}, 20'000};

LineWait wait_in(SegmentMaps const& maps, LineCalls const& calls) {
  std::vector<SegmentId> segments;
  for (std::uint32_t index = 0; index < maps.size(); ++index) {
    segments.push_back({index});
  }
  return wait_in_line(maps, segments, 0, calls);
}

TEST(WaitInLine, IsErlangAOfThePublishedExample) {
  LineWait const wait = wait_in(maps_with({line_of_published_example()}), published_calls);
  EXPECT_NEAR(wait.abandoned, 0.024963, 5e-7);
  EXPECT_NEAR(wait.mean_wait, 0.124817, 5e-7);
  EXPECT_NEAR(wait.in_time, 0.858178, 5e-7);
  EXPECT_NEAR(wait.occupancy, 0.750028, 5e-7);
  EXPECT_DOUBLE_EQ(wait.staffed, 13 * 6000);
}

TEST(WaitInLine, CostsTheCallersWhatTheirWaitsCost) {
  CompiledLine line = line_of_published_example();
  line.agents = 9;  // too few: most callers wait
  WaitingLine const same{100.0 / 30, 3, 9, 5};
  double const untold = mean_wait_penalty(same, {0.5, 0.28, 1.2});
  double const told = mean_wait_penalty(same, {0.5, 0.28, 1.0});
  line.announced = 0.25;
  double const penalty = wait_in(maps_with({line}), published_calls).penalty[0];
  EXPECT_NEAR(penalty, 0.25 * told + 0.75 * untold, 1e-12);
}

TEST(WaitInLine, WeighsPeakAndOffPeakByTheirCalls) {
  CompiledLine line = line_of_published_example();
  line.peak_share = 0.6;
  line.peak_hours = 60;
  line.off_peak_hours = 40;
  line.off_peak_agents = 9.0 / 13;
  LineWait const wait = wait_in(maps_with({line}), published_calls);
  EXPECT_NEAR(wait.abandoned, 0.6 * 0.024963 + 0.4 * 0.163262, 5e-7);
  EXPECT_NEAR(wait.mean_wait, 0.6 * 0.124817 + 0.4 * 0.816310, 1e-6);
  EXPECT_NEAR(wait.staffed, 13 * 3600 + 9 * 2400, 1e-9);
}

TEST(WaitInLine, WeighsSegmentsByTheirCalls) {
  CompiledLine quick = line_of_published_example();
  CompiledLine slow = quick;
  quick.handling_time = 2;
  slow.handling_time = 4;
  LineWait const wait = wait_in(maps_with({quick, slow}), {{10'000, 10'000}, 20'000});
  EXPECT_NEAR(wait.abandoned, 0.024963, 5e-7);
  EXPECT_EQ(wait.penalty[0], wait.penalty[1]);
}

TEST(WaitInLine, SparesCallersWhoAreCalledBack) {
  CompiledLine line = line_of_published_example();
  line.agents = 9;
  double const waiting = wait_in(maps_with({line}), published_calls).penalty[0];
  line.called_back = 0.5;
  LineWait const half = wait_in(maps_with({line}), published_calls);
  EXPECT_LT(half.penalty[0], waiting);
  EXPECT_NEAR(half.abandoned, erlang_a({100.0 / 30, 3, 9, 10}).abandoned, 1e-12);
}

// Half of the calls come from a segment that goes first (science §5; Cobham's order of answering).
TEST(WaitInLine, LetsASegmentGoFirst) {
  CompiledLine others = line_of_published_example();
  others.agents = 9;
  CompiledLine first = others;
  first.goes_first = 1;
  LineWait const plain = wait_in(maps_with({others, others}), {{10'000, 10'000}, 20'000});
  LineWait const wait = wait_in(maps_with({first, others}), {{10'000, 10'000}, 20'000});
  PriorityState const state = priority_line({100.0 / 30, 3, 9, 5}, 0.5);
  EXPECT_NEAR(wait.gave_up[0], state.first.abandoned, 1e-12);
  EXPECT_NEAR(wait.gave_up[1], state.others.abandoned, 1e-12);
  EXPECT_EQ(wait.abandoned, plain.abandoned);
  EXPECT_EQ(wait.mean_wait, plain.mean_wait);
  EXPECT_LT(wait.penalty[0], plain.penalty[0]);
  EXPECT_GT(wait.penalty[1], plain.penalty[1]);
}

TEST(WaitInLine, KnowsNoOrderWhereEverybodyOrNobodyGoesFirst) {
  CompiledLine line = line_of_published_example();
  LineWait const nobody = wait_in(maps_with({line, line}), {{10'000, 10'000}, 20'000});
  line.goes_first = 1;
  LineWait const everybody = wait_in(maps_with({line, line}), {{10'000, 10'000}, 20'000});
  EXPECT_EQ(everybody.gave_up, nobody.gave_up);
  EXPECT_EQ(everybody.penalty, nobody.penalty);
  EXPECT_EQ(everybody.in_time, nobody.in_time);
}

// A part of a segment's callers goes first: the segment meets both waits.
TEST(WaitInLine, MixesTheWaitsOfASegmentOfWhichAPartGoesFirst) {
  CompiledLine line = line_of_published_example();
  line.goes_first = 0.25;
  LineWait const wait = wait_in(maps_with({line}), published_calls);
  EXPECT_NEAR(wait.gave_up[0], wait.abandoned, 1e-12);
}

TEST(WaitInLine, KnowsALineThatNobodyCalls) {
  LineWait const wait = wait_in(maps_with({line_of_published_example()}), {{0}, 0});
  EXPECT_EQ(wait.mean_wait, 0);
  EXPECT_EQ(wait.abandoned, 0);
  EXPECT_EQ(wait.in_time, 1);
  EXPECT_EQ(wait.penalty[0], 0);
}

// The shop's hotline with a line

std::string map_with_line(std::string const& more = "") {
  return test::replaced(test::shop_map_text(), R"("measured": {)",
                        R"("queues": {"line": {
    "touchpoint": "hotline", "agents": 9, "off_peak_agents": 0.4, "handling_time": 5,
    "patience": 3, "peak_share": 0.6, "peak_hours": 100, "off_peak_hours": 200)" +
                            more + R"(}}, "measured": {)");
}

std::string scenario_with(std::string const& effect, int start, int horizon = 8) {
  return R"({"format": "cxsim-scenario", "version": 1, "name": "Shop", "map": "map.json",
    "burn_in": 2, "horizon": )" +
         std::to_string(horizon) + R"(, "events": {"e": {"name": "e", "start": )" +
         std::to_string(start) + R"(, "effects": {"e": )" + effect + "}}}}";
}

std::string const nothing_new =
    R"({"format": "cxsim-scenario", "version": 1, "name": "Shop", "map": "map.json",
    "burn_in": 2, "horizon": 8})";

BatchTally lived(std::string const& scenario, std::string const& map,
                 std::vector<Portfolio> const& portfolios = {Portfolio{}}) {
  Sampling sampling;
  sampling.customers = 200;
  return test::live_all(*prepare_draw(test::read_scenario(scenario, map), portfolios, sampling, 0));
}

double gave_up(PortfolioTally const& tally, int month) {
  LineTally const& line = tally.at(month, QueueId{0});
  return line.abandoned / line.calls;
}

double failed(PortfolioTally const& tally, int month) {
  TouchpointTally const& hotline = tally.at(month, TouchpointId{1});
  return hotline.failures / hotline.visits;
}

double satisfaction(PortfolioTally const& tally, int month, SegmentId segment) {
  MonthTally const& of_month = tally.at(month, segment);
  return of_month.satisfaction / of_month.customers;
}

void expect_same_bits(PortfolioTally const& a, PortfolioTally const& b) {
  for (std::size_t i = 0; i < a.months.size(); ++i) {
    EXPECT_EQ(a.months[i].customers, b.months[i].customers) << i;
    EXPECT_EQ(a.months[i].satisfaction, b.months[i].satisfaction) << i;
    EXPECT_EQ(a.months[i].experience, b.months[i].experience) << i;
    EXPECT_EQ(a.months[i].lost, b.months[i].lost) << i;
  }
}

TEST(Line, ChangesNothingByItself) {
  BatchTally const without = lived(nothing_new, test::shop_map_text());
  BatchTally const with = lived(nothing_new, map_with_line());
  expect_same_bits(with.reference, without.reference);
  expect_same_bits(with.portfolios[0], without.portfolios[0]);
  EXPECT_EQ(gave_up(with.portfolios[0], 8), gave_up(with.reference, 1));
}

TEST(Line, GetsTheCallsThatTheMapSends) {
  BatchTally const sum = lived(nothing_new, map_with_line());
  // Visits: starts and failed buys, each repeated after 0.2·0.3 of the calls.
  double const young = (0.05 + 3 * 0.05 * 0.4) / (1 - 0.2 * 0.3);
  double const old = (0.2 + 1 * 0.05 * 0.4) / (1 - 0.2 * 0.3);
  EXPECT_NEAR(sum.reference.at(1, QueueId{0}).calls, 60'000 * young + 40'000 * old, 1e-6);
}

TEST(Line, LetsMoreCallersGiveUpWhenAgentsAreMissing) {
  BatchTally const sum = lived(
      scenario_with(R"({"change": "queues/line/agents", "multiply": 0.7})", 3), map_with_line());
  PortfolioTally const& now = sum.portfolios[0];
  EXPECT_DOUBLE_EQ(gave_up(now, 2), gave_up(sum.reference, 2));
  EXPECT_GT(gave_up(now, 3), 2 * gave_up(sum.reference, 3));
  EXPECT_GT(failed(now, 3), failed(sum.reference, 3));
  EXPECT_LT(now.at(3, TouchpointId{1}).experience, sum.reference.at(3, TouchpointId{1}).experience);
  EXPECT_EQ(now.at(3, TouchpointId{0}).experience, sum.reference.at(3, TouchpointId{0}).experience);
  EXPECT_GT(now.at(5, QueueId{0}).calls, sum.reference.at(5, QueueId{0}).calls);
}

// The old get a priority line: they are better off, the young are not; the whole line loses as many
// callers as before.
TEST(Line, LetsAnInitiativeGiveASegmentAPriorityLine) {
  BatchTally const sum =
      lived(scenario_with(R"({"change": "queues/line/goes_first", "add": 1, "segment": "old"})", 3),
            map_with_line());
  PortfolioTally const& now = sum.portfolios[0];
  EXPECT_DOUBLE_EQ(gave_up(now, 3), gave_up(sum.reference, 3));
  EXPECT_GT(satisfaction(now, 8, SegmentId{1}), satisfaction(sum.reference, 8, SegmentId{1}));
  EXPECT_LT(satisfaction(now, 8, SegmentId{0}), satisfaction(sum.reference, 8, SegmentId{0}));
}

TEST(Line, FeelsMoreCallsOneMonthLater) {
  BatchTally const sum = lived(
      scenario_with(R"({"change": "journeys/ask/volume", "multiply": 1.5})", 3), map_with_line());
  PortfolioTally const& now = sum.portfolios[0];
  EXPECT_GT(now.at(3, QueueId{0}).calls, 1.2 * sum.reference.at(3, QueueId{0}).calls);
  EXPECT_DOUBLE_EQ(gave_up(now, 3), gave_up(sum.reference, 3));
  EXPECT_GT(gave_up(now, 4), gave_up(sum.reference, 4));
}

TEST(Line, ComesToTheLoadThatItsOwnRepeatedCallsMake) {
  // Nobody leaves more or less than usual, so only repeated calls change the load.
  std::string map = test::replaced(map_with_line(), R"("churn_slope": 0.3)", R"("churn_slope": 0)");
  map = test::replaced(map, R"("incident_effect": 0.55)", R"("incident_effect": 0)");
  BatchTally const sum =
      lived(scenario_with(R"({"change": "queues/line/agents", "multiply": 0.8})", 1, 30), map);
  double const usual = gave_up(sum.reference, 1);
  double const starts = sum.reference.at(1, QueueId{0}).calls * (1 - 0.2 * 0.3);
  double calls = starts;
  double lost = 0;
  for (int round = 0; round < 200; ++round) {
    lost = 0.6 * erlang_a({calls * 0.6 / 6000, 5, 7.2, 3}).abandoned +
           0.4 * erlang_a({calls * 0.4 / 12'000, 5, 7.2 * 0.4, 3}).abandoned;
    double const failure = 1 - (1 - 0.2) * (1 - lost) / (1 - usual);
    calls = starts / (1 - failure * 0.3);
  }
  EXPECT_NEAR(sum.portfolios[0].at(30, QueueId{0}).calls, calls, 1e-6 * calls);
  EXPECT_NEAR(gave_up(sum.portfolios[0], 30), lost, 1e-9);
}

TEST(Line, LosesTheCallsThatAreDeflected) {
  BatchTally const sum = lived(
      scenario_with(R"({"change": "queues/line/deflected", "add": 0.25})", 2), map_with_line());
  // A quarter of the starts, of the ways from the app, and of the repeated calls are gone.
  double const share = 0.75 * (1 - 0.2 * 0.3) / (1 - 0.2 * 0.3 * 0.75);
  EXPECT_NEAR(sum.portfolios[0].at(2, QueueId{0}).calls,
              share * sum.reference.at(2, QueueId{0}).calls, 1e-6 * share * 1e4);
}

TEST(Line, IsNotMovedByOtherPortfolios) {
  std::string const scenario =
      test::replaced(test::shop_scenario_text(),
                     R"("errors": {"change": "touchpoints/app/failure", "multiply": 0.4})",
                     R"("staff": {"change": "queues/line/agents", "multiply": 1.3})");
  BatchTally const alone = lived(scenario, map_with_line(), {{}, {InitiativeId{1}}});
  BatchTally const beside =
      lived(scenario, map_with_line(), {{}, {InitiativeId{0}}, {InitiativeId{1}}});
  expect_same_bits(alone.portfolios[1], beside.portfolios[2]);
  EXPECT_EQ(gave_up(alone.portfolios[1], 12), gave_up(beside.portfolios[2], 12));
}

TEST(ExpectedVisits, AreTheSameOnTheCompiledMap) {
  Scenario const shop = test::read_scenario(nothing_new, map_with_line());
  ParameterValues const values = shop.parameters.best_guesses();
  auto const maps = prepare_draw(shop, std::vector<Portfolio>{{}}, {}, 0)->reference_maps;
  for (SegmentId const segment : shop.map.segments.keys()) {
    auto const expected = expected_visits(shop.map, values, segment);
    auto const visits = expected_visits(*maps[segment.index], keys_by_id(shop.map.touchpoints));
    for (std::size_t i = 0; i < visits.size(); ++i) {
      EXPECT_NEAR(visits[i], expected[i], 1e-12);
    }
  }
}

}  // namespace
}  // namespace cxsim
