#include "cxsim/formats/csv_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cxsim/formats/texts.hpp"

namespace cxsim {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class CsvFolder : public testing::Test {
 protected:
  CsvFolder() {
    std::string name = (fs::temp_directory_path() / "cxsim-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~CsvFolder() override { fs::remove_all(folder_); }

  void make(std::string const& name, std::string_view content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  [[nodiscard]] Result<Spreadsheet> read(CsvFolderLimits limits = {}) const {
    return read_csv_folder(folder_.string(), limits);
  }
  [[nodiscard]] Text problem(CsvFolderLimits limits = {}) const {
    auto const result = read(limits);
    return result ? Text() : result.error().begin()->text;
  }

  fs::path folder_;
};

/// "A1=text" for every cell.
[[nodiscard]] std::vector<std::string> cells_of(Sheet const& sheet) {
  std::vector<std::string> cells;
  for (Cell const& cell : sheet.cells) {
    cells.push_back(cell_name(cell.place) + "=" + std::get<std::string>(cell.content));
  }
  return cells;
}

TEST_F(CsvFolder, IsAWorkbookWithASheetForEachTable) {
  make("6_Inicjatywy.csv", "nazwa;koszt\nA;1\n");
  make("2_Punkty_styku.CSV", "nazwa\nInfolinia\n");
  make("notes.txt", "x");
  auto const workbook = read();
  ASSERT_TRUE(workbook);
  ASSERT_EQ(workbook->sheets.size(), 2U);
  EXPECT_EQ(workbook->sheets[0].name, "2_Punkty_styku");
  EXPECT_THAT(cells_of(workbook->sheets[0]), ElementsAre("A1=nazwa", "A2=Infolinia"));
  EXPECT_EQ(workbook->sheets[1].name, "6_Inicjatywy");
  EXPECT_THAT(cells_of(workbook->sheets[1]), ElementsAre("A1=nazwa", "B1=koszt", "A2=A", "B2=1"));
  EXPECT_TRUE(workbook->notes.empty());
}

TEST_F(CsvFolder, KeepsTheRowNumbersThatASpreadsheetShows) {
  make("s.csv", "a;b\r\n\r\n\"two\r\nlines\";x\r\n;;\r\nlast;\"1\n2\"\r\nend;\r\n");
  auto const workbook = read();
  ASSERT_TRUE(workbook);
  EXPECT_THAT(cells_of(workbook->sheets[0]), ElementsAre("A1=a", "B1=b", "A3=two\r\nlines", "B3=x",
                                                         "A5=last", "B5=1\n2", "A6=end"));
}

TEST_F(CsvFolder, LetsRowsBeShorterThanTheFirst) {
  make("s.csv", "a,b,c\n1\n1,2,3\n");
  auto const workbook = read();
  ASSERT_TRUE(workbook);
  EXPECT_THAT(cells_of(workbook->sheets[0]),
              ElementsAre("A1=a", "B1=b", "C1=c", "A2=1", "A3=1", "B3=2", "C3=3"));
}

TEST_F(CsvFolder, ReadsWhatPolishExcelSavesAndSaysSo) {
  make("s.csv",
       "Dzia\xB3;Ocena\n\xA3\xF3"
       "d\x9F;4,1\n");
  auto const workbook = read();
  ASSERT_TRUE(workbook);
  EXPECT_THAT(cells_of(workbook->sheets[0]),
              ElementsAre("A1=Dział", "B1=Ocena", "A2=Łódź", "B2=4,1"));
  ASSERT_EQ(workbook->notes.size(), 1U);
  EXPECT_EQ(workbook->notes.begin()->text, texts::encoding_windows_1250);
}

TEST_F(CsvFolder, NamesTheSheetAndRowOfEveryFaultInAllTables) {
  make("1.csv", "a;b\n\n\"x\"y;z\n");
  make("2.csv", std::string("a;b\n\0;c\n", 8));
  auto const workbook = read();
  ASSERT_FALSE(workbook);
  std::vector<std::string> places;
  for (Diagnostic const& problem : workbook.error()) {
    places.push_back(problem.where.sheet + "!" + problem.where.cell);
  }
  EXPECT_THAT(places, ElementsAre("1!A3", "2!A2"));
}

TEST_F(CsvFolder, IsRefusedWhenEmptyOrMissingOrTooLarge) {
  EXPECT_EQ(problem(), texts::csv_folder_empty);
  make("a.csv", "1,2,3\n");
  EXPECT_EQ(problem({.cells = 2}), texts::csv_folder_too_many_cells);
  EXPECT_EQ(problem({.file_bytes = 3}), texts::file_too_long);
  make("b.csv", "1\n");
  EXPECT_EQ(problem({.files = 1}), texts::csv_folder_too_many);
  fs::remove_all(folder_);
  EXPECT_EQ(problem(), texts::file_not_readable);
}

TEST_F(CsvFolder, GivesAnEmptySheetForAnEmptyTable) {
  make("a.csv", "");
  auto const workbook = read();
  ASSERT_TRUE(workbook);
  EXPECT_THAT(workbook->sheets[0].cells, IsEmpty());
}

}  // namespace
}  // namespace cxsim
