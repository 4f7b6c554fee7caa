#include "cxsim/analysis/structure.hpp"

#include <gmock/gmock.h>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr double never = 0;
constexpr double certain = 1;

[[nodiscard]] ParameterInfo constant(std::string const& path, double value) {
  ParameterInfo info;
  info.path = path;
  info.prior = Constant{value};
  return info;
}

/// Touchpoints a, b, … that never fail unless told otherwise.
class LetterMap {
 public:
  /// Each string names where its touchpoint leads to, at equal chances: a letter for a touchpoint,
  /// `+` for completed, `-` for abandoned.
  explicit LetterMap(std::vector<std::string> const& ways) {
    for (std::string const& targets : ways) {
      Touchpoint touchpoint;
      touchpoint.failure = number(never);
      touchpoint.after_success = transitions(targets);
      map_.touchpoints.push_back(touchpoint);
    }
  }

  LetterMap& after_failure(char from, double failure, std::string const& targets) {
    Touchpoint& touchpoint = map_.touchpoints[id(from)];
    touchpoint.failure = number(failure);
    touchpoint.after_failure = transitions(targets);
    return *this;
  }
  LetterMap& chance(char from, std::size_t way, double probability) {
    map_.touchpoints[id(from)].after_success[way].probability = number(probability);
    return *this;
  }
  LetterMap& departments(std::string const& digits) {
    for (TouchpointId const key : map_.touchpoints.keys()) {
      map_.touchpoints[key].department = {static_cast<std::uint32_t>(digits[key.index] - '0')};
    }
    return *this;
  }

  [[nodiscard]] std::vector<Loop> loops() const { return loops_of(map_, values()); }
  [[nodiscard]] std::vector<std::string> loop_names() const {
    std::vector<std::string> names;
    for (Loop const& loop : loops()) {
      names.push_back(letters(loop.touchpoints) + ':' + letters(loop.way_round));
    }
    return names;
  }
  [[nodiscard]] std::string reached(char entry) {
    map_.journeys.push_back(
        {.id = "one", .name = {}, .entry = id(entry), .salience = {}, .volume = {}});
    return letters(reached_from(map_, values(), {0}));
  }
  [[nodiscard]] std::string unavoidable(Ending ending) {
    map_.journeys.push_back(
        {.id = "one", .name = {}, .entry = id('a'), .salience = {}, .volume = {}});
    return letters(unavoidable_before(map_, values(), JourneyId{0}, ending));
  }
  [[nodiscard]] std::string without_completion() const {
    return letters(dead_ends(map_, values()));
  }
  [[nodiscard]] std::vector<double> chances() const {
    return return_chances(map_, values(), loops().front());
  }
  [[nodiscard]] std::vector<Handoff> handoffs() const { return handoffs_of(map_, values()); }

 private:
  [[nodiscard]] static TouchpointId id(char letter) {
    return {static_cast<std::uint32_t>(letter - 'a')};
  }
  [[nodiscard]] static Target target(char letter) {
    return letter == '+'   ? Target(Ending::completed)
           : letter == '-' ? Target(Ending::abandoned)
                           : Target(id(letter));
  }
  [[nodiscard]] static std::string letters(std::vector<TouchpointId> const& touchpoints) {
    std::string text;
    for (TouchpointId const key : touchpoints) {
      text += static_cast<char>('a' + key.index);
    }
    return text;
  }
  [[nodiscard]] Probability number(double value) {
    return {table_.add(constant(std::to_string(table_.size()), value)).index};
  }
  [[nodiscard]] std::vector<Transition> transitions(std::string const& targets) {
    std::vector<Transition> list;
    for (char const letter : targets) {
      list.push_back({target(letter), number(1 / static_cast<double>(targets.size()))});
    }
    return list;
  }
  [[nodiscard]] ParameterValues values() const { return table_.best_guesses(); }

  ParameterTable table_;
  Map map_;
};

TEST(Loops, AreNotInAChain) { EXPECT_THAT(LetterMap({"b", "c", "+"}).loops(), IsEmpty()); }

TEST(Loops, AreNotInAFork) { EXPECT_THAT(LetterMap({"bc", "d", "d", "+"}).loops(), IsEmpty()); }

TEST(Loops, HoldATouchpointThatLeadsToItself) {
  EXPECT_THAT(LetterMap({"ab", "+"}).loop_names(), ElementsAre("a:a"));
}

TEST(Loops, HoldWhatLeadsRound) {
  EXPECT_THAT(LetterMap({"b", "c", "ad", "+"}).loop_names(), ElementsAre("abc:abc"));
}

