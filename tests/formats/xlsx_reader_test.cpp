#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/spreadsheet.hpp"
#include "cxsim/formats/texts.hpp"
#include "formats/workbook_files.hpp"
#include "support/corpora.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using workbooks::Book;
using workbooks::Part;
using workbooks::parts_of;
using workbooks::workbook;
using workbooks::zipped;

[[nodiscard]] std::string content_text(std::string const& text) { return '"' + text + '"'; }
[[nodiscard]] std::string content_text(double number) { return to_text(number); }
[[nodiscard]] std::string content_text(bool value) { return value ? "true" : "false"; }
[[nodiscard]] std::string content_text(Date day) {
  return std::to_string(day.year) + '/' + std::to_string(day.month) + '/' + std::to_string(day.day);
}

/// `A1 "text"`, `B1 0.12 %`, ….
[[nodiscard]] std::vector<std::string> cells_of(Sheet const& sheet) {
  std::vector<std::string> cells;
  for (Cell const& cell : sheet.cells) {
    cells.push_back(
        cell_name(cell.place) + ' ' +
        std::visit([](auto const& content) { return content_text(content); }, cell.content) +
        (cell.look == NumberLook::percentage ? " %" : ""));
  }
  return cells;
}

[[nodiscard]] std::vector<std::string> texts_of(Diagnostics const& problems) {
  std::vector<std::string> texts;
  for (Diagnostic const& problem : problems) {
    texts.push_back(to_text(problem, Language::english));
  }
  return texts;
}

[[nodiscard]] Spreadsheet read(std::string const& bytes) {
  auto spreadsheet = read_xlsx(bytes, "plan.xlsx");
  EXPECT_TRUE(spreadsheet) << (spreadsheet ? "" : texts_of(spreadsheet.error()).front());
  return spreadsheet ? std::move(*spreadsheet) : Spreadsheet{};
}

/// The only sheet of a workbook made by hand.
[[nodiscard]] Sheet read(Book const& book) {
  auto spreadsheet = read(workbook(book));
  EXPECT_THAT(spreadsheet.sheets, SizeIs(1));
  return spreadsheet.sheets.empty() ? Sheet{} : std::move(spreadsheet.sheets.front());
}

[[nodiscard]] std::vector<std::string> cells_of(Book const& book) { return cells_of(read(book)); }

/// Everything that is said about a workbook that is refused.
[[nodiscard]] std::vector<std::string> refusal_of(std::string const& bytes,
                                                  SpreadsheetLimits limits = {}) {
  auto const spreadsheet = read_xlsx(bytes, "plan.xlsx", limits);
  return spreadsheet ? std::vector<std::string>{} : texts_of(spreadsheet.error());
}

[[nodiscard]] std::string cell(std::string const& place, std::string const& attributes,
                               std::string const& content) {
  return "<c r=\"" + place + "\" " + attributes + ">" + content + "</c>";
}

[[nodiscard]] std::string repeated(std::string const& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}

/// Formats of cells: style 0 general, 1 a percentage, 2 a built-in date, 3 \p code.
[[nodiscard]] std::string styles_with(std::string const& code) {
  return R"(<numFmts count="1"><numFmt numFmtId="164" formatCode=")" + code +
         R"("/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>)"
         R"(<xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>)";
}

[[nodiscard]] std::string shown_with(std::string const& code) {
  auto const cells =
      cells_of(Book{.rows = "<row>" + cell("A1", "s=\"3\"", "<v>46295</v>") + "</row>",
                    .styles = styles_with(code)});
  return cells.empty() ? "" : cells.front();
}

// --- what cells hold ---------------------------------------------------------------------------

