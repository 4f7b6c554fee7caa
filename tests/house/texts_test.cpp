#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/text.hpp"

namespace cxsim {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::Each;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr Wording wordings[] = {
#define CXSIM_TEXT(name, english, polish) {english, polish},
#include "cxsim/base/texts.def"
#include "cxsim/calibration/texts.def"
#include "cxsim/cli/texts.def"
#include "cxsim/experiment/texts.def"
#include "cxsim/formats/texts.def"
#include "cxsim/io/texts.def"
#include "cxsim/parameters/texts.def"
#include "cxsim/render/texts.def"
#include "cxsim/report/texts.def"
#include "cxsim/simulation/texts.def"
#include "cxsim/workbook/texts.def"
#undef CXSIM_TEXT
};

/// Everything that the program can say, each placeholder filled.
[[nodiscard]] std::vector<std::string> every_sentence(Language language) {
  std::vector<std::string> const arguments(10, "VALUE");
  std::vector<std::string> sentences;
  for (Wording const& wording : wordings) {
    sentences.push_back(say(language, Text(wording), arguments));
  }
  return sentences;
}

TEST(Texts, HaveEveryPlaceholderFilled) {
  EXPECT_THAT(every_sentence(Language::english),
              Each(AllOf(Not(IsEmpty()), Not(ContainsRegex("[{][0-9]+[}]")))));
}

TEST(Texts, HaveNoSpacesAtTheirEndsOrTwoInARow) {
  EXPECT_THAT(every_sentence(Language::english),
              Each(AllOf(Not(StartsWith(" ")), Not(EndsWith(" ")), Not(HasSubstr("  ")))));
}

/// What a wording fills in, each placeholder once.
[[nodiscard]] std::set<std::string> placeholders(std::string_view wording) {
  std::set<std::string> found;
  for (std::size_t open = wording.find('{'); open != std::string_view::npos;
       open = wording.find('{', open + 1)) {
    std::string_view const three = wording.substr(open, 3);
    if (three.size() == 3 && three[1] >= '0' && three[1] <= '9' && three[2] == '}') {
      found.emplace(three);
    }
  }
  return found;
}

TEST(Texts, AreWordedInPolish) {
  for (Wording const& wording : wordings) {
    EXPECT_FALSE(wording.polish.empty()) << wording.english;
  }
}

TEST(Texts, FillInTheSameInPolish) {
  for (Wording const& wording : wordings) {
    EXPECT_EQ(placeholders(wording.polish), placeholders(wording.english)) << wording.english;
  }
}

TEST(Texts, HaveNoStrayBlanksInPolish) {
  EXPECT_THAT(every_sentence(Language::polish),
              Each(AllOf(Not(StartsWith(" ")), Not(EndsWith(" ")), Not(HasSubstr("  ")))));
}

TEST(Texts, AskInPolishWithoutCommanding) {
  EXPECT_THAT(
      every_sentence(Language::polish),
      Each(Not(ContainsRegex(
          "(^|[ (])([Pp]opraw|[Pp]odaj|[Ww]pisz|[Uu]suń|[Zz]apisz|[Nn]apisz|[Dd]odaj|[Ww]ybierz|"
          "[Zz]mień|[Ss]prawdź|[Uu]żyj|[Uu]ruchom|[Zz]acznij|[Pp]ołącz|[Zz]ostaw|[Nn]adaj|[Uu]staw|"
          "[Oo]twórz|[Pp]omiń|[Zz]astąp|[Ww]ypisz|[Pp]okaż|[Zz]obacz|[Ww]skaż|[Zz]rób|[Ww]eź)"
          "[ ,:;.]"))));
}

TEST(Texts, QuoteInPolishAsPolishDoes) {
  EXPECT_THAT(every_sentence(Language::polish), Each(Not(HasSubstr("“"))));
}

}  // namespace
}  // namespace cxsim
