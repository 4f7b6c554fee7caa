#include "cxsim/parameters/parameter_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/parameters/change.hpp"

namespace cxsim {
namespace {

AnyParameter add(ParameterTable& table, std::string path, Distribution prior,
                 Unit unit = Unit::factor) {
  return table.add({std::move(path),
                    unit,
                    natural_range(unit),
                    std::move(prior),
                    Evidence::expert,
                    "",
                    {},
                    Changeable::yes});
}

constexpr RandomKey seed{2024};

// A map of 100,000 touchpoints has a million numbers.
static_assert(sizeof(ParameterInfo) <= 224);

TEST(ParameterTable, FindsEveryNumberByItsPath) {
  ParameterTable table;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(add(table, "n" + std::to_string(i), Constant{0}).index, static_cast<unsigned>(i));
  }
  EXPECT_EQ(table.find("n0"), AnyParameter{0});
  EXPECT_EQ(table.find("n999"), AnyParameter{999});
  EXPECT_EQ(table.find("n1000"), std::nullopt);
  EXPECT_EQ(ParameterTable().find("n0"), std::nullopt);
}

TEST(ParameterTable, RefusesAPathTwice) {
  ParameterTable table;
  add(table, "a", Constant{0});
  EXPECT_THROW(add(table, "a", Constant{0}), ContractViolation);
}

TEST(ParameterTable, OrdersNumbersByTheirPaths) {
  ParameterTable table;
  AnyParameter const c = add(table, "c", Constant{0});
  AnyParameter const a = add(table, "a", Constant{0});
  AnyParameter const b = add(table, "b", Constant{0});
  EXPECT_EQ(table.by_path(), (std::vector<AnyParameter>{a, b, c}));
}

TEST(ParameterTable, KeepsTheTextsOfNumbersOnce) {
  ParameterTable table;
  ParameterInfo info;
  info.path = "a";
  info.source = "survey";
  AnyParameter const a = table.add(info);
  info.path = "b";
  info.source = "survey";
  AnyParameter const b = table.add(info);
  EXPECT_EQ(table.info(b).source, "survey");
  EXPECT_EQ(&table.info(a).source.text(), &table.info(b).source.text());
}

TEST(ParameterInfo, RemembersWhereItStands) {
  ParameterInfo info;
  info.path = "touchpoints/app/failure";
  EXPECT_EQ(info.where(), Location{});
  for (char const* const pointer : {"/touchpoints/app/failure", "/elsewhere", ""}) {
    Location const where{"map.json", 7, 3, pointer};
    info.set_where(where);
    EXPECT_EQ(info.where(), where);
  }
}

TEST(Draw, KeepsTheLuckOfOthersWhenANumberIsAdded) {
  ParameterTable small;
  AnyParameter const first = add(small, "a", Uniform{0, 1});
  ParameterTable large;
  static_cast<void>(add(large, "new", Uniform{0, 1}));
  AnyParameter const same = add(large, "a", Uniform{0, 1});
  EXPECT_EQ(small.draw(seed, 7)[first], large.draw(seed, 7)[same]);
}

TEST(Draw, DiffersFromDrawToDraw) {
  ParameterTable table;
  AnyParameter const a = add(table, "a", Uniform{0, 1});
  EXPECT_NE(table.draw(seed, 0)[a], table.draw(seed, 1)[a]);
}

TEST(Draw, OfCountedSharesHasTheMomentsOfTheDirichlet) {
  ParameterTable table;
  AnyParameter const x = add(table, "t/x", Constant{0.4}, Unit::probability);
  AnyParameter const y = add(table, "t/y", Constant{0.25}, Unit::probability);
  AnyParameter const z = add(table, "t/z", Constant{0.35}, Unit::probability);
  table.add_group({"t", {x, y, z}, {8, 5, 7}});
  constexpr std::uint32_t draws = 20'000;
  double sum = 0;
  double square = 0;
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    ParameterValues const values = table.draw(seed, draw);
    EXPECT_NEAR(values[x] + values[y] + values[z], 1, 1e-12);
    sum += values[y];
    square += values[y] * values[y];
  }
  // Marginal Beta(5, 15): mean 1/4, variance .25·.75/21.
  double const variance = 0.25 * 0.75 / 21;
  EXPECT_NEAR(sum / draws, 0.25, 4.5 * std::sqrt(variance / draws));
  // Var(s²) of this beta is below 3 Var²; 4.5 standard errors.
  double const sample_variance = square / draws - (sum / draws) * (sum / draws);
  EXPECT_NEAR(sample_variance, variance, 4.5 * variance * std::sqrt(3.0 / draws));
}

