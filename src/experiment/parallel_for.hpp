#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <thread>
#include <vector>

namespace cxsim {

/// Calls \p task(0) … \p task(count − 1), each once, on up to \p threads threads.
/// Who gets which number is left to chance: a task may write only to its own place.
/// The first exception of a task is thrown here when all threads have ended.
template <class Task>
void parallel_for(std::uint32_t count, unsigned threads, Task const& task) {
  std::atomic<std::uint32_t> next{0};
  std::atomic<bool> failed{false};
  std::exception_ptr fault;
  auto const work = [&] {
    for (std::uint32_t i = next++; i < count && !failed; i = next++) {
      try {
        task(i);
      } catch (...) {
        if (!failed.exchange(true)) {
          fault = std::current_exception();
        }
      }
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads && i < count; ++i) {
      others.emplace_back(work);
    }
    work();
  }
  if (fault) {
    std::rethrow_exception(fault);
  }
}

}  // namespace cxsim
