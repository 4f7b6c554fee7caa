#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cxsim/formats/json.hpp"
#include "cxsim/formats/texts.hpp"

namespace cxsim {
namespace {

struct Fault {
  std::string_view input;
  JsonPlace place;
  Text text;
  std::vector<Argument> arguments = {};
};

void PrintTo(Fault const& fault, std::ostream* stream) { *stream << fault.input; }

class JsonFaults : public testing::TestWithParam<Fault> {};

TEST_P(JsonFaults, AreReportedWhereTheyStandAndForWhatTheyAre) {
  auto const result = parse_json(GetParam().input, "f.json");
  ASSERT_FALSE(result.has_value());
  ASSERT_EQ(result.error().size(), 1U);
  Diagnostic const expected{Severity::error,
                            {"f.json", GetParam().place.line, GetParam().place.column, ""},
                            GetParam().text,
                            GetParam().arguments};
  Diagnostic found = *result.error().begin();
  found.repairs.clear();  // tested where they are made
  EXPECT_EQ(found, expected) << to_text(found, Language::english);
}

using namespace texts;

INSTANTIATE_TEST_SUITE_P(OfTheWholeFile, JsonFaults,
                         testing::ValuesIn(std::vector<Fault>{
                             {"", {1, 1}, json_empty},
                             {"\xEF\xBB\xBF", {1, 1}, json_empty},
                             {" \n // nothing\n", {3, 1}, json_no_value},
                             {"\xFF\xFE{\0}\0", {1, 1}, json_utf16},
                             {std::string_view("{}\0", 3), {1, 3}, json_nul},
                             {std::string_view("\n// \0\n1", 7), {2, 4}, json_nul},
                             {"{\n  \"a\": \"caf\xE9\"}", {2, 12}, json_not_utf8},
                             {"// caf\xE9\n1", {1, 7}, json_not_utf8},
                             {"{} {}", {1, 4}, json_trailing},
                             {"{}]", {1, 3}, json_trailing},
                             {"[1] // fine\n, 2", {2, 1}, json_trailing},
                         }));

INSTANTIATE_TEST_SUITE_P(OfEnds, JsonFaults,
                         testing::ValuesIn(std::vector<Fault>{
                             {"[[1], {\"a\": 1}\n", {2, 1}, json_ends_in_array, {"1", "1"}},
                             {"[\n {\"a\"", {2, 6}, json_ends_in_object, {"2", "2"}},
                             {"{\"a\": ", {1, 7}, json_ends_in_object, {"1", "1"}},
                             {"{\"a\": 1,", {1, 9}, json_ends_in_object, {"1", "1"}},
                             {"[", {1, 2}, json_ends_in_array, {"1", "1"}},
                             {"[1}", {1, 3}, json_wrong_closing_brace, {"1", "1"}},
                             {"[}", {1, 2}, json_wrong_closing_brace, {"1", "1"}},
                             {"\n{\"a\": [1]]", {2, 10}, json_wrong_closing_bracket, {"2", "1"}},
                             {"{]", {1, 2}, json_wrong_closing_bracket, {"1", "1"}},
                         }));

INSTANTIATE_TEST_SUITE_P(OfPunctuation, JsonFaults,
                         testing::ValuesIn(std::vector<Fault>{
                             {"{\"a\": 1 \"b\": 2}", {1, 9}, json_expected_comma_or_brace},
                             {"{\"a\": {}\n\"b\": 2}", {2, 1}, json_expected_comma_or_brace},
                             {"[1 2]", {1, 4}, json_expected_comma_or_bracket},
                             {"[\"a\":1]", {1, 5}, json_expected_comma_or_bracket},
                             {"[true;false]", {1, 2}, json_unknown_word, {"true;false"}},
                             {"{\"a\" 1}", {1, 6}, json_expected_colon, {"a"}},
                             {"{\"a\", 1}", {1, 5}, json_expected_colon, {"a"}},
                             {"{\"a\": 1,}", {1, 8}, json_trailing_comma},
                             {"[1, // last\n]", {1, 3}, json_trailing_comma},
                             {"[1,,2]", {1, 4}, json_extra_comma},
                             {"{\"a\": 1,,}", {1, 9}, json_extra_comma},
                             {"[,1]", {1, 2}, json_leading_comma},
                             {"{,}", {1, 2}, json_leading_comma},
                             {"{\"a\": ,\"b\": 1}", {1, 7}, json_value_missing, {"a"}},
                             {"{\"a\":}", {1, 6}, json_value_missing, {"a"}},
                             {"{\"a\"::1}", {1, 6}, json_value_missing, {"a"}},
                             {"[:]", {1, 2}, json_expected_value},
                             {"}", {1, 1}, json_expected_value},
                             {"{{}: 1}", {1, 2}, json_expected_name},
                             {"{\"share\": 0,5}", {1, 12}, json_decimal_comma},
                             {"{\"a\": true,5: 1}", {1, 12}, json_name_without_quotes, {"5"}},
                         }));

INSTANTIATE_TEST_SUITE_P(
    OfWords, JsonFaults,
    testing::ValuesIn(std::vector<Fault>{
        {"{name: 1}", {1, 2}, json_name_without_quotes, {"name"}},
        {"[yes]", {1, 2}, json_unknown_word, {"yes"}},
        {"[True]", {1, 2}, json_unknown_word, {"True"}},
        {"[nul]", {1, 2}, json_unknown_word, {"nul"}},
        {"[nullify]", {1, 2}, json_unknown_word, {"nullify"}},
        {"['a']", {1, 2}, json_single_quotes},
        {"{'a': 1}", {1, 2}, json_single_quotes},
        {"[“a”]", {1, 2}, json_curly_quotes},
        {"{„a”: 1}", {1, 2}, json_curly_quotes},
        {"\xEF\xBB\xBF\xEF\xBB\xBF[1]", {1, 1}, json_invisible_character, {"U+FEFF"}},
        {"[\xC2\xA0"
         "1]",
         {1, 2},
         json_invisible_character,
         {"U+00A0"}},
        {"[1, \xE2\x80\x8B"
         "2]",
         {1, 5},
         json_invisible_character,
         {"U+200B"}},
        {"{\"a\": 1} # why", {1, 10}, json_bad_comment, {"#"}},
        {"[1] /", {1, 5}, json_bad_comment, {"/"}},
        {"[1, /* open\n 2]", {1, 5}, json_comment_unclosed},
        {"[this_word_is_longer_than_anybody_wants_to_read_in_a_message]",
         {1, 2},
         json_unknown_word,
         {"this_word_is_longer_than_anybody_wants_t…"}},
        {"[ążęłóążęłóążęłóążęłóążęłó]", {1, 2}, json_unknown_word, {"ążęłóążęłóążęłóążęłó…"}},
    }));

INSTANTIATE_TEST_SUITE_P(OfNumbers, JsonFaults,
                         testing::ValuesIn(std::vector<Fault>{
                             {"[NaN]", {1, 2}, json_not_finite, {"NaN"}},
                             {"[-Infinity]", {1, 2}, json_not_finite, {"-Infinity"}},
                             {"[+inf]", {1, 2}, json_not_finite, {"+inf"}},
                             {"[1e9999]", {1, 2}, json_number_overflow, {"1e9999"}},
                             {"[-1.8e308, 1]", {1, 2}, json_number_overflow, {"-1.8e308"}},
                             {"[012]", {1, 2}, json_bad_number, {"012"}},
                             {"[-01]", {1, 2}, json_bad_number, {"-01"}},
                             {"[+1]", {1, 2}, json_bad_number, {"+1"}},
                             {"[.5]", {1, 2}, json_bad_number, {".5"}},
                             {"[5.]", {1, 2}, json_bad_number, {"5."}},
                             {"[1.2.3]", {1, 2}, json_bad_number, {"1.2.3"}},
                             {"[1e]", {1, 2}, json_bad_number, {"1e"}},
                             {"[-]", {1, 2}, json_bad_number, {"-"}},
                             {"[0x10]", {1, 2}, json_bad_number, {"0x10"}},
                             {"[12%]", {1, 2}, json_bad_number, {"12%"}},
                         }));

INSTANTIATE_TEST_SUITE_P(OfTexts, JsonFaults,
                         testing::ValuesIn(std::vector<Fault>{
                             {"[\"a]", {1, 2}, json_string_unclosed},
                             {"[\"a\\", {1, 2}, json_string_unclosed},
                             {"{\"a: 1,\n\"b\": 2}", {1, 2}, json_line_break_in_string},
                             {"[\"a\tb\"]", {1, 4}, json_control_character},
                             {R"(["C:\dir"])", {1, 5}, json_bad_escape, {R"(\d)"}},
                             {R"(["\ż"])", {1, 3}, json_bad_escape, {R"(\ż)"}},
                             {R"(["\u12"])", {1, 3}, json_bad_unicode_escape, {R"(\u)"}},
                             {R"(["\u12g4"])", {1, 3}, json_bad_unicode_escape, {R"(\u)"}},
                             {R"(["\ud800"])", {1, 3}, json_lone_surrogate, {R"(\ud800)"}},
                             {R"(["\ud800\u0041"])", {1, 3}, json_lone_surrogate, {R"(\ud800)"}},
                             {R"(["\uDC00"])", {1, 3}, json_lone_surrogate, {R"(\uDC00)"}},
                             {R"({"\uDC00": 1})", {1, 3}, json_lone_surrogate, {R"(\uDC00)"}},
                         }));

}  // namespace
}  // namespace cxsim
