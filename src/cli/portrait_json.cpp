// A portrait for machines.
#include <string>

#include "portrait.hpp"

namespace cxsim {

namespace {

template <class Key, class Thing>
[[nodiscard]] Json ids_json(std::vector<Key> const& keys, Table<Key, Thing> const& things) {
  Json list = Json::array();
  for (Key const key : keys) {
    list.push(things[key].id);
  }
  return list;
}

[[nodiscard]] Json counts_json(Map const& map) {
  return Json::object()
      .set("touchpoints", map.touchpoints.size())
      .set("departments", map.departments.size())
      .set("journeys", map.journeys.size())
      .set("segments", map.segments.size())
      .set("queues", map.queues.size());
}

[[nodiscard]] Json touchpoints_json(Portrait const& portrait, Map const& map) {
  Json list = Json::array();
  for (TouchpointId const key : map.touchpoints.keys()) {
    PortraitTouchpoint const& touchpoint = portrait.touchpoints[key];
    list.push(Json::object()
                  .set("id", map.touchpoints[key].id)
                  .set("department", map.departments[map.touchpoints[key].department].id)
                  .set("owner", map.touchpoints[key].owner)
                  .set("visits_per_1000", touchpoint.visits)
                  .set("failures_per_1000", touchpoint.failures)
                  .set("given_up_per_1000", touchpoint.given_up)
                  .set("score", touchpoint.score ? Json(*touchpoint.score) : Json(nullptr))
                  .set("measured", touchpoint.is_measured));
  }
  return list;
}

[[nodiscard]] Json departments_json(Portrait const& portrait, Map const& map) {
  Json list = Json::array();
  for (DepartmentId const key : map.departments.keys()) {
    PortraitDepartment const& department = portrait.departments[key];
    list.push(Json::object()
                  .set("id", map.departments[key].id)
                  .set("touchpoints", department.touchpoints)
                  .set("visits_per_1000", department.visits)
                  .set("failures_per_1000", department.failures));
  }
  return list;
}

[[nodiscard]] Json journeys_json(Portrait const& portrait, Map const& map) {
  Json list = Json::array();
  for (JourneyId const key : map.journeys.keys()) {
    list.push(Json::object()
                  .set("id", map.journeys[key].id)
                  .set("starts_per_customer", portrait.starts[key]));
  }
  return list;
}

[[nodiscard]] Json loops_json(Portrait const& portrait, Map const& map) {
  Json list = Json::array();
  for (PortraitLoop const& one : portrait.loops) {
    list.push(Json::object()
                  .set("touchpoints", ids_json(one.loop.touchpoints, map.touchpoints))
                  .set("way_round", ids_json(one.loop.way_round, map.touchpoints))
                  .set("visits_per_1000", one.visits)
                  .set("repeats", one.repeats ? Json(*one.repeats) : Json(nullptr)));
  }
  return list;
}

[[nodiscard]] Json handoffs_json(Portrait const& portrait, Map const& map) {
  Json list = Json::array();
  for (PortraitHandoff const& one : portrait.handoffs) {
    list.push(Json::object()
                  .set("from", map.departments[one.handoff.from].id)
                  .set("to", map.departments[one.handoff.to].id)
                  .set("ways", one.handoff.ways)
                  .set("per_1000", one.volume));
  }
  return list;
}

[[nodiscard]] Json numbers_json(Portrait const& portrait, Scenario const& scenario) {
  Json grades = Json::object();
  for (std::size_t grade = 0; grade < portrait.numbers_by_grade.size(); ++grade) {
    grades.set(std::string(1, evidence_letter(static_cast<Evidence>(grade))),
               portrait.numbers_by_grade[grade]);
  }
  return Json::object()
      .set("all", scenario.parameters.size())
      .set("uncertain", portrait.numbers_uncertain)
      .set("by_grade", std::move(grades));
}

[[nodiscard]] Json effects_json(TimedEffects const& work) {
  Json list = Json::array();
  for (Effect const& effect : work.effects) {
    list.push(Json::object().set("id", effect.id).set("simulated", effect.simulated));
  }
  return list;
}

[[nodiscard]] Json timed_json(std::string const& id, TimedEffects const& work,
                              ParameterValues const& values) {
  auto const& duration = work.timing.duration;
  return Json::object()
      .set("id", id)
      .set("start", values[work.timing.start])
      .set("duration", duration ? Json(values[*duration]) : Json(nullptr))
      .set("effects", effects_json(work));
}

[[nodiscard]] Json scenario_json(Scenario const& scenario) {
  ParameterValues const values = scenario.parameters.best_guesses();
  Json events = Json::array();
  for (Event const& event : scenario.events) {
    events.push(timed_json(event.id, event.work, values));
  }
  Json initiatives = Json::array();
  for (Initiative const& initiative : scenario.initiatives) {
    initiatives.push(timed_json(initiative.id, initiative.work, values)
                         .set("department", scenario.map.departments[initiative.department].id)
                         .set("owner", initiative.owner)
                         .set("one_off_cost", values[initiative.one_off_cost])
                         .set("monthly_cost", values[initiative.monthly_cost]));
  }
  return Json::object()
      .set("months", values[scenario.horizon])
      .set("events", std::move(events))
      .set("initiatives", std::move(initiatives));
}

}  // namespace

void set_portrait(Portrait const& portrait, Scenario const& scenario, FileKind kind, Json& json) {
  Map const& map = scenario.map;
  if (kind == FileKind::scenario) {
    json.set("scenario", scenario_json(scenario));
  }
  json.set("counts", counts_json(map))
      .set("journeys", journeys_json(portrait, map))
      .set("departments", departments_json(portrait, map))
      .set("touchpoints", touchpoints_json(portrait, map))
      .set("loops", loops_json(portrait, map))
      .set("handoffs", handoffs_json(portrait, map))
      .set("dead_ends", ids_json(portrait.dead_ends, map.touchpoints))
      .set("numbers", numbers_json(portrait, scenario));
}

}  // namespace cxsim
