#include "cxsim/queueing/repeat_calls.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace cxsim {
namespace {

bool is_share(double value) { return value >= 0 && value <= 1; }

bool end_for_good(RepeatHabits const& habits) {
  return is_share(habits.resolved) && is_share(habits.redial) &&
         is_share(habits.return_unresolved) && habits.redial < 1 &&
         (1 - habits.resolved) * habits.return_unresolved < 1;
}

double repeated_share(RepeatHabits const& habits, double abandoned) {
  return abandoned * habits.redial +
         (1 - abandoned) * (1 - habits.resolved) * habits.return_unresolved;
}

}  // namespace

std::optional<RepeatedLine> with_repeats(WaitingLine const& line, RepeatHabits const& habits) {
  constexpr int most_rounds = 10'000;
  constexpr double tolerance = 1e-13;
  if (!end_for_good(habits)) {
    return std::nullopt;
  }
  WaitingLine repeated = line;
  for (int round = 1; round <= most_rounds; ++round) {
    LineState const state = erlang_a(repeated);
    double const next = line.arrivals / (1 - repeated_share(habits, state.abandoned));
    if (std::fabs(next - repeated.arrivals) <= tolerance * next) {
      return RepeatedLine{.arrivals = repeated.arrivals, .state = state, .rounds = round};
    }
    repeated.arrivals += 0.5 * (next - repeated.arrivals);
  }
  return std::nullopt;
}

LoadCourse course_of(std::span<double const> monthly, double tolerance) {
  constexpr std::size_t judged = 5;
  if (monthly.size() < 3) {
    return LoadCourse::settled;
  }
  std::span<double const> const last = monthly.last(std::min(judged, monthly.size()));
  double size = 0;
  for (double const value : last) {
    size += std::fabs(value) / static_cast<double>(last.size());
  }
  bool moves = false;
  bool alternates = last.size() == judged;
  for (std::size_t i = 1; i < last.size(); ++i) {
    double const step = last[i] - last[i - 1];
    bool const large = std::fabs(step) > tolerance * size;
    moves = large && (moves || i + 2 >= last.size());
    alternates = alternates && large && (i == 1 || step * (last[i - 1] - last[i - 2]) < 0);
  }
  double const first_step = std::fabs(last[1] - last[0]);
  double const last_step = std::fabs(last[last.size() - 1] - last[last.size() - 2]);
  if (alternates && last_step > 0.5 * first_step) {
    return LoadCourse::swinging;
  }
  return moves ? LoadCourse::drifting : LoadCourse::settled;
}

}  // namespace cxsim
