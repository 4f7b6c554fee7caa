#pragma once

#include <string>
#include <vector>

#include "command.hpp"
#include "cxsim/experiment/observer.hpp"

namespace cxsim {

/// A line on the terminal that says how far a computation is, and the wish to stop it.
///
/// Shown only on a terminal and after two seconds; erased when the progress ends.
class Progress final : public Observer {
 public:
  /// \param steps what each pass over the draws does, in order.
  Progress(Request const& request, Streams& streams, std::vector<Text> steps);
  ~Progress() override;
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void progress(std::uint64_t done, std::uint64_t of) override;
  [[nodiscard]] bool keep_going() override;

 private:
  void start_step();
  void show(std::uint64_t done, std::uint64_t of, double now);
  void erase();

  Streams& streams_;
  Language language_;
  std::vector<Text> steps_;
  bool is_wanted_;
  std::size_t step_ = 0;
  std::uint64_t last_done_ = 0;
  double begun_ = 0;  ///< the computation
  double step_begun_ = 0;
  double last_progress_ = 0;
  double last_shown_ = 0;
  bool is_shown_ = false;
};

}  // namespace cxsim
