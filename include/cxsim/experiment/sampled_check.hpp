#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cxsim/analysis/journey_analysis.hpp"
#include "cxsim/simulation/compiled_map.hpp"

/// Does the simulation walk as the exact solution says?
namespace cxsim {

/// What is compared, for one journey and segment.
enum class SampledKind {
  completed,  ///< episodes that were completed
  reached,    ///< episodes that came to a touchpoint
  visits      ///< visits of a touchpoint, by those who came there
};

struct SampledFigure {
  JourneyId journey;
  SegmentId segment;
  SampledKind kind = SampledKind::completed;
  TouchpointId touchpoint;  ///< of `reached` and `visits`
  double exact = 0;         ///< expected count
  std::uint64_t counted = 0;
  double z = 0;  ///< difference in standard errors; 0 when nothing can differ
  /// Chance of a count as far away or further, both ways; nothing: not tested, as fewer than 25
  /// are expected or an episode hit the step limit.
  std::optional<double> tail;
};

struct SampledCheck {
  std::uint64_t episodes = 0;  ///< of each journey and segment
  std::uint64_t cut = 0;       ///< episodes that hit the step limit
  std::size_t tests = 0;
  std::vector<SampledFigure> figures;  ///< by journey and segment

  /// Whether a count is so far from its expectation that chance explains it once in a million
  /// times over all tests together (Bonferroni). Then one of both engines is wrong.
  [[nodiscard]] bool disagrees(SampledFigure const& figure) const;
  [[nodiscard]] bool agrees() const;
};

/// Walks \p episodes of each journey of each segment that starts it, and compares.
///
/// Tails are exact: counts of episodes are binomial; repeated visits of those who came to a
/// touchpoint are negative binomial, each coming back with the same chance.
/// \param maps Compiled reference of each view, in the same order.
/// \pre Every view has a segment; 1 <= episodes <= 1,000,000.
/// Cost: about 100 ns a visit.
[[nodiscard]] SampledCheck check_by_sampling(std::vector<JourneyAnalysis> const& exact,
                                             std::vector<SegmentView> const& views,
                                             std::vector<CompiledMap> const& maps,
                                             std::uint64_t seed, std::uint64_t episodes);

}  // namespace cxsim
