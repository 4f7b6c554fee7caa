#include <gmock/gmock.h>
#include <sys/resource.h>

#include <cmath>

#include "cxsim/analysis/journey_analysis.hpp"
#include "cxsim/io/map_file.hpp"

namespace cxsim {
namespace {

constexpr std::uint32_t many = 100'000;

/// Ids whose hashes differ, as a map needs it.
[[nodiscard]] std::string id(std::uint32_t touchpoint) { return "a" + std::to_string(touchpoint); }

/// Touchpoints in a row that lead to the next one, jump forward, or go back; each ends with 0.01.
[[nodiscard]] std::string large_map() {
  std::string touchpoints;
  std::string transitions;
  for (std::uint32_t from = 0; from < many; ++from) {
    std::string const comma = from == 0 ? "" : ",\n";
    touchpoints += comma + '"' + id(from) + R"(":{"name":"T","department":"d","failure":0})";
    std::uint32_t const next = (from + 1) % many;
    std::uint32_t const further = (from + 7) % many;
    std::uint32_t const back = from >= 10 ? from - 10 : from + 10;
    transitions += comma + '"' + id(from) + R"(":{"success":{")" + id(next) + "\":0.6,\"" +
                   id(further) + "\":0.29,\"" + id(back) +
                   R"(":0.1,"completed":0.007,"abandoned":0.003}})";
  }
  return R"({"format":"cxsim-map","version":1,"name":"Large","currency":"PLN",
"departments":{"d":{"name":"D"}},"touchpoints":{)" +
         touchpoints + "},\"transitions\":{" + transitions +
         R"(},"journeys":{"j":{"name":"J","entry":"a0"}}})";
}

[[nodiscard]] double peak_gibibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / (1 << 20);
}

TEST(LargeMap, AHundredThousandTouchpointsAreSolvedInAQuarterOfAGibibyte) {
  auto const loaded = parse_map(large_map(), "large.json");
  ASSERT_TRUE(loaded) << to_text(*loaded.error().begin(), Language::english);
  double const before = peak_gibibytes();
  std::vector<SegmentView> const views{{std::nullopt, loaded->parameters.best_guesses(), {}}};
  auto const journeys = analyse_journeys(loaded->map, views, {});
  ASSERT_TRUE(journeys);
  JourneyFigures const& all = journeys->front().all;
  EXPECT_NEAR(all.visits.mean, 100, 1e-7);
  EXPECT_NEAR(all.visits.sd, std::sqrt(0.99) / 0.01, 1e-7);
  EXPECT_NEAR(all.chance_of(Ending::completed), 0.7, 1e-9);
  EXPECT_LT(peak_gibibytes() - before, 0.25);
}

}  // namespace
}  // namespace cxsim
