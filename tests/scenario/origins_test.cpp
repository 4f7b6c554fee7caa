#include "cxsim/scenario/origins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace cxsim {
namespace {

using testing::ElementsAre;

void add(ParameterTable& table, std::string path, Evidence evidence) {
  ParameterInfo info;
  info.path = std::move(path);
  info.evidence = evidence;
  table.add(std::move(info));
}

TEST(OriginsOf, CountsNumbersByGrade) {
  ParameterTable table;
  add(table, "touchpoints/queue/failure", Evidence::before_after);
  add(table, "touchpoints/queue/cost", Evidence::expert);
  add(table, "segments/all/margin", Evidence::program_default);
  add(table, "behaviour/forgetting", Evidence::program_default);
  NumberOrigins const origins = origins_of(table);
  EXPECT_EQ(origins.numbers, 4U);
  EXPECT_EQ(origins.measured, 1U);
  EXPECT_EQ(origins.expert, 1U);
  EXPECT_EQ(origins.defaults, 2U);
}

TEST(OriginsOf, NamesKindsWithAMeasuredNumberAndKindsWithDefaultsOnly) {
  ParameterTable table;
  add(table, "touchpoints/queue/score/mean", Evidence::program_default);
  add(table, "touchpoints/queue/failure", Evidence::before_after);
  add(table, "touchpoints/agent/failure", Evidence::program_default);
  add(table, "touchpoints/agent/cost", Evidence::expert);
  add(table, "touchpoints/queue/cost", Evidence::program_default);
  add(table, "transitions/queue/success/agent", Evidence::benchmark);
  add(table, "segments/all/starts/call", Evidence::before_after);
  add(table, "segments/all/share", Evidence::before_after);
  add(table, "segments/all/margin", Evidence::program_default);
  add(table, "segments/all/churn/annual", Evidence::program_default);
  NumberOrigins const origins = origins_of(table);
  EXPECT_THAT(origins.measured_kinds, ElementsAre(NumberTopic::transitions, NumberTopic::failures,
                                                  NumberTopic::starts, NumberTopic::segment_sizes));
  EXPECT_THAT(origins.default_kinds,
              ElementsAre(NumberTopic::satisfaction, NumberTopic::margin, NumberTopic::churn));
}

}  // namespace
}  // namespace cxsim
