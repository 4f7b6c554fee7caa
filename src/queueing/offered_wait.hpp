#pragma once

#include "busy_period.hpp"
#include "cxsim/stats/gauss_legendre.hpp"
#include "cxsim/stats/math.hpp"

/// Waits of callers who find all agents busy.
///
/// Whoever waits long enough is answered after a time V with density in proportion to
/// exp(-deficit(z)), z = V/patience; this is how the sum over the places in the queue ends.
namespace cxsim {

[[nodiscard]] double deficit(BusyLine const& busy, double z);

/// 1 - (1 + z)·e^-z: the wait, in units of patience, of those who give up within z, times their
/// share.
[[nodiscard]] double wait_of_those_gone(double z);

/// Where the density of V counts: [low, high] around its highest point, in units of patience.
/// Beyond `longest_reach` it falls as exp(-c·z), and whoever has not been answered by then gives
/// up.
inline constexpr double longest_reach = 40;

struct OfferedReach {
  double low = 0;
  double top = 0;
  double high = 0;
};

[[nodiscard]] OfferedReach reach_of(BusyLine const& busy);

/// ∫ \p f from \p low to \p high, in equal panels; 0 where there is nothing between.
template <class Function>
[[nodiscard]] double panelled_integral(Function const& f, double low, double high) {
  constexpr int panels = 8;
  if (!(low < high)) {
    return 0;
  }
  double const panel = (high - low) / panels;
  double sum = 0;
  for (int i = 0; i < panels; ++i) {
    sum += integral(f, low + i * panel, low + (i + 1) * panel);
  }
  return sum;
}

/// Integral of \p weight by the density of V (not normed), within the reach.
template <class Weight>
[[nodiscard]] double weighed(BusyLine const& busy, OfferedReach const& reach, Weight const& weight,
                             double low, double high) {
  double const least = deficit(busy, reach.top);
  return panelled_integral(
      [&](double z) { return weight(z) * exponential(least - deficit(busy, z)); }, low, high);
}

/// The same over all V, for a weight that tends to 1.
template <class Weight>
[[nodiscard]] double weighed(BusyLine const& busy, OfferedReach const& reach,
                             Weight const& weight) {
  double const least = deficit(busy, reach.top);
  return exponential(least - deficit(busy, longest_reach)) / busy.capacity +
         weighed(busy, reach, weight, reach.low, reach.high);
}

}  // namespace cxsim
