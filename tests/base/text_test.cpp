#include "cxsim/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

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

/// Every sentence of the catalogue, each placeholder filled.
[[nodiscard]] std::vector<std::string> every_sentence() {
  std::vector<std::string> const arguments(10, "VALUE");
  return {
#define CXSIM_TEXT(name, wording) say(Language::english, Text::name, arguments),
#include "cxsim/base/texts/all.def"
#undef CXSIM_TEXT
  };
}

TEST(Say, FillsEveryPlaceholderOfEverySentence) {
  EXPECT_THAT(every_sentence(), Each(AllOf(Not(IsEmpty()), Not(ContainsRegex("[{][0-9]+[}]")))));
}

TEST(Say, HasNoSentenceWithSpacesAtItsEndsOrTwoInARow) {
  EXPECT_THAT(every_sentence(),
              Each(AllOf(Not(StartsWith(" ")), Not(EndsWith(" ")), Not(HasSubstr("  ")))));
}

TEST(Say, PutsArgumentsInTheirPlaces) {
  EXPECT_THAT(say(Language::english, Text::json_duplicate_key, {"id", "3", "9"}),
              StartsWith("“id” stands twice in the same object (first at line 3, column 9)"));
}

}  // namespace
}  // namespace cxsim
