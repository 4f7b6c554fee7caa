#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_line.hpp"

namespace cxsim::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char const* answers =
    "500 000\n11\n41\n42 31 27 1200\n95 000\n17.5\n1 500\n25 - 45\n2 million\n2\n";

TEST(InitStart, MakesAMapAndAScenarioAndRanksThem) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", "--start", "--industry", "public-service", "--draws", "3",
                             "--customers", "100", folder.file("case")},
                            {.standard_input = answers});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("RECOMMENDATION"));
  EXPECT_THAT(content_of(folder.file("case/map.json")),
              AllOf(HasSubstr("\"typed\": \"500000\""), HasSubstr("\"evidence\": \"F\"")));
  EXPECT_THAT(content_of(folder.file("case/scenario.json")),
              AllOf(HasSubstr("\"map\": \"map.json\""), HasSubstr("\"changes_at_once\"")));
  EXPECT_THAT(content_of(folder.file("case/first-ranking/report.md")), HasSubstr("# "));
}

TEST(InitStart, LaysTheSchemasBesideTheFilesThatNameThem) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line({"init", "--start", "--industry", "shop", "--draws", "1", "--customers", "100",
                      folder.file("c")},
                     {.standard_input = ""})
                .code,
            0);
  for (std::string const kind : {"map", "scenario"}) {
    std::string const schema = "schema/cxsim-" + kind + ".schema.json";
    EXPECT_THAT(content_of(folder.file("c/" + kind + ".json")), HasSubstr('"' + schema + '"'));
    EXPECT_THAT(content_of(folder.file("c/" + schema)), HasSubstr("draft-07"));
  }
}

TEST(InitStart, TakesSilenceForNotKnown) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", "--start", "--industry", "public-service", "--draws", "3",
                             "--customers", "100", folder.file("c")},
                            {.standard_input = "120000\n"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("10. How many changes"));
}

TEST(InitStart, AsksAgainAndExplainsWhatItDidNotUnderstand) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", "--start", folder.file("c")},
                            {.standard_input = "bakery\npublic-service\nmany\n-3\nlots\n"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("“bakery” is not one of them"),
                             HasSubstr("“many” is not a number that can be right here"),
                             HasSubstr("three answers")));
  EXPECT_THAT(folder.entries(), IsEmpty());
}

TEST(InitStart, SpeaksPolishAndReadsPolishNumbers) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", "--start", "--industry", "public-service", "--lang", "pl",
                             "--draws", "3", "--customers", "100", folder.file("c")},
                            {.standard_input = "850 tys.\n8,5 %\n24,50\n42 31 27\n"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("1. Ilu jest klientów?"));
  EXPECT_THAT(content_of(folder.file("c/map.json")),
              AllOf(HasSubstr("\"value\": 850000"), HasSubstr("8,5% dla wszystkich klientów"),
                    HasSubstr("\"name\": \"Logowanie do portalu\"")));
}

/// What is said about an answer to the question for the share of leavers; the next one is given up.
[[nodiscard]] std::string said_about_range(std::string const& answer) {
  TemporaryFolder const folder;
  std::string const unknown = "\n\n\n\n\n\n\n";
  return run_line({"init", "--start", "--industry", "bank", folder.file("c")},
                  {.standard_input = unknown + answer + "\nlots\nlots\nlots\nlots\nlots\nlots\n"})
      .err;
}

class RangesAsPeopleTypeThem : public testing::TestWithParam<char const*> {};

TEST_P(RangesAsPeopleTypeThem, AreUnderstood) {
  std::string const answer = GetParam();
  EXPECT_THAT(said_about_range(answer),
              AllOf(HasSubstr("9. Budget for the first year?"), HasSubstr("“lots”"),
                    testing::Not(HasSubstr("“" + answer + "”"))));
}

INSTANTIATE_TEST_SUITE_P(InitStart, RangesAsPeopleTypeThem,
                         testing::Values("25-45", "25 - 45", "25–45", "25%-45%", "25 % – 45 %",
                                         "25 45", "from 25 to 45", "od 25 do 45", "30"));

class RangesThatAreNone : public testing::TestWithParam<char const*> {};

TEST_P(RangesThatAreNone, AreAskedForAgain) {
  std::string const answer = GetParam();
  EXPECT_THAT(said_about_range(answer), HasSubstr("“" + answer + "”"));
}

INSTANTIATE_TEST_SUITE_P(InitStart, RangesThatAreNone,
                         testing::Values("45-25", "-25", "25 -45", "25--45", "25-45-65", "to"));

TEST(InitStart, RefusesAnUnknownIndustryBeforeAsking) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", "--start", "--industry", "bakery", folder.file("c")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("“bakery” is not a starter map"),
                             testing::Not(HasSubstr("How many customers"))));
}

TEST(InitStart, AsksNothingWhenAFileIsInTheWay) {
  TemporaryFolder const folder;
  std::string const mine = folder.file("map.json", "mine");
  auto const ran = run_line({"init", "--start", "--industry", "bank", folder.file("")},
                            {.standard_input = answers});
  EXPECT_NE(ran.code, 0);
  EXPECT_THAT(ran.err, testing::Not(HasSubstr("How many customers")));
  EXPECT_EQ(content_of(mine), "mine");
}

}  // namespace
}  // namespace cxsim::test
