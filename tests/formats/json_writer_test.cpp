#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/json.hpp"

namespace cxsim {
namespace {

using namespace std::string_view_literals;

[[nodiscard]] std::string written(Json const& json) {
  std::string text = to_json_text(json);
  EXPECT_EQ(text.back(), '\n');
  text.pop_back();
  return text;
}

[[nodiscard]] double read_back(double value) {
  return parse_json(to_json_text(value), "f.json").value().number();
}

TEST(ToJsonText, WritesMembersInTheOrderInWhichTheyWereSet) {
  Json inner = Json::object();
  inner.set("mean", 0.25).set("draws", 200);
  Json const document = Json::object()
                            .set("zeta", "first")
                            .set("alpha", std::move(inner))
                            .set("none", nullptr)
                            .set("sure", true);
  EXPECT_EQ(to_json_text(document),
            "{\n"
            "  \"zeta\": \"first\",\n"
            "  \"alpha\": {\n"
            "    \"mean\": 0.25,\n"
            "    \"draws\": 200\n"
            "  },\n"
            "  \"none\": null,\n"
            "  \"sure\": true\n"
            "}\n");
}

TEST(ToJsonText, WritesNothingBetweenEmptyBrackets) {
  EXPECT_EQ(written(Json::array()), "[]");
  EXPECT_EQ(written(Json::object().set("a", Json::object())), "{\n  \"a\": {}\n}");
}

TEST(ToJsonText, KeepsAShortListOfPlainValuesOnOneLine) {
  EXPECT_EQ(
      written(Json::object().set("interval", Json::array().push(0.1).push("x").push(nullptr))),
      "{\n  \"interval\": [0.1, \"x\", null]\n}");
}

TEST(ToJsonText, BreaksAListThatDoesNotFitIntoAHundredColumns) {
  Json fits = Json::array().push(std::string(47, 'a')).push(std::string(44, 'b'));
  Json too_long = Json::array().push(std::string(47, 'a')).push(std::string(45, 'b'));
  EXPECT_EQ(written(fits).size(), 99U);
  EXPECT_EQ(written(too_long),
            "[\n  \"" + std::string(47, 'a') + "\",\n  \"" + std::string(45, 'b') + "\"\n]");
}

TEST(ToJsonText, BreaksAListOfLists) {
  EXPECT_EQ(written(Json::array().push(1).push(Json::array().push(2))), "[\n  1,\n  [2]\n]");
}

TEST(ToJsonText, WritesNumbersInTheShortestFormThatReadsBack) {
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(written(100000.0), "100000");
  EXPECT_EQ(written(-2500000.0), "-2500000");
  EXPECT_EQ(written(9007199254740991.0), "9007199254740991");
  EXPECT_EQ(written(1e300), "1e+300");
  EXPECT_EQ(written(0.0), "0");
  EXPECT_EQ(written(-0.0), "-0.0");
}

TEST(ToJsonText, WritesIntegersOfEveryWidth) {
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(written(std::int8_t{-5}), "-5");
  EXPECT_EQ(written(std::size_t{7}), "7");
}

TEST(ToJsonText, GivesBackTheSameDouble) {
  EXPECT_EQ(read_back(5e-324), 5e-324);
  EXPECT_EQ(read_back(1.7976931348623157e308), 1.7976931348623157e308);
  EXPECT_EQ(read_back(0.1 + 0.2), 0.1 + 0.2);
  EXPECT_TRUE(std::signbit(read_back(-0.0)));
}

TEST(ToJsonText, RefusesNumbersThatAreNotFinite) {
  EXPECT_THROW((void)Json{std::numeric_limits<double>::quiet_NaN()}, ContractViolation);
  EXPECT_THROW((void)Json{-std::numeric_limits<double>::infinity()}, ContractViolation);
}

TEST(ToJsonText, EscapesWhatMustBeEscapedAndNothingElse) {
  EXPECT_EQ(written("\"\\\b\f\n\r\t\x01\x1F/<>&'\x7F żółw\0"sv),
            "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/<>&'\x7F żółw\\u0000\"");
  EXPECT_EQ(written("\u2028\u2029"), "\"\u2028\u2029\"");
}

TEST(ToJsonText, ReplacesInvalidUtf8) {
  EXPECT_EQ(written("a\xFF"), "\"a�\"");
  EXPECT_EQ(written(Json::object().set("\xC3", 1)), "{\n  \"�\": 1\n}");
}

TEST(ToJsonText, RefusesANameThatIsSetTwice) {
  Json const document = Json::object().set("a", 1).set("b", 2).set("a", 3);
  EXPECT_THROW((void)to_json_text(document), ContractViolation);
}

TEST(ToJson, WritesAgainWhatWasRead) {
  std::string const text =
      "{\n  \"a\": [1, null, true, \"x\"],\n  \"b\": {\n    \"c\": -0.5\n  }\n}\n";
  EXPECT_EQ(to_json_text(to_json(parse_json(text, "file").value())), text);
}

TEST(Json, RefusesMembersInAListAndElementsInAnObject) {
  EXPECT_THROW((void)Json::array().set("a", 1), ContractViolation);
  EXPECT_THROW((void)Json::object().push(1), ContractViolation);
  EXPECT_THROW((void)Json(1).push(1), ContractViolation);
}

}  // namespace
}  // namespace cxsim
