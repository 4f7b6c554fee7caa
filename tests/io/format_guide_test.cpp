#include "cxsim/io/format_guide.hpp"

#include <gmock/gmock.h>

#include "support/golden.hpp"

namespace cxsim {
namespace {

TEST(FormatGuide, IsTheCommittedDocument) {
  expect_golden(input_format_guide(), "docs/input-format.md");
}

}  // namespace
}  // namespace cxsim
