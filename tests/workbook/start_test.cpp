#include "cxsim/workbook/start.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/workbook/texts.hpp"
#include "starter_names.hpp"

namespace cxsim {
namespace {

/// A firm of half a million customers, in figures that fit every starter.
[[nodiscard]] StartNumbers firm() {
  return {.customers = 500'000,
          .annual_churn = 0.11,
          .margin = 41,
          .nps = StartNps{0.42, 0.31, 0.27, 1200},
          .contacts = 95'000,
          .contact_cost = 17.5,
          .complaints = 1'500,
          .service_share = ShareRange{0.25, 0.45},
          .budget = 2'000'000,
          .changes_at_once = 2};
}

[[nodiscard]] LoadedScenario read(StartedCase const& started) {
  auto loaded = parse_scenario(started.scenario, "scenario.json", [&](std::string const& path) {
    return Result<FileText>(FileText{path, started.map});
  });
  if (!loaded) {
    for (Diagnostic const& problem : loaded.error()) {
      ADD_FAILURE() << to_text(problem, Language::english);
    }
    return {};
  }
  return std::move(*loaded);
}

struct Volumes {
  double contacts = 0;
  double complaints = 0;
  double contact_cost = 0;
};

/// Per month, by the chain at the best guesses.
[[nodiscard]] Volumes volumes(Scenario const& scenario) {
  Map const& map = scenario.map;
  ParameterValues const values = scenario.parameters.best_guesses();
  Volumes sum;
  for (SegmentId const key : map.segments.keys()) {
    ParameterValues const changed = values_of_segment(map, scenario.parameters, values, key);
    std::vector<double> const visits = expected_visits(map, changed, key);
    for (TouchpointId const at : map.touchpoints.keys()) {
      Touchpoint const& touchpoint = map.touchpoints[at];
      double const count =
          values[map.customers] * values[map.segments[key].share] * visits[at.index];
      sum.contacts += touchpoint.is_contact ? count : 0;
      sum.complaints += touchpoint.is_complaint ? count : 0;
      sum.contact_cost += touchpoint.is_contact ? count * values[touchpoint.cost] : 0;
    }
  }
  return sum;
}

class Starters : public testing::TestWithParam<Industry> {
 protected:
  Starters()
      : started_(start_case(GetParam(), firm(), "map.json", Language::english)),
        loaded_(read(started_)) {}

  [[nodiscard]] double value(std::string const& path) const {
    auto const found = scenario().parameters.find(path);
    EXPECT_TRUE(found) << path;
    return found ? scenario().parameters.best_guesses()[*found] : std::nan("");
  }
  [[nodiscard]] Scenario const& scenario() const { return loaded_.scenario; }

