#include "json_parts.hpp"

#include <cmath>
#include <string>

namespace cxsim {

Json number(double value) { return std::isfinite(value) ? Json(value == 0 ? 0.0 : value) : Json(); }

Json provenance_json(Provenance const& provenance) {
  Json settings = Json::array();
  for (Setting const& setting : provenance.settings) {
    settings.push(Json::object().set("path", setting.path).set("value", number(setting.value)));
  }
  Json files = Json::array();
  for (std::size_t i = 0; i < provenance.files.size(); ++i) {
    files.push(Json::object()
                   .set("kind", i == 0 ? "scenario" : "map")
                   .set("name", provenance.files[i].name)
                   .set("sha256", provenance.files[i].sha256));
  }
  return Json::object()
      .set("cxsim", provenance.version)
      .set("command", provenance.command)
      .set("run", run_id(provenance))
      .set("seed", provenance.seed)
      .set("draws", provenance.draws)
      .set("customers", provenance.customers)
      .set("months", provenance.months)
      .set("churn", provenance.churn == ChurnMode::implicit ? "implicit" : "sampled")
      .set("points", provenance.points == DrawPoints::random ? "random" : "latin")
      .set("settings", std::move(settings))
      .set("files", std::move(files))
      .set("illustrative", provenance.illustrative);
}

}  // namespace cxsim