TEST(ReadXlsx, ReadsTextsWhereverTheyStand) {
  EXPECT_THAT(cells_of(Book{.rows = "<row r=\"2\">" + cell("B2", "t=\"s\"", "<v>1</v>") +
                                    cell("C2", "t=\"inlineStr\"", "<is><t>inline</t></is>") +
                                    cell("D2", "t=\"str\"", "<f>A1&amp;A2</f><v>of a formula</v>") +
                                    "</row>",
                            .shared_texts = "<si><t>zero</t></si><si><t>one</t></si>"}),
              ElementsAre("B2 \"one\"", "C2 \"inline\"", "D2 \"of a formula\""));
}

TEST(ReadXlsx, JoinsTheRunsOfAFormattedTextAndLeavesOutItsPronunciation) {
  EXPECT_THAT(
      cells_of(Book{.rows = "<row>" + cell("A1", "t=\"s\"", "<v>0</v>") + "</row>",
                    .shared_texts = "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">Info </t></r>"
                                    "<r><t>linia</t></r><rPh><t>x</t></rPh></si>"}),
      ElementsAre("A1 \"Info linia\""));
}

TEST(ReadXlsx, ReadsNumbersTruthValuesAndDays) {
  EXPECT_THAT(
      cells_of(Book{
          .rows = "<row>" + cell("A1", "", "<v>-1.5E3</v>") + cell("B1", "s=\"1\"", "<v>0.12</v>") +
                  cell("C1", "t=\"b\"", "<v>1</v>") + cell("D1", "s=\"2\"", "<v>46295.75</v>") +
                  cell("E1", "t=\"d\"", "<v>2026-09-30T00:00:00</v>") + "</row>",
          .styles = styles_with("0")}),
      ElementsAre("A1 -1500", "B1 0.12 %", "C1 true", "D1 2026/9/30", "E1 2026/9/30"));
}

TEST(ReadXlsx, CountsDaysFrom1900WithTheLeapDayThatNeverWas) {
  EXPECT_THAT(
      cells_of(Book{
          .rows = "<row>" + cell("A1", "s=\"2\"", "<v>1</v>") + cell("B1", "s=\"2\"", "<v>59</v>") +
                  cell("C1", "s=\"2\"", "<v>61</v>") + cell("D1", "s=\"2\"", "<v>2958465</v>") +
                  cell("E1", "s=\"2\"", "<v>2958466</v>") + "</row>",
          .styles = styles_with("0")}),
      ElementsAre("A1 1900/1/1", "B1 1900/2/28", "C1 1900/3/1", "D1 9999/12/31", "E1 2958466"));
}

TEST(ReadXlsx, CountsDaysFrom1904WhereTheWorkbookSaysSo) {
  EXPECT_THAT(cells_of(Book{.rows = "<row>" + cell("A1", "s=\"2\"", "<v>44833</v>") + "</row>",
                            .styles = styles_with("0"),
                            .before_sheets = "<workbookPr date1904=\"1\"/>"}),
              ElementsAre("A1 2026/9/30"));
}

TEST(ReadXlsx, TellsDatesByTheirFormat) {
  for (std::string const code :
       {"yyyy\\-mm\\-dd", "dd\\.mm\\.yyyy", "[$-415]d mmmm yyyy;@", "mmm\\-yy", "mmmm",
        "d/m/yyyy\\ h:mm", "[Red]yyyy;General", "yyyy\\-mm\\-dd hh:mm:ss.000"}) {
    EXPECT_EQ(shown_with(code), "A1 2026/9/30") << code;
  }
}

TEST(ReadXlsx, TakesNoOtherFormatForADate) {
  for (std::string const code :
       {"General", "@", "0.00", "#,##0.00\\ &quot;zł&quot;", "0&quot; dni&quot;", "0\\ \\d\\n\\i",
        "[$USD] #,##0", "0.00E+00", "[h]:mm:ss", "mm:ss.0", "[mm]:ss", "[Magenta]0", "0_d",
        "#,##0\\ [$zł-415];[Red]\\-d"}) {
    EXPECT_EQ(shown_with(code), "A1 46295") << code;
  }
}