TEST(Loops, AreOneWhereTheyTouch) {
  EXPECT_THAT(LetterMap({"b", "ac", "b"}).loop_names(), ElementsAre("abc:ab"));
}

TEST(Loops, AreSeveralWhereNoWayLeadsBack) {
  EXPECT_THAT(LetterMap({"b", "ac", "d", "ce", "e"}).loop_names(),
              ElementsAre("ab:ab", "cd:cd", "e:e"));
}

TEST(Loops, AreFoundWhateverTheOrderOfTouchpoints) {
  EXPECT_THAT(LetterMap({"+", "ac", "b", "d", "c"}).loop_names(), ElementsAre("bc:bc", "d:d"));
}

TEST(Loops, NameAShortestWayRound) {
  EXPECT_THAT(LetterMap({"bd", "c", "a", "a"}).loop_names(), ElementsAre("abcd:ad"));
}

// The example of Cormen et al., "Introduction to Algorithms", figure 22.9: a…h as there.
TEST(Loops, AreTheComponentsOfATextbook) {
  EXPECT_THAT(LetterMap({"b", "efc", "dg", "ch", "af", "g", "fh", "h"}).loop_names(),
              ElementsAre("abe:abe", "cd:cd", "fg:fg", "h:h"));
}

TEST(Loops, DoNotFollowWhatNeverHappens) {
  EXPECT_THAT(LetterMap({"ab", "+"}).chance('a', 0, never).loops(), IsEmpty());
  EXPECT_THAT(LetterMap({"b", "+"}).after_failure('b', never, "a").loops(), IsEmpty());
  EXPECT_THAT(LetterMap({"b", "a"}).after_failure('b', certain, "+").loops(), IsEmpty());
  EXPECT_THAT(LetterMap({"b", "+"}).after_failure('b', 0.1, "a").loop_names(),
              ElementsAre("ab:ab"));
}

TEST(ReturnChances, AreTheChanceToStayOfATouchpointThatLeadsToItself) {
  EXPECT_THAT(LetterMap({"ab++", "+"}).chances(), ElementsAre(DoubleNear(0.25, 1e-15)));
}

// a comes back when b succeeds in leading to it; b comes back through a alone.
TEST(ReturnChances, AreTheProductOfTheStepsRound) {
  EXPECT_THAT(LetterMap({"b+", "a+"}).after_failure('b', 0.2, "-").chances(),
              ElementsAre(DoubleNear(0.2, 1e-15), DoubleNear(0.2, 1e-15)));
}

// The fair walk 0…4 of Kemeny & Snell, chapter III: the diagonal of N is 3/2, 2, 3/2.
TEST(ReturnChances, AreThoseOfATextbook) {
  EXPECT_THAT(
      LetterMap({"-b", "ac", "b+"}).chances(),
      ElementsAre(DoubleNear(1.0 / 3, 1e-15), DoubleNear(0.5, 1e-15), DoubleNear(1.0 / 3, 1e-15)));
}

TEST(Reach, IsWhatAJourneyCanComeTo) {
  EXPECT_EQ(LetterMap({"b", "c", "+", "a"}).reached('a'), "abc");
  EXPECT_EQ(LetterMap({"b", "c", "+", "a"}).reached('c'), "c");
  EXPECT_EQ(LetterMap({"bc", "a", "+"}).chance('a', 1, never).reached('b'), "ab");
}

TEST(UnavoidableBefore, IsEveryTouchpointOfAChain) {
  EXPECT_EQ(LetterMap({"b", "c", "-"}).unavoidable(Ending::abandoned), "abc");
}

TEST(UnavoidableBefore, LeavesOutTheSidesOfADiamond) {
  EXPECT_EQ(LetterMap({"bc", "d", "d", "-"}).unavoidable(Ending::abandoned), "ad");
}

TEST(UnavoidableBefore, IsTheEntryAloneWhereItMayEndAtOnce) {
  EXPECT_EQ(LetterMap({"b-", "-"}).unavoidable(Ending::abandoned), "a");
}

TEST(UnavoidableBefore, IsNothingWhereNobodyEndsSo) {
  EXPECT_EQ(LetterMap({"b", "+"}).unavoidable(Ending::abandoned), "");
}

TEST(UnavoidableBefore, TellsTheEndingsApart) {
  LetterMap map({"bc", "+", "d", "-"});
  EXPECT_EQ(map.unavoidable(Ending::completed), "ab");
  EXPECT_EQ(map.unavoidable(Ending::abandoned), "acd");
}

