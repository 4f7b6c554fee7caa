#pragma once

#include <memory>
#include <span>
#include <vector>

#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/tally.hpp"

namespace cxsim {

/// Maps of one month, per segment.
using SegmentMaps = std::vector<std::shared_ptr<CompiledMap const>>;

/// The maps, in the order of the segments. Valid as long as they are.
[[nodiscard]] std::vector<CompiledMap const*> pointers_to(SegmentMaps const& maps);

/// Calls that one line gets in a month from each segment.
struct LineCalls {
  std::vector<double> by_segment;  ///< customers of the firm × expected visits
  double total = 0;

  friend bool operator==(LineCalls const&, LineCalls const&) = default;
};

/// How long the callers of one line wait in a month, and what it does to them.
struct LineWait {
  double abandoned = 0;         ///< share of calls whose caller gives up
  double mean_wait = 0;         ///< minutes, over all calls
  double in_time = 0;           ///< share of calls answered within answered_in_time
  double staffed = 0;           ///< agents × minutes of the month
  double occupancy = 0;         ///< share of these that calls take
  std::vector<double> gave_up;  ///< share of a segment's calls whose caller gives up
  std::vector<double> penalty;  ///< mean loss of latent score ψ, per segment
};

/// Minutes of the service level that reports state.
inline constexpr double answered_in_time = 20.0 / 60;

/// State of line number \p line when its callers are \p calls of one month: Erlang A at peak and
/// off peak (science §5.2–5.3), weighted by calls.
///
/// Where some callers go first (`goes_first`), each segment meets the waits of both groups by its
/// share of the first. Waiting costs latent score ψ (science §5.4), taken as its mean over those
/// answered; callers who are called back do not wait in the line and do not mind. \param maps Of
/// the month, per segment: staff of the line, patience and rules of the callers. \param segments
/// Ordered by id: the order of sums.
[[nodiscard]] LineWait wait_in_line(SegmentMaps const& maps, std::span<SegmentId const> segments,
                                    std::size_t line, LineCalls const& calls);

/// The map with what waiting changes against the measured period: callers who give up fail the
/// touchpoint, the others leave it less satisfied. What the reference's waits do is in the measured
/// figures already, so equal waits change nothing, bit for bit.
/// \param now, usual Of every line.
[[nodiscard]] std::shared_ptr<CompiledMap const> with_waits(
    std::shared_ptr<CompiledMap const> const& map, std::uint32_t segment,
    std::span<LineWait const> now, std::span<LineWait const> usual);

/// The waits of one portfolio, month after month: last month's calls meet this month's staff
/// (lag-1 load, science §5.3).
class Waiting {
 public:
  /// \param touchpoints Ordered by id. \param segments Ordered by id.
  Waiting(std::vector<TouchpointId> touchpoints, std::vector<SegmentId> segments);

  /// Calls of a month in which \p customers of each segment walk the \p maps. Maps that are those
  /// of the month before get the same visits, bit for bit.
  [[nodiscard]] std::vector<LineCalls> calls(SegmentMaps const& maps,
                                             std::vector<double> const& customers);

 private:
  std::vector<TouchpointId> touchpoints_;
  std::vector<SegmentId> segments_;
  /// Of the month before, per segment.
  SegmentMaps maps_;
  std::vector<std::vector<double>> visits_;
  std::shared_ptr<TouchpointChain const> chain_;  ///< of the last map that was solved
};

/// Whether the lines of two portfolios wait the same: same staff, callers and calls.
[[nodiscard]] bool wait_the_same(SegmentMaps const& a, std::span<LineCalls const> calls_of_a,
                                 SegmentMaps const& b, std::span<LineCalls const> calls_of_b);

/// Waits of every line of a month.
[[nodiscard]] std::vector<LineWait> waits_of(SegmentMaps const& maps,
                                             std::span<SegmentId const> segments,
                                             std::span<LineCalls const> calls);

/// What \p calls that met \p wait add to the sums.
[[nodiscard]] LineTally tally_of(LineCalls const& calls, LineWait const& wait);

}  // namespace cxsim
