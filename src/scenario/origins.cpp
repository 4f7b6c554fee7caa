#include "cxsim/scenario/origins.hpp"

#include <array>
#include <string_view>

namespace cxsim {

namespace {

constexpr std::size_t named_kinds = static_cast<std::size_t>(NumberTopic::other);

[[nodiscard]] NumberTopic kind_of_touchpoint(std::string_view path) {
  if (path.find("/score/") != std::string_view::npos) {
    return NumberTopic::satisfaction;
  }
  if (path.ends_with("/failure")) {
    return NumberTopic::failures;
  }
  return path.ends_with("/cost") ? NumberTopic::cost_of_visits : NumberTopic::other;
}

[[nodiscard]] NumberTopic kind_of_segment(std::string_view path) {
  if (path.find("/starts/") != std::string_view::npos) {
    return NumberTopic::starts;
  }
  if (path.find("/churn/") != std::string_view::npos) {
    return NumberTopic::churn;
  }
  if (path.ends_with("/share")) {
    return NumberTopic::segment_sizes;
  }
  return path.ends_with("/margin") ? NumberTopic::margin : NumberTopic::other;
}

[[nodiscard]] NumberTopic kind_of(std::string_view path) {
  if (path.starts_with("transitions/")) {
    return NumberTopic::transitions;
  }
  if (path.starts_with("touchpoints/")) {
    return kind_of_touchpoint(path);
  }
  return path.starts_with("segments/") ? kind_of_segment(path) : NumberTopic::other;
}

}  // namespace

NumberOrigins origins_of(ParameterTable const& parameters) {
  NumberOrigins origins;
  std::array<bool, named_kinds + 1> is_measured{};
  std::array<bool, named_kinds + 1> is_given{};
  std::array<bool, named_kinds + 1> is_there{};
  for (ParameterInfo const& info : parameters.infos()) {
    auto const kind = static_cast<std::size_t>(kind_of(info.path));
    bool const is_default = info.evidence == Evidence::program_default;
    bool const is_expert = info.evidence == Evidence::expert;
    ++origins.numbers;
    ++(is_default ? origins.defaults : is_expert ? origins.expert : origins.measured);
    is_there[kind] = true;
    is_given[kind] = is_given[kind] || !is_default;
    is_measured[kind] = is_measured[kind] || !(is_default || is_expert);
  }
  for (std::size_t kind = 0; kind < named_kinds; ++kind) {
    if (is_measured[kind]) {
      origins.measured_kinds.push_back(static_cast<NumberTopic>(kind));
    } else if (is_there[kind] && !is_given[kind]) {
      origins.default_kinds.push_back(static_cast<NumberTopic>(kind));
    }
  }
  return origins;
}

}  // namespace cxsim
