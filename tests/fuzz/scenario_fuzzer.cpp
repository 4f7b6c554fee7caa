#include <fstream>
#include <iterator>

#include "cxsim/io/scenario_file.hpp"
#include "fuzz/fuzzer.hpp"
#include "fuzz/numbers.hpp"

namespace cxsim {

namespace {

/// The map of all scenarios here, whatever map they name.
[[nodiscard]] Result<FileText> shop_map(std::string const& path) {
  static std::string const text = [] {
    std::ifstream file("tests/invalid_input/shop.json", std::ios::binary);
    CXSIM_EXPECTS(file.is_open());
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return FileText{path, text};
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  auto const loaded = parse_scenario(bytes, "scenario.json", shop_map);
  if (!loaded) {
    expect_refusal(loaded.error(), has_line);
    expect_readable(loaded.error());
    return;
  }
  Scenario const& scenario = loaded->scenario;
  expect_readable(loaded->notes);
  expect_usable(scenario.parameters);
  std::string const text = write_scenario(scenario, "map.json");
  auto const again = parse_scenario(text, "scenario.json", shop_map);
  CXSIM_EXPECTS(again.has_value());
  CXSIM_EXPECTS(have_same_numbers(scenario.parameters, again->scenario.parameters));
  CXSIM_EXPECTS(write_scenario(again->scenario, "map.json") == text);
}

}  // namespace cxsim
