#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cxsim/formats/json.hpp"
#include "support/corpora.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;

enum class Verdict { accepted, refused };

/// The files of the suite whose names begin with \p prefix and that meet with \p verdict.
[[nodiscard]] std::vector<std::string> files_with(Verdict verdict, std::string const& prefix,
                                                  std::string const& folder = "test_parsing") {
  std::vector<std::string> names;
  for (auto const& file : corpora::files(corpora::folder("jsontestsuite") / folder, prefix)) {
    bool const is_accepted = parse_json(corpora::bytes_of(file), "f.json").has_value();
    if (is_accepted == (verdict == Verdict::accepted)) {
      names.push_back(file.filename().string());
    }
  }
  return names;
}

[[nodiscard]] std::vector<std::string> strings_of(JsonValue const& array) {
  std::vector<std::string> strings;
  for (JsonValue const& element : array.elements()) {
    strings.push_back(element.string());
  }
  return strings;
}

[[nodiscard]] Json array_of(std::vector<std::string> const& strings) {
  Json array = Json::array();
  for (std::string const& string : strings) {
    array.push(string);
  }
  return array;
}

TEST(JsonTestSuite, OfTheValidDocumentsOnlyThoseWithRepeatedNamesAreRefused) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  EXPECT_EQ(files_with(Verdict::accepted, "y_").size(), 93U);
  EXPECT_THAT(
      files_with(Verdict::refused, "y_"),
      ElementsAre("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"));
}

TEST(JsonTestSuite, OfTheInvalidDocumentsOnlyThoseWithCommentsAreAccepted) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  EXPECT_EQ(files_with(Verdict::refused, "n_").size(), 185U);
  EXPECT_THAT(
      files_with(Verdict::accepted, "n_"),
      ElementsAre("n_object_trailing_comment.json", "n_object_trailing_comment_slash_open.json",
                  "n_structure_object_with_comment.json"));
}

TEST(JsonTestSuite, OfTheDoubtfulDocumentsThoseWithoutLossAreAccepted) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  EXPECT_THAT(files_with(Verdict::accepted, "i_"),
              ElementsAre("i_number_double_huge_neg_exp.json", "i_number_real_underflow.json",
                          "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
                          "i_number_very_big_negative_int.json",
                          "i_structure_UTF-8_BOM_empty_object.json"));
}

TEST(JsonTestSuite, NoTextChangesItsMeaning) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  EXPECT_THAT(files_with(Verdict::accepted, "string_", "test_transform"),
              ElementsAre("string_with_escaped_NULL.json"));
  EXPECT_THAT(files_with(Verdict::accepted, "object_", "test_transform"),
              ElementsAre("object_key_nfc_nfd.json", "object_key_nfd_nfc.json"));
}

TEST(NaughtyStrings, ComeBackFromJsonUnchanged) {
  CXSIM_NEEDS_CORPUS("naughty-strings");
  std::string const text = corpora::bytes_of(corpora::folder("naughty-strings") / "blns.json");
  std::vector<std::string> const strings = strings_of(parse_json(text, "blns.json").value());
  EXPECT_EQ(strings.size(), 515U);
  EXPECT_EQ(strings_of(parse_json(to_json_text(array_of(strings)), "again.json").value()), strings);
}

}  // namespace
}  // namespace cxsim
