#include <gmock/gmock.h>

#include "command_line.hpp"
#include "cxsim/formats/json.hpp"

namespace cxsim {
namespace {

using test::content_of;
using test::run_line;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char const* calls =
    "call;what;when;who\n"
    "1;Menu;2026-01-01T08:00:00Z;Phone\n"
    "1;Agent;2026-01-01T08:05:00Z;Phone\n"
    "1;Solved;2026-01-01T08:09:00Z;Phone\n"
    "2;Menu;2026-01-20T08:00:00Z;Phone\n"
    "2;Hung up, angry;2026-01-20T08:05:00Z;Phone\n"
    "3;Menu;2026-03-01T08:00:00Z;Phone\n"
    "3;Agent;2026-03-01T08:05:00Z;Phone\n"
    "3;Solved;2026-03-01T08:09:00Z;Phone\n";

[[nodiscard]] std::vector<std::string> calibrate(std::string const& log, std::string const& map,
                                                 std::vector<std::string> const& more = {}) {
  std::vector<std::string> words = {"calibrate",
                                    "--events",
                                    log,
                                    "-o",
                                    map,
                                    "--case",
                                    "call",
                                    "--touchpoint",
                                    "what",
                                    "--timestamp",
                                    "when",
                                    "--department",
                                    "who",
                                    "--completed",
                                    "Solved",
                                    "--abandoned",
                                    "Hung up, angry"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(Calibrate, MakesAMapThatIsInOrder) {
  TemporaryFolder const folder;
  std::string const map = folder.file("map.json");
  auto const ran = run_line(calibrate(folder.file("log.csv", calls), map));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("Rows: 8 read, 0 left out"), HasSubstr("separated by semicolons"),
                    HasSubstr("8 events of 3 cases"), HasSubstr("2 cases completed, 1 abandoned"),
                    HasSubstr("touchpoints/*/score/mean")));
  EXPECT_EQ(run_line({"check", map}).code, 0);
}

TEST(Calibrate, PrintsTheMapAlone) {
  TemporaryFolder const folder;
  auto const ran = run_line(calibrate(folder.file("log.csv", calls), "-"));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(parse_json(ran.out, "out"));
  EXPECT_THAT(ran.err, HasSubstr("Rows: 8 read"));
}

constexpr char const* waits =
    "call;what;when;who\n"
    "1;Wait;2026-01-01T08:00:00Z;Phone\n"
    "1;Agent;2026-01-01T08:02:00Z;Phone\n"
    "1;Solved;2026-01-01T08:05:00Z;Phone\n"
    "2;Wait;2026-01-20T08:00:00Z;Phone\n"
    "2;Hung up, angry;2026-01-20T08:04:00Z;Phone\n";

// 6 minutes waited by two, of whom one gave up.
TEST(Calibrate, ShowsTheWaitsOfALineBesideThoseOfTheModel) {
  TemporaryFolder const folder;
  std::string const map = folder.file("map.json");
  auto const ran = run_line(
      calibrate(folder.file("log.csv", waits), map, {"--waiting", "Wait", "--serving", "Agent"}));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("2 calls, 100.0 % had to wait, 50.0 % of all gave up"),
                             HasSubstr("patience 6.00 minutes (± 6.00)"),
                             HasSubstr("mean wait of all 180.0 s measured"),
                             HasSubstr(" 8–9     2         1.0          3.00      100.0 %")));
  EXPECT_EQ(run_line({"check", map}).code, 0);
}

TEST(Calibrate, SpeaksPolishOfWaits) {
  TemporaryFolder const folder;
  auto const ran = run_line(calibrate(folder.file("log.csv", waits), folder.file("map.json"),
                                      {"--waiting", "Wait", "--serving", "Agent", "--lang", "pl"}));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("musiało czekać 100,0%"), HasSubstr("zmierzone 180,0 s"),
                             HasSubstr("Godzina  Dni")));
}

TEST(Calibrate, NeedsBothTouchpointsOfALine) {
  TemporaryFolder const folder;
  auto const ran = run_line(
      calibrate(folder.file("log.csv", waits), folder.file("map.json"), {"--waiting", "Wait"}));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("add --serving NAME"));
}

