#include "cxsim/io/json_schema.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace cxsim {
namespace {

using Document = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

std::string text_of(std::filesystem::path const& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// What a library of others says of a document: its complaints, the outermost first.
class Checker {
 public:
  explicit Checker(std::string const& schema) {
    Document const document = Document::parse(schema);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(document), schema_);
  }

  [[nodiscard]] std::vector<std::string> complaints(std::string const& text) {
    Document const document = Document::parse(text, nullptr, true, true);  // with comments
    Adapter const target(document);
    valijson::ValidationResults results;
    std::vector<std::string> list;
    if (!valijson::Validator().validate(schema_, target, &results)) {
      for (valijson::ValidationResults::Error error; results.popError(error);) {
        list.push_back(testing::PrintToString(error.context) + ": " + error.description);
      }
    }
    return list;
  }

 private:
  valijson::Schema schema_;
};

Checker& map_checker() {
  static Checker checker(map_schema());
  return checker;
}

Checker& scenario_checker() {
  static Checker checker(scenario_schema());
  return checker;
}

std::vector<std::string> names_in(std::string const& folder) {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

std::string name_of(testing::TestParamInfo<std::string> info) {
  std::ranges::replace(info.param, '-', '_');
  return info.param;
}

class ShippedMap : public testing::TestWithParam<std::string> {};
TEST_P(ShippedMap, FollowsTheSchema) {
  EXPECT_THAT(map_checker().complaints(text_of("journeys/" + GetParam() + ".json")),
              testing::IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(JsonSchema, ShippedMap, testing::ValuesIn(names_in("journeys")), name_of);

class ShippedScenario : public testing::TestWithParam<std::string> {};
TEST_P(ShippedScenario, FollowsTheSchema) {
  EXPECT_THAT(scenario_checker().complaints(text_of("scenarios/" + GetParam() + ".json")),
              testing::IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(JsonSchema, ShippedScenario, testing::ValuesIn(names_in("scenarios")),
                         name_of);

// What a schema cannot say: the meaning of ids and paths, order of numbers, sums, ways through the
// map; and repeated keys, of which most JSON readers see only the last. A new invalid file that
// fails here either belongs on the list or shows that the schema lacks something.
std::set<std::string> const beyond_schema_of_maps{"causes_do_not_sum",
                                                  "counts_all_zero",
                                                  "difference_of_measured_score",
                                                  "difference_of_own_number",
                                                  "difference_of_unknown_number",
                                                  "difference_that_does_not_fit",
                                                  "ids_differ_by_case",
                                                  "journey_score_does_not_sum",
                                                  "loop_without_exit",
                                                  "measurement_of_firm_at_touchpoint",
                                                  "measurement_of_unknown_touchpoint",
                                                  "measurement_of_visits_without_touchpoint",
                                                  "measurement_out_of_range",
                                                  "missing_section",
                                                  "no_transitions_after_failure",
                                                  "no_transitions_after_touchpoint",
                                                  "pert_order",
                                                  "pert_without_spread",
                                                  "quantile_of_no_probability",
                                                  "quantiles_fall",
                                                  "queues_at_unknown_touchpoints",
                                                  "queues_that_nobody_can_wait_in",
                                                  "reached_with_probability_zero",
                                                  "repeated_key",
                                                  "reports_that_contradict",
                                                  "sd_too_large_for_mean",
                                                  "sd_too_small_for_failures",
                                                  "sd_too_small_for_leniency",
                                                  "segment_shares_do_not_sum",
                                                  "segment_without_starts",
                                                  "sources_differ_by_case",
                                                  "starts_missing",
                                                  "transitions_do_not_sum",
                                                  "uniform_upside_down",
                                                  "unknown_department",
                                                  "unknown_entry",
                                                  "unknown_journey_in_starts",
                                                  "unknown_stage",
                                                  "unknown_target",
                                                  "unknown_touchpoint_in_transitions",
                                                  "unreachable_touchpoint"};
std::set<std::string> const beyond_schema_of_scenarios{"adding_to_probability",
                                                       "budget_ends_before_it_begins",
                                                       "change_of_churn",
                                                       "change_of_derived_number",
                                                       "change_of_mean_by_adding",
                                                       "change_of_sd",
                                                       "change_of_share",
                                                       "change_of_timing",
                                                       "constraint_of_unknown_department",
                                                       "correlated_twice",
                                                       "correlation_of_certain_number",
                                                       "correlation_of_unknown_number",
                                                       "excludes_itself",
                                                       "execution_above_one",
                                                       "goal_in_percent",
                                                       "goal_of_firm_at_touchpoint",
                                                       "goal_of_touchpoint_that_is_none",
                                                       "half_life_without_duration",
                                                       "map_file_missing",
                                                       "map_is_empty",
                                                       "map_is_folder",
                                                       "map_is_scenario",
                                                       "needs_in_a_circle",
                                                       "needs_itself",
                                                       "needs_unknown",
                                                       "needs_what_excludes",
                                                       "needs_what_it_excludes",
                                                       "odds_of_money",
                                                       "path_with_slash_in_front",
                                                       "pattern_without_match",
                                                       "segment_does_not_fit",
                                                       "unknown_department",
                                                       "unknown_department_in_fte",
                                                       "unknown_path",
                                                       "unknown_segment"};
std::set<std::string> const no_json{"infinite_number", "not_json"};

std::vector<std::string> json_in(std::string const& folder) {
  std::vector<std::string> names = names_in(folder);
  std::erase_if(names, [](std::string const& name) { return no_json.contains(name); });
  return names;
}

class InvalidMapForSchema : public testing::TestWithParam<std::string> {};
TEST_P(InvalidMapForSchema, IsRefusedByTheSchemaWhereItCanSayWhy) {
  auto const complaints =
      map_checker().complaints(text_of("tests/invalid_input/maps/" + GetParam() + ".json"));
  EXPECT_EQ(complaints.empty(), beyond_schema_of_maps.contains(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(JsonSchema, InvalidMapForSchema,
                         testing::ValuesIn(json_in("tests/invalid_input/maps")), name_of);

class InvalidScenarioForSchema : public testing::TestWithParam<std::string> {};
TEST_P(InvalidScenarioForSchema, IsRefusedByTheSchemaWhereItCanSayWhy) {
  auto const complaints = scenario_checker().complaints(
      text_of("tests/invalid_input/scenarios/" + GetParam() + ".json"));
  EXPECT_EQ(complaints.empty(), beyond_schema_of_scenarios.contains(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(JsonSchema, InvalidScenarioForSchema,
                         testing::ValuesIn(json_in("tests/invalid_input/scenarios")), name_of);

}  // namespace
}  // namespace cxsim