  StartedCase started_;
  LoadedScenario loaded_;
};

INSTANTIATE_TEST_SUITE_P(Every, Starters, testing::ValuesIn(all_industries), [](auto const& one) {
  std::string name(industry_key(one.param));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST_P(Starters, LoseTheMeasuredShareOfCustomers) {
  double lost = 0;
  double margin = 0;
  ParameterValues const values = scenario().parameters.best_guesses();
  for (Segment const& segment : scenario().map.segments) {
    lost += values[segment.share] * values[segment.annual_churn];
    margin += values[segment.share] * values[segment.margin];
  }
  // Numbers of the file have four digits.
  EXPECT_NEAR(lost, 0.11, 0.11 * 1e-3);
  EXPECT_NEAR(margin, 41, 41 * 1e-3);
  EXPECT_EQ(value("population/customers"), 500'000);
}

TEST_P(Starters, SendAsManyContactsAndComplaintsAsCounted) {
  Volumes const month = volumes(scenario());
  EXPECT_NEAR(month.contacts, 95'000, 95);
  EXPECT_NEAR(month.complaints, 1'500, 3);
  EXPECT_NEAR(month.contact_cost / month.contacts, 17.5, 0.02);
  EXPECT_NEAR(value("measured/complaints_per_1000"), 3, 1e-9);
}

TEST_P(Starters, KeepTheFirmsFiguresAsTyped) {
  EXPECT_EQ(value("measured/nps"), 15);
  EXPECT_EQ(value("measured/nps/answers"), 1200);
  EXPECT_EQ(value("constraints/budget/first_year/amount"), 2'000'000);
  auto const nps = scenario().parameters.find("measured/nps");
  EXPECT_EQ(scenario().parameters.info(*nps).typed, "42 % / 31 % / 27 %");
  EXPECT_EQ(scenario().parameters.info(*nps).evidence, Evidence::before_after);
}

TEST_P(Starters, GradeEverythingElseAsDefaults) {
  for (ParameterInfo const& info : scenario().parameters.infos()) {
    bool const is_part_of_typed = info.path.starts_with("measured/");
    if (info.typed.empty() && !is_part_of_typed) {
      EXPECT_EQ(info.evidence, Evidence::program_default) << info.path;
    }
  }
  EXPECT_FALSE(scenario().illustrative);
}

TEST_P(Starters, SpreadTheShareOfLeaversThatNameService) {
  for (Segment const& segment : scenario().map.segments) {
    ParameterInfo const& info = scenario().parameters.info(segment.cause_shares[0]);
    EXPECT_TRUE(is_uncertain(info.prior)) << info.path;
    EXPECT_NEAR(scenario().parameters.best_guesses()[segment.cause_shares[0]], 0.35, 0.005);
  }
}

TEST_P(Starters, StayAsInventedWithoutAnyNumber) {
  LoadedScenario const loaded = read(start_case(GetParam(), {}, "map.json", Language::english));
  auto const original = parse_map(starter(GetParam()).map, "map.json");
  ASSERT_TRUE(original);
  ParameterValues const values = loaded.scenario.parameters.best_guesses();
  ParameterValues const before = original->parameters.best_guesses();
  for (ParameterInfo const& info : original->parameters.infos()) {
    if (!info.path.starts_with("measured/co")) {  // brought in line with the map
      EXPECT_EQ(values[*loaded.scenario.parameters.find(info.path)],
                before[*original->parameters.find(info.path)])
          << info.path;
    }
  }
}

template <class Things>
[[nodiscard]] std::vector<std::string> names_without_polish(Industry industry,
                                                            Things const& things) {
  std::vector<std::string> names;
  for (auto const& thing : things) {
    if (!polish_starter_text(industry, thing.name)) {
      names.push_back(thing.name);
    }
  }
  return names;
}

TEST_P(Starters, HaveAPolishNameForEverything) {
  Map const& map = scenario().map;
  EXPECT_THAT(names_without_polish(GetParam(), map.departments), testing::IsEmpty());
  EXPECT_THAT(names_without_polish(GetParam(), map.channels), testing::IsEmpty());
  EXPECT_THAT(names_without_polish(GetParam(), map.stages), testing::IsEmpty());
  EXPECT_THAT(names_without_polish(GetParam(), map.touchpoints), testing::IsEmpty());
  EXPECT_THAT(names_without_polish(GetParam(), map.journeys), testing::IsEmpty());
  EXPECT_THAT(names_without_polish(GetParam(), map.segments), testing::IsEmpty());
  EXPECT_THAT(names_without_polish(GetParam(), map.queues), testing::IsEmpty());
  EXPECT_THAT(names_without_polish(GetParam(), scenario().initiatives), testing::IsEmpty());
  EXPECT_TRUE(polish_starter_text(GetParam(), map.name));
  EXPECT_TRUE(polish_starter_text(GetParam(), scenario().name));
}

TEST_P(Starters, SayInPolishTheSameOfTheSameIds) {
  StartedCase const polish = start_case(GetParam(), firm(), "map.json", Language::polish);
  LoadedScenario const loaded = read(polish);
  Map const& map = loaded.scenario.map;

  EXPECT_EQ(map.name, *polish_starter_text(GetParam(), scenario().map.name));
  EXPECT_EQ(map.touchpoints.begin()->name,
            *polish_starter_text(GetParam(), scenario().map.touchpoints.begin()->name));
  EXPECT_EQ(map.touchpoints.begin()->id, scenario().map.touchpoints.begin()->id);
  EXPECT_EQ(loaded.scenario.parameters.size(), scenario().parameters.size());
  EXPECT_EQ(polish.map.find("ILLUSTRATIVE"), std::string::npos);
  EXPECT_NE(polish.map.find("11% dla wszystkich klientów, podział jak w szablonie"),
            std::string::npos);
}

TEST(Start, SaysWhenFailuresAloneSendMoreToTheHotline) {
  StartNumbers numbers = firm();
  numbers.contacts = 100;
  StartedCase const started = start_case(Industry::bank, numbers, "map.json", Language::english);
  EXPECT_TRUE(std::any_of(started.notes.begin(), started.notes.end(), [](Diagnostic const& note) {
    return note.text == texts::start_contacts_misfit && note.severity == Severity::warning;
  }));
  EXPECT_NEAR(volumes(read(started).scenario).contacts, 100, 1);
}

TEST(Start, LetsCostsGrowSlowerThanTheFirm) {
  auto const one_off = [](StartNumbers const& numbers) {
    Scenario const scenario =
        read(start_case(Industry::bank, numbers, "m.json", Language::english)).scenario;
    return scenario.parameters.best_guesses()[scenario.initiatives.begin()->one_off_cost];
  };
  // A tenth of the customers: 10^-0.6 = .2512, rounded to two digits in the file.
  EXPECT_NEAR(one_off({.customers = 100'000}) / one_off({}), 0.2512, 0.2512 * 0.05);
}

TEST(Start, KnowsItsIndustriesByName) {
  for (Industry const industry : all_industries) {
    EXPECT_EQ(industry_from_key(industry_key(industry)), industry);
  }
  EXPECT_EQ(industry_from_key("bakery"), std::nullopt);
}

}  // namespace
}  // namespace cxsim
