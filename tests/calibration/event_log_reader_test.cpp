#include "cxsim/calibration/event_log_reader.hpp"

#include <gmock/gmock.h>

#include "calibration/small_logs.hpp"

namespace cxsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

[[nodiscard]] Result<EventLogFile> read(std::string_view text,
                                        EventLogOptions const& options = {}) {
  TextSource source(text);
  return read_event_log(source, "log.csv", options);
}

[[nodiscard]] std::vector<std::string> texts_of(Diagnostics const& diagnostics) {
  std::vector<std::string> texts;
  for (Diagnostic const& diagnostic : diagnostics) {
    texts.push_back(to_text(diagnostic, Language::english));
  }
  return texts;
}

[[nodiscard]] EventLogFile good(std::string_view text, EventLogOptions const& options = {}) {
  Result<EventLogFile> file = read(text, options);
  EXPECT_TRUE(file.has_value()) << texts_of(file.error()).front();
  return std::move(file).value();
}

[[nodiscard]] std::vector<std::string> problems_of(std::string_view text,
                                                   EventLogOptions const& options = {}) {
  Result<EventLogFile> const file = read(text, options);
  return file ? std::vector<std::string>{} : texts_of(file.error());
}

/// Rejected rows do not end the reading, however many.
[[nodiscard]] EventLogOptions patient() {
  EventLogOptions options;
  options.most_rejected = 1;
  return options;
}

TEST(EventLogReader, ReadsEveryKindOfColumn) {
  EventLogFile const file = good(
      "case_id,touchpoint,timestamp,department,segment,customer_id\n"
      "1,Call,2020-01-01T01:00:00,Desk,gold,Ann\n");
  EXPECT_EQ(file.facts.rows, 1U);
  EXPECT_EQ(file.log.events(), 1U);
  EXPECT_THAT(file.log.touchpoints, ElementsAre("Call"));
  EXPECT_THAT(file.log.departments, ElementsAre("Desk"));
  EXPECT_THAT(file.log.segments, ElementsAre("gold"));
  EXPECT_EQ(file.log.customers, 1U);
  EXPECT_EQ(file.log.event_time[0], new_year_2020 + an_hour);
}

TEST(EventLogReader, FindsColumnsByTheirUsualNamesAndEchoesThem) {
  EventLogFile const file = good(
      "Resource,Complete Timestamp,Assignment_Group,Case ID,Activity\n"
      "r,2020-01-01,Desk,1,Call\n");
  EXPECT_THAT(file.facts.columns,
              ElementsAre("Case ID", "Activity", "Complete Timestamp", "Assignment_Group", "", ""));
}

TEST(EventLogReader, FindsColumnsByTheirNamesInTheXesStandard) {
  EventLogFile const file =
      good("case:concept:name,concept:name,time:timestamp,org:group\n1,Call,2020-01-01,Desk\n");
  EXPECT_THAT(file.log.departments, ElementsAre("Desk"));
}

TEST(EventLogReader, PrefersACaseToAUserAsCase) {
  EventLogFile const file = good("user_id,case_id,event,timestamp\nAnn,1,Call,2020-01-01\n");
  EXPECT_EQ(file.facts.columns[0], "case_id");
  EXPECT_EQ(file.facts.columns[5], "user_id");
}

TEST(EventLogReader, TakesChosenColumns) {
  EventLogOptions options;
  options.columns[0] = "TICKET";
  options.columns[1] = "state";
  options.columns[3] = "";
  options.columns[5] = "ticket";
  EventLogFile const file =
      good("ticket,state,timestamp,department,case_id\n7,New,2020-01-01,Desk,1\n", options);
  EXPECT_THAT(file.facts.columns, ElementsAre("ticket", "state", "timestamp", "", "", "ticket"));
  EXPECT_EQ(file.log.customers, 1U);
  EXPECT_THAT(file.log.departments, IsEmpty());
}

TEST(EventLogReader, FindsTheDelimiter) {
  EventLogFile const file = good("case_id;touchpoint;timestamp\n1;A, then B;2020-01-01\n");
  EXPECT_EQ(file.facts.delimiter, ';');
  EXPECT_THAT(file.log.touchpoints, ElementsAre("A, then B"));
}

TEST(EventLogReader, PassesOverAByteOrderMarkAndBlanks) {
  EventLogFile const file = good(
      "\xef\xbb\xbf"
      "case_id , touchpoint,timestamp\r\n 1 ,  Call ,2020-01-01 \r\n");
  EXPECT_THAT(file.log.touchpoints, ElementsAre("Call"));
}

TEST(EventLogReader, ReadsNamesInQuotes) {
  EventLogFile const file =
      good("case_id,touchpoint,timestamp\n1,\"Call, \"\"urgent\"\"\nsecond line\",2020-01-01\n");
  EXPECT_THAT(file.log.touchpoints, ElementsAre("Call, \"urgent\"\nsecond line"));
}

TEST(EventLogReader, RejectsRowsWithReasonAndLine) {
  EventLogFile const file = good(
      "case_id,touchpoint,timestamp\n"
      "1,A,2020-01-01\n"
      ",A,2020-01-01\n"
      "1, ,2020-01-01\n"
      "1,A,\n"
      "1,A,soon\n"
      "1,A\n",
      patient());
  EXPECT_EQ(file.facts.rows, 6U);
  EXPECT_EQ(file.log.events(), 1U);
  EXPECT_THAT(file.facts.rejected, ElementsAre(1U, 1U, 1U, 1U, 1U));
  std::vector<std::string> const messages = texts_of(file.facts.messages);
  ASSERT_THAT(messages, SizeIs(6));
  EXPECT_EQ(messages[0], "log.csv:3:1: the row names no case and was left out");
  EXPECT_EQ(messages[1], "log.csv:4:1: the row names no touchpoint and was left out");
  EXPECT_EQ(messages[2], "log.csv:5:1: the row has no time and was left out");
  EXPECT_THAT(messages[3], HasSubstr("log.csv:7"));
  EXPECT_EQ(messages[4],
            "log.csv:6:1: “soon” cannot be read as a time like the others; the row was "
            "left out");
}

