#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

/// Counted volumes and movements between touchpoints as the chances of a Markov chain.
namespace cxsim {

/// What a touchpoint handles in a month.
struct TouchpointVolume {
  /// Visits. Nothing: as many as come in from other touchpoints, or as go out if that is more.
  std::optional<double> visits;
  double failure = 0;  ///< share of visits that fail, 0 to 1
};

/// After which outcome customers move on, if that was counted.
enum class FlowOutcome { unknown, success, failure };

/// How many customers move from one touchpoint on to another in a month.
struct VisitFlow {
  std::size_t from = 0;
  std::size_t to = 0;
  double count = 0;
  FlowOutcome after = FlowOutcome::unknown;
};

enum class FlowProblem {
  inflow_exceeds_volume,      ///< more customers come in than the touchpoint has visits
  outflow_exceeds_volume,     ///< more customers move on than the touchpoint has visits
  outflow_exceeds_successes,  ///< of those who move on after a success
  outflow_exceeds_failures,   ///< of those who move on after a failure
  nobody_starts               ///< visits circulate: nobody begins at or arrives from elsewhere
};

/// Two figures that do not agree.
struct FlowMismatch {
  FlowProblem problem = FlowProblem::inflow_exceeds_volume;
  std::size_t touchpoint = 0;
  double flows = 0;   ///< per month: what the flows sum to
  double volume = 0;  ///< per month: what there is room for

  friend bool operator==(FlowMismatch const&, FlowMismatch const&) = default;
};

struct FlowChance {
  std::size_t to = 0;
  double probability = 0;

  friend bool operator==(FlowChance const&, FlowChance const&) = default;
};

/// A touchpoint of the chain. The chances after an outcome and its ending sum to 1.
struct FlowState {
  double visits = 0;                      ///< per month, as used
  double starts = 0;                      ///< per month: customers who begin here
  std::vector<FlowChance> after_success;  ///< ordered by to, one each, none of 0
  double completed = 1;                   ///< chance that a success is the end
  std::vector<FlowChance> after_failure;  ///< ordered by to, one each, none of 0
  double abandoned = 1;                   ///< chance that a failure is the end
};

struct FlowChain {
  std::vector<FlowState> states;         ///< one per touchpoint
  std::vector<FlowMismatch> mismatches;  ///< ordered by touchpoint, then problem
};

/// The chain whose expected visits are the counted volumes.
///
/// - Movements that were counted after an outcome belong to it. The others fill first what is left
///   of the failures, then of the successes, each target in proportion: whoever must come back or
///   go elsewhere mostly did not get what they came for.
/// - Whoever does not move on ends. Starts are the visits that no movement explains.
/// - What does not add up (by more than 1 part in 10⁹) is listed, and the chain is made of the
///   nearest figures that do: visits rise to the inflow, movements shrink in proportion to the
///   visits.
///
/// Then v = starts + Qᵀv holds for v = visits, unless somewhere nobody starts.
/// \pre Flows are between known touchpoints; counts and visits are finite and not negative;
///   failures are in [0, 1].
/// Cost: O(touchpoints + flows·log flows).
[[nodiscard]] FlowChain chain_of_flows(std::span<TouchpointVolume const> touchpoints,
                                       std::span<VisitFlow const> flows);

}  // namespace cxsim
