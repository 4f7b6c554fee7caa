#include "cxsim/base/text.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

constexpr Wording greeting = {"{1}, {0}!", "{1}! {0}!"};
constexpr Wording other = {"{1}, {0}!", ""};

TEST(Say, PutsArgumentsInTheirPlaces) {
  EXPECT_EQ(say(Language::english, Text(greeting), {"world", "Hello"}), "Hello, world!");
}

TEST(Say, SaysNothingWithoutAWording) { EXPECT_EQ(say(Language::english, Text{}), ""); }

TEST(Text, IsTheDefinitionAndNotItsWording) {
  EXPECT_EQ(Text(greeting), Text(greeting));
  EXPECT_FALSE(Text(greeting) == Text(other));
}

TEST(Text, IsWordedInEachLanguage) {
  EXPECT_EQ(say(Language::polish, Text(greeting), {"Anna", "Cześć"}), "Cześć! Anna!");
}

TEST(Text, FallsBackToEnglish) {
  EXPECT_EQ(say(Language::polish, Text(other), {"Anna", "Hello"}), "Hello, Anna!");
}

constexpr Wording stage = {"{0} stage", "{0} etap"};
constexpr Wording few_stages = {"{0} stages", "{0} etapy"};
constexpr Wording stages = {"{0} stages", "{0} etapów"};
constexpr CountedText counted_stages{Text(stage), Text(few_stages), Text(stages)};

[[nodiscard]] std::string in_english(std::uint64_t count) {
  return say_counted(Language::english, counted_stages, count);
}
[[nodiscard]] std::string in_polish(std::uint64_t count) {
  return say_counted(Language::polish, counted_stages, count);
}

TEST(CountedText, HasTwoFormsInEnglish) {
  EXPECT_EQ(in_english(0), "0 stages");
  EXPECT_EQ(in_english(1), "1 stage");
  EXPECT_EQ(in_english(2), "2 stages");
  EXPECT_EQ(in_english(5000), "5,000 stages");
}

TEST(CountedText, HasThreeFormsInPolish) {
  EXPECT_EQ(in_polish(0), "0 etapów");
  EXPECT_EQ(in_polish(1), "1 etap");
  EXPECT_EQ(in_polish(2), "2 etapy");
  EXPECT_EQ(in_polish(4), "4 etapy");
  EXPECT_EQ(in_polish(5), "5 etapów");
}

TEST(CountedText, FollowsTheLastDigitInPolishSaveFor12To14) {
  EXPECT_EQ(in_polish(12), "12 etapów");
  EXPECT_EQ(in_polish(14), "14 etapów");
  EXPECT_EQ(in_polish(21), "21 etapów");
  EXPECT_EQ(in_polish(22), "22 etapy");
  EXPECT_EQ(in_polish(112), "112 etapów");
  EXPECT_EQ(in_polish(1003), "1\u00a0003 etapy");
}

TEST(Argument, StandsAsItIsOrIsWorded) {
  EXPECT_EQ(Argument("a.b").in(Language::polish), "a.b");
  EXPECT_EQ(Argument(Text(greeting), {"Anna", "Cześć"}).in(Language::polish), "Cześć! Anna!");
}

TEST(Argument, WritesNumbersAsTheLanguageDoes) {
  EXPECT_EQ(Argument::whole(1234.6).in(Language::english), "1,235");
  EXPECT_EQ(Argument::whole(1234.6).in(Language::polish), "1\u00a0235");
  EXPECT_EQ(Argument::number("0.5").in(Language::polish), "0,5");
  EXPECT_EQ(Argument::percent("0.5").in(Language::english), "0.5 %");
  EXPECT_EQ(Argument::percent("0.5").in(Language::polish), "0,5%");
}

TEST(Listed, PutsAWordBeforeTheLast) {
  std::vector<std::string> const names{"a", "b", "c"};
  EXPECT_EQ(listed(Language::english, std::span(names).first(0)), "");
  EXPECT_EQ(listed(Language::english, std::span(names).first(1)), "a");
  EXPECT_EQ(listed(Language::english, std::span(names).first(2)), "a and b");
  EXPECT_EQ(listed(Language::english, names), "a, b and c");
  EXPECT_EQ(listed(Language::polish, names), "a, b i c");
}

}  // namespace
}  // namespace cxsim
