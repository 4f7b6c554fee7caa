#pragma once

#include <cstdint>

namespace cxsim {

/// Who wants to know how far a long computation is, and may stop it.
class Observer {
 public:
  Observer() = default;
  Observer(Observer const&) = delete;
  Observer& operator=(Observer const&) = delete;
  virtual ~Observer() = default;

  /// Called from one thread, in order, whenever some more draws are done.
  virtual void progress(std::uint64_t done, std::uint64_t of) = 0;
  /// Asked between groups of draws; false ends the computation early.
  [[nodiscard]] virtual bool keep_going() = 0;
};

/// Listens to nothing.
class SilentObserver final : public Observer {
 public:
  void progress(std::uint64_t /*done*/, std::uint64_t /*of*/) override {}
  [[nodiscard]] bool keep_going() override { return true; }
};

}  // namespace cxsim
