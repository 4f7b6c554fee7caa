#include "cxsim/workbook/workbook_guide.hpp"

#include <gtest/gtest.h>

#include "support/golden.hpp"

namespace cxsim {
namespace {

TEST(WorkbookGuide, IsTheCommittedPage) { expect_golden(workbook_guide(), "docs/workbook.md"); }

}  // namespace
}  // namespace cxsim
