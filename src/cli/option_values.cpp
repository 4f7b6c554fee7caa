#include "option_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/nearest.hpp"

namespace cxsim {

namespace {

/// \p text as one number and nothing else.
template <class Number>
[[nodiscard]] std::optional<Number> whole_text_as(std::string_view text) {
  Number number{};
  char const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, number);
  return !text.empty() && read.ec == std::errc{} && read.ptr == end ? std::optional(number)
                                                                    : std::nullopt;
}

/// A whole number beyond 64 bits is still a whole number, only out of every range.
[[nodiscard]] bool is_whole_number(std::string_view text) {
  std::string_view const digits = text.substr(text.starts_with('-') ? 1 : 0);
  return !digits.empty() &&
         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<double> read_number(std::string_view text) {
  bool const is_percentage = text.ends_with('%');
  std::string_view digits = text.substr(0, text.size() - (is_percentage ? 1 : 0));
  while (is_percentage && digits.ends_with(' ')) {
    digits.remove_suffix(1);
  }
  // The point is moved in the text, so that 0.3% and 0.003 are the same number to the last bit.
  bool const has_exponent = digits.find_first_of("eE") != std::string_view::npos;
  std::string const shifted =
      is_percentage && !has_exponent ? std::string(digits) + "e-2" : std::string(digits);
  auto const number = whole_text_as<double>(shifted);
  if (!number || !std::isfinite(*number) || (is_percentage && has_exponent)) {
    return std::nullopt;
  }
  return number;
}

std::int64_t OptionValues::whole(std::string_view option, std::int64_t standard, WholeRange range) {
  return whole_if_given(option, range).value_or(standard);
}

std::optional<std::int64_t> OptionValues::whole_if_given(std::string_view option,
                                                         WholeRange range) {
  auto const text = arguments_.value(option);
  if (!text) {
    return std::nullopt;
  }
  Argument const low = Argument::whole(static_cast<double>(range.low));
  Argument const high = Argument::whole(static_cast<double>(range.high));
  if (!is_whole_number(*text)) {
    report_wrong(option, texts::option_not_whole, {*text, low, high});
    return std::nullopt;
  }
  auto const number = whole_text_as<std::int64_t>(*text);
  bool const is_negative = text->starts_with('-');
  if ((number && *number < range.low) || (!number && is_negative)) {
    report_wrong(option, texts::option_outside, {*text, low, high});
    return std::nullopt;
  }
  if (!number || *number > range.high) {
    Text const wording =
        range.above == ExitCode::over_limit ? texts::option_over_limit : texts::option_outside;
    report_wrong(option, wording, {*text, low, high}, range.above);
    return std::nullopt;
  }
  return number;
}

std::optional<double> OptionValues::number(std::string_view option, Range range) {
  auto const text = arguments_.value(option);
  if (!text) {
    return std::nullopt;
  }
  auto const number = read_number(*text);
  if (!number) {
    report_wrong(option, texts::option_not_a_number, {*text});
    return std::nullopt;
  }
  if (!range.contains(*number)) {
    report_wrong(option, texts::option_outside, {*text, to_text(range.low), to_text(range.high)});
    return std::nullopt;
  }
  return number;
}

void OptionValues::report(Diagnostic problem, ExitCode code) {
  bool const is_first = failure_.problems.empty();
  // One wrong value among values over a limit is a mistake: mending it comes first.
  failure_.code = is_first || code == ExitCode::bad_input ? code : failure_.code;
  failure_.problems.add(std::move(problem));
}

std::optional<Failure> OptionValues::failure() const {
  return failure_.problems.empty() ? std::nullopt : std::optional(failure_);
}

void OptionValues::report_choice(std::string_view option, std::string const& given,
                                 std::vector<std::string> const& words) {
  std::string list;
  for (std::string const& word : words) {
    list += (list.empty() ? "" : ", ") + word;
  }
  // Single signs are never far from each other.
  if (auto const meant = nearest(given, words); meant && given.size() > 1) {
    report_wrong(option, texts::option_choice_suggest, {given, *meant, list});
  } else {
    report_wrong(option, texts::option_choice, {given, list});
  }
}

void OptionValues::report_wrong(std::string_view option, Text text, std::vector<Argument> arguments,
                                ExitCode code) {
  report({Severity::error, {"", 0, 0, "--" + std::string(option)}, text, std::move(arguments)},
         code);
}

}  // namespace cxsim