TEST(Draw, OfOneUncertainShareRescalesTheOthers) {
  ParameterTable table;
  AnyParameter const x = add(table, "t/x", Uniform{0.1, 0.3}, Unit::probability);
  AnyParameter const y = add(table, "t/y", Constant{0.2}, Unit::probability);
  AnyParameter const z = add(table, "t/z", Constant{0.6}, Unit::probability);
  table.add_group({"t", {x, y, z}, {}});
  ParameterValues const values = table.draw(seed, 3);
  EXPECT_NEAR(values[x] + values[y] + values[z], 1, 1e-15);
  EXPECT_NEAR(values[z] / values[y], 3, 1e-12);
}

TEST(Draw, OfTwoUncertainSharesKeepsBothAsDrawn) {
  ParameterTable alone;
  AnyParameter const expected_x = add(alone, "t/x", Uniform{0.1, 0.3}, Unit::probability);
  AnyParameter const expected_y = add(alone, "t/y", Uniform{0.2, 0.6}, Unit::probability);
  ParameterTable table;
  AnyParameter const x = add(table, "t/x", Uniform{0.1, 0.3}, Unit::probability);
  AnyParameter const y = add(table, "t/y", Uniform{0.2, 0.6}, Unit::probability);
  AnyParameter const z = add(table, "t/z", Constant{0.4}, Unit::probability);
  table.add_group({"t", {x, y, z}, {}});
  for (std::uint32_t draw = 0; draw < 20; ++draw) {
    ParameterValues const values = table.draw(seed, draw);
    EXPECT_EQ(values[x], alone.draw(seed, draw)[expected_x]);
    EXPECT_EQ(values[y], alone.draw(seed, draw)[expected_y]);
    EXPECT_NEAR(values[x] + values[y] + values[z], 1, 1e-15);
  }
}

TEST(Draw, OfUncertainSharesThatMayLeaveNoRoomStillSumsToOne) {
  ParameterTable table;
  AnyParameter const x = add(table, "t/x", Uniform{0.1, 0.9}, Unit::probability);
  AnyParameter const y = add(table, "t/y", Uniform{0.1, 0.7}, Unit::probability);
  AnyParameter const z = add(table, "t/z", Constant{0.1}, Unit::probability);
  table.add_group({"t", {x, y, z}, {}});
  for (std::uint32_t draw = 0; draw < 50; ++draw) {
    ParameterValues const values = table.draw(seed, draw);
    EXPECT_NEAR(values[x] + values[y] + values[z], 1, 1e-15) << draw;
    EXPECT_GE(values[y], 0.1) << draw;
    EXPECT_GT(values[x], 0) << draw;
    EXPECT_GE(values[z], 0) << draw;
  }
}

TEST(Draw, OfCorrelatedNumbersHasTheCorrelationOfTheCopula) {
  ParameterTable table;
  AnyParameter const a = add(table, "a", Normal{0, 1}, Unit::latent);
  AnyParameter const b = add(table, "b", Normal{0, 1}, Unit::latent);
  table.add_correlation({"optimism", {{a, 1}, {b, -1}}, 0.3});
  constexpr std::uint32_t draws = 20'000;
  double product = 0;
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    ParameterValues const values = table.draw(seed, draw);
    product += values[a] * values[b];
  }
  // Var(ab) = 1 + ρ² for standard normals (the range ±10 cuts nothing that matters).
  EXPECT_NEAR(product / draws, -0.3, 4.5 * std::sqrt((1 + 0.09) / draws));
}

