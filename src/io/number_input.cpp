#include "number_input.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/nearest.hpp"
#include "cxsim/io/texts.hpp"
#include "cxsim/parameters/texts.hpp"
#include "repairs.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Argument found_in_words(JsonValue const& value) {
  switch (value.kind()) {
    case JsonKind::null:
      return texts::value_null;
    case JsonKind::boolean:
      return value.boolean() ? texts::value_true : texts::value_false;
    case JsonKind::number:
      return texts::value_number;
    case JsonKind::string:
      return {texts::value_text_quoted, {value.string()}};
    case JsonKind::array:
      return texts::value_list;
    case JsonKind::object:
      return texts::value_object;
  }
  return "";
}

/// 1.1 becomes 0.011, not 0.011000000000000001.
[[nodiscard]] std::string in_hundredths(double percent) {
  return to_text(round_significant(percent / 100, 15));
}

/// Reads the parts of one number. Every function reports what is wrong and then returns nothing.
class NumberReader {
 public:
  NumberReader(NumberRules const& rules, Problems& problems) : rules_(rules), problems_(problems) {}

  [[nodiscard]] std::optional<NumberInput> read(JsonValue const& value,
                                                std::string const& pointer) {
    if (value.kind() == JsonKind::object) {
      return read_object(value, pointer);
    }
    auto const constant = value_in_range(value, pointer);
    return constant ? std::optional(NumberInput{Constant{*constant}, {}, {}, {}, {}})
                    : std::nullopt;
  }

 private:
  using Prior = std::optional<Distribution>;

  [[nodiscard]] std::optional<NumberInput> read_object(JsonValue const& object,
                                                       std::string const& pointer) {
    NumberInput input;
    input.source = read_text_of(object, "source", pointer, problems_);
    input.period = read_text_of(object, "period", pointer, problems_);
    input.typed = read_text_of(object, "typed", pointer, problems_).value_or("");
    if (JsonValue const* evidence = object.find("evidence")) {
      input.evidence = read_evidence(*evidence, json_pointer(pointer, "evidence"), problems_);
    }
    Prior prior = read_prior(object, pointer);
    if (!prior) {
      return std::nullopt;
    }
    input.prior = std::move(*prior);
    return input;
  }

  /// The form of a number is the set of its keys.
  [[nodiscard]] Prior read_prior(JsonValue const& object, std::string const& pointer) {
    struct Form {
      std::vector<std::string> keys;
      Prior (NumberReader::*read)(JsonValue const&, std::string const&);
    };
    static std::array<Form, 9> const forms{{{{"value"}, &NumberReader::read_value},
                                            {{"low", "mode", "high"}, &NumberReader::read_pert},
                                            {{"min", "mode", "max"}, &NumberReader::read_pert},
                                            {{"mean", "sd"}, &NumberReader::read_normal},
                                            {{"median", "log_sd"}, &NumberReader::read_lognormal},
                                            {{"alpha", "beta"}, &NumberReader::read_beta},
                                            {{"uniform"}, &NumberReader::read_uniform},
                                            {{"quantiles"}, &NumberReader::read_quantiles},
                                            {{"samples"}, &NumberReader::read_samples}}};
    std::vector<std::string> found;
    std::vector<std::string> known;
    for (Form const& form : forms) {
      known.insert(known.end(), form.keys.begin(), form.keys.end());
    }
    for (JsonMember const& member : object.members()) {
      if (is_origin(member.key) || member.key == "typed" ||
          std::ranges::find(rules_.other_keys, member.key) != rules_.other_keys.end()) {
        continue;
      }
      if (std::ranges::find(known, member.key) == known.end()) {
        known.insert(known.end(), {"source", "evidence", "period", "typed"});
        report_unknown_key(member, object, pointer, known, problems_);
        return std::nullopt;
      }
      found.push_back(member.key);
    }
    for (Form const& form : forms) {
      if (std::ranges::is_permutation(found, form.keys)) {
        if (rules_.kind != NumberKind::any && form.keys.front() != "value") {
          problems_.error(object.place(), pointer, texts::number_must_be_certain);
          return std::nullopt;
        }
        return (this->*form.read)(object, pointer);
      }
    }
    problems_.error(object.place(), pointer, texts::no_distribution);
    return std::nullopt;
  }

  [[nodiscard]] Prior read_value(JsonValue const& object, std::string const& pointer) {
    auto const value = part_in_range(object, pointer, "value");
    return value ? Prior(Constant{*value}) : std::nullopt;
  }

