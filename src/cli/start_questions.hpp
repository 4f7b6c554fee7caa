#pragma once

#include "cxsim/workbook/start.hpp"
#include "failure.hpp"

namespace cxsim {

/// Asks for the industry unless \p given, and for the ten numbers, on standard error; reads the
/// answers from standard input, one a line. An empty line, or the end of the input, is "not known".
/// Gives up when an answer cannot be understood three times in a row.
struct StartAnswers {
  Industry industry = Industry::bank;
  StartNumbers numbers;
};
[[nodiscard]] Outcome<StartAnswers> ask_start(std::optional<Industry> given, Language language,
                                              Streams& streams);

}  // namespace cxsim