TEST(Set, FixesANumberInEveryDraw) {
  ParameterTable table;
  AnyParameter const a = add(table, "a", Uniform{0, 1});
  ASSERT_TRUE(table.set("a", 0.5));
  EXPECT_EQ(table.draw(seed, 1)[a], 0.5);
  EXPECT_EQ(table.best_guesses()[a], 0.5);
}

TEST(Set, OnAShareRescalesTheOthersAndSaysSo) {
  ParameterTable table;
  AnyParameter const x = add(table, "t/x", Constant{0.5}, Unit::share);
  AnyParameter const y = add(table, "t/y", Constant{0.5}, Unit::share);
  table.add_group({"t", {x, y}, {}});
  auto const notes = table.set("t/x", 0.9);
  ASSERT_TRUE(notes);
  EXPECT_EQ(notes->size(), 1U);
  EXPECT_NEAR(table.best_guesses()[y], 0.1, 1e-15);
}

/// Three shares of one whole: .5, .3, .2.
ParameterTable three_shares() {
  ParameterTable table;
  AnyParameter const x = add(table, "t/x", Constant{0.5}, Unit::share);
  AnyParameter const y = add(table, "t/y", Constant{0.3}, Unit::share);
  AnyParameter const z = add(table, "t/z", Constant{0.2}, Unit::share);
  table.add_group({"t", {x, y, z}, {}});
  return table;
}

TEST(Set, OnTwoSharesOfOneWholeKeepsBoth) {
  ParameterTable table = three_shares();
  ASSERT_TRUE(table.set("t/x", 0.6));
  ASSERT_TRUE(table.set("t/y", 0.1));
  ParameterValues const values = table.best_guesses();
  EXPECT_EQ(values[*table.find("t/x")], 0.6);
  EXPECT_EQ(values[*table.find("t/y")], 0.1);
  EXPECT_NEAR(values[*table.find("t/z")], 0.3, 1e-15);
}

TEST(Set, OnEveryShareOfAWholeMustSumToOne) {
  ParameterTable table = three_shares();
  ASSERT_TRUE(table.set("t/x", 0.6));
  ASSERT_TRUE(table.set("t/y", 0.3));
  EXPECT_FALSE(table.set("t/z", 0.05));
  EXPECT_TRUE(table.set("t/z", 0.1));
  EXPECT_EQ(table.best_guesses()[*table.find("t/x")], 0.6);
}

TEST(Set, RefusesMoreThanWhatIsSetAlreadyLeaves) {
  ParameterTable table = three_shares();
  ASSERT_TRUE(table.set("t/x", 0.6));
  EXPECT_FALSE(table.set("t/y", 0.5));
  EXPECT_EQ(table.settings().size(), 1U);
}

TEST(Set, RefusesAnUnknownPathWithTheNearestOne) {
  ParameterTable table;
  static_cast<void>(add(table, "touchpoints/app/failure", Constant{0.1}, Unit::probability));
  auto const result = table.set("touchpoints/app/failur", 0.2);
  ASSERT_FALSE(result);
  EXPECT_NE(to_text(*result.error().begin(), Language::english).find("touchpoints/app/failure"),
            std::string::npos);
}

TEST(NearestPath, IsTheSameUnderAnotherRootBeforeAnyThatIsWrittenAlike) {
  ParameterTable table;
  static_cast<void>(add(table, "touchpoints/vru/score/mean", Constant{80}, Unit::score));
  static_cast<void>(add(table, "touchpoints/vru/success/complete", Constant{1}, Unit::factor));
  static_cast<void>(add(table, "transitions/vru/success/completed", Constant{1}, Unit::factor));
  EXPECT_EQ(table.nearest_path("touchpoints/vru/success/completed"),
            "transitions/vru/success/completed");
}

TEST(NearestPath, IsNoneForAPathThatIsLikeNoOther) {
  ParameterTable table;
  static_cast<void>(add(table, "touchpoints/app/failure", Constant{0.1}, Unit::probability));
  EXPECT_EQ(table.nearest_path("weather"), "");
}

TEST(Set, RefusesAValueOutsideTheRange) {
  ParameterTable table;
  static_cast<void>(add(table, "p", Constant{0.1}, Unit::probability));
  EXPECT_FALSE(table.set("p", 1.5));
}

}  // namespace
}  // namespace cxsim
