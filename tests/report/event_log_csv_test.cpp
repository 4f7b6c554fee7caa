#include "cxsim/report/event_log_csv.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "cxsim/experiment/replay.hpp"
#include "cxsim/formats/csv.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::size_t case_column = 0;
constexpr std::size_t touchpoint_column = 1;
constexpr std::size_t time_column = 2;
constexpr std::size_t result_column = 9;

[[nodiscard]] Scenario quiet_shop() {
  return test::read_scenario(R"({"format": "cxsim-scenario", "version": 1, "name": "Quiet",
    "map": "map.json", "horizon": 12})",
                             test::shop_map_text());
}

[[nodiscard]] std::vector<std::vector<std::string>> rows_of(std::uint32_t customers) {
  Scenario const shop = quiet_shop();
  Sampling sampling;
  sampling.customers = customers;
  sampling.churn = ChurnMode::sampled;
  EventLogCsv log(shop);
  EXPECT_TRUE(watch_draw(shop, {}, sampling, 0, log));
  std::string const text = log.take();
  TextSource source(text);
  CsvReader reader(source, "log");
  std::vector<std::vector<std::string>> rows;
  for (auto row = reader.next(); row && *row != nullptr; row = reader.next()) {
    EXPECT_FALSE((*row)->problems.has_errors());
    rows.emplace_back((*row)->fields.begin(), (*row)->fields.end());
  }
  return rows;
}

TEST(EventLogCsv, NamesItsColumnsAsReadersOfLogsExpect) {
  EXPECT_THAT(rows_of(40).front(),
              ElementsAre("case_id", "touchpoint", "timestamp", "name", "department", "journey",
                          "segment", "customer_id", "stands_for", "result", "experience"));
}

TEST(EventLogCsv, IsOrderedByTimeFromJanuary2001) {
  auto rows = rows_of(40);
  rows.erase(rows.begin());
  EXPECT_TRUE(std::ranges::is_sorted(rows, {}, [](auto const& row) { return row[time_column]; }));
  EXPECT_THAT(rows.front()[time_column], StartsWith("2001-01-"));
  EXPECT_THAT(rows.back()[time_column], StartsWith("2001-12-"));
}

TEST(EventLogCsv, EndsEveryCaseOnce) {
  auto rows = rows_of(40);
  rows.erase(rows.begin());
  std::map<std::string, int> ends;
  std::set<std::string> cases;
  for (auto const& row : rows) {
    EXPECT_FALSE(ends.contains(row[case_column])) << "goes on behind its end";
    cases.insert(row[case_column]);
    if (row[touchpoint_column] == log_completed || row[touchpoint_column] == log_abandoned) {
      ++ends[row[case_column]];
    }
  }
  EXPECT_EQ(ends.size(), cases.size());
}

TEST(EventLogCsv, HoldsNothingOfCustomersWhoLeft) {
  Scenario const shop = quiet_shop();
  EpisodeRecord record;
  record.visits.push_back({});
  record.episodes.push_back({.visits = 1, .completed = true});
  Customer const customer;
  EventLogCsv log(shop);
  LivedMonth month{.customer = customer, .month = 1, .record = record, .after = {}};
  month.present_after = 0;
  log.lived(month);
  month.month = 2;
  month.present_before = 0;
  log.lived(month);
  std::string const text = log.take();
  EXPECT_THAT(text, HasSubstr("0-1-1,app,2001-01-"));
  EXPECT_THAT(text, Not(HasSubstr("0-2-1")));
}

TEST(EventLogCsv, FailsAndContinuesAsTheMapSays) {
  auto rows = rows_of(2000);
  rows.erase(rows.begin());
  double visits = 0;
  double failures = 0;
  for (auto const& row : rows) {
    if (row[touchpoint_column] == "hotline") {
      ++visits;
      failures += row[result_column] == "failed" ? 1 : 0;
    }
  }
  ASSERT_GT(visits, 1000);
  // The map's 20 %; independent visits.
  double const z = (failures - 0.2 * visits) / std::sqrt(visits * 0.2 * 0.8);
  EXPECT_LT(std::abs(z), 4.5);
}

}  // namespace
}  // namespace cxsim