TEST(Calibrate, ReplacesAMapOnlyWhenForced) {
  TemporaryFolder const folder;
  std::string const log = folder.file("log.csv", calls);
  std::string const map = folder.file("map.json", "mine");
  auto const refused = run_line(calibrate(log, map));
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("this file exists already"));
  EXPECT_EQ(content_of(map), "mine");
  EXPECT_EQ(run_line(calibrate(log, map, {"--force"})).code, 0);
  EXPECT_NE(content_of(map), "mine");
}

TEST(Calibrate, NeverReplacesTheLog) {
  TemporaryFolder const folder;
  std::string const log = folder.file("log.csv", calls);
  EXPECT_EQ(run_line(calibrate(log, log, {"--force"})).code, 2);
  EXPECT_EQ(content_of(log), calls);
}

TEST(Calibrate, NamesAColumnThatIsMissing) {
  TemporaryFolder const folder;
  auto const ran = run_line({"calibrate", "--events", folder.file("log.csv", calls), "-o",
                             folder.file("map.json"), "--case", "ticket"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("ticket"), HasSubstr("nothing was run")));
  EXPECT_THAT(folder.entries(), ElementsAre("log.csv"));
}

TEST(Calibrate, AsksForLogAndMap) {
  auto const ran = run_line({"calibrate"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("no log is named"), HasSubstr("no file for the map is named")));
}

TEST(Calibrate, EndsWithFourWhenTheLogIsMissing) {
  TemporaryFolder const folder;
  EXPECT_EQ(run_line(calibrate("no-such-log.csv", folder.file("map.json"))).code, 4);
}

TEST(Calibrate, StopsWhenAsked) {
  TemporaryFolder const folder;
  auto const ran = run_line(calibrate(folder.file("log.csv", calls), folder.file("map.json")),
                            {.stop_signal = [] { return StopSignal::interrupt; }});
  EXPECT_EQ(ran.code, 130);
  EXPECT_THAT(folder.entries(), ElementsAre("log.csv"));
}

TEST(Calibrate, SaysWhyTheRowsOfALogWereRefused) {
  TemporaryFolder const folder;
  using namespace std::string_literals;
  auto const ran =
      run_line({"calibrate", "--events",
                folder.file("log.csv", "case,touchpoint,timestamp\n1,A\0,2026-01-01\n"s), "-o",
                folder.file("map.json")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("warning: "), HasSubstr("zero byte"),
                             HasSubstr("1 of 1 rows could not be used")));
}

TEST(Calibrate, ReadsALogThatPolishExcelSavedAndSaysSo) {
  TemporaryFolder const folder;
  auto const ran = run_line({"calibrate", "--events",
                             folder.file("log.csv",
                                         "case;touchpoint;timestamp\n"
                                         "1;\xA3\xF3"
                                         "d\x9F;2026-01-01\n"
                                         "1;Ko\xF1"
                                         "cz\xEA;2026-02-02\n"),
                             "-o", folder.file("map.json")});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("windows-1250"));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Łódź"), HasSubstr("Kończę")));
}

TEST(Calibrate, LetsNothingOfALogCommandTheTerminal) {
  TemporaryFolder const folder;
  auto const ran = run_line({"calibrate", "--events",
                             folder.file("log.csv",
                                         "case,touchpoint,timestamp\n"
                                         "1,A\x1b[31m,2026-01-01\n"
                                         "1,B,2026-02-01\n"),
                             "-o", folder.file("map.json")});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("A�[31m"), testing::Not(HasSubstr("\x1b"))));
  EXPECT_THAT(ran.err, testing::Not(HasSubstr("\x1b")));
}

TEST(Calibrate, MakesAMapWhoseDiagramSaysWhatWasCounted) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line(calibrate(folder.file("log.csv", calls), folder.file("map.json"))).code, 0);
  auto const ran = run_line({"diagram", folder.file("map.json"), "--format", "dot"});
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("PARTLY ILLUSTRATIVE"), HasSubstr("Counted or measured: transitions"),
                    testing::ContainsRegex("Defaults of the program: .*satisfaction"),
                    testing::Not(HasSubstr("all numbers are invented"))));
}

}  // namespace
}  // namespace cxsim
