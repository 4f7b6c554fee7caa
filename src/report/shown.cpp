#include "cxsim/report/shown.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "cxsim/base/number_text.hpp"
#include "cxsim/parameters/texts.hpp"
#include "cxsim/report/texts.hpp"

namespace cxsim {

namespace {

constexpr char const* minus = "−";
/// Fewest steps of the last decimal in an interval's width.
constexpr double fewest_steps = 30;
constexpr int most_digits = 3;
/// Width of a 90 % interval of the mean in standard errors.
constexpr double widths_per_error = 3.3;

/// e with 10^e <= value < 10^(e+1). \pre value > 0.
[[nodiscard]] int decimal_exponent(double value) {
  int exponent = 0;
  for (double power = 1; power * 10 <= value && exponent < 300; power *= 10) {
    ++exponent;
  }
  for (double power = 1; power > value && exponent > -300; power /= 10) {
    --exponent;
  }
  return exponent;
}

[[nodiscard]] double power_of_ten(int exponent) {
  double power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

[[nodiscard]] double width_of(Assessed const& value) {
  return value.interval ? value.interval->high - value.interval->low
                        : widths_per_error * value.estimate.standard_error;
}

[[nodiscard]] std::string digits_of(Language language, double magnitude, int decimals) {
  if (decimals <= 0) {
    double const step = power_of_ten(-decimals);
    return with_thousands(std::round(magnitude / step) * step, language);
  }
  std::string fixed = to_fixed(magnitude, decimals);
  for (auto comma = static_cast<std::ptrdiff_t>(fixed.find('.')) - 3; comma > 0; comma -= 3) {
    fixed.insert(static_cast<std::size_t>(comma), 1, ',');
  }
  return number_for_people(fixed, language);
}

}  // namespace

Assessed scaled(Assessed const& value, double factor) {
  Assessed result = value;
  result.estimate.mean *= factor;
  result.estimate.standard_error *= std::fabs(factor);
  if (value.interval) {
    double const a = value.interval->low * factor;
    double const b = value.interval->high * factor;
    result.interval->low = std::min(a, b);
    result.interval->high = std::max(a, b);
  }
  return result;
}

double largest_of(Assessed const& value) {
  double largest = std::fabs(value.estimate.mean);
  if (value.interval) {
    largest = std::max({largest, std::fabs(value.interval->low), std::fabs(value.interval->high)});
  }
  return largest;
}

int known_decimals(Assessed const& value, int most) {
  double const width = width_of(value);
  double const largest = largest_of(value);
  int decimals = most;
  if (width > 0) {
    decimals = std::min(decimals, -decimal_exponent(width / fewest_steps));
  }
  if (largest > 0) {
    decimals = std::min(decimals, most_digits - 1 - decimal_exponent(largest));
  }
  return largest > 0 ? decimals : 0;
}

std::string shown(Language language, double value, int decimals, Sign sign) {
  std::string digits = digits_of(language, std::fabs(value), decimals);
  if (digits.find_first_not_of("0.,") == std::string::npos) {
    return digits;
  }
  if (value < 0) {
    return minus + digits;
  }
  return sign == Sign::always ? '+' + digits : digits;
}

ShownInterval shown(Language language, Assessed const& value, Sign sign, int most) {
  int const decimals = known_decimals(value, most);
  ShownInterval result{shown(language, value.estimate.mean, decimals, sign), "", ""};
  if (value.interval) {
    result.low = shown(language, value.interval->low, decimals);
    result.high = shown(language, value.interval->high, decimals);
  }
  return result;
}

std::string with_bracket(Language language, ShownInterval const& value) {
  return value.low.empty() ? value.mean
                           : value.mean + " [" + value.low +
                                 std::string(between_numbers(language)) + value.high + ']';
}

MoneyScale money_unit(double largest) {
  if (largest >= 0.9995e9) {
    return {1e9, texts::money_billions};
  }
  if (largest >= 0.0995e6) {  // 0.4 m reads better beside 15 m than 400 k
    return {1e6, texts::money_millions};
  }
  if (largest >= 0.9995e3) {
    return {1e3, texts::money_thousands};
  }
  return {};
}

namespace {

constexpr char const* no_break_space = "\u00a0";

/// What people call the currency with this code.
[[nodiscard]] std::string currency_name(Language language, std::string_view code) {
  return std::string(language == Language::polish && code == "PLN" ? "zł" : code);
}

/// \p number in \p unit: `17.5 m`.
[[nodiscard]] std::string with_unit(Language language, std::string const& number,
                                    MoneyScale const& unit) {
  std::string const name = say(language, unit.name);
  std::string const gap = language == Language::polish ? no_break_space : " ";
  return name.empty() ? number : number + gap + name;
}

}  // namespace

std::string source_in_words(Language language, ParameterInfo const& info) {
  bool const is_of_program = info.source == texts::source_default_wording.english;
  return is_of_program ? say(language, texts::source_default) : std::string(info.source.text());
}

std::string of_currency(Language language, std::string_view currency, std::string const& number) {
  if (currency.empty()) {
    return number;
  }
  std::string const name = currency_name(language, currency);
  return language == Language::polish ? number + no_break_space + name : name + ' ' + number;
}

std::string money_head(Language language, std::string_view currency, MoneyScale const& unit) {
  std::string const name = currency_name(language, currency);
  std::string const size = say(language, unit.name);
  if (name.empty() || size.empty()) {
    return name + size;
  }
  return language == Language::polish ? size + ' ' + name : name + ' ' + size;
}

std::string money(Language language, std::string_view currency, double value) {
  MoneyScale const unit = money_unit(std::fabs(value));
  double const amount = value / unit.size;
  double const whole_from = unit.name == texts::money_thousands ? 9.95 : 99.95;
  bool const has_decimal = unit.size > 1 && std::fabs(amount) < whole_from;
  return of_currency(language, currency,
                     with_unit(language, shown(language, amount, has_decimal ? 1 : 0), unit));
}

std::string in_unit(Language language, double value, MoneyScale const& unit, Sign sign) {
  double const amount = value / unit.size;
  double const magnitude = std::fabs(amount);
  int const decimals = unit.size == 1 || magnitude >= 99.95 ? 0 : (magnitude < 0.0995 ? 2 : 1);
  return shown(language, amount, decimals, sign);
}

ShownInterval money(Language language, std::string_view currency, Assessed const& value) {
  MoneyScale const unit = money_unit(largest_of(value));
  ShownInterval result = shown(language, scaled(value, 1 / unit.size), Sign::minus_only, 1);
  result.mean = of_currency(language, currency, with_unit(language, result.mean, unit));
  return result;
}

std::string of_draws(Language language, std::uint64_t count, std::uint64_t draws) {
  return say(language, texts::count_of, {std::to_string(count), std::to_string(draws)});
}

std::string percent(Language language, double share) {
  double const points = 100 * share;
  if (points > 0 && points < 0.05) {
    return say(language, texts::percent_tiny);
  }
  int const decimals = points != 0 && std::fabs(points) < 9.95 ? 1 : 0;
  return with_percent(shown(language, points, decimals), language);
}

std::string rough_percent(Language language, double share) {
  if (share < 0.01) {
    return say(language, texts::share_tiny);
  }
  if (share > 0.99) {
    return say(language, texts::share_huge);
  }
  return with_percent(shown(language, 100 * share, 0), language);
}

std::string noise_cell(Language language, Assessed const& value) {
  double const share = std::clamp(value.noise_share, 0.01, 0.99);
  std::string_view const beyond =
      share > value.noise_share ? "<" : (share < value.noise_share ? ">" : "");
  return std::string(beyond) + with_percent(shown(language, 100 * share, 0), language);
}

std::string plain_number(Language language, double value) {
  double const magnitude = std::fabs(value);
  if (magnitude == 0) {
    return "0";
  }
  int const decimals = std::clamp(most_digits - 1 - decimal_exponent(magnitude), 0, 6);
  std::string fixed = to_fixed(round_significant(magnitude, most_digits), decimals);
  if (decimals > 0) {
    auto const digits = static_cast<int>(fixed.size() - fixed.find_last_not_of('0')) - 1;
    return shown(language, round_significant(value, most_digits), decimals - digits);
  }
  return shown(language, round_significant(value, most_digits), 0);
}

}  // namespace cxsim
