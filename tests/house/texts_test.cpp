#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
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

}  // namespace
}  // namespace cxsim
