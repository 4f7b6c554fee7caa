#include "cxsim/formats/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"
#include "support/corpora.hpp"

namespace cxsim {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using Row = std::vector<std::string>;

struct Table {
  std::vector<Row> rows;
  std::vector<int> lines;
  std::vector<std::string> problems;
  char delimiter = 0;
};

[[nodiscard]] Table read_from(ByteSource& source, CsvOptions options) {
  CsvReader reader(source, "t.csv", options);
  Table table;
  auto row = reader.next();
  for (; row && *row != nullptr; row = reader.next()) {
    table.rows.emplace_back((*row)->fields.begin(), (*row)->fields.end());
    table.lines.push_back((*row)->line);
    for (Diagnostic const& problem : (*row)->problems) {
      table.problems.push_back(to_text(problem, Language::english));
    }
  }
  for (Diagnostic const& problem : row ? Diagnostics{} : row.error()) {
    table.problems.push_back("fatal " + to_text(problem, Language::english));
  }
  table.delimiter = reader.delimiter();
  return table;
}

[[nodiscard]] Table read(std::string_view text, CsvOptions options = {.delimiter = ','}) {
  TextSource source(text);
  return read_from(source, options);
}

[[nodiscard]] Table read_bytewise(std::string_view text) {
  TextSource source(text, 1);
  return read_from(source, {.delimiter = ','});
}

class BrokenSource final : public ByteSource {
 public:
  Result<std::string_view> next_chunk() override {
    return calls_++ == 0 ? Result<std::string_view>("a,b\n1,2\n3,")
                         : failure(texts::csv_utf16, {.file = "disk"});
  }

