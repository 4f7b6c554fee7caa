#include "replay_options.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/nearest.hpp"

namespace cxsim {

namespace {

constexpr char const* replay_option = "--replay";

/// The parts of \p text between the signs \p separator.
[[nodiscard]] std::vector<std::string> parts(std::string_view text, char separator) {
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t const end = std::min(text.find(separator, begin), text.size());
    result.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

/// A whole number from 1, or nothing.
[[nodiscard]] std::optional<std::uint32_t> read_count(std::string_view text) {
  std::uint32_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const is_number = error == std::errc() && end == text.data() + text.size() && number > 0;
  return is_number ? std::optional(number) : std::nullopt;
}

/// Takes one `name=value` over; false when it is none.
[[nodiscard]] bool take_part(std::string const& part, ReplayRequest& request) {
  std::size_t const sign = part.find('=');
  if (sign == std::string::npos) {
    return false;
  }
  std::string const name = part.substr(0, sign);
  std::string const value = part.substr(sign + 1);
  if (name == "initiatives" && !value.empty()) {
    request.initiatives = parts(value, '+');
    return true;
  }
  auto const number = read_count(value);
  if (name == "draw" && number) {
    request.draw = *number;
    return true;
  }
  if (name == "customer" && number) {
    request.customer = *number;
    return true;
  }
  return false;
}

[[nodiscard]] std::vector<std::string> ids_of(Scenario const& scenario) {
  std::vector<std::string> ids;
  for (Initiative const& initiative : scenario.initiatives) {
    ids.push_back(initiative.id);
  }
  return ids;
}

}  // namespace

std::optional<ReplayRequest> read_replay(OptionValues& values) {
  auto const given = values.arguments().value("replay");
  if (!given) {
    return std::nullopt;
  }
  ReplayRequest request;
  for (std::string const& part : parts(*given, ',')) {
    if (!take_part(part, request)) {
      values.report({Severity::error, {replay_option, 0, 0, ""}, texts::replay_part, {part}});
    }
  }
  return request;
}

Outcome<Portfolio> portfolio_of(ReplayRequest const& request, Scenario const& scenario) {
  std::vector<std::string> const ids = ids_of(scenario);
  Portfolio portfolio;
  Diagnostics problems;
  for (std::string const& id : request.initiatives) {
    auto const found = std::ranges::find(ids, id);
    if (found != ids.end()) {
      portfolio.push_back(InitiativeId{static_cast<std::uint32_t>(found - ids.begin())});
    } else {
      auto const close = nearest(id, ids);
      problems.add({Severity::error,
                    {replay_option, 0, 0, ""},
                    close ? texts::replay_initiative_suggest : texts::replay_initiative_unknown,
                    {id, close.value_or("")}});
    }
  }
  if (problems.has_errors()) {
    return give_up(ExitCode::bad_input, std::move(problems));
  }
  std::ranges::sort(portfolio, {}, &InitiativeId::index);
  portfolio.erase(std::unique(portfolio.begin(), portfolio.end()), portfolio.end());
  return portfolio;
}

}  // namespace cxsim
