#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cxsim/map/map.hpp"
#include "cxsim/parameters/parameter_table.hpp"

namespace cxsim {

/// When a change works. Months count from 1.
struct Timing {
  Months start;
  Months lead;                      ///< from start to the first effect
  Months ramp;                      ///< until full strength; 1: full at once
  std::optional<Months> duration;   ///< at full strength; nothing: permanent
  std::optional<Months> half_life;  ///< of the decay after duration; nothing: ends at once
};

/// Strength in [0, 1] in \p month: 0 before start + lead, linear ramp, full, half-life decay.
[[nodiscard]] double strength(Timing const& timing, ParameterValues const& values, int month);

/// Whether the work runs and is paid for in \p month: from start to the end of full strength.
[[nodiscard]] bool is_paid(Timing const& timing, ParameterValues const& values, int month);

/// How the work may turn out (science §6.3): fails, works in part, or works.
struct Execution {
  Probability failure;
  Probability partial;
  Share partial_effect;  ///< strength when it works in part
};

/// One number changed by an event or an initiative.
struct Effect {
  std::string id;
  ParameterChange change;
  bool simulated = true;  ///< governance is read but not simulated yet
};

/// What changes the map over time: the common part of events and initiatives.
struct TimedEffects {
  Timing timing;
  Share adoption;
  Execution execution;
  std::vector<Effect> effects;  ///< ordered by id
};

/// What happens anyway: a release, a price rise, an outage.
struct Event {
  std::string id;
  std::string name;
  TimedEffects work;
};

enum class AdoptionMode { soft, hard, mixed };

/// A proposed change.
struct Initiative {
  std::string id;
  std::string name;
  DepartmentId department;  ///< that must do it
  std::string owner;        ///< person who answers for it; may be empty
  AdoptionMode mode = AdoptionMode::hard;
  TimedEffects work;
  Money one_off_cost;
  Money monthly_cost;
  std::vector<std::pair<DepartmentId, Count>> fte;  ///< full-time equivalents while it runs
  std::vector<InitiativeId> needs;
  std::vector<InitiativeId> excludes;
};

/// Money that may be spent from one month to another.
struct Budget {
  std::string id;
  Months from;  ///< whole number, not uncertain
  Months to;    ///< whole number, not uncertain; the last month that counts
  Money amount;
};

/// What limits the choice of initiatives. Read and checked; not used in decisions yet.
struct Constraints {
  std::vector<Budget> budgets;
  std::vector<std::pair<DepartmentId, Count>> fte;  ///< full-time equivalents in every month
  std::vector<std::pair<DepartmentId, Count>> changes_at_once;
};

/// A figure that is to be reached. Read and checked; not used in decisions yet.
struct Goal {
  std::string id;
  KeyFigure figure = KeyFigure::csat;
  std::optional<TouchpointId> touchpoint;  ///< nothing: the whole firm
  std::optional<AnyParameter> from;        ///< today, in the unit of the figure
  AnyParameter to;                         ///< in the unit of the figure
  Months month;                            ///< whole number, not uncertain: until when
  std::string owner;
};

/// Map + horizon + events + initiatives + constraints + goals. What is asked of one run.
struct Scenario {
  std::string schema;  ///< where editors find the schema of the file, as it names it
  std::string name;
  bool illustrative = false;
  std::string notes;  ///< free text
  Map map;
  ParameterTable parameters;
  Months horizon;  ///< whole number, not uncertain; 1–120
  Months burn_in;  ///< whole number, not uncertain: months before month 1
  PerYear discount_rate;
  Months residual_months;     ///< whole number, not uncertain: margin counted behind the horizon
  std::vector<Event> events;  ///< ordered by id
  Table<InitiativeId, Initiative> initiatives;  ///< ordered by id
  Constraints constraints;
  std::vector<Goal> goals;
};

/// A sorted set of initiatives, carried out together.
using Portfolio = std::vector<InitiativeId>;

}  // namespace cxsim
