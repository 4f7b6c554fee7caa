#include "support/golden.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace cxsim {
namespace {

class Golden : public testing::Test {
 protected:
  void SetUp() override { std::ofstream(file_) << "one\ntwo\nthree\n"; }
  void TearDown() override { std::filesystem::remove(file_); }

  std::filesystem::path const file_ =
      testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name() +
      ".golden";
};

TEST_F(Golden, AcceptsTheSameBytes) { expect_golden("one\ntwo\nthree\n", file_); }

TEST_F(Golden, NamesTheFirstLineThatDiffers) {
  EXPECT_NONFATAL_FAILURE(expect_golden("one\ntwq\nthree\n", file_),
                          "line 2\n  expected: two\n  actual:   twq");
}

TEST_F(Golden, RefusesATextThatEndsEarly) {
  EXPECT_NONFATAL_FAILURE(expect_golden("one\ntwo\n", file_),
                          "line 3\n  expected: three\n  actual:   ");
}

TEST_F(Golden, RefusesATextThatGoesOn) {
  EXPECT_NONFATAL_FAILURE(expect_golden("one\ntwo\nthree\nfour\n", file_),
                          "line 4\n  expected: \n  actual:   four");
}

}  // namespace
}  // namespace cxsim
