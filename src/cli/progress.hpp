#pragma once

#include <cstdint>

#include "command.hpp"
#include "cxsim/experiment/observer.hpp"

namespace cxsim {

/// A line on the terminal that says how far a computation is, and the wish to stop it.
///
/// Shown only on a terminal and after two seconds; erased when the progress ends.
class Progress final : public Observer {
 public:
  /// \param work what is done, in a word.
  Progress(Request const& request, Streams& streams, Text work);
  ~Progress() override;
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void progress(std::uint64_t done, std::uint64_t of) override;
  [[nodiscard]] bool keep_going() override;

 private:
  void show(std::uint64_t done, std::uint64_t of, double now);
  void erase();

  Streams& streams_;
  Language language_;
  Text work_;
  bool is_wanted_;
  double begun_ = 0;
  double last_shown_ = 0;
  bool is_shown_ = false;
};

}  // namespace cxsim
