#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/json.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;
using testing::Field;

[[nodiscard]] JsonValue read(std::string_view text) { return parse_json(text, "f.json").value(); }

[[nodiscard]] std::vector<std::string> problems(std::string_view text, JsonLimits limits = {}) {
  std::vector<std::string> lines;
  auto const result = parse_json(text, "f.json", limits);
  for (Diagnostic const& problem : result ? Diagnostics{} : result.error()) {
    lines.push_back(to_text(problem, Language::english));
  }
  return lines;
}

[[nodiscard]] std::vector<std::string> keys_of(JsonValue const& object) {
  std::vector<std::string> keys;
  for (JsonMember const& member : object.members()) {
    keys.push_back(member.key);
  }
  return keys;
}

[[nodiscard]] std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(ParseJson, ReadsEveryKindOfValue) {
  EXPECT_EQ(read("null").kind(), JsonKind::null);
  EXPECT_TRUE(read(" true ").boolean());
  EXPECT_FALSE(read("false").boolean());
  EXPECT_EQ(read("-12.5e1").number(), -125.0);
  EXPECT_EQ(read(R"("z\u0119by \"\\\/\b\f\n\r\t")").string(), "zęby \"\\/\b\f\n\r\t");
  EXPECT_EQ(read("[1, [2], {}]").elements().size(), 3U);
  EXPECT_EQ(read("{}").members().size(), 0U);
}

TEST(ParseJson, JoinsPairsOfSurrogates) { EXPECT_EQ(read(R"("\uD83D\uDC22")").string(), "🐢"); }

TEST(ParseJson, KeepsMembersInTheOrderOfTheFile) {
  EXPECT_THAT(keys_of(read(R"({"zeta": 1, "alpha": 2, "": 3})")), ElementsAre("zeta", "alpha", ""));
}

TEST(ParseJson, FindsMembersByName) {
  JsonValue const object = read(R"({"a": 1, "b": 2})");
  EXPECT_EQ(object.find("b")->number(), 2.0);
  EXPECT_EQ(object.find("c"), nullptr);
}

TEST(ParseJson, TellsWholeNumbersUpToTwoToThe53) {
  EXPECT_EQ(read("9007199254740992").integer(), 9007199254740992);
  EXPECT_EQ(read("-9007199254740991").integer(), -9007199254740991);
  EXPECT_EQ(read("3.0").integer(), 3);
  EXPECT_EQ(read("12e2").integer(), 1200);
  EXPECT_EQ(read("9007199254740994").integer(), std::nullopt);
  EXPECT_EQ(read("0.5").integer(), std::nullopt);
}

TEST(ParseJson, KeepsNumbersAsTheyWereWritten) {
  EXPECT_EQ(read("0.10").number_text(), "0.10");
  EXPECT_EQ(read("[1.50E+2]").elements()[0].number_text(), "1.50E+2");
  EXPECT_EQ(read("12345678901234567890").number_text(), "12345678901234567890");
}

TEST(ParseJson, RoundsNumbersToTheNearestDouble) {
  EXPECT_EQ(read("0.1").number(), 0.1);
  EXPECT_EQ(read("1.7976931348623157e308").number(), 1.7976931348623157e308);
  EXPECT_EQ(read("18446744073709551615").number(), 18446744073709551616.0);
  EXPECT_EQ(read("1e-400").number(), 0.0);
  EXPECT_TRUE(std::signbit(read("-0").number()));
}

