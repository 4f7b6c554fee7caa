#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "cxsim/formats/json.hpp"
#include "cxsim/formats/text_file.hpp"
#include "cxsim/io/scenario_file.hpp"
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

/// \p value with the members of every object backwards.
Json backwards(JsonValue const& value) {
  switch (value.kind()) {
    case JsonKind::null:
      return {};
    case JsonKind::boolean:
      return value.boolean();
    case JsonKind::number:
      return value.number();
    case JsonKind::string:
      return value.string();
    case JsonKind::array: {
      Json array = Json::array();
      for (JsonValue const& element : value.elements()) {
        array.push(backwards(element));
      }
      return array;
    }
    case JsonKind::object:
      break;
  }
  Json object = Json::object();
  for (auto member = value.members().rbegin(); member != value.members().rend(); ++member) {
    object.set(member->key, backwards(member->value));
  }
  return object;
}

std::string backwards(std::string const& text) {
  return to_json_text(backwards(parse_json(text, "").value()));
}

/// \p value as text in which neither the order of members nor the order of what a map lists shows.
/// \param key Of the member that it is.
std::string without_order(JsonValue const& value, std::string const& key = "") {
  static std::set<std::string> const listed{"departments", "touchpoints", "segments", "checks"};
  if (value.kind() == JsonKind::number) {
    return value.number_text();
  }
  if (value.kind() == JsonKind::string) {
    return '"' + value.string() + '"';
  }
  std::vector<std::string> parts;
  if (value.kind() == JsonKind::array) {
    for (JsonValue const& element : value.elements()) {
      parts.push_back(without_order(element));
    }
  } else if (value.kind() == JsonKind::object) {
    for (JsonMember const& member : value.members()) {
      parts.push_back(member.key + ": " + without_order(member.value, member.key));
    }
  } else {
    return value.kind() == JsonKind::null ? "null" : value.boolean() ? "true" : "false";
  }
  if (value.kind() == JsonKind::object || listed.contains(key)) {
    std::ranges::sort(parts);
  }
  std::string text = "(";
  for (std::string const& part : parts) {
    text += part + '\n';
  }
  return text + ')';
}

class ShippedScenario : public testing::TestWithParam<std::string> {
 protected:
  static constexpr std::size_t most_bytes = std::size_t{1} << 20;

  static std::string result_of(Scenario const& scenario) {
    Sampling const sampling{.seed = 3, .draws = 6, .customers = 150};
    SilentObserver silence;
    Prioritization const answer = prioritize(scenario, sampling, 0, silence).value();
    Provenance const provenance = make_provenance(scenario, sampling, {}, "0.1.0", "prioritize");
    return without_order(
        parse_json(prioritize_json(scenario, answer, provenance), "result.json").value());
  }
};

TEST_P(ShippedScenario, GivesTheSameNumbersWhenEverythingInItsFilesStandsInTheOppositeOrder) {
  std::filesystem::path const file = "scenarios/" + GetParam() + ".json";
  Scenario const as_shipped = load_scenario(file).value().scenario;
  Scenario const reversed =
      parse_scenario(backwards(read_text(file.string(), most_bytes).value()), "scenario.json",
                     [&](std::string const& map) -> Result<FileText> {
                       std::string const text =
                           read_text((file.parent_path() / map).string(), most_bytes).value();
                       return FileText{map, backwards(text)};
                     })
          .value()
          .scenario;
  EXPECT_NE(reversed.map.touchpoints.begin()->id, as_shipped.map.touchpoints.begin()->id);
  EXPECT_NE(reversed.map.segments.begin()->id, as_shipped.map.segments.begin()->id);
  EXPECT_EQ(result_of(reversed), result_of(as_shipped));
}

INSTANTIATE_TEST_SUITE_P(All, ShippedScenario, testing::Values("bank", "cable", "mobile"),
                         [](auto const& one) { return one.param; });

}  // namespace
}  // namespace cxsim