TEST(ReadXlsx, TellsPercentagesByTheirFormat) {
  EXPECT_EQ(shown_with("0.0%"), "A1 46295 %");
  EXPECT_EQ(shown_with("0\\%"), "A1 46295");
}

TEST(ReadXlsx, UndoesTheEscapesOfSpreadsheets) {
  EXPECT_THAT(cells_of(Book{.rows = "<row>" + cell("A1", "t=\"s\"", "<v>0</v>") + "</row>",
                            .shared_texts = "<si><t>a_x000D_b_x005F_x0041_ _x12 _xD83D__xDE00_"
                                            "_xD83D_</t></si>"}),
              ElementsAre("A1 \"a\rb_x0041_ _x12 \U0001F600\uFFFD\""));
}

TEST(ReadXlsx, StoresNoEmptyCell) {
  EXPECT_THAT(cells_of(Book{.rows = "<row>" + cell("A1", "s=\"1\"", "") +
                                    cell("B1", "t=\"s\"", "<v>0</v>") +
                                    cell("C1", "t=\"str\"", "<f>\"\"</f><v></v>") + "</row>",
                            .shared_texts = "<si><t></t></si>"}),
              IsEmpty());
}

TEST(ReadXlsx, PlacesCellsThatDoNotSayWhereTheyStand) {
  EXPECT_THAT(cells_of(Book{.rows = "<row r=\"3\"><c><v>1</v></c><c><v>2</v></c></row>"
                                    "<row><c r=\"C4\"><v>3</v></c><c><v>4</v></c></row>"}),
              ElementsAre("A3 1", "B3 2", "C4 3", "D4 4"));
}

TEST(ReadXlsx, OrdersCells) {
  EXPECT_THAT(cells_of(Book{.rows = "<row r=\"2\"><c r=\"B2\"><v>4</v></c><c r=\"A2\"><v>3</v></c>"
                                    "</row><row r=\"1\"><c r=\"B1\"><v>2</v></c></row>"}),
              ElementsAre("B1 2", "A2 3", "B2 4"));
}

TEST(ReadXlsx, TakesTheFirstOfMergedCells) {
  EXPECT_THAT(
      cells_of(Book{
          .rows = "<row><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c>"
                  "</row><row><c r=\"A2\"><v>4</v></c><c r=\"C2\"><v>5</v></c></row>"
                  "<row><c r=\"A3\"><v>6</v></c><c r=\"B3\"><v>7</v></c></row>",
          .after_rows = "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"A3:B3\"/>"
                        "</mergeCells>"}),
      ElementsAre("A1 1", "C1 3", "C2 5", "A3 6"));
}

TEST(ReadXlsx, NamesMergedCellsAndHiddenRows) {
  Spreadsheet const book =
      read(workbook({.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                             "<row r=\"3\" hidden=\"1\"><c r=\"A3\"><v>2</v></c></row>",
                     .after_rows = "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"}));

  ASSERT_THAT(book.sheets.at(0).merges, SizeIs(1));
  EXPECT_EQ(book.sheets[0].merges[0].first, (CellPlace{0, 0}));
  EXPECT_EQ(book.sheets[0].merges[0].last, (CellPlace{1, 1}));
  EXPECT_THAT(book.sheets[0].hidden_rows, ElementsAre(2));
}

TEST(ReadXlsx, PassesOverWhatIsNoCell) {
  EXPECT_THAT(cells_of(Book{.rows = "<row><c r=\"A1\"><v>1</v><extLst><v>9</v></extLst></c>"
                                    "<x><c r=\"B1\"><v>2</v></c></x></row>",
                            .after_rows = "<extLst><row><c r=\"C1\"><v>3</v></c></row></extLst>"}),
              ElementsAre("A1 1"));
}

// --- what is wrong with cells ------------------------------------------------------------------

