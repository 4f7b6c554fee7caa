#include "cxsim/io/format_guide.hpp"

#include <gmock/gmock.h>

#include "cxsim/io/json_schema.hpp"
#include "support/golden.hpp"

namespace cxsim {
namespace {

TEST(FormatGuide, IsTheCommittedDocument) {
  expect_golden(input_format_guide(), "docs/input-format.md");
}

TEST(FormatGuide, HasTheCommittedSchemaOfMaps) {
  expect_golden(map_schema(), "docs/schema/cxsim-map.schema.json");
}

TEST(FormatGuide, HasTheCommittedSchemaOfScenarios) {
  expect_golden(scenario_schema(), "docs/schema/cxsim-scenario.schema.json");
}

}  // namespace
}  // namespace cxsim
