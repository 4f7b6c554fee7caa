#include "first_files.hpp"

namespace cxsim {

std::string_view first_map() {
  return R"json(// A map says how customers move between your touchpoints, how satisfied they leave them, and who
// the customers are. This one is small and invented: replace its numbers by yours, one after the
// other, and ask after every change: cxsim check map.json
{
  "$schema": "schema/cxsim-map.schema.json",  // lets your editor complete what you type
  "format": "cxsim-map", "version": 1,
  "name": "My web shop", "currency": "EUR",
  "illustrative": true,  // invented numbers, said on every output; delete it when they are yours
  "population": {"customers": 400000},

  // Who owns touchpoints. The word in front is an id, by which the rest of the file speaks of it.
  "departments": {"shop": {"name": "Online shop"}, "logistics": {"name": "Logistics"},
                  "care": {"name": "Customer care"}},

  // Where customers meet you. "score": satisfaction from 0 to 100 after a visit without failure,
  // mean and standard deviation. "failure": how often customers do not get what they came for.
  "touchpoints": {
    "order": {"name": "Place an order", "department": "shop",
      "score": {"mean": 80, "sd": 16}, "failure": 0.04},
    "delivery": {"name": "Receive the parcel", "department": "logistics",
      // What you do not know exactly may be a range: most likely 8 %, hardly below 6 or above 11 %.
      "score": {"mean": 78, "sd": 18}, "failure": {"low": 0.06, "mode": 0.08, "high": 0.11}},
    "hotline": {"name": "Call the hotline", "department": "care", "score": {"mean": 70, "sd": 22},
      "failure": 0.2, "cost": 4, "counts_as": ["contact"]}
  },

  // What customers do next; each line sums to 1. "completed" and "abandoned" end an episode.
  "transitions": {
    "order": {"success": {"delivery": 1},
      "failure": {"order": 0.4, "hotline": 0.2, "abandoned": 0.4}},
    "delivery": {"success": {"completed": 1}, "failure": {"hotline": 0.7, "abandoned": 0.3}},
    "hotline": {"success": {"completed": 1}, "failure": {"hotline": 0.5, "abandoned": 0.5}}
  },
  "journeys": {"buy": {"name": "Buy something", "entry": "order", "salience": 0.15},
               "ask": {"name": "Ask a question", "entry": "hotline", "salience": 0.2}},

  // Customers who are alike: part of all customers, margin and started journeys per customer and
  // month, and which part of them leaves within a year.
  "segments": {
    "regular": {"name": "Regular customers", "share": 0.3, "margin": 12,
      "starts": {"buy": 1.5, "ask": 0.05}, "churn": {"annual": 0.12}},
    "occasional": {"name": "Occasional customers", "share": 0.7, "margin": 3,
      "starts": {"buy": 0.4, "ask": 0.02}, "churn": {"annual": 0.3}}
  },

  // What you measure anyway: the simulation must reproduce it before you see any result.
  "measured": {"nps": {"value": 22, "answers": 900}, "contacts_per_1000": 85}
}
)json";
}

std::string_view first_scenario() {
  return R"json(// A scenario says what happens to a map: what comes anyway, and what you could do about it.
// Rank what you could do: cxsim prioritize scenario.json
{
  "$schema": "schema/cxsim-scenario.schema.json",
  "format": "cxsim-scenario", "version": 1,
  "name": "The season", "illustrative": true,
  "map": "map.json",  // beside this file
  "horizon": 18,      // months that are simulated

  // What happens anyway. Each effect changes one number of the map, named by its path:
  // the keys that lead to it. All paths: cxsim check scenario.json --parameters
  "events": {
    "season": {"name": "Parcels are late before Christmas", "start": 4, "duration": 2,
      "effects": {"late": {"change": "touchpoints/delivery/failure", "multiply": 2}}}
  },

  // What you could do. Sizes of effects are ranges: nobody knows them exactly.
  "initiatives": {
    "carrier": {"name": "Second parcel carrier", "department": "logistics",
      "start": 2, "lead": 2,  // it works from month 4 on
      "cost": {"one_off": 60000, "monthly": 6000},
      "effects": {"on_time": {"change": "touchpoints/delivery/failure",
        "from": 0.08, "to": {"low": 0.04, "mode": 0.05, "high": 0.07}}}},
    "checkout": {"name": "Checkout that saves the basket", "department": "shop",
      "start": 1, "lead": 3, "ramp": 2,  // full effect two months after the first
      "cost": {"one_off": 90000},
      "effects": {"errors": {"change": "touchpoints/order/failure",
        "multiply": {"low": 0.4, "mode": 0.6, "high": 0.9}}}},
    "training": {"name": "Train the hotline to solve on the first call", "department": "care",
      "start": 1, "ramp": 3, "cost": {"one_off": 20000, "monthly": 4000},
      "needs": [],  // ids of initiatives without which it is not possible
      "effects": {
        "solved": {"change": "touchpoints/hotline/failure",
          "multiply": {"low": 0.6, "mode": 0.75, "high": 0.95}},
        "tone": {"change": "touchpoints/hotline/score/mean",
          "from": 70, "to": {"low": 71, "mode": 73, "high": 76}}}}
  }
}
)json";
}

}  // namespace cxsim