TEST(ReadXlsx, NamesTheCellsThatCannotBeRead) {
  Sheet const sheet =
      read(Book{.rows = "<row r=\"1\">" + cell("A1", "t=\"e\"", "<f>1/0</f><v>#DIV/0!</v>") +
                        cell("B1", "", "<f>A2</f><v></v>") + cell("C1", "", "<f>A2</f>") +
                        cell("D1", "", "<v>1,5</v>") + cell("E1", "", "<v>1e9999</v>") +
                        cell("F1", "", "<v>NaN</v>") + cell("G1", "t=\"s\"", "<v>7</v>") +
                        cell("H1", "t=\"d\"", "<v>2026-02-30</v>") + cell("I1", "", "<v>8</v>") +
                        cell("I1", "", "<v>9</v>") + "</row>"});

  EXPECT_THAT(cells_of(sheet), ElementsAre("I1 8"));
  EXPECT_THAT(
      texts_of(sheet.problems),
      ElementsAre(
          HasSubstr("plan.xlsx: sheet Plan, cell A1: the formula of this cell gives #DIV/0!"),
          HasSubstr("cell B1: the formula of this cell was never calculated"),
          HasSubstr("cell C1: the formula of this cell was never calculated"),
          HasSubstr("cell D1: “1,5” is not a number"),
          HasSubstr("cell E1: “1e9999” is not a number"),
          HasSubstr("cell F1: “NaN” is not a number"), HasSubstr("cell G1: this cell is"),
          HasSubstr("cell H1: this cell is"), HasSubstr("cell I1: this cell stands twice")));
}

TEST(ReadXlsx, BelievesNoZeroOfAFormulaThatIsStillToBeCalculated) {
  Book const book{.rows = "<row>" + cell("A1", "", "<f>B1</f><v>0</v>") +
                          cell("B1", "", "<f>C1</f><v>5</v>") + cell("C1", "", "<v>0</v>") +
                          "</row>",
                  .after_sheets = "<calcPr fullCalcOnLoad=\"1\"/>"};

  EXPECT_THAT(texts_of(read(book).problems), ElementsAre(HasSubstr("cell A1: the formula")));
  EXPECT_THAT(cells_of(book), ElementsAre("B1 5", "C1 0"));
}

TEST(ReadXlsx, NamesAHundredCellsAndCountsTheOthers) {
  Sheet const sheet = read(Book{.rows = "<row>" + repeated("<c><v>x</v></c>", 150) + "</row>"});

  ASSERT_THAT(sheet.problems, SizeIs(101));
  EXPECT_EQ(texts_of(sheet.problems).back(),
            "plan.xlsx: sheet Plan: 50 further cells of this sheet cannot be read");
}