TEST(EventLogReader, ListsOnlyTheFirstRejectedRowsButCountsAll) {
  EventLogOptions options = patient();
  options.most_listed = 1;
  EventLogFile const file = good(
      "case_id,touchpoint,timestamp\n,A,2020-01-01T00:00Z\n,A,2020-01-01T00:00Z\n1,A,2020-01-01T00:"
      "00Z\n",
      options);
  EXPECT_EQ(file.facts.all_rejected(), 2U);
  EXPECT_THAT(file.facts.messages, SizeIs(1));
}

TEST(EventLogReader, RefusesALogOfWhichTooMuchIsUnusable) {
  std::vector<std::string> const problems =
      problems_of("case_id,touchpoint,timestamp\n,A,2020-01-01T00:00Z\n1,A,2020-01-01T00:00Z\n");
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_EQ(problems[1],
            "log.csv: 1 of 2 rows could not be used (more than 5.0 % are refused, for what is left "
            "may mislead) — correct the file, or choose other columns");
}

TEST(EventLogReader, ReadsDayAndMonthAsTheWholeColumnDoes) {
  EventLogFile const file =
      good("case_id,touchpoint,timestamp\n1,A,1/2/2020 10:00\n1,B,13/1/2020 10:00\n");
  EXPECT_EQ(file.log.event_time[0], new_year_2020 + 12 * a_day + 10 * an_hour);
  EXPECT_EQ(file.log.event_time[1], new_year_2020 + 31 * a_day + 10 * an_hour);
}

TEST(EventLogReader, RefusesDatesThatReadEitherWay) {
  EXPECT_THAT(problems_of("case_id,touchpoint,timestamp\n1,A,1/2/2020\n1,B,3/2/2020\n"), SizeIs(1));
}

TEST(EventLogReader, ConvertsTimeZones) {
  EventLogFile const file = good(
      "case_id,touchpoint,timestamp\n1,A,2020-01-01T02:00:00+02:00\n1,B,2020-01-01T00:30:00Z\n");
  EXPECT_EQ(file.log.event_time[0], new_year_2020);
  EXPECT_EQ(file.log.event_time[1], new_year_2020 + an_hour / 2);
}

TEST(EventLogReader, SaysThatTimesWithoutZoneAreTakenForUtc) {
  EventLogFile const file = good("case_id,touchpoint,timestamp\n1,A,2020-01-01T02:00:00\n");
  EXPECT_THAT(texts_of(file.facts.messages),
              ElementsAre("log.csv: 1 times name no time zone and were read as UTC"));
}

TEST(EventLogReader, DropsDuplicatesOnRequest) {
  EventLogOptions options;
  options.duplicates = Duplicates::drop;
  EventLogFile const file =
      good("case_id,touchpoint,timestamp\n1,A,2020-01-01\n1,A,2020-01-01\n", options);
  EXPECT_EQ(file.log.events(), 1U);
  EXPECT_EQ(file.log.facts.duplicates, 1U);
}

TEST(EventLogReader, ReportsEveryColumnThatIsMissing) {
  EXPECT_THAT(
      problems_of("who,activity,when\n1,A,2020-01-01\n"),
      ElementsAre(
          "log.csv:1:1: no column of the event log is named “case_id” (it is needed, and no "
          "usual name for it was found) — name it with --case; the columns are: who, activity, "
          "when",
          HasSubstr("“timestamp”")));
}

TEST(EventLogReader, ReportsOnceThatTheFileHasNoHeader) {
  EXPECT_THAT(problems_of("1,A,2020-01-01\n"),
              ElementsAre("log.csv:1:1: the first row names none of the columns that an event log "
                          "needs (case_id, touchpoint, timestamp); it holds: 1, A, 2020-01-01 — "
                          "write the names of the columns there, or name them with --case, "
                          "--touchpoint, --timestamp"));
}

TEST(EventLogReader, SuggestsTheColumnThatWasMeant) {
  EventLogOptions options;
  options.columns[4] = "segmnet";
  EXPECT_THAT(
      problems_of("case_id,touchpoint,timestamp,segment\n", options),
      ElementsAre("log.csv:1:1: the event log has no column “segmnet” — did you mean “segment”?"));
}

TEST(EventLogReader, RefusesTwoColumnsOfOneName) {
  EXPECT_THAT(problems_of("case_id,touchpoint,timestamp,Timestamp\n"),
              ElementsAre(HasSubstr("two columns are named “timestamp”")));
}

TEST(EventLogReader, RefusesAnEmptyFile) {
  EXPECT_THAT(problems_of(""), ElementsAre(HasSubstr("the event log is empty")));
}

TEST(EventLogReader, RefusesMoreRowsThanTheLimit) {
  EventLogOptions options;
  options.most_rows = 1;
  EXPECT_THAT(
      problems_of("case_id,touchpoint,timestamp\n1,A,2020-01-01\n1,A,2020-01-01\n", options),
      ElementsAre(HasSubstr("more than 1 rows")));
}

TEST(EventLogReader, HoldsNoEventWhenOnlyTheNamesOfColumnsAreThere) {
  EXPECT_EQ(good("case_id,touchpoint,timestamp\n").log.events(), 0U);
}

}  // namespace
}  // namespace cxsim