  [[nodiscard]] Prior read_pert(JsonValue const& object, std::string const& pointer) {
    bool const is_absolute = object.find("min") != nullptr;
    auto const low = part_in_range(object, pointer, is_absolute ? "min" : "low");
    auto const mode = part_in_range(object, pointer, "mode");
    auto const high = part_in_range(object, pointer, is_absolute ? "max" : "high");
    if (!low || !mode || !high) {
      return std::nullopt;
    }
    std::vector<Argument> const three{to_text(*low), to_text(*mode), to_text(*high)};
    if (*low > *mode || *mode > *high) {
      problems_.error(object.place(), pointer, texts::pert_order, three);
      return std::nullopt;
    }
    if (*low == *high) {
      problems_.error(object.place(), pointer, texts::no_spread, {to_text(*mode)});
      return std::nullopt;
    }
    auto const pert =
        make_pert(*low, *mode, *high, is_absolute ? Bounds::absolute : Bounds::quantiles);
    CXSIM_EXPECTS(pert.has_value());  // one always exists
    return *pert;
  }

  [[nodiscard]] Prior read_normal(JsonValue const& object, std::string const& pointer) {
    auto const mean = part_in_range(object, pointer, "mean");
    auto const sd = positive_part(object, pointer, "sd");
    return mean && sd ? Prior(Normal{*mean, *sd}) : std::nullopt;
  }

  [[nodiscard]] Prior read_lognormal(JsonValue const& object, std::string const& pointer) {
    auto const median = part_in_range(object, pointer, "median");
    auto const log_sd = positive_part(object, pointer, "log_sd");
    if (!median || !log_sd) {
      return std::nullopt;
    }
    if (*median <= 0) {
      problems_.error(object.find("median")->place(), json_pointer(pointer, "median"),
                      texts::must_be_positive, {to_text(*median)});
      return std::nullopt;
    }
    return Lognormal{*median, *log_sd};
  }

  [[nodiscard]] Prior read_beta(JsonValue const& object, std::string const& pointer) {
    auto const alpha = positive_part(object, pointer, "alpha");
    auto const beta = positive_part(object, pointer, "beta");
    if (rules_.unit != Unit::probability && rules_.unit != Unit::share) {
      problems_.error(object.place(), pointer, texts::beta_for_probabilities,
                      {unit_text(rules_.unit)});
      return std::nullopt;
    }
    return alpha && beta ? Prior(Beta{*alpha, *beta}) : std::nullopt;
  }

  [[nodiscard]] Prior read_uniform(JsonValue const& object, std::string const& pointer) {
    auto const ends = values_in_list(object, pointer, "uniform");
    if (!ends) {
      return std::nullopt;
    }
    if (ends->size() != 2 || !(ends->front() < ends->back())) {
      problems_.error(object.find("uniform")->place(), json_pointer(pointer, "uniform"),
                      texts::uniform_ends);
      return std::nullopt;
    }
    return Uniform{ends->front(), ends->back()};
  }

  [[nodiscard]] Prior read_samples(JsonValue const& object, std::string const& pointer) {
    auto samples = values_in_list(object, pointer, "samples");
    if (!samples) {
      return std::nullopt;
    }
    if (samples->empty()) {
      problems_.error(object.find("samples")->place(), json_pointer(pointer, "samples"),
                      texts::no_samples);
      return std::nullopt;
    }
    return Samples{std::move(*samples)};
  }

  [[nodiscard]] Prior read_quantiles(JsonValue const& object, std::string const& pointer) {
    JsonValue const& quantiles = *object.find("quantiles");
    std::string const inner = json_pointer(pointer, "quantiles");
    if (quantiles.kind() != JsonKind::object) {
      report_kind(quantiles, inner,
                  {texts::value_object_like, {"{\"0.05\": 1, \"0.5\": 2, \"0.95\": 4}"}},
                  problems_);
      return std::nullopt;
    }
    std::vector<std::pair<double, double>> points;
    bool is_good = true;
    for (JsonMember const& member : quantiles.members()) {
      auto const probability = probability_from(member.key);
      auto const value = value_in_range(member.value, json_pointer(inner, member.key));
      if (!probability) {
        problems_.error(member.key_place, json_pointer(inner, member.key),
                        texts::quantile_probability, {member.key});
      }
      is_good = is_good && probability && value;
      if (is_good) {
        points.emplace_back(*probability, *value);
      }
    }
    if (!is_good) {
      return std::nullopt;
    }
    std::ranges::sort(points);
    bool const is_increasing =
        std::ranges::adjacent_find(points, [](auto const& one, auto const& next) {
          return one.first == next.first || one.second > next.second;
        }) == points.end();
    if (points.size() < 2 || !is_increasing) {
      problems_.error(quantiles.place(), inner, texts::quantile_order);
      return std::nullopt;
    }
    return Quantiles{with_ends(std::move(points))};
  }

