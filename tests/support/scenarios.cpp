#include "support/scenarios.hpp"

#include <stdexcept>

namespace cxsim::test {

namespace {

[[nodiscard]] std::runtime_error refused(Diagnostics const& problems) {
  std::string text;
  for (Diagnostic const& problem : problems) {
    text += to_text(problem, Language::english) + '\n';
  }
  return std::runtime_error(text);
}

}  // namespace

std::string shop_map_text() {
  return R"({
  "format": "cxsim-map", "version": 1, "name": "Shop", "currency": "PLN", "illustrative": true,
  "population": {"customers": 100000},
  "departments": {"digital": {"name": "Digital"}, "care": {"name": "Customer care"}},
  "touchpoints": {
    "app": {"name": "App", "department": "digital", "score": {"mean": 80, "sd": 16},
            "failure": 0.05, "penalty": 1.5},
    "hotline": {"name": "Hotline", "department": "care", "score": {"mean": 72, "sd": 22},
                "failure": 0.2, "penalty": 1.2, "cost": 12, "counts_as": ["contact"]},
    "complaint": {"name": "Complaint", "department": "care", "score": {"mean": 55, "sd": 24},
                  "failure": 0.3, "penalty": 1.2, "cost": 20, "counts_as": ["complaint"]}
  },
  "transitions": {
    "app": {"success": {"completed": 1}, "failure": {"hotline": 0.4, "abandoned": 0.6}},
    "hotline": {"success": {"completed": 1},
                "failure": {"hotline": 0.3, "complaint": 0.2, "abandoned": 0.5}},
    "complaint": {"success": {"completed": 1}, "failure": "as success"}
  },
  "journeys": {
    "buy": {"name": "Buy", "entry": "app", "salience": 0.05},
    "ask": {"name": "Ask", "entry": "hotline", "salience": 0.2}
  },
  "segments": {
    "young": {"name": "Young", "share": 0.6, "margin": 20, "starts": {"buy": 3, "ask": 0.05},
      "churn": {"annual": 0.18, "causes": {"experience": 0.5, "price": 0.3, "uncontrollable": 0.2}}},
    "old": {"name": "Old", "share": 0.4, "margin": 30, "starts": {"buy": 1, "ask": 0.2},
      "contract": {"term": 12, "renewal": 0.25},
      "churn": {"annual": 0.10, "causes": {"experience": 0.4, "price": 0.2, "uncontrollable": 0.4}},
      "differences": {"app": {"change": "touchpoints/app/level", "add": -0.2}}}
  },
  "behaviour": {
    "journey_score": {"mean": 0.4, "worst": 0.25, "best": 0.1, "last": 0.25},
    "loss_weight": 2, "forgetting": 12, "churn_slope": 0.3, "incident_effect": 0.55
  },
  "measured": {"nps": 20}
})";
}

std::string shop_scenario_text() {
  return R"({
  "format": "cxsim-scenario", "version": 1, "name": "Shop", "map": "map.json",
  "horizon": 12, "burn_in": 6,
  "events": {
    "trouble": {"name": "App trouble", "start": 2, "duration": 3, "half_life": 2,
      "effects": {"errors": {"change": "touchpoints/app/failure", "multiply": 4}}}
  },
  "initiatives": {
    "fix": {"name": "Fix the app", "department": "digital", "start": 3,
      "cost": {"one_off": 50000, "monthly": 1000},
      "effects": {"errors": {"change": "touchpoints/app/failure", "multiply": 0.4}}},
    "train": {"name": "Train the hotline", "department": "care", "start": 2, "ramp": 3,
      "cost": {"one_off": 20000, "monthly": 500},
      "effects": {"solved": {"change": "touchpoints/hotline/failure", "multiply": 0.7},
                  "tone": {"change": "touchpoints/hotline/level", "add": 0.15}}}
  }
})";
}

std::string ripening_scenario_text() {
  return replaced(shop_scenario_text(),
                  R"("tone": {"change": "touchpoints/hotline/level", "add": 0.15})",
                  R"("tone": {"change": "departments/care/maturity", "add": 1})");
}

Scenario read_scenario(std::string const& scenario, std::string const& map) {
  auto loaded = parse_scenario(scenario, "scenario.json", [&](std::string const&) {
    return Result<FileText>(FileText{"map.json", map});
  });
  if (!loaded) {
    throw refused(loaded.error());
  }
  return std::move(loaded->scenario);
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
  std::size_t const position = text.find(from);
  if (position == std::string::npos || text.find(from, position + 1) != std::string::npos) {
    throw std::runtime_error("not exactly once: " + from);
  }
  return text.replace(position, from.size(), to);
}

}  // namespace cxsim::test
