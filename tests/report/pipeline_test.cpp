#include <gmock/gmock.h>

#include "cxsim/formats/json.hpp"
#include "cxsim/report/backlog_csv.hpp"
#include "cxsim/report/console_tables.hpp"
#include "cxsim/report/report_markdown.hpp"
#include "cxsim/report/result_json.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using testing::HasSubstr;

/// A small run of the shop, for the form of its reports and not for their numbers.
class SmallRun : public testing::Test {
 protected:
  SmallRun()
      : scenario_(test::shop()),
        provenance_(make_provenance(scenario_, sampling_, {}, "0.1.0", "prioritize")) {}

  Sampling sampling_{.seed = 3, .draws = 20, .customers = 80};
  Scenario scenario_;
  Provenance provenance_;
  SilentObserver silence_;
};

TEST_F(SmallRun, OfPrioritizeIsReported) {
  Prioritization const answer = prioritize(scenario_, sampling_, 1, silence_).value();
  EXPECT_THAT(prioritize_text(scenario_, answer, provenance_, {}), HasSubstr("RECOMMENDATION"));
  EXPECT_THAT(report_markdown(scenario_, answer, provenance_, Language::english),
              HasSubstr("## We recommend"));
  EXPECT_THAT(backlog_csv(scenario_, answer, provenance_, Language::english),
              HasSubstr("Fix the app"));
  EXPECT_TRUE(parse_json(prioritize_json(scenario_, answer, provenance_), "result.json"));
}

TEST_F(SmallRun, OfSimulateIsReported) {
  BaselineRun const run = simulate_baseline(scenario_, sampling_, 1, silence_).value();
  EXPECT_THAT(simulate_text(scenario_, run, provenance_, {}), HasSubstr("IF WE DECIDE NOTHING"));
  EXPECT_TRUE(parse_json(simulate_json(scenario_, run, provenance_), "result.json"));
}

TEST_F(SmallRun, GivesTheSameBytesForAnyNumberOfThreads) {
  Prioritization const one = prioritize(scenario_, sampling_, 1, silence_).value();
  Prioritization const two = prioritize(scenario_, sampling_, 2, silence_).value();
  EXPECT_EQ(prioritize_json(scenario_, one, provenance_),
            prioritize_json(scenario_, two, provenance_));
}

TEST_F(SmallRun, KeepsWhatWasFixed) {
  ASSERT_TRUE(scenario_.parameters.set("touchpoints/app/failure", 0.1));
  Provenance const provenance = make_provenance(scenario_, sampling_, {}, "0.1.0", "prioritize");
  EXPECT_THAT(provenance.settings, testing::ElementsAre(Setting{"touchpoints/app/failure", 0.1}));
}

}  // namespace
}  // namespace cxsim
