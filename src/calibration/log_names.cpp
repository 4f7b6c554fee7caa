#include "log_names.hpp"

#include <algorithm>

#include "cxsim/calibration/texts.hpp"
#include "cxsim/formats/nearest.hpp"

namespace cxsim {

namespace {

/// The first touchpoints of the log, for a user who named another one.
[[nodiscard]] std::string some_touchpoints(EventLog const& log) {
  constexpr std::size_t most = 12;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, log.touchpoints.size()); ++i) {
    list += (i == 0 ? "" : ", ") + log.touchpoints[i];
  }
  return log.touchpoints.size() > most ? list + ", …" : list;
}

}  // namespace

std::optional<std::uint32_t> touchpoint_in(EventLog const& log, std::string const& name) {
  auto const found = std::lower_bound(log.touchpoints.begin(), log.touchpoints.end(), name);
  if (found == log.touchpoints.end() || *found != name) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(found - log.touchpoints.begin());
}

void report_unknown_touchpoint(EventLog const& log, std::string const& name,
                               Diagnostics& problems) {
  auto const meant = nearest(name, log.touchpoints);
  problems.add(Severity::error, {}, meant ? texts::ending_unknown_suggest : texts::ending_unknown,
               {name, meant ? *meant : some_touchpoints(log)});
}

}  // namespace cxsim
