#include "cxsim/formats/xlsx_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "support/corpora.hpp"
#include "zip_archive.hpp"

/// libxlsxwriter keeps copies of a few names when a workbook is closed.
extern "C" char const* __lsan_default_suppressions() { return "leak:libxlsxwriter\n"; }

namespace cxsim {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::SizeIs;

[[nodiscard]] std::string written(std::vector<Sheet> const& sheets,
                                  SheetPicture const& picture = {}) {
  auto const bytes = xlsx_bytes(sheets, std::vector<SheetPicture>(sheets.size(), picture));
  EXPECT_TRUE(bytes);
  return bytes.value_or("");
}

[[nodiscard]] std::vector<Sheet> written_and_read(std::vector<Sheet> const& sheets,
                                                  SheetPicture const& picture = {}) {
  auto const spreadsheet = read_xlsx(written(sheets, picture), "plan.xlsx");
  EXPECT_TRUE(spreadsheet);
  return spreadsheet ? spreadsheet->sheets : std::vector<Sheet>{};
}

[[nodiscard]] std::vector<CellContent> contents_of(Sheet const& sheet) {
  std::vector<CellContent> contents;
  for (Cell const& cell : sheet.cells) {
    contents.push_back(cell.content);
  }
  return contents;
}

/// A sheet with \p contents below each other.
[[nodiscard]] Sheet column_of(std::vector<CellContent> const& contents) {
  Sheet sheet{"Plan", {}};
  for (CellContent const& content : contents) {
    sheet.cells.push_back({{static_cast<std::uint32_t>(sheet.cells.size()), 0}, content});
  }
  return sheet;
}

[[nodiscard]] std::vector<CellContent> after_writing(std::vector<CellContent> const& contents) {
  auto const sheets = written_and_read({column_of(contents)});
  return sheets.empty() ? std::vector<CellContent>{} : contents_of(sheets.front());
}

TEST(XlsxBytes, AreReadBackAsTheSameCells) {
  std::vector<CellContent> const contents{"text",
                                          0.0,
                                          -4.1,
                                          1e15,
                                          1e-7,
                                          123456789.012345,
                                          true,
                                          false,
                                          Date{2026, 9, 30},
                                          Date{1900, 1, 1},
                                          Date{1900, 2, 28},
                                          Date{1900, 3, 1},
                                          Date{9999, 12, 31}};

  EXPECT_EQ(after_writing(contents), contents);
}

TEST(XlsxBytes, KeepTheLookOfPercentages) {
  Sheet sheet{"Plan", {{{0, 0}, 0.12, NumberLook::percentage}, {{0, 1}, 0.12}}};

  auto const sheets = written_and_read({sheet});

  ASSERT_THAT(sheets, SizeIs(1));
  ASSERT_THAT(sheets[0].cells, SizeIs(2));
  EXPECT_EQ(sheets[0].cells[0].look, NumberLook::percentage);
  EXPECT_EQ(sheets[0].cells[1].look, NumberLook::plain);
}

TEST(XlsxBytes, KeepTextsThatLookLikeSomethingElse) {
  std::vector<CellContent> const contents{
      "=1+1",       "+48 22 123",   "-5",         "@SUM(A1)",     "1.5",
      "0012",       "TRUE",         "2026-09-30", "_x0041_",      "_x005F_",
      "http://a.b", "  blanks  ",   "a\nb",       "a\r\nb\rc\td", "\x01\x1F\x7F",
      "<&>\"'",     "\uFFFE\uFFFF", "]]>",        "#N/A",         "\U0001F600\u200B"};

  EXPECT_EQ(after_writing(contents), contents);
}

TEST(XlsxBytes, ReplaceWhatIsNoCharacter) {
  EXPECT_EQ(after_writing({std::string("a\xFF"
                                       "b\0c",
                                       5)}),
            (std::vector<CellContent>{"a\uFFFDb\uFFFDc"}));
}

TEST(XlsxBytes, KeepEveryNaughtyString) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  auto const list =
      parse_json(corpora::bytes_of(corpora::folder("naughty-strings") / "blns.json"), "blns.json");
  ASSERT_TRUE(list);
  ASSERT_THAT(list->elements(), SizeIs(515));
  std::vector<CellContent> contents;
  for (JsonValue const& value : list->elements()) {
    contents.emplace_back(value.string());
  }
  std::erase(contents, CellContent(""));  // an empty cell is not stored

