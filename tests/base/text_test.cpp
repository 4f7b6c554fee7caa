#include "cxsim/base/text.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

constexpr Wording greeting = {"{1}, {0}!", ""};
constexpr Wording other = {"{1}, {0}!", ""};

TEST(Say, PutsArgumentsInTheirPlaces) {
  EXPECT_EQ(say(Language::english, Text(greeting), {"world", "Hello"}), "Hello, world!");
}

TEST(Say, SaysNothingWithoutAWording) { EXPECT_EQ(say(Language::english, Text{}), ""); }

TEST(Text, IsTheDefinitionAndNotItsWording) {
  EXPECT_EQ(Text(greeting), Text(greeting));
  EXPECT_FALSE(Text(greeting) == Text(other));
}

}  // namespace
}  // namespace cxsim
