#pragma once

#include <memory>
#include <string>

#include "cxsim/formats/byte_source.hpp"
#include "failure.hpp"

namespace cxsim {

/// The bytes of a log, unpacked when it is compressed; `-` is standard input. Ends with a problem
/// when the program is asked to stop.
[[nodiscard]] Outcome<std::unique_ptr<ByteSource>> open_log(std::string const& file,
                                                            Streams& streams);

}  // namespace cxsim