  EXPECT_THAT(after_writing(contents), ElementsAreArray(contents));
}

TEST(XlsxBytes, KeepSheetsInTheirOrder) {
  auto const sheets = written_and_read({{"10_Źródła", {}}, {"2_Touchpoints", {{{5, 3}, "x"}}}});

  ASSERT_THAT(sheets, SizeIs(2));
  EXPECT_EQ(sheets[0].name, "10_Źródła");
  EXPECT_EQ(sheets[1].name, "2_Touchpoints");
  EXPECT_EQ(cell_name(sheets[1].cells.at(0).place), "D6");
}

/// The description of the first sheet inside the file.
[[nodiscard]] std::string page_of(std::string const& bytes) {
  auto archive = ZipArchive::open(bytes, "plan.xlsx", {100, 10'000'000, 1000});
  auto part = archive.value().part("xl/worksheets/sheet1.xml");
  std::string text;
  for (auto chunk = part.value().next_chunk(); !chunk.value().empty();
       chunk = part.value().next_chunk()) {
    text += chunk.value();
  }
  return text;
}

TEST(XlsxBytes, FoldGroupsOfColumnsAndShowTheSignThatUnfoldsThem) {
  SheetPicture picture;
  picture.widths = {{0, 20}, {1, 20, ColumnGroup::folded}, {2, 20}, {3, 20, ColumnGroup::folded}};
  std::string const page = page_of(written({column_of({std::string("a")})}, picture));

  EXPECT_THAT(page, ContainsRegex(R"(<col min="2" max="2"[^>]* hidden="1"[^>]* outlineLevel="1")"));
  EXPECT_THAT(page, ContainsRegex(R"(<col min="3" max="3"[^>]* collapsed="1")"));
  EXPECT_THAT(page, ContainsRegex(R"(<col min="5" max="5"[^>]* collapsed="1")"));
}

TEST(XlsxBytes, PrintOnOnePageWidthOfA4) {
  std::string const page = page_of(written({column_of({std::string("a")})}));

  EXPECT_THAT(page, AllOf(HasSubstr(R"(paperSize="9")"), HasSubstr(R"(orientation="landscape")"),
                          HasSubstr(R"(fitToHeight="0")")));
}

TEST(XlsxBytes, AreTheSameForTheSameSheets) {
  std::vector<Sheet> const sheets{column_of({"text", 4.1, Date{2026, 9, 30}})};

  EXPECT_EQ(written(sheets), written(sheets));
}

TEST(XlsxBytes, NameTheCellsWhoseTextIsTooLong) {
  std::string const longest(32'767, 'x');
  EXPECT_EQ(after_writing({longest}), (std::vector<CellContent>{longest}));

  auto const bytes = xlsx_bytes({column_of({"x", longest + "x"})}, {SheetPicture{}});

  ASSERT_FALSE(bytes);
  ASSERT_THAT(bytes.error(), SizeIs(1));
  EXPECT_EQ(to_text(*bytes.error().begin(), Language::english).find("sheet Plan, cell A2: "), 0U);
}

TEST(XlsxBytes, PutWordsThatAListCannotHoldIntoAHiddenSheet) {
  std::vector<std::string> const words{"a, b", "say \"c\"", "plain"};
  SheetPicture const picture{
      .rules = {{.first = {1, 0},
                 .last = {9, 0},
                 .title = std::string(40, 't'),
                 .message = std::string(300, 'm') + "\x01",
                 .choices = DropDown{words}},
                {.first = {1, 1}, .last = {9, 1}, .choices = DropDown{words}},
                {.first = {1, 2}, .last = {9, 2}, .choices = DropDown{{"yes", "no"}}}}};

  auto const sheets = written_and_read({column_of({"header"})}, picture);

  ASSERT_THAT(sheets, SizeIs(2));
  EXPECT_EQ(sheets[1].visibility, SheetVisibility::hidden);
  EXPECT_EQ(contents_of(sheets[1]), (std::vector<CellContent>{"a, b", "say \"c\"", "plain"}));
}

}  // namespace
}  // namespace cxsim
