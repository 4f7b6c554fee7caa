#pragma once

#include <functional>
#include <istream>
#include <ostream>

#include "exit_code.hpp"

namespace cxsim {

/// What asks a running computation to stop.
enum class StopSignal { none, interrupt, terminate };

/// Where the program reads and prints, and what it may know of its surroundings.
struct Streams {
  std::istream& in;
  std::ostream& out;  ///< results
  std::ostream& err;  ///< messages and progress
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 80;                ///< columns of a line
  bool wants_no_colour = false;  ///< NO_COLOR
  std::function<StopSignal()> stop_signal = [] { return StopSignal::none; };
  /// Whether nobody reads \ref out any more, as behind `| head`.
  std::function<bool()> reader_left = [] { return false; };
  std::function<double()> seconds = [] { return 0.0; };  ///< since any fixed moment
};

}  // namespace cxsim
