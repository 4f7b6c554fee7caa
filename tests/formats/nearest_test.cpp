#include "cxsim/formats/nearest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace cxsim {
namespace {

std::vector<std::string> const keys{"failure", "score", "scale", "owner", "channel"};

TEST(EditDistance, CountsInsertionsDeletionsAndChanges) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 9), 3U);
  EXPECT_EQ(edit_distance("saturday", "sunday", 9), 3U);
  EXPECT_EQ(edit_distance("", "abc", 9), 3U);
  EXPECT_EQ(edit_distance("same", "same", 0), 0U);
}

TEST(EditDistance, CountsASwapOfNeighboursOnce) {
  EXPECT_EQ(edit_distance("ab", "ba", 9), 1U);
  EXPECT_EQ(edit_distance("ownre", "owner", 9), 1U);
}

// The distance that sets optimal string alignment apart from the unrestricted one, which is 2.
TEST(EditDistance, TouchesNoByteTwice) { EXPECT_EQ(edit_distance("ca", "abc", 9), 3U); }

TEST(EditDistance, GivesUpBeyondTheMostThatIsAskedFor) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), std::nullopt);
  EXPECT_EQ(edit_distance("abcdef", "ghijkl", 5), std::nullopt);
  EXPECT_EQ(edit_distance("a", "abcd", 2), std::nullopt);
}

TEST(Nearest, FindsTheWordThatWasMeant) {
  EXPECT_EQ(nearest("failrue", keys), "failure");
  EXPECT_EQ(nearest("chanel", keys), "channel");
  EXPECT_EQ(nearest("scroe", keys), "score");
}

TEST(Nearest, MakesNoDifferenceBetweenUpperAndLowerCase) {
  EXPECT_EQ(nearest("FAILURE", keys), "failure");
}

TEST(Nearest, TakesTheFirstOfSeveralThatAreAsNear) { EXPECT_EQ(nearest("scare", keys), "score"); }

TEST(Nearest, PrefersTheNearerToTheEarlier) { EXPECT_EQ(nearest("scal", keys), "scale"); }

TEST(Nearest, SuggestsNothingFarOff) {
  EXPECT_EQ(nearest("department", keys), std::nullopt);
  EXPECT_EQ(nearest("", keys), std::nullopt);
  EXPECT_EQ(nearest("owner", {}), std::nullopt);
  EXPECT_EQ(nearest(std::string(201, 'a'), std::vector{std::string(201, 'a')}), std::nullopt);
}

}  // namespace
}  // namespace cxsim