TEST(ReadXlsx, RefusesATextThatIsTooLongAtItsCell) {
  std::string const longest(4 * 32'767, 'x');
  Sheet const sheet = read(
      Book{.rows = "<row>" + cell("A1", "t=\"s\"", "<v>0</v>") + cell("B1", "t=\"s\"", "<v>1</v>") +
                   cell("C1", "t=\"inlineStr\"", "<is><t>x" + longest + "</t></is>") + "</row>",
           .shared_texts = "<si><t>" + longest + "</t></si><si><t>" + longest + "x</t></si>"});

  EXPECT_THAT(sheet.cells, SizeIs(1));
  EXPECT_THAT(texts_of(sheet.problems),
              ElementsAre(HasSubstr("cell B1: the text of this cell is longer"),
                          HasSubstr("cell C1: the text of this cell is longer")));
}

// --- what other programs write -----------------------------------------------------------------

[[nodiscard]] std::string file_of_others(std::string const& name) {
  return corpora::bytes_of("tests/formats/data/" + name);
}

TEST(ReadXlsx, ReadsWhatLibreOfficeWrote) {
  Spreadsheet const book = read(file_of_others("libreoffice.xlsx"));

  ASSERT_THAT(book.sheets, SizeIs(2));
  EXPECT_EQ(book.sheets[0].name, "Plan");
  EXPECT_THAT(cells_of(book.sheets[0]),
              ElementsAre("A1 \"Zażółć gęślą jaźń\"", "B1 4.1", "C1 0.12 %", "D1 2026/9/30",
                          "E1 true", "A2 \"two\nlines\"", "B2 -1234567.25", "C2 2026/9/30",
                          "D2 1999/12/31", "E2 41", "A3 \"merged\""));
  EXPECT_THAT(texts_of(book.sheets[0].problems), IsEmpty());
  EXPECT_EQ(book.sheets[0].visibility, SheetVisibility::shown);
  EXPECT_EQ(book.sheets[1].visibility, SheetVisibility::hidden);
}

TEST(ReadXlsx, ReadsWhatOpenpyxlWroteSaveForFormulasThatItDoesNotCalculate) {
  Spreadsheet const book = read(file_of_others("openpyxl.xlsx"));

  ASSERT_THAT(book.sheets, SizeIs(2));
  EXPECT_THAT(cells_of(book.sheets[0]),
              ElementsAre("A1 \"Zażółć gęślą jaźń\"", "B1 4.1", "C1 0.12 %", "D1 2026/9/30",
                          "E1 true", "A2 \"two\nlines\"", "B2 -1234567.25", "C2 2026/9/30",
                          "D2 1999/12/31", "A3 \"merged\""));
  EXPECT_THAT(texts_of(book.sheets[0].problems), ElementsAre(HasSubstr("cell E2: the formula")));
}

// --- other formats -----------------------------------------------------------------------------

TEST(ReadXlsx, NamesOtherFormatsAndWhatToDo) {
  std::string const compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  std::string const package("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);

  EXPECT_THAT(refusal_of(compound), ElementsAre(HasSubstr("old format .xls")));
  EXPECT_THAT(refusal_of(compound + package), ElementsAre(HasSubstr("protected by a password")));
  EXPECT_THAT(refusal_of(""), ElementsAre(HasSubstr("is empty")));
  EXPECT_THAT(refusal_of("\xEF\xBB\xBF\n<html><table>"), ElementsAre(HasSubstr("web page")));
  EXPECT_THAT(refusal_of("name;value\n"), ElementsAre(HasSubstr("looks like a table as text")));
  EXPECT_THAT(refusal_of(std::string("\x01\x02\0\x04", 4)), ElementsAre(HasSubstr("no workbook")));
}

TEST(ReadXlsx, NamesOtherArchivesAndWhatToDo) {
  EXPECT_THAT(refusal_of(zipped(
                  {{"mimetype", "x"}, {"content.xml", "<x/>"}, {"META-INF/manifest.xml", "<x/>"}})),
              ElementsAre(HasSubstr("OpenDocument")));
  EXPECT_THAT(refusal_of(zipped({{"Index/Document.iwa", "x"}})), ElementsAre(HasSubstr("Numbers")));
  EXPECT_THAT(refusal_of(zipped({{"_rels/.rels", "<Relationships/>"}, {"xl/workbook.bin", "x"}})),
              ElementsAre(HasSubstr(".xlsb")));
  EXPECT_THAT(refusal_of(zipped({{"notes.txt", "x"}})), ElementsAre(HasSubstr("no workbook")));
}

// --- hostile and damaged files -----------------------------------------------------------------

TEST(ReadXlsx, SurvivesEveryTruncation) {
  std::string const whole = workbook({.rows = "<row><c><v>1</v></c></row>"});

  for (std::size_t length = 1; length < whole.size(); ++length) {
    EXPECT_THAT(refusal_of(whole.substr(0, length)), SizeIs(1)) << length;
  }
}

TEST(ReadXlsx, SurvivesEveryWrongByte) {
  std::string const whole = workbook({.rows = "<row><c><v>1</v></c></row>"});

  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0xFF);
    EXPECT_LE(refusal_of(changed).size(), 1U) << at;
  }
}