 private:
  int calls_ = 0;
};

// --- reading -----------------------------------------------------------------------------------

TEST(CsvReader, CutsRowsAtEveryKindOfLineEnd) {
  EXPECT_THAT(read("a,b\n1,2\r\n3,4\r5,6").rows,
              ElementsAre(Row{"a", "b"}, Row{"1", "2"}, Row{"3", "4"}, Row{"5", "6"}));
}

TEST(CsvReader, KeepsDelimitersQuotesAndLineBreaksOfQuotedFields) {
  EXPECT_THAT(read("a,b\n\"1,\"\"x\"\"\",\"p\nq\r\nr\rs\"\n").rows,
              ElementsAre(Row{"a", "b"}, Row{"1,\"x\"", "p\nq\r\nr\rs"}));
}

TEST(CsvReader, KeepsEmptyFieldsAndBlanks) {
  EXPECT_THAT(read("a,b,c\n,, x \n\"\",\"\",\n").rows,
              ElementsAre(Row{"a", "b", "c"}, Row{"", "", " x "}, Row{"", "", ""}));
}

TEST(CsvReader, TakesAQuoteInsideAPlainFieldLiterally) {
  EXPECT_THAT(read("a,b\n5\" pipe,x\"\"y\n").rows,
              ElementsAre(Row{"a", "b"}, Row{"5\" pipe", "x\"\"y"}));
}

TEST(CsvReader, PassesOverRowsWithoutACharacter) {
  EXPECT_THAT(read("\n\na\n\n\r\n1\n\"\"\n\n").rows, ElementsAre(Row{"a"}, Row{"1"}, Row{""}));
}

TEST(CsvReader, FindsNoRowInAnEmptyFile) {
  EXPECT_THAT(read("").rows, IsEmpty());
  EXPECT_THAT(read("\xEF\xBB\xBF").rows, IsEmpty());
  EXPECT_THAT(read("\n\n").rows, IsEmpty());
}

TEST(CsvReader, PassesOverAByteOrderMark) {
  EXPECT_THAT(read("\xEF\xBB\xBF\"a\",b\n").rows, ElementsAre(Row{"a", "b"}));
}

TEST(CsvReader, TellsTheLineWhereEachRowBegins) {
  EXPECT_THAT(read("a,b\r\n1,\"x\ny\rz\r\n\"\n\n2,3\r4,5\n").lines, ElementsAre(1, 2, 7, 8));
}

TEST(CsvReader, ReadsTheSameFromSinglePiecesAsFromTheWhole) {
  std::string_view const text =
      "\xEF\xBB\xBFżó,\"b\"\r\n\"1\"\"2\",\"\r\n\"\r\r\n\n\"x\"y,3\n4,\xC5\n\"5,";
  Table const whole = read(text);
  Table const pieces = read_bytewise(text);
  EXPECT_EQ(pieces.rows, whole.rows);
  EXPECT_EQ(pieces.lines, whole.lines);
  EXPECT_EQ(pieces.problems, whole.problems);
  EXPECT_THAT(whole.rows, SizeIs(5));
  EXPECT_THAT(whole.problems, SizeIs(3));
}

// --- problems ----------------------------------------------------------------------------------

TEST(CsvReader, ReportsRowsOfAnotherLengthAndGoesOn) {
  Table const table = read("a,b\n1\n1,2,3\n1,2\n");
  EXPECT_THAT(table.rows, ElementsAre(Row{"a", "b"}, Row{"1"}, Row{"1", "2", "3"}, Row{"1", "2"}));
  EXPECT_THAT(
      table.problems,
      ElementsAre("t.csv:2:1: this row has 1 fields, the first row of the file has 2 — look "
                  "for a missing or extra delimiter, or a text with delimiters that is not "
                  "in double quotes",
                  testing::StartsWith("t.csv:3:1: this row has 3 fields")));
}

TEST(CsvReader, ReportsWhereAQuoteOpensThatIsNeverClosed) {
  Table const table = read("a,b\n1,\"x\n2,y\n");
  EXPECT_THAT(table.rows, ElementsAre(Row{"a", "b"}, Row{"1", "x\n2,y\n"}));
  EXPECT_THAT(table.problems, ElementsAre(testing::StartsWith(
                                  "t.csv:2:3: the double quote that opens here is never closed")));
}

TEST(CsvReader, ReportsOfARowBehindAnUnclosedQuoteOnlyTheQuote) {
  EXPECT_THAT(read("a,b\n\"x,2\n3,y\n", {.delimiter = ',', .limits = {.field_bytes = 3}}).problems,
              ElementsAre(testing::StartsWith(
                  "t.csv:2:1: the double quote that opens here is never closed")));
}

TEST(CsvReader, ReportsTextBehindAClosingQuote) {
  Table const table = read("a,b\n1,\"x\"y\"z\n3,4\n");
  EXPECT_THAT(table.rows, ElementsAre(Row{"a", "b"}, Row{"1", "xy\"z"}, Row{"3", "4"}));
  EXPECT_THAT(
      table.problems,
      ElementsAre(testing::StartsWith("t.csv:2:1: field 2 of this row goes on after its closing")));
}

TEST(CsvReader, ReportsTheFieldThatIsNotUtf8) {
  Table const table = read("a,b,c\n1,,caf\xE9\n\xFF,2,3\n");
  EXPECT_THAT(
      table.problems,
      ElementsAre(testing::StartsWith("t.csv:2:1: field 3 of this row is not valid UTF-8"),
                  testing::StartsWith("t.csv:3:1: field 1 of this row is not valid UTF-8")));
}

TEST(CsvReader, TakesBytesOfTwoFieldsForNoCharacter) {
  EXPECT_THAT(
      read("a,b\nx\xC3,\xA9\n").problems,
      ElementsAre(testing::StartsWith("t.csv:2:1: field 1 of this row is not valid UTF-8")));
}

TEST(CsvReader, ReportsZeroBytes) {
  EXPECT_THAT(read("a\nx\0y\n"sv).problems,
              ElementsAre(testing::StartsWith("t.csv:2:1: this row contains a zero byte")));
}

TEST(CsvReader, ReportsOfARowWithZeroBytesNothingElse) {
  EXPECT_THAT(read("a\nx\0y,z\xFF\n"sv).problems,
              ElementsAre(testing::StartsWith("t.csv:2:1: this row contains a zero byte"),
                          testing::StartsWith("t.csv:2:1: field 2 of this row is not valid")));
}

TEST(CsvReader, StoresNoMoreOfAFieldThanTheLimit) {
  Table const table = read("a,b\nżółw,12\n", {.delimiter = ',', .limits = {.field_bytes = 3}});
  EXPECT_THAT(table.rows, ElementsAre(Row{"a", "b"}, Row{"ż\xC3", "12"}));
  EXPECT_THAT(table.problems,
              ElementsAre(testing::StartsWith("t.csv:2:1: field 1 of this row is too long")));
}

TEST(CsvReader, StoresNoMoreOfARowThanTheLimit) {
  Table const table = read("a,b\n123,456\n", {.delimiter = ',', .limits = {.row_bytes = 5}});
  EXPECT_THAT(table.rows, ElementsAre(Row{"a", "b"}, Row{"123", "45"}));
  EXPECT_THAT(table.problems,
              ElementsAre(testing::StartsWith("t.csv:2:1: field 2 of this row is too long")));
}

TEST(CsvReader, StoresNoMoreFieldsThanTheLimit) {
  Table const table = read("a,b\n1,2,3,4\n5,6\n", {.delimiter = ',', .limits = {.columns = 2}});
  EXPECT_THAT(table.rows, ElementsAre(Row{"a", "b"}, Row{"1", "2"}, Row{"5", "6"}));
  EXPECT_THAT(table.problems,
              ElementsAre("t.csv:2:1: this row has more than 2 fields (the limit for a table) — "
                          "save only the columns that are needed"));
}

TEST(CsvReader, RefusesUtf16AndWorkbooks) {
  EXPECT_THAT(read("\xFF\xFE"
                   "a\0"sv)
                  .problems,
              ElementsAre(testing::StartsWith("fatal t.csv: the file is not in UTF-8")));
  EXPECT_THAT(read("PK\x03\x04...").problems,
              ElementsAre(testing::StartsWith("fatal t.csv: this is a workbook")));
}

TEST(CsvReader, PassesOnTheFailureOfItsSource) {
  BrokenSource source;
  EXPECT_THAT(read_from(source, {}).problems, ElementsAre(testing::StartsWith("fatal disk")));
}

// --- delimiters --------------------------------------------------------------------------------

TEST(SniffDelimiter, TakesTheOneThatCutsAllRowsAlike) {
  EXPECT_EQ(sniff_delimiter("a,b\n1,2\n"), ',');
  EXPECT_EQ(sniff_delimiter("a\tb\n1,5\t2,5\n"), '\t');
  EXPECT_EQ(sniff_delimiter("a|b|c\n1|2;3|4\n"), '|');
  EXPECT_EQ(sniff_delimiter("when;who\n2020-01-01;Kowalski, Jan\n2020-01-02;Nowak, Ewa\n"), ';');
}

TEST(SniffDelimiter, LooksPastQuotes) {
  EXPECT_EQ(sniff_delimiter("\"a,b,c\";\"d,e\"\n\"1,2,3\";\"4,5\"\n"), ';');
}

TEST(SniffDelimiter, PrefersEvenRowsToManyFields) {
  EXPECT_EQ(sniff_delimiter("name, first;score, final\nEwa;1,5\nJan, jr., MD;2,5\n"), ';');
}

TEST(SniffDelimiter, IgnoresALastRowThatIsCutShort) {
  EXPECT_EQ(sniff_delimiter("a;b\n1;2\n3"), ';');
}

TEST(SniffDelimiter, FallsBackOnTheComma) {
  EXPECT_EQ(sniff_delimiter(""), ',');
  EXPECT_EQ(sniff_delimiter("a\n1;2\n"), ',');
}

TEST(CsvReader, FindsItsDelimiter) {
  Table const table = read("case;time\n1;2\n", {});
  EXPECT_EQ(table.delimiter, ';');
  EXPECT_THAT(table.rows, ElementsAre(Row{"case", "time"}, Row{"1", "2"}));
}

TEST(CsvReader, FindsItsDelimiterInASourceOfSmallPieces) {
  TextSource source("case;time\n1;2\n", 3);
  EXPECT_EQ(read_from(source, {}).delimiter, ';');
}

TEST(CsvReader, ObeysTheSeparatorLineOfExcel) {
  Table const table = read("sep=|\na|b\n", {});
  EXPECT_EQ(table.delimiter, '|');
  EXPECT_THAT(table.rows, ElementsAre(Row{"a", "b"}));
  EXPECT_THAT(table.lines, ElementsAre(2));
}

TEST(CsvReader, TakesNoQuoteForADelimiter) {
  EXPECT_THAT(read("sep=\"\na,b\n", {}).rows, ElementsAre(Row{"sep=\""}, Row{"a", "b"}));
}

TEST(CsvReader, TakesNoLetterForADelimiterAndNoSignOfItsOwnLine) {
  EXPECT_THAT(read("sep=s\na,b\n", {}).rows, ElementsAre(Row{"sep=s"}, Row{"a", "b"}));
  EXPECT_THAT(read("sep==\na,b\n", {}).rows, ElementsAre(Row{"sep=="}, Row{"a", "b"}));
}

// --- writing -----------------------------------------------------------------------------------

TEST(CsvRow, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_row(Row{"a", "1.5", "two words", "żółw"}), "a,1.5,two words,żółw\n");
  EXPECT_EQ(csv_row(Row{"a,b", "say \"hi\"", "x\ny", "r\r", " pad", "pad "}),
            "\"a,b\",\"say \"\"hi\"\"\",\"x\ny\",\"r\r\",\" pad\",\"pad \"\n");
  EXPECT_EQ(csv_row(Row{"a,b", "c;d"}, {.delimiter = ';'}), "a,b;\"c;d\"\n");
}

