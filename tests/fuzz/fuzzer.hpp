#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/diagnostic.hpp"
#include "cxsim/formats/utf8.hpp"

/// What every fuzzer shares. A property that does not hold is a broken contract: it ends the
/// fuzzer, which prints the condition.
namespace cxsim::fuzz {

/// Tries one input; each fuzzer defines it.
void try_input(std::string_view bytes);

/// Every message says something, in both languages.
inline void expect_messages(Diagnostics const& messages) {
  for (Diagnostic const& message : messages) {
    CXSIM_EXPECTS(!to_text(message, Language::english).empty());
    CXSIM_EXPECTS(!to_text(message, Language::polish).empty());
  }
}

/// The same of messages that quote nothing but valid text.
inline void expect_readable(Diagnostics const& messages) {
  expect_messages(messages);
  for (Diagnostic const& message : messages) {
    CXSIM_EXPECTS(!find_invalid_utf8(to_text(message, Language::polish)));
  }
}

/// A refusal says why, and where at least one of its errors stands.
template <class IsPlace>
void expect_refusal(Diagnostics const& problems, IsPlace is_place) {
  CXSIM_EXPECTS(problems.has_errors());
  CXSIM_EXPECTS(std::any_of(problems.begin(), problems.end(),
                            [&](Diagnostic const& one) { return is_place(one.where); }));
}

[[nodiscard]] inline bool has_file(Location const& where) { return !where.file.empty(); }
[[nodiscard]] inline bool has_line(Location const& where) { return where.line > 0; }

}  // namespace cxsim::fuzz