TEST(UnavoidableBefore, SeesThroughLoops) {
  EXPECT_EQ(LetterMap({"b", "ac", "b-"}).unavoidable(Ending::abandoned), "abc");
}

TEST(UnavoidableBefore, CountsWaysAfterAFailure) {
  LetterMap map({"b", "+"});
  map.after_failure('b', 0.1, "-");
  EXPECT_EQ(map.unavoidable(Ending::abandoned), "ab");
}

TEST(DeadEnds, AreWhereNothingCanBeCompleted) {
  EXPECT_EQ(LetterMap({"bc", "-", "+"}).without_completion(), "b");
  EXPECT_EQ(LetterMap({"bd", "c", "b-", "+"}).without_completion(), "bc");
  EXPECT_EQ(LetterMap({"b", "+-"}).without_completion(), "");
}

TEST(DeadEnds, MayBeCompletedAfterAFailure) {
  EXPECT_EQ(LetterMap({"-"}).after_failure('a', 0.5, "+").without_completion(), "");
  EXPECT_EQ(LetterMap({"-"}).after_failure('a', never, "+").without_completion(), "a");
}

TEST(Handoffs, CountTheWaysBetweenDepartments) {
  EXPECT_THAT(LetterMap({"bc", "c+", "a+"}).departments("011").handoffs(),
              ElementsAre(Handoff{{0}, {1}, 2}, Handoff{{1}, {0}, 1}));
}

TEST(Handoffs, AreNotWithinADepartment) {
  EXPECT_THAT(LetterMap({"b", "a+"}).departments("00").handoffs(), IsEmpty());
}

TEST(Handoffs, CountAWayOnceWhateverTheOutcome) {
  EXPECT_THAT(LetterMap({"b", "+"}).after_failure('a', 0.5, "b").departments("01").handoffs(),
              ElementsAre(Handoff{{0}, {1}, 1}));
}

TEST(Structure, IsReadFromTheShop) {
  Scenario const shop = test::shop();
  ParameterValues const values = shop.parameters.best_guesses();
  auto const loops = loops_of(shop.map, values);
  TouchpointId const hotline{1};
  EXPECT_THAT(loops, ElementsAre(Loop{{hotline}, {hotline}}));
  // It fails in 20 of 100 visits, after which 30 of 100 customers call again.
  EXPECT_THAT(return_chances(shop.map, values, loops.front()),
              ElementsAre(DoubleNear(0.06, 1e-15)));
  EXPECT_THAT(dead_ends(shop.map, values), IsEmpty());
  EXPECT_THAT(handoffs_of(shop.map, values), ElementsAre(Handoff{{0}, {1}, 1}));
}

// Deep recursion would overflow the stack, anything above linear would not end in time.
TEST(Structure, OfAVeryLongRingIsFound) {
  ParameterTable table;
  Probability const half{table.add(constant("half", 0.5)).index};
  Map map;
  constexpr std::uint32_t touchpoints = 100'000;
  for (std::uint32_t i = 0; i < touchpoints; ++i) {
    Touchpoint touchpoint;
    touchpoint.failure = half;
    touchpoint.department = {i % 2};
    touchpoint.after_success = {{TouchpointId{(i + 1) % touchpoints}, half},
                                {Ending::abandoned, half}};
    map.touchpoints.push_back(touchpoint);
  }
  ParameterValues const values = table.best_guesses();
  auto const loops = loops_of(map, values);
  ASSERT_EQ(loops.size(), 1U);
  EXPECT_EQ(loops.front().touchpoints.size(), touchpoints);
  EXPECT_EQ(loops.front().way_round.size(), touchpoints);
  EXPECT_EQ(dead_ends(map, values).size(), touchpoints);
  EXPECT_THAT(handoffs_of(map, values),
              ElementsAre(Handoff{{0}, {1}, 50'000}, Handoff{{1}, {0}, 50'000}));
}

TEST(Structure, OfVeryManyLoopsIsFound) {
  ParameterTable table;
  Probability const half{table.add(constant("half", 0.5)).index};
  Map map;
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    Touchpoint touchpoint;
    touchpoint.failure = half;
    touchpoint.after_success = {{TouchpointId{i}, half}, {Ending::completed, half}};
    map.touchpoints.push_back(touchpoint);
  }
  EXPECT_EQ(loops_of(map, table.best_guesses()).size(), 100'000U);
}

}  // namespace
}  // namespace cxsim
