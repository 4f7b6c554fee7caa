#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "formats/workbook_files.hpp"
#include "process.hpp"

namespace cxsim {
namespace {

using test::Process;
using test::TemporaryFolder;
using workbooks::Book;
using workbooks::Part;

constexpr int million = 1'000'000;
constexpr test::ProcessLimits strict{.memory_mib = 512, .cpu_seconds = 5};

/// A workbook that means harm or is badly broken, and what `cxsim import` says of it.
struct HostileBook {
  char const* name;
  std::function<std::string()> content;
  int code;
  char const* message;
};

void PrintTo(HostileBook const& book, std::ostream* stream) { *stream << book.name; }

[[nodiscard]] std::string repeated(std::string const& text, int count) {
  std::string many;
  many.reserve(text.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    many += text;
  }
  return many;
}

[[nodiscard]] std::string cell(std::string const& place, std::string const& content) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + content + "</t></is></c>";
}

[[nodiscard]] std::function<std::string()> book(Book const& parts) {
  return [=] { return workbooks::workbook(parts); };
}

[[nodiscard]] std::function<std::string()> rows(std::string const& content) {
  return book({.rows = content});
}

[[nodiscard]] Book small_book() { return {.rows = "<row r=\"1\">" + cell("A1", "a") + "</row>"}; }

[[nodiscard]] std::string bomb() {
  return workbooks::workbook({.rows = std::string(300 * million, ' ')});
}

[[nodiscard]] std::string cut_off() {
  std::string const whole = workbooks::workbook(small_book());
  return whole.substr(0, whole.size() / 2);
}

/// The same name twice, which no library writes.
[[nodiscard]] std::string sheet_twice() {
  std::vector<Part> parts = workbooks::parts_of(small_book());
  parts.push_back({"xl/worksheets/sheet9.xml", "<worksheet/>"});
  std::string bytes = workbooks::zipped(parts);
  for (std::size_t at = bytes.find("sheet9.xml"); at != std::string::npos;
       at = bytes.find("sheet9.xml", at)) {
    bytes.replace(at, 10, "sheet1.xml");
  }
  return bytes;
}

[[nodiscard]] std::string many_parts() {
  std::vector<Part> parts = workbooks::parts_of(small_book());
  for (int i = 0; i < 10'000; ++i) {
    parts.push_back({"x" + std::to_string(i), ""});
  }
  return workbooks::zipped(parts);
}

/// Ten to the power of nine laughs.
[[nodiscard]] std::string laughs() {
  std::string types = "<!DOCTYPE l [<!ENTITY a0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    types += "<!ENTITY a" + std::to_string(i) + " \"" +
             repeated("&a" + std::to_string(i - 1) + ";", 10) + "\">";
  }
  return types + "]>";
}

[[nodiscard]] std::string attributes(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += " a" + std::to_string(i) + "=\"1\"";
  }
  return text;
}

[[nodiscard]] std::string name_of(testing::TestParamInfo<HostileBook> const& info) {
  return info.param.name;
}

class HostileWorkbook : public testing::TestWithParam<HostileBook> {};

TEST_P(HostileWorkbook, IsRefusedForOneReasonInTimeAndMemory) {
  TemporaryFolder const folder;
  std::string const file = folder.file("b.xlsx", GetParam().content());
  Process const process(folder, {"import", file, "-o", folder.file("plan")}, {}, "", strict);
  EXPECT_EQ(process.wait(), GetParam().code);
  EXPECT_EQ(process.err(),
            file + GetParam().message + "\n1 problem in " + file + "; nothing was run\n");
  EXPECT_EQ(process.out(), "");
  EXPECT_THAT(folder.entries(), testing::ElementsAre("b.xlsx", "err.txt", "out.txt"));
}

constexpr char const* unpacks_too_far =
    ": this workbook unpacks to far more than a workbook does (its part “xl/worksheets/sheet1.xml” "
    "went beyond the limit) — delete sheets and rows that are not needed and save it again";
constexpr char const* no_workbook =
    ": this file holds no workbook (it may be a document, a presentation or a folder packed by "
    "zip) "
    "— save the spreadsheet as .xlsx";
constexpr char const* has_doctype =
    ": this workbook has a document type in its part “xl/worksheets/sheet1.xml” (no spreadsheet "
    "program writes one; it could read other files or fill the machine) — open it in Excel or "
    "LibreOffice and save it anew";

