#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "command_line.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/io/map_file.hpp"
#include "support/corpora.hpp"

namespace cxsim {
namespace {

using test::Ran;
using testing::AnyOf;
using testing::ContainsRegex;
using testing::Each;
using testing::HasSubstr;

/// How `cxsim check` ends for a file, and its first message without the name of the file.
struct Refusal {
  std::string file;
  int code = 0;
  std::string message;
};

void PrintTo(Refusal const& refusal, std::ostream* stream) {
  *stream << refusal.file << " ends with " << refusal.code << ": " << refusal.message;
}

[[nodiscard]] Refusal check(std::filesystem::path const& file) {
  Ran const ran = test::run_line({"check", file.string()});
  std::string const first = ran.err.substr(0, ran.err.find('\n'));
  return {file.filename().string(), ran.code,
          first.substr(std::min(file.string().size(), first.size()))};
}

[[nodiscard]] std::vector<Refusal> refusals(std::string const& prefix) {
  std::vector<Refusal> refusals;
  for (auto const& file :
       corpora::files(corpora::folder("jsontestsuite") / "test_parsing", prefix)) {
    refusals.push_back(check(file));
  }
  return refusals;
}

MATCHER_P(EndsWith, code, "") { return arg.code == code; }
MATCHER_P(Says, matcher, "") {
  return testing::ExplainMatchResult(matcher, arg.message, result_listener);
}

constexpr char const* at_line_and_column = "^:[0-9]+:[0-9]+: ";
constexpr char const* is_no_object = "^:[0-9]+:[0-9]+: expected an object";
constexpr char const* does_not_say = "^:[0-9]+:[0-9]+: this does not say what it is";

TEST(JsonTestSuite, InvalidDocumentsAreRefusedWithLineAndColumn) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  auto const found = refusals("n_");
  EXPECT_EQ(found.size(), 188U);
  EXPECT_THAT(found, Each(EndsWith(2)));
  EXPECT_THAT(found, Each(Says(ContainsRegex(at_line_and_column))));
}

TEST(JsonTestSuite, DocumentsWithCommentsAreRefusedForWhatTheyLack) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  auto const commented = refusals("n_object_trailing_comment.json");
  EXPECT_THAT(commented, Each(Says(ContainsRegex(does_not_say))));
}

TEST(JsonTestSuite, ValidDocumentsAreRefusedOnlyForNotBeingAMap) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  auto const found = refusals("y_");
  EXPECT_EQ(found.size(), 95U);
  EXPECT_THAT(found, Each(EndsWith(2)));
  EXPECT_THAT(found, Each(Says(AnyOf(ContainsRegex(is_no_object), ContainsRegex(does_not_say),
                                     HasSubstr("stands twice in the same object")))));
}

TEST(JsonTestSuite, DoubtfulDocumentsAreRefusedInOrder) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  auto const found = refusals("i_");
  EXPECT_EQ(found.size(), 35U);
  EXPECT_THAT(found, Each(EndsWith(2)));
  EXPECT_THAT(found, Each(Says(ContainsRegex(at_line_and_column))));
}

/// A map in which \p text stands where a probability should, a text and a reference.
[[nodiscard]] std::string map_with(std::string const& text) {
  return "{\"format\": \"cxsim-map\", \"version\": 1, \"name\": " + text +
         ",\n\"touchpoints\": {\"a\": {\"failure\": " + text + ",\n\"department\": " + text + "}}}";
}

TEST(JsonTestSuite, EveryDocumentWithinAMapIsRefusedWithLineAndColumn) {
  CXSIM_NEEDS_CORPUS("jsontestsuite");
  std::vector<std::string> messages;
  for (auto const& file : corpora::files(corpora::folder("jsontestsuite") / "test_parsing")) {
    auto const map = parse_map(map_with(corpora::bytes_of(file)), "f");
    ASSERT_FALSE(map) << file;
    messages.push_back(to_text(*map.error().begin(), Language::english));
  }
  EXPECT_EQ(messages.size(), 318U);
  EXPECT_THAT(messages, Each(ContainsRegex("^f:[0-9]+:[0-9]+: ")));
}

}  // namespace
}  // namespace cxsim
