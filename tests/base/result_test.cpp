#include "cxsim/base/result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cxsim {
namespace {

using testing::ElementsAre;

constexpr Text any_text{};

[[nodiscard]] Result<int> half_of(int number) {
  if (number % 2 != 0) {
    return failure(any_text, {"numbers.json", 1, 2, "/0"}, {std::to_string(number)});
  }
  return number / 2;
}

TEST(Result, CarriesTheValueOnwards) { EXPECT_EQ(half_of(12).and_then(half_of), 3); }

TEST(Result, StopsAtTheFirstFailureAndKeepsItsProblems) {
  Result<int> const result = half_of(6).and_then(half_of).and_then(half_of);

  ASSERT_FALSE(result.has_value());
  EXPECT_THAT(result.error(), ElementsAre(Diagnostic{
                                  Severity::error, {"numbers.json", 1, 2, "/0"}, any_text, {"3"}}));
}

TEST(Result, PassesOnEveryProblem) {
  Diagnostics problems;
  problems.add(Severity::error, {"a.json"}, any_text);
  problems.add(Severity::warning, {"b.json"}, any_text);
  Result<int> const result = failure(problems);

  EXPECT_THAT(result.error(), ElementsAre(Diagnostic{Severity::error, {"a.json"}, any_text, {}},
                                          Diagnostic{Severity::warning, {"b.json"}, any_text, {}}));
}

}  // namespace
}  // namespace cxsim
