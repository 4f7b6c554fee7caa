#include <cmath>

#include "fuzz/fuzzer.hpp"
#include "fuzz/numbers.hpp"
#include "settings.hpp"
#include "support/scenarios.hpp"

namespace cxsim {

namespace {

/// A `--set` for each line.
[[nodiscard]] Arguments arguments_of(std::string_view bytes) {
  Arguments arguments;
  while (!bytes.empty()) {
    std::string_view const line = bytes.substr(0, bytes.find('\n'));
    arguments.add("set", std::string(line));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
  }
  return arguments;
}

void expect_sums(ParameterTable const& table) {
  ParameterValues const values = table.best_guesses();
  for (SimplexGroup const& group : table.groups()) {
    double sum = 0;
    for (AnyParameter const member : group.members) {
      sum += values[member];
    }
    CXSIM_EXPECTS(std::abs(sum - 1) < 1e-9);
  }
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  static Scenario const shop = test::shop();
  Scenario scenario = shop;
  auto const notes = apply_settings(arguments_of(bytes), scenario);
  if (!notes) {
    expect_refusal(notes.error(), [](Location const& where) { return where.file == "--set"; });
    // The words of a command line are any bytes, made readable where messages are printed.
    return expect_messages(notes.error());
  }
  expect_messages(*notes);
  expect_usable(scenario.parameters);
  expect_sums(scenario.parameters);
}

}  // namespace cxsim