TEST(ParseJson, KnowsWhereEachValueAndNameBegins) {
  JsonValue const root = read(
      "{\n"
      "  \"a\" : [ 1,\n"
      "    \"żó\", -2.5e+3 ],  // : , \" \n"
      "  /* \"x\": 1,\n"
      "  */ \"b\": {\"c\": null}\n"
      "}");
  std::vector<JsonValue> const& list = root.members()[0].value.elements();
  JsonMember const& second = root.members()[1];
  EXPECT_EQ(root.place(), (JsonPlace{1, 1}));
  EXPECT_EQ(root.members()[0].key_place, (JsonPlace{2, 3}));
  EXPECT_EQ(root.members()[0].value.place(), (JsonPlace{2, 9}));
  EXPECT_EQ(list[0].place(), (JsonPlace{2, 11}));
  EXPECT_EQ(list[1].place(), (JsonPlace{3, 5}));
  EXPECT_EQ(list[2].place(), (JsonPlace{3, 13}));
  EXPECT_EQ(second.key_place, (JsonPlace{5, 6}));
  EXPECT_EQ(second.value.place(), (JsonPlace{5, 11}));
  EXPECT_EQ(second.value.members()[0].value.place(), (JsonPlace{5, 17}));
}

TEST(ParseJson, CountsLinesWhicheverWayTheyEnd) {
  EXPECT_EQ(read("\r\n\r\n 1").place(), (JsonPlace{3, 2}));
  EXPECT_EQ(read("\r\r 1").place(), (JsonPlace{3, 2}));
  EXPECT_EQ(read("// old style\r 1").place(), (JsonPlace{2, 2}));
}

TEST(ParseJson, PassesOverAByteOrderMark) { EXPECT_EQ(read("\xEF\xBB\xBF 1").number(), 1.0); }

TEST(ParseJson, PassesOverComments) {
  EXPECT_EQ(read("// before\n/* and\n** more */ 7 /**/ // after").number(), 7.0);
}

TEST(ParseJson, ReportsEveryNameThatStandsTwiceWithBothPlaces) {
  EXPECT_THAT(problems("{\"a\": 1, \"b/c\": [{\"x\": 1, \"x\": 2}],\n \"a\": 3, \"a\": 4}"),
              ElementsAre("f.json:1:27: /b~1c/0/x: “x” stands twice in the same object (first at "
                          "line 1, column 19) — delete or rename one of them",
                          "f.json:2:2: /a: “a” stands twice in the same object (first at line 1, "
                          "column 2) — delete or rename one of them",
                          "f.json:2:10: /a: “a” stands twice in the same object (first at line 1, "
                          "column 2) — delete or rename one of them"));
}

TEST(ParseJson, KnowsANameThroughItsEscapes) {
  EXPECT_THAT(problems(R"({"a": 1, "\u0061": 2})"), testing::SizeIs(1));
}

TEST(ParseJson, AllowsTheSameNameInDifferentObjects) {
  EXPECT_THAT(problems(R"({"a": {"a": 1}, "b": {"a": 2}})"), testing::IsEmpty());
}

TEST(ParseJson, ReportsRepeatedNamesBesideABrokenGrammar) {
  EXPECT_THAT(problems(R"([{"a": 1, "a": 2}, )"), testing::SizeIs(2));
}

TEST(ParseJson, NamesNoMoreThanAThousandRepeatedNames) {
  std::string text = "{\"a\": 0";
  for (int count = 0; count < 1234; ++count) {
    text += ", \"a\": 0";
  }
  std::vector<std::string> const lines = problems(text + "}");
  EXPECT_EQ(lines.size(), 1001U);
  EXPECT_EQ(lines.back(), "f.json: 234 further names stand twice in the same object");
}

TEST(ParseJson, RefusesWhatIsNestedTooDeeply) {
  EXPECT_THAT(problems(nested(64)), testing::IsEmpty());
  EXPECT_THAT(problems(nested(65)),
              ElementsAre("f.json:1:65: objects and lists are nested more than 64 deep here (no "
                          "map or scenario is) — delete brackets"));
  EXPECT_THAT(problems("[[{\"a\": []}]]", {.depth = 3}), testing::SizeIs(1));
}

TEST(ParseJson, RefusesAMillionOpenBracketsAtTheLimit) {
  EXPECT_THAT(problems(std::string(1'000'000, '[')), testing::SizeIs(1));
}

TEST(ParseJson, RefusesMoreValuesThanTheLimit) {
  EXPECT_THAT(problems("[1, {\"a\": 2}]", {.values = 4}), testing::IsEmpty());
  EXPECT_THAT(
      problems("[1, {\"a\": 2}]", {.values = 3}),
      ElementsAre("f.json:1:11: the file holds more than 3 values (the limit for one document)"));
}

