#include "cxsim/formats/short_ids.hpp"

#include <gmock/gmock.h>

#include <array>

namespace cxsim {
namespace {

using ::testing::ElementsAre;

[[nodiscard]] std::vector<std::string> ids_of(std::vector<std::string> const& names) {
  return short_ids(names, "touchpoint");
}

TEST(ShortIds, AreSmallLettersDigitsAndSingleUnderscores) {
  EXPECT_THAT(ids_of({"VRU", "Take in charge  ticket", "END_SERVED", "a--b", " x "}),
              ElementsAre("vru", "take_in_charge_ticket", "end_served", "a_b", "x"));
}

TEST(ShortIds, DropAccents) {
  EXPECT_THAT(ids_of({"Zgłoszenie żądań", "Größe", "Čeština", "Ýÿ"}),
              ElementsAre("zgloszenie_zadan", "grose", "cestina", "yy"));
}

TEST(ShortIds, BeginWithALetter) {
  EXPECT_THAT(ids_of({"-100", "3 - Moderate"}),
              ElementsAre("touchpoint_100", "touchpoint_3_moderate"));
}

TEST(ShortIds, FallBackWhereNoLetterIsKnown) {
  EXPECT_THAT(ids_of({"客户", "???", ""}),
              ElementsAre("touchpoint", "touchpoint_2", "touchpoint_3"));
}

TEST(ShortIds, NumberNamesThatGiveTheSameId) {
  EXPECT_THAT(ids_of({"AGENT", "Agent", "agent", "agent_2"}),
              ElementsAre("agent", "agent_2", "agent_3", "agent_2_2"));
}

TEST(ShortIds, AvoidReservedIds) {
  std::array<std::string_view, 1> const reserved{"completed"};
  std::vector<std::string> const names{"Completed", "closed"};
  EXPECT_THAT(short_ids(names, "touchpoint", reserved), ElementsAre("completed_2", "closed"));
}

TEST(ShortIds, ReplaceInvalidBytes) {
  EXPECT_THAT(ids_of({"caf\xe9 bar"}), ElementsAre("caf_bar"));
}

TEST(ShortIds, AreCutBetweenWordsWhereTheyAreLong) {
  EXPECT_EQ(ids_of({std::string(1000, 'x')}).front().size(), 48U);
  EXPECT_THAT(ids_of({"T09-1 Process or receive external advice from party 1"}),
              ElementsAre("t09_1_process_or_receive_external_advice_from"));
}

}  // namespace
}  // namespace cxsim