TEST(ReadXlsx, RefusesADocumentTypeBeforeItsEntities) {
  EXPECT_THAT(refusal_of(workbook({.before_root = "<!DOCTYPE x [<!ENTITY a \"aaaa\">"
                                                  "<!ENTITY b \"&a;&a;&a;\">]>"})),
              ElementsAre(HasSubstr("has a document type in its part “xl/worksheets/sheet1.xml”")));
}

TEST(ReadXlsx, RefusesElementsNestedTooDeep) {
  EXPECT_THAT(refusal_of(workbook({.rows = repeated("<row>", 1'000'000)})),
              ElementsAre(HasSubstr("nested more than 64 deep")));
}

TEST(ReadXlsx, RefusesATagWithoutEnd) {
  EXPECT_THAT(refusal_of(workbook({.rows = "<row r=\"" + std::string(std::size_t{12} << 20, '1')})),
              ElementsAre(HasSubstr("far too long")));
}

TEST(ReadXlsx, RefusesWhatIsNoXml) {
  for (std::string const rows : {"<row>", "</row>", "<row><c><v>\x01</v></c></row>",
                                 "<row><c><v>\xFF</v></c></row>", "<row a=\"1\" a=\"2\"/>"}) {
    EXPECT_THAT(refusal_of(workbook({.rows = rows})),
                ElementsAre(HasSubstr("“xl/worksheets/sheet1.xml” is not valid XML in line 1")))
        << rows;
  }
}

TEST(ReadXlsx, RefusesPlacesThatNoSheetHas) {
  for (std::string const place :
       {"XFE1", "A1048577", "A0", "1", "A", "AAAA1", "A-1", "Ä1", "A1B", "A99999999999999999999"}) {
    EXPECT_THAT(refusal_of(workbook({.rows = "<row>" + cell(place, "", "<v>1</v>") + "</row>"})),
                ElementsAre(HasSubstr("plan.xlsx: sheet Plan: this sheet is damaged")))
        << place;
  }
  EXPECT_THAT(refusal_of(workbook({.rows = "<row r=\"1048577\"/>"})), SizeIs(1));
  EXPECT_THAT(refusal_of(workbook({.after_rows = "<mergeCells><mergeCell ref=\"B2:A1\"/>"
                                                 "</mergeCells>"})),
              SizeIs(1));
}

TEST(ReadXlsx, ReadsTheLastCellOfASheet) {
  EXPECT_THAT(cells_of(Book{.rows = "<row>" + cell("XFD1048576", "", "<v>1</v>") + "</row>",
                            .after_rows = "<mergeCells><mergeCell ref=\"A1:XFD1048575\"/>"
                                          "</mergeCells>"}),
              ElementsAre("XFD1048576 1"));
}

TEST(ReadXlsx, RefusesMoreThanItsLimits) {
  std::string const cells = "<row>" + repeated("<c t=\"s\"><v>0</v></c>", 11) + "</row>";
  std::string const bytes = workbook({.rows = cells, .shared_texts = "<si><t>1234567</t></si>"});

  EXPECT_THAT(refusal_of(bytes, {.cells = 11, .text_bytes = 77}), IsEmpty());
  EXPECT_THAT(refusal_of(bytes, {.cells = 10}), ElementsAre(HasSubstr("more cells")));
  EXPECT_THAT(refusal_of(bytes, {.text_bytes = 76}), ElementsAre(HasSubstr("more text")));
  EXPECT_THAT(refusal_of(bytes, {.sheets = 0}), ElementsAre(HasSubstr("more than 0 sheets")));
  EXPECT_THAT(refusal_of(bytes, {.parts = 5}), ElementsAre(HasSubstr("more than 5 packed files")));
  EXPECT_THAT(refusal_of(bytes, {.unpacked_bytes = 1000}),
              ElementsAre(HasSubstr("unpacks to far")));
  EXPECT_THAT(refusal_of(bytes, {.file_bytes = 100}), ElementsAre(HasSubstr("longer than")));
}