TEST(CsvRow, MarksASingleEmptyFieldAsARow) {
  EXPECT_EQ(csv_row(Row{""}), "\"\"\n");
  EXPECT_EQ(csv_row(Row{"", ""}), ",\n");
}

TEST(CsvRow, RefusesARowWithoutFields) { EXPECT_THROW((void)csv_row(Row{}), ContractViolation); }

TEST(CsvRow, KeepsASpreadsheetFromRunningAField) {
  CsvStyle const safe{.guard = FormulaGuard::on};
  EXPECT_EQ(csv_row(Row{"=1+1", "+cmd", "-2+3", "@SUM(A1)"}, safe),
            "'=1+1,'+cmd,'-2+3,'@SUM(A1)\n");
  EXPECT_EQ(csv_row(Row{"\t=1", "\r=1", "\n=1", "＝1+1"}, safe),
            "'\t=1,\"'\r=1\",\"'\n=1\",'＝1+1\n");
}

TEST(CsvRow, LeavesNumbersAndHarmlessTextUnguarded) {
  EXPECT_EQ(csv_row(Row{"-12.5", "-1e-3", "a=b", "", "−5 %"}, {.guard = FormulaGuard::on}),
            "-12.5,-1e-3,a=b,,−5 %\n");
  EXPECT_EQ(csv_row(Row{"-inf", "-nan"}, {.guard = FormulaGuard::on}), "'-inf,'-nan\n");
  EXPECT_EQ(csv_row(Row{"=1+1"}), "=1+1\n");
}

