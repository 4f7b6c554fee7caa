#include <gmock/gmock.h>

#include "command_line.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::run_line;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

[[nodiscard]] std::string chain_text() {
  return R"({
  "format": "cxsim-map", "version": 1, "name": "Coupons", "currency": "EUR",
  "departments": {"one": {"name": "One"}},
  "touchpoints": {
    "first": {"name": "First", "department": "one", "failure": 0, "cost": 1},
    "second": {"name": "Second", "department": "one", "failure": 0, "cost": 1}
  },
  "outcomes": {"full": {"name": "Album full", "counts_as": "completed"}},
  "transitions": {
    "first": {"success": {"second": 1}},
    "second": {"success": {"second": 0.5, "full": 0.5}}
  },
  "values": {"boxes": {"name": "Boxes", "unit": "boxes", "visits": {"first": 1, "second": 1}}},
  "journeys": {"collect": {"name": "Collect", "entry": "first"}}
})";
}

TEST(Analyze, SaysHowJourneysRun) {
  auto const ran = run_line({"analyze", "journeys/bank.json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("Solved exactly"), HasSubstr("Every abandoned episode passes"),
                    HasSubstr("Most travelled"), HasSubstr("Experience:"), HasSubstr("infinite")));
}

TEST(Analyze, SpeaksPolish) {
  auto const ran = run_line({"analyze", "journeys/bank.json", "--lang", "pl", "--removal"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Najczęstsza droga"), HasSubstr("Efekt usunięcia")));
}

TEST(Analyze, SolvesAPlainChainWithOutcomesAndValues) {
  TemporaryFolder const folder;
  std::string const file = folder.file("chain.json", chain_text());
  auto const ran = run_line({"analyze", file, "--steps", "4"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Ends: Album full 100 %"),
                             HasSubstr("Boxes 3 boxes (standard deviation 1.41)"),
                             HasSubstr("half of the episodes take at most 2"),
                             HasSubstr("13 % take more than 4"), Not(HasSubstr("infinite"))));
}

TEST(Analyze, APlainChainIsCheckedButNotSimulated) {
  TemporaryFolder const folder;
  std::string const file = folder.file("chain.json", chain_text());
  EXPECT_EQ(run_line({"check", file}).code, 0);
  for (std::string const command : {"simulate", "diagram"}) {
    auto const ran = run_line({command, file});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("this map has no segments"));
  }
  EXPECT_THAT(run_line({"analyze", file, "--simulate", "10"}).err, HasSubstr("needs segments"));
}

TEST(Analyze, WritesAllDigitsAsJson) {
  TemporaryFolder const folder;
  std::string const file = folder.file("chain.json", chain_text());
  auto const ran = run_line({"analyze", file, "--json", "-"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\"format\": \"cxsim-analysis\""), HasSubstr("\"full\""),
                             HasSubstr("1.4142135623730951")));
}

TEST(Analyze, PutsSampledBesideExact) {
  auto const ran = run_line({"analyze", "journeys/bank.json", "--simulate", "20000"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Simulation and exact solution agree."));
}

TEST(Analyze, FollowsTheSettings) {
  EXPECT_NE(run_line({"analyze", "journeys/bank.json", "--json", "-"}).out,
            run_line({"analyze", "journeys/bank.json", "--json", "-", "--set",
                      "touchpoints/app_login/failure=8%"})
                .out);
}

TEST(Analyze, RefusesNumbersThatOptionsDoNotTake) {
  EXPECT_EQ(run_line({"analyze", "journeys/bank.json", "--steps", "0"}).code, 2);
  EXPECT_EQ(run_line({"analyze", "journeys/bank.json", "--discount", "1"}).code, 2);
  EXPECT_EQ(run_line({"analyze", "journeys/bank.json", "--simulate", "1000001"}).code, 3);
}

TEST(Analyze, RefusesAnOutcomeThatIsNamedAsATouchpoint) {
  TemporaryFolder const folder;
  std::string const file = folder.file(
      "chain.json", test::replaced(chain_text(), R"("full": {"name)", R"("first": {"name)"));
  EXPECT_THAT(run_line({"check", file}).err, HasSubstr("there is also a touchpoint “first”"));
}

}  // namespace
}  // namespace cxsim
