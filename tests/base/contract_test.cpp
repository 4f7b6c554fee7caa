#include "cxsim/base/contract.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cxsim {
namespace {

using testing::EndsWith;
using testing::StartsWith;
using testing::ThrowsMessage;

TEST(Contract, LetsAKeptPromisePass) { EXPECT_NO_THROW(CXSIM_EXPECTS(1 + 1 == 2)); }

TEST(Contract, NamesTheBrokenPromiseAndItsPlace) {
  int const months = 0;
  EXPECT_THAT([&] { CXSIM_EXPECTS(months > 0); },
              ThrowsMessage<ContractViolation>(EndsWith(": months > 0")));
}

TEST(Contract, NamesFilesAsTheRepositoryDoes) {
  EXPECT_THAT([] { CXSIM_EXPECTS(false); },
              ThrowsMessage<ContractViolation>(StartsWith("tests/base/contract_test.cpp:")));
}

TEST(Contract, EvaluatesTheConditionOnce) {
  int calls = 0;
  CXSIM_EXPECTS(++calls == 1);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace cxsim
