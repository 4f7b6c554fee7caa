#include <gtest/gtest.h>

#include "command_line.hpp"

namespace cxsim {
namespace {

[[nodiscard]] std::string result_with(std::string const& threads) {
  return test::run_line({"prioritize", "scenarios/bank.json", "--draws", "6", "--customers", "100",
                         "--months", "8", "--json", "-", "--threads", threads})
      .out;
}

TEST(Threads, DoNotChangeTheResult) {
  std::string const one = result_with("1");
  ASSERT_NE(one, "");
  EXPECT_EQ(result_with("2"), one);
  EXPECT_EQ(result_with("8"), one);
}

}  // namespace
}  // namespace cxsim
