#include "text_page.hpp"

#include <gmock/gmock.h>

#include "small_answer.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Wrapped, BreaksAtBlanks) {
  EXPECT_THAT(wrapped("one two three", 7), ElementsAre("one two", "three"));
}

TEST(Wrapped, CutsAWordThatFitsNoLine) {
  EXPECT_THAT(wrapped("a abcdefgh", 3), ElementsAre("a", "abc", "def", "gh"));
}

TEST(Wrapped, KeepsANumberAndItsUnitTogether) {
  EXPECT_THAT(wrapped("gain of 17.5 m, 90 % sure", 12),
              ElementsAre("gain of", "17.5 m, 90 %", "sure"));
}

TEST(Wrapped, CountsWideCharactersTwice) {
  EXPECT_THAT(wrapped("日本語 日本", 6), ElementsAre("日本語", "日本"));
}

TEST(Wrapped, GivesOneEmptyLineForNothing) { EXPECT_THAT(wrapped("", 10), ElementsAre("")); }

[[nodiscard]] TextTable animals() {
  TextTable table({{"#", Align::right},
                   {"Name", Align::left, 0, 8},
                   {"Legs", Align::right, 1},
                   {"Home", Align::left, 2}});
  table.add({"1", "Spider of the wall", "8", "house"});
  table.add({"12", "Kot", "4", "house"});
  return table;
}

TEST(TextTable, LinesUpItsColumns) {
  EXPECT_THAT(animals().lay_out(80).lines, ElementsAre(" #  Name                Legs  Home",   //
                                                       "───────────────────────────────────",  //
                                                       " 1  Spider of the wall     8  house",  //
                                                       "12  Kot                    4  house"));
}

TEST(TextTable, WrapsNamesBeforeItLeavesColumnsOut) {
  TextTable::Laid const laid = animals().lay_out(27);
  EXPECT_THAT(laid.lines, ElementsAre(" #  Name        Legs  Home",   //
                                      "───────────────────────────",  //
                                      " 1  Spider of      8  house",  //
                                      "    the wall",                 //
                                      "12  Kot            4  house"));
  EXPECT_THAT(laid.left_out, IsEmpty());
}

TEST(TextTable, LeavesOutWhatIsMostDispensable) {
  EXPECT_THAT(animals().lay_out(22).left_out, ElementsAre("Home"));
  EXPECT_THAT(animals().lay_out(14).left_out, ElementsAre("Legs", "Home"));
}

TEST(TextPage, NamesTheColumnsThatItLeftOut) {
  TextTable table({{"First"}, {"Second", Align::left, 1}});
  table.add({std::string(60, 'a'), std::string(30, 'b')});
  TextPage page({Language::english, 80, Colour::none});
  page.table(table);
  EXPECT_THAT(page.text(), HasSubstr("Left out at this width: Second."));
  EXPECT_THAT(page.text(), Not(HasSubstr("bbb")));
}

TEST(TextPage, IsNeverNarrowerThan80Columns) {
  TextPage page({Language::english, 10, Colour::none});
  page.paragraph(std::string(100, 'a'));
  EXPECT_EQ(test::widest_line(page.text()), 80U);
}

TEST(TextPage, ColoursOnlyWhenAsked) {
  TextPage plain({Language::english, 80, Colour::none});
  TextPage coloured({Language::english, 80, Colour::ansi});
  plain.paragraph("careful", Ink::alarm);
  coloured.paragraph("careful", Ink::alarm);
  EXPECT_EQ(plain.text(), "careful\n");
  EXPECT_EQ(coloured.text(), "\x1b[1;31mcareful\x1b[0m\n");
}

}  // namespace
}  // namespace cxsim
