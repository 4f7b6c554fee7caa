#include <cstddef>
#include <cstdint>

#include "fuzz/fuzzer.hpp"

/// libxlsxwriter keeps copies of a few names when a workbook is closed.
extern "C" char const* __lsan_default_suppressions() { return "leak:libxlsxwriter\n"; }

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  cxsim::fuzz::try_input({reinterpret_cast<char const*>(data), size});
  return 0;
}
