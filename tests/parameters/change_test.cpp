#include "cxsim/parameters/change.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

namespace cxsim {
namespace {

/// A table with one number of each kind that changes act on.
struct Numbers {
  ParameterTable table;
  AnyParameter failure = add("touchpoints/app/failure", Unit::probability, 0.12);
  AnyParameter level = add("touchpoints/app/level", Unit::latent, 0.3);
  AnyParameter spread = add("touchpoints/app/spread", Unit::latent, 0.805677090362);
  AnyParameter a = add("transitions/app/failure/a", Unit::probability, 0.2);
  AnyParameter b = add("transitions/app/failure/b", Unit::probability, 0.3);
  AnyParameter c = add("transitions/app/failure/c", Unit::probability, 0.5);
  AnyParameter size = add("initiatives/I/effects/x", Unit::factor, 0.5);
  AnyParameter from = add("initiatives/I/effects/x/from", Unit::factor, 1);

  Numbers() { table.add_group({"transitions/app/failure", {a, b, c}, {}}); }

  AnyParameter add(std::string path, Unit unit, double value) {
    return table.add({std::move(path),
                      unit,
                      natural_range(unit),
                      Constant{value},
                      Evidence::expert,
                      "",
                      {},
                      Changeable::yes});
  }
};

/// Values of \p numbers with one change at \p strength.
ParameterValues with_change(Numbers const& numbers, ParameterChange const& change, double strength,
                            double size, double from = 1, SegmentId segment = {}) {
  ParameterValues sizes = numbers.table.best_guesses();
  sizes[numbers.size] = size;
  sizes[numbers.from] = from;
  ParameterValues values = numbers.table.best_guesses();
  ActiveChange const active{&change, strength};
  apply_changes(numbers.table, sizes, {&active, 1}, segment, values);
  return values;
}

TEST(ApplyChanges, MultipliesAtFullStrengthAndByThePowerAtHalfStrength) {
  Numbers const n;
  ParameterChange const change{n.failure, {}, Operation::multiply, n.size, {}, {}};
  EXPECT_EQ(with_change(n, change, 1, 0.25)[n.failure], 0.12 * 0.25);
  EXPECT_NEAR(with_change(n, change, 0.5, 0.25)[n.failure], 0.12 * 0.5, 1e-15);
}

TEST(ApplyChanges, CapsAMultipliedProbability) {
  Numbers const n;
  ParameterChange const change{n.failure, {}, Operation::multiply, n.size, {}, {}};
  EXPECT_EQ(with_change(n, change, 1, 50)[n.failure], 0.98);
}

TEST(ApplyChanges, LetsNoOddsMakeAFailureCertain) {
  Numbers const n;
  ParameterChange const change{n.failure, {}, Operation::odds, n.size, {}, {}};
  EXPECT_EQ(with_change(n, change, 1, 1e6)[n.failure], 0.98);
}

TEST(ApplyChanges, LeavesAFailureThatIsAlmostCertainWhereItIs) {
  Numbers n;
  AnyParameter const high = n.add("touchpoints/queue/failure", Unit::probability, 0.99);
  ParameterChange const multiply{high, {}, Operation::multiply, n.size, {}, {}};
  ParameterChange const odds{high, {}, Operation::odds, n.size, {}, {}};
  EXPECT_EQ(with_change(n, multiply, 1, 50)[high], 0.99);
  EXPECT_EQ(with_change(n, odds, 1, 50)[high], 0.99);
}

TEST(ApplyChanges, LetsWhatCustomersDoNextBecomeCertain) {
  Numbers const n;
  ParameterChange const change{n.a, {}, Operation::multiply, n.size, {}, {}};
  ParameterValues const values = with_change(n, change, 1, 100);
  EXPECT_EQ(values[n.a], 1);
  EXPECT_EQ(values[n.b], 0);
}

TEST(ApplyChanges, TurnsTwelvePercentIntoEightWhenToldFromTwelveToEight) {
  Numbers const n;
  ParameterChange const change{n.failure, {}, Operation::from_to, n.size, n.from, {}};
  EXPECT_NEAR(with_change(n, change, 1, 0.08, 0.12)[n.failure], 0.08, 1e-15);
}

TEST(ApplyChanges, ShiftsTheLevelSoThatTheMeanMovesAsTold) {
  Numbers const n;
  ParameterChange const change{n.level, {}, Operation::score_from_to, n.size, n.from, n.spread};
  // G2: 72 to 80 at σ = .805677 needs ξ = .332319477033.
  EXPECT_NEAR(with_change(n, change, 1, 80, 72)[n.level], 0.3 + 0.332319477033, 1e-9);
}

TEST(ApplyChanges, MultipliesOddsAndKeepsTheProportionsOfTheOthers) {
  Numbers const n;
  ParameterChange const change{n.a, {}, Operation::odds, n.size, {}, {}};
  ParameterValues const values = with_change(n, change, 1, 4);
  // odds .25 · 4 = 1, so probability .5; the rest .5 is shared 3 : 5.
  EXPECT_NEAR(values[n.a], 0.5, 1e-15);
  EXPECT_NEAR(values[n.b], 0.1875, 1e-15);
  EXPECT_NEAR(values[n.c], 0.3125, 1e-15);
}

TEST(ApplyChanges, LeavesEveryBitAloneWhenNeutralOrAtStrengthZero) {
  Numbers const n;
  ParameterValues const untouched = n.table.best_guesses();
  ParameterChange const multiply{n.failure, {}, Operation::multiply, n.size, {}, {}};
  ParameterChange const odds{n.a, {}, Operation::odds, n.size, {}, {}};
  ParameterChange const add{n.level, {}, Operation::add, n.size, {}, {}};
  EXPECT_EQ(with_change(n, multiply, 0.7, 1), untouched);
  EXPECT_EQ(with_change(n, multiply, 0, 0.3), untouched);
  EXPECT_EQ(with_change(n, odds, 0.7, 1), untouched);
  EXPECT_EQ(with_change(n, add, 0.7, 0), untouched);
}

TEST(ApplyChanges, HoldsForItsSegmentOnly) {
  Numbers const n;
  ParameterChange const change{n.failure, SegmentId{1}, Operation::multiply, n.size, {}, {}};
  EXPECT_EQ(with_change(n, change, 1, 0.5, 1, SegmentId{0})[n.failure], 0.12);
  EXPECT_EQ(with_change(n, change, 1, 0.5, 1, SegmentId{1})[n.failure], 0.06);
}

TEST(SetInGroup, SharesTheRestEquallyWhenTheMemberHadEverything) {
  Numbers n;
  ParameterValues values = n.table.best_guesses();
  values[n.a] = 1;
  values[n.b] = 0;
  values[n.c] = 0;
  set_in_group(n.table.groups()[0], values, n.a, 0.4);
  EXPECT_DOUBLE_EQ(values[n.b], 0.3);
  EXPECT_DOUBLE_EQ(values[n.c], 0.3);
}

}  // namespace
}  // namespace cxsim
