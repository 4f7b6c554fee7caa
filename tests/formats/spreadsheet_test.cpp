#include "cxsim/formats/spreadsheet.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace cxsim
