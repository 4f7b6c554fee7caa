#include <gmock/gmock.h>

#include <algorithm>

#include "cxsim/io/map_file.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// How one mistake of the shop is repaired.
struct Repaired {
  std::vector<std::string> changes;  ///< "before → after"
  std::string text;                  ///< with all of them made
};

std::size_t offset_of(std::string const& text, Location const& where) {
  std::size_t start = 0;
  for (int line = 1; line < where.line; ++line) {
    start = text.find('\n', start) + 1;
  }
  return start + static_cast<std::size_t>(where.column) - 1;
}

/// Makes the changes from the last to the first, each where it says that its text stands.
Repaired repair(std::string text) {
  Repaired result;
  auto const map = parse_map(text, "map.json");
  std::vector<Repair> repairs;
  for (Diagnostic const& problem : map ? Diagnostics{} : map.error()) {
    repairs.insert(repairs.end(), problem.repairs.begin(), problem.repairs.end());
  }
  std::ranges::stable_sort(repairs, [&](Repair const& one, Repair const& other) {
    return offset_of(text, one.where) > offset_of(text, other.where);
  });
  for (Repair const& one : repairs) {
    std::size_t const offset = offset_of(text, one.where);
    EXPECT_EQ(text.substr(offset, one.before.size()), one.before);
    text.replace(offset, one.before.size(), one.after);
    result.changes.insert(result.changes.begin(), one.before + " → " + one.after);
  }
  result.text = text;
  return result;
}

Repaired repair_shop(std::string const& right, std::string const& wrong) {
  return repair(test::replaced(test::shop_map_text(), right, wrong));
}

/// Expects that \p wrong instead of \p right is put right by one change.
void expect_repair(std::string const& right, std::string const& wrong, std::string const& change) {
  Repaired const repaired = repair_shop(right, wrong);
  EXPECT_THAT(repaired.changes, ElementsAre(change));
  EXPECT_TRUE(parse_map(repaired.text, "map.json")) << repaired.text;
}

TEST(Repairs, RenameAnUnknownKey) {
  expect_repair(R"("cost": 12)", R"("coost": 12)", R"("coost" → "cost")");
}

TEST(Repairs, DoNotRenameToAKeyThatIsThere) {
  EXPECT_THAT(repair_shop(R"("cost": 12)", R"("cost": 12, "coost": 12)").changes, IsEmpty());
}

TEST(Repairs, CorrectAnUnknownId) {
  expect_repair(R"("entry": "app")", R"("entry": "ap")", R"("ap" → "app")");
  expect_repair(R"("starts": {"buy": 3, "ask": 0.05})", R"("starts": {"buy": 3, "aks": 0.05})",
                R"("aks" → "ask")");
}

TEST(Repairs, CorrectAnUnknownPath) {
  expect_repair(R"("change": "touchpoints/app/level")", R"("change": "touchpoints/app/levl")",
                R"("touchpoints/app/levl" → "touchpoints/app/level")");
}

TEST(Repairs, WritePercentAsAFraction) {
  expect_repair(R"("failure": 0.05)", R"("failure": 5)", "5 → 0.05");
  expect_repair(R"("failure": 0.05)", R"("failure": "5 %")", R"("5 %" → 0.05)");
}

TEST(Repairs, WriteATextAsANumber) {
  expect_repair(R"("cost": 12)", R"("cost": "12,5")", R"("12,5" → 12.5)");
}

TEST(Repairs, LeaveThousandsOrDecimalsToTheUser) {
  EXPECT_THAT(repair_shop(R"("cost": 12)", R"("cost": "12,500")").changes, IsEmpty());
}

TEST(Repairs, ScaleWhatDoesNotSumToOne) {
  auto const shares = repair_shop(R"("share": 0.6)", R"("share": 1.0)");
  EXPECT_THAT(shares.changes, ElementsAre("1.0 → 0.714285714", "0.4 → 0.285714286"));
  EXPECT_TRUE(parse_map(shares.text, "map.json"));
  auto const ways =
      repair_shop(R"({"hotline": 0.4, "abandoned": 0.6})", R"({"hotline": 0.4, "abandoned": 0.4})");
  EXPECT_THAT(ways.changes, ElementsAre("0.4 → 0.5", "0.4 → 0.5"));
  EXPECT_TRUE(parse_map(ways.text, "map.json"));
}

TEST(Repairs, DoNotScaleUncertainNumbers) {
  EXPECT_THAT(repair_shop(R"({"hotline": 0.4, "abandoned": 0.6})",
                          R"({"hotline": 0.4, "abandoned": {"value": 0.4}})")
                  .changes,
              IsEmpty());
}

TEST(Repairs, EndEpisodesWhereNothingFollows) {
  expect_repair(
      R"(,
    "complaint": {"success": {"completed": 1}, "failure": "as success"})",
      "", R"({ → {"complaint": {"success": {"completed": 1}, "failure": {"abandoned": 1}}, )");
  expect_repair(R"({"completed": 1}, "failure": "as success"})", R"({"completed": 1}})",
                R"({ → {"failure": "as success", )");
}

TEST(Repairs, AddTheVersion) { expect_repair(R"("version": 1, )", "", R"({ → {"version": 1, )"); }

TEST(Repairs, CorrectTheFormat) {
  expect_repair("cxsim-map", "cxsim-mapp", R"("cxsim-mapp" → "cxsim-map")");
}

TEST(Repairs, CorrectAWordThatTheProgramKnows) {
  expect_repair(R"(["contact"])", R"(["contacts"])", R"("contacts" → "contact")");
  expect_repair(R"("failure": 0.05)", R"("failure": {"value": 0.05, "evidence": "b"})",
                R"("b" → "B")");
}

TEST(Repairs, DeleteAMemberThatStandsTwiceAndSaysTheSame) {
  expect_repair(R"("cost": 12,)", R"("cost": 12, "cost": 12,)", R"("cost": 12, → )");
}

TEST(Repairs, LeaveMembersThatSayDifferentThings) {
  EXPECT_THAT(repair_shop(R"("cost": 12,)", R"("cost": 12, "cost": 13,)").changes, IsEmpty());
}

TEST(Repairs, DeleteACommaTooMuch) {
  expect_repair(R"("measured": {"nps": 20})", R"("measured": {"nps": 20,})", ", → ");
  expect_repair(R"("cost": 12,)", R"("cost": 12,,)", ", → ");
  expect_repair(R"("measured": {"nps": 20})", R"("measured": {,"nps": 20})", ", → ");
}

TEST(Repairs, PutAPointForADecimalComma) {
  expect_repair(R"("cost": 12,)", R"("cost": 12,5,)", ", → .");
}

TEST(Repairs, PutANameInQuotes) {
  expect_repair(R"("cost": 12,)", R"(cost: 12,)", R"(cost → "cost")");
}

TEST(Repairs, AreNotMadeUpForWhatOnlyTheUserKnows) {
  EXPECT_THAT(repair_shop(R"("mean": 80, )", "").changes, IsEmpty());
  EXPECT_THAT(repair_shop(R"("mean": 80)", R"("mean": 180)").changes, IsEmpty());
}

}  // namespace
}  // namespace cxsim
