#include "cxsim/render/label.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

namespace cxsim {
namespace {

using testing::ElementsAre;

TEST(CleanText, KeepsLettersOfEveryScript) {
  EXPECT_EQ(clean_text("Zażółć gęślą jaźń שלום 漢字 😀"), "Zażółć gęślą jaźń שלום 漢字 😀");
}

TEST(CleanText, RemovesControlCharactersAndMarksOfDirection) {
  std::string const nul(1, '\0');
  EXPECT_EQ(clean_text("a" + nul + "b\x01\x7F\u0080\u202E\uFEFF" + "c"), "abc");
}

TEST(CleanText, TurnsEveryWhiteSpaceIntoOneSpaceAndTrims) {
  EXPECT_EQ(clean_text(" \n a\t\r\n b\xC2\xA0\xE2\x80\xA8 c \n"), "a b c");
}

TEST(CleanText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(clean_text("a\xFF"
                       "b"),
            "a\uFFFDb");
}

TEST(EscapeLabel, DoublesBackslashesBecauseGraphvizExpandsThem) {
  EXPECT_EQ(escape_label("\\N <x>"), "\\\\N &lt;x&gt;");
}

TEST(WrapText, BreaksBetweenWordsAndEndsInAnEllipsis) {
  EXPECT_THAT(wrap_text("one two three four five six", 60, 10, FontWeight::regular, 2),
              ElementsAre("one two", "three four…"));
}

TEST(WrapText, LeavesShortTextAlone) {
  EXPECT_THAT(wrap_text("short", 60, 10, FontWeight::regular, 2), ElementsAre("short"));
}

TEST(WrapText, CutsAWordThatIsLongerThanALine) {
  EXPECT_THAT(wrap_text("ooooooooooooooo", 60, 10, FontWeight::regular, 2),
              ElementsAre("oooooooooo", "ooooo"));
}

TEST(WrapText, NeverCutsInsideACharacter) {
  EXPECT_THAT(wrap_text("漢字漢字漢字", 40, 10, FontWeight::regular, 1), ElementsAre("漢字…"));
}

TEST(WrapText, GivesOneEmptyLineForEmptyText) {
  EXPECT_THAT(wrap_text("", 60, 10, FontWeight::regular, 2), ElementsAre(""));
}

TEST(PrintedShares, SumToOneHundredWhereRoundingEachWouldNot) {
  std::vector<double> const thirds{1.0 / 3, 1.0 / 3, 1.0 / 3};
  PrintedShares const printed(thirds);
  EXPECT_EQ(printed.text(0), "34 %");
  EXPECT_EQ(printed.text(1), "33 %");
  EXPECT_EQ(printed.text(2), "33 %");
}

TEST(PrintedShares, ShowTenthsWhenAShareWouldReadAsZero) {
  std::vector<double> const shares{0.9945, 0.004, 0.0015};
  PrintedShares const printed(shares);
  EXPECT_EQ(printed.text(0), "99.5 %");
  EXPECT_EQ(printed.text(1), "0.4 %");
  EXPECT_EQ(printed.text(2), "0.1 %");
}

TEST(PrintedShares, NeverPrintZeroForWhatHappens) {
  std::vector<double> const shares{0.99999, 0.00001, 0};
  PrintedShares const printed(shares);
  EXPECT_EQ(printed.text(0), "100 %");
  EXPECT_EQ(printed.text(1), "<0.1 %");
  EXPECT_EQ(printed.text(2), "0 %");
}

}  // namespace
}  // namespace cxsim