TEST(ParseJson, CountsNamesNotAsValues) {
  EXPECT_THAT(problems(R"({"a": "b", "c" : {"d": []}})", {.values = 4}), testing::IsEmpty());
  EXPECT_THAT(problems(R"({"a": "b", "c" : {"d": []}})", {.values = 3}), testing::SizeIs(1));
}

TEST(ParseJson, CountsNoColonsThatNameNothing) {
  EXPECT_THAT(problems("[1, 2, 3, 4 ::::", {.values = 3}),
              ElementsAre(testing::HasSubstr("f.json:1:8: the file holds more than 3 values")));
}

TEST(ParseJson, RefusesALongerPartThanTheLimit) {
  EXPECT_THAT(problems("[\"abcd\", 123456]", {.token_bytes = 6}), testing::IsEmpty());
  EXPECT_THAT(problems("[1,\n \"abcde\"]", {.token_bytes = 6}),
              ElementsAre("f.json:2:2: what begins here is longer than 6 bytes (the limit for one "
                          "text or number) — look for a missing double quote"));
  EXPECT_THAT(problems("{\"abcde\": 1}", {.token_bytes = 6}), testing::SizeIs(1));
  EXPECT_THAT(problems("[1234567]", {.token_bytes = 6}), testing::SizeIs(1));
}

TEST(FindJsonText, FindsATextOfTheOutermostObjectOnly) {
  EXPECT_EQ(find_json_text(R"({"b": {"a": "x"}, "c": ["a"], "a": "y"})", "a"), "y");
  EXPECT_EQ(find_json_text(R"({"b": "a", /* "a": "x" */ "a" : "y", )", "a"), "y");
  EXPECT_EQ(find_json_text(R"({"a": 1})", "a"), std::nullopt);
  EXPECT_EQ(find_json_text(R"({"b": "\"a\": x"})", "a"), std::nullopt);
}

TEST(FindJsonText, EndsWithAnyText) {
  EXPECT_EQ(find_json_text("", "a"), std::nullopt);
  EXPECT_EQ(find_json_text("{\"a\":\"", "a"), std::nullopt);
  EXPECT_EQ(find_json_text("{\"a", "a"), std::nullopt);
  EXPECT_EQ(find_json_text("]{\"a\":\"b\\", "a"), std::nullopt);
  EXPECT_EQ(find_json_text("{/*", "a"), std::nullopt);
}

TEST(ParseJson, RefusesALongerTextThanTheLimit) {
  EXPECT_THAT(problems("[1]", {.bytes = 3}), testing::IsEmpty());
  EXPECT_THAT(problems("[1] ", {.bytes = 3}),
              ElementsAre("f.json: the file is longer than 3 bytes (the limit for one document)"));
}

TEST(ParseJson, RefusesLimitsThatItCannotKeep) {
  EXPECT_THROW((void)parse_json("1", "f.json", {.depth = 1001}), ContractViolation);
}

TEST(JsonValue, RefusesToBeReadAsAnotherKind) {
  EXPECT_THROW((void)read("1").string(), ContractViolation);
  EXPECT_THROW((void)read("\"1\"").number(), ContractViolation);
  EXPECT_THROW((void)read("[]").members(), ContractViolation);
  EXPECT_THROW((void)read("{}").elements(), ContractViolation);
  EXPECT_THROW((void)read("0").boolean(), ContractViolation);
  EXPECT_THROW((void)read("[]").find("a"), ContractViolation);
}

TEST(JsonPointer, EscapesTildeAndSlash) {
  EXPECT_EQ(json_pointer("", "touchpoints"), "/touchpoints");
  EXPECT_EQ(json_pointer("/a", "m~n/o"), "/a/m~0n~1o");
  EXPECT_EQ(json_pointer("/a", std::size_t{3}), "/a/3");
}

}  // namespace
}  // namespace cxsim
