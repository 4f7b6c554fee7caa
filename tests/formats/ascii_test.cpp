#include "cxsim/formats/ascii.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

TEST(InLowerCase, ChangesLettersOfAsciiOnly) {
  EXPECT_EQ(in_lower_case("Łódź A-Z 1"), "Łódź a-z 1");
}

TEST(Trimmed, LeavesWhatStandsBetweenBlanks) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed(" \n"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Trimmed, TakesOnlyTheBlanksThatAreNamed) { EXPECT_EQ(trimmed(" \ta ", " "), "\ta"); }

}  // namespace
}  // namespace cxsim
