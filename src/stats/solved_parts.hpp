#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "cxsim/stats/absorbing_chain.hpp"

namespace cxsim {

/// A way between two states, seen from one of them.
struct ChainLink {
  std::uint32_t state = 0;
  double probability = 0;
};

/// One eliminated state: the ways to and from states of its part that were left then.
struct ChainPivot {
  std::uint32_t state = 0;
  double leaves = 1;  ///< 1 minus the chance to stay, as the sum of the ways out
  std::size_t first_out = 0;
  std::size_t first_in = 0;
  std::size_t last = 0;
};

/// States of a part that are too entangled to be eliminated, as a smaller chain of their own;
/// links name positions in it.
struct ChainCore {
  std::vector<std::uint32_t> states;
  std::vector<double> leaves;
  std::vector<double> exit;
  std::vector<std::size_t> first_out;
  std::vector<ChainLink> out;
  std::vector<std::size_t> first_in;
  std::vector<ChainLink> in;
  std::vector<double> usual;  ///< visits when every state is a start

  /// NaN when \p most_sweeps over the states are not enough.
  [[nodiscard]] std::vector<double> visits(std::vector<double> const& starts,
                                           int most_sweeps) const;
  [[nodiscard]] std::vector<double> gains(std::vector<double> const& per_visit) const;
};

/// The factors of I − w·Q, w the worth per step.
class SolvedParts {
 public:
  explicit SolvedParts(ChainSteps const& steps);

  void solve_visits(std::span<double> v) const;
  void solve_gains(std::span<double> x) const;
  [[nodiscard]] std::optional<std::vector<double>> visits_from_itself() const;

 private:
  static constexpr std::uint32_t no_core = std::numeric_limits<std::uint32_t>::max();

  /// A strongly connected part of the chain.
  struct Part {
    std::size_t first = 0;  ///< range of order_
    std::size_t last = 0;
    std::size_t first_pivot = 0;
    std::size_t last_pivot = 0;
    std::uint32_t core = no_core;
  };

  friend class PartElimination;

  void link_states(ChainSteps const& steps);
  void find_parts();
  void eliminate(Part& part, std::vector<double> const& exit);
  void eliminate_into(Part const& part, std::span<double> x) const;
  void substitute_back(Part const& part, std::size_t down_to, std::span<double> x) const;

  std::vector<std::size_t> first_;    ///< of each state in links_
  std::vector<ChainLink> links_;      ///< without links of a state to itself
  std::vector<std::uint32_t> order_;  ///< states by part, what comes later in episodes first
  std::vector<std::uint32_t> part_of_;
  std::vector<Part> parts_;
  std::vector<ChainPivot> pivots_;
  std::vector<ChainLink> factors_;
  std::vector<ChainCore> cores_;
};

}  // namespace cxsim
