#include <cmath>
#include <utility>

#include "cxsim/formats/json.hpp"
#include "cxsim/report/analysis_answer.hpp"

namespace cxsim {

namespace {

/// null where a number does not exist or was not solved. Never -0.
[[nodiscard]] Json number(double value) {
  return std::isfinite(value) ? Json(value == 0 ? 0.0 : value) : Json();
}
[[nodiscard]] Json number(std::optional<double> const& value) {
  return value ? number(*value) : Json();
}

[[nodiscard]] Json figure_json(EpisodeFigure const& figure) {
  return Json::object().set("mean", number(figure.mean)).set("sd", number(figure.sd));
}

/// Writes the parts of an answer with the ids of the map.
class AnalysisJson {
 public:
  explicit AnalysisJson(Map const& map) : map_(map) {}

  [[nodiscard]] Json journeys(std::vector<JourneyAnalysis> const& journeys) const {
    Json list = Json::array();
    for (JourneyAnalysis const& journey : journeys) {
      list.push(journey_json(journey));
    }
    return list;
  }

  [[nodiscard]] Json touchpoints(std::vector<TouchpointId> const& keys) const {
    Json list = Json::array();
    for (TouchpointId const key : keys) {
      list.push(id(key));
    }
    return list;
  }

  [[nodiscard]] Json loops(std::vector<Loop> const& loops) const {
    Json list = Json::array();
    for (Loop const& loop : loops) {
      list.push(Json::object()
                    .set("touchpoints", touchpoints(loop.touchpoints))
                    .set("shortest", touchpoints(loop.way_round)));
    }
    return list;
  }

  [[nodiscard]] Json sampled(SampledCheck const& check) const {
    Json figures = Json::array();
    for (SampledFigure const& figure : check.figures) {
      Json one = Json::object()
                     .set("journey", map_.journeys[figure.journey].id)
                     .set("segment", map_.segments[figure.segment].id)
                     .set("count", kind_word(figure.kind));
      if (figure.kind != SampledKind::completed) {
        one.set("touchpoint", id(figure.touchpoint));
      }
      figures.push(std::move(one.set("exact", number(figure.exact))
                                 .set("sampled", figure.counted)
                                 .set("z", number(figure.z))
                                 .set("tail", number(figure.tail))));
    }
    return Json::object()
        .set("episodes", check.episodes)
        .set("cut", check.cut)
        .set("tests", check.tests)
        .set("agrees", check.agrees())
        .set("counts", std::move(figures));
  }

 private:
  [[nodiscard]] std::string const& id(TouchpointId key) const { return map_.touchpoints[key].id; }

  [[nodiscard]] static char const* kind_word(SampledKind kind) {
    switch (kind) {
      case SampledKind::completed:
        return "completed";
      case SampledKind::reached:
        return "reached";
      case SampledKind::visits:
        break;
    }
    return "visits";
  }

  [[nodiscard]] std::string outcome_id(OutcomeFigures const& outcome) const {
    if (outcome.name) {
      return map_.outcomes[*outcome.name].id;
    }
    return outcome.counts_as == Ending::completed ? "completed" : "abandoned";
  }

  [[nodiscard]] Json outcomes(std::vector<OutcomeFigures> const& outcomes) const {
    Json object = Json::object();
    for (OutcomeFigures const& outcome : outcomes) {
      object.set(
          outcome_id(outcome),
          Json::object()
              .set("counts_as", outcome.counts_as == Ending::completed ? "completed" : "abandoned")
              .set("chance", number(outcome.chance))
              .set("visits", figure_json(outcome.visits))
              .set("cost", figure_json(outcome.cost)));
    }
    return object;
  }

  [[nodiscard]] Json stations(std::vector<StationFigures> const& stations) const {
    Json object = Json::object();
    for (StationFigures const& station : stations) {
      object.set(id(station.touchpoint), Json::object()
                                             .set("visits", number(station.visits))
                                             .set("visits_sd", number(station.visits_sd))
                                             .set("failures", number(station.failures))
                                             .set("reached", number(station.reached))
                                             .set("of_completed", number(station.of_completed))
                                             .set("of_abandoned", number(station.of_abandoned)));
    }
    return object;
  }

