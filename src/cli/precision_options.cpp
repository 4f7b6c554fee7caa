#include "precision_options.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/cli/texts.hpp"

namespace cxsim {

namespace {

constexpr std::int64_t standard_work = 2'000'000;
constexpr std::int64_t greatest_work = 100'000'000'000;
/// The pilot alone: 30 draws of the fewest customers.
constexpr std::int64_t least_work = 600;

[[nodiscard]] std::vector<std::string> parts_of_wish(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    std::size_t const comma = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, comma));
    if (comma == text.size()) {
      return parts;
    }
    text.remove_prefix(comma + 1);
  }
}

/// A part of something: above 0, at most 1.
[[nodiscard]] std::optional<double> read_part(std::string_view text) {
  auto const number = read_number(text);
  return number && *number > 0 && *number <= 1 ? number : std::nullopt;
}

[[nodiscard]] std::optional<Tolerance> relative(std::string_view text) {
  auto const part = read_part(text);
  return part ? std::optional(Tolerance{Tolerance::Kind::relative, *part}) : std::nullopt;
}

[[nodiscard]] std::optional<Tolerance> absolute(std::string_view text, double unit) {
  auto const number = read_number(text);
  return number && *number > 0 ? std::optional(Tolerance{Tolerance::Kind::absolute, *number * unit})
                               : std::nullopt;
}

/// `5%`, or a sum of money.
[[nodiscard]] std::optional<Tolerance> read_npv(std::string_view text) {
  return text.ends_with('%') ? relative(text) : absolute(text, 1);
}

/// `5%`, or percentage points: `0.05pp`.
[[nodiscard]] std::optional<Tolerance> read_churn(std::string_view text) {
  return text.ends_with("pp")  ? absolute(text.substr(0, text.size() - 2), 0.01)
         : text.ends_with('%') ? relative(text)
                               : std::nullopt;
}

/// Reads one word of the wish into its place; whether it could.
class WishReader {
 public:
  [[nodiscard]] bool read(std::string_view word) {
    std::size_t const equals = word.find('=');
    if (equals == std::string_view::npos) {
      wish.npv = relative(word);
      wish.churn = wish.npv;
      return wish.npv.has_value();
    }
    std::string_view const name = word.substr(0, equals);
    std::string_view const value = word.substr(equals + 1);
    if (name == "npv") {
      wish.npv = read_npv(value);
      return wish.npv.has_value();
    }
    if (name == "churn") {
      wish.churn = read_churn(value);
      return wish.churn.has_value();
    }
    if (name == "order") {
      wish.order = read_part(value);
      return wish.order && *wish.order >= 0.5 && *wish.order < 1;
    }
    return name == "top" && read_top(value);
  }

  PrecisionWish wish;

 private:
  [[nodiscard]] bool read_top(std::string_view text) {
    auto const number = read_number(text);
    bool const is_count =
        number && *number >= 1 && *number <= 100 && *number == static_cast<std::uint32_t>(*number);
    wish.top = is_count ? static_cast<std::uint32_t>(*number) : wish.top;
    return is_count;
  }
};

}  // namespace

OptionGroup precision_options() {
  return {texts::options_precision,
          {{"precision", 0, "WISH", texts::option_precision},
           {"max-work", 0, "N", texts::option_max_work}}};
}

std::optional<PrecisionWish> read_precision(OptionValues& values) {
  std::int64_t const work =
      values.whole("max-work", standard_work, {least_work, greatest_work, ExitCode::over_limit});
  auto const text = values.arguments().value("precision");
  if (!text) {
    if (values.arguments().has("max-work")) {
      values.report({Severity::error, {"", 0, 0, "--max-work"}, texts::max_work_alone, {}});
    }
    return std::nullopt;
  }
  WishReader reader;
  for (std::string const& word : parts_of_wish(*text)) {
    if (!reader.read(word)) {
      values.report(
          {Severity::error, {"", 0, 0, "--precision"}, texts::precision_unreadable, {word}});
    }
  }
  PrecisionWish wish = reader.wish;
  if (!wish.npv && !wish.churn && !wish.order && !values.failure()) {
    values.report(
        {Severity::error, {"", 0, 0, "--precision"}, texts::precision_of_nothing, {*text}});
  }
  wish.most_work = static_cast<std::uint64_t>(work);
  return wish;
}

}  // namespace cxsim
