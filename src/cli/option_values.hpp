#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/parameters/unit.hpp"
#include "failure.hpp"

namespace cxsim {

/// Whole numbers that an option accepts.
struct WholeRange {
  std::int64_t low = 0;
  std::int64_t high = 0;
  /// Whether more than \p high is wrong, or too much for this program.
  ExitCode above = ExitCode::bad_input;
};

/// A number as a user writes it: `0.08`, `8%`; nothing when \p text is none, or not finite.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

/// Reads the values of options and collects what is wrong with them.
class OptionValues {
 public:
  explicit OptionValues(Arguments const& arguments) : arguments_(arguments) {}

  [[nodiscard]] Arguments const& arguments() const noexcept { return arguments_; }

  [[nodiscard]] std::int64_t whole(std::string_view option, std::int64_t standard,
                                   WholeRange range);
  [[nodiscard]] std::optional<std::int64_t> whole_if_given(std::string_view option,
                                                           WholeRange range);
  [[nodiscard]] std::optional<double> number(std::string_view option, Range range);

  /// One of the words of \p choices; the first when the option was not given.
  template <class Value>
  [[nodiscard]] Value choice(std::string_view option,
                             std::vector<std::pair<std::string, Value>> const& choices) {
    CXSIM_EXPECTS(!choices.empty());
    auto const given = arguments_.value(option);
    if (!given) {
      return choices.front().second;
    }
    std::vector<std::string> words;
    for (auto const& [word, value] : choices) {
      if (word == *given) {
        return value;
      }
      words.push_back(word);
    }
    report_choice(option, *given, words);
    return choices.front().second;
  }

  void report(Diagnostic problem, ExitCode code = ExitCode::bad_input);

  /// Nothing, or every problem so far.
  [[nodiscard]] std::optional<Failure> failure() const;

 private:
  void report_choice(std::string_view option, std::string const& given,
                     std::vector<std::string> const& words);
  void report_wrong(std::string_view option, Text text, std::vector<Argument> arguments,
                    ExitCode code = ExitCode::bad_input);

  Arguments const& arguments_;
  Failure failure_;
};

/// What \p read makes of options that were checked before.
template <class Read>
[[nodiscard]] auto read_checked(Arguments const& arguments, Read const& read) {
  OptionValues values(arguments);
  auto result = read(values);
  CXSIM_EXPECTS(!values.failure());
  return result;
}

}  // namespace cxsim