  [[nodiscard]] Json handoffs(std::vector<DepartmentHandoffs> const& between) const {
    Json list = Json::array();
    for (DepartmentHandoffs const& one : between) {
      list.push(Json::object()
                    .set("from", map_.departments[one.from].id)
                    .set("to", map_.departments[one.to].id)
                    .set("mean", number(one.mean)));
    }
    return list;
  }

  [[nodiscard]] Json figures(JourneyFigures const& figures) const {
    Json values = Json::object();
    for (EpisodeValueId const key : map_.values.keys()) {
      values.set(map_.values[key].id, figure_json(figures.values[key.index]));
    }
    Json json = Json::object()
                    .set("starts", number(figures.starts))
                    .set("outcomes", outcomes(figures.outcomes))
                    .set("visits", figure_json(figures.visits))
                    .set("contacts", figure_json(figures.contacts))
                    .set("complaints", figure_json(figures.complaints))
                    .set("failures", figure_json(figures.failures))
                    .set("handoffs", figure_json(figures.handoffs))
                    .set("handoffs_between", handoffs(figures.handoffs_between))
                    .set("cost", figure_json(figures.cost))
                    .set("values", std::move(values))
                    .set("rework", number(figures.rework))
                    .set("touchpoints", stations(figures.stations));
    if (figures.consistency) {
      Consistency const& one = *figures.consistency;
      json.set("consistency", Json::object()
                                  .set("mean", number(one.mean))
                                  .set("spread", number(one.spread))
                                  .set("lowest", id(one.weakest))
                                  .set("lowest_score", number(one.weakest_score))
                                  .set("highest", id(one.strongest))
                                  .set("highest_score", number(one.strongest_score)));
    }
    if (figures.counts) {
      Json chances = Json::array();
      for (double const chance : figures.counts->chance) {
        chances.push(number(chance));
      }
      json.set("visit_counts", Json::object()
                                   .set("chance", std::move(chances))
                                   .set("more", number(figures.counts->more))
                                   .set("mean_within", number(figures.counts->mean)));
    }
    return json;
  }

  [[nodiscard]] Json journey_json(JourneyAnalysis const& journey) const {
    Json segments = Json::object();
    for (auto const& [segment, one] : journey.segments) {
      if (segment) {
        segments.set(map_.segments[*segment].id, figures(one));
      }
    }
    Json paths = Json::array();
    for (TravelledPath const& path : journey.paths) {
      paths.push(Json::object()
                     .set("touchpoints", touchpoints(path.touchpoints))
                     .set("outcome", outcome_id(journey.all.outcomes[path.outcome]))
                     .set("chance", number(path.chance)));
    }
    return Json::object()
        .set("id", map_.journeys[journey.journey].id)
        .set("all", figures(journey.all))
        .set("segments", std::move(segments))
        .set("paths", std::move(paths))
        .set("every_abandoned_passes", touchpoints(journey.every_abandoned_passes));
  }

  Map const& map_;
};

[[nodiscard]] Json provenance_json(Provenance const& provenance) {
  Json settings = Json::array();
  for (Setting const& setting : provenance.settings) {
    settings.push(Json::object().set("path", setting.path).set("value", number(setting.value)));
  }
  Json files = Json::array();
  for (InputFile const& file : provenance.files) {
    files.push(Json::object().set("name", file.name).set("sha256", file.sha256));
  }
  return Json::object()
      .set("cxsim", provenance.version)
      .set("command", provenance.command)
      .set("seed", provenance.seed)
      .set("settings", std::move(settings))
      .set("files", std::move(files))
      .set("illustrative", provenance.illustrative);
}

}  // namespace

std::string analysis_json(Scenario const& scenario, AnalysisAnswer const& answer,
                          Provenance const& provenance) {
  AnalysisJson const json(scenario.map);
  Json document = Json::object()
                      .set("format", "cxsim-analysis")
                      .set("version", 1)
                      .set("provenance", provenance_json(provenance))
                      .set("currency", scenario.map.currency)
                      .set("journeys", json.journeys(answer.journeys))
                      .set("loops", json.loops(answer.loops))
                      .set("dead_ends", json.touchpoints(answer.dead_ends));
  if (answer.sampled) {
    document.set("sampled", json.sampled(*answer.sampled));
  }
  return to_json_text(document);
}

}  // namespace cxsim
