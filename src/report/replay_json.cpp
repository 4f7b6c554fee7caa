#include "cxsim/report/replay_answer.hpp"
#include "json_parts.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Json episodes_json(Map const& map, EpisodeRecord const& record) {
  Json episodes = Json::array();
  for (Episode const& episode : record.episodes) {
    Json visits = Json::array();
    for (std::uint32_t i = 0; i < episode.visits; ++i) {
      Visit const& visit = record.visits[episode.first_visit + i];
      visits.push(Json::object()
                      .set("touchpoint", map.touchpoints[TouchpointId{visit.touchpoint}].id)
                      .set("failed", visit.failed)
                      .set("experience", number(visit.experience)));
    }
    episodes.push(Json::object()
                      .set("journey", map.journeys[JourneyId{episode.journey}].id)
                      .set("completed", episode.completed)
                      .set("cut", episode.cut)
                      .set("score", number(episode.score))
                      .set("incident", number(episode.incident))
                      .set("visits", std::move(visits)));
  }
  return episodes;
}

[[nodiscard]] Json months_json(Map const& map, std::vector<ReplayedMonth> const& months) {
  Json list = Json::array();
  for (ReplayedMonth const& month : months) {
    list.push(Json::object()
                  .set("month", month.month)
                  .set("episodes", episodes_json(map, month.record))
                  .set("satisfaction", number(month.after.satisfaction))
                  .set("incidents", number(month.after.incidents))
                  .set("hazards", Json::object()
                                      .set("experience", number(month.hazards[0]))
                                      .set("price", number(month.hazards[1]))
                                      .set("uncontrollable", number(month.hazards[2])))
                  .set("in_contract", month.in_term)
                  .set("present_before", number(month.present_before))
                  .set("present_after", number(month.present_after)));
  }
  return list;
}

}  // namespace

std::string replay_json(Scenario const& scenario, ReplayAnswer const& answer,
                        Provenance const& provenance) {
  Customer const& customer = answer.life.customer;
  Json initiatives = Json::array();
  for (std::size_t i = 0; i < answer.portfolio.size(); ++i) {
    initiatives.push(Json::object()
                         .set("id", scenario.initiatives[answer.portfolio[i]].id)
                         .set("outcome", number(answer.life.outcomes[i])));
  }
  return to_json_text(
      Json::object()
          .set("format", "cxsim-replay")
          .set("version", 1)
          .set("provenance", provenance_json(provenance))
          .set("draw", answer.draw + 1)
          .set("initiatives", std::move(initiatives))
          .set("customer", Json::object()
                               .set("number", customer.number)
                               .set("segment", scenario.map.segments[customer.segment].id)
                               .set("entry_month", customer.entry_month)
                               .set("represents", number(customer.represents))
                               .set("leniency", number(customer.leniency)))
          .set("months", months_json(scenario.map, answer.life.months)));
}

}  // namespace cxsim