INSTANTIATE_TEST_SUITE_P(
    Archive, HostileWorkbook,
    testing::Values(
        HostileBook{"Bomb", bomb, 3, unpacks_too_far},
        HostileBook{"BombOfOneText",
                    [] {
                      return workbooks::workbook(
                          {.rows = "<row>" + cell("A1", std::string(300 * million, 'a'))});
                    },
                    3, unpacks_too_far},
        HostileBook{"BombOfTexts",
                    [] {
                      return workbooks::workbook(
                          {.shared_texts = repeated("<si><t>a</t></si>", 10 * million)});
                    },
                    3,
                    ": this workbook holds more text than can be read — delete what is not needed"},
        HostileBook{"Nested",
                    [] {
                      return workbooks::zipped({{"b.xlsx", bomb()}});
                    },
                    2, no_workbook},
        HostileBook{"CutOff", cut_off, 2,
                    ": this file is damaged or cut off (it begins like a workbook, but cannot be "
                    "unpacked) — get it again, or open it in Excel or LibreOffice and save it "
                    "anew"},
        HostileBook{"Climbing",
                    [] {
                      return workbooks::zipped({{"../../evil.txt", "a"}, {"/etc/evil", "b"}});
                    },
                    2, no_workbook},
        HostileBook{"Twice", sheet_twice, 2,
                    ": this workbook holds the part “xl/worksheets/sheet1.xml” twice (programs "
                    "that write spreadsheets do not do that) — open it in Excel or LibreOffice and "
                    "save it anew"},
        HostileBook{"ManyParts", many_parts, 3,
                    ": this file holds more than 10000 packed files (the limit for a workbook) — "
                    "open it in Excel or LibreOffice and save it anew"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Xml, HostileWorkbook,
    testing::Values(
        HostileBook{
            "Laughs",
            book({.rows = "<row>" + cell("A1", "&a9;") + "</row>", .before_root = laughs()}), 2,
            has_doctype},
        HostileBook{
            "ExternalEntity",
            book({.rows = "<row>" + cell("A1", "&a;") + "</row>",
                  .before_root = "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"}),
            2, has_doctype},
        HostileBook{"Deep", rows(repeated("<row>", million)), 2,
                    ": elements are nested more than 64 deep in the part "
                    "“xl/worksheets/sheet1.xml” of this workbook (the limit) — open it in Excel or "
                    "LibreOffice and save it anew"},
        HostileBook{"Attributes", rows("<row" + attributes(200'000) + "/>"), 3,
                    ": the part “xl/worksheets/sheet1.xml” of this workbook has an element in line "
                    "1 that is far too long — open it in Excel or LibreOffice and save it anew"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Sheet, HostileWorkbook,
    testing::Values(
        HostileBook{"Columns", rows("<row r=\"1\">" + repeated("<c/>", million) + "</row>"), 2,
                    ": sheet Plan: this sheet is damaged (“XFE1” is no place of a cell) — open the "
                    "workbook in Excel or LibreOffice and save it anew"},
        HostileBook{"Rows", rows(repeated("<row/>", 1'048'577)), 2,
                    ": sheet Plan: this sheet is damaged (“1048577” is no place of a cell) — open "
                    "the workbook in Excel or LibreOffice and save it anew"},
        HostileBook{"ColumnBeyondTheLast", rows("<row>" + cell("XFE1", "a") + "</row>"), 2,
                    ": sheet Plan: this sheet is damaged (“XFE1” is no place of a cell) — open the "
                    "workbook in Excel or LibreOffice and save it anew"},
        HostileBook{"RowBeyondTheLast", rows("<row>" + cell("A1048577", "a") + "</row>"), 2,
                    ": sheet Plan: this sheet is damaged (“A1048577” is no place of a cell) — open "
                    "the workbook in Excel or LibreOffice and save it anew"},
        HostileBook{"Cells",
                    rows(repeated("<row>" + repeated("<c><v>1</v></c>", 16'000) + "</row>", 70)), 3,
                    ": sheet Plan: with this sheet the workbook has more cells than can be read — "
                    "delete what is not needed"}),
    name_of);

/// Such a book is read as far as it can be, and has no other mistake than its contents.
TEST(HostileTexts, ThatAreNotThereAreNamedAtTheirCells) {
  TemporaryFolder const folder;
  std::string const file = folder.file(
      "b.xlsx", workbooks::workbook({.rows = "<row><c t=\"s\"><v>7</v></c><c t=\"s\"><v>-1</v></c>"
                                             "<c t=\"s\"><v>99999999999999999999</v></c></row>",
                                     .sheet = "6_Initiatives"}));
  Process const process(folder, {"import", file, "-o", folder.file("plan")}, {}, "", strict);
  EXPECT_EQ(process.wait(), 2);
  std::string const start = file + ": sheet 6_Initiatives, cell ";
  std::string const damaged =
      "1: this cell is damaged (its text or date cannot be found) — write it again\n";
  EXPECT_THAT(process.err(), testing::StartsWith(start + "A" + damaged + start + "B" + damaged +
                                                 start + "C" + damaged));
  EXPECT_THAT(folder.entries(), testing::ElementsAre("b.xlsx", "err.txt", "out.txt"));
}

}  // namespace
}  // namespace cxsim
