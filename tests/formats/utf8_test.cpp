#include "cxsim/formats/utf8.hpp"

#include <gtest/gtest.h>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

TEST(Utf8, ReadsTheFirstAndLastCharacterOfEachLength) {
  EXPECT_EQ(first_code_point("\x7F").value, 0x7FU);
  EXPECT_EQ(first_code_point("\xC2\x80").value, 0x80U);
  EXPECT_EQ(first_code_point("\xDF\xBF").value, 0x7FFU);
  EXPECT_EQ(first_code_point("\xE0\xA0\x80").value, 0x800U);
  EXPECT_EQ(first_code_point("\xEF\xBF\xBF").value, 0xFFFFU);
  EXPECT_EQ(first_code_point("\xF0\x90\x80\x80").value, 0x10000U);
  EXPECT_EQ(first_code_point("\xF4\x8F\xBF\xBF").value, 0x10FFFFU);
  EXPECT_EQ(first_code_point("\xF4\x8F\xBF\xBF!").length, 4U);
}

TEST(Utf8, RefusesToReadNothing) { EXPECT_THROW((void)first_code_point(""), ContractViolation); }

TEST(Utf8, FindsOverlongFormsSurrogatesAndValuesAboveTheLast) {
  EXPECT_EQ(find_invalid_utf8("ab\xC0\xAF"), 2U);
  EXPECT_EQ(find_invalid_utf8("\xE0\x9F\xBF"), 0U);
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);
  EXPECT_EQ(find_invalid_utf8("\xF0\x8F\xBF\xBF"), 0U);
  EXPECT_EQ(find_invalid_utf8("\xFF"), 0U);
}

TEST(Utf8, FindsASequenceThatTheEndCutsShort) {
  EXPECT_EQ(find_invalid_utf8("zażółć"), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("0123456789 za\xC5"), 13U);
  EXPECT_EQ(find_invalid_utf8("\xE2\x82"), 0U);
}

TEST(Utf8, FindsAFaultAnywhereBehindPlainText) {
  EXPECT_EQ(find_invalid_utf8("aaaaaaaa\x80 bbbbbbbbbbbbbbbbbbb"), 8U);
  EXPECT_EQ(find_invalid_utf8("aaaaaaaaaaaaaaaé\x80"), 17U);
}

// The Unicode standard, version 15, section 3.9, tables 3-8 to 3-11.
TEST(Utf8, ReplacesEachLongestBeginningOfASequenceOnce) {
  EXPECT_EQ(with_valid_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), "��������A");
  EXPECT_EQ(with_valid_utf8("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), "��������A");
  EXPECT_EQ(with_valid_utf8("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), "�����A��B");
  EXPECT_EQ(with_valid_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), "����A");
}

TEST(Utf8, LeavesValidTextAlone) {
  EXPECT_EQ(with_valid_utf8("żółw, 龜, 🐢"), "żółw, 龜, 🐢");
  EXPECT_EQ(with_valid_utf8(""), "");
}

TEST(Utf8, WritesACharacterOfEachLength) {
  EXPECT_EQ(to_utf8(0x7F), "\x7F");
  EXPECT_EQ(to_utf8(0x7FF), "\xDF\xBF");
  EXPECT_EQ(to_utf8(0x20AC), "€");
  EXPECT_EQ(to_utf8(0x10FFFF), "\xF4\x8F\xBF\xBF");
}

TEST(Utf8, WritesTheReplacementForWhatIsNoCharacter) {
  EXPECT_EQ(to_utf8(0xD800), "�");
  EXPECT_EQ(to_utf8(0x110000), "�");
}

}  // namespace
}  // namespace cxsim