TEST(ReadXlsx, RefusesAPartThatUnpacksTooFar) {
  EXPECT_THAT(refusal_of(workbook({.rows = std::string(std::size_t{20} << 20, ' ')})),
              ElementsAre(HasSubstr("“xl/worksheets/sheet1.xml” went beyond the limit")));
}

TEST(ReadXlsx, RefusesAPartThatStandsTwiceWhateverTheCase) {
  auto parts = parts_of({});
  parts.push_back({"XL/Workbook.xml", "<workbook/>"});

  EXPECT_THAT(refusal_of(zipped(parts)),
              ElementsAre(HasSubstr("the part “XL/Workbook.xml” twice")));
}

TEST(ReadXlsx, ShowsANameThatIsNotUtf8) {
  std::string bytes = zipped({{"xyx", ""}, {"XYX", ""}});
  bytes = std::regex_replace(bytes, std::regex("xyx"), "x\xC0x");
  bytes = std::regex_replace(bytes, std::regex("XYX"), "X\xC0X");

  EXPECT_THAT(refusal_of(bytes), ElementsAre(HasSubstr("the part “X\uFFFDX” twice")));
}

TEST(ReadXlsx, CallsASheetWithoutANameByItsNumber) {
  auto parts = parts_of({.rows = "<row>" + cell("A1", "t=\"e\"", "<v>#N/A</v>") + "</row>"});
  parts[1].content = std::regex_replace(parts[1].content, std::regex("name=\"Plan\""), "");

  auto const book = read_xlsx(zipped(parts), "plan.xlsx");
  ASSERT_TRUE(book.has_value());
  EXPECT_EQ(book->sheets[0].name, "1");
  EXPECT_THAT(texts_of(book->sheets[0].problems),
              ElementsAre(HasSubstr("plan.xlsx: sheet 1, cell A1: ")));
}

TEST(ReadXlsx, QuotesNoPartOfACharacter) {
  Book const book{.rows = "<row>" +
                          cell("A1", "", "<v>abcdefghi abcdefghi abcdefghi abcdefghié</v>") +
                          "</row>"};

  EXPECT_THAT(texts_of(read(book).problems),
              ElementsAre(HasSubstr("“abcdefghi abcdefghi abcdefghi abcdefghi…” is not a number")));
}

TEST(ReadXlsx, SaysWhichPartIsMissing) {
  auto parts = parts_of({});
  std::erase_if(parts, [](Part const& part) { return part.name == "xl/worksheets/sheet1.xml"; });

  EXPECT_THAT(refusal_of(zipped(parts)),
              ElementsAre(HasSubstr("its part “xl/worksheets/sheet1.xml” is missing")));
}

TEST(ReadXlsx, TakesNoHarmFromPathsOutsideOfTheArchive) {
  auto parts = parts_of({.rows = "<row><c><v>1</v></c></row>"});
  parts.push_back({"../../../etc/passwd", "x"});
  parts.push_back({"/etc/shadow", "x"});
  parts.push_back({"..\\..\\windows", "x"});

  EXPECT_THAT(cells_of(read(zipped(parts)).sheets.at(0)), ElementsAre("A1 1"));
}

TEST(ReadXlsx, FollowsTargetsInsideOfTheArchiveOnly) {
  auto parts = parts_of({.rows = "<row><c><v>1</v></c></row>"});
  std::string& related = parts[2].content;
  related.replace(related.find("worksheets/sheet1.xml"), 21, "../../../xl/./worksheets/sheet1.xml");

  EXPECT_THAT(cells_of(read(zipped(parts)).sheets.at(0)), ElementsAre("A1 1"));

  related.replace(related.find("Target"), 6, "TargetMode=\"External\" Target");
  EXPECT_THAT(refusal_of(zipped(parts)), ElementsAre(HasSubstr("is missing")));
}

}  // namespace
}  // namespace cxsim
