#include "layout.hpp"

#include <gmock/gmock.h>

namespace cxsim {
namespace {

using testing::ElementsAre;

TEST(Wrap, BreaksBetweenWords) {
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
}

TEST(Wrap, KeepsAWordThatIsTooLongWhole) {
  EXPECT_THAT(wrap("a touchpoints/app_login b", 5), ElementsAre("a", "touchpoints/app_login", "b"));
}

TEST(Wrap, CountsCharactersNotBytes) {
  EXPECT_THAT(wrap("zażółć gęślą jaźń", 12), ElementsAre("zażółć gęślą", "jaźń"));
}

TEST(Wrap, KeepsLineFeeds) { EXPECT_THAT(wrap("a\n\nb", 10), ElementsAre("a", "", "b")); }

TEST(Entry, PutsTheTextBesideAShortTerm) {
  EXPECT_EQ(entry("  -q", "no notes and no progress", 6, 20),
            "  -q  no notes and no\n      progress\n");
}

TEST(Entry, PutsTheTextBelowALongTerm) {
  EXPECT_EQ(entry("--customers", "how many", 6, 40), "--customers\n      how many\n");
}

TEST(AlignRows, PadsByCharacters) {
  EXPECT_EQ(align_rows({{"ż", "1"}, {"abc", "20"}}, {CellAlign::left, CellAlign::right}),
            "ż     1\nabc  20\n");
}

TEST(AlignRows, LeavesNoBlanksAtTheEndOfALine) {
  EXPECT_EQ(align_rows({{"a", ""}, {"b", "long"}}, {CellAlign::left, CellAlign::left}),
            "a\nb  long\n");
}

TEST(AlignRows, LetsNoCellCommandTheTerminal) {
  EXPECT_EQ(align_rows({{"a\x1b[31m", "b\nc"}}, {CellAlign::left, CellAlign::left}),
            "a�[31m  b c\n");
}

}  // namespace
}  // namespace cxsim
