#include "cxsim/base/id.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace cxsim {
namespace {

using testing::ElementsAre;

template <class Left, class Right>
concept comparable = requires(Left left, Right right) {
  left == right;
};

template <class Container, class Key>
concept indexable = requires(Container container, Key key) {
  container[key];
};

using Names = Table<TouchpointId, std::string>;

static_assert(comparable<TouchpointId, TouchpointId>);
static_assert(!comparable<TouchpointId, DepartmentId>, "ids of different things must not mix");
static_assert(indexable<Names, TouchpointId>);
static_assert(!indexable<Names, DepartmentId>, "a table must refuse the id of another thing");
static_assert(!indexable<Names, std::size_t>, "a table must refuse a bare position");

TEST(Id, OrdersByPosition) {
  EXPECT_LT(TouchpointId{1}, TouchpointId{2});
  EXPECT_EQ(TouchpointId{3}, TouchpointId{3});
}

TEST(Table, GivesBackWhatWasStoredUnderTheKey) {
  Names names;
  TouchpointId const branch = names.push_back("branch");
  TouchpointId const hotline = names.push_back("hotline");

  EXPECT_EQ(names[branch], "branch");
  EXPECT_EQ(names[hotline], "hotline");
}

TEST(Table, ChangesTheValueUnderOneKeyOnly) {
  Names names;
  TouchpointId const branch = names.push_back("branch");
  names.push_back("hotline");
  names[branch] = "shop";

  EXPECT_THAT(names, ElementsAre("shop", "hotline"));
}

TEST(Table, ListsItsKeysInOrder) {
  Names names;
  names.resize(3);

  EXPECT_THAT(names.keys(), ElementsAre(TouchpointId{0}, TouchpointId{1}, TouchpointId{2}));
}

TEST(Table, IsEmptyWithoutValues) {
  Names const names;

  EXPECT_TRUE(names.empty());
  EXPECT_EQ(names.size(), 0U);
  EXPECT_TRUE(names.keys().empty());
}

TEST(Table, FillsNewPlacesWithTheGivenValue) {
  Names names;
  names.push_back("branch");
  names.resize(3, "none");

  EXPECT_THAT(names, ElementsAre("branch", "none", "none"));
}

}  // namespace
}  // namespace cxsim
