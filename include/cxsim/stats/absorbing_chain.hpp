#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// Discrete Markov chains that end: exact expected visits, chances of outcomes, and means and
/// standard deviations of whatever is gained on the way.
///
/// Source: Kemeny & Snell, "Finite Markov Chains", 1960, ch. III; Grassmann, Taksar & Heyman,
/// Oper. Res. 33, 1985 (elimination without subtraction); O'Cinneide, Numer. Math. 65, 1993 (its
/// componentwise accuracy).
namespace cxsim {

/// A step from one state to another.
struct ChainMove {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double probability = 0;
};

/// A step from a state out of the chain.
struct ChainExit {
  std::uint32_t from = 0;
  std::uint32_t outcome = 0;
  double probability = 0;
};

/// A chain as it is written down. Several moves between the same two states add up.
struct ChainSteps {
  std::uint32_t states = 0;
  std::uint32_t outcomes = 0;
  std::vector<ChainMove> moves;
  std::vector<ChainExit> exits;
  /// What a gain is worth when it comes one step later, in (0, 1]. Discounts gains and visits,
  /// never the chances of outcomes.
  double worth_per_step = 1;
};

/// What is gained on the way. Empty vectors mean 0 everywhere.
struct ChainGain {
  std::vector<double> per_visit;  ///< one per state
  std::vector<double> per_move;   ///< one per move, in the order of ChainSteps
  std::vector<double> per_exit;   ///< one per exit, in the order of ChainSteps
};

/// Mean and standard deviation of a gain from each state on.
struct GainMoments {
  std::vector<double> mean;
  std::vector<double> sd;
};

/// In which step an episode ends.
struct StepCounts {
  /// [outcome][k]: chance to end with this outcome after exactly k + 1 visits.
  std::vector<std::vector<double>> ending;
  double later = 0;  ///< chance not to have ended after as many visits as were asked for
};

/// States that can go on for ever: none of their ways leads out. Ordered.
[[nodiscard]] std::vector<std::uint32_t> states_without_exit(ChainSteps const& steps);

class SolvedParts;

/// A chain, solved.
///
/// Strongly connected parts are eliminated one by one without any subtraction, so that chances of
/// 1e-9 and a million expected steps keep their digits: the relative error is about the unit of
/// rounding times the number of states in a part. What remains of a part that would fill up
/// (thousands of states, each connected with all regions) is iterated to 1e-13 instead.
///
/// What a state does not do by a move or an exit it does not do at all: probabilities of a state
/// are used relative to 1 minus its move to itself, taken as the sum of the others.
///
/// Cost: linear in moves where loops are local. 30 states take microseconds.
class AbsorbingChain {
 public:
  /// \pre states_without_exit(steps) is empty; indices are in range; probabilities are finite and
  ///   not negative.
  explicit AbsorbingChain(ChainSteps steps);

  [[nodiscard]] ChainSteps const& steps() const noexcept { return steps_; }

  /// v = starts + Qᵀv: expected (discounted) visits of each state.
  /// NaN in a part that could not be iterated to the end.
  [[nodiscard]] std::vector<double> visits(std::vector<double> starts) const;

  /// x = gain + Q·x: expected (discounted) sum of the gain per visit from each state on.
  /// NaN in a part that could not be iterated to the end.
  [[nodiscard]] std::vector<double> gains(std::vector<double> per_visit) const;

  /// Chance to end with \p outcome, from each state.
  [[nodiscard]] std::vector<double> chances(std::uint32_t outcome) const;

  /// Mean and standard deviation of a gain from each state on. The variance is solved for as such
  /// (law of total variance), never as a difference of squares.
  [[nodiscard]] GainMoments moments(ChainGain const& gain) const;

  /// The same of those episodes alone that end with \p outcome (Doob's transform); NaN from states
  /// that cannot end so.
  /// \param chance Of the outcome, from each state: chances(outcome).
  [[nodiscard]] GainMoments moments_given(std::uint32_t outcome, std::vector<double> const& chance,
                                          ChainGain const& gain) const;

  /// Expected (discounted) visits of a state by an episode that is there now, for each state: the
  /// diagonal of the fundamental matrix. Nothing when it costs more than about a second.
  [[nodiscard]] std::optional<std::vector<double>> visits_from_itself() const;

  /// In which step an episode from \p starts (which sum to 1) ends, up to \p most visits or until
  /// less than 1e-15 are left. Cost: steps × moves.
  [[nodiscard]] StepCounts step_counts(std::vector<double> starts, std::size_t most) const;

 private:
  template <class Tilt>
  [[nodiscard]] GainMoments moments_of(ChainGain const& gain, Tilt const& tilt) const;

  ChainSteps steps_;
  std::shared_ptr<SolvedParts const> parts_;
};

/// One state whose ways and gain change while the rest of the chain stays: each further variant
/// costs as much as the state has ways. The rank-one update of Sherman and Morrison, written so
/// that nothing is subtracted.
class StateVariants {
 public:
  /// \param per_visit Gain of each state; that of \p state is not used.
  /// Cost: solves a chain of the same size once.
  StateVariants(ChainSteps const& steps, std::uint32_t state, std::vector<double> per_visit);

  struct Way {
    std::uint32_t to = 0;
    double probability = 0;
  };

  /// Expected gain from the changed state on.
  /// \param ways Moves of the state; one to itself counts for nothing.
  /// \param ending Chance to leave the chain.
  [[nodiscard]] double gain_at_state(std::span<Way const> ways, double ending,
                                     double own_gain) const;

  /// Expected gain from \p start on, when it is \p at_state from the changed state on.
  [[nodiscard]] double gain_from(std::uint32_t start, double at_state) const {
    return start == state_ ? at_state : before_[start] + comes_[start] * at_state;
  }

 private:
  std::uint32_t state_;
  double worth_per_step_;
  std::vector<double> before_;  ///< gained before the first visit of the state
  std::vector<double> comes_;   ///< (discounted) chance to come to the state
  std::vector<double> misses_;  ///< 1 − comes, as a sum
};

}  // namespace cxsim