  /// The outermost lines are drawn on to probability 0 and 1, within the range.
  [[nodiscard]] std::vector<std::pair<double, double>> with_ends(
      std::vector<std::pair<double, double>> points) const {
    auto const on_line = [&](auto const& one, auto const& other, double probability) {
      double const slope = (other.second - one.second) / (other.first - one.first);
      return std::clamp(one.second + slope * (probability - one.first), rules_.range.low,
                        rules_.range.high);
    };
    std::size_t const last = points.size() - 1;
    double const end = on_line(points[last], points[last - 1], 1);
    if (points.back().first < 1) {
      points.emplace_back(1, end);
    }
    if (points.front().first > 0) {
      points.insert(points.begin(), {0, on_line(points[0], points[1], 0)});
    }
    return points;
  }

  [[nodiscard]] static std::optional<double> probability_from(std::string const& text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const is_good =
        error == std::errc{} && end == text.data() + text.size() && value >= 0 && value <= 1;
    return is_good ? std::optional(value) : std::nullopt;
  }

  [[nodiscard]] std::optional<std::vector<double>> values_in_list(JsonValue const& object,
                                                                  std::string const& pointer,
                                                                  std::string_view key) {
    JsonValue const& list = *object.find(key);
    std::string const inner = json_pointer(pointer, key);
    if (list.kind() != JsonKind::array) {
      report_kind(list, inner, texts::value_numbers, problems_);
      return std::nullopt;
    }
    std::vector<double> values;
    for (std::size_t i = 0; i < list.elements().size(); ++i) {
      if (auto const value = value_in_range(list.elements()[i], json_pointer(inner, i))) {
        values.push_back(*value);
      }
    }
    return values.size() == list.elements().size() ? std::optional(values) : std::nullopt;
  }

  [[nodiscard]] std::optional<double> positive_part(JsonValue const& object,
                                                    std::string const& pointer,
                                                    std::string_view key) {
    JsonValue const& value = *object.find(key);
    std::string const inner = json_pointer(pointer, key);
    auto const number = number_in(value, inner);
    if (number && *number <= 0) {
      problems_.error(value.place(), inner, texts::must_be_positive, {to_text(*number)});
      return std::nullopt;
    }
    return number;
  }

  [[nodiscard]] std::optional<double> part_in_range(JsonValue const& object,
                                                    std::string const& pointer,
                                                    std::string_view key) {
    return value_in_range(*object.find(key), json_pointer(pointer, key));
  }

  [[nodiscard]] std::optional<double> value_in_range(JsonValue const& value,
                                                     std::string const& pointer) {
    auto const number = number_in(value, pointer);
    if (!number) {
      return std::nullopt;
    }
    if (!rules_.range.contains(*number)) {
      report_range(value, pointer);
      return std::nullopt;
    }
    if (rules_.kind == NumberKind::certain_whole && !value.integer()) {
      problems_.error(value.place(), pointer, texts::must_be_whole, {value.number_text()});
      return std::nullopt;
    }
    return number;
  }

  void report_range(JsonValue const& value, std::string const& pointer) {
    std::vector<Argument> arguments{value.number_text(), to_text(rules_.range.low),
                                    to_text(rules_.range.high), unit_text(rules_.unit)};
    bool const is_fraction = rules_.range.low >= 0 && rules_.range.high <= 1;
    double const number = value.number();
    if (rules_.kind == NumberKind::certain_whole && number > rules_.range.high) {
      problems_.error(value.place(), pointer, texts::over_limit_value, std::move(arguments));
    } else if (is_fraction && number > 1 && number <= 100) {
      arguments.emplace_back(in_hundredths(number));
      problems_.error(value.place(), pointer, texts::out_of_range_percent, std::move(arguments),
                      write_instead(value, pointer, in_hundredths(number), problems_));
    } else {
      problems_.error(value.place(), pointer, texts::value_out_of_range, std::move(arguments));
    }
  }