TEST(CsvRow, ReplacesWhatIsNoText) {
  EXPECT_EQ(csv_row(Row{"a\xFF", std::string("b\0c", 3)}), "a�,b�c\n");
}

TEST(CsvRow, IsReadBackWhateverItsFirstFieldBeginsWith) {
  EXPECT_THAT(read(csv_row(Row{"\xEF\xBB\xBFname"}), {}).rows,
              ElementsAre(Row{"\xEF\xBB\xBFname"}));
  EXPECT_THAT(read(csv_row(Row{"sep=;"}), {}).rows, ElementsAre(Row{"sep=;"}));
  EXPECT_THAT(read(csv_row(Row{"PK\x03\x04"}), {}).rows, ElementsAre(Row{"PK\x03\x04"}));
}

// --- corpora -----------------------------------------------------------------------------------

/// The rows of \p table under the names of its first row, as the corpus states them.
[[nodiscard]] std::string as_json(Table const& table) {
  Json rows = Json::array();
  for (std::size_t index = 1; index < table.rows.size(); ++index) {
    Json row = Json::object();
    for (std::size_t column = 0; column < table.rows[index].size(); ++column) {
      row.set(table.rows[0][column], table.rows[index][column]);
    }
    rows.push(std::move(row));
  }
  return to_json_text(rows);
}

