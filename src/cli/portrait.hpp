#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/analysis/structure.hpp"
#include "cxsim/base/text.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "input.hpp"

namespace cxsim {

/// What one touchpoint does today. Volumes are per 1,000 customers and month.
struct PortraitTouchpoint {
  double visits = 0;
  double failures = 0;
  double given_up = 0;  ///< episodes that customers abandon here
  /// Mean satisfaction of all visits, 0–100; nothing where it is a default of the program.
  std::optional<double> score;
  bool is_measured = false;  ///< at least one of its numbers has grade A to D
};

struct PortraitDepartment {
  std::size_t touchpoints = 0;
  double visits = 0;    ///< per 1,000 customers and month
  double failures = 0;  ///< per 1,000 customers and month: where problems show
};

struct PortraitLoop {
  Loop loop;
  double visits = 0;  ///< of its touchpoints, per 1,000 customers and month
  /// Share of these visits of customers who were at the touchpoint before in the same episode;
  /// nothing for loops of too many touchpoints to solve.
  std::optional<double> repeats;
};

struct PortraitHandoff {
  Handoff handoff;
  double volume = 0;  ///< per 1,000 customers and month
};

/// What a map or scenario holds, as a person would tell it who has read it. Volumes and scores are
/// those of today, solved at the best guess of every number.
struct Portrait {
  Table<TouchpointId, PortraitTouchpoint> touchpoints;
  Table<DepartmentId, PortraitDepartment> departments;
  Table<JourneyId, double> starts;        ///< per customer and month
  std::vector<PortraitLoop> loops;        ///< most visits first
  std::vector<PortraitHandoff> handoffs;  ///< most travelled first
  std::vector<TouchpointId> dead_ends;
  std::vector<TouchpointId> busiest;  ///< most visits; at most three, as below
  std::vector<TouchpointId> worst;    ///< lowest satisfaction
  std::vector<TouchpointId> failing;  ///< most failures
  std::vector<TouchpointId> given_up_at;
  std::array<std::size_t, 6> numbers_by_grade{};
  std::size_t numbers_uncertain = 0;
};

/// How many numbers are not taken as known: a distribution stands in their place, or they were
/// counted.
[[nodiscard]] std::size_t uncertain_numbers(ParameterTable const& parameters);

[[nodiscard]] Portrait portrait_of(Scenario const& scenario);

/// Lines for a terminal of \p width columns, each part behind its label.
[[nodiscard]] std::string portrait_text(Portrait const& portrait, Scenario const& scenario,
                                        FileKind kind, Language language, int width);

/// Adds the same figures to \p json, the answer about one file.
void set_portrait(Portrait const& portrait, Scenario const& scenario, FileKind kind, Json& json);

}  // namespace cxsim
