#pragma once

#include <string>
#include <vector>

#include "cxsim/map/map.hpp"
#include "cxsim/render/diagram.hpp"

namespace cxsim::examples {

/// A map with the numbers that its diagram shows.
struct Example {
  Map map;
  DiagramFigures figures;
};

/// A transition of an example; `target` "END" or "ABANDON" ends the episode.
struct Step {
  std::string target;
  double probability = 0;
};

struct Contact {
  std::string id;
  std::string name;
  std::string department;
  std::string channel;  ///< empty: not known
  std::string stage;    ///< empty: not known
  double score = 0;     ///< below 0: not known
  double failure = 0;
  double starts = 0;  ///< of journeys, per 1,000 customers and month
  std::vector<Step> after_success;
  std::vector<Step> after_failure;
};

/// Visits and flows follow from the starts and probabilities by repeated substitution.
[[nodiscard]] Example make_example(std::string const& name, std::vector<Contact> const& contacts);

/// The invented retail bank with 18 touchpoints.
[[nodiscard]] Example bank();
/// Seven activities as counted in an event log: no stages, no channels, no scores, no failures.
[[nodiscard]] Example event_log();
/// `count` touchpoints in a chain with failures that lead to a help desk, in 5 departments.
[[nodiscard]] Example chain(std::size_t count);
/// Three touchpoints, with self-loops and a way back.
[[nodiscard]] Example three();
/// Names that try to break out of DOT, HTML labels and SVG.
[[nodiscard]] Example hostile();

}  // namespace cxsim::examples