/// The document written our way; a single row stands in the corpus without its list.
[[nodiscard]] std::string rewritten(std::string const& text) {
  JsonValue const document = parse_json(text, "expected.json").value();
  bool const is_list = document.kind() == JsonKind::array;
  Json rows = Json::array();
  for (JsonValue const& row : is_list ? document.elements() : std::vector<JsonValue>{document}) {
    Json object = Json::object();
    for (JsonMember const& member : row.members()) {
      object.set(member.key, member.value.string());
    }
    rows.push(std::move(object));
  }
  return to_json_text(rows);
}

class CsvSpectrum : public testing::TestWithParam<char const*> {};

TEST_P(CsvSpectrum, IsReadAsStated) {
  CXSIM_NEEDS_CORPUS("csv-spectrum");
  std::string const name = GetParam();
  auto const folder = corpora::folder("csv-spectrum");
  Table const table = read(corpora::bytes_of(folder / "csvs" / (name + ".csv")), {});
  EXPECT_EQ(as_json(table), rewritten(corpora::bytes_of(folder / "json" / (name + ".json"))));
}

INSTANTIATE_TEST_SUITE_P(Files, CsvSpectrum,
                         testing::Values("comma_in_quotes", "empty", "empty_crlf", "escaped_quotes",
                                         "json", "newlines", "quotes_and_newlines", "simple",
                                         "simple_crlf", "utf8"),
                         [](auto const& test) { return std::string(test.param); });

// The file and its statement differ in the telephone number, so this one is stated here.
TEST(CsvSpectrumFile, LocationCoordinatesKeepsQuotesInsideAField) {
  CXSIM_NEEDS_CORPUS("csv-spectrum");
  Table const table = read(
      corpora::bytes_of(corpora::folder("csv-spectrum") / "csvs" / "location_coordinates.csv"), {});
  EXPECT_THAT(
      table.rows,
      ElementsAre(Row{"Contact Phone Number", "Location Coordinates", "Cities", "Counties"},
                  Row{"2095257564", "37�36'37.8\"N 121�2'17.9\"W", "Modesto", "Stanislaus"}));
}

// The file has lost its CRs on the way; they are put back.
TEST(CsvSpectrumFile, NewlinesCrlfKeepsTheLineBreakInsideAField) {
  CXSIM_NEEDS_CORPUS("csv-spectrum");
  EXPECT_EQ(as_json(read("a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n", {})),
            rewritten(corpora::bytes_of(corpora::folder("csv-spectrum") / "json" /
                                        "newlines_crlf.json")));
}

/// A table of two columns with \p strings in both orders, written and read again.
[[nodiscard]] std::vector<std::string> there_and_back(std::vector<std::string> const& strings) {
  std::string text;
  for (std::size_t index = 0; index < strings.size(); ++index) {
    text += csv_row(Row{strings[index], strings[strings.size() - 1 - index]});
  }
  Table const table = read(text);
  EXPECT_THAT(table.problems, IsEmpty());
  std::vector<std::string> first_column;
  for (Row const& row : table.rows) {
    first_column.push_back(row[0]);
  }
  return first_column;
}

TEST(NaughtyStrings, ComeBackFromCsvUnchanged) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  std::string const text = corpora::bytes_of(corpora::folder("naughty-strings") / "blns.json");
  JsonValue const document = parse_json(text, "blns.json").value();
  std::vector<std::string> strings;
  for (JsonValue const& element : document.elements()) {
    strings.push_back(element.string());
  }
  EXPECT_EQ(there_and_back(strings), strings);
}

}  // namespace
}  // namespace cxsim
