#include "cxsim/formats/spreadsheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cxsim/formats/texts.hpp"

namespace cxsim {
namespace {

TEST(CellName, IsTheLetterOfTheColumnAndTheNumberOfTheRow) {
  EXPECT_EQ(cell_name({0, 0}), "A1");
  EXPECT_EQ(cell_name({13, 4}), "E14");
}

TEST(CellName, GoesOnWithTwoAndThreeLetters) {
  EXPECT_EQ(cell_name({0, 25}), "Z1");
  EXPECT_EQ(cell_name({0, 26}), "AA1");
  EXPECT_EQ(cell_name({0, 701}), "ZZ1");
  EXPECT_EQ(cell_name({0, 702}), "AAA1");
  EXPECT_EQ(cell_name({1048575, 16383}), "XFD1048576");
}

TEST(ReadSpreadsheet, TellsAFileFromAFolder) {
  auto const file = read_spreadsheet("tests/formats/data/libreoffice.xlsx");
  std::filesystem::path const folder =
      std::filesystem::path(testing::TempDir()) / "cxsim-read-spreadsheet";
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "5_Segmenty.csv") << "nazwa\n";
  auto const tables = read_spreadsheet(folder.string());
  std::filesystem::remove_all(folder);

  ASSERT_TRUE(file);
  EXPECT_EQ(file->file, "tests/formats/data/libreoffice.xlsx");
  EXPECT_EQ(file->sheets.at(0).name, "Plan");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->sheets.at(0).name, "5_Segmenty");
}

TEST(ReadSpreadsheet, SaysThatAFileIsMissing) {
  auto const none = read_spreadsheet("tests/formats/data/none.xlsx");

  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().begin()->text, texts::file_missing_on_disk);
}

}  // namespace
}  // namespace cxsim
