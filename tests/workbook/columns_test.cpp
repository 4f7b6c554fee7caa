#include "cxsim/workbook/columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cells.hpp"

namespace cxsim {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::Le;
using testing::Not;
using testing::SizeIs;

[[nodiscard]] std::vector<std::string> of_every_column(Wording ColumnInfo::*wording,
                                                       Language language) {
  std::vector<std::string> texts;
  for (SheetInfo const& sheet : all_sheets()) {
    for (ColumnInfo const& column : sheet.columns) {
      texts.emplace_back(word_in(column.*wording, language));
    }
  }
  return texts;
}

TEST(Columns, HaveHeadersAndExplanationsInBothLanguages) {
  for (Language const language : {Language::english, Language::polish}) {
    EXPECT_THAT(of_every_column(&ColumnInfo::header, language), Each(Not(IsEmpty())));
    EXPECT_THAT(of_every_column(&ColumnInfo::help, language), Each(Not(IsEmpty())));
  }
}

TEST(Columns, HaveExplanationsThatFitBesideACell) {
  for (Language const language : {Language::english, Language::polish}) {
    EXPECT_THAT(of_every_column(&ColumnInfo::help, language), Each(SizeIs(Le(240U))));
  }
}

TEST(Choices, AreFoundByEachOfTheirWords) {
  EXPECT_EQ(find_choice(ChoiceList::scale, "1–5"), "1-5");
  EXPECT_EQ(find_choice(ChoiceList::scale, "1-5"), "1-5");
  EXPECT_EQ(find_choice(ChoiceList::scale, "TOP 2"), "top-2");
  EXPECT_EQ(find_choice(ChoiceList::change, "Kontakty / mies."), "contacts");
  EXPECT_EQ(find_choice(ChoiceList::evidence, "c"), "C");
  EXPECT_EQ(find_choice(ChoiceList::evidence, "C – anything"), "C");
  EXPECT_FALSE(find_choice(ChoiceList::scale, "1-6"));
}

TEST(PlainWord, IsTheSameHoweverAWordIsWritten) {
  EXPECT_EQ(plain_word("Kontakty / mies."), plain_word("KONTAKTY/MIES"));
  EXPECT_EQ(plain_word("Żółć [liczba]"), "zolc");
  EXPECT_EQ(plain_word("% niezałatwionych *"), "%niezalatwionych");
}

}  // namespace
}  // namespace cxsim