  [[nodiscard]] std::optional<double> number_in(JsonValue const& value,
                                                std::string const& pointer) {
    if (value.kind() == JsonKind::number) {
      return value.number();
    }
    if (value.kind() == JsonKind::string) {
      report_text(value, pointer);
    } else {
      report_kind(value, pointer, texts::value_number, problems_);
    }
    return std::nullopt;
  }

  /// Three digits behind a comma may be thousands or decimals.
  [[nodiscard]] Repairs instead_of_text(JsonValue const& value, std::string const& pointer,
                                        std::string number) const {
    constexpr std::size_t thousands = 3;
    std::string const& text = value.string();
    std::size_t const comma = text.rfind(',');
    bool const is_ambiguous =
        comma != std::string::npos &&
        static_cast<std::size_t>(std::ranges::count_if(
            text.substr(comma), [](char one) { return one >= '0' && one <= '9'; })) >= thousands;
    return is_ambiguous ? Repairs{} : write_instead(value, pointer, std::move(number), problems_);
  }

  /// A text where a number should stand: say how the number is written.
  void report_text(JsonValue const& value, std::string const& pointer) {
    std::string const& text = value.string();
    std::string digits = text;
    std::erase_if(digits, [](char one) { return one == ' ' || one == '%'; });
    std::ranges::replace(digits, ',', '.');
    double number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) {
      report_kind(value, pointer, texts::value_number, problems_);
    } else if (text.find('%') != std::string::npos) {
      problems_.error(value.place(), pointer, texts::percent_as_text, {text, in_hundredths(number)},
                      instead_of_text(value, pointer, in_hundredths(number)));
    } else {
      problems_.error(value.place(), pointer, texts::number_as_text, {text, to_text(number)},
                      instead_of_text(value, pointer, to_text(number)));
    }
  }

  NumberRules const& rules_;
  Problems& problems_;
};

}  // namespace

bool is_origin(std::string_view key) {
  return key == "source" || key == "evidence" || key == "period";
}

std::optional<std::string> read_text_of(JsonValue const& object, std::string_view key,
                                        std::string const& pointer, Problems& problems) {
  JsonValue const* value = object.find(key);
  if (value != nullptr && value->kind() == JsonKind::string) {
    return value->string();
  }
  if (value != nullptr) {
    report_kind(*value, json_pointer(pointer, key), texts::value_text, problems);
  }
  return std::nullopt;
}

std::optional<NumberInput> read_number(JsonValue const& value, std::string const& pointer,
                                       NumberRules const& rules, Problems& problems) {
  return NumberReader(rules, problems).read(value, pointer);
}

namespace {

/// A grade that was written as a small letter.
[[nodiscard]] Repairs in_capitals(JsonValue const& value, std::string const& pointer,
                                  Problems const& problems) {
  bool const is_small = value.kind() == JsonKind::string && value.string().size() == 1 &&
                        value.string().front() >= 'a' && value.string().front() <= 'f';
  if (!is_small) {
    return {};
  }
  std::string const grade(1, static_cast<char>(value.string().front() - 'a' + 'A'));
  return write_text(value.place(), pointer, value.string(), grade, problems);
}

}  // namespace

std::optional<Evidence> read_evidence(JsonValue const& value, std::string const& pointer,
                                      Problems& problems) {
  if (value.kind() == JsonKind::string) {
    if (auto const evidence = evidence_from_letter(value.string())) {
      return evidence;
    }
  }
  problems.error(value.place(), pointer, texts::bad_evidence, {},
                 in_capitals(value, pointer, problems));
  return std::nullopt;
}

void report_kind(JsonValue const& value, std::string const& pointer, Argument expected,
                 Problems& problems, std::vector<Repair> repairs) {
  problems.error(value.place(), pointer, texts::wrong_kind,
                 {std::move(expected), found_in_words(value)}, std::move(repairs));
}

void report_unknown_key(JsonMember const& member, JsonValue const& object,
                        std::string const& pointer, std::vector<std::string> const& known,
                        Problems& problems) {
  std::string const inner = json_pointer(pointer, member.key);
  auto const meant = problems.are_many() ? std::nullopt : nearest(member.key, known);
  if (meant) {
    problems.error(member.key_place, inner, texts::unknown_key_suggest, {member.key, *meant},
                   rename_member(member, object, inner, *meant, problems));
    return;
  }
  std::string list;
  for (std::string const& key : known) {
    list += (list.empty() ? "" : ", ") + key;
  }
  problems.error(member.key_place, inner, texts::unknown_key, {member.key, list});
}

}  // namespace cxsim
